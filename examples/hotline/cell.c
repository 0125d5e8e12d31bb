/* SPDX-License-Identifier: MIT */
/*
 * Peels cells. It refuses to know which column a cell stands in.
 */
#include "cell.h"

#include <string.h>

#include "utf8.h"

/* Bytes of the blank at `at`; 0: none. NBSP, the wide blank, a byte order mark. */
static size_t cell_blank(const char *at, size_t left) {
    if (*at == ' ' || *at == '\t' || *at == '\r' || *at == '\n') {
        return 1;
    }
    if (left >= 2 && memcmp(at, "\xc2\xa0", 2) == 0) {
        return 2;
    }
    return left >= 3 && (memcmp(at, "\xe3\x80\x80", 3) == 0 || memcmp(at, "\xef\xbb\xbf", 3) == 0) ? 3 : 0;
}

/* The same of the blank that ends at `end`. */
static size_t cell_blank_before(const char *end, size_t left) {
    size_t len;
    for (len = 1; len <= 3 && len <= left; len++) {
        if (cell_blank(end - len, len) == len) {
            return len;
        }
    }
    return 0;
}

cell cell_trim(cell c) {
    size_t blank;
    while (c.len > 0 && (blank = cell_blank(c.bytes, c.len)) > 0) {
        c.bytes += blank;
        c.len -= blank;
    }
    while (c.len > 0 && (blank = cell_blank_before(c.bytes + c.len, c.len)) > 0) {
        c.len -= blank;
    }
    return c;
}

cell cell_bare(cell c) {
    if (c.len >= 3 && c.bytes[0] == '=' && c.bytes[1] == '"' && c.bytes[c.len - 1] == '"') {
        c.bytes += 2;
        c.len -= 3;
    } else if (c.len >= 1 && c.bytes[0] == '\'') {
        c.bytes++;
        c.len--;
    }
    return c;
}

/* The ASCII character that the three bytes are a wide form of; 0: none. */
static char cell_narrow(const unsigned char *at) {
    if (at[0] == 0xe3 && at[1] == 0x80 && at[2] == 0x80) {
        return ' ';
    }
    if (at[0] == 0xef && at[1] == 0xbc && at[2] >= 0x81) {
        return (char)(at[2] - 0x60);
    }
    return at[0] == 0xef && at[1] == 0xbd && at[2] <= 0x9e ? (char)(at[2] - 0x20) : '\0';
}

cell cell_fold(cell c, char *to) {
    const unsigned char *at = (const unsigned char *)c.bytes;
    cell folded = {to, 0};
    size_t i = utf8_ascii(c.bytes, c.len);
    while (i < c.len && at[i] < 0xe3) {
        i++;
    }
    if (i == c.len) {
        return c;
    }
    memcpy(to, c.bytes, i);
    folded.len = i;
    while (i < c.len) {
        char narrow = c.len - i >= 3 ? cell_narrow(at + i) : '\0';
        to[folded.len++] = narrow != '\0' ? narrow : c.bytes[i];
        i += narrow != '\0' ? 3 : 1;
    }
    return folded;
}

int cell_is(cell c, const char *bytes, size_t len) {
    return c.len == len && memcmp(c.bytes, bytes, len) == 0;
}

/* Bytes of the character at the beginning of valid UTF-8. */
static size_t cell_letter(cell c) {
    size_t len = 1;
    while (len < c.len && ((unsigned char)c.bytes[len] & 0xc0) == 0x80) {
        len++;
    }
    return len;
}

/* Whether the character is one of those. */
static int cell_separates(const char *separators, const char *letter, size_t len) {
    cell rest = {separators, strlen(separators)};
    while (rest.len > 0) {
        size_t own = cell_letter(rest);
        if (own == len && memcmp(rest.bytes, letter, len) == 0) {
            return 1;
        }
        rest.bytes += own;
        rest.len -= own;
    }
    return 0;
}

int cell_part(cell *rest, const char *separators, cell *part) {
    while (rest->len > 0) {
        cell found = {rest->bytes, 0};
        size_t len = 0;
        while (rest->len > 0 && !cell_separates(separators, rest->bytes, len = cell_letter(*rest))) {
            rest->bytes += len;
            rest->len -= len;
        }
        found.len = (size_t)(rest->bytes - found.bytes);
        if (rest->len > 0) {
            rest->bytes += len;
            rest->len -= len;
        }
        *part = cell_trim(found);
        if (part->len > 0) {
            return 1;
        }
    }
    return 0;
}

int cell_integer(cell c, int64_t *out) {
    size_t i = c.len > 0 && (c.bytes[0] == '-' || c.bytes[0] == '+') ? 1 : 0;
    size_t first = i;
    int64_t value = 0;
    for (; i < c.len && i - first < 18 && c.bytes[i] >= '0' && c.bytes[i] <= '9'; i++) {
        value = value * 10 + (c.bytes[i] - '0');
    }
    if (i != c.len || i == first) {
        return 0;
    }
    *out = c.bytes[0] == '-' ? -value : value;
    return 1;
}
