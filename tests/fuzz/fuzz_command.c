/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a command, the first of them saying how: what is answered is JSON, comes again the same, changes nothing the second time,
 * and what was stored can be read, shown, verified and erased.
 */
#include "desks.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static desks d;

static uint64_t print_of_store(void) {
    char *state = memory_state(d.data);
    uint64_t print = judge_mix(0, state, strlen(state));
    free(state);
    return print;
}

static void is_json(const char *answer, size_t len) {
    arena a;
    json *tree = NULL;
    hotline__arena_init(&a, d.context);
    REQUIRE(hotline__json_read(&a, answer, len, &tree, NULL) == HOTLINE_OK);
    REQUIRE(tree->kind == JSON_OBJECT && tree->count == 6);
    hotline__arena_free(&a);
}

static void comes_again(const char *line, size_t len, uint32_t flags, hotline_status expected) {
    uint64_t print = print_of_store();
    const char *answer = NULL;
    size_t answer_len = 0;
    REQUIRE(desks_submit(&d, line, len, flags, &answer, &answer_len) == expected);
    REQUIRE(strstr(answer, ",\"duplicate\":true,") != NULL);
    REQUIRE(desks_submit(&d, line, len, flags ^ HOTLINE_COMMAND_RECORD, &answer, &answer_len) == HOTLINE_ERROR_REUSED);
    REQUIRE(print_of_store() == print);
}

/* Each subject of the store, of whatever id. */
static void check_subject(int32_t kind, const char *id, size_t len, int erased) {
    hotline_desk_query q = desks_query();
    hotline_chain_report report;
    hotline_error error;
    const char *lines = NULL;
    char *copy;
    size_t size = 0;
    hotline_error_init(&error, sizeof error);
    if (kind != HOTLINE_SUBJECT_PUBLISHED) {
        hotline_status status = hotline_desk_view(d.desk, kind, id, len, &q, &lines, &size, &error);
        REQUIRE(status == HOTLINE_OK || status == HOTLINE_ERROR_LIMIT);
        if (status == HOTLINE_OK) {
            judge_lines_are_json(d.context, lines, size);
        }
    }
    REQUIRE(hotline_desk_export(d.desk, kind, id, len, HOTLINE_VIEW_PERSONAL, &lines, &size, &error) == HOTLINE_OK);
    copy = malloc(size + 1);
    REQUIRE(copy != NULL);
    memcpy(copy, lines, size + 1);
    memset(&report, 0, sizeof report);
    report.struct_size = sizeof report;
    REQUIRE(hotline_chain_verify(d.context, &d.digest, copy, size, &report, &error) == HOTLINE_OK);
    REQUIRE(!erased || report.personal == 0);
    free(copy);
}

/* Kind and id of each line of hotline_desk_subjects(). */
static void check_subjects(int erase) {
    hotline_desk_query q = desks_query();
    const char *lines = NULL;
    char *copy;
    char *line;
    size_t size = 0;
    arena a;
    REQUIRE(hotline_desk_subjects(d.desk, &q, &lines, &size, NULL) == HOTLINE_OK);
    judge_lines_are_json(d.context, lines, size);
    copy = malloc(size + 1);
    REQUIRE(copy != NULL);
    memcpy(copy, lines, size + 1);
    hotline__arena_init(&a, d.context);
    for (line = copy; *line != '\0'; line = strchr(line, '\n') + 1) {
        json *tree = NULL;
        const json *id;
        int32_t kind;
        REQUIRE(hotline__json_read(&a, line, (size_t)(strchr(line, '\n') - line), &tree, NULL) == HOTLINE_OK);
        id = hotline__json_member(tree, "id");
        kind = hotline__json_member(tree, "kind")->value.at[0] == 't'   ? HOTLINE_SUBJECT_TICKET
               : hotline__json_member(tree, "kind")->value.at[0] == 'u' ? HOTLINE_SUBJECT_UNIT
                                                                        : HOTLINE_SUBJECT_PUBLISHED;
        if (erase && kind != HOTLINE_SUBJECT_PUBLISHED) {
            hotline_status status = hotline_desk_erase(d.desk, kind, id->value.at, id->value.len, DESKS_NOW, NULL);
            REQUIRE(status == HOTLINE_OK || status == HOTLINE_ERROR_LIMIT);
            check_subject(kind, id->value.at, id->value.len, status == HOTLINE_OK);
        } else {
            check_subject(kind, id->value.at, id->value.len, 0);
        }
    }
    hotline__arena_free(&a);
    free(copy);
}

static void check_command(const char *line, size_t len, uint32_t flags) {
    const char *answer = NULL;
    size_t answer_len = 0;
    uint64_t print = print_of_store();
    hotline_status status = desks_submit(&d, line, len, flags, &answer, &answer_len);
    if (status < 0) {
        REQUIRE(print_of_store() == print);
        return;
    }
    REQUIRE(status == HOTLINE_OK || status == HOTLINE_REFUSED || status == HOTLINE_UNDEFINED);
    REQUIRE((flags & HOTLINE_COMMAND_RECORD) == 0 || status == HOTLINE_OK);
    is_json(answer, answer_len);
    if (strstr(answer, ",\"duplicate\":true,") == NULL) {
        comes_again(line, len, flags, status);
        check_subjects(0);
        check_subjects(1);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char *line;
    if (d.context == NULL) {
        desks_set_up(&d);
    }
    if (size == 0) {
        return 0;
    }
    line = malloc(size);
    REQUIRE(line != NULL);
    memcpy(line, data + 1, size - 1);
    desks_begin(&d);
    check_command(line, size - 1, data[0] % 2 != 0 ? HOTLINE_COMMAND_RECORD : 0);
    desks_end(&d);
    free(line);
    return 0;
}
