/* SPDX-License-Identifier: MIT */
/*
 * Turns events into entries and entries into events: personal facts apart, commitments in their place, each entry linked to the one before.
 * It refuses to know what events mean, and whether a chain is whole (chain.c).
 */
#include "entry_impl.h"

#include "../rules/calendar_impl.h"

/* The name of the last member, as it stands in every entry. */
#define ENTRY_DIGEST "\"digest\":"

const char *hotline__entry_kind(int32_t kind) {
    static const char *const words[] = {"", "ticket", "unit", "published"};
    return words[kind >= 0 && kind <= HOTLINE_SUBJECT_PUBLISHED ? kind : 0];
}

/* ---- event lines ---- */

static int entry_is_facts(const json *member) {
    return member->kind == JSON_OBJECT && hotline__text_is(member->key, "facts");
}

const json *hotline__entry_facts(const json *of) {
    const json *facts = hotline__json_member(of, "facts");
    return facts != NULL && facts->kind == JSON_OBJECT ? facts : NULL;
}

/* All members of an event but its facts, and `known` when the line has none. */
static void entry_write_members(const hotline_rulebook *rulebook, const desk_command *of, hotline_instant now, json_writer *w) {
    const json *known = hotline__json_member(of->tree, "known");
    const json *member;
    for (member = of->tree->first; member != NULL; member = member->next) {
        if (!entry_is_facts(member) && member->kind != JSON_NULL) {
            hotline__json_key_text(w, member->key);
            hotline__json_tree(w, member);
        }
    }
    if ((known == NULL || known->kind == JSON_NULL) && of->e.at != now) {
        hotline__json_key(w, "known");
        hotline__json_instant(w, now, hotline__calendar_offset(rulebook->calendar));
    }
}

void hotline__entry_line(const hotline_rulebook *rulebook, const desk_command *of, hotline_instant now, buffer *out) {
    const json *facts = hotline__entry_facts(of->tree);
    json_writer w;
    hotline__json_begin(&w, out);
    hotline__json_object(&w);
    entry_write_members(rulebook, of, now, &w);
    if (facts != NULL) {
        hotline__json_key(&w, "facts");
        hotline__json_tree(&w, facts);
    }
    hotline__json_object_end(&w);
}

/* ---- making ---- */

/* The hash of the salt, in hexadecimal, and the value as JSON. */
static hotline_status entry_commit(const entry_draft *d, const json *fact, const char *salt, char *commitment) {
    json_writer w;
    hotline__buffer_clear(d->words);
    hotline__buffer_puts(d->words, salt);
    hotline__json_begin(&w, d->words);
    hotline__json_tree(&w, fact);
    HOTLINE_TRY(d->words->status);
    return hotline__digest_hash(d->digest, hotline__buffer_text(d->words), commitment);
}

static hotline_status entry_put_apart(const entry_draft *d, const json *fact, json_writer *plain, json_writer *own) {
    char salt[SALT_HEX + 1];
    char commitment[DIGEST_HEX + 1];
    int chained = d->digest->host.hash != NULL;
    if (chained) {
        HOTLINE_TRY(hotline__digest_salt(d->digest, salt));
        HOTLINE_TRY(entry_commit(d, fact, salt, commitment));
    }
    hotline__json_key_text(plain, fact->key);
    hotline__json_object(plain);
    hotline__json_key(plain, "commitment");
    hotline__json_string(plain, chained ? commitment : NULL);
    hotline__json_object_end(plain);
    hotline__json_key_text(own, fact->key);
    hotline__json_object(own);
    hotline__json_key(own, "salt");
    hotline__json_string(own, chained ? salt : NULL);
    hotline__json_key(own, "value");
    hotline__json_tree(own, fact);
    hotline__json_object_end(own);
    return HOTLINE_OK;
}

static hotline_status entry_write_facts(const entry_draft *d, json_writer *plain, json_writer *own, uint32_t *apart) {
    const json *facts = hotline__entry_facts(d->of->tree);
    const json *fact;
    if (facts == NULL) {
        return HOTLINE_OK;
    }
    hotline__json_key(plain, "facts");
    hotline__json_object(plain);
    for (fact = facts->first; fact != NULL; fact = fact->next) {
        if (fact->kind != JSON_NULL && hotline__command_personal(d->rulebook, d->of, fact)) {
            HOTLINE_TRY(entry_put_apart(d, fact, plain, own));
            (*apart)++;
        } else {
            hotline__json_key_text(plain, fact->key);
            hotline__json_tree(plain, fact);
        }
    }
    hotline__json_object_end(plain);
    return HOTLINE_OK;
}

static void entry_write_number(json_writer *w, const char *key, uint64_t number) {
    static const char digits[] = "0123456789abcdef";
    char hex[17];
    uint32_t i;
    for (i = 0; i < 16; i++) {
        hex[i] = digits[number >> (60 - 4 * i) & 15];
    }
    hex[16] = '\0';
    hotline__json_key(w, key);
    hotline__json_string(w, hex);
}

static hotline_status entry_write_event(const entry_draft *d, json_writer *plain, json_writer *own, uint32_t *apart) {
    hotline__json_key(plain, "event");
    if (d->of == NULL) {
        hotline__json_null(plain);
        hotline__json_key(plain, "erased");
        hotline__json_flag(plain, 1);
        return HOTLINE_OK;
    }
    hotline__json_object(plain);
    entry_write_members(d->rulebook, d->of, d->now, plain);
    HOTLINE_TRY(entry_write_facts(d, plain, own, apart));
    hotline__json_object_end(plain);
    return HOTLINE_OK;
}

/* The digest is of all that stands before it. */
static hotline_status entry_close(const entry_draft *d, buffer *out) {
    char digest[DIGEST_HEX + 1];
    json_writer w;
    HOTLINE_TRY(out->status);
    if (d->digest->host.hash == NULL) {
        hotline__buffer_add(out, ",", 1);
        hotline__buffer_puts(out, ENTRY_DIGEST);
        hotline__buffer_puts(out, "null}");
        return out->status;
    }
    HOTLINE_TRY(hotline__digest_hash(d->digest, hotline__buffer_text(out), digest));
    hotline__buffer_add(out, ",", 1);
    hotline__buffer_puts(out, ENTRY_DIGEST);
    hotline__json_begin(&w, out);
    hotline__json_string(&w, digest);
    hotline__buffer_add(out, "}", 1);
    return out->status;
}

static hotline_status entry_write(const entry_draft *d, buffer *plain, buffer *own, uint32_t *apart) {
    json_writer w;
    json_writer apart_writer;
    hotline__json_begin(&apart_writer, own);
    hotline__json_object(&apart_writer);
    hotline__json_begin(&w, plain);
    hotline__json_object(&w);
    hotline__json_pair(&w, "kind", hotline__text(hotline__entry_kind(d->about.kind)));
    hotline__json_pair(&w, "id", d->about.id);
    hotline__json_key(&w, "number");
    hotline__json_integer(&w, (int64_t)d->number);
    hotline__json_key(&w, "recorded");
    hotline__json_instant(&w, d->now, hotline__calendar_offset(d->rulebook->calendar));
    entry_write_number(&w, "rules", hotline_rulebook_fingerprint(d->rulebook));
    HOTLINE_TRY(entry_write_event(d, &w, &apart_writer, apart));
    hotline__json_pair(&w, "previous", d->previous);
    hotline__json_object_end(&apart_writer);
    return entry_close(d, plain);
}

/* A chain that would not verify afterwards is not gone on with: another hash than before, or none, or an entry that was changed. */
static hotline_status entry_check_previous(const entry_draft *d) {
    char digest[DIGEST_HEX + 1] = "";
    int chained = d->digest->host.hash != NULL;
    if (d->number == 1) {
        return HOTLINE_OK;
    }
    if (chained && d->previous.at != NULL) {
        HOTLINE_TRY(hotline__digest_hash(d->digest, d->hashed, digest));
    }
    if (chained != (d->previous.at != NULL) || (chained && !hotline__text_is(d->previous, digest))) {
        return hotline__error_set(
            d->error, HOTLINE_ERROR_DOCUMENT,
            "the last entry in the store has another digest than it should: it was made with another one, or changed");
    }
    return HOTLINE_OK;
}

/* What could not be read back must not be stored. */
static hotline_status entry_check(const entry_draft *d, const store_parts *parts) {
    desk_entry back;
    hotline_status status = hotline__entry_read(d->arena, parts->plain, parts->personal, &back, NULL);
    return status < 0 && status != HOTLINE_ERROR_MEMORY ? HOTLINE_ERROR_LIMIT : status;
}

/* Buffers on the stack would be lost if the host's hash never came back: these are the desk's. */
hotline_status hotline__entry_make(const entry_draft *draft, buffer *plain, buffer *own, store_parts *out) {
    uint32_t apart = 0;
    HOTLINE_TRY(entry_check_previous(draft));
    hotline__buffer_clear(plain);
    hotline__buffer_clear(own);
    HOTLINE_TRY(entry_write(draft, plain, own, &apart));
    HOTLINE_TRY(own->status);
    memset(out, 0, sizeof *out);
    out->plain = hotline__arena_text(draft->arena, hotline__buffer_text(plain));
    if (apart != 0) {
        out->personal = hotline__arena_text(draft->arena, hotline__buffer_text(own));
    }
    if (out->plain.at == NULL || (apart != 0 && out->personal.at == NULL)) {
        return HOTLINE_ERROR_MEMORY;
    }
    return entry_check(draft, out);
}

/* ---- reading ---- */

static hotline_status entry_fail(hotline_error *error, const char *message) {
    return hotline__error_set(error, HOTLINE_ERROR_DOCUMENT, message);
}

static hotline_status entry_read_tree(arena *a, text source, json **out, hotline_error *error) {
    if (source.len > a->context->max_document) {
        return hotline__error_set(error, HOTLINE_ERROR_LIMIT, "the line is longer than the context allows");
    }
    HOTLINE_TRY(hotline__json_read(a, source.at, source.len, out, error));
    return (*out)->kind == JSON_OBJECT ? HOTLINE_OK : entry_fail(error, "an entry is an object");
}

/* The digest is the last member, so that what it is of ends where it begins. */
static hotline_status entry_read_digest(const json *tree, text plain, desk_entry *out, hotline_error *error) {
    const json *member = hotline__json_member(tree, "digest");
    size_t lead = sizeof ENTRY_DIGEST; /* with the comma before it */
    if (member == NULL || member->next != NULL || member->offset < lead || plain.at[member->offset - lead] != ',' ||
        memcmp(plain.at + member->offset - lead + 1, ENTRY_DIGEST, lead - 1) != 0) {
        return entry_fail(error, "the last member of an entry is its digest");
    }
    out->digest = hotline__json_word(tree, "digest");
    out->hashed.at = plain.at;
    out->hashed.len = member->offset - lead;
    return HOTLINE_OK;
}

hotline_status hotline__entry_read(arena *a, text plain, text own, desk_entry *out, hotline_error *error) {
    json *tree = NULL;
    json *apart = NULL;
    const json *number;
    memset(out, 0, sizeof *out);
    HOTLINE_TRY(entry_read_tree(a, plain, &tree, error));
    HOTLINE_TRY(entry_read_digest(tree, plain, out, error));
    if (own.at != NULL) {
        HOTLINE_TRY(entry_read_tree(a, own, &apart, error));
    }
    number = hotline__json_member(tree, "number");
    out->event = hotline__json_member(tree, "event");
    out->personal = apart;
    out->kind = hotline__json_word(tree, "kind");
    out->id = hotline__json_word(tree, "id");
    out->previous = hotline__json_word(tree, "previous");
    if (out->event == NULL || out->kind.at == NULL || out->id.at == NULL || number == NULL || number->kind != JSON_INTEGER) {
        return entry_fail(error, "an entry has kind, id, number and event");
    }
    out->number = number->number;
    if (out->event->kind != JSON_OBJECT) {
        out->event = NULL;
    }
    return HOTLINE_OK;
}

/* ---- restoring ---- */

/* A text can stand for what was erased; another value cannot. */
static int entry_was_text(const hotline_rulebook *rulebook, text key) {
    int32_t number = hotline__map_find(&rulebook->names.facts, key);
    uint32_t i;
    for (i = 0; number != MAP_NONE && i < rulebook->policy_count; i++) {
        const fact_rule *rule = hotline__policy_fact(rulebook->policies[i], number);
        if (rule != NULL && (rule->type == FACT_TEXT || rule->type == FACT_CODE)) {
            return 1;
        }
    }
    return 0;
}

static void entry_restore_fact(const hotline_rulebook *rulebook, const desk_entry *of, const json *fact, json_writer *w) {
    const json *apart = of->personal != NULL ? hotline__json_find(of->personal, fact->key) : NULL;
    const json *held = apart != NULL && apart->kind == JSON_OBJECT ? hotline__json_member(apart, "value") : NULL;
    if (fact->kind != JSON_OBJECT) {
        hotline__json_key_text(w, fact->key);
        hotline__json_tree(w, fact);
    } else if (held != NULL) {
        hotline__json_key_text(w, fact->key);
        hotline__json_tree(w, held);
    } else if (entry_was_text(rulebook, fact->key)) {
        hotline__json_key_text(w, fact->key);
        hotline__json_string(w, ENTRY_ERASED);
    }
}

void hotline__entry_restore(const hotline_rulebook *rulebook, const desk_entry *of, buffer *out) {
    const json *member;
    const json *fact;
    json_writer w;
    if (of->event == NULL) {
        return;
    }
    hotline__json_begin(&w, out);
    hotline__json_object(&w);
    for (member = of->event->first; member != NULL; member = member->next) {
        hotline__json_key_text(&w, member->key);
        if (!entry_is_facts(member)) {
            hotline__json_tree(&w, member);
            continue;
        }
        hotline__json_object(&w);
        for (fact = member->first; fact != NULL; fact = fact->next) {
            entry_restore_fact(rulebook, of, fact, &w);
        }
        hotline__json_object_end(&w);
    }
    hotline__json_object_end(&w);
}
