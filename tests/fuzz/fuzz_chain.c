/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as exported entries: what verifies does so again with the same figures, blank lines or not, and no prefix of its lines fails.
 * Any bytes as an entry in a store, or as its personal part: a desk reads it or says which it cannot read, and goes on.
 */
#include "desks.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static desks d;

static hotline_status verify(const char *lines, size_t len, hotline_chain_report *report) {
    hotline_error error;
    hotline_status status;
    hotline_error_init(&error, sizeof error);
    memset(report, 0, sizeof *report);
    report->struct_size = sizeof *report;
    status = hotline_chain_verify(d.context, &d.digest, lines, len, report, &error);
    REQUIRE(status == HOTLINE_OK || status == HOTLINE_REFUSED || status == HOTLINE_ERROR_SYNTAX || status == HOTLINE_ERROR_DOCUMENT ||
            status == HOTLINE_ERROR_LIMIT);
    REQUIRE(status == HOTLINE_OK || (error.status == status && error.message[0] != '\0' && error.line >= 1));
    REQUIRE(report->subjects <= report->entries);
    return status;
}

static void check_lines(const char *lines, size_t len) {
    hotline_chain_report one;
    hotline_chain_report two;
    const char *end = memchr(lines, '\n', len);
    char *longer;
    if (verify(lines, len, &one) != HOTLINE_OK) {
        return;
    }
    longer = malloc(len + 2);
    REQUIRE(longer != NULL);
    longer[0] = '\n';
    memcpy(longer + 1, lines, len);
    longer[len + 1] = '\n';
    REQUIRE(verify(longer, len + 2, &two) == HOTLINE_OK);
    REQUIRE(memcmp(&one, &two, sizeof one) == 0);
    free(longer);
    if (end != NULL) {
        REQUIRE(verify(lines, (size_t)(end - lines), &two) == HOTLINE_OK);
        REQUIRE(two.entries <= one.entries);
    }
}

/* A question about the forged store; whatever it answers is text of lines. */
static void check_answer(hotline_status status, const char *lines, size_t len, const hotline_error *error, int json_lines) {
    REQUIRE(status == HOTLINE_OK || status == HOTLINE_ERROR_DOCUMENT || status == HOTLINE_ERROR_LIMIT);
    if (status != HOTLINE_OK) {
        REQUIRE(error->status == status && error->message[0] != '\0');
        return;
    }
    REQUIRE(lines[len] == '\0' && hotline__utf8_valid(lines, len) == len);
    if (json_lines) {
        judge_lines_are_json(d.context, lines, len);
    }
}

static void ask_all(int32_t kind, const char *id) {
    hotline_desk_query q = desks_query();
    hotline_error error;
    hotline_status status;
    const char *lines = NULL;
    size_t len = 0;
    uint64_t count = 0;
    hotline_error_init(&error, sizeof error);
    if (kind != HOTLINE_SUBJECT_PUBLISHED) {
        status = hotline_desk_view(d.desk, kind, id, strlen(id), &q, &lines, &len, &error);
        check_answer(status, lines, len, &error, 1);
    }
    status = hotline_desk_due(d.desk, &q, &lines, &len, &error);
    check_answer(status, lines, len, &error, 1);
    status = hotline_desk_register(d.desk, &q, &lines, &len, &error);
    check_answer(status, lines, len, &error, 1);
    status = hotline_desk_effect(d.desk, d.rulebook, &q, &lines, &len, &error);
    check_answer(status, lines, len, &error, 1);
    status = hotline_desk_export(d.desk, kind, id, strlen(id), HOTLINE_VIEW_PERSONAL, &lines, &len, &error);
    check_answer(status, lines, len, &error, 0);
    status = hotline_desk_refresh(d.desk, DESKS_NOW, &count, &error);
    REQUIRE(status == HOTLINE_OK || status == HOTLINE_ERROR_DOCUMENT || status == HOTLINE_ERROR_LIMIT);
}

static void write_on(void) {
    static const char line[] =
        "{\"id\":\"zz\",\"ticket\":\"T1\",\"event\":\"contact\",\"at\":\"2021-03-30T10:00:00+08:00\",\"assignment\":\"a2\","
        "\"role\":\"handler\",\"facts\":{\"outcome\":\"missed\"}}";
    hotline_error error;
    const char *answer;
    size_t len;
    (void)desks_submit(&d, line, sizeof line - 1, 0, &answer, &len);
    hotline_error_init(&error, sizeof error);
    (void)hotline_desk_erase(d.desk, HOTLINE_SUBJECT_TICKET, "T1", 2, DESKS_NOW, &error);
    REQUIRE(error.status != HOTLINE_ERROR_ARGUMENT && error.status != HOTLINE_ERROR_MEMORY);
}

/* Instead of one of the entries, by the first byte; up to a NUL. */
static void check_forged(const uint8_t *data, size_t size) {
    static const struct {
        int32_t kind;
        const char *id;
        size_t index;
        int personal;
    } places[] = {
        {HOTLINE_SUBJECT_TICKET, "T1", 0, 0},           {HOTLINE_SUBJECT_TICKET, "T1", 1, 0}, {HOTLINE_SUBJECT_UNIT, "north", 0, 0},
        {HOTLINE_SUBJECT_PUBLISHED, "published", 0, 0}, {HOTLINE_SUBJECT_TICKET, "T1", 0, 1},
    };
    size_t place = size > 0 ? data[0] % 5 : 0;
    char *forged = calloc(1, size + 1);
    REQUIRE(forged != NULL);
    if (size > 1) {
        memcpy(forged, data + 1, size - 1);
    }
    desks_begin(&d);
    REQUIRE((places[place].personal ? memory_tamper_personal : memory_tamper)(d.data, places[place].kind, places[place].id,
                                                                              places[place].index, forged));
    ask_all(places[place].kind, places[place].id);
    ask_all(HOTLINE_SUBJECT_TICKET, "T1");
    write_on();
    desks_end(&d);
    free(forged);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (d.context == NULL) {
        desks_set_up(&d);
    }
    check_lines((const char *)data, size);
    check_forged(data, size);
    return 0;
}
