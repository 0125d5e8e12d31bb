# SPDX-License-Identifier: MIT
"""Every piece of a message has its Chinese: lib/base/message.c against the strings of the library.

A piece is a string of more than one English word in lib/, or of one with a blank or a comma at an end. Each has a row in the catalogue,
unless the file is a catalogue itself or writes a drawing; each row is said somewhere; rows stand in byte order; the Chinese of a row
has no blank words left: Latin letters only where the English has the same word.

    messages.py ROOT | messages.py --self-test
"""
import os
import re
import sys

import house
import scan

CATALOGUE = "lib/base/message.c"
OWN = {CATALOGUE, "lib/base/status.c", "lib/casework/finding.c", "lib/casework/explanation_words.c", "lib/rules/policy_draw.c"}
OWN_BEGIN = "lib/desk/store_check"  # each promise stands in both languages beside its trial
GRAMMAR = {"same day", "not "}
STRING = re.compile(r'"((?:\\.|[^"\\\n])*)"')
JOINED = re.compile(r'"(?:\\.|[^"\\\n])*"(?:\s*"(?:\\.|[^"\\\n])*")*')
ROW = re.compile(r'^    \{"((?:\\.|[^"\\])*)", *\n? *"((?:\\.|[^"\\])*)"\},', re.M)
PIECE = re.compile(r"[a-z,;:`]\)? |^[ ,;][^|]*[a-z]|[a-z] $")
WORD = re.compile(r"[A-Za-z_]{2,}")


def strings(text):
    for line in scan.without_comments(text).split("\n"):
        if line.lstrip().startswith("#"):
            text = text.replace(line, "")
    for match in JOINED.finditer(scan.without_comments(text)):
        yield "".join(STRING.findall(match.group(0)))


def is_piece(string):
    return bool(WORD.search(string)) and bool(PIECE.search(string)) and string not in GRAMMAR and not re.search(r"[^\x00-\x7f]", string)


def check(root):
    path = os.path.join(root, CATALOGUE)
    if not os.path.exists(path):
        return ["%s is missing" % CATALOGUE]
    rows = ROW.findall(house.read(path))
    english = [row[0] for row in rows]
    complaints = [] if len(rows) > 0 else ["%s: no rows could be read" % CATALOGUE]
    plain = [e.replace('\\"', '"').replace("\\\\", "\\") for e in english]
    complaints += ["%s: %r is out of order" % (CATALOGUE, b) for a, b in zip(plain, plain[1:]) if a.encode() >= b.encode()]
    for en, zh in rows:
        strange = set(WORD.findall(zh)) - set(WORD.findall(en)) - {"JSON", "flag"}
        complaints += ["%s: %r says %s, which %r does not" % (CATALOGUE, zh, ", ".join(sorted(strange)), en)] if strange else []
    said = set()
    for _, source in house.library_sources(root):
        name = os.path.relpath(source, root)
        if name in OWN or name.startswith(OWN_BEGIN):
            continue
        for string in strings(house.read(source)):
            said.add(string)
            if is_piece(string) and string not in english:
                complaints.append("%s: %r is not in %s" % (name, string, CATALOGUE))
    return complaints + ["%s: %r is said nowhere" % (CATALOGUE, e) for e in english if e not in said]


TABLE = 'static const row rows[] = {\n    {"a dog ", "\u72d7"},\n    {"no cat", "\u6ca1\u6709\u732b"},\n};\n'
CASES = [
    ("whole", {CATALOGUE: TABLE, "lib/rules/a.c": 'f("a dog "); f("no " "cat"); f("dog"); /* "no dog at all" */\n'}, None),
    ("piece without a row", {CATALOGUE: TABLE, "lib/rules/a.c": 'f("a dog "); f("no cat"); f("no bird");\n'}, "'no bird' is not in"),
    ("row that nobody says", {CATALOGUE: TABLE, "lib/rules/a.c": 'f("a dog ");\n'}, "said nowhere"),
    ("order", {CATALOGUE: TABLE.replace("a dog ", "o dog "), "lib/rules/a.c": 'f("o dog "); f("no cat");\n'}, "out of order"),
    ("English left over", {CATALOGUE: TABLE.replace("\u732b", "feline"), "lib/rules/a.c": 'f("a dog "); f("no cat");\n'}, "says feline"),
    ("no catalogue", {"lib/rules/a.c": "int x;\n"}, "is missing"),
]

if __name__ == "__main__":
    sys.exit(house.main("messages", check, CASES, lambda root: "%d rows" % len(ROW.findall(house.read(os.path.join(root, CATALOGUE))))))
