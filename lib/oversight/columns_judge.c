/* SPDX-License-Identifier: MIT */
/*
 * What the verdicts of tests make of a measure, for many rows at once: three-valued and, or, not, and the weighing of tally_measure.c. It
 * refuses to know where the verdicts come from: they may be those of a block's rows, or of patterns that stand for many rows each.
 */
#include "columns_impl.h"

#include <string.h>

static void judge_and(const uint8_t *restrict b, uint8_t *restrict a) {
    for (size_t j = 0; j < COLUMNS_BLOCK; j++) {
        a[j] = a[j] < b[j] ? a[j] : b[j];
    }
}

static void judge_or(const uint8_t *restrict b, uint8_t *restrict a) {
    for (size_t j = 0; j < COLUMNS_BLOCK; j++) {
        a[j] = a[j] > b[j] ? a[j] : b[j];
    }
}

static void judge_not(uint8_t *a) {
    for (size_t j = 0; j < COLUMNS_BLOCK; j++) {
        a[j] = (uint8_t)(SAYS_YES - a[j]);
    }
}

/* Leaves the condition's verdicts in p->verdicts[0]; without a condition: `absent`. */
static void judge_program(columns_plan *p, const column_program *c, uint8_t absent, const uint8_t *const *says) {
    uint32_t top = 0;
    memset(p->verdicts[0], absent, COLUMNS_BLOCK);
    for (uint32_t i = 0; i < c->count; i++) {
        const column_step *s = &c->steps[i];
        if (s->code == STEP_TEST) {
            memcpy(p->verdicts[top++], says[s->test], COLUMNS_BLOCK);
        } else if (s->code == STEP_CONSTANT) {
            memset(p->verdicts[top++], s->says, COLUMNS_BLOCK);
        } else if (s->code == STEP_NOT) {
            judge_not(p->verdicts[top - 1]);
        } else {
            top--;
            (s->code == STEP_AND ? judge_and : judge_or)(p->verdicts[top], p->verdicts[top - 1]);
        }
    }
}

/* The row that holds decides though others are unknown; two that hold cannot be told apart. */
static void judge_row(columns_plan *p, uint32_t row) {
    const uint8_t *holds = p->verdicts[0];
    for (size_t j = 0; j < COLUMNS_BLOCK; j++) {
        if (holds[j] == SAYS_YES) {
            p->outcome[j] = (uint16_t)(OUTCOME_COUNTED + 1 + row);
            p->found[j] = (uint8_t)(p->found[j] == 0 ? 1 : 2);
        }
        p->unsure[j] |= holds[j] == SAYS_UNKNOWN;
    }
}

static uint16_t judge_outcome(const columns_plan *p, size_t j) {
    if (p->per[j] == SAYS_NO) {
        return OUTCOME_NOT;
    }
    if (p->except[j] == SAYS_YES) {
        return p->per[j] == SAYS_YES ? OUTCOME_EXCEPTED : OUTCOME_NOT;
    }
    if (p->per[j] == SAYS_UNKNOWN || p->except[j] == SAYS_UNKNOWN || p->found[j] > 1 || (p->found[j] == 0 && p->unsure[j])) {
        return OUTCOME_UNKNOWN;
    }
    return p->outcome[j];
}

void hotline__columns_judge(columns_plan *p, const asked_measure *m, const uint8_t *const *says) {
    judge_program(p, &m->per, SAYS_YES, says);
    memcpy(p->per, p->verdicts[0], COLUMNS_BLOCK);
    judge_program(p, &m->except, SAYS_NO, says);
    memcpy(p->except, p->verdicts[0], COLUMNS_BLOCK);
    memset(p->found, 0, COLUMNS_BLOCK);
    memset(p->unsure, 0, COLUMNS_BLOCK);
    for (size_t j = 0; j < COLUMNS_BLOCK; j++) {
        p->outcome[j] = OUTCOME_COUNTED;
    }
    for (uint32_t i = 0; i < m->rule->weight_count; i++) {
        if (m->rule->weights[i].when != NULL) {
            judge_program(p, &m->rows[i], SAYS_NO, says);
            judge_row(p, i);
        }
    }
    for (size_t j = 0; j < COLUMNS_BLOCK; j++) {
        p->outcome[j] = judge_outcome(p, j);
    }
}
