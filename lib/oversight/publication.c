/* SPDX-License-Identifier: MIT */
/*
 * Rankings as they were published: of each period the version that stands last. It refuses to rank: what was published is a fact.
 */
#include "publication_impl.h"

#include "../../include/hotline/period.h"
#include "../base/sort.h"

#include <string.h>

/* 1: *out is a ranking that the policy of that moment knows, of a period with such a name. */
static int publication_read(const publications *p, const event *e, publication *out) {
    const hotline_policy *policy = hotline__rulebook_at(p->log->rulebook, e->at);
    text ranking = hotline__publish_words(e, "ranking");
    const ranking_rule *rule;
    memset(out, 0, sizeof *out);
    out->e = e;
    out->period = hotline__publish_words(e, "period");
    (void)hotline__publish_version(e, &out->version);
    if (policy == NULL || ranking.at == NULL || out->period.at == NULL) {
        return 0;
    }
    out->ranking = hotline__map_find(&p->log->rulebook->names.rankings, ranking);
    rule = out->ranking != MAP_NONE ? hotline__policy_ranking(policy, out->ranking) : NULL;
    out->every = rule != NULL ? rule->every : (uint8_t)SPAN_NONE;
    return rule != NULL && hotline__period_number(rule->every, out->period, &out->number);
}

/* A week has one name, its first date, though it was published by another of its dates. */
static hotline_status publication_name_week(publications *p, publication *of) {
    hotline_period when;
    when.struct_size = sizeof when;
    if (of->every != SPAN_WEEK ||
        hotline_period_named(p->log->rulebook, HOTLINE_PERIOD_WEEK, of->period.at, of->period.len, &when, NULL) != HOTLINE_OK) {
        return HOTLINE_OK;
    }
    of->number = when.first;
    of->period = hotline__arena_text(&p->keep, hotline__text(when.name));
    return of->period.at != NULL ? HOTLINE_OK : HOTLINE_ERROR_MEMORY;
}

/* By ranking, period, and of one period the version that stands last. */
static int publication_compare(const void *with, const void *a, const void *b) {
    const publication *one = a;
    const publication *two = b;
    (void)with;
    if (one->ranking != two->ranking) {
        return one->ranking < two->ranking ? -1 : 1;
    }
    if (one->every != two->every) { /* a ranking of weeks became one of days */
        return one->every < two->every ? -1 : 1;
    }
    if (one->number != two->number) {
        return one->number < two->number ? -1 : 1;
    }
    if (one->version != two->version) {
        return one->version < two->version ? -1 : 1;
    }
    return hotline__event_compare(one->e, two->e);
}

static int publication_counts(const publications *p, const event *e) {
    return e->kind == EVENT_PUBLISH && hotline__log_exists(p->log, e);
}

static hotline_status publication_gather(publications *p) {
    uint32_t found = 0;
    uint32_t kept = 0;
    uint32_t i;
    hotline__arena_reset(&p->keep);
    p->count = 0;
    for (i = 0; i < p->log->ids.count; i++) {
        found += (uint32_t)publication_counts(p, p->log->events[i]);
    }
    p->at = hotline__arena_take(&p->keep, 2 * ((size_t)found + 1) * sizeof *p->at);
    if (p->at == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    found = 0;
    for (i = 0; i < p->log->ids.count; i++) {
        if (publication_counts(p, p->log->events[i]) && publication_read(p, p->log->events[i], &p->at[found])) {
            HOTLINE_TRY(publication_name_week(p, &p->at[found++]));
        }
    }
    hotline__sort(p->at, p->at + found, found, sizeof *p->at, publication_compare, NULL);
    for (i = 0; i < found; i++) {
        const publication *next = &p->at[i + 1];
        if (i + 1 == found || next->ranking != p->at[i].ranking || next->every != p->at[i].every || next->number != p->at[i].number) {
            p->at[kept] = p->at[i];
            HOTLINE_TRY(hotline__publish_order(&p->keep, p->at[kept].e, &p->at[kept].order));
            kept++;
        }
    }
    p->count = kept;
    return HOTLINE_OK;
}

void hotline__publications_init(publications *p, const hotline_log *log) {
    memset(p, 0, sizeof *p);
    p->log = log;
    p->now = HOTLINE_NO_INSTANT;
    hotline__arena_init(&p->keep, log->context);
}

void hotline__publications_free(publications *p) {
    hotline__arena_free(&p->keep);
}

hotline_status hotline__publications_refresh(publications *p) {
    if (p->now == p->log->now && p->known == p->log->known && p->events == p->log->ids.count) {
        return HOTLINE_OK;
    }
    p->now = HOTLINE_NO_INSTANT;
    HOTLINE_TRY(publication_gather(p));
    p->now = p->log->now;
    p->known = p->log->known;
    p->events = p->log->ids.count;
    return HOTLINE_OK;
}

const publication *hotline__publication_of(const publications *p, int32_t ranking, uint8_t every, int64_t number) {
    uint32_t i;
    for (i = 0; i < p->count; i++) {
        if (p->at[i].ranking == ranking && p->at[i].every == every && p->at[i].number == number) {
            return &p->at[i];
        }
    }
    return NULL;
}

/* ---- a unit in it ---- */

int hotline__publication_find(const publication *of, text unit, publication_seat *seat) {
    uint32_t from = 0;
    uint32_t to = of->order.unit_count;
    memset(seat, 0, sizeof *seat);
    while (from < to) {
        uint32_t middle = from + (to - from) / 2;
        if (hotline__text_compare(of->order.units[middle]->unit, unit) < 0) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    if (from == of->order.unit_count || !hotline__text_equal(of->order.units[from]->unit, unit)) {
        return 0;
    }
    seat->before = of->order.units[from]->before;
    seat->with = of->order.units[from]->with;
    seat->after = of->order.total - seat->before - seat->with;
    return 1;
}
