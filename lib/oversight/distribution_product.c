/* SPDX-License-Identifier: MIT */
/*
 * The product-limit estimate against a share, by multiplying all of it out: num of every factor on one side, den on the other. The numbers
 * grow with the groups of the curve, so they take memory. It refuses to be quick: it is asked where two bounds leave the answer open.
 */
#include "distribution_impl.h"

/* A natural number without an upper bound, in 32-bit limbs. */
typedef struct distribution_natural {
    const hotline_context *context;
    uint32_t *limbs;
    size_t count; /* the highest is not 0 */
    size_t size;
    hotline_status status; /* the first failure sticks */
} distribution_natural;

static void distribution_natural_begin(distribution_natural *n, const hotline_context *context, uint64_t amount) {
    memset(n, 0, sizeof *n);
    n->context = context;
    n->size = 16;
    n->limbs = hotline__allocate_zeroed(context, n->size, sizeof *n->limbs);
    n->status = n->limbs == NULL ? HOTLINE_ERROR_MEMORY : HOTLINE_OK;
    if (n->limbs != NULL) {
        n->limbs[0] = (uint32_t)amount;
        n->limbs[1] = (uint32_t)(amount >> 32);
        n->count = amount >> 32 != 0 ? 2 : amount != 0;
    }
}

static void distribution_natural_end(distribution_natural *n) {
    hotline__release(n->context, n->limbs, n->size * sizeof *n->limbs);
}

/* Room for two limbs more than are used; they are 0. */
static void distribution_natural_reserve(distribution_natural *n) {
    size_t size = n->size * 2;
    uint32_t *grown;
    if (n->status < 0 || n->count + 2 <= n->size) {
        return;
    }
    grown = hotline__resize(n->context, n->limbs, n->size * sizeof *grown, size * sizeof *grown);
    if (grown == NULL) {
        n->status = HOTLINE_ERROR_MEMORY;
        return;
    }
    memset(grown + n->size, 0, (size - n->size) * sizeof *grown);
    n->limbs = grown;
    n->size = size;
}

static void distribution_natural_add_at(distribution_natural *n, size_t place, uint64_t amount) {
    for (; amount != 0; place++) {
        uint64_t low = (amount & UINT32_MAX) + n->limbs[place];
        n->limbs[place] = (uint32_t)low;
        amount = (amount >> 32) + (low >> 32);
    }
}

/* From the highest limb down, in place: what a limb makes lands on itself and the two above it, which are done. */
static void distribution_natural_multiply(distribution_natural *n, uint64_t factor) {
    distribution_natural_reserve(n);
    if (n->status < 0) {
        return;
    }
    for (size_t i = n->count; i > 0; i--) {
        uint64_t limb = n->limbs[i - 1];
        n->limbs[i - 1] = 0;
        distribution_natural_add_at(n, i - 1, limb * (factor & UINT32_MAX));
        distribution_natural_add_at(n, i, limb * (factor >> 32));
    }
    n->count += 2;
    while (n->count > 0 && n->limbs[n->count - 1] == 0) {
        n->count--;
    }
}

static int distribution_natural_compare(const distribution_natural *a, const distribution_natural *b) {
    size_t i = a->count;
    if (a->count != b->count) {
        return a->count < b->count ? -1 : 1;
    }
    while (i > 0 && a->limbs[i - 1] == b->limbs[i - 1]) {
        i--;
    }
    return i == 0 ? 0 : a->limbs[i - 1] < b->limbs[i - 1] ? -1 : 1;
}

/* Every group up to the row that the curve read last: (open at its end) / (open at its beginning). */
static void distribution_multiply_groups(const distribution_curve *c, distribution_natural *above, distribution_natural *below) {
    distribution_walk w = hotline__distribution_walk(c->walk.of);
    uint64_t open = c->walk.of->finished + c->walk.of->censored;
    uint64_t group = open;
    for (uint64_t i = 0; i < c->read; i++) {
        const distribution_row *row = hotline__distribution_next(&w);
        open -= row->finished;
        if ((row->censored != 0 || i + 1 == c->read) && open != group) {
            distribution_natural_multiply(above, open);
            distribution_natural_multiply(below, group);
        }
        if (row->censored != 0) {
            open -= row->censored;
            group = open;
        }
    }
}

hotline_status hotline__distribution_product(const distribution_curve *c, uint64_t num, uint64_t den, int *order) {
    const hotline_context *context = c->walk.of->context;
    distribution_natural above;
    distribution_natural below;
    hotline_status status;
    distribution_natural_begin(&above, context, den);
    distribution_natural_begin(&below, context, num);
    distribution_multiply_groups(c, &above, &below);
    status = above.status < 0 ? above.status : below.status;
    if (status >= 0) {
        *order = distribution_natural_compare(&above, &below);
    }
    distribution_natural_end(&above);
    distribution_natural_end(&below);
    return status;
}
