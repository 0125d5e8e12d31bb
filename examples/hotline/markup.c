/* SPDX-License-Identifier: MIT */
/*
 * Writes pieces of a page to standard output. What is not the program's own is escaped, for text and for attributes in quotes alike; characters
 * that no page may hold become U+FFFD. It refuses to know what the page is about.
 */
#include "markup.h"

#include <stdarg.h>
#include <stdio.h>

void markup(const char *raw) {
    fputs(raw, stdout);
}

void markup_f(const char *format, ...) {
    va_list list;
    va_start(list, format);
    vprintf(format, list);
    va_end(list);
}

static void markup_byte(unsigned char c) {
    switch (c) {
    case '&':
        markup("&amp;");
        break;
    case '<':
        markup("&lt;");
        break;
    case '>':
        markup("&gt;");
        break;
    case '"':
        markup("&quot;");
        break;
    case '\'':
        markup("&#39;");
        break;
    default:
        if ((c < 0x20 && c != '\t' && c != '\n') || c == 0x7f) {
            markup("\xef\xbf\xbd");
        } else {
            putchar(c);
        }
    }
}

void markup_text(const char *words) {
    for (; words != NULL && *words != '\0'; words++) {
        markup_byte((unsigned char)*words);
    }
}

void markup_element(const char *tag, const char *words) {
    markup_f("<%s>", tag);
    markup_text(words);
    markup_f("</%s>", tag);
}
