/* SPDX-License-Identifier: MIT */
/* Small pieces of output: JSON members and columns. */
#ifndef HOTLINE_EXAMPLE_OUTPUT_H
#define HOTLINE_EXAMPLE_OUTPUT_H

#include "hotline.h"

/* A JSON text, quotes and escapes included; NULL gives null. */
void output_text(const char *bytes, size_t len);
void output_string(const char *terminated);
/* Quoted, or null for none. */
void output_instant(hotline_instant at, int32_t offset);
void output_day(hotline_day day);
/* The text and blanks up to `width` columns; Chinese characters take two. Negative: blanks first. */
void output_column(const char *bytes, size_t len, int width);
void output_cell(const char *terminated, int width);
/* The language of everything that is printed: HOTLINE_LANGUAGE_EN until --lang says otherwise. One per process, as a terminal has one. */
void output_speak(int32_t language);
int32_t output_language(void);
/* One of two texts, by that language. */
const char *output_say(const char *en, const char *zh);
/* What people call something: its label in Chinese, its name in English or where it has no label. */
const char *output_name(const char *name, const char *label);
/* The class of a day in words: the library's own, or in Chinese. */
const char *output_day_class(int32_t day_class);
/* A finding's severity, as data and in words. */
const char *output_severity_name(int32_t severity);
const char *output_severity(int32_t severity);
/* What there is to say of a part of a score (HOTLINE_PART_*), in words; "" where its value says all. */
const char *output_part_state(int32_t state);

#endif
