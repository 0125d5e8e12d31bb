/* SPDX-License-Identifier: MIT */
/*
 * Runs all trials of a store and reports on each. It refuses to know what any of them tries.
 */
#include "store_check_impl.h"

typedef struct report_row {
    const store_trial *of;
    int passed;
    text seen;
} report_row;

struct hotline_store_report {
    const hotline_context *context;
    int32_t language;
    arena kept;
    report_row *rows;
    uint32_t count;
};

static const store_trial *const report_trials[] = {hotline__trials_append, hotline__trials_id,     hotline__trials_conflict,
                                                   hotline__trials_erase,  hotline__trials_notice, hotline__trials_moment,
                                                   hotline__trials_wake,   hotline__trials_shared};
enum { REPORT_LISTS = sizeof report_trials / sizeof report_trials[0] };

static uint32_t report_trial_count(void) {
    uint32_t count = 0;
    for (size_t i = 0; i < REPORT_LISTS; i++) {
        for (const store_trial *t = report_trials[i]; t->name != NULL; t++) {
            count++;
        }
    }
    return count;
}

static hotline_status report_make(const hotline_context *context, int32_t language, hotline_store_report **out) {
    hotline_store_report *made = hotline__allocate_zeroed(context, 1, sizeof *made);
    if (made == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    made->context = context;
    made->language = language;
    hotline__arena_init(&made->kept, context);
    made->rows = hotline__arena_take_zeroed(&made->kept, report_trial_count(), sizeof *made->rows);
    if (made->rows == NULL) {
        hotline_store_report_free(made);
        return HOTLINE_ERROR_MEMORY;
    }
    *out = made;
    return HOTLINE_OK;
}

static hotline_status report_add(hotline_store_report *report, const store_trial *of, int passed, const buffer *seen) {
    report_row *row = &report->rows[report->count++];
    row->of = of;
    row->passed = passed;
    HOTLINE_TRY(seen->status);
    row->seen = hotline__arena_text(&report->kept, hotline__buffer_text(seen));
    return row->seen.at != NULL ? HOTLINE_OK : HOTLINE_ERROR_MEMORY;
}

static hotline_status report_try(store_check *c, const store_trial *of, hotline_store_report *report) {
    int passed = 0;
    c->name = of->name;
    hotline__arena_reset(&c->work);
    hotline__buffer_clear(&c->seen);
    if (hotline__trial_open(c, 0)) {
        passed = of->run(c);
    }
    hotline__trial_close(c);
    HOTLINE_TRY(c->status);
    return report_add(report, of, passed, &c->seen);
}

static hotline_status report_try_all(store_check *c, hotline_store_report *report) {
    for (size_t i = 0; i < REPORT_LISTS; i++) {
        for (const store_trial *t = report_trials[i]; t->name != NULL; t++) {
            HOTLINE_TRY(report_try(c, t, report));
        }
    }
    return HOTLINE_OK;
}

static hotline_status report_verdict(const hotline_store_report *report) {
    for (uint32_t i = 0; i < report->count; i++) {
        if (!report->rows[i].passed) {
            return HOTLINE_REFUSED;
        }
    }
    return HOTLINE_OK;
}

hotline_status hotline_store_check(const hotline_context *context, hotline_store_open_fn open, void *user, int32_t language,
                                   hotline_store_report **out) {
    hotline_store_report *report;
    hotline_status status;
    store_check c;
    if (context == NULL || open == NULL || out == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    HOTLINE_TRY(report_make(context, language, &report));
    memset(&c, 0, sizeof c);
    c.context = context;
    c.open = open;
    c.user = user;
    c.language = language;
    hotline__arena_init(&c.work, context);
    hotline__buffer_init(&c.shown, context);
    hotline__buffer_init(&c.seen, context);
    status = report_try_all(&c, report);
    hotline__arena_free(&c.work);
    hotline__buffer_free(&c.shown);
    hotline__buffer_free(&c.seen);
    if (status < 0) {
        hotline_store_report_free(report);
        return status;
    }
    *out = report;
    return report_verdict(report);
}

size_t hotline_store_report_count(const hotline_store_report *report) {
    return report != NULL ? report->count : 0;
}

hotline_status hotline_store_report_at(const hotline_store_report *report, size_t index, hotline_store_trial *out) {
    const report_row *row;
    if (report == NULL || out == NULL || out->struct_size < sizeof *out) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (index >= report->count) {
        return HOTLINE_ERROR_NOT_FOUND;
    }
    row = &report->rows[index];
    out->passed = row->passed;
    out->name = row->of->name;
    out->name_len = strlen(out->name);
    out->promise = report->language == HOTLINE_LANGUAGE_ZH ? row->of->zh : row->of->en;
    out->promise_len = strlen(out->promise);
    out->seen = row->seen.at;
    out->seen_len = row->seen.len;
    return HOTLINE_OK;
}

void hotline_store_report_free(hotline_store_report *report) {
    if (report != NULL) {
        hotline__arena_free(&report->kept);
        hotline__release(report->context, report, sizeof *report);
    }
}
