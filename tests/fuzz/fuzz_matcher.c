/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as patterns and a text: how many patterns, then for each its length and its letters, then the text, a byte a letter. Every
 * match must be there, come in order, and none be missing; patterns without letters or with too many are refused.
 */
#include "base/matcher.h"
#include "require.h"

enum { PATTERNS_MOST = 255, TEXT_MOST = 4096 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct input {
    const uint8_t *at;
    size_t left;
} input;

typedef struct fixture {
    hotline_context *context;
    arena memory;
    uint16_t own[PATTERNS_MOST][PATTERNS_MOST];
    matcher_pattern patterns[PATTERNS_MOST];
    uint16_t letters[TEXT_MOST + MATCHER_AHEAD];
    uint32_t pattern_count, count;
} fixture;

static fixture f;

static uint8_t next_byte(input *from) {
    from->left -= from->left != 0;
    return from->left == 0 ? 0 : *from->at++;
}

/* The upper two bits make letters that share rows and lists of the matcher. */
static uint16_t next_letter(input *from) {
    static const uint16_t bases[] = {0x4E00, 0x5E00, 0x5200, 0};
    uint8_t byte = next_byte(from);
    return (uint16_t)(bases[byte >> 6] + (byte & 63));
}

static void read_input(const uint8_t *data, size_t size) {
    input from;
    uint32_t i;
    uint32_t k;
    from.at = data;
    from.left = size;
    f.pattern_count = next_byte(&from);
    for (i = 0; i < f.pattern_count; i++) {
        f.patterns[i].letters = f.own[i];
        f.patterns[i].length = next_byte(&from);
        for (k = 0; k < f.patterns[i].length; k++) {
            f.own[i][k] = next_letter(&from);
        }
    }
    for (f.count = 0; f.count < TEXT_MOST && from.left > 1; f.count++) {
        f.letters[f.count] = next_letter(&from);
    }
    memset(f.letters + f.count, 0, MATCHER_AHEAD * sizeof *f.letters);
}

static hotline_status expected_status(void) {
    uint32_t i;
    for (i = 0; i < f.pattern_count; i++) {
        if (f.patterns[i].length == 0 || f.patterns[i].length > MATCHER_LENGTH_MOST) {
            return HOTLINE_ERROR_ARGUMENT;
        }
    }
    return HOTLINE_OK;
}

static int stands_at(uint32_t begin, uint32_t pattern) {
    const matcher_pattern *p = &f.patterns[pattern];
    return p->length <= f.count - begin && memcmp(f.letters + begin, p->letters, p->length * sizeof *p->letters) == 0;
}

static uint64_t count_plainly(void) {
    uint64_t found = 0;
    uint32_t begin;
    uint32_t i;
    for (begin = 0; begin < f.count; begin++) {
        for (i = 0; i < f.pattern_count; i++) {
            found += (uint64_t)stands_at(begin, i);
        }
    }
    return found;
}

/* Strictly in order, so that none can come twice. */
static int comes_after(const matcher_match *one, const matcher_match *before) {
    if (one->begin != before->begin) {
        return one->begin > before->begin;
    }
    return one->end != before->end ? one->end < before->end : one->pattern > before->pattern;
}

static void check_matches(const matcher *m) {
    matcher_cursor cursor = {0, 0};
    matcher_match before = {0, 0, 0};
    matcher_match one;
    uint64_t found = 0;
    while (hotline__matcher_next(m, f.letters, f.count, &cursor, &one)) {
        REQUIRE(one.pattern < f.pattern_count && one.begin < f.count);
        REQUIRE(one.end == one.begin + f.patterns[one.pattern].length && stands_at(one.begin, one.pattern));
        REQUIRE(found == 0 || comes_after(&one, &before));
        before = one;
        found++;
    }
    REQUIRE(found == count_plainly());
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    matcher m;
    hotline_status status;
    if (f.context == NULL) {
        REQUIRE(hotline_context_new(NULL, &f.context) == HOTLINE_OK);
        hotline__arena_init(&f.memory, f.context);
    }
    read_input(data, size);
    hotline__arena_reset(&f.memory);
    status = hotline__matcher_new(&f.memory, f.patterns, f.pattern_count, &m);
    REQUIRE(status == expected_status());
    if (status == HOTLINE_OK) {
        check_matches(&m);
    }
    return 0;
}
