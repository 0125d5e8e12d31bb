/* SPDX-License-Identifier: MIT */
/*
 * Reads what the command was given: files, calendars, policies, times. Whatever cannot be used is told on stderr with its place. It
 * refuses to print any result.
 */
#include "input.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "output.h"

int input_fail(const char *where, const char *why) {
    fprintf(stderr, "hotline: %s: %s\n", where, why);
    return EXIT_UNUSABLE;
}

int input_no_memory(const char *where) {
    return input_fail(where, output_say("out of memory", "内存不足"));
}

/* The C library speaks of files in one language; the errors that people meet are said in both. */
int input_fail_file(const char *path) {
    switch (errno) {
    case ENOENT:
        return input_fail(path, output_say("No such file or directory", "没有这个文件或目录"));
    case EACCES:
        return input_fail(path, output_say("Permission denied", "没有权限"));
    case EISDIR:
        return input_fail(path, output_say("Is a directory", "是目录，不是文件"));
    default:
        return input_fail(path, strerror(errno));
    }
}

int input_fail_status(const char *where, hotline_status status) {
    return input_fail(where, hotline_message(status, output_language()));
}

const char *input_name(const char *path) {
    return strcmp(path, "-") == 0 ? output_say("standard input", "标准输入") : path;
}

int input_expect(const char *form) {
    fprintf(stderr, output_say("hotline: expected %s\n", "hotline: 应为 %s\n"), form);
    return EXIT_UNUSABLE;
}

/* Editors put it before UTF-8 text; JSON has none. */
static void input_drop_mark(input_text *t) {
    if (t->len >= 3 && memcmp(t->bytes, "\xef\xbb\xbf", 3) == 0) {
        t->len -= 3;
        memmove(t->bytes, t->bytes + 3, t->len);
    }
}

static int input_read_stream(FILE *stream, const char *path, input_text *out) {
    size_t capacity = 0;
    memset(out, 0, sizeof *out);
    for (;;) {
        size_t got;
        if (out->len == capacity) {
            char *grown;
            capacity = capacity == 0 ? 65536 : capacity * 2;
            grown = realloc(out->bytes, capacity);
            if (grown == NULL) {
                free(out->bytes);
                return input_no_memory(path);
            }
            out->bytes = grown;
        }
        got = fread(out->bytes + out->len, 1, capacity - out->len, stream);
        out->len += got;
        if (got == 0) {
            break;
        }
    }
    if (ferror(stream)) {
        free(out->bytes);
        return input_fail_file(path);
    }
    return 0;
}

FILE *input_stream(const char *path) {
    FILE *stream = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    if (stream == NULL) {
        input_fail_file(path);
    }
    return stream;
}

void input_stream_close(FILE *stream) {
    if (stream != NULL && stream != stdin) {
        fclose(stream);
    }
}

int input_read_bytes(const char *path, input_text *out) {
    FILE *stream = input_stream(path);
    int failed = stream == NULL ? EXIT_UNUSABLE : input_read_stream(stream, input_name(path), out);
    input_stream_close(stream);
    return failed;
}

int input_read(const char *path, input_text *out) {
    int failed = input_read_bytes(path, out);
    if (!failed) {
        input_drop_mark(out);
    }
    return failed;
}

void input_error_init(hotline_error *error) {
    hotline_error_init(error, sizeof *error);
    error->language = output_language();
}

void input_tell(const char *file, const hotline_error *error) {
    fprintf(stderr, "hotline: %s", file);
    if (error->line != 0) {
        fprintf(stderr, ":%lu", (unsigned long)error->line);
    }
    if (error->column != 0) {
        fprintf(stderr, ":%lu", (unsigned long)error->column);
    }
    if (error->path[0] != '\0') {
        fprintf(stderr, ": %s", error->path);
    }
    fprintf(stderr, ": %s\n", error->message[0] != '\0' ? error->message : hotline_message(error->status, output_language()));
}

static int input_add_calendar(const char *path, input *in) {
    input_text document;
    hotline_calendar *overlaid = NULL;
    hotline_error error;
    hotline_status status;
    if (input_read(path, &document) != 0) {
        return EXIT_UNUSABLE;
    }
    input_error_init(&error);
    status = hotline_calendar_parse(in->context, in->calendar, document.bytes, document.len, &overlaid, &error);
    free(document.bytes);
    if (status < 0) {
        error.status = status;
        input_tell(input_name(path), &error);
        return EXIT_UNUSABLE;
    }
    hotline_calendar_free(in->calendar);
    in->calendar = overlaid;
    return 0;
}

static int input_view(const char *option, hotline_day day, input *in) {
    hotline_calendar *view = NULL;
    if (hotline_calendar_as_known_on(in->calendar, day, &view) < 0) {
        return input_fail(option, output_say("no calendar can be made for that day", "不能得出该日所知的日历"));
    }
    hotline_calendar_free(in->calendar);
    in->calendar = view;
    return 0;
}

static int input_know_on(const char *word, input *in) {
    hotline_day day = 0;
    return input_day(word, &day) != 0 ? EXIT_UNUSABLE : input_view("--known-on", day, in);
}

static int input_know_at(const char *word, input *in) {
    if (input_instant(in, word, "--as-of", &in->known) != 0) {
        return EXIT_UNUSABLE;
    }
    return input_view("--as-of", hotline_day_at(in->known, hotline_calendar_offset(in->calendar)), in);
}

int input_open(const arguments *a, input *out) {
    hotline_context_options options;
    int i;
    memset(out, 0, sizeof *out);
    out->known = hotline_instant_none();
    hotline_context_options_init(&options, sizeof options);
    if (hotline_context_new(&options, &out->context) < 0 || hotline_calendar_new(out->context, &out->calendar) < 0) {
        return input_no_memory("calendar");
    }
    for (i = 0; i < a->calendars.count; i++) {
        if (input_add_calendar(a->calendars.words[i], out) != 0) {
            return EXIT_UNUSABLE;
        }
    }
    if (a->as_of != NULL) {
        return input_know_at(a->as_of, out);
    }
    return a->known_on != NULL ? input_know_on(a->known_on, out) : 0;
}

static int input_add_document(const char *path, input *in) {
    input_text document;
    hotline_error error;
    hotline_status status;
    if (input_read(path, &document) != 0) {
        return EXIT_UNUSABLE;
    }
    input_error_init(&error);
    status = hotline_rulebook_add(in->rulebook, document.bytes, document.len, &error);
    free(document.bytes);
    if (status < 0) {
        error.status = status;
        input_tell(input_name(path), &error);
        if (strcmp(error.path, "extends") == 0) {
            fputs(output_say("hotline: every document is given once, bases before the overlays that extend them\n",
                             "hotline: 每个文档只给一次，被沿用的文档在前，沿用它的在后\n"),
                  stderr);
        }
        return EXIT_UNUSABLE;
    }
    return 0;
}

int input_open_rulebook(const word_list *documents, input *in) {
    int i;
    if (hotline_rulebook_new(in->context, in->calendar, &in->rulebook) < 0) {
        return input_no_memory("rulebook");
    }
    for (i = 0; i < documents->count; i++) {
        if (input_add_document(documents->words[i], in) != 0) {
            return EXIT_UNUSABLE;
        }
    }
    return 0;
}

int input_open_judging(const arguments *a, input *out, hotline_instant *now) {
    int failed = input_open(a, out);
    failed = failed ? failed : input_open_rulebook(&a->rulebooks, out);
    if (failed) {
        return failed;
    }
    hotline_rulebook_assume_in_force(out->rulebook, a->as_if_in_force);
    return a->now != NULL ? input_instant(out, a->now, "--now", now) : 0;
}

void input_close(input *in) {
    hotline_rulebook_free(in->rulebook);
    hotline_calendar_free(in->calendar);
    hotline_context_free(in->context);
}

int input_instant(const input *in, const char *word, const char *what, hotline_instant *out) {
    if (hotline_instant_parse(word, strlen(word), hotline_calendar_offset(in->calendar), out) < 0) {
        fprintf(stderr,
                output_say("hotline: %s: expected a time such as 2021-04-29T16:50:00+08:00, not \"%s\"\n",
                           "hotline: %s: 应为时刻，例如2021-04-29T16:50:00+08:00，而不是\"%s\"\n"),
                what, word);
        return EXIT_UNUSABLE;
    }
    return 0;
}

int input_day(const char *word, hotline_day *out) {
    if (hotline_day_parse(word, strlen(word), out) < 0) {
        fprintf(
            stderr,
            output_say("hotline: expected a date such as 2021-04-29, not \"%s\"\n", "hotline: 应为日期，例如2021-04-29，而不是\"%s\"\n"),
            word);
        return EXIT_UNUSABLE;
    }
    return 0;
}
