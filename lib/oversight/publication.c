/* SPDX-License-Identifier: MIT */
/*
 * Rankings as they were published: of each period the version that stands last. It refuses to rank: what was published is a fact.
 */
#include "publication_impl.h"

#include "../../include/hotline/period.h"
#include "../base/sort.h"

#include <string.h>

static const raw_fact *publication_fact(const event *e, const char *name) {
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

static text publication_words(const event *e, const char *name) {
    const raw_fact *fact = publication_fact(e, name);
    text none = {NULL, 0};
    return fact != NULL && fact->kind == RAW_TEXT ? fact->words : none;
}

/* ---- what was published ---- */

static hotline_status publication_order(publications *p, const event *e, const json **out) {
    const raw_fact *fact = publication_fact(e, "order");
    json *list = NULL;
    json *items;
    uint32_t i;
    *out = NULL;
    if (fact != NULL && fact->kind == RAW_OTHER) {
        hotline_status status = hotline__json_read(&p->keep, fact->words.at, fact->words.len, &list, NULL);
        *out = status >= 0 && list->kind == JSON_ARRAY ? list : NULL;
        return status == HOTLINE_ERROR_MEMORY ? status : HOTLINE_OK;
    }
    if (fact == NULL || fact->kind != RAW_LIST) {
        return HOTLINE_OK;
    }
    items = hotline__arena_take_zeroed(&p->keep, (size_t)fact->item_count + 1, sizeof *items);
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

/* ---- its names ---- */

static int publication_compare_names(const void *with, const void *a, const void *b) {
    const publication_name *one = a;
    const publication_name *two = b;
    int order = hotline__text_compare(one->unit, two->unit);
    (void)with;
    return order != 0 || one->before == two->before ? order : one->before < two->before ? -1 : 1;
}

static uint32_t publication_count(const json *group) {
    uint32_t count = 0;
    const json *one;
    for (one = group->first; one != NULL; one = one->next) {
        count++;
    }
    return group->kind == JSON_ARRAY ? count : 1;
}

static void publication_add_group(const json *group, publication *of, publication_name *list) {
    const json *one = group->kind == JSON_ARRAY ? group->first : group;
    publication_name name = {{NULL, 0}, of->total, publication_count(group)};
    for (; one != NULL; one = one != group ? one->next : NULL) {
        if (one->kind == JSON_TEXT) {
            name.unit = one->value;
            list[of->name_count++] = name;
        }
    }
    of->total += name.with;
}

static hotline_status publication_index(publications *p, publication *of) {
    const json *order = NULL;
    const json *group;
    publication_name *list;
    size_t most = 1;
    HOTLINE_TRY(publication_order(p, of->e, &order));
    for (group = order != NULL ? order->first : NULL; group != NULL; group = group->next) {
        most += publication_count(group);
    }
    list = hotline__arena_take(&p->keep, 2 * most * sizeof *list);
    if (list == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    of->name_count = of->total = 0;
    for (group = order != NULL ? order->first : NULL; group != NULL; group = group->next) {
        publication_add_group(group, of, list);
    }
    hotline__sort(list, list + most, of->name_count, sizeof *list, publication_compare_names, NULL);
    of->names = list;
    return HOTLINE_OK;
}

/* A number, or one written as text; 0 when it is not said. */
static int64_t publication_version(const event *e) {
    const raw_fact *fact = publication_fact(e, "version");
    int64_t number = 0;
    if (fact == NULL || fact->kind == RAW_INTEGER) {
        return fact != NULL ? fact->number : 0;
    }
    return fact->kind == RAW_TEXT && fact->words.len <= 9 && hotline__text_digits(fact->words, 0, fact->words.len, &number) ? number : 0;
}

/* 1: *out is a ranking that the policy of that moment knows, of a period with such a name. */
static int publication_read(const publications *p, const event *e, publication *out) {
    const hotline_policy *policy = hotline__rulebook_at(p->log->rulebook, e->at);
    text ranking = publication_words(e, "ranking");
    const ranking_rule *rule;
    memset(out, 0, sizeof *out);
    out->e = e;
    out->period = publication_words(e, "period");
    out->version = publication_version(e);
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
            HOTLINE_TRY(publication_index(p, &p->at[kept]));
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
    uint32_t to = of->name_count;
    memset(seat, 0, sizeof *seat);
    while (from < to) {
        uint32_t middle = from + (to - from) / 2;
        if (hotline__text_compare(of->names[middle].unit, unit) < 0) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    if (from == of->name_count || !hotline__text_equal(of->names[from].unit, unit)) {
        return 0;
    }
    seat->before = of->names[from].before;
    seat->with = of->names[from].with;
    seat->after = of->total - seat->before - seat->with;
    return 1;
}
