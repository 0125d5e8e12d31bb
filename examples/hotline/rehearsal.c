/* SPDX-License-Identifier: MIT */
/*
 * Asks the library itself whether a mapping writes what a rulebook knows: one event line for each event, role and value, at the first day
 * of each policy, and what is found of them. It refuses to know what policies say; what no policy takes is told, with its nearest name.
 */
#include "rehearsal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mapping_value.h"
#include "output.h"

enum { MESSAGE_SIZE = HOTLINE_ERROR_MESSAGE_SIZE };

typedef struct probe {
    const json_value *place;
    const entry *of;
    const char *fact;           /* NULL: the event itself, or its role */
    const json_value *value;    /* of the fact, or the role */
    const char *sample;         /* what stands for any value of a type, instead */
    int clean;                  /* some policy takes it */
    char message[MESSAGE_SIZE]; /* what the policy tried last found; "" nothing */
} probe;

typedef struct rehearsal {
    const mapping *m;
    input in;
    probe *probes;
    size_t count, capacity;
    growing line;
    int failed; /* memory was wanting */
} rehearsal;

/* ---- what there is to try ---- */

static probe *probe_add(rehearsal *r, const entry *e, const json_value *place) {
    probe *p;
    probe *grown = growing_array(r->probes, r->count, &r->capacity, sizeof *grown);
    if (grown == NULL) {
        r->failed = 1;
        return NULL;
    }
    r->probes = grown;
    p = &r->probes[r->count++];
    memset(p, 0, sizeof *p);
    p->of = e;
    p->place = place;
    return p;
}

static void probe_value(rehearsal *r, const entry *e, const char *fact_name, const json_value *value) {
    probe *p;
    if (value == NULL || value->kind == JSON_NULL) {
        return;
    }
    p = probe_add(r, e, value);
    if (p != NULL) {
        p->fact = fact_name;
        p->value = value;
    }
}

/* All the values that a source can write; `fact_name` NULL: it is the role. */
static void probe_source(rehearsal *r, const entry *e, const char *fact_name, const source *s) {
    static const char *const samples[VALUE_TYPES] = {"\"01\"", "\"01\"", "1", "\"2021-05-01\"", "\"2021-05-01T00:00:00\""};
    size_t k;
    probe_value(r, e, fact_name, s->fixed);
    probe_value(r, e, fact_name, s->absent);
    probe_value(r, e, fact_name, s->otherwise_value);
    for (k = 0; k < s->code_count; k++) {
        probe_value(r, e, fact_name, s->codes[k].to);
    }
    if (fact_name != NULL && s->codes == NULL && s->fixed == NULL) {
        probe *p = probe_add(r, e, s->place);
        if (p != NULL) {
            p->fact = fact_name;
            p->sample = samples[s->type];
        }
    }
}

static void probe_all(rehearsal *r) {
    size_t i;
    size_t k;
    for (i = 0; i < r->m->entry_count; i++) {
        const entry *e = &r->m->entries[i];
        probe_add(r, e, e->place);
        probe_source(r, e, NULL, &e->role);
        for (k = 0; k < e->fact_count; k++) {
            probe_source(r, e, e->facts[k].name, &e->facts[k].source);
        }
    }
}

/* ---- the lines ---- */

static int is_split(const probe *p) {
    size_t k;
    for (k = 0; p->fact != NULL && k < p->of->fact_count; k++) {
        if (strcmp(p->of->facts[k].name, p->fact) == 0) {
            return p->of->facts[k].source.split != NULL && p->value != p->of->facts[k].source.absent;
        }
    }
    return 0;
}

static void line_value(const probe *p, growing *out) {
    int part = is_split(p) && (p->value == NULL || p->value->kind != JSON_ARRAY);
    growing_add_string(out, part ? "[" : "");
    if (p->value != NULL) {
        document_write(p->value, out);
    } else {
        growing_add_string(out, p->sample);
    }
    growing_add_string(out, part ? "]" : "");
}

static void line_make(rehearsal *r, size_t index, const char *day) {
    const probe *p = &r->probes[index];
    growing *out = &r->line;
    char number[32];
    snprintf(number, sizeof number, "\"p%lu\"", (unsigned long)index);
    out->len = 0;
    growing_add_string(out, "{\"id\":");
    growing_add_string(out, number);
    growing_add_string(out, ",\"ticket\":");
    growing_add_string(out, number);
    growing_add_string(out, ",\"unit\":");
    growing_add_string(out, number);
    growing_add_string(out, ",\"event\":");
    growing_add_json(out, p->of->kind, p->of->kind_len);
    growing_add_string(out, ",\"at\":\"");
    growing_add_string(out, day);
    growing_add_string(out, " 00:00:00\"");
    if (p->fact != NULL) {
        growing_add_string(out, ",\"facts\":{");
        growing_add_json(out, p->fact, strlen(p->fact));
        growing_add_string(out, ":");
        line_value(p, out);
        growing_add_string(out, "}");
    } else if (p->value != NULL) {
        growing_add_string(out, ",\"role\":");
        line_value(p, out);
    }
    growing_add_string(out, "}");
    r->failed |= out->failed;
}

/* ---- what is found of them ---- */

/* What a name in the mapping can be blamed for; that the event stands alone it cannot. */
static int is_about_names(const hotline_finding *f, const probe *p) {
    static const char *const codes[] = {"unknown_event", "role", "unknown_fact", "bad_value", "unexpected_fact"};
    size_t i;
    for (i = 0; i < 5; i++) {
        if (strcmp(f->code, codes[i]) == 0) {
            return strcmp(codes[i], "role") != 0 || (p->fact == NULL && p->value != NULL);
        }
    }
    return 0;
}

static void note_finding(rehearsal *r, const hotline_finding *f) {
    size_t index = f->event != NULL && f->event[0] == 'p' ? (size_t)strtoul(f->event + 1, NULL, 10) : r->count;
    if (index < r->count && is_about_names(f, &r->probes[index])) {
        snprintf(r->probes[index].message, MESSAGE_SIZE, "%s", f->message);
    }
}

static int find_of_tickets(rehearsal *r, hotline_log *log, hotline_ticket *ticket) {
    const char *id;
    size_t len = 0;
    size_t i;
    size_t k;
    for (i = 0; (id = hotline_log_ticket(log, i, &len)) != NULL; i++) {
        if (hotline_ticket_fold(ticket, id, len) < 0) {
            return EXIT_UNUSABLE;
        }
        for (k = 0; k < hotline_ticket_finding_count(ticket); k++) {
            hotline_finding f;
            f.struct_size = sizeof f;
            hotline_ticket_finding(ticket, k, output_language(), &f);
            note_finding(r, &f);
        }
    }
    return 0;
}

static int find_of_units(rehearsal *r, hotline_log *log, hotline_unit *unit) {
    const char *id;
    size_t len = 0;
    size_t i;
    size_t k;
    for (i = 0; (id = hotline_log_unit(log, i, &len)) != NULL; i++) {
        if (hotline_unit_fold(unit, id, len) < 0) {
            return EXIT_UNUSABLE;
        }
        for (k = 0; k < hotline_unit_finding_count(unit); k++) {
            hotline_finding f;
            f.struct_size = sizeof f;
            hotline_unit_finding(unit, k, output_language(), &f);
            note_finding(r, &f);
        }
    }
    return 0;
}

static void find_of_log(rehearsal *r, hotline_log *log) {
    size_t i;
    for (i = 0; i < hotline_log_finding_count(log); i++) {
        hotline_finding f;
        f.struct_size = sizeof f;
        hotline_log_finding(log, i, output_language(), &f);
        note_finding(r, &f);
    }
}

static int rehearse_lines(rehearsal *r, hotline_log *log, const char *day) {
    size_t i;
    for (i = 0; i < r->count; i++) {
        hotline_error error;
        hotline_status status;
        input_error_init(&error);
        r->probes[i].message[0] = '\0';
        line_make(r, i, day);
        status = hotline_log_add(log, r->line.bytes, r->line.len, &error);
        if (r->failed || status == HOTLINE_ERROR_MEMORY) {
            return EXIT_UNUSABLE;
        }
        if (status < 0) {
            memcpy(r->probes[i].message, error.message, sizeof error.message);
        }
    }
    return 0;
}

/* All probes on the policy in force on a day. */
static int rehearse_day(rehearsal *r, const char *day) {
    hotline_log *log = NULL;
    hotline_ticket *ticket = NULL;
    hotline_unit *unit = NULL;
    size_t i;
    int failed = hotline_log_new(r->in.rulebook, &log) < 0 || hotline_ticket_new(log, &ticket) < 0 || hotline_unit_new(log, &unit) < 0;
    failed = failed ? failed : rehearse_lines(r, log, day);
    failed = failed ? failed : hotline_log_settle(log, hotline_instant_none()) < 0;
    failed = failed ? failed : find_of_tickets(r, log, ticket);
    failed = failed ? failed : find_of_units(r, log, unit);
    if (!failed) {
        find_of_log(r, log);
    }
    for (i = 0; i < r->count; i++) {
        r->probes[i].clean |= r->probes[i].message[0] == '\0';
    }
    hotline_unit_free(unit);
    hotline_ticket_free(ticket);
    hotline_log_free(log);
    return failed ? input_no_memory("rulebook") : 0;
}

/* ---- what is told ---- */

/* The names in the last brackets of a sentence, of which the nearest was meant. */
static void offer_listed(const char *message, nearest *n) {
    const char *from = strrchr(message, '(');
    const char *wide = strstr(message, "（");
    from = from != NULL ? from + 1 : wide != NULL ? wide + 3 : NULL;
    while (from != NULL && *from != '\0') {
        size_t len = strcspn(from, ", )\xef");
        nearest_offer(n, from, len);
        from += len;
        from += strspn(from, ", ");
        if (*from == ')' || (unsigned char)*from == 0xef) {
            return;
        }
    }
}

/* The library tells of an event that was dropped; here there was none. */
static size_t told_length(const char *message) {
    const char *en = strstr(message, "; it was dropped");
    const char *zh = strstr(message, "，已舍去");
    return en != NULL ? (size_t)(en - message) : zh != NULL ? (size_t)(zh - message) : strlen(message);
}

static void probe_tell(const rehearsal *r, const probe *p) {
    char path[VALUE_PATH];
    char own[VALUE_PATH];
    char why[HOTLINE_ERROR_MESSAGE_SIZE];
    value_path(path, "events", p->of->name);
    value_path(own, path, p->fact != NULL ? p->fact : p->value != NULL ? "role" : "event");
    snprintf(why, sizeof why, "%.*s", (int)told_length(p->message), p->message);
    if (p->fact != NULL && p->value != NULL && p->value->kind == JSON_TEXT) {
        size_t len = strlen(why);
        nearest n;
        nearest_begin(&n, p->value->text, p->value->len);
        offer_listed(p->message, &n);
        snprintf(why + len, sizeof why - len, output_say(": \"%.*s\"", "：\"%.*s\""), (int)p->value->len, p->value->text);
        value_near(&n, why, sizeof why);
    }
    value_fail(&r->m->document, p->place, own, why);
}

/* An event that nothing knows is told once, without its facts. */
static int rehearsal_tell(const rehearsal *r) {
    const entry *unknown = NULL;
    int found = 0;
    size_t i;
    for (i = 0; i < r->count; i++) {
        const probe *p = &r->probes[i];
        int is_event = p->fact == NULL && p->value == NULL;
        if (p->clean || p->of == unknown) {
            continue;
        }
        unknown = is_event ? p->of : unknown;
        found = 1;
        probe_tell(r, p);
    }
    return found ? EXIT_UNUSABLE : 0;
}

static int rehearse_policies(rehearsal *r) {
    uint32_t i;
    int failed = 0;
    for (i = 0; !failed && i < hotline_rulebook_policy_count(r->in.rulebook); i++) {
        char day[HOTLINE_DATE_SIZE] = "";
        hotline_day_write(hotline_policy_effective(hotline_rulebook_policy(r->in.rulebook, i)), day);
        failed = rehearse_day(r, day);
    }
    return failed ? failed : rehearsal_tell(r);
}

int rehearsal_run(const arguments *a, const mapping *m) {
    rehearsal r;
    int failed;
    memset(&r, 0, sizeof r);
    r.m = m;
    failed = input_open(a, &r.in);
    failed = failed ? failed : input_open_rulebook(&a->rulebooks, &r.in);
    if (!failed) {
        probe_all(&r);
        failed = r.failed ? input_no_memory("rulebook") : rehearse_policies(&r);
    }
    input_close(&r.in);
    growing_free(&r.line);
    free(r.probes);
    return failed;
}
