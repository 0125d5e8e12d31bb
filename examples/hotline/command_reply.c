/* SPDX-License-Identifier: MIT */
/*
 * hotline reply: reads replies, one JSON object a line, and says of each whether it is fit to go out and why not. A line that cannot be
 * read is told in its place. It refuses to know what a reply is judged by: that is the policy's.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "input.h"
#include "lines.h"
#include "output.h"

typedef struct reply_run {
    const arguments *a;
    hotline_reply *reply;
    hotline_copies *copies; /* NULL: no index was asked for */
    hotline_instant now;
    unsigned long line;
    int found;     /* a reply was refused, or a line cannot be read */
    int undefined; /* no policy judges a line */
} reply_run;

static const char *const verdicts[] = {"send", "fix", "refuse"};
static const char *const verdicts_zh[] = {"可发", "需改", "退回"};

/* ---- in words ---- */

static void print_reply_finding(const hotline_reply_finding *f) {
    printf("  ");
    output_cell(output_severity(f->severity), 8);
    printf(" %s", f->message);
    if (f->clause != NULL) {
        printf(output_say(" [%s]", "【%s】"), f->clause);
    }
    printf(" (%s)\n", f->code);
    if (f->advice_len > 0) {
        printf("           %s\n", f->advice);
    }
}

static int print_reply(const reply_run *r, const char *id) {
    int32_t verdict = hotline_reply_verdict(r->reply);
    size_t i;
    printf("%s  %s\n", id != NULL ? id : "-", output_say(verdicts[verdict], verdicts_zh[verdict]));
    for (i = 0; i < hotline_reply_finding_count(r->reply); i++) {
        hotline_reply_finding f;
        hotline_status status;
        memset(&f, 0, sizeof f);
        f.struct_size = sizeof f;
        status = hotline_reply_finding_at(r->reply, i, output_language(), &f);
        if (status < 0) {
            return input_fail_status("reply", status);
        }
        print_reply_finding(&f);
    }
    for (i = 0; i < hotline_reply_undefined_count(r->reply); i++) {
        printf("  %s %s\n", output_say("undefined", "未规定"), hotline_reply_undefined_at(r->reply, i, NULL));
    }
    return 0;
}

/* ---- as lines ---- */

static int print_reply_line(const reply_run *r) {
    const char *line = NULL;
    size_t len = 0;
    hotline_status status = hotline_reply_line(r->reply, output_language(), &line, &len);
    if (status < 0) {
        return input_fail_status("reply", status);
    }
    fwrite(line, 1, len, stdout);
    putchar('\n');
    return 0;
}

/* A line that cannot be read, or that no policy judges: told in its place. */
static void print_bad_line(reply_run *r, const hotline_error *error, const char *id) {
    r->found = 1;
    if (!r->a->json) {
        printf(output_say("line %lu, column %lu: %s%s%s\n", "第%lu行第%lu列：%s%s%s\n"), r->line, (unsigned long)error->column, error->path,
               error->path[0] != '\0' ? ": " : "", error->message);
        return;
    }
    fputs("{\"id\":", stdout);
    output_string(id);
    printf(",\"error\":{\"line\":%lu,\"column\":%lu,\"path\":", r->line, (unsigned long)error->column);
    output_string(error->path);
    fputs(",\"message\":", stdout);
    output_string(error->message);
    fputs("}}\n", stdout);
}

/* ---- the index ---- */

static int reply_load(const char *path, const input *in, hotline_copies **out) {
    input_text saved;
    hotline_status status;
    if (input_read_bytes(path, &saved) != 0) {
        return EXIT_UNUSABLE;
    }
    status = hotline_copies_load(in->context, (const uint8_t *)saved.bytes, saved.len, out);
    free(saved.bytes);
    return status >= 0 ? 0
           : status == HOTLINE_ERROR_MEMORY
               ? input_fail_status(path, status)
               : input_fail(path, output_say("no index of replies, or a damaged one", "不是答复索引，或已损坏"));
}

/* An index that is to learn begins empty when there is no file. */
static int reply_open_index(const arguments *a, const input *in, hotline_copies **out) {
    FILE *there = a->learn ? fopen(a->index, "rb") : NULL;
    if (there != NULL) {
        fclose(there);
    }
    if (a->learn && there == NULL && errno == ENOENT) {
        hotline_status status = hotline_copies_new(in->context, out);
        return status < 0 ? input_fail_status(a->index, status) : 0;
    }
    return reply_load(a->index, in, out);
}

static int reply_learn(reply_run *r) {
    hotline_status status = hotline_reply_remember(r->reply, r->copies);
    if (status == HOTLINE_ERROR_REUSED || status == HOTLINE_ERROR_NOT_FOUND || status == HOTLINE_ERROR_LIMIT) {
        fprintf(stderr, output_say("hotline: line %lu was not added to the index: %s\n", "hotline: 第%lu行未加入索引：%s\n"), r->line,
                status == HOTLINE_ERROR_NOT_FOUND ? output_say("it has no id, or no reply", "没有编号或没有答复")
                                                  : hotline_message(status, output_language()));
        return 0;
    }
    return status < 0 ? input_fail_status(r->a->index, status) : 0;
}

/* Beside the file first, so that a full disk leaves the old index. */
static int reply_save_bytes(const char *path, const uint8_t *bytes, size_t len) {
    char beside[4096];
    FILE *stream;
    int failed;
    if (snprintf(beside, sizeof beside, "%s.new", path) >= (int)sizeof beside) {
        return input_fail(path, output_say("the name is too long", "文件名过长"));
    }
    stream = fopen(beside, "wb");
    failed = stream == NULL || fwrite(bytes, 1, len, stream) != len;
    failed |= stream != NULL && fclose(stream) != 0;
    return failed || rename(beside, path) != 0 ? input_fail_file(path) : 0;
}

static int reply_save(const reply_run *r) {
    size_t needed = 0;
    uint8_t *bytes;
    int failed;
    hotline_status status = hotline_copies_save(r->copies, NULL, 0, &needed);
    bytes = status == HOTLINE_ERROR_BUFFER || status == HOTLINE_OK ? malloc(needed + 1) : NULL;
    if (bytes == NULL) {
        return input_no_memory(r->a->index);
    }
    status = hotline_copies_save(r->copies, bytes, needed, &needed);
    failed = status < 0 ? input_fail_status(r->a->index, status) : reply_save_bytes(r->a->index, bytes, needed);
    free(bytes);
    return failed;
}

/* ---- one line ---- */

static int reply_one(reply_run *r, const char *line, size_t len) {
    hotline_error error;
    hotline_status status;
    input_error_init(&error);
    status = hotline_reply_read(r->reply, line, len, &error);
    if (status == HOTLINE_ERROR_MEMORY) {
        return input_fail_status("reply", status);
    }
    if (status < 0) {
        print_bad_line(r, &error, NULL);
        return 0;
    }
    status = hotline_reply_judge(r->reply, r->now, &error);
    if (status < 0) {
        return input_fail_status("reply", status);
    }
    if (status == HOTLINE_UNDEFINED) {
        r->undefined = 1;
        print_bad_line(r, &error, hotline_reply_id(r->reply, NULL));
        return 0;
    }
    r->found |= hotline_reply_verdict(r->reply) == HOTLINE_REPLY_REFUSE;
    if (r->a->learn && hotline_reply_verdict(r->reply) != HOTLINE_REPLY_REFUSE && reply_learn(r) != 0) {
        return EXIT_UNUSABLE;
    }
    return r->a->json ? print_reply_line(r) : print_reply(r, hotline_reply_id(r->reply, NULL));
}

static int reply_is_blank(const char *line, size_t len) {
    size_t i;
    for (i = 0; i < len && (line[i] == ' ' || line[i] == '\t' || line[i] == '\r'); i++) {
    }
    return i == len;
}

static int reply_lines(void *with, const char *bytes, size_t len) {
    reply_run *r = with;
    size_t at = 0;
    int failed = 0;
    while (at < len && !failed) {
        const char *end = memchr(bytes + at, '\n', len - at);
        size_t length = end != NULL ? (size_t)(end - bytes) - at : len - at;
        r->line++;
        if (!reply_is_blank(bytes + at, length)) {
            failed = reply_one(r, bytes + at, length);
        }
        at += length + 1;
    }
    return failed;
}

/* ---- the run ---- */

static int reply_judge_all(const arguments *a, const input *in, hotline_instant now, const char *operand) {
    reply_run r;
    hotline_status status;
    int failed;
    memset(&r, 0, sizeof r);
    r.a = a;
    r.now = now;
    failed = a->index != NULL ? reply_open_index(a, in, &r.copies) : 0;
    status = hotline_reply_new(in->rulebook, &r.reply);
    failed = failed ? failed : status < 0 ? input_fail_status("reply", status) : 0;
    if (!failed) {
        hotline_reply_lend_copies(r.reply, r.copies);
        failed = lines_each(operand, reply_lines, &r);
    }
    failed = failed ? failed : a->learn ? reply_save(&r) : 0;
    hotline_reply_free(r.reply);
    hotline_copies_free(r.copies);
    return failed ? failed : r.undefined ? EXIT_UNDEFINED : r.found && a->strict ? EXIT_FINDINGS : EXIT_DONE;
}

static int reply_command(arguments *a) {
    input in;
    hotline_instant now = hotline_instant_none();
    int failed;
    if (a->operands.count != 1) {
        return input_expect("reply (--policy FILE)... [--index FILE [--learn]] INPUT|-");
    }
    if (a->learn && a->index == NULL) {
        return input_expect(output_say("--index FILE: where --learn keeps what it learns", "--index 文件：--learn把学到的存入其中"));
    }
    if (a->rulebooks.count == 0) {
        return input_expect(output_say("--policy FILE: at least one policy document", "--policy 文件：至少一个规则文档"));
    }
    failed = input_open_judging(a, &in, &now);
    failed = failed ? failed : reply_judge_all(a, &in, now, a->operands.words[0]);
    input_close(&in);
    return failed;
}

int command_reply(int argc, char **argv) {
    arguments a;
    int failed = arguments_read(argc, argv, 2, TAKES_POLICY | TAKES_CALENDAR | TAKES_NOW | TAKES_STRICT | TAKES_IN_FORCE | TAKES_JSON, &a);
    failed = failed ? failed : reply_command(&a);
    arguments_free(&a);
    return failed;
}
