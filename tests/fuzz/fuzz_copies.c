/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a saved index of near-copies, as they are and with a right head and checksum. What is taken is saved as the same bytes
 * again, and holds what it says: every id is there, and an index that it is merged into counts the same.
 */
#include "saved.h"

#include "hotline/copies.h"

enum { HEAD = 16, COPIES_SEEN = 16 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static hotline_context *context;

static void sign(uint8_t *bytes, size_t len) {
    static const uint8_t head[HEAD] = {'H', 'L', 'C', 'O', 'P', 'I', 'E', 'S', 1, 0, 0, 0, 0, 0, 0, 0};
    memcpy(bytes, head, HEAD);
    saved_sign(bytes, len);
}

static void check_saved(const hotline_copies *copies, const uint8_t *bytes, size_t len) {
    size_t needed = 0;
    uint8_t *again = malloc(len);
    REQUIRE(again != NULL);
    REQUIRE(hotline_copies_save(copies, again, len, &needed) == HOTLINE_OK);
    REQUIRE(needed == len && memcmp(again, bytes, len) == 0);
    free(again);
}

static void check_merged(const hotline_copies *copies) {
    hotline_copies *into = NULL;
    REQUIRE(hotline_copies_new(context, &into) == HOTLINE_OK);
    REQUIRE(hotline_copies_merge(into, copies) == HOTLINE_OK);
    REQUIRE(hotline_copies_merge(into, copies) == HOTLINE_OK);
    REQUIRE(hotline_copies_count(into) == hotline_copies_count(copies));
    REQUIRE(hotline_copies_texts(into) == hotline_copies_texts(copies));
    hotline_copies_free(into);
}

/* Bytes as a text: whatever is found is true to its own figures. */
static void check_find(const hotline_copies *copies, const uint8_t *bytes, size_t len) {
    hotline_copies_match seen[COPIES_SEEN];
    size_t found = 0;
    hotline_status status;
    hotline_copies_match_init(&seen[0], sizeof seen[0]);
    status = hotline_copies_find(copies, (const char *)bytes, len, HOTLINE_COPIES_LEAST, seen, COPIES_SEEN, &found, NULL);
    REQUIRE(status == HOTLINE_OK || status == HOTLINE_ERROR_SYNTAX || status == HOTLINE_ERROR_LIMIT);
    for (size_t i = 0; i < found && i < COPIES_SEEN; i++) {
        REQUIRE(seen[i].shared > 0 && seen[i].shared <= seen[i].together && seen[i].replies > 0 && seen[i].id_len > 0);
        REQUIRE(seen[i].similarity >= HOTLINE_COPIES_LEAST && seen[i].similarity <= HOTLINE_COPIES_SAME);
        REQUIRE(i == 0 || seen[i - 1].similarity >= seen[i].similarity);
    }
}

static void check_load(const uint8_t *bytes, size_t len) {
    hotline_copies *copies = NULL;
    hotline_status status = hotline_copies_load(context, bytes, len, &copies);
    if (status < 0) {
        REQUIRE(status == HOTLINE_ERROR_SYNTAX || status == HOTLINE_ERROR_DOCUMENT);
        REQUIRE(copies == NULL);
        return;
    }
    check_saved(copies, bytes, len);
    check_merged(copies);
    check_find(copies, bytes + HEAD, len - HEAD);
    check_find(copies, (const uint8_t *)"abcdefgh", 8);
    hotline_copies_free(copies);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (context == NULL) {
        REQUIRE(hotline_context_new(NULL, &context) == HOTLINE_OK);
    }
    saved_try(data, size, HEAD, sign, check_load);
    return 0;
}
