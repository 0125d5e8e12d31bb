/* SPDX-License-Identifier: MIT */
/*
 * Tests of the form's fields: names, phones, the basis, dates, the sign-off, another judge. It refuses to know the running text, but for
 * phones and days in it.
 */
#include "reply_impl.h"

#include "person_impl.h"

static const span field_nowhere = {0, 0};

static reply_found *field_find(reply_judging *j, const reply_check *check, finding_code code, uint32_t source, span at) {
    reply_found *found = hotline__reply_find(j, check, code, source, at);
    if (found != NULL) {
        hotline__reply_name_field(j, &found->f, check->field);
    }
    return found;
}

/* ---- the handler ---- */

enum { FIELD_NAMES_MOST = 8 };

void hotline__reply_test_person_name(reply_judging *j, const reply_check *check) {
    static const uint8_t reasons[] = {REASON_NONE,       REASON_NO_NAME, REASON_PLACEHOLDER, REASON_PLACEHOLDER, REASON_A_UNIT,
                                      REASON_TITLE_ONLY, REASON_MASKED,  REASON_TITLE_ONLY,  REASON_DIGITS};
    uint32_t source = hotline__reply_field(j, check->field);
    span found_names[FIELD_NAMES_MOST];
    uint32_t count = 0;
    if (source == REPLY_NONE) {
        field_find(j, check, FINDING_REPLY_MISSING, REPLY_NONE, field_nowhere);
        return;
    }
    const passage *p = &j->sources[source].passage;
    person_fault fault = hotline__person_field(p, found_names, FIELD_NAMES_MOST, &count);
    if (fault != PERSON_GOOD) {
        span all = {0, p->count};
        reply_found *found = field_find(j, check, FINDING_REPLY_NAME, source, all);
        if (found != NULL) {
            found->f.reason = reasons[fault];
        }
    }
}

/* ---- phones ---- */

enum { FIELD_PHONES = PHONE_ALLOW_MOBILE | PHONE_ALLOW_LANDLINE };

static void phone_test_field(reply_judging *j, const reply_check *check) {
    static const uint8_t reasons[] = {REASON_NONE,     REASON_NO_NUMBER, REASON_NO_NUMBER,   REASON_TOO_SHORT,
                                      REASON_TOO_LONG, REASON_NO_PHONE,  REASON_THE_HOTLINE, REASON_ZEROS,
                                      REASON_SEQUENCE, REASON_MASKED,    REASON_THE_CALLER,  REASON_NOT_ALLOWED};
    uint32_t source = hotline__reply_field(j, check->field);
    uint32_t caller = check->of_count > 0 ? hotline__reply_field(j, check->of[0]) : REPLY_NONE;
    uint32_t count = 0;
    phone one;
    if (source == REPLY_NONE) {
        field_find(j, check, FINDING_REPLY_MISSING, REPLY_NONE, field_nowhere);
        return;
    }
    const passage *p = &j->sources[source].passage;
    phone_fault fault = hotline__phone_field(p, check->allow != 0 ? check->allow : FIELD_PHONES,
                                             caller == REPLY_NONE ? NULL : &j->sources[caller].passage, &one, 1, &count);
    if (fault != PHONE_GOOD) {
        span all = {0, p->count};
        reply_found *found = field_find(j, check, FINDING_REPLY_PHONE, source, all);
        if (found != NULL) {
            found->f.reason = reasons[fault];
        }
    }
}

static void phone_test_text(reply_judging *j, const reply_check *check, const passage *p) {
    uint32_t before = j->found_count;
    int64_t count = 0;
    int64_t bound = 0;
    int most = hotline__reply_bound(j, &check->most, -1, &bound);
    phone_walk walk;
    phone one;
    hotline__phone_walk_begin(&walk, p);
    while (j->status >= 0 && hotline__phone_next(&walk, &one)) {
        if (one.fault != PHONE_GOOD) {
            continue; /* no number that anyone could call */
        }
        count++;
        if (most && (check->allow >> one.kind & 1u) == 0) {
            reply_found *found = hotline__reply_find(j, check, FINDING_REPLY_PHONE_GIVEN, j->texts[TEXT_REPLY], one.at);
            if (found != NULL) {
                found->f.b = hotline__passage_text(p, one.at);
            }
        }
    }
    if (most) {
        hotline__reply_let_pass(j, before, bound);
    }
    if (hotline__reply_bound(j, &check->least, most ? -1 : 1, &bound) && count < bound) {
        reply_found *found = hotline__reply_find(j, check, FINDING_REPLY_NO_PHONE, j->texts[TEXT_REPLY], field_nowhere);
        if (found != NULL) {
            found->f.b = hotline__reply_number(j, count);
            found->f.c = hotline__reply_number(j, bound);
        }
    }
}

void hotline__reply_test_phone(reply_judging *j, const reply_check *check) {
    const passage *p = hotline__reply_text(j);
    if (check->field != NAME_NONE) {
        phone_test_field(j, check);
    } else if (p != NULL) {
        phone_test_text(j, check, p);
    }
}

/* ---- basis, required, signed ---- */

enum { BASIS_TITLE = 1, BASIS_DOCUMENT = 2, BASIS_ARTICLE = 4, BASIS_ARTICLE_LETTER = 0x6761 /* 条 */ };

/* Laws, regulations and standards are known by their titles: 法 法典 条例 规定 办法 细则 规则 规范 标准 章程. Notices and letters by their numbers. */
static int basis_is_law(const passage *p, span title) {
    static const uint16_t lasts[] = {0x6CD5, 0x4F8B, 0x5B9A, 0x5219, 0x8303, 0x51C6, 0x7A0B, 0x5178};
    return hotline__letter_is_one_of(p->letters[title.end - 2], lasts, sizeof lasts / sizeof lasts[0]);
}

/* What of a document's title, number and article stands in a text. */
static uint32_t basis_parts(const passage *p, const particular_list *list) {
    uint32_t parts = 0;
    for (uint32_t i = 0; i < list->count; i++) {
        span at = list->items[i].at;
        if (list->items[i].kind != PARTICULAR_DOCUMENT) {
            continue;
        }
        if (p->letters[at.begin] == 0x300A) {
            parts |= BASIS_TITLE | (basis_is_law(p, at) ? BASIS_DOCUMENT : 0);
        } else {
            parts |= p->letters[at.end - 1] == BASIS_ARTICLE_LETTER ? BASIS_ARTICLE : BASIS_DOCUMENT;
        }
    }
    return parts;
}

/* Without a title the rest is not asked for: there is no document yet of which it could be. */
static void basis_find(reply_judging *j, const reply_check *check, uint32_t source, uint32_t parts) {
    span all = {0, j->sources[source].passage.count};
    for (uint32_t i = 0; i < 3 && (i == 0 || (parts & BASIS_TITLE) != 0); i++) {
        if ((parts >> i & 1u) == 0) {
            reply_found *found = field_find(j, check, FINDING_REPLY_BASIS, source, all);
            if (found != NULL) {
                found->f.reason = (uint8_t)(REASON_TITLE + i);
            }
        }
    }
}

void hotline__reply_test_basis(reply_judging *j, const reply_check *check) {
    uint32_t source = hotline__reply_field(j, check->field);
    wording_hits none = {NULL, 0};
    particular_list list;
    if (source == REPLY_NONE) {
        field_find(j, check, FINDING_REPLY_MISSING, REPLY_NONE, field_nowhere);
        return;
    }
    const passage *p = &j->sources[source].passage;
    j->status = hotline__particulars_find(j->arena, p, HOTLINE_DAY_NONE, &none, &list);
    if (j->status >= 0) {
        basis_find(j, check, source, basis_parts(p, &list));
    }
}

static void required_length(reply_judging *j, const reply_check *check, int64_t least) {
    uint32_t source = hotline__reply_field(j, check->field);
    if (source == REPLY_NONE) {
        return;
    }
    const passage *p = &j->sources[source].passage;
    span all = {0, p->count};
    int64_t letters = hotline__passage_weight(p, all);
    if (letters < least) {
        reply_found *found = field_find(j, check, FINDING_REPLY_SHORT, source, all);
        if (found != NULL) {
            found->f.b = hotline__reply_number(j, letters);
            found->f.c = hotline__reply_number(j, least);
        }
    }
}

void hotline__reply_test_required(reply_judging *j, const reply_check *check) {
    int64_t least = 0;
    value v = hotline__reply_fact(j, check->field);
    int bounded = hotline__reply_bound(j, &check->least, 0, &least);
    if (v.kind == 0) {
        field_find(j, check, FINDING_REPLY_MISSING, REPLY_NONE, field_nowhere);
    } else if (bounded && v.kind == FACT_TEXT + 1) {
        required_length(j, check, least);
    }
}

/* The signed text itself, or its fingerprint. */
void hotline__reply_test_sign_off(reply_judging *j, const reply_check *check) {
    value v = hotline__reply_fact(j, check->field);
    char fingerprint[17];
    if (v.kind == 0) {
        field_find(j, check, FINDING_REPLY_UNSIGNED, REPLY_NONE, field_nowhere);
        return;
    }
    text words = j->input.texts[TEXT_REPLY];
    if (words.at == NULL) {
        return;
    }
    (void)hotline_reply_fingerprint(words.at, words.len, fingerprint);
    if (!hotline__text_equal(v.words, words) && !hotline__text_is(v.words, fingerprint)) {
        hotline__reply_find(j, check, FINDING_REPLY_SIGNED_OTHER, j->texts[TEXT_REPLY], field_nowhere);
    }
}

/* ---- another judge ---- */

void hotline__reply_test_judge(reply_judging *j, const reply_check *check) {
    frame f = *j->input.fields;
    verdict v = hotline__matter_test(&f, check->met);
    if (v == VERDICT_UNKNOWN) {
        hotline__reply_undecided(j, check, "met");
    } else if (v == VERDICT_FALSE) {
        reply_found *found = hotline__reply_find(j, check, FINDING_REPLY_JUDGED, REPLY_NONE, field_nowhere);
        if (found != NULL) {
            found->f.b = check->met->source;
        }
    }
}
