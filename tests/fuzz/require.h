/* SPDX-License-Identifier: MIT */
/* What fuzzers hold against the library, and the documents that they start from. */
#ifndef HOTLINE_TESTS_FUZZ_REQUIRE_H
#define HOTLINE_TESTS_FUZZ_REQUIRE_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hotline.h"

#define REQUIRE(condition)                                                                                                                 \
  do {                                                                                                                                     \
    if (!(condition)) {                                                                                                                    \
      fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);                                                              \
      abort();                                                                                                                             \
    }                                                                                                                                      \
  } while (0)

/* A line of the text, or just after its last one; a column in the line, or just after it. */
static inline int place_is_inside(const char *bytes, size_t len, const hotline_error *error) {
    uint32_t line = 1;
    uint32_t columns = 1;
    size_t i;
    for (i = 0; i < len && line < error->line; i++) {
        line += bytes[i] == '\n';
    }
    for (; i < len && bytes[i] != '\n'; i++) {
        columns += ((unsigned char)bytes[i] & 0xC0) != 0x80;
    }
    return error->line == line && error->column >= 1 && error->column <= columns;
}

/* A document of the allocation tests (tests/fault), which is small and uses most of the grammar. */
static inline char *document_read(const char *name) {
    enum { DOCUMENT_MOST = 1 << 16 };
    char path[1024];
    char *bytes = calloc(1, DOCUMENT_MOST);
    FILE *file;
    (void)snprintf(path, sizeof path, "%s/tests/fault/%s", HOTLINE_SOURCE, name);
    file = fopen(path, "rb");
    REQUIRE(bytes != NULL && file != NULL);
    REQUIRE(fread(bytes, 1, DOCUMENT_MOST - 1, file) > 0);
    (void)fclose(file);
    return bytes;
}

#endif
