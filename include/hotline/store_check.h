/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Trying a store against its contract: a suite that any host runs on its own store.
 *
 * hotline_store_check() opens the host's store several times, writes, reads, closes and opens again, and says of each promise of store.h
 * whether it was kept. Run it on an empty store made for it: it leaves its rows behind. A crash of the machine it cannot make; kill the
 * process at random moments for that, as docs/store.md shows.
 */
#ifndef HOTLINE_STORE_CHECK_H
#define HOTLINE_STORE_CHECK_H

#include <stddef.h>
#include <stdint.h>

#include "context.h"
#include "export.h"
#include "status.h"
#include "store.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Opaque: what was tried, and how it went. */
typedef struct hotline_store_report hotline_store_report;

/**
 * Opens the host's store: a new connection to the same data each time. It is closed with the record's destroy; at most two are open at once.
 * @param user  as given to hotline_store_check()
 * @param out   a record prepared by hotline_store_init(); fill it
 * @return 0: opened; anything else: it could not be opened, and out->destroy is not called
 */
typedef int32_t (*hotline_store_open_fn)(void *user, hotline_store *out);

/** One thing that was tried. Texts are borrowed, NUL-terminated UTF-8, and live as long as the report. */
typedef struct hotline_store_trial {
    uint32_t struct_size; /**< sizeof (hotline_store_trial), set by the caller before the call. */
    int32_t passed;       /**< 1: the promise was kept; 0: it was not. */
    const char *name;     /**< Stable name, such as "append_conflict". */
    size_t name_len;      /**< Bytes of name. */
    const char *promise;  /**< What was to hold, one sentence. */
    size_t promise_len;   /**< Bytes of promise. */
    const char *seen;     /**< What was seen instead; empty when it passed. */
    size_t seen_len;      /**< Bytes of seen. */
} hotline_store_trial;

/**
 * Tries a store. Every promise is tried, also after one was broken.
 * @param context   where memory comes from
 * @param open      opens the store
 * @param user      handed to open
 * @param language  of promises and of what was seen
 * @param out       receives the report; release it with hotline_store_report_free()
 * @retval HOTLINE_OK              every promise was kept
 * @retval HOTLINE_REFUSED         some were not; the report says which
 * @retval HOTLINE_ERROR_ARGUMENT  context, open or out is NULL
 * @retval HOTLINE_ERROR_CALLBACK  the store could not be opened, or a function is missing in its record
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_store_check(const hotline_context *context, hotline_store_open_fn open, void *user, int32_t language,
                                               hotline_store_report **out);

/**
 * Number of things that were tried.
 * @param report  the report
 * @return the number; 0 when report is NULL
 */
HOTLINE_API size_t hotline_store_report_count(const hotline_store_report *report);

/**
 * One thing that was tried, in the order in which it was.
 * @param report  the report
 * @param index   from 0
 * @param out     the caller's record with struct_size set
 * @retval HOTLINE_OK               written
 * @retval HOTLINE_ERROR_NOT_FOUND  no such index
 * @retval HOTLINE_ERROR_ARGUMENT   an argument is NULL or the record too small
 */
HOTLINE_API hotline_status hotline_store_report_at(const hotline_store_report *report, size_t index, hotline_store_trial *out);

/**
 * Releases a report.
 * @param report  may be NULL
 */
HOTLINE_API void hotline_store_report_free(hotline_store_report *report);

#ifdef __cplusplus
}
#endif

#endif
