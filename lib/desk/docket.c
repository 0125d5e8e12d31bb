/* SPDX-License-Identifier: MIT */
/*
 * Takes a subject out of the store and judges it: its own events, those of the units it names, and what was published. It refuses to know
 * what is asked of it, and writes nothing.
 */
#include "docket_impl.h"

void hotline__docket_init(docket *d, const hotline_context *context, store_port *store, arena *a) {
    memset(d, 0, sizeof *d);
    d->store = store;
    d->arena = a;
    hotline__buffer_init(&d->own, context);
    hotline__buffer_init(&d->beside, context);
}

void hotline__docket_let_go(docket *d) {
    hotline_proposals_free(d->proposals);
    hotline_ticket_free(d->ticket);
    hotline_unit_free(d->unit);
    hotline_log_free(d->log);
    d->proposals = NULL;
    d->ticket = NULL;
    d->unit = NULL;
    d->log = NULL;
    d->only_own = 0;
}

void hotline__docket_free(docket *d) {
    hotline__docket_let_go(d);
    hotline__buffer_free(&d->own);
    hotline__buffer_free(&d->beside);
}

/* ---- loading ---- */

hotline_status hotline__docket_unreadable(store_subject of, size_t index, hotline_error *error) {
    hotline__error_set(error, HOTLINE_ERROR_DOCUMENT, "an entry in the store cannot be read: ");
    hotline__error_add_text(error, hotline__text(hotline__entry_kind(of.kind)));
    hotline__error_add(error, " ");
    hotline__error_add_quoted(error, of.id);
    hotline__error_add(error, ", entry ");
    hotline__error_add_number(error, (int64_t)index + 1);
    return HOTLINE_ERROR_DOCUMENT;
}

static hotline_status docket_unreadable(const docket *d, store_subject of, size_t index, hotline_status status) {
    if (status == HOTLINE_ERROR_MEMORY || status == HOTLINE_ERROR_LIMIT) {
        return status;
    }
    return hotline__docket_unreadable(of, index, d->error);
}

static hotline_status docket_note_part(docket *d, store_subject of, uint64_t lines) {
    docket_part *part;
    if (d->part_count == d->part_capacity &&
        !hotline__arena_grow(d->arena, &d->parts, d->part_count, &d->part_capacity, sizeof *d->parts)) {
        return HOTLINE_ERROR_MEMORY;
    }
    part = &d->parts[d->part_count++];
    part->of.kind = of.kind;
    part->of.id = hotline__arena_text(d->arena, of.id);
    part->lines = lines;
    return part->of.id.at != NULL ? HOTLINE_OK : HOTLINE_ERROR_MEMORY;
}

/* The entries of a subject as event lines, appended to a buffer; d->sink holds what the store gave. */
static hotline_status docket_fetch(docket *d, store_subject of, int bare, buffer *lines) {
    text none = {NULL, 0};
    uint32_t i;
    HOTLINE_TRY(hotline__store_load(d->store, d->arena, of, &d->sink));
    d->head.at = NULL;
    d->head.len = 0;
    for (i = 0; i < d->sink.count; i++) {
        const store_parts *parts = &d->sink.entries[i];
        desk_entry e;
        hotline_status status = hotline__entry_read(d->arena, parts->plain, bare ? none : parts->personal, &e, NULL);
        if (status < 0) {
            return docket_unreadable(d, of, i, status);
        }
        hotline__entry_restore(d->rulebook, &e, lines);
        hotline__buffer_add(lines, "\n", 1);
        d->head = e.digest;
        d->hashed = e.hashed;
    }
    HOTLINE_TRY(docket_note_part(d, of, d->sink.count));
    return lines->status;
}

static hotline_status docket_fetch_beside(docket *d, int32_t kind, text id) {
    store_subject of;
    text head = d->head;
    text hashed = d->hashed;
    of.kind = kind;
    of.id = id;
    HOTLINE_TRY(docket_fetch(d, of, 0, &d->beside));
    d->head = head;
    d->hashed = hashed;
    return HOTLINE_OK;
}

/* Lines of the store that no log takes were not written by a desk. */
static hotline_status docket_add(docket *d, text lines) {
    hotline_status status = hotline_log_add_lines(d->log, lines.at, lines.len, HOTLINE_LOG_STOP, NULL);
    uint64_t line = d->log->line_number;
    uint32_t i = 0;
    if (status >= 0 || status == HOTLINE_ERROR_MEMORY) {
        return status;
    }
    for (; i + 1 < d->part_count && line > d->parts[i].lines; i++) {
        line -= d->parts[i].lines;
    }
    return docket_unreadable(d, d->parts[i].of, line == 0 ? 0 : (size_t)line - 1, status);
}

/* A log of the subject's own events, and of nothing else yet. */
static hotline_status docket_open(docket *d, const hotline_rulebook *rulebook) {
    hotline__docket_let_go(d);
    d->rulebook = rulebook;
    HOTLINE_TRY(hotline_log_new(rulebook, &d->log));
    HOTLINE_TRY(docket_add(d, hotline__buffer_text(&d->own)));
    d->only_own = 1;
    return HOTLINE_OK;
}

/* The units that the subject's events name. Judging goes on with the log that was read for that. */
static hotline_status docket_fetch_units(docket *d, text unit) {
    uint32_t i;
    int seen = 0;
    HOTLINE_TRY(docket_open(d, d->rulebook));
    for (i = 0; i < d->log->unit_ids.count; i++) {
        HOTLINE_TRY(docket_fetch_beside(d, HOTLINE_SUBJECT_UNIT, d->log->units[i].id));
        seen |= hotline__text_equal(d->log->units[i].id, unit);
    }
    return unit.at != NULL && !seen ? docket_fetch_beside(d, HOTLINE_SUBJECT_UNIT, unit) : HOTLINE_OK;
}

hotline_status hotline__docket_load(docket *d, const hotline_rulebook *rulebook, store_subject about, text unit, hotline_error *error) {
    int bare = d->bare;
    hotline__docket_let_go(d);
    hotline__buffer_clear(&d->own);
    hotline__buffer_clear(&d->beside);
    d->bare = 0;
    d->parts = NULL;
    d->part_count = d->part_capacity = 0;
    d->rulebook = rulebook;
    d->about = about;
    d->error = error;
    HOTLINE_TRY(docket_fetch(d, about, bare, &d->own));
    d->version = d->sink.version;
    d->entries = d->sink.count;
    if (about.kind == HOTLINE_SUBJECT_TICKET) {
        return docket_fetch_units(d, unit);
    }
    if (about.kind == HOTLINE_SUBJECT_UNIT) {
        return docket_fetch_beside(d, HOTLINE_SUBJECT_PUBLISHED, hotline__text(COMMAND_PUBLISHED));
    }
    return HOTLINE_OK;
}

/* ---- judging ---- */

static hotline_status docket_fill(docket *d, const hotline_rulebook *rulebook, text more, hotline_instant now) {
    if (!d->only_own || d->rulebook != rulebook) {
        HOTLINE_TRY(docket_open(d, rulebook));
    }
    d->only_own = 0;
    if (more.at != NULL) {
        HOTLINE_TRY(hotline_log_add(d->log, more.at, more.len, d->error));
    }
    d->now = d->log->latest > now ? d->log->latest : now;
    HOTLINE_TRY(docket_add(d, hotline__buffer_text(&d->beside)));
    if (d->about.kind == HOTLINE_SUBJECT_UNIT) {
        HOTLINE_TRY(hotline__log_know_unit(d->log, d->about.id));
    }
    return hotline_log_settle(d->log, d->now);
}

hotline_status hotline__docket_judge(docket *d, const hotline_rulebook *rulebook, text more, hotline_instant now) {
    HOTLINE_TRY(docket_fill(d, rulebook, more, now));
    if (d->about.kind == HOTLINE_SUBJECT_PUBLISHED) {
        return HOTLINE_OK;
    }
    HOTLINE_TRY(hotline_proposals_new(d->log, &d->proposals));
    if (d->about.kind == HOTLINE_SUBJECT_TICKET) {
        HOTLINE_TRY(hotline_ticket_new(d->log, &d->ticket));
        return hotline_ticket_fold(d->ticket, d->about.id.at, d->about.id.len);
    }
    HOTLINE_TRY(hotline_unit_new(d->log, &d->unit));
    return hotline_unit_fold(d->unit, d->about.id.at, d->about.id.len);
}

hotline_status hotline__docket_follow(docket *d, text line) {
    HOTLINE_TRY(hotline_log_add(d->log, line.at, line.len, d->error));
    HOTLINE_TRY(hotline_log_settle(d->log, d->now));
    return hotline_ticket_fold(d->ticket, d->about.id.at, d->about.id.len);
}

const matter *hotline__docket_matter(const docket *d) {
    return d->ticket != NULL ? hotline__ticket_matter(d->ticket) : d->unit != NULL ? hotline__unit_matter(d->unit) : NULL;
}

/* ---- what follows ---- */

int hotline__docket_owed(const matter *m, const instance *in, hotline_instant now, hotline_duty *out) {
    out->struct_size = sizeof *out;
    return hotline__duty_show(m, in, now, out) >= 0 && out->state == HOTLINE_DUTY_OPEN && in->rule->expiry != EXPIRY_SHUT;
}

static void docket_earlier(hotline_instant at, hotline_instant *of) {
    if (at != HOTLINE_NO_INSTANT && (*of == HOTLINE_NO_INSTANT || at < *of)) {
        *of = at;
    }
}

static void docket_wake_at(const docket *d, hotline_instant at, outlook *out) {
    if (at > d->now) {
        docket_earlier(at, &out->wake);
    }
}

/* 1: something may still come of the duties. */
static int docket_look_at_duties(const docket *d, outlook *out) {
    const matter *m = hotline__docket_matter(d);
    uint32_t i;
    int lives = 0;
    for (i = 0; m != NULL && i < m->instance_count; i++) {
        const instance *in = &m->instances[i];
        hotline_duty duty;
        if (hotline__docket_owed(m, in, d->now, &duty)) {
            docket_earlier(duty.due, &out->due);
        }
        lives |= duty.state == HOTLINE_DUTY_OPEN || duty.state == HOTLINE_DUTY_POSSIBLE || duty.state == HOTLINE_DUTY_UNDEFINED;
        if (in->rule->every != SPAN_NONE) {
            docket_wake_at(d, in->period_to, out);
        }
    }
    return lives;
}

static hotline_status docket_note(docket *d, const rung *r, buffer *words, store_notice *out) {
    hotline__buffer_clear(words);
    hotline__proposal_write(d->proposals, r, words);
    if (words->status < 0) {
        return words->status;
    }
    out->number = 0;
    out->id = hotline__arena_text(d->arena, r->id);
    words->len -= words->len != 0; /* the end of the line */
    out->body = hotline__arena_text(d->arena, hotline__buffer_text(words));
    return out->id.at != NULL && out->body.at != NULL ? HOTLINE_OK : HOTLINE_ERROR_MEMORY;
}

static hotline_status docket_propose(docket *d) {
    hotline_status status = d->about.kind == HOTLINE_SUBJECT_TICKET
                                ? hotline_proposals_ticket(d->proposals, d->about.id.at, d->about.id.len)
                                : hotline_proposals_unit(d->proposals, d->about.id.at, d->about.id.len);
    return status == HOTLINE_ERROR_NOT_FOUND ? HOTLINE_OK : status;
}

/* Notices of what is proposed now; 1 in *lives: more may be proposed later. */
static hotline_status docket_look_at_proposals(docket *d, buffer *words, outlook *out, int *lives) {
    store_notice *notices;
    size_t count;
    size_t i;
    HOTLINE_TRY(docket_propose(d));
    count = hotline_proposals_count(d->proposals);
    notices = hotline__arena_take(d->arena, count * sizeof *notices);
    if (notices == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    out->notices = notices;
    for (i = 0; i < count; i++) {
        const rung *r = d->proposals->listed[i];
        if (r->state == HOTLINE_PROPOSAL_FIRED) {
            HOTLINE_TRY(docket_note(d, r, words, &notices[out->notice_count]));
            out->notice_count++;
        } else if (r->state == HOTLINE_PROPOSAL_AHEAD) {
            docket_wake_at(d, r->at, out);
            *lives = 1;
        }
    }
    return HOTLINE_OK;
}

hotline_status hotline__docket_outlook(docket *d, buffer *words, outlook *out) {
    int lives;
    memset(out, 0, sizeof *out);
    out->wake = out->due = HOTLINE_NO_INSTANT;
    if (d->about.kind == HOTLINE_SUBJECT_PUBLISHED) {
        return HOTLINE_OK;
    }
    lives = docket_look_at_duties(d, out);
    HOTLINE_TRY(docket_look_at_proposals(d, words, out, &lives));
    if (lives) {
        docket_wake_at(d, hotline__rulebook_change(d->rulebook, d->now), out);
    }
    return HOTLINE_OK;
}
