/* SPDX-License-Identifier: MIT */
/* Rates in tenths of a percent, and how much they moved, exactly: num / (den * 10^places), den above 0, places at most 18. */
#ifndef HOTLINE_EXAMPLE_RATE_H
#define HOTLINE_EXAMPLE_RATE_H

#include <stddef.h>
#include <stdint.h>

enum { RATE_TEXT = 64 };

typedef enum rate_rounding { RATE_HALF_UP, RATE_DOWN, RATE_UP } rate_rounding;

/* 937.5 permille half-up is 938, which is shown as 93.8 %. */
int64_t rate_permille(int64_t num, int64_t den, uint32_t places, rate_rounding rounding);
/* The first rate less the second, in tenths of a percentage point, half away from zero: of the exact rates, not of what is shown. */
int64_t rate_moved(int64_t num, int64_t den, int64_t num_before, int64_t den_before, uint32_t places);
/* "93.8", "-0.5"; with a sign "+1.3", and "0.0" for none. */
void rate_show(int64_t tenths, int sign, char out[RATE_TEXT]);
/* "37.5": units / 10^places without zeros at its end. */
void rate_show_decimal(int64_t units, uint32_t places, int sign, char out[RATE_TEXT]);
/* "12.50" as units of 10^-places, with zeros added up to `places`: 0 where it does not fit, or is no decimal. */
int rate_read(const char *digits, uint32_t places, int64_t *out);

#endif
