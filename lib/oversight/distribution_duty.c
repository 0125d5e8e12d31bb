/* SPDX-License-Identifier: MIT */
/*
 * Durations from a folded ticket: how long each instance of a duty took, or has taken so far. It refuses to know the rules by which an
 * instance is judged, and what is said of the durations afterwards.
 */
#include "distribution_impl.h"

#include "../casework/ticket_impl.h"

/* What is asked for, found in the log. */
typedef struct distribution_question {
    const matter *m;
    int32_t duty;
    int32_t unit; /* NAME_NONE: any, and none */
    hotline_instant from, to;
    uint32_t flags;
} distribution_question;

static hotline_status distribution_no_name(hotline_error *error, const char *message, const map *known, text name) {
    hotline__error_set(error, HOTLINE_ERROR_NOT_FOUND, message);
    hotline__error_add_quoted(error, name);
    hotline__map_tell_nearest(known, name, error);
    return HOTLINE_ERROR_NOT_FOUND;
}

static hotline_status distribution_ask(const hotline_ticket *ticket, text duty, text unit, distribution_question *q, hotline_error *error) {
    const hotline_log *log = hotline__ticket_log(ticket);
    q->m = hotline__ticket_matter(ticket);
    if (q->m == NULL) {
        return hotline__error_set(error, HOTLINE_ERROR_NOT_FOUND, "the reader holds no ticket");
    }
    q->duty = hotline__map_find(&log->rulebook->names.duties, duty);
    if (q->duty == MAP_NONE) {
        return distribution_no_name(error, "no duty is named ", &log->rulebook->names.duties, duty);
    }
    q->unit = unit.at != NULL ? hotline__log_find_unit(log, unit) : NAME_NONE;
    if (unit.at != NULL && q->unit == NAME_NONE) {
        return distribution_no_name(error, "the log names no unit ", &log->unit_ids, unit);
    }
    if ((q->flags & HOTLINE_DISTRIBUTION_PLAIN) == 0 && !hotline__calendar_has_hours(log->rulebook->calendar)) {
        hotline__error_set(error, HOTLINE_UNDEFINED, "no calendar document defines working hours");
        hotline__error_path(error, hotline__text("calendar.hours"));
        return HOTLINE_UNDEFINED;
    }
    return HOTLINE_OK;
}

/* ---- one instance ---- */

static int distribution_concerns(const distribution_question *q, const instance *in) {
    const object *o = &q->m->objects[in->object];
    return in->duty == q->duty && in->owed_at != HOTLINE_NO_INSTANT &&
           (q->unit == NAME_NONE || (o->subject != OF_TICKET && o->unit == q->unit)) &&
           (q->from == HOTLINE_NO_INSTANT || in->owed_at >= q->from) && (q->to == HOTLINE_NO_INSTANT || in->owed_at < q->to);
}

/* Until when it went on. A right that lapsed, and a period that passed, end with their due moment; what is open goes on. */
static hotline_instant distribution_end(const distribution_question *q, const instance *in, const judgement *j) {
    hotline_instant end = in->end != END_NOT ? in->ended_at : q->m->now;
    int over = j->state == HOTLINE_DUTY_SHUT || (in->end == END_NOT && in->frozen);
    if (over && j->form == DUE_KNOWN) {
        end = j->when.at < end ? j->when.at : end;
    }
    return end > in->owed_at ? end : in->owed_at;
}

/* HOTLINE_PROVISIONAL: a day of it may still change. */
static hotline_status distribution_minutes(const distribution_question *q, hotline_instant from, hotline_instant to, int64_t *minutes) {
    if ((q->flags & HOTLINE_DISTRIBUTION_PLAIN) != 0) {
        *minutes = (to - from) / HOTLINE_MINUTE_MS;
        return HOTLINE_OK;
    }
    return hotline_calendar_count_minutes(q->m->rulebook->calendar, from, to, 0, minutes);
}

static hotline_status distribution_take_instance(const distribution_question *q, const instance *in, hotline_distribution *out) {
    distribution_row row = {0, 0, 0};
    judgement j;
    hotline_status status;
    int apart;
    hotline__duty_judge(q->m, in, q->m->now, &j);
    apart = hotline__distribution_apart(j.state);
    if (apart >= 0) {
        out->apart[apart]++;
        return HOTLINE_OK;
    }
    status = distribution_minutes(q, in->owed_at, distribution_end(q, in, &j), &row.minutes);
    HOTLINE_TRY(status);
    row.finished = j.state == HOTLINE_DUTY_MET;
    row.censored = j.state != HOTLINE_DUTY_MET;
    HOTLINE_TRY(hotline__distribution_put(out, row));
    return status;
}

static hotline_status distribution_take_instances(const distribution_question *q, hotline_distribution *out) {
    hotline_status answer = HOTLINE_OK;
    for (uint32_t i = 0; i < q->m->instance_count; i++) {
        if (distribution_concerns(q, &q->m->instances[i])) {
            hotline_status status = distribution_take_instance(q, &q->m->instances[i], out);
            HOTLINE_TRY(status);
            answer = status == HOTLINE_PROVISIONAL ? status : answer;
        }
    }
    return answer;
}

/* ---- the door ---- */

/* The ticket's durations by themselves first: then all of them are added, or none. */
static hotline_status distribution_add_part(hotline_distribution *d, const distribution_question *q) {
    hotline_distribution *part = NULL;
    hotline_status answer;
    hotline_status status;
    HOTLINE_TRY(hotline_distribution_new(d->context, &part));
    answer = distribution_take_instances(q, part);
    status = answer < 0 ? answer : hotline_distribution_merge(d, part);
    hotline_distribution_free(part);
    return status < 0 ? status : answer;
}

hotline_status hotline_distribution_add_duty(hotline_distribution *distribution, const hotline_ticket *ticket, const char *duty,
                                             size_t duty_len, const char *unit, size_t unit_len, hotline_instant from, hotline_instant to,
                                             uint32_t flags, hotline_error *error) {
    distribution_question q = {NULL, NAME_NONE, NAME_NONE, from, to, flags};
    hotline_status status;
    if (distribution == NULL || ticket == NULL || duty == NULL || (flags & ~(uint32_t)HOTLINE_DISTRIBUTION_PLAIN) != 0) {
        return hotline__error_set(error, HOTLINE_ERROR_ARGUMENT, "an argument is NULL, or a flag unknown");
    }
    status = distribution_ask(ticket, (text){duty, duty_len}, (text){unit, unit_len}, &q, error);
    if (status != HOTLINE_OK) {
        return status;
    }
    status = distribution_add_part(distribution, &q);
    if (status < 0) {
        hotline__error_set(error, status, "");
        hotline__error_add_text(error, hotline__text(hotline_message(status, hotline__error_language(error))));
    }
    return status;
}
