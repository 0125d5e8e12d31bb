/* SPDX-License-Identifier: MIT */
/*
 * What was seen instead of what a store promises, in two languages. It refuses to know what was promised, and trusts no byte that a store
 * gave: what is no text is shown as question marks.
 */
#include "store_check_impl.h"

#include "../base/utf8.h"

enum { SEEN_MOST = 240, SEEN_BEFORE = 30 };

static void seen_say(store_check *c, const char *en, const char *zh) {
    hotline__buffer_puts(&c->seen, c->language == HOTLINE_LANGUAGE_ZH ? zh : en);
}

static void seen_add_code_point(store_check *c, int32_t code_point) {
    char bytes[4];
    if (code_point < ' ' || code_point == 0x7F) {
        bytes[0] = '?';
        hotline__buffer_add(&c->seen, bytes, 1);
    } else {
        hotline__buffer_add(&c->seen, bytes, hotline__utf8_put(code_point, bytes));
    }
}

/* From a place on; what is too long is cut, and its length told. */
static void seen_add_quoted(store_check *c, text given, size_t from) {
    size_t at = from;
    seen_say(c, "\"", "“");
    hotline__buffer_puts(&c->seen, from > 0 ? "…" : "");
    while (at < given.len && at - from < SEEN_MOST) {
        seen_add_code_point(c, hotline__utf8_next(given.at, given.len, &at));
    }
    hotline__buffer_puts(&c->seen, at < given.len ? "…" : "");
    seen_say(c, "\"", "”");
    if (from > 0 || at < given.len) {
        seen_say(c, " (", "（");
        hotline__buffer_add_number(&c->seen, (int64_t)given.len);
        seen_say(c, " bytes)", "字节）");
    }
}

/* Where to begin showing two texts: somewhat before they part, when they go together for long. */
static size_t seen_from(text a, text b) {
    size_t same = 0;
    while (same < a.len && same < b.len && a.at[same] == b.at[same]) {
        same++;
    }
    return same < SEEN_MOST / 2 ? 0 : hotline__utf8_fit(a.at, a.len, same - SEEN_BEFORE);
}

/* A status that the contract names, or a number. */
static void seen_add_result(store_check *c, int32_t result) {
    if (result == HOTLINE_OK || result == HOTLINE_CONFLICT || result == HOTLINE_DUPLICATE) {
        hotline__buffer_puts(&c->seen, hotline_status_name(result));
    } else {
        hotline__buffer_add_number(&c->seen, result);
    }
}

static int seen_begin(store_check *c, const char *call) {
    if (c->seen.len != 0 || c->status < 0) {
        return 0;
    }
    hotline__buffer_puts(&c->seen, call);
    return 1;
}

void hotline__seen_answer(store_check *c, const char *call, int32_t got, int32_t wanted) {
    if (seen_begin(c, call)) {
        seen_say(c, " answered ", "返回");
        seen_add_result(c, got);
        seen_say(c, ", not ", "，应为");
        seen_add_result(c, wanted);
    }
}

void hotline__seen_failure(store_check *c, const char *call, int32_t result) {
    if (seen_begin(c, call)) {
        seen_say(c, " failed: it returned ", "失败，返回");
        seen_add_result(c, result);
    }
}

void hotline__seen_refusal(store_check *c, const char *call, hotline_status status) {
    if (seen_begin(c, call)) {
        seen_say(c, " gave its sink what it does not take: ", "向接收器给出了不被接受的内容：");
        hotline__buffer_puts(&c->seen, hotline_status_name(status));
    }
}

void hotline__seen_text(store_check *c, const char *call, text got, text wanted) {
    size_t from = seen_from(got, wanted);
    if (seen_begin(c, call)) {
        seen_say(c, " gave ", "给出");
        seen_add_quoted(c, got, from);
        seen_say(c, ", not ", "，应为");
        seen_add_quoted(c, wanted, from);
    }
}
