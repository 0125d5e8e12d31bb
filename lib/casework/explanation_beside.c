/* SPDX-License-Identifier: MIT */
/*
 * The clocks beside it: of several duties that are met alike the one that binds, which is due first; and the clock of the parent, where
 * a part of an assignment has more time than the whole. It refuses to change what is due.
 */
#include "explanation_impl.h"

/* Are two rules met by the same words? */
static int beside_alike(const condition_rule *a, const condition_rule *b) {
    return a->form == RULE_PLAIN && b->form == RULE_PLAIN && a->rows[0].then != NULL && b->rows[0].then != NULL &&
           hotline__text_equal(a->rows[0].then->source, b->rows[0].then->source);
}

/* Open, with a due moment that is known. */
static int beside_runs(const explanation *x, const instance *in, judgement *out) {
    if (in->end != END_NOT || in->frozen || in->unsettled) {
        return 0;
    }
    hotline__duty_judge(x->m, in, x->at, out);
    return out->state == HOTLINE_DUTY_OPEN && out->form == DUE_KNOWN;
}

static void beside_write(explanation *x, const char *type, const instance *other, const judgement *j, sentence s) {
    moment_words room[2];
    text gaps[TEMPLATE_GAPS] = {{NULL, 0}};
    hotline__explain_begin(x, type);
    hotline__explain_member(x, "duty", other->rule->name);
    hotline__explain_member(x, "assignment", hotline__matter_object_id(x->m, other->object));
    hotline__explain_instant(x, "due", j->when.at);
    hotline__explain_member(x, "clause", other->rule->cites.clause);
    hotline__explain_member(x, "source", other->rule->source);
    gaps[0] = hotline__explain_label(x, other->rule->name, other->rule->label);
    gaps[1] = hotline__explain_due(x, &j->when, &room[0]);
    gaps[2] = other->rule->cites.clause;
    gaps[3] = hotline__explain_due(x, &x->j.when, &room[1]);
    hotline__explain_end(x, s, gaps);
}

/* The first to be due among the open ones of the object that are met alike; said when there are several. */
static void beside_binding(explanation *x) {
    const instance *binding = NULL;
    judgement first = {.form = DUE_NONE};
    uint32_t alike = 0;
    uint32_t i;
    for (i = 0; i < x->m->instance_count; i++) {
        const instance *in = &x->m->instances[i];
        judgement j;
        if (in->object != x->in.object || !beside_alike(&in->rule->met, &x->in.rule->met) || !beside_runs(x, in, &j)) {
            continue;
        }
        alike++;
        if (binding == NULL || j.when.at < first.when.at) {
            binding = in;
            first = j;
        }
    }
    if (alike > 1) {
        beside_write(x, "binding", binding, &first, SAYS_BINDING);
    }
}

/* The same duty of what this is a part of, when that is due earlier. */
static void beside_parent(explanation *x) {
    uint32_t parent = x->m->objects[x->in.object].parent;
    uint32_t current = parent != MATTER_NONE ? x->m->objects[parent].current[x->in.duty] : 0;
    judgement j;
    if (current != 0 && beside_runs(x, &x->m->instances[current - 1], &j) && j.when.at < x->j.when.at) {
        beside_write(x, "parent", &x->m->instances[current - 1], &j, SAYS_PARENT);
    }
}

void hotline__explain_beside(explanation *x) {
    if (x->j.state == HOTLINE_DUTY_OPEN && x->j.form == DUE_KNOWN) {
        beside_binding(x);
        beside_parent(x);
    }
}
