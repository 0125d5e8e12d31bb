/* SPDX-License-Identifier: MIT */
/* Clocks: how an instance of a duty begins, runs, ends, and is judged. */
#ifndef HOTLINE_CASEWORK_DUTY_IMPL_H
#define HOTLINE_CASEWORK_DUTY_IMPL_H

#include "../../include/hotline/duty.h"

#include "matter_impl.h"

typedef struct judgement {
    due when;
    const char *undefined; /* path of the undefined item that the answer hangs on, or NULL */
    int32_t missing;       /* the fact that the answer hangs on and that is not known, or NAME_NONE */
    uint8_t form;          /* due_form */
    uint8_t state;         /* HOTLINE_DUTY_* */
    uint8_t late;          /* HOTLINE_NO, _YES, _UNKNOWN */
    uint8_t applies;       /* verdict of `if`, and whether it is unknown because an item is undefined ... */
    uint8_t applies_undefined;
    hotline_instant applies_at; /* ... read at this moment; HOTLINE_NO_INSTANT: it was not read */
} judgement;

/* Whether it is owed and until when: what stands of a judgement whatever becomes of the instance. */
void hotline__duty_measure(const matter *m, const instance *in, hotline_instant at, judgement *out);
/* The instance as it stands at a moment (its own end, when it has one). */
void hotline__duty_judge(const matter *m, const instance *in, hotline_instant at, judgement *out);
/* For conditions: duty_answer_fn. */
verdict hotline__duty_answer(frame *f, uint32_t object, int32_t duty, uint8_t code);

/*
 * What an event does to the instances of a duty of an object: extension, restart, pause, met, waive, owed, in this order. Only the parts
 * that it touches (TOUCHES_*) are looked at: the others stand as they did when they were looked at last.
 */
void hotline__duty_event(matter *m, uint32_t object, const touched_duty *touched, uint32_t event);
/* Before an event's facts are applied: is the instance late that it may restart; is the right shut for good? */
void hotline__duty_before(matter *m, uint32_t object, int32_t duty, hotline_instant at);
/* Met and waive only, where they ask what became of other duties: for duties that hang on duties which the event just ended. 1 when one ended. */
int hotline__duty_settle(matter *m, uint32_t object, int32_t duty, uint32_t event);
/* Judges those instances of an object as before an event which that event will cancel, unless it meets or releases them. */
void hotline__duty_prejudge(matter *m, uint32_t object, hotline_instant at, uint8_t survivors);
void hotline__duty_cancel(matter *m, uint32_t object, hotline_instant at, uint8_t survivors);
/* Standing duties of an object get their one instance, judged at that moment. */
void hotline__duty_stand(matter *m, uint32_t object, hotline_instant at);
/*
 * Periodic duties of an object: closes periods that are over at that moment and opens the one it falls into, which may be met by
 * occurrences from number `since` on.
 */
void hotline__duty_roll(matter *m, uint32_t object, hotline_instant at, uint32_t since);

/* Tables about which a finding was made (instance.told). */
enum { TOLD_IF = 1, TOLD_WITHIN = 2, TOLD_MET = 4, TOLD_WAIVE = 8, TOLD_PAUSE = 16 };
void hotline__duty_tell_fault(matter *m, instance *in, uint8_t which, const char *path, table_fault fault, uint32_t event_number);
void hotline__duty_tell_tables(matter *m, instance *in, hotline_instant at);
/* The same for all instances that are still pending. */
void hotline__duty_tell(matter *m, hotline_instant at);

/* Clocks: stop, go on, follow the pause rule at an event. */
void hotline__duty_stop_clock(instance *in, hotline_instant at);
void hotline__duty_start_clock(matter *m, instance *in, hotline_instant at);
void hotline__duty_pause(matter *m, instance *in, uint32_t event_number);
/* Is a request pending for the extension of that number; for one that stops the clock? */
int hotline__duty_asked(const instance *in, uint32_t extension);
int hotline__duty_held(const instance *in);
/* What an event asks or grants. */
void hotline__duty_extensions(matter *m, instance *in, uint32_t event_number);
/* The pending requests, under another policy's rule of the duty. */
void hotline__duty_carry_asks(matter *m, instance *in, const duty_rule *to);
/* The governing policy changes for pending instances. */
void hotline__duty_cross(matter *m, const hotline_policy *to, uint8_t mode, hotline_instant at);
/* Would the event use a right that has lapsed? Asked before the event is folded. */
int hotline__duty_lapsed(const matter *m, const instance *in, const occurrence *draft);
/* Is the instance pending at that moment: not ended, not over, not shut? */
int hotline__duty_pending(const matter *m, const instance *in, hotline_instant at);
/* As one JSON line of type "duty". */
void hotline__duty_write(const matter *m, const instance *in, hotline_instant at, buffer *out);
/* Fills the caller's record. */
hotline_status hotline__duty_show(const matter *m, const instance *in, hotline_instant at, hotline_duty *out);

#endif
