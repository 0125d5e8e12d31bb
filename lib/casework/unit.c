/* SPDX-License-Identifier: MIT */
/*
 * The public door to units: their own events, folded by the same rules as a ticket's, and their own duties. It refuses to know how
 * units are compared with one another: that is the tally's business.
 */
#include "explanation_impl.h"

#include "unit_impl.h"

struct hotline_unit {
    const hotline_log *log;
    matter folded;
    matter drafted; /* as it stood earlier, for explanations */
    arena folding;
    arena drafting;
    buffer lines;
    buffer words;
    buffer values;
    int32_t number; /* in the log */
    uint32_t held;
};

hotline_status hotline_unit_new(const hotline_log *log, hotline_unit **out) {
    hotline_unit *u;
    if (log == NULL || out == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    u = hotline__allocate_zeroed(log->context, 1, sizeof *u);
    if (u == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    u->log = log;
    hotline__arena_init(&u->folding, log->context);
    hotline__arena_init(&u->drafting, log->context);
    hotline__buffer_init(&u->lines, log->context);
    hotline__buffer_init(&u->words, log->context);
    hotline__buffer_init(&u->values, log->context);
    hotline__matter_init(&u->folded, log->rulebook, log, &u->folding, hotline__duty_answer);
    hotline__matter_init(&u->drafted, log->rulebook, log, &u->drafting, hotline__duty_answer);
    *out = u;
    return HOTLINE_OK;
}

void hotline_unit_free(hotline_unit *unit) {
    if (unit != NULL) {
        hotline__arena_free(&unit->folding);
        hotline__arena_free(&unit->drafting);
        hotline__buffer_free(&unit->lines);
        hotline__buffer_free(&unit->words);
        hotline__buffer_free(&unit->values);
        hotline__release(unit->log->context, unit, sizeof *unit);
    }
}

void hotline__unit_fold_until(matter *m, text id, int32_t number, hotline_instant now) {
    const event *const *run = NULL;
    uint32_t count = 0;
    uint32_t past = 0;
    if (number != NAME_NONE) {
        run = hotline__log_unit_run(m->log, number, &count);
    }
    while (past < count && run[past]->at <= now) {
        past++;
    }
    hotline__matter_begin(m, id);
    if (m->status >= 0) {
        hotline__matter_open(m, OF_UNIT, MATTER_NONE, number, past != 0 ? run[0]->at : now);
    }
    if (m->status >= 0) {
        hotline__ticket_fold_run(m, run, past, NULL);
        hotline__ticket_finish(m, now);
    }
}

hotline_status hotline_unit_fold(hotline_unit *unit, const char *id, size_t len) {
    text name;
    int32_t number;
    if (unit == NULL || id == NULL || !unit->log->settled) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    name.at = id;
    name.len = len;
    unit->held = 0;
    number = hotline__log_find_unit(unit->log, name);
    if (number == NAME_NONE) {
        return HOTLINE_ERROR_NOT_FOUND;
    }
    unit->number = number;
    hotline__unit_fold_until(&unit->folded, unit->log->units[number].id, number, unit->log->now);
    unit->held = unit->folded.status >= 0;
    return unit->folded.status;
}

const matter *hotline__unit_matter(const hotline_unit *unit) {
    return unit->held ? &unit->folded : NULL;
}

const hotline_log *hotline__unit_log(const hotline_unit *unit) {
    return unit->log;
}

size_t hotline_unit_duty_count(const hotline_unit *unit) {
    return unit != NULL && unit->held ? unit->folded.instance_count : 0;
}

hotline_status hotline_unit_duty(const hotline_unit *unit, size_t index, hotline_duty *out) {
    if (unit == NULL || out == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (index >= hotline_unit_duty_count(unit)) {
        return HOTLINE_ERROR_NOT_FOUND;
    }
    return hotline__duty_show(&unit->folded, &unit->folded.instances[index], unit->log->now, out);
}

size_t hotline_unit_finding_count(const hotline_unit *unit) {
    return unit != NULL && unit->held ? unit->folded.findings.count : 0;
}

hotline_status hotline_unit_finding(hotline_unit *unit, size_t index, int32_t language, hotline_finding *out) {
    if (unit == NULL || out == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (index >= hotline_unit_finding_count(unit)) {
        return HOTLINE_ERROR_NOT_FOUND;
    }
    return hotline__finding_show(&unit->folded.findings.items[index], language, &unit->words, out);
}

static void unit_write(hotline_unit *u, int32_t language) {
    uint32_t i;
    for (i = 0; i < u->folded.instance_count; i++) {
        hotline__duty_write(&u->folded, &u->folded.instances[i], u->log->now, &u->lines);
    }
    for (i = 0; i < u->folded.findings.count; i++) {
        json_writer w;
        hotline__json_begin(&w, &u->lines);
        hotline__finding_write(&u->folded.findings.items[i], 1, language, &u->words, &w);
        hotline__buffer_add(&u->lines, "\n", 1);
    }
}

static hotline_status unit_hand_out(hotline_unit *unit, const char **lines, size_t *len) {
    text all = hotline__buffer_text(&unit->lines);
    if (unit->lines.status < 0 || unit->words.status < 0) {
        return HOTLINE_ERROR_MEMORY;
    }
    *lines = all.at;
    *len = all.len;
    return HOTLINE_OK;
}

hotline_status hotline_unit_explain(hotline_unit *unit, size_t duty, int32_t language, const char **lines, size_t *len) {
    explained of;
    if (unit == NULL || lines == NULL || len == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (duty >= hotline_unit_duty_count(unit)) {
        return HOTLINE_ERROR_NOT_FOUND;
    }
    of.folded = &unit->folded;
    of.drafted = &unit->drafted;
    of.run = hotline__log_unit_run(unit->log, unit->number, &of.run_count);
    of.now = unit->log->now;
    unit->drafted.status = HOTLINE_OK;
    HOTLINE_TRY(hotline__explain(&of, (uint32_t)duty, language, &unit->words, &unit->values, &unit->lines));
    return unit_hand_out(unit, lines, len);
}

hotline_status hotline_unit_lines(hotline_unit *unit, int32_t language, const char **lines, size_t *len) {
    if (unit == NULL || lines == NULL || len == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (!unit->held) {
        return HOTLINE_ERROR_NOT_FOUND;
    }
    hotline__buffer_clear(&unit->lines);
    hotline__buffer_clear(&unit->words);
    unit_write(unit, language);
    return unit_hand_out(unit, lines, len);
}
