/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Near-copies of replies (雷同答复): an index of earlier replies that tells which of them a text repeats.
 *
 * Of a text only Han and Latin letters count, with width, case and traditional forms folded away: two replies that differ in a date, a
 * telephone number or a comma are the same text here. Similarity is the exact Jaccard share of the two sets of runs of four counted letters. A
 * text of fewer than four is taken like any other, but is never found and finds nothing. A look-up may miss a copy (one in ten thousand at 80 %
 * alike, none that has the same letters) and never finds one that is none; it compares at most 385 texts of 65,536 letters, whatever was added.
 * Answers depend on which replies were added, not on their order. docs/reply.md tells more.
 */
#ifndef HOTLINE_COPIES_H
#define HOTLINE_COPIES_H

#include <stddef.h>
#include <stdint.h>

#include "context.h"
#include "export.h"
#include "status.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Opaque: earlier replies by id. Adding and merging need exclusive use; looking up, counting and saving do not, each call takes memory of
 * its own from the context's allocator and gives it back.
 */
typedef struct hotline_copies hotline_copies;

/** Similarities in 1/10000, and the most that one look-up answers. */
enum {
    HOTLINE_COPIES_LEAST = 5000, /**< The least similarity that can be asked for. */
    HOTLINE_COPIES_USUAL = 8000, /**< A near-copy by common understanding. */
    HOTLINE_COPIES_SAME = 10000, /**< The same set of runs: the same text but for digits, signs and, rarely, order. */
    HOTLINE_COPIES_MOST = 400    /**< No look-up finds more texts than this. */
};

/** An earlier text that is like the one looked up. */
typedef struct hotline_copies_match {
    uint32_t struct_size; /**< sizeof (hotline_copies_match) as the caller knows it. */
    uint32_t similarity;  /**< In 1/10000, rounded down: shared / together. */
    uint32_t shared;      /**< Runs of four letters that are in both texts. */
    uint32_t together;    /**< Runs that are in either. */
    uint64_t replies;     /**< How many ids this text was added under; at least 1. */
    const char *id;       /**< The first of those ids by bytes; borrowed, NUL-terminated, lives as long as the index. */
    size_t id_len;        /**< Bytes of id. */
} hotline_copies_match;

/**
 * Prepares a record: zeroes it and notes its size.
 * @param match        the caller's record; NULL does nothing
 * @param struct_size  sizeof (hotline_copies_match) as the caller compiled it
 */
HOTLINE_API void hotline_copies_match_init(hotline_copies_match *match, size_t struct_size);

/**
 * Makes an empty index.
 * @param context  borrowed, must outlive the index
 * @param out      receives the index; release it with hotline_copies_free()
 * @retval HOTLINE_OK              made
 * @retval HOTLINE_ERROR_ARGUMENT  an argument is NULL
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_copies_new(const hotline_context *context, hotline_copies **out);

/**
 * Releases an index. Ids borrowed from it are gone.
 * @param copies  may be NULL
 */
HOTLINE_API void hotline_copies_free(hotline_copies *copies);

/**
 * Adds a reply. Both texts are copied; of the reply only its counted letters are kept.
 * @param copies  the index
 * @param id      the reply's id, UTF-8 without NUL, not empty
 * @param id_len  its length in bytes
 * @param text    the reply, UTF-8; may be NULL when len is 0
 * @param len     its length in bytes
 * @retval HOTLINE_OK              added
 * @retval HOTLINE_DUPLICATE       the id is there with the same counted letters; nothing was added
 * @retval HOTLINE_ERROR_REUSED    the id is there with other letters
 * @retval HOTLINE_ERROR_ARGUMENT  an argument is NULL, or the id is empty
 * @retval HOTLINE_ERROR_SYNTAX    the id or the text is not UTF-8, or the id holds a NUL
 * @retval HOTLINE_ERROR_LIMIT     more than 65,536 counted letters, more bytes than the context's largest document, or too many replies
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_copies_add(hotline_copies *copies, const char *id, size_t id_len, const char *text, size_t len);

/**
 * Looks up the earlier texts that a text is like. Best first by the exact share, then by the bytes of the id. Several threads may do this
 * at once, while nobody adds.
 * @param copies    the index
 * @param text      the text, UTF-8; may be NULL when len is 0
 * @param len       its length in bytes
 * @param least     the least similarity, HOTLINE_COPIES_LEAST to 10000; compared exactly, not as rounded
 * @param matches   receives the first `capacity` of them; the first record's struct_size, set by the caller, is that of all; may be NULL
 *                  when capacity is 0
 * @param capacity  records at matches
 * @param found     receives how many there are: it may be more than capacity, never more than HOTLINE_COPIES_MOST
 * @param crowded   receives 1 when a place was full, so that other copies may be there that were not found, else 0; may be NULL
 * @retval HOTLINE_OK              looked up, also when nothing was found
 * @retval HOTLINE_ERROR_ARGUMENT  an argument is NULL, least is out of range, or the records are too small
 * @retval HOTLINE_ERROR_SYNTAX    the text is not UTF-8
 * @retval HOTLINE_ERROR_LIMIT     more than 65,536 counted letters, or more bytes than the context's largest document
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_copies_find(const hotline_copies *copies, const char *text, size_t len, uint32_t least,
                                               hotline_copies_match *matches, size_t capacity, size_t *found, uint32_t *crowded);

/**
 * Adds all replies of another index, such as those of another unit or month. Ids that both have with the same letters count once.
 * @param into  the index that grows
 * @param from  only read, nothing of it is kept; it may be of another context. `into` itself changes nothing
 * @retval HOTLINE_OK              merged
 * @retval HOTLINE_ERROR_REUSED    an id stands for other letters in either; nothing was added
 * @retval HOTLINE_ERROR_ARGUMENT  an argument is NULL
 * @retval HOTLINE_ERROR_LIMIT     too many replies; those before the limit are added
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing; some replies are added, and merging again adds the others
 */
HOTLINE_API hotline_status hotline_copies_merge(hotline_copies *into, const hotline_copies *from);

/**
 * Number of replies, that is of ids.
 * @param copies  the index
 * @return the number; 0 when copies is NULL
 */
HOTLINE_API size_t hotline_copies_count(const hotline_copies *copies);

/**
 * Number of different texts by their counted letters.
 * @param copies  the index
 * @return the number, at most hotline_copies_count(); 0 when copies is NULL
 */
HOTLINE_API size_t hotline_copies_texts(const hotline_copies *copies);

/**
 * Writes the index as bytes that hotline_copies_load() reads on any machine. They hold the ids and the counted letters of every reply, so
 * keep them as you keep the replies. Fill-a-buffer: call with capacity 0 to learn the size. The bytes follow the order of adding.
 * @param copies    the index
 * @param bytes     receives them; may be NULL when capacity is 0
 * @param capacity  bytes at bytes
 * @param needed    receives how many there are
 * @retval HOTLINE_OK              written
 * @retval HOTLINE_ERROR_BUFFER    capacity is too small; only needed was written
 * @retval HOTLINE_ERROR_ARGUMENT  copies or needed is NULL, or bytes is NULL with a capacity
 */
HOTLINE_API hotline_status hotline_copies_save(const hotline_copies *copies, uint8_t *bytes, size_t capacity, size_t *needed);

/**
 * Makes an index from saved bytes, which may come from anyone: all is checked. What is taken would be saved as the same bytes again.
 * @param context  borrowed, must outlive the index
 * @param bytes    what hotline_copies_save() wrote; only read, not kept
 * @param len      their number
 * @param out      receives the index; release it with hotline_copies_free()
 * @retval HOTLINE_OK              made
 * @retval HOTLINE_ERROR_SYNTAX    not saved by hotline_copies_save() of this version, cut short, or damaged: the checksum is wrong
 * @retval HOTLINE_ERROR_DOCUMENT  whole, but no index is saved so: an id twice, letters that do not count, wrong numbers
 * @retval HOTLINE_ERROR_ARGUMENT  an argument is NULL
 * @retval HOTLINE_ERROR_LIMIT     too many replies
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_copies_load(const hotline_context *context, const uint8_t *bytes, size_t len, hotline_copies **out);

#ifdef __cplusplus
}
#endif

#endif
