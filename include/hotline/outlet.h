/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Outlets (通知出口): where a host takes the notices that a desk has for people.
 *
 * A desk writes a notice into the store with the event that caused it, and hands it to the outlet afterwards. A crash between delivery and
 * the note that it was delivered makes the same notice come again under the same id: at least once, so whoever receives passes over an id
 * that it knows.
 */
#ifndef HOTLINE_OUTLET_H
#define HOTLINE_OUTLET_H

#include <stddef.h>
#include <stdint.h>

#include "export.h"
#include "status.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Delivers a notice: a message queue, a text message, a row for another system. Texts live during the call.
 * @param user      as in the record
 * @param id        the notice's id: the same whenever this notice comes again
 * @param id_len    its length in bytes
 * @param body      one JSON object of type "proposal", as in hotline_proposals_lines(): `to` names the roles that it is for; facts that the
 *                  policy calls personal are not in it
 * @param body_len  its length in bytes
 * @return 0: delivered. Above 0: not now; it stays undelivered and the next one is tried. Below 0: stop; it stays undelivered
 */
typedef int32_t (*hotline_outlet_deliver_fn)(void *user, const char *id, size_t id_len, const char *body, size_t body_len);

/** An outlet: used during the call that it is given to. Prepare it with hotline_outlet_init(). */
typedef struct hotline_outlet {
    uint32_t struct_size;              /**< sizeof (hotline_outlet) as the caller knows it. */
    uint32_t reserved;                 /**< 0. */
    void *user;                        /**< Handed to deliver, never read by the library. */
    hotline_outlet_deliver_fn deliver; /**< Must be there. */
} hotline_outlet;

/**
 * Prepares the record: zeroes it and notes its size.
 * @param outlet       the caller's record; NULL does nothing
 * @param struct_size  sizeof (hotline_outlet) as the caller compiled it
 */
HOTLINE_API void hotline_outlet_init(hotline_outlet *outlet, size_t struct_size);

#ifdef __cplusplus
}
#endif

#endif
