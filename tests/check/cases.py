# SPDX-License-Identifier: MIT
"""docs/cases.md has a row for each hard case, H1 to H40 in order; every case it names is there, and every case that is there is named.

A row names a case or says why there is none: "in a later release", "not ours".

    cases.py ROOT | cases.py --self-test
"""
import os
import re
import sys

import house

PAGE = os.path.join("docs", "cases.md")
FOLDER = os.path.join("tests", "cases")
END = ".case.json"
ROWS = 40
NAME = re.compile(r"`([a-z][a-z0-9]*(?:-[a-z0-9]+)+|withdrawn)`")
REASON = re.compile(r"\bin a later release\b|\bnot ours\b")


def check_rows(text):
    rows = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in text.splitlines() if re.match(r"\| H\d", line)]
    names = [row[0].strip("| ") for row in rows]
    if names != ["H%d" % n for n in range(1, ROWS + 1)]:
        return ["%s: the rows are not H1 to H%d in order: %s" % (PAGE, ROWS, " ".join(names))]
    return ["%s: %s: no case and no reason" % (PAGE, row[0].strip("| ")) for row in rows
            if len(row) < 4 or not (NAME.search(row[-1]) or REASON.search(row[-1]))]


def check(root):
    text = house.read(os.path.join(root, PAGE))
    folder = os.path.join(root, FOLDER)
    there = {name[:-len(END)] for name in os.listdir(folder) if name.endswith(END)}
    named = {name for name in NAME.findall(text) if os.path.splitext(name)[1] == ""}
    complaints = check_rows(text)
    complaints += ["%s: names %s, which is not in %s" % (PAGE, name, FOLDER) for name in sorted(named - there)]
    return complaints + ["%s: %s is not named" % (PAGE, name) for name in sorted(there - named)]


def page(replaced=None, by="", extra=""):
    rows = ["| H%d | s | p | `h%02d-x` |" % (n, n) for n in range(1, ROWS + 1)]
    return "\n".join(by if n + 1 == replaced else row for n, row in enumerate(rows)) + "\n" + extra


def tree(text, *cases):
    files = {os.path.join(FOLDER, "h%02d-x%s" % (n, END)): "" for n in range(1, ROWS + 1)}
    files.update({os.path.join(FOLDER, name): "" for name in cases})
    return dict(files, **{PAGE: text})


CASES = [
    ("whole", tree(page()), None),
    ("a policy beside its case", tree(page(), "h01-x.json", "t-changes.jsonl"), None),
    ("named elsewhere on the page", tree(page(extra="See `t-clock`.\n"), "t-clock" + END), None),
    ("two cases in a row", tree(page(2, "| H2 | s | p | `h02-x`, `t-clock` |"), "t-clock" + END), None),
    ("a reason", tree(page(extra="`h07-x`") .replace("| `h07-x` |", "| in a later release |")), None),
    ("a row is missing", tree(page(7, "")), "not H1 to H40"),
    ("a row twice", tree(page(7, "| H6 | s | p | `h07-x` |")), "not H1 to H40"),
    ("no case and no reason", tree(page(7, "| H7 | s | p | soon |", "`h07-x`")), "H7: no case"),
    ("the situation names it, the row does not", tree(page(7, "| H7 | `h07-x` | p | |")), "H7: no case"),
    ("named and not there", tree(page(extra="`t-clock`")), "t-clock, which is not in"),
    ("there and not named", tree(page(), "t-clock" + END), "t-clock is not named"),
]

if __name__ == "__main__":
    sys.exit(house.main("cases", check, CASES, lambda root: "%d cases" % len([n for n in os.listdir(os.path.join(root, FOLDER)) if n.endswith(END)])))
