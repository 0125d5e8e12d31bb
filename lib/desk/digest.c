/* SPDX-License-Identifier: MIT */
/*
 * Calls the host's hash, and writes what it gives in hexadecimal. It refuses to know what is hashed, and has no cryptography of its own.
 */
#include "digest_impl.h"

#include "store_impl.h"

void hotline_digest_init(hotline_digest *digest, size_t struct_size) {
    if (digest != NULL && struct_size >= sizeof digest->struct_size) {
        memset(digest, 0, struct_size);
        digest->struct_size = (uint32_t)struct_size;
    }
}

hotline_status hotline__digest_take(digest_port *d, const hotline_digest *host, int salted) {
    memset(d, 0, sizeof *d);
    if (host == NULL) {
        return HOTLINE_OK;
    }
    if (!hotline__store_record(&d->host, sizeof d->host, host) || d->host.hash == NULL || (salted && d->host.salt == NULL)) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    return HOTLINE_OK;
}

void hotline__digest_drop(digest_port *d) {
    void (*destroy)(void *user) = d->host.destroy;
    d->host.destroy = NULL;
    if (destroy != NULL) {
        d->inside = 1;
        destroy(d->host.user);
        d->inside = 0;
    }
}

static void digest_write(const uint8_t *bytes, size_t count, char *hex) {
    static const char digits[] = "0123456789abcdef";
    size_t i;
    for (i = 0; i < count; i++) {
        hex[2 * i] = digits[bytes[i] >> 4];
        hex[2 * i + 1] = digits[bytes[i] & 15];
    }
    hex[2 * count] = '\0';
}

static hotline_status digest_answered(digest_port *d, int32_t result) {
    d->inside = 0;
    if (result == 0) {
        return HOTLINE_OK;
    }
    d->result = result;
    return HOTLINE_ERROR_CALLBACK;
}

hotline_status hotline__digest_hash(digest_port *d, text bytes, char *hex) {
    uint8_t hash[HOTLINE_DIGEST_SIZE] = {0};
    d->inside = 1;
    HOTLINE_TRY(digest_answered(d, d->host.hash(d->host.user, (const uint8_t *)bytes.at, bytes.len, hash)));
    digest_write(hash, sizeof hash, hex);
    return HOTLINE_OK;
}

hotline_status hotline__digest_salt(digest_port *d, char *hex) {
    uint8_t salt[HOTLINE_SALT_SIZE] = {0};
    d->inside = 1;
    HOTLINE_TRY(digest_answered(d, d->host.salt(d->host.user, salt)));
    digest_write(salt, sizeof salt, hex);
    return HOTLINE_OK;
}

static int digest_nibble(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

int hotline__digest_bytes(text hex, uint8_t *out) {
    size_t i;
    if (hex.len != DIGEST_HEX) {
        return 0;
    }
    for (i = 0; i < HOTLINE_DIGEST_SIZE; i++) {
        int high = digest_nibble(hex.at[2 * i]);
        int low = digest_nibble(hex.at[2 * i + 1]);
        if (high < 0 || low < 0) {
            return 0;
        }
        out[i] = (uint8_t)(high << 4 | low);
    }
    return 1;
}
