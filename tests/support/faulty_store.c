/* SPDX-License-Identifier: MIT */
/* A store of which one call goes wrong: see faulty_store.h. It refuses to know what the wrapped store keeps. */
#include "faulty_store.h"

#include <string.h>

#define TOO_LONG ((size_t)2 * 1024 * 1024 * 1024)

/* Counts the call; 1: it is to go wrong. */
static int goes_wrong(faulty_store *f, int32_t function) {
    f->calls[function]++;
    if (f->fail_at == 0 || (f->only >= 0 && f->only != function) || (f->mode == FAULTY_CONFLICT && function != FAULTY_APPEND)) {
        return 0;
    }
    f->asked++;
    if (f->asked != f->fail_at && !(f->always && f->asked > f->fail_at)) {
        return 0;
    }
    f->failed++;
    return 1;
}

static int works_before(const faulty_store *f) {
    return f->mode != FAULTY_BEFORE && f->mode != FAULTY_GARBAGE;
}

static int32_t told(const faulty_store *f, int32_t result) {
    if (f->mode == FAULTY_BEFORE || f->mode == FAULTY_AFTER) {
        return FAULTY_RESULT;
    }
    return f->mode == FAULTY_GARBAGE ? INT32_MIN : result;
}

/* Junk for a sink of any sort: what is not of the sort is refused, as the rest is. A store that does not look at statuses. */
static void junk_load(const faulty_store *f, hotline_sink *sink) {
    switch (f->mode) {
    case FAULTY_WRONG_SINK:
        hotline_sink_subject(sink, HOTLINE_SUBJECT_TICKET, "x", 1, 0);
        break;
    case FAULTY_NO_VERSION:
        hotline_sink_version(sink, 0);
        break;
    case FAULTY_TWICE:
        hotline_sink_version(sink, 1);
        hotline_sink_version(sink, 2);
        break;
    case FAULTY_TOO_LONG:
        hotline_sink_entry(sink, "x", TOO_LONG, NULL, 0);
        break;
    case FAULTY_NO_POINTER:
        hotline_sink_entry(sink, NULL, 1, NULL, 0);
        break;
    case FAULTY_NOT_JSON:
        hotline_sink_version(sink, 1);
        hotline_sink_entry(sink, "{]", 2, "\xff", 1);
        break;
    default:
        hotline_sink_entry(sink, "{}", 2, NULL, 0);
        break;
    }
}

static void junk_answer(const faulty_store *f, hotline_sink *sink) {
    switch (f->mode) {
    case FAULTY_WRONG_SINK:
        hotline_sink_entry(sink, "{}", 2, NULL, 0);
        break;
    case FAULTY_NO_VERSION:
    case FAULTY_NO_POINTER:
        hotline_sink_answer(sink, NULL, 0, NULL, 0);
        break;
    case FAULTY_TOO_LONG:
        hotline_sink_answer(sink, "x", TOO_LONG, NULL, 0);
        break;
    case FAULTY_NOT_JSON:
        hotline_sink_answer(sink, "{]", 2, "\xff", 1);
        break;
    default:
        hotline_sink_answer(sink, "{}", 2, NULL, 0);
        hotline_sink_answer(sink, "{}", 2, NULL, 0);
        break;
    }
}

static void junk_list(const faulty_store *f, uint32_t limit, hotline_sink *sink) {
    switch (f->mode) {
    case FAULTY_WRONG_SINK:
        hotline_sink_notice(sink, 1, "x", 1, "{}", 2);
        break;
    case FAULTY_NO_VERSION:
        hotline_sink_subject(sink, 0, "x", 1, 0);
        break;
    case FAULTY_TOO_LONG:
        hotline_sink_subject(sink, HOTLINE_SUBJECT_TICKET, "x", TOO_LONG, 0);
        break;
    case FAULTY_NO_POINTER:
        hotline_sink_subject(sink, HOTLINE_SUBJECT_TICKET, NULL, 1, 0);
        break;
    case FAULTY_NOT_JSON:
        hotline_sink_subject(sink, HOTLINE_SUBJECT_TICKET, "\xff", 1, 0);
        break;
    default:
        for (uint64_t i = 0; i <= limit && hotline_sink_subject(sink, HOTLINE_SUBJECT_TICKET, "x", 1, 0) == HOTLINE_OK; i++) {
        }
        break;
    }
}

static void junk_notices(const faulty_store *f, uint32_t limit, hotline_sink *sink) {
    switch (f->mode) {
    case FAULTY_WRONG_SINK:
        hotline_sink_version(sink, 1);
        break;
    case FAULTY_NO_VERSION:
        hotline_sink_notice(sink, 0, "x", 1, "{}", 2);
        break;
    case FAULTY_TOO_LONG:
        hotline_sink_notice(sink, 1, "x", 1, "x", TOO_LONG);
        break;
    case FAULTY_NO_POINTER:
        hotline_sink_notice(sink, 1, "x", 1, NULL, 1);
        break;
    case FAULTY_NOT_JSON:
        hotline_sink_notice(sink, 1, "\xff", 1, "{]", 2);
        break;
    default:
        for (uint64_t i = 0; i <= limit && hotline_sink_notice(sink, i + 1, "x", 1, "{}", 2) == HOTLINE_OK; i++) {
        }
        break;
    }
}

static int32_t faulty_load(void *user, int32_t kind, const char *id, size_t len, hotline_sink *sink) {
    faulty_store *f = user;
    if (!goes_wrong(f, FAULTY_LOAD)) {
        return f->inner.load(f->inner.user, kind, id, len, sink);
    }
    if (f->mode == FAULTY_AFTER) {
        f->inner.load(f->inner.user, kind, id, len, sink);
    } else if (works_before(f)) {
        junk_load(f, sink);
    }
    return told(f, 0);
}

static int32_t faulty_answer(void *user, const char *command, size_t len, hotline_sink *sink) {
    faulty_store *f = user;
    if (!goes_wrong(f, FAULTY_ANSWER)) {
        return f->inner.answer(f->inner.user, command, len, sink);
    }
    if (f->mode == FAULTY_AFTER) {
        f->inner.answer(f->inner.user, command, len, sink);
    } else if (works_before(f)) {
        junk_answer(f, sink);
    }
    return told(f, 0);
}

static int32_t faulty_list(void *user, const hotline_listing *listing, hotline_sink *sink) {
    faulty_store *f = user;
    if (!goes_wrong(f, FAULTY_LIST)) {
        return f->inner.list(f->inner.user, listing, sink);
    }
    if (f->mode == FAULTY_AFTER) {
        f->inner.list(f->inner.user, listing, sink);
    } else if (works_before(f)) {
        junk_list(f, listing->limit, sink);
    }
    return told(f, 0);
}

static int32_t faulty_notices(void *user, uint64_t after, uint32_t limit, hotline_sink *sink) {
    faulty_store *f = user;
    if (!goes_wrong(f, FAULTY_NOTICES)) {
        return f->inner.notices(f->inner.user, after, limit, sink);
    }
    if (f->mode == FAULTY_AFTER) {
        f->inner.notices(f->inner.user, after, limit, sink);
    } else if (works_before(f)) {
        junk_notices(f, limit, sink);
    }
    return told(f, 0);
}

/* What a writer that went wrong tells: the modes that are of sinks have none here. */
static int32_t told_by_writer(const faulty_store *f) {
    if (f->mode == FAULTY_CONFLICT) {
        return HOTLINE_CONFLICT;
    }
    return told(f, INT32_MIN);
}

static int32_t faulty_append(void *user, const hotline_batch *batch) {
    faulty_store *f = user;
    int wrong = goes_wrong(f, FAULTY_APPEND);
    if (wrong && f->mode != FAULTY_AFTER) {
        return told_by_writer(f);
    }
    if (f->before != NULL) {
        f->before(f->with);
    }
    return wrong ? (f->inner.append(f->inner.user, batch), FAULTY_RESULT) : f->inner.append(f->inner.user, batch);
}

static int32_t faulty_delivered(void *user, const char *id, size_t len) {
    faulty_store *f = user;
    int wrong = goes_wrong(f, FAULTY_DELIVERED);
    if (wrong && f->mode != FAULTY_AFTER) {
        return told_by_writer(f);
    }
    return wrong ? (f->inner.delivered(f->inner.user, id, len), FAULTY_RESULT) : f->inner.delivered(f->inner.user, id, len);
}

static void faulty_destroy(void *user) {
    faulty_store *f = user;
    f->destroyed++;
    if (f->inner.destroy != NULL && f->destroyed == 1) {
        f->inner.destroy(f->inner.user);
    }
}

void faulty_wrap(faulty_store *f, const hotline_store *inner, hotline_store *out) {
    memset(f, 0, sizeof *f);
    f->inner = *inner;
    f->only = -1;
    hotline_store_init(out, sizeof *out);
    out->user = f;
    out->destroy = faulty_destroy;
    out->load = faulty_load;
    out->append = faulty_append;
    out->answer = faulty_answer;
    out->list = faulty_list;
    out->notices = faulty_notices;
    out->delivered = faulty_delivered;
}

void faulty_arm(faulty_store *f, int32_t mode, uint32_t fail_at) {
    f->mode = mode;
    f->fail_at = fail_at;
    f->asked = 0;
    f->failed = 0;
}
