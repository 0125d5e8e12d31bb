/* SPDX-License-Identifier: MIT */
/* The trials of a store with each allocation failing: no memory is an answer of its own, never a broken promise, and nothing is left. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "../support/memory_defect.h"
#include "fault_trial.h"

enum { SHOWN = 20000 };

struct world {
    fault_memory memory;
    hotline_context *context;
    hotline_store_report *report;
};

static void begin(world *w) {
    memset(w, 0, sizeof *w);
    assert_int_equal(fault_context(&w->memory, &w->context), HOTLINE_OK);
}

/* Of a store of its own each time: what was half done before is not in the way. A refusal is an answer, too. */
static hotline_status tell(world *w, int32_t defect, hotline_status wanted) {
    memory_data *data = memory_data_new();
    hotline_store_report *report = NULL;
    hotline_status status;
    memory_data_break(data, defect, 0);
    status = hotline_store_check(w->context, memory_store_open, data, HOTLINE_LANGUAGE_ZH, &report);
    memory_data_free(data);
    if (status >= 0) {
        assert_int_equal(status, wanted);
        hotline_store_report_free(w->report);
        w->report = report;
        return HOTLINE_OK;
    }
    assert_null(report);
    return status;
}

static hotline_status tell_kept(world *w) {
    return tell(w, DEFECT_NONE, HOTLINE_OK);
}

static hotline_status tell_broken(world *w) {
    return tell(w, DEFECT_EMPTY_IGNORED, HOTLINE_REFUSED);
}

static size_t show(const world *w, void *out) {
    size_t len = 0;
    for (size_t i = 0; i < hotline_store_report_count(w->report); i++) {
        hotline_store_trial t;
        memset(&t, 0, sizeof t);
        t.struct_size = sizeof t;
        assert_int_equal(hotline_store_report_at(w->report, i, &t), HOTLINE_OK);
        len += (size_t)snprintf((char *)out + len, SHOWN - len, "%s %d %s %s\n", t.name, (int)t.passed, t.promise, t.seen);
        assert_true(len < SHOWN);
    }
    return len;
}

static void end(world *w) {
    hotline_store_report_free(w->report);
    hotline_context_free(w->context);
}

int main(void) {
    static world w;
    static const step steps[] = {{"kept", tell_kept}, {"broken", tell_broken}};
    fault_trial t;
    memset(&t, 0, sizeof t);
    t.w = &w;
    t.memory = &w.memory;
    t.steps = steps;
    t.count = sizeof steps / sizeof steps[0];
    t.most = 2000;
    t.all_take = 1;
    t.shown_size = SHOWN;
    t.begin = begin;
    t.show = show;
    t.end = end;
    return fault_run(&t, 20, NULL, NULL);
}
