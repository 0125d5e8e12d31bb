/* SPDX-License-Identifier: MIT */
/*
 * The public door to tickets: a reader that folds one ticket after another, shows it, and decides about events that have not happened
 * yet. It refuses to know the rules of folding (ticket_fold.c) and of refusing (ticket_check.c).
 */
#include "explanation_impl.h"
#include "reply_impl.h"

#include "../base/utf8.h"

#include <string.h>

struct hotline_ticket {
    const hotline_log *log;
    matter folded;
    matter drafted; /* the ticket as before an event that is being decided */
    arena folding;
    arena drafting;
    arena deciding; /* the line, its facts and their tree */
    arena scratch;
    reply_tools replies;
    buffer lines;
    buffer words;
    buffer values;
    int32_t number; /* in the log, or NAME_NONE: an id that it does not name */
    uint32_t held;
};

hotline_status hotline_ticket_new(const hotline_log *log, hotline_ticket **out) {
    hotline_ticket *t;
    if (log == NULL || out == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    t = hotline__allocate_zeroed(log->context, 1, sizeof *t);
    if (t == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    t->log = log;
    hotline__arena_init(&t->folding, log->context);
    hotline__arena_init(&t->drafting, log->context);
    hotline__arena_init(&t->deciding, log->context);
    hotline__arena_init(&t->scratch, log->context);
    hotline__buffer_init(&t->lines, log->context);
    hotline__buffer_init(&t->words, log->context);
    hotline__buffer_init(&t->values, log->context);
    hotline__matter_init(&t->folded, log->rulebook, log, &t->folding, hotline__duty_answer);
    hotline__matter_init(&t->drafted, log->rulebook, log, &t->drafting, hotline__duty_answer);
    hotline__reply_tools_init(&t->replies, log->rulebook);
    t->drafted.replies = &t->replies;
    *out = t;
    return HOTLINE_OK;
}

void hotline_ticket_free(hotline_ticket *ticket) {
    const hotline_context *context;
    if (ticket == NULL) {
        return;
    }
    context = ticket->log->context;
    hotline__arena_free(&ticket->folding);
    hotline__arena_free(&ticket->drafting);
    hotline__arena_free(&ticket->deciding);
    hotline__arena_free(&ticket->scratch);
    hotline__reply_tools_free(&ticket->replies);
    hotline__buffer_free(&ticket->lines);
    hotline__buffer_free(&ticket->words);
    hotline__buffer_free(&ticket->values);
    hotline__release(context, ticket, sizeof *ticket);
}

static const event *const *ticket_run(const hotline_ticket *t, uint32_t *count) {
    *count = 0;
    return t->number != NAME_NONE ? hotline__log_ticket_run(t->log, t->number, count) : NULL;
}

/* An empty ticket, before its first event. */
static void ticket_begin(const hotline_ticket *t, matter *m, text id) {
    uint32_t count = 0;
    const event *const *run = ticket_run(t, &count);
    hotline__matter_begin(m, id);
    if (m->status >= 0) {
        hotline__matter_open(m, OF_TICKET, MATTER_NONE, NAME_NONE, count != 0 ? run[0]->at : t->log->now);
    }
}

hotline_status hotline_ticket_fold(hotline_ticket *ticket, const char *id, size_t len) {
    const event *const *run;
    uint32_t count = 0;
    text name;
    if (ticket == NULL || id == NULL || !ticket->log->settled || hotline__utf8_valid(id, len) != len) {
        return HOTLINE_ERROR_ARGUMENT; /* an id that no line could carry would make lines that nobody can read */
    }
    ticket->held = 0;
    name.at = id;
    name.len = len;
    hotline__arena_reset(&ticket->deciding);
    hotline__findings_begin(&ticket->drafted.findings, &ticket->drafting);
    ticket->number = hotline__log_find_ticket(ticket->log, name);
    if (ticket->number != NAME_NONE) {
        name = ticket->log->tickets[ticket->number].id;
    }
    ticket_begin(ticket, &ticket->folded, name);
    run = ticket_run(ticket, &count);
    if (ticket->folded.status >= 0) {
        hotline__ticket_fold_run(&ticket->folded, run, count, NULL);
        hotline__ticket_finish(&ticket->folded, ticket->log->now);
    }
    if (ticket->folded.status >= 0 && ticket->number == NAME_NONE) {
        ticket->folded.id = hotline__arena_text(&ticket->folding, name);
        ticket->folded.status = ticket->folded.id.at == NULL ? HOTLINE_ERROR_MEMORY : HOTLINE_OK;
    }
    ticket->held = ticket->folded.status >= 0;
    return ticket->folded.status;
}

void hotline__ticket_swap_replies(hotline_ticket *ticket, reply_tools *with) {
    reply_tools own = ticket->replies;
    ticket->replies = *with;
    *with = own;
}

const hotline_log *hotline__ticket_log(const hotline_ticket *ticket) {
    return ticket->log;
}

const matter *hotline__ticket_matter(const hotline_ticket *ticket) {
    return ticket->held ? &ticket->folded : NULL;
}

/* ---- what it holds ---- */

size_t hotline_ticket_assignment_count(const hotline_ticket *ticket) {
    return ticket != NULL && ticket->held ? ticket->folded.object_count - 1 : 0;
}

size_t hotline_ticket_duty_count(const hotline_ticket *ticket) {
    return ticket != NULL && ticket->held ? ticket->folded.instance_count : 0;
}

hotline_status hotline_ticket_duty(const hotline_ticket *ticket, size_t index, hotline_duty *out) {
    if (ticket == NULL || out == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (index >= hotline_ticket_duty_count(ticket)) {
        return HOTLINE_ERROR_NOT_FOUND;
    }
    return hotline__duty_show(&ticket->folded, &ticket->folded.instances[index], ticket->log->now, out);
}

size_t hotline_ticket_finding_count(const hotline_ticket *ticket) {
    return ticket != NULL && ticket->held ? ticket->folded.findings.count : 0;
}

hotline_status hotline_ticket_finding(hotline_ticket *ticket, size_t index, int32_t language, hotline_finding *out) {
    if (ticket == NULL || out == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (index >= hotline_ticket_finding_count(ticket)) {
        return HOTLINE_ERROR_NOT_FOUND;
    }
    return hotline__finding_show(&ticket->folded.findings.items[index], language, &ticket->words, out);
}

const char *hotline_ticket_state(const hotline_ticket *ticket, size_t assignment, const char *machine, size_t len, size_t *state_len) {
    text name;
    int32_t number;
    int32_t state;
    size_t object_number = assignment == SIZE_MAX ? MATTER_ROOT : assignment + 1;
    if (ticket == NULL || machine == NULL || !ticket->held || object_number >= ticket->folded.object_count) {
        return NULL;
    }
    name.at = machine;
    name.len = len;
    number = hotline__map_find(&ticket->log->rulebook->names.machines, name);
    state = number != MAP_NONE ? ticket->folded.objects[object_number].states[number] : NAME_NONE;
    if (state == NAME_NONE) {
        return NULL;
    }
    name = ticket->log->rulebook->names.states[number].keys[state];
    if (state_len != NULL) {
        *state_len = name.len;
    }
    return name.at;
}

static hotline_status ticket_hand_out(hotline_ticket *t, const char **lines, size_t *len) {
    text all = hotline__buffer_text(&t->lines);
    if (t->lines.status < 0 || t->words.status < 0) {
        return HOTLINE_ERROR_MEMORY;
    }
    *lines = all.at;
    *len = all.len;
    return HOTLINE_OK;
}

hotline_status hotline_ticket_lines(hotline_ticket *ticket, int32_t language, const char **lines, size_t *len) {
    if (ticket == NULL || lines == NULL || len == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (!ticket->held) {
        return HOTLINE_ERROR_NOT_FOUND;
    }
    hotline__buffer_clear(&ticket->lines);
    hotline__buffer_clear(&ticket->words);
    hotline__ticket_write(&ticket->folded, ticket->log->now, language, &ticket->words, &ticket->lines);
    return ticket_hand_out(ticket, lines, len);
}

hotline_status hotline_ticket_explain(hotline_ticket *ticket, size_t duty, int32_t language, const char **lines, size_t *len) {
    explained of;
    hotline_status status;
    if (ticket == NULL || lines == NULL || len == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (duty >= hotline_ticket_duty_count(ticket)) {
        return HOTLINE_ERROR_NOT_FOUND;
    }
    of.folded = &ticket->folded;
    of.drafted = &ticket->drafted;
    of.run = ticket_run(ticket, &of.run_count);
    of.now = ticket->log->now;
    ticket->drafted.status = HOTLINE_OK;
    status = hotline__explain(&of, (uint32_t)duty, language, &ticket->words, &ticket->values, &ticket->lines);
    hotline__findings_begin(&ticket->drafted.findings, &ticket->drafting);
    return status < 0 ? status : ticket_hand_out(ticket, lines, len);
}

/* ---- deciding ---- */

/* The line as an event of this ticket; its unit may be new to the log. */
static hotline_status ticket_read_line(hotline_ticket *t, const char *line, size_t len, event *e, hotline_error *error) {
    char *copy;
    hotline__arena_reset(&t->deciding);
    hotline__arena_reset(&t->scratch);
    copy = hotline__arena_take(&t->deciding, len + 1);
    if (copy == NULL) {
        return hotline__error_set(error, HOTLINE_ERROR_MEMORY, "out of memory");
    }
    memcpy(copy, line, len);
    copy[len] = '\0';
    HOTLINE_TRY(hotline__event_read(t->log->rulebook, &t->scratch, &t->deciding, copy, len, e, error));
    if (!hotline__text_equal(e->ticket_name, t->folded.id)) {
        hotline__error_set(error, HOTLINE_ERROR_DOCUMENT, "the event is of the ticket ");
        hotline__error_add_quoted(error, e->ticket_name);
        hotline__error_add(error, ", the reader holds ");
        hotline__error_add_quoted(error, t->folded.id);
        return HOTLINE_ERROR_DOCUMENT;
    }
    e->ticket = t->number;
    e->unit = e->unit_name.at != NULL ? hotline__log_find_unit(t->log, e->unit_name) : NAME_NONE;
    return HOTLINE_OK;
}

/* A correction needs an event that it can correct; nothing else is asked of it. */
static void ticket_decide_correction(const hotline_ticket *t, matter *m, const event *e) {
    finding_reason why;
    finding *f;
    if (hotline__log_corrected(t->log, e, &why) != NULL) {
        return;
    }
    f = hotline__matter_find(m, FINDING_VOID_UNKNOWN, HOTLINE_SEVERITY_ERROR, e, MATTER_ROOT);
    if (f != NULL) {
        hotline__finding_a(f, e->id, (text){NULL, 0});
        f->reason = (uint8_t)why;
    }
}

static void ticket_decide_event(const hotline_ticket *t, matter *m, const event *e) {
    uint32_t count = 0;
    const event *const *run = ticket_run(t, &count);
    occurrence draft;
    hotline__ticket_fold_run(m, run, count, e);
    hotline__findings_begin(&m->findings, m->arena);
    m->deciding = 1;
    m->early = hotline__ticket_early(m, run, count, e);
    /* It is also tried out, on the copy that is decided about: an extension that would have no effect only shows then. */
    if (m->status >= 0 && hotline__ticket_meet(m, e, &draft)) {
        hotline__ticket_record(m, &draft);
    }
}

static int ticket_reason_unknown(uint8_t code) {
    return code == FINDING_GUARD_UNKNOWN || code == FINDING_REQUIRED_UNKNOWN || code == FINDING_BEFORE_UNKNOWN || code == FINDING_NO_POLICY;
}

static hotline_status ticket_answer(const matter *m) {
    hotline_status answer = HOTLINE_OK;
    uint32_t i;
    for (i = 0; i < m->findings.count; i++) {
        const finding *f = &m->findings.items[i];
        if (ticket_reason_unknown(f->code)) {
            answer = answer == HOTLINE_REFUSED ? answer : HOTLINE_UNDEFINED;
        } else if (f->severity == HOTLINE_SEVERITY_ERROR) {
            answer = HOTLINE_REFUSED;
        }
    }
    return answer;
}

/* An id that is in the log already: the same event, or another one under its id. */
static int ticket_decide_known(const hotline_ticket *t, matter *m, const event *e, hotline_status *answer) {
    int32_t known = hotline__map_find(&t->log->ids, e->id);
    finding *f;
    if (known == MAP_NONE) {
        return 0;
    }
    if (hotline__event_same(t->log->events[known], e)) {
        *answer = HOTLINE_DUPLICATE;
        return 1;
    }
    f = hotline__matter_find(m, FINDING_REUSED_ID, HOTLINE_SEVERITY_ERROR, e, MATTER_ROOT);
    if (f != NULL) {
        hotline__finding_a(f, e->id, (text){NULL, 0});
    }
    *answer = f != NULL ? HOTLINE_REFUSED : HOTLINE_ERROR_MEMORY;
    return 1;
}

hotline_status hotline_ticket_decide(hotline_ticket *ticket, const char *line, size_t len, hotline_error *error) {
    matter *m;
    event *e;
    hotline_status answer = HOTLINE_OK;
    if (ticket == NULL || line == NULL) {
        return hotline__error_set(error, HOTLINE_ERROR_ARGUMENT, "ticket and line must not be NULL");
    }
    if (!ticket->held) {
        return hotline__error_set(error, HOTLINE_ERROR_NOT_FOUND, "the reader holds no ticket");
    }
    if (len > ticket->log->context->max_document) {
        return hotline__error_set(error, HOTLINE_ERROR_LIMIT, "the line is longer than the context allows");
    }
    m = &ticket->drafted;
    ticket_begin(ticket, m, ticket->folded.id);
    e = hotline__arena_take(&ticket->drafting, sizeof *e);
    if (m->status < 0 || e == NULL) {
        return hotline__error_set(error, HOTLINE_ERROR_MEMORY, "out of memory");
    }
    HOTLINE_TRY(ticket_read_line(ticket, line, len, e, error));
    if (ticket_decide_known(ticket, m, e, &answer)) {
        return answer;
    }
    if (e->kind == EVENT_VOID || e->kind == EVENT_REPLACE) {
        ticket_decide_correction(ticket, m, e);
    } else {
        ticket_decide_event(ticket, m, e);
    }
    return m->status < 0 ? hotline__error_set(error, m->status, "out of memory") : ticket_answer(m);
}

size_t hotline_ticket_reason_count(const hotline_ticket *ticket) {
    return ticket != NULL ? ticket->drafted.findings.count : 0;
}

hotline_status hotline_ticket_reason(hotline_ticket *ticket, size_t index, int32_t language, hotline_finding *out) {
    if (ticket == NULL || out == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (index >= ticket->drafted.findings.count) {
        return HOTLINE_ERROR_NOT_FOUND;
    }
    return hotline__finding_show(&ticket->drafted.findings.items[index], language, &ticket->words, out);
}

/* ---- options ---- */

hotline_status hotline_ticket_options(hotline_ticket *ticket, hotline_instant at, int32_t language, const char **lines, size_t *len) {
    matter *m;
    const event *const *run;
    uint32_t count = 0;
    event after;
    if (ticket == NULL || lines == NULL || len == NULL || at == HOTLINE_NO_INSTANT) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (!ticket->held) {
        return HOTLINE_ERROR_NOT_FOUND;
    }
    m = &ticket->drafted;
    ticket_begin(ticket, m, ticket->folded.id);
    run = ticket_run(ticket, &count);
    memset(&after, 0, sizeof after);
    after.at = at < INT64_MAX ? at + 1 : at; /* everything that happened up to then, then included; at the very last nothing can */
    after.seq = INT64_MIN;
    hotline__ticket_fold_run(m, run, count, &after);
    hotline__ticket_reach(m, at);
    hotline__buffer_clear(&ticket->lines);
    hotline__buffer_clear(&ticket->words);
    if (m->status >= 0 && m->policy != NULL) {
        hotline__ticket_write_options(m, at, language, &ticket->words, &ticket->lines);
    }
    hotline__findings_begin(&m->findings, m->arena);
    HOTLINE_TRY(m->status);
    HOTLINE_TRY(ticket_hand_out(ticket, lines, len));
    return m->policy != NULL ? HOTLINE_OK : HOTLINE_UNDEFINED;
}
