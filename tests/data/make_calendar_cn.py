# SPDX-License-Identifier: MIT
"""Writes lib/rules/calendar_cn.c from two lists of plain facts.

    python3 make_calendar_cn.py path/to/cn-workdays.csv > lib/rules/calendar_cn.c

The first list has one row a day (date, kind, name_zh, name_en, source); beside it lies cn-statutory-days.csv (date, ...), the
statutory festival days. Days 2007-01-01 to 2026-12-31 are taken; the notices' first days may lie before.
"""
import csv
import datetime
import pathlib
import sys

FIRST, LAST = datetime.date(2007, 1, 1), datetime.date(2026, 12, 31)
ONE = datetime.timedelta(days=1)
# Notices that changed one already published: the day on which they were announced.
CHANGES = {
    "国发明电〔2015〕1号": datetime.date(2015, 5, 13),
    "国办发明电〔2019〕3号": datetime.date(2019, 3, 22),
    "国办发明电〔2020〕1号": datetime.date(2020, 1, 26),
}
# What a change replaced and the lists no longer show.
REPLACED = [(datetime.date(2020, 2, 1), "MAKEUP", "春节", "国办发明电〔2019〕16号")]


def class_of(day, kind, statutory):
    if kind == "workday":
        return "MAKEUP"
    if day in statutory:
        return "FESTIVAL"
    return "WEEKEND" if day.weekday() >= 5 else "LIEU"


def spans(days):
    """Runs of consecutive days that agree in all but the date."""
    runs = []
    for day, *rest in days:
        if runs and runs[-1][0] + ONE * runs[-1][1] == day and runs[-1][2] == rest:
            runs[-1][1] += 1
        else:
            runs.append([day, 1, rest])
    return runs


def number(day):
    return day.year * 10000 + day.month * 100 + day.day


def read(path):
    statutory = {datetime.date.fromisoformat(r["date"])
                 for r in csv.DictReader(open(path.parent / "cn-statutory-days.csv", encoding="utf-8"))}
    days, known = [], {}
    for r in csv.DictReader(open(path, encoding="utf-8")):
        day = datetime.date.fromisoformat(r["date"])
        known.setdefault(r["source"], CHANGES.get(r["source"], day))
        if FIRST <= day <= LAST:
            days.append((day, class_of(day, r["kind"], statutory), r["name_zh"], r["source"]))
    return days, known


HEAD = '''/* SPDX-License-Identifier: MIT */
/*
 * The national arrangement of days off and make-up workdays, 2007 to 2026, as plain facts with the notice each rests on; written by
 * tests/data/make_calendar_cn.py. It refuses to know what is done with them, and days of any other year.
 */
#include "calendar_cn.h"
'''


def main():
    days, known = read(pathlib.Path(sys.argv[1]))
    days = REPLACED + days
    names = list(dict.fromkeys(d[2] for d in days))
    notices = sorted(dict.fromkeys(d[3] for d in days), key=lambda n: known[n])
    print(HEAD)
    print("const char *const hotline__calendar_cn_names[] = {")
    for name in names:
        print(f'    "{name}",')
    print("};\n\n/* Document, the day from which it counts as known, the last day that it arranges (0: it changes another one). */")
    print("const calendar_cn_notice hotline__calendar_cn_notices[] = {")
    for notice in notices:
        year = max(d[0].year for d in days if d[3] == notice)
        print(f'    {{"{notice}", {number(known[notice])}, {0 if notice in CHANGES else year * 10000 + 1231}}},')
    print("};\n\n/* First date, days, class, name, notice. What a later notice replaced stands before it. */")
    print("const calendar_cn_span hotline__calendar_cn_spans[] = {")
    rows = [f"{{{number(day)}, {count}, HOTLINE_DAY_{c}, {names.index(name)}, {notices.index(notice)}}},"
            for day, count, (c, name, notice) in spans(days)]
    for i in range(0, len(rows), 2):
        print("    " + " ".join(rows[i:i + 2]))
    print("};\n")
    for what in ("notice", "span"):
        print(f"const uint32_t hotline__calendar_cn_{what}_count =\n"
              f"    (uint32_t)(sizeof hotline__calendar_cn_{what}s / sizeof hotline__calendar_cn_{what}s[0]);")


main()
