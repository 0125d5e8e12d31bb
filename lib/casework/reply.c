/* SPDX-License-Identifier: MIT */
/*
 * The public door to replies: takes texts and fields, has them judged, shows what was found. It refuses to know how a reply is judged.
 */
#include "reply_door.h"

#include "../base/utf8.h"

#include "personal_impl.h"

enum { REPLY_ITEMS_MOST = 1000 };

hotline_status hotline_reply_new(const hotline_rulebook *rulebook, hotline_reply **out) {
    hotline_reply *r;
    if (rulebook == NULL || out == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    r = hotline__allocate_zeroed(rulebook->context, 1, sizeof *r);
    if (r == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    r->rulebook = rulebook;
    hotline__arena_init(&r->keep, rulebook->context);
    hotline__arena_init(&r->reading, rulebook->context);
    hotline__reply_tools_init(&r->tools, rulebook);
    hotline__arena_init(&r->held, rulebook->context);
    hotline__buffer_init(&r->message, rulebook->context);
    hotline__buffer_init(&r->line, rulebook->context);
    hotline__buffer_init(&r->masked, rulebook->context);
    *out = r;
    return HOTLINE_OK;
}

void hotline_reply_free(hotline_reply *reply) {
    if (reply == NULL) {
        return;
    }
    hotline__arena_free(&reply->keep);
    hotline__arena_free(&reply->reading);
    hotline__reply_tools_free(&reply->tools);
    hotline__arena_free(&reply->held);
    hotline__buffer_free(&reply->message);
    hotline__buffer_free(&reply->line);
    hotline__buffer_free(&reply->masked);
    hotline__release(reply->rulebook->context, reply, sizeof *reply);
}

hotline_status hotline_reply_lend_copies(hotline_reply *reply, const hotline_copies *copies) {
    if (reply == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    reply->copies = copies;
    return HOTLINE_OK;
}

/* ---- what is given ---- */

void hotline__reply_forget(hotline_reply *r) {
    memset(&r->given, 0, sizeof r->given);
    r->given.at = HOTLINE_NO_INSTANT;
    r->done = 0;
    hotline__arena_reset(&r->keep);
    hotline__arena_reset(&r->reading);
}

static hotline_status reply_bad_text(hotline_error *error, text words) {
    size_t bad = hotline__utf8_valid(words.at, words.len);
    uint32_t line = 0;
    uint32_t column = 0;
    hotline__error_set(error, HOTLINE_ERROR_SYNTAX, bad < words.len ? "the text is no UTF-8" : "the text holds a NUL");
    const char *nul = bad < words.len ? NULL : memchr(words.at, '\0', words.len);
    hotline__json_place(words.at, words.len, (uint32_t)(nul != NULL ? (size_t)(nul - words.at) : bad), &line, &column);
    hotline__error_place(error, line, column);
    return HOTLINE_ERROR_SYNTAX;
}

/* Copies a text that is UTF-8 without NUL, if all that was given is not too long. */
static hotline_status reply_keep_text(hotline_reply *r, text words, text *out, hotline_error *error) {
    if (words.len > r->rulebook->context->max_document - r->given.bytes) {
        return hotline__error_set(error, HOTLINE_ERROR_LIMIT, "a reply and all that belongs to it are longer than max_document");
    }
    if (hotline__utf8_valid(words.at, words.len) < words.len || (words.len > 0 && memchr(words.at, '\0', words.len) != NULL)) {
        return reply_bad_text(error, words);
    }
    text kept = hotline__arena_text(&r->keep, words);
    if (kept.at == NULL) {
        return hotline__error_set(error, HOTLINE_ERROR_MEMORY, "out of memory");
    }
    r->given.bytes += words.len;
    *out = kept;
    return HOTLINE_OK;
}

hotline_status hotline_reply_begin(hotline_reply *reply, const char *id, size_t len) {
    text words = {id, len};
    hotline_status status = HOTLINE_OK;
    if (reply == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    hotline__reply_forget(reply);
    if (id != NULL) {
        status = reply_keep_text(reply, words, &reply->given.id, NULL);
    }
    reply->given.begun = status >= 0;
    return status;
}

static hotline_status reply_add(hotline_reply *r, reply_texts *list, text words, hotline_error *error) {
    if (r->given.items.count + r->given.instructions.count == REPLY_ITEMS_MOST) {
        return hotline__error_set(error, HOTLINE_ERROR_LIMIT, "a reply has at most 1000 items and instructions");
    }
    if (list->count == list->capacity && !hotline__arena_grow(&r->keep, &list->items, list->count, &list->capacity, sizeof *list->items)) {
        return hotline__error_set(error, HOTLINE_ERROR_MEMORY, "out of memory");
    }
    HOTLINE_TRY(reply_keep_text(r, words, &list->items[list->count], error));
    list->count++;
    return HOTLINE_OK;
}

hotline_status hotline_reply_text(hotline_reply *reply, int32_t which, const char *bytes, size_t len, hotline_error *error) {
    text words = {bytes != NULL ? bytes : "", len};
    if (reply == NULL || !reply->given.begun || which < HOTLINE_REPLY_TEXT || which > HOTLINE_REPLY_ITEM || (bytes == NULL && len > 0)) {
        return hotline__error_set(error, HOTLINE_ERROR_ARGUMENT, "no such text, or no reply was begun");
    }
    reply->done = 0;
    if (which == HOTLINE_REPLY_ITEM) {
        return reply_add(reply, &reply->given.items, words, error);
    }
    if (which == HOTLINE_REPLY_INSTRUCTIONS) {
        return reply_add(reply, &reply->given.instructions, words, error);
    }
    if (reply->given.texts[which].at != NULL) {
        return hotline__error_set(error, HOTLINE_ERROR_ARGUMENT, "this text was given before");
    }
    return reply_keep_text(reply, words, &reply->given.texts[which], error);
}

hotline_status hotline_reply_fields(hotline_reply *reply, const char *facts, size_t len, hotline_error *error) {
    text words = {facts, len};
    text kept;
    if (reply == NULL || facts == NULL || !reply->given.begun || reply->given.fields_given) {
        return hotline__error_set(error, HOTLINE_ERROR_ARGUMENT, "no reply was begun, or its fields were given before");
    }
    HOTLINE_TRY(reply_keep_text(reply, words, &kept, error));
    /* the arena's copy is this judge's own: reading ends texts in place */
    HOTLINE_TRY(hotline__event_read_facts(reply->rulebook, &reply->reading, &reply->keep, (char *)(uintptr_t)kept.at, kept.len,
                                          &reply->given.fields, &reply->given.field_count, error));
    reply->given.fields_given = 1;
    reply->done = 0;
    return HOTLINE_OK;
}

/* ---- judging ---- */

/* The policy that judges; NULL: none, which is told. */
static const hotline_policy *reply_policy(const hotline_reply *r, hotline_instant now, hotline_error *error) {
    const hotline_rulebook *rulebook = r->rulebook;
    const hotline_policy *policy = now != HOTLINE_NO_INSTANT    ? hotline__rulebook_at(rulebook, now)
                                   : rulebook->policy_count > 0 ? rulebook->timeline[rulebook->policy_count - 1]
                                                                : NULL;
    if (policy == NULL) {
        hotline__error_set(error, HOTLINE_UNDEFINED, "no policy is in force");
    } else if (policy->reply == NULL) {
        hotline__error_set(error, HOTLINE_UNDEFINED, "the policy asks nothing of replies: ");
        hotline__error_add_quoted(error, policy->id);
        hotline__error_path(error, hotline__text("reply"));
    }
    return policy;
}

/* Where facts are looked up that the form does not carry: nowhere, but for defaults. */
static hotline_status reply_hold(hotline_reply *r) {
    hotline__matter_init(&r->holder, r->rulebook, NULL, &r->held, NULL);
    hotline__matter_begin(&r->holder, r->given.id);
    if (r->holder.status >= 0) {
        hotline__matter_open(&r->holder, OF_TICKET, MATTER_NONE, NAME_NONE, HOTLINE_NO_INSTANT);
    }
    return r->holder.status;
}

static hotline_status reply_run(hotline_reply *r, const hotline_policy *policy, hotline_instant now) {
    reply_judging *j = &r->tools.judging;
    frame fields;
    HOTLINE_TRY(hotline__reply_tools_begin(&r->tools, policy));
    HOTLINE_TRY(reply_hold(r));
    memcpy(j->input.texts, r->given.texts, sizeof j->input.texts);
    j->input.items = r->given.items.items;
    j->input.item_count = r->given.items.count;
    j->input.instructions = r->given.instructions.items;
    j->input.instruction_count = r->given.instructions.count;
    j->input.id = r->given.id;
    j->input.now = now;
    j->input.copies = r->copies;
    fields = hotline__matter_frame(&r->holder, policy, MATTER_ROOT, now);
    j->input.fields = &fields;
    HOTLINE_TRY(hotline__reply_take_fields(j, r->given.fields, r->given.field_count, &fields));
    hotline_status status = hotline__reply_judge(j);
    j->input.fields = NULL; /* it was on this stack */
    return status;
}

hotline_status hotline_reply_judge(hotline_reply *reply, hotline_instant now, hotline_error *error) {
    if (reply == NULL || !reply->given.begun) {
        return hotline__error_set(error, HOTLINE_ERROR_ARGUMENT, "no reply was given");
    }
    now = now == HOTLINE_NO_INSTANT ? reply->given.at : now;
    reply->done = 0;
    const hotline_policy *policy = reply_policy(reply, now, error);
    hotline_status status = reply_run(reply, policy, now);
    if (status < 0) {
        return hotline__error_set(error, status, "out of memory");
    }
    reply->done = 1;
    return policy == NULL || policy->reply == NULL ? HOTLINE_UNDEFINED : HOTLINE_OK;
}

/* ---- answers ---- */

static int reply_is_judged(const hotline_reply *r) {
    return r != NULL && r->done;
}

int32_t hotline_reply_verdict(const hotline_reply *reply) {
    return reply_is_judged(reply) ? hotline__reply_verdict(&reply->tools.judging) : HOTLINE_REPLY_REFUSE;
}

const char *hotline_reply_id(const hotline_reply *reply, size_t *len) {
    if (reply == NULL || reply->given.id.at == NULL) {
        return NULL;
    }
    if (len != NULL) {
        *len = reply->given.id.len;
    }
    return reply->given.id.at;
}

size_t hotline_reply_finding_count(const hotline_reply *reply) {
    return reply_is_judged(reply) ? reply->tools.judging.found_count : 0;
}

hotline_status hotline_reply_finding_at(hotline_reply *reply, size_t index, int32_t language, hotline_reply_finding *out) {
    if (reply == NULL || out == NULL || out->struct_size < sizeof *out) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (index >= hotline_reply_finding_count(reply)) {
        return HOTLINE_ERROR_NOT_FOUND;
    }
    return hotline__reply_show(&reply->tools.judging, &reply->tools.judging.found[index], language, &reply->message, out);
}

size_t hotline_reply_undefined_count(const hotline_reply *reply) {
    return reply_is_judged(reply) ? reply->tools.judging.undefined_count : 0;
}

const char *hotline_reply_undefined_at(const hotline_reply *reply, size_t index, size_t *len) {
    if (index >= hotline_reply_undefined_count(reply)) {
        return NULL;
    }
    if (len != NULL) {
        *len = strlen(reply->tools.judging.undefined[index]);
    }
    return reply->tools.judging.undefined[index];
}

const char *hotline_reply_signal_name(size_t index) {
    return index < REPLY_SIGNALS ? hotline__reply_signal_name((uint32_t)index) : NULL;
}

hotline_status hotline_reply_signal(const hotline_reply *reply, size_t index, int64_t *out) {
    if (reply == NULL || out == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (index >= REPLY_SIGNALS || !reply->done) {
        return HOTLINE_ERROR_NOT_FOUND;
    }
    if (reply->tools.judging.signals[index] == SIGNAL_NOT_MEASURED) {
        return HOTLINE_UNDEFINED;
    }
    *out = reply->tools.judging.signals[index];
    return HOTLINE_OK;
}

hotline_status hotline_reply_masked(hotline_reply *reply, const char **bytes, size_t *len) {
    const passage *p;
    uint32_t masked;
    if (reply == NULL || bytes == NULL || len == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    p = reply->done ? hotline__reply_text(&reply->tools.judging) : NULL;
    if (p == NULL) {
        return HOTLINE_ERROR_NOT_FOUND;
    }
    hotline__buffer_clear(&reply->masked);
    masked = hotline__personal_mask(p, hotline__reply_allowed(&reply->tools.judging), &reply->masked);
    if (reply->masked.status < 0) {
        return reply->masked.status;
    }
    *bytes = hotline__buffer_text(&reply->masked).at;
    *len = reply->masked.len;
    return masked > 0 ? HOTLINE_OK : HOTLINE_DUPLICATE;
}

hotline_status hotline_reply_line(hotline_reply *reply, int32_t language, const char **line, size_t *len) {
    if (reply == NULL || line == NULL || len == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (!reply->done) {
        return HOTLINE_ERROR_NOT_FOUND;
    }
    HOTLINE_TRY(hotline__reply_write(&reply->tools.judging, language, &reply->message, &reply->line));
    *line = hotline__buffer_text(&reply->line).at;
    *len = reply->line.len;
    return HOTLINE_OK;
}

hotline_status hotline_reply_remember(const hotline_reply *reply, hotline_copies *copies) {
    const text *words;
    if (reply == NULL || copies == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    words = &reply->given.texts[TEXT_REPLY];
    if (reply->given.id.at == NULL || words->at == NULL) {
        return HOTLINE_ERROR_NOT_FOUND;
    }
    return hotline_copies_add(copies, reply->given.id.at, reply->given.id.len, words->at, words->len);
}
