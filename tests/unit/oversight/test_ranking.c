/* SPDX-License-Identifier: MIT */
/*
 * Rankings: which units belong and since when, which policy and period rule, scores with their parts, what is undefined, the lines, and what
 * the reader answers to wrong calls.
 */
#include "rankings.h"

#include "oversight/ranking_impl.h"

#define K(id, when, unit, kind) id " about " when " t=- u=" unit " {'kind':'" kind "'}; "

static void test_groups(void **state) {
    static const ranking_row rows[] = {
        {"by the facts at the period's end", MEASURES, "'units':'kind = zone','by':'n','ties':'all'",
         OPEN("1", "a") OPEN("2", "b") OPEN("3", "c") K("k", "04-30T23:59:59", "a", "zone") K("l", "05-01T00:00", "b", "zone")
             K("m", "04-02T08:00", "c", "street") K("o", "04-03T08:00", "c", "zone"),
         "a 1/1=2 1; c 1/1=2 1; b unknown 1"},
        {"a fact that is missing, and does not matter", MEASURES, "'units':'kind = zone and staff > 3','by':'n','ties':'all'",
         OPEN("1", "a") K("k", "04-01T08:00", "a", "street"), ""},
        {"corrected later", MEASURES, "'units':'kind = zone','by':'n','ties':'all'",
         OPEN("1", "a") K("k", "04-01T08:00", "a", "zone") "v void 05-02T08:00 t=- {'voids':'k'}", "a unknown 1"},
        {"a unit that only its own events name", MEASURES, "'units':'kind = zone','by':'n','ties':'all'",
         OPEN("1", "b") K("k", "04-01T08:00", "a", "zone") K("l", "04-01T08:00", "b", "zone"), "b 1/2 1; a 2/1 0"},
        {"undefined for some", MEASURES, "'units':{'kind = zone':'undefined','else':'yes'},'by':'n','ties':'all'",
         OPEN("1", "a") OPEN("2", "b") K("k", "04-01T08:00", "a", "zone") K("l", "04-01T08:00", "b", "street"),
         "b 1/1 1; a undefined 1 (rankings.k.units[kind = zone])"},
        {"a table that fits twice", MEASURES, "'units':{'visit':'yes','staff > 1':'no'},'by':'n','ties':'all'",
         "k visit 04-01T08:00 t=- u=a; l about 04-01T09:00 t=- u=a {'staff':2}", "a undefined 0 (rankings.k.units)"},
        {"a table that does not fit", MEASURES, "'units':{'visit':'yes','staff > 1':'no'},'by':'n','ties':'all'",
         "l about 04-01T09:00 t=- u=a {'staff':1}", "a undefined 0 (rankings.k.units)"},
        {"the period's other months do not count", MEASURES, "'units':'always','by':'n','ties':'all'",
         OPEN("1", "a") "r2 receive 05-01T00:00 t=2; d2 dispatch 05-01T00:00 t=2 u=a", "a 1/1 1"},
    };
    (void)state;
    RANKINGS(rows);
}

#define S(members) MEASURES ",'scores':{'s':{" members "}}"
#define BY_S "'units':'always','by':'s','ties':'all'"

static void test_scores(void **state) {
    static const ranking_row rows[] = {
        {"parts, each rounded, and their sum", S("'places':2,'parts':{'p':{'is':'10 * m'},'q':{'is':'n / 3'}}"), BY_S,
         DONE("1", "a") FAILED("2", "a") DONE("3", "b"), "b 1/2 10.33; a 2/1 5.67"},
        {"a value for 0 of 0", S("'places':1,'parts':{'p':{'is':'10 * m','if_undefined':'6'}}"), BY_S, DONE("1", "b") OPEN("2", "a"),
         "b 1/2 10.0; a 2/1 6.0"},
        {"no value for 0 of 0", S("'places':1,'parts':{'p':{'is':'10 * m'}}"), BY_S, DONE("1", "b") OPEN("2", "a"),
         "b 1/1 10.0; a unmeasured"},
        {"totals of the group", S("'places':3,'parts':{'p':{'is':'n / total(n)'},'q':{'is':'m - total(m)'}}"), BY_S,
         DONE("1", "a") DONE("2", "b") FAILED("3", "b"), "a 1/2 0.666; b 2/1 0.500"},
        {"what is outside the group is in no total", S("'places':3,'parts':{'p':{'is':'n / total(n)'}}"),
         "'units':'known(kind)','by':'s','ties':'all'", OPEN("1", "a") OPEN("2", "b") K("k", "04-01T08:00", "a", "zone"), "a 1/1 1.000"},
        {"what is outside the pool is in the total", S("'places':3,'parts':{'p':{'is':'n / total(n)'}}"),
         BY_S ",'pool':{'by':'n','top':1,'ties':'include'}", OPEN("1", "a") OPEN("2", "a") OPEN("3", "b"), "a 1/1 0.667; b outside 0.333"},
        {"who perhaps belongs is in the total, perhaps", S("'places':3,'parts':{'p':{'is':'n / total(n)'}}"),
         "'units':'kind = zone','by':'s','ties':'all'", OPEN("1", "a") OPEN("2", "b") K("k", "04-01T08:00", "a", "zone"),
         "a unknown; b unknown"},
        {"but not who has no figure", S("'places':3,'parts':{'p':{'is':'n / total(n)'}}"), "'units':'kind = zone','by':'s','ties':'all'",
         OPEN("1", "a") K("k", "04-01T08:00", "a", "zone") "v visit 04-01T08:00 t=- u=b", "a 1/1 1.000; b unknown 0.000"},
        {"measures of tickets and of their events have one figure for all",
         "'measures':{'n':{'of':'dispatch','count':'always'},'t':{'of':'ticket','at':'receive','count':'always'},"
         "'e':{'of':'receive','count':'always'}},"
         "'scores':{'s':{'places':2,'parts':{'p':{'is':'n / t'},'q':{'is':'10 * e'},'r':{'is':'100 * total(t)'}}}}",
         BY_S, OPEN("1", "a") OPEN("2", "a") OPEN("3", "b") OPEN("4", "b") OPEN("5", "b"), "b 1/2 550.60; a 2/1 550.40"},
        {"bands", S("'places':0,'parts':{'p':{'is':'100 * m'}},'bands':{'good':{'from':'50'},'poor':{}}"), BY_S,
         DONE("1", "a") FAILED("2", "a") FAILED("3", "b"), "a 1/2 50 good; b 2/1 0 poor"},
        {"the whole score is undefined", MEASURES ",'scores':{'s':'undefined'}", BY_S, OPEN("1", "a"), "a undefined (scores.s)"},
        {"everything that is undefined is named, once",
         S("'parts':{'p':{'is':'undefined'},'q':{'is':'u + 2 * u'},'t':{'is':'n','places':0}}"), BY_S, OPEN("1", "a"),
         "a undefined (scores.s.parts.p.is) (scores.s.places) (measures.u)"},
        {"what the ties read, too", MEASURES, "'units':'always','by':'n','ties':['u','m']", OPEN("1", "a") OPEN("2", "b"),
         "a 1/1=2 1; b 1/1=2 1 (measures.u)"},
        {"not what they do not read", MEASURES, "'units':'always','by':'n','ties':['u','m']", OPEN("1", "a"), "a 1/1 1"},
    };
    (void)state;
    RANKINGS(rows);
}

/* ---- parts ---- */

static void check_part(hotline_ranking *ranking, size_t index, size_t part, int32_t state, const char *words, const char *label) {
    hotline_score_part p;
    p.struct_size = sizeof p;
    assert_int_equal(hotline_ranking_part(ranking, index, part, &p), HOTLINE_OK);
    assert_int_equal(p.state, state);
    assert_int_equal(p.value == NULL, words == NULL);
    assert_int_equal(p.value_len, words != NULL ? strlen(words) : 0);
    if (words != NULL) {
        assert_string_equal(p.value, words);
    }
    assert_int_equal(p.label == NULL, label == NULL);
    if (label != NULL) {
        assert_string_equal(p.label, label);
    }
}

static void test_parts(void **state) {
    ranking_world w;
    hotline_score_part p;
    (void)state;
    ranking_open(&w,
                 S("'places':2,'parts':{'p':{'is':'10 * m','label':'P','clause':'3'},'q':{'is':'m / 3','if_undefined':'0.005','places':1},"
                   "'t':{'is':'u'}}") ",'rankings':{'k':{'units':'always','every':'month','by':'s','ties':'all','absent':'breaks'},"
                                      "'l':{'units':'always','every':'month','by':'n','ties':'all','absent':'breaks'}}",
                 OPEN("1", "a") DONE("2", "b"), "05-10T09:00");
    assert_int_equal(ranking_find_out(&w, "k", "2021-04"), HOTLINE_UNDEFINED);
    check_part(w.ranking, 0, 0, HOTLINE_PART_NO_RATE, NULL, "P");
    check_part(w.ranking, 0, 1, HOTLINE_PART_GIVEN, "0.0", NULL);
    check_part(w.ranking, 0, 2, HOTLINE_PART_UNDEFINED, NULL, NULL);
    check_part(w.ranking, 1, 0, HOTLINE_PART_KNOWN, "10.00", "P");
    check_part(w.ranking, 1, 1, HOTLINE_PART_KNOWN, "0.3", NULL);
    p.struct_size = sizeof p;
    assert_int_equal(hotline_ranking_part(w.ranking, 1, 0, &p), HOTLINE_OK);
    assert_string_equal(p.name, "p");
    assert_string_equal(p.formula, "10 * m");
    assert_string_equal(p.clause, "3");
    assert_int_equal(hotline_ranking_part(w.ranking, 0, 3, &p), HOTLINE_ERROR_NOT_FOUND);
    assert_int_equal(hotline_ranking_part(w.ranking, 2, 0, &p), HOTLINE_ERROR_NOT_FOUND);
    assert_int_equal(ranking_find_out(&w, "l", "2021-04"), HOTLINE_OK);
    assert_int_equal(hotline_ranking_part(w.ranking, 0, 0, &p), HOTLINE_ERROR_NOT_FOUND);
    ranking_close(&w);
}

/* ---- periods and policies ---- */

typedef struct period_row {
    const char *every, *period;
    hotline_status status;
    const char *shown;
} period_row;

static void test_periods(void **state) {
    static const period_row rows[] = {
        {"month", "2021-04", HOTLINE_OK, "a 1/1 1"},
        {"month", "2021-05", HOTLINE_OK, "a 1/1 0"},
        {"month", "2021-4", HOTLINE_ERROR_SYNTAX, ""},
        {"month", "2021-Q2", HOTLINE_ERROR_SYNTAX, ""},
        {"month", "", HOTLINE_ERROR_SYNTAX, ""},
        {"month", "2019-04", HOTLINE_ERROR_NOT_FOUND, ""},
        {"week", "2021-04-12", HOTLINE_OK, "a 1/1 1"},
        {"week", "2021-04-18", HOTLINE_OK, "a 1/1 1"},
        {"week", "2021-04-19", HOTLINE_OK, "a 1/1 0"},
        {"week", "2021-04-31", HOTLINE_ERROR_SYNTAX, ""},
        {"day", "2021-04-12", HOTLINE_OK, "a 1/1 1"},
        {"day", "2021-04-11", HOTLINE_OK, "a 1/1 0"},
        {"quarter", "2021-Q2", HOTLINE_OK, "a 1/1 1"},
        {"quarter", "2021-Q5", HOTLINE_ERROR_SYNTAX, ""},
        {"year", "2021", HOTLINE_OK, "a 1/1 1"},
        {"year", "9999", HOTLINE_ERROR_RANGE, ""},
        {"undefined", "2021-04", HOTLINE_UNDEFINED, "(rankings.k.every)"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char rules[1024];
        ranking_world w;
        snprintf(rules, sizeof rules, MEASURES ",'rankings':{'k':{'units':'always','every':'%s','by':'n','ties':'all','absent':'breaks'}}",
                 rows[i].every);
        ranking_open(&w, rules, OPEN("1", "a"), "05-10T09:00");
        if (ranking_find_out(&w, "k", rows[i].period) != rows[i].status) {
            fail_msg("%s %s: %d", rows[i].every, rows[i].period, (int)ranking_find_out(&w, "k", rows[i].period));
        }
        assert_true(casebook_same(rows[i].period, rows[i].every, ranking_shown(&w), rows[i].shown));
        ranking_close(&w);
    }
}

#define RANKING(every) "'rankings':{'k':{'units':'always','every':'" every "','by':'n','ties':'all','absent':'breaks'}}"

static void test_undefined_periods(void **state) {
    ranking_world w;
    size_t len = 0;
    (void)state;
    ranking_open(&w, "'periods':{'month':'undefined','week':'undefined'}," MEASURES "," RANKING("month"), OPEN("1", "a"), "05-10T09:00");
    assert_int_equal(ranking_find_out(&w, "k", "2021-04"), HOTLINE_UNDEFINED);
    assert_string_equal(ranking_shown(&w), "(periods.month)");
    assert_string_equal(hotline_ranking_cause(w.ranking, 0, &len), "periods.month");
    assert_int_equal(len, strlen("periods.month"));
    assert_int_equal(hotline_ranking_count(w.ranking), 0);
    assert_int_equal(ranking_find_out(&w, "k", "2021-4"), HOTLINE_ERROR_SYNTAX);
    assert_string_equal(ranking_shown(&w), "");
    ranking_close(&w);
}

#define DOCUMENT(id, effective, more)                                                                                                      \
  "{'hotline':1,'id':'" id "','extends':'base','title':'t','source':'s','issued':'2021-01-01','effective':'" effective                     \
  "','transition':'switch'," more "}"
#define N "'measures':{'n':{'of':'dispatch','count':'always'},'twice':{'of':'dispatch','count':{'always':'2'}}}"
#define DOCUMENT_RANKING(by) "'rankings':{'k':{'units':'always','every':'month','by':'" by "','ties':'all','absent':'breaks'}}"

/* By the policy in force when the period began. */
static void test_policies(void **state) {
    static const char *const documents[] = {DOCUMENT("one", "2021-01-01", N "," DOCUMENT_RANKING("n")),
                                            DOCUMENT("two", "2021-04-02", N "," DOCUMENT_RANKING("twice")), NULL};
    static const char events[] = OPEN("1", "a") "r2 receive 05-02T09:00 t=2; d2 dispatch 05-02T10:00 t=2 u=a";
    const char *all[4] = {casebook_base, documents[0], documents[1], NULL};
    ranking_world w;
    (void)state;
    memset(&w, 0, sizeof w);
    casebook_open_documents(&w.b, all);
    casebook_add(&w.b, events);
    casebook_settle(&w.b, "06-10T09:00");
    w.tally = casebook_tally(&w.b, 0);
    assert_int_equal(hotline_ranking_new(w.b.log, w.tally, &w.ranking), HOTLINE_OK);
    assert_int_equal(ranking_find_out(&w, "k", "2021-04"), HOTLINE_OK);
    assert_string_equal(ranking_shown(&w), "a 1/1 1");
    assert_int_equal(ranking_find_out(&w, "k", "2021-05"), HOTLINE_OK);
    assert_string_equal(ranking_shown(&w), "a 1/1 2");
    assert_int_equal(ranking_find_out(&w, "k", "2020-12"), HOTLINE_ERROR_NOT_FOUND);
    ranking_close(&w);
}

/* ---- lines ---- */

static void test_lines(void **state) {
    static const char *const pieces[] = {
        "{\"type\":\"ranking\",\"ranking\":\"k\",\"label\":null,\"period\":\"2021-04\",\"first\":\"2021-04-01\",\"last\":\"2021-04-30\","
        "\"by\":\"s\","
        "\"order\":\"low\",\"state\":\"ranked\",\"causes\":[],\"policy\":\"rule\",\"clause\":null,\"as_of\":\"2021-05-10T09:00:00+08:00\","
        "\"published\":{\"event\":\"p\",\"version\":2},",
        "\"unit\":\"a\",\"state\":\"ranked\",\"rank\":1,\"rank_from_last\":2,\"level\":2,\"published_rank\":2,\"value\":1.50,\"band\":"
        "\"all\","
        "\"parts\":{\"p\":{\"value\":0.5,\"state\":\"known\",\"is\":\"m\",\"clause\":null},\"q\":{\"value\":1,\"state\":\"known\",\"is\":"
        "\"n\",\"clause\":null}},"
        "\"figures\":{\"n\":{\"num\":1,\"den\":null,\"unknown\":0},\"m\":{\"num\":0.5,\"den\":1,\"unknown\":0}}}",
        "\"order\":[[\"a\",\"b\"],\"c\"]",
    };
    const char *lines = NULL;
    size_t len = 0;
    int64_t version = 0;
    ranking_world w;
    (void)state;
    ranking_open(&w,
                 "'measures':{'n':{'of':'dispatch','count':'always'},'m':{'of':'assignment','at':'dispatch','count':{'result = "
                 "done':'0.5'},'per':'report'}},"
                 "'scores':{'s':{'places':2,'parts':{'p':{'is':'m','places':1},'q':{'is':'n','places':0}},'bands':{'all':{}}}},"
                 "'rankings':{'k':{'units':'always','every':'month','by':'s','order':'low','ties':'all','absent':'breaks'}}",
                 DONE("1", "a") DONE("2", "b") DONE("3", "c")
                     DONE("4", "c") "p publish 05-02T09:00 t=- {'ranking':'k','period':'2021-04','version':2,'order':['b','a']}",
                 "05-10T09:00");
    assert_int_equal(hotline_ranking_lines(w.ranking, &lines, &len), HOTLINE_ERROR_NOT_FOUND);
    assert_int_equal(hotline_ranking_published(w.ranking, &version), HOTLINE_ERROR_NOT_FOUND);
    assert_int_equal(ranking_find_out(&w, "k", "2021-04"), HOTLINE_OK);
    assert_string_equal(ranking_shown(&w), "a 1/2=2 1.50 all was 2; b 1/2=2 1.50 all was 1; c 3/1 2.50 all");
    assert_int_equal(hotline_ranking_lines(w.ranking, &lines, &len), HOTLINE_OK);
    assert_int_equal(strlen(lines), len);
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        if (strstr(lines, pieces[i]) == NULL) {
            fail_msg("not in the lines: %s\n%s", pieces[i], lines);
        }
    }
    assert_int_equal(hotline_ranking_published(w.ranking, &version), HOTLINE_OK);
    assert_int_equal(version, 2);
    ranking_close(&w);
}

static void test_lines_of_what_is_undefined(void **state) {
    const char *lines = NULL;
    size_t len = 0;
    ranking_world w;
    (void)state;
    ranking_open(&w, MEASURES ",'rankings':{'k':{'units':'always','every':'month','by':'m','ties':['u'],'absent':'breaks'}}",
                 DONE("1", "a") DONE("2", "b"), "05-10T09:00");
    assert_int_equal(ranking_find_out(&w, "k", "2021-04"), HOTLINE_UNDEFINED);
    assert_int_equal(hotline_ranking_lines(w.ranking, &lines, &len), HOTLINE_OK);
    assert_non_null(strstr(lines, "\"state\":\"undefined\",\"causes\":[\"measures.u\"]"));
    assert_non_null(strstr(lines, "\"value\":\"1/1\""));
    assert_non_null(strstr(lines, "\"published\":null"));
    assert_null(strstr(lines, "\"type\":\"order\""));
    ranking_close(&w);
}

/* However many items are undefined, each is named. */
static void test_very_many_causes(void **state) {
    enum { PARTS = 20, EACH = 5 };
    static char rules[8192];
    ranking_world w;
    size_t used = (size_t)snprintf(rules, sizeof rules, "'measures':{");
    size_t found = 0;
    (void)state;
    for (int i = 0; i < PARTS * EACH; i++) {
        used += (size_t)snprintf(rules + used, sizeof rules - used, "%s'u%d':'undefined'", i > 0 ? "," : "", i);
    }
    used += (size_t)snprintf(rules + used, sizeof rules - used, "},'scores':{'s':{'places':1,'parts':{");
    for (int i = 0; i < PARTS; i++) {
        used += (size_t)snprintf(rules + used, sizeof rules - used, "%s'p%d':{'is':'u%d + u%d + u%d + u%d + u%d'}", i > 0 ? "," : "", i,
                                 EACH * i, EACH * i + 1, EACH * i + 2, EACH * i + 3, EACH * i + 4);
    }
    snprintf(rules + used, sizeof rules - used,
             "}}},'rankings':{'k':{'units':'always','every':'month','by':'s','ties':'all','absent':'breaks'}}");
    ranking_open(&w, rules, DONE("1", "a"), "05-10T09:00");
    assert_int_equal(ranking_find_out(&w, "k", "2021-04"), HOTLINE_UNDEFINED);
    while (hotline_ranking_cause(w.ranking, found, NULL) != NULL) {
        found++;
    }
    assert_int_equal(found, PARTS * EACH);
    ranking_close(&w);
}

/* ---- totals that do not fit ---- */

static void test_totals_beyond_64_bits(void **state) {
    ranking_world w;
    period when;
    const char *unused = NULL;
    tally_counts counts = {INT64_MAX, INT64_MAX, 0, 0};
    const hotline_policy *policy;
    (void)state;
    ranking_open(&w,
                 MEASURES ",'scores':{'s':{'places':0,'parts':{'p':{'is':'total(n)'}}}},"
                          "'rankings':{'k':{'units':'always','every':'month','by':'s','ties':'all','absent':'breaks'}}",
                 "k visit 04-01T08:00 t=- u=a; l visit 04-01T08:00 t=- u=b", "05-10T09:00");
    policy = hotline_rulebook_policy(w.b.rulebook, hotline_rulebook_policy_count(w.b.rulebook) - 1);
    assert_int_equal(hotline__period_named(&policy->periods, SPAN_MONTH, hotline__text("2021-04"), 480, &when, &unused), HOTLINE_OK);
    for (const char *unit = "ab"; *unit != '\0'; unit++) {
        char name[2] = {*unit, '\0'};
        assert_int_equal(hotline__tally_put(w.tally, hotline__text(name), policy,
                                            hotline__map_find(&w.b.rulebook->names.measures, hotline__text("n")), SPAN_MONTH, &when,
                                            &counts),
                         HOTLINE_OK);
        assert_int_equal(ranking_find_out(&w, "k", "2021-04"), *unit == 'a' ? HOTLINE_OK : HOTLINE_ERROR_RANGE);
        assert_string_equal(ranking_shown(&w), *unit == 'a' ? "a 1/1=2 9223372036854775807; b 1/1=2 9223372036854775807" : "");
    }
    ranking_close(&w);
}

/* Figures may come from elsewhere: a unit of which the log knows nothing has a place, and no facts. */
static void test_figures_from_elsewhere(void **state) {
    static const char *const rules[] = {RANKING("month"),
                                        "'rankings':{'k':{'units':'kind = zone','every':'month','by':'n','ties':'all','absent':'breaks'}}"};
    static const char *const shown[] = {"z 1/2 5; a 2/1 0", "a unknown 0; z unknown 5"};
    tally_counts counts = {5, 5, 0, 0};
    (void)state;
    for (int i = 0; i < 2; i++) {
        char all[1024];
        ranking_world w;
        period when;
        const char *unused = NULL;
        const hotline_policy *policy;
        snprintf(all, sizeof all, MEASURES ",%s", rules[i]);
        ranking_open(&w, all, "k visit 04-01T08:00 t=- u=a", "05-10T09:00");
        policy = hotline_rulebook_policy(w.b.rulebook, hotline_rulebook_policy_count(w.b.rulebook) - 1);
        assert_int_equal(hotline__period_named(&policy->periods, SPAN_MONTH, hotline__text("2021-04"), 480, &when, &unused), HOTLINE_OK);
        assert_int_equal(hotline__tally_put(w.tally, hotline__text("z"), policy,
                                            hotline__map_find(&w.b.rulebook->names.measures, hotline__text("n")), SPAN_MONTH, &when,
                                            &counts),
                         HOTLINE_OK);
        assert_int_equal(ranking_find_out(&w, "k", "2021-04"), HOTLINE_OK);
        assert_string_equal(ranking_shown(&w), shown[i]);
        ranking_close(&w);
    }
}

/* ---- two policies, each with a period of that name ---- */

#define OLD                                                                                                                                \
  "{'hotline':1,'id':'old','title':'t','source':'s','issued':'2021-01-01','effective':'2021-01-01','transition':'switch','extends':'base'" \
  ","                                                                                                                                      \
  "'periods':{'month':{'from_day':16,'named_by':'end'}},'measures':{'n':{'of':'dispatch','count':'always'}},'rankings':{"                  \
  "'k':{'units':'always','every':'month','by':'n','ties':'all','absent':'breaks'},"                                                        \
  "'w':{'units':'always','every':'week','by':'n','ties':'all','absent':'breaks'}}}"
#define NEW                                                                                                                                \
  "{'hotline':1,'id':'new','title':'t','source':'s','issued':'2021-06-30','effective':'2021-06-30','transition':'switch','extends':'old'," \
  "'periods':{'month':{'from_day':1,'named_by':'start'},'week':{'from':'friday'}}}"

/* Which policy's period, with the value that is in it, and the others. */
static void show_owners(hotline_ranking *ranking, const hotline_policy *under, const char *name, const char *month, char *out,
                        size_t size) {
    hotline_standing s;
    const char *lines = NULL;
    size_t len = 0;
    size_t used;
    size_t i;
    s.struct_size = sizeof s;
    assert_int_equal(hotline_ranking_work_out_under(ranking, under, name, 1, month, strlen(month)), HOTLINE_OK);
    assert_int_equal(hotline_ranking_at(ranking, 0, &s), HOTLINE_OK);
    assert_int_equal(hotline_ranking_lines(ranking, &lines, &len), HOTLINE_OK);
    used = (size_t)snprintf(out, size, "%.10s %s", strstr(lines, "\"first\":\"") + 9, s.value);
    for (i = 0; hotline_ranking_also(ranking, i) != NULL; i++) {
        used += (size_t)snprintf(out + used, size - used, " also %s", hotline_policy_id(hotline_ranking_also(ranking, i), NULL));
    }
}

static void test_periods_of_one_name(void **state) {
    static const char *const documents[] = {casebook_base, OLD, NEW, NULL};
    static const char *const rows[][4] = {
        {"k", "2021-06", NULL, "2021-05-16 1"},     {"k", "2021-07", NULL, "2021-06-16 2 also new"},
        {"k", "2021-07", "old", "2021-06-16 2"},    {"k", "2021-07", "new", "2021-07-01 3"},
        {"k", "2021-08", NULL, "2021-08-01 0"},     {"w", "2021-07-01", NULL, "2021-06-28 0"},
        {"w", "2021-07-02", NULL, "2021-07-02 1"},  {"w", "2021-07-03", NULL, "2021-06-28 0 also new"},
        {"w", "2021-07-03", "new", "2021-07-02 1"}, {"w", "2021-06-28", NULL, "2021-06-28 0"},
    };
    char shown[256];
    casebook b;
    hotline_tally *tally;
    hotline_ranking *ranking = NULL;
    (void)state;
    casebook_open_documents(&b, documents);
    casebook_add(&b, "r receive 05-16T09:00; a dispatch 06-10T09:00 u=a; b dispatch 06-16T09:00 u=a; c dispatch 07-08T09:00 u=a; "
                     "d dispatch 07-20T09:00 u=a; e dispatch 07-31T09:00 u=a");
    casebook_settle(&b, "08-10T00:00");
    tally = casebook_tally(&b, CASEBOOK_EVERY_PERIOD);
    assert_int_equal(hotline_ranking_new(b.log, tally, &ranking), HOTLINE_OK);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        uint32_t old = strcmp(hotline_policy_id(hotline_rulebook_policy(b.rulebook, 1), NULL), "old") == 0 ? 1 : 2;
        const hotline_policy *under =
            rows[i][2] == NULL ? NULL : hotline_rulebook_policy(b.rulebook, strcmp(rows[i][2], "old") == 0 ? old : 3 - old);
        show_owners(ranking, under, rows[i][0], rows[i][1], shown, sizeof shown);
        assert_int_equal(casebook_same(rows[i][1], rows[i][2] != NULL ? rows[i][2] : "any", shown, rows[i][3]), 1);
    }
    assert_int_equal(hotline_ranking_work_out_under(ranking, hotline_rulebook_policy(b.rulebook, 0), "k", 1, "2021-07", 7),
                     HOTLINE_ERROR_NOT_FOUND);
    assert_null(hotline_ranking_also(ranking, 0));
    assert_null(hotline_ranking_also(NULL, 0));
    hotline_ranking_free(ranking);
    hotline_tally_free(tally);
    casebook_close(&b);
}

/* ---- a policy that leaves its periods undefined, and is not in force any more ---- */

#define OF_TIME(id, on, dates, body)                                                                                                       \
  "{'hotline':1,'id':'" id "','title':'t','source':'s','issued':'2020-01-01'," dates ",'transition':'switch','extends':'" on "'," body "}"
#define KIND(every) "'rankings':{'k':{'units':'always','every':'" every "','by':'n','ties':'all','absent':'breaks'}}"
#define COUNTS "'measures':{'n':{'of':'dispatch','count':'always'}}"

static void test_undefined_by_a_policy_of_another_time(void **state) {
    static const struct {
        const char *every;
        const char *period;
        hotline_status status;
    } rows[] = {
        {"month", "2020-12", HOTLINE_UNDEFINED},
        {"month", "2021-03", HOTLINE_UNDEFINED},
        {"month", "2021-04", HOTLINE_UNDEFINED}, /* named by its end it begins in March */
        {"month", "2021-05", HOTLINE_ERROR_NOT_FOUND},
        {"month", "2021-Q2", HOTLINE_ERROR_SYNTAX},
        {"undefined", "2021-03", HOTLINE_UNDEFINED},
        {"undefined", "2021-05", HOTLINE_ERROR_NOT_FOUND},
        {"undefined", "2021-Q1", HOTLINE_UNDEFINED},
        {"undefined", "2020", HOTLINE_ERROR_NOT_FOUND},
        {"undefined", "nonsense", HOTLINE_ERROR_NOT_FOUND},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        static const char later[] = OF_TIME("later", "base", "'effective':'2021-04-01'", COUNTS);
        const char *earlier =
            rows[i].every[0] == 'm'
                ? OF_TIME("earlier", "base", "'effective':'2020-06-01'", "'periods':{'month':'undefined'}," COUNTS "," KIND("month"))
                : OF_TIME("earlier", "base", "'effective':'2020-06-01'", COUNTS "," KIND("undefined"));
        const char *documents[] = {casebook_base, NULL, later, NULL};
        ranking_world w;
        documents[1] = earlier;
        memset(&w, 0, sizeof w);
        casebook_open_documents(&w.b, documents);
        casebook_add(&w.b, "r receive 04-12T09:00");
        casebook_settle(&w.b, "08-10T00:00");
        w.tally = casebook_tally(&w.b, CASEBOOK_EVERY_PERIOD);
        assert_int_equal(hotline_ranking_new(w.b.log, w.tally, &w.ranking), HOTLINE_OK);
        if (ranking_find_out(&w, "k", rows[i].period) != rows[i].status) {
            fail_msg("%s %s: %d", rows[i].every, rows[i].period, (int)ranking_find_out(&w, "k", rows[i].period));
        }
        ranking_close(&w);
    }
}

/* Nothing was counted for such periods: no figure is 0 for that. */
static void test_periods_that_are_not_counted(void **state) {
    ranking_world w;
    hotline_tally *tally = NULL;
    hotline_ranking *ranking = NULL;
    (void)state;
    ranking_open(&w, MEASURES "," RANKING("quarter"), OPEN("1", "a"), "05-10T09:00");
    assert_int_equal(hotline_tally_new(w.b.rulebook, &tally), HOTLINE_OK);
    assert_int_equal(hotline_tally_spans(tally, 1u << HOTLINE_PERIOD_MONTH), HOTLINE_OK);
    assert_int_equal(hotline_ranking_new(w.b.log, tally, &ranking), HOTLINE_OK);
    assert_int_equal(hotline_ranking_work_out(ranking, "k", 1, "2021-Q2", 7), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_ranking_count(ranking), 0);
    assert_int_equal(ranking_find_out(&w, "k", "2021-Q2"), HOTLINE_OK);
    hotline_ranking_free(ranking);
    hotline_tally_free(tally);
    ranking_close(&w);
}

/* ---- wrong calls ---- */

static void test_wrong_calls(void **state) {
    ranking_world w;
    casebook other;
    hotline_ranking *ranking = NULL;
    hotline_tally *tally = NULL;
    hotline_standing s;
    hotline_score_part p;
    hotline_log *log = NULL;
    const char *lines = NULL;
    size_t len = 0;
    int64_t version = 0;
    (void)state;
    ranking_open(&w, MEASURES "," RANKING("month"), OPEN("1", "a"), "05-10T09:00");
    casebook_open(&other, MEASURES "," RANKING("month"));
    assert_int_equal(hotline_tally_new(other.rulebook, &tally), HOTLINE_OK);
    assert_int_equal(hotline_ranking_new(NULL, w.tally, &ranking), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_ranking_new(w.b.log, NULL, &ranking), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_ranking_new(w.b.log, w.tally, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_ranking_new(w.b.log, tally, &ranking), HOTLINE_ERROR_ARGUMENT);
    assert_null(ranking);
    assert_int_equal(hotline_ranking_work_out(NULL, "k", 1, "2021-04", 7), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_ranking_work_out(w.ranking, NULL, 1, "2021-04", 7), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_ranking_work_out(w.ranking, "k", 1, NULL, 7), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_ranking_work_out(w.ranking, "j", 1, "2021-04", 7), HOTLINE_ERROR_NOT_FOUND);
    assert_int_equal(hotline_ranking_new(other.log, tally, &ranking), HOTLINE_OK);
    assert_int_equal(hotline_ranking_work_out(ranking, "k", 1, "2021-04", 7), HOTLINE_ERROR_ARGUMENT); /* its log is not settled */
    hotline_ranking_free(ranking);
    assert_int_equal(ranking_find_out(&w, "k", "2021-04"), HOTLINE_OK);
    s.struct_size = sizeof s - 1;
    assert_int_equal(hotline_ranking_at(w.ranking, 0, &s), HOTLINE_ERROR_ARGUMENT);
    s.struct_size = sizeof s;
    assert_int_equal(hotline_ranking_at(NULL, 0, &s), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_ranking_at(w.ranking, 0, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_ranking_at(w.ranking, 1, &s), HOTLINE_ERROR_NOT_FOUND);
    p.struct_size = sizeof p - 1;
    assert_int_equal(hotline_ranking_part(w.ranking, 0, 0, &p), HOTLINE_ERROR_ARGUMENT);
    p.struct_size = sizeof p;
    assert_int_equal(hotline_ranking_part(NULL, 0, 0, &p), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_ranking_part(w.ranking, 0, 0, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_ranking_published(NULL, &version), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_ranking_published(w.ranking, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_ranking_published(w.ranking, &version), HOTLINE_ERROR_NOT_FOUND);
    assert_int_equal(hotline_ranking_lines(NULL, &lines, &len), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_ranking_lines(w.ranking, NULL, &len), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_ranking_lines(w.ranking, &lines, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_ranking_count(NULL), 0);
    assert_null(hotline_ranking_cause(NULL, 0, NULL));
    assert_null(hotline_ranking_cause(w.ranking, 0, &len));
    assert_string_equal(hotline_standing_name(HOTLINE_STANDING_OUTSIDE), "outside");
    assert_string_equal(hotline_standing_name(-1), "undefined");
    assert_string_equal(hotline_standing_name(5), "undefined");
    hotline_ranking_free(NULL);
    hotline_log_free(log);
    hotline_tally_free(tally);
    casebook_close(&other);
    ranking_close(&w);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_groups),
                                       cmocka_unit_test(test_scores),
                                       cmocka_unit_test(test_parts),
                                       cmocka_unit_test(test_periods),
                                       cmocka_unit_test(test_undefined_periods),
                                       cmocka_unit_test(test_policies),
                                       cmocka_unit_test(test_lines),
                                       cmocka_unit_test(test_lines_of_what_is_undefined),
                                       cmocka_unit_test(test_totals_beyond_64_bits),
                                       cmocka_unit_test(test_figures_from_elsewhere),
                                       cmocka_unit_test(test_periods_of_one_name),
                                       cmocka_unit_test(test_undefined_by_a_policy_of_another_time),
                                       cmocka_unit_test(test_very_many_causes),
                                       cmocka_unit_test(test_periods_that_are_not_counted),
                                       cmocka_unit_test(test_wrong_calls)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
