/* SPDX-License-Identifier: MIT */
/*
 * Commands: event lines for a desk, as they are or in the long form, and the erasing of personal facts. It refuses to know what an event may
 * say: the desk does.
 */
#include <stdio.h>
#include <string.h>

#include "desk_question.h"
#include "desk_run.h"
#include "mapping_value.h"
#include "output.h"

static const char *const command_keys[] = {"command", "expect", "record", "try", "now", NULL};
static const char *const erase_keys[] = {"erase", "ticket", "unit", "now", NULL};
static const char *const erased_kinds[] = {"ticket", "unit", "published", NULL};

static const json_value *event_id(const json_value *read) {
    return read != NULL && read->kind == JSON_OBJECT ? document_member(read, "id") : NULL;
}

/* Before the first event that can be read a clock of events stands at the beginning of time, so that the line's own fault is told. */
static void command_clock(desk_run *r, const json_value *event, hotline_command *c) {
    desk_clock_see(r, event);
    if (c->now == hotline_instant_none()) {
        c->now = desk_clock_now(r);
    }
    if (c->now == hotline_instant_none()) {
        c->now = 0;
    }
}

static void command_submit(desk_run *r, const json_value *event, hotline_command *c) {
    const char *answer = NULL;
    size_t len = 0;
    hotline_error error;
    hotline_status status;
    input_error_init(&error);
    command_clock(r, event, c);
    c->language = output_language();
    status = hotline_desk_submit(r->desk, c, &answer, &len, &error);
    if (status < 0) {
        desk_answer_failure(r, event_id(event), status, &error);
        return;
    }
    fwrite(answer, 1, len, stdout);
    fputs(len > 0 && answer[len - 1] == '\n' ? "" : "\n", stdout);
}

void desk_take_event(desk_run *r, const json_value *read, const char *bytes, size_t len) {
    hotline_command c;
    hotline_command_init(&c, sizeof c);
    c.line = bytes;
    c.line_len = len;
    command_submit(r, read, &c);
}

static int command_flag(const document *d, const char *key, uint32_t flag, uint32_t *flags) {
    int set = 0;
    int failed = value_flag(d, document_member(d->root, key), key, &set);
    *flags |= set ? flag : 0;
    return failed;
}

static int command_read(desk_run *r, const document *d, hotline_command *c) {
    const json_value *event = document_member(d->root, "command");
    int failed = value_object(d, d->root, "", command_keys);
    failed = failed ? failed : value_object(d, event, "command", NULL);
    failed = failed ? failed : value_number(d, document_member(d->root, "expect"), "expect", 0, 999999999999999999, &c->expected);
    failed = failed ? failed : command_flag(d, "record", HOTLINE_COMMAND_RECORD, &c->flags);
    failed = failed ? failed : command_flag(d, "try", HOTLINE_COMMAND_TRY, &c->flags);
    return failed ? failed : question_moment(&r->in, d, "now", &c->now);
}

void desk_take_command(desk_run *r, const document *d, const char *bytes) {
    const json_value *event = document_member(d->root, "command");
    hotline_command c;
    hotline_command_init(&c, sizeof c);
    if (command_read(r, d, &c) != 0) {
        desk_answer_failure(r, event_id(event), HOTLINE_ERROR_DOCUMENT, d->error);
        return;
    }
    c.line = bytes + event->from;
    c.line_len = event->to - event->from;
    command_submit(r, event, &c);
}

/* There is one of what was published, so it needs no name. */
static hotline_status erase_read_id(const document *d, int kind, desk_subject *out) {
    const char *word = erased_kinds[kind];
    const json_value *id = document_member(d->root, word);
    out->kind = kind + HOTLINE_SUBJECT_TICKET;
    out->id = word;
    out->len = strlen(word);
    if (out->kind == HOTLINE_SUBJECT_PUBLISHED) {
        return HOTLINE_OK;
    }
    if (value_required(d, d->root, "", word) != 0 || value_text(d, id, word) != 0) {
        return HOTLINE_ERROR_DOCUMENT;
    }
    out->id = id->text;
    out->len = id->len;
    return HOTLINE_OK;
}

static hotline_status erase_read(desk_run *r, const document *d, desk_subject *out, hotline_instant *now) {
    const json_value *erase = document_member(d->root, "erase");
    int kind;
    if (value_object(d, d->root, "", erase_keys) != 0) {
        return HOTLINE_ERROR_DOCUMENT;
    }
    kind = value_word(d, erase, "erase", erased_kinds);
    if (kind < 0 || erase_read_id(d, kind, out) < 0) {
        return HOTLINE_ERROR_DOCUMENT;
    }
    *now = desk_clock_now(r);
    return question_moment(&r->in, d, "now", now) == 0 ? HOTLINE_OK : HOTLINE_ERROR_DOCUMENT;
}

void desk_take_erase(desk_run *r, const document *d) {
    desk_subject subject;
    hotline_instant now = 0;
    hotline_status status = erase_read(r, d, &subject, &now);
    if (status >= 0) {
        status = hotline_desk_erase(r->desk, subject.kind, subject.id, subject.len, now, d->error);
    }
    if (status < 0) {
        desk_answer_failure(r, NULL, status, d->error);
    } else {
        desk_answer_done(status);
    }
}
