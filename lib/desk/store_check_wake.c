/* SPDX-License-Identifier: MIT */
/*
 * Trials of subjects that are woken by a batch about another one. It refuses to know what they do when they wake.
 */
#include "store_check_impl.h"

#define WAKE_FAR INT64_C(1000000)

/* A batch about the ticket "source", at the version that this is called with, wakes these. */
static int wake_up(store_check *c, uint64_t expected, hotline_instant at, const char *one, const char *other) {
    store_draft d;
    hotline__draft_begin(&d, hotline__trial_ticket(c, "source"), expected);
    hotline__draft_entry(c, &d, "s", NULL);
    hotline__draft_wake(&d, hotline__trial_unit(c, one), at);
    if (other != NULL) {
        hotline__draft_wake(&d, hotline__trial_unit(c, other), at);
    }
    return hotline__trial_append(c, 0, &d, HOTLINE_OK);
}

static int wake_wakes(store_check *c, const char *wanted) {
    return hotline__trial_list(c, 0, HOTLINE_ORDER_WAKE, WAKE_FAR, CHECK_ALL, wanted);
}

static int wake_earlier(store_check *c) {
    return hotline__trial_put(c, hotline__trial_unit(c, "a"), 0, "one", 1000, HOTLINE_NO_INSTANT) && wake_up(c, 0, 2000, "a", NULL) &&
           wake_wakes(c, "unit/a@1000");
}

static int wake_later(store_check *c) {
    return hotline__trial_put(c, hotline__trial_unit(c, "a"), 0, "one", 3000, HOTLINE_NO_INSTANT) && wake_up(c, 0, 2000, "a", NULL) &&
           wake_wakes(c, "unit/a@2000");
}

static int wake_none(store_check *c) {
    return hotline__trial_put(c, hotline__trial_unit(c, "a"), 0, "one", HOTLINE_NO_INSTANT, HOTLINE_NO_INSTANT) &&
           wake_up(c, 0, 2000, "a", NULL) && wake_wakes(c, "unit/a@2000");
}

static int wake_new(store_check *c) {
    store_subject u = hotline__trial_unit(c, "a");
    return wake_up(c, 0, 2000, "a", "b") && hotline__trial_subject(c, 0, u, "1:") && wake_wakes(c, "unit/a@2000 unit/b@2000") &&
           hotline__trial_list(c, 0, HOTLINE_ORDER_DUE, WAKE_FAR, CHECK_ALL, "") &&
           hotline__trial_list(c, 0, HOTLINE_ORDER_ID, 0, CHECK_ALL, "ticket/source unit/a unit/b") &&
           hotline__trial_put(c, u, 1, "one", HOTLINE_NO_INSTANT, HOTLINE_NO_INSTANT) && hotline__trial_subject(c, 0, u, "2: one");
}

/* An append that expects this version must meet a conflict. */
static int wake_missed(store_check *c, store_subject of, uint64_t expected) {
    store_draft d;
    hotline__draft_begin(&d, of, expected);
    return hotline__trial_append(c, 0, &d, HOTLINE_CONFLICT);
}

static int wake_version(store_check *c) {
    store_subject u = hotline__trial_unit(c, "a");
    return hotline__trial_put(c, u, 0, "one", 3000, HOTLINE_NO_INSTANT) && wake_up(c, 0, 2000, "a", NULL) &&
           hotline__trial_subject(c, 0, u, "2: one") && wake_missed(c, u, 1) &&
           hotline__trial_put(c, u, 2, "two", HOTLINE_NO_INSTANT, HOTLINE_NO_INSTANT) && hotline__trial_subject(c, 0, u, "3: one two");
}

static int wake_version_earlier(store_check *c) {
    store_subject u = hotline__trial_unit(c, "a");
    return hotline__trial_put(c, u, 0, "one", 1000, HOTLINE_NO_INSTANT) && wake_up(c, 0, 2000, "a", NULL) && wake_missed(c, u, 1) &&
           wake_up(c, 1, 1000, "a", NULL) && hotline__trial_subject(c, 0, u, "3: one");
}

static int wake_due(store_check *c) {
    return hotline__trial_put(c, hotline__trial_unit(c, "a"), 0, "one", 3000, 4000) && wake_up(c, 0, 2000, "a", NULL) &&
           hotline__trial_list(c, 0, HOTLINE_ORDER_DUE, WAKE_FAR, CHECK_ALL, "unit/a@4000");
}

const store_trial hotline__trials_wake[] = {
    {"wake_earlier", wake_earlier, "A subject that wakes earlier anyway keeps its moment.", "本来醒得更早的对象，保持其时刻。"},
    {"wake_later", wake_later, "A subject that would wake later wakes at the moment given.", "本来醒得更晚的对象，改在所给时刻醒来。"},
    {"wake_none", wake_none, "A subject that would not wake by itself wakes at the moment given.", "本来不会醒的对象，在所给时刻醒来。"},
    {"wake_new", wake_new, "A subject that is not there is made by waking it: version 1, no entries, nothing due.",
     "唤醒不存在的对象即产生该对象：版本为1，没有分录，没有到期时刻。"},
    {"wake_version", wake_version, "Waking raises the version by one, and who saw the old one meets a conflict.",
     "唤醒使版本加一，依据旧版本者应遇冲突。"},
    {"wake_version_earlier", wake_version_earlier, "Waking raises the version also when the subject wakes earlier anyway.",
     "对象本来醒得更早时，唤醒同样使版本加一。"},
    {"wake_due", wake_due, "Waking leaves the moment at which something is due.", "唤醒不改变到期时刻。"},
    {NULL, NULL, NULL, NULL},
};
