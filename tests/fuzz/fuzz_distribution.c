/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a saved distribution, as they are and with a right head, number of rows and checksum. What is taken is saved as the same
 * bytes again, and is true to itself: the curve falls, quantiles are durations that occur, bins and rows hold what the totals say, and
 * what is merged can be taken back.
 */
#include "saved.h"

#include "hotline/distribution.h"

enum { HEAD = 48, ROW = 24 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static hotline_context *context;

static void sign(uint8_t *bytes, size_t len) {
    memcpy(bytes, "HLSPREAD", 8);
    (void)saved_write(bytes + 8, 1, 8);
    (void)saved_write(bytes + 16, (len - HEAD - SAVED_TAIL) / ROW, 8);
    saved_sign(bytes, len);
}

static void check_saved(const hotline_distribution *d, const uint8_t *bytes, size_t len) {
    size_t needed = 0;
    uint8_t *again = malloc(len);
    REQUIRE(again != NULL);
    REQUIRE(hotline_distribution_save(d, again, len, &needed) == HOTLINE_OK);
    REQUIRE(needed == len && memcmp(again, bytes, len) == 0);
    free(again);
}

static void check_rows(hotline_distribution *d) {
    hotline_distribution_row row;
    int64_t before = -1;
    int64_t survival = HOTLINE_DISTRIBUTION_ONE;
    int64_t left = hotline_distribution_finished(d) + hotline_distribution_censored(d);
    row.struct_size = sizeof row;
    for (size_t i = 0; i < hotline_distribution_count(d); i++) {
        REQUIRE(hotline_distribution_at(d, i, &row) == HOTLINE_OK);
        REQUIRE(row.minutes > before && row.finished >= 0 && row.censored >= 0 && row.finished + row.censored > 0);
        REQUIRE(row.at_risk == left && row.survival <= survival && row.survival >= 0);
        before = row.minutes;
        survival = row.survival;
        left -= row.finished + row.censored;
    }
    REQUIRE(left == 0);
    REQUIRE(hotline_distribution_at(d, hotline_distribution_count(d), &row) == HOTLINE_ERROR_NOT_FOUND);
}

/* Without those that go on a share is reached earlier, or at the same time. */
static void check_quantiles(const hotline_distribution *d) {
    int64_t last = -1;
    for (int64_t num = 0; num <= 4; num++) {
        int64_t of_finished = -1;
        int64_t of_all = INT64_MAX;
        hotline_status status = hotline_distribution_quantile(d, num, 4, &of_finished);
        REQUIRE(status == (hotline_distribution_finished(d) > 0 ? HOTLINE_OK : HOTLINE_UNDEFINED));
        status = hotline_distribution_survival_quantile(d, num, 4, &of_all);
        REQUIRE(status == HOTLINE_OK || status == HOTLINE_UNDEFINED);
        REQUIRE(of_finished >= last && of_all >= of_finished);
        last = of_finished;
    }
}

static void check_bins(const hotline_distribution *d) {
    static const int64_t edges[] = {0, 1, 60, 480, INT64_MAX};
    int64_t finished[6];
    int64_t censored[6];
    int64_t sum = 0;
    REQUIRE(hotline_distribution_bins(d, edges, 5, finished, censored) == HOTLINE_OK);
    for (size_t i = 0; i < 6; i++) {
        sum += finished[i] + censored[i];
    }
    REQUIRE(finished[0] == 0 && censored[0] == 0);
    REQUIRE(sum == hotline_distribution_finished(d) + hotline_distribution_censored(d));
}

static void check_taken_back(hotline_distribution *d, const uint8_t *bytes, size_t len) {
    hotline_distribution *other = NULL;
    REQUIRE(hotline_distribution_new(context, &other) == HOTLINE_OK);
    REQUIRE(hotline_distribution_add(other, 60, 0) == HOTLINE_OK);
    REQUIRE(hotline_distribution_add(other, 7, 1) == HOTLINE_OK);
    if (hotline_distribution_merge(d, other) == HOTLINE_OK) {
        REQUIRE(hotline_distribution_remove(d, 7, 1) == HOTLINE_OK);
        REQUIRE(hotline_distribution_add(d, 7, 1) == HOTLINE_OK);
        REQUIRE(hotline_distribution_subtract(d, other) == HOTLINE_OK);
    }
    check_saved(d, bytes, len);
    hotline_distribution_free(other);
}

static void check_load(const uint8_t *bytes, size_t len) {
    hotline_distribution *d = NULL;
    hotline_status status = hotline_distribution_load(context, bytes, len, &d);
    if (status < 0) {
        REQUIRE(status == HOTLINE_ERROR_SYNTAX || status == HOTLINE_ERROR_DOCUMENT);
        REQUIRE(d == NULL);
        return;
    }
    check_saved(d, bytes, len);
    check_rows(d);
    check_quantiles(d);
    check_bins(d);
    check_taken_back(d, bytes, len);
    hotline_distribution_free(d);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (context == NULL) {
        REQUIRE(hotline_context_new(NULL, &context) == HOTLINE_OK);
    }
    saved_try(data, size, HEAD, sign, check_load);
    return 0;
}
