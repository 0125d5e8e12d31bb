/* SPDX-License-Identifier: MIT */
/*
 * Reads what a policy asks of a reply: which texts, which tests, how much of it, how grave. It refuses to know how a text is tested.
 */
#include "policy_read.h"

#include <string.h>

#include "../base/letter.h"
#include "../base/utf8.h"

enum { REPLY_GAP = 0x2026 /* … */, REPLY_PHRASES_MOST = 10000, REPLY_CHECKS_MOST = 1000 };

/* Which keys a test reads besides those that every check has, and whether its bounds are shares. */
enum {
    KEY_MOST = 1,
    KEY_LEAST = 2,
    KEY_FIELD = 4,
    KEY_OF = 8,
    KEY_PHRASES = 16,
    KEY_RELEVANCE = 32,
    KEY_WITHIN = 64,
    KEY_ALLOW = 128,
    KEY_MET = 256,
    KEY_PAIRS = 512, /* phrases may be pairs "a / b" */
    NEEDS_FIELD = 1024,
    BY_SHARE = 2048
};

static const char *const reply_tests[REPLY_TESTS] = {"coverage",      "empty",       "stock", "phrases",     "vague",         "specifics",
                                                     "person_name",   "phone",       "basis", "required",    "sign_off",      "copied",
                                                     "contradiction", "overpromise", "date",  "wrong_party", "personal_data", "judge"};

static const uint32_t reply_keys[REPLY_TESTS] = {
    KEY_LEAST | KEY_OF | KEY_RELEVANCE | BY_SHARE,
    KEY_LEAST,
    KEY_LEAST | KEY_PHRASES | BY_SHARE,
    KEY_MOST | KEY_LEAST | KEY_PHRASES | KEY_FIELD,
    KEY_MOST | KEY_PHRASES,
    KEY_LEAST,
    KEY_FIELD | NEEDS_FIELD,
    KEY_FIELD | KEY_OF | KEY_ALLOW | KEY_MOST | KEY_LEAST,
    KEY_FIELD | NEEDS_FIELD,
    KEY_FIELD | KEY_LEAST | NEEDS_FIELD,
    KEY_FIELD | NEEDS_FIELD,
    KEY_MOST | BY_SHARE,
    KEY_PHRASES | KEY_MOST | KEY_PAIRS,
    KEY_PHRASES | KEY_MOST,
    KEY_FIELD | KEY_MOST | KEY_LEAST | KEY_WITHIN,
    KEY_FIELD | KEY_OF,
    KEY_MOST | KEY_FIELD | KEY_ALLOW,
    KEY_MET,
};

static const char *const reply_phones[] = {"mobile", "landline", "local", "service", "short"};
static const char *const reply_personal[] = {"mobile", "landline", "id_card", "bank_card", "address", "plate", "email"};

/* ---- bounds ---- */

/* "60%" or "0.6" as 1/10000; finer than that is refused, so that nothing is rounded. */
static hotline_status reply_share(policy_reader *r, const json *at, int64_t *out) {
    static const int64_t powers[] = {1, 10, 100, 1000, 10000};
    policy_node number = *(const policy_node *)at; /* the place of the whole, without its sign */
    int percent = at->kind == JSON_TEXT && at->value.len > 1 && at->value.at[at->value.len - 1] == '%';
    int negative = at->kind == JSON_TEXT && at->value.len > 1 && at->value.at[0] == '-'; /* "-0%" too */
    uint32_t places = percent ? 2 : 4;
    decimal d = {0, 0};
    number.json.value.len -= percent ? 1 : 0;
    HOTLINE_TRY(hotline__policy_decimal(r, &number.json, &d));
    if (d.places > places || negative || d.units * powers[places - d.places] > 10000) {
        return hotline__policy_fail(r, at, "expected a share from \"0%\" to \"100%\", at most two digits after the point");
    }
    *out = d.units * powers[places - d.places];
    return HOTLINE_OK;
}

static hotline_status reply_bound_read(policy_reader *r, const json *at, int by_share, reply_bound *out) {
    limit counted = {0, RULE_ABSENT};
    out->form = at == NULL ? RULE_ABSENT : hotline__policy_is_undefined(at) ? RULE_UNDEFINED : RULE_PLAIN;
    if (out->form == RULE_UNDEFINED) {
        return hotline__policy_note_path(r, at, &out->path);
    }
    if (out->form == RULE_ABSENT) {
        return HOTLINE_OK;
    }
    if (by_share) {
        return reply_share(r, at, &out->n);
    }
    HOTLINE_TRY(hotline__policy_limit(r, at, 0, &counted));
    out->n = counted.n;
    return HOTLINE_OK;
}

/* ---- facts ---- */

static hotline_status reply_is_text(policy_reader *r, const json *at, int32_t fact) {
    return r->facts[fact]->type == FACT_TEXT ? HOTLINE_OK : hotline__policy_fail(r, at, "expected a fact of type text");
}

/* A fact, or a set of facts, each a text. */
static hotline_status reply_facts(policy_reader *r, const json *at, const int32_t **out, uint32_t *count) {
    HOTLINE_TRY(hotline__policy_names(r, KIND_FACT, at, out, count));
    const json *each = at->kind == JSON_ARRAY ? at->first : at;
    for (uint32_t i = 0; i < *count; i++, each = each->next) {
        HOTLINE_TRY(reply_is_text(r, each, (*out)[i]));
    }
    return HOTLINE_OK;
}

/* A field is a text, but a promised date may be a date, or a time. */
static hotline_status reply_field(policy_reader *r, const json *at, reply_check *out) {
    HOTLINE_TRY(hotline__policy_lookup(r, KIND_FACT, at, at->value, &out->field));
    uint8_t type = r->facts[out->field]->type;
    if (out->test == TEST_REQUIRED || (out->test == TEST_DATE && (type == FACT_DATE || type == FACT_TIME))) {
        return HOTLINE_OK;
    }
    return reply_is_text(r, at, out->field);
}

/* ---- conditions: facts alone, so that a reply can be judged where there is no ticket ---- */

static hotline_status reply_condition(policy_reader *r, const json *at, const condition **out) {
    condition_place place = {OF_ASSIGNMENT, 0, 0, RANKING_NONE, NAME_NONE};
    if (at == NULL) {
        return HOTLINE_OK;
    }
    HOTLINE_TRY(hotline__policy_condition(r, place, at, out));
    for (uint32_t i = 0; i < (*out)->count; i++) {
        if ((*out)->ops[i].code > OP_KNOWN) {
            return hotline__policy_fail(r, at, "a check of a reply reads facts, not what happened");
        }
    }
    return HOTLINE_OK;
}

/* ---- phrases and kinds ---- */

/* "a / b": two phrases that contradict each other. */
static void reply_divide(reply_phrase *p) {
    const char *bar = p->words.len > 0 ? memchr(p->words.at, '/', p->words.len) : NULL;
    if (bar == NULL) {
        return;
    }
    p->opposite.at = bar + 1;
    p->opposite.len = p->words.len - (size_t)(bar + 1 - p->words.at);
    p->words.len = (size_t)(bar - p->words.at);
    while (p->words.len > 0 && p->words.at[p->words.len - 1] == ' ') {
        p->words.len--;
    }
    while (p->opposite.len > 0 && *p->opposite.at == ' ') {
        p->opposite.at++;
        p->opposite.len--;
    }
}

/* What casework can look up in a clause: letters at both ends, not too many, not in too many pieces, no mark that ends a clause. */
static int reply_divides_clauses(int32_t code) {
    uint8_t kind = 0;
    (void)hotline__letter_fold(code, &kind);
    kind &= LETTER_CLASS;
    return kind == LETTER_STOP || kind == LETTER_PAUSE;
}

static int reply_phrase_fits(text words) {
    uint32_t letters = 0;
    uint32_t said = 0;
    uint32_t gaps = 0;
    int in_gap = 1;
    size_t at = words.len > 0 && words.at[0] == '^' ? 1 : 0;
    size_t end = words.len > at && words.at[words.len - 1] == '$' ? words.len - 1 : words.len;
    while (at < end) {
        int32_t code = hotline__utf8_next(words.at, end, &at);
        int gap = code == REPLY_GAP;
        if (reply_divides_clauses(code)) {
            return 0;
        }
        gaps += gap && !in_gap;
        in_gap = gap;
        said += !gap;
        letters++;
    }
    return said > 0 && letters <= 60 && (!in_gap || end < words.len) && gaps <= 3;
}

static hotline_status reply_phrases(policy_reader *r, const json *at, int pairs, reply_check *out) {
    reply_phrase *phrases;
    uint32_t n = 0;
    if (at == NULL) {
        return HOTLINE_OK;
    }
    if (at->count > REPLY_PHRASES_MOST) {
        return hotline__policy_fail(r, at, "a check has at most 10000 phrases");
    }
    phrases = hotline__policy_take(r, at->count, sizeof *phrases);
    if (phrases == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (const json *one = at->first; one != NULL; one = one->next, n++) {
        HOTLINE_TRY(hotline__policy_choice(r, one, hotline__severities, RULE_SEVERITIES, &phrases[n].severity));
        phrases[n].words = one->key;
        if (pairs) {
            reply_divide(&phrases[n]);
        }
        if (!reply_phrase_fits(phrases[n].words) || (phrases[n].opposite.at != NULL && !reply_phrase_fits(phrases[n].opposite))) {
            return hotline__policy_fail_key(
                r, one, "a phrase has 1 to 60 letters in at most four pieces, with … between them, and none of ，。！？；：");
        }
    }
    out->phrases = phrases;
    out->phrase_count = n;
    return HOTLINE_OK;
}

static hotline_status reply_allow(policy_reader *r, const json *at, reply_check *out) {
    int phones = out->test == TEST_PHONE;
    const char *const *kinds = phones ? reply_phones : reply_personal;
    size_t count = phones ? sizeof reply_phones / sizeof reply_phones[0] : sizeof reply_personal / sizeof reply_personal[0];
    if (at == NULL) {
        return HOTLINE_OK;
    }
    for (const json *one = at->first; one != NULL; one = one->next) {
        uint8_t kind = 0;
        HOTLINE_TRY(hotline__policy_choice(r, one, kinds, count, &kind));
        out->allow |= 1u << kind;
    }
    return HOTLINE_OK;
}

/* ---- checks ---- */

static const member_rule reply_members[] = {{"test", MEMBER_TEXT | MEMBER_REQUIRED},
                                            {"if", MEMBER_TEXT},
                                            {"severity", MEMBER_TEXT},
                                            {"label", MEMBER_TEXT},
                                            {"clause", MEMBER_TEXT},
                                            {"quote", MEMBER_TEXT},
                                            {"most", MEMBER_INTEGER | MEMBER_TEXT},
                                            {"least", MEMBER_INTEGER | MEMBER_TEXT},
                                            {"field", MEMBER_TEXT},
                                            {"of", MEMBER_TEXT | MEMBER_ARRAY},
                                            {"phrases", MEMBER_OBJECT},
                                            {"relevance", MEMBER_TEXT},
                                            {"within", MEMBER_TEXT | MEMBER_OBJECT},
                                            {"allow", MEMBER_ARRAY},
                                            {"met", MEMBER_TEXT}};

enum { REPLY_MEMBERS = sizeof reply_members / sizeof reply_members[0], REPLY_COMMON = 6 };

/* The keys after the common ones, in the order of KEY_MOST to KEY_MET. */
static hotline_status reply_keys_fit(policy_reader *r, const json *check, uint32_t keys) {
    for (uint32_t i = REPLY_COMMON; i < REPLY_MEMBERS; i++) {
        const json *at = hotline__json_member(check, reply_members[i].name);
        if (at != NULL && (keys >> (i - REPLY_COMMON) & 1u) == 0) {
            hotline_status status = hotline__policy_fail_key(r, at, "this test does not read the key ");
            hotline__error_add_quoted(r->error, at->key);
            return status;
        }
    }
    return HOTLINE_OK;
}

static hotline_status reply_needs(policy_reader *r, const json *check, const char *key) {
    hotline_status status = hotline__policy_fail(r, check, "missing key ");
    hotline__error_add_quoted(r->error, hotline__text(key));
    return status;
}

static hotline_status reply_within(policy_reader *r, const json *check, reply_check *out) {
    condition_place place = {OF_ASSIGNMENT, 0, 0, RANKING_NONE, NAME_NONE};
    return hotline__policy_term_rule(r, place, hotline__json_member(check, "within"), &r->policy->counts, &out->within);
}

static hotline_status reply_read_keys(policy_reader *r, const json *check, reply_check *out) {
    uint32_t keys = reply_keys[out->test];
    const json *field = hotline__json_member(check, "field");
    const json *of = hotline__json_member(check, "of");
    HOTLINE_TRY(reply_bound_read(r, hotline__json_member(check, "most"), keys & BY_SHARE, &out->most));
    HOTLINE_TRY(reply_bound_read(r, hotline__json_member(check, "least"), keys & BY_SHARE, &out->least));
    HOTLINE_TRY(reply_bound_read(r, hotline__json_member(check, "relevance"), 1, &out->relevance));
    HOTLINE_TRY(field == NULL ? HOTLINE_OK : reply_field(r, field, out));
    HOTLINE_TRY(of == NULL ? HOTLINE_OK : reply_facts(r, of, &out->of, &out->of_count));
    HOTLINE_TRY(reply_phrases(r, hotline__json_member(check, "phrases"), keys & KEY_PAIRS, out));
    HOTLINE_TRY(reply_allow(r, hotline__json_member(check, "allow"), out));
    HOTLINE_TRY(reply_condition(r, hotline__json_member(check, "if"), &out->when));
    HOTLINE_TRY(reply_condition(r, hotline__json_member(check, "met"), &out->met));
    return reply_within(r, check, out);
}

static hotline_status reply_read_check(policy_reader *r, const json *check, reply_check *out) {
    const json *severity = hotline__json_member(check, "severity");
    HOTLINE_TRY(hotline__policy_check_name(r, check, 0));
    HOTLINE_TRY(hotline__policy_members(r, check, reply_members, REPLY_MEMBERS));
    HOTLINE_TRY(hotline__policy_choice(r, hotline__json_member(check, "test"), reply_tests, REPLY_TESTS, &out->test));
    HOTLINE_TRY(severity == NULL ? HOTLINE_OK : hotline__policy_choice(r, severity, hotline__severities, RULE_SEVERITIES, &out->severity));
    HOTLINE_TRY(reply_keys_fit(r, check, reply_keys[out->test]));
    out->name = check->key;
    out->label = hotline__policy_text(check, "label");
    out->field = NAME_NONE;
    hotline__policy_cite(check, &out->cites);
    HOTLINE_TRY(reply_read_keys(r, check, out));
    if ((reply_keys[out->test] & NEEDS_FIELD) != 0 && out->field == NAME_NONE) {
        return reply_needs(r, check, "field");
    }
    if (out->test == TEST_WRONG_PARTY && out->field == NAME_NONE && out->of_count == 0) {
        return reply_needs(r, check, "field"); /* or `of`: without either there is nothing to compare */
    }
    if (out->test == TEST_PHRASES && out->phrase_count == 0) {
        return reply_needs(r, check, "phrases");
    }
    return out->test == TEST_JUDGE && out->met == NULL ? reply_needs(r, check, "met") : HOTLINE_OK;
}

/* ---- the section ---- */

static const char *const reply_text_keys[REPLY_TEXTS] = {"text", "matter", "title", "instructions", "internal"};

/* What no key names, the text fact of that very name is. */
static hotline_status reply_read_texts(policy_reader *r, const json *reply, reply_rule *out) {
    for (uint32_t i = 0; i < REPLY_TEXTS; i++) {
        const json *at = hotline__json_member(reply, reply_text_keys[i]);
        int32_t fact = hotline__map_find(&r->names->facts, hotline__text(reply_text_keys[i]));
        out->texts[i] = NAME_NONE;
        if (at != NULL) {
            HOTLINE_TRY(hotline__policy_lookup(r, KIND_FACT, at, at->value, &out->texts[i]));
            HOTLINE_TRY(reply_is_text(r, at, out->texts[i]));
        } else if (fact != MAP_NONE && r->declared[KIND_FACT][fact] && r->facts[fact]->type == FACT_TEXT) {
            out->texts[i] = fact;
        }
    }
    return HOTLINE_OK;
}

static hotline_status reply_read_checks(policy_reader *r, const json *checks, reply_rule *out) {
    reply_check *list = hotline__policy_take(r, checks->count, sizeof *list);
    uint32_t n = 0;
    if (list == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    if (checks->count > REPLY_CHECKS_MOST) {
        return hotline__policy_fail(r, checks, "a policy has at most 1000 checks");
    }
    for (const json *check = checks->first; check != NULL; check = check->next) {
        HOTLINE_TRY(reply_read_check(r, check, &list[n]));
        n++;
    }
    out->checks = list;
    out->check_count = n;
    return HOTLINE_OK;
}

hotline_status hotline__policy_read_reply(policy_reader *r) {
    static const member_rule members[] = {{"on", MEMBER_TEXT | MEMBER_ARRAY | MEMBER_REQUIRED},
                                          {"text", MEMBER_TEXT | MEMBER_REQUIRED},
                                          {"matter", MEMBER_TEXT},
                                          {"title", MEMBER_TEXT},
                                          {"instructions", MEMBER_TEXT},
                                          {"internal", MEMBER_TEXT},
                                          {"checks", MEMBER_OBJECT | MEMBER_REQUIRED},
                                          {"clause", MEMBER_TEXT},
                                          {"quote", MEMBER_TEXT}};
    const json *reply = hotline__json_member(r->root, "reply");
    reply_rule *rule;
    if (reply == NULL) {
        return HOTLINE_OK;
    }
    HOTLINE_TRY(hotline__policy_members(r, reply, members, sizeof members / sizeof members[0]));
    rule = hotline__policy_take(r, 1, sizeof *rule);
    if (rule == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    hotline__policy_cite(reply, &rule->cites);
    HOTLINE_TRY(hotline__policy_names(r, KIND_EVENT, hotline__json_member(reply, "on"), &rule->on, &rule->on_count));
    HOTLINE_TRY(reply_read_texts(r, reply, rule));
    HOTLINE_TRY(reply_read_checks(r, hotline__json_member(reply, "checks"), rule));
    r->policy->reply = rule;
    return HOTLINE_OK;
}
