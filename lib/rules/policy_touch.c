/* SPDX-License-Identifier: MIT */
/*
 * Which duties an event may touch, and which must be met before it, so that a fold looks at few; and that duties do not hang on one another in a circle. A duty too many
 * costs time only; one too few would be wrong: whatever cannot be told is touched by every event. It refuses to fold anything.
 */
#include "policy_read.h"

enum { TOUCH_CHAIN = 16 };

/* What a duty hangs on, part by part: bits TOUCHES_*. */
typedef struct touch_duty {
    uint8_t *events;  /* by event: the parts that it may change */
    uint8_t *duties;  /* by duty: the parts that read it */
    uint8_t always;   /* parts that hang on time, or on what happens outside the matter: any event may show a change */
    uint8_t part;     /* the one being read */
    uint8_t others;   /* parts that read what belongs to other objects than the event's own */
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
    d->always |= subject == OF_UNIT ? d->part : 0;
    d->others |= subject == OF_TICKET ? d->part : 0;
    for (const touch_carrier *c = b->carriers[fact]; c != NULL; c = c->next) {
        d->events[c->event] |= d->part;
    }
}

static void touch_state(touch_book *b, touch_duty *d, int32_t machine) {
    policy_item item;
    d->others |= b->r->machine_subjects[machine] == OF_TICKET ? d->part : 0;
    for (uint32_t i = 0; (item = hotline__policy_item_at(b->r, KIND_EVENT, i)).at != NULL; i++) {
        const event_rule *event = b->r->events[item.number];
        for (uint32_t k = 0; k < event->move_count; k++) {
            d->events[item.number] |= event->moves[k].machine == machine ? d->part : 0;
        }
    }
}

static void touch_duty_read(touch_book *b, touch_duty *d, int32_t duty) {
    d->duties[duty] |= d->part;
    d->others |= b->r->duty_subjects[duty] == OF_TICKET ? d->part : 0;
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
        d->events[o->a] |= d->part;
        break;
    case TOUCH_DUTY_IN_TIME:
        d->always |= d->part; /* a due moment passes without any event */
        /* fall through */
    case TOUCH_DUTY:
        touch_duty_read(b, d, o->a);
        break;
    case TOUCH_STATE:
        touch_state(b, d, o->a);
        break;
    default:
        d->always |= d->part; /* round, time, any, all */
        d->others |= d->part;
        break;
    }
}

/* A filter reads its event alone, which stays as it is. */
static void touch_condition(touch_book *b, touch_duty *d, const condition *c) {
    for (uint32_t i = 0; c != NULL && i < c->count; i++) {
        touch_op(b, d, &c->ops[i]);
        i += touch_manners[c->ops[i].code] == TOUCH_EVENT ? c->ops[i].length : 0;
    }
}

static void touch_pattern(touch_book *b, touch_duty *d, uint8_t part, const condition *c) {
    d->part = part;
    touch_condition(b, d, c);
}

static void touch_rule(touch_book *b, touch_duty *d, uint8_t part, const condition_rule *rule) {
    d->part = part;
    for (uint32_t i = 0; i < rule->count; i++) {
        touch_condition(b, d, rule->rows[i].when);
        touch_condition(b, d, rule->rows[i].then);
    }
}

static void touch_terms(touch_book *b, touch_duty *d, const term_rule *rule) {
    d->part = TOUCHES_JUDGED;
    for (uint32_t i = 0; i < rule->count; i++) {
        touch_condition(b, d, rule->rows[i].when);
    }
}

static void touch_fact_of(touch_book *b, touch_duty *d, int32_t fact) {
    if (fact != NAME_NONE) {
        touch_fact(b, d, fact);
    }
}

/* Whether and until when it is owed. */
static void touch_judgement(touch_book *b, touch_duty *d, const duty_rule *rule) {
    touch_rule(b, d, TOUCHES_JUDGED, &rule->when);
    touch_terms(b, d, &rule->within);
    for (uint32_t i = 0; i < rule->within.count; i++) {
        if (rule->within.rows[i].then.fact != TERM_NUMBER) {
            touch_fact(b, d, rule->within.rows[i].then.fact);
        }
    }
    touch_fact_of(b, d, rule->due_fact);
    touch_fact_of(b, d, rule->from_fact);
}

static void touch_extensions(touch_book *b, touch_duty *d, const duty_rule *rule) {
    for (uint32_t i = 0; i < rule->extension_count; i++) {
        d->events[rule->extensions[i].grant] |= TOUCHES_EXTENSION;
        if (rule->extensions[i].asked != NAME_NONE) {
            d->events[rule->extensions[i].asked] |= TOUCHES_EXTENSION;
        }
        touch_terms(b, d, &rule->extensions[i].add);
    }
}

static void touch_read_duty(touch_book *b, touch_duty *d, const duty_rule *rule) {
    touch_pattern(b, d, TOUCHES_OWED, rule->owed);
    touch_pattern(b, d, TOUCHES_RESTART, rule->restart);
    touch_rule(b, d, TOUCHES_MET, &rule->met);
    touch_rule(b, d, TOUCHES_WAIVE, &rule->waive);
    touch_rule(b, d, TOUCHES_PAUSE, &rule->pause);
    touch_judgement(b, d, rule);
    touch_extensions(b, d, rule);
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
            d->events[k] |= b->duties[i].events[k] != 0 ? d->duties[i] : 0;
        }
        d->always |= b->duties[i].always != 0 ? d->duties[i] : 0;
        d->others |= b->duties[i].others != 0 ? d->duties[i] : 0;
    }
    d->visiting = 0;
    d->done = 1;
    return HOTLINE_OK;
}

/* ---- the lists ---- */

/* The parts that an event may change; 0: it need not be looked at. A right is looked at as a whole, for once shut it stays shut. */
static uint8_t touch_parts(const touch_book *b, int32_t duty, int32_t event) {
    uint8_t parts = b->duties[duty].always | b->duties[duty].events[event];
    if (b->r->duties[duty]->expiry == EXPIRY_SHUT) {
        return parts != 0 ? TOUCHES_ALL : 0;
    }
    return parts & (TOUCHES_ALL ^ TOUCHES_JUDGED);
}

/* In the matter of a unit, or of a ticket, only its own duties are met with, and those of assignments. */
static uint8_t touch_parts_in(const touch_book *b, int32_t duty, int32_t event, int units) {
    uint8_t subject = b->r->duty_subjects[duty];
    return subject == OF_ASSIGNMENT || (subject == OF_UNIT) == units ? touch_parts(b, duty, event) : 0;
}

static uint32_t touch_count(const touch_book *b, int32_t event, int units) {
    policy_item item;
    uint32_t count = 0;
    for (uint32_t i = 0; (item = hotline__policy_item_at(b->r, KIND_DUTY, i)).at != NULL; i++) {
        count += touch_parts_in(b, item.number, event, units) != 0;
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

static touched_duty touch_make(const touch_book *b, int32_t duty, int32_t event, uint8_t parts) {
    const touch_duty *d = &b->duties[duty];
    const duty_rule *rule = b->r->duties[duty];
    touched_duty t = {duty, rule->subject, parts, 0, 0};
    t.others = ((d->always | d->others) & parts) != 0 || b->r->event_subjects[event] == OF_TICKET;
    t.before = touch_restarts(rule->restart, event) || rule->expiry == EXPIRY_SHUT;
    return t;
}

static hotline_status touch_list(touch_book *b, int32_t event, int units, touched_list *out) {
    policy_item item;
    uint32_t n = 0;
    touched_duty *list = hotline__policy_take(b->r, (size_t)touch_count(b, event, units) + 1, sizeof *list);
    if (list == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (uint32_t i = 0; (item = hotline__policy_item_at(b->r, KIND_DUTY, i)).at != NULL; i++) {
        uint8_t parts = touch_parts_in(b, item.number, event, units);
        if (parts != 0) {
            list[n] = touch_make(b, item.number, event, parts);
            out->before |= list[n++].before;
        }
    }
    out->duties = list;
    out->count = n;
    return HOTLINE_OK;
}

static hotline_status touch_lists(touch_book *b, int units) {
    uint32_t events = b->r->names->events.count;
    touched_list *lists = hotline__policy_take(b->r, (size_t)events + 1, sizeof *lists);
    if (lists == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (uint32_t i = 0; i < events; i++) {
        HOTLINE_TRY(touch_list(b, (int32_t)i, units, &lists[i]));
    }
    b->r->policy->touched[units] = lists;
    return HOTLINE_OK;
}

/* ---- duties of a kind ---- */

typedef int (*touch_is_fn)(const duty_rule *rule, int32_t event);

static int touch_is_before(const duty_rule *rule, int32_t event) {
    return rule->before_form == RULE_PLAIN && rule->before == event;
}

static int touch_is_right(const duty_rule *rule, int32_t event) {
    (void)event;
    return rule->expiry == EXPIRY_SHUT;
}

static int touch_is_periodic(const duty_rule *rule, int32_t event) {
    (void)event;
    return rule->owed == NULL && rule->every != SPAN_NONE;
}

static int touch_is_standing(const duty_rule *rule, int32_t event) {
    (void)event;
    return rule->owed == NULL && rule->every == SPAN_NONE;
}

static hotline_status touch_choose(touch_book *b, touch_is_fn is, int32_t event, const int32_t **out, uint32_t *count) {
    policy_item item;
    uint32_t n = 0;
    int32_t *list;
    for (uint32_t i = 0; (item = hotline__policy_item_at(b->r, KIND_DUTY, i)).at != NULL; i++) {
        n += (uint32_t)is(b->r->duties[item.number], event);
    }
    list = hotline__policy_take(b->r, (size_t)n + 1, sizeof *list);
    if (list == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    n = 0;
    for (uint32_t i = 0; (item = hotline__policy_item_at(b->r, KIND_DUTY, i)).at != NULL; i++) {
        if (is(b->r->duties[item.number], event)) {
            list[n++] = item.number;
        }
    }
    *out = list;
    *count = n;
    return HOTLINE_OK;
}

static hotline_status touch_kinds(touch_book *b) {
    hotline_policy *p = b->r->policy;
    uint32_t events = b->r->names->events.count;
    const int32_t **lists = hotline__policy_take(b->r, (size_t)events + 1, sizeof *lists);
    uint32_t *counts = hotline__policy_take(b->r, (size_t)events + 1, sizeof *counts);
    if (lists == NULL || counts == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (uint32_t i = 0; i < events; i++) {
        HOTLINE_TRY(touch_choose(b, touch_is_before, (int32_t)i, &lists[i], &counts[i]));
    }
    p->before = lists;
    p->before_count = counts;
    HOTLINE_TRY(touch_choose(b, touch_is_right, NAME_NONE, &p->rights, &p->right_count));
    HOTLINE_TRY(touch_choose(b, touch_is_periodic, NAME_NONE, &p->periodic, &p->periodic_count));
    return touch_choose(b, touch_is_standing, NAME_NONE, &p->standing, &p->standing_count);
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
        touch_read_duty(&b, &b.duties[item.number], r->duties[item.number]);
    }
    for (uint32_t i = 0; (item = hotline__policy_item_at(r, KIND_DUTY, i)).at != NULL; i++) {
        HOTLINE_TRY(touch_follow(&b, item.number, 0));
    }
    HOTLINE_TRY(touch_lists(&b, 0));
    HOTLINE_TRY(touch_lists(&b, 1));
    return touch_kinds(&b);
}
