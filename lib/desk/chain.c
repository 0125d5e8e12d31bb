/* SPDX-License-Identifier: MIT */
/*
 * Verifies entries away from any desk: each hash, each link, each commitment. It refuses to know what the events say.
 */
#include "entry_impl.h"

#include "../../include/hotline/chain.h"

typedef struct chain {
    digest_port digest;
    arena scratch; /* of the line */
    arena keep;    /* of the subject */
    buffer words;
    buffer heads;  /* the last digests, one after another */
    text kind, id; /* of the subject under way */
    text last;     /* digest of its latest entry */
    int64_t number;
    uint64_t line;
    hotline_chain_report *out;
    hotline_error *error;
} chain;

static hotline_status chain_refuse(const chain *c, const char *message) {
    hotline__error_set(c->error, HOTLINE_REFUSED, message);
    hotline__error_place(c->error, (uint32_t)c->line, 1);
    return HOTLINE_REFUSED;
}

/* ---- one entry ---- */

/* Of its right length: else bytes of the value could be told to be the salt's. */
static int chain_is_salt(const json *salt) {
    return salt != NULL && salt->kind == JSON_TEXT && salt->value.len == SALT_HEX;
}

static hotline_status chain_check_fact(chain *c, const json *fact, const json *apart, uint64_t *present, uint64_t *erased) {
    const json *salt = apart != NULL && apart->kind == JSON_OBJECT ? hotline__json_member(apart, "salt") : NULL;
    const json *held = salt != NULL ? hotline__json_member(apart, "value") : NULL;
    const json *commitment = hotline__json_member(fact, "commitment");
    char hash[DIGEST_HEX + 1];
    json_writer w;
    if (commitment == NULL || commitment->kind != JSON_TEXT) {
        return chain_refuse(c, "a personal fact has no commitment");
    }
    if (apart == NULL) {
        ++*erased;
        return HOTLINE_OK;
    }
    if (held == NULL || !chain_is_salt(salt)) {
        return chain_refuse(c, "a personal fact has no salt or no value");
    }
    hotline__buffer_clear(&c->words);
    hotline__buffer_add_text(&c->words, salt->value);
    hotline__json_begin(&w, &c->words);
    hotline__json_tree(&w, held);
    HOTLINE_TRY(c->words.status);
    HOTLINE_TRY(hotline__digest_hash(&c->digest, hotline__buffer_text(&c->words), hash));
    if (!hotline__text_is(commitment->value, hash)) {
        return chain_refuse(c, "a personal fact is not what was committed to");
    }
    ++*present;
    return HOTLINE_OK;
}

/* Each personal fact against its commitment, and none that nothing commits to. */
static hotline_status chain_check_facts(chain *c, const desk_entry *e) {
    const json *facts = e->event != NULL ? hotline__entry_facts(e->event) : NULL;
    const json *fact = facts != NULL ? facts->first : NULL;
    uint64_t present = 0;
    uint64_t erased = 0;
    for (; fact != NULL; fact = fact->next) {
        hotline_status status = HOTLINE_OK;
        if (fact->kind == JSON_OBJECT) {
            status = chain_check_fact(c, fact, e->personal != NULL ? hotline__json_find(e->personal, fact->key) : NULL, &present, &erased);
        }
        if (status != HOTLINE_OK) {
            return status;
        }
    }
    if (e->personal != NULL && e->personal->count != present) {
        return chain_refuse(c, "a personal fact was put in that the entry does not have");
    }
    c->out->personal += present;
    c->out->erased += erased;
    return HOTLINE_OK;
}

static hotline_status chain_check_link(chain *c, const desk_entry *e) {
    char hash[DIGEST_HEX + 1];
    if (e->digest.at == NULL) {
        hotline__error_set(c->error, HOTLINE_ERROR_DOCUMENT, "the entry has no digest");
        hotline__error_place(c->error, (uint32_t)c->line, 1);
        return HOTLINE_ERROR_DOCUMENT;
    }
    HOTLINE_TRY(hotline__digest_hash(&c->digest, e->hashed, hash));
    if (!hotline__text_is(e->digest, hash)) {
        return chain_refuse(c, "the entry is not what it was when it was written");
    }
    if (e->number != c->number + 1) {
        return chain_refuse(c, "an entry is missing before this one");
    }
    if (!hotline__text_equal(e->previous, c->last)) {
        return chain_refuse(c, "the entry does not follow from the one before");
    }
    return HOTLINE_OK;
}

/* ---- one subject after another ---- */

static hotline_status chain_end_subject(chain *c) {
    uint8_t bytes[HOTLINE_DIGEST_SIZE];
    if (c->id.at != NULL && hotline__digest_bytes(c->last, bytes)) {
        hotline__buffer_add(&c->heads, (const char *)bytes, sizeof bytes);
        c->out->subjects++;
    }
    return c->heads.status;
}

/* Entries of a subject stand one after another. */
static hotline_status chain_follow(chain *c, const desk_entry *e) {
    if (c->id.at != NULL && hotline__text_equal(c->kind, e->kind) && hotline__text_equal(c->id, e->id)) {
        return HOTLINE_OK;
    }
    HOTLINE_TRY(chain_end_subject(c));
    hotline__arena_reset(&c->keep);
    c->kind = hotline__arena_text(&c->keep, e->kind);
    c->id = hotline__arena_text(&c->keep, e->id);
    c->number = 0;
    c->last.at = NULL;
    c->last.len = 0;
    return c->kind.at != NULL && c->id.at != NULL ? HOTLINE_OK : HOTLINE_ERROR_MEMORY;
}

/* The bytes of a member of a line; .at NULL: it has no such member, or null. Where a value ends, the next one or the bracket begins. */
static text chain_member(text line, const json *tree, const char *name) {
    const json *member = hotline__json_member(tree, name);
    text none = {NULL, 0};
    text out = none;
    size_t end;
    if (member == NULL || member->kind == JSON_NULL) {
        return none;
    }
    end = member->next != NULL ? member->next->key_offset : line.len;
    while (end > member->offset && line.at[end - 1] != (member->next != NULL ? ',' : '}')) {
        end--;
    }
    out.at = line.at + member->offset;
    out.len = end > member->offset ? end - 1 - member->offset : 0;
    return out;
}

/* {"entry":{...},"personal":{...}}, or the entry alone: the bytes of both. Nothing else may stand beside them, nor one of them twice. */
static hotline_status chain_split(chain *c, text line, text *plain, text *own) {
    json *tree = NULL;
    text entry;
    *plain = line;
    memset(own, 0, sizeof *own);
    HOTLINE_TRY(hotline__json_read(&c->scratch, line.at, line.len, &tree, c->error));
    entry = tree->kind == JSON_OBJECT ? chain_member(line, tree, "entry") : *own;
    if (entry.at == NULL) {
        return HOTLINE_OK; /* reading it as an entry tells what is wrong */
    }
    *plain = entry;
    *own = chain_member(line, tree, "personal");
    if (tree->count != 1 + (uint32_t)(hotline__json_member(tree, "personal") != NULL)) {
        return hotline__error_set(c->error, HOTLINE_ERROR_DOCUMENT, "beside an entry stands nothing but its personal part");
    }
    return HOTLINE_OK;
}

static hotline_status chain_take_line(chain *c, text line) {
    text plain;
    text own;
    desk_entry e;
    hotline_status status;
    hotline__arena_reset(&c->scratch);
    HOTLINE_TRY(chain_split(c, line, &plain, &own));
    HOTLINE_TRY(hotline__entry_read(&c->scratch, plain, own, &e, c->error));
    HOTLINE_TRY(chain_follow(c, &e));
    status = chain_check_link(c, &e);
    if (status == HOTLINE_OK) {
        status = chain_check_facts(c, &e);
    }
    if (status != HOTLINE_OK) {
        return status;
    }
    c->number = e.number;
    c->last = hotline__arena_text(&c->keep, e.digest);
    c->out->entries++;
    return c->last.at != NULL ? HOTLINE_OK : HOTLINE_ERROR_MEMORY;
}

static int chain_blank(text line) {
    size_t i;
    for (i = 0; i < line.len && (line.at[i] == ' ' || line.at[i] == '\t' || line.at[i] == '\r'); i++) {
    }
    return i == line.len;
}

static hotline_status chain_take(chain *c, text lines) {
    size_t at = 0;
    while (at < lines.len) {
        const char *end = memchr(lines.at + at, '\n', lines.len - at);
        hotline_status status = HOTLINE_OK;
        text line;
        line.at = lines.at + at;
        line.len = end != NULL ? (size_t)(end - line.at) : lines.len - at;
        at += line.len + 1;
        c->line++;
        if (!chain_blank(line)) {
            status = chain_take_line(c, line);
        }
        if (status != HOTLINE_OK) {
            return status;
        }
    }
    return HOTLINE_OK;
}

static hotline_status chain_head(chain *c) {
    char hex[DIGEST_HEX + 1];
    text all;
    HOTLINE_TRY(chain_end_subject(c));
    HOTLINE_TRY(hotline__digest_hash(&c->digest, hotline__buffer_text(&c->heads), hex));
    all.at = hex;
    all.len = DIGEST_HEX;
    (void)hotline__digest_bytes(all, c->out->head);
    return HOTLINE_OK;
}

static hotline_status chain_run(chain *c, text lines) {
    hotline_status status = chain_take(c, lines);
    if (status == HOTLINE_OK) {
        status = chain_head(c);
    }
    if (status == HOTLINE_ERROR_MEMORY) {
        hotline__error_set(c->error, status, "out of memory");
    } else if (status == HOTLINE_ERROR_CALLBACK) {
        hotline__error_set(c->error, status, "the digest failed");
    } else if (status < 0) {
        hotline__error_place(c->error, (uint32_t)c->line, 1);
    }
    return status;
}

hotline_status hotline_chain_verify(const hotline_context *context, const hotline_digest *digest, const char *lines, size_t len,
                                    hotline_chain_report *out, hotline_error *error) {
    hotline_chain_report found = {0};
    hotline_status status;
    chain c;
    text all;
    memset(&c, 0, sizeof c);
    if (context == NULL || digest == NULL || lines == NULL || out == NULL || out->struct_size < sizeof *out ||
        hotline__digest_take(&c.digest, digest, 0) < 0) {
        return hotline__error_set(error, HOTLINE_ERROR_ARGUMENT, "an argument is NULL, or a record too small");
    }
    all.at = lines;
    all.len = len;
    c.out = &found;
    c.error = error;
    hotline__arena_init(&c.scratch, context);
    hotline__arena_init(&c.keep, context);
    hotline__buffer_init(&c.words, context);
    hotline__buffer_init(&c.heads, context);
    status = chain_run(&c, all);
    hotline__arena_free(&c.scratch);
    hotline__arena_free(&c.keep);
    hotline__buffer_free(&c.words);
    hotline__buffer_free(&c.heads);
    if (status >= 0) {
        found.struct_size = out->struct_size;
        *out = found;
    }
    return status;
}
