/* SPDX-License-Identifier: MIT */
/*
 * hotline check: reads policies strictly and lists what they leave undefined and what reading found. A document that cannot be read is
 * told on stderr with its place; with --strict warnings end it with 1. It refuses to judge anything.
 */
#include <stdio.h>
#include <stdlib.h>

#include "commands.h"
#include "input.h"
#include "output.h"

static void print_label(const char *words) {
    fputs("  ", stdout);
    output_cell(words, 9);
    fputs("  ", stdout);
}

static void print_undefined(const hotline_policy *policy, uint32_t i, const arguments *a) {
    size_t len = 0;
    const char *path = hotline_policy_undefined_at(policy, i, &len);
    if (!a->json) {
        print_label(output_say("undefined", "未规定"));
        printf("%.*s\n", (int)len, path);
        return;
    }
    fputs("{\"type\":\"undefined\",\"policy\":", stdout);
    output_string(hotline_policy_id(policy, NULL));
    fputs(",\"path\":", stdout);
    output_text(path, len);
    fputs("}\n", stdout);
}

static void print_finding_text(const hotline_policy_finding *f) {
    print_label(output_severity(f->severity));
    if (f->line > 0) {
        printf("%lu:%lu: ", (unsigned long)f->line, (unsigned long)f->column);
    }
    printf("%s: %s (%s)\n", f->path, f->message, f->code);
}

/* 1 when it is more than a hint. */
static int print_finding(const hotline_policy *policy, uint32_t i, const arguments *a) {
    hotline_policy_finding f;
    hotline_policy_finding_init(&f, sizeof f);
    if (hotline_policy_finding_at(policy, i, output_language(), &f) < 0) {
        return 0;
    }
    if (!a->json) {
        print_finding_text(&f);
        return f.severity != HOTLINE_SEVERITY_INFO;
    }
    fputs("{\"type\":\"finding\",\"policy\":", stdout);
    output_string(hotline_policy_id(policy, NULL));
    fputs(",\"code\":", stdout);
    output_text(f.code, f.code_len);
    printf(",\"severity\":\"%s\",\"line\":%lu,\"column\":%lu,\"path\":", output_severity_name(f.severity), (unsigned long)f.line,
           (unsigned long)f.column);
    output_text(f.path, f.path_len);
    fputs(",\"message\":", stdout);
    output_text(f.message, f.message_len);
    fputs("}\n", stdout);
    return f.severity != HOTLINE_SEVERITY_INFO;
}

static void print_policy(const hotline_policy *policy, int json) {
    char effective[HOTLINE_DATE_SIZE] = "";
    if (!json) {
        hotline_day_write(hotline_policy_effective(policy), effective);
        printf("%s  %s  %s\n", hotline_policy_id(policy, NULL), effective, hotline_policy_title(policy, NULL));
        return;
    }
    fputs("{\"type\":\"policy\",\"policy\":", stdout);
    output_string(hotline_policy_id(policy, NULL));
    fputs(",\"title\":", stdout);
    output_string(hotline_policy_title(policy, NULL));
    fputs(",\"extends\":", stdout);
    output_string(hotline_policy_extends(policy, NULL));
    fputs(",\"effective\":", stdout);
    output_day(hotline_policy_effective(policy));
    printf(",\"undefined\":%lu,\"findings\":%lu}\n", (unsigned long)hotline_policy_undefined_count(policy),
           (unsigned long)hotline_policy_finding_count(policy));
}

/* 1 when there is a finding that is more than a hint. */
static int check_policy(const hotline_policy *policy, const arguments *a) {
    int found = 0;
    uint32_t i;
    print_policy(policy, a->json);
    for (i = 0; i < hotline_policy_undefined_count(policy); i++) {
        print_undefined(policy, i, a);
    }
    for (i = 0; i < hotline_policy_finding_count(policy); i++) {
        found |= print_finding(policy, i, a);
    }
    return found;
}

static int check_run(const arguments *a) {
    input in;
    uint32_t i;
    int failed;
    int found = 0;
    if (a->operands.count == 0) {
        return input_expect("check FILE...");
    }
    failed = input_open(a, &in);
    failed = failed ? failed : input_open_rulebook(&a->operands, &in);
    for (i = 0; !failed && i < hotline_rulebook_policy_count(in.rulebook); i++) {
        found |= check_policy(hotline_rulebook_policy(in.rulebook, i), a);
    }
    input_close(&in);
    return !failed && found && a->strict ? EXIT_FINDINGS : failed;
}

int command_check(int argc, char **argv) {
    arguments a;
    int failed = arguments_read(argc, argv, 2, TAKES_CALENDAR | TAKES_JSON | TAKES_STRICT, &a);
    failed = failed ? failed : check_run(&a);
    arguments_free(&a);
    return failed;
}
