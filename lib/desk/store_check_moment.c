/* SPDX-License-Identifier: MIT */
/*
 * Trials of the two moments of a subject, and of listing subjects by them and by their ids. It refuses to know why a subject wakes.
 */
#include "store_check_impl.h"

/* The first and the last millisecond of the years 1 to 9999. */
#define MOMENT_FAR_PAST INT64_C(-62135596800000)
#define MOMENT_FAR INT64_C(253402300799999)

static int moment_wakes(store_check *c, hotline_instant until, const char *wanted) {
    return hotline__trial_list(c, 0, HOTLINE_ORDER_WAKE, until, CHECK_ALL, wanted);
}

static int moment_dues(store_check *c, hotline_instant until, const char *wanted) {
    return hotline__trial_list(c, 0, HOTLINE_ORDER_DUE, until, CHECK_ALL, wanted);
}

static int moment_set(store_check *c, store_subject of, uint64_t expected, hotline_instant wake, hotline_instant owed) {
    store_draft d;
    hotline__draft_begin(&d, of, expected);
    d.batch.wake = wake;
    d.batch.due = owed;
    return hotline__trial_append(c, 0, &d, HOTLINE_OK);
}

static int moment_replaced(store_check *c) {
    store_subject t = hotline__trial_ticket(c, "a");
    return hotline__trial_put(c, t, 0, "one", 1000, 2000) && hotline__trial_put(c, t, 1, "two", 3000, 4000) &&
           moment_wakes(c, MOMENT_FAR, "ticket/a@3000") && moment_dues(c, MOMENT_FAR, "ticket/a@4000") && moment_set(c, t, 2, 500, 600) &&
           moment_wakes(c, MOMENT_FAR, "ticket/a@500") && moment_dues(c, MOMENT_FAR, "ticket/a@600");
}

static int moment_none(store_check *c) {
    store_subject t = hotline__trial_ticket(c, "a");
    return hotline__trial_put(c, t, 0, "one", 1000, 2000) && moment_set(c, t, 1, HOTLINE_NO_INSTANT, 2000) &&
           moment_wakes(c, MOMENT_FAR, "") && moment_dues(c, MOMENT_FAR, "ticket/a@2000") &&
           moment_set(c, t, 1, 1000, HOTLINE_NO_INSTANT) && moment_wakes(c, MOMENT_FAR, "ticket/a@1000") &&
           moment_dues(c, MOMENT_FAR, "") && hotline__trial_list(c, 0, HOTLINE_ORDER_ID, 0, CHECK_ALL, "ticket/a");
}

static int moment_exact(store_check *c) {
    store_subject t = hotline__trial_ticket(c, "a");
    return hotline__trial_put(c, t, 0, "one", INT64_C(1620000000123), INT64_C(1620000000987)) &&
           moment_wakes(c, MOMENT_FAR, "ticket/a@1620000000123") && moment_dues(c, MOMENT_FAR, "ticket/a@1620000000987");
}

static int moment_far(store_check *c) {
    return hotline__trial_put(c, hotline__trial_ticket(c, "last"), 0, "one", MOMENT_FAR, MOMENT_FAR_PAST) &&
           hotline__trial_put(c, hotline__trial_ticket(c, "first"), 0, "one", MOMENT_FAR_PAST, MOMENT_FAR) &&
           hotline__trial_put(c, hotline__trial_ticket(c, "zero"), 0, "one", 0, -1) &&
           hotline__trial_put(c, hotline__trial_ticket(c, "minus"), 0, "one", -1, 0) &&
           moment_wakes(c, MOMENT_FAR, "ticket/first@-62135596800000 ticket/minus@-1 ticket/zero@0 ticket/last@253402300799999") &&
           moment_dues(c, MOMENT_FAR, "ticket/last@-62135596800000 ticket/zero@-1 ticket/minus@0 ticket/first@253402300799999") &&
           moment_wakes(c, -1, "ticket/first@-62135596800000 ticket/minus@-1");
}

static int moment_until(store_check *c) {
    return hotline__trial_put(c, hotline__trial_ticket(c, "a"), 0, "one", 1000, 2000) &&
           hotline__trial_put(c, hotline__trial_ticket(c, "b"), 0, "one", 1001, 2001) && moment_wakes(c, 999, "") &&
           moment_wakes(c, 1000, "ticket/a@1000") && moment_wakes(c, 1001, "ticket/a@1000 ticket/b@1001") && moment_dues(c, 1999, "") &&
           moment_dues(c, 2000, "ticket/a@2000") && moment_dues(c, 2001, "ticket/a@2000 ticket/b@2001");
}

/* ---- orders: letters as bytes, kinds before ids, moments before kinds ---- */

typedef struct moment_row {
    int32_t kind;
    const char *tail;
    hotline_instant at;
} moment_row;

/* One that is listed, and one that is to be passed over or to stand otherwise if the store goes by it. */
static int moment_fill(store_check *c, const moment_row *rows, size_t count, int32_t by) {
    for (size_t i = 0; i < count; i++) {
        store_subject of =
            rows[i].kind == HOTLINE_SUBJECT_TICKET ? hotline__trial_ticket(c, rows[i].tail) : hotline__trial_unit(c, rows[i].tail);
        hotline_instant beside = i % 2 == 0 ? HOTLINE_NO_INSTANT : 9000 - rows[i].at;
        if (!(by == HOTLINE_ORDER_WAKE ? hotline__trial_put(c, of, 0, "one", rows[i].at, beside)
                                       : hotline__trial_put(c, of, 0, "one", beside, rows[i].at))) {
            return 0;
        }
    }
    return 1;
}

static const moment_row moment_rows[] = {
    {HOTLINE_SUBJECT_UNIT, "a", 1000},    {HOTLINE_SUBJECT_TICKET, "b", 2000}, {HOTLINE_SUBJECT_TICKET, "é", 1000},
    {HOTLINE_SUBJECT_TICKET, "a9", 1000}, {HOTLINE_SUBJECT_TICKET, "B", 1000}, {HOTLINE_SUBJECT_TICKET, "a10", 1000},
    {HOTLINE_SUBJECT_TICKET, "z", 1000},  {HOTLINE_SUBJECT_UNIT, "c", 500},    {HOTLINE_SUBJECT_TICKET, "a", 1000},
};
enum { MOMENT_ROWS = sizeof moment_rows / sizeof moment_rows[0] };

static const char moment_line[] = "unit/c@500 ticket/B@1000 ticket/a@1000 ticket/a10@1000 ticket/a9@1000 ticket/z@1000 ticket/é@1000 "
                                  "unit/a@1000 ticket/b@2000";
static const char moment_id_line[] = "ticket/B ticket/a ticket/a10 ticket/a9 ticket/b ticket/z ticket/é unit/a unit/c";

static int moment_by_wake(store_check *c) {
    return moment_fill(c, moment_rows, MOMENT_ROWS, HOTLINE_ORDER_WAKE) && moment_wakes(c, MOMENT_FAR, moment_line);
}

static int moment_by_due(store_check *c) {
    return moment_fill(c, moment_rows, MOMENT_ROWS, HOTLINE_ORDER_DUE) && moment_dues(c, MOMENT_FAR, moment_line);
}

static int moment_by_id(store_check *c) {
    return moment_fill(c, moment_rows, MOMENT_ROWS, HOTLINE_ORDER_DUE) &&
           hotline__trial_list(c, 0, HOTLINE_ORDER_ID, 0, CHECK_ALL, moment_id_line);
}

/* ---- pages ---- */

static int moment_pages_of(store_check *c, int32_t by, const char *wanted) {
    return hotline__trial_list(c, 0, by, MOMENT_FAR, 1, wanted) && hotline__trial_list(c, 0, by, MOMENT_FAR, 2, wanted) &&
           hotline__trial_list(c, 0, by, MOMENT_FAR, 3, wanted);
}

static int moment_pages(store_check *c) {
    static const moment_row rows[] = {{HOTLINE_SUBJECT_UNIT, "a", 1000},   {HOTLINE_SUBJECT_TICKET, "b", 1000},
                                      {HOTLINE_SUBJECT_TICKET, "a", 1000}, {HOTLINE_SUBJECT_UNIT, "b", 500},
                                      {HOTLINE_SUBJECT_TICKET, "c", 2000}, {HOTLINE_SUBJECT_UNIT, "c", -500}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        store_subject of =
            rows[i].kind == HOTLINE_SUBJECT_TICKET ? hotline__trial_ticket(c, rows[i].tail) : hotline__trial_unit(c, rows[i].tail);
        if (!hotline__trial_put(c, of, 0, "one", rows[i].at, rows[i].at)) {
            return 0;
        }
    }
    return moment_pages_of(c, HOTLINE_ORDER_WAKE, "unit/c@-500 unit/b@500 ticket/a@1000 ticket/b@1000 unit/a@1000 ticket/c@2000") &&
           moment_pages_of(c, HOTLINE_ORDER_DUE, "unit/c@-500 unit/b@500 ticket/a@1000 ticket/b@1000 unit/a@1000 ticket/c@2000") &&
           moment_pages_of(c, HOTLINE_ORDER_ID, "ticket/a ticket/b ticket/c unit/a unit/b unit/c");
}

/* After a subject that was listed before, and is not there any more, or elsewhere. */
static int moment_after(store_check *c) {
    text gone = hotline__trial_id(c, "b");
    hotline_listing listing;
    if (!hotline__trial_put(c, hotline__trial_ticket(c, "a"), 0, "one", 1000, HOTLINE_NO_INSTANT) ||
        !hotline__trial_put(c, hotline__trial_ticket(c, "c"), 0, "one", 1000, HOTLINE_NO_INSTANT) ||
        !hotline__trial_put(c, hotline__trial_unit(c, "a"), 0, "one", 2000, HOTLINE_NO_INSTANT)) {
        return 0;
    }
    hotline__trial_listing(&listing, HOTLINE_ORDER_WAKE, MOMENT_FAR, CHECK_ALL);
    listing.after_kind = HOTLINE_SUBJECT_TICKET;
    listing.after_moment = 1000;
    listing.after_id = gone.at;
    listing.after_id_len = gone.len;
    if (!hotline__trial_list_after(c, &listing, "ticket/c@1000 unit/a@2000")) {
        return 0;
    }
    listing.after_moment = 1500;
    if (!hotline__trial_list_after(c, &listing, "unit/a@2000")) {
        return 0;
    }
    listing.order = HOTLINE_ORDER_ID;
    return hotline__trial_list_after(c, &listing, "ticket/c unit/a");
}

const store_trial hotline__trials_moment[] = {
    {"moment_replaced", moment_replaced, "The moments of a batch take the place of those that the subject had.",
     "批次的两个时刻取代对象原有的时刻。"},
    {"moment_none", moment_none, "A subject without a moment is not listed by it.", "没有某一时刻的对象，不按该时刻列出。"},
    {"moment_exact", moment_exact, "Moments come back to the millisecond.", "时刻精确到毫秒。"},
    {"moment_far", moment_far, "Moments before 1970 and those of the years 1 and 9999 come back, in order.",
     "1970年以前以及公元1年、9999年的时刻如实给出，次序正确。"},
    {"list_until", moment_until, "Subjects are listed up to the moment asked for, that one included.",
     "列出至所问时刻为止的对象，含该时刻。"},
    {"list_by_wake", moment_by_wake, "By waking, subjects are listed by moment, then kind, then the bytes of the id.",
     "按唤醒时刻列出时，先按时刻，再按种类，再按编号的字节。"},
    {"list_by_due", moment_by_due, "By what is due, subjects are listed by moment, then kind, then the bytes of the id.",
     "按到期时刻列出时，先按时刻，再按种类，再按编号的字节。"},
    {"list_by_id", moment_by_id, "By id, all subjects are listed by kind, then the bytes of the id, without moments.",
     "按编号列出时，列出全部对象，先按种类，再按编号的字节，不带时刻。"},
    {"list_pages", moment_pages, "Pages of subjects neither leave out nor repeat any.", "对象分页既不遗漏也不重复。"},
    {"list_after", moment_after, "A page goes on after a subject that is not there any more.",
     "上页末尾的对象已不存在时，下页仍从其后继续。"},
    {NULL, NULL, NULL, NULL},
};
