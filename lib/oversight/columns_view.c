/* SPDX-License-Identifier: MIT */
/*
 * How a column may be read: as which types, with which values being good, and what a range of days, moments or numbers is in its own
 * numbers. It refuses to look at a cell.
 */
#include "columns_impl.h"

#include <string.h>

enum { VIEW_DAYS_NS = 106750 };

/* ---- does a column fit a reading ---- */

enum { FITS_FLAG = 1, FITS_NUMBER = 2, FITS_WORDS = 4, FITS_DATE = 8, FITS_TIME = 16 };

/* What a column is, as one of the FITS_. */
static uint32_t view_kind(const table_column *c) {
    if (c->form == FORM_BITS) {
        return FITS_FLAG;
    }
    if (c->form == FORM_TEXT || c->words != NULL) {
        return c->form == FORM_OTHER ? 0 : FITS_WORDS;
    }
    if (c->form == FORM_OTHER) {
        return 0;
    }
    if (c->time == HOTLINE_COLUMN_NO_TIME) {
        return FITS_NUMBER;
    }
    return hotline__columns_is_date(c) ? FITS_DATE : FITS_TIME;
}

static const struct view_need {
    uint32_t fits;
    const char *what;
} view_needs[] = {
    /* By reading. */
    {FITS_FLAG | FITS_NUMBER, "a flag: bits, or integers 0 and 1"},
    {FITS_NUMBER, "integers"},
    {FITS_DATE | FITS_TIME, "dates or times"},
    {FITS_TIME, "times"},
    {FITS_DATE | FITS_TIME, "dates or times"},
    {FITS_NUMBER | FITS_WORDS, "names of values, or their numbers"},
    {FITS_NUMBER, "sets of values, as bits of an integer"},
    {FITS_WORDS, "texts, or integers with words"},
    {FITS_WORDS, "texts, or integers with words"},
};

static hotline_status view_misfit(const columns_plan *p, const column_view *v) {
    hotline__columns_refuse(p->error, HOTLINE_ERROR_ARGUMENT, v->from->name, " is read as ");
    hotline__error_add(p->error, view_needs[v->reading].what);
    if (v->from->form == FORM_OTHER) {
        hotline__error_add(p->error, ", and comes in a format that is not read: ");
        hotline__error_add_quoted(p->error, hotline__text(v->from->other));
    } else {
        hotline__error_add(p->error, ", and does not hold such");
    }
    return HOTLINE_ERROR_ARGUMENT;
}

/* ---- ranges ---- */

static int64_t view_multiply(int64_t a, int64_t b) {
    int64_t product = 0;
    return hotline__multiply64(a, b, &product) ? product : (a < 0) == (b < 0) ? INT64_MAX : INT64_MIN;
}

static int64_t view_add(int64_t a, int64_t b) {
    int64_t sum = 0;
    return hotline__add64(a, b, &sum) ? sum : a < 0 ? INT64_MIN : INT64_MAX;
}

/* Closed. */
typedef struct view_range {
    int64_t least, most;
} view_range;

/* The numbers that a column can hold; beyond INT64_MAX none is good. */
static view_range view_limits(const table_column *c) {
    uint32_t bits = c->width * 8u;
    int64_t most = (int64_t)(UINT64_MAX >> (c->is_signed || bits == 64 ? 65 - bits : 64 - bits));
    view_range out;
    out.least = c->is_signed ? -most - 1 : 0;
    out.most = bits == 64 ? INT64_MAX : most;
    return out;
}

/* Days as the moments of that day. */
static view_range view_days_to_moments(view_range r, int64_t offset) {
    view_range out;
    out.least = view_add(view_multiply(r.least, HOTLINE_DAY_MS), -offset);
    out.most = r.most == INT64_MAX ? r.most : view_add(view_multiply(view_add(r.most, 1), HOTLINE_DAY_MS), -offset - 1);
    return out;
}

/* Moments as the days whose beginnings lie in the range. */
static view_range view_moments_to_days(view_range r, int64_t offset) {
    view_range out;
    out.least = r.least == INT64_MIN ? r.least : view_add(hotline__floor64(view_add(r.least, offset - 1), HOTLINE_DAY_MS), 1);
    out.most = hotline__floor64(view_add(r.most, offset), HOTLINE_DAY_MS);
    return out;
}

static view_range view_scale(view_range r, uint8_t unit) {
    view_range out = r;
    if (unit == HOTLINE_COLUMN_SECONDS) {
        out.least = hotline__floor64(view_add(r.least, 999), 1000);
        out.most = hotline__floor64(r.most, 1000);
    } else if (unit != HOTLINE_COLUMN_MILLISECONDS) {
        int64_t fine = unit == HOTLINE_COLUMN_NANOSECONDS ? 1000000 : 1000;
        out.least = view_multiply(r.least, fine);
        out.most = view_add(view_multiply(r.most, fine), fine - 1);
    }
    return out;
}

/* A range of a reading (days for a date, instants for a time or moment) in the column's own numbers. */
static view_range view_own(const columns_plan *p, const column_view *v, view_range r) {
    const table_column *c = v->from;
    int64_t offset = p->offset * HOTLINE_MINUTE_MS;
    if (c->time == HOTLINE_COLUMN_NO_TIME) {
        return r;
    }
    if (hotline__columns_is_date(c)) {
        r = v->reading == READ_DATE ? r : view_moments_to_days(r, offset);
        if (c->time == COLUMN_DATE_MS) {
            r = view_days_to_moments(r, 0);
        }
        return r;
    }
    if (v->reading == READ_DATE) {
        r = view_days_to_moments(r, c->local ? 0 : offset);
    } else if (c->local) {
        r.least = view_add(r.least, offset);
        r.most = view_add(r.most, offset);
    }
    return view_scale(r, c->time);
}

/* The part of a range that lies within limits; 0: none. */
static int view_clip(view_range r, view_range limits, uint64_t *from, uint64_t *reach) {
    r.least = r.least > limits.least ? r.least : limits.least;
    r.most = r.most < limits.most ? r.most : limits.most;
    *from = (uint64_t)r.least;
    *reach = (uint64_t)r.most - (uint64_t)r.least;
    return r.least <= r.most;
}

int hotline__columns_range(const columns_plan *p, const column_view *v, int64_t least, int64_t most, uint64_t *from, uint64_t *reach) {
    view_range r = {least, most};
    view_range numbers = {0, UINT32_MAX};
    if (v->wide) {
        view_range all = {INT64_MIN, INT64_MAX};
        return view_clip(r, all, from, reach);
    }
    if (v->from->form == FORM_TEXT || v->from->words != NULL) {
        return view_clip(r, numbers, from, reach);
    }
    return view_clip(view_own(p, v, r), view_limits(v->from), from, reach);
}

/* ---- which values are good ---- */

/* Of a column's integers that are no numbers of words, in the library's terms. */
static view_range view_good(const column_view *v) {
    int64_t choices = v->choices != NULL ? v->choices->count : 0;
    switch (v->reading) {
    case READ_FLAG:
        return (view_range){0, 1};
    case READ_DATE:
        return (view_range){HOTLINE_DAY_FIRST, HOTLINE_DAY_LAST};
    case READ_TIME:
    case READ_MOMENT:
        if (v->from->time == HOTLINE_COLUMN_NANOSECONDS) { /* as far as 64 bits reach */
            return (view_range){-VIEW_DAYS_NS * HOTLINE_DAY_MS, VIEW_DAYS_NS * HOTLINE_DAY_MS};
        }
        /* A day less at either end: what is left lies on a day that there is, at any offset. */
        return (view_range){(HOTLINE_DAY_FIRST + 1) * HOTLINE_DAY_MS, HOTLINE_DAY_LAST * HOTLINE_DAY_MS - 1};
    case READ_CHOICE:
        return (view_range){0, choices - 1};
    case READ_SET:
        return (view_range){0, choices < 63 ? ((int64_t)1 << choices) - 1 : INT64_MAX};
    default:
        return (view_range){INT64_MIN, INT64_MAX};
    }
}

/* Whether, and how, the column could hold a bad value. */
static void view_bound(const columns_plan *p, column_view *v) {
    const table_column *c = v->from;
    view_range limits = view_limits(c);
    view_range good;
    uint64_t all;
    if (c->form != FORM_INTEGER || (v->reading == READ_SET && c->width == 8 && v->choices->count >= FACT_VALUES_MAX)) {
        return;
    }
    if (c->words != NULL) {
        good = (view_range){0, (int64_t)c->word_count - 1};
    } else {
        good = view_own(p, v, view_good(v));
    }
    all = (uint64_t)limits.most - (uint64_t)limits.least;
    v->hopeless = !view_clip(good, limits, &v->least, &v->reach);
    v->bounded = v->hopeless || v->reach != all || (c->width == 8 && !c->is_signed);
}

/* ---- making ---- */

static hotline_status view_renumber(columns_plan *p, column_view *v) {
    const table_column *c = v->from;
    if (v->reading != READ_CHOICE || c->words == NULL) {
        return HOTLINE_OK;
    }
    v->renumbered = hotline__arena_take(&p->keep, ((size_t)c->word_count + 1) * sizeof *v->renumbered);
    if (v->renumbered == NULL) {
        return hotline__columns_no_memory(p->error);
    }
    v->renumbered[0] = WORD_NONE;
    for (uint64_t i = 0; i < c->word_count; i++) {
        text word = {NULL, 0};
        int32_t number = hotline__columns_word(c, i, &word) ? hotline__map_find(v->choices, word) : MAP_NONE;
        v->renumbered[i] = number != MAP_NONE ? (uint32_t)number : WORD_NONE;
    }
    return HOTLINE_OK;
}

/* The words of a dictionary stand one after another; an empty one is none. */
static hotline_status view_words(columns_plan *p, column_view *v) {
    const table_column *c = v->from;
    text word;
    if (c->words == NULL) {
        return HOTLINE_OK;
    }
    v->blank = hotline__arena_take_zeroed(&p->keep, (size_t)c->word_count + 1, 1);
    if (v->blank == NULL) {
        return hotline__columns_no_memory(p->error);
    }
    for (uint64_t i = 0; i < c->word_count; i++) {
        if (!hotline__columns_word(c, i, &word)) {
            return hotline__columns_refuse(p->error, HOTLINE_ERROR_ARGUMENT, c->name, " has words whose places contradict one another");
        }
        v->blank[i] = word.len == 0;
        v->has_blank |= word.len == 0;
    }
    return HOTLINE_OK;
}

/* What the loaded elements are. */
static void view_shape(column_view *v) {
    const table_column *c = v->from;
    int has_words = c->form == FORM_TEXT || c->words != NULL;
    v->width = c->form == FORM_BITS ? 1 : c->width;
    v->is_signed = c->is_signed;
    if (v->wide) {
        v->width = 8;
        v->is_signed = 1;
    } else if (has_words) {
        v->width = v->reading != READ_CHOICE && c->words == NULL ? sizeof(text) : 4;
        v->is_signed = 0;
    }
    v->nullable = c->validity != NULL || c->has_null || c->form == FORM_TEXT || v->has_blank;
}

static hotline_status view_make(columns_plan *p, const column_view *wanted, column_view *v) {
    *v = *wanted;
    HOTLINE_TRY(view_words(p, v));
    view_shape(v);
    view_bound(p, v);
    HOTLINE_TRY(view_renumber(p, v));
    v->room = hotline__arena_take_zeroed(&p->keep, COLUMNS_BLOCK, sizeof(text) > 8 ? sizeof(text) : 8);
    v->raw = hotline__arena_take_zeroed(&p->keep, COLUMNS_BLOCK, 8);
    v->has = hotline__arena_take(&p->keep, COLUMNS_BLOCK);
    return v->room != NULL && v->raw != NULL && v->has != NULL ? HOTLINE_OK : hotline__columns_no_memory(p->error);
}

static int view_alike(const column_view *a, const column_view *b) {
    return a->from == b->from && a->reading == b->reading && a->choices == b->choices && a->wide == b->wide && a->instead == b->instead;
}

hotline_status hotline__columns_view(columns_plan *p, const column_view *wanted, column_view **out) {
    column_view *v;
    for (uint32_t i = 0; i < p->view_count; i++) {
        if (view_alike(p->views[i], wanted)) {
            *out = p->views[i];
            return HOTLINE_OK;
        }
    }
    if ((view_needs[wanted->reading].fits & view_kind(wanted->from)) == 0) {
        return view_misfit(p, wanted);
    }
    v = hotline__arena_take_zeroed(&p->keep, 1, sizeof *v);
    if (v == NULL || !hotline__arena_grow(&p->keep, &p->views, p->view_count, &p->view_capacity, sizeof *p->views)) {
        return hotline__columns_no_memory(p->error);
    }
    HOTLINE_TRY(view_make(p, wanted, v));
    p->views[p->view_count++] = v;
    *out = v;
    return HOTLINE_OK;
}
