/* SPDX-License-Identifier: MIT */
/*
 * Keeps what reading a policy found worth telling: a code, a place, and a sentence in both languages. It refuses to find anything itself.
 */
#include "policy_read.h"

#include <string.h>

#include "../base/message.h"
#include "../base/template.h"
#include "../base/utf8.h"

enum { FINDING_GAP = 200 /* bytes of a gap */ };

/* Room for a gap that is cut. */
typedef struct gap_words {
    char bytes[FINDING_GAP + sizeof "..."];
} gap_words;

/* A name whole; a long condition cut between two code points. */
static text policy_gap(text gap, gap_words *room) {
    text cut = {room->bytes, hotline__utf8_fit(gap.at, gap.len, FINDING_GAP)};
    if (cut.len == gap.len) {
        return gap;
    }
    memcpy(room->bytes, gap.at, cut.len);
    memcpy(room->bytes + cut.len, "...", sizeof "...");
    cut.len += sizeof "..." - 1;
    return cut;
}

/* A sentence in a language, kept with the policy; one without gaps is kept as it is. */
static hotline_status finding_say(policy_reader *r, const char *message, int32_t language, const text *gaps, text *out) {
    const char *sentence = hotline__message_say(message, language);
    buffer words;
    *out = hotline__text(sentence);
    if (memchr(sentence, '{', out->len) == NULL) {
        return HOTLINE_OK;
    }
    hotline__buffer_init(&words, r->arena->context);
    hotline__template_write(sentence, gaps, &words);
    *out = hotline__arena_text(r->arena, hotline__buffer_text(&words));
    hotline_status status = words.status < 0 || out->at == NULL ? hotline__policy_no_memory(r) : HOTLINE_OK;
    hotline__buffer_free(&words);
    return status;
}

hotline_status hotline__policy_finding_tell(policy_reader *r, const json *at, const char *code, uint8_t severity, const char *message,
                                            text a, text b) {
    hotline_policy *p = r->policy;
    const policy_document *from = ((const policy_node *)at)->from;
    gap_words rooms[2];
    text gaps[TEMPLATE_GAPS] = {{NULL, 0}};
    if (p->finding_count == r->finding_capacity &&
        !hotline__arena_grow(r->arena, &r->findings, p->finding_count, &r->finding_capacity, sizeof *r->findings)) {
        return hotline__policy_no_memory(r);
    }
    gaps[0] = policy_gap(a, &rooms[0]);
    gaps[1] = policy_gap(b, &rooms[1]);
    policy_finding *f = &r->findings[p->finding_count];
    memset(f, 0, sizeof *f);
    p->findings = r->findings;
    f->code = code;
    f->severity = severity;
    f->offset = at->key_offset;
    f->path = hotline__policy_path(r->arena, at);
    if (from == r->document) {
        f->document = from->source;
    }
    HOTLINE_TRY(finding_say(r, message, HOTLINE_LANGUAGE_EN, gaps, &f->en));
    HOTLINE_TRY(finding_say(r, message, HOTLINE_LANGUAGE_ZH, gaps, &f->zh));
    if (f->path == NULL) {
        return hotline__policy_no_memory(r);
    }
    p->finding_count++;
    return HOTLINE_OK;
}

hotline_status hotline__policy_finding_add(policy_reader *r, const json *at, const char *code, uint8_t severity, const char *message) {
    text none = {NULL, 0};
    return hotline__policy_finding_tell(r, at, code, severity, message, none, none);
}
