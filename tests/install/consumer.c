/* SPDX-License-Identifier: MIT */
/* A host in two lines: built against the installed library, by pkg-config and by find_package. */
#include <hotline/instant.h>
#include <hotline/version.h>
#include <string.h>

int main(void) {
    return strcmp(hotline_version(), HOTLINE_VERSION) == 0 && hotline_day_of(2021, 4, 14) == 18731 ? 0 : 1;
}
