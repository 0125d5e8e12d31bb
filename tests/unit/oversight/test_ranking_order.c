/* SPDX-License-Identifier: MIT */
/*
 * The order of units: ranks from both ends with those who are level, measures that part them, and all of it where facts are missing.
 */
#include "rankings.h"

static void test_ranks(void **state) {
    static const ranking_row rows[] = {
        {"competition ranks from both ends", MEASURES, BY("'by':'n','ties':'all'"),
         OPEN("1", "a") OPEN("2", "b") OPEN("3", "b") OPEN("4", "c") OPEN("5", "d") OPEN("6", "d") OPEN("7", "d"),
         "d 1/4 3; b 2/3 2; a 3/1=2 1; c 3/1=2 1"},
        {"from the low end", MEASURES, BY("'by':'n','ties':'all','order':'low'"),
         OPEN("1", "a") OPEN("2", "b") OPEN("3", "b") OPEN("4", "c"), "a 1/2=2 1; c 1/2=2 1; b 3/1 2"},
        {"all level", MEASURES, BY("'by':'n','ties':'none'"), OPEN("1", "b") OPEN("2", "a"), "a 1/1=2 1; b 1/1=2 1"},
        {"shares are compared exactly, not as digits", MEASURES, BY("'by':'m','ties':'all'"),
         DONE("1", "a") FAILED("2", "a") DONE("3", "b") FAILED("4", "b") DONE("5", "b") FAILED("6", "b"), "a 1/1=2 1/2; b 1/1=2 2/4"},
        {"0 of 0 is neither first nor last", MEASURES, BY("'by':'m','ties':'all'"), DONE("1", "b") FAILED("2", "c") OPEN("3", "a"),
         "b 1/2 1/1; c 2/1 0/1; a unmeasured"},
        {"missing facts", MEASURES, BY("'by':'m','ties':'all'"), DONE("1", "b") DONE("2", "a") DARK("3", "a"), "b 1/1 1/1; a unknown"},
        {"a unit without anything counts 0", MEASURES, BY("'by':'w','ties':'all'"),
         DONE("1", "a") FAILED("2", "b") "k visit 04-01T08:00 t=- u=c", "a 1/3 2.0; c 2/2 0.0; b 3/1 -1.0"},
        {"nobody", MEASURES, "'units':'never','by':'n','ties':'all'", OPEN("1", "a"), ""},
        {"nobody, and something undefined is read", MEASURES, "'units':'never','by':'u','ties':'all'", OPEN("1", "a"), "(measures.u)"},
        {"an undefined measure", MEASURES, BY("'by':'u','ties':'all'"), OPEN("1", "a"), "a undefined (measures.u)"},
    };
    (void)state;
    RANKINGS(rows);
}

static void test_ties(void **state) {
    static const ranking_row rows[] = {
        {"the next measure parts them, the higher first", MEASURES, BY("'by':'n','ties':['m']"), FAILED("1", "a") DONE("2", "b"),
         "b 1/2 1; a 2/1 1"},
        {"also from the low end", MEASURES, BY("'by':'n','order':'low','ties':['m']"), FAILED("1", "a") DONE("2", "b"), "b 1/2 1; a 2/1 1"},
        {"one after the other", MEASURES, BY("'by':'n','ties':['v','m']"),
         DONE("1", "a") FAILED("2", "a") DONE("3", "b") OPEN("4", "b") FAILED("5", "c") DONE("6", "c"), "b 1/3 2; a 2/1=2 2; c 2/1=2 2"},
        {"no rate is behind a rate of 0", MEASURES, BY("'by':'n','ties':['m']"), OPEN("1", "a") FAILED("2", "b") OPEN("3", "c"),
         "b 1/3 1; a 2/1=2 1; c 2/1=2 1"},
        {"a measure in it that cannot be told", MEASURES, BY("'by':'n','ties':['m']"), DARK("1", "a") FAILED("2", "b"),
         "b 1/1 1; a unknown 1"},
        {"a measure in it that is undefined", MEASURES, BY("'by':'n','ties':['u']"), OPEN("1", "a") OPEN("2", "b"),
         "a 1/1=2 1; b 1/1=2 1 (measures.u)"},
        {"it is not read where the first differs", MEASURES, BY("'by':'n','ties':['m']"), OPEN("1", "a") OPEN("2", "a") DONE("3", "b"),
         "a 1/2 2; b 2/1 1"},
    };
    (void)state;
    RANKINGS(rows);
}

/* r: reports; y: contacts that reached somebody, of which DIM leaves one in the dark. */
#define CHAINED                                                                                                                            \
  "'measures':{'n':{'of':'dispatch','count':'always'},'r':{'of':'report','count':'always'},"                                               \
  "'m':{'of':'assignment','at':'dispatch','count':'result = done','per':'report'},'y':{'of':'contact','count':'outcome = reached'},"       \
  "'u':'undefined'}"
#define DIM(t) "k" t " contact 04-12T11:00 t=" t " on=d" t "; "

/* A figure of the chain that is not there is missed only by those who are level, or may be, in all that comes before it. */
static void test_ties_that_need_a_figure(void **state) {
    static const ranking_row rows[] = {
        {"level with nobody", CHAINED, BY("'by':'n','ties':['m']"), DARK("1", "a") FAILED("2", "b") DONE("3", "b"), "b 1/2 2; a 2/1 1"},
        {"alone", CHAINED, BY("'by':'n','ties':['m','y']"), DARK("1", "a") DIM("1"), "a 1/1 1"},
        {"two of three are level", CHAINED, BY("'by':'n','ties':['m']"), DARK("1", "a") DARK("2", "b") DARK("3", "c") DONE("4", "c"),
         "c 1/1 2; a unknown 1; b unknown 1"},
        {"told apart before it", CHAINED, BY("'by':'n','ties':['r','m']"), DONE("1", "a") OPEN("2", "a") DARK("3", "b") FAILED("4", "b"),
         "b 1/2 2; a 2/1 2"},
        {"level up to it", CHAINED, BY("'by':'n','ties':['r','m']"), DONE("1", "a") FAILED("2", "a") DARK("3", "b") FAILED("4", "b"),
         "a 1/1 2; b unknown 2"},
        {"perhaps level up to it", CHAINED, BY("'by':'n','ties':['m','y']"), DARK("1", "a") DONE("2", "b") DIM("2"),
         "a unknown 1; b unknown 1"},
        {"what the other's may be is below", CHAINED, BY("'by':'n','ties':['m','y']"),
         DARK("1", "a") FAILED("2", "a") DONE("3", "b") DONE("4", "b") DIM("4"), "b 1/1 2; a unknown 2"},
        {"the other's may be 0 of 0", CHAINED, BY("'by':'n','ties':['m','y']"), OPEN("1", "a") DIM("1") DARK("2", "b"),
         "a unknown 1; b unknown 1"},
        {"it is of something", CHAINED, BY("'by':'n','ties':['m','y']"),
         OPEN("1", "a") OPEN("2", "a") DIM("1") DARK("3", "b") DONE("4", "b"), "a 1/1 2; b unknown 2"},
        {"both may be anything", CHAINED, BY("'by':'n','ties':['m','r','y']"), DARK("1", "a") DARK("2", "b"), "a unknown 1; b unknown 1"},
        {"level with one that is not ranked", CHAINED, BY("'by':'m','ties':['y']"), DARK("1", "a") DONE("2", "b") DIM("2"),
         "b 1/1 1/1; a unknown"},
        {"undefined, and nobody is level", CHAINED, BY("'by':'n','ties':['u']"), OPEN("1", "a") OPEN("2", "b") OPEN("3", "b"),
         "b 1/2 2; a 2/1 1"},
        {"undefined, and told apart before it", CHAINED, BY("'by':'n','ties':['m','u']"), DONE("1", "a") FAILED("2", "b"),
         "a 1/2 1; b 2/1 1"},
        {"undefined, and level up to it", CHAINED, BY("'by':'n','ties':['m','u']"), DONE("1", "a") DONE("2", "b"),
         "a 1/1=2 1; b 1/1=2 1 (measures.u)"},
        {"undefined, and perhaps level up to it", CHAINED, BY("'by':'n','ties':['m','u']"), DONE("1", "a") DARK("2", "b"),
         "a 1/1 1; b unknown 1 (measures.u)"},
        {"what comes behind the undefined one", CHAINED, BY("'by':'n','ties':['u','m']"), DONE("1", "a") DARK("2", "b"),
         "a 1/1 1; b unknown 1 (measures.u)"},
    };
    (void)state;
    RANKINGS(rows);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_ranks), cmocka_unit_test(test_ties),
                                       cmocka_unit_test(test_ties_that_need_a_figure)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
