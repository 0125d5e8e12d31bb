# SPDX-License-Identifier: MIT
"""docs/guide.md is true: its documents, made step by step in a folder of their own, are read after each step; what its commands print is what
they print; its case holds; and what comes out in the end is what lies in examples/guide.

    test_guide.py [--write]     with --write the page and examples/guide are filled with what comes out
"""
import json
import os
import re
import subprocess
import sys

import command
from command import SOURCE, Folder, same

PAGE = os.path.join(SOURCE, "docs", "guide.md")
CALENDARS = ("days.json",)
KEPT = os.path.join(SOURCE, "examples", "guide")
STEP = re.compile(r"^(?P<how>New file|Add to) `(?P<name>[\w.-]+)`:\n\n(?P<block>(?:    .*\n)+)|"
                  r"^    \$ (?P<words>(?:.*\\\n)*.*)\n(?P<printed>(?:    (?!\$ ).*\n)*)", re.M)


def merge(target, patch):
    result = dict(target)
    for name, value in patch.items():
        result[name] = merge(result.get(name, {}), value) if isinstance(value, dict) and isinstance(result.get(name, {}), dict) else value
    return result


def write(folder, how, name, block):
    """A new file as it stands on the page; what is added is merged, and the file is written anew."""
    text = re.sub("^    ", "", block, flags=re.M)
    if how == "Add to":
        with open(folder.path(name), encoding="utf-8") as file:
            text = laid_out(merge(json.load(file), json.loads(text)))
    folder.write(name, text)


def laid_out(value, depth=0):
    """JSON as people write it: what fits stands on a line."""
    line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict) or (depth > 0 and len(line) + depth <= 140) or not value:
        return line
    inner = ",\n".join(" " * (depth + 1) + json.dumps(k, ensure_ascii=False) + ": " + laid_out(v, depth + 1) for k, v in value.items())
    return "{\n" + inner + "\n" + " " * depth + "}" + ("\n" if depth == 0 else "")


def printed_by(words, folder):
    path = os.path.dirname(os.path.abspath(command.COMMAND)) + os.pathsep + os.environ["PATH"]
    done = subprocess.run(["bash", "-c", words], cwd=folder.path(""), env=dict(os.environ, PATH=path), stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=60)
    text = done.stdout.decode("utf-8") + ("(exit %d)\n" % done.returncode if done.returncode else "")
    return "".join("    " + line + "\n" for line in text.splitlines() if line)


def read_after_a_step(folder, name, policies):
    """The file that a step has made or changed is read; a case is judged."""
    if name.endswith(".case.json"):
        sys.path.insert(0, os.path.join(SOURCE, "tests", "cases"))
        import test_cases
        same("the case", test_cases.run_case(folder.path(name)), [])
    elif name in CALENDARS:
        answer = command.run("calendar", "classify", "2024-05-06", "--calendar", folder.path(name))
        same("%s: %s" % (name, answer.message()), answer.code, 0)
    elif name.endswith(".json"):
        answer = command.run("check", *[folder.path(p) for p in policies])
        same("%s: %s" % (name, answer.message()), answer.code, 0)
    else:
        answer = command.run("judge", *[w for p in policies for w in ("--rulebook", folder.path(p))], "--json", "--summary", folder.path(name))
        same(name, [answer.objects()[-1][k] for k in ("bad_lines", "events")], [0, 13])


def steps(folder, text):
    """Takes the steps of the page in order; yields (place in the text, what the page prints, what is printed)."""
    policies = []
    for step in STEP.finditer(text):
        if step["name"] is None:
            yield step, printed_by(step["words"], folder)
            continue
        write(folder, step["how"], step["name"], step["block"])
        if step["name"] not in policies and '"hotline": 1' in step["block"]:
            policies.append(step["name"])
        read_after_a_step(folder, step["name"], policies)


def page():
    with open(PAGE, encoding="utf-8") as file:
        return file.read()


def test_every_block_is_a_step():
    same("lines that no step takes", re.findall(r"^    .*$", STEP.sub("", page()), re.M), [])


def test_the_steps():
    count = 0
    with Folder() as folder:
        for step, printed in steps(folder, page()):
            same(step["words"], step["printed"], printed)
            count += 1
        names = sorted(os.listdir(folder.path("")))
        same("files", sorted(os.listdir(KEPT)), names)
        for name in names:
            with open(folder.path(name), "rb") as made, open(os.path.join(KEPT, name), "rb") as kept:
                same("examples/guide/%s" % name, kept.read(), made.read())
    same("commands", count > 12, True)


def fill():
    text, pieces, at = page(), [], 0
    with Folder() as folder:
        for step, printed in steps(folder, text):
            pieces += [text[at:step.start()], "    $ %s\n%s" % (step["words"], printed)]
            at = step.end()
        for name in os.listdir(folder.path("")):
            with open(folder.path(name), "rb") as made, open(os.path.join(KEPT, name), "wb") as kept:
                kept.write(made.read())
    with open(PAGE, "w", encoding="utf-8") as file:
        file.write("".join(pieces) + text[at:])


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        fill()
    else:
        command.tests_of(sys.modules[__name__])
