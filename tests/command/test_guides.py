# SPDX-License-Identifier: MIT
"""docs/store.md and docs/desk.md are true: the programs on them are taken out, compiled and run, in a folder of their own, and print what the
pages say. A fenced block that begins with its file's name is that file; a line `$ ...` in an indented block is run there, in the page's order.

    test_guides.py [--write]     with --write the pages are filled with what is printed
"""
import json
import os
import re
import shutil
import subprocess
import sys

import command
from command import SOURCE, Folder, contains, same

PAGES = [os.path.join(SOURCE, "docs", name + ".md") for name in ("store", "desk")]
STEP = re.compile(r"^```(?P<language>\w+)\n(?P<block>(?:.*\n)*?)```\n|^    \$ (?P<words>(?:.*\\\n)*.*)\n(?P<printed>(?:    (?!\$ ).*\n)*)", re.M)
NAME = re.compile(r'(?:/\* |"""|// |# )([\w.]+\.(?:c|h|py|java|sh))\b')
# What a command runs, and what that asks for.
NEEDS = (("hotline desk", "desk"), ("hotline verify", "desk"), ("sh desk.sh", "desk"), ("desk.py", "desk"), ("Desk.java", "java"), ("-lcrypto", "openssl"), ("./host", "openssl"))


def there():
    """What this machine has. Without the rest a part of the pages is not looked at, and that is said."""
    found = {"cc"} if shutil.which("cc") else set()
    answer = command.run("desk", "--store", "sqlite::memory:", "--rulebook", os.path.join(SOURCE, "examples", "policies", "hedong-2021-5.json"))
    found |= {"desk"} if answer.code == 0 else set()
    done = subprocess.run(["cc", "-E", "-include", "openssl/evp.h", "-"], input=b"", capture_output=True) if found & {"cc"} else None
    found |= {"openssl"} if done and done.returncode == 0 else set()
    java = subprocess.run(["java", "--list-modules"], capture_output=True) if shutil.which("java") else None
    found |= {"java"} if java and b"jdk.compiler" in java.stdout and "desk" in found else set()
    return found


def lacking(words, has):
    return [need for piece, need in (*NEEDS, ("cc ", "cc"), ("./", "cc")) if piece in words and need not in has]


def printed_by(words, folder):
    path = os.path.dirname(os.path.abspath(command.COMMAND)) + os.pathsep + os.environ["PATH"]
    done = subprocess.run(["bash", "-c", words], cwd=folder.path(""), env=dict(os.environ, PATH=path), stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=200)
    text = done.stdout.decode("utf-8") + ("(exit %d)\n" % done.returncode if done.returncode else "")
    return "".join("    " + line + "\n" for line in text.splitlines() if line)


def prepare(folder, has):
    for name in ("include", "lib", "examples"):
        os.symlink(os.path.join(SOURCE, name), folder.path(name))
    if "cc" in has:
        words = "cc -std=c99 -c -I include lib/hotline_all.c -o hotline.o"
        same("the library as one file", printed_by(words, folder), "")


def read(page):
    with open(page, encoding="utf-8") as file:
        return file.read()


def steps(folder, has, page, skipped):
    """Takes the steps of a page in order; yields (the place, what the page prints, what is printed); of what was skipped None."""
    for step in STEP.finditer(read(page)):
        if step["words"] is None:
            name = NAME.match(step["block"])
            same("%s: a block without a file's name: %r" % (os.path.basename(page), step["block"][:60]), name is None, False)
            folder.write(name.group(1), step["block"])
            continue
        needs = lacking(step["words"], has)
        skipped.update(needs)
        yield step, step["printed"], None if needs else printed_by(step["words"], folder)


def opens(folder, content):
    """Whether the journal of docs/store.md opens a file with this content, and whether it left it as long as it was."""
    path = folder.write("tried", content)
    rules = os.path.join("examples", "policies", "hedong-2021-5.json")
    done = subprocess.run(["./serve", path, rules], cwd=folder.path(""), stdin=subprocess.DEVNULL, capture_output=True, timeout=100)
    return done.returncode == 0, os.path.getsize(path) == len(content)


def try_ends(folder):
    """A journal that was cut off anywhere opens; one in which a bit was changed does not, and is left alone."""
    with open(folder.path("journal"), "rb") as file:
        whole = file.read()
    same("the journal is there", len(whole) > 100000, True)
    same("the whole journal", opens(folder, whole), (True, True))
    for place in [len(whole) - n for n in (1, 39, 40, 41, 300, 600, 900)] + [len(whole) * n // 8 for n in range(8)]:
        same("cut off at %d" % place, opens(folder, whole[:place])[0], True)
    for n in range(1, 9):
        place = len(whole) * n // 9
        same("changed at %d" % place, opens(folder, whole[:place] + bytes([whole[place] ^ 64]) + whole[place + 1:]), (False, True))


def test_the_pages():
    has, skipped, count = there(), set(), 0
    with Folder() as folder:
        prepare(folder, has)
        for page in PAGES:
            for step, told, printed in steps(folder, has, page, skipped):
                if printed is not None:
                    same("%s: %s" % (os.path.basename(page), step["words"]), told, printed)
                    count += 1
            if page == PAGES[0] and "cc" in has:
                try_ends(folder)
    for need in sorted(skipped):
        print("SKIP docs/store.md, docs/desk.md: no %s here; what needs it was not run" % need)
    same("examples were run", count > 15 or bool(skipped), True)


def test_page_and_schema_tell_every_query():
    """As the command lists them: {"name", ..., {keys}}. The schema has a shape for each, with these keys."""
    text = read(PAGES[1])
    schema = json.loads(read(os.path.join(SOURCE, "docs", "schema", "desk.schema.json")))["$defs"]
    forms = re.findall(r'^    \{"(\w+)", \d, \w+, \{(.*?)\}\},$', read(os.path.join(SOURCE, "examples", "hotline", "desk_query.c")), re.M)
    same("queries were found", len(forms) > 10, True)
    for name, keys in forms:
        row = re.search(r"^\| `%s` \|.*$" % name, text, re.M)
        same("docs/desk.md tells the query " + name, row is not None, True)
        contains("the keys of " + name, row.group(0), *["`%s`" % key for key in re.findall(r'"(\w+)"', keys)])
        asked = schema["query_" + name]["properties"]
        same("the schema's keys of " + name, sorted(asked), sorted({"query", "now"} | set(re.findall(r'"(\w+)"', keys))))
    for key in re.findall(r'"(\w+)"', re.search(r"command_keys\[\] = \{(.*)\}", read(os.path.join(SOURCE, "examples", "hotline", "desk_command.c"))).group(1)):
        same("docs/desk.md tells " + key, '"%s"' % key in text or "`%s`" % key in text, True)


def fill():
    has, skipped = there(), set()
    with Folder() as folder:
        prepare(folder, has)
        for page in PAGES:
            text, pieces, at = read(page), [], 0
            for step, told, printed in steps(folder, has, page, skipped):
                pieces += [text[at:step.start()], "    $ %s\n%s" % (step["words"], told if printed is None else printed)]
                at = step.end()
            with open(page, "w", encoding="utf-8") as file:
                file.write("".join(pieces) + text[at:])


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        fill()
    else:
        command.tests_of(sys.modules[__name__])
