/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Chains (哈希链): whether what a desk stored is still what it stored.
 *
 * Each entry of a subject is one JSON object on one line, in this order of members:
 *
 *     {"kind":"ticket","id":"T1","number":3,"recorded":"2021-05-06T09:12:00+08:00","rules":"93f0c5d2a71e04b8",
 *      "event":{"id":"e9",...,"facts":{"outcome":"reached","caller_name":{"commitment":"5e88..."}}},"previous":"03ac...","digest":"a665..."}
 *
 * `number` counts the subject's entries from 1; `recorded` is the moment at which the desk took the event; `rules` is the fingerprint of
 * its rulebook; `event` is null for an entry that erases personal facts, which has "erased":true after it. `digest` is the hash of all
 * bytes of the line before `,"digest":`, in hexadecimal; `previous` is the digest of the entry before, so that no entry can be changed,
 * dropped or put between without all later ones showing it. The last digest stands for the whole subject: who writes it down elsewhere
 * (a bulletin, a signature, another system) can later tell that the end was not cut off either.
 *
 * Personal facts are not in the entry but in its personal part, {"caller_name":{"salt":"8f1c...","value":"..."}}. The entry has the hash of
 * the salt and the value as JSON, so a value that is still there can be checked, and one that was erased cannot be guessed. Facts that no
 * policy declares are taken for personal.
 */
#ifndef HOTLINE_CHAIN_H
#define HOTLINE_CHAIN_H

#include <stddef.h>
#include <stdint.h>

#include "context.h"
#include "digest.h"
#include "export.h"
#include "status.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What verifying found. */
typedef struct hotline_chain_report {
    uint32_t struct_size;              /**< sizeof (hotline_chain_report), set by the caller before the call. */
    uint32_t reserved;                 /**< 0. */
    uint64_t subjects;                 /**< Subjects seen. */
    uint64_t entries;                  /**< Entries seen, all of them good. */
    uint64_t personal;                 /**< Personal facts that were there and agreed with their commitments. */
    uint64_t erased;                   /**< Personal facts that were not there any more. */
    uint8_t head[HOTLINE_DIGEST_SIZE]; /**< The hash over the last digests of all subjects, in the order of the lines. */
} hotline_chain_report;

/**
 * Verifies entries away from any desk or store: lines as hotline_desk_export() wrote them, of any number of subjects, the entries of a
 * subject one after another from its first. Beside an entry a line may hold its personal part: {"entry":{...},"personal":{...}}.
 * @param context  where memory comes from
 * @param digest   the hash that the desk was given; its destroy is not called
 * @param lines    the lines, UTF-8
 * @param len      their length in bytes
 * @param out      the caller's record with struct_size set
 * @param error    on HOTLINE_REFUSED and failures: the line, and what is wrong there; may be NULL
 * @retval HOTLINE_OK              every entry is as it was written
 * @retval HOTLINE_REFUSED         an entry was changed, left out, or does not follow from the one before; *out counts those before it
 * @retval HOTLINE_ERROR_SYNTAX    a line is not JSON
 * @retval HOTLINE_ERROR_DOCUMENT  a line is no entry, or one without a digest
 * @retval HOTLINE_ERROR_LIMIT     a line is longer or deeper than the context allows
 * @retval HOTLINE_ERROR_CALLBACK  the hash failed
 * @retval HOTLINE_ERROR_ARGUMENT  an argument is NULL or a record too small
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_chain_verify(const hotline_context *context, const hotline_digest *digest, const char *lines, size_t len,
                                                hotline_chain_report *out, hotline_error *error);

#ifdef __cplusplus
}
#endif

#endif
