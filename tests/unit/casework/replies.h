/* SPDX-License-Identifier: MIT */
/* A judge of replies under a policy whose checks a test names, and what it says of a line, as a short text. */
#ifndef HOTLINE_TESTS_REPLIES_H
#define HOTLINE_TESTS_REPLIES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hotline.h"

/* ' stands for " in policies and lines. */
static const char head[] =
    "{'hotline':1,'id':'r','title':'t','source':'s','issued':'2021-01-01','effective':'2021-01-01','transition':'ticket','calendar':'cn',"
    "'counting':{'start':'next-day','end':'24:00'},"
    "'facts':{'title':{'of':'ticket','type':'text'},'matter':{'of':'ticket','type':'text'},'caller':{'of':'ticket','type':'text'},"
    "'caller_phone':{'of':'ticket','type':'text'},'instructions':{'of':'assignment','type':'text'},"
    "'answer':{'of':'assignment','label':'答复','type':'text'},'internal':{'of':'assignment','type':'text'},"
    "'name':{'of':'assignment','label':'答复人','type':'text'},'phone':{'of':'assignment','type':'text'},"
    "'basis':{'of':'assignment','type':'text'},'promised_for':{'of':'assignment','type':'date'},'signed':{'of':'assignment','type':'text'},"
    "'result':{'of':'assignment','one_of':{'done':'完','promised':'诺'}},'days':{'of':'assignment','type':'integer'},"
    "'judge':{'of':'assignment','type':'integer'}},"
    "'events':{'receive':{'of':'ticket','opens':'ticket','facts':{'title':'optional','matter':'optional','caller':'optional',"
    "'caller_phone':'optional'}},"
    "'dispatch':{'of':'ticket','opens':'assignment','facts':{'instructions':'optional'}},"
    "'draft':{'of':'assignment','facts':{'answer':'optional','internal':'optional','name':'optional','phone':'optional','basis':'optional',"
    "'promised_for':'optional','signed':'optional','result':'optional','days':'optional','judge':'optional'}},"
    "'report':{'of':'assignment'}},"
    "'reply':{'on':['draft','report'],'text':'answer','clause':'二（二）','checks':{";

static hotline_context *context;
static hotline_rulebook *rulebook;
static hotline_reply *reply;
static hotline_copies *copies;

static inline char *quoted(const char *a, const char *b, const char *c) {
    char *all = malloc(strlen(a) + strlen(b) + strlen(c) + 1);
    strcpy(all, a);
    strcat(all, b);
    strcat(all, c);
    for (char *at = all; *at != '\0'; at++) {
        *at = *at == '\'' ? '"' : *at;
    }
    return all;
}

static inline void add_policy(const char *begin, const char *checks) {
    hotline_error error;
    char *policy = quoted(begin, checks, "}}}");
    hotline_error_init(&error, sizeof error);
    if (hotline_rulebook_add(rulebook, policy, strlen(policy), &error) < 0) {
        fail_msg("%s: %s: %s", checks, error.path, error.message);
    }
    free(policy);
}

static inline void open_empty(const hotline_context_options *options) {
    assert_int_equal(hotline_context_new(options, &context), HOTLINE_OK);
    assert_int_equal(hotline_rulebook_new(context, NULL, &rulebook), HOTLINE_OK);
    assert_int_equal(hotline_reply_new(rulebook, &reply), HOTLINE_OK);
}

static inline void open_checks(const char *checks) {
    open_empty(NULL);
    add_policy(head, checks);
}

static inline void close_all(void) {
    hotline_reply_free(reply);
    hotline_copies_free(copies);
    hotline_rulebook_free(rulebook);
    hotline_context_free(context);
    copies = NULL;
}

static inline hotline_instant at(const char *words) {
    hotline_instant out = 0;
    assert_int_equal(hotline_instant_parse(words, strlen(words), 480, &out), HOTLINE_OK);
    return out;
}

/* "verdict code[evidence] ... ?undefined ..." */
static inline const char *judged(const char *line, const char *now) {
    static const char *const verdicts[] = {"send", "fix", "refuse"};
    static char out[4000];
    hotline_error error;
    char *json = quoted(line, "", "");
    hotline_error_init(&error, sizeof error);
    if (hotline_reply_read(reply, json, strlen(json), &error) < 0) {
        snprintf(out, sizeof out, "error %u %s: %s", (unsigned)error.column, error.path, error.message);
        free(json);
        return out;
    }
    assert_int_equal(hotline_reply_judge(reply, now != NULL ? at(now) : hotline_instant_none(), &error), HOTLINE_OK);
    strcpy(out, verdicts[hotline_reply_verdict(reply)]);
    for (size_t i = 0; i < hotline_reply_finding_count(reply); i++) {
        hotline_reply_finding f;
        memset(&f, 0, sizeof f);
        f.struct_size = sizeof f;
        assert_int_equal(hotline_reply_finding_at(reply, i, HOTLINE_LANGUAGE_ZH, &f), HOTLINE_OK);
        snprintf(out + strlen(out), sizeof out - strlen(out), " %s[%.*s]", f.code + (memcmp(f.code, "reply_", 6) == 0 ? 6 : 0),
                 (int)f.evidence_len, f.evidence == NULL ? "" : f.evidence);
    }
    for (size_t i = 0; i < hotline_reply_undefined_count(reply); i++) {
        snprintf(out + strlen(out), sizeof out - strlen(out), " ?%s", hotline_reply_undefined_at(reply, i, NULL));
    }
    free(json);
    return out;
}

typedef struct reply_row {
    const char *checks, *line, *now, *expected;
} reply_row;

static inline void run(const reply_row *rows, size_t count) {
    int failed = 0;
    for (size_t i = 0; i < count; i++) {
        open_checks(rows[i].checks);
        const char *got = judged(rows[i].line, rows[i].now);
        if (strcmp(got, rows[i].expected) != 0) {
            print_error("%s\n%s\ngot  %s\nwant %s\n\n", rows[i].checks, rows[i].line, got, rows[i].expected);
            failed++;
        }
        close_all();
    }
    assert_int_equal(failed, 0);
}

#define RUN(rows) run(rows, sizeof rows / sizeof rows[0])

#endif
