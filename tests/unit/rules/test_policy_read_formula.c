/* SPDX-License-Identifier: MIT */
/* Formulas of scores as they are read: what is refused, at which sign, and how wide a result may get. */
#include "policy_document.h"

#define F(formula)                                                                                                                         \
  { "scores", "{'score':{'places':2,'parts':{'p':{'is':'" formula "'}}}}", NULL, NULL }
#define P "scores.score.parts.p.is"
#define RATES8 "rate * rate * rate * rate * rate * rate * rate * rate"

static void formulas_wrong(void **state) {
    static const refusal rows[] = {
        {F(""), P, NULL, "expected a measure, a decimal or (, at the end"},
        {F(" "), P, NULL, "expected a measure, a decimal or (, at the end"},
        {F("rat"), P, NULL, "did you mean \"rate\"?"},
        {F("100 * rat"), P, NULL, "did you mean \"rate\"?"},
        {F("total(rat)"), P, NULL, "did you mean \"rate\"?"},
        {F("Rate"), P, NULL, "expected a measure, a decimal or (, at \"Rate\""},
        {F("rate rate"), P, NULL, "expected an operator, at \"rate\""},
        {F("100rate"), P, NULL, "expected an operator, at \"rate\""},
        {F("rate )"), P, NULL, "expected an operator, at \")\""},
        {F("rate ^ 2"), P, NULL, "expected an operator, at \"^ 2\""},
        {F("rate +"), P, NULL, "expected a measure, a decimal or (, at the end"},
        {F("rate - * 2"), P, NULL, "expected a measure, a decimal or (, at \"* 2\""},
        {F("+ rate"), P, NULL, "expected a measure, a decimal or (, at \"+ rate\""},
        {F("--rate"), P, NULL, "expected a measure, a decimal or (, at \"-rate\""},
        {F("(rate"), P, NULL, "expected ), at the end"},
        {F("()"), P, NULL, "expected a measure, a decimal or (, at \")\""},
        {F("min()"), P, NULL, "expected a measure, a decimal or (, at \")\""},
        {F("min(rate"), P, NULL, "expected a comma or ), at the end"},
        {F("max(rate; 2)"), P, NULL, "expected a comma or ), at \"; 2)\""},
        {F("total(rate"), P, NULL, "expected ), at the end"},
        {F("total(rate, received)"), P, NULL, "expected ), at \", received)\""},
        {F("total(2 * rate)"), P, NULL, "no such measure \"2\""},
        {F("sum(rate)"), P, NULL, "expected min(, max( or total("},
        {F("rate(2)"), P, NULL, "expected min(, max( or total("},
        {F("1."), P, NULL, "expected a decimal"},
        {F(".5"), P, NULL, "expected a measure, a decimal or (, at \".5\""},
        {F("1.0000000001"), P, NULL, "expected a decimal of at most 18 digits, 9 of them after the point"},
        {F("1234567890123456789"), P, NULL, "expected a decimal of at most 18 digits"},
        {F("1234567890.123456789"), P, NULL, "expected a decimal of at most 18 digits"},
        {F("1e3"), P, NULL, "expected an operator, at \"e3\""},
        {F("rate == 1"), P, NULL, "expected an operator, at \"== 1\""},
        {F("5 %"), P, NULL, "expected an operator, at \"%\""},
        {F(RATES8 " * " RATES8), P, NULL, "too many measures are multiplied or added for an exact result: divide it into parts"},
        {F("rate + rate + rate + rate + rate + rate + rate + rate + rate + rate + rate + rate + rate + rate + rate"), P, NULL,
         "divide it into parts"},
        {F("((((((((((((((((rate))))))))))))))))"), P, NULL, "nested too deeply"},
        {F("1 + 2 * (1 + 2 * (1 + 2 * (1 + 2 * (1 + 2 * (1 + 2 * (1 + 2 * (1 + 2 * (1 + 2 * (1 + 2 * (1 + 2 * (1 + 2 * (rate))))))))))))"),
         P, NULL, "nested too deeply"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        refusal_check(&rows[i]);
    }
}

static void formulas_right(void **state) {
    static const document_change rows[] = {
        F("rate"),
        F(" rate "),
        F("-rate"),
        F("- rate"),
        F("1"),
        F("100%"),
        F("0.5%"),
        F("123456789012345678"),
        F("0.123456789"),
        F("123456789.123456789"),
        F("min(rate)"),
        F("min( rate , 2 )"),
        F("max(1, 2, 3, rate)"),
        F("total( rate )"),
        F("2*rate/3-1+received"),
        F("rate * -2"),
        F("(((((((((((((((rate)))))))))))))))"),
        F(RATES8),
        F("min(" RATES8 ", 3)"),
        F("rate + rate + rate + rate + rate + rate + rate + rate + rate + rate + rate + rate"),
    };
    (void)state;
    ACCEPT(rows);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(formulas_wrong), cmocka_unit_test(formulas_right)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
