/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a saved tally, as they are and with a right head and checksum. What is taken is saved as the same bytes again and shows
 * figures that hold together; merged into an empty one it is the same, merged twice every count is twice as high, or there is no room.
 */
#include "saved.h"

enum { HEAD = 24 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static hotline_context *context;
static hotline_rulebook *rulebook;

static const char rules[] =
    "{\"hotline\":1,\"id\":\"r\",\"title\":\"t\",\"source\":\"s\",\"issued\":\"2020-01-01\",\"effective\":\"2020-01-01\",\"transition\":"
    "\"clock\","
    "\"calendar\":\"cn\",\"periods\":{\"day\":{\"from\":\"08:00\"},\"week\":{\"from\":\"friday\"},\"month\":{\"from_day\":26,\"named_by\":"
    "\"end\"}},"
    "\"facts\":{\"good\":{\"of\":\"assignment\",\"type\":\"flag\"}},"
    "\"events\":{\"receive\":{\"of\":\"ticket\",\"opens\":\"ticket\"},\"dispatch\":{\"of\":\"ticket\",\"opens\":\"assignment\","
    "\"facts\":{\"good\":\"optional\"}},\"visit\":{\"of\":\"unit\"}},"
    "\"measures\":{\"m\":{\"of\":\"assignment\",\"at\":\"dispatch\",\"count\":\"good\",\"per\":\"always\"},"
    "\"t\":{\"of\":\"ticket\",\"at\":\"receive\",\"count\":\"always\"},\"u\":\"undefined\",\"v\":{\"of\":\"visit\",\"count\":\"always\"},"
    "\"w\":{\"of\":\"assignment\",\"at\":\"dispatch\",\"count\":{\"good\":\"1\",\"not good\":\"-0.5\"}}}}";

static void set_up(void) {
    REQUIRE(hotline_context_new(NULL, &context) == HOTLINE_OK);
    REQUIRE(hotline_rulebook_new(context, NULL, &rulebook) == HOTLINE_OK);
    REQUIRE(hotline_rulebook_add(rulebook, rules, sizeof rules - 1, NULL) == HOTLINE_OK);
}

/* The kinds of periods are left as they are. */
static void sign(uint8_t *bytes, size_t len) {
    memcpy(bytes, "HLCOUNTS\1\0\0", 12);
    (void)saved_write(bytes + 16, hotline_rulebook_fingerprint(rulebook), 8);
    saved_sign(bytes, len);
}

static void check_saved(const hotline_tally *tally, const uint8_t *bytes, size_t len) {
    size_t needed = 0;
    uint8_t *again = malloc(len);
    REQUIRE(again != NULL);
    REQUIRE(hotline_tally_save(tally, again, len, &needed) == HOTLINE_OK);
    REQUIRE(needed == len && memcmp(again, bytes, len) == 0);
    free(again);
}

static hotline_figure figure_at(const hotline_tally *tally, size_t i) {
    hotline_figure f = {.struct_size = sizeof f};
    REQUIRE(hotline_tally_at(tally, i, &f) == HOTLINE_OK);
    return f;
}

static void check_figures(hotline_tally *tally) {
    const char *lines = NULL;
    size_t len = 0;
    REQUIRE(hotline_tally_sort(tally) == HOTLINE_OK);
    for (size_t i = 0; i < hotline_tally_count(tally); i++) {
        hotline_figure f = figure_at(tally, i);
        REQUIRE(f.first <= f.last && f.den >= 0 && f.unknown >= 0 && f.excepted >= 0 && f.period_len == strlen(f.period));
        REQUIRE(f.places != 0 || !f.has_den || (f.num >= 0 && f.num <= f.den));
    }
    REQUIRE(hotline_tally_lines(tally, &lines, &len) == HOTLINE_OK);
    REQUIRE(strlen(lines) == len);
}

static void check_merged(const uint8_t *bytes, size_t len, hotline_tally *tally) {
    hotline_tally *into = NULL;
    hotline_status status;
    REQUIRE(hotline_tally_load(rulebook, bytes, len, &into, NULL) == HOTLINE_OK);
    status = hotline_tally_merge(into, tally);
    REQUIRE(status == HOTLINE_OK || status == HOTLINE_ERROR_RANGE);
    if (status == HOTLINE_ERROR_RANGE) {
        check_saved(into, bytes, len);
    } else {
        REQUIRE(hotline_tally_sort(into) == HOTLINE_OK);
        REQUIRE(hotline_tally_count(into) == hotline_tally_count(tally));
        for (size_t i = 0; i < hotline_tally_count(into); i++) {
            hotline_figure one = figure_at(tally, i);
            hotline_figure two = figure_at(into, i);
            REQUIRE(two.num == 2 * one.num && two.den == 2 * one.den && two.unknown == 2 * one.unknown);
        }
    }
    hotline_tally_free(into);
}

static void check_load(const uint8_t *bytes, size_t len) {
    hotline_tally *tally = NULL;
    hotline_error error;
    hotline_status status;
    hotline_error_init(&error, sizeof error);
    status = hotline_tally_load(rulebook, bytes, len, &tally, &error);
    if (status < 0) {
        REQUIRE(status == HOTLINE_ERROR_SYNTAX || status == HOTLINE_ERROR_DOCUMENT);
        REQUIRE(error.status == status && error.message[0] != '\0' && tally == NULL);
        return;
    }
    check_saved(tally, bytes, len);
    check_figures(tally);
    check_merged(bytes, len, tally);
    hotline_tally_free(tally);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (context == NULL) {
        set_up();
    }
    saved_try(data, size, HEAD, sign, check_load);
    return 0;
}
