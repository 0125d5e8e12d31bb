/* SPDX-License-Identifier: MIT */
/*
 * What was published, as the log has it: of each period the version that stands last, at which moment of the log; what is no publication;
 * where a unit stands in one. Shown as the published ranks of a, b and c, or - for none.
 */
#include "rankings.h"

typedef struct publication_row {
    const char *name;
    const char *every, *period;
    const char *events;
    const char *now;
    const char *shown;
} publication_row;

#define P(id, when, facts) id " publish " when " t=- {'ranking':'k'," facts "}; "
#define APRIL "'period':'2021-04',"
#define ABC "x visit 04-01T08:00 t=- u=a; y visit 04-01T08:00 t=- u=b; z visit 04-01T08:00 t=- u=c; "

static void show(ranking_world *w, char *out, size_t size) {
    size_t used = 0;
    int64_t version = -1;
    for (size_t i = 0; i < hotline_ranking_count(w->ranking); i++) {
        hotline_standing s;
        s.struct_size = sizeof s;
        assert_int_equal(hotline_ranking_at(w->ranking, i, &s), HOTLINE_OK);
        used += (size_t)snprintf(out + used, size - used, "%s%d ", s.unit, (int)s.published_rank);
    }
    if (hotline_ranking_published(w->ranking, &version) == HOTLINE_OK) {
        snprintf(out + used, size - used, "v%d", (int)version);
    } else {
        snprintf(out + used, size - used, "never");
    }
}

static void run(const publication_row *rows, size_t count) {
    size_t wrong = 0;
    for (size_t i = 0; i < count; i++) {
        char rules[1024];
        char shown[256];
        ranking_world w;
        snprintf(rules, sizeof rules,
                 "'measures':{'n':{'of':'dispatch','count':'always'}},'rankings':{'k':{'units':'always','every':'%s','by':'n','ties':'all',"
                 "'absent':'breaks'},'l':{'units':'always','every':'month','by':'n','ties':'all','absent':'breaks'}}",
                 rows[i].every);
        ranking_open(&w, rules, rows[i].events, rows[i].now);
        assert_int_equal(ranking_find_out(&w, "k", rows[i].period), HOTLINE_OK);
        show(&w, shown, sizeof shown);
        wrong += !casebook_same(rows[i].name, "published", shown, rows[i].shown);
        ranking_close(&w);
    }
    if (wrong > 0) {
        fail_msg("%lu of %lu differ", (unsigned long)wrong, (unsigned long)count);
    }
}

#define RUN(rows) run(rows, sizeof rows / sizeof rows[0])

static void test_versions(void **state) {
    static const publication_row rows[] = {
        {"never", "month", "2021-04", ABC, NULL, "a0 b0 c0 never"},
        {"once", "month", "2021-04", ABC P("p", "05-02T09:00", APRIL "'version':1,'order':['b','a','c']"), NULL, "a2 b1 c3 v1"},
        {"a tie shares the rank, and the next is further", "month", "2021-04",
         ABC P("p", "05-02T09:00", APRIL "'version':1,'order':[['c','b'],'a']"), NULL, "a3 b1 c1 v1"},
        {"the higher version, not the later", "month", "2021-04",
         ABC P("p", "05-02T09:00", APRIL "'version':2,'order':['b','a']") P("q", "05-03T09:00", APRIL "'version':1,'order':['a','b']"),
         NULL, "a2 b1 c0 v2"},
        {"of one version the later", "month", "2021-04",
         ABC P("q", "05-02T09:00", APRIL "'version':1,'order':['b','a']") P("p", "05-03T09:00", APRIL "'version':1,'order':['a']"), NULL,
         "a1 b0 c0 v1"},
        {"as it was before the second", "month", "2021-04",
         ABC P("p", "05-02T09:00", APRIL "'version':1,'order':['b','a']") P("q", "05-03T09:00", APRIL "'version':2,'order':['a','b']"),
         "05-02T10:00", "a2 b1 c0 v1"},
        {"taken back", "month", "2021-04",
         ABC P("p", "05-02T09:00", APRIL "'version':1,'order':['b','a']") "v void 05-03T09:00 t=- {'voids':'p'}", NULL, "a0 b0 c0 never"},
        {"replaced", "month", "2021-04",
         ABC P("p", "05-02T09:00",
               APRIL "'version':1,'order':['b','a']") "v replace 05-03T09:00 t=- "
                                                      "{'replaces':'p','ranking':'k','period':'2021-04','version':3,'order':['a']}",
         NULL, "a1 b0 c0 v3"},
        {"a version in words", "month", "2021-04", ABC P("p", "05-02T09:00", APRIL "'version':'12','order':['a']"), NULL, "a1 b0 c0 v12"},
        {"a version that is none", "month", "2021-04", ABC P("p", "05-02T09:00", APRIL "'version':'two','order':['a']"), NULL,
         "a1 b0 c0 v0"},
        {"a version too long", "month", "2021-04", ABC P("p", "05-02T09:00", APRIL "'version':'1234567890','order':['a']"), NULL,
         "a1 b0 c0 v0"},
        {"a version of no kind", "month", "2021-04", ABC P("p", "05-02T09:00", APRIL "'version':true,'order':['a']"), NULL, "a1 b0 c0 v0"},
        {"without a version", "month", "2021-04", ABC P("p", "05-02T09:00", APRIL "'order':['a']"), NULL, "a1 b0 c0 v0"},
        {"of another month", "month", "2021-04", ABC P("p", "05-02T09:00", "'period':'2021-03','order':['a']"), NULL, "a0 b0 c0 never"},
        {"of a week, by its first date", "week", "2021-04-14", ABC P("p", "05-02T09:00", "'period':'2021-04-12','order':['a']"), NULL,
         "a1 b0 c0 v0"},
        {"of a week, by another of its dates", "week", "2021-04-14", ABC P("p", "05-02T09:00", "'period':'2021-04-13','order':['a']"), NULL,
         "a1 b0 c0 v0"},
        {"of a week, by two of its dates", "week", "2021-04-14",
         ABC P("p", "05-02T09:00", "'period':'2021-04-12','order':['a']") P("q", "05-03T09:00", "'period':'2021-04-18','order':['b']"),
         NULL, "a0 b1 c0 v0"},
        {"of the week before", "week", "2021-04-14", ABC P("p", "05-02T09:00", "'period':'2021-04-11','order':['a']"), NULL,
         "a0 b0 c0 never"},
        {"of a quarter", "quarter", "2021-Q2", ABC P("p", "05-02T09:00", "'period':'2021-Q2','order':['a']"), NULL, "a1 b0 c0 v0"},
        {"of a year", "year", "2021", ABC P("p", "05-02T09:00", "'period':'2021','order':['a']"), NULL, "a1 b0 c0 v0"},
    };
    (void)state;
    RUN(rows);
}

static void test_what_is_none(void **state) {
    static const publication_row rows[] = {
        {"of another ranking", "month", "2021-04", ABC "p publish 05-02T09:00 t=- {'ranking':'l','period':'2021-04','order':['a']}", NULL,
         "a0 b0 c0 never"},
        {"of no ranking", "month", "2021-04", ABC "p publish 05-02T09:00 t=- {'ranking':'j','period':'2021-04','order':['a']}", NULL,
         "a0 b0 c0 never"},
        {"without a ranking", "month", "2021-04", ABC "p publish 05-02T09:00 t=- {'period':'2021-04','order':['a']}", NULL,
         "a0 b0 c0 never"},
        {"a ranking that is a number", "month", "2021-04", ABC "p publish 05-02T09:00 t=- {'ranking':7,'period':'2021-04','order':['a']}",
         NULL, "a0 b0 c0 never"},
        {"without a period", "month", "2021-04", ABC P("p", "05-02T09:00", "'order':['a']"), NULL, "a0 b0 c0 never"},
        {"of a period that has no such name", "month", "2021-04", ABC P("p", "05-02T09:00", "'period':'April','order':['a']"), NULL,
         "a0 b0 c0 never"},
        {"before any policy", "month", "2021-04", ABC P("p", "2019-05-02T09:00", APRIL "'order':['a']"), NULL, "a0 b0 c0 never"},
        {"without an order", "month", "2021-04", ABC P("p", "05-02T09:00", APRIL "'version':1"), NULL, "a0 b0 c0 v1"},
        {"an order that is a text", "month", "2021-04", ABC P("p", "05-02T09:00", APRIL "'order':'a'"), NULL, "a0 b0 c0 v0"},
        {"an order that is an object", "month", "2021-04", ABC P("p", "05-02T09:00", APRIL "'order':{'a':1}"), NULL, "a0 b0 c0 v0"},
        {"an empty order", "month", "2021-04", ABC P("p", "05-02T09:00", APRIL "'order':[]"), NULL, "a0 b0 c0 v0"},
        {"an empty tie", "month", "2021-04", ABC P("p", "05-02T09:00", APRIL "'order':[[],'a']"), NULL, "a1 b0 c0 v0"},
        {"numbers among the names", "month", "2021-04", ABC P("p", "05-02T09:00", APRIL "'order':[1,['b',2],'a']"), NULL, "a4 b2 c0 v0"},
        {"a name twice: where it stands first", "month", "2021-04", ABC P("p", "05-02T09:00", APRIL "'order':['b','a','b']"), NULL,
         "a2 b1 c0 v0"},
        {"a name twice takes no second place", "month", "2021-04", ABC P("p", "05-02T09:00", APRIL "'order':['b','b','a']"), NULL,
         "a2 b1 c0 v0"},
        {"a name twice in a tie", "month", "2021-04", ABC P("p", "05-02T09:00", APRIL "'order':[['b','b'],'a',['a','c']]"), NULL,
         "a2 b1 c3 v0"},
        {"an empty name takes a place", "month", "2021-04", ABC P("p", "05-02T09:00", APRIL "'order':['','a']"), NULL, "a2 b0 c0 v0"},
    };
    (void)state;
    RUN(rows);
}

/* Several readings of one log, and of one that has grown. */
static void test_again(void **state) {
    ranking_world w;
    char shown[256];
    (void)state;
    ranking_open(&w,
                 "'measures':{'n':{'of':'dispatch','count':'always'}},'rankings':{'k':{'units':'always','every':'month','by':'n','ties':'"
                 "all','absent':'breaks'}}",
                 ABC P("p", "05-02T09:00", APRIL "'version':1,'order':['b']"), NULL);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(ranking_find_out(&w, "k", "2021-04"), HOTLINE_OK);
        show(&w, shown, sizeof shown);
        assert_string_equal(shown, "a0 b1 c0 v1");
    }
    casebook_add(&w.b, P("q", "05-03T09:00", APRIL "'version':2,'order':['c']"));
    casebook_settle(&w.b, NULL);
    assert_int_equal(ranking_find_out(&w, "k", "2021-04"), HOTLINE_OK);
    show(&w, shown, sizeof shown);
    assert_string_equal(shown, "a0 b0 c1 v2");
    ranking_close(&w);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_versions), cmocka_unit_test(test_what_is_none), cmocka_unit_test(test_again)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
