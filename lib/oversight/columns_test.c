/* SPDX-License-Identifier: MIT */
/*
 * One test of a condition for the rows of a block, as a byte of verdict each. It refuses to know columns' names and what a test stands for.
 */
#include "columns_impl.h"

#include <string.h>

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
        return hotline__columns_word(c, ((const uint32_t *)v->data)[j], out);
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
    const column_loops *loops = hotline__columns_loops(t->a->width);
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
