/* SPDX-License-Identifier: MIT */
/*
 * Tells of conditions and tables that they never hold, always do, or have a row that nothing needs; and keeps what is told within bounds.
 * It refuses to know what hangs on a condition.
 */
#include "policy_check.h"

static const text check_nothing = {NULL, 0};

hotline_status hotline__check_tell(policy_checker *c, const json *at, const char *code, uint8_t severity, const char *message, text a,
                                   text b) {
    if (c->can.exhausted || c->told > CHECK_FINDINGS) { /* without work to go on, nothing is certain */
        return HOTLINE_OK;
    }
    if (c->told++ == CHECK_FINDINGS) {
        return hotline__policy_finding_add(c->r, at, "check_bounded", SEVERITY_INFO, "there is more of this kind than is told here");
    }
    return hotline__policy_finding_tell(c->r, at, code, severity, message, a, b);
}

int hotline__check_is_literal(const condition *c) {
    return c->count == 1 && c->ops[0].code == OP_CONSTANT;
}

hotline_status hotline__check_condition(policy_checker *c, const json *at, const condition *tested, int32_t event) {
    if (tested == NULL || at == NULL || hotline__check_is_literal(tested)) {
        return HOTLINE_OK;
    }
    uint8_t can = hotline__possible_condition(&c->can, tested, event);
    if ((can & CAN_BE_TRUE) == 0) {
        return hotline__check_tell(c, at, "condition_never", SEVERITY_WARNING, "this can never hold: {a}[ ({b} cannot happen)]",
                                   tested->source, hotline__possible_culprit(&c->can, tested));
    }
    if (can == CAN_BE_TRUE) {
        return hotline__check_tell(c, at, "condition_always", SEVERITY_INFO, "this always holds: {a}", tested->source, check_nothing);
    }
    return HOTLINE_OK;
}

hotline_status hotline__check_rows(policy_checker *c, const json *table, const condition *const *rows, uint32_t count, int32_t event) {
    const json *otherwise = NULL;
    uint32_t i = 0;
    for (const json *row = table->first; row != NULL && i < count; row = row->next, i++) {
        if (rows[i] == NULL) {
            otherwise = row;
        } else if (!hotline__check_is_literal(rows[i]) && (hotline__possible_condition(&c->can, rows[i], event) & CAN_BE_TRUE) == 0) {
            HOTLINE_TRY(hotline__check_tell(c, row, "condition_never", SEVERITY_WARNING, "this can never hold: {a}[ ({b} cannot happen)]",
                                            rows[i]->source, hotline__possible_culprit(&c->can, rows[i])));
        }
    }
    if (otherwise == NULL || count == 1 || hotline__possible_none_holds(&c->can, rows, count, event)) {
        return HOTLINE_OK;
    }
    return hotline__check_tell(c, otherwise, "else_unused", SEVERITY_INFO, "one of the other rows always holds: this one never decides",
                               check_nothing, check_nothing);
}

hotline_status hotline__check_rule(policy_checker *c, const json *at, const condition_rule *rule, int32_t event) {
    if (at == NULL || rule->form == RULE_UNDEFINED || rule->form == RULE_ABSENT) {
        return HOTLINE_OK;
    }
    if (rule->form == RULE_PLAIN) {
        return hotline__check_condition(c, at, rule->rows[0].then, event);
    }
    const condition **rows = hotline__policy_take(c->r, rule->count, sizeof *rows);
    if (rows == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (uint32_t i = 0; i < rule->count; i++) {
        rows[i] = rule->rows[i].when;
    }
    return hotline__check_rows(c, at, rows, rule->count, event);
}
