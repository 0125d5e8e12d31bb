# SPDX-License-Identifier: MIT
"""Every key that a reader in lib/, or the reader of mappings, knows is told on its page, used in an example of that page, and described in its schema; a schema knows no
other key, no other kind of value and no other word."""
import json
import os
import re
import sys

import grammar
from grammar import SOURCE

ANYWHERE = {"label", "clause", "quote"}  # told once for all items
NO_EXAMPLE = {(place, key) for places, keys in grammar.MAPPING_REPEATED for place in places for key in keys}
HEADINGS = {  # place -> headings of the parts of the page that tell its keys
    "": "(?:The head|Policy documents|Calendar, counting|The document|Event lines)",
    "counting": "Calendar, counting", "duties.*.counting": "Calendar, counting",
    "periods": "Calendar, counting", "periods.day": "Calendar, counting", "periods.week": "Calendar, counting", "periods.month": "Calendar, counting",
    "transition": "The head", "duties.*.transition": "The head", "facts.*": "Facts", "machines.*": "Machines", "events.*": "Events",
    "events.*.facts.*": "Events", "duties.*": "Duties", "duties.*.extend.*": "Duties", "reply": "Reply", "reply.checks.*": "Reply",
    "measures.*": "Measures", "scores.*": "Measures", "scores.*.parts.*": "Measures", "scores.*.bands.*": "Measures", "rankings.*": "Measures", "rankings.*.pool": "Measures",
    "proposals.*": "Measures", "hours.*": "The document", "days.*": "The document"}
PAGES = [("policy", "policy", grammar.POLICY), ("calendar", "calendar", grammar.CALENDAR), ("event", "events", grammar.EVENT), ("mapping", "import", None)]
complaints = []


def expect(good, what, *words):
    if not good:
        complaints.append(what % words)


def tables_of(pattern):
    return grammar.mapping_tables() if pattern is None else grammar.tables(pattern)


# ---- pages ----

def parts(page):
    """[(heading, text up to the next one)]"""
    pieces = re.split(r"^(#+ .*)$", page, flags=re.M)
    return list(zip(pieces[1::2], pieces[2::2]))


def told(page, place, key):
    """Is the key in backquotes in the first cell of a table's row, or in a list of keys, under the right heading? Of a mapping some are told in
    the examples of their tables, in quotes."""
    if "# Tables into event lines" in page:
        text = "".join(t for h, t in parts(page) if h == "## The mapping document")
        return any(re.search(r'`[^`]*"%s"[^`]*`' % key, line) or "`%s`" % key in line for line in text.splitlines() if not line.startswith("    "))
    text = "".join(t for h, t in parts(page) if re.match("#+ " + HEADINGS[place], h))
    cells = re.findall(r"^\|([^|]*)\|", text, re.M)
    if place == "":
        cells += re.findall(r"^At the top of a document stand.*?\n\n", page, re.M | re.S)
    if place == "events.*.facts.*":
        cells += re.findall(r'^\| `facts` \|.*$', text, re.M)
        return any('"%s"' % key in cell or "`%s`" % key in cell for cell in cells)
    return any("`%s`" % key in cell for cell in cells)


def examples(page):
    found = []
    for block in grammar.blocks(page):
        if block.startswith('    {"id":'):
            found += [json.loads(line) for line in block.splitlines()]
        elif "…" not in block:
            found.append(json.loads(block))
    return found


def test_pages():
    for name, page_name, pattern in PAGES:
        page = grammar.read(os.path.join(SOURCE, "docs", page_name + ".md"))
        documents = examples(page)
        for place, keys in tables_of(pattern)[0].items():
            used = {key for document in documents for o in grammar.objects(document, place) for key in o}
            for key in keys:
                if key in ANYWHERE and name == "policy":
                    expect("`%s` (" % key in page, "docs/%s.md does not tell %s", page_name, key)
                else:
                    expect(told(page, place, key), "docs/%s.md has no entry for %s %s", page_name, place, key)
                if (place, key) not in NO_EXAMPLE:
                    expect(key in used, "docs/%s.md has no example of %s %s", page_name, place, key)


def test_built_in_events():
    page = grammar.read(os.path.join(SOURCE, "docs", "events.md"))
    known = re.search(r"built_in_events\[\] = \{(.*?)\}", grammar.read(os.path.join(SOURCE, "lib", "rules", "names.c"))).group(1)
    facts = dict((line["event"], set(line["facts"])) for line in examples(page))
    for event in re.findall(r'"(\w+)"', known):
        row = re.search(r"^\| `%s` \| (.*?) \|" % event, page, re.M)
        expect(row is not None, "docs/events.md has no entry for the built-in event %s", event)
        for fact in re.findall(r"`(\w+)`", row.group(1)) if row else []:
            expect(fact in facts.get(event, ()), "docs/events.md has no example of %s with %s", event, fact)


def texts(node):
    """Every key and every text of a document."""
    if isinstance(node, dict):
        return [t for k, v in node.items() for t in [k] + texts(v)]
    return [t for v in node for t in texts(v)] if isinstance(node, list) else [node] if isinstance(node, str) else []


def test_the_words_of_conditions_and_terms():
    page = grammar.read(os.path.join(SOURCE, "docs", "policy.md"))
    written = "\n".join(t for document in examples(page) for t in texts(document))
    told_words = "\n".join(re.findall(r"`[^`\n]+`", page))
    known = [w for found in grammar.words("rules/policy_read_value.c") if "rank_from_last" in found for w in found]
    units = [w + "s?" for found in grammar.words("rules/term.c") if "workday" in found for w in found]
    expect(len(known) > 30 and len(units) == 6, "the words of conditions and terms were not found: %s %s", known, units)
    for word in known + units + ["min", "max", "total", "publish", "end", "same day"]:
        expect(re.search(r"(?<!\w)%s(?!\w)" % word, written), "docs/policy.md has no example with the word %s", word)
        expect(re.search(r"(?<!\w)%s(?!\w)" % word, told_words), "docs/policy.md does not tell the word %s", word)


def test_the_types_of_facts():
    page = grammar.read(os.path.join(SOURCE, "docs", "events.md"))
    types = [w for found in grammar.words("rules/policy_read_fact.c") if "flag" in found for w in found]
    for word in types + ["one_of", "many_of"]:
        expect(re.search(r"^\| `%s` \(" % word, page, re.M), "docs/events.md does not tell how a value of type %s is written", word)


# ---- schemas ----

def schema_of(name):
    return json.loads(grammar.read(os.path.join(SOURCE, "docs", "schema", name + ".schema.json")))


def shapes(root, schema):
    """The schema and everything that it refers to or offers as a choice."""
    found = [schema]
    for piece in schema.get("anyOf", []) + schema.get("allOf", []):
        found += shapes(root, piece) if set(piece) != {"required"} else []  # one or the other: neither is required
    if schema.get("$ref", "").startswith("#/$defs/"):
        found += shapes(root, root["$defs"][schema["$ref"].split("/")[-1]])
    return found


def at(root, start, place):
    """All shapes that say something of the object at a place."""
    now = shapes(root, start)
    for step in place.split(".") if place else []:
        key = "additionalProperties" if step == "*" else "properties"
        inner = [s[key] if step == "*" else s[key][step] for s in now if isinstance(s.get(key), dict) and (step == "*" or step in s[key])]
        now = [s for i in inner for s in shapes(root, i)] + [s for i in inner if "then" in i for s in shapes(root, i["then"])]
    return now


def kinds(root, schema):
    found = set()
    for s in shapes(root, schema):
        found |= {s["type"]} if isinstance(s.get("type"), str) else set(s.get("type", []))
        for value in s.get("enum", []) + ([s["const"]] if "const" in s else []):
            found.add("integer" if isinstance(value, int) else "string" if isinstance(value, str) else "null")
    return found - {"null"}


def test_schemas_have_the_keys_of_the_readers():
    for name, _, pattern in PAGES:
        root = schema_of(name)
        known, lost = tables_of(pattern)
        expect(not lost, "tests/schema/grammar.py does not know where these stand: %s", lost)
        expect(sum(map(len, known.values())) >= {"policy": 120, "calendar": 20, "event": 11, "mapping": 70}[name], "the tables of %s were not found", name)
        for place, keys in known.items():
            properties = {k: v for s in at(root, root, place) if s.get("additionalProperties") is False for k, v in s.get("properties", {}).items()}
            expect(set(properties) == set(keys), "%s %s: the reader knows %s, the schema %s", name, place, sorted(keys), sorted(properties))
            needed = {k for s in at(root, root, place) + at(root, root.get("$defs", {}).get("whole", {}), place) for k in s.get("required", [])}
            for key in set(keys) & set(properties):
                expect(keys[key][0] in (None, kinds(root, properties[key])), "%s %s %s: the reader takes %s, the schema %s", name, place, key,
                       sorted(keys[key][0] or []), sorted(kinds(root, properties[key])))
                expect((key in needed) == keys[key][1], "%s %s %s: required in one place, not in the other", name, place, key)
                said = [s for s in shapes(root, properties[key]) if "title" in s and "description" in s]
                expect(said and re.search("[\u4e00-\u9fff]", said[0]["title"]), "%s %s %s: no title in both languages, or no description",
                       name, place, key)


def lists_of(schema):
    """Every closed list of words in a schema."""
    if isinstance(schema, list):
        return [found for s in schema for found in lists_of(s)]
    if not isinstance(schema, dict):
        return []
    own = [[w for w in schema["enum"] if isinstance(w, str)]] if "enum" in schema else []
    if re.match(r"\^\([a-z|-]+\)\$$", str(schema.get("pattern"))):
        own.append(schema["pattern"][2:-2].split("|"))
    return own + [found for s in schema.values() for found in lists_of(s)]


def test_schemas_have_the_words_of_the_readers():
    for name, found in (("policy", grammar.words("rules/policy_read*.c")), ("calendar", grammar.words("rules/calendar*.c")), ("mapping", grammar.mapping_words())):
        theirs = {w - {"undefined"} for w in found}
        ours = {frozenset(w) - {"undefined"} for w in lists_of({k: v for k, v in schema_of(name).items() if k != "then"})}
        expect(len(theirs) >= {"policy": 15, "calendar": 2, "mapping": 4}[name], "the words of %s were not found", name)
        for w in theirs:
            expect(w in ours, "%s: no enum of the schema is %s", name, sorted(w))


# Planted one by one: end of a path, old text, new text, what must be complained of.
VIOLATIONS = [
    ("docs/policy.md", "| `pending` U", "| pending U", "has no entry for duties.*.extend.* pending"),
    ("docs/policy.md", '"restart": "correct", ', "", "has no example of duties.* restart"),
    ("docs/policy.md", '"by": "received", ', "", "has no example of rankings.*.pool by"),
    ("docs/policy.md", "`quote` (", "quote (", "does not tell quote"),
    ("docs/calendar.md", "`from`, `until`", "from, until", "has no entry for hours.* until"),
    ("docs/calendar.md", '"offset": 480,', "", "has no example of  offset"),
    ("docs/events.md", '"seq":7,', "", "has no example of  seq"),
    ("docs/events.md", "| `merge` |", "| merge |", "no entry for the built-in event merge"),
    ("docs/events.md", '"version":1,', "", "no example of publish with version"),
    ("policy_read_duty.c", '{"quote", MEMBER_TEXT},\n};', '{"quote", MEMBER_TEXT},\n    {"penalty", MEMBER_TEXT},\n};',
     "has no entry for duties.* penalty"),
    ("policy_read_score.c", "ranking_read_pool(", "ranking_read_group(", "does not know where these stand"),
    ("docs/policy.md", "rank_from_last = 1", "rank = 1", "has no example with the word rank_from_last"),
    ("docs/policy.md", "2 workhours", "2 hours", "has no example with the word workhour"),
    ("docs/events.md", "| `code` (", "| `cod` (", "value of type code"),
    ("policy_read_score.c", '"exclude"', '"omit"', "no enum of the schema is ['include', 'omit']"),
    ("policy.schema.json", '"provisional"', '"tentative"', "no enum of the schema is ['pauses', 'provisional', 'runs']"),
    ("policy.schema.json", '"survives"', '"outlives"', "policy duties.*: the reader knows"),
    ("policy.schema.json", '"title": "personal (个人信息)"', '"title": "personal"', "policy facts.* personal: no title"),
    ("policy.schema.json", '"required": ["of", "start", "states"]', '"required": ["of", "start"]', "policy machines.* states: required"),
    ("policy.schema.json", '"type": ["boolean", "null"]', '"type": ["string", "null"]', "policy facts.* personal: the reader takes"),
    ("calendar.schema.json", '"required": ["open"]', '"required": []', "calendar hours.* open: required"),
    ("event.schema.json", '"seq"', '"sequence"', "event : the reader knows"),
    ("import.md", "| `day_is` |", "| day_is |", "docs/import.md has no entry for  day_is"),
    ("import.md", '"round": "first", ', "", "docs/import.md has no example of events.* round"),
    ("mapping_value.c", '{"column", "columns", "join", "value", "required", NULL}', '{"column", "columns", "join", "value", "required", "lag", NULL}',
     "mapping events.*.at: the reader knows"),
    ("mapping_read.c", 'group_keys[] =', 'set_keys[] =', "does not know where these stand"),
    ("mapping_read.c", '"family", "separator"', '"family", "most"', "mapping family separator: required"),
    ("mapping_read.c", '"later", NULL', '"next", NULL', "no enum of the schema is ['any', 'first', 'next']"),
    ("mapping.schema.json", '"gb18030", ', "", "no enum of the schema is ['auto', 'gb18030'"),
    ("mapping.schema.json", '"title": "only (仅限)"', '"title": "only"', "mapping events.* only: no title"),
]


def run():
    del complaints[:]
    for name, test in sorted(globals().items()):
        if name.startswith("test_"):
            test()
    return list(complaints)


def main():
    found = run()
    for end, old, new, wanted in VIOLATIONS:
        grammar.planted[:] = [(end, old, new)]
        if not any(wanted in complaint for complaint in run()):
            found.append("planted in %s: %r: not complained of: %s" % (end, new, "; ".join(complaints)))
    print("\n".join(found) or "every key is told, shown and described; %d planted violations were found" % len(VIOLATIONS))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
