/* SPDX-License-Identifier: MIT */
/* Sorting: stable, n log n in the worst case, nothing but compares when the items are in order already. */
#ifndef HOTLINE_BASE_SORT_H
#define HOTLINE_BASE_SORT_H

#include <stddef.h>

/* < 0, 0, > 0, for two items of the array. `with` is the caller's. */
typedef int (*sort_compare_fn)(const void *with, const void *a, const void *b);

/* Sorts `count` items of `size` bytes. spare: room for as many. */
void hotline__sort(void *items, void *spare, size_t count, size_t size, sort_compare_fn compare, const void *with);

#endif
