/* SPDX-License-Identifier: MIT */
/* The host's hash in use. */
#ifndef HOTLINE_DESK_DIGEST_IMPL_H
#define HOTLINE_DESK_DIGEST_IMPL_H

#include "../../include/hotline/digest.h"

#include "../base/error_impl.h"

/* Of texts in hexadecimal, the NUL not counted. */
enum { DIGEST_HEX = 2 * HOTLINE_DIGEST_SIZE, SALT_HEX = 2 * HOTLINE_SALT_SIZE };

typedef struct digest_port {
    hotline_digest host; /* hash NULL: there is none */
    int32_t result;      /* of the last callback that stopped an operation */
    uint32_t inside;     /* a callback runs */
} digest_port;

/* Checks and copies the host's record; NULL: none. `salted`: it must have salts. */
hotline_status hotline__digest_take(digest_port *d, const hotline_digest *host, int salted);
/* The host's destroy, once. */
void hotline__digest_drop(digest_port *d);
/* In hexadecimal and terminated: DIGEST_HEX + 1 and SALT_HEX + 1 bytes. HOTLINE_ERROR_CALLBACK. */
hotline_status hotline__digest_hash(digest_port *d, text bytes, char *hex);
hotline_status hotline__digest_salt(digest_port *d, char *hex);
/* The bytes of a hash in hexadecimal. 0: they are none. */
int hotline__digest_bytes(text hex, uint8_t *out);

#endif
