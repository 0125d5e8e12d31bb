/* SPDX-License-Identifier: MIT */
/*
 * Pools: who is among the first by a measure, who is level at the edge, and all of it where facts are missing: inside or outside is only who
 * would be so whatever they are.
 */
#include "rankings.h"

#define POOL(by, top, ties) "'pool':{'by':'" by "','top':" top ",'ties':'" ties "'}"

static void test_pools(void **state) {
#define FIVE OPEN("1", "a") OPEN("2", "a") OPEN("3", "a") OPEN("4", "b") OPEN("5", "b") OPEN("6", "c") OPEN("7", "c") OPEN("8", "d")
    static const ranking_row rows[] = {
        {"the busiest", MEASURES, BY("'by':'n','ties':'all'," POOL("n", "1", "include")), FIVE,
         "a 1/1 3; b outside 2; c outside 2; d outside 1"},
        {"level at the edge: in", MEASURES, BY("'by':'n','ties':'all'," POOL("n", "2", "include")), FIVE,
         "a 1/3 3; b 2/1=2 2; c 2/1=2 2; d outside 1"},
        {"level at the edge: out", MEASURES, BY("'by':'n','ties':'all'," POOL("n", "2", "exclude")), FIVE,
         "a 1/1 3; b outside 2; c outside 2; d outside 1"},
        {"level at the edge: not said", MEASURES, BY("'by':'n','ties':'all'," POOL("n", "2", "undefined")), FIVE,
         "a 1/1 3; b undefined 2; c undefined 2; d outside 1 (rankings.k.pool.ties)"},
        {"not said, and it does not matter", MEASURES, BY("'by':'n','ties':'all'," POOL("n", "3", "undefined")), FIVE,
         "a 1/3 3; b 2/1=2 2; c 2/1=2 2; d outside 1"},
        {"fewer than that many", MEASURES, BY("'by':'n','ties':'all'," POOL("n", "9", "exclude")), FIVE,
         "a 1/4 3; b 2/2=2 2; c 2/2=2 2; d 4/1 1"},
        {"only the group counts", MEASURES, "'units':'known(kind)','by':'n','ties':'all'," POOL("n", "1", "exclude"),
         FIVE "k about 04-01T08:00 t=- u=b {'kind':'zone'}", "b 1/1 2"},
        {"who perhaps belongs may be before all", MEASURES, "'units':'kind = zone','by':'n','ties':'all'," POOL("n", "1", "include"),
         FIVE "k about 04-01T08:00 t=- u=b {'kind':'zone'}; l about 04-01T08:00 t=- u=c {'kind':'zone'}; "
              "m about 04-01T08:00 t=- u=d {'kind':'zone'}",
         "a unknown 3; b unknown 2; c unknown 2; d outside 1"},
        {"or may not be there", MEASURES, "'units':'kind = zone','by':'m','ties':'all'," POOL("m", "1", "exclude"),
         OPEN("1", "a") OPEN("2", "b") "k about 04-01T08:00 t=- u=b {'kind':'zone'}", "a unknown; b unknown"},
        {"by an undefined measure", MEASURES, BY("'by':'n','ties':'all'," POOL("u", "1", "include")), OPEN("1", "a"),
         "a undefined 1 (measures.u)"},
        {"0 of 0 is behind all", MEASURES, BY("'by':'n','ties':'all'," POOL("m", "1", "include")), OPEN("1", "a") FAILED("2", "b"),
         "b 1/1 1; a outside 1"},
        {"also behind a rate below 0", MEASURES, BY("'by':'n','ties':'all'," POOL("v", "1", "include")), OPEN("1", "a") FAILED("2", "b"),
         "b 1/1 1; a outside 1"},
    };
    (void)state;
    RANKINGS(rows);
}

/* A unit some of whose subjects cannot be told is inside where it would be whatever they are. */
static void test_pools_in_the_dark(void **state) {
    static const ranking_row rows[] = {
        {"inside whatever it is", MEASURES, BY("'by':'n','ties':'all'," POOL("w", "1", "include")),
         DONE("1", "a") DONE("2", "a") DARK("3", "a") OPEN("4", "b"), "a 1/1 3; b outside 1"},
        {"outside whatever it is", MEASURES, BY("'by':'n','ties':'all'," POOL("w", "1", "include")),
         DONE("1", "a") DONE("2", "a") DARK("3", "b"), "a 1/1 2; b outside 1"},
        {"it may be before, by its weight", MEASURES, BY("'by':'n','ties':'all'," POOL("w", "1", "include")),
         R("1") D("1", "a") C("1", "promised") DARK("2", "b"), "a unknown 1; b unknown 1"},
        {"it may be behind, by a weight below 0", MEASURES, BY("'by':'n','ties':'all'," POOL("w", "1", "include")),
         DONE("1", "a") DARK("2", "a") DARK("3", "a") DARK("4", "a") OPEN("5", "b"), "a unknown 4; b unknown 1"},
        {"a share that may be anything, but no more than the whole", MEASURES, BY("'by':'n','ties':'all'," POOL("m", "1", "include")),
         DONE("1", "a") DARK("2", "b"), "a 1/1 1; b unknown 1"},
        {"it may be nothing at all, level with who has nothing", MEASURES, BY("'by':'n','ties':'all'," POOL("m", "1", "include")),
         DARK("1", "a") OPEN("2", "b"), "a 1/1 1; b unknown 1"},
        {"both are inside, whichever is before", MEASURES, BY("'by':'n','ties':'all'," POOL("m", "2", "exclude")),
         DONE("1", "a") DARK("2", "b"), "a 1/1=2 1; b 1/1=2 1"},
        {"a share with bounds", MEASURES, BY("'by':'n','ties':'all'," POOL("m", "1", "exclude")),
         DONE("1", "a") DONE("2", "a") DARK("3", "a") DONE("4", "b") FAILED("5", "b"), "a 1/1 3; b outside 2"},
        {"of the third it is known that it is behind both", MEASURES, BY("'by':'n','ties':'all'," POOL("m", "2", "include")),
         DONE("1", "a") DONE("2", "b") DARK("3", "b") FAILED("4", "c"), "b 1/2 2; a 2/1 1; c outside 1"},
    };
    (void)state;
    RANKINGS(rows);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_pools), cmocka_unit_test(test_pools_in_the_dark)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
