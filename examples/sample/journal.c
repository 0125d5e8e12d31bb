/* SPDX-License-Identifier: MIT */
#include "journal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"

enum { LINE_SIZE = 2048 };

typedef struct entry {
    int known;
    unsigned number; /* order of adding: sorts lines of the same minute */
    char *line;
} entry;

struct journal {
    entry *entries;
    size_t count;
    size_t capacity;
    unsigned last_id;
};

static void *held(void *memory) {
    if (memory == NULL) {
        fputs("hotline-sample: out of memory\n", stderr);
        exit(1);
    }
    return memory;
}

journal *journal_new(void) {
    return held(calloc(1, sizeof(journal)));
}

void journal_free(journal *j) {
    size_t i;
    for (i = 0; i < j->count; i++) {
        free(j->entries[i].line);
    }
    free(j->entries);
    free(j);
}

void journal_add_line(journal *j, int at, const char *line) {
    size_t size = strlen(line) + 1;
    entry *e;
    if (j->count == j->capacity) {
        j->capacity = j->capacity != 0 ? 2 * j->capacity : 1024;
        j->entries = held(realloc(j->entries, j->capacity * sizeof *j->entries));
    }
    e = &j->entries[j->count];
    e->known = at;
    e->number = (unsigned)j->count++;
    e->line = memcpy(held(malloc(size)), line, size);
}

static void add_text(char line[LINE_SIZE], const char *key, const char *value) {
    size_t len = strlen(line);
    if (value != NULL) {
        snprintf(line + len, LINE_SIZE - len, "%s\"%s\":\"%s\"", len > 1 ? "," : "", key, value);
    }
}

void journal_add(journal *j, const event *e, char id[JOURNAL_ID_SIZE]) {
    char line[LINE_SIZE] = "{";
    char time[CLOCK_TIME_SIZE];
    size_t len;
    snprintf(id, JOURNAL_ID_SIZE, "e%06u", ++j->last_id);
    if (e->at >= CLOCK_END) {
        return;
    }
    add_text(line, "id", id);
    add_text(line, "ticket", e->ticket);
    add_text(line, "event", e->kind);
    add_text(line, "at", clock_time(e->at, time));
    add_text(line, "known", e->known != 0 ? clock_time(e->known, time) : NULL);
    add_text(line, "assignment", e->assignment);
    add_text(line, "unit", e->unit);
    add_text(line, "role", e->role);
    add_text(line, "by", e->by);
    len = strlen(line);
    if (e->facts != NULL) {
        snprintf(line + len, sizeof line - len, ",\"facts\":{%s}}", e->facts);
    } else {
        snprintf(line + len, sizeof line - len, "}");
    }
    journal_add_line(j, e->known != 0 ? e->known : e->at, line);
}

void journal_repeat(journal *j, int minutes) {
    if (j->count != 0) {
        journal_add_line(j, j->entries[j->count - 1].known + minutes, j->entries[j->count - 1].line);
    }
}

static int compare_entries(const void *left, const void *right) {
    const entry *a = left;
    const entry *b = right;
    if (a->known != b->known) {
        return a->known < b->known ? -1 : 1;
    }
    return a->number < b->number ? -1 : a->number > b->number;
}

int journal_print(journal *j) {
    size_t i;
    if (j->count != 0) {
        qsort(j->entries, j->count, sizeof *j->entries, compare_entries);
    }
    for (i = 0; i < j->count; i++) {
        if (fputs(j->entries[i].line, stdout) < 0 || putchar('\n') == EOF) {
            return 1;
        }
    }
    return fflush(stdout) != 0;
}
