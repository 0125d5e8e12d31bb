/* SPDX-License-Identifier: MIT */
/*
 * Lays an overlay on its base: a JSON merge patch (RFC 7396) on the body, the head left to each document, and the reasons that an overlay
 * owes for what it changes. It refuses to know what the members mean.
 */
#include "policy_read.h"

#include <string.h>

/* No object of a policy is larger: looking members up one by one stays bounded. */
enum { MERGE_MEMBERS_MAX = NAMES_MAX };

int hotline__policy_is_head(text key) {
    static const char *const keys[] = {"hotline",   "id",      "title",   "source",  "issued",
                                       "effective", "expires", "extends", "reasons", "transition"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (hotline__text_is(key, keys[i])) {
            return 1;
        }
    }
    return 0;
}

/* Appends to a list of siblings. */
static void merge_append(json *object, json **last, json *child) {
    if (*last == NULL) {
        object->first = child;
    } else {
        (*last)->next = child;
    }
    *last = child;
    object->count++;
}

static policy_node *merge_node(policy_reader *r, const json *like, const policy_node *parent, const policy_document *from) {
    policy_node *node = hotline__arena_take_zeroed(r->arena, 1, sizeof *node);
    if (node == NULL) {
        (void)hotline__policy_no_memory(r);
        return NULL;
    }
    node->json = *like;
    node->json.next = NULL;
    node->json.first = NULL;
    node->json.count = 0;
    node->parent = parent;
    node->depth = parent == NULL ? 0 : parent->depth + 1;
    node->from = from;
    return node;
}

static hotline_status adopt_check(policy_reader *r, const json *node, uint32_t members) {
    if (node->kind == JSON_NULL && r->document->base == NULL) {
        return hotline__policy_fail(r, node, "null deletes, and only a document with `extends` has anything to delete");
    }
    if (members > MERGE_MEMBERS_MAX) {
        return hotline__policy_fail_limit(r, node, "more than 4096 members");
    }
    return HOTLINE_OK;
}

static hotline_status adopt_node(policy_reader *r, const json *raw, const policy_node *parent, json **out) {
    json *last = NULL;
    policy_node *node = merge_node(r, raw, parent, r->document);
    if (node == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    HOTLINE_TRY(adopt_check(r, &node->json, raw->count));
    node->json.key = hotline__arena_text(r->arena, raw->key);
    node->json.value = hotline__arena_text(r->arena, raw->value);
    if (node->json.key.at == NULL || node->json.value.at == NULL) {
        return hotline__policy_no_memory(r);
    }
    for (const json *child = raw->first; child != NULL; child = child->next) {
        json *copy = NULL;
        HOTLINE_TRY(adopt_node(r, child, node, &copy));
        merge_append(&node->json, &last, copy);
    }
    *out = &node->json;
    return HOTLINE_OK;
}

hotline_status hotline__policy_adopt(policy_reader *r, const json *raw, json **out) {
    return adopt_node(r, raw, NULL, out);
}

/* A whole subtree as it is, under another parent. */
static hotline_status merge_copy(policy_reader *r, const json *from, const policy_node *parent, json **out) {
    json *last = NULL;
    policy_node *node = merge_node(r, from, parent, ((const policy_node *)from)->from);
    if (node == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (const json *child = from->first; child != NULL; child = child->next) {
        json *copy = NULL;
        HOTLINE_TRY(merge_copy(r, child, node, &copy));
        merge_append(&node->json, &last, copy);
    }
    *out = &node->json;
    return HOTLINE_OK;
}

static int merge_same(const json *a, const json *b) {
    if (a == NULL || b == NULL || a->kind != b->kind || a->count != b->count || !hotline__text_equal(a->value, b->value)) {
        return 0;
    }
    const json *y = b->first;
    for (const json *x = a->first; x != NULL; x = x->next, y = y->next) {
        if (!hotline__text_equal(x->key, y->key) || !merge_same(x, y)) {
            return 0;
        }
    }
    return 1;
}

static hotline_status merge_value(policy_reader *r, const json *base, const json *patch, const policy_node *parent, json **out);

static hotline_status merge_child(policy_reader *r, policy_node *node, json **last, const json *base, const json *patch) {
    json *child = NULL;
    if (patch != NULL && patch->kind == JSON_NULL) {
        return base != NULL ? HOTLINE_OK
                            : hotline__policy_finding_add(r, patch, "null_unused", SEVERITY_WARNING,
                                                          "the base has no such member: nothing is deleted");
    }
    if (base != NULL && patch != NULL && patch->kind != JSON_OBJECT && merge_same(base, patch)) {
        HOTLINE_TRY(hotline__policy_finding_add(r, patch, "value_unchanged", SEVERITY_INFO, "the base says the same"));
    }
    HOTLINE_TRY(patch == NULL ? merge_copy(r, base, node, &child) : merge_value(r, base, patch, node, &child));
    merge_append(&node->json, last, child);
    return HOTLINE_OK;
}

/* Members of an object in the base's order, then what the patch adds. base may be NULL or no object. */
static hotline_status merge_members(policy_reader *r, policy_node *node, const json *base, const json *patch) {
    json *last = NULL;
    int has_base = base != NULL && base->kind == JSON_OBJECT;
    for (const json *child = has_base ? base->first : NULL; child != NULL; child = child->next) {
        HOTLINE_TRY(merge_child(r, node, &last, child, hotline__json_find(patch, child->key)));
    }
    for (const json *child = patch->first; child != NULL; child = child->next) {
        if (!has_base || hotline__json_find(base, child->key) == NULL) {
            HOTLINE_TRY(merge_child(r, node, &last, NULL, child));
        }
    }
    return node->json.count <= MERGE_MEMBERS_MAX ? HOTLINE_OK
                                                 : hotline__policy_fail_limit(r, patch, "more than 4096 members after merging");
}

static hotline_status merge_value(policy_reader *r, const json *base, const json *patch, const policy_node *parent, json **out) {
    if (patch->kind != JSON_OBJECT) {
        return merge_copy(r, patch, parent, out);
    }
    policy_node *node = merge_node(r, patch, parent, ((const policy_node *)patch)->from);
    if (node == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    *out = &node->json;
    return merge_members(r, node, base, patch);
}

static hotline_status merge_root_member(policy_reader *r, policy_node *root, json **last, const json *base, const json *patch) {
    json *child = NULL;
    if (patch != NULL && hotline__policy_is_head(patch->key)) {
        HOTLINE_TRY(merge_copy(r, patch, root, &child));
        merge_append(&root->json, last, child);
        return HOTLINE_OK;
    }
    return merge_child(r, root, last, base, patch);
}

hotline_status hotline__policy_merge(policy_reader *r, const json *base, const json *patch, json **out) {
    json *last = NULL;
    policy_node *root = merge_node(r, patch, NULL, r->document);
    if (root == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (const json *child = patch->first; child != NULL; child = child->next) {
        if (hotline__policy_is_head(child->key)) {
            HOTLINE_TRY(merge_root_member(r, root, &last, NULL, child));
        }
    }
    for (const json *child = base->first; child != NULL; child = child->next) {
        if (!hotline__policy_is_head(child->key)) {
            HOTLINE_TRY(merge_root_member(r, root, &last, child, hotline__json_find(patch, child->key)));
        }
    }
    for (const json *child = patch->first; child != NULL; child = child->next) {
        if (!hotline__policy_is_head(child->key) && hotline__json_find(base, child->key) == NULL) {
            HOTLINE_TRY(merge_root_member(r, root, &last, NULL, child));
        }
    }
    *out = &root->json;
    return HOTLINE_OK;
}

/* ---- reasons ---- */

/* Bytes of `prefix` that this node and its parents use up: whole segments only. prefix.len + 1: they do not match. */
static size_t reason_match(const policy_node *node, text prefix) {
    if (node->parent == NULL) {
        return 0;
    }
    size_t at = reason_match(node->parent, prefix);
    text key = node->json.key;
    if (at >= prefix.len) {
        return at;
    }
    int row = 0;
    if (node->depth > 1) {
        row = prefix.at[at] == '[';
        if (!row && prefix.at[at] != '.') {
            return prefix.len + 1;
        }
        at++;
    }
    if (prefix.len - at < key.len + (row ? 1 : 0) || memcmp(prefix.at + at, key.at, key.len) != 0) {
        return prefix.len + 1;
    }
    at += key.len;
    return row && prefix.at[at] != ']' ? prefix.len + 1 : at + (row ? 1 : 0);
}

typedef struct reason_book {
    const json *reasons;
    uint8_t *used; /* by reason */
} reason_book;

/* Marks the reasons of a leaf; returns how many there are. */
static uint32_t reason_mark(reason_book *book, const json *leaf) {
    uint32_t i = 0;
    uint32_t found = 0;
    for (const json *reason = book->reasons->first; reason != NULL; reason = reason->next, i++) {
        if (reason->key.len > 0 && reason_match((const policy_node *)leaf, reason->key) == reason->key.len) {
            book->used[i] = 1;
            found++;
        }
    }
    return found;
}

static hotline_status reason_leaf(policy_reader *r, reason_book *book, const json *base, const json *leaf, int needed) {
    int changed = leaf->kind == JSON_NULL     ? base != NULL
                  : leaf->kind == JSON_OBJECT ? base == NULL || base->kind != JSON_OBJECT
                                              : !merge_same(base, leaf);
    if (changed && reason_mark(book, leaf) == 0 && needed) {
        return hotline__policy_fail_key(r, leaf, "this change has no reason: `reasons` needs this path or a prefix of it");
    }
    return HOTLINE_OK;
}

static hotline_status reason_walk(policy_reader *r, reason_book *book, const json *base, const json *patch, int needed) {
    if (patch->kind != JSON_OBJECT || patch->first == NULL) {
        return reason_leaf(r, book, base, patch, needed);
    }
    for (const json *child = patch->first; child != NULL; child = child->next) {
        const json *under = base != NULL && base->kind == JSON_OBJECT ? hotline__json_find(base, child->key) : NULL;
        HOTLINE_TRY(reason_walk(r, book, under, child, needed));
    }
    return HOTLINE_OK;
}

static int reason_is_owed(text section) {
    return !hotline__policy_is_head(section) && !hotline__text_is(section, "facts") && !hotline__text_is(section, "events");
}

static hotline_status reason_tell_unused(policy_reader *r, const reason_book *book) {
    uint32_t i = 0;
    for (const json *reason = book->reasons->first; reason != NULL; reason = reason->next, i++) {
        if (!book->used[i]) {
            HOTLINE_TRY(
                hotline__policy_finding_add(r, reason, "reason_unused", SEVERITY_INFO, "the document changes nothing at this path"));
        }
    }
    return HOTLINE_OK;
}

hotline_status hotline__policy_check_reasons(policy_reader *r, const json *base, const json *patch) {
    reason_book book = {hotline__json_member(patch, "reasons"), NULL};
    if (book.reasons == NULL || book.reasons->kind != JSON_OBJECT) {
        return HOTLINE_OK;
    }
    book.used = hotline__policy_take(r, (size_t)book.reasons->count + 1, 1);
    if (book.used == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (const json *child = patch->first; base != NULL && child != NULL; child = child->next) {
        int transition = hotline__text_is(child->key, "transition");
        if (!hotline__policy_is_head(child->key) || transition) {
            HOTLINE_TRY(reason_walk(r, &book, hotline__json_find(base, child->key), child, reason_is_owed(child->key)));
        }
    }
    return reason_tell_unused(r, &book);
}
