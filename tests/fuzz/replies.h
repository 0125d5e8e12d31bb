/* SPDX-License-Identifier: MIT */
/*
 * Everything that a judged reply says is read and held against the texts that it was given: places lie in their texts and between code
 * points, evidence is exactly what stands there, the line is JSON and says the same, the masked copy is as long as the reply.
 */
#ifndef HOTLINE_TESTS_FUZZ_REPLIES_H
#define HOTLINE_TESTS_FUZZ_REPLIES_H

#include "base/json_read.h"
#include "base/utf8.h"
#include "require.h"

enum { REPLIES_TEXTS = 5, REPLIES_MANY_MOST = 1000 };

/* What was given. `names`: of the facts that stand for the texts, in the order of HOTLINE_REPLY_TEXT ...; .at NULL: not given. */
typedef struct replies_given {
    const char *const *names;
    text texts[REPLIES_TEXTS];
    text items[REPLIES_MANY_MOST], instructions[REPLIES_MANY_MOST];
    uint32_t item_count, instruction_count;
    const json *fields;
} replies_given;

static inline char *replies_file(const char *folder, const char *name) {
    enum { FILE_MOST = 1 << 16 };
    char path[1024];
    char *bytes = calloc(1, FILE_MOST);
    (void)snprintf(path, sizeof path, "%s/%s/%s", HOTLINE_SOURCE, folder, name);
    FILE *file = fopen(path, "rb");
    REQUIRE(bytes != NULL && file != NULL);
    REQUIRE(fread(bytes, 1, FILE_MOST - 1, file) > 0);
    (void)fclose(file);
    return bytes;
}

/* ---- the texts ---- */

static inline text replies_field(const replies_given *g, const char *name, size_t len) {
    text none = {NULL, 0};
    text key = {name, len};
    const json *node = g->fields != NULL && name != NULL ? hotline__json_find(g->fields, key) : NULL;
    return node != NULL && node->kind == JSON_TEXT ? node->value : none;
}

static inline text replies_whole(const replies_given *g, int32_t which) {
    text known = replies_field(g, g->names[which], strlen(g->names[which]));
    return g->texts[which].at != NULL ? g->texts[which] : known;
}

/* A fact's value: a field, or a text that stands for it. */
static inline text replies_fact(const replies_given *g, const char *name, size_t len) {
    text found = replies_field(g, name, len);
    for (size_t i = 0; found.at == NULL && i < REPLIES_TEXTS; i++) {
        if (strcmp(g->names[i], name) == 0) {
            found = g->texts[i];
        }
    }
    return found;
}

/* The text that a finding points into. */
static inline text replies_text(const replies_given *g, const hotline_reply_finding *f) {
    text none = {NULL, 0};
    if (f->text == HOTLINE_REPLY_FIELD) {
        return replies_fact(g, f->field, f->field_len);
    }
    if (f->text == HOTLINE_REPLY_ITEM) {
        return f->number < g->item_count ? g->items[f->number] : none;
    }
    if (f->text == HOTLINE_REPLY_INSTRUCTIONS && g->instruction_count > 0) {
        return f->number < g->instruction_count ? g->instructions[f->number] : none;
    }
    return replies_whole(g, f->text);
}

static inline uint64_t replies_letters(const char *bytes, size_t len) {
    uint64_t count = 0;
    for (size_t i = 0; i < len; i++) {
        count += ((unsigned char)bytes[i] & 0xC0) != 0x80;
    }
    return count;
}

/* ---- findings ---- */

static inline int replies_is_words(const char *at, size_t len) {
    return at != NULL && len == strlen(at) && hotline__utf8_valid(at, len) == len;
}

static inline int replies_between(text t, uint64_t at) {
    return at == t.len || ((unsigned char)t.at[at] & 0xC0) != 0x80;
}

static inline void replies_check_place(const replies_given *g, const hotline_reply_finding *f) {
    text t = replies_text(g, f);
    REQUIRE(f->text >= HOTLINE_REPLY_TEXT && f->text <= HOTLINE_REPLY_FIELD);
    REQUIRE((f->text == HOTLINE_REPLY_FIELD) == (f->field != NULL));
    REQUIRE((f->evidence != NULL) == (f->end > f->begin) && (f->evidence != NULL) == (f->letter_end > f->letter_begin));
    if (f->evidence == NULL) {
        REQUIRE(f->begin == f->end && f->letter_begin == f->letter_end && f->evidence_len == 0);
        return;
    }
    REQUIRE(t.at != NULL && f->end <= t.len);
    REQUIRE(replies_between(t, f->begin) && replies_between(t, f->end));
    REQUIRE(f->letter_begin == replies_letters(t.at, f->begin) && f->letter_end == replies_letters(t.at, f->end));
    REQUIRE(f->evidence_len == f->end - f->begin && memcmp(f->evidence, t.at + f->begin, f->evidence_len) == 0);
}

static inline void replies_check_words(const hotline_reply_finding *f) {
    REQUIRE(replies_is_words(f->code, f->code_len) && f->code_len > 0);
    REQUIRE(replies_is_words(f->message, f->message_len) && f->message_len > 0);
    REQUIRE(replies_is_words(f->advice, f->advice_len));
    REQUIRE(f->check == NULL || replies_is_words(f->check, f->check_len));
    REQUIRE(f->clause == NULL || replies_is_words(f->clause, f->clause_len));
    REQUIRE(f->severity >= HOTLINE_SEVERITY_ERROR && f->severity <= HOTLINE_SEVERITY_INFO);
}

static inline hotline_reply_finding replies_finding(hotline_reply *r, size_t index, int32_t language) {
    hotline_reply_finding f;
    memset(&f, 0, sizeof f);
    f.struct_size = sizeof f;
    REQUIRE(hotline_reply_finding_at(r, index, language, &f) == HOTLINE_OK);
    return f;
}

static inline void replies_check_findings(const replies_given *g, hotline_reply *r) {
    int32_t gravest = HOTLINE_REPLY_SEND;
    for (size_t i = 0; i < hotline_reply_finding_count(r); i++) {
        hotline_reply_finding f = replies_finding(r, i, HOTLINE_LANGUAGE_EN);
        int32_t follows = f.severity == HOTLINE_SEVERITY_ERROR     ? HOTLINE_REPLY_REFUSE
                          : f.severity == HOTLINE_SEVERITY_WARNING ? HOTLINE_REPLY_FIX
                                                                   : HOTLINE_REPLY_SEND;
        gravest = follows > gravest ? follows : gravest;
        replies_check_words(&f);
        replies_check_place(g, &f);
        f = replies_finding(r, i, HOTLINE_LANGUAGE_ZH);
        replies_check_words(&f);
        replies_check_place(g, &f);
    }
    REQUIRE(hotline_reply_verdict(r) == gravest);
}

/* ---- the rest ---- */

/* By name; -1: not measured. */
static inline int64_t replies_signal(const hotline_reply *r, const char *name) {
    for (size_t i = 0; hotline_reply_signal_name(i) != NULL; i++) {
        int64_t value = -1;
        if (strcmp(hotline_reply_signal_name(i), name) == 0) {
            return hotline_reply_signal(r, i, &value) == HOTLINE_OK ? value : -1;
        }
    }
    abort();
}

static inline void replies_check_signals(const hotline_reply *r) {
    static const char *const shares[] = {"relevance", "coverage", "remaining", "copied"};
    for (size_t i = 0; hotline_reply_signal_name(i) != NULL; i++) {
        int64_t value = -1;
        hotline_status status = hotline_reply_signal(r, i, &value);
        REQUIRE(status == HOTLINE_OK || status == HOTLINE_UNDEFINED);
        REQUIRE((status == HOTLINE_OK) == (value >= 0));
    }
    for (size_t i = 0; i < sizeof shares / sizeof shares[0]; i++) {
        REQUIRE(replies_signal(r, shares[i]) <= 10000);
    }
    REQUIRE(replies_signal(r, "answered") <= replies_signal(r, "items"));
}

static inline void replies_check_masked(const replies_given *g, hotline_reply *r) {
    text t = replies_whole(g, HOTLINE_REPLY_TEXT);
    const char *masked = NULL;
    size_t len = 0;
    hotline_status status = hotline_reply_masked(r, &masked, &len);
    if (status == HOTLINE_ERROR_NOT_FOUND) {
        REQUIRE(replies_signal(r, "letters") < 0);
        return;
    }
    REQUIRE(status == HOTLINE_OK || status == HOTLINE_DUPLICATE);
    REQUIRE(t.at != NULL && replies_is_words(masked, len) && replies_letters(masked, len) == replies_letters(t.at, t.len));
    REQUIRE(status == HOTLINE_OK || (len == t.len && memcmp(masked, t.at, len) == 0));
    REQUIRE(status != HOTLINE_OK || replies_signal(r, "personal") > 0);
}

static inline void replies_check_line(const hotline_context *context, hotline_reply *r, int32_t language) {
    const char *line = NULL;
    size_t len = 0;
    json *root = NULL;
    arena a;
    hotline__arena_init(&a, context);
    REQUIRE(hotline_reply_line(r, language, &line, &len) == HOTLINE_OK);
    REQUIRE(strlen(line) == len && memchr(line, '\n', len) == NULL);
    REQUIRE(hotline__json_read(&a, line, len, &root, NULL) == HOTLINE_OK && root->kind == JSON_OBJECT);
    REQUIRE(hotline__json_member(root, "findings")->count == hotline_reply_finding_count(r));
    REQUIRE(hotline__json_member(root, "undefined")->count == hotline_reply_undefined_count(r));
    hotline__arena_free(&a);
}

static inline char *replies_line(hotline_reply *r, int32_t language) {
    const char *line = NULL;
    size_t len = 0;
    REQUIRE(hotline_reply_line(r, language, &line, &len) == HOTLINE_OK);
    char *kept = malloc(len + 1);
    REQUIRE(kept != NULL);
    memcpy(kept, line, len + 1);
    return kept;
}

static inline void replies_check_undefined(const hotline_reply *r) {
    size_t len = 0;
    for (size_t i = 0; i < hotline_reply_undefined_count(r); i++) {
        const char *path = hotline_reply_undefined_at(r, i, &len);
        REQUIRE(replies_is_words(path, len) && memcmp(path, "reply.", 6) == 0);
    }
    REQUIRE(hotline_reply_undefined_at(r, hotline_reply_undefined_count(r), &len) == NULL);
}

/* All of it; and judged a second time it is the same line. */
static inline void replies_check(const hotline_context *context, const replies_given *g, hotline_reply *r, hotline_instant now) {
    replies_check_findings(g, r);
    replies_check_signals(r);
    replies_check_undefined(r);
    replies_check_masked(g, r);
    replies_check_line(context, r, HOTLINE_LANGUAGE_EN);
    replies_check_line(context, r, HOTLINE_LANGUAGE_ZH);
    char *first = replies_line(r, HOTLINE_LANGUAGE_EN);
    REQUIRE(hotline_reply_judge(r, now, NULL) >= 0);
    char *second = replies_line(r, HOTLINE_LANGUAGE_EN);
    REQUIRE(strcmp(first, second) == 0);
    free(first);
    free(second);
}

#endif
