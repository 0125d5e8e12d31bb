/* SPDX-License-Identifier: MIT */
/*
 * Queries by which time passes for a desk: what waits next, looking at what waits, handing out notices. It refuses to know what a notice says.
 */
#include <stdio.h>
#include <string.h>

#include "desk_question.h"
#include "mapping_value.h"
#include "output.h"

hotline_status desk_ask_next(desk_question *q) {
    hotline_instant at = hotline_instant_none();
    hotline_status status = hotline_desk_next(q->run->desk, &at, q->error);
    if (status >= 0) {
        fputs("{\"type\":\"next\",\"at\":", stdout);
        output_instant(at, hotline_calendar_offset(q->run->in.calendar));
        fputs("}\n", stdout);
        question_line(q);
    }
    return status;
}

/* How many subjects were looked at; after a failure those before it stand, so it is said then too. */
static void print_looked(desk_question *q, const char *type, uint64_t count, hotline_status status) {
    if (status >= 0 || count > 0) {
        printf("{\"type\":\"%s\",\"subjects\":%llu,\"conflict\":%s}\n", type, (unsigned long long)count,
               status == HOTLINE_CONFLICT ? "true" : "false");
        question_line(q);
    }
}

hotline_status desk_ask_tick(desk_question *q) {
    uint64_t count = 0;
    hotline_status status = hotline_desk_tick(q->run->desk, q->asked.now, q->asked.limit, &count, q->error);
    print_looked(q, "tick", count, status);
    return status;
}

hotline_status desk_ask_refresh(desk_question *q) {
    uint64_t count = 0;
    hotline_status status = hotline_desk_refresh(q->run->desk, q->asked.now, &count, q->error);
    print_looked(q, "refresh", count, status);
    return status;
}

/* Delivered is what left this program: the line is flushed before the desk may note it. What is only held out stays undelivered. */
static int32_t deliver_line(void *user, const char *id, size_t id_len, const char *body, size_t body_len) {
    desk_question *q = user;
    if (q->hold && q->asked.limit != 0 && q->lines >= q->asked.limit) {
        return 1;
    }
    fputs("{\"type\":\"notice\",\"id\":", stdout);
    output_text(id, id_len);
    fputs(",\"notice\":", stdout);
    fwrite(body, 1, body_len, stdout);
    fputs("}\n", stdout);
    question_line(q);
    return fflush(stdout) != 0 ? -1 : q->hold;
}

hotline_status desk_ask_notices(desk_question *q) {
    hotline_outlet outlet;
    uint64_t count = 0;
    hotline_outlet_init(&outlet, sizeof outlet);
    outlet.user = q;
    outlet.deliver = deliver_line;
    return hotline_desk_deliver(q->run->desk, &outlet, q->hold ? 0 : q->asked.limit, &count, q->error);
}

/* ---- what a reader says that it has ---- */

static int32_t deliver_named(void *user, const char *id, size_t id_len, const char *body, size_t body_len) {
    const json_value *one = user;
    (void)body;
    (void)body_len;
    for (; one != NULL; one = one->next) {
        if (one->len == id_len && memcmp(one->text, id, id_len) == 0) {
            return 0;
        }
    }
    return 1;
}

static const char *const delivered_keys[] = {"delivered", NULL};

void desk_take_delivered(desk_run *r, const document *d) {
    const json_value *ids = document_member(d->root, "delivered");
    hotline_outlet outlet;
    uint64_t count = 0;
    hotline_status status = HOTLINE_ERROR_DOCUMENT;
    hotline_outlet_init(&outlet, sizeof outlet);
    outlet.deliver = deliver_named;
    if (value_object(d, d->root, "", delivered_keys) == 0 && value_texts(d, ids, "delivered") == 0) {
        outlet.user = ids->first;
        status = hotline_desk_deliver(r->desk, &outlet, ids->count, &count, d->error);
    }
    if (status < 0) {
        desk_answer_failure(r, NULL, status, d->error);
    } else {
        desk_answer_done(status);
    }
}
