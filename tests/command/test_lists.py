# SPDX-License-Identifier: MIT
"""docs/lists.md: each line of jq prints, of the log of tests/cases/u-lists.case.json, what the page says. Exit 77 without jq.

    test_lists.py [--write]      with --write the page is filled with what is printed
"""
import json
import os
import re
import shutil
import subprocess
import sys

from command import SOURCE, Folder, run, same, tests_of
from test_docs import EXAMPLE

PAGE = os.path.join(SOURCE, "docs", "lists.md")
CASE = os.path.join(SOURCE, "tests", "cases", "u-lists.case.json")
# The lists that the notice implies, by the numbers of its requirements.
LISTS = ("S-08", "S-09", "S-12", "S-13", "S-22", "S-27", "S-40", "S-46")


def judged():
    with open(CASE, encoding="utf-8") as file:
        case = json.load(file)
    words = ["judge", "--json", "--now", case["when"][-1]["now"]]
    for name in case["rulebook"]:
        words += ["--rulebook", os.path.join(os.path.dirname(CASE), name)]
    return run(*words, "-", given="\n".join(json.dumps(event, ensure_ascii=False) for event in case["log"])).text()


def printed_by(words, folder):
    done = subprocess.run(["bash", "-c", words], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60)
    text = done.stdout.decode("utf-8") + ("(exit %d)\n" % done.returncode if done.returncode else "")
    return "".join("    " + line + "\n" for line in text.splitlines() if line)


def page():
    with open(PAGE, encoding="utf-8") as file:
        return file.read()


def test_lists():
    with Folder() as folder:
        path = os.path.dirname(folder.write("judged.jsonl", judged()))
        examples = list(EXAMPLE.finditer(page()))
        for example in examples:
            same(example["words"], example["printed"], printed_by(example["words"], path))
        same("examples", len(examples) >= len(LISTS), True)
        same("a list that is empty shows nothing", [e["words"] for e in examples if not e["printed"].strip()],
             [e["words"] for e in examples if "--arg role media" in e["words"]])


def test_every_list_is_told():
    for number in LISTS:
        same(number, len(re.findall(r"^\| %s \|" % number, page(), re.M)), 1)


def write():
    with Folder() as folder:
        path = os.path.dirname(folder.write("judged.jsonl", judged()))
        text = EXAMPLE.sub(lambda e: "    $ " + e["words"] + "\n" + printed_by(e["words"], path), page())
    with open(PAGE, "w", encoding="utf-8") as file:
        file.write(text)


if __name__ == "__main__":
    if shutil.which("jq") is None:
        print("SKIP: no jq")
        sys.exit(77)
    if "--write" in sys.argv:
        write()
    else:
        tests_of(sys.modules[__name__])
