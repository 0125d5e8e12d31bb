/* SPDX-License-Identifier: MIT */
/*
 * Takes event lines and keeps them: one number an id, one owner an event. It knows when an id is used again and which of its lines
 * could not be read. It refuses to know what events mean; order and corrections are settled in log_settle.c.
 */
#include "log_impl.h"

#include <string.h>

/* Who owns an event of a kind is the same question for every policy of the rulebook: the first that declares it answers. */
static hotline_status log_learn_subjects(hotline_log *log) {
    const hotline_rulebook *r = log->rulebook;
    uint32_t kind;
    uint32_t i;
    log->subject_count = r->names.events.count;
    log->subjects = hotline__allocate_zeroed(log->context, (size_t)log->subject_count + 1, 1);
    if (log->subjects == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (kind = 0; kind < log->subject_count; kind++) {
        for (i = 0; i < r->policy_count && log->subjects[kind] == OF_NONE; i++) {
            const event_rule *rule = hotline__policy_event(r->policies[i], (int32_t)kind);
            log->subjects[kind] = rule != NULL ? rule->subject : OF_NONE;
        }
    }
    return HOTLINE_OK;
}

hotline_status hotline_log_new(const hotline_rulebook *rulebook, hotline_log **out) {
    hotline_log *log;
    if (rulebook == NULL || out == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    log = hotline__allocate_zeroed(rulebook->context, 1, sizeof *log);
    if (log == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    log->context = rulebook->context;
    log->rulebook = rulebook;
    log->now = log->latest = HOTLINE_NO_INSTANT;
    log->known = INT64_MAX;
    hotline__arena_init(&log->keep, log->context);
    hotline__arena_init(&log->scratch, log->context);
    hotline__arena_init(&log->settling, log->context);
    hotline__map_init(&log->ids, log->context);
    hotline__map_init(&log->ticket_ids, log->context);
    hotline__map_init(&log->unit_ids, log->context);
    hotline__buffer_init(&log->words, log->context);
    hotline__findings_begin(&log->read_findings, &log->keep);
    hotline__findings_begin(&log->settled_findings, &log->settling);
    if (log_learn_subjects(log) < 0) {
        hotline_log_free(log);
        return HOTLINE_ERROR_MEMORY;
    }
    *out = log;
    return HOTLINE_OK;
}

void hotline_log_free(hotline_log *log) {
    const hotline_context *context;
    if (log == NULL) {
        return;
    }
    context = log->context;
    hotline__release(context, log->subjects, (size_t)log->subject_count + 1);
    hotline__release(context, log->events, log->event_capacity * sizeof *log->events);
    hotline__release(context, log->tickets, log->ticket_capacity * sizeof *log->tickets);
    hotline__release(context, log->units, log->unit_capacity * sizeof *log->units);
    hotline__release(context, log->ticket_order, log->ticket_order_size * sizeof *log->ticket_order);
    hotline__release(context, log->unit_order, log->unit_order_size * sizeof *log->unit_order);
    hotline__release(context, log->runs, log->runs_size * sizeof *log->runs);
    hotline__map_free(&log->ids);
    hotline__map_free(&log->ticket_ids);
    hotline__map_free(&log->unit_ids);
    hotline__buffer_free(&log->words);
    hotline__arena_free(&log->keep);
    hotline__arena_free(&log->scratch);
    hotline__arena_free(&log->settling);
    hotline__release(context, log, sizeof *log);
}

/* Room for one more element: doubles the array. */
static hotline_status log_room(hotline_log *log, void *array_pointer, uint32_t count, uint32_t *capacity, size_t element) {
    void *grown;
    void *old;
    uint32_t wanted = *capacity == 0 ? 64 : *capacity * 2;
    if (count < *capacity) {
        return HOTLINE_OK;
    }
    if (wanted < *capacity) {
        return HOTLINE_ERROR_LIMIT;
    }
    memcpy(&old, array_pointer, sizeof old);
    grown = hotline__resize(log->context, old, *capacity * element, wanted * element);
    if (grown == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    memcpy(array_pointer, &grown, sizeof grown);
    *capacity = wanted;
    return HOTLINE_OK;
}

/* Room for one more ticket or unit. */
static hotline_status log_owner_room(hotline_log *log, map *ids, log_owner **owners, uint32_t *capacity) {
    HOTLINE_TRY(log_room(log, owners, ids->count, capacity, sizeof **owners));
    return hotline__map_reserve(ids);
}

/* Room for whatever an event may bring, made before anything is noted, so that a failure changes nothing. */
static hotline_status log_event_room(hotline_log *log) {
    HOTLINE_TRY(log_room(log, &log->events, log->ids.count, &log->event_capacity, sizeof *log->events));
    HOTLINE_TRY(log_owner_room(log, &log->unit_ids, &log->units, &log->unit_capacity));
    HOTLINE_TRY(log_owner_room(log, &log->ticket_ids, &log->tickets, &log->ticket_capacity));
    return hotline__map_reserve(&log->ids);
}

/* Number of a ticket or unit id, a new one when it is new. There is room. */
static hotline_status log_own(map *ids, log_owner *owners, text id, int32_t *out) {
    uint32_t number = 0;
    hotline_status added = hotline__map_add(ids, id, &number);
    HOTLINE_TRY(added);
    if (added == HOTLINE_OK) {
        memset(&owners[number], 0, sizeof owners[number]);
        owners[number].id = id;
    }
    *out = (int32_t)number;
    return HOTLINE_OK;
}

static hotline_status log_assign_owner(hotline_log *log, event *e) {
    if (e->unit_name.at != NULL) {
        HOTLINE_TRY(log_own(&log->unit_ids, log->units, e->unit_name, &e->unit));
    }
    if (e->ticket_name.at != NULL) {
        HOTLINE_TRY(log_own(&log->ticket_ids, log->tickets, e->ticket_name, &e->ticket));
    }
    return HOTLINE_OK;
}

hotline_status hotline__log_know_unit(hotline_log *log, text id) {
    text kept = hotline__arena_text(&log->keep, id);
    int32_t number = NAME_NONE;
    if (kept.at == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    HOTLINE_TRY(log_owner_room(log, &log->unit_ids, &log->units, &log->unit_capacity));
    HOTLINE_TRY(log_own(&log->unit_ids, log->units, kept, &number));
    log->units[number].given = 1;
    log->settled = 0;
    return HOTLINE_OK;
}

/* An event whose id is known: the same again is nothing, anything else is refused. */
static hotline_status log_meet_again(const event *known, const event *e, hotline_error *error) {
    if (hotline__event_same(known, e)) {
        return HOTLINE_DUPLICATE;
    }
    hotline__error_set(error, HOTLINE_ERROR_REUSED, "the id ");
    hotline__error_add_quoted(error, e->id);
    hotline__error_add(error, " was used before with other content");
    return HOTLINE_ERROR_REUSED;
}

static hotline_status log_take(hotline_log *log, event *e, hotline_error *error) {
    uint32_t number = 0;
    hotline_status added;
    HOTLINE_TRY(log_event_room(log));
    added = hotline__map_add(&log->ids, e->id, &number);
    HOTLINE_TRY(added);
    if (added == HOTLINE_DUPLICATE) {
        return log_meet_again(log->events[number], e, error);
    }
    HOTLINE_TRY(log_assign_owner(log, e)); /* there is room: cannot fail */
    log->events[number] = e;
    log->corrections += e->kind == EVENT_VOID || e->kind == EVENT_REPLACE;
    log->latest = e->at > log->latest ? e->at : log->latest;
    log->settled = 0;
    return HOTLINE_OK;
}

/* Gives back what the keep took for a line that was not taken: bad lines by the million must not fill the memory. */
static void log_give_back(hotline_log *log, arena_block *block, size_t used) {
    hotline__arena_reset(&log->keep);
    if (block != NULL) {
        log->keep.current = block;
        log->keep.used = used;
    }
}

/* Reads a line into the keep. */
static hotline_status log_read(hotline_log *log, const char *line, size_t len, hotline_error *error, event **out) {
    event *e = hotline__arena_take(&log->keep, sizeof *e);
    char *copy = hotline__arena_take(&log->keep, len + 1);
    if (e == NULL || copy == NULL) {
        return hotline__error_set(error, HOTLINE_ERROR_MEMORY, "out of memory");
    }
    memcpy(copy, line, len);
    copy[len] = '\0';
    hotline__arena_reset(&log->scratch);
    *out = e;
    return hotline__event_read(log->rulebook, &log->scratch, &log->keep, copy, len, e, error);
}

hotline_status hotline_log_add(hotline_log *log, const char *line, size_t len, hotline_error *error) {
    hotline_status status;
    event *e = NULL;
    arena_block *block;
    size_t used;
    if (log == NULL || line == NULL) {
        return hotline__error_set(error, HOTLINE_ERROR_ARGUMENT, "log and line must not be NULL");
    }
    if (len > log->context->max_document) {
        log->lines++;
        log->bad_lines++;
        return hotline__error_set(error, HOTLINE_ERROR_LIMIT, "the line is longer than the context allows");
    }
    block = log->keep.current;
    used = log->keep.used;
    status = log_read(log, line, len, error, &e);
    if (status >= 0) {
        status = log_take(log, e, error);
    } else if (status != HOTLINE_ERROR_MEMORY) {
        log->bad_lines++;
    }
    if (status != HOTLINE_OK) {
        log_give_back(log, block, used);
    }
    if (status == HOTLINE_ERROR_MEMORY) { /* as if it had not been read: it may come again */
        return hotline__error_set(error, status, "out of memory");
    }
    log->lines++;
    return status;
}

/* Number as text in the keep. */
static text log_number_text(hotline_log *log, uint64_t number) {
    char digits[20];
    size_t at = sizeof digits;
    text t;
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number != 0);
    t.at = digits + at;
    t.len = sizeof digits - at;
    return hotline__arena_text(&log->keep, t);
}

/* The id inside a refused line, for the finding; the line was well formed, so reading it again cannot fail but for memory. */
static hotline_status log_note_reused(hotline_log *log, const char *line, size_t len) {
    event *e = NULL;
    finding *f;
    HOTLINE_TRY(log_read(log, line, len, NULL, &e));
    f = hotline__findings_add(&log->read_findings, FINDING_REUSED_ID, HOTLINE_SEVERITY_ERROR);
    if (f == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    f->ticket = e->ticket_name;
    f->event = f->a = e->id;
    return HOTLINE_OK;
}

/* "at: expected a time ...", in the keep. */
static text log_reason(hotline_log *log, const hotline_error *why) {
    hotline__buffer_clear(&log->words);
    if (why->path[0] != '\0') {
        hotline__buffer_puts(&log->words, why->path);
        hotline__buffer_puts(&log->words, ": ");
    }
    hotline__buffer_puts(&log->words, why->message);
    return log->words.status < 0 ? (text){NULL, 0} : hotline__arena_text(&log->keep, hotline__buffer_text(&log->words));
}

/* The reason in a language: the line is refused once more, and counted no second time. */
static text log_reason_again(hotline_log *log, const char *line, size_t len, int32_t language) {
    uint64_t lines = log->lines;
    uint64_t bad_lines = log->bad_lines;
    hotline_status status;
    hotline_error why;
    hotline_error_init(&why, sizeof why);
    why.language = language;
    status = hotline_log_add(log, line, len, &why);
    log->lines = lines;
    log->bad_lines = bad_lines;
    return status == HOTLINE_ERROR_MEMORY ? (text){NULL, 0} : log_reason(log, &why);
}

static hotline_status log_note_bad_line(hotline_log *log, const char *line, size_t len, uint64_t line_number, const hotline_error *why) {
    text number = log_number_text(log, line_number);
    text column = log_number_text(log, why->column != 0 ? why->column : 1);
    text reason = log_reason_again(log, line, len, HOTLINE_LANGUAGE_EN);
    text label = log_reason_again(log, line, len, HOTLINE_LANGUAGE_ZH);
    finding *f;
    if (number.at == NULL || column.at == NULL || reason.at == NULL || label.at == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    f = hotline__findings_add(&log->read_findings, FINDING_BAD_LINE, HOTLINE_SEVERITY_ERROR);
    if (f == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    f->a = number;
    hotline__finding_b(f, reason, label);
    f->c = column;
    return HOTLINE_OK;
}

/* The finding about a line that was not taken. */
static hotline_status log_note(hotline_log *log, const char *line, size_t len, uint64_t number, const hotline_error *why) {
    if (why->status == HOTLINE_ERROR_MEMORY) {
        return why->status;
    }
    return why->status == HOTLINE_ERROR_REUSED ? log_note_reused(log, line, len) : log_note_bad_line(log, line, len, number, why);
}

static hotline_status log_add_numbered(hotline_log *log, const char *line, size_t len, uint64_t number, uint32_t flags,
                                       hotline_error *error) {
    hotline_error why;
    uint64_t lines = log->lines;
    uint64_t bad_lines = log->bad_lines;
    hotline_status status;
    hotline_error_init(&why, sizeof why);
    why.language = hotline__error_language(error);
    status = hotline_log_add(log, line, len, &why);
    if (status >= 0) {
        return status;
    }
    if (log_note(log, line, len, number, &why) < 0) { /* as if the line had not been read */
        log->lines = lines;
        log->bad_lines = bad_lines;
        log->line_number = number - 1;
        status = hotline__error_set(&why, HOTLINE_ERROR_MEMORY, "out of memory");
    } else if (status == HOTLINE_ERROR_REUSED || (flags & HOTLINE_LOG_STOP) == 0) {
        return HOTLINE_OK;
    }
    hotline__error_set(error, status, "");
    hotline__error_add_text(error, hotline__text(why.message));
    hotline__error_place(error, (uint32_t)number, why.column);
    hotline__error_path(error, hotline__text(why.path));
    return status;
}

static int log_is_blank(const char *line, size_t len) {
    size_t i;
    for (i = 0; i < len; i++) {
        if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
            return 0;
        }
    }
    return 1;
}

hotline_status hotline_log_add_lines(hotline_log *log, const char *bytes, size_t len, uint32_t flags, hotline_error *error) {
    size_t at = 0;
    if (log == NULL || bytes == NULL) {
        return hotline__error_set(error, HOTLINE_ERROR_ARGUMENT, "log and bytes must not be NULL");
    }
    while (at < len) {
        const char *line = bytes + at;
        const char *end = memchr(line, '\n', len - at);
        size_t line_len = end != NULL ? (size_t)(end - line) : len - at;
        at += line_len + 1;
        log->line_number++;
        if (!log_is_blank(line, line_len)) {
            HOTLINE_TRY(log_add_numbered(log, line, line_len, log->line_number, flags, error));
        }
    }
    return HOTLINE_OK;
}

hotline_instant hotline_log_now(const hotline_log *log) {
    return log != NULL && log->settled ? log->now : HOTLINE_NO_INSTANT;
}

hotline_status hotline_log_summarize(const hotline_log *log, hotline_log_summary *out) {
    if (log == NULL || out == NULL || out->struct_size < sizeof *out) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    out->reserved = 0;
    out->lines = log->lines;
    out->bad_lines = log->bad_lines;
    out->events = log->settled ? log->present : log->ids.count;
    out->tickets = log->settled ? log->tickets_named : log->ticket_ids.count;
    out->units = log->settled ? log->units_named : log->unit_ids.count;
    return HOTLINE_OK;
}

static const char *log_owner_id(const log_owner *owner, size_t *len) {
    if (len != NULL) {
        *len = owner->id.len;
    }
    return owner->id.at;
}

const char *hotline_log_ticket(const hotline_log *log, size_t index, size_t *len) {
    if (log == NULL || !log->settled || index >= log->tickets_named) {
        return NULL;
    }
    return log_owner_id(&log->tickets[log->ticket_order[index]], len);
}

const char *hotline_log_unit(const hotline_log *log, size_t index, size_t *len) {
    if (log == NULL || !log->settled || index >= log->units_named) {
        return NULL;
    }
    return log_owner_id(&log->units[log->unit_order[index]], len);
}

size_t hotline_log_finding_count(const hotline_log *log) {
    return log != NULL ? (size_t)log->read_findings.count + log->settled_findings.count : 0;
}

hotline_status hotline_log_finding(hotline_log *log, size_t index, int32_t language, hotline_finding *out) {
    if (log == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (index < log->read_findings.count) {
        return hotline__finding_show(&log->read_findings.items[index], language, &log->words, out);
    }
    index -= log->read_findings.count;
    if (index < log->settled_findings.count) {
        return hotline__finding_show(&log->settled_findings.items[index], language, &log->words, out);
    }
    return HOTLINE_ERROR_NOT_FOUND;
}

int32_t hotline__log_find_ticket(const hotline_log *log, text id) {
    return hotline__map_find(&log->ticket_ids, id);
}

int32_t hotline__log_find_unit(const hotline_log *log, text id) {
    return hotline__map_find(&log->unit_ids, id);
}
