/* SPDX-License-Identifier: MIT */
/*
 * hotline explain: why the duties of a ticket or a unit stand as they do. Without --duty one sentence for each; with it, and
 * as data, the whole story of each instance. It refuses to explain anything itself: the library writes the lines, here their sentences are printed.
 */
#include <stdio.h>
#include <string.h>

#include "commands.h"
#include "input.h"
#include "lines.h"
#include "output.h"

typedef struct explaining {
    const arguments *a;
    const input *in;
    hotline_log *log;
    hotline_ticket *ticket;
    hotline_unit *unit;
    uint32_t found;
} explaining;

/* The text of a member at the end of a line, `"text":"..."}`, without its escapes; the library writes no others in it. */
static void print_sentence(const char *line, size_t len) {
    static const char key[] = "\"text\":\"";
    size_t at = 0;
    size_t begin = 0;
    for (at = 0; at + sizeof key - 1 <= len; at++) {
        if (memcmp(line + at, key, sizeof key - 1) == 0) {
            begin = at + sizeof key - 1;
        }
    }
    for (at = begin; at + 2 < len; at++) {
        if (line[at] == '\\' && (line[at + 1] == '"' || line[at + 1] == '\\')) {
            at++;
        }
        putchar(line[at]);
    }
    putchar('\n');
}

static int is_type(const char *line, size_t len, const char *type) {
    size_t name = strlen(type);
    return len > 10 + name && memcmp(line + 9, type, name) == 0 && line[9 + name] == '"'; /* {"type":"... */
}

/* What begins a new part of the story, in words. */
static void print_heading(const char *line, size_t len, const char **part) {
    static const char *const types[] = {"step", "binding", "parent", "day", "rule", "change"};
    static const char *const en[] = {"what happened", "beside it", "above it", "day by day", "what was read", "what would change it"};
    static const char *const zh[] = {"经过", "并行期限", "上级期限", "逐日计算", "所读规则与事实", "如何改变结论"};
    int i;
    for (i = 0; i < 6; i++) {
        if (is_type(line, len, types[i]) && *part != types[i]) {
            *part = types[i];
            printf(" %s\n", output_say(en[i], zh[i]));
        }
    }
}

static void print_lines(const explaining *x, const char *lines, size_t len) {
    const char *part = NULL;
    size_t at = 0;
    while (at < len) {
        const char *end = memchr(lines + at, '\n', len - at);
        size_t line = end != NULL ? (size_t)(end - lines) - at : len - at;
        int first = at == 0;
        if (x->a->json) {
            fwrite(lines + at, 1, line, stdout);
            putchar('\n');
        } else if (first || x->a->duty != NULL) {
            print_heading(lines + at, line, &part);
            fputs(first ? "" : "   ", stdout);
            print_sentence(lines + at, line);
        }
        at += line + 1;
        if (x->a->duty == NULL && !x->a->json) {
            break; /* the verdict alone */
        }
    }
}

static int is_wanted(const explaining *x, const hotline_duty *d) {
    return x->a->duty == NULL || (strlen(x->a->duty) == d->duty_len && memcmp(x->a->duty, d->duty, d->duty_len) == 0);
}

/* ---- a ticket, or a unit ---- */

static const char *held_id(const explaining *x) {
    return x->a->unit != NULL ? x->a->unit : x->a->ticket;
}

static hotline_status held_open(explaining *x) {
    return x->a->unit != NULL ? hotline_unit_new(x->log, &x->unit) : hotline_ticket_new(x->log, &x->ticket);
}

static hotline_status held_fold(explaining *x) {
    return x->a->unit != NULL ? hotline_unit_fold(x->unit, x->a->unit, strlen(x->a->unit))
                              : hotline_ticket_fold(x->ticket, x->a->ticket, strlen(x->a->ticket));
}

static size_t held_count(const explaining *x) {
    return x->a->unit != NULL ? hotline_unit_duty_count(x->unit) : hotline_ticket_duty_count(x->ticket);
}

static void held_duty(const explaining *x, size_t i, hotline_duty *out) {
    out->struct_size = sizeof *out;
    if (x->a->unit != NULL) {
        hotline_unit_duty(x->unit, i, out);
    } else {
        hotline_ticket_duty(x->ticket, i, out);
    }
}

static hotline_status held_explain(explaining *x, size_t i, const char **lines, size_t *len) {
    return x->a->unit != NULL ? hotline_unit_explain(x->unit, i, output_language(), lines, len)
                              : hotline_ticket_explain(x->ticket, i, output_language(), lines, len);
}

/* ---- duties ---- */

/* Several units may owe a ticket the same. */
static void print_whose(const explaining *x, const hotline_duty *d) {
    if (!x->a->json && d->assignment != NULL) {
        printf("[%.*s%s%.*s] ", (int)d->assignment_len, d->assignment, d->unit_len != 0 ? " " : "", (int)d->unit_len,
               d->unit_len != 0 ? d->unit : "");
    }
}

static int explain_duties(explaining *x) {
    size_t i;
    for (i = 0; i < held_count(x); i++) {
        const char *lines = NULL;
        size_t len = 0;
        hotline_status status;
        hotline_duty d;
        held_duty(x, i, &d);
        if (!is_wanted(x, &d)) {
            continue;
        }
        status = held_explain(x, i, &lines, &len);
        if (status < 0) {
            return input_fail_status(held_id(x), status);
        }
        print_whose(x, &d);
        print_lines(x, lines, len);
        x->found++;
    }
    return 0;
}

/* The nearest name among the duties that the ticket has. */
static int explain_no_duty(const explaining *x) {
    enum { NAMES_MOST = 256 };
    static char names[NAMES_MOST][64];
    const char *known[NAMES_MOST];
    size_t count = 0;
    size_t i;
    for (i = 0; i < held_count(x) && count < NAMES_MOST; i++) {
        hotline_duty d;
        held_duty(x, i, &d);
        if (d.duty_len < sizeof names[0]) {
            memcpy(names[count], d.duty, d.duty_len);
            known[count] = names[count];
            count++;
        }
    }
    return arguments_unknown(output_say("duty here", "义务"), x->a->duty, known, count);
}

static int explain_settled(explaining *x, hotline_instant now) {
    hotline_status status = hotline_log_settle_known(x->log, now, x->in->known);
    int failed;
    status = status < 0 ? status : held_fold(x);
    if (status < 0) {
        return input_fail_status(held_id(x), status);
    }
    failed = explain_duties(x);
    if (failed || x->found != 0) {
        return failed;
    }
    if (held_count(x) == 0) {
        return input_fail(held_id(x),
                          output_say("the log has nothing of that name, or it owes nothing", "日志中没有此名称，或其没有任何义务"));
    }
    return explain_no_duty(x);
}

static int explain_log(explaining *x, hotline_instant now) {
    hotline_status status = hotline_log_new(x->in->rulebook, &x->log);
    int failed;
    status = status < 0 ? status : held_open(x);
    if (status < 0) {
        failed = input_fail_status("explain", status);
    } else if (lines_feed(x->a->operands.words[0], x->log, 0) != 0) {
        failed = EXIT_UNUSABLE;
    } else {
        failed = explain_settled(x, now);
    }
    hotline_unit_free(x->unit);
    hotline_ticket_free(x->ticket);
    hotline_log_free(x->log);
    return failed;
}

static int explain_run(const arguments *a) {
    explaining x;
    input in;
    hotline_instant now = hotline_instant_none();
    int failed;
    if (a->operands.count != 1 || (a->ticket == NULL) == (a->unit == NULL) || a->rulebooks.count == 0) {
        return input_expect("explain (--rulebook FILE)... --ticket ID|--unit ID [--duty NAME] LOG|-");
    }
    memset(&x, 0, sizeof x);
    failed = input_open_judging(a, &in, &now);
    if (!failed) {
        x.a = a;
        x.in = &in;
        failed = explain_log(&x, now);
    }
    input_close(&in);
    return failed;
}

int command_explain(int argc, char **argv) {
    arguments a;
    int failed = arguments_read(argc, argv, 2,
                                TAKES_RULEBOOK | TAKES_CALENDAR | TAKES_NOW | TAKES_AS_OF | TAKES_IN_FORCE | TAKES_JSON | TAKES_TICKET, &a);
    failed = failed ? failed : explain_run(&a);
    arguments_free(&a);
    return failed;
}
