/* SPDX-License-Identifier: MIT */
/*
 * Lists what a policy says to be "undefined", in the document's order, by path. It refuses to weigh it.
 */
#include "policy_read.h"

/* Texts for people, labels of values and states, and values of facts may say anything. An item's own name (depth 2) says nothing of it. */
static int undefined_is_prose(const json *node) {
    static const char *const keys[] = {"label", "quote", "clause", "title", "source", "one_of", "many_of", "states", "default", "propose"};
    const policy_node *at = (const policy_node *)node;
    if (at->depth == 2) {
        return hotline__text_is(at->parent->json.key, "roles");
    }
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (hotline__text_is(node->key, keys[i])) {
            return 1;
        }
    }
    return 0;
}

static uint32_t undefined_count(const json *node) {
    uint32_t count = 0;
    if (undefined_is_prose(node) || hotline__policy_is_undefined(node)) {
        return !undefined_is_prose(node);
    }
    for (const json *child = node->first; child != NULL; child = child->next) {
        count += undefined_count(child);
    }
    return count;
}

static hotline_status undefined_collect(policy_reader *r, const json *node, undefined_item *items, uint32_t *n) {
    if (undefined_is_prose(node)) {
        return HOTLINE_OK;
    }
    if (hotline__policy_is_undefined(node)) {
        return hotline__policy_note_path(r, node, &items[(*n)++].path);
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
