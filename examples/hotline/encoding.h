/* SPDX-License-Identifier: MIT */
/* A file in one of the encodings that tables come in, handed out as UTF-8. */
#ifndef HOTLINE_EXAMPLE_ENCODING_H
#define HOTLINE_EXAMPLE_ENCODING_H

#include <stddef.h>
#include <stdio.h>

typedef enum encoding { ENCODING_AUTO, ENCODING_UTF8, ENCODING_GBK, ENCODING_GB18030, ENCODING_UTF16LE, ENCODINGS } encoding;

/* What stands for a character that could not be read: U+FFFD. */
#define ENCODING_LOST "\xef\xbf\xbd"

typedef struct encoded_file {
    FILE *stream;
    const char *path;
    encoding encoding;
    void *converter; /* of iconv; NULL for UTF-8 */
    char *raw;       /* as read; what is not a whole character yet stays at its beginning */
    size_t raw_len;
    int begun, ended;
    char *decoded;
    const char *bytes; /* the piece handed out last */
    size_t len;
} encoded_file;

/* The name that a mapping gives to an encoding, such as "gb18030"; NULL beyond the last. */
const char *encoding_name(int index);
/* Opens a file, or standard input for "-". ENCODING_AUTO: by its mark; else UTF-8 where all of it is, else GB18030. 0, or EXIT_UNUSABLE, told. */
int encoded_open(const char *path, encoding given, encoded_file *out);
/* The next piece: 0, `len` 0 at the end; or EXIT_UNUSABLE, told. Pieces may end within a line, never within a character. */
int encoded_next(encoded_file *f);
void encoded_close(encoded_file *f);

#endif
