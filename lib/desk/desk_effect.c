/* SPDX-License-Identifier: MIT */
/*
 * What another rulebook would change of the subjects in the store, before it is taken: each is judged under both, and what differs is told.
 * It refuses to take it.
 */
#include "desk_impl.h"

#include "../rules/calendar_impl.h"

typedef struct effect {
    hotline_desk *desk;
    const hotline_rulebook *rulebook; /* the other */
    const hotline_desk_query *query;
    hotline_error *error;
} effect;

/* ---- duties ---- */

static void effect_show(const docket *d, const matter *m, const instance *in, hotline_duty *out) {
    out->struct_size = sizeof *out;
    (void)hotline__duty_show(m, in, d->now, out);
}

static int effect_same_words(const char *a, size_t a_len, const char *b, size_t b_len) {
    return hotline__text_equal((text){a, a_len}, (text){b, b_len});
}

static int effect_same_duty(const hotline_duty *a, const hotline_duty *b) {
    return a->instance == b->instance && effect_same_words(a->duty, a->duty_len, b->duty, b->duty_len) &&
           effect_same_words(a->assignment, a->assignment_len, b->assignment, b->assignment_len);
}

static int effect_stands_alike(const hotline_duty *a, const hotline_duty *b) {
    return a->state == b->state && a->late == b->late && a->due == b->due;
}

/* The same instance in the other docket; 0: it is not there. */
static int effect_find(const docket *d, const hotline_duty *wanted, hotline_duty *out) {
    const matter *m = hotline__docket_matter(d);
    uint32_t i;
    for (i = 0; m != NULL && i < m->instance_count; i++) {
        effect_show(d, m, &m->instances[i], out);
        if (effect_same_duty(wanted, out)) {
            return 1;
        }
    }
    return 0;
}

static void effect_write_stand(json_writer *w, const char *key, const hotline_duty *d, int32_t offset) {
    hotline__json_key(w, key);
    if (d == NULL) {
        hotline__json_null(w);
        return;
    }
    hotline__json_object(w);
    hotline__json_pair(w, "state", hotline__text(hotline_duty_state_name(d->state)));
    hotline__json_key(w, "late");
    if (d->late == HOTLINE_UNKNOWN) {
        hotline__json_null(w);
    } else {
        hotline__json_flag(w, d->late == HOTLINE_YES);
    }
    hotline__json_key(w, "due");
    hotline__json_instant(w, d->due, offset);
    hotline__json_object_end(w);
}

static void effect_write_head(const effect *x, json_writer *w, const char *type) {
    const docket *d = &x->desk->seen;
    hotline__json_begin(w, &x->desk->out);
    hotline__json_object(w);
    hotline__json_pair(w, "type", hotline__text(type));
    hotline__json_pair(w, "kind", hotline__text(hotline__entry_kind(d->about.kind)));
    hotline__json_pair(w, "id", d->about.id);
}

static void effect_write_change(const effect *x, const hotline_duty *before, const hotline_duty *after) {
    const hotline_duty *either = before != NULL ? before : after;
    int32_t offset = hotline__calendar_offset(x->desk->rulebook->calendar);
    json_writer w;
    effect_write_head(x, &w, "changed");
    hotline__json_pair(&w, "duty", (text){either->duty, either->duty_len});
    hotline__json_pair(&w, "assignment", (text){either->assignment, either->assignment_len});
    hotline__json_key(&w, "instance");
    hotline__json_integer(&w, either->instance);
    effect_write_stand(&w, "before", before, offset);
    effect_write_stand(&w, "after", after, offset);
    hotline__json_object_end(&w);
    hotline__buffer_add(&x->desk->out, "\n", 1);
}

/* What was owed and never applied is nothing that a change could take away. */
static int effect_matters(const hotline_duty *d) {
    return d->state != HOTLINE_DUTY_NOT_OWED;
}

/* Those of one docket that stand otherwise in the other, or, `missing`, are not in it at all. */
static void effect_compare(const effect *x, const docket *one, const docket *two, int missing) {
    const matter *m = hotline__docket_matter(one);
    uint32_t i;
    for (i = 0; m != NULL && i < m->instance_count; i++) {
        hotline_duty a;
        hotline_duty b;
        effect_show(one, m, &m->instances[i], &a);
        if (!effect_find(two, &a, &b)) {
            if (effect_matters(&a)) {
                effect_write_change(x, missing ? NULL : &a, missing ? &a : NULL);
            }
        } else if (!missing && !effect_stands_alike(&a, &b)) {
            effect_write_change(x, &a, &b);
        }
    }
}

/* ---- notices ---- */

static int effect_has_notice(const outlook *of, text id) {
    uint32_t i;
    for (i = 0; i < of->notice_count && !hotline__text_equal(of->notices[i].id, id); i++) {
    }
    return i < of->notice_count;
}

static void effect_write_notices(const effect *x, const outlook *before, const outlook *after) {
    uint32_t i;
    for (i = 0; i < after->notice_count; i++) {
        json_writer w;
        if (effect_has_notice(before, after->notices[i].id)) {
            continue;
        }
        effect_write_head(x, &w, "proposed");
        hotline__json_key(&w, "notice");
        hotline__json_raw(&w, after->notices[i].body);
        hotline__json_object_end(&w);
        hotline__buffer_add(&x->desk->out, "\n", 1);
    }
}

/* ---- subjects ---- */

static hotline_status effect_judge(const effect *x, docket *d, const hotline_rulebook *rulebook, store_subject of, outlook *out) {
    text none = {NULL, 0};
    HOTLINE_TRY(hotline__docket_load(d, rulebook, of, none, x->error));
    HOTLINE_TRY(hotline__docket_judge(d, rulebook, none, x->query->now));
    return hotline__docket_outlook(d, &x->desk->words, out);
}

static hotline_status effect_subject(const effect *x, store_subject of) {
    hotline_desk *desk = x->desk;
    outlook before;
    outlook after;
    hotline__arena_reset(&desk->work);
    hotline__arena_reset(&desk->other);
    HOTLINE_TRY(effect_judge(x, &desk->seen, desk->rulebook, of, &before));
    HOTLINE_TRY(effect_judge(x, &desk->compared, x->rulebook, of, &after));
    effect_compare(x, &desk->seen, &desk->compared, 0);
    effect_compare(x, &desk->compared, &desk->seen, 1);
    effect_write_notices(x, &before, &after);
    return desk->out.status;
}

static hotline_status effect_all(const effect *x) {
    const hotline_desk_query *q = x->query;
    text after = {q->after, q->after_len};
    uint32_t i;
    HOTLINE_TRY(hotline__desk_list(x->desk, HOTLINE_ORDER_ID, HOTLINE_NO_INSTANT, after, q->limit, x->error));
    for (i = 0; i < x->desk->sink.count; i++) {
        HOTLINE_TRY(effect_subject(x, x->desk->sink.subjects[i].of));
    }
    hotline__desk_write_more(x->desk, &x->desk->out);
    return HOTLINE_OK;
}

hotline_status hotline_desk_effect(hotline_desk *desk, const hotline_rulebook *rulebook, const hotline_desk_query *query,
                                   const char **lines, size_t *size, hotline_error *error) {
    hotline_status status;
    effect x;
    if (desk == NULL || rulebook == NULL || lines == NULL || size == NULL || !hotline__desk_asks(query) ||
        !hotline__desk_clock(query->now)) {
        return hotline__error_set(error, HOTLINE_ERROR_ARGUMENT, "an argument is NULL or out of range");
    }
    HOTLINE_TRY(hotline__desk_begin(desk, error));
    x.desk = desk;
    x.rulebook = rulebook;
    x.query = query;
    x.error = error;
    status = effect_all(&x);
    hotline__docket_let_go(&desk->compared); /* the other rulebook is ours during the call only */
    HOTLINE_TRY(hotline__desk_tell(status, error));
    return hotline__desk_tell(hotline__buffer_lend(&desk->out, lines, size), error);
}
