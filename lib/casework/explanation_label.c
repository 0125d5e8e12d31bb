/* SPDX-License-Identifier: MIT */
/*
 * A test of a condition as people say it in Chinese, by the labels that the policy gives: 诉求类别为咨询类 for category = consult. What has
 * no such form, and every test in English, stays as the policy writes it. And what of the policy an answer hangs on, by its path. It
 * refuses to know whether a test holds.
 */
#include "explanation_impl.h"

#include <string.h>

static text label_fact(const explanation *x, int32_t fact) {
    const fact_rule *rule = hotline__policy_fact(x->in.policy, fact);
    return hotline__explain_label(x, rule->name, rule->label);
}

static text label_value(const explanation *x, int32_t fact, int64_t number) {
    const fact_rule *rule = hotline__policy_fact(x->in.policy, fact);
    text none = {NULL, 0};
    text label = number >= 0 && (uint64_t)number < rule->value_count ? rule->value_labels[number] : none;
    return hotline__explain_label(x, x->m->rulebook->names.values[fact].keys[number], label);
}

static void label_join(buffer *out, text a, const char *words, text b) {
    hotline__buffer_add_text(out, a);
    hotline__buffer_puts(out, words);
    hotline__buffer_add_text(out, b);
}

static int label_fact_test(const explanation *x, const op *o, buffer *out) {
    static const char *const signs[] = {"为", "不为", "小于", "不大于", "大于", "不小于"}; /* by op_compare */
    const fact_rule *rule = hotline__policy_fact(x->in.policy, o->a);
    if (rule == NULL || (o->flags & OP_FIRST) != 0) {
        return 0;
    }
    if (rule->type == FACT_FLAG) {
        static const text nothing = {NULL, 0};
        label_join(out, nothing, (o->b != 0) == (o->compare == IS_EQUAL) ? "" : "非", label_fact(x, o->a));
    } else if (rule->type == FACT_ONE_OF) {
        label_join(out, label_fact(x, o->a), signs[o->compare], label_value(x, o->a, o->b));
    } else if (rule->type == FACT_INTEGER) {
        hotline__buffer_add_text(out, label_fact(x, o->a));
        hotline__buffer_puts(out, signs[o->compare]);
        hotline__buffer_add_number(out, o->b);
    } else {
        return 0;
    }
    return 1;
}

static int label_in(const explanation *x, const op *o, buffer *out) {
    uint32_t said = 0;
    int64_t i;
    hotline__buffer_add_text(out, label_fact(x, o->a));
    hotline__buffer_puts(out, "属于");
    for (i = 0; i < FACT_VALUES_MAX; i++) {
        if (((uint64_t)o->b >> i & 1) != 0) {
            hotline__buffer_puts(out, said++ == 0 ? "" : "、");
            hotline__buffer_add_text(out, label_value(x, o->a, i));
        }
    }
    return 1;
}

static int label_event(const explanation *x, const op *o, buffer *out) {
    const event_rule *rule = hotline__policy_event(x->in.policy, o->a);
    if (rule == NULL || rule->label.len == 0 || o->length != 0) {
        return 0;
    }
    label_join(out, rule->label, "", (text){NULL, 0});
    return 1;
}

static int label_duty(const explanation *x, const op *o, buffer *out) {
    static const char *const words[] = {"已履行", "逾期", "尚未履行", "已免除"}; /* from OP_MET on */
    const duty_rule *rule = hotline__policy_duty(x->in.policy, o->a);
    label_join(out, hotline__explain_label(x, rule->name, rule->label), words[o->code - OP_MET], (text){NULL, 0});
    return 1;
}

static int label_state(const explanation *x, const op *o, buffer *out) {
    const machine_rule *rule = hotline__policy_machine(x->in.policy, o->a);
    text label = {NULL, 0};
    if (o->b >= 0 && (uint64_t)o->b < rule->state_count) {
        label = rule->state_labels[o->b];
    }
    label_join(out, hotline__explain_label(x, rule->name, rule->label), o->compare == IS_EQUAL ? "为" : "不为",
               hotline__explain_label(x, x->m->rulebook->names.states[o->a].keys[o->b], label));
    return 1;
}

static int label_has(const explanation *x, const op *o, buffer *out) {
    label_join(out, label_fact(x, o->a), "包含", label_value(x, o->a, o->b));
    return 1;
}

static int label_known(const explanation *x, const op *o, buffer *out) {
    label_join(out, (text){NULL, 0}, "已填写", label_fact(x, o->a));
    return 1;
}

void hotline__explain_said(const explanation *x, const condition *c, const op *o, buffer *out) {
    static const struct {
        uint8_t code;
        int (*say)(const explanation *x, const op *o, buffer *out);
    } forms[] = {{OP_FACT, label_fact_test}, {OP_FACT_IN, label_in}, {OP_FACT_HAS, label_has}, {OP_KNOWN, label_known},
                 {OP_HAPPENED, label_event}, {OP_MET, label_duty},   {OP_LATE, label_duty},    {OP_OPEN, label_duty},
                 {OP_WAIVED, label_duty},    {OP_STATE, label_state}};
    size_t i;
    for (i = 0; x->language == HOTLINE_LANGUAGE_ZH && i < sizeof forms / sizeof forms[0]; i++) {
        if (forms[i].code == o->code && (o->code == OP_STATE || (o->flags & OP_FIRST) == 0) && forms[i].say(x, o, out)) {
            return;
        }
    }
    hotline__buffer_add_text(out, hotline__explain_test(c, o));
}

/* ---- what is undefined ---- */

/* What makes a duty that has no other cause undefined: how it ends. Of `expiry` the path is put together in `values`. */
static text explain_end_item(const explanation *x) {
    const duty_rule *rule = x->in.rule;
    if (rule->met.form == RULE_UNDEFINED) {
        return hotline__text(rule->met.path);
    }
    if (rule->waive.form == RULE_UNDEFINED) {
        return hotline__text(rule->waive.path);
    }
    hotline__buffer_clear(x->values);
    if (rule->expiry == EXPIRY_UNDEFINED) {
        hotline__buffer_puts(x->values, "duties.");
        hotline__buffer_add_text(x->values, rule->name);
        hotline__buffer_puts(x->values, ".expiry");
    }
    return hotline__buffer_text(x->values);
}

text hotline__explain_item(const explanation *x) {
    static const text none = {NULL, 0};
    if (x->j.undefined != NULL) {
        return hotline__text(hotline__term_undefined_path(x->j.undefined));
    }
    return x->j.state == HOTLINE_DUTY_UNDEFINED && !x->in.unsettled ? explain_end_item(x) : none;
}
