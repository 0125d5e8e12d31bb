/* SPDX-License-Identifier: MIT */
/*
 * The words of explanations: the catalogue of their sentences in two languages, and moments, terms and states as people write them. It
 * refuses to know why a sentence is said.
 */
#include "explanation_impl.h"

typedef struct sentence_entry {
    const char *en;
    const char *zh;
} sentence_entry;

static const sentence_entry sentences[SENTENCES] = {
    {"{a} is not owed: its condition does not hold[ ({b})]", "{a}不适用：条件不成立[（{b}）]"},
    {"It cannot be told whether {a} is owed[: that hangs on {b}]", "无法判断{a}是否适用[，取决于{b}]"},
    {"{a} is owed and not yet met[ ({b})]", "{a}尚未履行[（{b}）]"},
    {"{a} is owed and not yet met; it is due by {c}[ ({b})]", "{a}尚未履行，应于{c}前完成[（{b}）]"},
    {"{a} is owed, not met, and late: it was due by {c}[ ({b})]", "{a}逾期未履行，应于{c}前完成[（{b}）]"},
    {"{a} is owed and not yet met; its clock stands since {c}[ ({b})]", "{a}尚未履行，计时自{c}起暂停[（{b}）]"},
    {"{a} is owed and not yet met; it has no due moment[ ({b})]", "{a}尚未履行，没有期限[（{b}）]"},
    {"{a} is owed and not yet met; when it is due cannot be told[: that hangs on {c}][ ({b})]",
     "{a}尚未履行，期限无法确定[，取决于{c}][（{b}）]"},
    {"{a} is met[ ({b})]", "{a}已履行[（{b}）]"},
    {"{a} was met in time, at {d}; it was due by {c}[ ({b})]", "{a}已于{d}按时履行，期限为{c}[（{b}）]"},
    {"{a} was met late, at {d}; it was due by {c}[ ({b})]", "{a}于{d}逾期履行，期限为{c}[（{b}）]"},
    {"{a} was met at {d}; whether in time cannot be told[: that hangs on {c}][ ({b})]",
     "{a}已于{d}履行，是否按时无法判断[，取决于{c}][（{b}）]"},
    {"{a} was released[ at {d}][ ({b})]", "{a}已免除[，时间{d}][（{b}）]"},
    {"{a} ended unmet at {d}, with what it belongs to[ ({b})]", "{a}未履行，已于{d}随所属事项终止[（{b}）]"},
    {"{a} ended unmet at {d}, with what it belongs to; it was late, due by {c}[ ({b})]",
     "{a}未履行，已于{d}随所属事项终止，此前已逾期，期限为{c}[（{b}）]"},
    {"The right to {a} lapsed after {c}[ ({b})]", "{a}的权利已于{c}届满[（{b}）]"},
    {"The rules do not define {a}[: {c}][ ({b})]", "规则对{a}未作规定[：{c}][（{b}）]"},
    {"{a}: owed[, by {b}]", "{a}：开始计算[，依据{b}]"},
    {"{a}: owed for the period up to {b}", "{a}：本期开始，至{b}为止"},
    {"{a}: begins anew[, by {b}]", "{a}：重新起算[，依据{b}]"},
    {"{a}: the clock stops[, by {b}]", "{a}：暂停计时[，依据{b}]"},
    {"{a}: the clock goes on[, by {b}]", "{a}：恢复计时[，依据{b}]"},
    {"The term is {b}[, from {a}]", "期限为{b}[，自{a}起算]"},
    {"The due moment is the fact {a}", "期限由事实{a}确定"},
    {"The first day that counts is {a}[: it came at or after the cut-off, {b}]", "自{a}起算[：已过当日截止时间{b}，视为次日]"},
    {"[{d}: ]Extended by {b}: due by {a}[ ({c})]", "[{d}：]延长{b}，期限为{a}[（{c}）]"},
    {"{a}: the last moment that is in time", "{a}：办理截止时间"},
    {"As the calendar was known when it became owed, it was due by {a}", "按开始计算时所知的日历，期限为{a}"},
    {"{a}: met[, by {b}]", "{a}：履行[，依据{b}]"},
    {"{a}: released[, by {b}]", "{a}：免除[，依据{b}]"},
    {"{a}: ended with what it belongs to[, by {b}]", "{a}：随所属事项终止[，依据{b}]"},
    {"{a}: the right lapses", "{a}：权利届满"},
    {"{a} ({b}) came after that and has no effect", "其后的{a}（{b}）不发生效力"},
    {"Of the duties that are met alike {a} binds: it is due first, by {b}[ ({c})]",
     "同时履行的各项期限中，以最先到期的{a}为准：{b}[（{c}）]"},
    {"What it is a part of is due earlier, by {b}; this is due by {d}", "上级事项的期限更早，为{b}，而本项期限为{d}"},
    {"{a}  {b}  counted, {c}[  {d}][  {e}]", "{a}  {b}  计入，第{c}日[  {d}][  {e}]"},
    {"{a}  {b}  not counted[  {d}][  {e}]", "{a}  {b}  不计[  {d}][  {e}]"},
    {"{a}  {b}  not counted, the clock stands[  {d}][  {e}]", "{a}  {b}  不计，暂停计时[  {d}][  {e}]"},
    {"and {a} days more", "其余{a}日从略"},
    {"{a} holds: {b}", "{a}成立：{b}"},
    {"{a} does not hold: {b}", "{a}不成立：{b}"},
    {"It cannot be told whether {a} holds: {b}", "无法判断{a}是否成立：{b}"},
    {"{a} holds now, but did not when something last happened; it is looked at again when something happens: {b}",
     "{a}现已成立，但最近一次事件发生时尚未成立，须待再有事件发生时认定：{b}"},
    {"The rules are silent on {a}", "规则对{a}未作规定"},
    {"{a}, row {b}: holds", "{a}，情形{b}：成立"},
    {"{a}, row {b}: does not hold", "{a}，情形{b}：不成立"},
    {"{a}, row {b}: cannot be told", "{a}，情形{b}：无法判断"},
    {"  {a}: {b}[ (now {c})][, by {d}][, {e}]", "  {a}：{b}[（现为{c}）][，依据{d}][，{e}]"},
    {"  {a}: {b}", "  {a}：{b}"},
    {"  {a}: {b}; nothing is known of it", "  {a}：{b}，尚未填写"},
    {"  {a}: {b}; the rules do not define it", "  {a}：{b}，规则未作规定"},
    {"It would be {a} if: {b}", "若{b}，则为{a}"},
    {"It would be told if the rules defined {b}", "若规则对{b}作出规定，即可判断"},
    {"It is in time up to {a}", "在{a}前办结的为按时"},
    {"It is late after {a}", "{a}之后即为逾期"},
    {"It could be done up to {a}", "在{a}前可以行使"},
    {"A term of {a} would be in time", "期限若为{a}，则为按时"},
    {"Under a term shorter than {a} it would be late", "期限若短于{a}，则为逾期"},
};

void hotline__explain_begin(explanation *x, const char *type) {
    hotline__json_begin(&x->w, x->out);
    hotline__json_object(&x->w);
    hotline__json_key(&x->w, "type");
    hotline__json_string(&x->w, type);
}

void hotline__explain_end(explanation *x, sentence s, const text *gaps) {
    hotline__buffer_clear(x->words);
    hotline__template_write(x->language == HOTLINE_LANGUAGE_ZH ? sentences[s].zh : sentences[s].en, gaps, x->words);
    hotline__explain_member(x, "text", hotline__buffer_text(x->words));
    hotline__json_object_end(&x->w);
    hotline__buffer_add(x->out, "\n", 1);
    if (x->words->status < 0) { /* the next sentence clears it: the failure must stick to the lines */
        x->out->status = x->words->status;
    }
}

void hotline__explain_keep_failure(explanation *x) {
    if (x->values->status < 0) { /* the next words clear it: the failure must stick to the lines */
        x->out->status = x->values->status;
    }
}

void hotline__explain_member(explanation *x, const char *key, text words) {
    hotline__json_key(&x->w, key);
    hotline__json_text(&x->w, words);
}

void hotline__explain_verdict(explanation *x, const char *key, verdict v) {
    hotline__json_key(&x->w, key);
    if (v == VERDICT_UNKNOWN) {
        hotline__json_null(&x->w);
    } else {
        hotline__json_flag(&x->w, v == VERDICT_TRUE);
    }
}

void hotline__explain_instant(explanation *x, const char *key, hotline_instant at) {
    hotline__json_key(&x->w, key);
    hotline__json_instant(&x->w, at, x->offset);
}

void hotline__explain_day(explanation *x, const char *key, hotline_day day) {
    hotline__json_key(&x->w, key);
    hotline__json_day(&x->w, day);
}

/* "2021-05-08T16:30:00+08:00" without T, zone, and seconds that are none. */
text hotline__explain_moment(const explanation *x, hotline_instant at, moment_words *room) {
    text t = {room->bytes, 0};
    size_t end;
    if (at == HOTLINE_NO_INSTANT || hotline_instant_write(at, x->offset, room->bytes) < 0) {
        return t;
    }
    room->bytes[10] = ' ';
    end = strlen(room->bytes) - 6; /* the zone, "+08:00" */
    t.len = end == 19 && memcmp(room->bytes + 16, ":00", 3) == 0 ? 16 : end;
    return t;
}

text hotline__explain_due(const explanation *x, const due *d, moment_words *room) {
    text t = hotline__explain_moment(x, d->at, room);
    if (t.len == 16 && memcmp(room->bytes + 11, "00:00", 5) == 0 && d->day != HOTLINE_DAY_NONE &&
        hotline_day_write(d->day, room->bytes) == HOTLINE_OK) {
        memcpy(room->bytes + 10, " 24:00", 6);
    }
    return t;
}

text hotline__explain_term(const explanation *x, const term *t, moment_words *room) {
    static const char *const en[] = {" minutes", " hours", " working hours", " days", " working days", " months", "the same day"};
    static const char *const zh[] = {"分钟", "小时", "个工作小时", "日", "个工作日", "个月", "当日"};
    text words = {room->bytes, 0};
    const char *unit = x->language == HOTLINE_LANGUAGE_ZH ? zh[t->unit] : en[t->unit];
    char digits[24];
    size_t first = sizeof digits;
    int64_t n = t->n;
    if (t->unit != TERM_SAME_DAY) {
        do {
            digits[--first] = (char)('0' + n % 10);
            n /= 10;
        } while (n > 0);
    }
    words.len = sizeof digits - first;
    memcpy(room->bytes, digits + first, words.len);
    memcpy(room->bytes + words.len, unit, strlen(unit));
    words.len += strlen(unit);
    if (t->n == 1 && x->language != HOTLINE_LANGUAGE_ZH && t->unit != TERM_SAME_DAY) {
        words.len--; /* one day */
    }
    return words;
}

const char *hotline__explain_state(const explanation *x, uint8_t state) {
    static const char *const en[] = {"not owed", "possibly owed", "open", "met", "released", "ended", "lapsed", "undefined"};
    static const char *const zh[] = {"不适用", "待定", "未履行", "已履行", "已免除", "已终止", "已失权", "未规定"};
    return x->language == HOTLINE_LANGUAGE_ZH ? zh[state] : en[state];
}

text hotline__explain_label(const explanation *x, text name, text label) {
    return x->language == HOTLINE_LANGUAGE_ZH && label.len != 0 ? label : name;
}

text hotline__explain_test(const condition *c, const op *o) {
    text t = c->source;
    if (o->bytes != 0 && (size_t)o->begin + o->bytes <= c->source.len) {
        t.at += o->begin;
        t.len = o->bytes;
    }
    return t;
}
