# SPDX-License-Identifier: MIT
"""Figures from events beside the same two counts in SQL: `received` and `promised` of the Hedong documents, by unit and month, in SQLite.

    python3 bench_tally_events_peers.py path/to/bench_tally_events LOG POLICY...

The peer does less: events lie in an indexed table already, voids are applied, no duty is judged, and two of sixteen measures are counted.
Both must come to the same figures. Best of several rounds each, in one run.
"""
import json
import re
import sqlite3
import subprocess
import sys
import time

ROUNDS = 5

RECEIVED = """
SELECT d.unit, substr(d.at, 1, 7), sum(NOT EXISTS (SELECT 1 FROM events r WHERE r.assignment = d.id AND r.kind = 'return_approved'))
FROM events d WHERE d.kind = 'dispatch' GROUP BY 1, 2"""

# The first report of an assignment decides the month; the result last told, what was promised.
PROMISED = """
SELECT d.unit, substr(min(r.at), 1, 7) AS month,
 (SELECT h.result FROM events h WHERE h.assignment = d.id AND h.result IS NOT NULL ORDER BY h.at DESC, h.id DESC LIMIT 1)
FROM events d JOIN events r ON r.assignment = d.id AND r.kind = 'report' GROUP BY d.id"""


def events_of(path):
    """What stands of a log: good lines, the first of an id, less what was voided. Corrections of facts touch neither count."""
    known = {}
    with open(path, encoding="utf-8", errors="replace") as file:
        for line in file:
            try:
                event = json.loads(line)
                known.setdefault(event["id"], event)
            except (ValueError, KeyError, TypeError):
                continue
    voided = {e.get("facts", {}).get("voids") for e in known.values() if e.get("event") == "void"}
    return [e for e in known.values() if e["id"] not in voided and "ticket" in e]


def table_of(events):
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE events (id TEXT PRIMARY KEY, kind TEXT, at TEXT, unit TEXT, assignment TEXT, result TEXT)")
    base.executemany("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?)", [
        (e["id"], e["event"], e["at"], e.get("unit"), e.get("assignment"), (e.get("facts") or {}).get("result")) for e in events])
    base.execute("CREATE INDEX by_kind ON events (kind, at)")
    base.execute("CREATE INDEX by_assignment ON events (assignment, kind)")
    return base


def count(base):
    figures = {(unit, month, "received"): (num, None) for unit, month, num in base.execute(RECEIVED)}
    promised = {}
    for unit, month, result in base.execute(PROMISED):
        if result is not None:
            num, den = promised.get((unit, month, "promised"), (0, 0))
            promised[unit, month, "promised"] = (num + (result == "promised"), den + 1)
    figures.update(promised)
    return figures


def ours(program, log, policies):
    figures = {}
    for line in subprocess.run([program, "--figures", log, *policies], check=True, capture_output=True, text=True).stdout.splitlines():
        f = json.loads(line)
        if f["measure"] in ("received", "promised") and re.fullmatch(r"\d{4}-\d{2}", f["period"]):
            figures[f["unit"], f["period"], f["measure"]] = (f["num"], f["den"])
    return figures


def main(program, log, *policies):
    shown = subprocess.run([program, log, *policies], check=True, capture_output=True, text=True).stdout
    print(shown, end="")
    events = events_of(log)
    base = table_of(events)
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        theirs = count(base)
        times.append(time.perf_counter() - start)
    mine = ours(program, log, policies)
    effective = max(json.load(open(p, encoding="utf-8"))["effective"] for p in policies)
    theirs = {k: v for k, v in theirs.items() if k[1] + "-01" >= effective}  # a period goes by the rules in force when it begins
    wrong = sorted(k for k in mine.keys() | theirs.keys() if mine.get(k) != theirs.get(k))
    for key in wrong[:10]:
        print("differs: %s: here %s, in SQL %s" % (key, mine.get(key), theirs.get(key)))
    tally = float(re.search(r"^tally +([\d.]+) ns", shown, re.M).group(1))
    ns = min(times) * 1e9 / len(events)
    print("SQLite %s: %.0f ns an event for two measures of sixteen, from an indexed table; all of it here takes %.2f of that; %d figures, %d differ"
          % (sqlite3.sqlite_version, ns, tally / ns, len(theirs), len(wrong)))
    return 1 if wrong else 0


sys.exit(main(*sys.argv[1:]))
