# SPDX-License-Identifier: MIT
"""The examples in the pages about the command are what it prints. A line `$ ...` in an indented block is run; what follows is compared,
less its empty lines.

    test_docs.py [--write]      with --write the pages are filled with what is printed
"""
import glob
import os
import re
import subprocess
import sys

import command
from command import SOURCE, run, same

PAGES = [os.path.join(SOURCE, "docs", name + ".md") for name in ("calendar", "command", "events", "import", "bulletin")]
EXAMPLE = re.compile(r"^    \$ (?P<words>(?:.*\\\n)*.*)\n(?P<printed>(?:    (?!\$ ).*\n)*)", re.M)


def printed_by(words):
    path = os.path.dirname(os.path.abspath(command.COMMAND)) + os.pathsep + os.environ["PATH"]
    done = subprocess.run(["bash", "-c", words], cwd=SOURCE, env=dict(os.environ, PATH=path), stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=60)
    text = done.stdout.decode("utf-8") + ("(exit %d)\n" % done.returncode if done.returncode else "")
    return "".join("    " + line + "\n" for line in text.splitlines() if line)


def is_left_out(words):
    """Where the program has no store, what needs one says only that."""
    return re.search(r"\bhotline (desk|verify)\b", words) and "built without" in run("verify", "-").message()


def test_examples():
    count = 0
    for page in PAGES:
        with open(page, encoding="utf-8") as file:
            text = file.read()
        for example in EXAMPLE.finditer(text):
            if is_left_out(example["words"]):
                print("SKIP hotline was built without SQLite and OpenSSL; not tried: " + example["words"].splitlines()[0])
                continue
            same("%s: %s" % (os.path.basename(page), example["words"]), example["printed"], printed_by(example["words"]))
            count += 1
    same("examples were found", count > 20, True)


def test_the_documents_of_the_pages_are_read():
    with open(PAGES[0], encoding="utf-8") as file:
        documents = re.findall(r'^    \{(?:\n     )?"calendar": 1(?:.*\n)(?:    .*\n)*', file.read(), re.M)
    documents = [document for document in documents if "…" not in document]
    same("documents", len(documents), 2)
    for document in documents:
        answer = run("calendar", "classify", "2018-11-05", "--json", "--calendar", "-", given=document)
        same("%s: %s" % (document, answer.message()), answer.code, 0)
    with open(PAGES[2], encoding="utf-8") as file:
        events = re.findall(r'^    (\{"id":.*\})$', file.read(), re.M)[:3]
    policies = [os.path.join(SOURCE, "examples", "policies", "hedong-2021-5%s.json" % end) for end in ("", "-working")]
    answer = run("judge", "--rulebook", policies[0], "--rulebook", policies[1], "--json", "--summary", "-", given="\n".join(events))
    same("events", [answer.objects()[-1][key] for key in ("events", "bad_lines")], [3, 0])


def test_every_option_is_told():
    with open(PAGES[1], encoding="utf-8") as file:
        text = file.read()
    for option in sorted(set(re.findall(r"--[a-z-]+", run("--help").text()))):
        same("docs/command.md tells " + option, option in text, True)


def test_every_finding_code_is_told():
    """Code, English and Chinese sentence, as lib/casework/finding.c has them."""
    with open(PAGES[2], encoding="utf-8") as file:
        told = re.findall(r"^\| `([a-z_]+)` \| (.*) \| (.*) \|$", file.read(), re.M)
    catalogue = []
    for path in glob.glob(os.path.join(SOURCE, "lib", "casework", "finding.c")):
        with open(path, encoding="utf-8") as file:
            catalogue += re.findall(r'^    \{"([a-z_]+)",\s+"(.*)",\s+"(.*)"\},$', file.read(), re.M)
    same("the catalogue was found", len(catalogue) > 30, True)
    same("codes", dict((row[0], row[1:]) for row in told if row[0] in dict((c[0], 1) for c in catalogue)),
         dict((row[0], row[1:]) for row in catalogue))


def write():
    for page in PAGES:
        with open(page, encoding="utf-8") as file:
            text = file.read()
        text = EXAMPLE.sub(lambda e: "    $ %s\n%s" % (e["words"], printed_by(e["words"])), text)
        with open(page, "w", encoding="utf-8") as file:
            file.write(text)


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        write()
    else:
        command.tests_of(sys.modules[__name__])
