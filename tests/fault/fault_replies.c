/* SPDX-License-Identifier: MIT */
/*
 * Replies judged, in steps, through the public functions only: a policy with every test, an index of copies, a reply as a line and one as
 * texts, and the same asked on tickets of a log. A step that failed for want of memory checks that nothing is answered, and may be told
 * again.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fault_replies.h"

enum { DOCUMENT_SIZE = 1 << 16, FAULTS_MOST = 1000 };

#define NOW INT64_C(1620608400000) /* 10 May 2021, 9:00 in China */

static const char copied[] =
    "张先生：来件已阅。本队于4月2日派员到现场，路灯线路老化，已换新线，当晚全部亮灯。投诉人电话13800138000，住东桥路5号3号楼2单元501室。"
    "保证全部到位，争取5月1日前、5月20日前办好。";

static const char given[] =
    "{\"id\":\"R1\",\"title\":\"东桥路路灯\",\"matter\":\"东桥路与文汇街交叉口路灯不亮。\",\"items\":[\"修灯\",\"何时修\"],"
    "\"instructions\":\"1.请核实路灯情况；2.请答复时限。\","
    "\"reply\":"
    "\"王先生：来件已阅。本队于4月2日派员到现场，路灯线路老化，已换新线，当晚全部亮灯。投诉人电话13800138000，住东桥路5号3号楼2单元501室。"
    "保证全部到位，争取5月1日前、5月20日前办好；同意，又不同意。将在48小时内回访。下一步将尽快落实。\",\"internal\":\"张科长13912345678\","
    "\"fields\":{\"result\":\"promised\","
    "\"name\":\"某某\",\"phone\":\"12345\",\"caller\":\"李四\",\"place\":\"西环路\",\"promised_for\":\"2021-05-01\",\"promise\":"
    "\"两个月内\",\"times\":4,"
    "\"basis\":\"《关于路灯的函》第二条\",\"reason\":\"短\"}}";

static const char *const log_lines[] = {
    "{\"id\":\"e1\",\"ticket\":\"T1\",\"event\":\"receive\",\"at\":\"2021-05-06T09:00:00+08:00\",\"role\":\"centre\",\"facts\":{\"title\":"
    "\"路灯\","
    "\"matter\":\"东桥路路灯不亮\",\"place\":\"东桥路\",\"caller\":\"李四\"}}",
    "{\"id\":\"e2\",\"ticket\":\"T1\",\"event\":\"dispatch\",\"at\":\"2021-05-06T10:00:00+08:00\",\"role\":\"centre\",\"unit\":\"u\","
    "\"facts\":"
    "{\"instructions\":\"请三日内答复\"}}",
    "{\"id\":\"e3\",\"ticket\":\"T1\",\"event\":\"report\",\"at\":\"2021-05-07T10:00:00+08:00\",\"assignment\":\"e2\",\"role\":\"handler\","
    "\"facts\":"
    "{\"answer\":\"您好，我们高度重视，将尽快研究处理。\",\"name\":\"某某\",\"result\":\"done\"}}",
};

static const char decided[] =
    "{\"id\":\"z1\",\"ticket\":\"T1\",\"event\":\"report\",\"at\":\"2021-05-10T09:00:00+08:00\",\"assignment\":\"e2\",\"role\":\"handler\","
    "\"facts\":"
    "{\"answer\":\"一定办好，电话13800138000。\",\"result\":\"promised\",\"promised_for\":\"2021-12-01\",\"name\":\"周明\"}}";

static char *policy; /* the one that is told: all, or one check of it */
static char *whole;

static void say(world *w, const char *bytes, size_t len) {
    assert_true(w->used + len + 2 < sizeof w->words);
    memcpy(w->words + w->used, bytes, len);
    w->used += len;
    w->words[w->used++] = '\n';
    w->words[w->used] = '\0';
}

/* ---- what is judged by ---- */

static hotline_status tell_context(world *w) {
    return fault_context(&w->memory, &w->context);
}

static hotline_status tell_rulebook(world *w) {
    return hotline_rulebook_new(w->context, NULL, &w->rulebook);
}

static hotline_status tell_policy(world *w) {
    return hotline_rulebook_add(w->rulebook, policy, strlen(policy), &w->error);
}

static hotline_status tell_copies(world *w) {
    return hotline_copies_new(w->context, &w->copies);
}

static hotline_status tell_copy(world *w) {
    return hotline_copies_add(w->copies, "E1", 2, copied, strlen(copied));
}

/* ---- a reply as a line ---- */

static hotline_status tell_reply(world *w) {
    hotline_status status = hotline_reply_new(w->rulebook, &w->reply);
    return status < 0 ? status : hotline_reply_lend_copies(w->reply, w->copies);
}

static hotline_status tell_read(world *w) {
    hotline_status status = hotline_reply_read(w->reply, given, strlen(given), &w->error);
    if (status < 0) { /* the judge holds nothing */
        assert_null(hotline_reply_id(w->reply, NULL));
        assert_int_equal(hotline_reply_judge(w->reply, NOW, NULL), HOTLINE_ERROR_ARGUMENT);
    }
    return status;
}

static hotline_status tell_judge(world *w) {
    const char *line = NULL;
    size_t len = 0;
    hotline_status status = hotline_reply_judge(w->reply, NOW, &w->error);
    if (status < 0) {
        assert_int_equal(hotline_reply_finding_count(w->reply), 0);
        assert_int_equal(hotline_reply_undefined_count(w->reply), 0);
        assert_int_equal(hotline_reply_verdict(w->reply), HOTLINE_REPLY_REFUSE);
        assert_int_equal(hotline_reply_line(w->reply, 0, &line, &len), HOTLINE_ERROR_NOT_FOUND);
        assert_int_equal(hotline_reply_masked(w->reply, &line, &len), HOTLINE_ERROR_NOT_FOUND);
    }
    return status;
}

static hotline_status tell_findings(world *w) {
    hotline_status status = HOTLINE_OK;
    for (size_t i = 0; status >= 0 && i < 2 * hotline_reply_finding_count(w->reply); i++) {
        hotline_reply_finding f = {.struct_size = sizeof f};
        status = hotline_reply_finding_at(w->reply, i / 2, i % 2 == 0 ? HOTLINE_LANGUAGE_EN : HOTLINE_LANGUAGE_ZH, &f);
        if (status >= 0) {
            say(w, f.message, f.message_len);
            say(w, f.evidence != NULL ? f.evidence : "", f.evidence_len);
        }
    }
    return status;
}

static hotline_status tell_masked(world *w) {
    const char *masked = NULL;
    size_t len = 0;
    hotline_status status = hotline_reply_masked(w->reply, &masked, &len);
    if (status >= 0) {
        say(w, masked, len);
    }
    return status;
}

static hotline_status tell_line(world *w) {
    const char *line = NULL;
    size_t len = 0;
    hotline_status status = hotline_reply_line(w->reply, HOTLINE_LANGUAGE_ZH, &line, &len);
    if (status >= 0) {
        say(w, line, len);
    }
    return status;
}

/* ---- a reply in pieces ---- */

static hotline_status tell_begin(world *w) {
    return hotline_reply_begin(w->reply, "R2", 2);
}

static hotline_status give(world *w, int32_t which, const char *words) {
    return hotline_reply_text(w->reply, which, words, strlen(words), &w->error);
}

static hotline_status tell_text(world *w) {
    return give(w, HOTLINE_REPLY_TEXT, "经查，3号楼积水已清掏，投入2万元。李四同志请见公告《办法》第三条。");
}

static hotline_status tell_matter(world *w) {
    return give(w, HOTLINE_REPLY_MATTER, "南苑小区3号楼地下室积水");
}

static hotline_status tell_item(world *w) {
    return give(w, HOTLINE_REPLY_ITEM, "清理积水");
}

static hotline_status tell_instruction(world *w) {
    return give(w, HOTLINE_REPLY_INSTRUCTIONS, "请现场核实");
}

static hotline_status tell_fields(world *w) {
    static const char fields[] =
        "{\"result\":\"cannot\",\"basis\":\"无\",\"caller\":\"王五\",\"phone\":\"0531-88123456\",\"unknown\":1,\"urgent\":\"yes\"}";
    return hotline_reply_fields(w->reply, fields, sizeof fields - 1, &w->error);
}

static hotline_status tell_nothing(world *w) {
    return hotline_reply_begin(w->reply, NULL, 0);
}

static hotline_status tell_fields_wrong(world *w) {
    hotline_status status = hotline_reply_read(w->reply, "{\"repli\":\"x\"}", 13, &w->error);
    if (status == HOTLINE_ERROR_DOCUMENT) {
        say(w, w->error.message, strlen(w->error.message));
        return HOTLINE_OK;
    }
    return status;
}

/* ---- replies of tickets ---- */

static hotline_status tell_log(world *w) {
    return hotline_log_new(w->rulebook, &w->log);
}

static hotline_status tell_events(world *w) {
    hotline_status status = HOTLINE_OK;
    while (w->next_line < sizeof log_lines / sizeof log_lines[0]) {
        status = hotline_log_add(w->log, log_lines[w->next_line], strlen(log_lines[w->next_line]), &w->error);
        if (status < 0) {
            return status;
        }
        w->next_line++;
    }
    return hotline_log_settle(w->log, NOW);
}

static hotline_status tell_ticket(world *w) {
    return hotline_ticket_new(w->log, &w->ticket);
}

static hotline_status tell_fold(world *w) {
    return hotline_ticket_fold(w->ticket, "T1", 2);
}

static hotline_status tell_ticket_lines(world *w) {
    const char *lines = NULL;
    size_t len = 0;
    hotline_status status = hotline_ticket_lines(w->ticket, HOTLINE_LANGUAGE_ZH, &lines, &len);
    if (status >= 0) {
        say(w, lines, len);
    }
    return status;
}

static hotline_status tell_decision(world *w) {
    hotline_status status = hotline_ticket_decide(w->ticket, decided, strlen(decided), &w->error);
    hotline_status answer = status;
    for (size_t i = 0; status >= 0 && i < hotline_ticket_reason_count(w->ticket); i++) {
        hotline_finding f = {.struct_size = sizeof f};
        status = hotline_ticket_reason(w->ticket, i, HOTLINE_LANGUAGE_EN, &f);
        if (status >= 0) {
            say(w, f.message, f.message_len);
        }
    }
    if (status >= 0) {
        assert_true(answer == HOTLINE_REFUSED && hotline_ticket_reason_count(w->ticket) > 0);
    }
    return status;
}

static const step replies_steps[] = {
    {"context", tell_context},
    {"rulebook", tell_rulebook},
    {"policy", tell_policy},
    {"copies", tell_copies},
    {"copy", tell_copy},
    {"reply", tell_reply},
    {"read", tell_read},
    {"judge", tell_judge},
    {"findings", tell_findings},
    {"masked", tell_masked},
    {"line", tell_line},
    {"wrong", tell_fields_wrong},
    {"begin", tell_begin},
    {"text", tell_text},
    {"matter", tell_matter},
    {"item", tell_item},
    {"instruction", tell_instruction},
    {"fields", tell_fields},
    {"judge", tell_judge},
    {"findings", tell_findings},
    {"line", tell_line},
    {"nothing", tell_nothing},
    {"judge", tell_judge},
    {"line", tell_line},
    {"log", tell_log},
    {"events", tell_events},
    {"ticket", tell_ticket},
    {"fold", tell_fold},
    {"lines", tell_ticket_lines},
    {"decide", tell_decision},
    {"lines", tell_ticket_lines},
};

const size_t replies_judged = 7;

/* ---- telling ---- */

static void begin(world *w) {
    memset(w, 0, offsetof(world, words));
    w->words[0] = '\0';
    hotline_error_init(&w->error, sizeof w->error);
}

static void end(world *w) {
    hotline_ticket_free(w->ticket);
    hotline_log_free(w->log);
    hotline_reply_free(w->reply);
    hotline_copies_free(w->copies);
    hotline_rulebook_free(w->rulebook);
    hotline_context_free(w->context);
}

static void prepare(world *w, size_t k) {
    (void)k;
    w->mark = w->used;
}

static size_t show(const world *w, void *out) {
    memcpy(out, w->words, w->used);
    return w->used;
}

/* What it said before it failed is taken back. */
static int failed(world *w, size_t k) {
    (void)k;
    w->used = w->mark;
    return 0;
}

static world made;

const fault_trial replies = {
    .w = &made,
    .memory = &made.memory,
    .error = &made.error,
    .steps = replies_steps,
    .count = sizeof replies_steps / sizeof replies_steps[0],
    .most = FAULTS_MOST,
    .shown_size = WORDS_SIZE,
    .begin = begin,
    .prepare = prepare,
    .show = show,
    .failed = failed,
    .end = end,
};

/* The policy has one check a line: between the two marks. */
static const char checks_begin[] = "\"checks\": {\n";
static const char checks_end[] = "\n  }\n";

void replies_keep_all(void) {
    strcpy(policy, whole);
}

int replies_keep_check(size_t number) {
    char *at = strstr(whole, checks_begin);
    const char *rest = at != NULL ? strstr(at, checks_end) : NULL;
    assert_non_null(rest);
    at += strlen(checks_begin);
    size_t before = (size_t)(at - whole);
    for (; number > 0 && at < rest; number--) {
        at += strcspn(at, "\n") + 1;
    }
    if (at >= rest) {
        return 0;
    }
    size_t len = strcspn(at, "\n");
    len -= at[len - 1] == ',';
    memcpy(policy, whole, before);
    memcpy(policy + before, at, len);
    strcpy(policy + before + len, rest);
    return 1;
}

int replies_gather(void **state) {
    FILE *file = fopen(HOTLINE_SOURCE "/tests/fault/reply.json", "rb");
    (void)state;
    whole = calloc(1, DOCUMENT_SIZE);
    policy = calloc(1, DOCUMENT_SIZE);
    if (file == NULL || whole == NULL || policy == NULL || fread(whole, 1, DOCUMENT_SIZE - 1, file) == 0) {
        fail_msg("cannot read the policy");
    }
    (void)fclose(file);
    replies_keep_all();
    return 0;
}

int replies_scatter(void **state) {
    (void)state;
    free(policy);
    free(whole);
    return 0;
}
