/* SPDX-License-Identifier: MIT */
/*
 * A small policy told in pieces, for tests of its reader: a test names the sections that it wants different and says what must come of it.
 *
 * Sections are written with ' for the quotes of JSON and ` for quotes inside a text (\"). Each section is one line of the document, in the
 * order of `usual`, so that a test can say at which line an error stands.
 */
#ifndef HOTLINE_TESTS_POLICY_DOCUMENT_H
#define HOTLINE_TESTS_POLICY_DOCUMENT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../../include/hotline/rulebook.h"

enum { DOCUMENT_CAPACITY = 1 << 20 };

typedef struct document_section {
    const char *name;
    const char *body;
} document_section;

static const document_section usual[] = {
    {"hotline", "1"},
    {"id", "'small'"},
    {"title", "'A small policy'"},
    {"source", "'No. 5 of 2021'"},
    {"issued", "'2021-01-01'"},
    {"effective", "'2021-02-01'"},
    {"expires", "'2030-01-01'"},
    {"extends", NULL},
    {"reasons", NULL},
    {"transition", "'clock'"},
    {"calendar", "'cn'"},
    {"counting", "{'start':'next-day','end':'24:00'}"},
    {"periods", "{'day':{'from':'00:00'},'week':{'from':'monday'},'month':{'from_day':1,'named_by':'start'}}"},
    {"roles", "{'centre':'Centre','handler':'Handler'}"},
    {"facts", "{'urgent':{'of':'ticket','type':'flag','default':false},'kind':{'of':'ticket','one_of':{'help':'','report':'','other':''}},"
              "'code':{'of':'ticket','type':'code'},'note':{'of':'ticket','type':'text'},'extra':{'of':'event','type':'integer'},"
              "'outcome':{'of':'event','one_of':{'good':'','bad':''}},'marks':{'of':'assignment','many_of':{'x':'','y':''}},"
              "'result':{'of':'assignment','one_of':{'finished':'','promised':''}},'amount':{'of':'assignment','type':'integer'},"
              "'ready':{'of':'assignment','type':'flag'},'promised_for':{'of':'assignment','type':'date'},"
              "'visit':{'of':'assignment','type':'time'},'reply_text':{'of':'assignment','type':'text'},"
              "'staff':{'of':'unit','type':'integer'},'level':{'of':'unit','one_of':{'town':'','dept':''}}}"},
    {"machines", "{'flow':{'of':'ticket','start':'received','states':{'received':'','sent':'','closed':''}},"
                 "'work':{'of':'assignment','start':'todo','states':{'todo':'','handled':''}}}"},
    {"events",
     "{'receive':{'of':'ticket','opens':'ticket','facts':{'kind':'always','urgent':'optional','code':'optional','note':'optional'}},"
     "'dispatch':{'of':'ticket','opens':'assignment','by':['centre'],'moves':{'flow':{'received':'sent'}}},"
     "'handle':{'of':'assignment','by':['handler'],'facts':{'result':'always','amount':'optional','marks':'optional',"
     "'ready':'optional','promised_for':'optional','visit':'optional','reply_text':'optional'},'moves':{'work':{'todo':'handled'}}},"
     "'answer':{'of':'assignment'},'callback':{'of':'assignment','facts':{'outcome':'always'}},"
     "'redo':{'of':'ticket','opens':'round'},'split':{'of':'assignment','opens':'part'},'ask':{'of':'assignment'},"
     "'grant':{'of':'assignment','facts':{'extra':'always'}},'retire':{'of':'assignment','ends':'assignment'},"
     "'close':{'of':'ticket','ends':'ticket'},'log_in':{'of':'unit'},"
     "'unit_facts':{'of':'unit','facts':{'staff':'optional','level':'optional'}}}"},
    {"duties", "{'reply':{'of':'assignment','owed':'dispatch or redo','met':'answer','within':'4 workdays'},"
               "'case':{'of':'ticket','met':'close'},'presence':{'of':'unit','every':'day','met':'log_in'}}"},
    {"reply", NULL},
    {"measures", "{'received':{'of':'assignment','at':'dispatch','count':'always'},"
                 "'rate':{'of':'assignment','at':'last(callback)','count':'met(reply)','per':'callback'}}"},
    {"scores", "{'score':{'places':2,'parts':{'rate':{'is':'100 * rate'}}}}"},
    {"rankings", "{'towns':{'units':'level = town','every':'month','by':'score','ties':'all','absent':'breaks'}}"},
    {"proposals", "{'interview':{'of':'unit','on':'publish(towns)','if':'streak >= 2','propose':'interview'}}"},
};

enum { DOCUMENT_SECTIONS = sizeof usual / sizeof usual[0] };

/* What a test changes; a body NULL leaves the section out. `other` need not be given. */
typedef struct document_change {
    const char *section, *body;
    const char *other, *other_body;
} document_change;

static const char *document_body(const document_change *change, const document_section *section) {
    if (change->section != NULL && strcmp(change->section, section->name) == 0) {
        return change->body;
    }
    if (change->other != NULL && strcmp(change->other, section->name) == 0) {
        return change->other_body;
    }
    return section->body;
}

static int document_is_known(const char *name) {
    for (size_t i = 0; i < DOCUMENT_SECTIONS; i++) {
        if (strcmp(usual[i].name, name) == 0) {
            return 1;
        }
    }
    return name[0] == '\0';
}

/* Appends with the quotes turned; a section's text never holds a line break. */
static void document_add(char *document, size_t *used, const char *words) {
    for (; *words != '\0'; words++) {
        assert_true(*used + 3 < DOCUMENT_CAPACITY);
        if (*words == '`') {
            document[(*used)++] = '\\';
        }
        document[(*used)++] = *words == '\'' || *words == '`' ? '"' : *words;
    }
    document[*used] = '\0';
}

static void document_add_section(char *document, size_t *used, const char *name, const char *body, int first) {
    document_add(document, used, first ? "{\n'" : ",\n'");
    document_add(document, used, name);
    document_add(document, used, "':");
    document_add(document, used, body);
}

/* To be freed. A section that the grammar does not know is put at the end. */
static char *document_make(const document_change *change) {
    char *document = malloc(DOCUMENT_CAPACITY);
    size_t used = 0;
    int first = 1;
    assert_non_null(document);
    for (size_t i = 0; i < DOCUMENT_SECTIONS; i++) {
        const char *body = document_body(change, &usual[i]);
        if (body != NULL) {
            document_add_section(document, &used, usual[i].name, body, first);
            first = 0;
        }
    }
    if (change->section != NULL && !document_is_known(change->section)) {
        document_add_section(document, &used, change->section, change->body, first);
    }
    document_add(document, &used, "\n}\n");
    return document;
}

/* The text from a line and a column on; columns are code points. */
static const char *document_place(const char *document, uint32_t line, uint32_t column) {
    while (line > 1) {
        document = strchr(document, '\n');
        assert_non_null(document);
        document++;
        line--;
    }
    while (column > 1) {
        document++;
        while (((unsigned char)*document & 0xC0u) == 0x80u) {
            document++;
        }
        column--;
    }
    return document;
}

/* A context and an empty rulebook. */
typedef struct book {
    hotline_context *context;
    hotline_rulebook *rules;
} book;

static void book_open(book *b) {
    assert_int_equal(hotline_context_new(NULL, &b->context), HOTLINE_OK);
    assert_int_equal(hotline_rulebook_new(b->context, NULL, &b->rules), HOTLINE_OK);
}

static void book_close(book *b) {
    hotline_rulebook_free(b->rules);
    hotline_context_free(b->context);
}

static hotline_status book_add(book *b, const char *document, hotline_error *error) {
    hotline_error_init(error, sizeof *error);
    return hotline_rulebook_add(b->rules, document, strlen(document), error);
}

/* Adds a document that must be accepted. */
static const hotline_policy *book_read(book *b, const document_change *change) {
    hotline_error error;
    char *document = document_make(change);
    if (book_add(b, document, &error) != HOTLINE_OK) {
        fail_msg("refused, %u:%u %s: %s\n%s", (unsigned)error.line, (unsigned)error.column, error.path, error.message, document);
    }
    free(document);
    return hotline_rulebook_policy(b->rules, hotline_rulebook_policy_count(b->rules) - 1);
}

/* How many findings of a code there are; the first one, if any, in *first (which may be NULL). */
static inline uint32_t book_findings(const hotline_policy *p, const char *code, hotline_policy_finding *first) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < hotline_policy_finding_count(p); i++) {
        hotline_policy_finding f;
        hotline_policy_finding_init(&f, sizeof f);
        assert_int_equal(hotline_policy_finding_at(p, i, HOTLINE_LANGUAGE_EN, &f), HOTLINE_OK);
        if (strcmp(f.code, code) == 0 && count++ == 0 && first != NULL) {
            *first = f;
        }
    }
    return count;
}

/* ---- tables of what is accepted and refused ---- */

/* `path`: of the error, whole. `at`: the text that stands at its place, NULL: the place is not looked at. `message`: a part of it. */
typedef struct refusal {
    document_change change;
    const char *path;
    const char *at;
    const char *message;
} refusal;

static void refusal_check_place(const refusal *row, const char *document, const hotline_error *error) {
    char wanted[512];
    size_t used = 0;
    if (error->line == 0 || error->column == 0) {
        fail_msg("no place: %s %s", error->path, error->message);
    }
    /* Inside a text with escapes there is no telling the column: the error stands at the text. */
    if (row->at != NULL && (row->change.body == NULL || strchr(row->change.body, '`') == NULL)) {
        document_add(wanted, &used, row->at);
        const char *found = document_place(document, error->line, error->column);
        if (strncmp(found, wanted, used) != 0) {
            fail_msg("%s %s: stands at %.40s, expected %s", error->path, error->message, found, wanted);
        }
    }
}

static void refusal_check(const refusal *row) {
    book b;
    hotline_error error;
    char *document = document_make(&row->change);
    book_open(&b);
    hotline_status status = book_add(&b, document, &error);
    if (status >= 0) {
        fail_msg("accepted, expected \"%s\" at %s:\n%s: %s", row->message, row->path, row->change.section, row->change.body);
    }
    if (strcmp(error.path, row->path) != 0 || strstr(error.message, row->message) == NULL) {
        fail_msg("%s: %s\n got      \"%s\": %s\n expected \"%s\": %s", row->change.section, row->change.body, error.path, error.message,
                 row->path, row->message);
    }
    assert_int_equal(error.status, status);
    refusal_check_place(row, document, &error);
    assert_int_equal(hotline_rulebook_policy_count(b.rules), 0);
    book_close(&b);
    free(document);
}

static inline void refusals_check(const refusal *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        refusal_check(&rows[i]);
    }
}

static inline void acceptances_check(const document_change *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        book b;
        book_open(&b);
        assert_non_null(book_read(&b, &rows[i]));
        book_close(&b);
    }
}

#define REFUSE(rows) refusals_check(rows, sizeof(rows) / sizeof(rows)[0])
#define ACCEPT(rows) acceptances_check(rows, sizeof(rows) / sizeof(rows)[0])

#endif
