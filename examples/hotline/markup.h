/* SPDX-License-Identifier: MIT */
/* Pieces of a page. Whatever comes from a policy or a log goes through markup_text() or %s of nothing else. */
#ifndef HOTLINE_EXAMPLE_MARKUP_H
#define HOTLINE_EXAMPLE_MARKUP_H

/* As it is: the program's own words and tags. */
void markup(const char *raw);
/* The same with numbers and own words in it. */
void markup_f(const char *format, ...);
/* Escaped; NULL is nothing. */
void markup_text(const char *words);
/* <tag>escaped</tag> */
void markup_element(const char *tag, const char *words);

#endif
