/* SPDX-License-Identifier: MIT */
/*
 * Tells problems and sums, in words on standard error and as JSON lines in a file. It refuses to know how they come about.
 */
#include "report.h"

#include <string.h>

#include "output.h"

enum { REPORT_TOLD_MOST = 20, REPORT_VALUE_MOST = 120 };

typedef struct sentence {
    const char *code, *en, *zh; /* {a} {b} numbers, {t} a name; [ ] is left out where there is no name */
} sentence;

static const sentence sentences[] = {
    {"text_after_quote", "text follows a closing quote", "右引号之后还有内容"},
    {"open_quote", "the quote opened in line {a} is not closed; nothing behind it was read", "第{a}行的引号没有闭合，其后的内容均未读取"},
    {"too_long", "the row is longer than 4 MiB", "该行超过4 MiB"},
    {"cell_count", "the row has {a} cells, the header {b}", "该行有{a}个单元格，表头有{b}个"},
    {"no_number", "the row has no number", "该行没有编号"},
    {"duplicate", "row {a} has this number", "编号与第{a}行重复"},
    {"no_first_round", "the table has no row {t}, of which this is a later round", "表中没有{t}，而此行是其后续轮次"},
    {"lost_character", "a character could not be read as {t}", "有字符不能按{t}读出"},
    {"nul_character", "a NUL character", "含有NUL字符"},
    {"bad_time", "no time in any form of the mapping's \"times\"", "不符合映射\"times\"所列的任何时间格式"},
    {"bad_date", "no date in any form of the mapping's \"times\"", "不符合映射\"times\"所列的任何日期格式"},
    {"two_readings", "two forms of the mapping's \"times\" read it differently", "映射\"times\"中有两种格式得出不同的时间"},
    {"no_time_of_day", "a date without a time of day, and the mapping has no \"day_is\"", "只有日期没有时刻，而映射未写\"day_is\""},
    {"date_with_time", "a time of day where a date is expected", "应为日期，却带有时刻"},
    {"bad_integer", "no whole number of at most 18 digits", "不是不超过18位的整数"},
    {"unknown_code", "not in the code table[; did you mean \"{t}\"?]", "不在编码表中[；是否为\"{t}\"？]"},
    {"unknown_condition", "neither in \"is\" nor in \"not\"", "既不在\"is\"中，也不在\"not\"中"},
    {"missing", "{t} needs a value", "{t}须有取值"},
    {"half_empty", "of the columns of {t} some are empty, others not", "{t}的各列有的为空，有的不空"},
    {"no_time", "it happened, but has no time", "已发生，但没有时间"},
    {"idle", "the cell is filled, but the event has no time, so it would be lost", "单元格有内容，但事件没有时间，内容将会丢失"},
    {"no_opening", "no event of this row opens its assignment", "本行没有开立其转办件的事件"},
    {"several_openings", "more than one event of this row opens its assignment", "本行有多个事件开立其转办件"},
    {"repeated_part", "the same part twice: {t}", "重复出现：{t}"},
    {"too_many_parts", "more than {a} parts", "超过{a}项"},
};

int report_open(const char *path, const char *table_path, report *out) {
    memset(out, 0, sizeof *out);
    out->table = input_name(table_path);
    out->path = path;
    if (path != NULL) {
        out->stream = fopen(path, "wb");
        return out->stream != NULL ? 0 : input_fail_file(path);
    }
    return 0;
}

int report_close(report *r) {
    int failed = 0;
    if (r->stream != NULL) {
        failed = ferror(r->stream) != 0;
        failed |= fclose(r->stream) != 0;
        r->stream = NULL;
    }
    return failed ? input_fail(r->path, output_say("the report cannot be written", "报告无法写入")) : 0;
}

/* ---- sentences ---- */

static void sentence_gap(char gap, const problem *p, growing *out) {
    if (gap == 't') {
        growing_add(out, p->text, p->text != NULL ? p->text_len : 0);
    } else {
        growing_add_number(out, gap == 'a' ? p->a : p->b);
    }
}

static void sentence_write(const char *form, const problem *p, growing *out) {
    for (; *form != '\0'; form++) {
        if (*form == '[' && p->text == NULL) {
            form = strchr(form, ']');
        } else if (*form == '{') {
            sentence_gap(form[1], p, out);
            form += 2;
        } else if (*form != '[' && *form != ']') {
            growing_add(out, form, 1);
        }
    }
}

static void problem_sentence(const problem *p, growing *out) {
    size_t i;
    for (i = 0; i < sizeof sentences / sizeof sentences[0]; i++) {
        if (strcmp(sentences[i].code, p->code) == 0) {
            sentence_write(output_say(sentences[i].en, sentences[i].zh), p, out);
        }
    }
}

/* The beginning of a long value, whole letters. */
static cell value_shown(cell value) {
    if (value.len > REPORT_VALUE_MOST) {
        value.len = REPORT_VALUE_MOST;
        while (value.len > 0 && ((unsigned char)value.bytes[value.len] & 0xc0) == 0x80) {
            value.len--;
        }
    }
    return value;
}

/* ---- problems ---- */

static void problem_text(const report *r, unsigned long long row, unsigned long long line, cell column, const problem *p, growing *out) {
    cell value = value_shown(p->value);
    growing_add_string(out, "hotline: ");
    growing_add_string(out, r->table);
    growing_add_string(out, ":");
    growing_add_number(out, line);
    growing_add_string(out, output_say(": row ", "：第"));
    growing_add_number(out, row);
    growing_add_string(out, output_say("", "行"));
    if (p->column != NO_COLUMN) {
        growing_add_string(out, output_say(", ", "，"));
        growing_add_json(out, column.bytes, column.len);
        growing_add_string(out, output_say(" is ", "为"));
        growing_add_json(out, value.bytes, value.len);
    }
    if (p->event != NULL) {
        growing_add_string(out, output_say(", event ", "，事件"));
        growing_add_string(out, p->event);
    }
    growing_add_string(out, output_say(": ", "："));
    problem_sentence(p, out);
    growing_add_string(out, "\n");
}

static void line_member(growing *out, const char *key, const char *bytes, size_t len) {
    growing_add_string(out, ",\"");
    growing_add_string(out, key);
    growing_add_string(out, "\":");
    if (bytes != NULL) {
        growing_add_json(out, bytes, len);
    } else {
        growing_add_string(out, "null");
    }
}

static void line_number(growing *out, const char *key, unsigned long long number) {
    growing_add_string(out, ",\"");
    growing_add_string(out, key);
    growing_add_string(out, "\":");
    growing_add_number(out, number);
}

static void problem_line(unsigned long long row, unsigned long long line, cell column, const problem *p, growing *out) {
    growing message = {NULL, 0, 0, 0};
    int of_cell = p->column != NO_COLUMN;
    growing_add_string(out, "{\"type\":\"unreadable\"");
    line_number(out, "row", row);
    line_number(out, "line", line);
    line_member(out, "column", of_cell ? column.bytes : NULL, column.len);
    line_member(out, "value", of_cell ? p->value.bytes : NULL, p->value.len);
    line_member(out, "event", p->event, p->event != NULL ? strlen(p->event) : 0);
    line_member(out, "code", p->code, strlen(p->code));
    problem_sentence(p, &message);
    line_member(out, "message", message.bytes, message.len);
    growing_add_string(out, "}\n");
    growing_free(&message);
}

void report_problem(report *r, unsigned long long row, unsigned long long line, cell column, const problem *p) {
    growing words = {NULL, 0, 0, 0};
    r->told++;
    if (r->told <= REPORT_TOLD_MOST) {
        problem_text(r, row, line, column, p, &words);
        fwrite(words.bytes, 1, words.failed ? 0 : words.len, stderr);
    }
    words.len = 0;
    if (r->stream != NULL) {
        problem_line(row, line, column, p, &words);
        fwrite(words.bytes, 1, words.failed ? 0 : words.len, r->stream);
    }
    growing_free(&words);
}

/* ---- sums ---- */

static void sums_line_codes(const entry *e, const char *name, const source *s, growing *out) {
    size_t i;
    for (i = 0; i < s->code_count; i++) {
        const code_row *c = &s->codes[i];
        growing_add_string(out, "{\"type\":\"code\"");
        line_member(out, "event", e->name, e->name_len);
        line_member(out, "value", name, strlen(name));
        line_member(out, "cell", c->from, c->from_len);
        line_number(out, "count", c->seen);
        growing_add_string(out, "}\n");
    }
}

static void sums_lines(const report *r, const mapping *m, growing *out) {
    size_t i;
    size_t k;
    for (i = 0; i < m->entry_count; i++) {
        const char *name = NULL;
        const source *s;
        growing_add_string(out, "{\"type\":\"event\"");
        line_member(out, "event", m->entries[i].name, m->entries[i].name_len);
        line_number(out, "count", m->entries[i].written);
        growing_add_string(out, "}\n");
        for (k = 0; (s = entry_source(&m->entries[i], k, &name)) != NULL; k++) {
            sums_line_codes(&m->entries[i], name, s, out);
        }
    }
    growing_add_string(out, "{\"type\":\"summary\"");
    line_number(out, "rows", r->rows);
    line_number(out, "refused", r->refused);
    line_number(out, "damaged", r->damaged);
    line_number(out, "blank", r->blank);
    line_number(out, "events", r->events);
    line_number(out, "unreadable", r->told);
    growing_add_string(out, "}\n");
}

static void sums_columns(const cell *names, size_t width, const int *uses, growing *lines, growing *words) {
    size_t i;
    for (i = 0; i < width; i++) {
        if (uses[i] == 0) {
            growing_add_string(lines, "{\"type\":\"unread_column\"");
            line_member(lines, "column", names[i].bytes, names[i].len);
            growing_add_string(lines, "}\n");
            growing_add_string(words, words->len > 0 ? output_say(", ", "、") : "");
            growing_add_json(words, names[i].bytes, names[i].len);
        }
    }
}

static void sums_words(const report *r, const mapping *m) {
    size_t i;
    if (r->told > REPORT_TOLD_MOST) {
        fprintf(stderr, output_say("... and %llu more; --report FILE lists them all\n", "……另有%llu条，用--report 文件查看全部\n"),
                r->told - REPORT_TOLD_MOST);
    }
    fprintf(stderr,
            output_say("%llu rows, %llu of them refused, %llu in part, %llu empty; %llu events\n",
                       "%llu行，其中%llu行未采用，%llu行部分采用，%llu行为空；%llu个事件\n"),
            r->rows, r->refused, r->damaged, r->blank, r->events);
    for (i = 0; i < m->entry_count; i++) {
        fprintf(stderr, "%10llu  %s\n", m->entries[i].written, m->entries[i].name);
    }
}

static void sums_codes(const entry *e, const char *name, const source *s, growing *never) {
    size_t i;
    if (s->code_count == 0) {
        return;
    }
    fprintf(stderr, "  %s.%s", e->name, name);
    for (i = 0; i < s->code_count; i++) {
        const code_row *c = &s->codes[i];
        if (c->seen > 0) {
            fprintf(stderr, "  %.*s %llu", (int)c->from_len, c->from, c->seen);
        } else {
            growing_add_string(never, "  ");
            growing_add(never, c->from, c->from_len);
        }
    }
    if (never->len > 0) {
        fprintf(stderr, output_say("; never:%.*s", "；从未出现：%.*s"), (int)never->len, never->bytes);
    }
    never->len = 0;
    fputc('\n', stderr);
}

void report_sums(report *r, const mapping *m, const cell *names, size_t width, const int *uses) {
    growing lines = {NULL, 0, 0, 0};
    growing words = {NULL, 0, 0, 0};
    growing never = {NULL, 0, 0, 0};
    size_t i;
    size_t k;
    sums_words(r, m);
    for (i = 0; i < m->entry_count; i++) {
        const char *name = NULL;
        const source *s;
        for (k = 0; (s = entry_source(&m->entries[i], k, &name)) != NULL; k++) {
            sums_codes(&m->entries[i], name, s, &never);
        }
    }
    sums_columns(names, width, uses, &lines, &words);
    if (words.len > 0) {
        fprintf(stderr, output_say("columns not read: %.*s\n", "未读取的列：%.*s\n"), (int)words.len, words.bytes);
    }
    if (r->stream != NULL) {
        sums_lines(r, m, &lines);
        fwrite(lines.bytes, 1, lines.failed ? 0 : lines.len, r->stream);
    }
    growing_free(&lines);
    growing_free(&words);
    growing_free(&never);
}
