/* SPDX-License-Identifier: MIT */
/* Charts as inline SVG: axes from zero, readable without colour, every point with its words. */
#ifndef HOTLINE_EXAMPLE_CHART_H
#define HOTLINE_EXAMPLE_CHART_H

#include "bulletin.h"

/* The course of a measure over the periods, the last one marked: rates from 0 to 100 %, or less where they never come near, counts from 0 to their most. */
void chart_trend(const bulletin *b, size_t row, size_t measure);
/* How long it took: finished ones filled, those not finished hatched on top of them. */
void chart_times(const bulletin *b, const bulletin_time *t);
/* A bar of `value` out of `most`, or of parts side by side. */
void chart_bar(const int64_t *parts, size_t count, int64_t most);
/* The patterns that the charts use: once a page. */
void chart_patterns(void);

#endif
