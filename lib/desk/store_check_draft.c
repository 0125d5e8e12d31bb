/* SPDX-License-Identifier: MIT */
/*
 * The hands of a trial: connections to the store, ids of the trial's own, and batches that are filled without a desk. It refuses to know what
 * a trial is after.
 */
#include "store_check_impl.h"

/* ---- connections ---- */

static hotline_status draft_connect(store_check *c, store_port *port) {
    hotline_store host;
    hotline_store_init(&host, sizeof host);
    if (c->open(c->user, &host) != 0) {
        return HOTLINE_ERROR_CALLBACK;
    }
    if (hotline__store_take(port, &host) < 0) {
        if (host.destroy != NULL) {
            host.destroy(host.user);
        }
        return HOTLINE_ERROR_CALLBACK;
    }
    return HOTLINE_OK;
}

int hotline__trial_open(store_check *c, int port) {
    if (c->status >= 0) {
        c->status = draft_connect(c, &c->ports[port]);
        c->is_open[port] = c->status >= 0;
    }
    return c->status >= 0;
}

void hotline__trial_close(store_check *c) {
    for (int port = 0; port < CHECK_PORTS; port++) {
        if (c->is_open[port]) {
            hotline__store_drop(&c->ports[port]);
        }
        c->is_open[port] = 0;
    }
}

int hotline__trial_reopen(store_check *c) {
    hotline__trial_close(c);
    return hotline__trial_open(c, 0);
}

/* ---- texts ---- */

/* The pieces as one text, or an empty one when there is no memory. */
static text draft_join(store_check *c, const char *const *pieces, size_t count) {
    text joined = {"", 0};
    size_t len = 0;
    char *at;
    for (size_t i = 0; i < count; i++) {
        len += strlen(pieces[i]);
    }
    at = hotline__arena_take(&c->work, len + 1);
    if (at == NULL) {
        c->status = HOTLINE_ERROR_MEMORY;
        return joined;
    }
    joined.at = at;
    joined.len = len;
    for (size_t i = 0; i < count; i++) {
        len = strlen(pieces[i]);
        memcpy(at, pieces[i], len + 1);
        at += len;
    }
    return joined;
}

text hotline__trial_id(store_check *c, const char *tail) {
    const char *pieces[4] = {"check-", NULL, "-", NULL};
    pieces[1] = c->name;
    pieces[3] = tail;
    return draft_join(c, pieces, 4);
}

text hotline__trial_word(store_check *c, const char *word) {
    const char *pieces[3] = {"{\"check\":\"", NULL, "\"}"};
    pieces[1] = word;
    return draft_join(c, pieces, 3);
}

static store_parts draft_parts(store_check *c, const char *word, const char *apart) {
    store_parts made = {{NULL, 0}, {NULL, 0}};
    made.plain = hotline__trial_word(c, word);
    if (apart != NULL) {
        made.personal = hotline__trial_word(c, apart);
    }
    return made;
}

static store_subject draft_subject(store_check *c, int32_t kind, const char *tail) {
    store_subject of;
    of.kind = kind;
    of.id = hotline__trial_id(c, tail);
    return of;
}

store_subject hotline__trial_ticket(store_check *c, const char *tail) {
    return draft_subject(c, HOTLINE_SUBJECT_TICKET, tail);
}

store_subject hotline__trial_unit(store_check *c, const char *tail) {
    return draft_subject(c, HOTLINE_SUBJECT_UNIT, tail);
}

/* ---- batches ---- */

void hotline__draft_begin(store_draft *d, store_subject about, uint64_t expected) {
    memset(d, 0, sizeof *d);
    d->batch.about = about;
    d->batch.expected = expected;
    d->batch.entries = d->entries;
    d->batch.notices = d->notices;
    d->batch.woken = d->woken;
    d->batch.wake = HOTLINE_NO_INSTANT;
    d->batch.due = HOTLINE_NO_INSTANT;
    d->batch.woken_at = HOTLINE_NO_INSTANT;
}

void hotline__draft_entry(store_check *c, store_draft *d, const char *word, const char *apart) {
    d->entries[d->batch.entry_count++] = draft_parts(c, word, apart);
}

void hotline__draft_command(store_check *c, store_draft *d, const char *tail, const char *word, const char *apart) {
    d->batch.command = hotline__trial_id(c, tail);
    d->batch.answer = draft_parts(c, word, apart);
}

void hotline__draft_notice(store_check *c, store_draft *d, const char *tail, const char *word) {
    store_notice *n = &d->notices[d->batch.notice_count++];
    n->id = hotline__trial_id(c, tail);
    n->body = hotline__trial_word(c, word);
}

void hotline__draft_wake(store_draft *d, store_subject of, hotline_instant at) {
    d->woken[d->batch.woken_count++] = of;
    d->batch.woken_at = at;
}

int hotline__trial_append(store_check *c, int port, const store_draft *d, int32_t wanted) {
    store_port *p = &c->ports[port];
    hotline_status status;
    if (c->status < 0) {
        return 0;
    }
    status = hotline__store_append(p, &d->batch);
    if (status != wanted) {
        hotline__seen_answer(c, "append", status == HOTLINE_ERROR_CALLBACK ? p->result : status, wanted);
    }
    return status == wanted;
}

int hotline__trial_put(store_check *c, store_subject about, uint64_t expected, const char *word, hotline_instant wake,
                       hotline_instant owed) {
    store_draft d;
    hotline__draft_begin(&d, about, expected);
    hotline__draft_entry(c, &d, word, NULL);
    d.batch.wake = wake;
    d.batch.due = owed;
    return hotline__trial_append(c, 0, &d, HOTLINE_OK);
}

int hotline__trial_tell(store_check *c, store_subject about, uint64_t expected, const char *command, const char *notice) {
    store_draft d;
    hotline__draft_begin(&d, about, expected);
    hotline__draft_command(c, &d, command, "done", NULL);
    if (notice != NULL) {
        hotline__draft_notice(c, &d, notice, "told");
    }
    return hotline__trial_append(c, 0, &d, HOTLINE_OK);
}

int hotline__trial_deliver(store_check *c, int port, const char *tail) {
    store_port *p = &c->ports[port];
    text id = hotline__trial_id(c, tail);
    if (c->status < 0) {
        return 0;
    }
    if (hotline__store_delivered(p, id) < 0) {
        hotline__seen_failure(c, "delivered", p->result);
        return 0;
    }
    return 1;
}
