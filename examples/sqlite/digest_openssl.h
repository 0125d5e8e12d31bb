/* SPDX-License-Identifier: MIT */
/* A hotline_digest on OpenSSL's libcrypto, 1.1.1 or newer. Any number of desks, on any threads, may share one. */
#ifndef HOTLINE_EXAMPLE_DIGEST_OPENSSL_H
#define HOTLINE_EXAMPLE_DIGEST_OPENSSL_H

#include "hotline.h"

/*
 * By name: "sm3" (GB/T 32905) or "sha256". `out` is a record prepared by hotline_digest_init(). 0: filled; anything else: there is no such
 * digest, or this OpenSSL was built, or is configured, without it.
 */
int32_t digest_openssl_open(const char *name, hotline_digest *out);

#endif
