/* SPDX-License-Identifier: MIT */
/*
 * Shows what a judged reply came to: a finding as a record, all of it as a line of JSON. It refuses to judge.
 */
#include "reply_door.h"

#include "personal_impl.h"

static const char *const reply_places[] = {"reply", "matter", "title", "instructions", "internal", "item", "field"};
static const char *const reply_verdicts[] = {"send", "fix", "refuse"};

static text reply_field_name(const reply_judging *j, const reply_found *found) {
    int32_t fact = found->source != REPLY_NONE ? j->sources[found->source].fact : NAME_NONE;
    if (fact == NAME_NONE && found->source == REPLY_NONE && found->check != NULL) {
        fact = found->check->field;
    }
    return fact != NAME_NONE ? hotline__policy_fact(j->policy, fact)->name : found->check == NULL ? found->f.a : hotline__text(NULL);
}

static const reply_source *reply_source_of(const reply_judging *j, const reply_found *found) {
    return found->source == REPLY_NONE ? NULL : &j->sources[found->source];
}

static int32_t reply_place_of(const reply_judging *j, const reply_found *found) {
    const reply_source *s = reply_source_of(j, found);
    return s != NULL ? s->place : reply_field_name(j, found).len > 0 ? HOTLINE_REPLY_FIELD : HOTLINE_REPLY_TEXT;
}

static void reply_show_place(const reply_judging *j, const reply_found *found, hotline_reply_finding *out) {
    const reply_source *s = reply_source_of(j, found);
    text field = reply_field_name(j, found);
    out->text = reply_place_of(j, found);
    out->number = s != NULL ? s->number : 0;
    out->letter_begin = found->at.begin;
    out->letter_end = found->at.end;
    out->begin = s != NULL ? s->passage.offsets[found->at.begin] : 0;
    out->end = s != NULL ? s->passage.offsets[found->at.end] : 0;
    out->field = field.at;
    out->field_len = field.len;
    if (s != NULL && found->at.end > found->at.begin) {
        text evidence = hotline__passage_text(&s->passage, found->at);
        out->evidence = evidence.at;
        out->evidence_len = evidence.len;
    } else {
        out->evidence = NULL;
        out->evidence_len = 0;
    }
}

hotline_status hotline__reply_show(const reply_judging *j, const reply_found *found, int32_t language, buffer *words,
                                   hotline_reply_finding *out) {
    hotline_finding common;
    memset(&common, 0, sizeof common);
    common.struct_size = sizeof common;
    HOTLINE_TRY(hotline__finding_show(&found->f, language, words, &common));
    out->severity = common.severity;
    reply_show_place(j, found, out);
    out->code = common.code;
    out->code_len = common.code_len;
    out->check = found->check != NULL ? found->check->name.at : NULL;
    out->check_len = found->check != NULL ? found->check->name.len : 0;
    out->clause = common.clause;
    out->clause_len = common.clause_len;
    out->message = common.message;
    out->message_len = common.message_len;
    out->advice = hotline__finding_advice(found->f.code, language);
    out->advice_len = strlen(out->advice);
    return HOTLINE_OK;
}

/* ---- as a line ---- */

static void reply_write_pair(json_writer *w, const char *key, uint64_t begin, uint64_t end) {
    hotline__json_key(w, key);
    hotline__json_array(w);
    hotline__json_integer(w, (int64_t)begin);
    hotline__json_integer(w, (int64_t)end);
    hotline__json_array_end(w);
}

static void reply_write_place(const hotline_reply_finding *f, json_writer *w) {
    hotline__json_key(w, "text");
    hotline__json_string(w, reply_places[f->text]);
    if (f->text == HOTLINE_REPLY_ITEM || f->text == HOTLINE_REPLY_INSTRUCTIONS) {
        hotline__json_key(w, "number");
        hotline__json_integer(w, f->number);
    }
    if (f->field != NULL) {
        hotline__json_pair(w, "field", (text){f->field, f->field_len});
    }
    if (f->evidence != NULL) {
        reply_write_pair(w, "bytes", f->begin, f->end);
        reply_write_pair(w, "letters", f->letter_begin, f->letter_end);
        hotline__json_pair(w, "evidence", (text){f->evidence, f->evidence_len});
    }
}

static hotline_status reply_write_finding(const reply_judging *j, uint32_t i, int32_t language, buffer *words, json_writer *w) {
    hotline_reply_finding f;
    memset(&f, 0, sizeof f);
    HOTLINE_TRY(hotline__reply_show(j, &j->found[i], language, words, &f));
    hotline__json_object(w);
    hotline__json_pair(w, "code", (text){f.code, f.code_len});
    hotline__json_pair(w, "check", (text){f.check, f.check_len});
    hotline__json_key(w, "severity");
    hotline__json_string(w, hotline__severities[f.severity]);
    hotline__json_pair(w, "clause", (text){f.clause, f.clause_len});
    reply_write_place(&f, w);
    hotline__json_pair(w, "message", (text){f.message, f.message_len});
    hotline__json_pair(w, "advice", (text){f.advice, f.advice_len});
    hotline__json_object_end(w);
    return HOTLINE_OK;
}

static void reply_write_signals(const reply_judging *j, json_writer *w) {
    hotline__json_key(w, "signals");
    hotline__json_object(w);
    for (uint32_t i = 0; i < REPLY_SIGNALS; i++) {
        hotline__json_key(w, hotline__reply_signal_name(i));
        if (j->signals[i] == SIGNAL_NOT_MEASURED) {
            hotline__json_null(w);
        } else {
            hotline__json_integer(w, j->signals[i]);
        }
    }
    hotline__json_object_end(w);
}

/* The public reply's fingerprint, and its masked copy where there is something to mask. */
static hotline_status reply_write_copy(const reply_judging *j, buffer *words, json_writer *w) {
    const passage *p = hotline__reply_text(j);
    text none = {NULL, 0};
    char fingerprint[17];
    uint32_t masked = 0;
    hotline__buffer_clear(words);
    hotline__json_key(w, "fingerprint");
    if (p != NULL) {
        (void)hotline_reply_fingerprint(p->source.at, p->source.len, fingerprint);
        masked = hotline__personal_mask(p, hotline__reply_allowed(j), words);
    }
    hotline__json_string(w, p != NULL ? fingerprint : NULL);
    hotline__json_pair(w, "masked", masked > 0 ? hotline__buffer_text(words) : none);
    return words->status;
}

static hotline_status reply_write_findings(const reply_judging *j, int32_t language, buffer *words, json_writer *w) {
    hotline__json_key(w, "findings");
    hotline__json_array(w);
    for (uint32_t i = 0; i < j->found_count; i++) {
        HOTLINE_TRY(reply_write_finding(j, i, language, words, w));
    }
    hotline__json_array_end(w);
    return HOTLINE_OK;
}

static void reply_write_undefined(const reply_judging *j, json_writer *w) {
    hotline__json_key(w, "undefined");
    hotline__json_array(w);
    for (uint32_t i = 0; i < j->undefined_count; i++) {
        hotline__json_string(w, j->undefined[i]);
    }
    hotline__json_array_end(w);
}

hotline_status hotline__reply_write(const reply_judging *j, int32_t language, buffer *words, buffer *out) {
    json_writer w;
    int ruled = j->policy != NULL && j->policy->reply != NULL;
    hotline__buffer_clear(out);
    hotline__json_begin(&w, out);
    hotline__json_object(&w);
    hotline__json_pair(&w, "id", j->input.id);
    hotline__json_key(&w, "verdict");
    hotline__json_string(&w, ruled ? reply_verdicts[hotline__reply_verdict(j)] : NULL);
    HOTLINE_TRY(reply_write_findings(j, language, words, &w));
    reply_write_undefined(j, &w);
    reply_write_signals(j, &w);
    HOTLINE_TRY(reply_write_copy(j, words, &w));
    hotline__json_pair(&w, "policy", j->policy != NULL ? j->policy->id : hotline__text(NULL));
    hotline__json_object_end(&w);
    return out->status;
}
