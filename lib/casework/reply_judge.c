/* SPDX-License-Identifier: MIT */
/*
 * Judges a reply: makes its texts ready, measures it, runs the policy's checks one after the other. It refuses to know what a single test
 * looks at.
 */
#include "reply_impl.h"

#include "../base/utf8.h"

/* ---- texts ---- */

enum { REPLY_PARTS_MOST = 20 /* of an instruction */ };

/* As many as there can be, so that no passage ever moves: each check looks at its field and at the facts it compares with. */
static void reply_room(reply_judging *j) {
    const reply_rule *rule = j->policy != NULL ? j->policy->reply : NULL;
    size_t most = (size_t)REPLY_TEXTS + j->input.item_count + (size_t)j->input.instruction_count * (1 + REPLY_PARTS_MOST);
    for (uint32_t i = 0; rule != NULL && i < rule->check_count; i++) {
        most += 1 + (size_t)rule->checks[i].of_count;
    }
    j->sources = hotline__arena_take_zeroed(j->arena, most, sizeof *j->sources);
    j->status = j->sources == NULL ? HOTLINE_ERROR_MEMORY : j->status;
}

static uint32_t reply_sources(reply_judging *j, const text *words, uint32_t count, uint8_t place) {
    uint32_t first = j->source_count;
    for (uint32_t i = 0; i < count && j->status >= 0; i++) {
        hotline__reply_source(j, words[i], place, i, NAME_NONE);
    }
    return first;
}

/* What was not given may be known as a fact. */
static void reply_known_texts(reply_judging *j) {
    const reply_rule *rule = j->policy != NULL ? j->policy->reply : NULL;
    for (uint32_t i = 0; rule != NULL && i < REPLY_TEXTS; i++) {
        value v = {0};
        if (rule->texts[i] != NAME_NONE && j->input.texts[i].at == NULL) {
            v = hotline__reply_fact(j, rule->texts[i]);
        }
        if (v.kind == FACT_TEXT + 1) {
            j->input.texts[i] = v.words;
        }
    }
    if (j->input.instruction_count == 0 && j->input.texts[TEXT_INSTRUCTIONS].at != NULL) {
        j->input.instructions = &j->input.texts[TEXT_INSTRUCTIONS];
        j->input.instruction_count = 1;
    }
}

/* An instruction as it is asked: in its numbered parts, when it is a list ("1.请核实 2.请答复时限"), else as it is. */
static void reply_ask_by_part(reply_judging *j, uint32_t whole) {
    span parts[REPLY_PARTS_MOST];
    const passage *p = &j->sources[whole].passage;
    uint32_t count = hotline__passage_items(p, parts, REPLY_PARTS_MOST);
    if (count == 0) {
        j->sources[j->source_count++] = j->sources[whole];
    }
    for (uint32_t i = 0; i < count && j->status >= 0; i++) {
        uint32_t part =
            hotline__reply_source(j, hotline__passage_text(p, parts[i]), HOTLINE_REPLY_INSTRUCTIONS, j->sources[whole].number, NAME_NONE);
        if (part != REPLY_NONE) {
            j->sources[part].whole = whole;
            j->sources[part].begin = parts[i].begin;
        }
    }
}

static void reply_take_asked(reply_judging *j) {
    uint32_t wholes = reply_sources(j, j->input.instructions, j->input.instruction_count, HOTLINE_REPLY_INSTRUCTIONS);
    j->items = reply_sources(j, j->input.items, j->input.item_count, HOTLINE_REPLY_ITEM);
    j->instructions = j->source_count;
    for (uint32_t i = 0; i < j->input.instruction_count && j->status >= 0; i++) {
        reply_ask_by_part(j, wholes + i);
    }
    j->instruction_count = j->source_count - j->instructions;
}

static void reply_take_texts(reply_judging *j) {
    static const uint8_t places[REPLY_TEXTS] = {HOTLINE_REPLY_TEXT, HOTLINE_REPLY_MATTER, HOTLINE_REPLY_TITLE, HOTLINE_REPLY_INSTRUCTIONS,
                                                HOTLINE_REPLY_INTERNAL};
    for (uint32_t i = 0; i < REPLY_TEXTS; i++) {
        int given = j->input.texts[i].at != NULL && i != TEXT_INSTRUCTIONS;
        j->texts[i] = given && j->status >= 0 ? hotline__reply_source(j, j->input.texts[i], places[i], 0, NAME_NONE) : REPLY_NONE;
    }
    reply_take_asked(j);
}

/* ---- the checks ---- */

/* By reply_test. */
static const reply_test_fn reply_test_fns[REPLY_TESTS] = {
    hotline__reply_test_coverage,      hotline__reply_test_empty,       hotline__reply_test_stock,       hotline__reply_test_phrases,
    hotline__reply_test_vague,         hotline__reply_test_specifics,   hotline__reply_test_person_name, hotline__reply_test_phone,
    hotline__reply_test_basis,         hotline__reply_test_required,    hotline__reply_test_sign_off,    hotline__reply_test_copied,
    hotline__reply_test_contradiction, hotline__reply_test_overpromise, hotline__reply_test_date,        hotline__reply_test_wrong_party,
    hotline__reply_test_personal_data, hotline__reply_test_judge,
};

/* 1: the check applies; where that is unknown, it is undecided. */
static int reply_applies(reply_judging *j, const reply_check *check) {
    frame f = *j->input.fields;
    verdict v = hotline__matter_test(&f, check->when);
    if (v == VERDICT_UNKNOWN) {
        hotline__reply_undecided(j, check, "if");
    }
    return v == VERDICT_TRUE;
}

/* Without a reply there is nothing that could be sent, whatever the checks are. */
static void reply_find_no_text(reply_judging *j) {
    static const span nowhere = {0, 0};
    static const reply_check none;
    reply_found *found = hotline__reply_find(j, &none, FINDING_REPLY_MISSING, REPLY_NONE, nowhere);
    if (found != NULL) {
        found->check = NULL;
        found->f.severity = HOTLINE_SEVERITY_ERROR;
        hotline__reply_name_field(j, &found->f, j->policy->reply->texts[TEXT_REPLY]);
    }
}

static void reply_run_checks(reply_judging *j) {
    const reply_rule *rule = j->policy->reply;
    for (uint32_t i = 0; i < rule->check_count && j->status >= 0; i++) {
        if (reply_applies(j, &rule->checks[i])) {
            reply_test_fns[rule->checks[i].test](j, &rule->checks[i]);
        }
    }
}

hotline_status hotline__reply_judge(reply_judging *j) {
    j->today = j->input.now == HOTLINE_NO_INSTANT ? HOTLINE_DAY_NONE
                                                  : hotline__day_at(j->input.now, hotline__calendar_offset(j->rulebook->calendar));
    for (uint32_t i = 0; i < REPLY_SIGNALS; i++) {
        j->signals[i] = SIGNAL_NOT_MEASURED;
    }
    reply_known_texts(j);
    reply_room(j);
    if (j->status >= 0) {
        reply_take_texts(j);
    }
    if (j->status >= 0) {
        hotline__reply_measure(j);
    }
    if (j->status >= 0 && j->policy != NULL && j->policy->reply != NULL) {
        if (hotline__reply_text(j) == NULL) {
            reply_find_no_text(j);
        }
        reply_run_checks(j);
    }
    return j->status;
}
