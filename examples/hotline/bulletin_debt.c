/* SPDX-License-Identifier: MIT */
/*
 * Gathers what was owed and not met at the end of the period, by unit and duty: the log is settled anew for that moment. It refuses to tell
 * anything about the time after it.
 */
#include "bulletin.h"

#include <string.h>

/* By the policy that judged it. */
int bulletin_is_right(const bulletin *b, const hotline_duty *d) {
    const hotline_rulebook *rulebook = b->book->in.rulebook;
    uint32_t i;
    for (i = 0; i < hotline_rulebook_policy_count(rulebook); i++) {
        const hotline_policy *policy = hotline_rulebook_policy(rulebook, i);
        if (d->policy != NULL && strcmp(hotline_policy_id(policy, NULL), d->policy) == 0) {
            return hotline_policy_duty_is_right(policy, d->duty, d->duty_len);
        }
    }
    return 0;
}

static size_t debt_duty(bulletin *b, const hotline_duty *d) {
    bulletin_duty *duty;
    size_t i;
    for (i = 0; i < b->duty_count; i++) {
        if (strcmp(b->duties[i].name, d->duty) == 0) {
            return i;
        }
    }
    b->duties = keep_grow(&b->keep, b->duties, b->duty_count, sizeof *b->duties);
    duty = &b->duties[b->duty_count];
    memset(duty, 0, sizeof *duty);
    duty->name = keep_text(&b->keep, d->duty, d->duty_len);
    duty->label = keep_text(&b->keep, d->label, d->label_len);
    duty->clause = keep_text(&b->keep, d->clause, d->clause_len);
    return b->duty_count++;
}

static bulletin_owed *debt_of(bulletin *b, size_t row, size_t duty) {
    bulletin_owed **at = &b->debts[row].first;
    while (*at != NULL && (*at)->duty < duty) {
        at = &(*at)->next;
    }
    if (*at == NULL || (*at)->duty != duty) {
        bulletin_owed *owed = keep_take(&b->keep, 1, sizeof *owed);
        owed->next = *at;
        owed->duty = duty;
        *at = owed;
    }
    return *at;
}

static void debt_add(bulletin *b, size_t row, size_t duty, int late) {
    bulletin_owed *owed = debt_of(b, row, duty);
    owed->open++;
    owed->late += late;
    b->debts[row].open++;
    b->debts[row].late += late;
}

static void debt_take(bulletin *b, const hotline_duty *d) {
    int late = d->late == HOTLINE_YES;
    size_t duty;
    if (d->state != HOTLINE_DUTY_OPEN || bulletin_is_right(b, d)) {
        return;
    }
    duty = debt_duty(b, d);
    b->duties[duty].open++;
    b->duties[duty].late += late;
    debt_add(b, BULLETIN_DISTRICT, duty, late);
    debt_add(b, bulletin_row(b, d->unit), duty, late);
}

static hotline_status debt_tickets(bulletin *b) {
    const casebook *book = b->book;
    hotline_status status = HOTLINE_OK;
    hotline_duty d;
    const char *id;
    size_t len = 0;
    size_t i;
    size_t k;
    d.struct_size = sizeof d;
    for (i = 0; status >= 0 && (id = hotline_log_ticket(book->log, i, &len)) != NULL; i++) {
        status = hotline_ticket_fold(book->ticket, id, len);
        for (k = 0; status >= 0 && hotline_ticket_duty(book->ticket, k, &d) == HOTLINE_OK; k++) {
            debt_take(b, &d);
        }
    }
    return status;
}

static hotline_status debt_units(bulletin *b) {
    const casebook *book = b->book;
    hotline_status status = HOTLINE_OK;
    hotline_duty d;
    const char *id;
    size_t len = 0;
    size_t i;
    size_t k;
    d.struct_size = sizeof d;
    for (i = 0; status >= 0 && (id = hotline_log_unit(book->log, i, &len)) != NULL; i++) {
        status = hotline_unit_fold(book->unit, id, len);
        for (k = 0; status >= 0 && hotline_unit_duty(book->unit, k, &d) == HOTLINE_OK; k++) {
            debt_take(b, &d);
        }
    }
    return status;
}

int bulletin_gather_debts(bulletin *b) {
    hotline_instant end = b->periods[0].to - 1;
    hotline_status status;
    if (b->now == hotline_instant_none()) { /* nothing ever happened */
        return 0;
    }
    status = hotline_log_settle_known(b->book->log, b->now < end ? b->now : end, b->book->in.known);
    status = status < 0 ? status : debt_tickets(b);
    status = status < 0 ? status : debt_units(b);
    return status < 0 ? bulletin_fail("duties", status) : 0;
}
