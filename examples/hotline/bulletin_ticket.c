/* SPDX-License-Identifier: MIT */
/*
 * Goes through the tickets and units of the log once: which tickets are behind which figure, what was proposed in the period, how long what
 * began in it took. It keeps ids and names of rules, and refuses to read any fact of a ticket.
 */
#include "bulletin.h"

#include <string.h>

typedef struct bulletin_pass {
    bulletin *b;
    hotline_proposals *proposals;
} bulletin_pass;

/* ---- the tickets behind a figure ---- */

/* A ticket that comes into a figure twice, as two units' may come into the district's, is behind it once. */
static void pass_note(bulletin *b, size_t row, size_t measure, const char *ticket) {
    bulletin_figure *f = &b->figures[row * b->measure_count + measure];
    if (f->last == ticket) {
        return;
    }
    if (f->tickets < BULLETIN_IDS_MOST) {
        f->ids = keep_grow(&b->keep, f->ids, f->tickets, sizeof *f->ids);
        f->ids[f->tickets] = ticket;
    }
    f->last = ticket;
    f->tickets++;
}

static hotline_status pass_drill(bulletin *b, const char *ticket) {
    hotline_tally *one = NULL; /* this ticket's figures alone */
    hotline_figure f;
    size_t i;
    hotline_status status = hotline_tally_new(b->book->in.rulebook, &one);
    status = status < 0 ? status : hotline_tally_add(one, b->book->ticket);
    status = status < 0 ? status : hotline_tally_sort(one);
    f.struct_size = sizeof f;
    for (i = 0; status >= 0 && hotline_tally_at(one, i, &f) == HOTLINE_OK; i++) {
        int told = f.kind == b->periods[0].kind && f.first == b->periods[0].first;
        size_t measure = told ? bulletin_find_measure(b, f.measure) : b->measure_count;
        if (measure < b->measure_count) {
            pass_note(b, BULLETIN_DISTRICT, measure, ticket);
            pass_note(b, bulletin_row(b, f.unit), measure, ticket);
        }
    }
    hotline_tally_free(one);
    return status;
}

/* ---- how long it took ---- */

static bulletin_time *pass_time(bulletin *b, const hotline_duty *d) {
    bulletin_time *t;
    size_t i;
    for (i = 0; i < b->time_count; i++) {
        if (strcmp(b->times[i].name, d->duty) == 0) {
            return &b->times[i];
        }
    }
    b->times = keep_grow(&b->keep, b->times, b->time_count, sizeof *b->times);
    t = &b->times[b->time_count];
    memset(t, 0, sizeof *t);
    if (hotline_distribution_new(b->book->in.context, &t->took) < 0) {
        return NULL;
    }
    b->time_count++;
    t->name = keep_text(&b->keep, d->duty, d->duty_len);
    t->label = keep_text(&b->keep, d->label, d->label_len);
    t->clause = keep_text(&b->keep, d->clause, d->clause_len);
    return t;
}

static int pass_seen(const hotline_ticket *ticket, size_t before, const char *duty) {
    hotline_duty d;
    size_t i;
    d.struct_size = sizeof d;
    for (i = 0; i < before && hotline_ticket_duty(ticket, i, &d) == HOTLINE_OK; i++) {
        if (strcmp(d.duty, duty) == 0) {
            return 1;
        }
    }
    return 0;
}

static hotline_status pass_add_time(bulletin *b, bulletin_time *t) {
    const hotline_period *p = &b->periods[0];
    uint32_t flags = b->plain_minutes ? HOTLINE_DISTRIBUTION_PLAIN : 0;
    hotline_status status =
        hotline_distribution_add_duty(t->took, b->book->ticket, t->name, strlen(t->name), NULL, 0, p->from, p->to, flags, NULL);
    if (status == HOTLINE_UNDEFINED && !b->plain_minutes) { /* found out with the first duration of all: nothing is mixed */
        b->plain_minutes = 1;
        return pass_add_time(b, t);
    }
    return status;
}

/* Every duty of the ticket once; of the instances that began in the period one with a due moment says that the duty has a term. */
static hotline_status pass_times(bulletin *b) {
    hotline_status status = HOTLINE_OK;
    hotline_duty d;
    size_t i;
    d.struct_size = sizeof d;
    for (i = 0; status >= 0 && hotline_ticket_duty(b->book->ticket, i, &d) == HOTLINE_OK; i++) {
        bulletin_time *t;
        if (bulletin_is_right(b, &d)) {
            continue;
        }
        t = pass_time(b, &d);
        if (t == NULL) {
            return HOTLINE_ERROR_MEMORY;
        }
        t->has_term |= d.due != hotline_instant_none() && d.owed_at >= b->periods[0].from && d.owed_at < b->periods[0].to;
        if (!pass_seen(b->book->ticket, i, d.duty)) {
            status = pass_add_time(b, t);
        }
    }
    return status;
}

/* ---- what was proposed ---- */

static const char **pass_roles(bulletin *b, const hotline_proposals *from, size_t index, size_t count) {
    const char **roles = keep_take(&b->keep, count + 1, sizeof *roles);
    size_t i;
    for (i = 0; i < count; i++) {
        size_t len = 0;
        const char *role = hotline_proposals_role(from, index, i, &len);
        roles[i] = keep_text(&b->keep, role, len);
    }
    return roles;
}

static void pass_propose(bulletin *b, const hotline_proposals *from, size_t index, const hotline_proposal *p) {
    bulletin_proposal *kept;
    b->proposals = keep_grow(&b->keep, b->proposals, b->proposal_count, sizeof *b->proposals);
    kept = &b->proposals[b->proposal_count++];
    kept->id = keep_text(&b->keep, p->id, p->id_len);
    kept->name = keep_text(&b->keep, p->proposal, p->proposal_len);
    kept->label = keep_text(&b->keep, p->label, p->label_len);
    kept->propose = keep_text(&b->keep, p->propose, p->propose_len);
    kept->ticket = keep_text(&b->keep, p->ticket, p->ticket_len);
    kept->assignment = keep_text(&b->keep, p->assignment, p->assignment_len);
    kept->unit = keep_text(&b->keep, p->unit, p->unit_len);
    kept->occurrence = keep_text(&b->keep, p->occurrence, p->occurrence_len);
    kept->clause = keep_text(&b->keep, p->clause, p->clause_len);
    kept->policy = keep_text(&b->keep, p->policy, p->policy_len);
    kept->roles = pass_roles(b, from, index, p->role_count);
    kept->role_count = p->role_count;
    kept->at = p->at;
}

static void pass_proposals(bulletin *b, const hotline_proposals *from) {
    hotline_proposal p;
    size_t i;
    p.struct_size = sizeof p;
    for (i = 0; hotline_proposals_at(from, i, &p) == HOTLINE_OK; i++) {
        if (p.state == HOTLINE_PROPOSAL_FIRED && p.at >= b->periods[0].from && p.at < b->periods[0].to) {
            pass_propose(b, from, i, &p);
        }
    }
}

static bulletin_proposal_rule *pass_rule(bulletin *b, const bulletin_proposal *p) {
    bulletin_proposal_rule *rule;
    size_t i;
    for (i = 0; i < b->proposal_rule_count; i++) {
        if (strcmp(b->proposal_rules[i].first->name, p->name) == 0) {
            return &b->proposal_rules[i];
        }
    }
    b->proposal_rules = keep_grow(&b->keep, b->proposal_rules, b->proposal_rule_count, sizeof *b->proposal_rules);
    rule = &b->proposal_rules[b->proposal_rule_count++];
    rule->first = p;
    rule->count = 0;
    rule->by_row = keep_take(&b->keep, b->row_count, sizeof *rule->by_row);
    return rule;
}

static void pass_group(bulletin *b) {
    size_t i;
    for (i = 0; i < b->proposal_count; i++) {
        bulletin_proposal_rule *rule = pass_rule(b, &b->proposals[i]);
        rule->count++;
        rule->by_row[bulletin_row(b, b->proposals[i].unit)]++;
    }
}

/* ---- the pass ---- */

static hotline_status pass_ticket(bulletin_pass *pass, const char *id, size_t len) {
    hotline_status status = hotline_ticket_fold(pass->b->book->ticket, id, len);
    status = status < 0 ? status : pass_drill(pass->b, id);
    status = status < 0 ? status : pass_times(pass->b);
    status = status < 0 ? status : hotline_proposals_ticket(pass->proposals, id, len);
    if (status >= 0) {
        pass_proposals(pass->b, pass->proposals);
    }
    return status;
}

static hotline_status pass_unit(bulletin_pass *pass, const char *id, size_t len) {
    hotline_status status = hotline_proposals_unit(pass->proposals, id, len);
    if (status >= 0) {
        pass_proposals(pass->b, pass->proposals);
    }
    return status;
}

static hotline_status pass_run(bulletin_pass *pass) {
    const hotline_log *log = pass->b->book->log;
    const char *id;
    size_t len = 0;
    size_t i;
    hotline_status status = HOTLINE_OK;
    for (i = 0; status >= 0 && (id = hotline_log_ticket(log, i, &len)) != NULL; i++) {
        status = pass_ticket(pass, id, len);
    }
    for (i = 0; status >= 0 && (id = hotline_log_unit(log, i, &len)) != NULL; i++) {
        status = pass_unit(pass, id, len);
    }
    return status;
}

int bulletin_gather_tickets(bulletin *b) {
    bulletin_pass pass = {b, NULL};
    hotline_status status = hotline_proposals_new(b->book->log, &pass.proposals);
    status = status < 0 ? status : hotline_proposals_recount(pass.proposals);
    status = status < 0 ? status : pass_run(&pass);
    hotline_proposals_free(pass.proposals);
    if (status < 0) {
        return bulletin_fail("tickets", status);
    }
    pass_group(b);
    bulletin_gather_times(b);
    return 0;
}
