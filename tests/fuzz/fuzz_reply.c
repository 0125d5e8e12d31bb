/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a reply, under the example policy and one with every test and every bound: as a JSON line; behind T as texts divided by |;
 * behind P as a policy's phrase and, divided by |, a reply that it is looked for in. Everything that is answered is read and checked,
 * and another judge, which judged something else before, says the same.
 */
#include "replies.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { POLICIES = 2 };

/* 10 May 2021, 9:00 in China: in the midst of the corpus. */
#define NOW INT64_C(1620608400000)

typedef struct fixture {
    hotline_context *context;
    hotline_copies *copies;
    hotline_rulebook *rulebooks[POLICIES];
    hotline_reply *judges[POLICIES], *others[POLICIES];
    arena reading;
} fixture;

static fixture f;

/* Facts that stand for the texts; the same in both policies. */
static const char *const names[REPLIES_TEXTS] = {"answer", "matter", "title", "instructions", "internal"};

static const char *const earlier[] = {
    "来件已阅。本队于4月2日派员到现场，路灯线路老化，已换新线，当晚全部亮灯。",
    "所述积水点位在桥洞下方，管网淤堵，清掏之后排水恢复，后续雨天安排专人值守。",
};

static void add_policy(size_t i, const char *folder, const char *name) {
    char *document = replies_file(folder, name);
    REQUIRE(hotline_rulebook_new(f.context, NULL, &f.rulebooks[i]) == HOTLINE_OK);
    REQUIRE(hotline_rulebook_add(f.rulebooks[i], document, strlen(document), NULL) == HOTLINE_OK);
    REQUIRE(hotline_reply_new(f.rulebooks[i], &f.judges[i]) == HOTLINE_OK);
    REQUIRE(hotline_reply_new(f.rulebooks[i], &f.others[i]) == HOTLINE_OK);
    REQUIRE(hotline_reply_lend_copies(f.judges[i], f.copies) == HOTLINE_OK);
    REQUIRE(hotline_reply_lend_copies(f.others[i], f.copies) == HOTLINE_OK);
    free(document);
}

static void set_up(void) {
    static const char *const ids[] = {"E1", "E2"};
    REQUIRE(hotline_context_new(NULL, &f.context) == HOTLINE_OK);
    REQUIRE(hotline_copies_new(f.context, &f.copies) == HOTLINE_OK);
    for (size_t i = 0; i < sizeof earlier / sizeof earlier[0]; i++) {
        REQUIRE(hotline_copies_add(f.copies, ids[i], 2, earlier[i], strlen(earlier[i])) == HOTLINE_OK);
    }
    hotline__arena_init(&f.reading, f.context);
    add_policy(0, "examples/policies", "reply-check.json");
    add_policy(1, "tests/fault", "reply.json");
}

/* ---- judging ---- */

/* A line may name a moment at which no policy is in force. */
static void judge(hotline_reply *r, const replies_given *given, hotline_instant now) {
    hotline_status status = hotline_reply_judge(r, now, NULL);
    REQUIRE(status == HOTLINE_OK || (status == HOTLINE_UNDEFINED && now == hotline_instant_none()));
    replies_check(f.context, given, r, now);
}

static void same_lines(hotline_reply *a, hotline_reply *b) {
    char *one = replies_line(a, HOTLINE_LANGUAGE_ZH);
    char *other = replies_line(b, HOTLINE_LANGUAGE_ZH);
    REQUIRE(strcmp(one, other) == 0);
    free(one);
    free(other);
}

/* Something else, so that what it leaves behind would be seen. */
static void judge_other(hotline_reply *r) {
    static const char line[] =
        "{\"id\":\"E2\",\"matter\":\"西街15号楼漏水\",\"items\":[\"何时修\"],\"reply\":\"5月20日前修好，电话13800138000。\","
        "\"fields\":{\"promised_for\":\"2021-05-20\",\"result\":\"promised\",\"nothing\":1}}";
    REQUIRE(hotline_reply_read(r, line, sizeof line - 1, NULL) == HOTLINE_OK);
    REQUIRE(hotline_reply_judge(r, NOW, NULL) == HOTLINE_OK);
}

/* ---- as a line ---- */

static void take_many(const json *node, text *out, uint32_t *count) {
    if (node != NULL && node->kind == JSON_TEXT) {
        out[(*count)++] = node->value;
    }
    for (const json *one = node != NULL && node->kind == JSON_ARRAY ? node->first : NULL; one != NULL; one = one->next) {
        REQUIRE(*count < REPLIES_MANY_MOST);
        out[(*count)++] = one->value;
    }
}

/* What a line that was taken gives, read by ourselves. */
static void given_by_line(const char *line, size_t len, replies_given *out) {
    static const char *const keys[REPLIES_TEXTS] = {"reply", "matter", "title", NULL, "internal"};
    json *root = NULL;
    hotline__arena_reset(&f.reading);
    REQUIRE(hotline__json_read(&f.reading, line, len, &root, NULL) == HOTLINE_OK && root->kind == JSON_OBJECT);
    for (size_t i = 0; i < REPLIES_TEXTS; i++) {
        const json *node = keys[i] == NULL ? NULL : hotline__json_member(root, keys[i]);
        if (node != NULL && node->kind == JSON_TEXT) {
            out->texts[i] = node->value;
        }
    }
    take_many(hotline__json_member(root, "items"), out->items, &out->item_count);
    take_many(hotline__json_member(root, "instructions"), out->instructions, &out->instruction_count);
    out->fields = hotline__json_member(root, "fields");
    out->fields = out->fields != NULL && out->fields->kind == JSON_OBJECT ? out->fields : NULL;
}

static int read_line(hotline_reply *r, const char *line, size_t len) {
    hotline_error error;
    hotline_error_init(&error, sizeof error);
    hotline_status status = hotline_reply_read(r, line, len, &error);
    if (status < 0) {
        REQUIRE(status == HOTLINE_ERROR_SYNTAX || status == HOTLINE_ERROR_DOCUMENT || status == HOTLINE_ERROR_LIMIT);
        REQUIRE(error.message[0] != '\0' && place_is_inside(line, len, &error));
        REQUIRE(hotline_reply_judge(r, NOW, NULL) == HOTLINE_ERROR_ARGUMENT);
    }
    return status >= 0;
}

static void as_line(size_t i, const char *line, size_t len) {
    static replies_given given;
    if (!read_line(f.judges[i], line, len)) {
        return;
    }
    memset(&given, 0, sizeof given);
    given.names = names;
    given_by_line(line, len, &given);
    judge(f.judges[i], &given, hotline_instant_none());
    judge(f.judges[i], &given, NOW);
    judge_other(f.others[i]);
    REQUIRE(read_line(f.others[i], line, len));
    judge(f.others[i], &given, NOW);
    same_lines(f.judges[i], f.others[i]);
}

/* ---- as texts ---- */

static text next_part(const char **at, const char *end) {
    const char *bar = *at < end ? memchr(*at, '|', (size_t)(end - *at)) : NULL;
    text part = {*at, (size_t)((bar != NULL ? bar : end) - *at)};
    *at = bar != NULL ? bar + 1 : end;
    return part;
}

static int give(hotline_reply *r, int32_t which, text part) {
    hotline_status status = hotline_reply_text(r, which, part.at, part.len, NULL);
    REQUIRE(status == HOTLINE_OK || status == HOTLINE_ERROR_SYNTAX);
    REQUIRE((status == HOTLINE_OK) == (hotline__utf8_valid(part.at, part.len) == part.len && memchr(part.at, 0, part.len) == NULL));
    return status == HOTLINE_OK;
}

/* Reply, matter, title, internal; fields; then items and instructions in turn. What is no text is left out. */
static void give_all(hotline_reply *r, const char *at, const char *end, replies_given *out) {
    static const int32_t order[] = {HOTLINE_REPLY_TEXT, HOTLINE_REPLY_MATTER, HOTLINE_REPLY_TITLE, HOTLINE_REPLY_INTERNAL};
    json *fields = NULL;
    REQUIRE(hotline_reply_begin(r, "T", 1) == HOTLINE_OK);
    hotline__arena_reset(&f.reading);
    for (size_t i = 0; i < 4 && at < end; i++) {
        text part = next_part(&at, end);
        if (give(r, order[i], part)) {
            out->texts[order[i]] = part;
        }
    }
    text part = next_part(&at, end);
    if (hotline_reply_fields(r, part.at, part.len, NULL) == HOTLINE_OK) {
        REQUIRE(hotline__json_read(&f.reading, part.at, part.len, &fields, NULL) == HOTLINE_OK);
        out->fields = fields;
    }
    while (at < end && out->item_count + out->instruction_count < REPLIES_MANY_MOST / 2) {
        part = next_part(&at, end);
        if (out->item_count <= out->instruction_count && give(r, HOTLINE_REPLY_ITEM, part)) {
            out->items[out->item_count++] = part;
        } else if (give(r, HOTLINE_REPLY_INSTRUCTIONS, part)) {
            out->instructions[out->instruction_count++] = part;
        }
    }
}

static void as_texts(size_t i, const char *bytes, size_t len) {
    static replies_given given;
    memset(&given, 0, sizeof given);
    given.names = names;
    give_all(f.judges[i], bytes, bytes + len, &given);
    judge(f.judges[i], &given, NOW);
}

/* ---- as a phrase ---- */

static hotline_rulebook *rulebook_of(text phrase) {
    static const char head[] =
        "{\"hotline\":1,\"id\":\"p\",\"title\":\"t\",\"source\":\"s\",\"issued\":\"2021-01-01\",\"effective\":\"2021-01-01\","
        "\"transition\":\"ticket\",\"calendar\":\"cn\",\"counting\":{\"start\":\"next-day\",\"end\":\"24:00\"},"
        "\"facts\":{\"answer\":{\"of\":\"assignment\",\"type\":\"text\"}},\"events\":{\"receive\":{\"of\":\"ticket\",\"opens\":"
        "\"ticket\"},\"dispatch\":{\"of\":\"ticket\",\"opens\":\"assignment\"},\"report\":{\"of\":\"assignment\",\"facts\":"
        "{\"answer\":\"optional\"}}},\"reply\":{\"on\":\"report\",\"text\":\"answer\",\"checks\":{\"a\":{\"test\":\"contradiction\","
        "\"phrases\":{\"";
    static const char tail[] = "\":\"error\"}}}}}";
    hotline_rulebook *made = NULL;
    char *document = malloc(sizeof head + phrase.len + sizeof tail);
    REQUIRE(document != NULL);
    memcpy(document, head, sizeof head - 1);
    memcpy(document + sizeof head - 1, phrase.at, phrase.len);
    memcpy(document + sizeof head - 1 + phrase.len, tail, sizeof tail);
    REQUIRE(hotline_rulebook_new(f.context, NULL, &made) == HOTLINE_OK);
    if (hotline_rulebook_add(made, document, sizeof head + phrase.len + sizeof tail - 2, NULL) < 0) {
        hotline_rulebook_free(made);
        made = NULL;
    }
    free(document);
    return made;
}

/* A phrase that the policy was taken with can be looked for. */
static void as_phrase(const char *bytes, size_t len) {
    const char *at = bytes;
    text phrase = next_part(&at, bytes + len);
    hotline_rulebook *rulebook = rulebook_of(phrase);
    static replies_given given;
    hotline_reply *r = NULL;
    if (rulebook == NULL) {
        return;
    }
    memset(&given, 0, sizeof given);
    given.names = names;
    REQUIRE(hotline_reply_new(rulebook, &r) == HOTLINE_OK);
    give_all(r, at, bytes + len, &given);
    judge(r, &given, NOW);
    hotline_reply_free(r);
    hotline_rulebook_free(rulebook);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const char *bytes = (const char *)data;
    if (f.context == NULL) {
        set_up();
    }
    if (size > 0 && bytes[0] == 'P') {
        as_phrase(bytes + 1, size - 1);
        return 0;
    }
    for (size_t i = 0; i < POLICIES; i++) {
        if (size > 0 && bytes[0] == 'T') {
            as_texts(i, bytes + 1, size - 1);
        } else {
            as_line(i, bytes, size);
        }
    }
    return 0;
}
