/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Proposals (建议): what the rules suggest that people should now decide, such as a reminder, exposure or a talk.
 *
 * The library proposes and people decide: nothing here happens by itself. A policy says for tickets, assignments and units at which
 * moment (an event, the due moment of a duty, the end of a period, a published ranking) what is proposed, to whom and by whom, and under
 * which condition. That condition is read with what had happened up to that moment, so that a proposal that was made stays made when the
 * matter is put right later; a correction of the past (void, replace, a late line) takes back what rested on it.
 *
 * Each proposal fires once per subject and occurrence. Its id is made of names alone (proposal, ticket or unit, assignment, occurrence): the
 * same in every refold and under every policy, so a host that keeps the ids it has acted upon acts once.
 *
 * What a proposal shows is fit to be shown to others: facts that the policy marks as personal are never among them. Where a proposal
 * names roles, only those are to see it: hosts filter by hotline_proposals_role().
 */
#ifndef HOTLINE_PROPOSAL_H
#define HOTLINE_PROPOSAL_H

#include <stddef.h>
#include <stdint.h>

#include "export.h"
#include "instant.h"
#include "log.h"
#include "status.h"
#include "tally.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Opaque: a reader of the proposals of one ticket or unit after the other. Needs exclusive use. */
typedef struct hotline_proposals hotline_proposals;

/** States of a proposal. */
enum {
    HOTLINE_PROPOSAL_FIRED = 0,     /**< Its moment has come and its condition held: it is proposed. */
    HOTLINE_PROPOSAL_AHEAD = 1,     /**< Its moment has not come. Whether the condition will hold is open. */
    HOTLINE_PROPOSAL_UNDEFINED = 2, /**< The policy leaves undefined when, or whether; the causes say which item. */
    HOTLINE_PROPOSAL_UNKNOWN = 3    /**< A fact is missing; the causes say which. */
};

/**
 * The name of a state, as the JSON lines have it.
 * @param state  HOTLINE_PROPOSAL_FIRED, _AHEAD, _UNDEFINED or _UNKNOWN
 * @return static text, NUL-terminated: "fired", "ahead", "undefined", "unknown"; the last for any other number. Thread-safe.
 */
HOTLINE_API const char *hotline_proposal_state_name(int32_t state);

/**
 * One proposal. Texts are borrowed, NUL-terminated UTF-8, and live until the next call that changes the reader; one that there is none
 * of is NULL with length 0.
 */
typedef struct hotline_proposal {
    uint32_t struct_size;   /**< sizeof (hotline_proposal), set by the caller before the call. */
    int32_t state;          /**< HOTLINE_PROPOSAL_FIRED, _AHEAD, _UNDEFINED or _UNKNOWN. */
    hotline_instant at;     /**< When it fires; hotline_instant_none() when that cannot be told, or while the clock stands. */
    uint32_t round;         /**< Round of the ticket or assignment at that moment, from 1; 0 for units, and before the moment. */
    uint32_t role_count;    /**< Roles that may see it: those of `to` and `by`; 0: anyone. */
    uint32_t cause_count;   /**< Causes of undefined or unknown. */
    uint32_t reserved;      /**< 0. */
    const char *id;         /**< Deterministic id. */
    size_t id_len;          /**< Bytes of id. */
    const char *proposal;   /**< Name of the rule. */
    size_t proposal_len;    /**< Bytes of proposal. */
    const char *label;      /**< Label of the rule. */
    size_t label_len;       /**< Bytes of label. */
    const char *propose;    /**< Name of what is proposed, such as "expose". */
    size_t propose_len;     /**< Bytes of propose. */
    const char *ticket;     /**< Ticket id; NULL for units. */
    size_t ticket_len;      /**< Bytes of ticket. */
    const char *assignment; /**< Id of the event that opened the assignment; NULL when it is not about one. */
    size_t assignment_len;  /**< Bytes of assignment. */
    const char *unit;       /**< Unit id; NULL for proposals about tickets. */
    size_t unit_len;        /**< Bytes of unit. */
    const char *occurrence; /**< What it fires at: id of the event (of a due moment: of the event that started the clock), or a period. */
    size_t occurrence_len;  /**< Bytes of occurrence. */
    const char *facts;      /**< The facts that are not personal, as a JSON object; NULL before the moment. */
    size_t facts_len;       /**< Bytes of facts. */
    const char *clause;     /**< Clause that it rests on. */
    size_t clause_len;      /**< Bytes of clause. */
    const char *policy;     /**< Id of the policy. */
    size_t policy_len;      /**< Bytes of policy. */
} hotline_proposal;

/**
 * Makes a reader.
 * @param log  borrowed, must outlive the reader
 * @param out  receives the reader; release it with hotline_proposals_free()
 * @retval HOTLINE_OK              made
 * @retval HOTLINE_ERROR_ARGUMENT  an argument is NULL
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_proposals_new(const hotline_log *log, hotline_proposals **out);

/**
 * Releases a reader.
 * @param proposals  may be NULL
 */
HOTLINE_API void hotline_proposals_free(hotline_proposals *proposals);

/**
 * Gives the reader figures, for conditions on measures (`satisfaction < 70%`, at a period's end or when a ranking was published). Without, such
 * conditions are undefined. A rate of 0 of 0 is unknown, and so is one that facts which are missing could move across the bound.
 *
 * The figures are as the tally has them, also for a period that ended long ago; hotline_proposals_recount() gives them as they were known
 * then. This one is for figures that come from elsewhere than the log's tickets. The tally must count periods of the kind
 * (hotline_tally_spans()).
 * @param proposals  the reader
 * @param tally      by the log's rulebook; borrowed, must outlive the reader or be taken away again; NULL: none
 * @retval HOTLINE_OK              noted; what was read before stays until the next ticket or unit
 * @retval HOTLINE_ERROR_ARGUMENT  proposals is NULL, or the tally is of another rulebook
 */
HOTLINE_API hotline_status hotline_proposals_figures(hotline_proposals *proposals, const hotline_tally *tally);

/**
 * Lets the reader count the figures itself, off the log's tickets and units, for conditions on measures: each figure as it was known at the
 * moment of the proposal, the period's end or the publication. What happens later (a callback, a report) changes no proposal that was made; a
 * correction (void, replace) or a line that comes late does. It takes the place of hotline_proposals_figures(), which ends it.
 *
 * All tickets and units are folded once for each moment and period that a condition on a measure asks for, when the first unit asks; what
 * was counted stays in the reader, until the log is settled anew.
 * @param proposals  the reader
 * @retval HOTLINE_OK              noted; what was read before stays until the next ticket or unit
 * @retval HOTLINE_ERROR_ARGUMENT  proposals is NULL
 */
HOTLINE_API hotline_status hotline_proposals_recount(hotline_proposals *proposals);

/**
 * Works out the proposals of a ticket and its assignments, at the moment for which the log was settled. Everything read before is gone.
 *
 * The work is bounded by the ticket's events times the proposals of the policy times its assignments and duty instances; of ends of
 * periods at most 40000 are told.
 * @param proposals  the reader
 * @param id         the ticket's id, UTF-8
 * @param len        its length in bytes
 * @retval HOTLINE_OK               done
 * @retval HOTLINE_ERROR_NOT_FOUND  the log names no such ticket
 * @retval HOTLINE_ERROR_ARGUMENT   an argument is NULL, or the log is not settled
 * @retval HOTLINE_ERROR_MEMORY     the allocator gave nothing; the reader holds nothing
 */
HOTLINE_API hotline_status hotline_proposals_ticket(hotline_proposals *proposals, const char *id, size_t len);

/**
 * The same for a unit: by its own events and periods, and by the rankings in which it was published.
 * @param proposals  the reader
 * @param id         the unit's id, UTF-8
 * @param len        its length in bytes
 * @retval HOTLINE_OK               done
 * @retval HOTLINE_ERROR_NOT_FOUND  the log names no such unit
 * @retval HOTLINE_ERROR_ARGUMENT   an argument is NULL, or the log is not settled
 * @retval HOTLINE_ERROR_MEMORY     the allocator gave nothing; the reader holds nothing
 */
HOTLINE_API hotline_status hotline_proposals_unit(hotline_proposals *proposals, const char *id, size_t len);

/**
 * Number of proposals, in any state.
 * @param proposals  the reader
 * @return the number; 0 when proposals is NULL or holds nothing
 */
HOTLINE_API size_t hotline_proposals_count(const hotline_proposals *proposals);

/**
 * One proposal, in the order of their moments; those without come last.
 * @param proposals  the reader
 * @param index      from 0
 * @param out        the caller's record with struct_size set
 * @retval HOTLINE_OK               written
 * @retval HOTLINE_ERROR_NOT_FOUND  no such index
 * @retval HOTLINE_ERROR_ARGUMENT   an argument is NULL or the record too small
 */
HOTLINE_API hotline_status hotline_proposals_at(const hotline_proposals *proposals, size_t index, hotline_proposal *out);

/**
 * A role that may see a proposal (知悉范围): those to whom it goes, then those by whom it is to be done, each once.
 * @param proposals  the reader
 * @param index      of the proposal
 * @param role       from 0, below its role_count
 * @param len        receives the length in bytes; may be NULL
 * @return borrowed name of the role, NUL-terminated; NULL when there is none
 */
HOTLINE_API const char *hotline_proposals_role(const hotline_proposals *proposals, size_t index, size_t role, size_t *len);

/**
 * A cause of undefined or unknown: the path of an item of the policy, or the name of a missing fact.
 * @param proposals  the reader
 * @param index      of the proposal
 * @param cause      from 0, below its cause_count
 * @param len        receives the length in bytes; may be NULL
 * @return borrowed text, NUL-terminated; NULL when there is none
 */
HOTLINE_API const char *hotline_proposals_cause(const hotline_proposals *proposals, size_t index, size_t cause, size_t *len);

/**
 * The proposals as JSON lines, but for those that lie ahead:
 *
 *     {"type":"proposal","id":...,"proposal":...,"propose":...,"state":"fired","ticket":...,"assignment":...,"unit":...,"round":1,
 *      "occurrence":...,"at":...,"to":[...],"by":[...],"causes":[...],"facts":{...},"clause":...,"policy":...}
 * @param proposals  the reader; its line buffer is reused by the next call
 * @param lines      receives borrowed text, NUL-terminated, valid until the next call on the reader
 * @param len        receives its length in bytes
 * @retval HOTLINE_OK               written
 * @retval HOTLINE_ERROR_NOT_FOUND  the reader holds nothing
 * @retval HOTLINE_ERROR_ARGUMENT   an argument is NULL
 * @retval HOTLINE_ERROR_MEMORY     the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_proposals_lines(hotline_proposals *proposals, const char **lines, size_t *len);

#ifdef __cplusplus
}
#endif

#endif
