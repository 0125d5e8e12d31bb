/* SPDX-License-Identifier: MIT */
/*
 * Findings about the tables of a duty that do not decide: no row holds, or several. It refuses to know what follows from that for the
 * duty: duty_judge.c says that it cannot be told.
 */
#include "duty_impl.h"

/* A gap or an overlap is told once for each instance and table, with the event at which it showed. */
void hotline__duty_tell_fault(matter *m, instance *in, uint8_t which, const char *path, table_fault fault, uint32_t event_number) {
    finding *f;
    if (fault == TABLE_FINE || in->unsettled || (in->told & which) != 0) {
        return;
    }
    in->told |= which;
    f = hotline__matter_find(m, fault == TABLE_GAP ? FINDING_TABLE_GAP : FINDING_TABLE_OVERLAP, HOTLINE_SEVERITY_ERROR,
                             event_number != MATTER_NONE ? m->events[event_number].e : NULL, in->object);
    if (f != NULL) {
        hotline__finding_a(f, hotline__text(path), (text){NULL, 0});
        f->clause = in->rule->cites.clause;
    }
}

/* Whether and until when it is owed are read when it is judged: no event shows a fault of theirs, so the owing one stands for it. */
static void duty_tell_when(matter *m, instance *in, hotline_instant at) {
    frame f = hotline__matter_frame(m, in->policy, in->object, at);
    table_fault fault = TABLE_FINE;
    hotline__matter_rule(&f, &in->rule->when, VERDICT_TRUE, &fault);
    hotline__duty_tell_fault(m, in, TOLD_IF, in->rule->when.path, fault, in->owing);
}

static void duty_tell_within(matter *m, instance *in, hotline_instant at) {
    frame f = hotline__matter_frame(m, in->policy, in->object, at);
    table_fault fault = TABLE_FINE;
    term t;
    hotline__matter_term(&f, &in->rule->within, &t, &fault);
    hotline__duty_tell_fault(m, in, TOLD_WITHIN, in->rule->within.path, fault, in->owing);
}

void hotline__duty_tell_tables(matter *m, instance *in, hotline_instant at) {
    if (in->rule->when.form == RULE_TABLE) {
        duty_tell_when(m, in, at);
    }
    if (in->rule->within.form == RULE_TABLE) {
        duty_tell_within(m, in, at);
    }
}

void hotline__duty_tell(matter *m, hotline_instant at) {
    uint32_t i;
    for (i = 0; i < m->instance_count; i++) {
        if (!m->instances[i].frozen && !m->instances[i].unsettled) {
            hotline__duty_tell_tables(m, &m->instances[i], at);
        }
    }
}
