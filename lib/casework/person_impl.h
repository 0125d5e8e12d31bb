/* SPDX-License-Identifier: MIT */
/* Full names of persons in a field that is to hold them. */
#ifndef HOTLINE_CASEWORK_PERSON_IMPL_H
#define HOTLINE_CASEWORK_PERSON_IMPL_H

#include "passage_impl.h"

typedef enum person_fault {
    PERSON_GOOD,
    PERSON_EMPTY,       /* blank, or marks only */
    PERSON_PLACEHOLDER, /* 无, 同上, 测试 */
    PERSON_ROLE,        /* 工作人员, 值班人员: a role and nobody */
    PERSON_UNIT,        /* a unit, a section, a place */
    PERSON_TITLE,       /* a title alone, a surname with a title or a form of address: 主任, 张主任, 小王, 李姐 */
    PERSON_MASKED,      /* 张某, 李** */
    PERSON_SURNAME,     /* a surname alone */
    PERSON_NO_NAME      /* something else: digits, Latin letters, a sentence */
} person_fault;

/*
 * Does the field hold at least one full name? Names may have titles, labels and units before and after them, and stand in a row. GOOD
 * and the first `most` of their spans (blanks within a name included), *count: as many; or what the first other piece is, and none.
 */
person_fault hotline__person_field(const passage *p, span *names, uint32_t most, uint32_t *count);

#endif
