/* SPDX-License-Identifier: MIT */
/*
 * The public door to rankings, and their working out: which units belong to one, and what each is worth. It refuses to order them
 * (ranking_order.c), to know formulas (score.c) and to remember what was published (publication.c).
 */
#include "ranking_impl.h"

#include <string.h>

hotline_status hotline_ranking_new(const hotline_log *log, const hotline_tally *tally, hotline_ranking **out) {
    hotline_ranking *r;
    if (log == NULL || tally == NULL || out == NULL || tally->rulebook != log->rulebook) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    r = hotline__allocate_zeroed(log->context, 1, sizeof *r);
    if (r == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    r->log = log;
    r->tally = tally;
    hotline__arena_init(&r->keep, log->context);
    hotline__arena_init(&r->folding, log->context);
    hotline__buffer_init(&r->lines, log->context);
    hotline__buffer_init(&r->words, log->context);
    hotline__publications_init(&r->published, log);
    hotline__matter_init(&r->m, log->rulebook, log, &r->folding, hotline__duty_answer);
    *out = r;
    return HOTLINE_OK;
}

void hotline_ranking_free(hotline_ranking *ranking) {
    if (ranking != NULL) {
        hotline__arena_free(&ranking->keep);
        hotline__arena_free(&ranking->folding);
        hotline__buffer_free(&ranking->lines);
        hotline__buffer_free(&ranking->words);
        hotline__publications_free(&ranking->published);
        hotline__release(ranking->log->context, ranking, sizeof *ranking);
    }
}

/* ---- which ranking, of which period ---- */

/* 1: a period of that name begins while the policy is in force. */
static int ranking_rules(const hotline_ranking *r, const hotline_policy *policy, const ranking_rule *rule, text name, period *when,
                         hotline_status *status) {
    const char *unused = NULL;
    if (rule == NULL) {
        return 0;
    }
    *status = HOTLINE_UNDEFINED;
    if (rule->every != SPAN_UNDEFINED) {
        *status =
            hotline__period_named(&policy->periods, rule->every, name, hotline__calendar_offset(r->log->rulebook->calendar), when, &unused);
    }
    return *status == HOTLINE_OK && hotline__rulebook_at(r->log->rulebook, when->from) == policy;
}

/*
 * The policy says nothing of how such periods begin. Is it in force on some day on which one of that name could? A month of any policy begins
 * in the one that it is named after, or in the one before.
 */
static int ranking_could_rule(const hotline_ranking *r, const hotline_policy *policy, uint8_t every, text name) {
    static const periods_rule plain = {.month_from = 1, .day_form = RULE_PLAIN, .week_form = RULE_PLAIN, .month_form = RULE_PLAIN};
    static const hotline_day before[] = {0, 0, 0, 6, 30, 30, 30}; /* by duty_span */
    static const hotline_day after[] = {0, 0, 0, 0, 27, 27, 27};
    const char *unused = NULL;
    int32_t offset = hotline__calendar_offset(r->log->rulebook->calendar);
    period when;
    hotline_day day;
    if (hotline__period_named(&plain, every <= SPAN_WEEK ? SPAN_DAY : every, name, offset, &when, &unused) != HOTLINE_OK) {
        return 0;
    }
    for (day = when.first - before[every]; day <= when.first + after[every]; day++) {
        if (hotline__rulebook_at(r->log->rulebook, hotline__midnight(day, offset)) == policy) {
            return 1;
        }
    }
    return 0;
}

/* The item that leaves open whether the policy rules a period of that name; NULL: it does not, whatever it says. */
static const char *ranking_open_period(const hotline_ranking *r, const hotline_policy *policy, const ranking_rule *rule, text name) {
    uint8_t every;
    if (rule->every != SPAN_UNDEFINED) {
        return ranking_could_rule(r, policy, rule->every, name) ? hotline__period_path(rule->every) : NULL;
    }
    for (every = SPAN_DAY; every <= SPAN_YEAR && !ranking_could_rule(r, policy, every, name); every++) {
    }
    return every <= SPAN_YEAR ? rule->every_path : NULL;
}

/* Those that rule a period of that name, the earliest first. A week that begins on that date comes before one that only holds it. */
static void ranking_add_owner(hotline_ranking *r, const hotline_policy *policy, const period *when, text name) {
    int exact = hotline__text_is(name, when->name);
    uint32_t i;
    if (r->owner_count > 0 && exact != hotline__text_is(name, r->owners[0].when.name)) {
        if (!exact) {
            return;
        }
        r->owner_count = 0;
    }
    for (i = r->owner_count++; i > 0 && r->owners[i - 1].when.from > when->from; i--) {
        r->owners[i] = r->owners[i - 1];
    }
    r->owners[i].policy = policy;
    r->owners[i].when = *when;
}

/* The policies that rule a period of that name; when there is none, why. under: the only one that is asked, or NULL. */
static hotline_status ranking_find_owners(hotline_ranking *r, const hotline_policy *under, int32_t number, text name) {
    hotline_status found = HOTLINE_ERROR_NOT_FOUND;
    const char *open = NULL;
    uint32_t i;
    for (i = 0; i < r->log->rulebook->policy_count; i++) {
        const hotline_policy *policy = r->log->rulebook->policies[i];
        const ranking_rule *rule = under == NULL || policy == under ? hotline__policy_ranking(policy, number) : NULL;
        hotline_status status = HOTLINE_ERROR_NOT_FOUND;
        period when;
        if (ranking_rules(r, policy, rule, name, &when, &status)) {
            ranking_add_owner(r, policy, &when, name);
        } else if (status == HOTLINE_UNDEFINED) {
            const char *item = ranking_open_period(r, policy, rule, name);
            open = item != NULL ? item : open;
        } else if (status != HOTLINE_OK && found != HOTLINE_ERROR_SYNTAX) {
            found = status;
        }
    }
    if (r->owner_count > 0) {
        return HOTLINE_OK;
    }
    hotline__ranking_open_item(r, open);
    return open != NULL ? HOTLINE_UNDEFINED : found;
}

static hotline_status ranking_find(hotline_ranking *r, const hotline_policy *under, int32_t number, text name) {
    hotline_status status;
    r->owners = hotline__arena_take(&r->keep, ((size_t)r->log->rulebook->policy_count + 1) * sizeof *r->owners);
    if (r->owners == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    status = ranking_find_owners(r, under, number, name);
    if (r->owner_count > 0) {
        r->policy = r->owners[0].policy;
        r->when = r->owners[0].when;
        r->rule = hotline__policy_ranking(r->policy, number);
        r->score = hotline__policy_score(r->policy, r->rule->score);
    }
    return status;
}

/* ---- the units ---- */

static hotline_status ranking_add_unit(hotline_ranking *r, text unit, int32_t number) {
    standing *s;
    if (r->unit_count == r->unit_capacity &&
        !hotline__arena_grow(&r->keep, &r->units, r->unit_count, &r->unit_capacity, sizeof *r->units)) {
        return HOTLINE_ERROR_MEMORY;
    }
    s = &r->units[r->unit_count++];
    memset(s, 0, sizeof *s);
    s->unit = unit;
    s->number = number;
    return HOTLINE_OK;
}

/* Is there a figure of it? One whose figures were all taken back has none. */
static int ranking_counted(const hotline_tally *t, int32_t unit) {
    uint32_t i = 0;
    while (i < t->cell_count && (t->cells[i]->key.unit != unit || !hotline__tally_is_figure(t->cells[i]))) {
        i++;
    }
    return i < t->cell_count;
}

/* Those of the log, and those of which there are figures alone. */
static hotline_status ranking_gather(hotline_ranking *r) {
    uint32_t i;
    for (i = 0; i < r->log->units_named; i++) {
        HOTLINE_TRY(ranking_add_unit(r, r->log->units[r->log->unit_order[i]].id, (int32_t)r->log->unit_order[i]));
    }
    for (i = 0; i < r->tally->units.count; i++) {
        int32_t number = hotline__log_find_unit(r->log, r->tally->units.keys[i]);
        int named = number != NAME_NONE && r->log->units[number].named;
        if (!named && ranking_counted(r->tally, (int32_t)i)) {
            HOTLINE_TRY(ranking_add_unit(r, r->tally->units.keys[i], NAME_NONE));
        }
    }
    return HOTLINE_OK;
}

/* It cannot be told whether the unit belongs: for want of a fact, or of a rule; a table none of whose rows holds, or two, is none. */
static void ranking_doubt(hotline_ranking *r, standing *s, const frame *f, table_fault fault) {
    int undefined = f->undefined || fault != TABLE_FINE;
    s->state = undefined ? HOTLINE_STANDING_UNDEFINED : HOTLINE_STANDING_UNKNOWN;
    if (undefined) {
        hotline__ranking_open_item(r, fault != TABLE_FINE || f->cause == NULL ? r->rule->units.path : f->cause);
    }
}

/* 1: it is listed: in the group, or perhaps in it. */
static hotline_status ranking_belongs(hotline_ranking *r, standing *s, int *listed) {
    table_fault fault = TABLE_FINE;
    frame f;
    verdict v;
    hotline__unit_fold_until(&r->m, s->unit, s->number, r->at); /* as it was at the period's end */
    HOTLINE_TRY(r->m.status);
    f = hotline__matter_frame(&r->m, r->policy, MATTER_ROOT, r->at);
    v = hotline__matter_rule(&f, &r->rule->units, VERDICT_TRUE, &fault);
    s->grouped = v == VERDICT_TRUE;
    *listed = v != VERDICT_FALSE;
    if (v == VERDICT_UNKNOWN) {
        ranking_doubt(r, s, &f, fault);
    }
    return HOTLINE_OK;
}

static hotline_status ranking_select(hotline_ranking *r) {
    uint32_t kept = 0;
    uint32_t i;
    for (i = 0; i < r->unit_count; i++) {
        int listed = 0;
        HOTLINE_TRY(ranking_belongs(r, &r->units[i], &listed));
        if (listed) {
            r->units[kept++] = r->units[i];
        }
    }
    r->unit_count = kept;
    return HOTLINE_OK;
}

/* Of a unit that perhaps belongs to the group, all is unknown. */
static hotline_status ranking_add_total(hotline_ranking *r, const standing *s, int32_t measure) {
    const tally_counts *one = hotline__tally_find(r->tally, s->unit, measure, r->rule->every, r->when.first);
    tally_counts *sum = &r->totals[measure];
    int64_t *to = s->grouped ? &sum->den : &sum->unknown;
    if (one == NULL) {
        return HOTLINE_OK;
    }
    return (!s->grouped || hotline__add64(sum->num, one->num, &sum->num)) && hotline__add64(*to, one->den, to) &&
                   hotline__add64(sum->unknown, one->unknown, &sum->unknown)
               ? HOTLINE_OK
               : HOTLINE_ERROR_RANGE;
}

static hotline_status ranking_sum(hotline_ranking *r) {
    uint32_t i;
    uint32_t k;
    r->totals = hotline__arena_take_zeroed(&r->keep, (size_t)r->log->rulebook->names.measures.count + 1, sizeof *r->totals);
    if (r->totals == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (k = 0; k < r->policy->measures_declared; k++) {
        int32_t measure = r->policy->measure_order[k];
        int asked = hotline__score_reads(r->score, measure, 1);
        for (i = 0; i < r->unit_count && asked; i++) {
            HOTLINE_TRY(ranking_add_total(r, &r->units[i], measure));
        }
    }
    return HOTLINE_OK;
}

/* ---- what the policy leaves open, whoever is ranked; what only those who are level need is seen in ranking_ties.c ---- */

static void ranking_open_measure(hotline_ranking *r, int32_t measure) {
    const measure_rule *rule = hotline__policy_measure(r->policy, measure);
    if (rule != NULL && rule->undefined) {
        hotline__ranking_open_item(r, rule->path);
    }
}

static void ranking_open_part(hotline_ranking *r, const score_part *part) {
    uint32_t i;
    hotline__ranking_open_item(r, part->undefined);
    hotline__ranking_open_item(r, part->undefined == NULL && !part->rounded ? r->score->places_path : NULL);
    for (i = 0; i < part->is.count; i++) {
        if (part->is.ops[i].code == FORMULA_MEASURE || part->is.ops[i].code == FORMULA_TOTAL) {
            ranking_open_measure(r, part->is.ops[i].measure);
        }
    }
}

static void ranking_open_items(hotline_ranking *r) {
    uint32_t i;
    if (r->score != NULL && r->score->undefined) {
        hotline__ranking_open_item(r, r->score->path);
        return;
    }
    for (i = 0; r->score != NULL && i < r->score->part_count; i++) {
        ranking_open_part(r, &r->score->parts[i]);
    }
    ranking_open_measure(r, r->rule->measure);
}

/* ---- what a unit is worth ---- */

/* Not those that do not belong, or perhaps: they keep the reason. */
static void ranking_settle(standing *s, const score_value *v) {
    static const int32_t states[] = {HOTLINE_STANDING_RANKED, HOTLINE_STANDING_UNMEASURED, HOTLINE_STANDING_UNKNOWN,
                                     HOTLINE_STANDING_UNDEFINED, HOTLINE_STANDING_RANKED}; /* by HOTLINE_PART_* */
    s->value = v->value;
    if (s->state == HOTLINE_STANDING_RANKED) {
        s->state = states[v->state];
    }
}

static text ranking_words(hotline_ranking *r, const fraction *rounded, uint32_t places) {
    text none = {NULL, 0};
    hotline__buffer_clear(&r->words);
    hotline__fraction_write(rounded, places, &r->words);
    return r->words.status < 0 ? none : hotline__arena_text(&r->keep, hotline__buffer_text(&r->words));
}

static hotline_status ranking_show_part(hotline_ranking *r, const score_value *v, uint32_t places, part_shown *out) {
    out->state = v->state;
    out->value = (text){NULL, 0};
    if (v->state == HOTLINE_PART_KNOWN || v->state == HOTLINE_PART_GIVEN) {
        out->value = ranking_words(r, &v->value, places);
        return out->value.at != NULL ? HOTLINE_OK : HOTLINE_ERROR_MEMORY;
    }
    return HOTLINE_OK;
}

static hotline_status ranking_score(hotline_ranking *r, standing *s) {
    score_reading figures = hotline__ranking_reading(r, s);
    part_shown *shown = hotline__arena_take_zeroed(&r->keep, (size_t)r->score->part_count + 1, sizeof *shown);
    score_value *parts = hotline__arena_take(&r->folding, ((size_t)r->score->part_count + 1) * sizeof *parts);
    score_value total;
    uint32_t i;
    if (shown == NULL || parts == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (i = 0; i < r->score->part_count; i++) {
        hotline__score_part(&figures, &r->stack, r->score, &r->score->parts[i], &parts[i]);
        HOTLINE_TRY(ranking_show_part(r, &parts[i], r->score->parts[i].places, &shown[i]));
    }
    s->parts = shown;
    hotline__score_sum(r->score, parts, &total);
    ranking_settle(s, &total);
    if (total.state != HOTLINE_PART_KNOWN) {
        return HOTLINE_OK;
    }
    s->shown = ranking_words(r, &total.value, hotline__score_places(r->score));
    s->band = hotline__score_band(r->score, &total.value);
    return s->shown.at != NULL ? HOTLINE_OK : HOTLINE_ERROR_MEMORY;
}

/* A count in digits; a rate as it was counted, 19/20, which no rounding changed. */
static hotline_status ranking_measure(hotline_ranking *r, standing *s) {
    score_reading figures = hotline__ranking_reading(r, s);
    const measure_rule *rule = hotline__policy_measure(r->policy, r->rule->measure);
    uint32_t places = rule->places;
    const tally_counts *counts = hotline__tally_figure(r->tally, rule, s->unit, r->rule->measure, r->rule->every, r->when.first);
    score_value v;
    fraction num;
    hotline__score_measure(&figures, r->rule->measure, &v);
    ranking_settle(s, &v);
    if (v.state != HOTLINE_PART_KNOWN) {
        return HOTLINE_OK;
    }
    hotline__fraction_set(&num, counts->num, places);
    s->shown = ranking_words(r, &num, places);
    if (s->shown.at != NULL && rule->per_form != RULE_ABSENT) {
        hotline__buffer_add(&r->words, "/", 1);
        hotline__buffer_add_number(&r->words, counts->den);
        s->shown = hotline__arena_text(&r->keep, hotline__buffer_text(&r->words));
    }
    return s->shown.at != NULL && r->words.status >= 0 ? HOTLINE_OK : HOTLINE_ERROR_MEMORY;
}

static hotline_status ranking_value(hotline_ranking *r) {
    uint32_t i;
    for (i = 0; i < r->unit_count; i++) {
        standing *s = &r->units[i];
        if (r->score != NULL && r->score->undefined) {
            s->state = HOTLINE_STANDING_UNDEFINED;
            continue;
        }
        hotline__arena_reset(&r->folding);
        HOTLINE_TRY(r->score != NULL ? ranking_score(r, s) : ranking_measure(r, s));
        HOTLINE_TRY(hotline__ranking_chain(r, s));
    }
    return HOTLINE_OK;
}

/* ---- what was published ---- */

static hotline_status ranking_recall(hotline_ranking *r, int32_t number) {
    int64_t period_number = 0;
    uint32_t i;
    HOTLINE_TRY(hotline__publications_refresh(&r->published));
    (void)hotline__period_number(r->rule->every, hotline__text(r->when.name), &period_number);
    r->last = hotline__publication_of(&r->published, number, r->rule->every, period_number);
    for (i = 0; i < r->unit_count && r->last != NULL; i++) {
        publication_seat seat;
        if (hotline__publication_find(r->last, r->units[i].unit, &seat)) {
            r->units[i].published_rank = (int64_t)seat.before + 1;
        }
    }
    return HOTLINE_OK;
}

/* ---- working it out ---- */

static void ranking_begin(hotline_ranking *r) {
    hotline__arena_reset(&r->keep);
    r->policy = NULL;
    r->rule = NULL;
    r->last = NULL;
    r->units = NULL;
    r->order = NULL;
    r->owners = NULL;
    r->causes = NULL;
    r->cause_capacity = r->failed = 0;
    r->unit_count = r->unit_capacity = r->ranked_count = r->cause_count = r->owner_count = r->held = 0;
}

hotline_status hotline_ranking_work_out(hotline_ranking *ranking, const char *name, size_t name_len, const char *period_name,
                                        size_t period_len) {
    return hotline_ranking_work_out_under(ranking, NULL, name, name_len, period_name, period_len);
}

hotline_status hotline_ranking_work_out_under(hotline_ranking *ranking, const hotline_policy *policy, const char *name, size_t name_len,
                                              const char *period_name, size_t period_len) {
    text words;
    text when;
    int32_t number;
    if (ranking == NULL || name == NULL || period_name == NULL || !ranking->log->settled) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    ranking_begin(ranking);
    words.at = name;
    words.len = name_len;
    when.at = period_name;
    when.len = period_len;
    number = hotline__map_find(&ranking->log->rulebook->names.rankings, words);
    if (number == MAP_NONE) {
        return HOTLINE_ERROR_NOT_FOUND;
    }
    HOTLINE_TRY(ranking_find(ranking, policy, number, when));
    if (ranking->policy == NULL) {
        return ranking->failed ? HOTLINE_ERROR_MEMORY : HOTLINE_UNDEFINED;
    }
    if ((ranking->tally->spans >> ranking->rule->every & 1) == 0) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    ranking->at = ranking->when.to - 1 < ranking->log->now ? ranking->when.to - 1 : ranking->log->now;
    HOTLINE_TRY(ranking_gather(ranking));
    HOTLINE_TRY(ranking_select(ranking));
    HOTLINE_TRY(ranking_sum(ranking));
    HOTLINE_TRY(hotline__ranking_pool(ranking));
    ranking_open_items(ranking);
    HOTLINE_TRY(ranking_value(ranking));
    HOTLINE_TRY(hotline__ranking_order(ranking));
    HOTLINE_TRY(ranking_recall(ranking, number));
    if (ranking->failed) {
        return HOTLINE_ERROR_MEMORY;
    }
    ranking->held = 1;
    return ranking->cause_count > 0 ? HOTLINE_UNDEFINED : HOTLINE_OK;
}

/* ---- reading ---- */

const hotline_policy *hotline_ranking_also(const hotline_ranking *ranking, size_t index) {
    return ranking != NULL && ranking->held && index + 1 < ranking->owner_count ? ranking->owners[index + 1].policy : NULL;
}

size_t hotline_ranking_count(const hotline_ranking *ranking) {
    return ranking != NULL && ranking->held ? ranking->unit_count : 0;
}

hotline_status hotline_ranking_at(const hotline_ranking *ranking, size_t index, hotline_standing *out) {
    static const text none = {NULL, 0};
    const standing *s;
    if (ranking == NULL || out == NULL || out->struct_size < sizeof *out) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (index >= hotline_ranking_count(ranking)) {
        return HOTLINE_ERROR_NOT_FOUND;
    }
    s = ranking->order[index];
    out->state = s->state;
    out->rank = s->rank;
    out->rank_from_last = s->rank_from_last;
    out->level = s->level;
    out->published_rank = s->published_rank;
    hotline__text_lend(s->unit, &out->unit, &out->unit_len);
    hotline__text_lend(s->shown, &out->value, &out->value_len);
    hotline__text_lend(s->band != NULL ? s->band->name : none, &out->band, &out->band_len);
    hotline__text_lend(s->band != NULL ? s->band->label : none, &out->band_label, &out->band_label_len);
    return HOTLINE_OK;
}

hotline_status hotline_ranking_part(const hotline_ranking *ranking, size_t index, size_t part, hotline_score_part *out) {
    const score_part *rule;
    const part_shown *shown;
    if (ranking == NULL || out == NULL || out->struct_size < sizeof *out) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (index >= hotline_ranking_count(ranking) || ranking->order[index]->parts == NULL || part >= ranking->score->part_count) {
        return HOTLINE_ERROR_NOT_FOUND;
    }
    rule = &ranking->score->parts[part];
    shown = &ranking->order[index]->parts[part];
    out->state = shown->state;
    hotline__text_lend(rule->name, &out->name, &out->name_len);
    hotline__text_lend(rule->label, &out->label, &out->label_len);
    hotline__text_lend(rule->is.source, &out->formula, &out->formula_len);
    hotline__text_lend(shown->value, &out->value, &out->value_len);
    hotline__text_lend(rule->clause, &out->clause, &out->clause_len);
    return HOTLINE_OK;
}

hotline_status hotline_ranking_published(const hotline_ranking *ranking, int64_t *version) {
    if (ranking == NULL || version == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (!ranking->held || ranking->last == NULL) {
        return HOTLINE_ERROR_NOT_FOUND;
    }
    *version = ranking->last->version;
    return HOTLINE_OK;
}

const char *hotline_ranking_cause(const hotline_ranking *ranking, size_t cause, size_t *len) {
    if (ranking == NULL || cause >= ranking->cause_count) {
        return NULL;
    }
    return hotline__text_give(hotline__text(ranking->causes[cause]), len);
}
