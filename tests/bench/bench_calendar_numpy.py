# SPDX-License-Identifier: MIT
"""The same additions and counts by NumPy's business days, beside bench_calendar: first the answers, then the times.

    python3 bench_calendar_numpy.py path/to/bench_calendar

NumPy gets the same facts: a week of seven working days and every day off of 2007 to 2026 as a holiday, since its week mask alone
cannot say that a Saturday is worked.
"""
import datetime
import re
import subprocess
import sys
import time

try:
    import numpy as np
except ImportError:
    print("SKIP: there is no NumPy (Debian: python3-numpy)")
    sys.exit(77)

ROUNDS = 7


def run(program, *arguments):
    return subprocess.run([program, *arguments], check=True, capture_output=True, text=True).stdout


def best(work):
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times) * 1e9


def compare_answers(rows, calendar):
    start, n, added, to, counted = rows.T
    days, ends = start.astype("datetime64[D]"), to.astype("datetime64[D]")
    # Rolled back first: the n-th day after a rest day is the n-th after the working day before it.
    theirs = np.busday_offset(days, n, roll="backward", busdaycal=calendar).astype("int64")
    # Half-open at the other end: (from, to] is [from + 1, to + 1).
    one = np.timedelta64(1, "D")
    theirs_counted = np.busday_count(days + one, ends + one, busdaycal=calendar)
    print(f"{len(rows)} answers: {int((theirs != added).sum())} additions differ, {int((theirs_counted != counted).sum())} counts differ")
    return (theirs == added).all() and (theirs_counted == counted).all()


def main(program):
    holidays = np.array(run(program, "--days-off").split(), dtype="datetime64[D]")
    calendar = np.busdaycalendar(weekmask="1111111", holidays=holidays)
    rows = np.array([line.split() for line in run(program, "--answers").splitlines()], dtype="int64")
    same = compare_answers(rows, calendar)
    rows = np.tile(rows, (100, 1))
    days, ends = rows[:, 0].astype("datetime64[D]"), rows[:, 3].astype("datetime64[D]")
    theirs = {
        "add_many": best(lambda: np.busday_offset(days, rows[:, 1], roll="backward", busdaycal=calendar)) / len(rows),
        "count_many": best(lambda: np.busday_count(days, ends, busdaycal=calendar)) / len(rows),
    }
    ours = {}
    for name, items, ns in re.findall(r"(\w+)\s+(\d+) items\s+([\d.]+) ns", run(program)):
        ours.setdefault((name, int(items)), float(ns))
    for name, ns in theirs.items():
        mine = ours[(name, max(i for n, i in ours if n == name))]
        print(f"{name}: hotline {mine:.2f} ns, NumPy {np.__version__} {ns:.1f} ns per item: {ns / mine:.0f} times")
    print(f"({len(holidays)} holidays, {datetime.date.today()})")
    return 0 if same else 1


sys.exit(main(sys.argv[1]))
