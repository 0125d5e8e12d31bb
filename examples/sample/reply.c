/* SPDX-License-Identifier: MIT */
/* The reply: drafted, reviewed, signed, reported; now and then in another order, or changed after it was signed. */
#include "course.h"

#include <stdio.h>
#include <string.h>

static void reply_promise_facts(course *c, char facts[FACTS_SIZE]) {
    char date[CLOCK_TIME_SIZE];
    size_t len = strlen(facts);
    c->promised = clock_workday_after(clock_day(c->at), chance_between(&c->w->chance, 8, 40));
    snprintf(facts + len, FACTS_SIZE - len, ",\"process\":\"已制定方案，正在组织施工\",\"promised_for\":\"%s\"",
             clock_date(c->promised, date));
}

static const char *reply_words(const course *c, const char *result) {
    if (strcmp(result, "promised") == 0) {
        return "经现场核查，需分段施工，已列入计划，完成后当面告知您";
    }
    return strcmp(result, "cannot") == 0 ? "经核查，所提事项目前不具备办理条件" : c->matter->reply;
}

static void reply_draft(course *c, const char *result) {
    char facts[FACTS_SIZE];
    char name[32];
    char phone[32];
    district_handler(c->unit, chance_below(&c->w->chance, district_units[c->unit].staff), name, phone);
    snprintf(facts, sizeof facts, "\"reply_text\":\"您反映的问题收悉。%s。感谢您的监督。\"", reply_words(c, result));
    if (strcmp(result, "promised") == 0) {
        reply_promise_facts(c, facts);
    }
    if (strcmp(result, "cannot") == 0 && !course_chance(c, course_unit(c)->careless * 3)) {
        strcat(facts, course_chance(c, 50) ? ",\"policy_basis\":\"区征地补偿实施办法第七条\"" : ",\"reason\":\"所涉地块权属诉讼未结\"");
    }
    snprintf(facts + strlen(facts), sizeof facts - strlen(facts), ",\"handler_name\":\"%s\"", name);
    if (!course_chance(c, course_unit(c)->careless)) {
        snprintf(facts + strlen(facts), sizeof facts - strlen(facts), ",\"handler_phone\":\"%s\"", phone);
    }
    course_wait(c, 5, 60);
    course_of_assignment(c, "draft", "handler", facts);
}

static void reply_approve(course *c) {
    const char *leader = course_chance(c, 85) ? "deputy_leader" : "principal";
    int careless = course_chance(c, course_unit(c)->careless);
    course_wait(c, 5, 60);
    if (careless) {
        course_of_assignment(c, "sign", leader, NULL);
        course_wait(c, 5, 40);
        course_of_assignment(c, "review", "section_head", NULL);
        return;
    }
    course_of_assignment(c, "review", "section_head", NULL);
    course_wait(c, 5, 80);
    course_of_assignment(c, "sign", leader, NULL);
}

void reply_run(course *c, const char *result) {
    reply_draft(c, result);
    reply_approve(c);
    if (course_chance(c, 2)) {
        reply_draft(c, result); /* a signed text that changes is not a signed text */
        if (course_chance(c, 70)) {
            reply_approve(c);
        }
    }
    course_wait(c, 3, 40);
    course_of_assignment(c, "report", "handler",
                         course_chance(c, course_unit(c)->careless) ? NULL : "\"investigation\":\"经现场核查，反映情况属实\"");
}
