/* SPDX-License-Identifier: MIT */
/*
 * Bytes of a file to UTF-8, a piece at a time: UTF-8 is checked here, the others are iconv's business. Each byte that is no character
 * becomes U+FFFD, which whoever reads the text finds where it stands. Four-byte forms of GB 18030 are read here too. It refuses to know what the text is.
 */
#include "encoding.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#ifndef _WIN32
#  include <iconv.h>
#endif

#include "gb18030.h"
#include "input.h"
#include "output.h"
#include "utf8.h"

enum { RAW_SIZE = 1 << 18, DECODED_SIZE = 3 * RAW_SIZE + 16 };

static const char *const encoding_names[ENCODINGS] = {"auto", "utf-8", "gbk", "gb18030", "utf-16le"};

const char *encoding_name(int index) {
    return index >= 0 && index < ENCODINGS ? encoding_names[index] : NULL;
}

/* ---- iconv ---- */

#ifdef _WIN32
static int converter_open(encoded_file *f) {
    return input_fail(f->path, output_say("this build reads UTF-8 only", "本程序在此平台上只能读取UTF-8"));
}

static void converter_close(encoded_file *f) {
    (void)f;
}

static size_t converter_run(encoded_file *f, size_t *taken) {
    *taken = f->raw_len;
    return 0;
}
#else
static int converter_open(encoded_file *f) {
    static const char *const names[ENCODINGS] = {NULL, NULL, "GBK", "GB18030", "UTF-16LE"};
    iconv_t opened = iconv_open("UTF-8", names[f->encoding]);
    if (opened == (iconv_t)-1) {
        return input_fail(encoding_names[f->encoding],
                          output_say("this system's C library does not convert it", "本系统的C库不支持此编码"));
    }
    f->converter = opened;
    return 0;
}

static void converter_close(encoded_file *f) {
    if (f->converter != NULL) {
        iconv_close(f->converter);
    }
}

/* The text decoded so far. */
typedef struct decoding {
    char *out;
    size_t left;
} decoding;

static void decode_lost(decoding *d) {
    memcpy(d->out, ENCODING_LOST, 3);
    d->out += 3;
    d->left -= 3;
}

static void decode_point(unsigned long point, decoding *d) {
    size_t written = point != 0 ? utf8_write(point, d->out) : 0;
    if (point == 0) {
        decode_lost(d);
    }
    d->out += written;
    d->left -= written;
}

/* Decodes bytes; how many are done with. What is cut off at the end stays, unless nothing follows it. */
static size_t decode_run(encoded_file *f, char *in, size_t len, int complete, decoding *d) {
    size_t unit = f->encoding == ENCODING_UTF16LE ? 2 : 1;
    size_t left = len;
    while (left > 0) {
        size_t skipped;
        if (iconv(f->converter, &in, &left, &d->out, &d->left) != (size_t)-1 || errno == E2BIG || (errno == EINVAL && !complete)) {
            break;
        }
        skipped = left < unit ? left : unit;
        decode_lost(d);
        in += skipped;
        left -= skipped;
    }
    return len - left;
}

/* Bytes of the character of GB 18030 that begins here, whether or not it is one. */
static size_t gb18030_length(const char *bytes, size_t len) {
    unsigned char first = (unsigned char)bytes[0];
    unsigned char second = len > 1 ? (unsigned char)bytes[1] : 0;
    return first < 0x81 || first == 0xff || second < 0x30 ? 1 : second <= 0x39 ? 4 : second < 0x40 ? 1 : 2;
}

/* Bytes up to the first four-byte form, or all. */
static size_t gb18030_before(const char *bytes, size_t len) {
    size_t at = 0;
    while (at < len && !gb18030_is_four(bytes + at, len - at)) {
        size_t step = utf8_ascii(bytes + at, len - at);
        step = step != 0 ? step : gb18030_length(bytes + at, len - at);
        at += step < len - at ? step : len - at;
    }
    return at;
}

/* Length of what was decoded; *taken are the bytes that are done with. */
static size_t converter_run(encoded_file *f, size_t *taken) {
    decoding d;
    d.out = f->decoded;
    d.left = DECODED_SIZE;
    *taken = 0;
    do {
        char *from = f->raw + *taken;
        size_t left = f->raw_len - *taken;
        size_t plain = f->encoding == ENCODING_GB18030 ? gb18030_before(from, left) : left;
        size_t done = decode_run(f, from, plain, f->ended || plain < left, &d);
        *taken += done;
        if (done < plain || plain == left) {
            break;
        }
        decode_point(gb18030_four(from + plain), &d);
        *taken += 4;
    } while (*taken < f->raw_len);
    return (size_t)(d.out - f->decoded);
}
#endif

/* ---- UTF-8 ---- */

/* As converter_run(), for text with bytes in it that are none. */
static size_t utf8_repair(encoded_file *f, size_t *taken) {
    size_t at = 0;
    size_t to = 0;
    while (at < f->raw_len) {
        size_t good = utf8_valid(f->raw + at, f->raw_len - at);
        memcpy(f->decoded + to, f->raw + at, good);
        to += good;
        at += good;
        if (at == f->raw_len || (!f->ended && f->raw_len - at < 4 && utf8_begins(f->raw + at, f->raw_len - at))) {
            break;
        }
        memcpy(f->decoded + to, ENCODING_LOST, 3);
        to += 3;
        at++;
    }
    *taken = at;
    return to;
}

/* ---- which encoding it is ---- */

static int encoded_read(encoded_file *f) {
    size_t got = fread(f->raw + f->raw_len, 1, RAW_SIZE - f->raw_len, f->stream);
    if (got == 0 && ferror(f->stream)) {
        return input_fail_file(f->path);
    }
    f->raw_len += got;
    f->ended = got == 0;
    return 0;
}

/* A pipe cannot be read twice: its bytes go to a file of their own first. */
static int encoded_spool(encoded_file *f) {
    FILE *copy;
    size_t got;
    if (fseek(f->stream, 0, SEEK_SET) == 0) {
        return 0;
    }
    copy = tmpfile();
    if (copy == NULL) {
        return input_fail_file(f->path);
    }
    while ((got = fread(f->raw, 1, RAW_SIZE, f->stream)) > 0) {
        if (fwrite(f->raw, 1, got, copy) != got) {
            fclose(copy);
            return input_fail_file(f->path);
        }
    }
    input_stream_close(f->stream);
    f->stream = copy;
    rewind(copy);
    return 0;
}

static void encoded_rewind(encoded_file *f) {
    f->raw_len = 0;
    f->ended = 0;
    rewind(f->stream);
}

static encoding encoded_mark(const encoded_file *f) {
    if (f->raw_len >= 3 && memcmp(f->raw, "\xef\xbb\xbf", 3) == 0) {
        return ENCODING_UTF8;
    }
    return f->raw_len >= 2 && memcmp(f->raw, "\xff\xfe", 2) == 0 ? ENCODING_UTF16LE : ENCODING_AUTO;
}

/* All of the file is read once, to see. */
static int encoded_guess(encoded_file *f) {
    int failed = encoded_spool(f);
    f->encoding = ENCODING_UTF8;
    failed = failed ? failed : encoded_read(f);
    if (!failed && encoded_mark(f) != ENCODING_AUTO) {
        f->encoding = encoded_mark(f);
        encoded_rewind(f);
        return 0;
    }
    while (!failed && (!f->ended || f->raw_len > 0)) {
        size_t good = utf8_valid(f->raw, f->raw_len);
        f->raw_len -= good;
        memmove(f->raw, f->raw + good, f->raw_len);
        if (f->raw_len > 0 && (f->ended || f->raw_len > 3 || !utf8_begins(f->raw, f->raw_len))) {
            f->encoding = ENCODING_GB18030;
            break;
        }
        failed = encoded_read(f);
    }
    encoded_rewind(f);
    return failed;
}

int encoded_open(const char *path, encoding given, encoded_file *out) {
    int failed = 0;
    memset(out, 0, sizeof *out);
    out->path = input_name(path);
    out->encoding = given;
    out->stream = input_stream(path);
    if (out->stream == NULL) {
        return EXIT_UNUSABLE;
    }
    out->raw = malloc(RAW_SIZE);
    out->decoded = malloc(DECODED_SIZE);
    if (out->raw == NULL || out->decoded == NULL) {
        return input_no_memory(path);
    }
    failed = given == ENCODING_AUTO ? encoded_guess(out) : 0;
    return failed ? failed : out->encoding == ENCODING_UTF8 ? 0 : converter_open(out);
}

/* ---- pieces ---- */

static size_t encoded_decode(encoded_file *f) {
    size_t taken = f->raw_len;
    if (f->encoding != ENCODING_UTF8) {
        f->len = converter_run(f, &taken);
    } else if (utf8_valid(f->raw, f->raw_len) == f->raw_len) {
        memcpy(f->decoded, f->raw, f->raw_len);
        f->len = f->raw_len;
    } else {
        f->len = utf8_repair(f, &taken);
    }
    f->bytes = f->decoded;
    return taken;
}

/* A mark at the very beginning belongs to no cell; one of another encoding than was said is told. */
static int encoded_begin(encoded_file *f) {
    encoding marked = encoded_mark(f);
    f->begun = 1;
    if (marked != ENCODING_AUTO && marked != f->encoding) {
        char why[160];
        snprintf(why, sizeof why,
                 output_say("it begins with the mark of %s, but the mapping says %s", "文件以%s的标记开头，而映射写的是%s"),
                 encoding_names[marked], encoding_names[f->encoding]);
        return input_fail(f->path, why);
    }
    return 0;
}

int encoded_next(encoded_file *f) {
    f->len = 0;
    while (f->len == 0 && !(f->ended && f->raw_len == 0)) {
        int first = !f->begun;
        size_t taken;
        int failed = encoded_read(f);
        failed = failed || !first ? failed : encoded_begin(f);
        if (failed) {
            return failed;
        }
        taken = encoded_decode(f);
        f->raw_len -= taken;
        memmove(f->raw, f->raw + taken, f->raw_len);
        if (first && f->len >= 3 && memcmp(f->bytes, "\xef\xbb\xbf", 3) == 0) {
            f->bytes += 3;
            f->len -= 3;
        }
    }
    return 0;
}

void encoded_close(encoded_file *f) {
    converter_close(f);
    input_stream_close(f->stream);
    free(f->raw);
    free(f->decoded);
    memset(f, 0, sizeof *f);
}
