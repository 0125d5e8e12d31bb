/* SPDX-License-Identifier: MIT */
/*
 * Any store, of which one call goes wrong. Calls of all functions are counted together, from 1 on, so that a test tries every call of a
 * story: the first, the second, and so on until none went wrong.
 */
#ifndef HOTLINE_TESTS_FAULTY_STORE_H
#define HOTLINE_TESTS_FAULTY_STORE_H

#include "hotline/store.h"

/* How the call goes wrong. */
enum {
    FAULTY_BEFORE,   /* nothing is done; FAULTY_RESULT */
    FAULTY_AFTER,    /* it is done, but FAULTY_RESULT, as of a connection that breaks after the commit */
    FAULTY_GARBAGE,  /* nothing is done; INT32_MIN */
    FAULTY_CONFLICT, /* append: nothing is done, HOTLINE_CONFLICT; other functions work */
    /* Readers work, and are silent of it, but give the sink something wrong as well or instead; append and delivered are as FAULTY_GARBAGE. */
    FAULTY_WRONG_SINK,   /* what another function's sink takes */
    FAULTY_NO_VERSION,   /* the version 0, the number 0, a kind of subject that there is not */
    FAULTY_TWICE,        /* two versions, two answers, more than was asked for */
    FAULTY_TOO_LONG,     /* a length beyond any context */
    FAULTY_NO_POINTER,   /* NULL */
    FAULTY_NOT_JSON,     /* entries, answers and notices that are no JSON */
    FAULTY_OTHER_ENTRIES /* entries without a version, in place of those that there are */
};
enum { FAULTY_MODES = FAULTY_OTHER_ENTRIES + 1, FAULTY_RESULT = -7 };

/* The functions of a store. */
enum { FAULTY_LOAD, FAULTY_APPEND, FAULTY_ANSWER, FAULTY_LIST, FAULTY_NOTICES, FAULTY_DELIVERED, FAULTY_FUNCTIONS };

typedef struct faulty_store {
    hotline_store inner;
    int32_t mode;
    int32_t only;                     /* FAULTY_LOAD and so on: only its calls are counted and fail; -1: all */
    int32_t always;                   /* 1: all calls from fail_at on go wrong */
    uint32_t fail_at;                 /* which call goes wrong; 0: none */
    uint32_t asked;                   /* calls since faulty_arm() */
    uint32_t failed;                  /* how many went wrong since faulty_arm() */
    uint32_t calls[FAULTY_FUNCTIONS]; /* of each function, since faulty_wrap() */
    uint32_t destroyed;               /* calls of destroy */
    void (*before)(void *with);       /* NULL, or called before each call of append that is let through: another writer */
    void *with;
} faulty_store;

/* Takes over a store, which is closed when `out` is; f outlives both. Nothing goes wrong until faulty_arm(). */
void faulty_wrap(faulty_store *f, const hotline_store *inner, hotline_store *out);
/* From now on the fail_at-th call goes wrong; 0: none does. */
void faulty_arm(faulty_store *f, int32_t mode, uint32_t fail_at);

#endif
