/* SPDX-License-Identifier: MIT */
/* Measures, scores, rankings and proposals: keys, words, moments and formulas. */
#include "policy_document.h"

/* The usual measures stay, because a score and a ranking name them. */
#define M(body)                                                                                                                            \
  "measures",                                                                                                                              \
      "{'received':{'of':'assignment','at':'dispatch','count':'always'},'rate':{'of':'assignment','at':'last(callback)','count':"          \
      "'met(reply)','per':'callback'},'one':" body "}",                                                                                    \
      0, 0
#define MA(keys) M("{'of':'assignment','at':'dispatch','count':'always'" keys "}")

static void measures_wrong(void **state) {
    static const refusal rows[] = {
        {{M("'always'")}, "measures.one", "'always'", "expected an object"},
        {{M("{'at':'dispatch','count':'always'}")}, "measures.one", "{", "missing key \"of\""},
        {{M("{'of':'assignment','at':'dispatch'}")}, "measures.one", "{", "missing key \"count\""},
        {{M("{'of':'assignment','count':'always'}")}, "measures.one", "{", "missing key \"at\""},
        {{M("{'of':'ticket','count':'always'}")}, "measures.one", "{", "missing key \"at\""},
        {{M("{'of':'unit','at':'log_in','count':'always'}")}, "measures.one.of", "'unit'", "no such event \"unit\""},
        {{M("{'of':'calback','count':'always'}")}, "measures.one.of", "'calback'", "did you mean \"callback\"?"},
        {{M("{'of':['callback'],'count':'always'}")}, "measures.one.of", "['callback']", "expected text"},
        {{MA(",'pers':'answer'")}, "measures.one.pers", "'pers'", "did you mean \"per\"?"},
        {{MA(",'per':'undefined'")}, "measures.one.per", "'undefined'", "may not be \"undefined\""},
        {{MA(",'except':'undefined'")}, "measures.one.except", "'undefined'", "may not be \"undefined\""},
        {{MA(",'per':{'ready':'yes','else':'no'}")}, "measures.one.per", "{'ready'", "expected text, not "},
        {{MA(",'per':'redy'")}, "measures.one.per", "redy", "did you mean \"ready\"?"},
        {{M("{'of':'assignment','at':'dispatch','count':'undefined'}")}, "measures.one.count", "'undefined'", "may not be \"undefined\""},
        {{M("{'of':'assignment','at':'dispatch','count':1}")}, "measures.one.count", "1", "expected text or an object"},
        {{M("{'of':'assignment','at':'dispatch','count':{}}")}, "measures.one.count", "{}", "a table needs a row"},
        {{M("{'of':'assignment','at':'dispatch','count':{'ready':0.9}}")}, "measures.one.count[ready]", "0.9", "a decimal in quotes"},
        {{M("{'of':'assignment','at':'dispatch','count':{'ready':1}}")}, "measures.one.count[ready]", "1", "a decimal in quotes"},
        {{M("{'of':'assignment','at':'dispatch','count':{'ready':'90%%'}}")}, "measures.one.count[ready]", "'90%%'", "a decimal in quotes"},
        {{M("{'of':'assignment','at':'dispatch','count':{'ready':'90 %'}}")}, "measures.one.count[ready]", "'90 %'", "a decimal in quotes"},
        {{M("{'of':'assignment','at':'dispatch','count':{'ready':'.9'}}")}, "measures.one.count[ready]", "'.9'", "a decimal in quotes"},
        {{M("{'of':'assignment','at':'dispatch','count':{'ready':'0.'}}")}, "measures.one.count[ready]", "'0.'", "a decimal in quotes"},
        {{M("{'of':'assignment','at':'dispatch','count':{'ready':'1e3'}}")}, "measures.one.count[ready]", "'1e3'", "a decimal in quotes"},
        {{M("{'of':'assignment','at':'dispatch','count':{'ready':''}}")}, "measures.one.count[ready]", "''", "a decimal in quotes"},
        {{M("{'of':'assignment','at':'dispatch','count':{'ready':'-'}}")}, "measures.one.count[ready]", "'-'", "a decimal in quotes"},
        {{M("{'of':'assignment','at':'dispatch','count':{'ready':'0.1234567890'}}")},
         "measures.one.count[ready]",
         NULL,
         "at most nine places"},
        {{M("{'of':'assignment','at':'dispatch','count':{'ready':'1000000000','not ready':'0.000000001'}}")},
         "measures.one.count[ready]",
         "'1000000000'",
         "at most 18 digits"},
        {{M("{'of':'assignment','at':'dispatch','count':{'ready':'0.5','not ready':'-100000000000000000'}}")},
         "measures.one.count[not ready]",
         "'-100000000000000000'",
         "at most 18 digits"},
        {{M("{'of':'assignment','at':'dispatch','count':{'ready':'undefined'}}")},
         "measures.one.count[ready]",
         "'undefined'",
         "a decimal in quotes"},
        {{M("{'of':'assignment','at':'dispatch','count':{'ready':'1','not ready':'2','amount > 3':'3'}}")},
         "measures.one.count",
         NULL,
         "an overlap"},
        {{M("{'of':'ticket','at':'receive','count':'ready'}")}, "measures.one.count", "ready", "only in any() or all()"},
        {{M("{'of':'callback','count':'extra = 1'}")}, "measures.one.count", "extra", "a fact of an event"},
    };
    (void)state;
    REFUSE(rows);
}

static void moments_wrong(void **state) {
#define AT(moment) M("{'of':'assignment','count':'always','at':" moment "}")
    static const refusal rows[] = {
        {{AT("'undefined'")}, "measures.one.at", "'undefined'", "may not be \"undefined\""},
        {{AT("''")}, "measures.one.at", NULL, "missing"},
        {{AT("{'ready':'dispatch','else':'answer'}")}, "measures.one.at", "{'ready'", "expected text"},
        {{AT("'dispach'")}, "measures.one.at", "dispach", "did you mean \"dispatch\"?"},
        {{AT("'first(dispach)'")}, "measures.one.at", NULL, "did you mean \"dispatch\"?"},
        {{AT("'last()'")}, "measures.one.at", NULL, ""},
        {{AT("'last(callback'")}, "measures.one.at", NULL, ""},
        {{AT("'due(replay)'")}, "measures.one.at", NULL, "no such duty \"replay\"; did you mean \"reply\"?"},
        {{AT("'due(case)'")}, "measures.one.at", NULL, "not of the same subject"},
        {{AT("'publish(towns)'")}, "measures.one.at", NULL, "a measure's moment is an event, first(), last() or due()"},
        {{AT("'end(month)'")}, "measures.one.at", NULL, "a measure's moment is"},
        {{AT("'callback(outcome = fine)'")}, "measures.one.at", NULL, "no such value \"fine\""},
        {{AT("'log_in'")}, "measures.one.at", "log_in", "never sees the event"},
        {{AT("'not dispatch'")}, "measures.one.at", "not", "no such event"},
    };
    (void)state;
    REFUSE(rows);
}

static void measures_right(void **state) {
    static const document_change rows[] = {
        {M("'undefined'")},
        {MA(",'label':'L','clause':'1','quote':'q','per':'answer or met(reply)','except':'ready'")},
        {M("{'of':'ticket','at':'first(receive)','count':'any(ready) and late(case)','per':'always'}")},
        {M("{'of':'callback','count':{'outcome = good':'1','outcome = bad':'-0.25'}}")},
        {M("{'of':'callback','count':{'outcome = good':'999999999','outcome = bad':'-0.000000001'}}")},
        {M("{'of':'callback','count':{'outcome = good':'99999999999999999','outcome = bad':'0.5'}}")},
        {M("{'of':'callback','at':'last(callback)','count':'outcome = good and by handler','per':'ready'}")},
        {M("{'of':'log_in','count':'level = town'}")},
        {AT("'due(reply)'")},
        {AT("'callback(outcome = good) or answer'")},
        {AT("'last(callback(outcome = good))'")},
        {M("{'of':'assignment','at':'dispatch','count':{'ready':'0.123456789','else':'0'}}")},
        {M("{'of':'assignment','at':'dispatch','count':{'ready':'90%','else':'0.1234567%'}}")},
    };
    (void)state;
    ACCEPT(rows);
}

#define S(body) "scores", "{'score':{'places':2,'parts':{'rate':{'is':'100 * rate'}}},'one':" body "}", 0, 0
#define SF(formula) S("{'parts':{'p':{'is':" formula "}}}")
#define FP "scores.one.parts.p.is"

static void scores_wrong(void **state) {
    static const refusal rows[] = {
        {{S("'high'")}, "scores.one", "'high'", "expected an object"},
        {{S("{}")}, "scores.one", "{}", "missing key \"parts\""},
        {{S("{'part':{}}")}, "scores.one.part", "'part'", "did you mean \"parts\"?"},
        {{S("{'parts':[]}")}, "scores.one.parts", "[]", "expected an object"},
        {{S("{'parts':{},'of':'unit'}")}, "scores.one.of", "'of'", "unknown key"},
        {{S("{'places':-1,'parts':{}}")}, "scores.one.places", "-1", "expected 0 to 9 places"},
        {{S("{'places':10,'parts':{}}")}, "scores.one.places", "10", "expected 0 to 9 places"},
        {{S("{'places':'2','parts':{}}")}, "scores.one.places", "'2'", "expected an integer"},
        {{S("{'places':2.0,'parts':{}}")}, "scores.one.places", "2.0", "expected an integer"},
        {{S("{'parts':{'P':{'is':'rate'}}}")}, "scores.one.parts.P", "'P'", "a name is"},
        {{S("{'parts':{'p':'rate'}}")}, "scores.one.parts.p", "'rate'", "expected an object"},
        {{S("{'parts':{'p':{}}}")}, "scores.one.parts.p", "{}", "missing key \"is\""},
        {{S("{'parts':{'p':{'is':'rate','if_undefined':0}}}")}, "scores.one.parts.p.if_undefined", "0", "expected text"},
        {{S("{'parts':{'p':{'is':'rate','if_undefined':'none'}}}")}, "scores.one.parts.p.if_undefined", "'none'", "a decimal in quotes"},
        {{S("{'parts':{'p':{'is':'rate','weight':'1'}}}")}, "scores.one.parts.p.weight", "'weight'", "unknown key"},
        {{SF("3")}, FP, "3", "expected text"},
        {{SF("''")}, FP, NULL, "expected a measure, a decimal or ("},
        {{SF("'rat'")}, FP, NULL, "no such measure \"rat\"; did you mean \"rate\"?"},
        {{SF("'rate +'")}, FP, NULL, "at the end"},
        {{SF("'rate rate'")}, FP, NULL, "expected an operator, at \"rate\""},
        {{SF("'(rate'")}, FP, NULL, "expected )"},
        {{SF("'rate)'")}, FP, NULL, "expected an operator"},
        {{SF("'avg(rate)'")}, FP, NULL, "expected min(, max( or total("},
        {{SF("'max()'")}, FP, NULL, "expected a measure"},
        {{SF("'total(1)'")}, FP, NULL, "no such measure"},
        {{SF("'total(rate + 1)'")}, FP, NULL, "expected )"},
        {{SF("'1.'")}, FP, NULL, "expected a decimal"},
        {{SF("'.5 * rate'")}, FP, NULL, "expected a measure, a decimal or ("},
        {{SF("'rate = 1'")}, FP, NULL, "expected an operator"},
        {{SF("'1234567890123456789'")}, FP, NULL, "at most 18 digits"},
        {{SF("'((((((((((((((((((rate))))))))))))))))))'")}, FP, NULL, "nested too deeply"},
        {{SF("'level'")}, FP, NULL, "no such measure \"level\""},
    };
    (void)state;
    REFUSE(rows);
}

static void scores_right(void **state) {
    static const document_change rows[] = {
        {S("'undefined'")},
        {S("{'label':'L','clause':'1','quote':'q','places':0,'parts':{'p':{'is':'undefined','places':9,'if_undefined':'0.5','clause':'1','"
           "quote':"
           "'q','label':'L'}}}")},
        {SF("'10 * rate + 50% * (received - 1) / total(received)'")},
        {SF("'min(rate, 100, max(received, -1.5%)) * -rate'")},
        {SF("'rate+1'")},
    };
    (void)state;
    ACCEPT(rows);
}

#define R(body)                                                                                                                            \
  "rankings", "{'towns':{'units':'level = town','every':'month','by':'score','ties':'all','absent':'breaks'},'one':" body "}", 0, 0
#define RK(keys) R("{'units':'level = dept','every':'month','by':'rate','ties':'all','absent':'holds'" keys "}")

static void rankings_wrong(void **state) {
    static const refusal rows[] = {
        {{R("'undefined'")}, "rankings.one", "'undefined'", "expected an object"},
        {{R("{'every':'month','by':'rate','ties':'all','absent':'holds'}")}, "rankings.one", "{", "missing key \"units\""},
        {{R("{'units':'always','by':'rate','ties':'all','absent':'holds'}")}, "rankings.one", "{", "missing key \"every\""},
        {{R("{'units':'always','every':'month','ties':'all','absent':'holds'}")}, "rankings.one", "{", "missing key \"by\""},
        {{R("{'units':'always','every':'month','by':'rate','absent':'holds'}")}, "rankings.one", "{", "missing key \"ties\""},
        {{R("{'units':'always','every':'month','by':'rate','ties':'all'}")}, "rankings.one", "{", "missing key \"absent\""},
        {{R("{'units':'kind = help','every':'month','by':'rate','ties':'all','absent':'holds'}")},
         "rankings.one.units",
         "kind",
         "does not have"},
        {{R("{'units':['a'],'every':'month','by':'rate','ties':'all','absent':'holds'}")},
         "rankings.one.units",
         "['a']",
         "expected text or an object"},
        {{R("{'units':'always','every':'weekly','by':'rate','ties':'all','absent':'holds'}")},
         "rankings.one.every",
         "'weekly'",
         "expected undefined, day"},
        {{R("{'units':'always','every':'month','by':'rat','ties':'all','absent':'holds'}")},
         "rankings.one.by",
         "'rat'",
         "did you mean \"rate\"?"},
        {{R("{'units':'always','every':'month','by':'undefined','ties':'all','absent':'holds'}")},
         "rankings.one.by",
         "'undefined'",
         "no such"},
        {{R("{'units':'always','every':'month','by':'rate','ties':'some','absent':'holds'}")},
         "rankings.one.ties",
         "'some'",
         "expected undefined, all or none"},
        {{R("{'units':'always','every':'month','by':'rate','ties':['score'],'absent':'holds'}")},
         "rankings.one.ties",
         "'score'",
         "no such measure"},
        {{R("{'units':'always','every':'month','by':'rate','ties':[],'absent':'holds'}")}, "rankings.one.ties", "[]", "an empty set"},
        {{R("{'units':'always','every':'month','by':'rate','ties':'all','absent':'break'}")},
         "rankings.one.absent",
         "'break'",
         "did you mean \"breaks\"?"},
        {{RK(",'order':'down'")}, "rankings.one.order", "'down'", "expected high or low"},
        {{RK(",'order':'undefined'")}, "rankings.one.order", "'undefined'", "expected high or low"},
        {{RK(",'of':'unit'")}, "rankings.one.of", "'of'", "unknown key"},
        {{RK(",'pool':15")}, "rankings.one.pool", "15", "expected an object"},
        {{RK(",'pool':'undefined'")}, "rankings.one.pool", "'undefined'", "expected an object"},
        {{RK(",'pool':{'top':15,'ties':'include'}")}, "rankings.one.pool", "{'top'", "missing key \"by\""},
        {{RK(",'pool':{'by':'received','ties':'include'}")}, "rankings.one.pool", "{'by'", "missing key \"top\""},
        {{RK(",'pool':{'by':'received','top':15}")}, "rankings.one.pool", "{'by'", "missing key \"ties\""},
        {{RK(",'pool':{'by':'score','top':15,'ties':'include'}")}, "rankings.one.pool.by", "'score'", "no such measure"},
        {{RK(",'pool':{'by':'received','top':0,'ties':'include'}")}, "rankings.one.pool.top", "0", "above 0"},
        {{RK(",'pool':{'by':'received','top':'15','ties':'include'}")}, "rankings.one.pool.top", "'15'", "expected an integer"},
        {{RK(",'pool':{'by':'received','top':15,'ties':'all'}")},
         "rankings.one.pool.ties",
         "'all'",
         "expected undefined, include or exclude"},
        {{RK(",'pool':{'by':'received','top':15,'ties':'include','last':1}")}, "rankings.one.pool.last", "'last'", "unknown key"},
    };
    (void)state;
    REFUSE(rows);
}

static void rankings_right(void **state) {
    static const document_change rows[] = {
        {R("{'units':'undefined','every':'undefined','by':'score','ties':'undefined','absent':'undefined','pool':{'by':'received','top':1,'"
           "ties':"
           "'undefined'}}")},
        {RK(",'label':'L','clause':'1','quote':'q','order':'low','pool':{'by':'rate','top':15,'ties':'exclude'}")},
        {R("{'units':{'level = town':'yes','level = "
           "dept':'undefined'},'every':'week','by':'score','order':'high','ties':['rate','received'],"
           "'absent':'breaks'}")},
        {R("{'units':'always','every':'month','by':'rate','ties':'none','absent':'holds'}")},
    };
    (void)state;
    ACCEPT(rows);
}

#define PR(body) "proposals", "{'one':" body "}", 0, 0
#define PU(keys) PR("{'of':'unit','on':'publish(towns)','propose':'talk'" keys "}")
#define PA(keys) PR("{'of':'assignment','on':'due(reply)','propose':'talk'" keys "}")

static void proposals_wrong(void **state) {
    static const refusal rows[] = {
        {{PR("'undefined'")}, "proposals.one", "'undefined'", "expected an object"},
        {{PR("{'on':'answer','propose':'talk'}")}, "proposals.one", "{", "missing key \"of\""},
        {{PR("{'of':'ticket','propose':'talk'}")}, "proposals.one", "{", "missing key \"on\""},
        {{PR("{'of':'ticket','on':'answer'}")}, "proposals.one", "{", "missing key \"propose\""},
        {{PR("{'of':'event','on':'answer','propose':'talk'}")}, "proposals.one.of", "'event'", "expected ticket, assignment or unit"},
        {{PR("{'of':'ticket','on':'answer','propose':'Talk to them'}")}, "proposals.one.propose", "'Talk", "a name is [a-z][a-z0-9_]*"},
        {{PR("{'of':'ticket','on':'answer','propose':''}")}, "proposals.one.propose", "''", "a name is"},
        {{PU(",'when':'now'")}, "proposals.one.when", "'when'", "unknown key"},
        {{PU(",'to':'nobody'")}, "proposals.one.to", "'nobody'", "no such role"},
        {{PU(",'by':1")}, "proposals.one.by", "1", "expected text"},
        {{PU(",'to':'undefined'")}, "proposals.one.to", "'undefined'", "no such role"},
        {{PA(",'after':'1 dya'")}, "proposals.one.after", NULL, ""},
        {{PA(",'after':'1 day','ahead':'1 day'")}, "proposals.one.ahead", "'1 day'", "at most one of `after` and `ahead`"},
        {{PA(",'after':{'ready':1,'else':'1 day'}")}, "proposals.one.after[ready]", "1", "a term in quotes"},
        {{PA(",'if':['ready']")}, "proposals.one.if", "['ready']", "expected text or an object"},
        {{PA(",'if':'streak = 1'")}, "proposals.one.if", NULL, "in proposals on publish only"},
        {{PA(",'if':'rate > 1'")}, "proposals.one.if", "rate", "unknown name \"rate\""},
        {{PR("{'of':'unit','on':'end(month)','propose':'talk','if':'rank = 1'}")}, "proposals.one.if", NULL, "on publish only"},
        {{PR("{'of':'unit','on':'end(months)','propose':'talk'}")}, "proposals.one.on", NULL, "did you mean \"month\"?"},
        {{PR("{'of':'unit','on':'end(undefined)','propose':'talk'}")}, "proposals.one.on", NULL, "which period"},
        {{PR("{'of':'unit','on':'publish(town)','propose':'talk'}")},
         "proposals.one.on",
         NULL,
         "no such ranking \"town\"; did you mean \"towns\"?"},
        {{PR("{'of':'unit','on':'publish(towns, )','propose':'talk'}")}, "proposals.one.on", NULL, "a ranking is missing after the comma"},
        {{PR("{'of':'unit','on':'publish(towns,)','propose':'talk'}")}, "proposals.one.on", NULL, "a ranking is missing after the comma"},
        {{PR("{'of':'unit','on':'publish(,towns)','propose':'talk'}")}, "proposals.one.on", NULL, "no such ranking"},
        {{PR("{'of':'unit','on':'publish(towns towns)','propose':'talk'}")}, "proposals.one.on", NULL, "no such ranking"},
        {{PR("{'of':'unit','on':'publish','propose':'talk'}")}, "proposals.one.on", NULL, "no such event"},
        {{PR("{'of':'unit','on':'due(reply)','propose':'talk'}")}, "proposals.one.on", NULL, "not of the same subject"},
        {{PR("{'of':'unit','on':'answer','propose':'talk'}")}, "proposals.one.on", "answer", "never sees the event"},
        {{PU(",'if':'streak'")}, "proposals.one.if", NULL, "a comparison is missing"},
        {{PU(",'if':'streak = two'")}, "proposals.one.if", "two", "expected an integer"},
        {{PU(",'if':'rate > high'")}, "proposals.one.if", "high", "a measure is compared with a number"},
    };
    (void)state;
    REFUSE(rows);
}

static void proposals_right(void **state) {
    static const document_change rows[] = {
        {PU(",'label':'L','clause':'1','quote':'q','to':'centre','by':'handler','if':'streak >= 2 and rank_from_last = 1 or rank > 3'")},
        {PU(",'if':'rate < 60% and received > 0.5 and level = town'")},
        {PR("{'of':'unit','on':'end(month)','propose':'talk','if':'rate < 1','after':'1 workday'}")},
        {PR("{'of':'unit','on':'publish(towns, towns)','propose':'talk','after':'undefined','if':'undefined'}")},
        {PR("{'of':'ticket','on':'undefined','propose':'talk'}")},
        {PR("{'of':'assignment','on':'last(callback(outcome = bad))','propose':'talk','ahead':{'ready':'1 day','else':'undefined'}}")},
        {PA(",'ahead':'1 workday','if':{'ready':'open(reply)','else':'undefined'}")},
        {PR("{'of':'ticket','on':'first(answer)','propose':'talk','if':'any(open(reply))'}")},
    };
    (void)state;
    ACCEPT(rows);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(measures_wrong), cmocka_unit_test(moments_wrong),   cmocka_unit_test(measures_right),
        cmocka_unit_test(scores_wrong),   cmocka_unit_test(scores_right),    cmocka_unit_test(rankings_wrong),
        cmocka_unit_test(rankings_right), cmocka_unit_test(proposals_wrong), cmocka_unit_test(proposals_right),
    };
    return cmocka_run_group_tests_name("policy_read_measure", tests, NULL, NULL);
}
