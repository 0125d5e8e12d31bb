# SPDX-License-Identifier: MIT
"""1,990 real messages and replies of 2011 to 2020 as a log, judged by the Hedong rules, against days counted one by one here.

Each message is received, accepted, registered and dispatched when it was written, and handled, drafted, reviewed, signed and reported
when it was answered. Compared: due day, due moment and verdict of the report (4 working days), the last day for a return and for the
callback (1 working day each), the states of both machines, and every finding.
"""
import collections
import csv
import datetime
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "command"))
from command import SOURCE, Folder, lines, run, same, shared  # noqa: E402

DAY = datetime.timedelta(days=1)
NAMES = ("hedong-2021-5.json", "hedong-2021-5-working.json")


def policies():
    own = [os.path.join(SOURCE, "examples", "policies", name) for name in NAMES]
    return own if all(map(os.path.exists, own)) else [shared(os.path.join("policies", name)) for name in NAMES]


def read_calendar():
    """The exceptions to the week: date -> worked."""
    with open(shared("data/calendar/cn-workdays.csv"), encoding="utf-8", newline="") as file:
        return {datetime.date.fromisoformat(row["date"]): row["kind"] == "workday" for row in csv.DictReader(file)}


def add_workdays(exceptions, day, n):
    while n > 0:
        day += DAY
        n -= exceptions.get(day, day.weekday() < 5)
    return day


def moment(day_after):
    """24:00 of a day is 00:00 of the next."""
    return (day_after + DAY).isoformat() + "T00:00:00+08:00"


def events_of(row):
    ticket, unit = "T%d" % row["id"], row["area"] or "unnamed"
    steps = [("receive", "caller", {"channel": "local", "matter": row["msg"]}), ("accept", "centre", {}), ("register", "centre", {}),
             ("dispatch", "centre", {}), ("handled", "handler", {"result": "resolved"}),
             ("draft", "handler", {"reply_text": row["reply"], "handler_name": "-", "handler_phone": "-"}),
             ("review", "section_head", {}), ("sign", "deputy_leader", {}), ("report", "handler", {"investigation": "-"})]
    for number, (kind, role, facts) in enumerate(steps):
        event = {"id": "%s.%d" % (ticket, number), "ticket": ticket, "event": kind, "seq": number, "role": role, "facts": facts,
                 "at": row["msg_time"] if number < 4 else row["reply_time"]}
        if kind == "dispatch":
            event["unit"] = unit
        elif number > 3:
            event["assignment"] = ticket + ".3"
        yield event


def expected(exceptions, row, now):
    """duty -> (due day, due moment, state, late, met at), for the duties with a term."""
    asked = datetime.datetime.fromisoformat(row["msg_time"])
    answered = datetime.datetime.fromisoformat(row["reply_time"])
    report, back, call = (add_workdays(exceptions, start.date(), n) for start, n in ((asked, 4), (asked, 1), (answered, 1)))

    def passed(day, at):
        return at > datetime.datetime.combine(day + DAY, datetime.time())

    return {"report": (report.isoformat(), moment(report), "met", passed(report, answered), answered.isoformat() + "+08:00"),
            "return": (back.isoformat(), moment(back), "shut" if passed(back, now) else "open", False, None),
            "callback": (call.isoformat(), moment(call), "open", passed(call, now), None)}


def judge(rows):
    with Folder() as folder:
        # Backwards: the order of the lines must not matter.
        log = folder.write("log", lines(event for row in reversed(rows) for event in events_of(row)))
        words = [word for policy in policies() for word in ("--rulebook", policy)]
        answer = run("judge", *words, "--as-if-in-force", "--json", log)
    same("exit status (%s)" % answer.message(), answer.code, 0)
    return answer.objects()


def compare_duties(objects, rows, exceptions):
    now = max(datetime.datetime.fromisoformat(row["reply_time"]) for row in rows)
    found = {(o["ticket"], o["duty"]): o for o in objects if o["type"] == "duty"}
    late = collections.Counter()
    for row in rows:
        for duty, wanted in expected(exceptions, row, now).items():
            o = found["T%d" % row["id"], duty]
            same("%s %s" % (row["id"], duty), (o["due_day"], o["due"], o["state"], o["late"], o["met_at"]), wanted)
            late[duty] += o["late"]
    return late


def compare_rest(objects, rows):
    states = collections.Counter(json.dumps(o["machines"]) for o in objects if o["type"] in ("ticket", "assignment"))
    same("states", states, {'{"centre": "answered"}': len(rows), '{"handling": "reported"}': len(rows)})
    # Nobody was contacted in these events, before handling or after: two findings each, and no others.
    findings = collections.Counter((o["code"], o["event"].split(".")[1]) for o in objects if o["type"] == "finding")
    same("findings", findings, {("before_unmet", "4"): len(rows), ("before_unmet", "8"): len(rows)})
    summary = objects[-1]
    same("summary", [summary[k] for k in ("type", "lines", "bad_lines", "events", "tickets", "assignments")],
         ["summary", 9 * len(rows), 0, 9 * len(rows), len(rows), len(rows)])


def main():
    exceptions = read_calendar()
    with open(shared("data/replies/teddy_pairs_dev.jsonl"), encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    same("rows", len(rows), 1990)
    objects = judge(rows)
    late = compare_duties(objects, rows, exceptions)
    compare_rest(objects, rows)
    print("teddy: %d tickets, %d due days; reports late: %d" % (len(rows), 3 * len(rows), late["report"]))


if __name__ == "__main__":
    main()
