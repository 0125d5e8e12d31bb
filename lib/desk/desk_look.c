/* SPDX-License-Identifier: MIT */
/*
 * Time passes: looks at subjects whose moment has come, makes notices of what is proposed, hands notices out, erases what is personal. It
 * refuses to know why a moment has come.
 */
#include "desk_impl.h"

enum { LOOK_PAGE = 256 };

/* ---- one subject ---- */

static hotline_status look_once(hotline_desk *desk, store_subject of, hotline_instant now, hotline_error *error) {
    hotline_batch b;
    outlook ahead;
    text none = {NULL, 0};
    memset(&b, 0, sizeof b);
    hotline__arena_reset(&desk->work);
    HOTLINE_TRY(hotline__docket_load(&desk->seen, desk->rulebook, of, none, error));
    HOTLINE_TRY(hotline__docket_judge(&desk->seen, desk->rulebook, none, now));
    HOTLINE_TRY(hotline__docket_outlook(&desk->seen, &desk->words, &ahead));
    return hotline__desk_append(desk, &b, &ahead);
}

hotline_status hotline__desk_look(hotline_desk *desk, store_subject of, hotline_instant now, hotline_error *error) {
    hotline_status status = HOTLINE_CONFLICT;
    uint32_t attempt;
    for (attempt = 0; attempt < desk->attempts && status == HOTLINE_CONFLICT; attempt++) {
        status = look_once(desk, of, now, error);
        HOTLINE_TRY(status);
    }
    return status == HOTLINE_DUPLICATE ? HOTLINE_CONFLICT
                                       : status; /* no store that keeps its contract says so of a batch without a command */
}

/* ---- many ---- */

/* Subjects gone through. One that cannot be read must not keep the others from being looked at: it is told at the end. */
typedef struct looking {
    hotline_desk *desk;
    hotline_listing listing;
    hotline_instant now;
    uint64_t *count;
    hotline_status answer; /* HOTLINE_ERROR_DOCUMENT, else HOTLINE_CONFLICT, else HOTLINE_OK */
    hotline_error *error;
} looking;

static hotline_status look_at_page(looking *l) {
    hotline_desk *desk = l->desk;
    uint32_t i;
    hotline__arena_reset(&desk->page);
    HOTLINE_TRY(hotline__store_list(&desk->store, &desk->page, &l->listing, &desk->sink));
    for (i = 0; i < desk->sink.count; i++) {
        int first = l->answer != HOTLINE_ERROR_DOCUMENT;
        hotline_status status = hotline__desk_look(desk, desk->sink.subjects[i].of, l->now, first ? l->error : NULL);
        if (status < 0 && status != HOTLINE_ERROR_DOCUMENT) {
            return status;
        }
        *l->count += status >= 0;
        l->answer = status != HOTLINE_OK && first ? status : l->answer;
    }
    return HOTLINE_OK;
}

/* Goes on after the last subject of the page, whose text must outlive the page. */
static hotline_status look_further(looking *l) {
    hotline_desk *desk = l->desk;
    const store_listed *last = &desk->sink.subjects[desk->sink.count - 1];
    hotline__buffer_clear(&desk->line);
    hotline__buffer_add_text(&desk->line, last->of.id);
    l->listing.after_kind = last->of.kind;
    l->listing.after_moment = last->moment;
    l->listing.after_id = hotline__buffer_text(&desk->line).at;
    l->listing.after_id_len = desk->line.len;
    return desk->line.status;
}

static hotline_status look_through(looking *l, uint64_t most) {
    while (most == 0 || *l->count < most) {
        l->listing.limit = most != 0 && most - *l->count < LOOK_PAGE ? (uint32_t)(most - *l->count) : LOOK_PAGE;
        HOTLINE_TRY(look_at_page(l));
        if (l->desk->sink.count < l->listing.limit) {
            break;
        }
        HOTLINE_TRY(look_further(l));
    }
    return l->answer;
}

static void look_list(hotline_listing *listing, int32_t order, hotline_instant until) {
    memset(listing, 0, sizeof *listing);
    listing->struct_size = sizeof *listing;
    listing->order = order;
    listing->until = until;
    listing->after_moment = HOTLINE_NO_INSTANT;
}

static hotline_status look_at_all(hotline_desk *desk, int32_t order, hotline_instant now, uint64_t most, uint64_t *count,
                                  hotline_error *error) {
    looking l;
    if (desk == NULL || count == NULL || !hotline__desk_clock(now)) {
        return hotline__error_set(error, HOTLINE_ERROR_ARGUMENT, "an argument is NULL or out of range");
    }
    HOTLINE_TRY(hotline__desk_begin(desk, error));
    *count = 0;
    l.desk = desk;
    l.now = now;
    l.count = count;
    l.answer = HOTLINE_OK;
    l.error = error;
    look_list(&l.listing, order, now);
    return hotline__desk_tell(look_through(&l, most), error);
}

hotline_status hotline_desk_tick(hotline_desk *desk, hotline_instant now, uint64_t most, uint64_t *count, hotline_error *error) {
    hotline_status status = look_at_all(desk, HOTLINE_ORDER_WAKE, now, most, count, error);
    return status == HOTLINE_CONFLICT ? HOTLINE_OK : status; /* they stay listed */
}

hotline_status hotline_desk_refresh(hotline_desk *desk, hotline_instant now, uint64_t *count, hotline_error *error) {
    return look_at_all(desk, HOTLINE_ORDER_ID, now, 0, count, error);
}

hotline_status hotline_desk_next(hotline_desk *desk, hotline_instant *out, hotline_error *error) {
    hotline_listing listing;
    if (desk == NULL || out == NULL) {
        return hotline__error_set(error, HOTLINE_ERROR_ARGUMENT, "an argument is NULL or out of range");
    }
    HOTLINE_TRY(hotline__desk_begin(desk, error));
    look_list(&listing, HOTLINE_ORDER_WAKE, INT64_MAX);
    listing.limit = 1;
    HOTLINE_TRY(hotline__desk_tell(hotline__store_list(&desk->store, &desk->page, &listing, &desk->sink), error));
    *out = desk->sink.count != 0 ? desk->sink.subjects[0].moment : HOTLINE_NO_INSTANT;
    return HOTLINE_OK;
}

/* ---- notices ---- */

static hotline_status look_deliver(hotline_desk *desk, uint64_t most, uint64_t *count) {
    uint64_t after = 0;
    while (most == 0 || *count < most) {
        uint32_t i;
        hotline__arena_reset(&desk->page);
        HOTLINE_TRY(hotline__store_notices(&desk->store, &desk->page, after, LOOK_PAGE, &desk->sink));
        for (i = 0; i < desk->sink.count && (most == 0 || *count < most); i++) {
            hotline_status status = hotline__outlet_deliver(&desk->outlet, &desk->sink.notices[i]);
            HOTLINE_TRY(status);
            if (status == HOTLINE_OK) {
                HOTLINE_TRY(hotline__store_delivered(&desk->store, desk->sink.notices[i].id));
                ++*count;
            }
        }
        if (desk->sink.count < LOOK_PAGE || desk->sink.notices[LOOK_PAGE - 1].number <= after) {
            return HOTLINE_OK;
        }
        after = desk->sink.notices[LOOK_PAGE - 1].number;
    }
    return HOTLINE_OK;
}

hotline_status hotline_desk_deliver(hotline_desk *desk, const hotline_outlet *outlet, uint64_t most, uint64_t *count,
                                    hotline_error *error) {
    outlet_port taken;
    if (desk == NULL || count == NULL || hotline__outlet_take(&taken, outlet) < 0) {
        return hotline__error_set(error, HOTLINE_ERROR_ARGUMENT, "an argument is NULL or out of range");
    }
    HOTLINE_TRY(hotline__desk_begin(desk, error));
    desk->outlet = taken;
    *count = 0;
    return hotline__desk_tell(look_deliver(desk, most, count), error);
}

/* ---- erasing ---- */

/* A subject that is not there has answers about it all the same, when commands about it were refused. */
static hotline_status look_erase_answers(hotline_desk *desk, hotline_error *error) {
    hotline_batch b;
    outlook ahead;
    hotline_status status;
    memset(&b, 0, sizeof b);
    memset(&ahead, 0, sizeof ahead);
    b.erases = 1;
    ahead.wake = ahead.due = HOTLINE_NO_INSTANT;
    status = hotline__desk_append(desk, &b, &ahead);
    return status != HOTLINE_OK ? status : hotline__error_set(error, HOTLINE_ERROR_NOT_FOUND, "the store has no such subject");
}

static hotline_status look_erase_once(hotline_desk *desk, store_subject of, hotline_instant now, hotline_error *error) {
    hotline_batch b;
    store_parts entry;
    entry_draft draft;
    outlook ahead;
    text none = {NULL, 0};
    memset(&b, 0, sizeof b);
    hotline__arena_reset(&desk->work);
    desk->seen.bare = 1; /* what is kept beside the entry follows from what will be left */
    HOTLINE_TRY(hotline__docket_load(&desk->seen, desk->rulebook, of, none, error));
    if (desk->seen.version == 0) {
        return look_erase_answers(desk, error);
    }
    HOTLINE_TRY(hotline__docket_judge(&desk->seen, desk->rulebook, none, now));
    HOTLINE_TRY(hotline__docket_outlook(&desk->seen, &desk->words, &ahead));
    hotline__desk_draft(desk, now, error, &draft);
    HOTLINE_TRY(hotline__entry_make(&draft, &desk->plain, &desk->own, &entry));
    b.entries = &entry;
    b.entry_count = 1;
    b.erases = 1;
    return hotline__desk_append(desk, &b, &ahead);
}

hotline_status hotline_desk_erase(hotline_desk *desk, int32_t kind, const char *id, size_t len, hotline_instant now, hotline_error *error) {
    hotline_status status = HOTLINE_CONFLICT;
    store_subject of;
    uint32_t attempt;
    if (desk == NULL || !hotline__desk_clock(now) || kind < HOTLINE_SUBJECT_TICKET || kind > HOTLINE_SUBJECT_PUBLISHED) {
        return hotline__error_set(error, HOTLINE_ERROR_ARGUMENT, "an argument is NULL or out of range");
    }
    HOTLINE_TRY(hotline__desk_begin(desk, error));
    of.kind = kind;
    HOTLINE_TRY(hotline__desk_tell(hotline__desk_keep(desk, id, len, &of.id), error));
    for (attempt = 0; attempt < desk->attempts && status == HOTLINE_CONFLICT; attempt++) {
        status = look_erase_once(desk, of, now, error);
    }
    return hotline__desk_tell(status == HOTLINE_DUPLICATE ? HOTLINE_CONFLICT : status, error);
}
