# SPDX-License-Identifier: MIT
"""hotline judge: the contract of its lines, the judging moment, --strict, and logs as bad as they come."""
import collections
import sys

import command
from command import Folder, contains, lines, refused, run, same
from rules import EVENTS, OVERLAY, POLICY

MEMBERS = {
    "ticket": ["type", "ticket", "machines", "facts"],
    "assignment": ["type", "ticket", "assignment", "unit", "round", "machines", "facts"],
    "duty": ["type", "ticket", "assignment", "unit", "duty", "instance", "state", "late", "owed_at", "due", "due_day", "met_at", "clause",
             "policy"],
    "finding": ["type", "code", "severity", "ticket", "assignment", "event", "clause", "message"],
    "figure": ["type", "unit", "period", "measure", "num", "den", "unknown"],
    "summary": ["type", "lines", "bad_lines", "events", "tickets", "assignments", "findings"]}
STUDY = {"id": "u1", "event": "study", "at": "2021-04-02 10:00:00", "unit": "jiuqu", "role": "handler"}


class Rules(Folder):
    def __enter__(self):
        super().__enter__()
        self.policy = self.write("small.json", POLICY)
        return self

    def judge(self, log, *words):
        log = log if isinstance(log, bytes) else lines(log)
        return run("judge", "--rulebook", self.policy, *words, "-", given=log)

    def judged(self, log, *words):
        answer = self.judge(log, "--json", *words)
        same("exit status (%s)" % answer.message(), (answer.code, answer.err), (0, b""))
        return answer.objects()


def of(objects, type_):
    return [o for o in objects if o["type"] == type_]


def duty(objects, name):
    return [o for o in of(objects, "duty") if o["duty"] == name]


def codes(objects):
    return collections.Counter(o["code"] for o in of(objects, "finding"))


def test_every_type_has_its_members_in_order():
    with Rules() as rules:
        objects = rules.judged(EVENTS + [STUDY, dict(EVENTS[2], id="e4", role="centre", facts={})])
    same("types", set(o["type"] for o in objects), set(MEMBERS))
    for o in objects:
        same("%s" % o, list(o), MEMBERS[o["type"]])
    same("last", objects[-1]["type"], "summary")
    same("one summary", len(of(objects, "summary")), 1)


def test_the_lines_themselves():
    with Rules() as rules:
        found = rules.judge(EVENTS, "--json").text().splitlines()
    for line in (
            '{"type":"ticket","ticket":"T1","machines":{"centre":"dispatched"},"facts":{"kind":"plain","urgent":false}}',
            '{"type":"assignment","ticket":"T1","assignment":"e2","unit":"jiuqu","round":1,"machines":{"handling":"reported"},'
            '"facts":{"phone":"0539"}}',
            '{"type":"duty","ticket":"T1","assignment":"e2","unit":"jiuqu","duty":"reply","instance":1,"state":"met","late":true,'
            '"owed_at":"2021-04-29T16:50:00+08:00","due":"2021-05-11T00:00:00+08:00","due_day":"2021-05-10",'
            '"met_at":"2021-05-11T09:00:00+08:00","clause":"第二条","policy":"small"}',
            '{"type":"duty","ticket":"T1","assignment":null,"unit":null,"duty":"silent","instance":1,"state":"met","late":null,'
            '"owed_at":"2021-04-29T16:00:00+08:00","due":null,"due_day":null,"met_at":"2021-05-11T09:00:00+08:00","clause":null,'
            '"policy":"small"}',
            '{"type":"figure","unit":"jiuqu","period":"2021-05","measure":"in_time","num":0,"den":1,"unknown":0}',
            '{"type":"summary","lines":3,"bad_lines":0,"events":3,"tickets":1,"assignments":1,'
            '"findings":{"error":0,"warning":0,"info":0}}'):
        same("a line %s" % line, line in found, True)


def test_now_is_the_latest_moment_of_the_log():
    with Rules() as rules:
        same("on the due day", duty(rules.judged(EVENTS[:2] + [dict(STUDY, at="2021-05-11 00:00:00")]), "reply")[0]["late"], False)
        same("after it", duty(rules.judged(EVENTS[:2] + [dict(STUDY, at="2021-05-11 00:00:01")]), "reply")[0]["late"], True)
        found = rules.judged(EVENTS, "--now", "2021-05-11 00:00:00")
        same("events after it do not exist", (duty(found, "reply")[0]["state"], duty(found, "reply")[0]["late"]), ("open", False))
        same("one second on", duty(rules.judged(EVENTS, "--now", "2021-05-10T16:00:01Z"), "reply")[0]["late"], True)
        same("before every event", of(rules.judged(EVENTS, "--now", "2021-01-01 00:00:00"), "duty"), [])
        for word in ("now", "2021-05-11", "2021-05-32 00:00:00", ""):
            refused("now %r" % word, rules.judge(EVENTS, "--now", word), "--now: expected a time such as", '"%s"' % word)


def test_the_order_of_the_lines_does_not_matter():
    with Rules() as rules:
        log = EVENTS + [STUDY]
        same("backwards", rules.judge(log[::-1], "--json").out, rules.judge(log, "--json").out)
        twice = rules.judge(log + log, "--json").text().replace('"lines":8', '"lines":4')
        same("everything twice", twice, rules.judge(log, "--json").text())


def test_as_if_in_force():
    with Rules() as rules:
        old = [dict(e, at=e["at"].replace("2021", "2018")) for e in EVENTS]
        same("no policy then", codes(rules.judged(old))["no_policy"] > 0, True)
        found = rules.judged(old, "--as-if-in-force")
        same("as if", (codes(found), duty(found, "reply")[0]["due_day"]), ({}, "2018-05-08"))
        overlay = rules.write("more.json", OVERLAY)
        found = rules.judged(EVENTS, "--rulebook", overlay, "--as-if-in-force")
        same("the latest document", (duty(found, "silent")[0]["due_day"], duty(found, "silent")[0]["policy"]), ("2021-05-02", "small-more"))


def test_languages():
    with Rules() as rules:
        log = EVENTS + [dict(EVENTS[2], id="e4", facts={})]
        contains("en", of(rules.judged(log), "finding")[0]["message"], "must carry phone")
        contains("zh", of(rules.judged(log, "--lang", "zh"), "finding")[0]["message"], "必须附带phone")
        contains("text en", rules.judge(log).text(), "4 events of 1 tickets", "reply", "missing_fact", "must carry phone", "[T1 e4]", "2021-05",
                 "in_time", "jiuqu")
        contains("text zh", rules.judge(log, "--lang", "zh").text(), "4 个事件", "逾期", "必须附带phone", "通报")


def test_findings_are_no_failure_without_strict():
    with Rules() as rules:
        log = [dict(EVENTS[0], facts={})] + EVENTS[1:2]
        same("found", codes(rules.judged(log)), {"missing_fact": 1})
        same("strict", rules.judge(log, "--strict").code, 1)


def test_strict_and_late_duties():
    """A late duty of severity error is like an error finding; one of severity warning or info is not."""
    in_time = [dict(e, at=e["at"].replace("2021-05-11", "2021-05-10")) for e in EVENTS]
    with Rules() as rules:
        same("nothing wrong", rules.judge(in_time, "--strict", "--json").code, 0)
        late = rules.judge(EVENTS, "--strict", "--json")
        same("late", (late.code, late.err, codes(late.objects())), (1, b"", {}))
        asked = in_time[:1] + [dict(in_time[1], facts={"asked_for": "2021-04-30"})] + in_time[2:]
        found = rules.judge(asked, "--strict", "--json")
        same("late of severity info", (duty(found.objects(), "asked")[0]["late"], found.code), (True, 0))
        found = rules.judge(in_time + [dict(STUDY, at="2021-01-05 08:00:00")], "--strict", "--json")
        same("late of severity warning", ([o["late"] for o in duty(found.objects(), "study")][1:3], found.code), ([True, True], 0))


def test_strict_stops_at_a_line_that_cannot_be_read():
    with Rules() as rules:
        log = rules.write("log", lines(EVENTS[:1]) + '{"id": "e2", "ticket": 7}\n' + lines(EVENTS[1:]) + "more\n")
        answer = run("judge", "--rulebook", rules.policy, "--strict", "--json", log)
        same("exit status", answer.code, 1)
        contains("names it", answer.message(), log + ":2:", "ticket", "expected text")
        same("no more than one", answer.message().count("\n"), 1)
        same("nothing was judged", set(o["type"] for o in answer.objects()), {"finding", "summary"})
        same("read so far", (answer.objects()[-1]["events"], answer.objects()[-1]["bad_lines"]), (1, 1))
        contains("standard input", run("judge", "--rulebook", rules.policy, "--strict", "-", given="x").message(), "standard input:1:1")


def test_bad_lines_are_named_and_counted():
    bad = (
        (b"not json", "expected"), (b"[]", "object"), (b"{}", '"id"'), (b'"x"', "object"), (b"null", "object"),
        (b'{"id":"x","event":"study"}', '"at"'), (b'{"id":"x","at":"2021-01-01 00:00:00"}', '"event"'),
        (b'{"id":"x","event":"study","at":"2021-01-01"}', "expected a time"), (b'{"id":"x","event":"study","at":20210101}', "expected a time"),
        (b'{"id":"x","event":"study","at":"2021-02-29 00:00:00"}', "expected a time"),
        (b'{"id":"x","event":"study","at":"2021-01-01 24:00:01"}', "expected a time"),
        (b'{"id":"","event":"study","at":"2021-01-01 00:00:00"}', "empty"), (b'{"id":7,"event":"study","at":"2021-01-01 00:00:00"}', "expected text"),
        (b'{"id":"x","event":"study","at":"2021-01-01 00:00:00","seq":"1"}', "whole number"),
        (b'{"id":"x","event":"study","at":"2021-01-01 00:00:00","seq":1.5}', "whole number"),
        (b'{"id":"x","event":"study","at":"2021-01-01 00:00:00","facts":[]}', "object of facts"),
        (b'{"id":"x","event":"study","at":"2021-01-01 00:00:00","evnt":"y"}', 'did you mean "event"?'),
        (b'{"id":"x","id":"y","event":"study","at":"2021-01-01 00:00:00"}', "id"),
        (b'{"id":"x","event":"study","at":"2021-01-01 00:00:00"} {}', "nothing after"),
        (b'{"id":"\xff","event":"study","at":"2021-01-01 00:00:00"}', "UTF-8"), (b'{"id":"\xed\xa0\x80"}', "UTF-8"), (b"\x00", "expected"),
        (b'{"id":"a\x00b","event":"study","at":"2021-01-01 00:00:00"}', "control"), (b"\xff\xfe{\x00}\x00", "expected"),
        (b'{"id":"a\\u0000b","event":"study","at":"2021-01-01 00:00:00"}', "U+0000"), (b'{"id":"\\ud800"}', "surrogate"),
        (b"[" * 100000, "deep"), (b'{"id":"x"', "ends too early"), (b"{'id':1}", "expected"), (b'{"id":"x",}', "expected"))
    with Rules() as rules:
        for number, (line, piece) in enumerate(bad):
            before = b"\n" * (number % 3)
            objects = rules.judged(before + line + b"\n" + lines(EVENTS).encode("utf-8"))
            found = of(objects, "finding")
            same("%r" % line[:60], [(o["code"], o["severity"], o["ticket"]) for o in found], [("bad_line", "error", None)])
            contains("%r" % line[:60], found[0]["message"], "Line %d, column " % (number % 3 + 1), piece)
            same("counts", [objects[-1][k] for k in ("lines", "bad_lines", "events")], [4, 1, 3])
            same("the rest is judged", duty(objects, "reply")[0]["late"], True)


def test_bad_lines_in_the_text_for_people():
    with Rules() as rules:
        text = rules.judge(b"x\n" * 30 + lines(EVENTS).encode("utf-8")).text()
        contains("text", text, "Line 1, column", "Line 20, column", "10 more", "30 of them unreadable")
        same("no more than twenty", "Line 21" in text, False)


def test_line_ends():
    with Rules() as rules:
        wanted = rules.judge(EVENTS, "--json").out
        log = lines(EVENTS).encode("utf-8")
        for what, changed in (("CR LF", log.replace(b"\n", b"\r\n")), ("no last line end", log[:-1]), ("blank lines", b"\n \n\t\r\n" + log + b"\n\n"),
                              ("a byte order mark", b"\xef\xbb\xbf" + log), ("a mark and CR LF", b"\xef\xbb\xbf" + log.replace(b"\n", b"\r\n")),
                              ("spaces", log.replace(b"\n", b"  \n  ")), ("null for what is not there", log.replace(b'"facts"', b'"by": null, "facts"'))):
            same(what, rules.judge(changed, "--json").out, wanted)
        found = rules.judged(log + b"\xef\xbb\xbf" + lines([STUDY]).encode("utf-8"))
        same("a mark inside is not a mark", codes(found), {"bad_line": 1})


def test_an_empty_log():
    with Rules() as rules:
        for log in (b"", b"\n\n", b"\xef\xbb\xbf", b"\r\n"):
            same("%r" % log, rules.judge(log, "--json").text(), '{"type":"summary","lines":0,"bad_lines":0,"events":0,"tickets":0,'
                 '"assignments":0,"findings":{"error":0,"warning":0,"info":0}}\n')
            same("%r for people" % log, (rules.judge(log).code, rules.judge(log, "--strict").code), (0, 0))


def test_very_long_lines():
    with Rules() as rules:
        long_id = "x" * 1000000
        found = rules.judged(lines([dict(EVENTS[0], id=long_id)] + EVENTS[1:]).encode("utf-8"))
        same("a long id", (codes(found), len(of(found, "ticket"))), ({}, 1))
        huge = b'{"id":"' + b"x" * (40 << 20) + b'"}\n'
        objects = rules.judged(lines(EVENTS[:1]).encode("utf-8") + huge + lines(EVENTS[1:]).encode("utf-8"))
        same("one too long", ([o["code"] for o in of(objects, "finding")], objects[-1]["events"]), (["bad_line"], 3))
        contains("its number", of(objects, "finding")[0]["message"], "Line 2, column", "longer")
        same("counts", (objects[-1]["lines"], objects[-1]["bad_lines"]), (4, 1))


def test_lines_across_the_pieces_in_which_a_log_is_read():
    """Line ends just before, at and after every mebibyte, with LF and CR LF; bad lines keep their numbers."""
    piece = 1 << 20
    with Rules() as rules:
        for ending in (b"\n", b"\r\n"):
            for shift in (-2, -1, 0, 1, 2):
                log, bad, number, held = [], [], 0, 0
                while held < 3 * piece:
                    event = dict(STUDY, id="u%d" % number)
                    line = lines([event]).encode("utf-8")[:-1]
                    left = piece - held % piece + shift - len(ending)
                    length = left if len(line) <= left < 400000 else 300000
                    line += b" " * (length - len(line))
                    number += 1
                    log.append(line)
                    held += length + len(ending)
                    if number % 3 == 0:
                        number += 1
                        log.append(b"x")
                        bad.append("Line %d, column 1, cannot be read" % number)
                        held += 1 + len(ending)
                objects = rules.judged(ending.join(log))
                same("lines", (objects[-1]["lines"], objects[-1]["bad_lines"]), (len(log), len(bad)))
                same("numbers", [o["message"].split(":")[0] for o in of(objects, "finding") if o["code"] == "bad_line"], bad)


def test_events_that_fit_nowhere():
    cases = (
        (dict(EVENTS[2], ticket="T9", id="x"), "unknown_ticket"), (dict(EVENTS[2], id="x", assignment="e77"), "unknown_assignment"),
        (dict(EVENTS[2], id="x", event="repport"), "unknown_event"), (dict(EVENTS[0], facts={"kind": "hard"}), "reused_id"),
        (dict(EVENTS[0], id="x"), "reopened"), (dict(EVENTS[1], id="x", at="2021-04-01 00:00:00"), "before_ticket"),
        (dict(EVENTS[1], id="x", unit=None), "no_unit"), (dict(EVENTS[2], id="x", facts={"phone": 5}), "bad_value"),
        (dict(EVENTS[2], id="x", facts={"phone": "1", "fone": "2"}), "unknown_fact"),
        (dict(EVENTS[2], id="x", facts={"phone": "1", "kind": "hard"}), "unexpected_fact"), (dict(EVENTS[2], id="x", role="centre"), "role"),
        (dict(EVENTS[2], id="x", role="nobody"), "role"), (dict(EVENTS[2], id="x", facts={}), "missing_fact"),
        ({"id": "x", "ticket": "T1", "event": "void", "at": EVENTS[2]["at"], "facts": {"voids": "e99"}}, "void_unknown"))
    with Rules() as rules:
        for event, code in cases:
            found = rules.judged(EVENTS + [event])
            severity = "warning" if code in ("before_ticket", "reopened", "unknown_fact", "unexpected_fact") else "error"
            same("%s: severity" % code, set(o["severity"] for o in of(found, "finding") if o["code"] == code), {severity})
            same("%s" % event, codes(found)[code] >= 1, True)
            for o in of(found, "finding"):
                same("%s: no gap is left in %r" % (code, o["message"]), "{" in o["message"], False)


def test_unknown_ticket_names_the_ticket():
    with Rules() as rules:
        found = of(rules.judged([dict(EVENTS[2], ticket="T9")]), "finding")
        contains("message", found[0]["message"], "T9")


def test_corrections():
    with Rules() as rules:
        void = {"id": "v", "ticket": "T1", "event": "void", "at": "2021-05-12 09:00:00", "role": "centre", "facts": {"voids": "e3"}}
        same("void", duty(rules.judged(EVENTS + [void]), "reply")[0]["state"], "open")
        replace = dict(void, id="r", event="replace", facts={"replaces": "e3", "phone": "12345"})
        found = rules.judged(EVENTS + [replace])
        same("replace", of(found, "assignment")[0]["facts"], {"phone": "12345"})
        same("kind and time stay", duty(found, "reply")[0]["met_at"], "2021-05-11T09:00:00+08:00")


def test_summary_only():
    with Rules() as rules:
        same("one line", rules.judge(EVENTS, "--json", "--summary").text().count("\n"), 1)


def test_two_logs_are_too_many():
    with Rules() as rules:
        refused("two", run("judge", "--rulebook", rules.policy, "a", "b"), "expected judge")


if __name__ == "__main__":
    command.tests_of(sys.modules[__name__])
