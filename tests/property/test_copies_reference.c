/* SPDX-License-Identifier: MIT */
/*
 * Near-copies against all pairs compared one by one by a reference that is too slow to be wrong: random texts and changed ones of them,
 * and the replies of the shared folder where it is there. Every answer must be right to the last run; none of the answers asked for at
 * 0.8 may be missing; what is missing at lower thresholds is counted and bounded.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json_read.h"
#include "base/letter.h"
#include "base/utf8.h"
#include "hotline/copies.h"

enum { TEXTS_MOST = 2000, LETTERS_MOST = 8192, FAMILIES = 60, FAMILY = 8, STEPS = 6 };

static const uint32_t steps[STEPS] = {5000, 6000, 7000, 8000, 9000, 10000};

/* ---- chance ---- */

static uint64_t chance = 88172645463325252u;

static uint32_t below(uint32_t most) {
    chance ^= chance << 13;
    chance ^= chance >> 7;
    chance ^= chance << 17;
    return (uint32_t)((chance >> 32) * most >> 32);
}

/* ---- the reference ---- */

typedef struct sample {
    char *text;
    size_t len;
    char id[16];
    uint64_t *runs; /* sorted, each once */
    uint32_t run_count;
} sample;

static sample samples[TEXTS_MOST];
static uint32_t sample_count;
static hotline_context *context;

static int compare_runs(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a;
    uint64_t y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

static uint32_t counted_letters(const char *bytes, size_t len, uint16_t *letters) {
    uint32_t count = 0;
    size_t at = 0;
    while (at < len && count < LETTERS_MOST) {
        uint8_t kind = 0;
        uint16_t letter = hotline__letter_fold(hotline__utf8_next(bytes, len, &at), &kind);
        if ((kind & LETTER_CLASS) == LETTER_HAN || (kind & LETTER_CLASS) == LETTER_LATIN) {
            letters[count++] = letter;
        }
    }
    return count;
}

static void sample_add(const char *bytes, size_t len) {
    static uint16_t letters[LETTERS_MOST];
    sample *s = &samples[sample_count];
    uint32_t count = counted_letters(bytes, len, letters);
    uint32_t kept = 0;
    s->text = malloc(len + 1);
    s->runs = malloc((count + 1) * sizeof *s->runs);
    assert_true(s->text != NULL && s->runs != NULL && count < LETTERS_MOST);
    memcpy(s->text, bytes, len);
    s->len = len;
    (void)snprintf(s->id, sizeof s->id, "r%u", sample_count);
    for (uint32_t i = 0; i + 4 <= count; i++) {
        s->runs[i] = (uint64_t)letters[i] << 48 | (uint64_t)letters[i + 1] << 32 | (uint64_t)letters[i + 2] << 16 | letters[i + 3];
    }
    s->run_count = count < 4 ? 0 : count - 3;
    qsort(s->runs, s->run_count, sizeof *s->runs, compare_runs);
    for (uint32_t i = 0; i < s->run_count; i++) {
        if (i == 0 || s->runs[i] != s->runs[i - 1]) {
            s->runs[kept++] = s->runs[i];
        }
    }
    s->run_count = kept;
    sample_count++;
}

static void samples_free(void) {
    while (sample_count > 0) {
        sample_count--;
        free(samples[sample_count].text);
        free(samples[sample_count].runs);
    }
}

static uint32_t shared_runs(const sample *a, const sample *b) {
    uint32_t shared = 0;
    uint32_t i = 0;
    uint32_t k = 0;
    while (i < a->run_count && k < b->run_count) {
        int order = compare_runs(&a->runs[i], &b->runs[k]);
        shared += order == 0;
        i += order <= 0;
        k += order >= 0;
    }
    return shared;
}

/* ---- comparing ---- */

typedef struct outcome {
    uint64_t wanted[STEPS], got[STEPS];
    uint32_t crowded;
} outcome;

static hotline_copies *index_of(uint32_t step) {
    hotline_copies *made = NULL;
    assert_int_equal(hotline_copies_new(context, &made), HOTLINE_OK);
    for (uint32_t i = 0; i < sample_count; i++) {
        const sample *s = &samples[(uint64_t)i * step % sample_count];
        assert_int_equal(hotline_copies_add(made, s->id, strlen(s->id), s->text, s->len), HOTLINE_OK);
    }
    return made;
}

static const sample *sample_of(const hotline_copies_match *m) {
    uint32_t number = (uint32_t)strtoul(m->id + 1, NULL, 10);
    assert_true(number < sample_count);
    return &samples[number];
}

/* What is answered is right, in order, and each once; returns how many ids stand behind it. */
static uint64_t check_answers(const sample *query, const hotline_copies_match *m, size_t found, uint32_t least) {
    uint64_t replies = 0;
    for (size_t i = 0; i < found; i++) {
        const sample *s = sample_of(&m[i]);
        uint32_t shared = shared_runs(query, s);
        uint32_t together = query->run_count + s->run_count - shared;
        assert_int_equal(m[i].shared, shared);
        assert_int_equal(m[i].together, together);
        assert_int_equal(m[i].similarity, (uint64_t)shared * 10000 / together);
        assert_true((uint64_t)shared * 10000 >= (uint64_t)together * least);
        if (i > 0) {
            uint64_t before = (uint64_t)m[i - 1].shared * together;
            uint64_t here = (uint64_t)shared * m[i - 1].together;
            assert_true(before > here || (before == here && strcmp(m[i - 1].id, m[i].id) < 0));
        }
        replies += m[i].replies;
    }
    return replies;
}

static void count_wanted(const sample *query, outcome *o) {
    for (uint32_t i = 0; i < sample_count; i++) {
        const sample *s = &samples[i];
        uint64_t shared = 0;
        if (2 * s->run_count >= query->run_count && 2 * query->run_count >= s->run_count) { /* else less than half can be shared */
            shared = shared_runs(query, s);
        }
        for (uint32_t step = 0; step < STEPS; step++) {
            o->wanted[step] += shared != 0 && shared * 10000 >= (query->run_count + s->run_count - shared) * steps[step];
        }
    }
}

static void compare_step(const hotline_copies *one, const hotline_copies *other, const sample *query, uint32_t step, outcome *o) {
    static hotline_copies_match first[HOTLINE_COPIES_MOST];
    static hotline_copies_match second[HOTLINE_COPIES_MOST];
    size_t found = 0;
    size_t again = 0;
    uint32_t crowded = 0;
    hotline_copies_match_init(&first[0], sizeof first[0]);
    hotline_copies_match_init(&second[0], sizeof second[0]);
    assert_int_equal(hotline_copies_find(one, query->text, query->len, steps[step], first, HOTLINE_COPIES_MOST, &found, &crowded),
                     HOTLINE_OK);
    assert_int_equal(hotline_copies_find(other, query->text, query->len, steps[step], second, HOTLINE_COPIES_MOST, &again, NULL),
                     HOTLINE_OK);
    assert_int_equal(found, again);
    for (size_t i = 0; i < found; i++) { /* the order of adding makes no difference */
        assert_string_equal(first[i].id, second[i].id);
        assert_int_equal(first[i].replies, second[i].replies);
    }
    o->got[step] += check_answers(query, first, found, steps[step]);
    o->crowded += step == 0 && crowded;
}

static void compare_all(outcome *o) {
    hotline_copies *one = index_of(1);
    hotline_copies *other = index_of(1009); /* a prime: another order */
    memset(o, 0, sizeof *o);
    for (uint32_t i = 0; i < sample_count; i++) {
        count_wanted(&samples[i], o);
        for (uint32_t step = 0; step < STEPS; step++) {
            compare_step(one, other, &samples[i], step, o);
        }
    }
    for (uint32_t step = 0; step < STEPS; step++) {
        print_message("at %u: %llu of %llu ordered pairs, each text with itself among them\n", steps[step],
                      (unsigned long long)o->got[step], (unsigned long long)o->wanted[step]);
    }
    print_message("%u of %u texts met a full place\n", o->crowded, sample_count);
    hotline_copies_free(one);
    hotline_copies_free(other);
}

/* got / wanted >= share / 10000 */
static void require_share(const outcome *o, uint32_t step, uint64_t share) {
    assert_true(o->wanted[step] > 0);
    assert_true(o->got[step] <= o->wanted[step]);
    assert_true(o->got[step] * 10000 >= o->wanted[step] * share);
}

/* ---- random texts ---- */

static size_t put_letter(char *at, uint32_t code) {
    at[0] = (char)(0xE0 | code >> 12);
    at[1] = (char)(0x80 | (code >> 6 & 63));
    at[2] = (char)(0x80 | (code & 63));
    return 3;
}

/* 8 to 600 letters, a few different ones or many, and some that differ from the first of the family in ever more letters. */
static void random_families(void) {
    static char made[3 * 700];
    for (uint32_t family = 0; family < FAMILIES; family++) {
        uint32_t letters = 8 + below(family % 3 == 0 ? 30 : 590);
        uint32_t alphabet = family % 4 == 0 ? 6 : 2000;
        for (uint32_t i = 0; i < letters; i++) {
            put_letter(made + (size_t)3 * i, 0x4E00 + 2 * family + below(alphabet));
        }
        for (uint32_t member = 0; member < FAMILY; member++) {
            sample_add(made, (size_t)3 * letters);
            for (uint32_t k = 0; k <= letters / 100; k++) {
                put_letter(made + (size_t)3 * below(letters), 0x6C00 + below(500));
            }
        }
    }
}

static void random_texts(void **state) {
    outcome o;
    (void)state;
    random_families();
    compare_all(&o);
    require_share(&o, 0, 8000);
    require_share(&o, 1, 9500);
    require_share(&o, 2, 9900);
    require_share(&o, 3, 10000);
    require_share(&o, 4, 10000);
    require_share(&o, 5, 10000);
    samples_free();
}

/* ---- the replies of the shared folder ---- */

static int read_replies(const char *path) {
    static char line[1 << 18];
    FILE *file = fopen(path, "rb");
    arena memory;
    if (file == NULL) {
        return 0;
    }
    hotline__arena_init(&memory, context);
    while (sample_count < TEXTS_MOST && fgets(line, sizeof line, file) != NULL) {
        json *node = NULL;
        const json *reply;
        assert_int_equal(hotline__json_read(&memory, line, strlen(line), &node, NULL), HOTLINE_OK);
        reply = hotline__json_member(node, "reply");
        assert_non_null(reply);
        sample_add(reply->value.at, reply->value.len);
        hotline__arena_reset(&memory);
    }
    hotline__arena_free(&memory);
    (void)fclose(file);
    return 1;
}

static void real_replies(void **state) {
    const char *shared = getenv("HOTLINE_SHARED");
    char path[1024];
    outcome o;
    (void)state;
    (void)snprintf(path, sizeof path, "%s/data/replies/teddy_pairs_dev.jsonl", shared == NULL ? HOTLINE_SOURCE "/../shared" : shared);
    if (!read_replies(path)) {
        print_message("SKIP %s is not there (set HOTLINE_SHARED); no real reply was compared\n", path);
        return;
    }
    compare_all(&o);
    require_share(&o, 3, 9900);
    require_share(&o, 4, 9900);
    require_share(&o, 5, 10000);
    samples_free();
}

static int set_up(void **state) {
    (void)state;
    return hotline_context_new(NULL, &context);
}

static int tear_down(void **state) {
    (void)state;
    hotline_context_free(context);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(random_texts), cmocka_unit_test(real_replies)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
