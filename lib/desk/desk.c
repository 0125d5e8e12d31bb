/* SPDX-License-Identifier: MIT */
/*
 * A desk's life: made, used by one call at a time, mended after a callback that never returned, released. It refuses to know what the calls
 * do.
 */
#include "desk_impl.h"

#include "../base/utf8.h"

enum { DESK_ATTEMPTS = 8, DESK_ZONE = 1439 }; /* minutes: the farthest zone from UTC */

void hotline_desk_options_init(hotline_desk_options *options, size_t struct_size) {
    if (options != NULL && struct_size >= sizeof options->struct_size) {
        memset(options, 0, struct_size);
        options->struct_size = (uint32_t)struct_size;
    }
}

static void desk_init(hotline_desk *d, const hotline_rulebook *rulebook) {
    d->context = rulebook->context;
    d->rulebook = rulebook;
    hotline__arena_init(&d->work, d->context);
    hotline__arena_init(&d->other, d->context);
    hotline__arena_init(&d->page, d->context);
    hotline__buffer_init(&d->words, d->context);
    hotline__buffer_init(&d->plain, d->context);
    hotline__buffer_init(&d->own, d->context);
    hotline__buffer_init(&d->line, d->context);
    hotline__buffer_init(&d->findings, d->context);
    hotline__buffer_init(&d->out, d->context);
    hotline__docket_init(&d->seen, d->context, &d->store, &d->work);
    hotline__docket_init(&d->compared, d->context, &d->store, &d->other);
    hotline__reply_tools_init(&d->replies, rulebook);
}

/* Destroys of records that could not be taken, as far as these reach: the promise is that each is called once. */
static void desk_drop_hosts(const hotline_store *host, const hotline_digest *hash) {
    if (host != NULL && host->struct_size >= offsetof(hotline_store, load) && host->destroy != NULL) {
        host->destroy(host->user);
    }
    if (hash != NULL && hash->struct_size >= offsetof(hotline_digest, hash) && hash->destroy != NULL) {
        hash->destroy(hash->user);
    }
}

static hotline_status desk_make(const hotline_rulebook *rulebook, const hotline_store *host, const hotline_digest *hash,
                                const hotline_desk_options *options, hotline_desk **out) {
    hotline_desk_options o = {sizeof o, 0};
    store_port s;
    digest_port h;
    if (rulebook == NULL || host == NULL || out == NULL || (options != NULL && !hotline__store_record(&o, sizeof o, options))) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    HOTLINE_TRY(hotline__store_take(&s, host));
    HOTLINE_TRY(hotline__digest_take(&h, hash, 1));
    *out = hotline__allocate_zeroed(rulebook->context, 1, sizeof **out);
    if (*out == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    (*out)->store = s;
    (*out)->digest = h;
    (*out)->attempts = o.attempts != 0 ? o.attempts : DESK_ATTEMPTS;
    desk_init(*out, rulebook);
    return HOTLINE_OK;
}

hotline_status hotline_desk_new(const hotline_rulebook *rulebook, const hotline_store *store, const hotline_digest *digest,
                                const hotline_desk_options *options, hotline_desk **out) {
    hotline_desk *made = NULL;
    hotline_status status = desk_make(rulebook, store, digest, options, out != NULL ? &made : NULL);
    if (status < 0) {
        desk_drop_hosts(store, digest);
        return status;
    }
    *out = made;
    return HOTLINE_OK;
}

static int desk_is_busy(const hotline_desk *desk) {
    return desk->store.inside || desk->digest.inside || desk->outlet.inside;
}

void hotline_desk_free(hotline_desk *desk) {
    if (desk == NULL || desk_is_busy(desk)) {
        return;
    }
    hotline__store_drop(&desk->store); /* first: should they not return, the desk is whole and can be released again */
    hotline__digest_drop(&desk->digest);
    hotline__docket_free(&desk->seen);
    hotline__docket_free(&desk->compared);
    hotline__reply_tools_free(&desk->replies);
    hotline__arena_free(&desk->work);
    hotline__arena_free(&desk->other);
    hotline__arena_free(&desk->page);
    hotline__buffer_free(&desk->words);
    hotline__buffer_free(&desk->plain);
    hotline__buffer_free(&desk->own);
    hotline__buffer_free(&desk->line);
    hotline__buffer_free(&desk->findings);
    hotline__buffer_free(&desk->out);
    hotline__release(desk->context, desk, sizeof *desk);
}

void hotline_desk_recover(hotline_desk *desk) {
    if (desk != NULL) {
        desk->store.inside = desk->digest.inside = desk->outlet.inside = 0;
        desk->sink.kind = desk->seen.sink.kind = desk->compared.sink.kind = SINK_CLOSED;
        hotline__docket_let_go(&desk->compared); /* it may be by a rulebook that was lent for one call */
    }
}

int32_t hotline_desk_callback_result(const hotline_desk *desk) {
    if (desk == NULL) {
        return 0;
    }
    if (desk->store.result != 0) {
        return desk->store.result;
    }
    return desk->digest.result != 0 ? desk->digest.result : desk->outlet.result;
}

hotline_status hotline_desk_adopt(hotline_desk *desk, const hotline_rulebook *rulebook) {
    if (desk == NULL || rulebook == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (desk_is_busy(desk)) {
        return HOTLINE_ERROR_BUSY;
    }
    hotline__docket_let_go(&desk->seen); /* the one before may be released now */
    hotline__docket_let_go(&desk->compared);
    desk->rulebook = rulebook;
    hotline__reply_tools_free(&desk->replies);
    hotline__reply_tools_init(&desk->replies, rulebook);
    return HOTLINE_OK;
}

/* ---- operations ---- */

hotline_status hotline__desk_begin(hotline_desk *desk, hotline_error *error) {
    if (desk_is_busy(desk)) {
        return hotline__error_set(error, HOTLINE_ERROR_BUSY, "the desk is in use by one of its callbacks");
    }
    desk->store.result = desk->digest.result = desk->outlet.result = 0;
    hotline__arena_reset(&desk->work);
    hotline__arena_reset(&desk->other);
    hotline__arena_reset(&desk->page);
    hotline__buffer_clear(&desk->out);
    hotline__error_set(error, HOTLINE_OK, "");
    return HOTLINE_OK;
}

int hotline__desk_clock(hotline_instant now) {
    char bytes[HOTLINE_INSTANT_SIZE];
    return now != HOTLINE_NO_INSTANT && hotline_instant_write(now, DESK_ZONE, bytes) >= 0 &&
           hotline_instant_write(now, -DESK_ZONE, bytes) >= 0;
}

hotline_status hotline__desk_tell(hotline_status status, hotline_error *error) {
    if (status >= 0 || (error != NULL && error->status == status)) {
        return status;
    }
    switch (status) {
    case HOTLINE_ERROR_MEMORY:
        return hotline__error_set(error, status, "out of memory");
    case HOTLINE_ERROR_CALLBACK:
        return hotline__error_set(error, status, "a function of the host failed");
    case HOTLINE_ERROR_LIMIT:
        return hotline__error_set(error, status, "longer or deeper than the context allows");
    default:
        return hotline__error_set(error, status, "an argument is NULL or out of range");
    }
}

hotline_status hotline__desk_keep(hotline_desk *desk, const char *at, size_t len, text *out) {
    text given;
    if (at == NULL || len == 0 || hotline__utf8_valid(at, len) != len || memchr(at, '\0', len) != NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    given.at = at;
    given.len = len;
    *out = hotline__arena_text(&desk->page, given);
    return out->at != NULL ? HOTLINE_OK : HOTLINE_ERROR_MEMORY;
}

hotline_status hotline__desk_role(hotline_desk *desk, const hotline_desk_query *query, text *name, int32_t *number, hotline_error *error) {
    const map *roles = &desk->rulebook->names.roles;
    *number = NAME_NONE;
    if (query->role == NULL) {
        return HOTLINE_OK;
    }
    HOTLINE_TRY(hotline__desk_keep(desk, query->role, query->role_len, name));
    *number = hotline__map_find(roles, *name);
    if (*number == MAP_NONE) {
        hotline__error_set(error, HOTLINE_ERROR_NOT_FOUND, "no role is named ");
        hotline__error_add_quoted(error, *name);
        hotline__map_tell_nearest(roles, *name, error);
        return HOTLINE_ERROR_NOT_FOUND;
    }
    return HOTLINE_OK;
}

void hotline__desk_draft(hotline_desk *desk, hotline_instant now, hotline_error *error, entry_draft *out) {
    memset(out, 0, sizeof *out);
    out->rulebook = desk->rulebook;
    out->digest = &desk->digest;
    out->arena = &desk->work;
    out->words = &desk->words;
    out->about = desk->seen.about;
    out->number = desk->seen.entries + 1;
    out->now = now;
    out->previous = desk->seen.head;
    out->hashed = desk->seen.hashed;
    out->error = error;
}

hotline_status hotline__desk_append(hotline_desk *desk, const hotline_batch *with, const outlook *ahead) {
    hotline_batch b = *with;
    b.about = desk->seen.about;
    b.expected = desk->seen.version;
    b.notices = ahead->notices;
    b.notice_count = ahead->notice_count;
    b.wake = ahead->wake;
    b.due = ahead->due;
    b.woken_at = b.woken_count != 0 ? b.woken_at : HOTLINE_NO_INSTANT;
    return hotline__store_append(&desk->store, &b);
}
