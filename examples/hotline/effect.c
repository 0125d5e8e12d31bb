/* SPDX-License-Identifier: MIT */
/*
 * Publishes rankings for a moment, in a log that is only in memory, and tells what the rules would then propose that they do not now, and the
 * other way round. It refuses to publish anything anywhere else.
 */
#include "effect.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "output.h"

typedef struct proposed {
    char *id;
    char *line; /* of JSON, with its end */
    char *words;
} proposed;

typedef struct proposed_list {
    proposed *items;
    size_t count, capacity;
} proposed_list;

struct effect {
    casebook *book;
    hotline_proposals *proposals;
    proposed_list before, after;
    char **events; /* that publish; added when all rankings were read, for an added event unsettles the log */
    int published;
};

static void list_free(proposed_list *list) {
    size_t i;
    for (i = 0; i < list->count; i++) {
        free(list->items[i].id);
        free(list->items[i].line);
        free(list->items[i].words);
    }
    free(list->items);
}

static char *copy(const char *bytes, size_t len) {
    char *made = malloc(len + 1);
    if (made != NULL) {
        memcpy(made, bytes, len);
        made[len] = '\0';
    }
    return made;
}

/* "interview_deputy (interview) baishi, towns 2021-05, 三（三）" */
static char *describe(const hotline_proposal *p) {
    char words[1024];
    const char *what = output_language() == HOTLINE_LANGUAGE_ZH && p->label != NULL ? p->label : p->proposal;
    snprintf(words, sizeof words, "%s  %s  %s%s%s", p->unit != NULL ? p->unit : "", what, p->occurrence, p->clause != NULL ? "  " : "",
             p->clause != NULL ? p->clause : "");
    return copy(words, strlen(words));
}

static int list_add(proposed_list *list, const hotline_proposal *p, const char *line, size_t len) {
    if (list->count == list->capacity) {
        size_t more = list->capacity * 2 + 64;
        proposed *grown = realloc(list->items, more * sizeof *grown);
        if (grown == NULL) {
            return input_no_memory("rank");
        }
        list->items = grown;
        list->capacity = more;
    }
    list->items[list->count].id = copy(p->id, p->id_len);
    list->items[list->count].line = copy(line, len);
    list->items[list->count].words = describe(p);
    list->count++;
    return list->items[list->count - 1].id != NULL && list->items[list->count - 1].line != NULL &&
                   list->items[list->count - 1].words != NULL
               ? 0
               : input_no_memory("rank");
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
        size_t line = strcspn(lines, "\n") + 1;
        p.struct_size = sizeof p;
        hotline_proposals_at(e->proposals, i, &p);
        if (p.state == HOTLINE_PROPOSAL_AHEAD) {
            continue;
        }
        if (p.state == HOTLINE_PROPOSAL_FIRED) {
            failed = list_add(list, &p, lines, line);
        }
        lines += line;
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
    e->book = book;
    if (hotline_proposals_new(book->log, &e->proposals) < 0) {
        input_no_memory("rank");
        effect_free(e);
        return NULL;
    }
    hotline_proposals_figures(e->proposals, book->tally);
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
    char **grown;
    char *event;
    if (order == NULL) {
        return 0; /* nothing to publish: something is undefined */
    }
    event = malloc(room);
    grown = realloc(e->events, ((size_t)e->published + 1) * sizeof *grown);
    e->events = grown != NULL ? grown : e->events;
    if (event == NULL || grown == NULL) {
        free(event);
        return input_no_memory("rank");
    }
    hotline_instant_write(hotline_log_now(e->book->log), hotline_calendar_offset(e->book->in.calendar), at);
    snprintf(event, room, "{\"id\":\"hotline rank, publication %d\",\"event\":\"publish\",\"at\":\"%s\",\"facts\":{\"version\":%lld,%.*s",
             e->published + 1, at, (long long)version, (int)strcspn(order + sizeof order_begin - 1, "\n"), order + sizeof order_begin - 1);
    e->events[e->published++] = event;
    return 0;
}

static int publish_all(effect *e) {
    hotline_instant now = hotline_log_now(e->book->log);
    int i;
    for (i = 0; i < e->published; i++) {
        if (hotline_log_add(e->book->log, e->events[i], strlen(e->events[i]), NULL) < 0) {
            return input_fail("rank", output_say("a ranking cannot be published", "排名无法公布"));
        }
    }
    return hotline_log_settle_known(e->book->log, now, e->book->in.known) < 0 ? input_no_memory("rank") : 0;
}

static int is_in(const proposed_list *list, const char *id) {
    size_t i;
    for (i = 0; i < list->count; i++) {
        if (strcmp(list->items[i].id, id) == 0) {
            return 1;
        }
    }
    return 0;
}

static int print_difference(const proposed_list *these, const proposed_list *others, const char *change, const char *title, int json) {
    int count = 0;
    size_t i;
    for (i = 0; i < these->count; i++) {
        if (is_in(others, these->items[i].id)) {
            continue;
        }
        if (json) {
            printf("{\"type\":\"effect\",\"change\":\"%s\",\"proposal\":%.*s}\n", change, (int)strlen(these->items[i].line) - 1,
                   these->items[i].line);
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
    int i;
    if (e != NULL) {
        hotline_proposals_free(e->proposals);
        for (i = 0; i < e->published; i++) {
            free(e->events[i]);
        }
        free(e->events);
        list_free(&e->before);
        list_free(&e->after);
        free(e);
    }
}
