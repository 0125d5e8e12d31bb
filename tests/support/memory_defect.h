/* SPDX-License-Identifier: MIT */
/*
 * Defects that the store in memory can be given, one at a time: each is a mistake that somebody could make over a real database. A defect of
 * "parts" or "ids" has a detail that says which.
 */
#ifndef HOTLINE_TESTS_MEMORY_DEFECT_H
#define HOTLINE_TESTS_MEMORY_DEFECT_H

#include "memory_store.h"

enum {
    DEFECT_NONE,

    /* what is given */
    DEFECT_LOAD_INVENTS,        /* a version for a unit that is not there */
    DEFECT_LOAD_NEWEST_FIRST,   /* entries the other way round */
    DEFECT_LOAD_SOME,           /* a hundred entries at most */
    DEFECT_LOAD_IMPERSONAL,     /* entries without their personal parts */
    DEFECT_LOAD_PERSONAL_ALIKE, /* every entry with the personal part of the first */
    DEFECT_LOAD_REFUSES_KIND,   /* fails for what was published */
    DEFECT_ANSWER_INVENTS,      /* an answer to any command */
    DEFECT_ANSWER_IMPERSONAL,   /* answers without their personal parts */

    /* what is kept: ids compared as a column might. Detail: DEFECT_OF_SUBJECTS and so on */
    DEFECT_ID_CASE,
    DEFECT_ID_CASE_OTHERS, /* of letters beyond ASCII only */
    DEFECT_ID_BLANK,
    DEFECT_ID_LETTER, /* DEFECT_WHICH() in the detail says which */
    DEFECT_ID_SIGN,   /* and which sign */
    DEFECT_ID_LONG,
    DEFECT_KIND_IGNORED, /* a ticket and a unit with one id are one */

    /* texts kept otherwise. Detail: DEFECT_OF_ENTRIES and so on */
    DEFECT_TEXT_TRIMMED,   /* without trailing blanks */
    DEFECT_TEXT_SHORT,     /* cut after 65535 bytes */
    DEFECT_TEXT_REWRITTEN, /* without blanks outside of strings */
    DEFECT_TEXT_WITHOUT,   /* without something; DEFECT_WHICH() in the detail says what, see memory_defect.c */

    /* versions */
    DEFECT_VERSION_BY_BATCH, /* one more for a batch, however many entries */
    DEFECT_VERSION_ALWAYS,   /* one more for a batch without entries, too */
    DEFECT_EMPTY_IGNORED,    /* a batch without entries is not kept */
    DEFECT_ALONE_LISTED,     /* a subject of which there is but an answer is listed */
    DEFECT_ALONE_LOADED,     /* and gives its version, 0 */

    /* conflicts and duplicates */
    DEFECT_CONFLICT_LOW_UNSEEN,
    DEFECT_CONFLICT_HIGH_UNSEEN,
    DEFECT_CONFLICT_NEW_UNSEEN,
    DEFECT_CONFLICT_EMPTY_UNSEEN,
    DEFECT_CONFLICT_KEEPS, /* parts */
    DEFECT_DUPLICATE_UNSEEN,
    DEFECT_DUPLICATE_LATE, /* after the conflict */
    DEFECT_DUPLICATE_OF_SUBJECT,
    DEFECT_DUPLICATE_KEEPS, /* parts */

    /* erasing */
    DEFECT_ERASE_NOT_ENTRIES,
    DEFECT_ERASE_NOT_ANSWERS,
    DEFECT_ERASE_BEFORE,    /* what comes in the same batch stays */
    DEFECT_ERASE_LAST,      /* the last entry only */
    DEFECT_ERASE_ALONE_NOT, /* not when the subject is not there */
    DEFECT_ERASE_EVERY_KIND,
    DEFECT_ERASE_EVERYTHING,
    DEFECT_ERASE_ENTRIES_TOO, /* nothing is left of the entries */
    DEFECT_ERASE_FOR_EVER,    /* what comes later, too */

    /* notices */
    DEFECT_NOTICE_NEWEST_FIRST,
    DEFECT_NOTICE_REPLACED,
    DEFECT_NOTICE_FORGOTTEN, /* the id of a delivered one */
    DEFECT_NOTICE_TWICE,     /* in one batch */
    DEFECT_NOTICE_DELIVERED_GIVEN,
    DEFECT_NOTICE_AGAIN_FAILS,
    DEFECT_NOTICE_UNKNOWN_FAILS,
    DEFECT_NOTICE_UNKNOWN_KEPT,
    DEFECT_NOTICE_AFTER_INCLUDED,
    DEFECT_NOTICE_LIMIT_IGNORED,
    DEFECT_NOTICE_LIMIT_BEFORE, /* delivered ones count */
    DEFECT_NOTICE_RENUMBERED,   /* by place among the undelivered */

    /* moments and listing */
    DEFECT_MOMENT_EARLIEST,  /* the earlier of old and new is kept */
    DEFECT_MOMENT_NONE_KEPT, /* none does not take the place of one */
    DEFECT_MOMENT_NEEDS_ENTRIES,
    DEFECT_MOMENT_SECONDS,
    DEFECT_MOMENT_POSITIVE,
    DEFECT_MOMENT_2038,
    DEFECT_LIST_NONE, /* none is very early */
    DEFECT_LIST_UNTIL_EXCLUDED,
    DEFECT_LIST_UNTIL_IGNORED,
    DEFECT_LIST_DUE_BY_WAKE,
    DEFECT_LIST_UNSORTED,
    DEFECT_LIST_CASE,
    DEFECT_LIST_NUMBERS, /* shorter ids first */
    DEFECT_LIST_KIND_LAST,
    DEFECT_LIST_ID_MOMENT,
    DEFECT_LIST_ID_WAKING,
    DEFECT_LIST_AFTER_INCLUDED,
    DEFECT_LIST_AFTER_MOMENT, /* what has the same moment is lost */
    DEFECT_LIST_AFTER_FOUND,  /* from the beginning when it is not there */
    DEFECT_LIST_LIMIT_IGNORED,

    /* waking */
    DEFECT_WAKE_REPLACES,
    DEFECT_WAKE_NOT_EARLIER,
    DEFECT_WAKE_NOT_NONE,
    DEFECT_WAKE_NOT_NEW,
    DEFECT_WAKE_FIRST,
    DEFECT_WAKE_VERSION_SAME,
    DEFECT_WAKE_VERSION_SAME_EARLIER,
    DEFECT_WAKE_DUE,

    /* connections */
    DEFECT_SHARED_BLIND, /* parts: what the second of two connections does not see */
    DEFECT_SHARED_CONFLICT_UNSEEN,
    DEFECT_SHARED_DUPLICATE_UNSEEN,
    DEFECT_CLOSED_LOSES,   /* parts: what is gone when the last connection is closed */
    DEFECT_CLOSED_RECALLS, /* what was erased is there again */

    DEFECT_COUNT
};

/* Details. */
enum {
    DEFECT_OF_SUBJECTS = 1,
    DEFECT_OF_COMMANDS = 2,
    DEFECT_OF_NOTICES = 4,
    DEFECT_OF_ENTRIES = 8,
    DEFECT_OF_PERSONAL = 16, /* of entries */
    DEFECT_OF_ANSWERS = 32,
    DEFECT_OF_ANSWERS_PERSONAL = 64,
    DEFECT_OF_WAKE = 128,
    DEFECT_OF_DUE = 256,
    DEFECT_OF_WAKING = 512,
    DEFECT_OF_ERASING = 1024,
    DEFECT_OF_DELIVERED = 2048,
    DEFECT_OF_ALL = 4095
};

enum { DEFECT_LETTERS = 4, DEFECT_SIGNS = 5, DEFECT_TEXTS = 9 };
#define DEFECT_WHICH(n) ((int32_t)(n) << 16) /* from 0 */

/* From now on. */
void memory_data_break(memory_data *data, int32_t defect, int32_t detail);

#endif
