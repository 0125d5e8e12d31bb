/* SPDX-License-Identifier: MIT */
/* Everything that a log says under a rulebook, as one number: what ought to be the same is compared by it. */
#ifndef HOTLINE_TESTS_FUZZ_JUDGE_H
#define HOTLINE_TESTS_FUZZ_JUDGE_H

#include "base/json_read.h"
#include "require.h"

static inline uint64_t judge_mix(uint64_t hash, const char *bytes, size_t len) {
    size_t i;
    for (i = 0; i < len; i++) {
        hash = (hash ^ (unsigned char)bytes[i]) * UINT64_C(1099511628211);
    }
    return hash * 31 + len;
}

static inline uint64_t judge_mix_words(uint64_t hash, const char *words) {
    return words == NULL ? hash + 1 : judge_mix(hash, words, strlen(words));
}

/* Lines of JSON, each one object. */
static inline void judge_lines_are_json(const hotline_context *context, const char *lines, size_t len) {
    size_t at = 0;
    arena a;
    hotline__arena_init(&a, context);
    while (at < len) {
        json *root = NULL;
        const char *end = memchr(lines + at, '\n', len - at);
        REQUIRE(end != NULL);
        hotline__arena_reset(&a);
        REQUIRE(hotline__json_read(&a, lines + at, (size_t)(end - lines) - at, &root, NULL) == HOTLINE_OK);
        REQUIRE(root->kind == JSON_OBJECT);
        at = (size_t)(end - lines) + 1;
    }
    hotline__arena_free(&a);
}

static inline uint64_t judge_ticket(const hotline_context *context, hotline_ticket *ticket, hotline_instant at, uint64_t hash) {
    const char *lines = NULL;
    size_t len = 0;
    size_t i;
    hotline_status status;
    REQUIRE(hotline_ticket_lines(ticket, HOTLINE_LANGUAGE_ZH, &lines, &len) == HOTLINE_OK);
    judge_lines_are_json(context, lines, len);
    hash = judge_mix(hash, lines, len);
    status = hotline_ticket_options(ticket, at, HOTLINE_LANGUAGE_EN, &lines, &len);
    REQUIRE(status == HOTLINE_OK || status == HOTLINE_UNDEFINED);
    if (status == HOTLINE_OK) {
        judge_lines_are_json(context, lines, len);
        hash = judge_mix(hash, lines, len);
    }
    for (i = 0; i < hotline_ticket_duty_count(ticket) && i < 8; i++) {
        REQUIRE(hotline_ticket_explain(ticket, i, HOTLINE_LANGUAGE_ZH, &lines, &len) == HOTLINE_OK);
        judge_lines_are_json(context, lines, len);
        hash = judge_mix(hash, lines, len);
    }
    return hash;
}

static inline uint64_t judge_tickets(const hotline_context *context, const hotline_rulebook *rulebook, const hotline_log *log,
                                     uint64_t hash) {
    hotline_ticket *ticket = NULL;
    hotline_tally *tally = NULL;
    const char *lines = NULL;
    size_t len = 0;
    size_t i;
    const char *id;
    REQUIRE(hotline_ticket_new(log, &ticket) == HOTLINE_OK);
    REQUIRE(hotline_tally_new(rulebook, &tally) == HOTLINE_OK);
    for (i = 0; (id = hotline_log_ticket(log, i, &len)) != NULL; i++) {
        hotline_status status = hotline_ticket_fold(ticket, id, len);
        REQUIRE(status == HOTLINE_OK || status == HOTLINE_ERROR_LIMIT);
        if (status == HOTLINE_OK) {
            hash = judge_ticket(context, ticket, hotline_log_now(log), hash);
            status = hotline_tally_add(tally, ticket);
            REQUIRE(status == HOTLINE_OK);
        }
    }
    REQUIRE(hotline_tally_sort(tally) == HOTLINE_OK);
    REQUIRE(hotline_tally_lines(tally, &lines, &len) == HOTLINE_OK);
    judge_lines_are_json(context, lines, len);
    hash = judge_mix(hash, lines, len);
    hotline_tally_free(tally);
    hotline_ticket_free(ticket);
    return hash;
}

static inline uint64_t judge_units(const hotline_context *context, const hotline_log *log, uint64_t hash) {
    hotline_unit *unit = NULL;
    const char *lines = NULL;
    const char *id;
    size_t len = 0;
    size_t i;
    REQUIRE(hotline_unit_new(log, &unit) == HOTLINE_OK);
    for (i = 0; (id = hotline_log_unit(log, i, &len)) != NULL; i++) {
        hotline_status status = hotline_unit_fold(unit, id, len);
        REQUIRE(status == HOTLINE_OK || status == HOTLINE_ERROR_LIMIT);
        if (status == HOTLINE_OK) {
            REQUIRE(hotline_unit_lines(unit, HOTLINE_LANGUAGE_EN, &lines, &len) == HOTLINE_OK);
            judge_lines_are_json(context, lines, len);
            hash = judge_mix(hash, lines, len);
            if (hotline_unit_duty_count(unit) != 0) {
                REQUIRE(hotline_unit_explain(unit, 0, HOTLINE_LANGUAGE_EN, &lines, &len) == HOTLINE_OK);
                judge_lines_are_json(context, lines, len);
            }
        }
    }
    hotline_unit_free(unit);
    return hash;
}

static inline uint64_t judge_proposed(const hotline_context *context, hotline_proposals *proposals, hotline_status status, uint64_t hash) {
    const char *lines = NULL;
    size_t len = 0;
    size_t i;
    REQUIRE(status == HOTLINE_OK);
    for (i = 0; i < hotline_proposals_count(proposals); i++) {
        hotline_proposal p = {.struct_size = sizeof p};
        REQUIRE(hotline_proposals_at(proposals, i, &p) == HOTLINE_OK);
        hash = judge_mix(hash + (uint64_t)p.state, p.id, p.id_len);
    }
    REQUIRE(hotline_proposals_lines(proposals, &lines, &len) == HOTLINE_OK);
    judge_lines_are_json(context, lines, len);
    return judge_mix(hash, lines, len);
}

static inline uint64_t judge_proposals(const hotline_context *context, const hotline_log *log, uint64_t hash) {
    hotline_proposals *proposals = NULL;
    const char *id;
    size_t len = 0;
    size_t i;
    REQUIRE(hotline_proposals_new(log, &proposals) == HOTLINE_OK);
    for (i = 0; (id = hotline_log_ticket(log, i, &len)) != NULL; i++) {
        hash = judge_proposed(context, proposals, hotline_proposals_ticket(proposals, id, len), hash);
    }
    for (i = 0; (id = hotline_log_unit(log, i, &len)) != NULL; i++) {
        hash = judge_proposed(context, proposals, hotline_proposals_unit(proposals, id, len), hash);
    }
    hotline_proposals_free(proposals);
    return hash;
}

/* Settles the log at a moment and reads all of it. */
static inline uint64_t judge_log(const hotline_context *context, const hotline_rulebook *rulebook, hotline_log *log, hotline_instant now) {
    uint64_t hash = UINT64_C(14695981039346656037);
    REQUIRE(hotline_log_settle(log, now) == HOTLINE_OK);
    hash = judge_tickets(context, rulebook, log, hash);
    hash = judge_units(context, log, hash);
    return judge_proposals(context, log, hash);
}

/* All that a rulebook shows of its policies. */
static inline uint64_t judge_rulebook(const hotline_rulebook *rulebook) {
    static char drawing[1 << 16];
    uint64_t hash = 1;
    uint32_t i;
    uint32_t k;
    for (i = 0; i < hotline_rulebook_policy_count(rulebook); i++) {
        const hotline_policy *p = hotline_rulebook_policy(rulebook, i);
        hotline_policy_finding f;
        hotline_policy_finding_init(&f, sizeof f);
        hash = judge_mix_words(hash, hotline_policy_id(p, NULL));
        hash = judge_mix_words(hash, hotline_policy_title(p, NULL));
        for (k = 0; k < hotline_policy_undefined_count(p); k++) {
            hash = judge_mix_words(hash, hotline_policy_undefined_at(p, k, NULL));
        }
        for (k = 0; k < hotline_policy_finding_count(p); k++) {
            REQUIRE(hotline_policy_finding_at(p, k, HOTLINE_LANGUAGE_ZH, &f) == HOTLINE_OK);
            hash = judge_mix_words(judge_mix_words(hash, f.path), f.message);
        }
        for (k = 0; k < hotline_policy_machine_count(p); k++) {
            size_t needed = 0;
            hotline_status status = hotline_policy_draw(p, k, HOTLINE_DRAW_MERMAID, HOTLINE_LANGUAGE_ZH, drawing, sizeof drawing, &needed);
            REQUIRE(status == HOTLINE_OK ? strlen(drawing) + 1 == needed : status == HOTLINE_ERROR_BUFFER);
            hash = judge_mix_words(hash, drawing);
        }
    }
    return hash;
}

#endif
