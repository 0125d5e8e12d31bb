/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Tickets (工单): events folded into facts, states and duties; what may happen now, and why not the rest.
 *
 * A hotline_ticket is a reader over a settled log. hotline_ticket_fold() folds one ticket's events under the rulebook and judges it at
 * the moment for which the log was settled; the same reader then serves the next ticket. A ticket has assignments (转办件): one each
 * time a unit is given the matter. An assignment is named by the id of the event that opened it.
 */
#ifndef HOTLINE_TICKET_H
#define HOTLINE_TICKET_H

#include <stddef.h>
#include <stdint.h>

#include "duty.h"
#include "export.h"
#include "finding.h"
#include "instant.h"
#include "log.h"
#include "status.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Opaque: a reader of tickets. Needs exclusive use; several readers may share one settled log on several threads. */
typedef struct hotline_ticket hotline_ticket;

/**
 * Makes a reader.
 * @param log  borrowed, must outlive the reader; it may be unsettled and grow between folds, not during one
 * @param out  receives the reader; release it with hotline_ticket_free()
 * @retval HOTLINE_OK              made
 * @retval HOTLINE_ERROR_ARGUMENT  an argument is NULL
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_ticket_new(const hotline_log *log, hotline_ticket **out);

/**
 * Releases a reader.
 * @param ticket  may be NULL
 */
HOTLINE_API void hotline_ticket_free(hotline_ticket *ticket);

/**
 * Folds a ticket and judges it. Everything read from the ticket before is gone.
 *
 * Folding never refuses: what the rules have against an event becomes a finding. A ticket that the log does not name, or not yet at
 * the moment for which it was settled, is held empty: one may decide about its first event.
 * @param ticket  the reader
 * @param id      the ticket's id, UTF-8
 * @param len     its length in bytes
 * @retval HOTLINE_OK               folded, or held empty
 * @retval HOTLINE_ERROR_ARGUMENT   an argument is NULL, the id is not UTF-8, or the log is not settled
 * @retval HOTLINE_ERROR_MEMORY     the allocator gave nothing; the reader holds no ticket
 */
HOTLINE_API hotline_status hotline_ticket_fold(hotline_ticket *ticket, const char *id, size_t len);

/**
 * Number of assignments of the folded ticket, ended ones included.
 * @param ticket  the reader
 * @return the number; 0 when ticket is NULL or holds none
 */
HOTLINE_API size_t hotline_ticket_assignment_count(const hotline_ticket *ticket);

/**
 * Number of duty instances of the ticket and its assignments.
 * @param ticket  the reader
 * @return the number; 0 when ticket is NULL or holds none
 */
HOTLINE_API size_t hotline_ticket_duty_count(const hotline_ticket *ticket);

/**
 * One duty instance, in the order in which they began; standing duties come last.
 * @param ticket  the reader
 * @param index   from 0
 * @param out     the caller's record with struct_size set
 * @retval HOTLINE_OK               written
 * @retval HOTLINE_ERROR_NOT_FOUND  no such index
 * @retval HOTLINE_ERROR_ARGUMENT   an argument is NULL or the record too small
 */
HOTLINE_API hotline_status hotline_ticket_duty(const hotline_ticket *ticket, size_t index, hotline_duty *out);

/**
 * Number of findings about the folded ticket.
 * @param ticket  the reader
 * @return the number; 0 when ticket is NULL or holds none
 */
HOTLINE_API size_t hotline_ticket_finding_count(const hotline_ticket *ticket);

/**
 * One finding about the folded ticket, in the order found.
 * @param ticket    the reader; its message buffer is reused by the next call
 * @param index     from 0
 * @param language  of the message
 * @param out       the caller's record with struct_size set
 * @retval HOTLINE_OK               written
 * @retval HOTLINE_ERROR_NOT_FOUND  no such index
 * @retval HOTLINE_ERROR_ARGUMENT   an argument is NULL or the record too small
 * @retval HOTLINE_ERROR_MEMORY     the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_ticket_finding(hotline_ticket *ticket, size_t index, int32_t language, hotline_finding *out);

/**
 * The state of a machine.
 * @param ticket      the reader
 * @param assignment  from 0 for an assignment's machine; SIZE_MAX for the ticket's
 * @param machine     name of the machine, UTF-8
 * @param len         its length in bytes
 * @param state_len   receives the length of the answer; may be NULL
 * @return name of the state, NUL-terminated, lives as long as the rulebook; NULL when there is no such assignment or machine
 */
HOTLINE_API const char *hotline_ticket_state(const hotline_ticket *ticket, size_t assignment, const char *machine, size_t len,
                                             size_t *state_len);

/**
 * The folded ticket as JSON lines, one object a line: type "ticket", then "assignment", "duty", "finding".
 *
 *     {"type":"ticket","ticket":...,"machines":{name:state},"facts":{name:value}}
 *     {"type":"assignment","ticket":...,"assignment":...,"unit":...,"round":1,"machines":{...},"facts":{...}}
 *     {"type":"duty","ticket":...,"assignment":...,"unit":...,"duty":...,"instance":1,"state":...,"late":...,"owed_at":...,"due":...,
 *      "due_day":...,"met_at":...,"clause":...,"policy":...}
 *     {"type":"finding","code":...,"severity":...,"ticket":...,"assignment":...,"event":...,"clause":...,"message":...}
 *
 * Instants are ISO 8601 with the calendar's offset; what there is none of, or cannot be told, is null.
 * @param ticket    the reader; its line buffer is reused by the next call
 * @param language  of the messages
 * @param lines     receives borrowed text, NUL-terminated, valid until the next call on the reader
 * @param len       receives its length in bytes
 * @retval HOTLINE_OK               written
 * @retval HOTLINE_ERROR_NOT_FOUND  the reader holds no ticket
 * @retval HOTLINE_ERROR_ARGUMENT   an argument is NULL
 * @retval HOTLINE_ERROR_MEMORY     the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_ticket_lines(hotline_ticket *ticket, int32_t language, const char **lines, size_t *len);

/**
 * May this event happen now? Nothing changes: not the ticket, not the log.
 *
 * The event is judged against the ticket as it stood when the event happens: also in the past, before events that are logged. All
 * reasons are found, not only the first, warnings too (such as an extension that would have no effect, and what the policy has against a
 * reply that the event brings, see reply.h). Opening a ticket that is open is refused here; in a log it is a warning.
 * @param ticket  the reader, holding the ticket
 * @param line    an event line (see log.h) of this ticket
 * @param len     its length in bytes
 * @param error   of a line that cannot be read; may be NULL
 * @retval HOTLINE_OK               allowed; there may be warnings among the reasons
 * @retval HOTLINE_DUPLICATE        the log holds this very event already
 * @retval HOTLINE_REFUSED          not allowed; the reasons of severity error say why
 * @retval HOTLINE_UNDEFINED        it cannot be told: a rule or fact that it hangs on is not defined or not known
 * @retval HOTLINE_ERROR_SYNTAX     the line is not JSON
 * @retval HOTLINE_ERROR_DOCUMENT   the line is no event line, or of another ticket
 * @retval HOTLINE_ERROR_LIMIT      the line is too long or too deep
 * @retval HOTLINE_ERROR_NOT_FOUND  the reader holds no ticket
 * @retval HOTLINE_ERROR_ARGUMENT   an argument is NULL
 * @retval HOTLINE_ERROR_MEMORY     the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_ticket_decide(hotline_ticket *ticket, const char *line, size_t len, hotline_error *error);

/**
 * Number of reasons that the last hotline_ticket_decide() found.
 * @param ticket  the reader
 * @return the number; 0 when ticket is NULL
 */
HOTLINE_API size_t hotline_ticket_reason_count(const hotline_ticket *ticket);

/**
 * One reason that the last hotline_ticket_decide() found.
 * @param ticket    the reader; its message buffer is reused by the next call
 * @param index     from 0
 * @param language  of the message
 * @param out       the caller's record with struct_size set
 * @retval HOTLINE_OK               written
 * @retval HOTLINE_ERROR_NOT_FOUND  no such index
 * @retval HOTLINE_ERROR_ARGUMENT   an argument is NULL or the record too small
 * @retval HOTLINE_ERROR_MEMORY     the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_ticket_reason(hotline_ticket *ticket, size_t index, int32_t language, hotline_finding *out);

/**
 * What may happen to the ticket now, and why not the rest: JSON lines, one for each event that the policy declares for the ticket and
 * for each of its live assignments.
 *
 *     {"type":"option","event":"report","assignment":"e7","by":["handler"],"answer":"refused","needs":["investigation"],"may_need":[],
 *      "reasons":[{"code":"before_unmet","severity":"error","ticket":...,"assignment":...,"event":null,"clause":...,"message":...}]}
 *
 * `answer` is "allowed", "refused" or "undefined", whoever acts and as if the facts were carried that it `needs`; `may_need` are facts
 * of which that cannot be told yet. An event that opens an assignment needs a unit besides.
 * @param ticket    the reader, holding the ticket; its line buffer is reused by the next call
 * @param at        the moment asked about; events after it do not count, so that before its first event the ticket is not open
 * @param language  of the messages
 * @param lines     receives borrowed text, NUL-terminated, valid until the next call on the reader
 * @param len       receives its length in bytes
 * @retval HOTLINE_OK               written
 * @retval HOTLINE_UNDEFINED        no policy is in force then
 * @retval HOTLINE_ERROR_NOT_FOUND  the reader holds no ticket
 * @retval HOTLINE_ERROR_ARGUMENT   an argument is NULL
 * @retval HOTLINE_ERROR_MEMORY     the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_ticket_options(hotline_ticket *ticket, hotline_instant at, int32_t language, const char **lines,
                                                  size_t *len);

#ifdef __cplusplus
}
#endif

#endif
