/* SPDX-License-Identifier: MIT */
/*
 * Whether the entries in a desk's store are as they were written: every subject is exported and verified, as anybody could from the exported
 * lines. It refuses to mend anything.
 */
#include <stdio.h>
#include <string.h>

#include "desk_question.h"
#include "output.h"

enum { VERIFY_KINDS = HOTLINE_SUBJECT_PUBLISHED };

typedef struct kind_sum {
    unsigned long long subjects, entries, personal, erased, faults;
    growing heads; /* the last digests of its subjects, one after another */
} kind_sum;

typedef struct verify_run {
    kind_sum kinds[VERIFY_KINDS];
    desk_subject first; /* the subject of the first fault; kind 0: there was none. Its id is in first_id */
    growing first_id;
    hotline_error fault;
} verify_run;

static void verify_add(kind_sum *sum, const hotline_chain_report *report) {
    sum->subjects++;
    sum->entries += report->entries;
    sum->personal += report->personal;
    sum->erased += report->erased;
}

static void verify_fault(verify_run *v, const desk_subject *subject, hotline_status status, const hotline_error *error) {
    v->kinds[subject->kind - 1].faults++;
    if (v->first.kind == 0) {
        v->first = *subject;
        v->fault = *error;
        v->fault.status = status;
        growing_add(&v->first_id, subject->id, subject->len);
    }
}

/* What was changed in the store is what is looked for, and no failure of looking. */
static int verify_is_fault(hotline_status status) {
    return status == HOTLINE_REFUSED || status == HOTLINE_ERROR_SYNTAX || status == HOTLINE_ERROR_DOCUMENT;
}

static int hex_value(char c) {
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The bytes of a digest in hexadecimal; what is none adds nothing, and then the head is not that of the lines either. */
static void head_add(growing *heads, const json_value *digest) {
    size_t i;
    if (digest == NULL || digest->kind != JSON_TEXT || digest->len != 2 * HOTLINE_DIGEST_SIZE) {
        return;
    }
    for (i = 0; i < digest->len; i += 2) {
        char byte = (char)(hex_value(digest->text[i]) << 4 | hex_value(digest->text[i + 1]));
        growing_add(heads, &byte, 1);
    }
}

/* The digest of the last of a subject's lines, which were found good. */
static void head_of_lines(growing *heads, const char *lines, size_t size) {
    size_t from = size > 0 ? size - 1 : 0;
    hotline_error error;
    document d;
    while (from > 0 && lines[from - 1] != '\n') {
        from--;
    }
    if (size > 0 && document_parse(lines + from, size - from, &error, &d) == 0 && d.root->kind == JSON_OBJECT) {
        const json_value *entry = document_member(d.root, "entry");
        head_add(heads, entry != NULL && entry->kind == JSON_OBJECT ? document_member(entry, "digest") : NULL);
    }
    if (size > 0) {
        document_free(&d);
    }
}

static hotline_status verify_subject(desk_question *q, const desk_subject *subject, void *with) {
    verify_run *v = with;
    const char *lines = NULL;
    size_t size = 0;
    hotline_chain_report report;
    hotline_error error;
    hotline_status status =
        hotline_desk_export(q->run->desk, subject->kind, subject->id, subject->len, HOTLINE_VIEW_PERSONAL, &lines, &size, q->error);
    if (status < 0) {
        return status;
    }
    memset(&report, 0, sizeof report);
    report.struct_size = sizeof report;
    input_error_init(&error);
    status = hotline_chain_verify(q->run->in.context, &q->run->digest, lines, size, &report, &error);
    verify_add(&v->kinds[subject->kind - 1], &report);
    if (verify_is_fault(status)) {
        verify_fault(v, subject, status, &error);
        return HOTLINE_OK;
    }
    if (status < 0) {
        *q->error = error;
        return status;
    }
    head_of_lines(&v->kinds[subject->kind - 1].heads, lines, size);
    return HOTLINE_OK;
}

/* ---- what was found ---- */

/* The head of a kind with a fault would stand for nothing. */
static hotline_status print_head(desk_question *q, const kind_sum *sum) {
    const hotline_digest *digest = &q->run->digest;
    uint8_t head[HOTLINE_DIGEST_SIZE];
    size_t i;
    if (sum->faults > 0) {
        fputs("null", stdout);
        return HOTLINE_OK;
    }
    if (sum->heads.failed) {
        return HOTLINE_ERROR_MEMORY;
    }
    if (digest->hash(digest->user, (const uint8_t *)(sum->heads.bytes != NULL ? sum->heads.bytes : ""), sum->heads.len, head) != 0) {
        return HOTLINE_ERROR_CALLBACK;
    }
    putchar('"');
    for (i = 0; i < sizeof head; i++) {
        printf("%02x", (unsigned)head[i]);
    }
    putchar('"');
    return HOTLINE_OK;
}

static hotline_status print_kind(desk_question *q, const verify_run *v, int32_t kind) {
    const kind_sum *sum = &v->kinds[kind - 1];
    hotline_status status;
    if (sum->subjects == 0) {
        return HOTLINE_OK;
    }
    printf("{\"type\":\"verified\",\"kind\":\"%s\",\"subjects\":%llu,\"entries\":%llu,\"personal\":%llu,\"erased\":%llu,\"faults\":%llu,"
           "\"head\":",
           desk_kind_name(kind), sum->subjects, sum->entries, sum->personal, sum->erased, sum->faults);
    status = print_head(q, sum);
    fputs("}\n", stdout);
    question_line(q);
    return status;
}

static void print_fault(desk_question *q, const verify_run *v) {
    char word[32];
    if (v->first.kind == 0) {
        return;
    }
    printf("{\"type\":\"fault\",\"kind\":\"%s\",\"id\":", desk_kind_name(v->first.kind));
    output_text(v->first_id.bytes, v->first_id.len);
    printf(",\"entry\":%lu,\"code\":\"%s\",\"message\":", (unsigned long)v->fault.line, desk_status_word(v->fault.status, word));
    output_string(v->fault.message[0] != '\0' ? v->fault.message : hotline_message(v->fault.status, output_language()));
    fputs("}\n", stdout);
    question_line(q);
}

hotline_status desk_ask_verify(desk_question *q) {
    verify_run v;
    int32_t kind;
    hotline_status status;
    memset(&v, 0, sizeof v);
    status = desk_each_subject(q, verify_subject, &v);
    for (kind = HOTLINE_SUBJECT_TICKET; status >= 0 && kind <= VERIFY_KINDS; kind++) {
        status = print_kind(q, &v, kind);
    }
    if (status >= 0) {
        print_fault(q, &v);
    }
    for (kind = HOTLINE_SUBJECT_TICKET; kind <= VERIFY_KINDS; kind++) {
        growing_free(&v.kinds[kind - 1].heads);
    }
    growing_free(&v.first_id);
    return status;
}
