/* SPDX-License-Identifier: MIT */
/*
 * hotline states: the machines of policies, as a list of states or drawn. It refuses to know how a drawing is made: the library draws.
 */
#include <stdio.h>
#include <stdlib.h>

#include "commands.h"
#include "input.h"
#include "output.h"

static void print_states(const hotline_policy *policy, uint32_t machine) {
    uint32_t i;
    size_t len = 0;
    const char *name = hotline_policy_machine_name(policy, machine, &len);
    printf("%s %.*s\n", hotline_policy_id(policy, NULL), (int)len, name);
    for (i = 0; i < hotline_policy_state_count(policy, machine); i++) {
        const char *label = hotline_policy_state_label(policy, machine, i, NULL);
        name = hotline_policy_state_name(policy, machine, i, &len);
        fputs(hotline_policy_state_starts(policy, machine, i) ? "  * " : "    ", stdout);
        output_column(name, len, 24);
        printf(" %s\n", output_language() == HOTLINE_LANGUAGE_ZH && label != NULL ? label : "");
    }
}

static int draw(const hotline_policy *policy, uint32_t machine, int32_t form) {
    size_t needed = 0;
    char *drawing;
    hotline_policy_draw(policy, machine, form, output_language(), NULL, 0, &needed);
    drawing = malloc(needed + 1);
    if (drawing == NULL || hotline_policy_draw(policy, machine, form, output_language(), drawing, needed, NULL) < 0) {
        free(drawing);
        fputs(output_say("hotline: the machine cannot be drawn\n", "hotline: 状态机无法绘出\n"), stderr);
        return EXIT_UNUSABLE;
    }
    fputs(drawing, stdout);
    free(drawing);
    return 0;
}

static int states_of(const arguments *a, const hotline_policy *policy) {
    uint32_t i;
    for (i = 0; i < hotline_policy_machine_count(policy); i++) {
        if (!a->dot && !a->mermaid) {
            print_states(policy, i);
        } else if (draw(policy, i, a->dot ? HOTLINE_DRAW_DOT : HOTLINE_DRAW_MERMAID) != 0) {
            return EXIT_UNUSABLE;
        }
    }
    return EXIT_DONE;
}

static int states_run(const arguments *a) {
    input in;
    uint32_t i;
    int failed;
    if (a->dot && a->mermaid) {
        return input_expect(output_say("--dot or --mermaid, not both", "--dot或--mermaid之一，不能兼用"));
    }
    if (a->operands.count == 0) {
        return input_expect("states FILE...");
    }
    failed = input_open(a, &in);
    failed = failed ? failed : input_open_rulebook(&a->operands, &in);
    for (i = 0; !failed && i < hotline_rulebook_policy_count(in.rulebook); i++) {
        failed = states_of(a, hotline_rulebook_policy(in.rulebook, i));
    }
    input_close(&in);
    return failed;
}

int command_states(int argc, char **argv) {
    arguments a;
    int failed = arguments_read(argc, argv, 2, TAKES_CALENDAR | TAKES_DRAWING, &a);
    failed = failed ? failed : states_run(&a);
    arguments_free(&a);
    return failed;
}
