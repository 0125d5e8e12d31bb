# SPDX-License-Identifier: MIT
"""The schemas of docs/schema, with a real validator (ajv): every valid document of the tree is valid to them; what they refuse, the library
refuses; and a list of broken documents, each refused by both.

ajv is what tests/run installs (`npm ci` of this folder's lock file) into HOTLINE_AJV, or into schema/node_modules of the build folder. Without
it, or without node, the test is skipped and says so.
"""
import concurrent.futures
import copy
import glob
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata

import grammar
from grammar import SOURCE

COMMAND = os.environ.get("HOTLINE_COMMAND", "hotline")
SHARED = os.environ.get("HOTLINE_SHARED") or os.path.join(SOURCE, "..", "shared")
MODULES = os.environ.get("HOTLINE_AJV") or os.path.join(os.environ.get("HOTLINE_BINARY", os.getcwd()), "schema", "node_modules")
MUTANTS = int(os.environ.get("HOTLINE_MUTANTS", "400"))


def validate(pairs):
    """For each (schema, document): None, or the complaint."""
    done = subprocess.run(["node", os.path.join(SOURCE, "tests", "schema", "validate.js"), MODULES, os.path.join(SOURCE, "docs", "schema")],
                          input=json.dumps([[kind + ".schema.json", document] for kind, document in pairs]).encode("utf-8"), stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, timeout=200)
    if done.returncode != 0:
        sys.exit("ajv: " + done.stderr.decode("utf-8"))
    return json.loads(done.stdout.decode("utf-8"))


# ---- what the library says ----

DROPPED = (b"null_unused", b'"bad_line"', b'"unknown_event"', b'"bad_value"', b'"unexpected_fact"', b'"unknown_fact"', b'"void_unknown"')


def kind_of(name, document):
    if name.endswith(".case.json"):
        return "case"
    if "import" in document:
        return "mapping"
    return "policy" if "hotline" in document else "calendar" if "calendar" in document else "event"


def strings(node):
    """Every text and every key of a document."""
    if isinstance(node, str):
        return [node]
    inner = list(node) + list(node.values()) if isinstance(node, dict) else node if isinstance(node, list) else []
    return [s for one in inner for s in strings(one)]


def header_of(mapping):
    """A table without rows that has every column that a mapping could mean: each of its texts, with and without {} filled by each of its words."""
    texts = set(strings(mapping)) | {"%d" % n for n in range(200)}
    names = texts | {text.replace("{}", word, 1) for text in texts if "{}" in text for word in texts}
    folded = {unicodedata.normalize("NFKC", name).strip(" \t\r\n\u3000\xa0\ufeff"): name for name in sorted(names)}
    given = mapping.get("delimiter")
    delimiter = given if isinstance(given, str) and len(given) == 1 and given not in '"\r\n' else ","
    header = mapping.get("header")
    line = delimiter.join('"%s"' % name.replace('"', '""') for name in folded.values()) + "\n"
    encoding = mapping.get("encoding")
    return (line * (header if isinstance(header, int) and 1 <= header <= 1000 else 1)).encode(
        encoding if encoding in ("gbk", "gb18030", "utf-16le") else "utf-8", "replace")


def import_refuses(mapping):
    with tempfile.TemporaryDirectory() as folder:
        names = [os.path.join(folder, "map.json"), os.path.join(folder, "table.csv")]
        with open(names[0], "w", encoding="utf-8") as file:
            json.dump(mapping, file, ensure_ascii=False)
        with open(names[1], "wb") as file:
            file.write(header_of(mapping) if isinstance(mapping, dict) else b"")
        done = subprocess.run([COMMAND, "import", "--map"] + names, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=100)
        if done.returncode not in (0, 2):
            sys.exit("hotline import: exit status %d: %s: %s" % (done.returncode, done.stderr.decode("utf-8"), json.dumps(mapping, ensure_ascii=False)))
        return done.returncode == 2


def library_refuses(kind, document, before):
    """Refuses, or takes only with a warning that a null took nothing away, or that a line or a value of a log was dropped."""
    if kind == "mapping":
        return import_refuses(document)
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for i, one in enumerate(before + [document]):
            names.append(os.path.join(folder, "%d.json" % i))
            with open(names[-1], "w", encoding="utf-8") as file:
                json.dump(one, file, ensure_ascii=False)
        calendars = [w for one, n in zip(before, names) if kind_of("", one) == "calendar" for w in ("--calendar", n)]
        policies = [n for one, n in zip(before, names) if kind_of("", one) == "policy"]
        words = {"policy": ["check"] + policies + [names[-1]] + calendars,
                 "calendar": ["calendar", "classify", "2021-05-01"] + calendars + ["--calendar", names[-1]],
                 "event": ["judge", "--json", "--as-if-in-force"] + [w for p in policies for w in ("--rulebook", p)] + calendars + [names[-1]]}[kind]
        done = subprocess.run([COMMAND] + words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=100)
        if done.returncode not in (0, 2):
            sys.exit("hotline %s: exit status %d: %s" % (" ".join(words), done.returncode, done.stderr.decode("utf-8")))
        return done.returncode == 2 or any(word in done.stdout for word in DROPPED)


# ---- documents ----

def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def of_pages():
    for name in ("policy", "calendar", "events", "import"):
        page = grammar.read(os.path.join(SOURCE, "docs", name + ".md"))
        for block in grammar.blocks(page):
            if "…" not in block:
                for text in block.splitlines() if name == "events" else [block]:
                    yield "docs/%s.md" % name, json.loads(text)


def documents():
    """[(name, kind, document)] of all that must be valid."""
    found = [(name, kind_of(name, document), document) for name, document in of_pages()]
    folders = ("examples/policies", "examples/guide", "tests/policies", "tests/cases", "tests/judge/policies", "tests/fault")
    for root, folder in [(SOURCE, f) for f in folders] + [(SHARED, "policies")]:
        for path in sorted(glob.glob(os.path.join(root, folder, "*.json"))):
            document = load(path)
            found.append((os.path.join(folder, os.path.basename(path)), kind_of(path, document), document))
    for path in sorted(glob.glob(os.path.join(SOURCE, "examples", "*", "*.map.json"))):
        found.append((os.path.relpath(path, SOURCE), "mapping", load(path)))
    for path in sorted(glob.glob(os.path.join(SOURCE, "examples", "*", "*.jsonl"))):
        if os.path.basename(path) == "replies.jsonl":
            continue  # lines of `hotline reply`, not events
        with open(path, encoding="utf-8") as file:
            found += [(os.path.relpath(path, SOURCE), "event", json.loads(line)) for line in file if line.strip()]
    return found


def before(one, every):
    """What has to be given before a document: its bases, its calendar; before an event line the policy of its log."""
    name, kind, document = one
    if kind == "event":
        rules = "examples/guide/rule.json" if name.startswith("examples/guide") else "examples/policies/hedong-2021-5.json"
        return [d for n, _, d in every if n == rules]
    if kind != "policy":
        return []
    near = sorted(every, key=lambda o: os.path.dirname(o[0]) != os.path.dirname(name))  # the same id may be in several folders
    bases = [o for o in near if o[1] == "policy" and o[2]["id"] == document.get("extends")][:1]
    calendars = [d for _, k, d in near if k == "calendar" and d["id"] == document.get("calendar")][:1]
    return (before(bases[0], every) if bases else []) + [o[2] for o in bases] + calendars


# ---- mutants ----

def places(node, path=()):
    yield path
    for key, child in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        yield from places(child, path + (key,))


def inserted(text, numbers):
    """One character more, or one less, or one written twice."""
    at = numbers.randrange(len(text) + 1)
    return text[:at] + numbers.choice(("", text[:at][-1:], *"=!&<>\"()., _-%1Aa工")) + text[at + numbers.choice((0, 0, 1)):]


def mutate(document, path, what, numbers):
    """A copy with one thing done at one place; None where there is nothing to do."""
    if not path:
        return None
    whole = copy.deepcopy(document)
    node = whole
    for key in path[:-1]:
        node = node[key]
    key = path[-1]
    if what == "drop":
        del node[key]
    elif what in ("rename", "reword"):
        if not isinstance(key, str):
            return None
        other = key + "x" if what == "rename" else inserted(key, numbers)
        changed = dict((other if k == key else k, v) for k, v in node.items())
        node.clear()
        node.update(changed)
    elif what == "misspell":
        if not isinstance(node[key], str):
            return None
        node[key] = inserted(node[key], numbers)
    elif what == "key":
        if not isinstance(node[key], dict):
            return None
        node[key]["Nosuch"] = "x"
    else:
        node[key] = json.loads(what)
    return whole


CHANGES = ["drop", "rename", "reword", "misspell", "misspell", "misspell", "key", "null", "7", "-1", "1.5", "true", '""', '"undefined"', '"x"',
           '"A b"', "[]", '["x"]', "{}", '{"x": "y"}', '{"else": "yes"}', '"4 workdays"', '"2021-04-29"', '"10:00"']


def mutants(all_documents, count):
    random_numbers = random.Random(20210414)
    made = []
    by_kind = {kind: [o for o in all_documents if o[1] == kind and not library_refuses(kind, o[2], before(o, all_documents))]
               for kind in ("policy", "calendar", "event", "mapping")}
    print("changed are %s" % ", ".join("%d %s" % (len(found), kind) for kind, found in by_kind.items()))
    ways = {}
    while len(made) < count:
        kind = random_numbers.choice(("policy", "policy", "policy", "policy", "calendar", "event", "mapping"))
        one = random_numbers.choice(by_kind[kind])
        name, _, document = one
        if id(document) not in ways:
            ways[id(document)] = list(places(document))
        path, what = random_numbers.choice(ways[id(document)]), random_numbers.choice(CHANGES)
        mutant = mutate(document, path, what, random_numbers)
        if mutant is not None and mutant != document:
            made.append(("%s at %s: %s" % (name, ".".join(map(str, path)), what), kind, mutant, before(one, all_documents)))
    return made


def test_never_stricter(all_documents):
    made = mutants(all_documents, MUTANTS * 4)
    answers = validate([(kind, mutant) for _, kind, mutant, _ in made])
    refused = [m + (answer,) for m, answer in zip(made, answers) if answer is not None][:MUTANTS]
    passed = [m for m, answer in zip(made, answers) if answer is None][:MUTANTS // 4]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        truth = list(pool.map(lambda m: library_refuses(*m[1:4]), refused))
        missed = sum(pool.map(lambda m: library_refuses(*m[1:]), passed))
    print("%d mutants that a schema refuses; of %d that it lets pass the library refuses %d (names, conditions, tables, order)" %
          (len(refused), len(passed), missed))
    if len(refused) < MUTANTS // 2:
        yield "too few mutants are refused: %d" % len(refused)
    for mutant, good in zip(refused, truth):
        if not good:
            yield "the schema is stricter than the library: %s: %s" % (mutant[0], mutant[4][:300])


def test_valid(all_documents):
    for (name, kind, _), answer in zip(all_documents, validate([(k, d) for _, k, d in all_documents])):
        if answer is not None:
            yield "%s should be a valid %s: %s" % (name, kind, answer[:500])


# ---- broken documents: each is one patch on a document of the pages, by its id; on a case, by its file ----

BROKEN = load(os.path.join(SOURCE, "tests", "schema", "broken.json"))


def lay(target, patch):
    """A merge patch, but "@null" stands for null, and "@drop" takes away."""
    if not isinstance(patch, dict):
        return None if patch == "@null" else patch
    result = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value == "@drop":
            del result[name]
        else:
            result[name] = lay(result.get(name), value)
    return result


def test_broken(all_documents):
    by_id = {}
    for one in all_documents:
        by_id.setdefault(one[2].get("id", one[0]), one)
    made = []
    for row in BROKEN:
        one = by_id[row[0]]
        made.append((json.dumps(row, ensure_ascii=False), one[1], lay(one[2], row[1]), before(one, all_documents)))
    answers = validate([(m[1], m[2]) for m in made])
    for m, answer in zip(made, answers):
        if answer is None:
            yield "the schema should refuse %s" % m[0]
        if m[1] != "case" and not library_refuses(*m[1:]):
            yield "the library should refuse %s" % m[0]
    if len(made) < 60:
        yield "only %d broken documents" % len(made)
    print("%d broken documents" % len(made))


# ---- lines of a desk: what the page shows must be valid; each of these is refused by the schema, and answered with an error ----

DESK_BROKEN = ['{"query":"dues"}', '{"query":"due","untill":"2021-05-08 09:00:00"}', '{"query":"due","until":"tomorrow"}', '{"query":"due","limit":-1}',
               '{"query":"ticket"}', '{"query":"register"}', '{"query":"next","limit":1}', '{"query":"effect","rulebook":"a.json"}',
               '{"query":"export","published":"yes"}', '{"erase":"publications"}', '{"erase":"ticket","unit":"u"}', '{"command":"e1"}', '{}',
               '{"command":{"id":"e1","event":"accept","at":"2021-05-06 09:00:00","ticket":"T1"},"expected":1}',
               '{"command":{"id":"e1","event":"accept","at":"2021-05-06 09:00:00","ticket":"T1"},"expect":-1}',
               '{"command":{"id":"e1","event":"accept","at":"2021-05-06 09:00:00","ticket":"T1"},"try":1}']


def test_desk(_):
    session = grammar.read(os.path.join(SOURCE, "docs", "desk.md")).split("### A session")[1]
    shown = [line for words in re.findall(r"^    \$ (.*desk\.sh.*)$", session, re.M) if "no json" not in words
             for line in re.findall(r"'(\{.*?\})'", words)]
    for line, answer in zip(shown, validate([("desk", json.loads(line)) for line in shown])):
        if answer is not None:
            yield "docs/desk.md: %s should be a valid desk: %s" % (line, answer[:500])
    for line, answer in zip(DESK_BROKEN, validate([("desk", json.loads(line)) for line in DESK_BROKEN])):
        if answer is None:
            yield "the schema should refuse %s" % line
    rules = os.path.join(SOURCE, "examples", "policies", "hedong-2021-5.json")
    done = subprocess.run([COMMAND, "desk", "--store", "sqlite::memory:", "--rulebook", rules], input="\n".join(DESK_BROKEN).encode("utf-8"),
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=100)
    if b"built without" in done.stderr:
        print("SKIP schemas: hotline desk was built without SQLite and OpenSSL; broken lines were not tried on it")
    elif done.stdout.count(b'"status":"error"') != len(DESK_BROKEN):
        yield "hotline desk should refuse each of the broken lines: %s" % done.stdout.decode("utf-8")
    if len(shown) < 10:
        yield "only %d lines of a desk" % len(shown)
    print("%d lines of a desk, %d broken ones" % (len(shown), len(DESK_BROKEN)))


def main():
    if not shutil.which("node") or not os.path.isdir(os.path.join(MODULES, "ajv")):
        print("SKIP schemas: no node, or no ajv in %s (tests/run installs it; set HOTLINE_AJV): no document was validated" % MODULES)
        return 77
    all_documents = documents()
    sums = ["%d %s" % (sum(d[1] == k for d in all_documents), k) for k in ("policy", "calendar", "event", "mapping", "case")]
    print("%d documents: %s" % (len(all_documents), ", ".join(sums)))
    failures = [f for test in (test_valid, test_broken, test_desk, test_never_stricter) for f in test(all_documents)]
    print("\n".join(failures))
    return 1 if failures or len(all_documents) < 40 else 0


if __name__ == "__main__":
    sys.exit(main())
