/* SPDX-License-Identifier: MIT */
/*
 * Trials of what goes beyond one connection: two at once, and one after the other. It refuses to know how a store makes it so.
 */
#include "store_check_impl.h"

#define SHARED_FAR INT64_C(1000000)

/* All that a batch can hold, through a port. */
static int shared_put(store_check *c, int port, int32_t wanted) {
    store_draft d;
    hotline__draft_begin(&d, hotline__trial_ticket(c, "a"), 0);
    hotline__draft_entry(c, &d, "one", "p");
    hotline__draft_command(c, &d, "c", "done", "q");
    hotline__draft_notice(c, &d, "n", "told");
    hotline__draft_notice(c, &d, "m", "told");
    hotline__draft_wake(&d, hotline__trial_unit(c, "u"), 500);
    d.batch.wake = 1000;
    d.batch.due = 2000;
    return hotline__trial_append(c, port, &d, wanted);
}

static int shared_look(store_check *c, int port) {
    return hotline__trial_subject(c, port, hotline__trial_ticket(c, "a"), "1: one+p") &&
           hotline__trial_subject(c, port, hotline__trial_unit(c, "u"), "1:") && hotline__trial_answer(c, port, "c", "done+q") &&
           hotline__trial_list(c, port, HOTLINE_ORDER_WAKE, SHARED_FAR, CHECK_ALL, "unit/u@500 ticket/a@1000") &&
           hotline__trial_list(c, port, HOTLINE_ORDER_DUE, SHARED_FAR, CHECK_ALL, "ticket/a@2000");
}

/* The second connection has looked before, so that what it remembers shows. */
static int shared_seen(store_check *c) {
    return hotline__trial_open(c, 1) && hotline__trial_subject(c, 1, hotline__trial_ticket(c, "a"), "0:") &&
           hotline__trial_answer(c, 1, "c", "none") && shared_put(c, 0, HOTLINE_OK) && shared_look(c, 1) &&
           hotline__trial_notices(c, 1, CHECK_ALL, "n=told m=told") && hotline__trial_deliver(c, 1, "n") &&
           hotline__trial_notices(c, 0, CHECK_ALL, "m=told") && hotline__trial_deliver(c, 0, "m") &&
           hotline__trial_notices(c, 1, CHECK_ALL, "");
}

static int shared_try(store_check *c, int port, uint64_t expected, const char *word, int32_t wanted) {
    store_draft d;
    hotline__draft_begin(&d, hotline__trial_ticket(c, "a"), expected);
    hotline__draft_entry(c, &d, word, NULL);
    return hotline__trial_append(c, port, &d, wanted);
}

static int shared_conflict(store_check *c) {
    store_subject t = hotline__trial_ticket(c, "a");
    return hotline__trial_open(c, 1) && shared_try(c, 0, 0, "one", HOTLINE_OK) && hotline__trial_subject(c, 1, t, "1: one") &&
           shared_try(c, 0, 1, "two", HOTLINE_OK) && shared_try(c, 1, 1, "three", HOTLINE_CONFLICT) &&
           shared_try(c, 1, 2, "four", HOTLINE_OK) && shared_try(c, 0, 2, "five", HOTLINE_CONFLICT) &&
           hotline__trial_subject(c, 0, t, "3: one two four");
}

static int shared_duplicate(store_check *c) {
    return hotline__trial_open(c, 1) && hotline__trial_answer(c, 1, "c", "none") && shared_put(c, 0, HOTLINE_OK) &&
           shared_put(c, 1, HOTLINE_DUPLICATE) && hotline__trial_deliver(c, 0, "n") && hotline__trial_deliver(c, 0, "m");
}

static int shared_durable(store_check *c) {
    return shared_put(c, 0, HOTLINE_OK) && hotline__trial_deliver(c, 0, "n") && hotline__trial_reopen(c) && shared_look(c, 0) &&
           hotline__trial_notices(c, 0, CHECK_ALL, "m=told") &&
           hotline__trial_list(c, 0, HOTLINE_ORDER_ID, 0, CHECK_ALL, "ticket/a unit/u") && hotline__trial_deliver(c, 0, "m");
}

static int shared_durable_erased(store_check *c) {
    store_draft d;
    hotline__draft_begin(&d, hotline__trial_ticket(c, "a"), 1);
    d.batch.erases = 1;
    return shared_put(c, 0, HOTLINE_OK) && hotline__trial_append(c, 0, &d, HOTLINE_OK) && hotline__trial_deliver(c, 0, "n") &&
           hotline__trial_deliver(c, 0, "m") && hotline__trial_reopen(c) &&
           hotline__trial_subject(c, 0, hotline__trial_ticket(c, "a"), "1: one") && hotline__trial_answer(c, 0, "c", "done");
}

const store_trial hotline__trials_shared[] = {
    {"shared_seen", shared_seen, "What one connection keeps, another one sees at once.", "一个连接保存的内容，另一个连接立即可见。"},
    {"shared_conflict", shared_conflict, "Of two connections that expect one version the second meets a conflict.",
     "两个连接预期同一版本时，后者应遇冲突。"},
    {"shared_duplicate", shared_duplicate, "A command that one connection answered is a duplicate on another.",
     "一个连接已答复的命令，在另一个连接上应报重复。"},
    {"durable", shared_durable, "Everything is there still after closing and opening again.", "关闭后重新打开，一切仍在。"},
    {"durable_erased", shared_durable_erased, "What was erased is gone still after closing and opening again.",
     "关闭后重新打开，已抹除的不再出现。"},
    {NULL, NULL, NULL, NULL},
};
