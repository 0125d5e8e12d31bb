/* SPDX-License-Identifier: MIT */
/*
 * The kinds of periods: by their public numbers, by a policy's spans, and where a policy says how they begin. It refuses to know where that is.
 */
#include "period_impl.h"

/* By HOTLINE_PERIOD_*. */
static const uint8_t period_spans[PERIOD_KINDS] = {SPAN_NONE, SPAN_WEEK, SPAN_MONTH, SPAN_DAY, SPAN_QUARTER, SPAN_YEAR};

uint8_t hotline__period_span(int32_t kind) {
    return kind > 0 && kind < PERIOD_KINDS ? period_spans[kind] : (uint8_t)SPAN_NONE;
}

int32_t hotline__period_kind(uint8_t span) {
    int32_t kind = PERIOD_KINDS - 1;
    while (kind > 0 && period_spans[kind] != span) {
        kind--;
    }
    return kind;
}

const char *hotline__period_path(uint8_t span) {
    static const char *const paths[] = {"periods",       "periods",       "periods.day",  "periods.week",
                                        "periods.month", "periods.month", "periods.month"}; /* by duty_span */
    return paths[span];
}
