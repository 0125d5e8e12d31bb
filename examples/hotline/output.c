/* SPDX-License-Identifier: MIT */
/*
 * Small pieces of output. It refuses to know which command prints them.
 */
#include "output.h"

#include <stdio.h>
#include <string.h>

static int32_t output_spoken = HOTLINE_LANGUAGE_EN;

void output_speak(int32_t language) {
    output_spoken = language;
}

int32_t output_language(void) {
    return output_spoken;
}

void output_text(const char *bytes, size_t len) {
    size_t i;
    if (bytes == NULL) {
        fputs("null", stdout);
        return;
    }
    putchar('"');
    for (i = 0; i < len; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (c == '"' || c == '\\') {
            printf("\\%c", c);
        } else if (c < 0x20) {
            printf("\\u%04x", c);
        } else {
            putchar(c);
        }
    }
    putchar('"');
}

void output_string(const char *terminated) {
    output_text(terminated, terminated != NULL ? strlen(terminated) : 0);
}

void output_instant(hotline_instant at, int32_t offset) {
    char bytes[HOTLINE_INSTANT_SIZE];
    output_string(at != hotline_instant_none() && hotline_instant_write(at, offset, bytes) >= 0 ? bytes : NULL);
}

void output_day(hotline_day day) {
    char bytes[HOTLINE_DATE_SIZE];
    output_string(day != HOTLINE_DAY_NONE && hotline_day_write(day, bytes) >= 0 ? bytes : NULL);
}

/* Columns of UTF-8 text: what lies above Latin takes two. */
static int output_width(const char *bytes, size_t len) {
    int width = 0;
    size_t i;
    for (i = 0; i < len; i++) {
        unsigned char c = (unsigned char)bytes[i];
        width += c < 0x80 || (c >= 0xc0 && c < 0xe0) ? 1 : c >= 0xe0 ? 2 : 0;
    }
    return width;
}

static void output_blanks(int count) {
    for (; count > 0; count--) {
        putchar(' ');
    }
}

void output_column(const char *bytes, size_t len, int width) {
    int own = output_width(bytes, len);
    if (width < 0) {
        output_blanks(-width - own);
    }
    fwrite(bytes, 1, len, stdout);
    if (width > 0) {
        output_blanks(width - own);
    }
}

void output_cell(const char *terminated, int width) {
    output_column(terminated, strlen(terminated), width);
}

const char *output_day_class(int32_t day_class) {
    static const char *const names[HOTLINE_DAY_CLASSES] = {"工作日", "周末", "法定节假日", "调休放假", "补班", "停办", "加班"};
    const char *word = hotline_day_class_name(day_class);
    return word != NULL && output_spoken == HOTLINE_LANGUAGE_ZH ? names[day_class] : word;
}

const char *output_severity_name(int32_t severity) {
    static const char *const names[] = {"error", "warning", "info"};
    return names[severity];
}

const char *output_severity(int32_t severity) {
    static const char *const zh[] = {"错误", "警告", "提示"};
    return output_say(output_severity_name(severity), zh[severity]);
}

const char *output_part_state(int32_t state) {
    static const char *const en[] = {"", "no rate", "unknown", "undefined", "given"};
    static const char *const zh[] = {"", "无分母", "不明", "未规定", "按规定值"};
    return output_say(en[state], zh[state]);
}

const char *output_say(const char *en, const char *zh) {
    return output_spoken == HOTLINE_LANGUAGE_ZH ? zh : en;
}

const char *output_name(const char *name, const char *label) {
    return output_spoken == HOTLINE_LANGUAGE_ZH && label != NULL ? label : name;
}
