# SPDX-License-Identifier: MIT
"""The project's top level is settled: these entries and dot-files, nothing else.

Read from the folder, without what .gitignore names, and from git's index where there is one: an ignored name may have been added by force.

    top.py ROOT | top.py --self-test
"""
import fnmatch
import os
import subprocess
import sys
import tempfile

import house

ENTRIES = ("include", "lib", "examples", "tests", "docs", "CMakeLists.txt", "hotline.pc.in", "README.md")


def ignored(root):
    """Patterns of .gitignore that can match at the top level."""
    path = os.path.join(root, ".gitignore")
    lines = house.read(path).splitlines() if os.path.exists(path) else []
    patterns = [line.strip().strip("/") for line in lines if line.strip() and not line.startswith("#")]
    return [p for p in patterns if "/" not in p]


def in_folder(root):
    patterns = ignored(root)
    return {name for name in os.listdir(root) if not any(fnmatch.fnmatch(name, p) for p in patterns)}


def in_index(root):
    if not os.path.exists(os.path.join(root, ".git")):
        return set()
    try:
        done = subprocess.run(["git", "-C", root, "ls-files", "-z"], capture_output=True, text=True)
    except OSError:
        return set()
    return {name.split("/")[0] for name in done.stdout.split("\0") if name} if done.returncode == 0 else set()


def check(root):
    there = in_folder(root) | in_index(root)
    complaints = ["%s: does not belong at the top level" % n for n in sorted(there) if n not in ENTRIES and not n.startswith(".")]
    return complaints + ["%s: missing at the top level" % n for n in ENTRIES if n not in there]


WHOLE = {name if "." in name else name + "/a": "" for name in ENTRIES}
CASES = [
    ("whole", WHOLE, None),
    ("dot-files", dict(WHOLE, **{".clang-format": "", ".ci/run": ""}), None),
    ("a folder", dict(WHOLE, **{"cmake/flags.cmake": ""}), "cmake: does not belong"),
    ("a file", dict(WHOLE, **{"NOTES.md": ""}), "NOTES.md: does not belong"),
    ("ignored", dict(WHOLE, **{"build-x/a": "", "a.o": "", ".gitignore": "# c\n/build-*/\n*.o\n"}), None),
    ("ignored deeper down only", dict(WHOLE, **{"x/a": "", ".gitignore": "lib/x\n"}), "x: does not belong"),
    ("missing", {n: "" for n in WHOLE if n != "README.md"}, "README.md: missing"),
]


def index_case():
    """A name that is ignored and yet in git's index."""
    with tempfile.TemporaryDirectory() as root:
        house.plant(root, dict(WHOLE, **{"build/a": "", ".gitignore": "/build/\n"}))
        try:
            for command in (["init", "-q"], ["add", "-f", "build/a"]):
                subprocess.run(["git", "-C", root] + command, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError) as trouble:
            print("no git for the planted index: %s" % trouble)
            return 0
        good = any("build: does not belong" in c for c in check(root))
        if not good:
            print("self-test 'added by force': %r" % check(root))
        return 0 if good else 1


if __name__ == "__main__":
    if sys.argv[1:] == ["--self-test"]:
        sys.exit(house.try_cases(check, CASES) | index_case())
    sys.exit(house.main("top", check, CASES, lambda root: "%d entries" % len(in_folder(root) | in_index(root))))
