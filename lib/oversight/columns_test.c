/* SPDX-License-Identifier: MIT */
/*
 * The loops over a block: one test of a condition for COLUMNS_BLOCK rows, as a byte of verdict each. Every loop has a fixed length and no
 * branch, for compilers to do many rows at once. It refuses to know columns' names and what a test stands for.
 */
#include "columns_impl.h"

#include <string.h>

/*
 * A closed range of numbers, signed or not, by one comparison without sign. least and reach are cut to the width, as the numbers are.
 */
#define COLUMNS_KERNELS(T, BITS)                                                                                                           \
  static void test_range_##BITS(const void *from, uint64_t least, uint64_t reach, uint8_t yes, uint8_t no, uint8_t *restrict out) {        \
    const T *restrict a = from;                                                                                                            \
    T first = (T)least;                                                                                                                    \
    T most = (T)reach;                                                                                                                     \
    for (size_t j = 0; j < COLUMNS_BLOCK; j++) {                                                                                           \
      out[j] = (T)(a[j] - first) <= most ? yes : no;                                                                                       \
    }                                                                                                                                      \
  }                                                                                                                                        \
  static void test_mask_##BITS(const void *from, uint64_t bits, uint8_t yes, uint8_t no, uint8_t *restrict out) {                          \
    const T *restrict a = from;                                                                                                            \
    T mask = (T)bits;                                                                                                                      \
    for (size_t j = 0; j < COLUMNS_BLOCK; j++) {                                                                                           \
      out[j] = (a[j] & mask) != 0 ? yes : no;                                                                                              \
    }                                                                                                                                      \
  }                                                                                                                                        \
  static void test_set_##BITS(const void *from, uint64_t set, uint8_t yes, uint8_t no, uint8_t *restrict out) {                            \
    const T *restrict a = from;                                                                                                            \
    for (size_t j = 0; j < COLUMNS_BLOCK; j++) {                                                                                           \
      out[j] = a[j] < 64 && (set >> (a[j] & 63) & 1) != 0 ? yes : no;                                                                      \
    }                                                                                                                                      \
  }                                                                                                                                        \
  static void test_less_##BITS(const void *left, const void *right, uint64_t sign, uint8_t yes, uint8_t no, uint8_t *restrict out) {       \
    const T *restrict a = left;                                                                                                            \
    const T *restrict b = right;                                                                                                           \
    T flip = (T)sign;                                                                                                                      \
    for (size_t j = 0; j < COLUMNS_BLOCK; j++) {                                                                                           \
      out[j] = (T)(a[j] ^ flip) < (T)(b[j] ^ flip) ? yes : no;                                                                             \
    }                                                                                                                                      \
  }                                                                                                                                        \
  static void test_equal_##BITS(const void *left, const void *right, uint8_t yes, uint8_t no, uint8_t *restrict out) {                     \
    const T *restrict a = left;                                                                                                            \
    const T *restrict b = right;                                                                                                           \
    for (size_t j = 0; j < COLUMNS_BLOCK; j++) {                                                                                           \
      out[j] = a[j] == b[j] ? yes : no;                                                                                                    \
    }                                                                                                                                      \
  }                                                                                                                                        \
  static void test_number_##BITS(const void *from, uint32_t *restrict out) {                                                               \
    const T *restrict a = from;                                                                                                            \
    for (size_t j = 0; j < COLUMNS_BLOCK; j++) {                                                                                           \
      out[j] = (uint32_t)a[j];                                                                                                             \
    }                                                                                                                                      \
  }                                                                                                                                        \
  static void test_widen_##BITS(const void *from, int64_t *restrict out) {                                                                 \
    const T *restrict a = from;                                                                                                            \
    for (size_t j = 0; j < COLUMNS_BLOCK; j++) {                                                                                           \
      out[j] = (int64_t)a[j];                                                                                                              \
    }                                                                                                                                      \
  }                                                                                                                                        \
  static void test_widen_signed_##BITS(const void *from, int64_t *restrict out) {                                                          \
    const int##BITS##_t *restrict a = from;                                                                                                \
    for (size_t j = 0; j < COLUMNS_BLOCK; j++) {                                                                                           \
      out[j] = a[j];                                                                                                                       \
    }                                                                                                                                      \
  }

COLUMNS_KERNELS(uint8_t, 8)
COLUMNS_KERNELS(uint16_t, 16)
COLUMNS_KERNELS(uint32_t, 32)
COLUMNS_KERNELS(uint64_t, 64)

/* The loops for one width. */
typedef struct test_loops {
    void (*range)(const void *from, uint64_t least, uint64_t reach, uint8_t yes, uint8_t no, uint8_t *restrict out);
    void (*mask)(const void *from, uint64_t bits, uint8_t yes, uint8_t no, uint8_t *restrict out);
    void (*set)(const void *from, uint64_t set, uint8_t yes, uint8_t no, uint8_t *restrict out);
    void (*less)(const void *left, const void *right, uint64_t sign, uint8_t yes, uint8_t no, uint8_t *restrict out);
    void (*equal)(const void *left, const void *right, uint8_t yes, uint8_t no, uint8_t *restrict out);
    void (*number)(const void *from, uint32_t *restrict out);
    void (*widen[2])(const void *from, int64_t *restrict out); /* by is_signed */
} test_loops;

#define COLUMNS_LOOPS(BITS)                                                                                                                \
  {                                                                                                                                        \
    test_range_##BITS, test_mask_##BITS, test_set_##BITS, test_less_##BITS, test_equal_##BITS, test_number_##BITS, {                       \
      test_widen_##BITS, test_widen_signed_##BITS                                                                                          \
    }                                                                                                                                      \
  }

static const test_loops *test_loops_of(uint8_t width) {
    static const test_loops loops[] = {COLUMNS_LOOPS(8), COLUMNS_LOOPS(16), COLUMNS_LOOPS(32), COLUMNS_LOOPS(64)};
    return &loops[width == 1 ? 0 : width == 2 ? 1 : width == 4 ? 2 : 3];
}

void hotline__columns_in_range(uint8_t width, const void *data, uint64_t least, uint64_t reach, uint8_t yes, uint8_t no, uint8_t *out) {
    test_loops_of(width)->range(data, least, reach, yes, no, out);
}

void hotline__columns_number(uint8_t width, const void *data, uint32_t *out) {
    test_loops_of(width)->number(data, out);
}

void hotline__columns_widen(uint8_t width, uint8_t is_signed, const void *data, int64_t *out) {
    test_loops_of(width)->widen[is_signed != 0](data, out);
}

/* ---- texts ---- */

static void test_table(const column_test *t) {
    const uint32_t *word = t->a->data;
    for (size_t j = 0; j < COLUMNS_BLOCK; j++) {
        t->says[j] = t->table[word[j]];
    }
}

static void test_text(const column_test *t) {
    const text *a = t->a->data;
    for (size_t j = 0; j < COLUMNS_BLOCK; j++) {
        int holds = t->under ? hotline__code_under(a[j], t->words) : hotline__text_equal(a[j], t->words);
        t->says[j] = holds ? t->yes : t->no;
    }
}

/* The text in a row of either kind of view, or what stands instead of none; 0: nothing does. */
static int test_text_at(const column_view *v, const value *instead, size_t j, text *out) {
    const table_column *c = v->from;
    if (v->nullable && v->has[j] == SAYS_NO) {
        *out = instead->words;
        return instead->kind != 0;
    }
    if (c->words != NULL) {
        return hotline__columns_text(c->words, c->word_width, c->bytes, c->bytes_len, ((const uint32_t *)v->data)[j], out);
    }
    *out = ((const text *)v->data)[j];
    return 1;
}

static void test_texts(const column_test *t) {
    for (size_t j = 0; j < COLUMNS_BLOCK; j++) {
        text a;
        text b;
        int both = test_text_at(t->a, &t->instead, j, &a) && test_text_at(t->b, &t->instead_b, j, &b);
        t->says[j] = !both ? t->none : hotline__text_equal(a, b) ? t->yes : t->no;
    }
}

/* ---- one test ---- */

static void test_none(const uint8_t *restrict has, uint8_t none, uint8_t *restrict says) {
    for (size_t j = 0; j < COLUMNS_BLOCK; j++) {
        says[j] = has[j] != SAYS_NO ? says[j] : none;
    }
}

static void test_run(const column_test *t) {
    const test_loops *loops = test_loops_of(t->a->width);
    const void *a = t->a->data;
    uint64_t sign = t->a->is_signed ? UINT64_C(1) << (t->a->width * 8 - 1) : 0;
    switch (t->kind) {
    case ASK_RANGE:
        loops->range(a, t->least, t->reach, t->yes, t->no, t->says);
        break;
    case ASK_MASK:
        loops->mask(a, t->least, t->yes, t->no, t->says);
        break;
    case ASK_SET:
        loops->set(a, t->least, t->yes, t->no, t->says);
        break;
    case ASK_LESS:
        loops->less(a, t->b->data, sign, t->yes, t->no, t->says);
        break;
    case ASK_EQUAL:
        loops->equal(a, t->b->data, t->yes, t->no, t->says);
        break;
    case ASK_TABLE:
        test_table(t);
        break;
    case ASK_TEXT:
        test_text(t);
        break;
    default:
        memset(t->says, SAYS_YES, COLUMNS_BLOCK); /* ASK_HAS where none lacks */
        break;
    }
}

hotline_status hotline__columns_test(columns_plan *p, column_test *t) {
    if (t->block == p->block) {
        return HOTLINE_OK;
    }
    t->block = p->block;
    HOTLINE_TRY(hotline__columns_load(p, t->a));
    if (t->b != NULL) {
        HOTLINE_TRY(hotline__columns_load(p, t->b));
    }
    if (t->kind == ASK_TEXTS) {
        test_texts(t);
        return HOTLINE_OK;
    }
    if (t->kind == ASK_HAS && t->a->nullable) {
        t->says = t->a->has;
        return HOTLINE_OK;
    }
    test_run(t);
    if (t->a->nullable && t->a->instead == NULL) {
        test_none(t->a->has, t->none, t->says);
    }
    if (t->b != NULL && t->b->nullable && t->b->instead == NULL) {
        test_none(t->b->has, t->none, t->says);
    }
    return HOTLINE_OK;
}
