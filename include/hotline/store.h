/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Stores (存储): what a host must keep for a desk, and what each of its functions promises.
 *
 * A desk (desk.h) keeps nothing itself. The host gives it a hotline_store: a record of functions over whatever it has, such as a table in
 * a database. Each function's comment is a contract; hotline_store_check() (store_check.h) tries a store against all of them.
 *
 * What is kept, for each **subject** (a ticket, a unit, or what was published):
 *
 * | what | form |
 * |---|---|
 * | entries (分录) | the events, in the order in which they were appended |
 * | version (版本) | a number: 0 for a subject that is not there, more by one for each entry appended, and for each time that the subject is woken |
 * | personal parts | beside an entry or an answer the personal facts in it, which can be erased while the rest stays |
 * | wake, due | two moments: when the desk wants to look at the subject again, and until when it owes something next; each may be none |
 *
 * Beside the subjects: **answers**, one for each command id, and **notices** (通知), one for each notice id, until and after their delivery.
 *
 * All texts are bytes to a store: UTF-8 without NUL, never empty, to be given back unchanged. All but ids are JSON. Ids are compared byte by
 * byte: mind collations that take `a` for `A`, and columns that cut trailing blanks.
 *
 * The functions are called only during a call that the host made on the desk, on its thread, one at a time. They must not call that desk:
 * it answers HOTLINE_ERROR_BUSY. Desks on several threads may share one store if its functions may run at once.
 */
#ifndef HOTLINE_STORE_H
#define HOTLINE_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "export.h"
#include "instant.h"
#include "status.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Kinds of subjects. A subject is a kind and an id: a ticket and a unit may have the same id. */
enum {
    HOTLINE_SUBJECT_TICKET = 1,   /**< A ticket (工单); its id. */
    HOTLINE_SUBJECT_UNIT = 2,     /**< A unit's own events and facts (承办单位); its id. */
    HOTLINE_SUBJECT_PUBLISHED = 3 /**< Rankings that were published (通报); the id is always "published". */
};

/** Orders in which subjects are listed. */
enum {
    HOTLINE_ORDER_WAKE = 1, /**< By the moment of waking, then kind, then id. */
    HOTLINE_ORDER_DUE = 2,  /**< By the moment at which something is due, then kind, then id. */
    HOTLINE_ORDER_ID = 3    /**< All subjects, by kind, then id. */
};

/** Opaque: where a store puts what it was asked for. Valid during the call that handed it over. */
typedef struct hotline_sink hotline_sink;

/** Opaque: what one append must keep, all or nothing. Valid, with every text read from it, during the call that handed it over. */
typedef struct hotline_batch hotline_batch;

/** What hotline_store.list is asked for. Texts live during the call. */
typedef struct hotline_listing {
    uint32_t struct_size;         /**< sizeof (hotline_listing) as the library knows it. */
    int32_t order;                /**< HOTLINE_ORDER_WAKE, _DUE or _ID. */
    uint32_t limit;               /**< At most so many subjects; never 0. */
    int32_t after_kind;           /**< 0: from the beginning; else the kind of the subject after which to go on. */
    hotline_instant until;        /**< Of WAKE and DUE: subjects whose moment is at or before this. Not asked of ID. */
    hotline_instant after_moment; /**< Of WAKE and DUE: that subject's moment when it was listed. */
    const char *after_id;         /**< That subject's id; NULL: from the beginning. It need not be there any more. */
    size_t after_id_len;          /**< Bytes of after_id. */
} hotline_listing;

/**
 * Gives the version of a subject to the sink with hotline_sink_version(), and its entries with hotline_sink_entry(), the oldest first, all of
 * them; nothing for a subject that is not there. What is given must be one moment's truth: never half of an append, never entries of
 * another version.
 * @param user  as in the record
 * @param kind  HOTLINE_SUBJECT_TICKET and so on
 * @param id    the subject's id
 * @param len   its length in bytes
 * @param sink  where the entries go
 * @return 0: done; anything else stops the operation, which answers HOTLINE_ERROR_CALLBACK
 */
typedef int32_t (*hotline_store_load_fn)(void *user, int32_t kind, const char *id, size_t len, hotline_sink *sink);

/**
 * Keeps a batch, atomically: after a crash at any moment either all of it is there or nothing. It is durable when HOTLINE_OK was returned.
 *
 * In this order: if the batch names a command whose answer is there, HOTLINE_DUPLICATE. If the subject's version is not
 * hotline_batch_expected(), HOTLINE_CONFLICT. In both cases nothing is kept. Else keep
 *
 * 1. the entries, after those that are there, each with its personal part; the version grows by their number;
 * 2. if hotline_batch_erases(): drop the personal parts of all the subject's entries and of the answers to commands about it, those of
 *    this batch included;
 * 3. the command's id with its answer and the answer's personal part, as about this subject;
 * 4. each notice whose id is not there yet, undelivered, after those that are there; one whose id is there, delivered or not, is passed over;
 * 5. the subject's two moments, in place of those it had. A batch without entries about a subject that is not there does not make it: its
 *    answer and its notices are kept, and there is nothing of it to list;
 * 6. for each subject to be woken: its moment of waking becomes the one given, unless it has an earlier one; its version grows by one. A
 *    subject that is not there is made, without a moment at which anything is due, and its version is 1 then. Who looked at it before
 *    meets a conflict, so that no waking is lost.
 *
 * @param user   as in the record
 * @param batch  what to keep
 * @retval HOTLINE_OK         kept
 * @retval HOTLINE_CONFLICT   the subject has another version; nothing was kept
 * @retval HOTLINE_DUPLICATE  the command was answered before; nothing was kept
 * @return anything else: it failed, and whether it was kept is not known. The operation answers HOTLINE_ERROR_CALLBACK; the same command
 *         sent again finds out
 */
typedef int32_t (*hotline_store_append_fn)(void *user, const hotline_batch *batch);

/**
 * Gives the answer to a command to the sink with hotline_sink_answer(); nothing when there is none.
 * @param user     as in the record
 * @param command  the command's id
 * @param len      its length in bytes
 * @param sink     where the answer goes
 * @return 0: done; anything else stops the operation, which answers HOTLINE_ERROR_CALLBACK
 */
typedef int32_t (*hotline_store_answer_fn)(void *user, const char *command, size_t len, hotline_sink *sink);

/**
 * Gives subjects to the sink with hotline_sink_subject(), in the order asked for, those after the one named: as many as there are, but no
 * more than asked for. Subjects without the moment asked about are not listed by it. Ids are ordered by their bytes.
 * @param user     as in the record
 * @param listing  what is asked for
 * @param sink     where the subjects go
 * @return 0: done; anything else stops the operation, which answers HOTLINE_ERROR_CALLBACK
 */
typedef int32_t (*hotline_store_list_fn)(void *user, const hotline_listing *listing, hotline_sink *sink);

/**
 * Gives undelivered notices to the sink with hotline_sink_notice(), in the order in which they were appended: as many as there are, but no
 * more than asked for.
 * @param user   as in the record
 * @param after  those with a larger number than this; 0: from the beginning
 * @param limit  at most so many; never 0
 * @param sink   where the notices go
 * @return 0: done; anything else stops the operation, which answers HOTLINE_ERROR_CALLBACK
 */
typedef int32_t (*hotline_store_notices_fn)(void *user, uint64_t after, uint32_t limit, hotline_sink *sink);

/**
 * Notes, durably, that a notice was delivered. Its id stays known. One that was noted before, or is not there, changes nothing.
 * @param user  as in the record
 * @param id    the notice's id
 * @param len   its length in bytes
 * @return 0: done; anything else stops the operation, which answers HOTLINE_ERROR_CALLBACK
 */
typedef int32_t (*hotline_store_delivered_fn)(void *user, const char *id, size_t len);

/** A store: copied by whoever takes it. Prepare it with hotline_store_init(). All functions but destroy must be there. */
typedef struct hotline_store {
    uint32_t struct_size;                 /**< sizeof (hotline_store) as the caller knows it. */
    uint32_t reserved;                    /**< 0. */
    void *user;                           /**< Handed to each function, never read by the library. */
    void (*destroy)(void *user);          /**< Called once, when the desk is released or could not be made; may be NULL. */
    hotline_store_load_fn load;           /**< The entries of a subject. */
    hotline_store_append_fn append;       /**< Keep a batch. */
    hotline_store_answer_fn answer;       /**< The answer to a command. */
    hotline_store_list_fn list;           /**< Subjects, in an order. */
    hotline_store_notices_fn notices;     /**< Undelivered notices. */
    hotline_store_delivered_fn delivered; /**< A notice was delivered. */
} hotline_store;

/**
 * Prepares the record: zeroes it and notes its size.
 * @param store        the caller's record; NULL does nothing
 * @param struct_size  sizeof (hotline_store) as the caller compiled it
 */
HOTLINE_API void hotline_store_init(hotline_store *store, size_t struct_size);

/* ---- what a store gives: each copies its bytes; the store returns what is not HOTLINE_OK, or anything else that is not 0 ---- */

/**
 * Gives the version of the subject, once, before or after its entries.
 * @param sink     as handed to hotline_store.load
 * @param version  above 0
 * @retval HOTLINE_OK              taken
 * @retval HOTLINE_ERROR_ARGUMENT  sink is NULL, the version is 0, or the sink takes no version now, or a second one
 */
HOTLINE_API hotline_status hotline_sink_version(hotline_sink *sink, uint64_t version);

/**
 * Gives one entry.
 * @param sink          as handed to hotline_store.load
 * @param entry         the entry
 * @param len           its length in bytes
 * @param personal      its personal part; NULL: it has none, or it was erased
 * @param personal_len  its length in bytes
 * @retval HOTLINE_OK              taken
 * @retval HOTLINE_ERROR_ARGUMENT  sink or entry is NULL, or the sink takes no entries now
 * @retval HOTLINE_ERROR_LIMIT     longer than the context allows
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_sink_entry(hotline_sink *sink, const char *entry, size_t len, const char *personal, size_t personal_len);

/**
 * Gives the answer to a command.
 * @param sink          as handed to hotline_store.answer
 * @param answer        the answer
 * @param len           its length in bytes
 * @param personal      its personal part; NULL: it has none, or it was erased
 * @param personal_len  its length in bytes
 * @retval HOTLINE_OK              taken
 * @retval HOTLINE_ERROR_ARGUMENT  sink or answer is NULL, or the sink takes no answer now, or a second one
 * @retval HOTLINE_ERROR_LIMIT     longer than the context allows
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_sink_answer(hotline_sink *sink, const char *answer, size_t len, const char *personal,
                                               size_t personal_len);

/**
 * Gives one subject.
 * @param sink    as handed to hotline_store.list
 * @param kind    HOTLINE_SUBJECT_TICKET and so on
 * @param id      its id
 * @param len     its length in bytes
 * @param moment  the moment it is listed by; hotline_instant_none() in the order of ids
 * @retval HOTLINE_OK              taken
 * @retval HOTLINE_ERROR_ARGUMENT  sink or id is NULL, the id is empty or no UTF-8, the kind is unknown, or the sink takes no subjects now
 * @retval HOTLINE_ERROR_LIMIT     longer than the context allows, or more than were asked for
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_sink_subject(hotline_sink *sink, int32_t kind, const char *id, size_t len, hotline_instant moment);

/**
 * Gives one undelivered notice.
 * @param sink      as handed to hotline_store.notices
 * @param number    the store's own number of it, above 0, larger for later ones, the same each time
 * @param id        its id
 * @param len       its length in bytes
 * @param body      the notice
 * @param body_len  its length in bytes
 * @retval HOTLINE_OK              taken
 * @retval HOTLINE_ERROR_ARGUMENT  a pointer is NULL, the number is 0, id or body is empty or no UTF-8, or the sink takes no notices now
 * @retval HOTLINE_ERROR_LIMIT     longer than the context allows, or more than were asked for
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_sink_notice(hotline_sink *sink, uint64_t number, const char *id, size_t len, const char *body,
                                               size_t body_len);

/* ---- what a batch holds. Texts are borrowed and NUL-terminated; len may be NULL. A NULL batch, or an index past the end, gives NULL and 0 ---- */

/**
 * The kind of the subject it is about.
 * @param batch  the batch
 * @return HOTLINE_SUBJECT_TICKET and so on
 */
HOTLINE_API int32_t hotline_batch_kind(const hotline_batch *batch);

/**
 * The id of the subject.
 * @param batch  the batch
 * @param len    receives its length in bytes
 * @return its text, NUL-terminated, never empty
 */
HOTLINE_API const char *hotline_batch_subject(const hotline_batch *batch, size_t *len);

/**
 * The version that the subject must have.
 * @param batch  the batch
 * @return the version
 */
HOTLINE_API uint64_t hotline_batch_expected(const hotline_batch *batch);

/**
 * How many entries to append; often none.
 * @param batch  the batch
 * @return the count
 */
HOTLINE_API size_t hotline_batch_entry_count(const hotline_batch *batch);

/**
 * One entry.
 * @param batch  the batch
 * @param index  from 0, in the order in which to append
 * @param len    receives its length in bytes
 * @return its text, NUL-terminated
 */
HOTLINE_API const char *hotline_batch_entry(const hotline_batch *batch, size_t index, size_t *len);

/**
 * The personal part of an entry.
 * @param batch  the batch
 * @param index  from 0
 * @param len    receives its length in bytes
 * @return its text, NUL-terminated; NULL: it has none
 */
HOTLINE_API const char *hotline_batch_entry_personal(const hotline_batch *batch, size_t index, size_t *len);

/**
 * Whether the subject's personal parts are to be dropped.
 * @param batch  the batch
 * @return 1 or 0
 */
HOTLINE_API int32_t hotline_batch_erases(const hotline_batch *batch);

/**
 * The id of the command that is answered.
 * @param batch  the batch
 * @param len    receives its length in bytes
 * @return its text, NUL-terminated; NULL: the batch answers no command
 */
HOTLINE_API const char *hotline_batch_command(const hotline_batch *batch, size_t *len);

/**
 * The answer to the command.
 * @param batch  the batch
 * @param len    receives its length in bytes
 * @return its text, NUL-terminated; NULL: the batch answers no command
 */
HOTLINE_API const char *hotline_batch_answer(const hotline_batch *batch, size_t *len);

/**
 * The personal part of the answer.
 * @param batch  the batch
 * @param len    receives its length in bytes
 * @return its text, NUL-terminated; NULL: it has none
 */
HOTLINE_API const char *hotline_batch_answer_personal(const hotline_batch *batch, size_t *len);

/**
 * How many notices to keep.
 * @param batch  the batch
 * @return the count
 */
HOTLINE_API size_t hotline_batch_notice_count(const hotline_batch *batch);

/**
 * The id of a notice.
 * @param batch  the batch
 * @param index  from 0, in the order in which to append
 * @param len    receives its length in bytes
 * @return its text, NUL-terminated
 */
HOTLINE_API const char *hotline_batch_notice_id(const hotline_batch *batch, size_t index, size_t *len);

/**
 * A notice.
 * @param batch  the batch
 * @param index  from 0
 * @param len    receives its length in bytes
 * @return its text, NUL-terminated
 */
HOTLINE_API const char *hotline_batch_notice(const hotline_batch *batch, size_t index, size_t *len);

/**
 * When the desk wants to look at the subject again.
 * @param batch  the batch
 * @return the moment; hotline_instant_none(): not by itself
 */
HOTLINE_API hotline_instant hotline_batch_wake(const hotline_batch *batch);

/**
 * Until when the subject owes something next; past when it is overdue.
 * @param batch  the batch
 * @return the moment; hotline_instant_none(): nothing is owed by a certain moment
 */
HOTLINE_API hotline_instant hotline_batch_due(const hotline_batch *batch);

/**
 * How many other subjects are to be woken.
 * @param batch  the batch
 * @return the count
 */
HOTLINE_API size_t hotline_batch_woken_count(const hotline_batch *batch);

/**
 * The kind of a subject to be woken.
 * @param batch  the batch
 * @param index  from 0
 * @return HOTLINE_SUBJECT_TICKET and so on; 0 past the end
 */
HOTLINE_API int32_t hotline_batch_woken_kind(const hotline_batch *batch, size_t index);

/**
 * The id of a subject to be woken.
 * @param batch  the batch
 * @param index  from 0
 * @param len    receives its length in bytes
 * @return its text, NUL-terminated
 */
HOTLINE_API const char *hotline_batch_woken(const hotline_batch *batch, size_t index, size_t *len);

/**
 * The moment not after which those subjects are to be woken.
 * @param batch  the batch
 * @return the moment; hotline_instant_none() when there are none
 */
HOTLINE_API hotline_instant hotline_batch_woken_at(const hotline_batch *batch);

#ifdef __cplusplus
}
#endif

#endif
