/* SPDX-License-Identifier: MIT */
/*
 * hotline judge: a log in, a judged log out. It shows how the library is driven: add lines, settle, fold ticket by ticket, tally. It
 * refuses to judge anything itself.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "casebook.h"
#include "commands.h"
#include "input.h"
#include "judgement.h"
#include "lines.h"
#include "output.h"

typedef struct judging {
    const arguments *a;
    casebook book;
    hotline_proposals *proposals;
    judgement_counts counts;
} judging;

static void count_ticket(judging *j) {
    size_t i;
    j->counts.assignments += (long long)hotline_ticket_assignment_count(j->book.ticket);
    for (i = 0; i < hotline_ticket_duty_count(j->book.ticket); i++) {
        hotline_duty d;
        d.struct_size = sizeof d;
        hotline_ticket_duty(j->book.ticket, i, &d);
        judgement_count_duty(&j->counts, &d);
    }
    for (i = 0; i < hotline_ticket_finding_count(j->book.ticket); i++) {
        hotline_finding f;
        f.struct_size = sizeof f;
        hotline_ticket_finding(j->book.ticket, i, output_language(), &f);
        judgement_count_finding(&j->counts, &f);
    }
}

/* What is proposed for the ticket or unit that the reader holds: counted, and told after its lines. */
static int judge_proposals(judging *j, const char *id, hotline_status status) {
    const char *lines = NULL;
    size_t len = 0;
    size_t i;
    for (i = 0; i < hotline_proposals_count(j->proposals); i++) {
        hotline_proposal p;
        p.struct_size = sizeof p;
        hotline_proposals_at(j->proposals, i, &p);
        judgement_count_proposal(&j->counts, &p);
    }
    status = status < 0 ? status : hotline_proposals_lines(j->proposals, &lines, &len);
    if (status < 0) {
        return input_fail_status(id, status);
    }
    if (j->a->json && !j->a->summary) {
        fwrite(lines, 1, len, stdout);
    }
    return 0;
}

static int judge_ticket(judging *j, const char *id, size_t len) {
    const char *lines = NULL;
    size_t lines_len = 0;
    hotline_status status = hotline_ticket_fold(j->book.ticket, id, len);
    status = status < 0 ? status : hotline_tally_add(j->book.tally, j->book.ticket);
    status = status < 0 ? status : hotline_ticket_lines(j->book.ticket, output_language(), &lines, &lines_len);
    if (status < 0) {
        return input_fail_status(id, status);
    }
    count_ticket(j);
    if (j->a->json && !j->a->summary) {
        fwrite(lines, 1, lines_len, stdout);
    }
    return judge_proposals(j, id, hotline_proposals_ticket(j->proposals, id, len));
}

static void count_unit(judging *j) {
    size_t i;
    for (i = 0; i < hotline_unit_duty_count(j->book.unit); i++) {
        hotline_duty d;
        d.struct_size = sizeof d;
        hotline_unit_duty(j->book.unit, i, &d);
        judgement_count_duty(&j->counts, &d);
    }
    for (i = 0; i < hotline_unit_finding_count(j->book.unit); i++) {
        hotline_finding f;
        f.struct_size = sizeof f;
        hotline_unit_finding(j->book.unit, i, output_language(), &f);
        judgement_count_finding(&j->counts, &f);
    }
}

static int judge_unit(judging *j, const char *id, size_t len) {
    const char *lines = NULL;
    size_t lines_len = 0;
    hotline_status status = hotline_unit_fold(j->book.unit, id, len);
    status = status < 0 ? status : hotline_tally_add_unit(j->book.tally, j->book.unit);
    status = status < 0 ? status : hotline_unit_lines(j->book.unit, output_language(), &lines, &lines_len);
    if (status < 0) {
        return input_fail_status(id, status);
    }
    count_unit(j);
    if (j->a->json && !j->a->summary) {
        fwrite(lines, 1, lines_len, stdout);
    }
    return judge_proposals(j, id, hotline_proposals_unit(j->proposals, id, len));
}

static void print_finding_member(const char *key, const char *at, size_t len) {
    printf(",\"%s\":", key);
    output_text(at, len);
}

static void print_finding(const hotline_finding *f) {
    const char *severity = output_severity_name(f->severity);
    fputs("{\"type\":\"finding\"", stdout);
    print_finding_member("code", f->code, f->code_len);
    print_finding_member("severity", severity, strlen(severity));
    print_finding_member("ticket", f->ticket, f->ticket_len);
    print_finding_member("assignment", f->assignment, f->assignment_len);
    print_finding_member("event", f->event, f->event_len);
    print_finding_member("clause", f->clause, f->clause_len);
    print_finding_member("message", f->message, f->message_len);
    fputs("}\n", stdout);
}

enum { TOLD_MOST = 20 };

/* People see at once which lines were not taken. */
static void tell_log_finding(const judging *j, size_t i, const hotline_finding *f) {
    char line[512];
    if (i < TOLD_MOST) {
        judgement_describe(f, line, sizeof line);
        printf("%s\n", line);
    } else if (i == TOLD_MOST) {
        printf(output_say("... and %llu more; --json lists them all\n", "……另有%llu条，用--json查看全部\n"),
               (unsigned long long)(hotline_log_finding_count(j->book.log) - i));
    }
}

static void judge_log_findings(judging *j) {
    size_t i;
    for (i = 0; i < hotline_log_finding_count(j->book.log); i++) {
        hotline_finding f;
        f.struct_size = sizeof f;
        hotline_log_finding(j->book.log, i, output_language(), &f);
        judgement_count_finding(&j->counts, &f);
        if (!j->a->json) {
            tell_log_finding(j, i, &f);
        } else if (!j->a->summary) {
            print_finding(&f);
        }
    }
}

static int judge_all(judging *j) {
    const char *id;
    size_t len = 0;
    size_t i;
    int failed = 0;
    for (i = 0; !failed && (id = hotline_log_ticket(j->book.log, i, &len)) != NULL; i++) {
        failed = judge_ticket(j, id, len);
    }
    for (i = 0; !failed && (id = hotline_log_unit(j->book.log, i, &len)) != NULL; i++) {
        failed = judge_unit(j, id, len);
    }
    return failed;
}

static int print_figures(judging *j) {
    const char *lines = NULL;
    size_t len = 0;
    hotline_status status = hotline_tally_sort(j->book.tally);
    status = status < 0 ? status : hotline_tally_lines(j->book.tally, &lines, &len);
    if (status < 0) {
        return input_fail_status("figures", status);
    }
    if (j->a->json && !j->a->summary) {
        fwrite(lines, 1, len, stdout);
    }
    return 0;
}

static void print_summary(const judging *j) {
    hotline_log_summary s;
    memset(&s, 0, sizeof s);
    s.struct_size = sizeof s;
    hotline_log_summarize(j->book.log, &s);
    if (!j->a->json) {
        judgement_print(&j->counts, &s, j->book.tally);
        return;
    }
    printf("{\"type\":\"summary\",\"lines\":%llu,\"bad_lines\":%llu,\"events\":%llu,\"tickets\":%llu,\"assignments\":%lld,"
           "\"findings\":{\"error\":%lld,\"warning\":%lld,\"info\":%lld}}\n",
           (unsigned long long)s.lines, (unsigned long long)s.bad_lines, (unsigned long long)s.events, (unsigned long long)s.tickets,
           j->counts.assignments, j->counts.by_severity[HOTLINE_SEVERITY_ERROR], j->counts.by_severity[HOTLINE_SEVERITY_WARNING],
           j->counts.by_severity[HOTLINE_SEVERITY_INFO]);
}

static int judge_settled(judging *j) {
    int failed = judge_all(j);
    if (failed) {
        return failed;
    }
    judge_log_findings(j);
    failed = print_figures(j);
    if (failed) {
        return failed;
    }
    print_summary(j);
    return j->a->strict && (j->counts.by_severity[HOTLINE_SEVERITY_ERROR] > 0 || j->counts.late_errors > 0) ? EXIT_FINDINGS : EXIT_DONE;
}

/* With --strict the first line that cannot be read ends it: that line is told, nothing is judged. */
static int judge_stop(judging *j, int failed) {
    if (!j->a->strict || failed == HOTLINE_ERROR_MEMORY) {
        return EXIT_UNUSABLE;
    }
    judge_log_findings(j);
    print_summary(j);
    return EXIT_FINDINGS;
}

static int judge_read(judging *j, const char *path) {
    int failed = lines_feed(path, j->book.log, j->a->strict ? HOTLINE_LOG_STOP : 0);
    return failed < 0 ? judge_stop(j, failed) : failed;
}

/* The bulletin's kinds of periods. */
enum { COUNTED = 1 << HOTLINE_PERIOD_WEEK | 1 << HOTLINE_PERIOD_MONTH };

static int judge_open(judging *j) {
    hotline_status status = casebook_make(&j->book, COUNTED);
    status = status < 0 ? status : hotline_proposals_new(j->book.log, &j->proposals);
    status = status < 0 ? status : hotline_proposals_recount(j->proposals);
    return status < 0 ? input_fail_status("judge", status) : 0;
}

static void judge_close(judging *j) {
    hotline_proposals_free(j->proposals);
    casebook_close(&j->book);
}

static int judge_log(judging *j) {
    hotline_status status;
    int failed = judge_open(j);
    failed = failed ? failed : judge_read(j, j->a->operands.words[0]);
    if (failed) {
        return failed;
    }
    status = hotline_log_settle_known(j->book.log, j->book.now, j->book.in.known);
    return status < 0 ? input_fail_status("judge", status) : judge_settled(j);
}

static int judge_run(const arguments *a) {
    static judging j;
    int failed;
    if (a->operands.count != 1) {
        return input_expect("judge (--rulebook FILE)... LOG|-");
    }
    if (a->rulebooks.count == 0) {
        return input_expect(output_say("--rulebook FILE: at least one policy document", "--rulebook 文件：至少一个规则文档"));
    }
    j.a = a;
    j.book.now = hotline_instant_none();
    failed = input_open_judging(a, &j.book.in, &j.book.now);
    failed = failed ? failed : judge_log(&j);
    judge_close(&j);
    return failed;
}

int command_judge(int argc, char **argv) {
    arguments a;
    int failed = arguments_read(
        argc, argv, 2,
        TAKES_RULEBOOK | TAKES_CALENDAR | TAKES_NOW | TAKES_AS_OF | TAKES_STRICT | TAKES_SUMMARY | TAKES_IN_FORCE | TAKES_JSON, &a);
    failed = failed ? failed : judge_run(&a);
    arguments_free(&a);
    return failed;
}
