/* SPDX-License-Identifier: MIT */
/*
 * The items that the policy leaves undefined and that a ranking needs, each once. It refuses to know why they are needed.
 */
#include "ranking_impl.h"

void hotline__ranking_open_item(hotline_ranking *r, const char *path) {
    uint32_t i;
    for (i = 0; i < r->cause_count; i++) {
        if (path == NULL || hotline__text_is(hotline__text(r->causes[i]), path)) {
            return;
        }
    }
    if (path == NULL) {
        return;
    }
    if (r->cause_count == r->cause_capacity &&
        !hotline__arena_grow(&r->keep, &r->causes, r->cause_count, &r->cause_capacity, sizeof *r->causes)) {
        r->failed = 1;
        return;
    }
    r->causes[r->cause_count++] = path;
}
