/* SPDX-License-Identifier: MIT */
/*
 * Measures a reply: the signals, which are there whatever the policy asks for. It refuses to know thresholds.
 */
#include "reply_impl.h"

/* ---- does it belong to the matter? ---- */

static const passage *reply_passage(const reply_judging *j, uint32_t source) {
    return source == REPLY_NONE ? NULL : &j->sources[source].passage;
}

int hotline__reply_answers(int64_t relevance, int32_t shared, int64_t enough) {
    return relevance >= enough && shared >= REPLY_SHARED_LEAST;
}

/* 0 to 10000; title or asked may be NULL. *shared: the weight of the most telling pairs of letters that they have in common. */
static int64_t reply_relevance(reply_judging *j, const passage *title, const passage *asked, int32_t *shared) {
    relevance_view view;
    memset(&view, 0, sizeof view);
    int64_t relevance = hotline__relevance_view(j->related, title, asked, &view);
    *shared = view.signs[RELEVANCE_RAREST];
    if (relevance < 0) {
        j->status = (hotline_status)relevance;
    }
    return relevance < 0 ? 0 : relevance;
}

void hotline__reply_relate(reply_judging *j, reply_source *s) {
    s->relevance = reply_relevance(j, NULL, &s->passage, &s->shared);
}

/* The items that count: those given, or the matter as one; and the instructions. */
static void reply_measure_items(reply_judging *j) {
    int64_t sum = 0;
    int64_t answered = 0;
    uint32_t count = j->input.item_count + j->instruction_count;
    for (uint32_t i = 0; i < count; i++) {
        reply_source *s = &j->sources[j->items + i];
        hotline__reply_relate(j, s);
        sum += s->relevance;
        answered += hotline__reply_answers(s->relevance, s->shared, RELEVANCE_ANSWERED);
    }
    if (j->input.item_count == 0 && j->signals[SIGNAL_RELEVANCE] != SIGNAL_NOT_MEASURED) {
        answered += hotline__reply_answers(j->signals[SIGNAL_RELEVANCE], j->shared, RELEVANCE_ANSWERED);
        count++;
    }
    if (count == 0) {
        return;
    }
    if (j->signals[SIGNAL_RELEVANCE] == SIGNAL_NOT_MEASURED) {
        j->signals[SIGNAL_RELEVANCE] = sum / count;
    }
    j->signals[SIGNAL_ITEMS] = count;
    j->signals[SIGNAL_ANSWERED] = answered;
    j->signals[SIGNAL_COVERAGE] = answered * 10000 / count;
}

static void reply_measure_relevance(reply_judging *j, const passage *reply) {
    const passage *title = reply_passage(j, j->texts[TEXT_TITLE]);
    const passage *asked = reply_passage(j, j->texts[TEXT_MATTER]);
    j->status = hotline__relevance_begin(j->arena, reply, &j->related);
    if (j->status < 0) {
        return;
    }
    if (title != NULL || asked != NULL) {
        j->signals[SIGNAL_RELEVANCE] = reply_relevance(j, title, asked, &j->shared);
    }
    reply_measure_items(j);
}

/* ---- what it says ---- */

int hotline__reply_is_of(const reply_judging *j, const reply_check *check, const wording_hit *h) {
    return &j->policy->reply->checks[h->check] == check;
}

const wording_hit *hotline__reply_next_word(const reply_judging *j, const reply_check *check, reply_words *at, int *own) {
    const wording_hits *mine = &j->own;
    const wording_hits *theirs = &j->asked;
    while (at->asked < theirs->count && (check == NULL || !hotline__reply_is_of(j, check, &theirs->items[at->asked]))) {
        at->asked++;
    }
    *own = at->own < mine->count && (at->asked == theirs->count || mine->items[at->own].at.begin <= theirs->items[at->asked].at.begin);
    if (*own) {
        return &mine->items[at->own++];
    }
    return at->asked < theirs->count ? &theirs->items[at->asked++] : NULL;
}

int64_t hotline__reply_remaining(const reply_judging *j, const reply_check *check, const passage *p) {
    span all = {0, p->count};
    int64_t whole = hotline__passage_weight(p, all);
    int64_t stock = 0;
    uint32_t end = 0;
    reply_words at = {0, 0};
    const wording_hit *h;
    int own = 0;
    while ((h = hotline__reply_next_word(j, check, &at, &own)) != NULL) {
        if ((!own || h->kind == WORDING_STOCK) && h->at.end > end) {
            span s = {h->at.begin > end ? h->at.begin : end, h->at.end};
            stock += hotline__passage_weight(p, s);
            end = h->at.end;
        }
    }
    return whole == 0 ? 0 : (whole - stock) * 10000 / whole;
}

static int64_t reply_count_kind(const particular_list *list, uint8_t kind) {
    int64_t count = 0;
    for (uint32_t i = 0; i < list->count; i++) {
        count += list->items[i].kind == kind;
    }
    return count;
}

/* Of hits that overlap, the first. */
static int64_t reply_count_hits(const wording_hits *hits, uint8_t kind) {
    int64_t count = 0;
    uint32_t end = 0;
    for (uint32_t i = 0; i < hits->count; i++) {
        if (hits->items[i].kind == kind && hits->items[i].at.begin >= end) {
            end = hits->items[i].at.end;
            count++;
        }
    }
    return count;
}

static void reply_find_personal(reply_judging *j, const passage *p) {
    personal_walk walk;
    personal one;
    hotline__personal_walk_begin(&walk, p);
    while (hotline__personal_next(&walk, &one)) {
        if (j->personal_count == j->personal_capacity &&
            !hotline__arena_grow(j->arena, &j->personals, j->personal_count, &j->personal_capacity, sizeof *j->personals)) {
            j->status = HOTLINE_ERROR_MEMORY;
            return;
        }
        j->personals[j->personal_count++] = one;
    }
}

static int64_t reply_count_traditional(const passage *p) {
    int64_t count = 0;
    for (uint32_t i = 0; i < p->count; i++) {
        count += (p->kinds[i] & LETTER_WAS_TRADITIONAL) != 0;
    }
    return count;
}

/* Sentences in which something particular is said. */
static void reply_mark_sentences(reply_judging *j, const passage *p) {
    j->particular_sentences = hotline__arena_take_zeroed(j->arena, (size_t)p->sentence_count + 1, 1);
    if (j->particular_sentences == NULL) {
        j->status = HOTLINE_ERROR_MEMORY;
        return;
    }
    for (uint32_t i = 0; i < j->particulars.count; i++) {
        j->particular_sentences[hotline__passage_sentence(p, j->particulars.items[i].at.begin)] = 1;
    }
}

int hotline__reply_next_vague(const reply_judging *j, const wording_hits *hits, uint32_t *at, uint32_t *last) {
    const passage *p = hotline__reply_text(j);
    for (; *at < hits->count; (*at)++) {
        uint32_t in = hotline__passage_sentence(p, hits->items[*at].at.begin);
        if (hits->items[*at].kind == WORDING_HEDGE && in != *last && !j->particular_sentences[in]) {
            *last = in;
            (*at)++;
            return 1;
        }
    }
    return 0;
}

static int64_t reply_count_vague(const reply_judging *j) {
    uint32_t at = 0;
    uint32_t last = REPLY_NONE;
    int64_t count = 0;
    while (hotline__reply_next_vague(j, &j->own, &at, &last)) {
        count++;
    }
    return count;
}

int hotline__reply_pair(const wording_hits *hits, uint8_t pair, const wording_hit **one, const wording_hit **other) {
    *one = *other = NULL;
    for (uint32_t i = 0; i < hits->count; i++) {
        const wording_hit *h = &hits->items[i];
        if (h->kind == WORDING_ONE && h->pair == pair && *one == NULL) {
            *one = h;
        } else if (h->kind == WORDING_OTHER && h->pair == pair && *one != NULL && *other == NULL) {
            *other = h; /* nobody answered, then somebody did: that is no contradiction */
        }
    }
    return *one != NULL && *other != NULL;
}

static int64_t reply_count_contradictions(const reply_judging *j) {
    const wording_hit *one;
    const wording_hit *other;
    int64_t count = 0;
    for (uint32_t pair = 0; pair < WORDING_PAIRS; pair++) {
        count += hotline__reply_pair(&j->own, (uint8_t)pair, &one, &other);
    }
    return count;
}

static void reply_measure_words(reply_judging *j, const passage *p) {
    span all = {0, p->count};
    int64_t *s = j->signals;
    s[SIGNAL_LETTERS] = hotline__passage_weight(p, all);
    s[SIGNAL_SENTENCES] = p->sentence_count;
    s[SIGNAL_SUBSTANCE] = j->said.letters;
    s[SIGNAL_REMAINING] = hotline__reply_remaining(j, NULL, p);
    s[SIGNAL_VAGUE] = reply_count_vague(j);
    s[SIGNAL_DATES] = reply_count_kind(&j->particulars, PARTICULAR_DATE);
    s[SIGNAL_PHONES] = reply_count_kind(&j->particulars, PARTICULAR_PHONE);
    s[SIGNAL_PERSONAL] = j->personal_count;
    s[SIGNAL_OVERPROMISES] = reply_count_hits(&j->own, WORDING_OVERPROMISE);
    s[SIGNAL_CONTRADICTIONS] = reply_count_contradictions(j);
    s[SIGNAL_TRADITIONAL] = reply_count_traditional(p);
    uint32_t distinct = hotline__particulars_distinct(p, &j->particulars, j->rulebook->context);
    s[SIGNAL_PARTICULARS] = distinct;
    j->status = distinct == PARTICULARS_UNKNOWN ? HOTLINE_ERROR_MEMORY : j->status;
}

/* ---- has it been said to somebody else? ---- */

enum { REPLY_COPIES_LOOKED_AT = 4 };

/* A reply that is in the index itself is no copy. */
static int reply_is_itself(const reply_judging *j, const hotline_copies_match *m) {
    text id = {m->id, m->id_len};
    return m->replies == 1 && j->input.id.at != NULL && hotline__text_equal(id, j->input.id);
}

static void reply_measure_copies(reply_judging *j, const passage *p) {
    hotline_copies_match matches[REPLY_COPIES_LOOKED_AT];
    size_t found = 0;
    uint32_t crowded = 0;
    for (size_t i = 0; i < REPLY_COPIES_LOOKED_AT; i++) {
        hotline_copies_match_init(&matches[i], sizeof matches[i]);
    }
    hotline_status status = hotline_copies_find(j->input.copies, p->source.at, p->source.len, HOTLINE_COPIES_LEAST, matches,
                                                REPLY_COPIES_LOOKED_AT, &found, &crowded);
    if (status == HOTLINE_ERROR_LIMIT) {
        return; /* longer than the index takes: not measured */
    }
    j->status = status < 0 ? status : j->status;
    j->signals[SIGNAL_COPIED] = 0;
    for (size_t i = 0; status >= 0 && i < found && i < REPLY_COPIES_LOOKED_AT; i++) {
        if (!reply_is_itself(j, &matches[i])) {
            j->signals[SIGNAL_COPIED] = matches[i].similarity;
            j->copied_from.at = matches[i].id;
            j->copied_from.len = matches[i].id_len;
            return;
        }
    }
}

/* ---- does it repeat the matter? ---- */

enum { REPLY_ECHO_LETTERS = 8, REPLY_ECHO_PERCENT = 95, REPLY_ECHO_OPENING = 4 /* 您反映的 */ };

/* Marks the clauses that, but for an opening, hold nothing but what stands in the matter; found: its letters that do. Returns how many letters. */
static uint32_t reply_mark_echoes(const passage *p, const uint8_t *found, uint8_t *echoes) {
    uint32_t marked = 0;
    for (uint32_t i = 0; i < p->clause_count; i++) {
        uint32_t letters = 0;
        uint32_t known = 0;
        for (uint32_t k = p->clauses[i].begin + REPLY_ECHO_OPENING; k < p->clauses[i].end; k++) {
            int han = hotline__passage_class(p, k) == LETTER_HAN;
            letters += (uint32_t)han;
            known += han && found[k];
        }
        if (letters >= REPLY_ECHO_LETTERS && known * 100 >= letters * REPLY_ECHO_PERCENT) {
            memset(echoes + p->clauses[i].begin, 1, p->clauses[i].end - p->clauses[i].begin);
            marked += letters;
        }
    }
    return marked;
}

/* By letter of the reply: 1 in a clause that only repeats the matter. */
static hotline_status reply_find_echoes(reply_judging *j, const passage *p) {
    const passage *asked = reply_passage(j, j->texts[TEXT_MATTER]);
    relevance_of_reply *matter_as_reply = NULL;
    if (asked == NULL) {
        return HOTLINE_OK;
    }
    j->known = hotline__arena_take_zeroed(j->arena, (size_t)p->count + 1, 1);
    j->echoes = hotline__arena_take_zeroed(j->arena, (size_t)p->count + 1, 1);
    if (j->known == NULL || j->echoes == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    HOTLINE_TRY(hotline__relevance_begin(j->arena, asked, &matter_as_reply));
    hotline__relevance_cover(matter_as_reply, p, j->known);
    j->echoed = reply_mark_echoes(p, j->known, j->echoes);
    return HOTLINE_OK;
}

/* A place that the citizen named says nothing new. */
static void reply_drop_known_places(reply_judging *j) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < j->particulars.count; i++) {
        const particular *one = &j->particulars.items[i];
        uint32_t at = one->at.begin;
        while (j->known != NULL && one->kind == PARTICULAR_PLACE && at < one->at.end && j->known[at]) {
            at++;
        }
        if (at < one->at.end) {
            j->particulars.items[kept++] = *one;
        }
    }
    j->particulars.count = kept;
}

static hotline_status reply_look(reply_judging *j, const passage *p) {
    HOTLINE_TRY(hotline__wording_find(j->arena, &j->words->own, 1, p, &j->own));
    HOTLINE_TRY(hotline__wording_find(j->arena, &j->words->asked, 0, p, &j->asked));
    HOTLINE_TRY(reply_find_echoes(j, p));
    HOTLINE_TRY(hotline__substance_of(j->arena, &j->words->substance, p, j->echoes, &j->said));
    HOTLINE_TRY(hotline__particulars_find(j->arena, p, j->today, &j->own, &j->particulars));
    reply_drop_known_places(j);
    return HOTLINE_OK;
}

void hotline__reply_measure(reply_judging *j) {
    const passage *p = hotline__reply_text(j);
    if (p == NULL) {
        return;
    }
    reply_measure_relevance(j, p);
    j->status = j->status < 0 ? j->status : reply_look(j, p);
    if (j->status >= 0) {
        reply_mark_sentences(j, p);
    }
    if (j->status >= 0) {
        reply_find_personal(j, p);
    }
    if (j->status >= 0) {
        reply_measure_words(j, p);
    }
    if (j->status >= 0 && j->input.copies != NULL) {
        reply_measure_copies(j, p);
    }
}
