/* SPDX-License-Identifier: MIT */
/* A decimal as written: units / 10^places. */
#ifndef HOTLINE_RULES_DECIMAL_H
#define HOTLINE_RULES_DECIMAL_H

#include "../base/buffer.h"

typedef struct decimal {
    int64_t units;
    uint32_t places;
} decimal;

/* [-]digits[.digits][%], at most nine places (a percent has two more) and eighteen characters; 0: it is none. */
int hotline__decimal_read(text t, decimal *out);

#endif
