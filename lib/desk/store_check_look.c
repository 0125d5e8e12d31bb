/* SPDX-License-Identifier: MIT */
/*
 * The eyes of a trial: what the store gives, as a short line beside the line that is wanted. It refuses to know how things came to be so, and
 * passes over what other trials kept.
 */
#include "store_check_impl.h"

enum { LOOK_PAGES = 4000 };

/* ---- calls ---- */

/* 1: the store gave what its sink takes. */
static int look_taken(store_check *c, const store_port *p, const char *call, const hotline_sink *sink, hotline_status status) {
    if (status >= 0) {
        return 1;
    }
    if (sink->status == HOTLINE_ERROR_MEMORY) {
        c->status = HOTLINE_ERROR_MEMORY;
    } else if (sink->status < 0) {
        hotline__seen_refusal(c, call, sink->status);
    } else {
        hotline__seen_failure(c, call, p->result);
    }
    return 0;
}

static hotline_sink *look_sink(store_check *c) {
    hotline_sink *sink = c->status < 0 ? NULL : hotline__arena_take(&c->work, sizeof *sink);
    if (sink == NULL && c->status >= 0) {
        c->status = HOTLINE_ERROR_MEMORY;
    }
    return sink;
}

const hotline_sink *hotline__trial_load(store_check *c, int port, store_subject of) {
    store_port *p = &c->ports[port];
    hotline_sink *sink = look_sink(c);
    hotline_status status;
    if (sink == NULL) {
        return NULL;
    }
    status = hotline__store_load(p, &c->work, of, sink);
    if (status == HOTLINE_ERROR_CALLBACK && sink->status >= 0 && sink->version < sink->count) {
        return sink; /* a version that cannot be: it shows beside the one that is wanted */
    }
    return look_taken(c, p, "load", sink, status) ? sink : NULL;
}

const hotline_sink *hotline__trial_answered(store_check *c, int port, text command) {
    store_port *p = &c->ports[port];
    hotline_sink *sink = look_sink(c);
    return sink != NULL && look_taken(c, p, "answer", sink, hotline__store_answer(p, &c->work, command, sink)) ? sink : NULL;
}

static hotline_sink *look_listed(store_check *c, int port, const hotline_listing *listing) {
    store_port *p = &c->ports[port];
    hotline_sink *sink = look_sink(c);
    return sink != NULL && look_taken(c, p, "list", sink, hotline__store_list(p, &c->work, listing, sink)) ? sink : NULL;
}

static hotline_sink *look_noticed(store_check *c, int port, uint64_t after, uint32_t most) {
    store_port *p = &c->ports[port];
    hotline_sink *sink = look_sink(c);
    return sink != NULL && look_taken(c, p, "notices", sink, hotline__store_notices(p, &c->work, after, most, sink)) ? sink : NULL;
}

/* ---- lines ---- */

static void look_begin(store_check *c) {
    hotline__buffer_clear(&c->shown);
}

static void look_next(store_check *c) {
    if (c->shown.len != 0) {
        hotline__buffer_puts(&c->shown, " ");
    }
}

/* The line is done: is it the one that is wanted? */
static int look_end(store_check *c, const char *call, const char *wanted) {
    if (c->shown.status < 0) {
        c->status = c->shown.status;
        return 0;
    }
    return hotline__trial_same(c, call, hotline__buffer_text(&c->shown), hotline__text(wanted));
}

/* The word that a text of ours stands for; another text as it is. */
static void look_word(store_check *c, text given) {
    static const char head[] = "{\"check\":\"";
    size_t head_len = sizeof head - 1;
    if (given.len > head_len + 2 && memcmp(given.at, head, head_len) == 0 && memcmp(given.at + given.len - 2, "\"}", 2) == 0) {
        given.at += head_len;
        given.len -= head_len + 2;
    }
    hotline__buffer_add_text(&c->shown, given);
}

static void look_parts(store_check *c, const store_parts *given) {
    look_word(c, given->plain);
    if (given->personal.at != NULL) {
        hotline__buffer_puts(&c->shown, "+");
        look_word(c, given->personal);
    }
}

/* What follows the trial's own beginning of ids; 0: another trial's. */
static int look_tail(store_check *c, text id, text *tail) {
    text own = hotline__trial_id(c, "");
    if (c->status < 0 || id.len < own.len || memcmp(id.at, own.at, own.len) != 0) {
        return 0;
    }
    tail->at = id.at + own.len;
    tail->len = id.len - own.len;
    return 1;
}

int hotline__trial_same(store_check *c, const char *call, text got, text wanted) {
    if (hotline__text_equal(got, wanted)) {
        return 1;
    }
    hotline__seen_text(c, call, got, wanted);
    return 0;
}

int hotline__trial_same_number(store_check *c, const char *call, uint64_t got, uint64_t wanted) {
    text first;
    look_begin(c);
    hotline__buffer_add_number(&c->shown, (int64_t)got);
    first = hotline__arena_text(&c->work, hotline__buffer_text(&c->shown));
    look_begin(c);
    hotline__buffer_add_number(&c->shown, (int64_t)wanted);
    if (first.at == NULL || c->shown.status < 0) {
        c->status = HOTLINE_ERROR_MEMORY;
        return 0;
    }
    return hotline__trial_same(c, call, first, hotline__buffer_text(&c->shown));
}

/* ---- looks ---- */

int hotline__trial_subject(store_check *c, int port, store_subject of, const char *wanted) {
    const hotline_sink *sink = hotline__trial_load(c, port, of);
    if (sink == NULL) {
        return 0;
    }
    look_begin(c);
    hotline__buffer_add_number(&c->shown, (int64_t)sink->version);
    hotline__buffer_puts(&c->shown, ":");
    for (uint32_t i = 0; i < sink->count; i++) {
        look_next(c);
        look_parts(c, &sink->entries[i]);
    }
    return look_end(c, "load", wanted);
}

int hotline__trial_answer(store_check *c, int port, const char *tail, const char *wanted) {
    const hotline_sink *sink = hotline__trial_answered(c, port, hotline__trial_id(c, tail));
    if (sink == NULL) {
        return 0;
    }
    look_begin(c);
    if (sink->count != 0) {
        look_parts(c, &sink->answer);
    } else {
        hotline__buffer_puts(&c->shown, "none");
    }
    return look_end(c, "answer", wanted);
}

static void look_subject(store_check *c, const store_listed *listed) {
    text tail;
    if (!look_tail(c, listed->of.id, &tail)) {
        return;
    }
    look_next(c);
    hotline__buffer_puts(&c->shown, listed->of.kind == HOTLINE_SUBJECT_TICKET ? "ticket/" : "unit/");
    hotline__buffer_add_text(&c->shown, tail);
    if (listed->moment != HOTLINE_NO_INSTANT) {
        hotline__buffer_puts(&c->shown, "@");
        hotline__buffer_add_number(&c->shown, listed->moment);
    }
}

void hotline__trial_listing(hotline_listing *listing, int32_t by, hotline_instant until, uint32_t most) {
    memset(listing, 0, sizeof *listing);
    listing->struct_size = (uint32_t)sizeof *listing;
    listing->order = by;
    listing->limit = most;
    listing->until = until;
    listing->after_moment = HOTLINE_NO_INSTANT;
}

/* Shows a page, and goes on after its last subject. 0: it was the last one, or failed. */
static int look_page(store_check *c, int port, hotline_listing *listing) {
    const hotline_sink *sink = look_listed(c, port, listing);
    const store_listed *last;
    if (sink == NULL) {
        return 0;
    }
    for (uint32_t i = 0; i < sink->count; i++) {
        look_subject(c, &sink->subjects[i]);
    }
    if (sink->count < listing->limit) {
        return 0;
    }
    last = &sink->subjects[sink->count - 1];
    listing->after_kind = last->of.kind;
    listing->after_moment = last->moment;
    listing->after_id = last->of.id.at;
    listing->after_id_len = last->of.id.len;
    return 1;
}

static const char *look_order(int32_t by) {
    return by == HOTLINE_ORDER_WAKE  ? "list (HOTLINE_ORDER_WAKE)"
           : by == HOTLINE_ORDER_DUE ? "list (HOTLINE_ORDER_DUE)"
                                     : "list (HOTLINE_ORDER_ID)";
}

int hotline__trial_list(store_check *c, int port, int32_t by, hotline_instant until, uint32_t most, const char *wanted) {
    hotline_listing listing;
    uint32_t pages = 0;
    hotline__trial_listing(&listing, by, until, most);
    look_begin(c);
    /* A store that does not go on would do so for ever. */
    while (look_page(c, port, &listing) && c->shown.len <= strlen(wanted) && pages < LOOK_PAGES) {
        pages++;
    }
    return c->status >= 0 && c->seen.len == 0 && look_end(c, look_order(by), wanted);
}

int hotline__trial_list_after(store_check *c, const hotline_listing *listing, const char *wanted) {
    hotline_listing once = *listing;
    look_begin(c);
    (void)look_page(c, 0, &once);
    return c->status >= 0 && c->seen.len == 0 && look_end(c, look_order(listing->order), wanted);
}

static void look_notice(store_check *c, const store_notice *n, int grows) {
    text tail;
    if (!look_tail(c, n->id, &tail)) {
        return;
    }
    look_next(c);
    hotline__buffer_puts(&c->shown, grows ? "" : "#");
    hotline__buffer_add_text(&c->shown, tail);
    hotline__buffer_puts(&c->shown, "=");
    look_word(c, n->body);
}

/* Shows a page of notices, and goes on after the last. 0: it was the last page, or failed. */
static int look_notice_page(store_check *c, int port, uint32_t most, uint64_t *after) {
    const hotline_sink *sink = look_noticed(c, port, *after, most);
    if (sink == NULL) {
        return 0;
    }
    for (uint32_t i = 0; i < sink->count; i++) {
        look_notice(c, &sink->notices[i], sink->notices[i].number > *after);
        *after = sink->notices[i].number;
    }
    return sink->count == most;
}

int hotline__trial_notices(store_check *c, int port, uint32_t most, const char *wanted) {
    uint64_t after = 0;
    uint32_t pages = 0;
    look_begin(c);
    while (look_notice_page(c, port, most, &after) && c->shown.len <= strlen(wanted) && pages < LOOK_PAGES) {
        pages++;
    }
    return c->status >= 0 && c->seen.len == 0 && look_end(c, "notices", wanted);
}

const store_notice *hotline__trial_notice(store_check *c, text id) {
    const hotline_sink *sink = look_noticed(c, 0, 0, CHECK_ALL);
    if (sink == NULL) {
        return NULL;
    }
    for (uint32_t i = 0; i < sink->count; i++) {
        if (hotline__text_equal(sink->notices[i].id, id)) {
            return &sink->notices[i];
        }
    }
    hotline__seen_text(c, "notices", hotline__text(""), id);
    return NULL;
}
