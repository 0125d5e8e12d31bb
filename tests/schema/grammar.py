# SPDX-License-Identifier: MIT
"""The keys that the readers in lib/ know, read from their tables of members: the one list that pages and schemas are held against.

It refuses to know what a key means. A table that is new, moved or renamed makes a test fail until its place is told here.
"""
import glob
import os
import re

SOURCE = os.environ.get("HOTLINE_SOURCE") or os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))

# Where a table's object stands in a document (* is a name of the user's), by the function or variable that holds the table.
PLACES = {
    "head_members": [""], "hotline__policy_read_counting": ["counting", "duties.*.counting"], "head_periods": ["periods"],
    "head_period_day": ["periods.day"], "head_period_week": ["periods.week"], "head_period_month": ["periods.month"],
    "of_policy": ["transition"], "of_one_duty": ["duties.*.transition"], "fact_read_one": ["facts.*"], "machine_read_one": ["machines.*"],
    "event_members": ["events.*"], "carried_read": ["events.*.facts.*"], "duty_members": ["duties.*"], "extension_read": ["duties.*.extend.*"],
    "measure_members": ["measures.*"], "score_read_one": ["scores.*"], "score_read_part": ["scores.*.parts.*"], "score_read_band": ["scores.*.bands.*"], "ranking_read_one": ["rankings.*"],
    "ranking_read_pool": ["rankings.*.pool"], "proposal_read_members": ["proposals.*"], "hotline__policy_read_reply": ["reply"],
    "reply_members": ["reply.checks.*"],
    "calendar_take_root": [""], "calendar_row_take": ["hours.*"], "calendar_take_day": ["days.*"], "event_keys": [""]}

KINDS = {"TEXT": "string", "INTEGER": "integer", "FLAG": "boolean", "ARRAY": "array", "OBJECT": "object", "TIME": "string", "FACTS": "object"}
TABLE = re.compile(r"static const (?:member_rule|calendar_member|event_key) (\w+)\[\] = \{(.*?)\};", re.S)
ROW = re.compile(r'\{\{?"(\w+)"(?:, \d+\})?,([^{}]*)\}')
FUNCTION = re.compile(r"^[a-z][\w ]*?\*?(\w+)\([^;]*?\) \{$", re.M | re.S)


planted = []  # (end of a path, old text, new text): violations that a test plants to show that it can fail


def read(path):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    for end, old, new in planted:
        if path.endswith(end):
            assert old in text, (end, old)
            text = text.replace(old, new)
    return text


def row(words):
    kinds = {KINDS[k] for k in re.findall(r"(?:MEMBER|CALENDAR_TAKES|EVENT)_([A-Z]+)", words) if k in KINDS}
    return kinds, "REQUIRED" in words or words.endswith("1")


def tables(pattern):
    """{place: {key: (kinds, required)}} of the readers that match, and the names of tables whose place is not known."""
    found, lost = {}, []
    for path in sorted(glob.glob(os.path.join(SOURCE, "lib", pattern))):
        text = read(path)
        for match in TABLE.finditer(text):
            functions = [f.group(1) for f in FUNCTION.finditer(text, 0, match.start())]
            inside = text.rfind("\n}\n", 0, match.start()) < text.rfind(") {\n", 0, match.start())
            name = match.group(1)
            places = PLACES.get(name) or (PLACES.get(functions[-1]) if functions and inside else None)
            if places is None:
                lost.append("%s: %s in %s" % (os.path.basename(path), name, functions[-1] if functions else "the file"))
            for place in places or []:
                found[place] = {key: row(words) for key, words in ROW.findall(match.group(2))}
    return found, lost


# The reader of mappings, in examples/, has lists of keys alone; what it needs it asks for by name.
MAPPING_PLACES = {
    "top_keys": [""], "family_keys": ["family"], "group_keys": ["groups.*"], "member_keys": ["groups.*.members"], "event_keys": ["events.*"],
    "when_keys": ["events.*.when"], "source_keys": ["events.*.facts.*", "events.*.unit"], "time_keys": ["events.*.at", "events.*.known", "events.*.seq"],
    "else_keys": ["events.*.facts.*.else"]}
MAPPING_NEEDS = {"mapping_read": "", "read_head": "", "read_family": "family", "read_members_counted": "groups.*.members", "read_when": "events.*.when",
                 "read_sources": "events.*", "read_else": "events.*.facts.*.else"}
MAPPING_REFUSED = [("events.*.unit", "split")]  # in the list, so that the refusal says why: only a fact can have several values
# Keys that an example has in one place already.
MAPPING_REPEATED = [(["events.*.unit"], ["columns", "join", "value", "else", "type", "absent", "split", "required"]),
                    (["events.*.known", "events.*.seq"], ["columns", "join", "value", "required"]), (["events.*.at"], ["column"])]
LIST = re.compile(r"static const char \*const (\w+)\[\] = \{([^{}]*?),\s*NULL\};", re.S)
NEED = re.compile(r'value_required\([^;{}]*?"(\w+)"\);')


def mapping_lists():
    """(file, name, words) of every list of words that the reader of mappings takes."""
    found = []
    for name in ("mapping_read.c", "mapping_value.c"):
        text = read(os.path.join(SOURCE, "examples", "hotline", name))
        found += [(name, match.group(1), re.findall(r'"([^"]*)"', match.group(2))) for match in LIST.finditer(text)]
    return found


def mapping_tables(_=None):
    """As tables(), of the reader of mappings; its kinds are not known (None)."""
    needed, lost, found = set(), [], {}
    for name in ("mapping_read.c", "mapping_value.c"):
        text = read(os.path.join(SOURCE, "examples", "hotline", name))
        for match in NEED.finditer(text):
            function = [f.group(1) for f in FUNCTION.finditer(text, 0, match.start())][-1]
            if function in MAPPING_NEEDS:
                needed.add((MAPPING_NEEDS[function], match.group(1)))
            else:
                lost.append("%s: what %s needs" % (name, function))
    for file, name, keys in mapping_lists():
        if name.endswith("_keys") and name not in MAPPING_PLACES:
            lost.append("%s: %s" % (file, name))
        for place in MAPPING_PLACES.get(name, []):
            found[place] = {key: (None, (place, key) in needed) for key in keys if (place, key) not in MAPPING_REFUSED}
    return found, lost


def mapping_words():
    """Every closed list of words in a mapping."""
    encodings = re.search(r"encoding_names\[ENCODINGS\] = \{(.*?)\}", read(os.path.join(SOURCE, "examples", "hotline", "encoding.c"))).group(1)
    return [frozenset(words) for _, name, words in mapping_lists() if not name.endswith("_keys")] + [frozenset(re.findall(r'"([^"]*)"', encodings))]


POLICY, CALENDAR, EVENT = "rules/policy_read*.c", "rules/calendar_read*.c", "casework/event_read.c"


def words(pattern):
    """Every closed list of words that a reader takes. The lists named here serve paths and messages."""
    lists = []
    for path in sorted(glob.glob(os.path.join(SOURCE, "lib", pattern))):
        for name, body in re.findall(r"const char \*const (\w+)\[\w*\] = \{(.*?)\};", read(path), re.S):
            if name not in ("keys", "kinds", "known", "read_sections", "reply_text_keys", "hotline__calendar_cn_names"):
                lists.append(frozenset(w for w in re.findall(r'"([^"]*)"', body) if re.match(r"[\w:-]+$", w)))
    return [w for w in lists if w]


def objects(document, place):
    """The objects that stand at a place of a document."""
    found = [document]
    for step in place.split(".") if place else []:
        found = [v for o in found if isinstance(o, dict) for k, v in o.items() if step in ("*", k)]
    return [o for o in found if isinstance(o, dict)]


def blocks(page):
    """The indented blocks of a page that begin with a brace: documents, or event lines."""
    return [b for b in re.findall(r"(?:^    .*\n)+", page, re.M) if b.startswith("    {")]
