# SPDX-License-Identifier: MIT
"""What must hold of a store and of what was answered, whatever was killed in between. It refuses to know what was."""
import collections
import json
import sqlite3

from command import lines, run, same
from desks import Desk, end_of

OF_A_VIEW_ALONE = ("subject", "option")


def database(path):
    return sqlite3.connect(path, timeout=30, isolation_level=None)


def restored(exported):
    """The event of an exported line with its personal facts put back; None of one that says that something was erased."""
    event = exported["entry"]["event"]
    if event is None:
        return None
    facts, apart = event.get("facts"), exported["personal"] or {}
    if facts is not None:
        event = dict(event, facts={name: apart[name]["value"] if name in apart else "[erased]" if isinstance(value, dict) else value
                                   for name, value in facts.items()})
    return event


def check_file(path):
    db = database(path)
    same("integrity", db.execute("PRAGMA integrity_check").fetchall(), [("ok",)])
    same("answers that are about no subject", db.execute(
        "SELECT count(*) FROM answer a WHERE json_extract(answer, '$.status') = 'done' AND NOT EXISTS"
        " (SELECT 1 FROM entry e WHERE e.kind = a.kind AND e.id = a.id AND json_extract(e.entry, '$.event.id') = a.command)").fetchone(), (0,))
    same("subjects behind their entries", db.execute(
        "SELECT count(*) FROM subject s WHERE version < (SELECT count(*) FROM entry e WHERE e.kind = s.kind AND e.id = s.id)").fetchone(), (0,))
    db.close()


def check_events(record, exported):
    """Every command that was done is there once; none else is there, but one whose answer nobody lived to hear."""
    count = collections.Counter(line["entry"]["event"]["id"] for line in exported if line["entry"]["event"] is not None)
    done = {id for id, answer in record.answers.items() if answer["status"] == "done"}
    same("doubled", [id for id, times in count.items() if times != 1], [])
    same("lost", sorted(done - set(count)), [])
    same("from nowhere", sorted(set(count) - done - record.unheard), [])


def check_again(desk, record):
    for id, command in record.lines.items():
        answer = desk.command(command.line)
        same("%s, sent again" % id, answer.pop("duplicate", None), True)
        if not record.alike(command, answer):
            raise AssertionError("answered otherwise now: %s, %s" % (record.answers[id], answer))


def judged(words, events, until):
    """The lines of a full judgement, by ticket."""
    answer = run("judge", *words, "--now", until, "--json", "-", given=lines(events))
    same("judge (%s)" % answer.message(), answer.err, b"")
    return answer.objects()


def check_tickets(desk, objects, until):
    by_ticket = collections.defaultdict(list)
    for line in objects:
        if line.get("ticket") and line["type"] != "figure":
            by_ticket[line["ticket"]].append(json.dumps(line, sort_keys=True))
    for ticket, wanted in by_ticket.items():
        view = [line for line in desk.ask({"query": "ticket", "ticket": ticket, "personal": True, "now": until}) if line["type"] not in OF_A_VIEW_ALONE]
        same("view of " + ticket, sorted(json.dumps(line, sort_keys=True) for line in view), sorted(wanted))
    return len(by_ticket)


def check_notices(desk, record, objects, until):
    """What a full judgement proposes has been handed out. What was handed out and is not proposed now rested on what was put right later."""
    desk.ask({"query": "tick", "now": until})
    desk.ask({"query": "notices"}, record.heard)
    fired = {line["id"] for line in objects if line["type"] == "proposal" and line["state"] == "fired"}
    same("never handed out", sorted(fired - set(record.notices)), [])
    desk.ask({"query": "tick", "now": until})
    same("handed out again", desk.ask({"query": "notices"}), [])
    return len(fired)


def check_chain(folder, desk):
    same("faults", [line for line in desk.ask({"query": "verify"}) if line.get("faults") != 0], [])
    as_they_are = []
    exported = desk.ask({"query": "export", "personal": True}, lambda line: as_they_are.append(desk.bytes))
    answer = run("verify", "--json", folder.write("export.jsonl", b"\n".join(as_they_are)))
    same("chain (%s)" % (answer.text() + answer.message()), answer.code, 0)
    return exported


def check(folder, path, words, record):
    """Everything. What was found good, in words."""
    if record.faults:
        raise AssertionError("%d faults; %s" % (len(record.faults), "; ".join(record.faults[:5])))
    until = end_of(record)
    rulebook = words[words.index("--rulebook"):][:2]
    check_file(path)
    desk = Desk(words)
    check_again(desk, record)
    exported = check_chain(folder, desk)
    check_events(record, exported)
    events = [event for event in map(restored, exported) if event is not None]
    objects = judged(rulebook, events, until)
    fired = check_notices(desk, record, objects, until)
    tickets = check_tickets(desk, objects, until)
    same("the end", desk.end(), (0, ""))
    check_file(path)
    statuses = collections.Counter(answer["status"] for answer in record.answers.values())
    return "%d commands answered (%s), %d tickets, %d notices handed out %d times, %d of them proposed at the end, %d conflicts, %d tickets erased" % (
        len(record.answers), ", ".join("%d %s" % (n, s) for s, n in sorted(statuses.items())), tickets, len(record.notices), record.handed, fired,
        record.conflicts, len(record.erased))
