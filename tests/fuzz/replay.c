/* SPDX-License-Identifier: MIT */
/*
 * Runs a fuzzer's entry over files and folders of files, for machines without libFuzzer. Each input is handed over in a block
 * of exactly its size, so that a sanitizer sees a read past its end; then again cut at a few places. Without any input the
 * entry still sees the empty one.
 */
#include <dirent.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { REPLAY_PATH_SIZE = 4096, REPLAY_CUTS = 16 };

static size_t replay_count;

static void replay_exact(const uint8_t *data, size_t size) {
    uint8_t *copy = calloc(size > 0 ? size : 1, 1);
    if (copy == NULL) {
        abort();
    }
    if (size > 0) {
        memcpy(copy, data, size);
    }
    (void)LLVMFuzzerTestOneInput(copy, size);
    free(copy);
    replay_count++;
}

static void replay_bytes(const uint8_t *data, size_t size) {
    size_t i;
    replay_exact(data, size);
    for (i = 1; i < REPLAY_CUTS && size >= REPLAY_CUTS; i++) {
        replay_exact(data, size / REPLAY_CUTS * i);
    }
}

static int replay_file(const char *path) {
    FILE *file = fopen(path, "rb");
    uint8_t *data = NULL;
    size_t size = 0, capacity = 0, got;
    if (file == NULL) {
        return 0;
    }
    do {
        if (size == capacity) {
            capacity = capacity * 2 + 65536;
            data = realloc(data, capacity);
            if (data == NULL) {
                abort();
            }
        }
        got = fread(data + size, 1, capacity - size, file);
        size += got;
    } while (got > 0);
    (void)fclose(file);
    replay_bytes(data, size);
    free(data);
    return 1;
}

static void replay_folder(DIR *folder, const char *path) {
    struct dirent *entry;
    char name[REPLAY_PATH_SIZE];
    while ((entry = readdir(folder)) != NULL) {
        if (entry->d_name[0] != '.') {
            (void)snprintf(name, sizeof name, "%s/%s", path, entry->d_name);
            (void)replay_file(name);
        }
    }
}

int main(int argc, char **argv) {
    int i, missing = 0;
    replay_exact((const uint8_t *)"", 0);
    for (i = 1; i < argc; i++) {
        DIR *folder = opendir(argv[i]);
        if (folder != NULL) {
            replay_folder(folder, argv[i]);
            (void)closedir(folder);
        } else if (!replay_file(argv[i])) {
            fprintf(stderr, "replay: cannot read %s\n", argv[i]);
            missing = 1;
        }
    }
    printf("replay: %lu inputs\n", (unsigned long)replay_count);
    return missing;
}
