/* SPDX-License-Identifier: MIT */
/*
 * Trials of notices: in order, each once, until delivered. It refuses to know where they go. Each trial delivers what it kept.
 */
#include "store_check_impl.h"

/* One letter is the id of one notice, whose word is given beside it: "a" "one". */
static int notice_put(store_check *c, const char *one, const char *one_word, const char *other, const char *other_word) {
    store_draft d;
    hotline__draft_begin(&d, hotline__trial_ticket(c, "subject"), 0);
    hotline__draft_notice(c, &d, one, one_word);
    if (other != NULL) {
        hotline__draft_notice(c, &d, other, other_word);
    }
    return hotline__trial_append(c, 0, &d, HOTLINE_OK);
}

/* Each letter is the id of a notice. */
static int notice_deliver(store_check *c, const char *letters) {
    for (; *letters != '\0'; letters++) {
        char tail[2] = {'\0', '\0'};
        tail[0] = *letters;
        if (!hotline__trial_deliver(c, 0, tail)) {
            return 0;
        }
    }
    return 1;
}

static int notice_order(store_check *c) {
    return notice_put(c, "c", "one", "a", "two") && notice_put(c, "d", "three", "b", "four") &&
           hotline__trial_notices(c, 0, CHECK_ALL, "c=one a=two d=three b=four") && notice_deliver(c, "abcd");
}

static int notice_known(store_check *c) {
    return notice_put(c, "a", "one", NULL, NULL) && notice_put(c, "a", "other", "b", "two") &&
           hotline__trial_notices(c, 0, CHECK_ALL, "a=one b=two") && notice_deliver(c, "ab");
}

static int notice_known_delivered(store_check *c) {
    return notice_put(c, "a", "one", "b", "two") && notice_deliver(c, "a") && notice_put(c, "a", "one", NULL, NULL) &&
           hotline__trial_notices(c, 0, CHECK_ALL, "b=two") && notice_deliver(c, "b");
}

static int notice_twice(store_check *c) {
    return notice_put(c, "a", "one", "a", "other") && hotline__trial_notices(c, 0, CHECK_ALL, "a=one") && notice_deliver(c, "a");
}

static int notice_delivered(store_check *c) {
    return notice_put(c, "a", "one", "b", "two") && notice_put(c, "c", "three", NULL, NULL) && notice_deliver(c, "b") &&
           hotline__trial_notices(c, 0, CHECK_ALL, "a=one c=three") && notice_deliver(c, "ac") &&
           hotline__trial_notices(c, 0, CHECK_ALL, "");
}

static int notice_delivered_again(store_check *c) {
    return notice_put(c, "a", "one", "b", "two") && notice_deliver(c, "aa") && hotline__trial_notices(c, 0, CHECK_ALL, "b=two") &&
           notice_deliver(c, "b");
}

static int notice_delivered_unknown(store_check *c) {
    return notice_put(c, "a", "one", NULL, NULL) && notice_deliver(c, "z") && hotline__trial_notices(c, 0, CHECK_ALL, "a=one") &&
           notice_put(c, "z", "two", NULL, NULL) && hotline__trial_notices(c, 0, CHECK_ALL, "a=one z=two") && notice_deliver(c, "az");
}

static int notice_pages(store_check *c) {
    static const char wanted[] = "a=one c=three d=four e=five";
    return notice_put(c, "a", "one", "b", "two") && notice_put(c, "c", "three", "d", "four") && notice_put(c, "e", "five", NULL, NULL) &&
           notice_deliver(c, "b") && hotline__trial_notices(c, 0, 1, wanted) && hotline__trial_notices(c, 0, 2, wanted) &&
           hotline__trial_notices(c, 0, 3, wanted) && notice_deliver(c, "acde");
}

static int notice_numbers(store_check *c) {
    const store_notice *b;
    uint64_t number;
    if (!notice_put(c, "a", "one", "b", "two")) {
        return 0;
    }
    b = hotline__trial_notice(c, hotline__trial_id(c, "b"));
    number = b != NULL ? b->number : 0;
    if (b == NULL || !notice_deliver(c, "a")) {
        return 0;
    }
    b = hotline__trial_notice(c, hotline__trial_id(c, "b"));
    return b != NULL && hotline__trial_same_number(c, "notices", b->number, number) && notice_deliver(c, "b");
}

const store_trial hotline__trials_notice[] = {
    {"notice_order", notice_order, "Notices come back in the order in which they were appended, with growing numbers.",
     "通知按追加的先后给出，号码递增。"},
    {"notice_known", notice_known, "A notice whose id is there is passed over, and the first one stays.",
     "编号已有的通知略过，保留最初的一件。"},
    {"notice_known_delivered", notice_known_delivered, "A notice whose id was delivered is passed over.", "编号已送达的通知略过。"},
    {"notice_twice", notice_twice, "Of two notices with one id in a batch the first is kept.",
     "同一批次中编号相同的两件通知，保留前一件。"},
    {"notice_delivered", notice_delivered, "Notices that were delivered are not given.", "已送达的通知不再给出。"},
    {"notice_delivered_again", notice_delivered_again, "A notice may be noted as delivered twice.", "通知可以重复记为已送达。"},
    {"notice_delivered_unknown", notice_delivered_unknown, "Noting a notice that is not there as delivered changes nothing.",
     "将不存在的通知记为已送达，不产生任何变化。"},
    {"notice_pages", notice_pages, "Pages of notices neither leave out nor repeat any.", "通知分页既不遗漏也不重复。"},
    {"notice_numbers", notice_numbers, "A notice has the same number each time.", "一件通知的号码始终不变。"},
    {NULL, NULL, NULL, NULL},
};
