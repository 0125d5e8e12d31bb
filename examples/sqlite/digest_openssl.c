/* SPDX-License-Identifier: MIT */
/*
 * SM3 and SHA-256 as a desk's digest. A host whose law asks for a certified module brings the same two functions on that one. It refuses to
 * know what is hashed.
 */
#include "digest_openssl.h"

#include <openssl/evp.h>
#include <openssl/rand.h>
#include <string.h>

/* 0 or 1, as the functions of a digest answer. */
static int32_t digest_answer(int success) {
    return success == 1 ? 0 : 1;
}

static int32_t digest_hash(void *user, const uint8_t *bytes, size_t len, uint8_t *out) {
    return digest_answer(EVP_Digest(bytes, len, out, NULL, user, NULL));
}

static int32_t digest_salt(void *user, uint8_t *out) {
    (void)user;
    return digest_answer(RAND_bytes(out, HOTLINE_SALT_SIZE));
}

/* OpenSSL's own record of the digest is for ever, and never written to: the cast only takes its const away. */
static void digest_fill(const EVP_MD *method, hotline_digest *out) {
    out->user = (void *)method;
    out->hash = digest_hash;
    out->salt = digest_salt;
}

/* A method that is known by name may still be refused, such as SM3 where only FIPS is allowed: so it is tried. */
static int32_t digest_try(const hotline_digest *digest) {
    uint8_t bytes[HOTLINE_DIGEST_SIZE];
    return digest->hash(digest->user, (const uint8_t *)"", 0, bytes);
}

int32_t digest_openssl_open(const char *name, hotline_digest *out) {
    const EVP_MD *method = strcmp(name, "sm3") == 0 ? EVP_get_digestbyname("SM3") : strcmp(name, "sha256") == 0 ? EVP_sha256() : NULL;
    if (method == NULL || EVP_MD_size(method) != HOTLINE_DIGEST_SIZE) {
        return 1;
    }
    digest_fill(method, out);
    return digest_try(out);
}
