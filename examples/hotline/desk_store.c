/* SPDX-License-Identifier: MIT */
/*
 * The store and the digest that a desk is opened on: those of examples/sqlite, where the program was built with them. It refuses to know any
 * database.
 */
#include <string.h>

#include "desk_run.h"
#include "output.h"

#ifdef HOTLINE_WITH_SQLITE

#  include "digest_openssl.h"
#  include "store_sqlite.h"

int desk_store_open(const char *word, hotline_store *out) {
    static const char scheme[] = "sqlite:";
    char message[HOTLINE_ERROR_MESSAGE_SIZE];
    hotline_store_init(out, sizeof *out);
    if (strncmp(word, scheme, sizeof scheme - 1) != 0 || word[sizeof scheme - 1] == '\0') {
        return input_expect("--store sqlite:FILE");
    }
    return store_sqlite_open(word + sizeof scheme - 1, out, message, sizeof message) != 0 ? input_fail("--store", message) : 0;
}

int desk_digest_open(const char *word, hotline_digest *out) {
    static const char *const names[] = {"sm3", "sha256"};
    const char *name = word != NULL ? word : names[0];
    hotline_digest_init(out, sizeof *out);
    if (strcmp(name, names[0]) != 0 && strcmp(name, names[1]) != 0) {
        return arguments_unknown(output_say("digest", "摘要算法"), name, names, 2);
    }
    return digest_openssl_open(name, out) != 0 ? input_fail(name, output_say("OpenSSL does not give it here", "此处的OpenSSL不提供此算法"))
                                               : 0;
}

const char *desk_store_message(int32_t result) {
    return store_sqlite_message(result);
}

#else

static int built_without(const char *option) {
    return input_fail(option, output_say("this program was built without SQLite and OpenSSL", "本程序编译时未带SQLite和OpenSSL"));
}

int desk_store_open(const char *word, hotline_store *out) {
    (void)word;
    (void)out;
    return built_without("--store");
}

int desk_digest_open(const char *word, hotline_digest *out) {
    (void)word;
    (void)out;
    return built_without("--digest");
}

const char *desk_store_message(int32_t result) {
    (void)result;
    return NULL;
}

#endif
