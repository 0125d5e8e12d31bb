/* SPDX-License-Identifier: MIT */
/*
 * Where a unit stood in the rankings that were published, for how long it was the last, and what is proposed then. It refuses to read what
 * was published (publication.c), and to rank.
 */
#include "proposal_impl.h"

#include <string.h>

/* How far apart the numbers of two periods in a row are. */
static int64_t publish_step(uint8_t every) {
    return every == SPAN_WEEK ? 7 : 1;
}

/* ---- a unit in it ---- */

/* The unit, or the ranking, is missing in a period. */
static void publish_miss(const ranking_rule *rule, ranking_place *place) {
    if (rule->absent == ABSENT_BREAKS) {
        place->streak_least = place->streak_most = 0;
        place->open = NULL;
    } else if (rule->absent == ABSENT_UNDEFINED && place->streak_most > 0) {
        place->streak_least = 0;
        place->open = rule->absent_path;
    }
}

static void publish_stand(const ranking_rule *rule, const publication_seat *seat, ranking_place *place) {
    place->rank = (int64_t)seat->before + 1;
    place->rank_from_last = (int64_t)seat->after + 1;
    if (seat->after > 0 || (seat->with > 1 && rule->ties == TIES_NONE)) {
        place->streak_least = place->streak_most = 0;
        place->open = NULL;
        return;
    }
    place->streak_most++;
    if (seat->with > 1 && rule->ties == TIES_UNDEFINED) {
        place->streak_least = 0;
        place->open = rule->ties_path;
    } else {
        place->streak_least++;
    }
}

static int publish_speaks_of(const moment *on, int32_t ranking) {
    uint32_t i;
    for (i = 0; on->kind == MOMENT_PUBLISH && i < on->ranking_count; i++) {
        if (on->rankings[i] == ranking) {
            return 1;
        }
    }
    return 0;
}

/* towns/2021-05, of which a proposal about towns and departments has one each. */
static text publish_occurrence(hotline_proposals *p, const ranking_rule *rule, const publication *at) {
    text none = {NULL, 0};
    hotline__buffer_clear(&p->words);
    hotline__buffer_add_text(&p->words, rule->name);
    hotline__buffer_add(&p->words, " ", 1);
    hotline__buffer_add_text(&p->words, at->period);
    return p->words.status < 0 ? none : hotline__arena_text(&p->folding, hotline__buffer_text(&p->words));
}

/* Whose figures it speaks of: those of the period that was published. */
static void publish_period(const hotline_proposals *p, const publication *at, const ranking_rule *rule, rung *r) {
    const char *undefined = NULL;
    period when;
    if (hotline__period_named(&r->policy->periods, rule->every, at->period, hotline__calendar_offset(p->log->rulebook->calendar), &when,
                              &undefined) == HOTLINE_OK) {
        r->first = when.first;
        r->span = rule->every;
    }
}

static hotline_status publish_rungs(hotline_proposals *p, const hotline_policy *policy, const publication *at, const ranking_place *place) {
    const ranking_rule *rule = hotline__policy_ranking(policy, at->ranking);
    ranking_place *kept = hotline__arena_take(&p->folding, sizeof *kept);
    text what = publish_occurrence(p, rule, at);
    uint32_t i;
    if (kept == NULL || what.at == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    *kept = *place;
    for (i = 0; i < policy->proposals_declared; i++) {
        const proposal_rule *proposal = hotline__policy_proposal(policy, policy->proposal_order[i]);
        rung *r;
        if (proposal->subject != OF_UNIT || !publish_speaks_of(&proposal->on, at->ranking)) {
            continue;
        }
        r = hotline__proposal_rung(p, policy, policy->proposal_order[i], MATTER_ROOT, what);
        if (r == NULL) {
            return HOTLINE_ERROR_MEMORY;
        }
        r->stands = kept;
        publish_period(p, at, rule, r);
        hotline__proposal_time_event(p, r, at->e->at);
    }
    return HOTLINE_OK;
}

hotline_status hotline__proposal_publications(hotline_proposals *p, int32_t unit) {
    ranking_place place = {0, 0, 0, 0, NULL};
    uint32_t i;
    HOTLINE_TRY(hotline__publications_refresh(&p->published));
    for (i = 0; i < p->published.count; i++) {
        const publication *at = &p->published.at[i];
        const publication *before = i > 0 && at[-1].ranking == at->ranking && at[-1].every == at->every ? at - 1 : NULL;
        const hotline_policy *policy = hotline__rulebook_at(p->log->rulebook, at->e->at);
        const ranking_rule *rule = hotline__policy_ranking(policy, at->ranking);
        publication_seat seat;
        if (before == NULL) {
            memset(&place, 0, sizeof place);
        } else if (at->number - before->number > publish_step(rule->every)) {
            publish_miss(rule, &place);
        }
        if (!hotline__publication_find(at, p->log->units[unit].id, &seat)) {
            publish_miss(rule, &place);
            continue;
        }
        publish_stand(rule, &seat, &place);
        HOTLINE_TRY(publish_rungs(p, policy, at, &place));
    }
    return HOTLINE_OK;
}
