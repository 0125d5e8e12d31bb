/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief The desk (受理台): commands in, answers out, and nothing lost or doubled in between.
 *
 * A desk brings together the rules (a rulebook) and what the host keeps (a store, see store.h). A **command** (命令) is an event line that
 * somebody wants to happen. The desk loads the subject, asks the rules, and appends the event, the answer, the notices and the moments at
 * which it wants to look again, all in one piece. Everything else in the library stays usable without it.
 *
 * What it promises, of a store that keeps its contract, whatever crashes and whoever else writes:
 *
 * - A command that comes again, with the same id and content, is done once and answered the same, refusals included.
 * - An id that comes again with other content is an error (HOTLINE_ERROR_REUSED) and changes nothing.
 * - Of two writers one decides first, and the other decides again with what the first one wrote; after options.attempts times it is answered
 *   that there was a conflict (HOTLINE_CONFLICT), which is not kept: send it again.
 * - A failure (a status below 0) leaves the store as before or as after, never between; the same command sent again finds out which.
 * - Each reminder and proposal of the rules becomes one notice, with one id, however often it is looked at.
 * - The ticket that the desk sees is the fold of the events in the store, always: nothing derived is kept but the two moments of store.h,
 *   and these are found again by hotline_desk_refresh().
 *
 * **Time** is an argument: `now` is the host's clock. An event may lie in the past, not after now. A line without `known` is recorded as
 * known now.
 *
 * **Personal facts** (those that the policy calls personal, and those that no policy declares) are kept apart, so that they can be erased.
 * Views show them to the roles that may record them, and to whom the host says; others see "***". Of an erased text "[erased]" is left, of
 * other values nothing.
 *
 * Which subject an event is of follows from its kind: a ticket, a unit, or what was published; corrections (void, replace) must name the
 * ticket or unit whose event they correct. The facts of units that a ticket's rules read are those stored when it is looked at:
 * a unit does not know its tickets, so after its facts changed hotline_desk_refresh() brings their moments up to date.
 *
 * Thread rule: one desk, one call at a time. Several desks, on several threads or machines, may share a rulebook and a store.
 * While a function of the host runs, the desk holds nothing that would be lost if control never came back: see hotline_desk_recover().
 */
#ifndef HOTLINE_DESK_H
#define HOTLINE_DESK_H

#include <stddef.h>
#include <stdint.h>

#include "chain.h"
#include "digest.h"
#include "export.h"
#include "instant.h"
#include "outlet.h"
#include "rulebook.h"
#include "status.h"
#include "store.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Opaque: a desk. */
typedef struct hotline_desk hotline_desk;

/** What a caller may set; prepare it with hotline_desk_options_init(). */
typedef struct hotline_desk_options {
    uint32_t struct_size; /**< sizeof (hotline_desk_options) as the caller knows it. */
    uint32_t attempts;    /**< How often a command is decided before a conflict is answered; 0: the default, 8. */
} hotline_desk_options;

/**
 * Fills the record with defaults.
 * @param options      the caller's record; NULL does nothing
 * @param struct_size  sizeof (hotline_desk_options) as the caller compiled it
 */
HOTLINE_API void hotline_desk_options_init(hotline_desk_options *options, size_t struct_size);

/**
 * Makes a desk. The functions of store and digest are copied; both records' destroy are called once when the desk is released, and also
 * when it cannot be made.
 * @param rulebook  borrowed, must outlive the desk or be replaced (hotline_desk_adopt()); its context must outlive the desk
 * @param store     what the host keeps
 * @param digest    chains the entries, commits to personal facts; NULL: neither
 * @param options   copied; NULL means all defaults
 * @param out       receives the desk; release it with hotline_desk_free()
 * @retval HOTLINE_OK              made
 * @retval HOTLINE_ERROR_ARGUMENT  a pointer is NULL, a record is too small, or a function is missing
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_desk_new(const hotline_rulebook *rulebook, const hotline_store *store, const hotline_digest *digest,
                                            const hotline_desk_options *options, hotline_desk **out);

/**
 * Releases a desk. Does nothing while one of the desk's callbacks runs.
 * @param desk  may be NULL
 */
HOTLINE_API void hotline_desk_free(hotline_desk *desk);

/**
 * Makes a desk usable again after a callback did not return: it was left by longjmp() or an exception. Whether the operation was kept
 * is not known; the same command sent again finds out. Must not be called by a callback.
 * @param desk  the desk; NULL does nothing
 */
HOTLINE_API void hotline_desk_recover(hotline_desk *desk);

/**
 * What the last callback that stopped an operation returned.
 * @param desk  the desk
 * @return its value; 0: none did, or desk is NULL
 */
HOTLINE_API int32_t hotline_desk_callback_result(const hotline_desk *desk);

/* ---- commands ---- */

/** How a command is taken. */
enum {
    HOTLINE_COMMAND_RECORD = 1, /**< It has happened (补录): take it whatever the rules say; what they have against it are findings. */
    HOTLINE_COMMAND_TRY = 2     /**< Only ask: nothing is kept, not even the answer. */
};

/** A command; prepare it with hotline_command_init(). */
typedef struct hotline_command {
    uint32_t struct_size; /**< sizeof (hotline_command) as the caller knows it. */
    uint32_t flags;       /**< HOTLINE_COMMAND_RECORD, _TRY, or 0. */
    int32_t language;     /**< Of the messages; those of an answer that comes again are as they were. */
    uint32_t reserved;    /**< 0. */
    int64_t expected;     /**< The version that the caller saw: another one is a conflict at once. Below 0 (as prepared): any. */
    hotline_instant now;  /**< The host's clock; must be set. */
    const char *line;     /**< An event line, see log.h. Its id is the command's. */
    size_t line_len;      /**< Its length in bytes. */
} hotline_command;

/**
 * Prepares the record: no flags, any version, no moment, no line.
 * @param command      the caller's record; NULL does nothing
 * @param struct_size  sizeof (hotline_command) as the caller compiled it
 */
HOTLINE_API void hotline_command_init(hotline_command *command, size_t struct_size);

/**
 * Does a command, or answers as it was answered before. The answer is one JSON object:
 *
 *     {"id":"e9","status":"done","duplicate":false,"version":4,"findings":[...],"due":"2021-05-09T00:00:00+08:00"}
 *
 * `status` is "done", "refused", "undefined" or "conflict", as the status returned. `version` is the subject's after the command; `findings`
 * are all reasons, warnings too, each as in hotline_ticket_lines(); null when they were erased with personal facts. `due` is the moment
 * until which the subject owes something next, null for none.
 * @param desk     the desk
 * @param command  the command
 * @param answer   receives borrowed text, NUL-terminated, valid until the next call on the desk
 * @param len      receives its length in bytes
 * @param error    of a failure: what and where; may be NULL
 * @retval HOTLINE_OK              done: the event is in the store
 * @retval HOTLINE_REFUSED         the rules do not allow it; nothing happened but that the answer is kept
 * @retval HOTLINE_UNDEFINED       the rules do not say, or a fact that they hang on is not known; the answer is kept
 * @retval HOTLINE_CONFLICT        another version was expected, or others were always faster; nothing is kept
 * @retval HOTLINE_ERROR_REUSED    the id was used before with other content, or taken another way
 * @retval HOTLINE_ERROR_SYNTAX    the line is not JSON
 * @retval HOTLINE_ERROR_DOCUMENT  the line is no event line, of no subject, or lies after now; or the last entry in the store was made with
 *                                 another digest than this desk's, or changed
 * @retval HOTLINE_ERROR_LIMIT     something is longer or deeper than the context allows
 * @retval HOTLINE_ERROR_CALLBACK  a function of the host failed; hotline_desk_callback_result() has its value
 * @retval HOTLINE_ERROR_BUSY      called by one of the desk's callbacks
 * @retval HOTLINE_ERROR_ARGUMENT  a pointer is NULL, a record too small, a flag unknown, or there is no moment
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_desk_submit(hotline_desk *desk, const hotline_command *command, const char **answer, size_t *len,
                                               hotline_error *error);

/**
 * Erases the personal facts of a subject (清除个人信息): from its entries and from the answers to commands about it. An entry says that it
 * was done. The chain stays whole; figures keep what is not personal.
 * @param desk   the desk
 * @param kind   HOTLINE_SUBJECT_TICKET, _UNIT or _PUBLISHED
 * @param id     the subject's id, UTF-8
 * @param len    its length in bytes
 * @param now    the host's clock
 * @param error  of a failure; may be NULL
 * @retval HOTLINE_OK               erased
 * @retval HOTLINE_CONFLICT         others were always faster; nothing changed
 * @retval HOTLINE_ERROR_NOT_FOUND  the store has no such subject; what answers to refused commands about it had is erased
 * @retval HOTLINE_ERROR_DOCUMENT   an entry in the store cannot be read
 * @retval HOTLINE_ERROR_CALLBACK   a function of the host failed
 * @retval HOTLINE_ERROR_BUSY       called by one of the desk's callbacks
 * @retval HOTLINE_ERROR_LIMIT      something is longer than the context allows
 * @retval HOTLINE_ERROR_ARGUMENT   an argument is NULL or out of range
 * @retval HOTLINE_ERROR_MEMORY     the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_desk_erase(hotline_desk *desk, int32_t kind, const char *id, size_t len, hotline_instant now,
                                              hotline_error *error);

/* ---- time passes ---- */

/**
 * The moment at which hotline_desk_tick() has something to do next. A host sleeps until then, or until it submits a command. A subject that
 * others write to, or that cannot be read, keeps its moment: sleep a while also when it has passed.
 * @param desk   the desk
 * @param out    receives the moment; hotline_instant_none(): nothing is waiting
 * @param error  of a failure; may be NULL
 * @retval HOTLINE_OK              written
 * @retval HOTLINE_ERROR_CALLBACK  a function of the host failed
 * @retval HOTLINE_ERROR_BUSY      called by one of the desk's callbacks
 * @retval HOTLINE_ERROR_ARGUMENT  a pointer is NULL
 * @retval HOTLINE_ERROR_LIMIT     something is longer than the context allows
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_desk_next(hotline_desk *desk, hotline_instant *out, hotline_error *error);

/**
 * Looks at the subjects whose moment has come: what the rules propose now becomes notices. A subject that others write to at that moment
 * is left for the next call.
 * @param desk   the desk
 * @param now    the host's clock
 * @param limit  look at so many subjects at most; 0: all
 * @param count  receives how many were looked at; also when a failure stopped it half-way: those before it stand
 * @param error  of a failure; may be NULL
 * @retval HOTLINE_OK              done; when count is limit there may be more
 * @retval HOTLINE_ERROR_DOCUMENT  an entry in the store cannot be read; the other subjects were looked at all the same
 * @retval HOTLINE_ERROR_CALLBACK  a function of the host failed
 * @retval HOTLINE_ERROR_BUSY      called by one of the desk's callbacks
 * @retval HOTLINE_ERROR_ARGUMENT  a pointer is NULL, or there is no moment
 * @retval HOTLINE_ERROR_LIMIT     something is longer than the context allows
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_desk_tick(hotline_desk *desk, hotline_instant now, uint64_t limit, uint64_t *count,
                                             hotline_error *error);

/**
 * Hands undelivered notices to an outlet, in the order in which they were kept, each noted as delivered right after.
 * @param desk    the desk
 * @param outlet  where they go; used during the call
 * @param limit   hand over so many at most; 0: all
 * @param count   receives how many were delivered; also when a failure stopped it half-way
 * @param error   of a failure; may be NULL
 * @retval HOTLINE_OK              done; those that the outlet did not take now are undelivered still
 * @retval HOTLINE_ERROR_CALLBACK  a function of the host failed, or the outlet said stop
 * @retval HOTLINE_ERROR_BUSY      called by one of the desk's callbacks
 * @retval HOTLINE_ERROR_ARGUMENT  a pointer is NULL, or a record too small
 * @retval HOTLINE_ERROR_LIMIT     something is longer than the context allows
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_desk_deliver(hotline_desk *desk, const hotline_outlet *outlet, uint64_t limit, uint64_t *count,
                                                hotline_error *error);

/* ---- questions: nothing changes ---- */

/** What a view shows. */
enum {
    HOTLINE_VIEW_PERSONAL = 1 /**< Personal facts too, whatever the role: the host answers for it. */
};

/** Whom a question is about and for whom; prepare it with hotline_desk_query_init(). What is not asked about is NULL. */
typedef struct hotline_desk_query {
    uint32_t struct_size;  /**< sizeof (hotline_desk_query) as the caller knows it. */
    uint32_t flags;        /**< HOTLINE_VIEW_PERSONAL or 0. */
    int32_t language;      /**< Of the messages. */
    uint32_t limit;        /**< Look at so many subjects at most; 0: the default, 1000. */
    hotline_instant now;   /**< The host's clock; must be set. */
    hotline_instant until; /**< Of hotline_desk_due(): up to and including this moment. */
    const char *role;      /**< Who asks; of lists, who owes. */
    size_t role_len;       /**< Bytes of role. */
    const char *unit;      /**< Only what this unit owes. */
    size_t unit_len;       /**< Bytes of unit. */
    const char *duty;      /**< Only this duty. */
    size_t duty_len;       /**< Bytes of duty. */
    const char *after;     /**< Go on after here: `after` of the last line of the page before. */
    size_t after_len;      /**< Bytes of after. */
} hotline_desk_query;

/**
 * Prepares the record: nothing is asked about.
 * @param query        the caller's record; NULL does nothing
 * @param struct_size  sizeof (hotline_desk_query) as the caller compiled it
 */
HOTLINE_API void hotline_desk_query_init(hotline_desk_query *query, size_t struct_size);

/**
 * A subject as it stands, for a role, as JSON lines: those of hotline_ticket_lines() or hotline_unit_lines(); of a ticket then what may
 * happen now and who asks may do (hotline_ticket_options(), all of it when no role is named); then the proposals that the role may
 * see. The first line is {"type":"subject","kind":"ticket","id":"T1","version":4,"due":...,"wake":...}.
 * @param desk   the desk
 * @param kind   HOTLINE_SUBJECT_TICKET or _UNIT
 * @param id     the subject's id, UTF-8
 * @param len    its length in bytes
 * @param query  now, role, flags, language
 * @param lines  receives borrowed text, NUL-terminated, valid until the next call on the desk
 * @param size   receives its length in bytes
 * @param error  of a failure; may be NULL
 * @retval HOTLINE_OK               written
 * @retval HOTLINE_ERROR_NOT_FOUND  the store has no such subject, or no policy knows the role; the message names the nearest
 * @retval HOTLINE_ERROR_DOCUMENT   an entry in the store cannot be read
 * @retval HOTLINE_ERROR_CALLBACK   a function of the host failed
 * @retval HOTLINE_ERROR_BUSY       called by one of the desk's callbacks
 * @retval HOTLINE_ERROR_ARGUMENT   a pointer is NULL, a record too small, the kind unknown, or there is no moment
 * @retval HOTLINE_ERROR_LIMIT      something is longer than the context allows
 * @retval HOTLINE_ERROR_MEMORY     the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_desk_view(hotline_desk *desk, int32_t kind, const char *id, size_t len, const hotline_desk_query *query,
                                             const char **lines, size_t *size, hotline_error *error);

/**
 * What is owed, by whom, until when (到期清单): the open duties that are due by query.until, overdue ones first, as the duty lines of
 * hotline_ticket_lines(), by subject in the order in which subjects fall due. When there are more subjects than query.limit, the last line is
 * {"type":"more","after":"..."}: ask again with it.
 * @param desk   the desk
 * @param query  now and until, which must be there; unit, role (who owes it; a duty that names no role is its unit's, and listed for each) and duty narrow it
 * @param lines  receives borrowed text, NUL-terminated, valid until the next call on the desk
 * @param size   receives its length in bytes
 * @param error  of a failure; may be NULL
 * @retval HOTLINE_OK               written; no lines: nothing is due
 * @retval HOTLINE_ERROR_NOT_FOUND  no policy has such a duty or role; the message names the nearest
 * @retval HOTLINE_ERROR_DOCUMENT   an entry in the store cannot be read, or query.after was not given by this function
 * @retval HOTLINE_ERROR_CALLBACK   a function of the host failed
 * @retval HOTLINE_ERROR_BUSY       called by one of the desk's callbacks
 * @retval HOTLINE_ERROR_ARGUMENT   a pointer is NULL, a record too small, or there is no moment
 * @retval HOTLINE_ERROR_LIMIT      something is longer than the context allows
 * @retval HOTLINE_ERROR_MEMORY     the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_desk_due(hotline_desk *desk, const hotline_desk_query *query, const char **lines, size_t *size,
                                            hotline_error *error);

/**
 * The register of a duty (台账), such as that of promises (承诺登记): each instance ever owed, whatever became of it, as the duty lines of
 * hotline_ticket_lines(), by subject in the order of ids; with a last line as hotline_desk_due() when there are more.
 * @param desk   the desk
 * @param query  now, duty; unit and role narrow it
 * @param lines  receives borrowed text, NUL-terminated, valid until the next call on the desk
 * @param size   receives its length in bytes
 * @param error  of a failure; may be NULL
 * @retval HOTLINE_OK               written; no lines: it was never owed
 * @retval HOTLINE_ERROR_NOT_FOUND  no policy has such a duty or role; the message names the nearest
 * @retval HOTLINE_ERROR_DOCUMENT   an entry in the store cannot be read, or query.after was not given by this function
 * @retval HOTLINE_ERROR_CALLBACK   a function of the host failed
 * @retval HOTLINE_ERROR_BUSY       called by one of the desk's callbacks
 * @retval HOTLINE_ERROR_ARGUMENT   a pointer is NULL, a record too small, or there is no duty or moment
 * @retval HOTLINE_ERROR_LIMIT      something is longer than the context allows
 * @retval HOTLINE_ERROR_MEMORY     the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_desk_register(hotline_desk *desk, const hotline_desk_query *query, const char **lines, size_t *size,
                                                 hotline_error *error);

/**
 * The entries of a subject with their personal parts, as lines for hotline_chain_verify() and for keeping elsewhere:
 * {"entry":{...},"personal":{...}}.
 * @param desk   the desk
 * @param kind   HOTLINE_SUBJECT_TICKET, _UNIT or _PUBLISHED
 * @param id     the subject's id, UTF-8
 * @param len    its length in bytes
 * @param flags  HOTLINE_VIEW_PERSONAL: with the personal parts; 0: null in their place
 * @param lines  receives borrowed text, NUL-terminated, valid until the next call on the desk
 * @param size   receives its length in bytes
 * @param error  of a failure; may be NULL
 * @retval HOTLINE_OK               written
 * @retval HOTLINE_ERROR_NOT_FOUND  the store has no such subject
 * @retval HOTLINE_ERROR_DOCUMENT   an entry in the store is no UTF-8
 * @retval HOTLINE_ERROR_CALLBACK   a function of the host failed
 * @retval HOTLINE_ERROR_BUSY       called by one of the desk's callbacks
 * @retval HOTLINE_ERROR_ARGUMENT   a pointer is NULL, the kind or a flag unknown
 * @retval HOTLINE_ERROR_LIMIT      something is longer than the context allows
 * @retval HOTLINE_ERROR_MEMORY     the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_desk_export(hotline_desk *desk, int32_t kind, const char *id, size_t len, uint32_t flags,
                                               const char **lines, size_t *size, hotline_error *error);

/**
 * The subjects of the store, a page at a time, as lines {"type":"subject","kind":"ticket","id":"T1"}, in the order of kinds and ids; with a
 * last line as hotline_desk_due() when there are more.
 * @param desk   the desk
 * @param query  limit and after
 * @param lines  receives borrowed text, NUL-terminated, valid until the next call on the desk
 * @param size   receives its length in bytes
 * @param error  of a failure; may be NULL
 * @retval HOTLINE_OK              written
 * @retval HOTLINE_ERROR_DOCUMENT  query.after was not given by this function
 * @retval HOTLINE_ERROR_CALLBACK  a function of the host failed
 * @retval HOTLINE_ERROR_BUSY      called by one of the desk's callbacks
 * @retval HOTLINE_ERROR_ARGUMENT  a pointer is NULL, or a record too small
 * @retval HOTLINE_ERROR_LIMIT     something is longer than the context allows
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_desk_subjects(hotline_desk *desk, const hotline_desk_query *query, const char **lines, size_t *size,
                                                 hotline_error *error);

/* ---- rules that change while tickets are open ---- */

/**
 * What another rulebook would change, before it is taken (规则变更影响): of each subject the duties that would stand otherwise and the
 * notices that would be new, in the order of ids, with a last line as hotline_desk_due() when there are more.
 *
 *     {"type":"changed","kind":"ticket","id":"T1","duty":"report","assignment":"e7","instance":1,
 *      "before":{"state":"open","late":false,"due":...},"after":{"state":"open","late":true,"due":...}}
 *     {"type":"proposed","kind":"ticket","id":"T1","notice":{...}}
 *
 * `before` is null for a duty that only the other rulebook knows, `after` for one that it does not know.
 * @param desk      the desk
 * @param rulebook  the other rules; borrowed during the call
 * @param query     now, limit, after
 * @param lines     receives borrowed text, NUL-terminated, valid until the next call on the desk
 * @param size      receives its length in bytes
 * @param error     of a failure; may be NULL
 * @retval HOTLINE_OK              written; no lines: nothing would change
 * @retval HOTLINE_ERROR_DOCUMENT  an entry in the store cannot be read, or query.after was not given by this function
 * @retval HOTLINE_ERROR_CALLBACK  a function of the host failed
 * @retval HOTLINE_ERROR_BUSY      called by one of the desk's callbacks
 * @retval HOTLINE_ERROR_ARGUMENT  a pointer is NULL, a record too small, or there is no moment
 * @retval HOTLINE_ERROR_LIMIT     something is longer than the context allows
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_desk_effect(hotline_desk *desk, const hotline_rulebook *rulebook, const hotline_desk_query *query,
                                               const char **lines, size_t *size, hotline_error *error);

/**
 * Goes by another rulebook from now on. Call hotline_desk_refresh() afterwards, once for the store: moments and notices of subjects that
 * nobody touches follow the old rules until then.
 * @param desk      the desk
 * @param rulebook  borrowed, must outlive the desk or be replaced
 * @retval HOTLINE_OK              taken
 * @retval HOTLINE_ERROR_BUSY      called by one of the desk's callbacks
 * @retval HOTLINE_ERROR_ARGUMENT  a pointer is NULL
 */
HOTLINE_API hotline_status hotline_desk_adopt(hotline_desk *desk, const hotline_rulebook *rulebook);

/**
 * Looks at every subject, as hotline_desk_tick() looks at those whose moment has come: after the rules or the calendar changed, or to mend
 * moments that were lost.
 * @param desk   the desk
 * @param now    the host's clock
 * @param count  receives how many were looked at; also when a failure stopped it half-way
 * @param error  of a failure; may be NULL
 * @retval HOTLINE_OK              done
 * @retval HOTLINE_CONFLICT        done, but for subjects to which others wrote at that moment again and again
 * @retval HOTLINE_ERROR_DOCUMENT  an entry in the store cannot be read; the other subjects were looked at all the same
 * @retval HOTLINE_ERROR_CALLBACK  a function of the host failed
 * @retval HOTLINE_ERROR_BUSY      called by one of the desk's callbacks
 * @retval HOTLINE_ERROR_ARGUMENT  a pointer is NULL, or there is no moment
 * @retval HOTLINE_ERROR_LIMIT     something is longer than the context allows
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_desk_refresh(hotline_desk *desk, hotline_instant now, uint64_t *count, hotline_error *error);

#ifdef __cplusplus
}
#endif

#endif
