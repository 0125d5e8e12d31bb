/* SPDX-License-Identifier: MIT */
/*
 * The policies of one place over time, and which of them is in force when. It refuses to know what they say: a document is read elsewhere,
 * and one that cannot be read leaves no trace.
 */
#include "rulebook_impl.h"

#include <string.h>

#include "names_impl.h"
#include "policy_read.h"

/* A chain of documents that extend one another is at most this long. */
enum { RULEBOOK_DEPTH_MOST = 8, RULEBOOK_CAPACITY_LEAST = 8, RULEBOOK_NAME_KINDS = 9 };

/* ---- making and releasing ---- */

static hotline_status rulebook_begin(hotline_rulebook *r, const hotline_calendar *calendar) {
    hotline__arena_init(&r->arena, r->context);
    HOTLINE_TRY(hotline__names_init(&r->names, r->context));
    if (calendar == NULL) {
        HOTLINE_TRY(hotline_calendar_new(r->context, &r->own_calendar));
    }
    r->calendar = calendar != NULL ? calendar : r->own_calendar;
    r->calendar_fingerprint = hotline_calendar_fingerprint(r->calendar);
    return HOTLINE_OK;
}

hotline_status hotline_rulebook_new(const hotline_context *context, const hotline_calendar *calendar, hotline_rulebook **out) {
    if (context == NULL || out == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    hotline_rulebook *made = hotline__allocate_zeroed(context, 1, sizeof *made);
    if (made == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    made->context = context;
    hotline_status status = rulebook_begin(made, calendar);
    if (status < 0) {
        hotline_rulebook_free(made);
        return status;
    }
    *out = made;
    return HOTLINE_OK;
}

void hotline_rulebook_free(hotline_rulebook *rulebook) {
    if (rulebook == NULL) {
        return;
    }
    const hotline_context *context = rulebook->context;
    hotline__release(context, rulebook->policies, rulebook->policy_capacity * sizeof *rulebook->policies);
    hotline__release(context, rulebook->timeline, rulebook->policy_capacity * sizeof *rulebook->timeline);
    hotline__names_free(&rulebook->names);
    hotline__arena_free(&rulebook->arena);
    hotline_calendar_free(rulebook->own_calendar);
    hotline__release(context, rulebook, sizeof *rulebook);
}

/* ---- what a failed document must leave as it was ---- */

typedef struct rulebook_mark {
    uint32_t kinds[RULEBOOK_NAME_KINDS]; /* names of each kind */
    uint32_t *inner;                     /* values of each fact, then states of each machine */
    uint32_t inner_count;
    arena_block *block;
    size_t used;
} rulebook_mark;

static map *rulebook_names(names *n, size_t kind) {
    map *const maps[RULEBOOK_NAME_KINDS] = {&n->facts,    &n->machines, &n->events,   &n->roles,    &n->duties,
                                            &n->measures, &n->scores,   &n->rankings, &n->proposals};
    return maps[kind];
}

static hotline_status rulebook_mark_now(hotline_rulebook *r, rulebook_mark *mark) {
    const names *n = &r->names;
    mark->inner_count = n->facts.count + n->machines.count;
    mark->inner = hotline__allocate(r->context, ((size_t)mark->inner_count + 1) * sizeof *mark->inner);
    if (mark->inner == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (size_t i = 0; i < RULEBOOK_NAME_KINDS; i++) {
        mark->kinds[i] = rulebook_names(&r->names, i)->count;
    }
    for (uint32_t i = 0; i < n->facts.count; i++) {
        mark->inner[i] = n->values[i].count;
    }
    for (uint32_t i = 0; i < n->machines.count; i++) {
        mark->inner[n->facts.count + i] = n->states[i].count;
    }
    mark->block = r->arena.current;
    mark->used = r->arena.used;
    return HOTLINE_OK;
}

/* Takes the last names away. Nothing is allocated: the map had room for more. */
static void rulebook_rewind_map(map *m, uint32_t count) {
    uint32_t number = 0;
    if (m->count == count) {
        return;
    }
    hotline__map_clear(m);
    for (uint32_t i = 0; i < count; i++) {
        (void)hotline__map_add(m, m->keys[i], &number);
    }
}

/* The maps of values (or states) as they were; those of names that go are freed. */
static void rulebook_rewind_inner(map *maps, uint32_t now, const uint32_t *counts, uint32_t before) {
    for (uint32_t i = 0; i < now; i++) {
        if (i < before) {
            rulebook_rewind_map(&maps[i], counts[i]);
        } else {
            hotline__map_free(&maps[i]);
        }
    }
}

static void rulebook_rewind(hotline_rulebook *r, const rulebook_mark *mark) {
    names *n = &r->names;
    rulebook_rewind_inner(n->values, n->facts.count, mark->inner, mark->kinds[0]);
    rulebook_rewind_inner(n->states, n->machines.count, mark->inner + mark->kinds[0], mark->kinds[1]);
    for (size_t i = 0; i < RULEBOOK_NAME_KINDS; i++) {
        rulebook_rewind_map(rulebook_names(n, i), mark->kinds[i]);
    }
    hotline__arena_reset(&r->arena);
    if (mark->block != NULL) {
        r->arena.current = mark->block;
        r->arena.used = mark->used;
    }
}

/* ---- reading a document ---- */

static hotline_status rulebook_fail(hotline_error *error, text source, const json *at, hotline_status status, const char *message) {
    uint32_t line = 0;
    uint32_t column = 0;
    hotline__json_place(source.at, source.len, at->offset, &line, &column);
    hotline__error_set(error, status, message);
    hotline__error_place(error, line, column);
    hotline__error_path(error, at->key);
    hotline__error_add_quoted(error, at->value);
    return status;
}

static const hotline_policy *rulebook_find(const hotline_rulebook *r, text id) {
    for (uint32_t i = 0; i < r->policy_count; i++) {
        if (hotline__text_equal(r->policies[i]->id, id)) {
            return r->policies[i];
        }
    }
    return NULL;
}

static hotline_status rulebook_no_base(const hotline_rulebook *r, text source, const json *extends, hotline_error *error) {
    nearest n;
    hotline_status status = rulebook_fail(error, source, extends, HOTLINE_ERROR_DOCUMENT, "the rulebook holds no document ");
    hotline__nearest_begin(&n, extends->value);
    for (uint32_t i = 0; i < r->policy_count; i++) {
        hotline__nearest_try(&n, r->policies[i]->id);
    }
    hotline__nearest_tell(&n, error);
    return status;
}

static hotline_status rulebook_find_base(const hotline_rulebook *r, const json *raw, policy_document *document, hotline_error *error) {
    const json *extends = hotline__json_member(raw, "extends");
    if (extends == NULL || extends->kind != JSON_TEXT) {
        return HOTLINE_OK; /* of another kind: refused with all other members */
    }
    document->base = rulebook_find(r, extends->value);
    if (document->base == NULL) {
        return rulebook_no_base(r, document->source, extends, error);
    }
    document->depth = document->base->own->depth + 1;
    if (document->depth > RULEBOOK_DEPTH_MOST) {
        return rulebook_fail(error, document->source, extends, HOTLINE_ERROR_LIMIT,
                             "more than 8 documents extend one another, the last being ");
    }
    return HOTLINE_OK;
}

/* Who the document is, as far as its errors need it: the rest of its head is read with the body. */
static hotline_status rulebook_identify(hotline_rulebook *r, const json *raw, policy_document *document, hotline_error *error) {
    if (raw->kind != JSON_OBJECT) {
        return HOTLINE_OK; /* refused when read */
    }
    const json *id = hotline__json_member(raw, "id");
    if (id != NULL && id->kind == JSON_TEXT) {
        if (id->value.len == 0) {
            return rulebook_fail(error, document->source, id, HOTLINE_ERROR_DOCUMENT, "a document needs an id, not ");
        }
        if (rulebook_find(r, id->value) != NULL) {
            return rulebook_fail(error, document->source, id, HOTLINE_ERROR_DOCUMENT, "the rulebook already holds a document ");
        }
        document->id = hotline__arena_text(&r->arena, id->value);
        if (document->id.at == NULL) {
            return hotline__error_set(error, HOTLINE_ERROR_MEMORY, "out of memory");
        }
    }
    return rulebook_find_base(r, raw, document, error);
}

static hotline_status rulebook_read_tree(hotline_rulebook *r, arena *tree, policy_document *document, hotline_policy **out,
                                         hotline_error *error) {
    json *raw = NULL;
    HOTLINE_TRY(hotline__json_read(tree, document->source.at, document->source.len, &raw, error));
    HOTLINE_TRY(rulebook_identify(r, raw, document, error));
    return hotline__policy_read(&r->arena, &r->names, document, raw, r->calendar, out, error);
}

static hotline_status rulebook_read(hotline_rulebook *r, text source, hotline_policy **out, hotline_error *error) {
    arena tree; /* of the document alone: what stays is copied */
    policy_document *document = hotline__arena_take_zeroed(&r->arena, 1, sizeof *document);
    text kept = hotline__arena_text(&r->arena, source);
    if (document == NULL || kept.at == NULL) {
        return hotline__error_set(error, HOTLINE_ERROR_MEMORY, "out of memory");
    }
    document->source = kept;
    hotline__arena_init(&tree, r->context);
    hotline_status status = rulebook_read_tree(r, &tree, document, out, error);
    hotline__arena_free(&tree);
    return status;
}

/* ---- adding ---- */

/* Both lists grow together or not at all. */
static hotline_status rulebook_reserve(hotline_rulebook *r) {
    uint32_t capacity = r->policy_capacity == 0 ? (uint32_t)RULEBOOK_CAPACITY_LEAST : r->policy_capacity * 2;
    if (r->policy_count < r->policy_capacity) {
        return HOTLINE_OK;
    }
    hotline_policy **policies = hotline__allocate(r->context, capacity * sizeof *policies);
    const hotline_policy **timeline = hotline__allocate(r->context, capacity * sizeof *timeline);
    if (policies == NULL || timeline == NULL) {
        hotline__release(r->context, policies, capacity * sizeof *policies);
        hotline__release(r->context, timeline, capacity * sizeof *timeline);
        return HOTLINE_ERROR_MEMORY;
    }
    if (r->policy_count > 0) {
        memcpy(policies, r->policies, r->policy_count * sizeof *policies);
        memcpy(timeline, r->timeline, r->policy_count * sizeof *timeline);
    }
    hotline__release(r->context, r->policies, r->policy_capacity * sizeof *policies);
    hotline__release(r->context, r->timeline, r->policy_capacity * sizeof *timeline);
    r->policies = policies;
    r->timeline = timeline;
    r->policy_capacity = capacity;
    return HOTLINE_OK;
}

/* Of documents that begin on one day the later added is in force, for as long as it lasts. */
static void rulebook_replace(hotline_rulebook *r, const hotline_policy *by) {
    for (uint32_t i = 0; i < r->policy_count; i++) {
        hotline_policy *p = r->policies[i];
        int outlasts = by->expires == HOTLINE_DAY_NONE || (p->expires != HOTLINE_DAY_NONE && p->expires <= by->expires);
        p->replaced |= p->effective == by->effective && outlasts;
    }
}

/* A base is always added before what extends it: of equal dates the later one added stands later. */
static void rulebook_insert(hotline_rulebook *r, hotline_policy *policy) {
    uint32_t at = r->policy_count;
    while (at > 0 && r->timeline[at - 1]->effective > policy->effective) {
        r->timeline[at] = r->timeline[at - 1];
        at--;
    }
    r->timeline[at] = policy;
    rulebook_replace(r, policy);
    r->policies[r->policy_count++] = policy;
}

static hotline_status rulebook_add_marked(hotline_rulebook *r, text source, const rulebook_mark *mark, hotline_error *error) {
    hotline_policy *policy = NULL;
    hotline_status status = rulebook_read(r, source, &policy, error);
    if (status < 0) {
        rulebook_rewind(r, mark);
        return status;
    }
    rulebook_insert(r, policy);
    return HOTLINE_OK;
}

hotline_status hotline_rulebook_add(hotline_rulebook *rulebook, const char *bytes, size_t len, hotline_error *error) {
    rulebook_mark mark;
    text source = {bytes, len};
    if (rulebook == NULL || bytes == NULL) {
        return hotline__error_set(error, HOTLINE_ERROR_ARGUMENT, "rulebook and text are needed");
    }
    if (len > rulebook->context->max_document) {
        return hotline__error_set(error, HOTLINE_ERROR_LIMIT, "the document is larger than the context allows");
    }
    if (rulebook_reserve(rulebook) < 0 || rulebook_mark_now(rulebook, &mark) < 0) {
        return hotline__error_set(error, HOTLINE_ERROR_MEMORY, "out of memory");
    }
    hotline_status status = rulebook_add_marked(rulebook, source, &mark, error);
    hotline__release(rulebook->context, mark.inner, ((size_t)mark.inner_count + 1) * sizeof *mark.inner);
    return status;
}

/* ---- asking ---- */

uint32_t hotline_rulebook_policy_count(const hotline_rulebook *rulebook) {
    return rulebook == NULL ? 0 : rulebook->policy_count;
}

const hotline_policy *hotline_rulebook_policy(const hotline_rulebook *rulebook, uint32_t index) {
    return index < hotline_rulebook_policy_count(rulebook) ? rulebook->policies[index] : NULL;
}

static int rulebook_applies(const hotline_policy *p, hotline_day day) {
    return p->effective <= day && (p->expires == HOTLINE_DAY_NONE || day < p->expires);
}

/* Moments beyond the years 1 to 9999, and none at all, count as their edges. */
static hotline_day rulebook_day(const hotline_rulebook *r, hotline_instant at) {
    if (at < HOTLINE_DAY_FIRST * HOTLINE_DAY_MS) {
        return HOTLINE_DAY_FIRST - 1;
    }
    return at > HOTLINE_DAY_LAST * HOTLINE_DAY_MS ? HOTLINE_DAY_LAST : hotline__day_at(at, hotline__calendar_offset(r->calendar));
}

const hotline_policy *hotline__rulebook_at(const hotline_rulebook *r, hotline_instant at) {
    hotline_day day = rulebook_day(r, at);
    for (uint32_t i = r->policy_count; i > 0; i--) {
        if (r->as_if_in_force || rulebook_applies(r->timeline[i - 1], day)) {
            return r->timeline[i - 1];
        }
    }
    return NULL;
}

/* The first midnight after `at` on which some document begins or ends. */
static hotline_instant rulebook_boundary(const hotline_rulebook *r, hotline_instant at) {
    int32_t offset = hotline__calendar_offset(r->calendar);
    hotline_instant first = HOTLINE_NO_INSTANT;
    for (uint32_t i = 0; i < r->policy_count; i++) {
        hotline_day days[2] = {r->timeline[i]->effective, r->timeline[i]->expires};
        for (size_t k = 0; k < 2; k++) {
            hotline_instant midnight = days[k] == HOTLINE_DAY_NONE ? HOTLINE_NO_INSTANT : hotline__midnight(days[k], offset);
            if (midnight > at && (first == HOTLINE_NO_INSTANT || midnight < first)) {
                first = midnight;
            }
        }
    }
    return first;
}

hotline_instant hotline__rulebook_change(const hotline_rulebook *r, hotline_instant at) {
    const hotline_policy *now = hotline__rulebook_at(r, at);
    hotline_instant next = r->as_if_in_force ? HOTLINE_NO_INSTANT : rulebook_boundary(r, at);
    while (next != HOTLINE_NO_INSTANT && hotline__rulebook_at(r, next) == now) {
        next = rulebook_boundary(r, next);
    }
    return next;
}

int hotline__rulebook_personal(const hotline_rulebook *r, int32_t fact) {
    uint32_t i;
    for (i = 0; i < r->policy_count; i++) {
        const fact_rule *rule = hotline__policy_fact(r->policies[i], fact);
        if (rule != NULL && rule->personal) {
            return 1;
        }
    }
    return 0;
}

hotline_status hotline_rulebook_at(const hotline_rulebook *rulebook, hotline_instant at, const hotline_policy **out) {
    if (rulebook == NULL || out == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    *out = hotline__rulebook_at(rulebook, at);
    return *out != NULL ? HOTLINE_OK : HOTLINE_UNDEFINED;
}

hotline_status hotline_rulebook_assume_in_force(hotline_rulebook *rulebook, int32_t on) {
    if (rulebook == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    rulebook->as_if_in_force = on != 0;
    return HOTLINE_OK;
}

const hotline_calendar *hotline_rulebook_calendar(const hotline_rulebook *rulebook) {
    return rulebook == NULL ? NULL : rulebook->calendar;
}
