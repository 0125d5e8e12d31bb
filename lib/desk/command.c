/* SPDX-License-Identifier: MIT */
/*
 * Reads a command: an event line, its subject, and two numbers by which the same content is known again. It refuses to know what the rules
 * say of the event.
 */
#include "command_impl.h"

#include "../base/checksum.h"
#include "../base/json_write.h"

/* What is stored is wrapped a few times; a line as deep as the reader goes could be stored and not be read again. */
enum { COMMAND_WRAPPED = 5, COMMAND_DEPTH = 32 };

/* ---- personal or not ---- */

static int command_named(text key, const char *const *words) {
    for (; *words != NULL; words++) {
        if (hotline__text_is(key, *words)) {
            return 1;
        }
    }
    return 0;
}

/* Facts of built-in events. What a publication carries may be a policy's own fact elsewhere, also in a correction of another event. */
static int command_built_in(const desk_command *of, text key) {
    static const char *const of_correction[] = {"voids", "replaces", "into", NULL};
    static const char *const of_publication[] = {"ranking", "period", "version", "order", NULL};
    if (of == NULL || of->e.kind < 0 || of->e.kind >= EVENT_BUILT_IN) {
        return 0;
    }
    return command_named(key, of_correction) || (of->about.kind == HOTLINE_SUBJECT_PUBLISHED && command_named(key, of_publication));
}

static int command_declared(const hotline_rulebook *rulebook, int32_t fact) {
    uint32_t i;
    for (i = 0; i < rulebook->policy_count && hotline__policy_fact(rulebook->policies[i], fact) == NULL; i++) {
    }
    return i < rulebook->policy_count;
}

int hotline__command_personal(const hotline_rulebook *rulebook, const desk_command *of, const json *fact) {
    int32_t number = hotline__map_find(&rulebook->names.facts, fact->key);
    if (fact->kind == JSON_OBJECT) { /* in an entry an object stands for a commitment, and for nothing else */
        return 1;
    }
    if (command_built_in(of, fact->key)) {
        return 0;
    }
    return number == MAP_NONE || hotline__rulebook_personal(rulebook, number) || !command_declared(rulebook, number);
}

/* ---- the same content again ---- */

/* The order of members makes no difference, so the sums of their names and values are added. */
static hotline_status command_print_member(buffer *words, const char *of, const json *member, int with_value, uint64_t *sum) {
    json_writer w;
    text all;
    hotline__buffer_clear(words);
    hotline__json_begin(&w, words);
    hotline__json_object(&w);
    hotline__json_key(&w, of);
    hotline__json_text(&w, member->key);
    if (with_value) {
        hotline__json_key(&w, "is");
        hotline__json_tree(&w, member);
    }
    HOTLINE_TRY(words->status); /* the print of a part would be another print */
    all = hotline__buffer_text(words);
    *sum += hotline__checksum(all.at, all.len);
    return HOTLINE_OK;
}

static int command_is_named(const json *list, text key) {
    const json *name;
    for (name = list->first; name != NULL; name = name->next) {
        if (name->kind == JSON_TEXT && hotline__text_equal(name->value, key)) {
            return 1;
        }
    }
    return 0;
}

hotline_status hotline__command_print(const hotline_rulebook *rulebook, const json *apart, buffer *words, desk_command *c) {
    const json *member;
    const json *fact;
    c->print = c->own_print = 0;
    for (member = c->tree->first; member != NULL; member = member->next) {
        if (!hotline__text_is(member->key, "facts") || member->kind != JSON_OBJECT) {
            HOTLINE_TRY(command_print_member(words, "member", member, 1, &c->print));
            continue;
        }
        for (fact = member->first; fact != NULL; fact = fact->next) {
            int own = apart != NULL ? command_is_named(apart, fact->key) : hotline__command_personal(rulebook, c, fact);
            HOTLINE_TRY(command_print_member(words, "fact", fact, !own, &c->print));
            if (own) {
                HOTLINE_TRY(command_print_member(words, "fact", fact, 1, &c->own_print));
            }
        }
    }
    return HOTLINE_OK;
}

/* ---- whose event ---- */

static hotline_status command_fail(hotline_error *error, const char *path, const char *message) {
    hotline__error_set(error, HOTLINE_ERROR_DOCUMENT, message);
    hotline__error_path(error, hotline__text(path));
    return HOTLINE_ERROR_DOCUMENT;
}

/* rule_subject of a kind of event: the first policy that declares it answers, as in a log. */
static uint8_t command_subject(const hotline_rulebook *rulebook, int32_t kind) {
    uint32_t i;
    int corrects = kind == EVENT_VOID || kind == EVENT_REPLACE;
    for (i = 0; kind != NAME_NONE && !corrects && i < rulebook->policy_count; i++) {
        const event_rule *rule = hotline__policy_event(rulebook->policies[i], kind);
        if (rule != NULL) {
            return rule->subject;
        }
    }
    return OF_NONE;
}

static void command_is_about(desk_command *c, int32_t kind, text id) {
    c->about.kind = kind;
    c->about.id = id;
}

static hotline_status command_find_subject(const hotline_rulebook *rulebook, desk_command *c, hotline_error *error) {
    uint8_t subject = command_subject(rulebook, c->e.kind);
    if (c->e.kind == EVENT_PUBLISH) {
        command_is_about(c, HOTLINE_SUBJECT_PUBLISHED, hotline__text(COMMAND_PUBLISHED));
    } else if (subject != OF_UNIT && c->e.ticket_name.at != NULL) {
        command_is_about(c, HOTLINE_SUBJECT_TICKET, c->e.ticket_name);
    } else if (subject != OF_TICKET && subject != OF_ASSIGNMENT && c->e.unit_name.at != NULL) {
        command_is_about(c, HOTLINE_SUBJECT_UNIT, c->e.unit_name);
    } else if (c->e.kind == EVENT_VOID || c->e.kind == EVENT_REPLACE) {
        command_is_about(c, HOTLINE_SUBJECT_PUBLISHED, hotline__text(COMMAND_PUBLISHED));
    } else if (subject == OF_UNIT) {
        return command_fail(error, "unit", "an event of a unit must name its unit");
    } else {
        return command_fail(error, "ticket", "the event must name its ticket");
    }
    return HOTLINE_OK;
}

/* ---- reading ---- */

static uint32_t command_depth(const json *node) {
    uint32_t deepest = 0;
    const json *child;
    for (child = node->first; child != NULL; child = child->next) {
        uint32_t depth = command_depth(child);
        deepest = depth > deepest ? depth : deepest;
    }
    return deepest + (node->kind == JSON_OBJECT || node->kind == JSON_ARRAY);
}

static hotline_status command_check_depth(const arena *a, const json *tree, hotline_error *error) {
    uint32_t depth = command_depth(tree);
    if (depth > COMMAND_DEPTH || depth + COMMAND_WRAPPED > a->context->max_depth) {
        return hotline__error_set(error, HOTLINE_ERROR_LIMIT, "nested too deeply for a command");
    }
    return HOTLINE_OK;
}

static hotline_status command_check_time(const desk_command *c, hotline_instant now, hotline_error *error) {
    if (c->e.at > now) {
        return command_fail(error, "at", "lies after now");
    }
    if (c->e.known > now) {
        return command_fail(error, "known", "lies after now");
    }
    return HOTLINE_OK;
}

/* The reader of events ends texts in place, so each of the two readers has a copy. */
static hotline_status command_copy(arena *a, const char *line, size_t len, char **one, text *two) {
    text given;
    given.at = line;
    given.len = len;
    *one = hotline__arena_take(a, len + 1);
    *two = hotline__arena_text(a, given);
    if (*one == NULL || two->at == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    memcpy(*one, two->at, len + 1);
    return HOTLINE_OK;
}

hotline_status hotline__command_read(const hotline_rulebook *rulebook, arena *a, buffer *words, const char *line, size_t len,
                                     hotline_instant now, desk_command *out, hotline_error *error) {
    char *copy = NULL;
    text kept = {NULL, 0};
    json *tree = NULL;
    memset(out, 0, sizeof *out);
    if (len > a->context->max_document) {
        return hotline__error_set(error, HOTLINE_ERROR_LIMIT, "the line is longer than the context allows");
    }
    if (command_copy(a, line, len, &copy, &kept) < 0) {
        return hotline__error_set(error, HOTLINE_ERROR_MEMORY, "out of memory");
    }
    HOTLINE_TRY(hotline__event_read(rulebook, a, a, copy, len, &out->e, error));
    HOTLINE_TRY(hotline__json_read(a, kept.at, kept.len, &tree, error));
    out->tree = tree;
    HOTLINE_TRY(command_check_depth(a, tree, error));
    HOTLINE_TRY(command_check_time(out, now, error));
    HOTLINE_TRY(command_find_subject(rulebook, out, error));
    if (hotline__command_print(rulebook, NULL, words, out) < 0) {
        return hotline__error_set(error, HOTLINE_ERROR_MEMORY, "out of memory");
    }
    return HOTLINE_OK;
}
