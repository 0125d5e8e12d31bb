/* SPDX-License-Identifier: MIT */
/*
 * The catalogue of findings: codes and their sentences in two languages. It refuses to know how anything is found; whoever finds
 * something says which names fill the gaps.
 */
#include "finding_impl.h"

#include <string.h>

#include "../base/template.h"
#include "../rules/policy_impl.h"

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
    {"unknown_ranking", "The policy in force has no ranking named {a}[; did you mean {c}?]",
     "生效的规则中没有名为{a}的排名[，是否为{c}？]"},
    {"unknown_unit", "The published order names the unit {a}, which no event names", "公布的名次中有单位{a}，但没有任何事件涉及该单位"},
    {"repeated_unit", "The published order names {a} more than once; its first place counts", "公布的名次中{a}不止一次出现，以首次为准"},
    {"bad_place", "Entry {a} of the published order holds something that is no unit's name", "公布的名次第{a}项中有不是单位名称的内容"},
    {"reply_off_topic", "The reply does not answer {b}[: {c}]", "答复未回应{b}[：{c}]"},
    {"reply_empty", "The reply is empty", "答复内容为空"},
    {"reply_brief", "The reply says next to nothing[: {b} letters]", "答复过于简短，几乎没有内容[：{b}字]"},
    {"reply_acknowledged", "The reply says nothing of substance: it only says {b}", "答复没有实质内容：只说{b}"},
    {"reply_echo", "The reply says nothing of substance: it only repeats the matter", "答复没有实质内容：只重复诉求"},
    {"reply_refers", "The reply says nothing of substance: it only refers elsewhere, or asks back",
     "答复没有实质内容：只让另行咨询反映或补充信息"},
    {"reply_stock", "Without stock phrases {b} of the reply remains; at least {c} is asked for", "去掉套话后答复只剩{b}，要求不低于{c}"},
    {"reply_phrase", "The reply says {b}", "答复使用了“{b}”"},
    {"reply_phrase_missing", "The reply says none of what {a} asks for[: {b}]", "答复缺少{a}要求的用语[：{b}]"},
    {"reply_vague", "Vague: {b}, and no date, number, place or measure in the sentence", "表述含糊：“{b}”所在句没有时间、数量、地点或措施"},
    {"reply_generic", "The reply has {b} particulars (dates, numbers, places, documents); at least {c} are asked for",
     "答复只有{b}处具体事实（时间、数量、地点、文件），要求不少于{c}处"},
    {"reply_name", "{a} holds no person's full name[: {b}]", "{a}不是具体人员的姓名[：{b}]"},
    {"reply_phone", "{a} holds no phone number that can be called[: {b}]", "{a}不是可以拨打的电话[：{b}]"},
    {"reply_phone_given", "The reply gives a phone number: {b}", "答复中出现电话号码：{b}"},
    {"reply_no_phone", "The reply gives {b} phone numbers; at least {c} are asked for", "答复中有{b}个电话号码，要求不少于{c}个"},
    {"reply_basis", "The basis in {a} lacks {b}", "{a}所列依据缺少{b}"},
    {"reply_missing", "{a} is not given", "未填写{a}"},
    {"reply_short", "{a} has {b} letters; at least {c} are asked for", "{a}只有{b}字，要求不少于{c}字"},
    {"reply_unsigned", "The text was not signed off: {a} is not given", "答复未经审签：未填写{a}"},
    {"reply_signed_other", "The text is not the one that was signed off", "答复与审签时的文本不一致"},
    {"reply_copied", "The reply is a near-copy of that to {b}[ ({c} alike)]", "答复与{b}的答复雷同[（相似度{c}）]"},
    {"reply_contradiction", "The reply contradicts itself: {b}, and {c}", "答复前后矛盾：“{b}”与“{c}”"},
    {"reply_overpromise", "The reply promises too much: {b}", "答复承诺过度：“{b}”"},
    {"reply_no_date", "The reply names no day by which it will be done[ ({a})]", "答复没有办理时限[（{a}）]"},
    {"reply_date_past", "The day promised does not lie ahead: {b}", "承诺的日期不在今后：{b}"},
    {"reply_date_far", "The day promised lies beyond what the rule allows: {b}, at the latest {c}", "承诺的日期超出规定：{b}，最迟{c}"},
    {"reply_date_given", "The reply promises a day: {b}", "答复承诺了具体日期：{b}"},
    {"reply_wrong_party", "The reply addresses {b}, the caller is {c}", "答复称呼{b}，诉求人是{c}"},
    {"reply_wrong_place", "The reply speaks of {b}, the matter of {c}", "答复所说的是{b}，诉求所说的是{c}"},
    {"reply_personal", "The public text holds personal data, {b}[: {c}]", "公开文本含有个人信息：{b}[，{c}]"},
    {"reply_judged", "Another judge objects: {b} does not hold", "另一评判者不同意：条件{b}不成立"},
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
    {"the matter", "诉求"},
    {"an item of the matter", "诉求事项"},
    {"an instruction", "转办意见"},
    {"that the matter was received, or thanks", "已收悉或感谢"},
    {"a greeting, a name or a date", "问候、称呼或日期"},
    {"that the matter was passed on", "已转办"},
    {"that something will be done", "将办理"},
    {"it is empty", "未填写"},
    {"a word that stands for a name", "是代称"},
    {"a title without a full name", "只有称谓或职务"},
    {"a section or a unit", "是科室或单位"},
    {"part of it is hidden", "姓名被隐去"},
    {"not a name", "不是姓名"},
    {"no number", "没有号码"},
    {"no such number can exist", "不是有效的号码"},
    {"too few digits", "位数不足"},
    {"too many digits", "位数过多"},
    {"the hotline itself", "是热线自己的号码"},
    {"one digit seven times and more in a row", "同一数字连续出现七次以上"},
    {"digits in a row", "号码为顺序数字"},
    {"the caller's own number", "是诉求人自己的号码"},
    {"a kind of number that the rule does not accept", "规则不接受的号码类型"},
    {"the title of the document", "文件名称"},
    {"the document number", "文号"},
    {"the article", "条款"},
    {"a mobile number", "手机号码"},
    {"a landline number", "固定电话"},
    {"an identity card number", "身份证号"},
    {"a bank card number", "银行卡号"},
    {"an address with a door number", "门牌住址"},
    {"a number plate", "车牌号"},
    {"an e-mail address", "电子邮箱"},
};

/* By code, from FINDING_REPLY on. */
static const finding_words finding_advices[FINDING_CODES - FINDING_REPLY] = {
    {"Answer each item that is named, or say why not", "逐项回应所列诉求，或说明不能回应的原因"},
    {"Write the reply", "补充答复内容"},
    {"Say what was found, when and where", "写明查明的情况、时间和地点"},
    {"Say what was found, what was done or will be done, and by when", "写明查明的情况、已采取或将采取的措施和时限"},
    {"Answer the matter instead of repeating it", "针对诉求作出答复，不要复述"},
    {"Answer what can be answered here, and say who answers the rest", "能答复的直接答复，其余写明由谁答复"},
    {"Take out courtesies and say more of the matter itself", "删减套话，充实与诉求有关的内容"},
    {"Say it in other words, or leave it out", "改用其他表述，或删去"},
    {"Add what the rule asks for", "补充规则要求的用语"},
    {"Add when, where, how much, or which measure", "补充时间、地点、数量或具体措施"},
    {"Name dates, numbers, places and documents", "写明时间、数量、地点和文件依据"},
    {"Give the full name of the person who handled the matter", "填写具体办理人员的姓名"},
    {"Give a number at which the handler can be reached, with the area code", "填写能联系到办理人员的电话，固定电话含区号"},
    {"Leave the number out", "删去电话号码"},
    {"Give a phone number", "写明联系电话"},
    {"Name the document with title, number and article", "列明文件名称、文号和条款"},
    {"Fill it in", "补充填写"},
    {"Say more", "补充说明"},
    {"Have the text reviewed and signed off", "按规定审核审签"},
    {"Have the present text signed off again", "修改后的文本须重新审签"},
    {"Write a reply to this matter", "针对本件诉求另行答复"},
    {"Check which of the two is right", "核对后保留正确的一种"},
    {"Promise what can be kept: a measure and a day", "只承诺能做到的措施和时限"},
    {"Name the day by which it will be done", "写明预计办结日期"},
    {"Name a day that lies ahead", "改为今后的日期"},
    {"Name an earlier day, or ask for an extension", "改为规定期限内的日期，或申请延期"},
    {"Leave the day out", "删去日期承诺"},
    {"Check to whom this reply goes", "核对答复对象"},
    {"Check the place", "核对地点"},
    {"Hide it, as the masked copy does, or leave it out", "按脱敏文本隐去，或删去"},
    {"See what the other judge says", "查看另一评判者的意见"},
};

const char *hotline__finding_advice(uint32_t code, int32_t language) {
    static const finding_words none = {"", ""};
    const finding_words *words = code >= FINDING_REPLY ? &finding_advices[code - FINDING_REPLY] : &none;
    return language == HOTLINE_LANGUAGE_ZH ? words->zh : words->en;
}

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

void hotline__finding_write_shown(const hotline_finding *f, int typed, json_writer *w) {
    hotline__json_object(w);
    if (typed) {
        hotline__json_pair(w, "type", hotline__text("finding"));
    }
    hotline__json_pair(w, "code", (text){f->code, f->code_len});
    hotline__json_pair(w, "severity", hotline__text(hotline__severities[f->severity]));
    hotline__json_pair(w, "ticket", (text){f->ticket, f->ticket_len});
    hotline__json_pair(w, "assignment", (text){f->assignment, f->assignment_len});
    hotline__json_pair(w, "event", (text){f->event, f->event_len});
    hotline__json_pair(w, "clause", (text){f->clause, f->clause_len});
    hotline__json_pair(w, "message", (text){f->message, f->message_len});
    hotline__json_object_end(w);
}

void hotline__finding_write(const finding *f, int typed, int32_t language, buffer *words, json_writer *w) {
    hotline_finding shown;
    hotline_status status;
    shown.struct_size = sizeof shown;
    status = hotline__finding_show(f, language, words, &shown);
    if (status < 0) { /* the next finding clears the words: the failure must stick to the line */
        w->out->status = status;
        return;
    }
    hotline__finding_write_shown(&shown, typed, w);
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
