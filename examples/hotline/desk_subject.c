/* SPDX-License-Identifier: MIT */
/*
 * Subjects of a desk's store: the one that a query names, each of them in turn, and their entries as they are exported. It refuses to know
 * what an entry says.
 */
#include <string.h>

#include "desk_question.h"
#include "mapping_value.h"
#include "output.h"

static const char *const subject_kinds[] = {"ticket", "unit", "published"}; /* by kind, from 1 */

const char *desk_kind_name(int32_t kind) {
    return subject_kinds[kind - 1];
}

/* ---- the one that is named ---- */

static hotline_status subject_twice(desk_question *q) {
    value_fail(q->d, q->d->root, "",
               output_say("one subject only: \"ticket\", \"unit\" or \"published\"", "只能指定一个：\"ticket\"、\"unit\"或\"published\""));
    return HOTLINE_ERROR_DOCUMENT;
}

/* "published":true names the only one of its kind. */
static hotline_status subject_published(desk_question *q, desk_subject *out) {
    int published = 0;
    if (value_flag(q->d, document_member(q->d->root, desk_kind_name(HOTLINE_SUBJECT_PUBLISHED)), "published", &published) != 0) {
        return HOTLINE_ERROR_DOCUMENT;
    }
    if (!published) {
        return HOTLINE_OK;
    }
    if (out->kind != 0) {
        return subject_twice(q);
    }
    out->kind = HOTLINE_SUBJECT_PUBLISHED;
    out->id = desk_kind_name(HOTLINE_SUBJECT_PUBLISHED);
    out->len = strlen(out->id);
    return HOTLINE_OK;
}

hotline_status question_subject(desk_question *q, desk_subject *out) {
    int32_t kind;
    memset(out, 0, sizeof *out);
    for (kind = HOTLINE_SUBJECT_TICKET; kind <= HOTLINE_SUBJECT_UNIT; kind++) {
        if (document_member(q->d->root, desk_kind_name(kind)) == NULL) {
            continue;
        }
        if (out->kind != 0) {
            return subject_twice(q);
        }
        out->kind = kind;
        if (question_needs(q, desk_kind_name(kind), &out->id, &out->len) < 0) {
            return HOTLINE_ERROR_DOCUMENT;
        }
    }
    return subject_published(q, out);
}

/* ---- each in turn ---- */

typedef struct subject_walk {
    desk_question *q;
    desk_visit_fn visit;
    void *with;
    growing page;  /* what the desk said, kept while it is asked other things */
    growing after; /* where the next page begins; empty: there is none */
} subject_walk;

static int32_t kind_of(const json_value *word) {
    int32_t kind = HOTLINE_SUBJECT_PUBLISHED;
    while (kind > HOTLINE_SUBJECT_TICKET && (word == NULL || strcmp(word->text, desk_kind_name(kind)) != 0)) {
        kind--;
    }
    return kind;
}

/* One line that hotline_desk_subjects() wrote: a subject, or where to go on. */
static hotline_status walk_value(subject_walk *w, const json_value *line) {
    const json_value *after = document_member(line, "after");
    const json_value *id = document_member(line, "id");
    desk_subject subject;
    if (after != NULL && after->kind == JSON_TEXT) {
        growing_add(&w->after, after->text, after->len);
    }
    if (id == NULL || id->kind != JSON_TEXT) {
        return HOTLINE_OK;
    }
    subject.kind = kind_of(document_member(line, "kind"));
    subject.id = id->text;
    subject.len = id->len;
    return w->visit(w->q, &subject, w->with);
}

static hotline_status walk_line(subject_walk *w, const char *bytes, size_t len) {
    document d;
    hotline_status status = document_parse(bytes, len, w->q->error, &d) == 0 ? HOTLINE_OK : HOTLINE_ERROR_SYNTAX;
    if (status >= 0 && d.root->kind == JSON_OBJECT) {
        status = walk_value(w, d.root);
    }
    document_free(&d);
    return status;
}

static hotline_status walk_page(subject_walk *w) {
    const char *at = w->page.bytes;
    const char *end = at + w->page.len;
    hotline_status status = HOTLINE_OK;
    while (status >= 0 && at < end) {
        const char *next = memchr(at, '\n', (size_t)(end - at));
        size_t len = next != NULL ? (size_t)(next - at) : (size_t)(end - at);
        status = walk_line(w, at, len);
        at += len + (next != NULL);
    }
    return status;
}

static hotline_status walk_ask(subject_walk *w) {
    const char *lines = NULL;
    size_t size = 0;
    hotline_desk_query query;
    hotline_status status;
    hotline_desk_query_init(&query, sizeof query);
    query.now = w->q->asked.now;
    query.after = w->after.len > 0 ? w->after.bytes : NULL;
    query.after_len = w->after.len;
    status = hotline_desk_subjects(w->q->run->desk, &query, &lines, &size, w->q->error);
    w->page.len = w->after.len = 0;
    if (status >= 0) {
        growing_add(&w->page, lines, size);
    }
    return status >= 0 && w->page.failed ? HOTLINE_ERROR_MEMORY : status;
}

hotline_status desk_each_subject(desk_question *q, desk_visit_fn visit, void *with) {
    subject_walk w;
    hotline_status status;
    memset(&w, 0, sizeof w);
    w.q = q;
    w.visit = visit;
    w.with = with;
    do {
        status = walk_ask(&w);
        status = status < 0 ? status : walk_page(&w);
        status = status >= 0 && w.after.failed ? HOTLINE_ERROR_MEMORY : status;
    } while (status >= 0 && w.after.len > 0);
    growing_free(&w.page);
    growing_free(&w.after);
    return status;
}

/* ---- entries ---- */

static hotline_status export_subject(desk_question *q, const desk_subject *subject, void *with) {
    const char *lines = NULL;
    size_t size = 0;
    hotline_status status =
        hotline_desk_export(q->run->desk, subject->kind, subject->id, subject->len, q->asked.flags, &lines, &size, q->error);
    (void)with;
    if (status >= 0) {
        question_lines(q, lines, size);
    }
    return status;
}

/* Of one subject, or of all when none is named. */
hotline_status desk_ask_export(desk_question *q) {
    desk_subject subject;
    hotline_status status = question_subject(q, &subject);
    if (status < 0) {
        return status;
    }
    return subject.kind != 0 ? export_subject(q, &subject, NULL) : desk_each_subject(q, export_subject, NULL);
}
