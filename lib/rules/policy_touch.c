/* SPDX-License-Identifier: MIT */
/*
 * Which duties an event may touch, and which must be met before it, so that a fold looks at few; and that duties do not hang on one another in a circle. A duty too many
 * costs time only; one too few would be wrong: whatever cannot be told is touched by every event. It refuses to fold anything.
 */
#include "policy_read.h"

enum { TOUCH_CHAIN = 16 };

/* What a duty hangs on. */
typedef struct touch_duty {
    uint8_t *events;  /* by event: it may change something here */
    uint8_t *duties;  /* by duty: read here */
    uint8_t always;   /* hangs on time, or on what happens outside the matter: any event may show a change */
    uint8_t others;   /* reads what belongs to other objects than the event's own */
    uint8_t visiting; /* on the path of the search for circles */
    uint8_t done;
} touch_duty;

/* One event that carries a fact. */
typedef struct touch_carrier touch_carrier;
struct touch_carrier {
    const touch_carrier *next;
    int32_t event;
};

typedef struct touch_book {
    policy_reader *r;
    touch_duty *duties;             /* by number */
    const touch_carrier **carriers; /* by fact */
} touch_book;

static hotline_status touch_learn_carriers(touch_book *b) {
    policy_item item;
    b->carriers = hotline__policy_take(b->r, (size_t)b->r->names->facts.count + 1, sizeof *b->carriers);
    for (uint32_t i = 0; b->carriers != NULL && (item = hotline__policy_item_at(b->r, KIND_EVENT, i)).at != NULL; i++) {
        const event_rule *event = b->r->events[item.number];
        touch_carrier *carriers = hotline__policy_take(b->r, (size_t)event->fact_count + 1, sizeof *carriers);
        for (uint32_t k = 0; carriers != NULL && k < event->fact_count; k++) {
            carriers[k].event = item.number;
            carriers[k].next = b->carriers[event->facts[k].fact];
            b->carriers[event->facts[k].fact] = &carriers[k];
        }
        if (carriers == NULL) {
            return HOTLINE_ERROR_MEMORY;
        }
    }
    return b->carriers == NULL ? HOTLINE_ERROR_MEMORY : HOTLINE_OK;
}

/* ---- what conditions read ---- */

static void touch_fact(touch_book *b, touch_duty *d, int32_t fact) {
    uint8_t subject = b->r->facts[fact]->subject;
    d->always |= subject == OF_UNIT;
    d->others |= subject == OF_TICKET;
    for (const touch_carrier *c = b->carriers[fact]; c != NULL; c = c->next) {
        d->events[c->event] = 1;
    }
}

static void touch_state(touch_book *b, touch_duty *d, int32_t machine) {
    policy_item item;
    d->others |= b->r->machine_subjects[machine] == OF_TICKET;
    for (uint32_t i = 0; (item = hotline__policy_item_at(b->r, KIND_EVENT, i)).at != NULL; i++) {
        const event_rule *event = b->r->events[item.number];
        for (uint32_t k = 0; k < event->move_count; k++) {
            d->events[item.number] |= event->moves[k].machine == machine;
        }
    }
}

static void touch_duty_read(touch_book *b, touch_duty *d, int32_t duty) {
    d->duties[duty] = 1;
    d->others |= b->r->duty_subjects[duty] == OF_TICKET;
}

/* What an op hangs on, by its code; a code that is not named here is taken to hang on everything. */
enum { TOUCH_ALL, TOUCH_NOTHING, TOUCH_FACT, TOUCH_FACTS, TOUCH_EVENT, TOUCH_DUTY, TOUCH_DUTY_IN_TIME, TOUCH_STATE };

static const uint8_t touch_manners[] = {
    [OP_CONSTANT] = TOUCH_NOTHING,  [OP_NOT] = TOUCH_NOTHING,       [OP_AND] = TOUCH_NOTHING,    [OP_OR] = TOUCH_NOTHING,
    [OP_BY] = TOUCH_NOTHING,        [OP_FACT] = TOUCH_FACT,         [OP_FACT_TEXT] = TOUCH_FACT, [OP_FACT_IN] = TOUCH_FACT,
    [OP_FACT_HAS] = TOUCH_FACT,     [OP_FACT_UNDER] = TOUCH_FACT,   [OP_KNOWN] = TOUCH_FACT,     [OP_FACT_FACT] = TOUCH_FACTS,
    [OP_HAPPENED] = TOUCH_EVENT,    [OP_COUNT] = TOUCH_EVENT,       [OP_MET] = TOUCH_DUTY,       [OP_WAIVED] = TOUCH_DUTY,
    [OP_LATE] = TOUCH_DUTY_IN_TIME, [OP_OPEN] = TOUCH_DUTY_IN_TIME, [OP_STATE] = TOUCH_STATE,    [OP_MEASURE] = TOUCH_ALL,
};

static void touch_op(touch_book *b, touch_duty *d, const op *o) {
    switch (touch_manners[o->code]) {
    case TOUCH_NOTHING:
        break;
    case TOUCH_FACTS:
        touch_fact(b, d, (int32_t)o->b);
        /* fall through */
    case TOUCH_FACT:
        touch_fact(b, d, o->a);
        break;
    case TOUCH_EVENT:
        d->events[o->a] = 1;
        break;
    case TOUCH_DUTY_IN_TIME:
        d->always = 1; /* a due moment passes without any event */
        /* fall through */
    case TOUCH_DUTY:
        touch_duty_read(b, d, o->a);
        break;
    case TOUCH_STATE:
        touch_state(b, d, o->a);
        break;
    default:
        d->always = 1; /* round, time, any, all */
        d->others = 1;
        break;
    }
}

static void touch_condition(touch_book *b, touch_duty *d, const condition *c) {
    for (uint32_t i = 0; c != NULL && i < c->count; i++) {
        touch_op(b, d, &c->ops[i]);
    }
}

static void touch_rule(touch_book *b, touch_duty *d, const condition_rule *rule) {
    for (uint32_t i = 0; i < rule->count; i++) {
        touch_condition(b, d, rule->rows[i].when);
        touch_condition(b, d, rule->rows[i].then);
    }
}

static void touch_terms(touch_book *b, touch_duty *d, const term_rule *rule) {
    for (uint32_t i = 0; i < rule->count; i++) {
        touch_condition(b, d, rule->rows[i].when);
    }
}

/* Read when the instance is judged, not when it is touched: only the references count. */
static void touch_references(touch_book *b, touch_duty *d, const touch_duty *scratch) {
    for (uint32_t i = 0; i < b->r->names->duties.count; i++) {
        d->duties[i] |= scratch->duties[i];
    }
}

static void touch_fact_of(touch_book *b, touch_duty *d, int32_t fact) {
    if (fact != NAME_NONE) {
        touch_fact(b, d, fact);
    }
}

/* Whether and until when it is owed. A right is looked at whenever that may change, for once shut it stays shut. */
static void touch_judgement(touch_book *b, touch_duty *d, const duty_rule *rule) {
    touch_rule(b, d, &rule->when);
    touch_terms(b, d, &rule->within);
    for (uint32_t i = 0; i < rule->within.count; i++) {
        if (rule->within.rows[i].then.fact != TERM_NUMBER) {
            touch_fact(b, d, rule->within.rows[i].then.fact);
        }
    }
    touch_fact_of(b, d, rule->due_fact);
    touch_fact_of(b, d, rule->from_fact);
}

static hotline_status touch_read_duty(touch_book *b, touch_duty *d, const duty_rule *rule) {
    touch_duty judged = {NULL, NULL, 0, 0, 0, 0};
    judged.events = hotline__policy_take(b->r, (size_t)b->r->names->events.count + 1, 1);
    judged.duties = hotline__policy_take(b->r, (size_t)b->r->names->duties.count + 1, 1);
    if (judged.events == NULL || judged.duties == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    touch_condition(b, d, rule->owed);
    touch_condition(b, d, rule->restart);
    touch_rule(b, d, &rule->met);
    touch_rule(b, d, &rule->waive);
    touch_rule(b, d, &rule->pause);
    touch_judgement(b, rule->expiry == EXPIRY_SHUT ? d : &judged, rule);
    for (uint32_t i = 0; i < rule->extension_count; i++) {
        d->events[rule->extensions[i].grant] = 1;
        if (rule->extensions[i].asked != NAME_NONE) {
            d->events[rule->extensions[i].asked] = 1;
        }
        touch_terms(b, &judged, &rule->extensions[i].add);
    }
    touch_references(b, d, &judged);
    return HOTLINE_OK;
}

/* ---- circles, and what comes through other duties ---- */

static hotline_status touch_circle(touch_book *b, int32_t duty, const char *message) {
    policy_item item;
    uint32_t i = 0;
    while ((item = hotline__policy_item_at(b->r, KIND_DUTY, i)).number != duty) {
        i++;
    }
    hotline_status status = hotline__policy_fail_key(b->r, item.at, message);
    for (i = 0; i < b->r->names->duties.count; i++) {
        if (b->duties[i].visiting) {
            hotline__error_add_text(b->r->error, hotline__text(" "));
            hotline__error_add_text(b->r->error, b->r->names->duties.keys[i]);
        }
    }
    return status;
}

static hotline_status touch_follow(touch_book *b, int32_t duty, uint32_t depth) {
    touch_duty *d = &b->duties[duty];
    if (d->done) {
        return HOTLINE_OK;
    }
    if (d->visiting || depth > TOUCH_CHAIN) {
        return touch_circle(b, duty, d->visiting ? "duties hang on one another in a circle:" : "more than 16 duties hang on one another:");
    }
    d->visiting = 1;
    for (uint32_t i = 0; i < b->r->names->duties.count; i++) {
        if (!d->duties[i]) {
            continue;
        }
        HOTLINE_TRY(touch_follow(b, (int32_t)i, depth + 1));
        for (uint32_t k = 0; k < b->r->names->events.count; k++) {
            d->events[k] |= b->duties[i].events[k];
        }
        d->always |= b->duties[i].always;
        d->others |= b->duties[i].others;
    }
    d->visiting = 0;
    d->done = 1;
    return HOTLINE_OK;
}

/* ---- the lists ---- */

static uint32_t touch_count(const touch_book *b, int32_t event) {
    policy_item item;
    uint32_t count = 0;
    for (uint32_t i = 0; (item = hotline__policy_item_at(b->r, KIND_DUTY, i)).at != NULL; i++) {
        count += b->duties[item.number].always || b->duties[item.number].events[event];
    }
    return count;
}

static uint8_t touch_restarts(const condition *pattern, int32_t event) {
    for (uint32_t i = 0; pattern != NULL && i < pattern->count; i += 1 + pattern->ops[i].length) {
        if (pattern->ops[i].code == OP_HAPPENED && pattern->ops[i].a == event) {
            return 1;
        }
    }
    return 0;
}

static hotline_status touch_list(touch_book *b, int32_t event, const touched_duty **out, uint32_t *count) {
    policy_item item;
    uint32_t n = 0;
    touched_duty *list = hotline__policy_take(b->r, (size_t)touch_count(b, event) + 1, sizeof *list);
    if (list == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (uint32_t i = 0; (item = hotline__policy_item_at(b->r, KIND_DUTY, i)).at != NULL; i++) {
        const touch_duty *d = &b->duties[item.number];
        if (d->always || d->events[event]) {
            list[n].duty = item.number;
            list[n].before = touch_restarts(b->r->duties[item.number]->restart, event) || b->r->duties[item.number]->expiry == EXPIRY_SHUT;
            list[n].others = d->always || d->others || b->r->event_subjects[event] == OF_TICKET;
            n++;
        }
    }
    *out = list;
    *count = n;
    return HOTLINE_OK;
}

static hotline_status touch_lists(touch_book *b) {
    uint32_t events = b->r->names->events.count;
    const touched_duty **lists = hotline__policy_take(b->r, (size_t)events + 1, sizeof *lists);
    uint32_t *counts = hotline__policy_take(b->r, (size_t)events + 1, sizeof *counts);
    if (lists == NULL || counts == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (uint32_t i = 0; i < events; i++) {
        HOTLINE_TRY(touch_list(b, (int32_t)i, &lists[i], &counts[i]));
    }
    b->r->policy->touched = lists;
    b->r->policy->touched_count = counts;
    return HOTLINE_OK;
}

/* Duties that must be met before an event; event NAME_NONE: duties that are rights. */
static int touch_guards(const duty_rule *rule, int32_t event) {
    return event == NAME_NONE ? rule->expiry == EXPIRY_SHUT : rule->before_form == RULE_PLAIN && rule->before == event;
}

static hotline_status touch_guard_list(touch_book *b, int32_t event, const int32_t **out, uint32_t *count) {
    policy_item item;
    uint32_t n = 0;
    int32_t *list;
    for (uint32_t i = 0; (item = hotline__policy_item_at(b->r, KIND_DUTY, i)).at != NULL; i++) {
        n += (uint32_t)touch_guards(b->r->duties[item.number], event);
    }
    list = hotline__policy_take(b->r, (size_t)n + 1, sizeof *list);
    if (list == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    n = 0;
    for (uint32_t i = 0; (item = hotline__policy_item_at(b->r, KIND_DUTY, i)).at != NULL; i++) {
        if (touch_guards(b->r->duties[item.number], event)) {
            list[n++] = item.number;
        }
    }
    *out = list;
    *count = n;
    return HOTLINE_OK;
}

static hotline_status touch_guard_lists(touch_book *b) {
    uint32_t events = b->r->names->events.count;
    const int32_t **lists = hotline__policy_take(b->r, (size_t)events + 1, sizeof *lists);
    uint32_t *counts = hotline__policy_take(b->r, (size_t)events + 1, sizeof *counts);
    if (lists == NULL || counts == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (uint32_t i = 0; i < events; i++) {
        HOTLINE_TRY(touch_guard_list(b, (int32_t)i, &lists[i], &counts[i]));
    }
    b->r->policy->before = lists;
    b->r->policy->before_count = counts;
    return touch_guard_list(b, NAME_NONE, &b->r->policy->rights, &b->r->policy->right_count);
}

hotline_status hotline__policy_touch(policy_reader *r) {
    touch_book b = {r, NULL, NULL};
    policy_item item;
    uint32_t duties = r->names->duties.count;
    b.duties = hotline__policy_take(r, (size_t)duties + 1, sizeof *b.duties);
    if (b.duties == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    HOTLINE_TRY(touch_learn_carriers(&b));
    for (uint32_t i = 0; i < duties; i++) {
        b.duties[i].events = hotline__policy_take(r, (size_t)r->names->events.count + 1, 1);
        b.duties[i].duties = hotline__policy_take(r, (size_t)duties + 1, 1);
        if (b.duties[i].events == NULL || b.duties[i].duties == NULL) {
            return HOTLINE_ERROR_MEMORY;
        }
    }
    for (uint32_t i = 0; (item = hotline__policy_item_at(r, KIND_DUTY, i)).at != NULL; i++) {
        HOTLINE_TRY(touch_read_duty(&b, &b.duties[item.number], r->duties[item.number]));
    }
    for (uint32_t i = 0; (item = hotline__policy_item_at(r, KIND_DUTY, i)).at != NULL; i++) {
        HOTLINE_TRY(touch_follow(&b, item.number, 0));
    }
    HOTLINE_TRY(touch_lists(&b));
    return touch_guard_lists(&b);
}
