# SPDX-License-Identifier: MIT
"""The published rules in tests/policies keep to what their README says of them: every rule has a label and a clause, every document a
source and a case, `hotline check` has neither an error nor a warning for any, and the README names each of them and nothing else.
"""
import glob
import json
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
POLICIES = os.path.join(os.path.dirname(HERE), "policies")
COMMAND = os.environ.get("HOTLINE_COMMAND", "hotline")
RULES = ("events", "duties", "measures", "scores", "rankings", "proposals")
OVERLAY = "libhotline tests"


def bare_rules(document):
    """Rules of a document that is not ours which lack their label or clause."""
    if document["source"].startswith(OVERLAY):
        return []
    found = []
    for section in RULES:
        for name, rule in document.get(section, {}).items():
            if isinstance(rule, dict) and "extends" not in document:
                found += ["%s.%s has no %s" % (section, name, key) for key in ("label", "clause") if key not in rule]
    for name, fact in document.get("facts", {}).items():
        found += ["facts.%s has no label" % name] if "label" not in fact else []
    return found


def stack(documents, name):
    """The files of a document, bases before it."""
    base = documents[name].get("extends")
    return (stack(documents, base) if base else []) + [os.path.join(POLICIES, name + ".json")]


def checked(documents, name):
    done = subprocess.run([COMMAND, "check", "--json"] + stack(documents, name), stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120)
    if done.returncode != 0:
        return [done.stderr.decode("utf-8").strip()]
    lines = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    return [line["message"] for line in lines if line["type"] == "finding" and line["severity"] in ("error", "warning")]


def listed(page):
    """Names of documents in the first column of the README's first table."""
    rows = [row for row in re.findall(r"^\| (`[^|]*) \| [^|]*\|[^|]*\|[^|]*\|$", page, re.M) if "examples/" not in row]
    return {name for row in rows for name in re.findall(r"`([^`]+)`", row)}


def complaints():
    documents, used = {}, set()
    for path in sorted(glob.glob(os.path.join(POLICIES, "*.json"))):
        with open(path, encoding="utf-8") as file:
            read = json.load(file)
        if path.endswith(".case.json"):
            used.update(os.path.basename(name)[:-5] for name in read["rulebook"])
        else:
            documents[os.path.basename(path)[:-5]] = read
    with open(os.path.join(POLICIES, "README.md"), encoding="utf-8") as file:
        page = file.read()
    for name, document in documents.items():
        yield from ((name, what) for what in bare_rules(document) + checked(documents, name))
        if document["id"] != name:
            yield name, "is named %s inside" % document["id"]
        if name not in used:
            yield name, "no case uses it"
        if name not in listed(page):
            yield name, "README.md does not name it"
    for name in sorted(listed(page) - set(documents)):
        yield name, "README.md names it, and it is not there"


def main():
    planted = {"source": "a notice", "facts": {"f": {}}, "duties": {"d": {"label": "义务"}, "e": {"clause": "1"}}}
    if len(bare_rules(planted)) != 3 or listed("| `a`, `b` | x | y | z |\n") != {"a", "b"}:
        print("the test does not see what is planted")
        return 1
    found = list(complaints())
    for name, what in found:
        print("%s: %s" % (name, what))
    print("%d complaints" % len(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
