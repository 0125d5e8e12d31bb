/* SPDX-License-Identifier: MIT */
/*
 * The kinds of periods by their public numbers and by the policy's spans. It refuses to know where a period begins.
 */
#include "tally_impl.h"

/* By HOTLINE_PERIOD_*. */
static const uint8_t tally_spans[TALLY_KINDS] = {SPAN_NONE, SPAN_WEEK, SPAN_MONTH, SPAN_DAY, SPAN_QUARTER, SPAN_YEAR};

uint8_t hotline__tally_span(int32_t kind) {
    return kind > 0 && kind < TALLY_KINDS ? tally_spans[kind] : (uint8_t)SPAN_NONE;
}

int32_t hotline__tally_kind(uint8_t every) {
    int32_t kind = TALLY_KINDS - 1;
    while (kind > 0 && tally_spans[kind] != every) {
        kind--;
    }
    return kind;
}
