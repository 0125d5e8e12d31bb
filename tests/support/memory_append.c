/* SPDX-License-Identifier: MIT */
/*
 * The store in memory keeps a batch, whole or not at all: it is judged first, and nothing can fail then. It refuses to know what the bytes mean.
 */
#include "memory_impl.h"

static void keep_entries(const memory_data *data, memory_subject *s, const hotline_batch *batch) {
    size_t count = hotline_batch_entry_count(batch);
    for (size_t i = 0; i < count; i++) {
        memory_parts *e = memory_add(&s->entries, &s->count, sizeof *e);
        size_t len;
        const char *bytes = hotline_batch_entry(batch, i, &len);
        e->plain = memory_text_kept(data, DEFECT_OF_ENTRIES, bytes, len);
        bytes = hotline_batch_entry_personal(batch, i, &len);
        e->personal = memory_text_kept(data, DEFECT_OF_PERSONAL, s->erased ? NULL : bytes, len);
    }
    s->version += memory_broken(data, DEFECT_VERSION_BY_BATCH) && count > 1 ? 1 : count;
    s->version += memory_broken(data, DEFECT_VERSION_ALWAYS) && count == 0;
}

static void keep_answer(memory_data *data, const hotline_batch *batch) {
    size_t len;
    const char *bytes = hotline_batch_command(batch, &len);
    memory_answered *a;
    if (bytes == NULL) {
        return;
    }
    a = memory_find_answer(data, bytes, len); /* never there, but for a defect */
    if (a == NULL) {
        a = memory_add(&data->answers, &data->answer_count, sizeof *a);
        a->command = memory_text_of(bytes, len);
    } else {
        memory_text_drop(&a->id);
        memory_parts_drop(&a->answer);
    }
    a->kind = hotline_batch_kind(batch);
    bytes = hotline_batch_subject(batch, &len);
    a->id = memory_text_of(bytes, len);
    bytes = hotline_batch_answer(batch, &len);
    a->answer.plain = memory_text_kept(data, DEFECT_OF_ANSWERS, bytes, len);
    bytes = hotline_batch_answer_personal(batch, &len);
    a->answer.personal = memory_text_kept(data, DEFECT_OF_ANSWERS_PERSONAL, bytes, len);
}

/* Drops the personal part, or hides it until nobody is connected any more. */
static void erase_parts(const memory_data *data, memory_parts *p) {
    if (memory_broken(data, DEFECT_CLOSED_RECALLS)) {
        p->hidden = 1;
        return;
    }
    memory_text_drop(&p->personal);
}

static void erase_entries(const memory_data *data, memory_subject *s) {
    size_t from = memory_broken(data, DEFECT_ERASE_LAST) && s->count > 0 ? s->count - 1 : 0;
    s->erased = memory_broken(data, DEFECT_ERASE_FOR_EVER);
    for (size_t i = from; i < s->count && !memory_broken(data, DEFECT_ERASE_NOT_ENTRIES); i++) {
        erase_parts(data, &s->entries[i]);
        if (memory_broken(data, DEFECT_ERASE_ENTRIES_TOO)) {
            memory_text_drop(&s->entries[i].plain);
            s->entries[i].plain = memory_text_of("{}", 2);
        }
    }
}

static void erase_answers(memory_data *data, int32_t kind, const char *id, size_t len) {
    for (size_t i = 0; i < data->answer_count && !memory_broken(data, DEFECT_ERASE_NOT_ANSWERS); i++) {
        memory_answered *a = &data->answers[i];
        if ((a->kind == kind || memory_broken(data, DEFECT_ERASE_EVERY_KIND)) &&
            (memory_text_same(&a->id, id, len) || memory_broken(data, DEFECT_ERASE_EVERYTHING))) {
            erase_parts(data, &a->answer);
        }
    }
}

/* After all of the batch is there, so that its own personal parts go too. */
static void erase(memory_data *data, memory_subject *s, int32_t kind, const char *id, size_t len) {
    if (s != NULL) {
        erase_entries(data, s);
    }
    for (size_t i = 0; i < data->subject_count; i++) {
        memory_subject *other = &data->subjects[i];
        if (memory_broken(data, DEFECT_ERASE_EVERYTHING) ||
            (memory_broken(data, DEFECT_ERASE_EVERY_KIND) && memory_text_same(&other->id, id, len))) {
            erase_entries(data, other);
        }
    }
    if (s != NULL || !memory_broken(data, DEFECT_ERASE_ALONE_NOT)) {
        erase_answers(data, kind, id, len);
    }
}

/* 1: a notice of that id is passed over. */
static int notice_passed(memory_data *data, const char *id, size_t len, const char *body, size_t body_len, size_t before) {
    memory_notice *n = memory_find_notice(data, id, len);
    if (n == NULL || (n->delivered && memory_broken(data, DEFECT_NOTICE_FORGOTTEN))) {
        return 0;
    }
    if (memory_broken(data, DEFECT_NOTICE_REPLACED)) {
        memory_text_drop(&n->body);
        n->body = memory_text_of(body, body_len);
    }
    return !(memory_broken(data, DEFECT_NOTICE_TWICE) && (size_t)(n - data->notices) >= before);
}

static void keep_notices(memory_data *data, const hotline_batch *batch) {
    size_t before = data->notice_count;
    for (size_t i = 0; i < hotline_batch_notice_count(batch); i++) {
        size_t len, body_len;
        const char *id = hotline_batch_notice_id(batch, i, &len);
        const char *body = hotline_batch_notice(batch, i, &body_len);
        memory_notice *n;
        if (!notice_passed(data, id, len, body, body_len, before)) {
            n = memory_add(&data->notices, &data->notice_count, sizeof *n);
            n->id = memory_text_of(id, len);
            n->body = memory_text_kept(data, DEFECT_OF_NOTICES, body, body_len);
        }
    }
}

static hotline_instant moment_kept(const memory_data *data, hotline_instant old, hotline_instant given) {
    if (given == hotline_instant_none()) {
        return memory_broken(data, DEFECT_MOMENT_NONE_KEPT) ? old : given;
    }
    if (memory_broken(data, DEFECT_MOMENT_EARLIEST) && old != hotline_instant_none() && old < given) {
        return old;
    }
    if (memory_broken(data, DEFECT_MOMENT_SECONDS)) {
        return given - given % 1000;
    }
    if (memory_broken(data, DEFECT_MOMENT_POSITIVE) && given < 0) {
        return 0;
    }
    return memory_broken(data, DEFECT_MOMENT_2038) && given > INT64_C(2147483647999) ? INT64_C(2147483647999) : given;
}

static void wake_subject(const memory_data *data, memory_subject *s, hotline_instant at, int is_new) {
    int had = s->wake != hotline_instant_none();
    int earlier = had && s->wake <= at;
    int stays = had ? (earlier && !memory_broken(data, DEFECT_WAKE_REPLACES)) || memory_broken(data, DEFECT_WAKE_NOT_EARLIER)
                    : !is_new && memory_broken(data, DEFECT_WAKE_NOT_NONE);
    if (!stays) {
        s->wake = at;
    }
    if (memory_broken(data, DEFECT_WAKE_DUE)) {
        s->due = at;
    }
    if (is_new || !(memory_broken(data, DEFECT_WAKE_VERSION_SAME) || (earlier && memory_broken(data, DEFECT_WAKE_VERSION_SAME_EARLIER)))) {
        s->version++;
    }
}

static void wake_others(memory_data *data, const hotline_batch *batch) {
    hotline_instant at = hotline_batch_woken_at(batch);
    for (size_t i = 0; i < hotline_batch_woken_count(batch) && !(i > 0 && memory_broken(data, DEFECT_WAKE_FIRST)); i++) {
        int32_t kind = hotline_batch_woken_kind(batch, i);
        size_t len;
        const char *id = hotline_batch_woken(batch, i, &len);
        int is_new = memory_find_subject(data, kind, id, len) == NULL;
        if (!is_new || !memory_broken(data, DEFECT_WAKE_NOT_NEW)) {
            wake_subject(data, memory_make_subject(data, kind, id, len), at, is_new);
        }
    }
}

static int is_duplicate(const memory_connection *connection, const hotline_batch *batch) {
    const memory_data *data = connection->data;
    size_t len;
    const char *bytes = hotline_batch_command(batch, &len);
    const memory_answered *a = bytes != NULL ? memory_find_answer(data, bytes, len) : NULL;
    if (a == NULL || memory_broken(data, DEFECT_DUPLICATE_UNSEEN) ||
        (connection->second && memory_broken(data, DEFECT_SHARED_DUPLICATE_UNSEEN))) {
        return 0;
    }
    bytes = hotline_batch_subject(batch, &len);
    return !memory_broken(data, DEFECT_DUPLICATE_OF_SUBJECT) ||
           (a->kind == hotline_batch_kind(batch) && memory_text_same(&a->id, bytes, len));
}

static int is_conflict(const memory_connection *connection, const hotline_batch *batch) {
    const memory_data *data = connection->data;
    size_t len;
    const char *id = hotline_batch_subject(batch, &len);
    const memory_subject *s = memory_find_subject(data, hotline_batch_kind(batch), id, len);
    uint64_t version = s != NULL ? s->version : 0;
    uint64_t expected = hotline_batch_expected(batch);
    if ((expected < version && memory_broken(data, DEFECT_CONFLICT_LOW_UNSEEN)) ||
        (version == 0 && memory_broken(data, DEFECT_CONFLICT_NEW_UNSEEN)) ||
        (version != 0 && expected > version && memory_broken(data, DEFECT_CONFLICT_HIGH_UNSEEN)) ||
        (hotline_batch_entry_count(batch) == 0 && memory_broken(data, DEFECT_CONFLICT_EMPTY_UNSEEN)) ||
        (connection->second && memory_broken(data, DEFECT_SHARED_CONFLICT_UNSEEN))) {
        return 0;
    }
    return expected != version;
}

static int32_t judge_batch(const memory_connection *connection, const hotline_batch *batch) {
    if (memory_broken(connection->data, DEFECT_DUPLICATE_LATE) && is_conflict(connection, batch)) {
        return HOTLINE_CONFLICT;
    }
    if (is_duplicate(connection, batch)) {
        return HOTLINE_DUPLICATE;
    }
    return is_conflict(connection, batch) ? HOTLINE_CONFLICT : HOTLINE_OK;
}

/* 1: the batch makes its subject, if that is not there. */
static int makes_subject(const memory_data *data, const hotline_batch *batch) {
    return hotline_batch_entry_count(batch) != 0 || memory_broken(data, DEFECT_ALONE_LISTED) || memory_broken(data, DEFECT_ALONE_LOADED);
}

static void keep_moments(const memory_data *data, memory_subject *s, const hotline_batch *batch, int32_t parts) {
    if (hotline_batch_entry_count(batch) == 0 && memory_broken(data, DEFECT_MOMENT_NEEDS_ENTRIES)) {
        return;
    }
    if (parts & DEFECT_OF_WAKE) {
        s->wake = moment_kept(data, s->wake, hotline_batch_wake(batch));
    }
    if (parts & DEFECT_OF_DUE) {
        s->due = moment_kept(data, s->due, hotline_batch_due(batch));
    }
}

/* All parts, but for a defect. */
static void keep_batch(memory_data *data, const hotline_batch *batch, int32_t parts) {
    size_t len;
    int32_t kind = hotline_batch_kind(batch);
    const char *id = hotline_batch_subject(batch, &len);
    memory_subject *s = makes_subject(data, batch) ? memory_make_subject(data, kind, id, len) : memory_find_subject(data, kind, id, len);
    int erases = hotline_batch_erases(batch) && (parts & DEFECT_OF_ERASING);
    if (erases && memory_broken(data, DEFECT_ERASE_BEFORE)) {
        erase(data, s, kind, id, len);
    }
    if (parts & DEFECT_OF_ANSWERS) {
        keep_answer(data, batch);
    }
    if (s != NULL) { /* else nothing but an answer is kept about it, and it is not there still */
        if (parts & DEFECT_OF_ENTRIES) {
            keep_entries(data, s, batch);
        }
        keep_moments(data, s, batch, parts);
    }
    if (erases && !memory_broken(data, DEFECT_ERASE_BEFORE)) {
        erase(data, s, kind, id, len);
    }
    if (parts & DEFECT_OF_NOTICES) {
        keep_notices(data, batch);
    }
    if (parts & DEFECT_OF_WAKING) {
        wake_others(data, batch); /* last: it may move the subjects */
    }
}

int32_t memory_append(void *user, const hotline_batch *batch) {
    const memory_connection *connection = user;
    memory_data *data = connection->data;
    int32_t status;
    memory_lock(data);
    status = judge_batch(connection, batch);
    if (status == HOTLINE_OK && !(memory_broken(data, DEFECT_EMPTY_IGNORED) && hotline_batch_entry_count(batch) == 0)) {
        keep_batch(data, batch, DEFECT_OF_ALL);
    } else if ((status == HOTLINE_CONFLICT && memory_broken(data, DEFECT_CONFLICT_KEEPS)) ||
               (status == HOTLINE_DUPLICATE && memory_broken(data, DEFECT_DUPLICATE_KEEPS))) {
        keep_batch(data, batch, data->detail);
    }
    memory_unlock(data);
    return status;
}
