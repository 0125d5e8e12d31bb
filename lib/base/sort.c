/* SPDX-License-Identifier: MIT */
/*
 * Merge sort over items of any size. It refuses to allocate and to know what it sorts.
 */
#include "sort.h"

#include <string.h>

typedef struct sort_job {
    sort_compare_fn compare;
    const void *with;
    size_t size;
} sort_job;

/* Two sorted runs that follow one another become one, by way of the spare room. */
static void sort_merge(const sort_job *job, char *items, char *spare, size_t left, size_t right) {
    const char *a = items;
    const char *b = items + left * job->size;
    const char *a_end = b;
    const char *b_end = b + right * job->size;
    char *to = spare;
    while (a < a_end && b < b_end) {
        const char **from = job->compare(job->with, a, b) <= 0 ? &a : &b;
        memcpy(to, *from, job->size);
        *from += job->size;
        to += job->size;
    }
    memcpy(to, a, (size_t)(a_end - a)); /* what is left of b lies where it belongs */
    memcpy(items, spare, (left + right) * job->size - (size_t)(b_end - b));
}

static void sort_run(const sort_job *job, char *items, char *spare, size_t count) {
    size_t half = count / 2;
    char *second = items + half * job->size;
    if (count < 2) {
        return;
    }
    sort_run(job, items, spare, half);
    sort_run(job, second, spare, count - half);
    if (job->compare(job->with, second - job->size, second) > 0) {
        sort_merge(job, items, spare, half, count - half);
    }
}

void hotline__sort(void *items, void *spare, size_t count, size_t size, sort_compare_fn compare, const void *with) {
    sort_job job;
    job.compare = compare;
    job.with = with;
    job.size = size;
    sort_run(&job, items, spare, count);
}
