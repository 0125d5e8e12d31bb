# SPDX-License-Identifier: MIT
"""The shared library through examples/python/hotline.py: a deadline, a folded ticket, errors, who owns what. Usage: test_python.py LIBRARY"""
import gc
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "examples", "python"))
import hotline  # noqa: E402

POLICY = {
    "hotline": 1, "id": "smoke", "title": "smoke", "source": "none", "issued": "2021-01-01", "effective": "2021-01-01",
    "transition": "ticket", "calendar": "cn", "counting": {"start": "next-day", "end": "24:00"}, "periods": {},
    "roles": {"centre": "中心", "handler": "承办单位"},
    "facts": {"kind": {"of": "ticket", "one_of": {"plain": "一般", "hard": "疑难"}},
              "outcome": {"of": "assignment", "type": "text"}},
    "events": {"receive": {"of": "ticket", "opens": "ticket", "by": ["centre"], "facts": {"kind": "always"}},
               "dispatch": {"of": "ticket", "opens": "assignment", "by": ["centre"]},
               "report": {"of": "assignment", "by": ["handler"], "facts": {"outcome": "always"}}},
    "machines": {},
    "duties": {"reply": {"of": "assignment", "by": ["handler"], "owed": "dispatch", "met": "report", "clause": "第一条",
                         "within": {"kind = plain": "5 workdays", "kind = hard": "15 workdays"}}},
}

EVENTS = [
    {"id": "e1", "ticket": "T1", "event": "receive", "at": "2021-04-29T16:00:00+08:00", "role": "centre", "facts": {"kind": "plain"}},
    {"id": "e2", "ticket": "T1", "event": "dispatch", "at": "2021-04-29T16:50:00+08:00", "role": "centre", "unit": "jiuqu"},
    {"id": "e3", "ticket": "T1", "event": "report", "at": "2021-05-11T09:00:00+08:00", "role": "handler", "assignment": "e2",
     "facts": {"outcome": "done"}},
]


def same(what, found, wanted):
    if found != wanted:
        raise AssertionError("%s: %r, expected %r" % (what, found, wanted))


def check_deadline(lib, rulebook):
    """五一 2021: 1 to 5 May off, Saturday 8 May worked. Five working days from 29 April end with 10 May."""
    owed = lib.instant_parse("2021-04-29 16:50:00", 480)
    duty = lib.duty_due(rulebook, "reply", owed, json.dumps({"kind": "plain"}))
    same("status", lib.status, lib.OK)
    same("due day", duty.due_day, lib.day_of(2021, 5, 10))
    same("due", duty.due, lib.instant_parse("2021-05-11T00:00:00+08:00", 0))
    same("clause", lib.text(duty, "clause"), "第一条")
    try:
        lib.duty_due(rulebook, "repl", owed, None)
        raise AssertionError("an unknown duty was answered")
    except hotline.Error as error:
        same("unknown duty", error.status, lib.ERROR_NOT_FOUND)


def check_ticket(lib, rulebook):
    with lib.log_new(rulebook) as log:
        for event in reversed(EVENTS):
            lib.log_add(log, json.dumps(event))
        lib.log_add(log, json.dumps(EVENTS[0]))
        same("the same again", lib.status, lib.DUPLICATE)
        lib.log_settle(log, lib.instant_none())
        with lib.ticket_new(log) as ticket:
            lib.ticket_fold(ticket, "T1")
            same("assignments", lib.ticket_assignment_count(ticket), 1)
            same("duties", lib.ticket_duty_count(ticket), 1)
            duty = lib.ticket_duty(ticket, 0)
            same("duty", lib.text(duty, "duty"), "reply")
            same("unit", lib.text(duty, "unit"), "jiuqu")
            same("state", lib.duty_state_name(duty.state), "met")
            same("late", duty.late, lib.YES)
            same("due day", duty.due_day, lib.day_of(2021, 5, 10))
            same("met at", duty.met_at, lib.instant_parse("2021-05-11T09:00:00+08:00", 0))
            lines = [json.loads(line) for line in lib.ticket_lines(ticket, lib.LANGUAGE_ZH).splitlines()]
            same("lines", [line["type"] for line in lines], ["ticket", "assignment", "duty"])
            options = lib.ticket_options(ticket, duty.met_at, lib.LANGUAGE_EN)
            same("options", all(json.loads(line)["type"] == "option" for line in options.splitlines()), True)


def check_texts(lib):
    """Texts that are written into room of the caller, many times over."""
    for day in range(0, 20000, 97):
        same("day", lib.day_parse(lib.day_write(day)), day)
    same("instant", lib.instant_write(0, 480), "1970-01-01T08:00:00+08:00")


def check_error(lib, rulebook):
    text = json.dumps(dict(POLICY, id="other", dutys={}), indent=1)
    try:
        lib.rulebook_add(rulebook, text)
        raise AssertionError("an unknown key was accepted")
    except hotline.Error as error:
        same("status", error.status, lib.ERROR_DOCUMENT)
        same("line", error.line, 1 + text[:text.index('"dutys"')].count("\n"))
        same("nearest name", "duties" in str(error), True)
    same("nothing half-done", lib.rulebook_policy_count(rulebook), 1)


def raises(what, kind, words, function, *arguments):
    try:
        function(*arguments)
    except kind as error:
        same(what + ": %s says %r" % (error, words), words in str(error), True)
        return error
    raise AssertionError(what + ": no " + kind.__name__)


def check_messages(lib, rulebook):
    owed = lib.instant_parse("2021-04-29 16:50:00", 480)
    error = raises("a duty", hotline.Error, 'did you mean "reply"?', lib.duty_due, rulebook, "repli", owed, None)
    same("name", error.name, "HOTLINE_ERROR_NOT_FOUND")
    error = raises("facts", hotline.Error, "plain, hard", lib.duty_due, rulebook, "reply", owed, '{"kind":"plane"}')
    same("path", (error.status, error.path), (lib.ERROR_DOCUMENT, "kind"))
    error = raises("no record", hotline.Error, "HOTLINE_ERROR_SYNTAX", lib.day_parse, "2021-02-30")
    same("no place", (error.line, error.path), (0, ""))
    with lib.log_new(rulebook) as log:
        error = raises("an event", hotline.Error, "expected a time", lib.log_add, log, '{"id":"x",\n"event":"report","at":"noon"}')
        same("place", (error.line, error.column, error.path), (2, 23, "at"))
    same("nothing is left of a failure", lib.rulebook_policy_count(rulebook), 1)


def check_arguments(lib, rulebook):
    with lib.log_new(rulebook) as log:
        raises("too few", TypeError, "hotline_log_add: line is missing", lib.log_add, log)
        raises("too many", TypeError, "too many", lib.log_now, log, 1)
        raises("another object", TypeError, "hotline_log_add: log is a hotline_log, not a hotline_rulebook", lib.log_add, rulebook, "{}")
        raises("no text", TypeError, "line is a text, not int", lib.log_add, log, 7)
        raises("no number", TypeError, "not float", lib.log_settle, log, 1.5)
        raises("a text for a number", TypeError, "owed is a hotline_instant, not str", lib.duty_due, rulebook, "reply", "2021-04-29", None)
        raises("a large number", OverflowError, "does not fit int32_t", lib.day_of, 2 ** 32 + 2021, 1, 1)
        raises("no such function", AttributeError, "log_fold", getattr, lib, "log_fold")
    raises("closed", ValueError, "this hotline_log is closed", lib.log_settle, log, 0)
    log.close()


def check_owners(lib):
    """Closed in the wrong order, or never: what something was made from stays until it goes."""
    context = lib.context_new(None)
    cn = lib.calendar_new(context)
    city = lib.calendar_parse(context, cn, '{"calendar":1,"id":"city","days":{"2021-04-30":{"class":"closure"}}}')
    rulebook = lib.rulebook_new(context, city)
    lib.rulebook_add(rulebook, json.dumps(POLICY))
    policy = lib.rulebook_policy(rulebook, 0)
    log = lib.log_new(rulebook)
    for o in (context, cn, city, rulebook):
        o.close()
    raises("a closed one", ValueError, "this hotline_calendar is closed", lib.calendar_offset, city)
    same("borrowed", lib.policy_id(policy), "smoke")
    for event in EVENTS:
        lib.log_add(log, json.dumps(event))
    lib.log_settle(log, lib.instant_none())
    ticket = lib.ticket_new(log)
    log.close()
    lib.ticket_fold(ticket, "T1")
    same("due day by the city", lib.ticket_duty(ticket, 0).due_day, lib.day_of(2021, 5, 11))
    same("held", (log._pointer is None, context._pointer is None), (False, False))
    ticket.close()
    ticket.close()
    policy.close()
    same("released", [o._pointer for o in (ticket, log, rulebook, city, cn, context)], [None] * 6)
    lib.ticket_new(lib.log_new(lib.rulebook_new(lib.context_new(None), None)))  # held by nobody: gone at once
    gc.collect()


def main():
    lib = hotline.load(sys.argv[1])
    same("version", lib.version(), lib.description["version"])
    same("abi", lib.abi(), lib.description["abi"])
    with lib.context_new(None) as context, lib.rulebook_new(context, None) as rulebook:
        lib.rulebook_add(rulebook, json.dumps(POLICY, ensure_ascii=False))
        check_deadline(lib, rulebook)
        check_ticket(lib, rulebook)
        check_error(lib, rulebook)
        check_messages(lib, rulebook)
        check_arguments(lib, rulebook)
    check_owners(lib)
    check_texts(lib)
    print("binding: a deadline, a ticket, errors, owners; %d functions" % len(lib.description["functions"]))


if __name__ == "__main__":
    main()
