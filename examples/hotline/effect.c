/* SPDX-License-Identifier: MIT */
/*
 * Publishes rankings for a moment, in a log that is only in memory, and tells what the rules would then propose that they do not now, and the
 * other way round. It refuses to publish anything anywhere else.
 */
#include "effect.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "keep.h"
#include "output.h"
#include "seen.h"

typedef struct proposed {
    const char *id;
    size_t id_len;
    const char *line; /* of JSON, without its end */
    const char *words;
} proposed;

typedef struct proposed_list {
    proposed *items;
    size_t count;
    seen ids;
} proposed_list;

struct effect {
    casebook *book;
    hotline_proposals *proposals;
    keep keep;
    proposed_list before, after;
    const char **events; /* that publish; added when all rankings were read, for an added event unsettles the log */
    size_t published;
};

/* "interview_deputy (interview) baishi, towns 2021-05, 三（三）" */
static const char *describe(effect *e, const hotline_proposal *p) {
    char words[1024];
    const char *what = output_name(p->proposal, p->label);
    snprintf(words, sizeof words, "%s  %s  %s%s%s", p->unit != NULL ? p->unit : "", what, p->occurrence, p->clause != NULL ? "  " : "",
             p->clause != NULL ? p->clause : "");
    return keep_text(&e->keep, words, strlen(words));
}

static int list_add(effect *e, proposed_list *list, const hotline_proposal *p, const char *line, size_t len) {
    proposed *added;
    int failed = 0;
    list->items = keep_grow(&e->keep, list->items, list->count, sizeof *list->items);
    added = &list->items[list->count++];
    added->id = keep_text(&e->keep, p->id, p->id_len);
    added->id_len = p->id_len;
    added->line = keep_text(&e->keep, line, len);
    added->words = describe(e, p);
    seen_note(&list->ids, p->id, p->id_len, list->count, &failed);
    return failed ? input_no_memory("rank") : 0;
}

/* The lines of a reader leave out what lies ahead; the others are in the order of its proposals. */
static int gather_unit(effect *e, proposed_list *list) {
    const char *lines = "";
    size_t len = 0;
    size_t i;
    int failed = 0;
    if (hotline_proposals_lines(e->proposals, &lines, &len) < 0) {
        return input_no_memory("rank");
    }
    for (i = 0; i < hotline_proposals_count(e->proposals) && !failed; i++) {
        hotline_proposal p;
        size_t line = strcspn(lines, "\n");
        p.struct_size = sizeof p;
        hotline_proposals_at(e->proposals, i, &p);
        if (p.state == HOTLINE_PROPOSAL_AHEAD) {
            continue;
        }
        if (p.state == HOTLINE_PROPOSAL_FIRED) {
            failed = list_add(e, list, &p, lines, line);
        }
        lines += line + 1;
    }
    return failed;
}

static int gather(effect *e, proposed_list *list) {
    const char *id;
    size_t len = 0;
    size_t i;
    int failed = 0;
    for (i = 0; !failed && (id = hotline_log_unit(e->book->log, i, &len)) != NULL; i++) {
        failed = hotline_proposals_unit(e->proposals, id, len) < 0 ? input_no_memory("rank") : gather_unit(e, list);
    }
    return failed;
}

effect *effect_begin(casebook *book) {
    effect *e = calloc(1, sizeof *e);
    if (e == NULL) {
        input_no_memory("rank");
        return NULL;
    }
    e->keep.whose = "rank";
    e->book = book;
    if (hotline_proposals_new(book->log, &e->proposals) < 0) {
        input_no_memory("rank");
        effect_free(e);
        return NULL;
    }
    hotline_proposals_recount(e->proposals);
    if (gather(e, &e->before)) {
        effect_free(e);
        return NULL;
    }
    return e;
}

static const char order_begin[] = "{\"type\":\"order\",\"event\":\"publish\",\"facts\":{";

int effect_publish(effect *e, const char *lines, size_t len, int64_t version) {
    const char *order = strstr(lines, order_begin);
    char at[HOTLINE_INSTANT_SIZE] = "";
    size_t room = len + 256;
    char *event;
    if (order == NULL) {
        return 0; /* nothing to publish: something is undefined */
    }
    event = keep_take(&e->keep, room, 1);
    hotline_instant_write(hotline_log_now(e->book->log), hotline_calendar_offset(e->book->in.calendar), at);
    snprintf(event, room, "{\"id\":\"hotline rank, publication %llu\",\"event\":\"publish\",\"at\":\"%s\",\"facts\":{\"version\":%lld,%.*s",
             (unsigned long long)e->published + 1, at, (long long)version, (int)strcspn(order + sizeof order_begin - 1, "\n"),
             order + sizeof order_begin - 1);
    e->events = keep_grow(&e->keep, e->events, e->published, sizeof *e->events);
    e->events[e->published++] = event;
    return 0;
}

static int publish_all(effect *e) {
    hotline_instant now = hotline_log_now(e->book->log);
    size_t i;
    for (i = 0; i < e->published; i++) {
        if (hotline_log_add(e->book->log, e->events[i], strlen(e->events[i]), NULL) < 0) {
            return input_fail("rank", output_say("a ranking cannot be published", "排名无法公布"));
        }
    }
    return hotline_log_settle_known(e->book->log, now, e->book->in.known) < 0 ? input_no_memory("rank") : 0;
}

static int print_difference(const proposed_list *these, const proposed_list *others, const char *change, const char *title, int json) {
    int count = 0;
    size_t i;
    for (i = 0; i < these->count; i++) {
        if (seen_row(&others->ids, these->items[i].id, these->items[i].id_len) != 0) {
            continue;
        }
        if (json) {
            printf("{\"type\":\"effect\",\"change\":\"%s\",\"proposal\":%s}\n", change, these->items[i].line);
        } else {
            if (count == 0) {
                printf("\n%s\n", title);
            }
            printf("  %s\n", these->items[i].words);
        }
        count++;
    }
    return count;
}

int effect_print(effect *e, int json) {
    int failed = e->published > 0 ? publish_all(e) : 0;
    int count;
    failed = failed || e->published == 0 ? failed : gather(e, &e->after);
    if (failed || e->published == 0) {
        return failed;
    }
    count = print_difference(&e->after, &e->before, "proposed",
                             output_say("Published now, this would be proposed:", "如现在公布，将提出："), json);
    count += print_difference(&e->before, &e->after, "withdrawn",
                              output_say("Published now, this would be taken back:", "如现在公布，将撤回："), json);
    if (count == 0 && !json) {
        puts(output_say("\nPublished now, nothing else would be proposed.", "\n如现在公布，建议不变。"));
    }
    return 0;
}

void effect_free(effect *e) {
    if (e != NULL) {
        hotline_proposals_free(e->proposals);
        seen_free(&e->before.ids);
        seen_free(&e->after.ids);
        keep_free(&e->keep);
        free(e);
    }
}
