/* SPDX-License-Identifier: MIT */
/* What a policy asks of replies: keys, texts, tests, bounds, phrases. */
#include "policy_document.h"

#define RP(checks) "reply", "{'on':'handle','text':'reply_text','checks':{" checks "}}", 0, 0

static void reply_wrong(void **state) {
    static const refusal rows[] = {
        {{"reply", "{'text':'reply_text','checks':{}}", 0, 0}, "reply", "{", "missing key \"on\""},
        {{"reply", "{'on':'handle','checks':{}}", 0, 0}, "reply", "{", "missing key \"text\""},
        {{"reply", "{'on':'handle','text':'reply_text'}", 0, 0}, "reply", "{", "missing key \"checks\""},
        {{"reply", "{'on':'handel','text':'reply_text','checks':{}}", 0, 0}, "reply.on", "'handel'", "did you mean \"handle\"?"},
        {{"reply", "{'on':'handle','text':'result','checks':{}}", 0, 0}, "reply.text", "'result'", "expected a fact of type text"},
        {{"reply", "{'on':'handle','text':'reply_txt','checks':{}}", 0, 0}, "reply.text", "'reply_txt'", "did you mean \"reply_text\"?"},
        {{"reply", "{'on':'handle','text':'reply_text','checks':{},'if':'ready'}", 0, 0}, "reply.if", "'if'", "unknown key"},
        {{RP("'a':'vague'")}, "reply.checks.a", "'vague'", "expected an object"},
        {{RP("'A':{'test':'vague','severity':'error'}")}, "reply.checks.A", "'A'", "a name is"},
        {{RP("'a':{'severity':'error'}")}, "reply.checks.a", "{", "missing key \"test\""},
        {{RP("'a':{'test':'vauge','severity':'error'}")}, "reply.checks.a.test", "'vauge'", "did you mean \"vague\"?"},
        {{RP("'a':{'test':'vague','severity':'grave'}")}, "reply.checks.a.severity", "'grave'", "expected error, warning or info"},
        {{RP("'a':{'test':'vague','severity':'error','most':'few'}")}, "reply.checks.a.most", "'few'", "expected an integer"},
        {{RP("'a':{'test':'vague','severity':'error','most':1.5}")}, "reply.checks.a.most", "1.5", "expected "},
        {{RP("'a':{'test':'vague','severity':'error','most':-1}")}, "reply.checks.a.most", "-1", "out of range"},
        {{RP("'a':{'test':'coverage','severity':'error','least':'%'}")}, "reply.checks.a.least", "'%'", "a decimal in quotes"},
        {{RP("'a':{'test':'coverage','severity':'error','of':['result']}")},
         "reply.checks.a.of",
         "'result'",
         "expected a fact of type text"},
        {{RP("'a':{'test':'coverage','severity':'error','of':[]}")}, "reply.checks.a.of", "[]", "an empty set"},
        {{RP("'a':{'test':'phone','severity':'error','field':'phone'}")}, "reply.checks.a.field", "'phone'", "no such fact"},
        {{RP("'a':{'test':'phrases','severity':'error','phrases':['x']}")}, "reply.checks.a.phrases", "['x']", "expected an object"},
        {{RP("'a':{'test':'phrases','severity':'error','phrases':{'x':'bad'}}")},
         "reply.checks.a.phrases.x",
         "'bad'",
         "expected error, warning or info"},
        {{RP("'a':{'test':'vague','severity':'error','limit':1}")}, "reply.checks.a.limit", "'limit'", "unknown key"},
    };
    (void)state;
    REFUSE(rows);
}

#define TEN "0123456789"
#define SIXTY TEN TEN TEN TEN TEN TEN

static void keys_of_each_test(void **state) {
    static const refusal rows[] = {
        {{RP("'a':{'test':'vague','relevance':'3%'}")}, "reply.checks.a.relevance", "'relevance'", "this test does not read the key"},
        {{RP("'a':{'test':'coverage','most':1}")}, "reply.checks.a.most", "'most'", "this test does not read the key"},
        {{RP("'a':{'test':'person_name'}")}, "reply.checks.a", "{", "missing key \"field\""},
        {{RP("'a':{'test':'wrong_party'}")}, "reply.checks.a", "{", "missing key \"field\""},
        {{RP("'a':{'test':'phrases'}")}, "reply.checks.a", "{", "missing key \"phrases\""},
        {{RP("'a':{'test':'phrases','phrases':{'您好！':'info'}}")}, "reply.checks.a.phrases.您好！", "'您好！'", "none of"},
        {{RP("'a':{'test':'judge'}")}, "reply.checks.a", "{", "missing key \"met\""},
        {{RP("'a':{'test':'judge','met':'count(handle) > 1'}")}, "reply.checks.a.met", "'count", "reads facts, not what happened"},
        {{RP("'a':{'test':'empty','if':'handle'}")}, "reply.checks.a.if", "'handle'", "reads facts, not what happened"},
        {{RP("'a':{'test':'coverage','least':'101%'}")}, "reply.checks.a.least", "'101%'", "expected a share"},
        {{RP("'a':{'test':'coverage','least':1}")}, "reply.checks.a.least", "1}", "a decimal in quotes"},
        {{RP("'a':{'test':'coverage','least':'-1%'}")}, "reply.checks.a.least", "'-1%'", "expected a share"},
        {{RP("'a':{'test':'coverage','relevance':'x'}")}, "reply.checks.a.relevance", "'x'", "a decimal in quotes"},
        {{RP("'a':{'test':'coverage','least':'0.12345'}")}, "reply.checks.a.least", "'0.12345'", "expected a share"},
        {{RP("'a':{'test':'coverage','least':'12.345%'}")}, "reply.checks.a.least", "'12.345%'", "expected a share"},
        {{RP("'a':{'test':'phone','allow':['mobil']}")}, "reply.checks.a.allow", "'mobil'", "did you mean \"mobile\"?"},
        {{RP("'a':{'test':'phrases','phrases':{'':'info'}}")}, "reply.checks.a.phrases.", "'':", "a phrase has 1 to 60 letters"},
        {{RP("'a':{'test':'phrases','phrases':{'…':'info'}}")}, "reply.checks.a.phrases.…", "'…'", "a phrase has 1 to 60 letters"},
        {{RP("'a':{'test':'phrases','phrases':{'您好，再见':'info'}}")}, "reply.checks.a.phrases.您好，再见", "'您好，再见'", "none of"},
        {{RP("'a':{'test':'phrases','phrases':{'转…':'info'}}")}, "reply.checks.a.phrases.转…", "'转…'", "a phrase has 1 to 60 letters"},
        {{RP("'a':{'test':'phrases','phrases':{'一…二…三…四…五':'info'}}")},
         "reply.checks.a.phrases.一…二…三…四…五",
         "'一…二",
         "in at most four pieces"},
        {{RP("'a':{'test':'phrases','phrases':{'" SIXTY "x':'info'}}")}, "reply.checks.a.phrases." SIXTY "x", NULL, "1 to 60 letters"},
        {{RP("'a':{'test':'contradiction','phrases':{' / 收费':'info'}}")},
         "reply.checks.a.phrases. / 收费",
         "' / 收费'",
         "1 to 60 letters"},
        {{RP("'a':{'test':'contradiction','phrases':{'免费 / ':'info'}}")},
         "reply.checks.a.phrases.免费 / ",
         "'免费 / '",
         "1 to 60 letters"},
        {{RP("'a':{'test':'judge','met':'redy'}")}, "reply.checks.a.met", "redy'", "did you mean \"ready\"?"},
        {{RP("'a':{'test':'date','within':'4 fortnights'}")}, "reply.checks.a.within", "4 fortnights", "unit"},
    };
    (void)state;
    REFUSE(rows);
}

static void reply_right(void **state) {
    static const document_change rows[] = {
        {RP("")},
        {RP("'a':{'test':'coverage','severity':'warning','least':'60%','of':['note','reply_text'],'label':'L','clause':'1','quote':'q'},"
            "'b':{'test':'empty','severity':'info'},'c':{'test':'phrases','severity':'error','phrases':{'soon':'warning','later':'info'},'"
            "most':2},"
            "'d':{'test':'vague','severity':'error','most':'undefined'},'e':{'test':'specifics','severity':'error','least':3},"
            "'f':{'test':'person_name','severity':'error','field':'note'},'g':{'test':'phone','severity':'error','field':'note'},"
            "'h':{'test':'copied','severity':'error'},'i':{'test':'contradiction','severity':'error'},'j':{'test':'overpromise','severity':"
            "'error'},"
            "'k':{'test':'date','severity':'error'},'l':{'test':'wrong_party','severity':'error','of':'note'},'m':{'test':'personal_data','"
            "severity':'error'}")},
        {RP("'a':{'test':'phrases','phrases':{'" SIXTY "':'info','^转…$':'info','一…二…三…四':'info'}}")},
        {RP("'a':{'test':'coverage','least':'100%','relevance':'0%'},'b':{'test':'coverage','least':'0.1234'}")},
    };
    (void)state;
    ACCEPT(rows);
}

/* A policy with so many checks. */
static char *checks(uint32_t count) {
    char *body = malloc((size_t)count * 40 + 100);
    strcpy(body, "{'on':'handle','text':'reply_text','checks':{");
    for (uint32_t i = 0; i < count; i++) {
        sprintf(body + strlen(body), "%s'x%u':{'test':'vague'}", i > 0 ? "," : "", (unsigned)i);
    }
    return strcat(body, "}}");
}

static void so_many_checks_and_no_more(void **state) {
    char *enough = checks(1000);
    char *too_many = checks(1001);
    document_change right = {"reply", enough, NULL, NULL};
    refusal wrong = {{"reply", too_many, NULL, NULL}, "reply.checks", "{", "a policy has at most 1000 checks"};
    (void)state;
    acceptances_check(&right, 1);
    refusals_check(&wrong, 1);
    free(enough);
    free(too_many);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reply_wrong),
        cmocka_unit_test(keys_of_each_test),
        cmocka_unit_test(reply_right),
        cmocka_unit_test(so_many_checks_and_no_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
