/* SPDX-License-Identifier: MIT */
/* Words of a condition or a formula. */
#ifndef HOTLINE_RULES_CONDITION_TOKEN_H
#define HOTLINE_RULES_CONDITION_TOKEN_H

#include "../base/buffer.h"

typedef enum token_kind { TOKEN_END, TOKEN_NAME, TOKEN_NUMBER, TOKEN_TEXT, TOKEN_SIGN, TOKEN_BAD } token_kind;

typedef struct token {
    text words;   /* as written; TOKEN_TEXT: what stands between the quotes */
    size_t at;    /* byte offset of the first byte, quotes included */
    uint8_t kind; /* token_kind */
} token;

/* The token at or after *at, which moves past it. TOKEN_BAD: a byte that begins no word, or a text that is not closed. */
void hotline__token_next(text source, size_t *at, token *out);
int hotline__token_is(const token *t, const char *words); /* a name or sign, not a quoted text */
/* What a condition writes instead of a word of another language, such as "==" or "&&"; NULL for any other. */
const char *hotline__token_instead(text words);
/* Appends "; write and" and the like to an error about such a word. */
void hotline__token_tell_instead(text words, hotline_error *error);
/* Column in code points, from 1, of a byte offset. */
uint32_t hotline__token_column(text source, size_t at);

#endif
