/* SPDX-License-Identifier: MIT */
/*
 * The catalogue of findings: codes and their sentences in two languages. It refuses to know how anything is found; whoever finds
 * something says which names fill the gaps.
 */
#include "finding_impl.h"

#include <string.h>

#include "../base/template.h"

typedef struct finding_entry {
    const char *code;
    const char *en;
    const char *zh;
} finding_entry;

static const finding_entry finding_catalogue[FINDING_CODES] = {
    {"bad_line", "Line {a}, column {c}, cannot be read: {b}", "第{a}行第{c}列无法读取：{b}"},
    {"reused_id", "The id {a} was used before with other content; this event was not taken", "编号{a}此前已用于内容不同的事件，本条未采纳"},
    {"unknown_event", "The policy in force declares no event named {a}[; did you mean {c}?]",
     "生效的规则中没有名为{a}的事件[，是否为{c}？]"},
    {"unknown_ticket", "The log has no event that opens the ticket {a}", "日志中没有开立工单{a}的事件"},
    {"before_ticket", "The event {a} happened before the ticket was opened", "事件{a}发生在工单开立之前"},
    {"reopened", "The ticket was already opened; {a} opens it again", "工单已经开立，{a}再次开立"},
    {"unknown_assignment", "The event {a} belongs to no assignment: {b}", "事件{a}找不到所属的转办件：{b}"},
    {"ambiguous_assignment", "The unit {b} has several live assignments; {a} must name one", "单位{b}有多个在办转办件，{a}须指明其一"},
    {"no_unit", "The event {a} names no unit", "事件{a}未写明单位"},
    {"no_ticket", "The event {a} names no ticket", "事件{a}未写明工单"},
    {"no_policy", "No policy is in force when {a} happened", "{a}发生时没有生效的规则"},
    {"transition_undefined", "The policy {a} does not say what becomes of tickets in progress", "规则{a}未规定在办工单如何衔接"},
    {"unknown_fact", "The policy in force declares no fact named {a}[ (did you mean {c}?)]; it was dropped",
     "生效的规则中没有名为{a}的事实[（是否为{c}？）]，已舍去"},
    {"unexpected_fact", "The event {b} does not carry the fact {a}; it was dropped", "事件{b}不应附带事实{a}，已舍去"},
    {"bad_value", "The value of {a} on {b} is not of its type ({c}); it was dropped", "{b}所附{a}的取值不符合类型（{c}），已舍去"},
    {"missing_fact", "The event {b} must carry {a}", "事件{b}必须附带{a}"},
    {"required_unknown", "It cannot be told whether {b} must carry {a}; it depends on: {c}", "无法判断{b}是否必须附带{a}，取决于：{c}"},
    {"guard", "The event {a} is not allowed now; it needs: {b}", "现在不允许{a}，条件是：{b}"},
    {"guard_unknown", "It cannot be told whether {a} is allowed; it depends on: {b}", "无法判断是否允许{a}，取决于：{b}"},
    {"before_unmet", "The duty {b} must be met before {a}", "{a}之前须先履行{b}"},
    {"before_unknown", "It cannot be told whether the duty {b} must be met before {a}; it depends on: {c}",
     "无法判断{a}之前是否须先履行{b}，取决于：{c}"},
    {"no_row", "The event {a} has no way on from the state {b}", "在状态{b}下不能{a}"},
    {"shut", "The right {b} had lapsed before {a}", "{a}之前，权利{b}已过期"},
    {"role", "The role {b} may not {a}[; did you mean {c}?]", "角色{b}无权{a}[，是否为{c}？]"},
    {"void_unknown", "The correction {a} names no event that it can correct: {b}", "更正{a}所指的事件不存在或不能更正：{b}"},
    {"table_gap", "No row of the table {a} holds", "表{a}没有一行成立"},
    {"table_overlap", "More than one row of the table {a} holds", "表{a}有多行同时成立"},
    {"extension_late", "The extension of {b} came after the due moment and has no effect", "{b}的延期在到期之后，不发生效力"},
    {"extension_unasked", "The extension of {b} was not asked for in time", "{b}的延期未按时申请"},
    {"extension_times", "The duty {b} was already extended as often as the rule allows", "{b}的延期次数已满"},
    {"extension_amount", "The extension of {b} is by a negative number and has no effect", "{b}的延期天数为负，不发生效力"},
    {"extension_most", "The extension of {b} was cut to the most that the rule allows", "{b}的延期超过上限，按上限计算"},
    {"too_many_periods", "The duty {a} has more than 40000 periods here; those after them are not told",
     "{a}的周期超过40000个，其后的不再列出"},
};

typedef struct finding_words {
    const char *en;
    const char *zh;
} finding_words;

static const finding_words finding_reasons[REASONS] = {
    {"", ""},
    {"there is no such event", "没有这一事件"},
    {"it names itself or a later correction", "所指的是自身或更晚的更正"},
    {"the fact voids is missing", "缺少事实voids"},
    {"the fact replaces is missing", "缺少事实replaces"},
    {"(none is named)", "（未写明）"},
};

void hotline__findings_begin(finding_list *list, arena *a) {
    memset(list, 0, sizeof *list);
    list->arena = a;
}

finding *hotline__findings_add(finding_list *list, finding_code code, int32_t severity) {
    finding *f;
    if (list->count == list->capacity && !hotline__arena_grow(list->arena, &list->items, list->count, &list->capacity, sizeof *f)) {
        return NULL;
    }
    f = &list->items[list->count++];
    memset(f, 0, sizeof *f);
    f->code = (uint8_t)code;
    f->severity = (uint8_t)severity;
    return f;
}

static const char *finding_template(uint32_t code, int32_t language) {
    return language == HOTLINE_LANGUAGE_ZH ? finding_catalogue[code].zh : finding_catalogue[code].en;
}

void hotline__finding_a(finding *f, text name, text label) {
    f->a = name;
    f->a_label = label;
}

void hotline__finding_b(finding *f, text name, text label) {
    f->b = name;
    f->b_label = label;
}

static text finding_gap(const finding *f, char gap, int32_t language) {
    if (gap == 'b' && f->reason != REASON_NONE) {
        return hotline__text(language == HOTLINE_LANGUAGE_ZH ? finding_reasons[f->reason].zh : finding_reasons[f->reason].en);
    }
    if (language == HOTLINE_LANGUAGE_ZH) {
        text label = gap == 'a' ? f->a_label : f->b_label;
        if (label.len != 0) {
            return label;
        }
    }
    return gap == 'a' ? f->a : f->b;
}

void hotline__finding_message(const finding *f, int32_t language, buffer *out) {
    text gaps[TEMPLATE_GAPS] = {{NULL, 0}};
    gaps[0] = finding_gap(f, 'a', language);
    gaps[1] = finding_gap(f, 'b', language);
    gaps[2] = f->c;
    hotline__template_write(finding_template(f->code, language), gaps, out);
}

hotline_status hotline__finding_show(const finding *f, int32_t language, buffer *words, hotline_finding *out) {
    if (out == NULL || out->struct_size < sizeof *out) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    hotline__buffer_clear(words);
    hotline__finding_message(f, language, words);
    if (words->status < 0) {
        return words->status;
    }
    out->severity = f->severity;
    out->code = finding_catalogue[f->code].code;
    out->code_len = strlen(out->code);
    out->ticket = f->ticket.at;
    out->ticket_len = f->ticket.len;
    out->assignment = f->assignment.at;
    out->assignment_len = f->assignment.len;
    out->event = f->event.at;
    out->event_len = f->event.len;
    out->clause = f->clause.at;
    out->clause_len = f->clause.len;
    out->message = hotline__buffer_text(words).at;
    out->message_len = words->len;
    return HOTLINE_OK;
}

static const char *const finding_severities[] = {"error", "warning", "info"};

static void finding_write_member(json_writer *w, const char *key, text words) {
    hotline__json_key(w, key);
    hotline__json_text(w, words);
}

void hotline__finding_write(const finding *f, int typed, int32_t language, buffer *words, json_writer *w) {
    hotline__buffer_clear(words);
    hotline__finding_message(f, language, words);
    if (words->status < 0) { /* the next finding clears it: the failure must stick to the line */
        w->out->status = words->status;
    }
    hotline__json_object(w);
    if (typed) {
        finding_write_member(w, "type", hotline__text("finding"));
    }
    finding_write_member(w, "code", hotline__text(finding_catalogue[f->code].code));
    finding_write_member(w, "severity", hotline__text(finding_severities[f->severity]));
    finding_write_member(w, "ticket", f->ticket);
    finding_write_member(w, "assignment", f->assignment);
    finding_write_member(w, "event", f->event);
    finding_write_member(w, "clause", f->clause);
    finding_write_member(w, "message", hotline__buffer_text(words));
    hotline__json_object_end(w);
}

const char *hotline_finding_code(size_t index) {
    return index < FINDING_CODES ? finding_catalogue[index].code : NULL;
}

const char *hotline_finding_meaning(const char *code, int32_t language) {
    uint32_t i;
    for (i = 0; i < FINDING_CODES && code != NULL; i++) {
        if (hotline__text_is(hotline__text(code), finding_catalogue[i].code)) {
            return finding_template(i, language);
        }
    }
    return "";
}
