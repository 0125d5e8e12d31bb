/* SPDX-License-Identifier: MIT */
/*
 * Keeps what reading a policy found worth telling: a code, a place, and a sentence in both languages. It refuses to find anything itself.
 */
#include "policy_read.h"

#include <string.h>

#include "../base/buffer.h"
#include "../base/message.h"

enum { FINDING_GAP = 200 /* bytes of a gap */ };

/* What fills a gap: 'a' or 'b'. */
static text finding_fill(const text gaps[2], char gap) {
    return gaps[gap == 'b'];
}

/* Where a piece in square brackets goes on: behind its bracket when its gap is filled, else behind its end. */
static const char *finding_piece(const char *piece, const text gaps[2]) {
    const char *gap = strchr(piece, '{');
    const char *end = strchr(piece, ']');
    return finding_fill(gaps, gap[1]).len > 0 ? piece + 1 : end + 1;
}

/* A name whole; a long condition cut between two code points. */
static void finding_add_gap(buffer *out, text gap) {
    size_t len = gap.len < FINDING_GAP ? gap.len : FINDING_GAP;
    while (len < gap.len && ((unsigned char)gap.at[len] & 0xC0u) == 0x80u) {
        len--;
    }
    hotline__buffer_add(out, gap.at, len);
    hotline__buffer_puts(out, len < gap.len ? "..." : "");
}

static void finding_compose(buffer *out, const char *template, const text gaps[2]) {
    const char *p = template;
    while (*p != '\0') {
        size_t plain = strcspn(p, "{[]");
        hotline__buffer_add(out, p, plain);
        p += plain;
        if (*p == '{') {
            finding_add_gap(out, finding_fill(gaps, p[1]));
            p += 3;
        } else if (*p == '[') {
            p = finding_piece(p, gaps);
        } else if (*p == ']') {
            p++;
        }
    }
}

/* A sentence in a language, kept with the policy; a template without gaps is kept as it is. */
static hotline_status finding_say(policy_reader *r, const char *message, int32_t language, const text gaps[2], text *out) {
    const char *template = hotline__message_say(message, language);
    buffer words;
    *out = hotline__text(template);
    if (strchr(template, '{') == NULL) {
        return HOTLINE_OK;
    }
    hotline__buffer_init(&words, r->arena->context);
    finding_compose(&words, template, gaps);
    *out = hotline__arena_text(r->arena, hotline__buffer_text(&words));
    hotline_status status = words.status < 0 || out->at == NULL ? hotline__policy_no_memory(r) : HOTLINE_OK;
    hotline__buffer_free(&words);
    return status;
}

hotline_status hotline__policy_finding_tell(policy_reader *r, const json *at, const char *code, uint8_t severity, const char *message,
                                            text a, text b) {
    hotline_policy *p = r->policy;
    const policy_document *from = ((const policy_node *)at)->from;
    const text gaps[2] = {a, b};
    if (p->finding_count == r->finding_capacity &&
        !hotline__arena_grow(r->arena, &r->findings, p->finding_count, &r->finding_capacity, sizeof *r->findings)) {
        return hotline__policy_no_memory(r);
    }
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
