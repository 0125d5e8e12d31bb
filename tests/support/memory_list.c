/* SPDX-License-Identifier: MIT */
/*
 * The store in memory lists its subjects, and gives and marks its notices. It refuses to remember what it listed before.
 */
#include "memory_impl.h"

#include <stdlib.h>

typedef struct memory_place {
    const memory_data *data; /* for its defect; qsort() has no place for it */
    hotline_instant moment;
    int32_t kind;
    const char *id;
    size_t len;
} memory_place;

static int id_compare(const memory_place *x, const memory_place *y) {
    size_t least = x->len < y->len ? x->len : y->len;
    int order = memory_broken(x->data, DEFECT_LIST_NUMBERS) && x->len != y->len ? (x->len > y->len) - (x->len < y->len) : 0;
    for (size_t i = 0; order == 0 && i < least; i++) {
        unsigned char a = (unsigned char)x->id[i];
        unsigned char b = (unsigned char)y->id[i];
        if (memory_broken(x->data, DEFECT_LIST_CASE)) {
            a = (unsigned char)(a >= 'A' && a <= 'Z' ? a + 0x20 : a);
            b = (unsigned char)(b >= 'A' && b <= 'Z' ? b + 0x20 : b);
        }
        order = (a > b) - (a < b);
    }
    return order != 0 ? order : (x->len > y->len) - (x->len < y->len);
}

static int place_compare(const void *a, const void *b) {
    const memory_place *x = a;
    const memory_place *y = b;
    int order = id_compare(x, y);
    if (x->moment != y->moment) {
        return x->moment < y->moment ? -1 : 1;
    }
    if (x->kind != y->kind && !(order != 0 && memory_broken(x->data, DEFECT_LIST_KIND_LAST))) {
        return x->kind < y->kind ? -1 : 1;
    }
    return order;
}

static memory_place subject_place(const memory_data *data, const memory_subject *s, int32_t order) {
    memory_place p = {data, hotline_instant_none(), s->kind, s->id.bytes, s->id.len};
    if (order != HOTLINE_ORDER_ID) {
        p.moment = order == HOTLINE_ORDER_WAKE || memory_broken(data, DEFECT_LIST_DUE_BY_WAKE) ? s->wake : s->due;
    }
    return p;
}

static int place_after(const memory_place *p, const hotline_listing *listing) {
    memory_place after = {p->data, listing->after_moment, listing->after_kind, listing->after_id, listing->after_id_len};
    int order;
    if (listing->order == HOTLINE_ORDER_ID) {
        after.moment = hotline_instant_none();
    } else if (memory_broken(p->data, DEFECT_LIST_AFTER_MOMENT)) {
        return p->moment > after.moment;
    }
    order = place_compare(p, &after);
    return order > 0 || (order == 0 && memory_broken(p->data, DEFECT_LIST_AFTER_INCLUDED));
}

/* A defect looks for the subject after which it is to go on, as it was. */
static int goes_on(const memory_data *data, const hotline_listing *listing) {
    const memory_subject *s;
    if (listing->after_kind == 0 || !memory_broken(data, DEFECT_LIST_AFTER_FOUND)) {
        return listing->after_kind != 0;
    }
    s = memory_find_subject(data, listing->after_kind, listing->after_id, listing->after_id_len);
    return s != NULL && (listing->order == HOTLINE_ORDER_ID || subject_place(data, s, listing->order).moment == listing->after_moment);
}

static int place_listed(const memory_place *p, const memory_subject *s, const hotline_listing *listing) {
    const memory_data *data = p->data;
    if (s->version == 0 && !memory_broken(data, DEFECT_ALONE_LISTED)) {
        return 0;
    }
    if (listing->order == HOTLINE_ORDER_ID) {
        return !(memory_broken(data, DEFECT_LIST_ID_WAKING) && s->wake == hotline_instant_none());
    }
    if (p->moment == hotline_instant_none()) {
        return memory_broken(data, DEFECT_LIST_NONE);
    }
    return p->moment <= listing->until - memory_broken(data, DEFECT_LIST_UNTIL_EXCLUDED) || memory_broken(data, DEFECT_LIST_UNTIL_IGNORED);
}

static int32_t give_places(const memory_data *data, const memory_place *places, size_t count, const hotline_listing *listing,
                           hotline_sink *sink) {
    int32_t status = 0;
    for (size_t i = 0; status == 0 && i < count && (i < listing->limit || memory_broken(data, DEFECT_LIST_LIMIT_IGNORED)); i++) {
        hotline_instant moment = listing->order == HOTLINE_ORDER_ID && memory_broken(data, DEFECT_LIST_ID_MOMENT) ? 0 : places[i].moment;
        status = hotline_sink_subject(sink, places[i].kind, places[i].id, places[i].len, moment);
    }
    return status;
}

int32_t memory_list(void *user, const hotline_listing *listing, hotline_sink *sink) {
    const memory_connection *connection = user;
    const memory_data *data = connection->data;
    memory_place *places;
    size_t count = 0;
    int32_t status;
    memory_lock(data);
    places = memory_must(malloc((data->subject_count + 1) * sizeof *places));
    for (size_t i = 0; i < data->subject_count && !memory_blind(connection, DEFECT_OF_WAKE); i++) {
        places[count] = subject_place(data, &data->subjects[i], listing->order);
        count +=
            place_listed(&places[count], &data->subjects[i], listing) && (!goes_on(data, listing) || place_after(&places[count], listing));
    }
    if (!memory_broken(data, DEFECT_LIST_UNSORTED)) {
        qsort(places, count, sizeof *places, place_compare);
    }
    status = give_places(data, places, count, listing, sink);
    free(places);
    memory_unlock(data);
    return status;
}

/* ---- notices ---- */

static int notice_given(const memory_data *data, size_t i, uint64_t after) {
    const memory_notice *n = &data->notices[i];
    return (!n->delivered || memory_broken(data, DEFECT_NOTICE_DELIVERED_GIVEN)) &&
           (i + 1 > after || (i + 1 == after && memory_broken(data, DEFECT_NOTICE_AFTER_INCLUDED)));
}

static int32_t give_notices(const memory_data *data, uint64_t after, uint32_t limit, hotline_sink *sink) {
    int32_t status = 0;
    uint32_t given = 0;
    for (size_t k = 0; status == 0 && k < data->notice_count && (given < limit || memory_broken(data, DEFECT_NOTICE_LIMIT_IGNORED)); k++) {
        size_t i = memory_broken(data, DEFECT_NOTICE_NEWEST_FIRST) ? data->notice_count - 1 - k : k;
        const memory_notice *n = &data->notices[i];
        if (notice_given(data, i, after)) {
            given++;
            status = hotline_sink_notice(sink, memory_broken(data, DEFECT_NOTICE_RENUMBERED) ? given : i + 1, n->id.bytes, n->id.len,
                                         n->body.bytes, n->body.len);
        } else {
            given += i + 1 > after && memory_broken(data, DEFECT_NOTICE_LIMIT_BEFORE);
        }
    }
    return status;
}

int32_t memory_notices(void *user, uint64_t after, uint32_t limit, hotline_sink *sink) {
    const memory_connection *connection = user;
    const memory_data *data = connection->data;
    int32_t status = 0;
    memory_lock(data);
    if (!memory_blind(connection, DEFECT_OF_NOTICES)) {
        status = give_notices(data, after, limit, sink);
    }
    memory_unlock(data);
    return status;
}

/* A defect knows the id from now on. */
static memory_notice *notice_made(memory_data *data, const char *id, size_t len) {
    memory_notice *n = memory_add(&data->notices, &data->notice_count, sizeof *n);
    n->id = memory_text_of(id, len);
    n->body = memory_text_of("{}", 2);
    return n;
}

int32_t memory_delivered(void *user, const char *id, size_t len) {
    const memory_connection *connection = user;
    memory_data *data = connection->data;
    memory_notice *n;
    int32_t status = 0;
    memory_lock(data);
    n = memory_find_notice(data, id, len);
    if (n == NULL && memory_broken(data, DEFECT_NOTICE_UNKNOWN_KEPT)) {
        n = notice_made(data, id, len);
    }
    if (n != NULL && n->delivered && memory_broken(data, DEFECT_NOTICE_AGAIN_FAILS)) {
        status = -1;
    } else if (n == NULL && memory_broken(data, DEFECT_NOTICE_UNKNOWN_FAILS)) {
        status = -1;
    } else if (n != NULL && !memory_blind(connection, DEFECT_OF_DELIVERED)) {
        n->delivered = 1;
    }
    memory_unlock(data);
    return status;
}
