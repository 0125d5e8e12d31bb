/* SPDX-License-Identifier: MIT */
/*
 * hotline due: until when is a duty owed, if it is owed at that moment and these are the facts? It refuses to know any ticket.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "input.h"
#include "output.h"

enum { FACTS_SIZE = 65536 };

/* The facts as a JSON object. */
typedef struct fact_text {
    char bytes[FACTS_SIZE];
    size_t len;
} fact_text;

/* true, false and whole numbers as JSON writes them. */
static int fact_is_plain(const char *given) {
    const char *digits = given[0] == '-' ? given + 1 : given;
    if (strcmp(given, "true") == 0 || strcmp(given, "false") == 0) {
        return 1;
    }
    return strspn(digits, "0123456789") == strlen(digits) && (digits[0] != '0' ? digits[0] != '\0' : digits[1] == '\0');
}

static int fact_put(fact_text *out, const char *bytes, size_t len) {
    if (len >= sizeof out->bytes - out->len) {
        return 0;
    }
    memcpy(out->bytes + out->len, bytes, len);
    out->len += len;
    out->bytes[out->len] = '\0';
    return 1;
}

static int fact_put_quoted(fact_text *out, const char *bytes, size_t len) {
    size_t i;
    int fits = fact_put(out, "\"", 1);
    for (i = 0; i < len && fits; i++) {
        char escaped[8];
        if (bytes[i] == '"' || bytes[i] == '\\' || (unsigned char)bytes[i] < 0x20) {
            snprintf(escaped, sizeof escaped, "\\u%04x", (unsigned)bytes[i]);
            fits = fact_put(out, escaped, 6);
        } else {
            fits = fact_put(out, &bytes[i], 1);
        }
    }
    return fits && fact_put(out, "\"", 1);
}

/* "a,b" as ["a","b"]; nothing as []. */
static int fact_put_list(fact_text *out, const char *given) {
    int fits = fact_put(out, "[", 1);
    while (fits && *given != '\0') {
        size_t len = strcspn(given, ",");
        fits = fact_put_quoted(out, given, len);
        given += len;
        if (*given == ',') {
            fits = fits && fact_put(out, ",", 1);
            given++;
        }
    }
    return fits && fact_put(out, "]", 1);
}

static int fact_put_other(fact_text *out, const char *given) {
    return fact_is_plain(given) ? fact_put(out, given, strlen(given)) : fact_put_list(out, given);
}

static size_t fact_name_length(const char *word) {
    const char *equals = strchr(word, '=');
    return equals != NULL ? (size_t)(equals - word) : 0;
}

static int facts_check(const word_list *facts) {
    int i;
    for (i = 0; i < facts->count; i++) {
        if (fact_name_length(facts->words[i]) == 0) {
            fprintf(stderr, output_say("hotline: --fact: expected name=value, not \"%s\"\n", "hotline: --fact: 应为名=值，而不是\"%s\"\n"),
                    facts->words[i]);
            return EXIT_UNUSABLE;
        }
    }
    return 0;
}

/* other[i]: the i-th value is not text but a flag, a number or a list. */
static int facts_build(const word_list *facts, const char *other, fact_text *out) {
    int fits;
    int i;
    out->len = 0;
    fits = fact_put(out, "{", 1);
    for (i = 0; i < facts->count && fits; i++) {
        const char *word = facts->words[i];
        size_t len = fact_name_length(word);
        const char *given = word + len + 1;
        fits = (i == 0 || fact_put(out, ",", 1)) && fact_put_quoted(out, word, len) && fact_put(out, ":", 1);
        fits = fits && (other[i] ? fact_put_other(out, given) : fact_put_quoted(out, given, strlen(given)));
    }
    return fits && fact_put(out, "}", 1) ? 0 : input_fail("--fact", output_say("too much text", "内容过长"));
}

static void print_ledger_json(const hotline_ledger_line *line) {
    fputs("{\"day\":", stdout);
    output_day(line->day);
    printf(",\"class\":\"%s\",\"counted\":%s,\"number\":%lld,\"certain\":%s,\"name\":", hotline_day_class_name(line->day_class),
           line->counted ? "true" : "false", (long long)line->number, line->certain ? "true" : "false");
    output_text(line->name_len != 0 ? line->name : NULL, line->name_len);
    putchar('}');
}

static void print_ledger_line(const hotline_ledger_line *line) {
    char bytes[HOTLINE_DATE_SIZE] = "";
    hotline_day_write(line->day, bytes);
    printf("  %s  ", bytes);
    output_cell(output_day_class(line->day_class), 10);
    if (line->counted) {
        printf("%4lld", (long long)line->number);
    } else {
        fputs("   -", stdout);
    }
    printf("%s%s", line->name_len != 0 ? "  " : "", line->name);
    puts(line->certain ? "" : output_say("  (provisional)", "  （暂定）"));
}

/* A term in days counts every day, whatever the calendar says of it; one in months counts none. */
static void ledger_count(hotline_ledger_line *line, int32_t unit, size_t index) {
    if (unit != HOTLINE_COUNT_WORKDAYS) {
        line->counted = unit == HOTLINE_COUNT_DAYS;
        line->number = line->counted ? (int64_t)index + 1 : 0;
    }
}

/* The days that the policy's counting went through, from the first that it counts to the due day; none for a term in hours. */
static void print_ledger(const arguments *a, const input *in, const hotline_duty *d, hotline_day due_day) {
    hotline_ledger *ledger = NULL;
    size_t i;
    if (due_day != HOTLINE_DAY_NONE && d->count_unit != HOTLINE_COUNT_NOTHING) {
        hotline_calendar_ledger(in->calendar, d->count_from, due_day, &ledger);
    }
    for (i = 0; i < hotline_ledger_count(ledger); i++) {
        hotline_ledger_line line;
        memset(&line, 0, sizeof line);
        line.struct_size = sizeof line;
        hotline_ledger_at(ledger, i, &line);
        ledger_count(&line, d->count_unit, i);
        if (a->json) {
            fputs(i == 0 ? "" : ",", stdout);
            print_ledger_json(&line);
        } else {
            print_ledger_line(&line);
        }
    }
    hotline_ledger_free(ledger);
}

static void print_due_json(const arguments *a, const input *in, const hotline_duty *d, const char *undefined) {
    int32_t offset = hotline_calendar_offset(in->calendar);
    fputs("{\"duty\":", stdout);
    output_string(a->duty);
    fputs(",\"state\":", stdout);
    output_string(undefined != NULL ? "undefined" : hotline_duty_state_name(d->state));
    fputs(",\"owed_at\":", stdout);
    output_instant(d->owed_at, offset);
    fputs(",\"due\":", stdout);
    output_instant(undefined != NULL ? hotline_instant_none() : d->due, offset);
    fputs(",\"due_day\":", stdout);
    output_day(undefined != NULL ? HOTLINE_DAY_NONE : d->due_day);
    printf(",\"certain\":%s,\"clause\":", d->certain ? "true" : "false");
    output_text(d->clause, d->clause_len);
    fputs(",\"policy\":", stdout);
    output_text(d->policy, d->policy_len);
    if (undefined != NULL) {
        fputs(",\"undefined\":", stdout);
        output_string(undefined);
    }
    if (a->ledger) {
        fputs(",\"ledger\":[", stdout);
        print_ledger(a, in, d, undefined != NULL ? HOTLINE_DAY_NONE : d->due_day);
        putchar(']');
    }
    fputs("}\n", stdout);
}

/* missing: the fact that was not given and that the due moment hangs on, or NULL. */
static void print_due(const arguments *a, const input *in, const hotline_duty *d, const char *undefined, const char *missing) {
    char bytes[HOTLINE_INSTANT_SIZE] = "";
    if (undefined != NULL) {
        printf("%s: %s %s\n", a->duty, output_say("the policy leaves it undefined:", "规则未作规定："), undefined);
        return;
    }
    if (d->state == HOTLINE_DUTY_NOT_OWED) {
        printf("%s: %s\n", a->duty, output_say("not owed, given these facts", "按所给事实不适用"));
    } else if (d->due == hotline_instant_none()) {
        printf("%s: %s%s\n", a->duty,
               missing != NULL ? output_say("no due moment yet: it hangs on --fact ", "尚无期限，取决于--fact ")
                               : output_say("no due moment", "没有期限"),
               missing != NULL ? missing : "");
    } else {
        hotline_instant_write(d->due, hotline_calendar_offset(in->calendar), bytes);
        printf("%s: %s %s", a->duty, output_say("due", "截止"), bytes);
        hotline_day_write(d->due_day, bytes);
        printf(" (%s %s)%s\n", output_say("day", "截止日"), bytes, d->certain ? "" : output_say(", provisional", "，暂定"));
    }
    if (d->clause != NULL) {
        printf("  %.*s  %.*s\n", (int)d->policy_len, d->policy, (int)d->clause_len, d->clause);
    }
    if (a->ledger) {
        print_ledger(a, in, d, d->due_day);
    }
}

/* The fact that a failure names is to be written in its other form: 1, unless it was already. */
static int fact_turn(const word_list *facts, const char *name, char *other) {
    int i;
    for (i = 0; i < facts->count; i++) {
        size_t len = fact_name_length(facts->words[i]);
        if (!other[i] && strlen(name) == len && memcmp(name, facts->words[i], len) == 0) {
            other[i] = 1;
            return 1;
        }
    }
    return 0;
}

/*
 * A command line has no types: every value is tried as text, and where the policy wants another type, as that. When neither will do, the
 * first failure is told: it knows the nearest name.
 */
static int ask(const arguments *a, const input *in, hotline_instant owed, hotline_duty *out, hotline_error *error, hotline_status *answer) {
    static fact_text facts;
    hotline_error first;
    char *other = calloc((size_t)a->facts.count + 1, 1);
    int failed = other == NULL ? input_no_memory("--fact") : 0;
    input_error_init(&first);
    do {
        first = *error;
        failed = failed ? failed : facts_build(&a->facts, other, &facts);
        if (!failed) {
            *answer = hotline_duty_due(in->rulebook, a->duty, strlen(a->duty), owed, facts.bytes, facts.len, out, error);
        }
    } while (!failed && *answer == HOTLINE_ERROR_DOCUMENT && fact_turn(&a->facts, error->path, other));
    free(other);
    if (*answer == HOTLINE_ERROR_DOCUMENT && strcmp(first.path, error->path) == 0) {
        *error = first;
    }
    return failed;
}

static int due_answer(const arguments *a, const input *in, hotline_instant owed) {
    hotline_duty d;
    hotline_error error;
    hotline_status status = HOTLINE_OK;
    const char *undefined;
    memset(&d, 0, sizeof d);
    d.struct_size = sizeof d;
    d.owed_at = owed;
    d.due = hotline_instant_none();
    d.due_day = HOTLINE_DAY_NONE;
    input_error_init(&error);
    if (ask(a, in, owed, &d, &error, &status) != 0) {
        return EXIT_UNUSABLE;
    }
    if (status < 0) {
        error.status = status;
        error.line = 0; /* of the object that the facts were put into */
        input_tell(status == HOTLINE_ERROR_NOT_FOUND ? "--duty" : "--fact", &error);
        return EXIT_UNUSABLE;
    }
    undefined = status != HOTLINE_UNDEFINED ? NULL : error.path[0] != '\0' ? error.path : error.message;
    if (a->json) {
        print_due_json(a, in, &d, undefined);
    } else {
        print_due(a, in, &d, undefined, error.path[0] != '\0' ? error.path : NULL);
    }
    return status == HOTLINE_UNDEFINED ? EXIT_UNDEFINED : EXIT_DONE;
}

static int due_run(const arguments *a) {
    input in;
    hotline_instant owed = 0;
    int failed;
    if (a->rulebooks.count == 0 || a->duty == NULL || a->owed == NULL || a->operands.count != 0) {
        return input_expect("due (--rulebook FILE)... --duty NAME --owed TIME [--fact k=v]...");
    }
    failed = facts_check(&a->facts);
    memset(&in, 0, sizeof in);
    failed = failed ? failed : input_open(a, &in);
    failed = failed ? failed : input_open_rulebook(&a->rulebooks, &in);
    failed = failed ? failed : input_instant(&in, a->owed, "--owed", &owed);
    if (!failed && a->as_if_in_force) {
        hotline_rulebook_assume_in_force(in.rulebook, 1);
    }
    failed = failed ? failed : due_answer(a, &in, owed);
    input_close(&in);
    return failed;
}

int command_due(int argc, char **argv) {
    arguments a;
    int failed = arguments_read(argc, argv, 2, TAKES_RULEBOOK | TAKES_CALENDAR | TAKES_JSON | TAKES_DUTY | TAKES_IN_FORCE, &a);
    failed = failed ? failed : due_run(&a);
    arguments_free(&a);
    return failed;
}
