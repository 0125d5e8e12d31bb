/* SPDX-License-Identifier: MIT */
/*
 * Draws charts as inline SVG with coordinates that are whole numbers. It refuses to cut an axis, to join points over a gap, and to tell anything
 * by colour alone.
 */
#include "chart.h"

#include <stdio.h>

#include "bulletin_words.h"
#include "markup.h"
#include "output.h"
#include "rate.h"

/* How much of a length stands for `value` out of `most`. */
static int chart_share(int length, int64_t value, int64_t most) {
    while (most > 1000000) { /* so that nothing overflows */
        most /= 10;
        value /= 10;
    }
    return (int)(length * value / most);
}

/* ---- trend ---- */

enum { TREND_WIDTH = 3200, TREND_HEIGHT = 800, TREND_LEFT = 440, TREND_RIGHT = 3140, TREND_TOP = 80, TREND_BOTTOM = 610 };

/* A point's value out of the axis's end, or -1: none. */
static int64_t trend_value(const bulletin *b, size_t row, size_t measure, size_t period, bulletin_shown *s) {
    bulletin_show(b, row, measure, period, s);
    if (!b->measures[measure].comparable[period]) {
        return -1;
    }
    if (!s->is_rate) {
        return s->counts->num >= 0 ? s->counts->num : -1;
    }
    return s->has_rate && s->rate >= 0 ? s->rate : -1;
}

/* Where the axis of a rate ends: at 100 %, or, of one that is always small, at 10, 20 or 50 %. */
static int64_t trend_end(int64_t most) {
    static const int64_t ends[] = {100, 200, 500, 1000};
    size_t i;
    for (i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        if (most <= ends[i]) {
            return most == 1 ? 1000 : ends[i];
        }
    }
    return most;
}

static int64_t trend_most(const bulletin *b, size_t row, size_t measure) {
    bulletin_shown s;
    int64_t most = 1;
    size_t i;
    for (i = 0; i < b->period_count; i++) {
        int64_t value = trend_value(b, row, measure, i, &s);
        value = value < 0 && s.has_bounds ? s.high : value;
        most = value > most ? value : most;
    }
    return b->measures[measure].said.per != NULL ? trend_end(most) : most;
}

/* Periods run from the left, the earliest first. */
static int trend_x(const bulletin *b, size_t period) {
    int steps = b->period_count > 1 ? (int)b->period_count - 1 : 1;
    int step = (int)(b->period_count - 1 - period);
    return b->period_count == 1 ? (TREND_LEFT + TREND_RIGHT) / 2 : TREND_LEFT + (TREND_RIGHT - TREND_LEFT) * step / steps;
}

static int trend_y(int64_t value, int64_t most) {
    return TREND_BOTTOM - chart_share(TREND_BOTTOM - TREND_TOP, value, most);
}

static void trend_line(const bulletin *b, size_t row, size_t measure, int64_t most) {
    bulletin_shown s;
    int down = 0;
    size_t i;
    markup("<path class=\"line\" d=\"");
    for (i = b->period_count; i-- > 0;) {
        int64_t value = trend_value(b, row, measure, i, &s);
        if (value >= 0) {
            markup_f("%c%d %d", down ? 'L' : 'M', trend_x(b, i), trend_y(value, most));
        }
        down = value >= 0;
    }
    markup("\"/>");
}

/* Where facts are missing the rate lies somewhere in between. */
static void trend_span(const bulletin *b, size_t period, const bulletin_shown *s, int64_t most) {
    char low[RATE_TEXT];
    char high[RATE_TEXT];
    rate_show(s->low, 0, low);
    rate_show(s->high, 0, high);
    markup_f("<path class=\"span\" d=\"M%d %dV%d\"><title>%s %s–%s%%</title></path>", trend_x(b, period), trend_y(s->low, most) + 20,
             trend_y(s->high, most) - 20, b->periods[period].name, low, high);
}

static void trend_points(const bulletin *b, size_t row, size_t measure, int64_t most) {
    bulletin_shown s;
    sentence rate;
    sentence fraction;
    size_t i;
    for (i = b->period_count; i-- > 0;) {
        int64_t value = trend_value(b, row, measure, i, &s);
        if (value < 0 && s.has_bounds && b->measures[measure].comparable[i]) {
            trend_span(b, i, &s, most);
        }
        if (value < 0) {
            continue;
        }
        words_rate(b, measure, &s, &rate);
        words_fraction(b, measure, &s, &fraction);
        markup_f("<circle class=\"%s\" cx=\"%d\" cy=\"%d\" r=\"%d\"><title>%s %s %s</title></circle>", i == 0 ? "now" : "dot",
                 trend_x(b, i), trend_y(value, most), i == 0 ? 46 : 26, b->periods[i].name, rate.at, fraction.at);
    }
}

static void trend_axis(const bulletin *b, size_t measure, int64_t most) {
    int rate = b->measures[measure].said.per != NULL;
    markup_f("<path class=\"grid\" d=\"M%d %dH%dM%d %dH%d\"/>", TREND_LEFT - 60, TREND_TOP, TREND_WIDTH, TREND_LEFT - 60, TREND_BOTTOM,
             TREND_WIDTH);
    markup_f("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">0</text>", TREND_LEFT - 120, TREND_BOTTOM + 45);
    if (rate) {
        markup_f("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%lld%%</text>", TREND_LEFT - 120, TREND_TOP + 45, (long long)(most / 10));
    } else if (b->measures[measure].said.places == 0) {
        markup_f("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%lld</text>", TREND_LEFT - 120, TREND_TOP + 45, (long long)most);
    }
    markup_f("<text x=\"%d\" y=\"%d\">%s</text>", TREND_LEFT - 60, TREND_BOTTOM + 170, b->periods[b->period_count - 1].name);
    if (b->period_count > 1) {
        markup_f("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>", TREND_WIDTH, TREND_BOTTOM + 170, b->periods[0].name);
    }
}

void chart_trend(const bulletin *b, size_t row, size_t measure) {
    int64_t most = trend_most(b, row, measure);
    markup_f("<svg class=\"trend\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">", TREND_WIDTH, TREND_HEIGHT,
             output_say("course over the periods, from zero", "各期走势，纵轴自零起"));
    trend_axis(b, measure, most);
    trend_line(b, row, measure, most);
    trend_points(b, row, measure, most);
    markup("</svg>");
}

/* ---- times ---- */

enum { TIMES_WIDTH = 5200, TIMES_HEIGHT = 1120, TIMES_TOP = 190, TIMES_BOTTOM = 900, TIMES_GAP = 120 };

static int64_t times_most(const bulletin_time *t) {
    int64_t most = 1;
    size_t i;
    for (i = 0; i < t->bins; i++) {
        int64_t all = t->bin_finished[i] + t->bin_censored[i];
        most = all > most ? all : most;
    }
    return most;
}

static int times_height(int64_t value, int64_t most) {
    return chart_share(TIMES_BOTTOM - TIMES_TOP, value, most);
}

/* The last bin, of whatever took longer, stands apart. */
static int times_x(const bulletin_time *t, size_t bin) {
    int step = (TIMES_WIDTH - TIMES_GAP) / (int)t->bins;
    return step * (int)bin + (bin + 1 >= t->bins ? TIMES_GAP : 0);
}

static void times_bin(const bulletin *b, const bulletin_time *t, size_t i, int64_t most) {
    int width = (TIMES_WIDTH - TIMES_GAP) / (int)t->bins - 40;
    int done = times_height(t->bin_finished[i], most);
    int open = times_height(t->bin_censored[i], most);
    sentence from;
    words_minutes(b, t->width * (int64_t)i, &from);
    markup_f("<g><title>%s%s: %lld", i == 0 ? "0" : from.at, i + 1 < t->bins ? "+" : output_say(" or more", "以上"),
             (long long)t->bin_finished[i]);
    if (t->bin_censored[i] > 0) {
        markup_f(output_say(", not finished: %lld", "，未完成%lld"), (long long)t->bin_censored[i]);
    }
    markup("</title>");
    if (done > 0 || t->bin_finished[i] > 0) {
        markup_f("<rect class=\"done\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>", times_x(t, i), TIMES_BOTTOM - done, width,
                 done > 12 ? done : 12);
    }
    if (open > 0) {
        markup_f("<rect class=\"open\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>", times_x(t, i), TIMES_BOTTOM - done - open, width,
                 open);
    }
    markup("</g>");
}

static void times_label(const bulletin *b, const bulletin_time *t, size_t edge) {
    int last = edge + 1 >= t->bins;
    sentence at;
    words_minutes(b, t->width * (int64_t)edge, &at);
    markup_f("<text x=\"%d\" y=\"%d\"%s>%s%s</text>", last ? TIMES_WIDTH : times_x(t, edge), TIMES_BOTTOM + 170,
             last ? " text-anchor=\"end\"" : "", edge == 0 ? "0" : at.at, last ? output_say("+", "以上") : "");
}

void chart_times(const bulletin *b, const bulletin_time *t) {
    int64_t most = times_most(t);
    size_t i;
    markup_f("<svg class=\"times\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">", TIMES_WIDTH, TIMES_HEIGHT,
             output_say("how many took how long", "用时分布"));
    markup_f("<path class=\"grid\" d=\"M0 %dH%d\"/><text x=\"0\" y=\"%d\">%lld</text>", TIMES_BOTTOM, TIMES_WIDTH, TIMES_TOP - 40,
             (long long)most);
    for (i = 0; i < t->bins; i++) {
        times_bin(b, t, i, most);
    }
    times_label(b, t, 0);
    if (t->bins > 4) {
        times_label(b, t, t->bins / 2);
    }
    times_label(b, t, t->bins - 1);
    markup("</svg>");
}

/* ---- bars ---- */

enum { BAR_WIDTH = 2000, BAR_HEIGHT = 160 };

void chart_bar(const int64_t *parts, size_t count, int64_t most) {
    int64_t x = 0;
    size_t i;
    markup_f("<svg class=\"bar\" viewBox=\"0 0 %d %d\" preserveAspectRatio=\"none\" aria-hidden=\"true\">", BAR_WIDTH, BAR_HEIGHT);
    markup_f("<rect class=\"rail\" x=\"0\" y=\"0\" width=\"%d\" height=\"%d\"/>", BAR_WIDTH, BAR_HEIGHT);
    for (i = 0; i < count && most > 0; i++) {
        int64_t width = parts[i] > 0 ? (parts[i] < most ? parts[i] : most) * BAR_WIDTH / most : 0;
        markup_f("<rect class=\"part%d\" x=\"%lld\" y=\"0\" width=\"%lld\" height=\"%d\"/>", (int)(i % 4), (long long)x, (long long)width,
                 BAR_HEIGHT);
        x += width;
    }
    markup("</svg>");
}

void chart_patterns(void) {
    markup("<svg width=\"0\" height=\"0\" class=\"hidden\" aria-hidden=\"true\"><defs><pattern id=\"hatch\" width=\"90\" height=\"90\" "
           "patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect width=\"90\" height=\"90\" fill=\"#fff\"/>"
           "<rect width=\"38\" height=\"90\" fill=\"#7a4a12\"/></pattern></defs></svg>\n");
}
