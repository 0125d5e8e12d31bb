# SPDX-License-Identifier: MIT
"""1,434 permit cases of a Dutch municipality, judged by policies/wabo.json, against dates added up here and against the file's own.

The file gives moments in UTC; the municipality's days begin at its midnight. So moments are converted to its wall clock, summer time
included, and written without an offset: the library knows no time zones. 8 weeks are 56 days, the one extension is 42 days. A case
was extended where its own deadline lies 98 days after its start; other deadlines rest on suspensions that the file does not tell.
"""
import collections
import csv
import datetime
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "command"))
from command import Folder, lines, run, same, shared  # noqa: E402

DAY = datetime.timedelta(days=1)
TERM, EXTENSION = 56 * DAY, 42 * DAY
KINDS = {"Confirmation of receipt": "confirm"}


def last_sunday(year, month):
    day = datetime.datetime(year, month, 31)
    return day - (day.weekday() + 1) % 7 * DAY


def wall(text):
    """Central European wall clock of a moment in UTC: summer time between the last Sundays of March and October, 01:00 UTC."""
    moment = datetime.datetime.fromisoformat(text)
    change = datetime.timedelta(hours=1)
    summer = last_sunday(moment.year, 3) + change <= moment < last_sunday(moment.year, 10) + change
    return moment + change * (2 if summer else 1)


def read_cases():
    cases = collections.defaultdict(list)
    with open(shared("data/logs/wabo_receipt.csv"), encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            cases[row["case_id"]].append(row)
    return cases


class Case:
    def __init__(self, name, rows):
        self.name, self.rows = name, rows
        self.start = wall(rows[0]["case_start"])
        self.end = wall(rows[0]["case_end"]) if rows[0]["case_end"] else None
        self.own = wall(rows[0]["case_deadline"]) if rows[0]["case_deadline"] else None
        self.extended = self.own is not None and (self.own.date() - self.start.date()) == TERM + EXTENSION

    def plain(self):
        return self.own is not None and self.own.date() - self.start.date() in (TERM, TERM + EXTENSION)

    def due_day(self):
        """An extension that is decided after the decision extends nothing; here it is told with the application."""
        return self.start.date() + TERM + (EXTENSION if self.extended else 0 * DAY)

    def events(self):
        def event(number, kind, at, role="office"):
            return {"id": "%s/%s" % (self.name, number), "ticket": self.name, "event": kind, "at": at.isoformat(sep=" "), "role": role}
        yield event("a", "apply", self.start, "applicant")
        for row in self.rows:
            yield event(row["seq"], KINDS.get(row["activity"], "step"), wall(row["time_utc"]))
        if self.extended:
            yield event("x", "extend_term", self.start)
        if self.end:
            yield event("z", "decide", self.end)


def wanted(case, now):
    """Two cases end an hour before they start: what was done before it was owed does not meet it."""
    due = datetime.datetime.combine(case.due_day() + DAY, datetime.time())
    met = case.end if case.end and case.end >= case.start else None
    return (case.due_day().isoformat(), due.isoformat() + "+01:00", "met" if met else "open", (met or now) > due,
            met.isoformat() + "+01:00" if met else None)


def judge(cases):
    with Folder() as folder:
        log = folder.write("log", lines(event for case in cases for event in case.events()))
        answer = run("judge", "--rulebook", os.path.join(HERE, "policies", "wabo.json"), "--calendar",
                     os.path.join(HERE, "policies", "wabo-calendar.json"), "--json", "--as-if-in-force", log)
    same("exit status (%s)" % answer.message(), answer.code, 0)
    return answer.objects()


def compare(objects, cases):
    now = max(moment for case in cases for moment in (wall(r["time_utc"]) for r in case.rows))
    now = max(now, max(case.end for case in cases if case.end), max(case.start for case in cases))
    found = {o["ticket"]: o for o in objects if o["type"] == "duty"}
    same("duties", len(found), len(cases))
    count = collections.Counter()
    for case in cases:
        o = found[case.name]
        same(case.name, (o["due_day"], o["due"], o["state"], o["late"], o["met_at"]), wanted(case, now))
        count["late"] += o["late"]
        count["extended"] += case.extended
        count["same as the file's own"] += case.own is not None and o["due_day"] == case.own.date().isoformat()
    return count


def expected_findings(cases):
    """What is logged before the application, and confirmations after the decision: told, not lost."""
    count = collections.Counter()
    for case in cases:
        count["before_ticket"] += case.end is not None and case.end < case.start
        for row in case.rows:
            at = wall(row["time_utc"])
            count["before_ticket"] += at < case.start
            count["no_row"] += at >= case.start and case.end is not None and at > case.end and row["activity"] in KINDS
    return +count


def main():
    cases = [Case(name, rows) for name, rows in read_cases().items()]
    same("cases", len(cases), 1434)
    objects = judge(cases)
    count = compare(objects, cases)
    same("findings", collections.Counter(o["code"] for o in objects if o["type"] == "finding"), expected_findings(cases))
    same("extended", count["extended"], 58)
    same("plain", sum(case.plain() for case in cases), 1138)
    same("same as the file's own", count["same as the file's own"], 1138)
    print("wabo: %d cases, %s" % (len(cases), ", ".join("%s %d" % item for item in sorted(count.items()))))


if __name__ == "__main__":
    main()
