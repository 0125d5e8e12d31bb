# SPDX-License-Identifier: MIT
"""hotline desk: one answer for each line, the same one again, reasons, lists, notices; processes that are killed or share a file; erasing,
and tampering with the file found by verify. It refuses to know SQLite but where it tampers."""
import copy
import json
import os
import random
import sqlite3
import subprocess
import sys
import time

import command
from command import COMMAND, Folder, contains, lines, refused, run, same
from rules import EVENTS, POLICY

RULES = copy.deepcopy(POLICY)
RULES["facts"]["phone"]["personal"] = True
RULES["proposals"] = {"remind": {"of": "assignment", "on": "due(reply)", "ahead": "1 workday", "if": "open(reply)", "propose": "reminder",
                                 "to": ["handler"]}}
SECRET = "0539-1234567"
LOG = copy.deepcopy(EVENTS)
LOG[2]["facts"]["phone"] = SECRET
QUIET = dict(LOG[2], id="e0", at="2021-04-29T16:40:00+08:00")  # a report before anything was dispatched


class Desk:
    """A process that is asked line by line: each answer comes before the next line is sent."""

    def __init__(self, store, rules, *words):
        self.process = subprocess.Popen([COMMAND, "desk", "--store", "sqlite:" + store, "--rulebook", rules, *words], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def send(self, line):
        line = line if isinstance(line, (str, bytes)) else json.dumps(line, ensure_ascii=False)
        self.process.stdin.write((line if isinstance(line, bytes) else line.encode("utf-8")) + b"\n")
        self.process.stdin.flush()

    def next(self):
        return json.loads(self.process.stdout.readline().decode("utf-8"))

    def ask(self, line):
        """The answer to a command."""
        self.send(line)
        return self.next()

    def query(self, name, **more):
        """The lines of a query, less its end, which counts them; or the failure alone."""
        self.send(dict(more, query=name))
        found = [self.next()]
        while found[-1].get("type") != "end":
            if found[-1].get("status") == "error":
                return found[-1]
            found.append(self.next())
        end = found.pop()
        same("end of " + name, end, {"type": "end", "query": name, "lines": len(found)})
        return found

    def feed(self, events):
        return [self.ask(event)["status"] for event in events]

    def kill(self):
        self.process.kill()
        self.process.communicate()

    def close(self):
        _, err = self.process.communicate()
        same("exit status (%s)" % err.decode("utf-8").strip(), self.process.returncode, 0)


class Place(Folder):
    """A folder with the rules and a store."""

    def __enter__(self):
        super().__enter__()
        self.rules = self.write("rules.json", RULES)
        self.store = self.path("desk.db")
        return self

    def desk(self, *words, now="events"):
        return Desk(self.store, self.rules, *(["--now", now] if now else []), *words)

    def bytes(self):
        found = b""
        for end in ("", "-wal"):
            if os.path.exists(self.store + end):
                with open(self.store + end, "rb") as file:
                    found += file.read()
        return found

    def exec(self, sql, *values):
        with sqlite3.connect(self.store) as db:
            db.execute(sql, values)
        db.close()


def finding(answer):
    same("one finding: %r" % answer, (answer["status"], len(answer["findings"])), ("error", 1))
    return answer["findings"][0]


# ---- commands ----

def test_commands_and_answers():
    with Place() as place, place.desk() as desk:
        found = [desk.ask(event) for event in LOG[:2]]
        same("first", found[0], {"id": "e1", "status": "done", "duplicate": False, "version": 1, "findings": [], "due": None})
        same("due", found[1]["due"], "2021-05-11T00:00:00+08:00")
        again = desk.ask(LOG[0])
        same("again", again, dict(found[0], duplicate=True))
        same("another line of the same event", desk.ask(json.dumps(LOG[0], indent=None, separators=(" , ", " : ")))["duplicate"], True)
        found = desk.ask(dict(LOG[0], facts={"kind": "hard"}))
        same("reused", (found["id"], finding(found)["code"]), ("e1", "reused"))
        same("report", desk.ask(LOG[2])["version"], 3)


def test_refusals_say_why_and_are_kept():
    with Place() as place:
        with place.desk() as desk:
            desk.ask(LOG[0])
            first = desk.ask(QUIET)
            same("refused", (first["status"], first["version"]), ("refused", 1))
            contains("why", json.dumps(first["findings"]), "assignment")
            desk.ask(LOG[1])
        with place.desk() as desk:
            same("the same answer, though it would be allowed now", desk.ask(QUIET), dict(first, duplicate=True))
            recorded = {"command": dict(QUIET, id="e01"), "record": True}
            same("recorded all the same", desk.ask(recorded)["status"], "done")


def test_expect_and_try():
    with Place() as place, place.desk() as desk:
        desk.ask(LOG[0])
        found = desk.ask({"command": LOG[1], "expect": 7})
        same("conflict", (found["id"], found["status"], found["version"]), ("e2", "conflict", 1))
        found = desk.ask({"command": LOG[1], "try": True, "expect": 1})
        same("try", (found["status"], found["duplicate"]), ("done", False))
        same("nothing is kept", len(desk.query("export", ticket="T1")), 1)
        same("then it is", desk.ask({"command": LOG[1], "expect": 1, "now": "2021-04-30 00:00:00"})["version"], 2)


def test_each_line_has_one_answer():
    with Place() as place, place.desk(now="2021-06-01 00:00:00") as desk:
        for line, code, *pieces in (("", "syntax"), ("   ", "syntax"), ("x", "syntax"), ("[1]", "document"), ("7", "document"), ('"text"', "document"),
                                    (b"\xff\xfe", "syntax"), (b'{"id":"\x00"}', "syntax"), ('{"id":"a"', "syntax"), ("{}", "document"),
                                    ('{"query":"tikcet"}', "document", 'did you mean \\"ticket\\"?', '"path": "query"'),
                                    ('{"query":7}', "document"), ('{"query":"ticket"}', "document", "ticket"),
                                    ('{"query":"ticket","tickt":"T1"}', "document", "tickt", 'did you mean \\"ticket\\"?'),
                                    ('{"query":"ticket","ticket":"T1","until":"2021-01-01"}', "document", "until"),
                                    ('{"query":"ticket","ticket":"T1","now":"2021-01-01 00:00"}', "not_found"),
                                    ('{"query":"due","now":"soon"}', "document", "expected a time"),
                                    ('{"query":"due","now":"2021-01-01 00:00","duty":"repli"}', "not_found", 'did you mean \\"reply\\"?'),
                                    ('{"query":"due","now":"2021-01-01 00:00","limit":-1}', "document", "limit"),
                                    ('{"query":"subjects","after":"nonsense"}', "document"),
                                    ('{"erase":"tickets","ticket":"T1"}', "document", "did you mean"), ('{"erase":"ticket"}', "document", "ticket"),
                                    ('{"erase":"ticket","ticket":"T1","now":"2021-01-01 00:00"}', "not_found"),
                                    ('{"command":7}', "document", "command"), ('{"command":{"id":"e1"},"recrod":true}', "document", 'did you mean \\"record\\"?'),
                                    ('{"query":"effect","rulebook":["/nothing"],"now":"2021-01-01 00:00"}', "not_found", "/nothing"),
                                    ('{"id":"e1","ticket":"T1","event":"receive","at":"2021-04-29T16:00:00+08:00","fatcs":{}}', "document", "fatcs"),
                                    ('{"id":"' + "x" * 100000 + '"}', "document")):
            found = desk.ask(line)
            same("%r" % (line,), (finding(found)["code"], found["version"], found["due"]), (code, None, None))
            contains("%r" % (line,), json.dumps(found, ensure_ascii=False), *pieces)
        same("and goes on", desk.feed(LOG), ["done"] * 3)


def test_a_line_that_is_too_long():
    with Place() as place, place.desk() as desk:
        same("too long", finding(desk.ask("[" * (40 << 20)))["code"], "limit")
        same("and goes on", desk.ask(LOG[0])["status"], "done")


def test_clocks():
    with Place() as place:
        with place.desk(now="2021-04-29 16:30:00") as desk:
            same("fixed", [desk.ask(e)["status"] for e in LOG[:2]], ["done", "error"])
        with place.desk(now=None) as desk:
            same("of the system", desk.ask(LOG[1])["status"], "done")
            ahead = dict(LOG[2], id="e9", at="2999-01-01T00:00:00+08:00")
            same("the future", desk.ask(ahead)["status"], "error")
    with Place() as place, place.desk() as desk:
        contains("no event yet", finding(desk.query("due"))["message"], '"now"')
        desk.feed(LOG[:2] + [dict(LOG[0], id="x1", ticket="T2", at="2021-05-12T00:00:00+08:00")])
        same("it was known later", desk.ask(dict(LOG[0], id="x2", ticket="T3", at="2021-05-01T00:00:00+08:00"))["status"], "done")
        same("the clock does not go back", [d["late"] for d in desk.query("due")], [True])
        same("recorded when it was known", desk.ask(dict(LOG[0], id="x3", ticket="T4", known="2021-05-20T00:00:00+08:00"))["status"], "done")
        same("so late", entries(desk, ticket="T4")[0]["recorded"], "2021-05-20T00:00:00+08:00")


def test_languages():
    with Place() as place, place.desk("--lang", "zh") as desk:
        contains("zh", finding(desk.ask('{"query":"tikcet"}'))["message"], "没有这个名称", "是否为")
        desk.ask(LOG[0])
        messages = {}
        for language in ("zh", "en"):
            with place.desk("--lang", language) as other:
                messages[language] = other.ask({"command": QUIET, "try": True})["findings"][0]["message"]
        same("reasons", (messages["en"].isascii(), messages["zh"].isascii()), (True, False))


# ---- questions ----

def test_queries():
    with Place() as place, place.desk() as desk:
        desk.feed(LOG[:2])
        view = desk.query("ticket", ticket="T1", role="handler")
        same("subject", (view[0]["type"], view[0]["id"], view[0]["version"]), ("subject", "T1", 2))
        same("options", [o["event"] for o in view if o["type"] == "option" and o["answer"] == "allowed"], ["report"])
        same("nothing is due yet", desk.query("due"), [])
        found = desk.query("due", now="2021-05-12 00:00:00")
        same("late", [(d["ticket"], d["duty"], d["late"]) for d in found], [("T1", "reply", True)])
        same("until", [d["duty"] for d in desk.query("due", until="2021-05-11 00:00:00", unit="jiuqu", duty="reply")], ["reply"])
        same("of another unit", desk.query("due", until="2021-05-11 00:00:00", unit="other"), [])
        same("register", [d["duty"] for d in desk.query("register", duty="reply")], ["reply"])
        same("subjects", [(s["kind"], s["id"]) for s in desk.query("subjects")], [("ticket", "T1")])
        same("role", finding(desk.query("ticket", ticket="T1", role="handlr"))["code"], "not_found")


def test_pages():
    with Place() as place, place.desk() as desk:
        same("all", desk.feed(dict(LOG[0], id="p%02d" % i, ticket="P%02d" % i) for i in range(25)), ["done"] * 25)
        found, after = [], {}
        while True:
            page = desk.query("subjects", limit=10, **after)
            found += [s["id"] for s in page if s["type"] == "subject"]
            if page[-1]["type"] != "more":
                break
            after = {"after": page[-1]["after"]}
        same("each once, in order", found, ["P%02d" % i for i in range(25)])


def test_time_passes():
    with Place() as place:
        with place.desk() as desk:
            desk.feed(LOG[:2])
            same("next", desk.query("next"), [{"type": "next", "at": "2021-05-09T00:00:00+08:00"}])
            same("before", desk.query("tick"), [{"type": "tick", "subjects": 0, "conflict": False}])
            same("tick", desk.query("tick", now="2021-05-09 08:00:00")[0]["subjects"], 1)
        with place.desk() as desk:
            found = desk.query("notices")
            same("notice", [(n["type"], n["notice"]["propose"], n["notice"]["ticket"]) for n in found], [("notice", "reminder", "T1")])
            same("once", desk.query("notices"), [])
            same("and never again", desk.query("tick", now="2021-05-10 09:00:00")[0]["subjects"], 0)
            same("refresh", desk.query("refresh", now="2021-05-10 09:00:00"), [{"type": "refresh", "subjects": 1, "conflict": False}])
            same("nor then", desk.query("notices"), [])


def test_a_notice_is_delivered_when_it_was_printed():
    """Killed before it read the query, the notice is there still."""
    with Place() as place:
        with place.desk() as desk:
            desk.feed(LOG[:2])
            desk.query("tick", now="2021-05-10 08:00:00")
        desk = place.desk()
        desk.kill()
        with place.desk() as desk:
            same("still there", len(desk.query("notices")), 1)


def test_a_notice_that_is_held_is_delivered_when_the_reader_says_so():
    with Place() as place:
        with place.desk() as desk:
            for event in LOG[:2]:
                desk.ask(event)
            desk.query("tick", now="2021-05-20 09:00:00")
            held = [line["id"] for line in desk.query("notices", hold=True) if line["type"] == "notice"]
            same("there are some", len(held) > 0, True)
        with place.desk() as desk:
            same("held again", [line["id"] for line in desk.query("notices", hold=True, limit=1) if line["type"] == "notice"], held[:1])
            same("unknown", desk.ask({"delivered": ["nosuch"]})["status"], "done")
            same("still there", [line["id"] for line in desk.query("notices", hold=True) if line["type"] == "notice"], held)
            same("delivered", desk.ask({"delivered": held})["status"], "done")
            same("gone", [line for line in desk.query("notices") if line["type"] == "notice"], [])
            same("no list", finding(desk.ask({"delivered": "x"}))["path"], "delivered")
            same("register of what", finding(desk.ask({"query": "register"}))["code"], "document")


def test_another_digest_does_not_go_on_with_a_chain():
    with Place() as place:
        with place.desk() as desk:
            desk.ask(LOG[0])
        with place.desk("--digest", "sha256") as desk:
            contains("said", finding(desk.ask(LOG[1]))["message"], "digest")
        with place.desk() as desk:
            same("with its own", desk.ask(LOG[1])["status"], "done")


def test_effect_of_other_rules():
    other = copy.deepcopy(RULES)
    other["duties"]["reply"]["within"]["kind = plain"] = "1 workday"
    with Place() as place, place.desk() as desk:
        desk.feed(LOG[:2])
        path = place.write("other.json", other)
        found = desk.query("effect", rulebook=[path])
        same("changed", [(c["duty"], c["after"]["due"]) for c in found if c["type"] == "changed"], [("reply", "2021-05-01T00:00:00+08:00")])
        same("the same rules", desk.query("effect", rulebook=[place.rules]), [])
        path = place.write("bad.json", dict(other, dutys={}))
        contains("bad", json.dumps(finding(desk.query("effect", rulebook=[path]))), path, "dutys", "did you mean")


# ---- processes that end, and that share ----

def entries(desk, **subject):
    return [line["entry"] for line in desk.query("export", **subject)]


def story(count):
    """Tickets that are received, dispatched and reported, in turns."""
    found = []
    for i in range(count):
        for event in LOG:
            event = dict(event, id="%s-%d" % (event["id"], i), ticket="T%d" % i)
            if "assignment" in event:
                event["assignment"] = "e2-%d" % i
            found.append(event)
    return sorted(found, key=lambda event: event["at"])


def test_killed_at_any_moment():
    """Whoever sends everything again from the beginning ends where one that was never killed ends."""
    events, dice = story(8), random.Random(7)
    with Place() as place:
        done, kills = 0, 0
        while done < len(events):
            desk = place.desk()
            kills += 1
            for event in events[:done]:
                same("answered before", desk.ask(event)["duplicate"], True)
            for event in events[done:done + dice.randrange(4)]:
                same("done", desk.ask(event)["status"], "done")
                done += 1
            for event in events[done:done + dice.randrange(3)]:  # sent, and nobody waits for the answer
                desk.send(event)
            time.sleep(dice.random() / 100)
            desk.kill()
            same("not for ever", kills < 200, True)
            with place.desk() as desk:
                while done < len(events) and desk.ask({"command": events[done], "try": True})["duplicate"]:
                    done += 1
        with place.desk() as desk:
            for i in range(8):
                found = entries(desk, ticket="T%d" % i)
                same("T%d" % i, [(e["number"], e["event"]["id"]) for e in found], [(n, "e%d-%d" % (n, i)) for n in (1, 2, 3)])
            same("whole", [(v["subjects"], v["entries"], v["faults"]) for v in desk.query("verify")], [(8, 24, 0)])


def test_several_processes_on_one_file():
    """All at once on a file that is not there yet, each with all commands in its own order: each is done once."""
    events = story(6)
    with Place() as place:
        desks = [place.desk(now="2021-05-20 00:00:00") for _ in range(4)]
        for number, desk in enumerate(desks):
            mine = sorted(events, key=lambda event: (event["at"], random.Random(event["id"] + str(number)).random()))
            desk.process.stdin.write(lines(mine).encode("utf-8"))
            desk.process.stdin.close()
        found = [[json.loads(line) for line in desk.process.stdout] for desk in desks]
        for desk in desks:
            same("exit status (%s)" % desk.process.stderr.read(), desk.process.wait(), 0)
        statuses = [answer["status"] for answers in found for answer in answers]
        same("statuses", sorted(set(statuses)), ["done"])
        first = [answer["id"] for answers in found for answer in answers if not answer["duplicate"]]
        same("each once", sorted(first), sorted(event["id"] for event in events))
        with place.desk() as desk:
            same("whole", [(v["subjects"], v["entries"], v["faults"]) for v in desk.query("verify")], [(6, 18, 0)])


# ---- erasing, tampering ----

def test_erasing():
    with Place() as place:
        with place.desk() as desk:
            desk.feed(LOG)
            view = json.dumps(desk.query("ticket", ticket="T1", personal=True))
            contains("there", view, SECRET)
            same("not for a role that may not record it", SECRET in json.dumps(desk.query("ticket", ticket="T1", role="centre")), False)
            same("in the file", SECRET.encode() in place.bytes(), True)
            answer = desk.ask({"erase": "ticket", "ticket": "T1"})
            same("erased", (answer["status"], answer["id"], answer["findings"]), ("done", None, []))
            same("not in the file", SECRET.encode() in place.bytes(), False)
            view = json.dumps(desk.query("ticket", ticket="T1", personal=True))
            same("gone", SECRET in view, False)
            contains("a trace", view, "[erased]")
            sums = desk.query("verify")[0]
            same("whole", (sums["entries"], sums["personal"], sums["erased"], sums["faults"]), (4, 0, 1, 0))
            same("again the same command", desk.ask(LOG[2])["duplicate"], True)
            # What names no ticket is kept with what was published; and what is refused of a ticket that is not there is kept as well.
            lost = {"event": "replace", "at": LOG[2]["at"], "facts": {"replaces": "nothing", "note": SECRET}}
            desk.ask({"command": dict(lost, id="lost"), "record": True})
            desk.ask(dict(lost, id="nowhere", ticket="T404"))
            same("published", desk.ask({"erase": "published"})["status"], "done")
            same("not there", desk.ask({"erase": "ticket", "ticket": "T404"})["findings"][0]["code"], "not_found")
            same("not in the file either", SECRET.encode() in place.bytes(), False)
            same("nothing found any more", desk.ask(dict(lost, id="nowhere", ticket="T404"))["findings"], None)


def test_export_and_verify_away_from_the_store():
    with Place() as place:
        with place.desk() as desk:
            desk.feed(story(3))
            head = desk.query("verify")[0]["head"]
            exported = desk.query("export", personal=True)
            same("without personal parts", {line["personal"] is None for line in desk.query("export", ticket="T1")}, {True})
            desk.send({"query": "export", "personal": True})
            kept = [desk.process.stdout.readline() for _ in range(len(exported) + 1)]
        path = place.write("export.jsonl", b"".join(kept))
        answer = run("verify", path, "--json")
        same("verified (%s)" % answer.message(), (answer.code, answer.objects()),
             (0, [{"type": "verified", "subjects": 3, "entries": 9, "personal": 3, "erased": 0, "head": head}]))
        contains("in words", run("verify", path).text(), "9 entries", head)
        for change, *pieces in ((lambda t: t.replace(b"jiuqu", b"other", 1), "export.jsonl:2:"), (lambda t: t.replace(SECRET.encode(), b"0539", 1), "export.jsonl:3:"),
                                (lambda t: b"".join(t.splitlines(True)[1:]), "export.jsonl:1:")):
            answer = run("verify", place.write("export.jsonl", change(b"".join(kept))))
            same("exit status", (answer.code, answer.out), (1, b""))
            contains("where", answer.message(), *pieces)
        refused("another digest", run("verify", place.write("x", b"{}"), "--digest", "md5"), '"md5"')
        refused("no export", run("verify", place.write("x", b"{}")), "x:1")


def tampered(sql, *values):
    with Place() as place:
        with place.desk() as desk:
            desk.feed(story(3))
        place.exec(sql, *values)
        with place.desk() as desk:
            return desk.query("verify")


def test_tampering_is_found():
    sums, fault = tampered("UPDATE entry SET entry = replace(entry, 'jiuqu', 'other') WHERE id = 'T1'")
    same("changed", (sums["faults"], sums["head"], fault["type"], fault["id"], fault["entry"]), (1, None, "fault", "T1", 2))
    sums, fault = tampered("DELETE FROM entry WHERE id = 'T2' AND version = 2")
    same("dropped", (sums["faults"], fault["id"], fault["entry"]), (1, "T2", 2))
    sums, fault = tampered("UPDATE entry SET personal = replace(personal, '0539', '0530') WHERE id = 'T0'")
    same("a personal fact", (sums["faults"], fault["id"], fault["entry"]), (1, "T0", 3))
    sums, fault = tampered("UPDATE entry SET entry = 'nothing' WHERE id = 'T0' AND version = 1")
    same("no entry at all", (sums["faults"], fault["id"]), (1, "T0"))
    heads = {tampered("UPDATE notice SET delivered = 1")[0]["head"], tampered("DELETE FROM entry WHERE id = 'T2' AND version = 3")[0]["head"]}
    same("an end that was cut off shows in the head", (len(heads), None in heads), (2, False))


def test_a_store_that_breaks():
    with Place() as place, place.desk() as desk:
        desk.feed(LOG[:1])
        place.exec("DROP TABLE notice")
        found = finding(desk.query("notices"))
        same("callback", found["code"], "callback")
        contains("what it says", found["message"], "SQL logic error")


def test_words():
    with Place() as place:
        refused("no store", run("desk", "--rulebook", place.rules), "--store sqlite:FILE")
        refused("another store", run("desk", "--rulebook", place.rules, "--store", "oracle:x"), "--store sqlite:FILE")
        refused("no rules", run("desk", "--store", "sqlite:" + place.store), "--rulebook FILE")
        refused("digest", run("desk", "--store", "sqlite:" + place.store, "--rulebook", place.rules, "--digest", "sm4"), '"sm4"', "did you mean sm3?")
        refused("now", run("desk", "--store", "sqlite:" + place.store, "--rulebook", place.rules, "--now", "event"), "--now", "expected a time")
        refused("not a store", run("desk", "--store", "sqlite:" + place.rules, "--rulebook", place.rules), place.rules, "not a database")
        refused("no folder", run("desk", "--store", "sqlite:/nothing/x.db", "--rulebook", place.rules), "/nothing/x.db", "unable to open")
        refused("synchronous", run("desk", "--store", "sqlite:file:%s?synchronous=of" % place.store, "--rulebook", place.rules), "full or normal")
        for digest in ("sm3", "sha256"):
            with Desk("file:%s?synchronous=normal" % place.path(digest), place.rules, "--now", "events", "--digest", digest) as desk:
                same(digest, desk.feed(LOG), ["done"] * 3)
                same(digest + " verified", desk.query("verify")[0]["faults"], 0)
        with Desk(place.path("sm3"), place.rules, "--digest", "sha256") as desk:
            same("the other digest agrees with nothing", desk.query("verify")[0]["faults"], 1)


if __name__ == "__main__":
    if "built without" in run("verify", "-").message():
        print("SKIP hotline was built without SQLite and OpenSSL; hotline desk was not tried")
        sys.exit(77)
    command.tests_of(sys.modules[__name__])
