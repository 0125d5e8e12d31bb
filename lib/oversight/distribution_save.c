/* SPDX-License-Identifier: MIT */
/*
 * A distribution as bytes and back. Numbers are little-endian, whatever the machine, 8 bytes each. Rows stand in order, so that equal
 * content is equal bytes. The reader trusts nothing, and takes only what the writer would write. It refuses to store what can be
 * computed again: totals, shares.
 *
 *     "HLSPREAD"  version 1  rows  not owed  possible  undefined
 *     for each row:  minutes  finished  censored
 *     checksum of all before
 */
#include "distribution_impl.h"

#include "../base/bytes.h"
#include "../base/checksum.h"

enum {
    SPREAD_VERSION = 1,
    SPREAD_WORD = 8,
    SPREAD_HEAD = SPREAD_WORD * (3 + DISTRIBUTION_APART),
    SPREAD_ROW = SPREAD_WORD * 3,
    SPREAD_TAIL = SPREAD_WORD
};

static const char spread_magic[SPREAD_WORD + 1] = "HLSPREAD";

static uint8_t *spread_write(uint8_t *to, uint64_t number) {
    return hotline__bytes_write(to, number, SPREAD_WORD);
}

static uint64_t spread_read(bytes_reader *r) {
    return hotline__bytes_number(r, SPREAD_WORD);
}

hotline_status hotline_distribution_save(const hotline_distribution *distribution, uint8_t *bytes, size_t capacity, size_t *needed) {
    uint8_t *to = bytes;
    distribution_walk w;
    const distribution_row *row;
    if (distribution == NULL || needed == NULL || (bytes == NULL && capacity != 0)) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    *needed = SPREAD_HEAD + (size_t)distribution->rows * SPREAD_ROW + SPREAD_TAIL;
    if (capacity < *needed) {
        return HOTLINE_ERROR_BUFFER;
    }
    memcpy(to, spread_magic, SPREAD_WORD);
    to = spread_write(to + SPREAD_WORD, SPREAD_VERSION);
    to = spread_write(to, distribution->rows);
    for (int i = 0; i < DISTRIBUTION_APART; i++) {
        to = spread_write(to, distribution->apart[i]);
    }
    w = hotline__distribution_walk(distribution);
    while ((row = hotline__distribution_next(&w)) != NULL) {
        to = spread_write(to, (uint64_t)row->minutes);
        to = spread_write(to, row->finished);
        to = spread_write(to, row->censored);
    }
    (void)spread_write(to, hotline__checksum(bytes, *needed - SPREAD_TAIL));
    return HOTLINE_OK;
}

/* ---- reading ---- */

/* Ours, of this version, whole. */
static hotline_status spread_check_frame(const uint8_t *bytes, size_t len, bytes_reader *r) {
    bytes_reader tail = {NULL, SPREAD_TAIL, HOTLINE_OK};
    if (len < SPREAD_HEAD + SPREAD_TAIL || memcmp(bytes, spread_magic, SPREAD_WORD) != 0) {
        return HOTLINE_ERROR_SYNTAX;
    }
    r->at = bytes + SPREAD_WORD;
    r->left = len - SPREAD_WORD - SPREAD_TAIL;
    r->status = HOTLINE_OK;
    tail.at = bytes + (len - SPREAD_TAIL);
    if (spread_read(r) != SPREAD_VERSION || spread_read(&tail) != hotline__checksum(bytes, len - SPREAD_TAIL)) {
        return HOTLINE_ERROR_SYNTAX;
    }
    return HOTLINE_OK;
}

/* Later than the row before, and of something. */
static hotline_status spread_take_row(hotline_distribution *d, bytes_reader *r, int64_t *before) {
    uint64_t minutes = spread_read(r);
    distribution_row row;
    hotline_status status;
    row.finished = spread_read(r);
    row.censored = spread_read(r);
    if (minutes > INT64_MAX || (int64_t)minutes <= *before || (row.finished == 0 && row.censored == 0)) {
        return HOTLINE_ERROR_DOCUMENT;
    }
    *before = row.minutes = (int64_t)minutes;
    status = hotline__distribution_put(d, row);
    return status == HOTLINE_ERROR_RANGE ? HOTLINE_ERROR_DOCUMENT : status;
}

static hotline_status spread_take(hotline_distribution *d, bytes_reader *r) {
    uint64_t rows = spread_read(r);
    int64_t before = -1;
    for (int i = 0; i < DISTRIBUTION_APART; i++) {
        d->apart[i] = spread_read(r);
        if (d->apart[i] > DISTRIBUTION_MOST) {
            return HOTLINE_ERROR_DOCUMENT;
        }
    }
    if (r->left % SPREAD_ROW != 0 || r->left / SPREAD_ROW != rows) {
        return HOTLINE_ERROR_DOCUMENT;
    }
    for (; rows > 0; rows--) {
        HOTLINE_TRY(spread_take_row(d, r, &before));
    }
    return HOTLINE_OK;
}

hotline_status hotline_distribution_load(const hotline_context *context, const uint8_t *bytes, size_t len, hotline_distribution **out) {
    bytes_reader r;
    hotline_distribution *d = NULL;
    hotline_status status;
    if (context == NULL || bytes == NULL || out == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    HOTLINE_TRY(spread_check_frame(bytes, len, &r));
    HOTLINE_TRY(hotline_distribution_new(context, &d));
    status = spread_take(d, &r);
    if (status < 0) {
        hotline_distribution_free(d);
        return status;
    }
    *out = d;
    return HOTLINE_OK;
}
