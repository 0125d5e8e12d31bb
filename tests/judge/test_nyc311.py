# SPDX-License-Identifier: MIT
"""13,988 requests of New York's 311, 2,797 of them with a due moment of their own: is each closed by it? Compared with plain arithmetic.

Moments are taken as they stand, as if in the calendar's zone: both sides of every comparison are in the same one.
"""
import collections
import csv
import datetime
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "command"))
from command import Folder, lines, run, same, shared  # noqa: E402


def events_of(row):
    facts = {"due_at": row["due"]} if row["due"] else {}
    yield {"id": row["id"], "ticket": row["id"], "event": "ask", "at": row["created"], "role": "caller", "facts": facts}
    if row["closed"]:
        yield {"id": row["id"] + "c", "ticket": row["id"], "event": "close", "at": row["closed"], "role": "agency"}


def iso(text):
    return text.replace(" ", "T") + "+08:00"


def day_of(text):
    """Midnight ends the day before it."""
    moment = datetime.datetime.fromisoformat(text)
    return (moment - datetime.timedelta(microseconds=1)).date().isoformat()


def backwards(row):
    return row["closed"] and row["closed"] < row["created"]


def wanted(row, now):
    if backwards(row):
        return None  # closed before it was asked: on a closed ticket nothing begins
    if not row["due"]:
        return ("not_owed", False, None, None, None)
    met = row["closed"]
    return ("met" if met else "open", (met or now) > row["due"], iso(row["due"]), day_of(row["due"]), iso(met) if met else None)


def main():
    with open(shared("data/logs/nyc311_merged.csv"), encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    same("rows", len(rows), 13988)
    with Folder() as folder:
        log = folder.write("log", lines(event for row in rows for event in events_of(row)))
        answer = run("judge", "--rulebook", os.path.join(HERE, "policies", "nyc311.json"), "--as-if-in-force", "--json", log)
    same("exit status (%s)" % answer.message(), answer.code, 0)
    found = {o["ticket"]: o for o in answer.objects() if o["type"] == "duty"}
    now = max(max(row["created"], row["closed"]) for row in rows)
    count = collections.Counter()
    for row in rows:
        o = found.get(row["id"])
        same(row["id"], o and (o["state"], o["late"], o["due"], o["due_day"], o["met_at"]), wanted(row, now))
        if o:
            count[o["state"]] += 1
            count["late"] += o["late"]
    findings = [(o["code"], o["ticket"]) for o in answer.objects() if o["type"] == "finding"]
    same("findings", findings, [("before_ticket", row["id"]) for row in sorted(rows, key=lambda r: r["id"]) if backwards(row)])
    print("nyc311: %d requests, %s" % (len(rows), ", ".join("%s %d" % item for item in sorted(count.items()))))


if __name__ == "__main__":
    main()
