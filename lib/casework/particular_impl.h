/* SPDX-License-Identifier: MIT */
/* Particulars (具体事实) of a text: dates, amounts, places, documents, phones, measures taken. */
#ifndef HOTLINE_CASEWORK_PARTICULAR_IMPL_H
#define HOTLINE_CASEWORK_PARTICULAR_IMPL_H

#include "dateword_impl.h"
#include "phone_impl.h"
#include "wording_impl.h"

typedef enum particular_kind {
    PARTICULAR_DATE,
    PARTICULAR_AMOUNT,   /* a number with its measure word */
    PARTICULAR_PLACE,    /* a name that ends as places do */
    PARTICULAR_DOCUMENT, /* 《...》, 〔2021〕5号, 第三条 */
    PARTICULAR_PHONE,
    PARTICULAR_MEASURE
} particular_kind;

typedef struct particular {
    span at;
    uint8_t kind;
} particular;

typedef struct particular_list {
    particular *items;
    uint32_t count, capacity;
} particular_list;

/* All of a passage, kind by kind, each kind in order. `hits`: of the library's wording in it. */
hotline_status hotline__particulars_find(arena *a, const passage *p, hotline_day today, const wording_hits *hits, particular_list *out);
/* How many of them say something different: the same words twice count once, measures do not count. PARTICULARS_UNKNOWN without memory. */
#define PARTICULARS_UNKNOWN UINT32_MAX
uint32_t hotline__particulars_distinct(const passage *p, const particular_list *list, const hotline_context *context);

#endif
