/* SPDX-License-Identifier: MIT */
/*
 * Draws a state machine as text for Graphviz or Mermaid: states in the order of their numbers, edges in the document's order of events, so
 * that the same policy always gives the same bytes. It refuses to lay anything out, and to allocate.
 */
#include "policy_impl.h"

#include <string.h>

/* Counts what it writes, and writes only while there is room: one pass without room tells the size. */
typedef struct draw_pen {
    char *at; /* NULL: count only */
    size_t used;
} draw_pen;

typedef struct draw_job {
    const hotline_policy *policy;
    const machine_rule *machine;
    const map *states; /* names by number */
    int32_t number;    /* of the machine */
    int labels;        /* labels rather than names */
    draw_pen pen;
} draw_job;

/* How a language writes; every function appends one line. */
typedef struct draw_form {
    void (*begin)(draw_job *job);
    void (*state)(draw_job *job, int32_t state, int final);
    void (*edge)(draw_job *job, const event_rule *event, const move *m);
    void (*end)(draw_job *job);
} draw_form;

static void draw_bytes(draw_job *job, const char *bytes, size_t len) {
    if (job->pen.at != NULL) {
        memcpy(job->pen.at + job->pen.used, bytes, len);
    }
    job->pen.used += len;
}

static void draw_puts(draw_job *job, const char *terminated) {
    draw_bytes(job, terminated, strlen(terminated));
}

static void draw_text(draw_job *job, text t) {
    draw_bytes(job, t.at, t.len);
}

/* Writes text with some characters replaced (pairs of one character and its replacement); controls become spaces. */
static void draw_escaped(draw_job *job, text t, const char *const (*pairs)[2], size_t count) {
    for (size_t i = 0; i < t.len; i++) {
        size_t k = 0;
        while (k < count && pairs[k][0][0] != t.at[i]) {
            k++;
        }
        if (k < count) {
            draw_puts(job, pairs[k][1]);
        } else {
            draw_bytes(job, (unsigned char)t.at[i] < 0x20 || t.at[i] == 0x7f ? " " : t.at + i, 1);
        }
    }
}

static text draw_state_text(const draw_job *job, int32_t state) {
    text label = job->machine->state_labels[state];
    return job->labels && label.len > 0 ? label : job->states->keys[state];
}

typedef void (*draw_write_fn)(draw_job *job, text t);

/* "label (name)", or the name alone. */
static void draw_event_text(draw_job *job, const event_rule *event, draw_write_fn write) {
    if (job->labels && event->label.len > 0) {
        write(job, event->label);
        draw_puts(job, " (");
        write(job, event->name);
        draw_puts(job, ")");
    } else {
        write(job, event->name);
    }
}

/* ---- Graphviz ---- */

static void draw_dot_escaped(draw_job *job, text t) {
    static const char *const pairs[][2] = {{"\"", "\\\""}, {"\\", "\\\\"}};
    draw_escaped(job, t, pairs, sizeof pairs / sizeof pairs[0]);
}

/* Always in quotes: a state may be called `node`. */
static void draw_dot_id(draw_job *job, int32_t state) {
    draw_puts(job, "\"");
    draw_text(job, job->states->keys[state]);
    draw_puts(job, "\"");
}

static void draw_dot_begin(draw_job *job) {
    draw_puts(job, "digraph \"");
    draw_text(job, job->machine->name);
    draw_puts(job, "\" {\n    rankdir=LR;\n    node [shape=box, style=rounded];\n    \"\" [shape=point];\n    \"\" -> ");
    draw_dot_id(job, job->machine->start);
    draw_puts(job, ";\n");
}

static void draw_dot_state(draw_job *job, int32_t state, int final) {
    draw_puts(job, "    ");
    draw_dot_id(job, state);
    draw_puts(job, " [label=\"");
    draw_dot_escaped(job, draw_state_text(job, state));
    draw_puts(job, final ? "\", peripheries=2];\n" : "\"];\n");
}

static void draw_dot_edge(draw_job *job, const event_rule *event, const move *m) {
    draw_puts(job, "    ");
    draw_dot_id(job, m->from);
    draw_puts(job, " -> ");
    draw_dot_id(job, m->to);
    draw_puts(job, " [label=\"");
    draw_event_text(job, event, draw_dot_escaped);
    draw_puts(job, "\"];\n");
}

static void draw_dot_end(draw_job *job) {
    draw_puts(job, "}\n");
}

/* ---- Mermaid ---- */

static void draw_mermaid_escaped(draw_job *job, text t) {
    static const char *const pairs[][2] = {{"\"", "#quot;"}, {"#", "#35;"}, {";", "#59;"}, {":", "#58;"}};
    draw_escaped(job, t, pairs, sizeof pairs / sizeof pairs[0]);
}

/* Words of the language get an underscore, with which no name begins. */
static void draw_mermaid_id(draw_job *job, int32_t state) {
    static const char *const words[] = {"end", "note", "direction", "class", "classdef", "style", "default", "as", "hide", "scale"};
    text name = job->states->keys[state];
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (hotline__text_is(name, words[i])) {
            draw_puts(job, "_");
        }
    }
    draw_text(job, name);
}

static void draw_mermaid_begin(draw_job *job) {
    draw_puts(job, "stateDiagram-v2\n    [*] --> ");
    draw_mermaid_id(job, job->machine->start);
    draw_puts(job, "\n");
}

static void draw_mermaid_state(draw_job *job, int32_t state, int final) {
    draw_puts(job, "    state \"");
    draw_mermaid_escaped(job, draw_state_text(job, state));
    draw_puts(job, "\" as ");
    draw_mermaid_id(job, state);
    draw_puts(job, "\n");
    if (final) {
        draw_puts(job, "    ");
        draw_mermaid_id(job, state);
        draw_puts(job, " --> [*]\n");
    }
}

static void draw_mermaid_edge(draw_job *job, const event_rule *event, const move *m) {
    draw_puts(job, "    ");
    draw_mermaid_id(job, m->from);
    draw_puts(job, " --> ");
    draw_mermaid_id(job, m->to);
    draw_puts(job, " : ");
    draw_event_text(job, event, draw_mermaid_escaped);
    draw_puts(job, "\n");
}

static void draw_mermaid_end(draw_job *job) {
    (void)job;
}

/* By HOTLINE_DRAW_... */
static const draw_form draw_forms[] = {{draw_dot_begin, draw_dot_state, draw_dot_edge, draw_dot_end},
                                       {draw_mermaid_begin, draw_mermaid_state, draw_mermaid_edge, draw_mermaid_end}};

/* ---- the machine ---- */

static const event_rule *draw_event(const draw_job *job, uint32_t i) {
    return job->policy->events[job->policy->event_order[i]];
}

/* Does no event lead out of the state? */
static int draw_is_final(const draw_job *job, int32_t state) {
    for (uint32_t i = 0; i < job->policy->events_declared; i++) {
        const event_rule *event = draw_event(job, i);
        for (uint32_t k = 0; k < event->move_count; k++) {
            if (event->moves[k].machine == job->number && event->moves[k].from == state && event->moves[k].to != state) {
                return 0;
            }
        }
    }
    return 1;
}

static void draw_edges(draw_job *job, const draw_form *form) {
    for (uint32_t i = 0; i < job->policy->events_declared; i++) {
        const event_rule *event = draw_event(job, i);
        for (uint32_t k = 0; k < event->move_count; k++) {
            if (event->moves[k].machine == job->number) {
                form->edge(job, event, &event->moves[k]);
            }
        }
    }
}

static void draw_machine(draw_job *job, const draw_form *form) {
    form->begin(job);
    for (uint32_t i = 0; i < job->machine->state_count; i++) {
        if (job->machine->state_labels[i].at != NULL) {
            form->state(job, (int32_t)i, draw_is_final(job, (int32_t)i));
        }
    }
    draw_edges(job, form);
    form->end(job);
    draw_bytes(job, "", 1);
}

hotline_status hotline_policy_draw(const hotline_policy *policy, uint32_t machine, int32_t form, int32_t language, char *bytes,
                                   size_t capacity, size_t *needed) {
    draw_job job;
    if (policy == NULL || (bytes == NULL && capacity > 0) || form < 0 || (size_t)form >= sizeof draw_forms / sizeof draw_forms[0]) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (machine >= policy->machines_declared) {
        return HOTLINE_ERROR_NOT_FOUND;
    }
    memset(&job, 0, sizeof job);
    job.policy = policy;
    job.number = policy->machine_order[machine];
    job.machine = policy->machines[job.number];
    job.states = &policy->names->states[job.number];
    job.labels = language == HOTLINE_LANGUAGE_ZH;
    draw_machine(&job, &draw_forms[form]);
    if (needed != NULL) {
        *needed = job.pen.used;
    }
    if (job.pen.used > capacity) {
        return HOTLINE_ERROR_BUFFER;
    }
    job.pen.at = bytes;
    job.pen.used = 0;
    draw_machine(&job, &draw_forms[form]);
    return HOTLINE_OK;
}
