/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Which release this is, when compiling and when running.
 */
#ifndef HOTLINE_VERSION_H
#define HOTLINE_VERSION_H

#include <stdint.h>

#include "export.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Release of these headers (semantic versioning). */
#define HOTLINE_VERSION "0.1.0"

/**
 * The version numbers as constants that a binding can read.
 *
 * HOTLINE_ABI is the number in the soname. It changes when a symbol goes or a record changes other than at its end.
 */
enum { HOTLINE_VERSION_MAJOR = 0, HOTLINE_VERSION_MINOR = 1, HOTLINE_VERSION_PATCH = 0, HOTLINE_ABI = 0 };

/**
 * Release of the library that is running, "major.minor.patch".
 * @return static text, NUL-terminated, never NULL. Thread-safe.
 */
HOTLINE_API const char *hotline_version(void);

/**
 * ABI number of the library that is running; compare it with HOTLINE_ABI.
 * @return a number >= 0. Thread-safe.
 */
HOTLINE_API int32_t hotline_abi(void);

#ifdef __cplusplus
}
#endif

#endif
