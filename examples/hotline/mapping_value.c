/* SPDX-License-Identifier: MIT */
/*
 * Kinds of values in a mapping document. It refuses to know where they stand.
 */
#include "mapping_value.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "output.h"

void value_path(char path[VALUE_PATH], const char *parent, const char *key) {
    snprintf(path, VALUE_PATH, "%s%s%s", parent, *parent != '\0' ? "." : "", key);
}

int value_fail(const document *d, const json_value *v, const char *path, const char *why) {
    return document_fail(d, v->line, v->column, path, why);
}

void value_near(const nearest *n, char *why, size_t size) {
    size_t len = strlen(why);
    if (n->best != NULL) {
        snprintf(why + len, size - len, output_say("; did you mean \"%.*s\"?", "；是否为\"%.*s\"？"), (int)n->best_len, n->best);
    }
}

static int unknown_tell(const document *d, unsigned long line, unsigned long column, const char *path, const nearest *n, const char *what) {
    char why[HOTLINE_ERROR_MESSAGE_SIZE];
    snprintf(why, sizeof why, "%s \"%.*s\"", what, (int)(n->len < 120 ? n->len : 120), n->word);
    value_near(n, why, sizeof why);
    return document_fail(d, line, column, path, why);
}

int value_unknown(const document *d, const json_value *v, const char *path, const nearest *n) {
    return unknown_tell(d, v->line, v->column, path, n, output_say("unknown name", "没有这个名称"));
}

static int check_key(const document *d, const json_value *member, const char *path, const char *const *keys) {
    nearest n;
    nearest_begin(&n, member->key, member->key_len);
    for (; *keys != NULL; keys++) {
        if (strcmp(*keys, member->key) == 0) {
            return 0;
        }
        nearest_offer(&n, *keys, strlen(*keys));
    }
    return unknown_tell(d, member->key_line, member->key_column, path, &n, output_say("unknown key", "没有这个键"));
}

int value_object(const document *d, const json_value *v, const char *path, const char *const *keys) {
    const json_value *member;
    if (v->kind != JSON_OBJECT) {
        return value_fail(d, v, path, output_say("expected an object", "应为对象"));
    }
    for (member = v->first; keys != NULL && member != NULL; member = member->next) {
        if (check_key(d, member, path, keys) != 0) {
            return EXIT_UNUSABLE;
        }
    }
    return 0;
}

int value_required(const document *d, const json_value *object, const char *path, const char *key) {
    char why[96];
    if (document_member(object, key) != NULL) {
        return 0;
    }
    snprintf(why, sizeof why, output_say("the key \"%s\" is needed", "缺少键\"%s\""), key);
    return value_fail(d, object, path, why);
}

int value_text(const document *d, const json_value *v, const char *path) {
    return v == NULL || v->kind == JSON_TEXT ? 0 : value_fail(d, v, path, output_say("expected text", "应为文本"));
}

int value_filled(const document *d, const json_value *v, const char *path) {
    int failed = value_text(d, v, path);
    return failed || v->len > 0 ? failed : value_fail(d, v, path, output_say("expected text that is not empty", "应为非空文本"));
}

int value_split(const document *d, const json_value *v, const char *path) {
    int failed = value_text(d, v, path);
    return failed || v == NULL || v->len > 0
               ? failed
               : value_fail(d, v, path, output_say("\"split\" needs at least one character to cut at", "\"split\"至少要有一个分隔字符"));
}

int value_texts(const document *d, const json_value *v, const char *path) {
    const json_value *element;
    if (v->kind != JSON_ARRAY) {
        return value_fail(d, v, path, output_say("expected an array of texts", "应为文本数组"));
    }
    for (element = v->first; element != NULL; element = element->next) {
        if (value_text(d, element, path) != 0) {
            return EXIT_UNUSABLE;
        }
    }
    return 0;
}

static int64_t value_digits(const json_value *v) {
    int64_t number = 0;
    cell_integer((cell){v->text, v->len}, &number);
    return number;
}

int value_number(const document *d, const json_value *v, const char *path, int64_t least, int64_t most, int64_t *out) {
    char why[96];
    int64_t number;
    if (v == NULL) {
        return 0;
    }
    number = v->kind == JSON_INTEGER ? value_digits(v) : least - 1;
    if (number < least || number > most) {
        snprintf(why, sizeof why, output_say("expected a whole number from %ld to %ld", "应为%ld至%ld的整数"), (long)least, (long)most);
        return value_fail(d, v, path, why);
    }
    *out = number;
    return 0;
}

int value_flag(const document *d, const json_value *v, const char *path, int *out) {
    if (v == NULL) {
        return 0;
    }
    if (v->kind != JSON_TRUE && v->kind != JSON_FALSE) {
        return value_fail(d, v, path, output_say("expected true or false", "应为true或false"));
    }
    *out = v->kind == JSON_TRUE;
    return 0;
}

int value_name(const document *d, const json_value *member, const char *path) {
    const char *c = member->key;
    while ((*c >= 'a' && *c <= 'z') || (c > member->key && ((*c >= '0' && *c <= '9') || *c == '_'))) {
        c++;
    }
    if (c == member->key || *c != '\0' || member->key_len > 64) {
        return document_fail(d, member->key_line, member->key_column, path,
                             output_say("expected a name: a small letter, then small letters, digits and _",
                                        "应为名称：小写字母开头，其后为小写字母、数字和_"));
    }
    return 0;
}

int value_word(const document *d, const json_value *v, const char *path, const char *const *words) {
    nearest n;
    int i;
    if (value_text(d, v, path) != 0) {
        return -1;
    }
    nearest_begin(&n, v->text, v->len);
    for (i = 0; words[i] != NULL; i++) {
        if (strcmp(words[i], v->text) == 0) {
            return i;
        }
        nearest_offer(&n, words[i], strlen(words[i]));
    }
    value_unknown(d, v, path, &n);
    return -1;
}

/* The text is the document's own and only gets shorter. */
static void value_fold(const char **text, size_t *len) {
    cell c = {*text, *len};
    char *to = (char *)*text;
    c = cell_trim(c);
    memmove(to, c.bytes, c.len);
    c.bytes = to;
    c = cell_fold(c, to);
    to[c.len] = '\0';
    *len = c.len;
}

void value_fold_texts(const json_value *array) {
    json_value *v;
    for (v = array->first; v != NULL; v = v->next) {
        value_fold(&v->text, &v->len);
    }
}

/* ---- sources ---- */

static const char *const source_keys[] = {"column", "columns", "join",   "member", "value",    "codes",
                                          "else",   "type",    "absent", "split",  "required", NULL};
static const char *const time_keys[] = {"column", "columns", "join", "value", "required", NULL};
static const char *const else_keys[] = {"value", NULL};
static const char *const else_words[] = {"error", "cell", NULL};
static const char *const type_words[] = {"text", "code", "integer", "date", "time", NULL};

int source_read_columns(const document *d, const json_value *v, const char *path, const char *join, source *out) {
    out->place = v;
    out->kind = SOURCE_COLUMNS;
    out->join = join;
    if (v->kind == JSON_TEXT) {
        out->columns = v;
        out->column_count = 1;
        return 0;
    }
    if (value_texts(d, v, path) != 0) {
        return EXIT_UNUSABLE;
    }
    if (v->count == 0) {
        return value_fail(d, v, path, output_say("expected at least one column", "至少一列"));
    }
    out->columns = v->first;
    out->column_count = v->count;
    return 0;
}

/* An event line takes no empty text but as a fact. */
static int code_is_right(const json_value *to, source_takes takes) {
    if (takes == SOURCE_TAKES_ALL) {
        return to->kind != JSON_ARRAY && to->kind != JSON_OBJECT;
    }
    return to->kind == JSON_NULL || (to->kind == JSON_TEXT && to->len > 0);
}

static int check_code(const document *d, const json_value *to, const char *path, source_takes takes) {
    if (!code_is_right(to, takes)) {
        return value_fail(d, to, path,
                          takes == SOURCE_TAKES_ALL
                              ? output_say("expected text, a number, true, false or null", "应为文本、数字、true、false或null")
                              : output_say("expected text that is not empty, or null", "应为非空文本或null"));
    }
    return 0;
}

static int read_codes(const document *d, const json_value *v, const char *path, source_takes takes, source *out) {
    json_value *member;
    size_t i;
    if (v == NULL) {
        return 0;
    }
    if (value_object(d, v, path, NULL) != 0) {
        return EXIT_UNUSABLE;
    }
    out->codes = calloc(v->count + 1, sizeof *out->codes);
    if (out->codes == NULL) {
        return input_no_memory(path);
    }
    for (member = v->first; member != NULL; member = member->next) {
        code_row *row = &out->codes[out->code_count++];
        value_fold(&member->key, &member->key_len);
        row->from = member->key;
        row->from_len = member->key_len;
        row->to = member;
        if (check_code(d, member, path, takes) != 0) {
            return EXIT_UNUSABLE;
        }
    }
    qsort(out->codes, out->code_count, sizeof *out->codes, code_order);
    for (i = 1; i < out->code_count; i++) {
        if (code_order(&out->codes[i - 1], &out->codes[i]) == 0) {
            return value_fail(d, out->codes[i].to, path, output_say("the same code twice", "编码重复"));
        }
    }
    return 0;
}

static int read_else(const document *d, const json_value *v, const char *path, source_takes takes, source *out) {
    int found;
    if (v == NULL) {
        return 0;
    }
    if (out->codes == NULL) {
        return value_fail(d, v, path, output_say("\"else\" needs \"codes\"", "\"else\"须与\"codes\"同用"));
    }
    if (v->kind == JSON_OBJECT) {
        int failed = value_object(d, v, path, else_keys);
        failed = failed ? failed : value_required(d, v, path, "value");
        out->otherwise = ELSE_VALUE;
        out->otherwise_value = document_member(v, "value");
        return failed ? failed : check_code(d, out->otherwise_value, path, takes);
    }
    found = value_word(d, v, path, else_words);
    out->otherwise = found > 0 ? ELSE_CELL : ELSE_ERROR;
    return found >= 0 ? 0 : EXIT_UNUSABLE;
}

static int read_type(const document *d, const json_value *v, const char *path, source_takes takes, source *out) {
    int found;
    if (v == NULL) {
        return 0;
    }
    found = value_word(d, v, path, type_words);
    if (found < 0) {
        return EXIT_UNUSABLE;
    }
    out->type = (value_type)found;
    if (takes == SOURCE_TAKES_TEXT && out->type == VALUE_INTEGER) {
        return value_fail(d, v, path, output_say("only a fact can be a number", "只有事实可以是数字"));
    }
    if (out->codes != NULL || out->split != NULL) {
        return value_fail(d, v, path,
                          output_say("\"type\" does not go with \"codes\" or \"split\"", "\"type\"不能与\"codes\"、\"split\"同用"));
    }
    return 0;
}

/* Exactly one of the ways to say where a value comes from. */
static int read_origin(const document *d, const json_value *v, const char *path, source *out) {
    const json_value *column = document_member(v, "column");
    const json_value *columns = document_member(v, "columns");
    const json_value *member = document_member(v, "member");
    const json_value *join = document_member(v, "join");
    int is_member = 0;
    int failed = value_flag(d, member, path, &is_member);
    failed = failed ? failed : value_text(d, join, path);
    out->fixed = document_member(v, "value");
    if (failed) {
        return failed;
    }
    if ((column != NULL) + (columns != NULL) + is_member + (out->fixed != NULL) != 1) {
        return value_fail(d, v, path,
                          output_say("expected one of \"column\", \"columns\", \"member\": true, \"value\"",
                                     "应有\"column\"、\"columns\"、\"member\": true、\"value\"之一"));
    }
    if (join != NULL && columns == NULL) {
        return value_fail(d, join, path, output_say("\"join\" needs \"columns\"", "\"join\"须与\"columns\"同用"));
    }
    if (column != NULL && value_text(d, column, path) != 0) {
        return EXIT_UNUSABLE;
    }
    if (column != NULL || columns != NULL) {
        return source_read_columns(d, column != NULL ? column : columns, path, join != NULL ? join->text : " ", out);
    }
    out->kind = is_member ? SOURCE_MEMBER : SOURCE_FIXED;
    return 0;
}

static int check_fixed_time(const document *d, const json_value *fixed, const char *path) {
    hotline_instant at;
    return fixed->kind == JSON_TEXT && hotline_instant_parse(fixed->text, fixed->len, 0, &at) >= 0
               ? 0
               : value_fail(d, fixed, path,
                            output_say("expected a time such as \"2021-05-10 09:00:00\"", "应为时间，例如\"2021-05-10 09:00:00\""));
}

static int check_fixed(const document *d, const json_value *fixed, const char *path, source_takes takes) {
    const json_value *element;
    if (takes == SOURCE_TAKES_ALL && fixed->kind == JSON_ARRAY) {
        for (element = fixed->first; element != NULL; element = element->next) {
            if (check_code(d, element, path, takes) != 0) {
                return EXIT_UNUSABLE;
            }
        }
        return 0;
    }
    if (takes == SOURCE_TAKES_INTEGER) {
        return fixed->kind == JSON_INTEGER ? 0 : value_fail(d, fixed, path, output_say("expected a whole number", "应为整数"));
    }
    return takes == SOURCE_TAKES_TIME  ? check_fixed_time(d, fixed, path)
           : takes == SOURCE_TAKES_ALL ? check_code(d, fixed, path, takes)
                                       : value_filled(d, fixed, path);
}

/* What is done with the cell. */
static int read_treatment(const document *d, const json_value *v, const char *path, source_takes takes, source *out) {
    const json_value *split = document_member(v, "split");
    int failed = value_split(d, split, path);
    if (!failed && split != NULL && takes != SOURCE_TAKES_ALL) {
        return value_fail(d, split, path, output_say("only a fact can have several values", "只有事实可以有多个值"));
    }
    out->split = !failed && split != NULL ? split->text : NULL;
    out->absent = document_member(v, "absent");
    failed = failed ? failed : read_codes(d, document_member(v, "codes"), path, takes, out);
    failed = failed ? failed : read_else(d, document_member(v, "else"), path, takes, out);
    failed = failed ? failed : read_type(d, document_member(v, "type"), path, takes, out);
    return failed || out->absent == NULL ? failed : check_code(d, out->absent, path, takes);
}

static int read_source_object(const document *d, const json_value *v, const char *path, source_takes takes, source *out) {
    int failed = value_object(d, v, path, takes == SOURCE_TAKES_ALL || takes == SOURCE_TAKES_TEXT ? source_keys : time_keys);
    failed = failed ? failed : read_origin(d, v, path, out);
    failed = failed ? failed : value_flag(d, document_member(v, "required"), path, &out->required);
    if (failed || out->kind != SOURCE_FIXED) {
        return failed ? failed : read_treatment(d, v, path, takes, out);
    }
    if (v->count != 1) {
        return value_fail(d, v, path, output_say("nothing goes with \"value\"", "\"value\"须单独使用"));
    }
    return check_fixed(d, out->fixed, path, takes);
}

int source_read(const document *d, const json_value *v, const char *path, source_takes takes, source *out) {
    int failed;
    if (v == NULL) {
        return 0;
    }
    if (v->kind == JSON_TEXT) {
        failed = source_read_columns(d, v, path, " ", out);
    } else {
        failed = read_source_object(d, v, path, takes, out);
    }
    out->place = v;
    if (takes == SOURCE_TAKES_TIME || takes == SOURCE_TAKES_INTEGER) {
        out->type = takes == SOURCE_TAKES_TIME ? VALUE_TIME : VALUE_INTEGER;
    }
    return failed;
}
