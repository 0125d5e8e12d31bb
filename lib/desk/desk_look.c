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
    b.woken_at = HOTLINE_NO_INSTANT;
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

/* Looks at the subjects of a listing, page after page; *count is written as it goes. */
static hotline_status look_through(hotline_desk *desk, hotline_listing *listing, hotline_instant now, uint64_t most, uint64_t *count,
                                   hotline_error *error) {
    hotline_status answer = HOTLINE_OK;
    while (most == 0 || *count < most) {
        uint32_t i;
        listing->limit = most != 0 && most - *count < LOOK_PAGE ? (uint32_t)(most - *count) : LOOK_PAGE;
        hotline__arena_reset(&desk->page);
        HOTLINE_TRY(hotline__store_list(&desk->store, &desk->page, listing, &desk->sink));
        for (i = 0; i < desk->sink.count; i++) {
            hotline_status status = hotline__desk_look(desk, desk->sink.subjects[i].of, now, error);
            HOTLINE_TRY(status);
            answer = status == HOTLINE_CONFLICT ? status : answer;
            ++*count;
        }
        if (desk->sink.count < listing->limit) {
            return answer;
        }
        /* The cursor's text must outlive the page. */
        hotline__buffer_clear(&desk->line);
        hotline__buffer_add_text(&desk->line, desk->sink.subjects[desk->sink.count - 1].of.id);
        HOTLINE_TRY(desk->line.status);
        listing->after_kind = desk->sink.subjects[desk->sink.count - 1].of.kind;
        listing->after_moment = desk->sink.subjects[desk->sink.count - 1].moment;
        listing->after_id = hotline__buffer_text(&desk->line).at;
        listing->after_id_len = desk->line.len;
    }
    return answer;
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
    hotline_listing listing;
    if (desk == NULL || count == NULL || !hotline__desk_clock(now)) {
        return hotline__error_set(error, HOTLINE_ERROR_ARGUMENT, "an argument is NULL or out of range");
    }
    HOTLINE_TRY(hotline__desk_begin(desk, error));
    *count = 0;
    look_list(&listing, order, now);
    return hotline__desk_tell(look_through(desk, &listing, now, most, count, error), error);
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

static hotline_status look_erase_once(hotline_desk *desk, store_subject of, hotline_instant now, hotline_error *error) {
    hotline_batch b;
    store_parts entry;
    entry_draft draft;
    outlook ahead;
    text none = {NULL, 0};
    memset(&b, 0, sizeof b);
    memset(&draft, 0, sizeof draft);
    b.woken_at = HOTLINE_NO_INSTANT;
    hotline__arena_reset(&desk->work);
    desk->seen.bare = 1; /* what is kept beside the entry follows from what will be left */
    HOTLINE_TRY(hotline__docket_load(&desk->seen, desk->rulebook, of, none, error));
    if (desk->seen.version == 0) {
        return hotline__error_set(error, HOTLINE_ERROR_NOT_FOUND, "the store has no such subject");
    }
    HOTLINE_TRY(hotline__docket_judge(&desk->seen, desk->rulebook, none, now));
    HOTLINE_TRY(hotline__docket_outlook(&desk->seen, &desk->words, &ahead));
    draft.rulebook = desk->rulebook;
    draft.digest = &desk->digest;
    draft.arena = &desk->work;
    draft.words = &desk->words;
    draft.about = of;
    draft.number = desk->seen.entries + 1;
    draft.now = now;
    draft.previous = desk->seen.head;
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
    if (desk == NULL || !hotline__desk_clock(now) || (kind != HOTLINE_SUBJECT_TICKET && kind != HOTLINE_SUBJECT_UNIT)) {
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
