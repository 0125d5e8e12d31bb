/* SPDX-License-Identifier: MIT */
/* Values as columns of every form that can hold them: see random_columns.h. It refuses to know what the values are for. */
#include "random_columns.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "lib/oversight/columns_arrow.h"
#include "random.h"

enum { COLUMNS_MOST = 64 };

#define ZONE_MS ((int64_t)8 * 3600 * 1000)
#define DAY_MS ((int64_t)86400000)
#define ABSENT RANDOM_ABSENT

static uint64_t seed;
static uint32_t random_row_count;
static hotline_error failure;

uint32_t random_chance(uint32_t n) {
    return (uint32_t)((random_next(&seed) >> 33) % n);
}

int random_once_in(uint32_t n) {
    return random_chance(n) == 0;
}

static void require(hotline_status status, const char *name) {
    if (status < 0) {
        fail_msg("column %s: %s: %s", name, hotline_status_name(status), failure.message);
    }
}

/* ---- the rows as columns ---- */

/* Everything that one column points to. */
typedef struct store {
    uint8_t data[(RANDOM_ROWS_MOST + 80) * 8], validity[(RANDOM_ROWS_MOST + 80) / 8 + 1], bytes[RANDOM_ROWS_MOST * 8];
    int64_t words64[16];
    int32_t words32[16];
    uint8_t word_bytes[64];
    struct ArrowSchema schema, word_schema;
    struct ArrowArray array, word_array;
    const void *buffers[3], *word_buffers[3];
    char format[16], name[64];
} store;

static store stores[COLUMNS_MOST];
static uint32_t store_count;

void random_columns_begin(uint64_t from) {
    seed = from;
    store_count = 0;
    hotline_error_init(&failure, sizeof failure);
}

void random_columns_rows(uint32_t count) {
    random_row_count = count;
}

static void released_schema(struct ArrowSchema *s) {
    s->release = NULL;
}

static void released_array(struct ArrowArray *a) {
    a->release = NULL;
}

static void put_integer(hotline_column *c, store *s, uint64_t i, int64_t value) {
    uint8_t *at = s->data + (c->offset + i) * (1u << ((c->type - 1) & 3));
    switch ((c->type - 1) & 3) {
    case 0:
        *at = (uint8_t)value;
        break;
    case 1: {
        uint16_t v = (uint16_t)value;
        memcpy(at, &v, 2);
        break;
    }
    case 2: {
        uint32_t v = (uint32_t)value;
        memcpy(at, &v, 4);
        break;
    }
    default:
        memcpy(at, &value, 8);
        break;
    }
}

static void put_bit(uint8_t *bits, uint64_t at, int on) {
    bits[at / 8] = (uint8_t)((bits[at / 8] & ~(1u << at % 8)) | (unsigned)on << at % 8);
}

static store *begin_column(hotline_column *c, const char *name) {
    store *s = &stores[store_count++];
    assert_true(store_count < COLUMNS_MOST);
    memset(s, 0xA5, sizeof *s); /* nothing is as it should be by chance */
    hotline_column_init(c, sizeof *c);
    c->rows = random_row_count;
    c->offset = random_once_in(2) ? 0 : random_chance(70);
    c->data = s->data;
    snprintf(s->name, sizeof s->name, "%s", name);
    c->name = s->name;
    c->name_len = strlen(name);
    return s;
}

/* None is told by the bitmap, by a value, or needs no telling. */
static void put_nulls(hotline_column *c, store *s, const int64_t *values, int64_t stands_for_none) {
    int some = 0;
    int by_value = stands_for_none != ABSENT && random_once_in(2);
    for (uint32_t i = 0; i < random_row_count; i++) {
        some |= values[i] == ABSENT;
    }
    if (!some && random_once_in(2)) {
        return;
    }
    if (by_value) {
        c->has_null = 1;
        c->null_value = stands_for_none;
    } else {
        c->validity = s->validity;
    }
    for (uint32_t i = 0; i < random_row_count; i++) {
        put_bit(s->validity, c->offset + i, values[i] != ABSENT);
        if (values[i] == ABSENT && by_value) {
            put_integer(c, s, i, stands_for_none);
        }
    }
}

/* ---- as Arrow, where Arrow has such a type ---- */

static int arrow_format(const hotline_column *c, store *s) {
    static const char *const formats[] = {"", "c", "s", "i", "l", "C", "S", "I", "L", "b", "u", "U"};
    static const char *const times[] = {"", "tdD", "tss:", "tsm:", "tsu:", "tsn:"};
    if (c->has_null || (c->time == HOTLINE_COLUMN_DAYS && c->type != HOTLINE_COLUMN_INT32) ||
        (c->time > HOTLINE_COLUMN_DAYS && c->type != HOTLINE_COLUMN_INT64)) {
        return 0;
    }
    snprintf(s->format, sizeof s->format, "%s%s", c->time == HOTLINE_COLUMN_NO_TIME ? formats[c->type] : times[c->time],
             c->time > HOTLINE_COLUMN_DAYS && !c->local ? "UTC" : "");
    return 1;
}

static void to_arrow(const hotline_column *c, store *s) {
    memset(&s->schema, 0, sizeof s->schema);
    memset(&s->array, 0, sizeof s->array);
    s->schema.format = s->format;
    s->schema.name = s->name;
    s->schema.release = released_schema;
    s->buffers[0] = c->validity;
    s->buffers[1] = c->data;
    s->buffers[2] = c->bytes;
    s->array.length = (int64_t)c->rows;
    s->array.null_count = c->validity != NULL ? -1 : 0;
    s->array.offset = (int64_t)c->offset;
    s->array.n_buffers = c->type >= HOTLINE_COLUMN_TEXT32 ? 3 : 2;
    s->array.buffers = s->buffers;
    s->array.release = released_array;
    if (c->words != NULL) {
        s->word_schema = s->schema;
        s->word_schema.format = c->words_type == HOTLINE_COLUMN_TEXT32 ? "u" : "U";
        s->word_array = s->array;
        s->word_buffers[0] = NULL;
        s->word_buffers[1] = c->words;
        s->word_buffers[2] = c->bytes;
        s->word_array.length = (int64_t)c->word_count;
        s->word_array.null_count = s->word_array.offset = 0;
        s->word_array.n_buffers = 3;
        s->word_array.buffers = s->word_buffers;
        s->schema.dictionary = &s->word_schema;
        s->array.dictionary = &s->word_array;
    }
}

static void end_column(hotline_columns *to, const hotline_column *c, store *s) {
    if (random_once_in(2) && arrow_format(c, s)) {
        struct ArrowSchema *children[] = {&s->schema};
        struct ArrowArray *arrays[] = {&s->array};
        const void *none[] = {NULL};
        struct ArrowSchema table_schema = {"+s", "", NULL, 0, 1, children, NULL, released_schema, NULL};
        struct ArrowArray table = {(int64_t)c->rows, 0, 0, 1, 1, none, arrays, NULL, released_array, NULL};
        to_arrow(c, s);
        require(hotline_columns_add_arrow(to, &table, &table_schema, &failure), s->name);
        return;
    }
    require(hotline_columns_add(to, c, &failure), s->name);
}

/* ---- each kind ---- */

int64_t random_values[RANDOM_ROWS_MOST];

void random_integers(hotline_columns *to, const char *name, int is_signed) {
    hotline_column c;
    store *s = begin_column(&c, name);
    c.type = (is_signed ? HOTLINE_COLUMN_INT8 : random_once_in(2) ? HOTLINE_COLUMN_UINT8 : HOTLINE_COLUMN_INT8) + (int32_t)random_chance(4);
    for (uint32_t i = 0; i < random_row_count; i++) {
        put_integer(&c, s, i, random_values[i] != ABSENT ? random_values[i] : 77);
    }
    put_nulls(&c, s, random_values, 99);
    end_column(to, &c, s);
}

void random_flags(hotline_columns *to, const char *name) {
    hotline_column c;
    store *s;
    if (random_once_in(2)) {
        random_integers(to, name, 0);
        return;
    }
    s = begin_column(&c, name);
    c.type = HOTLINE_COLUMN_BITS;
    for (uint32_t i = 0; i < random_row_count; i++) {
        put_bit(s->data, c.offset + i, random_values[i] != ABSENT ? random_values[i] != 0 : (int)random_chance(2));
    }
    put_nulls(&c, s, random_values, ABSENT);
    end_column(to, &c, s);
}

void random_times(hotline_columns *to, const char *name) {
    static const int64_t finer[] = {0, 0, 0, 1, 1000, 1000000};
    hotline_column c;
    store *s = begin_column(&c, name);
    c.time = HOTLINE_COLUMN_SECONDS + (int32_t)random_chance(4);
    c.local = random_once_in(2) ? 1 : 0;
    c.type = c.time == HOTLINE_COLUMN_SECONDS && random_once_in(2) ? HOTLINE_COLUMN_UINT32 : HOTLINE_COLUMN_INT64;
    for (uint32_t i = 0; i < random_row_count; i++) {
        int64_t ms = random_values[i] == ABSENT ? 0 : random_values[i] + (c.local ? ZONE_MS : 0);
        put_integer(&c, s, i,
                    c.time == HOTLINE_COLUMN_SECONDS ? ms / 1000 : ms * finer[c.time] + (finer[c.time] - 1 > 0 ? random_chance(1000) : 0));
    }
    put_nulls(&c, s, random_values, 0);
    end_column(to, &c, s);
}

void random_dates(hotline_columns *to, const char *name) {
    hotline_column c;
    store *s;
    if (random_once_in(3)) { /* some moment of the day */
        for (uint32_t i = 0; i < random_row_count; i++) {
            random_values[i] =
                random_values[i] == ABSENT ? ABSENT : random_values[i] * DAY_MS - ZONE_MS + (int64_t)random_chance(86400) * 1000;
        }
        random_times(to, name);
        return;
    }
    s = begin_column(&c, name);
    c.time = HOTLINE_COLUMN_DAYS;
    c.type = random_once_in(2) ? HOTLINE_COLUMN_INT32 : random_once_in(2) ? HOTLINE_COLUMN_UINT16 : HOTLINE_COLUMN_INT64;
    for (uint32_t i = 0; i < random_row_count; i++) {
        put_integer(&c, s, i, random_values[i] != ABSENT ? random_values[i] : 3);
    }
    put_nulls(&c, s, random_values, 0);
    end_column(to, &c, s);
}

static void put_place(hotline_column *c, store *s, uint64_t i, int64_t place) {
    int32_t small = (int32_t)place;
    if (c->type == HOTLINE_COLUMN_TEXT32) {
        memcpy(s->data + (c->offset + i) * 4, &small, 4);
    } else {
        memcpy(s->data + (c->offset + i) * 8, &place, 8);
    }
}

static void plain_texts(hotline_columns *to, const char *name, const char *const *from) {
    hotline_column c;
    store *s = begin_column(&c, name);
    int64_t place = 0;
    c.type = random_once_in(2) ? HOTLINE_COLUMN_TEXT32 : HOTLINE_COLUMN_TEXT64;
    c.bytes = s->bytes;
    for (uint64_t i = 0; i < c.offset; i++) {
        memset(s->data + i * (c.type == HOTLINE_COLUMN_TEXT32 ? 4 : 8), 0, c.type == HOTLINE_COLUMN_TEXT32 ? 4 : 8);
    }
    put_place(&c, s, 0, 0);
    for (uint32_t i = 0; i < random_row_count; i++) {
        const char *text = random_values[i] == ABSENT ? (random_once_in(2) ? "" : "x") : from[random_values[i]];
        memcpy(s->bytes + place, text, strlen(text));
        place += (int64_t)strlen(text);
        put_place(&c, s, i + 1, place);
    }
    c.bytes_len = (size_t)place;
    c.validity = s->validity;
    for (uint32_t i = 0; i < random_row_count; i++) {
        put_bit(s->validity, c.offset + i, random_values[i] != ABSENT);
    }
    end_column(to, &c, s);
}

static void dictionary(hotline_columns *to, const char *name, const char *const *from, uint32_t count) {
    hotline_column c;
    store *s = begin_column(&c, name);
    uint32_t turn = random_chance(count);
    int32_t place = 0;
    c.type = HOTLINE_COLUMN_INT8 + (int32_t)random_chance(8);
    c.words_type = random_once_in(2) ? HOTLINE_COLUMN_TEXT32 : HOTLINE_COLUMN_TEXT64;
    c.words = c.words_type == HOTLINE_COLUMN_TEXT32 ? (const void *)s->words32 : s->words64;
    c.word_count = count;
    c.bytes = s->word_bytes;
    for (uint32_t k = 0; k <= count; k++) {
        const char *word = k < count ? from[(k + turn) % count] : "";
        s->words32[k] = place;
        s->words64[k] = place;
        memcpy(s->word_bytes + place, word, strlen(word));
        place += (int32_t)strlen(word);
    }
    c.bytes_len = (size_t)place;
    for (uint32_t i = 0; i < random_row_count; i++) {
        put_integer(&c, s, i, random_values[i] != ABSENT ? (random_values[i] + count - turn) % count : 55);
    }
    put_nulls(&c, s, random_values, 44);
    end_column(to, &c, s);
}

void random_words(hotline_columns *to, const char *name, const char *const *from, uint32_t count) {
    if (random_once_in(2)) {
        plain_texts(to, name, from);
    } else {
        dictionary(to, name, from, count);
    }
}

/* numbers: the rulebook's number of each of the values. */
void random_choices(hotline_columns *to, const char *name, const char *const *from, uint32_t count) {
    if (random_once_in(3)) {
        random_integers(to, name, 0);
    } else {
        random_words(to, name, from, count);
    }
}

/* An event as a moment, or as a flag where nothing asks when. */
void random_events(hotline_columns *to, const char *name, int flag_will_do) {
    if (flag_will_do && random_once_in(2)) {
        for (uint32_t i = 0; i < random_row_count; i++) {
            random_values[i] = random_values[i] != ABSENT;
        }
        random_flags(to, name);
    } else {
        random_times(to, name);
    }
}
