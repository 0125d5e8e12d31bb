/* SPDX-License-Identifier: MIT */
/*
 * Writes a sentence with gaps. It refuses to know which language it is in and what fills the gaps.
 */
#include "template.h"

static text template_gap(const text *gaps, char letter) {
    return gaps[letter - 'a'];
}

/* Where to go on at an opening bracket: behind it, or behind the piece. */
static const char *template_piece(const char *bracket, const text *gaps) {
    const char *gap = bracket;
    const char *end;
    while (*gap != '{') {
        gap++;
    }
    for (end = gap; *end != ']'; end++) {
    }
    return template_gap(gaps, gap[1]).len != 0 ? bracket + 1 : end + 1;
}

void hotline__template_write(const char *sentence, const text *gaps, buffer *out) {
    const char *p = sentence;
    while (*p != '\0') {
        size_t plain = 0;
        while (p[plain] != '\0' && p[plain] != '{' && p[plain] != '[' && p[plain] != ']') {
            plain++;
        }
        hotline__buffer_add(out, p, plain);
        p += plain;
        if (*p == '{') {
            hotline__buffer_add_text(out, template_gap(gaps, p[1]));
            p += 3; /* a gap is a letter in braces */
        } else if (*p == '[') {
            p = template_piece(p, gaps);
        } else if (*p == ']') {
            p++;
        }
    }
}
