/* SPDX-License-Identifier: MIT */
/*
 * Does a command once, and answers it the same each time. It refuses to know the rules: those are asked; and how a store keeps what was
 * done.
 */
#include "desk_impl.h"

#include "../rules/calendar_impl.h"

/* Added to the print of what is recorded: in the high half, as the lowest bit is not kept. */
#define SUBMIT_RECORDED (UINT64_C(0x5245434F) << 32)

/* Beside a command while it is done. */
typedef struct submission {
    hotline_desk *desk;
    const hotline_command *how;
    desk_command sent;
    hotline_status verdict;
    uint32_t final; /* the answer is written */
    hotline_error *error;
} submission;

void hotline_command_init(hotline_command *command, size_t struct_size) {
    if (command != NULL && struct_size >= sizeof command->struct_size) {
        memset(command, 0, struct_size);
        command->struct_size = (uint32_t)struct_size;
    }
    if (command != NULL && struct_size >= sizeof *command) {
        command->expected = -1;
        command->now = HOTLINE_NO_INSTANT;
    }
}

/* ---- findings ---- */

static hotline_status submit_decide_ticket(submission *s, json_writer *w) {
    hotline_desk *d = s->desk;
    text line = hotline__buffer_text(&d->line);
    hotline_status answer;
    size_t i;
    hotline__ticket_swap_replies(d->seen.ticket, &d->replies);
    answer = hotline_ticket_decide(d->seen.ticket, line.at, line.len, s->error);
    hotline__ticket_swap_replies(d->seen.ticket, &d->replies);
    HOTLINE_TRY(answer);
    for (i = 0; i < hotline_ticket_reason_count(d->seen.ticket); i++) {
        hotline_finding f;
        f.struct_size = sizeof f;
        HOTLINE_TRY(hotline_ticket_reason(d->seen.ticket, i, s->how->language, &f));
        hotline__finding_write_shown(&f, 0, w);
    }
    s->verdict = answer == HOTLINE_DUPLICATE ? HOTLINE_OK : answer;
    return HOTLINE_OK;
}

/* What a finding about the event makes of the verdict so far. */
static void submit_weigh(submission *s, const hotline_finding *f) {
    static const char *const untold[] = {"guard_unknown", "required_unknown", "before_unknown", "no_policy"};
    size_t i;
    for (i = 0; i < sizeof untold / sizeof untold[0]; i++) {
        if (hotline__text_is((text){f->code, f->code_len}, untold[i])) {
            s->verdict = s->verdict == HOTLINE_REFUSED ? HOTLINE_REFUSED : HOTLINE_UNDEFINED;
            return;
        }
    }
    if (f->severity == HOTLINE_SEVERITY_ERROR) {
        s->verdict = HOTLINE_REFUSED;
    }
}

static void submit_take_finding(submission *s, const hotline_finding *f, json_writer *w) {
    if (f->event != NULL && hotline__text_equal((text){f->event, f->event_len}, s->sent.e.id)) {
        submit_weigh(s, f);
        hotline__finding_write_shown(f, 0, w);
    }
}

/* Units and what was published have nobody to ask before: the event is folded, and what is found about it decides. */
static hotline_status submit_decide_folded(submission *s, json_writer *w) {
    docket *d = &s->desk->seen;
    size_t i;
    HOTLINE_TRY(hotline__docket_judge(d, s->desk->rulebook, hotline__buffer_text(&s->desk->line), s->how->now));
    s->verdict = HOTLINE_OK;
    for (i = 0; i < hotline_log_finding_count(d->log); i++) {
        hotline_finding f;
        f.struct_size = sizeof f;
        HOTLINE_TRY(hotline_log_finding(d->log, i, s->how->language, &f));
        submit_take_finding(s, &f, w);
    }
    for (i = 0; i < hotline_unit_finding_count(d->unit); i++) {
        hotline_finding f;
        f.struct_size = sizeof f;
        HOTLINE_TRY(hotline_unit_finding(d->unit, i, s->how->language, &f));
        submit_take_finding(s, &f, w);
    }
    return HOTLINE_OK;
}

static int submit_goes_in(const submission *s) {
    return s->verdict == HOTLINE_OK || (s->how->flags & HOTLINE_COMMAND_RECORD) != 0;
}

/* Decides, with all reasons in desk->findings; leaves the docket judged as it stands afterwards. */
static hotline_status submit_decide(submission *s) {
    hotline_desk *d = s->desk;
    int folded = d->seen.about.kind != HOTLINE_SUBJECT_TICKET;
    text none = {NULL, 0};
    json_writer w;
    hotline__buffer_clear(&d->line);
    hotline__entry_line(d->rulebook, &s->sent, s->how->now, &d->line);
    hotline__buffer_clear(&d->findings);
    hotline__json_begin(&w, &d->findings);
    hotline__json_array(&w);
    HOTLINE_TRY(d->line.status);
    HOTLINE_TRY(folded ? submit_decide_folded(s, &w) : submit_decide_ticket(s, &w));
    hotline__json_array_end(&w);
    HOTLINE_TRY(d->findings.status);
    if (submit_goes_in(s)) {
        s->verdict = HOTLINE_OK;
        return folded ? HOTLINE_OK : hotline__docket_follow(&d->seen, hotline__buffer_text(&d->line));
    }
    return folded ? hotline__docket_judge(&d->seen, d->rulebook, none, s->how->now) : HOTLINE_OK;
}

/* ---- answers ---- */

static const char *submit_status_word(hotline_status status) {
    static const char *const words[] = {"done", "refused", "undefined"};
    return status >= 0 && status <= HOTLINE_UNDEFINED ? words[status] : "conflict";
}

/* Taken another way, it is another command. */
static uint64_t submit_print(const submission *s) {
    return s->sent.print + ((s->how->flags & HOTLINE_COMMAND_RECORD) != 0 ? SUBMIT_RECORDED : 0);
}

/* Which facts were personal then: the rules may change, and the same content is the same still. */
static void submit_write_apart(const submission *s, json_writer *w) {
    const json *facts = hotline__entry_facts(s->sent.tree);
    const json *fact = facts != NULL ? facts->first : NULL;
    hotline__json_key(w, "apart");
    hotline__json_array(w);
    for (; fact != NULL; fact = fact->next) {
        if (hotline__command_personal(s->desk->rulebook, &s->sent, fact)) {
            hotline__json_text(w, fact->key);
        }
    }
    hotline__json_array_end(w);
}

static void submit_write_print(json_writer *w, uint64_t print) {
    hotline__json_key(w, "print");
    hotline__json_integer(w, (int64_t)(print >> 1)); /* JSON has no unsigned numbers that all readers take */
}

/* The answer in parts, as it is kept: what was found may speak of persons. */
static hotline_status submit_keep_answer(submission *s, uint64_t version, hotline_instant next, store_parts *out) {
    hotline_desk *d = s->desk;
    json_writer w;
    hotline__buffer_clear(&d->plain);
    hotline__json_begin(&w, &d->plain);
    hotline__json_object(&w);
    hotline__json_pair(&w, "id", s->sent.e.id);
    hotline__json_pair(&w, "status", hotline__text(submit_status_word(s->verdict)));
    hotline__json_key(&w, "version");
    hotline__json_integer(&w, (int64_t)version);
    hotline__json_key(&w, "due");
    hotline__json_instant(&w, next, hotline__calendar_offset(d->rulebook->calendar));
    submit_write_print(&w, submit_print(s));
    submit_write_apart(s, &w);
    hotline__json_object_end(&w);
    hotline__buffer_clear(&d->own);
    hotline__json_begin(&w, &d->own);
    hotline__json_object(&w);
    hotline__json_key(&w, "findings");
    hotline__json_raw(&w, hotline__buffer_text(&d->findings));
    submit_write_print(&w, s->sent.own_print);
    hotline__json_object_end(&w);
    if (d->plain.status < 0 || d->own.status < 0) {
        return HOTLINE_ERROR_MEMORY;
    }
    out->plain = hotline__arena_text(&d->work, hotline__buffer_text(&d->plain));
    out->personal = hotline__arena_text(&d->work, hotline__buffer_text(&d->own));
    if (out->plain.at == NULL || out->personal.at == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    return out->plain.len > d->context->max_document || out->personal.len > d->context->max_document ? HOTLINE_ERROR_LIMIT : HOTLINE_OK;
}

static void submit_write_answer(submission *s, int duplicate, int64_t version, text findings, text next) {
    json_writer w;
    hotline__buffer_clear(&s->desk->out);
    hotline__json_begin(&w, &s->desk->out);
    hotline__json_object(&w);
    hotline__json_pair(&w, "id", s->sent.e.id);
    hotline__json_pair(&w, "status", hotline__text(submit_status_word(s->verdict)));
    hotline__json_key(&w, "duplicate");
    hotline__json_flag(&w, duplicate);
    hotline__json_key(&w, "version");
    hotline__json_integer(&w, version);
    hotline__json_key(&w, "findings");
    hotline__json_raw(&w, findings);
    hotline__json_pair(&w, "due", next);
    hotline__json_object_end(&w);
    s->final = 1;
}

static void submit_write_fresh(submission *s, uint64_t version, hotline_instant next) {
    char bytes[HOTLINE_INSTANT_SIZE];
    text when = {NULL, 0};
    if (next != HOTLINE_NO_INSTANT && hotline_instant_write(next, hotline__calendar_offset(s->desk->rulebook->calendar), bytes) >= 0) {
        when = hotline__text(bytes);
    }
    submit_write_answer(s, 0, (int64_t)version, hotline__buffer_text(&s->desk->findings), when);
}

/* ---- the same again ---- */

static hotline_status submit_reused(submission *s) {
    hotline__error_set(s->error, HOTLINE_ERROR_REUSED, "the id ");
    hotline__error_add_quoted(s->error, s->sent.e.id);
    hotline__error_add(s->error, " was used before with other content");
    return HOTLINE_ERROR_REUSED;
}

static int submit_has_print(const json *tree, uint64_t print) {
    const json *kept = hotline__json_member(tree, "print");
    return kept != NULL && kept->kind == JSON_INTEGER && kept->number == (int64_t)(print >> 1);
}

static hotline_status submit_read_kept(submission *s, text kept, json **out) {
    hotline_status status = hotline__json_read(&s->desk->work, kept.at, kept.len, out, NULL);
    if (status == HOTLINE_ERROR_MEMORY) {
        return status;
    }
    if (status < 0 || (*out)->kind != JSON_OBJECT) {
        return hotline__error_set(s->error, HOTLINE_ERROR_DOCUMENT, "the answer in the store cannot be read");
    }
    return HOTLINE_OK;
}

static int submit_read_status(const json *tree, hotline_status *out) {
    const json *word = hotline__json_member(tree, "status");
    for (*out = HOTLINE_OK; *out <= HOTLINE_UNDEFINED; (*out)++) {
        if (word != NULL && word->kind == JSON_TEXT && hotline__text_is(word->value, submit_status_word(*out))) {
            return 1;
        }
    }
    return 0;
}

/* The findings as they were; .at NULL: they were erased. */
static hotline_status submit_read_findings(submission *s, text *out) {
    const json *findings;
    json *own = NULL;
    json_writer w;
    memset(out, 0, sizeof *out);
    if (s->desk->sink.answer.personal.at == NULL) {
        return HOTLINE_OK;
    }
    HOTLINE_TRY(submit_read_kept(s, s->desk->sink.answer.personal, &own));
    if (!submit_has_print(own, s->sent.own_print)) {
        return submit_reused(s);
    }
    findings = hotline__json_member(own, "findings");
    hotline__buffer_clear(&s->desk->findings);
    hotline__json_begin(&w, &s->desk->findings);
    if (findings != NULL) {
        hotline__json_tree(&w, findings);
        *out = hotline__buffer_text(&s->desk->findings);
    }
    return s->desk->findings.status;
}

/* The command was answered before; desk->sink has the answer. */
static hotline_status submit_again(submission *s) {
    json *tree = NULL;
    const json *apart;
    const json *version;
    const json *next;
    text findings;
    HOTLINE_TRY(submit_read_kept(s, s->desk->sink.answer.plain, &tree));
    apart = hotline__json_member(tree, "apart");
    version = hotline__json_member(tree, "version");
    next = hotline__json_member(tree, "due");
    if (!submit_read_status(tree, &s->verdict) || version == NULL || version->kind != JSON_INTEGER || next == NULL || apart == NULL) {
        return hotline__error_set(s->error, HOTLINE_ERROR_DOCUMENT, "the answer in the store cannot be read");
    }
    HOTLINE_TRY(hotline__command_print(s->desk->rulebook, apart, &s->desk->words, &s->sent));
    if (!submit_has_print(tree, submit_print(s))) {
        return submit_reused(s);
    }
    HOTLINE_TRY(submit_read_findings(s, &findings));
    submit_write_answer(s, 1, version->number, findings, next->kind == JSON_TEXT ? next->value : (text){NULL, 0});
    return HOTLINE_OK;
}

/* ---- once ---- */

static hotline_status submit_name_units(const json *order, map *units) {
    const json *one;
    uint32_t number;
    for (one = order != NULL && order->kind == JSON_ARRAY ? order->first : NULL; one != NULL; one = one->next) {
        HOTLINE_TRY(submit_name_units(one, units));
    }
    return order != NULL && order->kind == JSON_TEXT && order->value.len != 0 ? hotline__map_add(units, order->value, &number) : HOTLINE_OK;
}

/* Each unit once, in the order in which they were named first. */
static hotline_status submit_list_units(submission *s, const map *units, hotline_batch *b) {
    store_subject *list = hotline__arena_take(&s->desk->work, units->count * sizeof *list);
    uint32_t i;
    if (list == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (i = 0; i < units->count; i++) {
        list[i].kind = HOTLINE_SUBJECT_UNIT;
        list[i].id = units->keys[i];
    }
    b->woken = list;
    b->woken_count = units->count;
    return HOTLINE_OK;
}

static const json *submit_order(const json *of) {
    const json *facts = hotline__entry_facts(of);
    return facts != NULL ? hotline__json_member(facts, "order") : NULL;
}

/* The orders that a publication or its correction concerns. A correction does not say whom it takes out: it concerns all that were ever
   published. */
static hotline_status submit_orders(submission *s, const json ***out, uint32_t *count) {
    const docket *d = &s->desk->seen;
    uint32_t older = s->sent.e.kind == EVENT_PUBLISH ? 0 : d->sink.count;
    uint32_t i;
    *count = 0;
    *out = hotline__arena_take(&s->desk->work, ((size_t)older + 1) * sizeof **out);
    if (*out == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (i = 0; i < older; i++) {
        desk_entry e;
        HOTLINE_TRY(hotline__entry_read(&s->desk->work, d->sink.entries[i].plain, (text){NULL, 0}, &e, NULL));
        if (e.event != NULL) {
            (*out)[(*count)++] = submit_order(e.event);
        }
    }
    (*out)[(*count)++] = submit_order(s->sent.tree);
    return HOTLINE_OK;
}

/* What was published concerns every unit in it: their proposals may be others now. */
static hotline_status submit_wake_units(submission *s, hotline_batch *b) {
    const json **orders = NULL;
    hotline_status status = HOTLINE_OK;
    map units;
    uint32_t order_count = 0;
    uint32_t i;
    if (s->sent.about.kind != HOTLINE_SUBJECT_PUBLISHED) {
        return HOTLINE_OK;
    }
    HOTLINE_TRY(submit_orders(s, &orders, &order_count));
    hotline__map_init(&units, s->desk->context);
    for (i = 0; status >= 0 && i < order_count; i++) {
        status = submit_name_units(orders[i], &units);
    }
    status = status >= 0 ? submit_list_units(s, &units, b) : status;
    hotline__map_free(&units);
    b->woken_at = s->how->now;
    return status;
}

static hotline_status submit_make_entry(submission *s, hotline_batch *b, store_parts *entry) {
    hotline_desk *d = s->desk;
    entry_draft draft;
    if (!submit_goes_in(s)) {
        return HOTLINE_OK;
    }
    hotline__desk_draft(d, s->how->now, s->error, &draft);
    draft.of = &s->sent;
    HOTLINE_TRY(hotline__entry_make(&draft, &d->plain, &d->own, entry));
    b->entries = entry;
    b->entry_count = 1;
    return submit_wake_units(s, b);
}

/* HOTLINE_CONFLICT or _DUPLICATE of the store: decide again. */
static hotline_status submit_append(submission *s, const outlook *ahead) {
    hotline_desk *d = s->desk;
    hotline_batch b;
    store_parts entry;
    uint64_t version = d->seen.version;
    hotline_status status;
    memset(&b, 0, sizeof b);
    b.command = s->sent.e.id;
    HOTLINE_TRY(submit_make_entry(s, &b, &entry));
    version += b.entry_count;
    HOTLINE_TRY(submit_keep_answer(s, version, ahead->due, &b.answer));
    status = hotline__desk_append(d, &b, ahead);
    if (status == HOTLINE_OK) {
        submit_write_fresh(s, version, ahead->due);
    }
    return status;
}

static hotline_status submit_conflict(submission *s) {
    json_writer w;
    s->verdict = HOTLINE_CONFLICT;
    hotline__buffer_clear(&s->desk->findings);
    hotline__json_begin(&w, &s->desk->findings);
    hotline__json_array(&w);
    hotline__json_array_end(&w);
    submit_write_fresh(s, s->desk->seen.version, HOTLINE_NO_INSTANT);
    return HOTLINE_OK;
}

static hotline_status submit_load(submission *s) {
    hotline_desk *d = s->desk;
    text none = {NULL, 0};
    HOTLINE_TRY(hotline__docket_load(&d->seen, d->rulebook, s->sent.about, s->sent.e.unit_name, s->error));
    if (s->how->expected >= 0 && (uint64_t)s->how->expected != d->seen.version) {
        return submit_conflict(s);
    }
    return hotline__docket_judge(&d->seen, d->rulebook, none, s->how->now);
}

static hotline_status submit_once(submission *s) {
    hotline_desk *d = s->desk;
    outlook ahead;
    hotline__arena_reset(&d->work);
    HOTLINE_TRY(hotline__store_answer(&d->store, &d->work, s->sent.e.id, &d->sink));
    if (d->sink.count != 0) {
        return submit_again(s);
    }
    HOTLINE_TRY(submit_load(s));
    if (s->final) {
        return HOTLINE_OK;
    }
    HOTLINE_TRY(submit_decide(s));
    HOTLINE_TRY(hotline__docket_outlook(&d->seen, &d->words, &ahead));
    if ((s->how->flags & HOTLINE_COMMAND_TRY) != 0) {
        submit_write_fresh(s, d->seen.version, ahead.due);
        return HOTLINE_OK;
    }
    return submit_append(s, &ahead);
}

static hotline_status submit_all(submission *s) {
    uint32_t attempt;
    for (attempt = 0; attempt < s->desk->attempts && !s->final; attempt++) {
        HOTLINE_TRY(submit_once(s));
    }
    if (!s->final) {
        HOTLINE_TRY(submit_conflict(s));
    }
    return s->desk->out.status < 0 ? s->desk->out.status : s->verdict;
}

static int submit_usable(const hotline_command *how) {
    return hotline__store_known(sizeof *how, how) && how->line != NULL && hotline__desk_clock(how->now) &&
           (how->flags & ~(uint32_t)(HOTLINE_COMMAND_RECORD | HOTLINE_COMMAND_TRY)) == 0;
}

hotline_status hotline_desk_submit(hotline_desk *desk, const hotline_command *command, const char **answer, size_t *len,
                                   hotline_error *error) {
    hotline_status status;
    submission s;
    if (desk == NULL || command == NULL || answer == NULL || len == NULL || !submit_usable(command)) {
        return hotline__error_set(error, HOTLINE_ERROR_ARGUMENT, "an argument is NULL or out of range");
    }
    HOTLINE_TRY(hotline__desk_begin(desk, error));
    memset(&s, 0, sizeof s);
    s.desk = desk;
    s.how = command;
    s.error = error;
    HOTLINE_TRY(
        hotline__command_read(desk->rulebook, &desk->page, &desk->words, command->line, command->line_len, command->now, &s.sent, error));
    status = submit_all(&s);
    if (status >= 0) {
        HOTLINE_TRY(hotline__desk_tell(hotline__buffer_lend(&desk->out, answer, len), error));
    }
    return hotline__desk_tell(status, error);
}
