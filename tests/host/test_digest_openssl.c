/* SPDX-License-Identifier: MIT */
/* The digests of examples/sqlite give what GB/T 32905 and FIPS 180-4 print, and salts are not the same twice. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "digest_openssl.h"

static void hash_is(const char *name, const char *given, const char *expected) {
    hotline_digest digest;
    uint8_t bytes[HOTLINE_DIGEST_SIZE];
    char hex[2 * HOTLINE_DIGEST_SIZE + 1];
    size_t i;
    hotline_digest_init(&digest, sizeof digest);
    assert_int_equal(digest_openssl_open(name, &digest), 0);
    assert_int_equal(digest.hash(digest.user, (const uint8_t *)given, strlen(given), bytes), 0);
    for (i = 0; i < sizeof bytes; i++) {
        snprintf(hex + 2 * i, 3, "%02x", (unsigned)bytes[i]);
    }
    assert_string_equal(hex, expected);
}

static void vectors(void **state) {
    (void)state;
    hash_is("sm3", "abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    hash_is("sm3", "abcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcd",
            "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
    hash_is("sha256", "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    hash_is("sha256", "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

static void salts_differ(void **state) {
    hotline_digest digest;
    uint8_t one[HOTLINE_SALT_SIZE];
    uint8_t other[HOTLINE_SALT_SIZE];
    (void)state;
    hotline_digest_init(&digest, sizeof digest);
    assert_int_equal(digest_openssl_open("sm3", &digest), 0);
    assert_int_equal(digest.salt(digest.user, one), 0);
    assert_int_equal(digest.salt(digest.user, other), 0);
    assert_memory_not_equal(one, other, sizeof one);
}

static void unknown_names_are_refused(void **state) {
    hotline_digest digest;
    (void)state;
    hotline_digest_init(&digest, sizeof digest);
    assert_int_not_equal(digest_openssl_open("md5", &digest), 0);
    assert_int_not_equal(digest_openssl_open("SM3", &digest), 0);
    assert_null(digest.hash);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vectors),
        cmocka_unit_test(salts_differ),
        cmocka_unit_test(unknown_names_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
