/* SPDX-License-Identifier: MIT */
/*
 * Queries of a desk: which there are, what each may say, and those that are one call. It refuses to know how the answers come about.
 */
#include <stdio.h>
#include <string.h>

#include "desk_question.h"
#include "mapping_value.h"
#include "output.h"

typedef struct query_form {
    const char *name;
    int timed; /* the answer hangs on what time it is */
    desk_answer_fn answer;
    const char *keys[8]; /* besides "query" and "now" */
} query_form;

typedef hotline_status (*desk_lines_fn)(hotline_desk *desk, const hotline_desk_query *query, const char **lines, size_t *size,
                                        hotline_error *error);

/* ---- what the answers share ---- */

void question_lines(desk_question *q, const char *lines, size_t size) {
    size_t i;
    fwrite(lines, 1, size, stdout);
    for (i = 0; i < size; i++) {
        q->lines += lines[i] == '\n';
    }
    if (size > 0 && lines[size - 1] != '\n') {
        putchar('\n');
        q->lines++;
    }
}

void question_line(desk_question *q) {
    q->lines++;
}

hotline_status question_needs(desk_question *q, const char *key, const char **out, size_t *len) {
    const json_value *v = document_member(q->d->root, key);
    if (value_required(q->d, q->d->root, "", key) != 0 || value_text(q->d, v, key) != 0) {
        return HOTLINE_ERROR_DOCUMENT;
    }
    *out = v->text;
    *len = v->len;
    return HOTLINE_OK;
}

int question_moment(const input *in, const document *d, const char *key, hotline_instant *out) {
    const json_value *v = document_member(d->root, key);
    if (v == NULL) {
        return 0;
    }
    if (v->kind != JSON_TEXT || hotline_instant_parse(v->text, v->len, hotline_calendar_offset(in->calendar), out) < 0) {
        return value_fail(d, v, key,
                          output_say("expected a time such as 2021-04-29T16:50:00+08:00", "应为时刻，例如2021-04-29T16:50:00+08:00"));
    }
    return 0;
}

/* ---- queries that are one call ---- */

static hotline_status ask_lines(desk_question *q, desk_lines_fn ask) {
    const char *lines = NULL;
    size_t size = 0;
    hotline_status status = ask(q->run->desk, &q->asked, &lines, &size, q->error);
    if (status >= 0) {
        question_lines(q, lines, size);
    }
    return status;
}

static hotline_status ask_due(desk_question *q) {
    return ask_lines(q, hotline_desk_due);
}

static hotline_status ask_register(desk_question *q) {
    if (q->asked.duty == NULL) {
        return value_required(q->d, q->d->root, "", "duty") == 0 ? HOTLINE_OK : HOTLINE_ERROR_DOCUMENT;
    }
    return ask_lines(q, hotline_desk_register);
}

static hotline_status ask_subjects(desk_question *q) {
    return ask_lines(q, hotline_desk_subjects);
}

static hotline_status ask_view(desk_question *q, int32_t kind, const char *key) {
    const char *id = NULL;
    size_t len = 0;
    const char *lines = NULL;
    size_t size = 0;
    hotline_status status = question_needs(q, key, &id, &len);
    if (status >= 0) {
        status = hotline_desk_view(q->run->desk, kind, id, len, &q->asked, &lines, &size, q->error);
    }
    if (status >= 0) {
        question_lines(q, lines, size);
    }
    return status;
}

static hotline_status ask_ticket(desk_question *q) {
    return ask_view(q, HOTLINE_SUBJECT_TICKET, "ticket");
}

/* The unit is whom it is about here, not what narrows it. */
static hotline_status ask_unit(desk_question *q) {
    q->asked.unit = NULL;
    q->asked.unit_len = 0;
    return ask_view(q, HOTLINE_SUBJECT_UNIT, "unit");
}

/* ---- which there are ---- */

static const query_form query_forms[] = {
    {"ticket", 1, ask_ticket, {"ticket", "role", "personal"}},
    {"unit", 1, ask_unit, {"unit", "role", "personal"}},
    {"due", 1, ask_due, {"until", "unit", "role", "duty", "limit", "after"}},
    {"register", 1, ask_register, {"duty", "unit", "role", "limit", "after"}},
    {"next", 0, desk_ask_next, {NULL}},
    {"tick", 1, desk_ask_tick, {"limit"}},
    {"notices", 0, desk_ask_notices, {"limit", "hold"}},
    {"subjects", 0, ask_subjects, {"limit", "after"}},
    {"export", 0, desk_ask_export, {"ticket", "unit", "published", "personal"}},
    {"verify", 0, desk_ask_verify, {NULL}},
    {"effect", 1, desk_ask_effect, {"rulebook", "limit", "after"}},
    {"refresh", 1, desk_ask_refresh, {NULL}},
};

enum { QUERY_FORMS = sizeof query_forms / sizeof query_forms[0] };

static const query_form *query_find(const document *d) {
    const char *names[QUERY_FORMS + 1] = {NULL};
    int found;
    int i;
    for (i = 0; i < QUERY_FORMS; i++) {
        names[i] = query_forms[i].name;
    }
    found = value_word(d, document_member(d->root, "query"), "query", names);
    return found >= 0 ? &query_forms[found] : NULL;
}

static int query_check_keys(const document *d, const query_form *form) {
    const char *keys[11] = {"query", "now"};
    int i;
    for (i = 0; i < 8 && form->keys[i] != NULL; i++) {
        keys[i + 2] = form->keys[i];
    }
    return value_object(d, d->root, "", keys);
}

static int query_text(const document *d, const char *key, const char **out, size_t *len) {
    const json_value *v = document_member(d->root, key);
    if (v == NULL) {
        return 0;
    }
    *out = v->text;
    *len = v->len;
    return value_text(d, v, key);
}

static int query_read_words(const document *d, hotline_desk_query *out) {
    int failed = query_text(d, "role", &out->role, &out->role_len);
    failed = failed ? failed : query_text(d, "unit", &out->unit, &out->unit_len);
    failed = failed ? failed : query_text(d, "duty", &out->duty, &out->duty_len);
    return failed ? failed : query_text(d, "after", &out->after, &out->after_len);
}

/* Every key that is there is one that this query takes; what is due is what is due by now, unless it says until when. */
static int query_read(desk_question *q) {
    hotline_desk_query *out = &q->asked;
    int64_t limit = 0;
    int personal = 0;
    int failed;
    hotline_desk_query_init(out, sizeof *out);
    out->language = output_language();
    out->now = desk_clock_now(q->run);
    failed = question_moment(&q->run->in, q->d, "now", &out->now);
    out->until = out->now;
    failed = failed ? failed : question_moment(&q->run->in, q->d, "until", &out->until);
    failed = failed ? failed : query_read_words(q->d, out);
    failed = failed ? failed : value_number(q->d, document_member(q->d->root, "limit"), "limit", 0, UINT32_MAX, &limit);
    failed = failed ? failed : value_flag(q->d, document_member(q->d->root, "personal"), "personal", &personal);
    failed = failed ? failed : value_flag(q->d, document_member(q->d->root, "hold"), "hold", &q->hold);
    out->limit = (uint32_t)limit;
    out->flags = personal ? HOTLINE_VIEW_PERSONAL : 0;
    return failed;
}

/* A clock of events that has seen none has no moment to ask about. */
static int query_check_moment(const desk_question *q, const query_form *form) {
    return !form->timed || q->asked.now != hotline_instant_none()
               ? 0
               : value_fail(q->d, q->d->root, "now", output_say("there was no event yet: say \"now\"", "尚无事件：须给出\"now\""));
}

void desk_take_query(desk_run *r, const document *d) {
    const query_form *form = query_find(d);
    desk_question q;
    hotline_status status = HOTLINE_ERROR_DOCUMENT;
    memset(&q, 0, sizeof q);
    q.run = r;
    q.d = d;
    q.error = d->error;
    if (form != NULL && query_check_keys(d, form) == 0 && query_read(&q) == 0 && query_check_moment(&q, form) == 0) {
        status = form->answer(&q);
    }
    if (status < 0) {
        desk_answer_failure(r, NULL, status, q.error);
    } else {
        desk_answer_end(form->name, q.lines);
    }
}
