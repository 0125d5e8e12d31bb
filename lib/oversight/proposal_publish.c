/* SPDX-License-Identifier: MIT */
/*
 * Where a unit stood in the rankings that were published, and for how long it was the last. It refuses to rank: what was published is a
 * fact, and a later version of a period takes the place of the earlier.
 */
#include "proposal_impl.h"

#include "../base/sort.h"

#include <string.h>

static const raw_fact *publish_fact(const event *e, const char *name) {
    uint32_t count = 0;
    const raw_fact *facts = hotline__event_facts(e, &count);
    uint32_t i;
    for (i = 0; i < count; i++) {
        if (hotline__text_is(facts[i].key, name)) {
            return &facts[i];
        }
    }
    return NULL;
}

static text publish_words(const event *e, const char *name) {
    const raw_fact *fact = publish_fact(e, name);
    text none = {NULL, 0};
    return fact != NULL && fact->kind == RAW_TEXT ? fact->words : none;
}

/* ---- periods by their names ---- */

static int publish_digits(text t, size_t from, size_t count, int64_t *out) {
    size_t i;
    *out = 0;
    for (i = from; i < from + count; i++) {
        if (i >= t.len || t.at[i] < '0' || t.at[i] > '9') {
            return 0;
        }
        *out = *out * 10 + (t.at[i] - '0');
    }
    return 1;
}

/* How far apart the numbers of two periods in a row are. */
static int64_t publish_step(uint8_t every) {
    return every == SPAN_WEEK ? 7 : 1;
}

/* ---- what was published ---- */

static hotline_status publish_order(hotline_proposals *p, const event *e, const json **out) {
    const raw_fact *fact = publish_fact(e, "order");
    json *list = NULL;
    json *items;
    uint32_t i;
    *out = NULL;
    if (fact != NULL && fact->kind == RAW_OTHER) {
        hotline_status status = hotline__json_read(&p->published, fact->words.at, fact->words.len, &list, NULL);
        *out = status >= 0 && list->kind == JSON_ARRAY ? list : NULL;
        return status == HOTLINE_ERROR_MEMORY ? status : HOTLINE_OK;
    }
    if (fact == NULL || fact->kind != RAW_LIST) {
        return HOTLINE_OK;
    }
    items = hotline__arena_take_zeroed(&p->published, (size_t)fact->item_count + 1, sizeof *items);
    if (items == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    items[0].kind = JSON_ARRAY;
    items[0].first = fact->item_count > 0 ? &items[1] : NULL;
    for (i = 0; i < fact->item_count; i++) {
        items[i + 1].kind = JSON_TEXT;
        items[i + 1].value = fact->items[i];
        items[i + 1].next = i + 1 < fact->item_count ? &items[i + 2] : NULL;
    }
    *out = items;
    return HOTLINE_OK;
}

/* A number, or one written as text; 0 when it is not said. */
static int64_t publish_version(const event *e) {
    const raw_fact *fact = publish_fact(e, "version");
    int64_t number = 0;
    if (fact == NULL || fact->kind == RAW_INTEGER) {
        return fact != NULL ? fact->number : 0;
    }
    return fact->kind == RAW_TEXT && fact->words.len <= 9 && publish_digits(fact->words, 0, fact->words.len, &number) ? number : 0;
}

/* 1: *out is a ranking that the policy of that moment knows, of a period with such a name. */
static int publish_read(const hotline_proposals *p, const event *e, publication *out) {
    const hotline_policy *policy = hotline__rulebook_at(p->log->rulebook, e->at);
    text ranking = publish_words(e, "ranking");
    const ranking_rule *rule;
    memset(out, 0, sizeof *out);
    out->e = e;
    out->period = publish_words(e, "period");
    out->version = publish_version(e);
    if (policy == NULL || ranking.at == NULL || out->period.at == NULL) {
        return 0;
    }
    out->ranking = hotline__map_find(&p->log->rulebook->names.rankings, ranking);
    rule = out->ranking != MAP_NONE ? hotline__policy_ranking(policy, out->ranking) : NULL;
    return rule != NULL && hotline__period_number(rule->every, out->period, &out->number);
}

/* By ranking, period, and of one period the version that stands last. */
static int publish_compare(const void *with, const void *a, const void *b) {
    const publication *one = a;
    const publication *two = b;
    (void)with;
    if (one->ranking != two->ranking) {
        return one->ranking < two->ranking ? -1 : 1;
    }
    if (one->number != two->number) {
        return one->number < two->number ? -1 : 1;
    }
    if (one->version != two->version) {
        return one->version < two->version ? -1 : 1;
    }
    return hotline__event_compare(one->e, two->e);
}

static int publish_counts(const hotline_proposals *p, const event *e) {
    return e->kind == EVENT_PUBLISH && hotline__log_exists(p->log, e);
}

static hotline_status publish_gather(hotline_proposals *p) {
    uint32_t found = 0;
    uint32_t kept = 0;
    uint32_t i;
    hotline__arena_reset(&p->published);
    p->publication_count = 0;
    for (i = 0; i < p->log->ids.count; i++) {
        found += (uint32_t)publish_counts(p, p->log->events[i]);
    }
    p->publications = hotline__arena_take(&p->published, 2 * ((size_t)found + 1) * sizeof *p->publications);
    if (p->publications == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    found = 0;
    for (i = 0; i < p->log->ids.count; i++) {
        found += publish_counts(p, p->log->events[i]) && publish_read(p, p->log->events[i], &p->publications[found]);
    }
    hotline__sort(p->publications, p->publications + found, found, sizeof *p->publications, publish_compare, NULL);
    for (i = 0; i < found; i++) {
        const publication *next = &p->publications[i + 1];
        if (i + 1 == found || next->ranking != p->publications[i].ranking || next->number != p->publications[i].number) {
            p->publications[kept] = p->publications[i];
            HOTLINE_TRY(publish_order(p, p->publications[kept].e, &p->publications[kept].order));
            kept++;
        }
    }
    p->publication_count = kept;
    return HOTLINE_OK;
}

/* Once per settled log. */
static hotline_status publish_refresh(hotline_proposals *p) {
    if (p->published_now == p->log->now && p->published_known == p->log->known && p->published_events == p->log->ids.count) {
        return HOTLINE_OK;
    }
    p->published_now = HOTLINE_NO_INSTANT;
    HOTLINE_TRY(publish_gather(p));
    p->published_now = p->log->now;
    p->published_known = p->log->known;
    p->published_events = p->log->ids.count;
    return HOTLINE_OK;
}

/* ---- a unit in it ---- */

typedef struct publish_seat {
    uint32_t before, with, after; /* units ahead of it, tied with it (itself too), behind it */
} publish_seat;

static uint32_t publish_group(const json *group, text unit, int *here) {
    const json *one;
    uint32_t count = 0;
    *here = group->kind == JSON_TEXT && hotline__text_equal(group->value, unit);
    if (group->kind != JSON_ARRAY) {
        return 1;
    }
    for (one = group->first; one != NULL; one = one->next, count++) {
        *here |= one->kind == JSON_TEXT && hotline__text_equal(one->value, unit);
    }
    return count;
}

/* 0: the unit is not in it. */
static int publish_find(const json *order, text unit, publish_seat *seat) {
    const json *group;
    int found = 0;
    memset(seat, 0, sizeof *seat);
    for (group = order != NULL ? order->first : NULL; group != NULL; group = group->next) {
        int here = 0;
        uint32_t count = publish_group(group, unit, &here);
        if (here && !found) {
            seat->with = count;
            found = 1;
        } else if (found) {
            seat->after += count;
        } else {
            seat->before += count;
        }
    }
    return found;
}

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

static void publish_stand(const ranking_rule *rule, const publish_seat *seat, ranking_place *place) {
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
        hotline__proposal_time_event(p, r, at->e->at);
    }
    return HOTLINE_OK;
}

hotline_status hotline__proposal_publications(hotline_proposals *p, int32_t unit) {
    ranking_place place = {0, 0, 0, 0, NULL};
    uint32_t i;
    HOTLINE_TRY(publish_refresh(p));
    for (i = 0; i < p->publication_count; i++) {
        const publication *at = &p->publications[i];
        const publication *before = i > 0 && at[-1].ranking == at->ranking ? at - 1 : NULL;
        const hotline_policy *policy = hotline__rulebook_at(p->log->rulebook, at->e->at);
        const ranking_rule *rule = hotline__policy_ranking(policy, at->ranking);
        publish_seat seat;
        if (before == NULL) {
            memset(&place, 0, sizeof place);
        } else if (at->number - before->number > publish_step(rule->every)) {
            publish_miss(rule, &place);
        }
        if (!publish_find(at->order, p->log->units[unit].id, &seat)) {
            publish_miss(rule, &place);
            continue;
        }
        publish_stand(rule, &seat, &place);
        HOTLINE_TRY(publish_rungs(p, policy, at, &place));
    }
    return HOTLINE_OK;
}
