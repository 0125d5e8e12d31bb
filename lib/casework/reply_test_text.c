/* SPDX-License-Identifier: MIT */
/*
 * Tests of what a reply says: whether it answers, whether it says anything, whether it is its own, whether it fits the caller. It refuses
 * to know fields of the form.
 */
#include "reply_impl.h"

#include "person_impl.h"

static const span reply_nowhere = {0, 0};

/* ---- coverage ---- */

typedef struct coverage {
    uint32_t asked, answered;
    int64_t enough; /* relevance from which on an item is answered */
} coverage;

/* Each item that is asked of the reply, in order: a finding for those not answered. */
static void coverage_count(reply_judging *j, const reply_check *check, coverage *c, int answered, uint32_t source) {
    static const uint8_t reasons[] = {REASON_AN_ITEM, REASON_THE_MATTER, REASON_THE_MATTER, REASON_AN_INSTRUCTION,
                                      REASON_AN_ITEM, REASON_AN_ITEM,    REASON_AN_ITEM};
    const reply_source *s = &j->sources[source];
    c->asked++;
    if (answered) {
        c->answered++;
        return;
    }
    span all = {s->begin, s->begin + s->passage.count};
    reply_found *found = hotline__reply_find(j, check, FINDING_REPLY_OFF_TOPIC, s->whole, all);
    if (found != NULL) {
        found->f.reason = reasons[s->place];
        found->f.c = hotline__reply_excerpt(j, &s->passage);
    }
}

static void coverage_run(reply_judging *j, const reply_check *check, coverage *c, uint32_t first, uint32_t count) {
    for (uint32_t i = first; i < first + count && j->status >= 0; i++) {
        const reply_source *s = &j->sources[i];
        coverage_count(j, check, c, hotline__reply_answers(s->relevance, s->shared, c->enough), i);
    }
}

static void coverage_matter(reply_judging *j, const reply_check *check, coverage *c) {
    uint32_t asked = j->texts[TEXT_MATTER] != REPLY_NONE ? j->texts[TEXT_MATTER] : j->texts[TEXT_TITLE];
    if (j->input.item_count > 0) {
        coverage_run(j, check, c, j->items, j->input.item_count);
    } else if (asked != REPLY_NONE) {
        coverage_count(j, check, c, hotline__reply_answers(j->signals[SIGNAL_RELEVANCE], j->shared, c->enough), asked);
    }
}

/* A fact that is none of the known texts. */
static void coverage_fact(reply_judging *j, const reply_check *check, coverage *c, int32_t fact) {
    uint32_t source = hotline__reply_field(j, fact);
    if (source != REPLY_NONE) {
        hotline__reply_relate(j, &j->sources[source]);
        coverage_run(j, check, c, source, 1);
    }
}

static void coverage_all(reply_judging *j, const reply_check *check, coverage *c) {
    const int32_t *texts = j->policy->reply->texts;
    if (check->of_count == 0) {
        coverage_matter(j, check, c);
    }
    for (uint32_t i = 0; i < check->of_count && j->status >= 0; i++) {
        if (check->of[i] == texts[TEXT_MATTER] || check->of[i] == texts[TEXT_TITLE]) {
            coverage_matter(j, check, c);
        } else if (check->of[i] == texts[TEXT_INSTRUCTIONS]) {
            coverage_run(j, check, c, j->instructions, j->instruction_count);
        } else {
            coverage_fact(j, check, c, check->of[i]);
        }
    }
}

void hotline__reply_test_coverage(reply_judging *j, const reply_check *check) {
    uint32_t before = j->found_count;
    coverage c = {0, 0, 0};
    int64_t least = 0;
    int bounded =
        hotline__reply_bound(j, &check->least, 10000, &least) & hotline__reply_bound(j, &check->relevance, RELEVANCE_ANSWERED, &c.enough);
    if (!bounded || hotline__reply_text(j) == NULL) {
        return;
    }
    coverage_all(j, check, &c);
    if (c.asked == 0 && j->status >= 0) {
        hotline__reply_undecided(j, check, "of");
    } else if ((int64_t)c.answered * 10000 >= least * c.asked) {
        j->found_count = before; /* enough is answered */
    }
}

/* ---- substance ---- */

static finding_code empty_code(const reply_judging *j) {
    const substance *said = &j->said;
    uint32_t most = (said->themes >> THEME_FORWARDED & 1) != 0 ? SUBSTANCE_REFERRED_BESIDE : SUBSTANCE_REFERRED_MOST;
    uint32_t acknowledges = 1u << THEME_RECEIVED | 1u << THEME_FORWARDED | 1u << THEME_WILL;
    if (j->signals[SIGNAL_LETTERS] == 0) {
        return FINDING_REPLY_EMPTY;
    }
    if (said->referred > most) {
        return FINDING_REPLY_REFERS;
    }
    if ((said->themes & acknowledges) != 0) {
        return FINDING_REPLY_ACKNOWLEDGED;
    }
    return j->echoed > 0 ? FINDING_REPLY_ECHO : said->spoken == 0 ? FINDING_REPLY_ACKNOWLEDGED : FINDING_REPLY_BRIEF;
}

/* A short answer that says what was done, or how much, is an answer. */
static int empty_is_answer(const reply_judging *j, finding_code code) {
    uint32_t answers = 0;
    for (uint32_t i = 0; i < j->particulars.count; i++) {
        answers += j->particulars.items[i].kind == PARTICULAR_MEASURE || j->particulars.items[i].kind == PARTICULAR_AMOUNT;
    }
    return code == FINDING_REPLY_BRIEF && answers > 0;
}

static uint8_t empty_reason(const substance *said) {
    static const uint8_t reasons[][2] = {
        {THEME_FORWARDED, REASON_FORWARDS}, {THEME_WILL, REASON_WILL}, {THEME_RECEIVED, REASON_ACKNOWLEDGES}};
    for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++) {
        if ((said->themes >> reasons[i][0] & 1) != 0) {
            return reasons[i][1];
        }
    }
    return REASON_GREETS;
}

void hotline__reply_test_empty(reply_judging *j, const reply_check *check) {
    const passage *p = hotline__reply_text(j);
    int64_t least = 0;
    if (p == NULL || !hotline__reply_bound(j, &check->least, SUBSTANCE_NONE_MOST + 1, &least)) {
        return;
    }
    if (j->signals[SIGNAL_SUBSTANCE] < least) {
        span all = {0, p->count};
        finding_code code = empty_code(j);
        reply_found *found = empty_is_answer(j, code) ? NULL : hotline__reply_find(j, check, code, j->texts[TEXT_REPLY], all);
        if (found != NULL) {
            found->f.reason = (uint8_t)(code == FINDING_REPLY_ACKNOWLEDGED ? empty_reason(&j->said) : REASON_NONE);
            found->f.b = code == FINDING_REPLY_BRIEF ? hotline__reply_number(j, j->signals[SIGNAL_LETTERS]) : found->f.b;
        }
    }
}

void hotline__reply_test_specifics(reply_judging *j, const reply_check *check) {
    const passage *p = hotline__reply_text(j);
    int64_t least = 0;
    if (p == NULL || !hotline__reply_bound(j, &check->least, 1, &least) || j->signals[SIGNAL_PARTICULARS] >= least) {
        return;
    }
    span all = {0, p->count};
    reply_found *found = hotline__reply_find(j, check, FINDING_REPLY_GENERIC, j->texts[TEXT_REPLY], all);
    if (found != NULL) {
        found->f.b = hotline__reply_number(j, j->signals[SIGNAL_PARTICULARS]);
        found->f.c = hotline__reply_number(j, least);
    }
}

/* ---- copied ---- */

void hotline__reply_test_copied(reply_judging *j, const reply_check *check) {
    int64_t most = 0;
    if (hotline__reply_text(j) == NULL || !hotline__reply_bound(j, &check->most, 7999, &most)) {
        return;
    }
    if (j->input.copies == NULL) {
        hotline__reply_undecided(j, check, "index");
        return;
    }
    if (j->signals[SIGNAL_COPIED] != SIGNAL_NOT_MEASURED && j->signals[SIGNAL_COPIED] > most) {
        span all = {0, hotline__reply_text(j)->count};
        reply_found *found = hotline__reply_find(j, check, FINDING_REPLY_COPIED, j->texts[TEXT_REPLY], all);
        if (found != NULL) {
            found->f.b = j->copied_from;
            found->f.c = hotline__reply_share(j, j->signals[SIGNAL_COPIED]);
        }
    }
}

/* ---- the wrong caller, the wrong place ---- */

/* 王先生, 李女士: the letters before the form of address; 0 when none stands at `at`. */
static uint32_t party_form(const passage *p, uint32_t at) {
    static const char *const forms[] = {"先生", "女士", "小姐", "同志", "老师", "大爷", "阿姨"};
    return hotline__passage_starts_any(p, at, forms, sizeof forms / sizeof forms[0]);
}

enum { PARTY_LOOKED_AT = 40, PARTY_NAME_MOST = 4 };

/* 尊敬的, 热心市民: what stands before a name and is none of it. */
static int party_is_before_name(const passage *p, uint32_t at) {
    return p->letters[at] == 0x7684 /* 的 */ || (p->letters[at] == 0x6C11 /* 民 */ && at > 0 && p->letters[at - 1] == 0x5E02 /* 市 */) ||
           (p->letters[at] == 0x53CB /* 友 */ && at > 0 && p->letters[at - 1] == 0x7F51 /* 网 */);
}

/* The name that the reply's beginning addresses: its span, empty when there is none. */
static span party_addressed(const passage *p) {
    span name = {0, 0};
    for (uint32_t i = 1; i < p->count && i < PARTY_LOOKED_AT; i++) {
        if (party_form(p, i) == 0) {
            continue;
        }
        name.begin = name.end = i;
        while (name.begin > 0 && i - name.begin < PARTY_NAME_MOST && hotline__passage_class(p, name.begin - 1) == LETTER_HAN &&
               !party_is_before_name(p, name.begin - 1)) {
            name.begin--;
        }
        return name;
    }
    return name;
}

/* Of "尊敬的王建国" the name is the end: is it the caller's name, or the beginning of it? */
static int party_is(const passage *reply, span name, const passage *caller) {
    for (uint32_t from = name.begin; from < name.end; from++) {
        uint32_t length = name.end - from;
        if (length <= caller->count && memcmp(reply->letters + from, caller->letters, length * sizeof *caller->letters) == 0) {
            return 1;
        }
    }
    return 0;
}

static void party_test(reply_judging *j, const reply_check *check, const passage *p) {
    uint32_t source = hotline__reply_field(j, check->field);
    span callers[1];
    uint32_t count = 0;
    if (source == REPLY_NONE || hotline__person_field(&j->sources[source].passage, callers, 1, &count) != PERSON_GOOD) {
        return; /* 匿名, 市民: nobody's name, so nothing to be told from it */
    }
    span name = party_addressed(p);
    if (name.begin == name.end || party_is(p, name, &j->sources[source].passage)) {
        return;
    }
    reply_found *found = hotline__reply_find(j, check, FINDING_REPLY_WRONG_PARTY, j->texts[TEXT_REPLY], name);
    if (found != NULL) {
        found->f.b = hotline__passage_text(p, name);
        found->f.c = j->sources[source].passage.source;
    }
}

/* Places named in a text, kind by kind. */
typedef struct place_list {
    const passage *p;
    wording_hits hits;
} place_list;

/* So many hits of each text are looked at: enough for any letter, and no text can make the comparison long. */
enum { PLACE_HITS_MOST = 200, PLACE_KINDS = 8, PLACE_NAME_MOST = 4 };

/* Letters that no name has in it: 的 了 在 各 该 本 我 你 您 全 有 无 不 为 和 与 及 向 由 对 据 交 给 属 于 相 进 行 小 示 农 每 这 那 其 此 所 个 辆 */
static int place_is_grammar(uint16_t letter) {
    static const uint16_t list[] = {0x7684, 0x4E86, 0x5728, 0x5404, 0x8BE5, 0x672C, 0x6211, 0x4F60, 0x60A8, 0x5168, 0x6709, 0x65E0, 0x4E0D,
                                    0x4E3A, 0x548C, 0x4E0E, 0x53CA, 0x5411, 0x7531, 0x5BF9, 0x636E, 0x4EA4, 0x7ED9, 0x5C5E, 0x4E8E, 0x76F8,
                                    0x8FDB, 0x884C, 0x5C0F, 0x793E, 0x519C, 0x6BCF, 0x8FD9, 0x90A3, 0x5176, 0x6B64, 0x6240, 0x4E2A, 0x8F96};
    return hotline__letter_is_one_of(letter, list, sizeof list / sizeof list[0]);
}

/* Letters before which a name may begin anew: 在 于 到 至 由 为 从 是 属 和 与 及 向 对 的 经 请 省 市 区 县 镇 乡 道 村 */
static int place_is_border(const passage *p, uint32_t at) {
    static const uint16_t list[] = {0x5728, 0x4E8E, 0x5230, 0x81F3, 0x7531, 0x4E3A, 0x4ECE, 0x662F, 0x5C5E, 0x548C, 0x4E0E, 0x53CA, 0x5411,
                                    0x5BF9, 0x7684, 0x7ECF, 0x8BF7, 0x7701, 0x5E02, 0x533A, 0x53BF, 0x9547, 0x4E61, 0x9053, 0x6751};
    return at == 0 || hotline__passage_class(p, at - 1) != LETTER_HAN ||
           hotline__letter_is_one_of(p->letters[at - 1], list, sizeof list / sizeof list[0]);
}

/* A3区: a code. */
static uint32_t place_code(const passage *p, uint32_t end) {
    uint32_t begin = end;
    while (begin > 0 && end - begin < PLACE_NAME_MOST &&
           (hotline__passage_class(p, begin - 1) == LETTER_LATIN || hotline__passage_class(p, begin - 1) == LETTER_DIGIT)) {
        begin--;
    }
    return begin;
}

/* The name of a hit's place with its last word; empty when it is no name: two to four letters from where a name may begin. */
static span place_name(const passage *p, const wording_hit *h) {
    span s = {place_code(p, h->at.begin), h->at.end};
    if (s.begin < h->at.begin) {
        return s;
    }
    while (s.begin > 0 && h->at.begin - s.begin < PLACE_NAME_MOST && hotline__passage_class(p, s.begin - 1) == LETTER_HAN &&
           !place_is_grammar(p->letters[s.begin - 1])) {
        s.begin--;
        if (h->at.begin - s.begin >= 2 && place_is_border(p, s.begin)) {
            return s;
        }
    }
    return reply_nowhere;
}

/* The name of the hit, when it is a place of the kind. */
static span place_of(const place_list *l, uint32_t i, uint8_t kind) {
    const wording_hit *h = &l->hits.items[i];
    return h->kind == WORDING_PLACE && h->pair == kind ? place_name(l->p, h) : reply_nowhere;
}

static uint32_t place_count(const place_list *l) {
    return l->hits.count < PLACE_HITS_MOST ? l->hits.count : PLACE_HITS_MOST;
}

static span place_first(const place_list *l, uint8_t kind) {
    for (uint32_t i = 0; i < place_count(l); i++) {
        span s = place_of(l, i, kind);
        if (s.end > s.begin) {
            return s;
        }
    }
    return reply_nowhere;
}

/* Do the letters of a span stand anywhere in a text? */
static int place_stands(const passage *in, const passage *p, span s) {
    uint32_t length = s.end - s.begin;
    for (uint32_t i = 0; i + length <= in->count; i++) {
        if (in->letters[i] == p->letters[s.begin] && memcmp(in->letters + i, p->letters + s.begin, length * sizeof *p->letters) == 0) {
            return 1;
        }
    }
    return 0;
}

/* Does any place of the kind that one text names stand in the other? */
static int place_shared(const place_list *a, const place_list *b, uint8_t kind) {
    for (uint32_t i = 0; i < place_count(a); i++) {
        span s = place_of(a, i, kind);
        if (s.end > s.begin && place_stands(b->p, a->p, s)) {
            return 1;
        }
    }
    return 0;
}

static void place_find(reply_judging *j, const reply_check *check, const place_list *reply, const place_list *other, uint8_t kind) {
    span here = place_first(reply, kind);
    span there = place_first(other, kind);
    if (here.end == 0 || there.end == 0 || place_shared(reply, other, kind) || place_shared(other, reply, kind)) {
        return;
    }
    reply_found *found = hotline__reply_find(j, check, FINDING_REPLY_WRONG_PLACE, j->texts[TEXT_REPLY], here);
    if (found != NULL) {
        found->f.b = hotline__passage_text(reply->p, here);
        found->f.c = hotline__passage_text(other->p, there);
    }
}

static void place_test(reply_judging *j, const reply_check *check, const passage *p, const passage *asked_text) {
    place_list reply = {p, j->own};
    place_list asked = {asked_text, {NULL, 0}};
    hotline_status status = hotline__wording_find(j->arena, &j->words->own, 1, asked_text, &asked.hits);
    if (status < 0) {
        j->status = status;
        return;
    }
    for (uint32_t kind = 1; kind < PLACE_KINDS; kind++) {
        place_find(j, check, &reply, &asked, (uint8_t)kind);
    }
}

void hotline__reply_test_wrong_party(reply_judging *j, const reply_check *check) {
    const passage *p = hotline__reply_text(j);
    uint32_t asked = REPLY_NONE;
    if (p == NULL) {
        return;
    }
    if (check->field != NAME_NONE) {
        party_test(j, check, p);
    }
    if (check->of_count > 0) {
        int whole = check->of[0] == j->policy->reply->texts[TEXT_MATTER];
        asked = whole ? j->texts[TEXT_MATTER] : hotline__reply_field(j, check->of[0]);
    }
    if (asked != REPLY_NONE) {
        place_test(j, check, p, &j->sources[asked].passage);
    }
}
