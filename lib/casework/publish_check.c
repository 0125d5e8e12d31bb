/* SPDX-License-Identifier: MIT */
/*
 * Says what is wrong with a `publish` event: a ranking that the policy does not have, a fact that is missing or not of its kind, an order
 * that names a unit twice, or one that no event names. It refuses to refuse: what was published is read as far as it can be (publish.c).
 */
#include "../rules/period_impl.h"
#include "publish_impl.h"

typedef struct publish_checking {
    hotline_log *log;
    const event *e;
    const hotline_policy *policy; /* in force then; NULL: none */
    const ranking_rule *rule;     /* NULL: it knows no such ranking */
} publish_checking;

static finding *publish_find(const publish_checking *c, finding_code code, int32_t severity) {
    finding *f = hotline__findings_add(&c->log->settled_findings, code, severity);
    if (f != NULL) {
        f->ticket = c->e->ticket_name;
        f->event = c->e->id;
        f->a = f->b = c->e->kind_name;
    }
    return f;
}

/* A finding that names something, and with it a value that would be right, or near. */
static hotline_status publish_tell(const publish_checking *c, finding_code code, int32_t severity, text what, text right) {
    finding *f = publish_find(c, code, severity);
    if (f == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    f->a = what;
    f->c = right;
    return HOTLINE_OK;
}

static hotline_status publish_bad_fact(const publish_checking *c, const char *name, const char *right) {
    finding_code code = hotline__publish_fact(c->e, name) != NULL ? FINDING_BAD_VALUE : FINDING_MISSING_FACT;
    return publish_tell(c, code, HOTLINE_SEVERITY_ERROR, hotline__text(name), hotline__text(right));
}

/* ---- which ranking, of which period ---- */

static text publish_nearest_ranking(const hotline_policy *policy, text word) {
    nearest near;
    uint32_t i;
    hotline__nearest_begin(&near, word);
    for (i = 0; i < policy->rankings_declared; i++) {
        hotline__nearest_try(&near, hotline__policy_ranking(policy, policy->ranking_order[i])->name);
    }
    return near.best;
}

static hotline_status publish_check_ranking(publish_checking *c) {
    text name = hotline__publish_words(c->e, "ranking");
    int32_t number;
    c->policy = hotline__rulebook_at(c->log->rulebook, c->e->at);
    if (c->policy == NULL && publish_find(c, FINDING_NO_POLICY, HOTLINE_SEVERITY_WARNING) == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    if (name.at == NULL) {
        return publish_bad_fact(c, "ranking", "text");
    }
    number = hotline__map_find(&c->log->rulebook->names.rankings, name);
    c->rule = c->policy != NULL && number != MAP_NONE ? hotline__policy_ranking(c->policy, number) : NULL;
    if (c->policy == NULL || c->rule != NULL) {
        return HOTLINE_OK;
    }
    return publish_tell(c, FINDING_UNKNOWN_RANKING, HOTLINE_SEVERITY_ERROR, name, publish_nearest_ranking(c->policy, name));
}

static hotline_status publish_check_period(const publish_checking *c) {
    static const char *const spelled[] = {"2021-05-03", "2021-05-03", "2021-05", "2021-Q2", "2021"}; /* from SPAN_DAY on */
    text name = hotline__publish_words(c->e, "period");
    int told = c->rule != NULL && c->rule->every >= SPAN_DAY;
    int64_t unused;
    if (name.at == NULL || (told && !hotline__period_number(c->rule->every, name, &unused))) {
        return publish_bad_fact(c, "period", told ? spelled[c->rule->every - SPAN_DAY] : "text");
    }
    return HOTLINE_OK;
}

/* ---- the order ---- */

static int publish_names_unit(const hotline_log *log, text unit) {
    int32_t number = hotline__map_find(&log->unit_ids, unit);
    return number != MAP_NONE && log->units[number].named;
}

/* The number of an entry, from 1, as text. */
static text publish_entry(hotline_log *log, uint32_t entry) {
    text none = {NULL, 0};
    hotline__buffer_clear(&log->words);
    hotline__buffer_add_number(&log->words, (int64_t)entry + 1);
    return log->words.status < 0 ? none : hotline__arena_text(&log->settling, hotline__buffer_text(&log->words));
}

static hotline_status publish_check_place(const publish_checking *c, const published_place *place) {
    text none = {NULL, 0};
    if (place->unit.at == NULL) {
        text entry = publish_entry(c->log, place->entry);
        return entry.at == NULL ? HOTLINE_ERROR_MEMORY : publish_tell(c, FINDING_BAD_PLACE, HOTLINE_SEVERITY_WARNING, entry, none);
    }
    if (place->again) {
        return publish_tell(c, FINDING_REPEATED_UNIT, HOTLINE_SEVERITY_WARNING, place->unit, none);
    }
    return publish_names_unit(c->log, place->unit) ? HOTLINE_OK
                                                   : publish_tell(c, FINDING_UNKNOWN_UNIT, HOTLINE_SEVERITY_WARNING, place->unit, none);
}

static hotline_status publish_check_order(const publish_checking *c) {
    published_order order;
    uint32_t i;
    HOTLINE_TRY(hotline__publish_order(&c->log->settling, c->e, &order));
    if (!order.held) {
        return publish_bad_fact(c, "order", "[\"a\", [\"b\", \"c\"]]");
    }
    for (i = 0; i < order.count; i++) {
        HOTLINE_TRY(publish_check_place(c, &order.places[i]));
    }
    return HOTLINE_OK;
}

/* ---- what else it carries ---- */

static int publish_carries(const event *e, text name) {
    static const char *const known[] = {"ranking", "period", "version", "order"};
    size_t i;
    for (i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (hotline__text_is(name, known[i])) {
            return 1;
        }
    }
    return e->replaced_by != NULL && hotline__text_is(name, "replaces");
}

static hotline_status publish_check_others(const publish_checking *c) {
    text none = {NULL, 0};
    uint32_t count = 0;
    const raw_fact *facts = hotline__event_facts(c->e, &count);
    uint32_t i;
    for (i = 0; i < count; i++) {
        if (!publish_carries(c->e, facts[i].key) && !hotline__event_is_nothing(&facts[i])) {
            HOTLINE_TRY(publish_tell(c, FINDING_UNEXPECTED_FACT, HOTLINE_SEVERITY_WARNING, facts[i].key, none));
        }
    }
    return HOTLINE_OK;
}

hotline_status hotline__publish_check(hotline_log *log, const event *e) {
    publish_checking c = {log, e, NULL, NULL};
    int64_t unused;
    HOTLINE_TRY(publish_check_ranking(&c));
    HOTLINE_TRY(publish_check_period(&c));
    if (!hotline__publish_version(e, &unused)) {
        HOTLINE_TRY(publish_bad_fact(&c, "version", "integer"));
    }
    HOTLINE_TRY(publish_check_order(&c));
    return publish_check_others(&c);
}
