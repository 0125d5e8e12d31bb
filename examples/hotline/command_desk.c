/* SPDX-License-Identifier: MIT */
/*
 * hotline desk: a desk on a store, for whoever speaks JSON lines instead of C. Each line on standard input is a command or a query, and is
 * answered before the next is read. It refuses to know what they ask.
 */
#include <stdio.h>
#include <string.h>

#include "commands.h"
#include "desk_run.h"
#include "lines.h"
#include "output.h"

static void desk_take_document(desk_run *r, const document *d, const char *bytes, size_t len) {
    if (document_member(d->root, "query") != NULL) {
        desk_take_query(r, d);
    } else if (document_member(d->root, "erase") != NULL) {
        desk_take_erase(r, d);
    } else if (document_member(d->root, "delivered") != NULL) {
        desk_take_delivered(r, d);
    } else if (document_member(d->root, "command") != NULL) {
        desk_take_command(r, d, bytes);
    } else {
        desk_take_event(r, d->root, bytes, len);
    }
}

static size_t skip_blanks(const char *bytes, size_t len, size_t at) {
    while (at < len && (bytes[at] == ' ' || bytes[at] == '\t')) {
        at++;
    }
    return at;
}

/* Whether a line that cannot be read was meant for this program: a long form or a query. Everything else is the desk's to refuse. */
static int desk_knows_form(const char *bytes, size_t len) {
    static const char *const forms[] = {"\"command\"", "\"query\"", "\"erase\"", "\"delivered\""};
    size_t at = skip_blanks(bytes, len, 0);
    size_t i;
    at = skip_blanks(bytes, len, at + (at < len && bytes[at] == '{'));
    for (i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        if (len - at >= strlen(forms[i]) && memcmp(bytes + at, forms[i], strlen(forms[i])) == 0) {
            return 1;
        }
    }
    return 0;
}

static void desk_take_line(desk_run *r, const char *bytes, size_t len) {
    hotline_error error;
    document d;
    int failed;
    input_error_init(&error);
    failed = document_parse(bytes, len, &error, &d);
    if (failed && desk_knows_form(bytes, len)) {
        desk_answer_failure(r, NULL, HOTLINE_ERROR_SYNTAX, &error);
    } else if (failed || d.root->kind != JSON_OBJECT) {
        desk_take_event(r, NULL, bytes, len);
    } else {
        input_error_init(&error);
        desk_take_document(r, &d, bytes, len);
    }
    document_free(&d);
}

/* Editors put a mark before UTF-8 text; it belongs to no line. */
static size_t mark_length(const growing *line) {
    return line->len >= 3 && memcmp(line->bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
}

static int desk_serve(desk_run *r) {
    growing line = {NULL, 0, 0, 0};
    size_t mark = 0;
    int first = 1;
    int got = lines_one(stdin, &line);
    while (got == 1) {
        mark = first ? mark_length(&line) : 0;
        first = 0;
        desk_take_line(r, line.bytes + mark, line.len - mark);
        got = fflush(stdout) == 0 ? lines_one(stdin, &line) : EXIT_UNUSABLE; /* main() tells that nobody reads */
    }
    growing_free(&line);
    return got;
}

/* The desk takes what it is made of, also when it cannot be made; the digest's destroy is none. */
static int desk_make(desk_run *r, const hotline_store *store) {
    hotline_status status = hotline_desk_new(r->in.rulebook, store, &r->digest, NULL, &r->desk);
    return status < 0 ? input_fail_status("desk", status) : 0;
}

static int desk_open(const arguments *a, desk_run *r) {
    hotline_store store;
    int failed;
    failed = input_open(a, &r->in);
    failed = failed ? failed : input_open_rulebook(&a->rulebooks, &r->in);
    failed = failed ? failed : desk_clock_set(r, a->now);
    failed = failed ? failed : desk_digest_open(a->digest, &r->digest);
    failed = failed ? failed : desk_store_open(a->store, &store);
    if (failed) {
        return failed;
    }
    hotline_rulebook_assume_in_force(r->in.rulebook, a->as_if_in_force);
    return desk_make(r, &store);
}

static int desk_main(const arguments *a) {
    desk_run r;
    int failed;
    if (a->operands.count != 0 || a->rulebooks.count == 0 || a->store == NULL) {
        return input_expect("desk --store sqlite:FILE (--rulebook FILE)...");
    }
    memset(&r, 0, sizeof r);
    r.as_if_in_force = a->as_if_in_force;
    failed = desk_open(a, &r);
    failed = failed ? failed : desk_serve(&r);
    hotline_desk_free(r.desk);
    input_close(&r.in);
    return failed;
}

int command_desk(int argc, char **argv) {
    arguments a;
    int failed =
        arguments_read(argc, argv, 2, TAKES_STORE | TAKES_DIGEST | TAKES_RULEBOOK | TAKES_CALENDAR | TAKES_NOW | TAKES_IN_FORCE, &a);
    failed = failed ? failed : desk_main(&a);
    arguments_free(&a);
    return failed;
}
