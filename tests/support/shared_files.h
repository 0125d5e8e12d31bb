/* SPDX-License-Identifier: MIT */
/* Material that is not part of the repository: HOTLINE_SHARED names its folder, else the folder `shared` beside the repository. */
#ifndef HOTLINE_TESTS_SHARED_FILES_H
#define HOTLINE_TESTS_SHARED_FILES_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Opens a file of the folder, or says loudly on stdout that its rows are skipped and returns NULL. */
static inline FILE *shared_open(const char *name) {
    char path[1024];
    const char *folder = getenv("HOTLINE_SHARED");
    FILE *file;
    if (folder != NULL) {
        snprintf(path, sizeof path, "%s/%s", folder, name);
    } else {
        const char *here = __FILE__; /* .../tests/support/shared_files.h */
        const char *cut = strstr(here, "tests/support/");
        snprintf(path, sizeof path, "%.*s../shared/%s", cut != NULL ? (int)(cut - here) : 0, here, name);
    }
    file = fopen(path, "rb");
    if (file == NULL) {
        printf("SKIP SKIP SKIP: %s is not there (set HOTLINE_SHARED); its rows were not checked\n", path);
    }
    return file;
}

/* The whole file, NUL-terminated, to be freed; NULL after a loud line. */
static inline char *shared_read(const char *name, size_t *len) {
    FILE *file = shared_open(name);
    char *bytes = NULL;
    if (file == NULL) {
        return NULL;
    }
    fseek(file, 0, SEEK_END);
    *len = (size_t)ftell(file);
    rewind(file);
    bytes = malloc(*len + 1);
    if (bytes != NULL) {
        *len = fread(bytes, 1, *len, file);
        bytes[*len] = '\0';
    }
    fclose(file);
    return bytes;
}

#endif
