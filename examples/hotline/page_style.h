/* SPDX-License-Identifier: MIT */
/* How a page of the command looks, on a screen and on A4. */
#ifndef HOTLINE_EXAMPLE_PAGE_STYLE_H
#define HOTLINE_EXAMPLE_PAGE_STYLE_H

/* Lines of a style sheet, NULL at the end. */
extern const char *const page_style[];

#endif
