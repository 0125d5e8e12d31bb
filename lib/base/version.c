/* SPDX-License-Identifier: MIT */
/*
 * Which release is running, as told by the headers it was compiled with. It refuses to know what the caller was compiled with; the
 * caller compares.
 */
#include "../../include/hotline/version.h"

const char *hotline_version(void) {
    return HOTLINE_VERSION;
}

int32_t hotline_abi(void) {
    return HOTLINE_ABI;
}
