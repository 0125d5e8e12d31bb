/* SPDX-License-Identifier: MIT */
/*
 * Replies by chance: clauses, signs, rare and broken letters put together anyhow. Whatever is found lies where it says; a check finds the
 * same alone as among all others; a sentence more never makes a count smaller; long and hostile texts are judged like any other.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../fuzz/replies.h"
#include "../support/hostile.h"
#include "../support/random.h"

enum { POLICIES = 2, TRIALS = 400, ALONE = 40, CHECKS_MOST = 80, TEXT_SIZE = 4096, SHOWN_SIZE = 1 << 16, HOSTILE_SIZE = 20000 };

/* 10 May 2021, 9:00 in China. */
#define NOW INT64_C(1620608400000)

static const char *const names[REPLIES_TEXTS] = {"answer", "matter", "title", "instructions", "internal"};

static const char *const clauses[] = {
    "您好",
    "来件已阅",
    "您反映的问题收悉",
    "经现场核查",
    "情况属实",
    "反映不属实",
    "东桥路12盏路灯线路老化",
    "已于2021年5月8日更换电缆300米",
    "投入1.2万元",
    "坑槽共3处、面积12.5平方米",
    "将进一步加强巡查",
    "争取早日解决",
    "我局高度重视",
    "尽快研究处理",
    "已转交城管局办理",
    "请向区住建局咨询",
    "不属于我单位职责",
    "保证马上全部到位",
    "一定办好",
    "坚决杜绝此类问题",
    "同意赔付",
    "不同意赔付",
    "已与您电话联系",
    "您的电话无法联系",
    "问题已解决",
    "正在处理",
    "感谢您的监督",
    "如有疑问请与我们联系",
    "联系电话0531-88123456",
    "手机13800138000",
    "拨打12345",
    "致电400-123-4567转802",
    "身份证号370102199003071234",
    "卡号6222021234567890123",
    "车牌鲁A12345",
    "邮箱li.si@example.com",
    "住东桥路5号3号楼2单元501室",
    "王女士",
    "尊敬的李四先生",
    "依据《物业管理条例》第三十二条",
    "鲁政发〔2019〕15号",
    "5月20日至28日",
    "年底前完成",
    "3个工作日内答复",
    "两个月内",
    "国庆节后",
    "本周五前",
    "责令停工整改",
    "二〇二一年十月一日",
    "臺灣街區開發爲民",
    "没办法",
    "随便您",
    "近期开展相关治理工作",
};

static const char *const signs[] = {"，", "。", "；", "：", "！", "？", "、", ",", ".", ";", "\n", " ", "　", "", "", ""};

static const char *const odd[] = {
    "“",  "”",  "《", "》", "（",           "）",           "(", ")", "〔", "…", "——", "\"", "\\",  "/",  "１", "２",
    "Ａ", "％", "𠮷", "𠀀", "\xEF\xBB\xBF", "\xE2\x80\x8B", "•", "*", "#",  "@", "0",  "1",  "139", "一", "第", "号楼",
    "路", "条", "年", "月", "日",           "\t",           "é", "👍"};

typedef struct fixture {
    hotline_context *context;
    hotline_rulebook *rulebooks[POLICIES];
    hotline_reply *judges[POLICIES];
    hotline_copies *copies;
} fixture;

static fixture f;
static uint64_t seed = 20260415;

static uint32_t below(uint32_t bound) {
    return (uint32_t)((random_next(&seed) >> 33) % bound);
}

#define ANY(list) (list)[below(sizeof(list) / sizeof(list)[0])]

/* ---- texts by chance ---- */

static size_t put(char *out, size_t at, const char *words) {
    size_t len = strlen(words);
    memcpy(out + at, words, len + 1);
    return at + len;
}

/* The first letters of it, or all. */
static size_t put_cut(char *out, size_t at, const char *words) {
    size_t end = put(out, at, words);
    if (below(8) == 0) {
        end = at + below((uint32_t)(end - at) + 1);
        while (end > at && ((unsigned char)out[end] & 0xC0) == 0x80) {
            end--;
        }
    }
    out[end] = '\0';
    return end;
}

static size_t some_text(char *out, uint32_t pieces) {
    size_t at = 0;
    out[0] = '\0';
    for (uint32_t i = 0; i < pieces && at < TEXT_SIZE / 2; i++) {
        at = put_cut(out, at, ANY(clauses));
        at = put(out, at, below(6) == 0 ? ANY(odd) : "");
        at = put(out, at, ANY(signs));
        at = put(out, at, below(10) == 0 ? ANY(odd) : "");
    }
    return at;
}

/* ---- a judge for each policy ---- */

static hotline_reply *judge_of(const char *document, hotline_rulebook **rulebook) {
    hotline_reply *made = NULL;
    assert_int_equal(hotline_rulebook_new(f.context, NULL, rulebook), HOTLINE_OK);
    assert_int_equal(hotline_rulebook_add(*rulebook, document, strlen(document), NULL), HOTLINE_OK);
    assert_int_equal(hotline_reply_new(*rulebook, &made), HOTLINE_OK);
    assert_int_equal(hotline_reply_lend_copies(made, f.copies), HOTLINE_OK);
    return made;
}

static int open_all(void **state) {
    static const char earlier[] = "来件已阅，经现场核查，东桥路12盏路灯线路老化，已于2021年5月8日更换电缆300米。";
    (void)state;
    assert_int_equal(hotline_context_new(NULL, &f.context), HOTLINE_OK);
    assert_int_equal(hotline_copies_new(f.context, &f.copies), HOTLINE_OK);
    assert_int_equal(hotline_copies_add(f.copies, "E1", 2, earlier, strlen(earlier)), HOTLINE_OK);
    for (size_t i = 0; i < POLICIES; i++) {
        char *document = i == 0 ? replies_file("examples/policies", "reply-check.json") : replies_file("tests/fault", "reply.json");
        f.judges[i] = judge_of(document, &f.rulebooks[i]);
        free(document);
    }
    return 0;
}

static int close_all(void **state) {
    (void)state;
    for (size_t i = 0; i < POLICIES; i++) {
        hotline_reply_free(f.judges[i]);
        hotline_rulebook_free(f.rulebooks[i]);
    }
    hotline_copies_free(f.copies);
    hotline_context_free(f.context);
    return 0;
}

/* ---- a reply by chance ---- */

typedef struct trial {
    char texts[REPLIES_TEXTS + 2][TEXT_SIZE]; /* the last two: an item, an instruction */
    char caller[TEXT_SIZE], fields[2 * TEXT_SIZE];
    replies_given given;
    arena reading;
} trial;

/* Fields as JSON; what a name or a phone may hold, by chance. */
static void some_fields(trial *t) {
    static const char *const values[] = {"李四",        "某某",   "王建国", "0531-88123456", "12345",
                                         "13800138000", "城管局", "无",     "《办法》第三条"};
    static const char *const days[] = {"2021-05-01", "2021-05-20", "2022-05-20", "soon"};
    json *root = NULL;
    (void)snprintf(
        t->fields, sizeof t->fields,
        "{\"name\":\"%s\",\"phone\":\"%s\",\"handler_name\":\"%s\",\"handler_phone\":\"%s\",\"basis\":\"%s\",\"policy_basis\":\"%s\","
        "\"promised_for\":\"%s\",\"result\":\"%s\",\"caller\":\"%s\",\"caller_name\":\"%s\",\"place\":\"%s\",\"times\":%u}",
        ANY(values), ANY(values), ANY(values), ANY(values), ANY(values), ANY(values), ANY(days), below(2) == 0 ? "promised" : "cannot",
        ANY(values), ANY(values), below(2) == 0 ? "东桥路5号" : "南苑小区", below(6));
    assert_int_equal(hotline__json_read(&t->reading, t->fields, strlen(t->fields), &root, NULL), HOTLINE_OK);
    t->given.fields = root;
}

static void some_trial(trial *t) {
    memset(&t->given, 0, sizeof t->given);
    hotline__arena_reset(&t->reading);
    t->given.names = names;
    for (size_t i = 0; i < REPLIES_TEXTS + 2; i++) {
        text words = {t->texts[i], some_text(t->texts[i], i == 0 ? below(20) : below(6))};
        if (i < REPLIES_TEXTS && i != HOTLINE_REPLY_INSTRUCTIONS && (i == 0 || below(4) != 0)) {
            t->given.texts[i] = words;
        } else if (i == REPLIES_TEXTS && below(2) == 0) {
            t->given.items[t->given.item_count++] = words;
        } else if (i > REPLIES_TEXTS && below(2) == 0) {
            t->given.instructions[t->given.instruction_count++] = words;
        }
    }
    some_fields(t);
}

static void give(hotline_reply *r, const replies_given *g, const char *fields) {
    assert_int_equal(hotline_reply_begin(r, "T", 1), HOTLINE_OK);
    for (int32_t i = 0; i < REPLIES_TEXTS; i++) {
        if (g->texts[i].at != NULL) {
            assert_int_equal(hotline_reply_text(r, i, g->texts[i].at, g->texts[i].len, NULL), HOTLINE_OK);
        }
    }
    for (uint32_t i = 0; i < g->item_count; i++) {
        assert_int_equal(hotline_reply_text(r, HOTLINE_REPLY_ITEM, g->items[i].at, g->items[i].len, NULL), HOTLINE_OK);
    }
    for (uint32_t i = 0; i < g->instruction_count; i++) {
        const text *one = &g->instructions[i];
        assert_int_equal(hotline_reply_text(r, HOTLINE_REPLY_INSTRUCTIONS, one->at, one->len, NULL), HOTLINE_OK);
    }
    if (fields != NULL) {
        assert_int_equal(hotline_reply_fields(r, fields, strlen(fields), NULL), HOTLINE_OK);
    }
}

static void judge(hotline_reply *r, const replies_given *g, const char *fields) {
    give(r, g, fields);
    assert_int_equal(hotline_reply_judge(r, NOW, NULL), HOTLINE_OK);
}

static void whatever_is_found_is_there(void **state) {
    static trial t;
    (void)state;
    hotline__arena_init(&t.reading, f.context);
    for (uint32_t n = 0; n < TRIALS; n++) {
        some_trial(&t);
        for (size_t i = 0; i < POLICIES; i++) {
            judge(f.judges[i], &t.given, t.fields);
            replies_check(f.context, &t.given, f.judges[i], NOW);
        }
    }
    hotline__arena_free(&t.reading);
}

/* ---- one check alone ---- */

/* A check stands on one line of the document, between the line of "checks" and the one that closes it. */
typedef struct alone {
    char name[64];
    hotline_rulebook *rulebook;
    hotline_reply *reply;
} alone;

static alone alone_of(const char *document, const char *checks, const char *line, const char *close) {
    alone a;
    char *one = calloc(1, strlen(document) + 1);
    size_t len = strcspn(line, "\n");
    size_t at = (size_t)(checks - document);
    assert_non_null(one);
    memset(&a, 0, sizeof a);
    (void)sscanf(line, " \"%60[a-z_]\"", a.name);
    len -= line[len - 1] == ',';
    memcpy(one, document, at);
    memcpy(one + at, line, len);
    strcpy(one + at + len, close);
    a.reply = judge_of(one, &a.rulebook);
    free(one);
    return a;
}

static uint32_t all_alone(const char *document, alone *out) {
    const char *checks = strstr(document, "\"checks\": {\n") + strlen("\"checks\": {\n");
    const char *close = strstr(checks, "\n  }\n");
    uint32_t count = 0;
    for (const char *line = checks; line < close; line += strcspn(line, "\n") + 1) {
        assert_true(count < CHECKS_MOST);
        out[count++] = alone_of(document, checks, line, close);
    }
    return count;
}

/* All that is found by a check, and what keeps it from being decided. */
static void show(hotline_reply *r, const char *check, char *out) {
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < hotline_reply_finding_count(r); i++) {
        hotline_reply_finding found = replies_finding(r, i, HOTLINE_LANGUAGE_EN);
        if (found.check != NULL && strcmp(found.check, check) == 0) {
            assert_true(used + found.message_len + found.clause_len + 200 < SHOWN_SIZE);
            used += (size_t)sprintf(out + used, "%d %s %d %u %u-%u %s %s\n", (int)found.severity, found.code, (int)found.text,
                                    (unsigned)found.number, (unsigned)found.begin, (unsigned)found.end, found.clause, found.message);
        }
    }
    for (size_t i = 0; i < hotline_reply_undefined_count(r); i++) {
        const char *path = hotline_reply_undefined_at(r, i, NULL) + strlen("reply.checks.");
        if (strncmp(path, check, strlen(check)) == 0 && path[strlen(check)] == '.') {
            used += (size_t)sprintf(out + used, "?%s\n", path);
        }
    }
}

static void a_check_alone_finds_the_same(void **state) {
    static alone every[CHECKS_MOST];
    static trial t;
    static char together[SHOWN_SIZE];
    static char apart[SHOWN_SIZE];
    char *document = replies_file("tests/fault", "reply.json");
    uint32_t count = all_alone(document, every);
    size_t said = 0;
    (void)state;
    hotline__arena_init(&t.reading, f.context);
    for (uint32_t n = 0; n < ALONE; n++) {
        some_trial(&t);
        judge(f.judges[1], &t.given, t.fields);
        for (uint32_t i = 0; i < count; i++) {
            judge(every[i].reply, &t.given, t.fields);
            show(f.judges[1], every[i].name, together);
            show(every[i].reply, every[i].name, apart);
            assert_string_equal(apart, together);
            said += strlen(apart);
        }
    }
    assert_true(count > 40 && said > 10000);
    for (uint32_t i = 0; i < count; i++) {
        hotline_reply_free(every[i].reply);
        hotline_rulebook_free(every[i].rulebook);
    }
    hotline__arena_free(&t.reading);
    free(document);
}

/* ---- a sentence more ---- */

/* Signals that count. */
static const char *const counts[] = {"letters",  "sentences",    "vague",          "particulars", "dates",    "phones",
                                     "personal", "overpromises", "contradictions", "traditional", "substance"};

enum { COUNTS = sizeof counts / sizeof counts[0] };

static void count_all(text words, int64_t *out) {
    replies_given given;
    memset(&given, 0, sizeof given);
    given.texts[HOTLINE_REPLY_TEXT] = words;
    judge(f.judges[0], &given, NULL);
    for (size_t i = 0; i < COUNTS; i++) {
        out[i] = replies_signal(f.judges[0], counts[i]);
    }
}

/* None that closes a quotation: what it quotes is no longer said. */
static const char *some_sentence(void) {
    const char *one = ANY(clauses);
    while (strstr(one, "》") != NULL) {
        one = ANY(clauses);
    }
    return one;
}

static void a_sentence_more_counts_no_less(void **state) {
    static char words[TEXT_SIZE + 400];
    (void)state;
    for (uint32_t n = 0; n < TRIALS; n++) {
        int64_t before[COUNTS];
        int64_t after[COUNTS];
        text t = {words, some_text(words, 1 + below(12))};
        t.len = put(words, t.len, "。");
        count_all(t, before);
        t.len = put(words, put(words, t.len, some_sentence()), "。");
        count_all(t, after);
        for (size_t i = 0; i < COUNTS; i++) {
            if (after[i] < before[i]) {
                fail_msg("%s: %d, then %d: %s", counts[i], (int)before[i], (int)after[i], words);
            }
        }
    }
}

/* ---- hostile texts ---- */

static void hostile_texts_are_judged(void **state) {
    static char words[HOSTILE_SIZE];
    static replies_given given;
    (void)state;
    for (size_t n = 0; n < HOSTILE_TEXTS; n++) {
        text t = {words, hostile_fill(&hostile_texts[n], words, sizeof words)};
        memset(&given, 0, sizeof given);
        given.names = names;
        given.texts[HOTLINE_REPLY_TEXT] = given.texts[HOTLINE_REPLY_MATTER] = given.texts[HOTLINE_REPLY_INTERNAL] = t;
        judge(f.judges[1], &given, NULL);
        replies_check(f.context, &given, f.judges[1], NOW);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(whatever_is_found_is_there), cmocka_unit_test(a_check_alone_finds_the_same),
                                       cmocka_unit_test(a_sentence_more_counts_no_less), cmocka_unit_test(hostile_texts_are_judged)};
    return cmocka_run_group_tests(tests, open_all, close_all);
}
