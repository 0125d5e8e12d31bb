/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Digests (摘要): the host's hash, by which a changed past shows.
 *
 * The library has no cryptography of its own: where the law asks for a certified module, the host brings it. A desk that is given a digest
 * chains what it stores (see chain.h), and lets personal facts enter as salted commitments (加盐承诺), so that they can be erased while the
 * chain stays whole. SM3 (GB/T 32905) and SHA-256 both have 32 bytes.
 */
#ifndef HOTLINE_DIGEST_H
#define HOTLINE_DIGEST_H

#include <stddef.h>
#include <stdint.h>

#include "export.h"
#include "status.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Sizes in bytes. */
enum {
    HOTLINE_DIGEST_SIZE = 32, /**< Of every digest. */
    HOTLINE_SALT_SIZE = 16    /**< Of every salt. */
};

/**
 * Hashes bytes. Must depend on the bytes alone: the same today, tomorrow and on the verifier's machine.
 * @param user   as in the record
 * @param bytes  what to hash; valid during the call
 * @param len    how many
 * @param out    receives HOTLINE_DIGEST_SIZE bytes
 * @return 0: done; anything else stops the operation, which answers HOTLINE_ERROR_CALLBACK
 */
typedef int32_t (*hotline_digest_hash_fn)(void *user, const uint8_t *bytes, size_t len, uint8_t *out);

/**
 * Gives bytes that nobody can guess, from the system's source of randomness.
 * @param user  as in the record
 * @param out   receives HOTLINE_SALT_SIZE bytes
 * @return 0: done; anything else stops the operation, which answers HOTLINE_ERROR_CALLBACK
 */
typedef int32_t (*hotline_digest_salt_fn)(void *user, uint8_t *out);

/** A digest: copied by whoever takes it. Prepare it with hotline_digest_init(). */
typedef struct hotline_digest {
    uint32_t struct_size;        /**< sizeof (hotline_digest) as the caller knows it. */
    uint32_t reserved;           /**< 0. */
    void *user;                  /**< Handed to each function, never read by the library. */
    void (*destroy)(void *user); /**< Called once, when the desk is released or could not be made; may be NULL. */
    hotline_digest_hash_fn hash; /**< Must be there. */
    hotline_digest_salt_fn salt; /**< Must be there for a desk; NULL is enough for verifying. */
} hotline_digest;

/**
 * Prepares the record: zeroes it and notes its size.
 * @param digest       the caller's record; NULL does nothing
 * @param struct_size  sizeof (hotline_digest) as the caller compiled it
 */
HOTLINE_API void hotline_digest_init(hotline_digest *digest, size_t struct_size);

#ifdef __cplusplus
}
#endif

#endif
