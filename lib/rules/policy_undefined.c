/* SPDX-License-Identifier: MIT */
/*
 * Lists what a policy says to be "undefined", in the document's order, by path. It refuses to weigh it.
 */
#include "policy_read.h"

/* Texts for people may say anything. */
static int undefined_is_prose(text key) {
    static const char *const keys[] = {"label", "quote", "clause", "title", "source"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (hotline__text_is(key, keys[i])) {
            return 1;
        }
    }
    return 0;
}

static uint32_t undefined_count(const json *node) {
    uint32_t count = 0;
    if (hotline__policy_is_undefined(node)) {
        return !undefined_is_prose(node->key);
    }
    for (const json *child = node->first; child != NULL; child = child->next) {
        count += undefined_count(child);
    }
    return count;
}

static hotline_status undefined_collect(policy_reader *r, const json *node, undefined_item *items, uint32_t *n) {
    if (hotline__policy_is_undefined(node) && !undefined_is_prose(node->key)) {
        items[*n].path = hotline__policy_path(r->arena, node);
        return items[(*n)++].path != NULL ? HOTLINE_OK : hotline__policy_no_memory(r);
    }
    for (const json *child = node->first; child != NULL; child = child->next) {
        HOTLINE_TRY(undefined_collect(r, child, items, n));
    }
    return HOTLINE_OK;
}

hotline_status hotline__policy_list_undefined(policy_reader *r) {
    uint32_t count = 0;
    for (const json *child = r->root->first; child != NULL; child = child->next) {
        count += hotline__text_is(child->key, "reasons") ? 0 : undefined_count(child);
    }
    undefined_item *items = hotline__policy_take(r, (size_t)count + 1, sizeof *items);
    if (items == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (const json *child = r->root->first; child != NULL; child = child->next) {
        if (!hotline__text_is(child->key, "reasons")) {
            HOTLINE_TRY(undefined_collect(r, child, items, &r->policy->undefined_count));
        }
    }
    r->policy->undefined = items;
    return HOTLINE_OK;
}
