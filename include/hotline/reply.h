/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Replies (答复): is this text fit to go out, and if not, why not, where, and what to do about it.
 *
 * A hotline_reply is a judge of replies under one rulebook. It is given the citizen's matter (诉求, whole or as items), the dispatcher's
 * instructions (转办意见), the public reply (公开答复), what only the administration reads (办理情况), and the fields of the form (姓名,
 * 电话, 依据 ...). It answers with findings (code, how grave, clause, span, evidence, advice), with signals (whole numbers that say what was
 * measured, whatever the policy asks), and with a verdict ("send", "fix" or "refuse": the gravest finding and nothing else). What is asked the
 * policy says in its section `reply` (docs/policy.md); what each test looks at, and how often it errs on real replies, is in docs/reply.md.
 *
 * Two ways in: hotline_reply_read() takes one JSON line; or hotline_reply_begin(), hotline_reply_text() and hotline_reply_fields() give
 * pieces. Then hotline_reply_judge(), then the answers. Work and memory are bounded by the length of what is given.
 */
#ifndef HOTLINE_REPLY_H
#define HOTLINE_REPLY_H

#include <stddef.h>
#include <stdint.h>

#include "copies.h"
#include "export.h"
#include "finding.h"
#include "instant.h"
#include "rulebook.h"
#include "status.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Opaque: a judge of replies. Needs exclusive use; several judges may share one rulebook, and one index of copies, on several threads. */
typedef struct hotline_reply hotline_reply;

/** The texts that a reply is judged by, and where a finding stands. */
enum {
    HOTLINE_REPLY_TEXT = 0,         /**< The public reply (公开答复): what the citizen will read. */
    HOTLINE_REPLY_MATTER = 1,       /**< The matter, whole (诉求内容). */
    HOTLINE_REPLY_TITLE = 2,        /**< The matter's title (标题). */
    HOTLINE_REPLY_INSTRUCTIONS = 3, /**< One instruction of the dispatcher (转办意见); may be given several times. */
    HOTLINE_REPLY_INTERNAL = 4,     /**< What only the administration reads (办理情况). */
    HOTLINE_REPLY_ITEM = 5,         /**< One item of the matter (诉求事项); may be given several times. */
    HOTLINE_REPLY_FIELD = 6         /**< Of findings only: a field of the form; see its name. */
};

/** What follows from the findings. */
enum {
    HOTLINE_REPLY_SEND = 0,  /**< No finding that is an error or a warning. */
    HOTLINE_REPLY_FIX = 1,   /**< The gravest finding is a warning: someone should look at it. */
    HOTLINE_REPLY_REFUSE = 2 /**< A finding is an error. */
};

/**
 * One finding about a reply.
 *
 * Texts are borrowed and live until the next call that gives the judge a reply; one that there is none of is NULL with length 0. Spans are
 * half-open; a finding that is not about a place in a text has begin and end 0.
 */
typedef struct hotline_reply_finding {
    uint32_t struct_size;  /**< sizeof (hotline_reply_finding), set by the caller before the call. */
    int32_t severity;      /**< HOTLINE_SEVERITY_ERROR, _WARNING or _INFO. */
    int32_t text;          /**< HOTLINE_REPLY_TEXT ...: the text that the spans are of. */
    uint32_t number;       /**< Which item or instruction, from 0. */
    uint64_t begin;        /**< First byte of the place. */
    uint64_t end;          /**< The byte after its last. Never inside a character. */
    uint64_t letter_begin; /**< The same in code points. */
    uint64_t letter_end;   /**< The same in code points. */
    const char *code;      /**< Stable code, such as "reply_off_topic". */
    size_t code_len;       /**< Bytes of code. */
    const char *check;     /**< Name of the policy's check. */
    size_t check_len;      /**< Bytes of check. */
    const char *clause;    /**< Clause that the check rests on, as the policy cites it. */
    size_t clause_len;     /**< Bytes of clause. */
    const char *field;     /**< Name of the field, where text is HOTLINE_REPLY_FIELD. */
    size_t field_len;      /**< Bytes of field. */
    const char *evidence;  /**< The text of the place, as given: not NUL-terminated; it may hold personal data. */
    size_t evidence_len;   /**< Bytes of evidence. */
    const char *message;   /**< What is wrong, in the language asked for. */
    size_t message_len;    /**< Bytes of message. */
    const char *advice;    /**< What to do about it, in the language asked for. */
    size_t advice_len;     /**< Bytes of advice. */
} hotline_reply_finding;

/**
 * Makes a judge.
 * @param rulebook  borrowed, must outlive the judge; the section `reply` of the policy in force is what replies are judged by
 * @param out       receives the judge; release it with hotline_reply_free()
 * @retval HOTLINE_OK              made
 * @retval HOTLINE_ERROR_ARGUMENT  an argument is NULL
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_reply_new(const hotline_rulebook *rulebook, hotline_reply **out);

/**
 * Releases a judge.
 * @param reply  may be NULL
 */
HOTLINE_API void hotline_reply_free(hotline_reply *reply);

/**
 * Lends the judge an index of earlier replies, for the test `copied` and the signal of that name.
 * @param reply   the judge
 * @param copies  borrowed, must outlive its use; NULL takes it away again
 * @retval HOTLINE_OK              lent
 * @retval HOTLINE_ERROR_ARGUMENT  reply is NULL
 */
HOTLINE_API hotline_status hotline_reply_lend_copies(hotline_reply *reply, const hotline_copies *copies);

/**
 * Begins the next reply: what was given and answered before is forgotten. The index of copies stays.
 * @param reply  the judge
 * @param id     of the ticket or the reply, UTF-8: it comes back in hotline_reply_line(), and a near-copy of that very id is none; may
 *               be NULL
 * @param len    its length in bytes
 * @retval HOTLINE_OK              begun
 * @retval HOTLINE_ERROR_ARGUMENT  reply is NULL
 * @retval HOTLINE_ERROR_SYNTAX    the id is not UTF-8 or holds a NUL
 * @retval HOTLINE_ERROR_LIMIT     the id is longer than the context's max_document
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing; the judge then holds nothing, as after every failure
 */
HOTLINE_API hotline_status hotline_reply_begin(hotline_reply *reply, const char *id, size_t len);

/**
 * Gives one text. HOTLINE_REPLY_ITEM and HOTLINE_REPLY_INSTRUCTIONS may be given again and again, each other text once.
 * @param reply  the judge, begun
 * @param which  HOTLINE_REPLY_TEXT to HOTLINE_REPLY_ITEM
 * @param bytes  copied; may be NULL when len is 0: an empty text, which is not the same as none
 * @param len    its length in bytes
 * @param error  says where a text is no UTF-8, and why a text is refused; may be NULL
 * @retval HOTLINE_OK              taken
 * @retval HOTLINE_ERROR_ARGUMENT  reply is NULL, which is out of range, bytes is NULL with len, or the text was given before
 * @retval HOTLINE_ERROR_SYNTAX    the text is not UTF-8, or holds a NUL
 * @retval HOTLINE_ERROR_LIMIT     all that was given is longer than the context's max_document, or there are more than 1000 items
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_reply_text(hotline_reply *reply, int32_t which, const char *bytes, size_t len, hotline_error *error);

/**
 * Gives the fields of the form, as an object in JSON: facts of the policy by name, each of its type as on an event (docs/events.md),
 * such as {"result":"promised","handler_name":"王建国","promised_for":"2021-06-30"}. null and "" are "not given".
 * A field that the policy does not declare, or not of its type, is dropped when the reply is judged, with a finding that says so.
 * @param reply   the judge, begun; fields may be given once
 * @param facts   JSON text
 * @param len     its length in bytes
 * @param error   says what is wrong and where; may be NULL
 * @retval HOTLINE_OK              taken
 * @retval HOTLINE_ERROR_ARGUMENT  an argument is NULL, or fields were given before
 * @retval HOTLINE_ERROR_SYNTAX    not JSON
 * @retval HOTLINE_ERROR_DOCUMENT  not an object
 * @retval HOTLINE_ERROR_LIMIT     too long or too deep, see the context
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_reply_fields(hotline_reply *reply, const char *facts, size_t len, hotline_error *error);

/**
 * Begins the next reply and gives all of it in one JSON line:
 *
 *     {"id":"T1","title":"...","matter":"...","items":["..."],"instructions":"..."|["..."],"reply":"...","internal":"...",
 *      "fields":{...},"at":"2021-05-10T09:00:00+08:00"}
 *
 * Every member may be left out or null. "at" is the moment for which it is judged, where hotline_reply_judge() is not told one.
 * @param reply  the judge
 * @param line   one JSON object, UTF-8
 * @param len    its length in bytes
 * @param error  says what is wrong and where; may be NULL
 * @retval HOTLINE_OK              taken
 * @retval HOTLINE_ERROR_ARGUMENT  an argument is NULL
 * @retval HOTLINE_ERROR_SYNTAX    not JSON, or not UTF-8
 * @retval HOTLINE_ERROR_DOCUMENT  not such an object: an unknown member (the nearest one is named), or one of another kind
 * @retval HOTLINE_ERROR_LIMIT     too long or too deep, see the context, or more than 1000 items
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_reply_read(hotline_reply *reply, const char *line, size_t len, hotline_error *error);

/**
 * Judges what was given.
 * @param reply  the judge, with a reply
 * @param now    the moment of judging: the policy in force then judges, and a promised day must lie after it; hotline_instant_none():
 *               the line's "at", or no moment at all: the last policy of the rulebook judges, and what needs a day is left open
 * @param error  names the policy that asks nothing of replies; may be NULL
 * @retval HOTLINE_OK              judged
 * @retval HOTLINE_UNDEFINED       no policy is in force, or it has no section `reply`; signals are there, findings are not
 * @retval HOTLINE_ERROR_ARGUMENT  reply is NULL or was given nothing
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing; judge again
 */
HOTLINE_API hotline_status hotline_reply_judge(hotline_reply *reply, hotline_instant now, hotline_error *error);

/**
 * What follows from the findings.
 * @param reply  the judge
 * @return HOTLINE_REPLY_SEND, _FIX or _REFUSE; HOTLINE_REPLY_REFUSE when reply is NULL or nothing was judged
 */
HOTLINE_API int32_t hotline_reply_verdict(const hotline_reply *reply);

/**
 * The id that the reply was begun with.
 * @param reply  the judge
 * @param len    receives its length in bytes; may be NULL
 * @return borrowed text, NUL-terminated, until the next call that gives the judge a reply; NULL when there is none
 */
HOTLINE_API const char *hotline_reply_id(const hotline_reply *reply, size_t *len);

/**
 * Number of findings.
 * @param reply  the judge
 * @return the number; 0 when reply is NULL or nothing was judged
 */
HOTLINE_API size_t hotline_reply_finding_count(const hotline_reply *reply);

/**
 * One finding, in the order of the policy's checks, then of the text.
 * @param reply     the judge; its message buffer is reused by the next call
 * @param index     from 0
 * @param language  of message and advice: HOTLINE_LANGUAGE_EN or HOTLINE_LANGUAGE_ZH
 * @param out       the caller's record with struct_size set
 * @retval HOTLINE_OK               written
 * @retval HOTLINE_ERROR_NOT_FOUND  no such index
 * @retval HOTLINE_ERROR_ARGUMENT   an argument is NULL or the record too small
 * @retval HOTLINE_ERROR_MEMORY     the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_reply_finding_at(hotline_reply *reply, size_t index, int32_t language, hotline_reply_finding *out);

/**
 * Number of checks that could not be decided, because the policy leaves a bound undefined, or a fact or text is not given.
 * @param reply  the judge
 * @return the number; 0 when reply is NULL or nothing was judged
 */
HOTLINE_API size_t hotline_reply_undefined_count(const hotline_reply *reply);

/**
 * One of them: the path of the item in the policy, such as "reply.checks.off_topic.least".
 * @param reply  the judge
 * @param index  from 0
 * @param len    receives the length in bytes; may be NULL
 * @return borrowed text, NUL-terminated, until the next call that gives the judge a reply; NULL when there is none
 */
HOTLINE_API const char *hotline_reply_undefined_at(const hotline_reply *reply, size_t index, size_t *len);

/**
 * The name of a signal, to list them all from index 0; docs/reply.md says what each measures.
 * @param index  from 0
 * @return static text, NUL-terminated; NULL past the end. Thread-safe.
 */
HOTLINE_API const char *hotline_reply_signal_name(size_t index);

/**
 * The value of a signal: a count, or a share in 1/10000.
 * @param reply  the judge
 * @param index  as in hotline_reply_signal_name()
 * @param out    receives the value
 * @retval HOTLINE_OK               written
 * @retval HOTLINE_UNDEFINED        what it measures was not given, such as a matter; nothing is written
 * @retval HOTLINE_ERROR_NOT_FOUND  no such signal, or nothing was judged
 * @retval HOTLINE_ERROR_ARGUMENT   an argument is NULL
 */
HOTLINE_API hotline_status hotline_reply_signal(const hotline_reply *reply, size_t index, int64_t *out);

/**
 * The public reply with the personal data in it masked (脱敏), but for kinds that the policy allows; docs/reply.md says what stays.
 * @param reply  the judge
 * @param bytes  receives borrowed text, NUL-terminated, valid until the next call on the judge
 * @param len    receives its length in bytes
 * @retval HOTLINE_OK               written; something was masked
 * @retval HOTLINE_DUPLICATE        written; there was nothing to mask, it is the reply as given
 * @retval HOTLINE_ERROR_NOT_FOUND  no public reply was given, or nothing was judged
 * @retval HOTLINE_ERROR_ARGUMENT   an argument is NULL
 * @retval HOTLINE_ERROR_MEMORY     the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_reply_masked(hotline_reply *reply, const char **bytes, size_t *len);

/**
 * Adds the public reply to an index under the reply's id, so that later ones can be compared with it.
 * @param reply   the judge, with a reply that has an id and a text; it need not be judged
 * @param copies  the index; if it is the one that was lent, the next judging sees it
 * @retval HOTLINE_OK              added
 * @retval HOTLINE_DUPLICATE       it was there, with this very text
 * @retval HOTLINE_ERROR_REUSED    the id is there with another text; nothing was added
 * @retval HOTLINE_ERROR_NOT_FOUND the reply has no id, or no text
 * @retval HOTLINE_ERROR_ARGUMENT  an argument is NULL
 * @retval HOTLINE_ERROR_LIMIT     the text is longer than the index takes
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_reply_remember(const hotline_reply *reply, hotline_copies *copies);

/**
 * A number for the exact bytes of the public reply, as 16 hexadecimal digits: what a sign-off (审签) can name, so that the test `sign_off`
 * sees that the text was changed afterwards. It protects against mistakes, not against forgers: two texts can be made to share one.
 * @param bytes  the text; may be NULL when len is 0
 * @param len    its length in bytes
 * @param out    room for 17 bytes: receives 16 digits and a NUL
 * @retval HOTLINE_OK              written
 * @retval HOTLINE_ERROR_ARGUMENT  out is NULL, or bytes with len
 */
HOTLINE_API hotline_status hotline_reply_fingerprint(const char *bytes, size_t len, char *out);

/**
 * All of the answer as one JSON line, without a line end: docs/reply.md has its members. What was not measured, or there is none of, is null.
 * @param reply     the judge; its line buffer is reused by the next call
 * @param language  of messages and advice
 * @param line      receives borrowed text, NUL-terminated, valid until the next call on the judge
 * @param len       receives its length in bytes
 * @retval HOTLINE_OK               written
 * @retval HOTLINE_ERROR_NOT_FOUND  nothing was judged
 * @retval HOTLINE_ERROR_ARGUMENT   an argument is NULL
 * @retval HOTLINE_ERROR_MEMORY     the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_reply_line(hotline_reply *reply, int32_t language, const char **line, size_t *len);

#ifdef __cplusplus
}
#endif

#endif
