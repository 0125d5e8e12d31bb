/* SPDX-License-Identifier: MIT */
/* Scores and rankings as they are read: places, parts, bands without gap, pools and ties. The rest stands in test_policy_read_measure.c. */
#include "policy_document.h"

#include "../../../lib/rules/rulebook_impl.h"

#define S(body)                                                                                                                            \
  { "scores", "{'score':{'places':2,'parts':{'p':{'is':'rate'}}" body "}}", NULL, NULL }
#define BANDS(body) S(",'bands':" body)
#define B "scores.score.bands"

static void bands_wrong(void **state) {
    static const refusal rows[] = {
        {BANDS("[]"), B, "[]", "expected an object"},
        {BANDS("{'good':'80'}"), B ".good", "'80'", "expected an object"},
        {BANDS("{'Good':{'from':'80'}}"), B ".Good", "'Good'", "a name is"},
        {BANDS("{'good':{'from':80},'poor':{}}"), B ".good.from", "80", "expected text"},
        {BANDS("{'good':{'from':'eighty'},'poor':{}}"), B ".good.from", "'eighty'", "a decimal in quotes"},
        {BANDS("{'good':{'form':'80'},'poor':{}}"), B ".good.form", "'form'", "did you mean \"from\"?"},
        {BANDS("{'good':{'from':'80','to':'90'},'poor':{}}"), B ".good.to", "'to'", "unknown key"},
        {BANDS("{'good':{'from':'80'}}"), B, "{'good'", "scores below the lowest band belong to none: leave out \"from\" in one"},
        {BANDS("{'good':{'from':'80'},'fair':{'from':'60'}}"), B, "{'good'", "scores below the lowest band belong to none"},
        {BANDS("{'good':{'from':'80'},'fair':{'from':'80.00'},'poor':{}}"), B ".fair", "{'from':'80.00'}",
         "two bands begin at the same score"},
        {BANDS("{'poor':{},'good':{'from':'80'},'none':{}}"), B ".none", "{}", "two bands without \"from\""},
    };
    (void)state;
    REFUSE(rows);
}

/* From the lowest up, whatever their order in the document. */
static void bands_in_order(void **state) {
    static const document_change change = BANDS("{'good':{'from':'80','label':'良','clause':'1','quote':'q'},'poor':{},'best':{'from':'90."
                                                "5'},'fair':{'from':'-3'},'better':{'from':'90'}}");
    static const char *const expected[] = {"poor", "fair", "good", "better", "best"};
    const score_rule *rule;
    book b;
    (void)state;
    book_open(&b);
    rule = hotline__policy_score(book_read(&b, &change), 0);
    assert_non_null(rule);
    assert_int_equal(rule->band_count, 5);
    for (uint32_t i = 0; i < 5; i++) {
        assert_string_equal(rule->bands[i].name.at, expected[i]);
        assert_int_equal(rule->bands[i].lowest, i == 0);
    }
    assert_string_equal(rule->bands[2].label.at, "良");
    book_close(&b);
}

#define PARTS(body)                                                                                                                        \
  { "scores", "{'score':{" body "}}", NULL, NULL }

static void places_of_parts(void **state) {
    static const document_change change = PARTS(
        "'places':3,'parts':{'p':{'is':'rate'},'q':{'is':'rate','places':0},'t':{'is':'undefined','places':9,'if_undefined':'-1.5'}}");
    static const document_change none = PARTS("'parts':{'p':{'is':'rate'},'q':{'is':'rate','places':0}}");
    const score_rule *rule;
    book b;
    (void)state;
    book_open(&b);
    rule = hotline__policy_score(book_read(&b, &change), 0);
    assert_int_equal(rule->parts[0].places, 3);
    assert_int_equal(rule->parts[0].rounded, 1);
    assert_int_equal(rule->parts[1].places, 0);
    assert_int_equal(rule->parts[2].otherwise.units, -15);
    assert_string_equal(rule->parts[2].undefined, "scores.score.parts.t.is");
    assert_int_equal(rule->band_count, 0);
    book_close(&b);
    book_open(&b);
    rule = hotline__policy_score(book_read(&b, &none), 0);
    assert_int_equal(rule->parts[0].rounded, 0);
    assert_int_equal(rule->parts[1].rounded, 1);
    assert_string_equal(rule->places_path, "scores.score.places");
    book_close(&b);
}

static void scores_wrong(void **state) {
    static const refusal rows[] = {
        {PARTS("'places':10,'parts':{'p':{'is':'rate'}}"), "scores.score.places", "10", "expected 0 to 9 places"},
        {PARTS("'places':-1,'parts':{'p':{'is':'rate'}}"), "scores.score.places", "-1", "expected 0 to 9 places"},
        {PARTS("'parts':{'p':{'is':'rate','places':10}}"), "scores.score.parts.p.places", "10", "expected 0 to 9 places"},
        {PARTS("'parts':{}"), "scores.score.parts", "{}", "a score has 1 to 32 parts"},
        {PARTS("'places':2"), "scores.score", "{", "missing key \"parts\""},
        {PARTS("'parts':{'p':{'places':2}}"), "scores.score.parts.p", "{", "missing key \"is\""},
        {PARTS("'parts':{'p':{'is':'rate','if_undefined':'5 %'}}"), "scores.score.parts.p.if_undefined", "'5 %'", "a decimal in quotes"},
    };
    (void)state;
    REFUSE(rows);
}

#define K(body)                                                                                                                            \
  { "rankings", "{'towns':{'units':'level = town','every':'month','absent':'breaks'," body "}}", NULL, NULL }
#define POOL(body) K("'by':'rate','ties':'all','pool':{" body "}")

static void rankings_wrong(void **state) {
    static const refusal rows[] = {
        {K("'by':'scor','ties':'all'"), "rankings.towns.by", "'scor'", "no such score or measure \"scor\"; did you mean \"score\"?"},
        {K("'by':'rat','ties':'all'"), "rankings.towns.by", "'rat'", "did you mean \"rate\"?"},
        {K("'by':'rate','ties':'al'"), "rankings.towns.ties", "'al'", "did you mean \"all\"?"},
        {K("'by':'rate','ties':['rat']"), "rankings.towns.ties", NULL, "did you mean \"rate\"?"},
        {K("'by':'rate','ties':'all','order':'hi'"), "rankings.towns.order", "'hi'", "high"},
        {POOL("'by':'rat','top':2,'ties':'include'"), "rankings.towns.pool.by", "'rat'", "did you mean \"rate\"?"},
        {POOL("'by':'rate','top':0,'ties':'include'"), "rankings.towns.pool.top", "0", "expected a number above 0"},
        {POOL("'by':'rate','top':-1,'ties':'include'"), "rankings.towns.pool.top", "-1", "expected a number above 0"},
        {POOL("'by':'rate','top':2,'ties':'includes'"), "rankings.towns.pool.ties", "'includes'", "did you mean \"include\"?"},
        {POOL("'by':'rate','top':2"), "rankings.towns.pool", "{", "missing key \"ties\""},
        {POOL("'by':'score','top':2,'ties':'include'"), "rankings.towns.pool.by", "'score'", "no such measure \"score\""},
    };
    (void)state;
    REFUSE(rows);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(bands_wrong), cmocka_unit_test(bands_in_order), cmocka_unit_test(places_of_parts),
                                       cmocka_unit_test(scores_wrong), cmocka_unit_test(rankings_wrong)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
