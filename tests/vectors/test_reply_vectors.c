/* SPDX-License-Identifier: MIT */
/*
 * What texts of replies hold: names, telephone numbers, personal data, dates. Every row of the JSON files beside this one is judged. A row that
 * says `hard` is one where a person could reasonably differ: its difference is printed and fails nothing.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>

#include "../../lib/base/json_read.h"
#include "../../lib/casework/dateword_impl.h"
#include "../../lib/casework/person_impl.h"
#include "../../lib/casework/personal_impl.h"
#include "../../lib/casework/phone_impl.h"

enum { FOUND_MOST = 16, SAID_MOST = 2048 };

static hotline_context *context;
static arena memory;

typedef struct said {
    char bytes[SAID_MOST];
    size_t len;
} said;

static void say(said *s, const char *bytes, size_t len) {
    assert_true(s->len + len < sizeof s->bytes);
    memcpy(s->bytes + s->len, bytes, len);
    s->len += len;
    s->bytes[s->len] = '\0';
}

static void say_word(said *s, const char *word) {
    say(s, word, strlen(word));
}

static void say_span(said *s, const passage *p, span at) {
    text t = hotline__passage_text(p, at);
    say(s, t.at, t.len);
}

/* ---- reading ---- */

static char *whole_file(const char *name, size_t *len) {
    char path[1024];
    char *bytes;
    FILE *file;
    snprintf(path, sizeof path, "%s/tests/vectors/%s", HOTLINE_SOURCE, name);
    file = fopen(path, "rb");
    if (file == NULL) {
        fail_msg("%s is not there", path);
    }
    fseek(file, 0, SEEK_END);
    *len = (size_t)ftell(file);
    rewind(file);
    bytes = malloc(*len + 1);
    assert_non_null(bytes);
    assert_int_equal(fread(bytes, 1, *len, file), *len);
    fclose(file);
    return bytes;
}

static const json *need(const json *object, const char *name) {
    const json *at = hotline__json_member(object, name);
    if (at == NULL) {
        fail_msg("a row without %s", name);
    }
    return at;
}

static int is_true(const json *object, const char *name) {
    const json *at = hotline__json_member(object, name);
    return at != NULL && at->kind == JSON_TRUE;
}

static passage passage_of(const json *row, const char *name) {
    passage p;
    size_t bad = 0;
    assert_int_equal(hotline__passage_read(&memory, need(row, name)->value, &p, &bad), HOTLINE_OK);
    return p;
}

/* ---- rows: what is expected and what was found, in the same words ---- */

static void judge_name(const json *row, said *expected, said *got) {
    static const char *const faults[] = {"good", "empty", "placeholder", "role", "unit", "title", "masked", "surname", "no name"};
    passage p = passage_of(row, "text");
    span names[FOUND_MOST];
    uint32_t count = 0;
    person_fault fault = hotline__person_field(&p, names, FOUND_MOST, &count);
    int good = is_true(row, "good");
    say_word(expected, good ? "good" : fault == PERSON_GOOD ? "bad" : faults[fault]);
    say_word(got, faults[fault]);
    assert_int_equal(count > 0, fault == PERSON_GOOD);
}

static uint32_t allowed_by(const json *row) {
    const json *allow = hotline__json_member(row, "allow");
    uint32_t bits = PHONE_ALLOW_MOBILE | PHONE_ALLOW_LANDLINE;
    for (const json *a = allow != NULL ? allow->first : NULL; a != NULL; a = a->next) {
        uint32_t bit = hotline__text_is(a->value, "400")     ? PHONE_ALLOW_SERVICE
                       : hotline__text_is(a->value, "short") ? PHONE_ALLOW_SHORT
                       : hotline__text_is(a->value, "local") ? PHONE_ALLOW_LOCAL
                                                             : 0;
        assert_int_not_equal(bit, 0);
        bits |= bit;
    }
    return bits;
}

static void judge_phone(const json *row, said *expected, said *got) {
    static const char *const kinds[] = {"mobile", "landline", "landline", "400", "short"};
    static const char *const faults[] = {"good",    "empty",    "no number", "too short", "too long",  "unknown",
                                         "hotline", "repeated", "sequence",  "masked",    "of caller", "not allowed"};
    passage p = passage_of(row, "text");
    passage caller;
    int has_caller = hotline__json_member(row, "caller") != NULL;
    phone found[FOUND_MOST];
    uint32_t count = 0;
    phone_fault fault;
    if (has_caller) {
        caller = passage_of(row, "caller");
    }
    fault = hotline__phone_field(&p, allowed_by(row), has_caller ? &caller : NULL, found, FOUND_MOST, &count);
    say_word(got, faults[fault]);
    if (!is_true(row, "good")) {
        say_word(expected, fault == PHONE_GOOD ? "bad" : faults[fault]);
        return;
    }
    say_word(expected, "good ");
    say(expected, need(row, "kind")->value.at, need(row, "kind")->value.len);
    say_word(expected, " ");
    say(expected, need(row, "normal")->value.at, need(row, "normal")->value.len);
    if (fault == PHONE_GOOD) {
        say_word(got, " ");
        say_word(got, kinds[found[0].kind]);
        say_word(got, " ");
        say_word(got, found[0].digits);
    }
}

static void judge_personal(const json *row, said *expected, said *got) {
    static const char *const kinds[] = {"mobile", "landline", "id_card", "bank_card", "address", "plate", "email"};
    passage p = passage_of(row, "text");
    personal_walk w;
    personal one;
    buffer masked;
    for (const json *f = need(row, "found")->first; f != NULL; f = f->next) {
        say(expected, need(f, "kind")->value.at, need(f, "kind")->value.len);
        say_word(expected, " ");
        say(expected, need(f, "span")->value.at, need(f, "span")->value.len);
        say_word(expected, "; ");
    }
    say(expected, need(row, "masked")->value.at, need(row, "masked")->value.len);
    hotline__personal_walk_begin(&w, &p);
    while (hotline__personal_next(&w, &one)) {
        say_word(got, kinds[one.kind]);
        say_word(got, " ");
        say_span(got, &p, one.at);
        say_word(got, "; ");
    }
    hotline__buffer_init(&masked, context);
    hotline__personal_mask(&p, 0, &masked);
    assert_int_equal(masked.status, HOTLINE_OK);
    say(got, hotline__buffer_text(&masked).at, masked.len);
    hotline__buffer_free(&masked);
}

static void say_days(said *s, hotline_day from, hotline_day to) {
    char bytes[HOTLINE_DATE_SIZE];
    assert_int_equal(hotline_day_write(from, bytes), HOTLINE_OK);
    say_word(s, bytes);
    say_word(s, "..");
    assert_int_equal(hotline_day_write(to, bytes), HOTLINE_OK);
    say_word(s, bytes);
}

static void say_expected_date(said *s, const json *f) {
    const json *workdays = hotline__json_member(f, "workdays");
    say(s, need(f, "span")->value.at, need(f, "span")->value.len);
    say_word(s, " ");
    say(s, need(f, "kind")->value.at, need(f, "kind")->value.len);
    say_word(s, " ");
    if (workdays != NULL) {
        say(s, workdays->value.at, workdays->value.len);
    } else {
        say(s, need(f, "from")->value.at, need(f, "from")->value.len);
        say_word(s, "..");
        say(s, need(f, "to")->value.at, need(f, "to")->value.len);
    }
    say_word(s, "; ");
}

static void say_date(said *s, const passage *p, const dateword *d) {
    static const char *const kinds[] = {"absolute", "relative", "period", "workdays", "unresolved"};
    char number[16];
    say_span(s, p, d->where);
    say_word(s, " ");
    say_word(s, kinds[d->kind]);
    say_word(s, " ");
    if (d->kind == DATEWORD_WORKDAYS) {
        snprintf(number, sizeof number, "%u", (unsigned)d->workdays);
        say_word(s, number);
    } else {
        say_days(s, d->from, d->to);
    }
    say_word(s, "; ");
}

/* Festivals are found and left open; the rows leave them out. */
static void judge_date(const json *row, said *expected, said *got) {
    passage p = passage_of(row, "text");
    hotline_day today = HOTLINE_DAY_NONE;
    uint32_t cursor = 0;
    dateword d;
    assert_int_equal(hotline_day_parse(need(row, "today")->value.at, need(row, "today")->value.len, &today), HOTLINE_OK);
    for (const json *f = need(row, "found")->first; f != NULL; f = f->next) {
        say_expected_date(expected, f);
    }
    while (hotline__dateword_next(&p, today, &cursor, &d)) {
        if (d.kind == DATEWORD_WORKDAYS || (d.kind != DATEWORD_UNRESOLVED && d.from != HOTLINE_DAY_NONE)) {
            say_date(got, &p, &d);
        }
    }
}

/* ---- a file ---- */

typedef void judge_fn(const json *row, said *expected, said *got);

static void judge_file(const char *name, judge_fn *judge) {
    size_t len = 0;
    char *bytes = whole_file(name, &len);
    int count[2][2] = {{0, 0}, {0, 0}}; /* [hard][same] */
    json *rows = NULL;
    hotline_error error;
    hotline_error_init(&error, sizeof error);
    assert_int_equal(hotline__json_read(&memory, bytes, len, &rows, &error), HOTLINE_OK);
    for (const json *row = rows->first; row != NULL; row = row->next) {
        said expected = {"", 0};
        said got = {"", 0};
        int hard = is_true(row, "hard");
        judge(row, &expected, &got);
        count[hard][strcmp(expected.bytes, got.bytes) == 0]++;
        if (strcmp(expected.bytes, got.bytes) != 0) {
            printf("%s \"%.*s\": expected %s, got %s\n", hard ? "hard:" : "WRONG:", (int)need(row, "text")->value.len,
                   need(row, "text")->value.at, expected.bytes, got.bytes);
        }
    }
    printf("%s: %d of %d rows, and of hard ones %d of %d\n", name, count[0][1], count[0][0] + count[0][1], count[1][1],
           count[1][0] + count[1][1]);
    free(bytes);
    hotline__arena_reset(&memory);
    assert_int_equal(count[0][0], 0);
}

static void names(void **state) {
    (void)state;
    judge_file("reply_names.json", judge_name);
}

static void phones(void **state) {
    (void)state;
    judge_file("reply_phones.json", judge_phone);
}

static void personal_data(void **state) {
    (void)state;
    judge_file("personal.json", judge_personal);
}

static void dates(void **state) {
    (void)state;
    judge_file("dates.json", judge_date);
}

static int set_up(void **state) {
    (void)state;
    if (hotline_context_new(NULL, &context) != HOTLINE_OK) {
        return -1;
    }
    hotline__arena_init(&memory, context);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    hotline__arena_free(&memory);
    hotline_context_free(context);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names),
        cmocka_unit_test(phones),
        cmocka_unit_test(personal_data),
        cmocka_unit_test(dates),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
