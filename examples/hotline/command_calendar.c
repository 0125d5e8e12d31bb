/* SPDX-License-Identifier: MIT */
/*
 * hotline calendar: what kind of day, which day n working days on, how many working days between. It shows the calendar's own calls and
 * refuses to know any policy.
 */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "input.h"
#include "output.h"

typedef struct calendar_form {
    const char *name;
    int least, most; /* operands */
    int (*run)(const arguments *a, const input *in);
} calendar_form;

static void print_class_json(hotline_day day, const hotline_day_info *info) {
    fputs("{\"day\":", stdout);
    output_day(day);
    fputs(",\"class\":", stdout);
    output_string(hotline_day_class_name(info->day_class));
    printf(",\"worked\":%s,\"certain\":%s", info->worked ? "true" : "false", info->certain ? "true" : "false");
    fputs(",\"name\":", stdout);
    output_text(info->name_len != 0 ? info->name : NULL, info->name_len);
    fputs(",\"notice\":", stdout);
    output_text(info->notice_len != 0 ? info->notice : NULL, info->notice_len);
    fputs(",\"source\":", stdout);
    output_text(info->document_len != 0 ? info->document : NULL, info->document_len);
    fputs("}\n", stdout);
}

static void print_class(hotline_day day, const hotline_day_info *info) {
    char bytes[HOTLINE_DATE_SIZE] = "";
    hotline_day_write(day, bytes);
    printf("%s  ", bytes);
    output_cell(output_day_class(info->day_class), 12);
    printf("%s", info->worked ? output_say("worked", "上班") : output_say("off", "休息"));
    if (info->name_len != 0) {
        printf("  %.*s", (int)info->name_len, info->name);
    }
    if (info->notice_len != 0) {
        printf("  %.*s", (int)info->notice_len, info->notice);
    }
    if (!info->certain) {
        printf("  %s", output_say("(no notice known yet: weekend rule)", "（尚无放假通知，按周末规则推定）"));
    }
    putchar('\n');
}

static int read_days(const arguments *a, hotline_day *days) {
    int i;
    for (i = 1; i < a->operands.count; i++) {
        if (input_day(a->operands.words[i], &days[i - 1]) != 0) {
            return EXIT_UNUSABLE;
        }
    }
    return 0;
}

static int calendar_classify(const arguments *a, const input *in) {
    hotline_day *days = calloc((size_t)a->operands.count, sizeof *days);
    int i;
    if (days == NULL || read_days(a, days) != 0) {
        free(days);
        return EXIT_UNUSABLE;
    }
    for (i = 0; i + 1 < a->operands.count; i++) {
        hotline_day_info info;
        memset(&info, 0, sizeof info);
        info.struct_size = sizeof info;
        hotline_calendar_classify(in->calendar, days[i], &info);
        if (a->json) {
            print_class_json(days[i], &info);
        } else {
            print_class(days[i], &info);
        }
    }
    free(days);
    return EXIT_DONE;
}

static int read_count(const char *word, int64_t *out) {
    char *end = NULL;
    long long n;
    errno = 0;
    n = strtoll(word, &end, 10);
    if (end == word || *end != '\0' || errno != 0 || strchr(" \t\n\v\f\r", word[0]) != NULL) { /* strtoll passes over blanks */
        fprintf(stderr,
                output_say("hotline: expected a whole number of working days, not \"%s\"\n", "hotline: 应为整数个工作日，而不是\"%s\"\n"),
                word);
        return EXIT_UNUSABLE;
    }
    *out = n;
    return 0;
}

static void print_certain(hotline_status status) {
    if (status == HOTLINE_PROVISIONAL) {
        fputs(output_say("  (provisional: no notice known yet)", "  （暂定：尚无放假通知）"), stdout);
    }
    putchar('\n');
}

static int calendar_add(const arguments *a, const input *in) {
    hotline_day from = 0;
    hotline_day result = HOTLINE_DAY_NONE;
    int64_t n = 0;
    char bytes[HOTLINE_DATE_SIZE] = "";
    hotline_status status;
    if (input_day(a->operands.words[1], &from) != 0 || read_count(a->operands.words[2], &n) != 0) {
        return EXIT_UNUSABLE;
    }
    status = hotline_calendar_add(in->calendar, from, n, 0, &result);
    if (status < 0) {
        fprintf(stderr, "hotline: %s + %s: %s\n", a->operands.words[1], a->operands.words[2], hotline_message(status, output_language()));
        return EXIT_UNUSABLE;
    }
    if (a->json) {
        fputs("{\"from\":", stdout);
        output_day(from);
        printf(",\"n\":%lld,\"result\":", (long long)n);
        output_day(result);
        printf(",\"certain\":%s}\n", status == HOTLINE_PROVISIONAL ? "false" : "true");
        return EXIT_DONE;
    }
    hotline_day_write(result, bytes);
    fputs(bytes, stdout);
    print_certain(status);
    return EXIT_DONE;
}

static int calendar_count(const arguments *a, const input *in) {
    hotline_day days[2] = {0, 0};
    int64_t count = 0;
    hotline_status status;
    if (read_days(a, days) != 0) {
        return EXIT_UNUSABLE;
    }
    status = hotline_calendar_count(in->calendar, days[0], days[1], 0, &count);
    if (status < 0) {
        fprintf(stderr, "hotline: %s\n", hotline_message(status, output_language()));
        return EXIT_UNUSABLE;
    }
    if (a->json) {
        fputs("{\"from\":", stdout);
        output_day(days[0]);
        fputs(",\"to\":", stdout);
        output_day(days[1]);
        printf(",\"count\":%lld,\"certain\":%s}\n", (long long)count, status == HOTLINE_PROVISIONAL ? "false" : "true");
        return EXIT_DONE;
    }
    printf("%lld", (long long)count);
    print_certain(status);
    return EXIT_DONE;
}

static const calendar_form calendar_forms[] = {
    {"classify", 1, INT_MAX, calendar_classify},
    {"add", 2, 2, calendar_add},
    {"count", 2, 2, calendar_count},
};

static const char *const calendar_usage = "calendar classify DAY... | add START N | count A B";

static const calendar_form *calendar_find(const char *name) {
    const char *names[sizeof calendar_forms / sizeof calendar_forms[0]];
    size_t i;
    for (i = 0; i < sizeof names / sizeof names[0]; i++) {
        names[i] = calendar_forms[i].name;
        if (strcmp(name, names[i]) == 0) {
            return &calendar_forms[i];
        }
    }
    arguments_unknown(output_say("form of calendar", "calendar命令形式"), name, names, sizeof names / sizeof names[0]);
    return NULL;
}

static int calendar_run(const arguments *a) {
    const calendar_form *f;
    input in;
    int operands = a->operands.count - 1;
    int failed;
    if (operands < 0) {
        return input_expect(calendar_usage);
    }
    f = calendar_find(a->operands.words[0]);
    if (f == NULL) {
        return EXIT_UNUSABLE;
    }
    if (operands < f->least || operands > f->most) {
        return input_expect(calendar_usage);
    }
    failed = input_open(a, &in);
    failed = failed ? failed : f->run(a, &in);
    input_close(&in);
    return failed;
}

int command_calendar(int argc, char **argv) {
    arguments a;
    int failed = arguments_read(argc, argv, 2, TAKES_CALENDAR | TAKES_KNOWN_ON | TAKES_JSON, &a);
    failed = failed ? failed : calendar_run(&a);
    arguments_free(&a);
    return failed;
}
