/* SPDX-License-Identifier: MIT */
/*
 * Prints numbers that must be the same on every machine: fingerprints of calendars, and a digest over what the national calendar
 * answers for every day of forty years. tests/long compares a big-endian machine's with ours.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "../../include/hotline/calendar.h"

static const char overlay[] = "{\"hotline_calendar\":1}";

static uint64_t machine_digest;

static void machine_note(int64_t value) {
    int i;
    for (i = 0; i < 8; i++) {
        machine_digest = (machine_digest ^ ((uint64_t)value >> (8 * i) & 255)) * UINT64_C(1099511628211);
    }
}

static void machine_day(const hotline_calendar *calendar, hotline_day day) {
    hotline_day_info info;
    hotline_day sum = 0;
    int64_t count = 0;
    memset(&info, 0, sizeof info);
    info.struct_size = (uint32_t)sizeof info;
    machine_note(hotline_calendar_classify(calendar, day, &info));
    machine_note(info.day_class * 4 + info.worked * 2 + info.certain);
    machine_note((int64_t)info.name_len);
    machine_note(hotline_calendar_add(calendar, day, 15, 0, &sum));
    machine_note(sum);
    machine_note(hotline_calendar_count(calendar, hotline_day_of(2015, 6, 1), day, 0, &count));
    machine_note(count);
}

int main(void) {
    hotline_context *context = NULL;
    hotline_calendar *calendar = NULL, *then = NULL, *document = NULL;
    hotline_error error;
    hotline_status status;
    hotline_day day;
    hotline_error_init(&error, sizeof error);
    if (hotline_context_new(NULL, &context) != HOTLINE_OK || hotline_calendar_new(context, &calendar) != HOTLINE_OK ||
        hotline_calendar_as_known_on(calendar, hotline_day_of(2020, 1, 25), &then) != HOTLINE_OK) {
        return 1;
    }
    machine_digest = UINT64_C(14695981039346656037);
    for (day = hotline_day_of(1995, 1, 1); day < hotline_day_of(2035, 1, 1); day++) {
        machine_day(calendar, day);
    }
    printf("cn %016" PRIx64 "\ncn as known on 2020-01-25 %016" PRIx64 "\ndays %016" PRIx64 "\n", hotline_calendar_fingerprint(calendar),
           hotline_calendar_fingerprint(then), machine_digest);
    status = hotline_calendar_parse(context, calendar, overlay, sizeof overlay - 1, &document, &error);
    printf("refused %" PRId32 " at %" PRIu32 ":%" PRIu32 " %s\n", status, error.line, error.column, error.message);
    hotline_calendar_free(then);
    hotline_calendar_free(calendar);
    hotline_context_free(context);
    return 0;
}
