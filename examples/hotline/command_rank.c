/* SPDX-License-Identifier: MIT */
/*
 * hotline rank: the rankings of a period, from the log's events alone, with what each place is made of. It refuses to publish: it prints the
 * event that would, and what that would change.
 */
#include <stdio.h>
#include <string.h>

#include "casebook.h"
#include "commands.h"
#include "effect.h"
#include "input.h"
#include "keep.h"
#include "output.h"

typedef struct ranking_run {
    const arguments *a;
    casebook *book;
    hotline_ranking *ranking;
    effect *effect;
    int worked_out; /* rankings */
    int undefined;
    keep keep;
    const char **names; /* of all rankings */
    size_t name_count;
} ranking_run;

static const char *standing_word(int32_t state) {
    static const char *const zh[] = {"已排名", "无可计量", "事实不明", "未入围", "未规定"};
    return output_say(hotline_standing_name(state), zh[state]);
}

enum { UNIT_WIDTH = 16, VALUE_WIDTH = 12, PART_WIDTH = 20 };

static void print_cell(const char *words, int width) {
    putchar(' '); /* so that what is too wide stays apart */
    output_cell(words, 1 - width);
}

static void print_parts(const hotline_ranking *ranking, size_t index) {
    hotline_score_part part;
    size_t i;
    part.struct_size = sizeof part;
    for (i = 0; hotline_ranking_part(ranking, index, i, &part) >= 0; i++) {
        char shown[512]; /* the widest value has some 430 digits */
        snprintf(shown, sizeof shown, "%s%s%s", part.value != NULL ? part.value : "", part.value != NULL && part.state != 0 ? " " : "",
                 output_part_state(part.state));
        print_cell(shown, PART_WIDTH);
    }
}

static void print_titles(const hotline_ranking *ranking) {
    hotline_score_part part;
    size_t i;
    print_cell(output_say("rank", "名次"), 6);
    printf("  ");
    output_cell(output_say("unit", "单位"), UNIT_WIDTH);
    print_cell(output_say("value", "得分"), VALUE_WIDTH);
    part.struct_size = sizeof part;
    for (i = 0; hotline_ranking_part(ranking, 0, i, &part) >= 0; i++) {
        print_cell(output_name(part.name, part.label), PART_WIDTH);
    }
    putchar('\n');
}

static void print_rank(const hotline_standing *s) {
    char shown[32] = "-";
    if (s->rank != 0) {
        snprintf(shown, sizeof shown, "%lld%s", (long long)s->rank, s->level > 1 ? "=" : "");
    }
    print_cell(shown, 6);
    printf("  ");
}

static void print_published(const hotline_standing *s) {
    if (s->published_rank != 0 && s->published_rank != s->rank) {
        printf(output_say("  published: %lld", "  已公布：第%lld名"), (long long)s->published_rank);
    }
}

static void print_standing(const hotline_ranking *ranking, size_t index) {
    hotline_standing s;
    s.struct_size = sizeof s;
    hotline_ranking_at(ranking, index, &s);
    print_rank(&s);
    output_column(s.unit, s.unit_len, UNIT_WIDTH);
    print_cell(s.value != NULL ? s.value : standing_word(s.state), VALUE_WIDTH);
    print_parts(ranking, index);
    if (s.value != NULL && s.state != HOTLINE_STANDING_RANKED) {
        printf("  %s", standing_word(s.state));
    }
    if (s.band != NULL) {
        printf("  %s", output_name(s.band, s.band_label));
    }
    print_published(&s);
    putchar('\n');
}

/* policy: by which one this is, where there are several. */
static void print_ranking(const ranking_run *run, const char *name, const hotline_policy *policy) {
    const char *cause;
    int64_t version = 0;
    size_t i;
    printf(output_say("\nranking %s, %s", "\n排名%s，%s"), name, run->a->period);
    if (hotline_ranking_published(run->ranking, &version) >= 0) {
        printf(output_say(" (published, version %lld)", "（已公布，第%lld版）"), (long long)version);
    }
    if (policy != NULL) {
        printf(output_say(" (by %s)", "（依据%s）"), hotline_policy_id(policy, NULL));
    }
    putchar('\n');
    print_titles(run->ranking);
    for (i = 0; i < hotline_ranking_count(run->ranking); i++) {
        print_standing(run->ranking, i);
    }
    for (i = 0; (cause = hotline_ranking_cause(run->ranking, i, NULL)) != NULL; i++) {
        printf(output_say("undefined by the policy: %s\n", "规则未作规定：%s\n"), cause);
    }
}

/* A ranking that has no such period, because it is of quarters, say, is passed over unless it was asked for by name. policy NULL: of the
   earliest period of that name; it alone is published, for another of its name would be another version of it. */
static int rank_one(ranking_run *run, const char *name, const hotline_policy *policy) {
    const char *lines = NULL;
    size_t lines_len = 0;
    int64_t version = 0;
    hotline_status status =
        hotline_ranking_work_out_under(run->ranking, policy, name, strlen(name), run->a->period, strlen(run->a->period));
    if (run->a->kind == NULL && (status == HOTLINE_ERROR_SYNTAX || status == HOTLINE_ERROR_NOT_FOUND)) {
        return 0;
    }
    if (status < 0) {
        return input_fail_status(name, status);
    }
    run->worked_out++;
    run->undefined |= status == HOTLINE_UNDEFINED;
    if (!run->a->json) {
        print_ranking(run, name, policy);
    }
    status = hotline_ranking_lines(run->ranking, &lines, &lines_len);
    if (status == HOTLINE_ERROR_NOT_FOUND) { /* it was not even begun: its period is undefined */
        return 0;
    }
    if (status < 0) {
        return input_fail_status(name, status);
    }
    if (run->a->json) {
        fwrite(lines, 1, lines_len, stdout);
    }
    if (policy != NULL) {
        return 0;
    }
    hotline_ranking_published(run->ranking, &version);
    return effect_publish(run->effect, lines, lines_len, version < INT64_MAX ? version + 1 : version);
}

/* A policy that follows may cut time elsewhere, so that both have a period of that name. */
static int rank_each(ranking_run *run, const char *name) {
    const hotline_policy **also = keep_take(&run->keep, hotline_rulebook_policy_count(run->book->in.rulebook) + 1, sizeof *also);
    size_t count = 0;
    size_t i;
    int failed = rank_one(run, name, NULL);
    while (!failed && (also[count] = hotline_ranking_also(run->ranking, count)) != NULL) {
        count++;
    }
    for (i = 0; i < count && !failed; i++) {
        if (!run->a->json) {
            fputs(output_say("\nanother policy has a period of the same name, which begins later\n", "\n另一规则有同名的周期，开始较晚\n"),
                  stdout);
        }
        failed = rank_one(run, name, also[i]);
    }
    return failed;
}

static int rank_has_name(const ranking_run *run, const char *name) {
    size_t i;
    for (i = 0; i < run->name_count; i++) {
        if (strcmp(run->names[i], name) == 0) {
            return 1;
        }
    }
    return 0;
}

/* The names of the rankings of all policies, each once. */
static void rank_list_names(ranking_run *run) {
    const hotline_rulebook *rulebook = run->book->in.rulebook;
    uint32_t p;
    uint32_t i;
    for (p = 0; p < hotline_rulebook_policy_count(rulebook); p++) {
        const hotline_policy *policy = hotline_rulebook_policy(rulebook, p);
        for (i = 0; i < hotline_policy_ranking_count(policy); i++) {
            const char *name = hotline_policy_ranking_name(policy, i, NULL);
            if (!rank_has_name(run, name)) {
                run->names = keep_grow(&run->keep, run->names, run->name_count, sizeof *run->names);
                run->names[run->name_count++] = name;
            }
        }
    }
}

static int rank_all(ranking_run *run) {
    int failed = 0;
    int found = 0;
    size_t i;
    rank_list_names(run);
    for (i = 0; i < run->name_count && !failed; i++) {
        if (run->a->kind == NULL || strcmp(run->a->kind, run->names[i]) == 0) {
            found = 1;
            failed = rank_each(run, run->names[i]);
        }
    }
    if (failed) {
        return failed;
    }
    if (!found && run->a->kind != NULL) {
        return arguments_unknown(output_say("ranking", "排名"), run->a->kind, run->names, run->name_count);
    }
    if (run->worked_out == 0) {
        return input_fail(run->a->period, output_say("no ranking of the rulebook has a period of that name", "规则中没有以此为周期的排名"));
    }
    failed = effect_print(run->effect, run->a->json);
    return failed ? failed : run->undefined ? EXIT_UNDEFINED : EXIT_DONE;
}

static int rank_run(const arguments *a) {
    static casebook book;
    ranking_run run;
    hotline_status status;
    int failed;
    if (a->operands.count != 1 || a->rulebooks.count == 0 || a->period == NULL) {
        return input_expect("rank (--rulebook FILE)... --period PERIOD LOG|-");
    }
    memset(&run, 0, sizeof run);
    run.a = a;
    run.book = &book;
    run.keep.whose = "rank";
    failed = casebook_open(a, &book);
    if (!failed) {
        status = hotline_ranking_new(book.log, book.tally, &run.ranking);
        run.effect = status < 0 ? NULL : effect_begin(&book);
        failed = status < 0 ? input_fail_status("rank", status) : run.effect == NULL ? EXIT_UNUSABLE : rank_all(&run);
        effect_free(run.effect);
        hotline_ranking_free(run.ranking);
        keep_free(&run.keep);
    }
    casebook_close(&book);
    return failed;
}

int command_rank(int argc, char **argv) {
    arguments a;
    int failed = arguments_read(argc, argv, 2,
                                TAKES_RULEBOOK | TAKES_CALENDAR | TAKES_NOW | TAKES_AS_OF | TAKES_IN_FORCE | TAKES_JSON | TAKES_PERIOD, &a);
    failed = failed ? failed : rank_run(&a);
    arguments_free(&a);
    return failed;
}
