/* SPDX-License-Identifier: MIT */
/*
 * A duty's instance as a line of JSON. What there is none of, or cannot be told, is null. It refuses to know how an instance is judged
 * (duty_judge.c).
 */
#include "duty_impl.h"

#include "../base/json_write.h"

static void duty_write_instant(json_writer *w, const char *key, hotline_instant at, int32_t offset) {
    hotline__json_key(w, key);
    hotline__json_instant(w, at, offset);
}

static void duty_write_late(json_writer *w, int32_t late) {
    hotline__json_key(w, "late");
    if (late == HOTLINE_UNKNOWN) {
        hotline__json_null(w);
    } else {
        hotline__json_flag(w, late == HOTLINE_YES);
    }
}

static void duty_write_whose(json_writer *w, const matter *m, const hotline_duty *d) {
    static const text nobody = {0};
    text ticket = m->objects[MATTER_ROOT].subject == OF_TICKET ? m->id : nobody;
    hotline__json_key(w, "type");
    hotline__json_string(w, "duty");
    hotline__json_pair(w, "ticket", ticket);
    hotline__json_pair(w, "assignment", (text){d->assignment, d->assignment_len});
    hotline__json_pair(w, "unit", (text){d->unit, d->unit_len});
    hotline__json_pair(w, "duty", (text){d->duty, d->duty_len});
}

void hotline__duty_write(const matter *m, const instance *in, hotline_instant at, buffer *out) {
    int32_t offset = hotline__calendar_offset(m->rulebook->calendar);
    json_writer w;
    hotline_duty d;
    d.struct_size = sizeof d;
    hotline__duty_show(m, in, at, &d);
    hotline__json_begin(&w, out);
    hotline__json_object(&w);
    duty_write_whose(&w, m, &d);
    hotline__json_key(&w, "instance");
    hotline__json_integer(&w, d.instance);
    hotline__json_key(&w, "state");
    hotline__json_string(&w, hotline_duty_state_name(d.state));
    duty_write_late(&w, d.late);
    duty_write_instant(&w, "owed_at", d.owed_at, offset);
    duty_write_instant(&w, "due", d.due, offset);
    hotline__json_key(&w, "due_day");
    hotline__json_day(&w, d.due_day);
    duty_write_instant(&w, "met_at", d.met_at, offset);
    hotline__json_pair(&w, "clause", (text){d.clause, d.clause_len});
    hotline__json_pair(&w, "policy", (text){d.policy, d.policy_len});
    hotline__json_object_end(&w);
    hotline__buffer_add(out, "\n", 1);
}
