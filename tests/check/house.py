# SPDX-License-Identifier: MIT
"""What the checks share: the tree's layout, and how a check reports and tries itself."""
import os
import sys
import tempfile

LAYERS = ("base", "rules", "casework", "oversight", "desk")
SKIPPED_FOLDERS = {".git", "__pycache__", "node_modules", "corpus"}


def library_sources(root, endings=(".c", ".h")):
    """Every file of lib/<layer>/, as (layer, path), in the layers' order, then by name."""
    found = []
    for layer in LAYERS:
        folder = os.path.join(root, "lib", layer)
        if not os.path.isdir(folder):
            continue
        for name in sorted(os.listdir(folder)):
            if name.endswith(endings):
                found.append((layer, os.path.join(folder, name)))
    return found


def public_headers(root):
    folder = os.path.join(root, "include", "hotline")
    return [os.path.join(folder, n) for n in sorted(os.listdir(folder)) if n.endswith(".h")]


def walk(root, names):
    """Files by ending (".c") or whole name ("run")."""
    endings = tuple(n for n in names if n.startswith("."))
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(f for f in folders if f not in SKIPPED_FOLDERS and not f.startswith("build"))
        for name in sorted(files):
            if name.endswith(endings) or name in names:
                yield os.path.join(folder, name)


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def plant(root, files):
    """Writes {relative path: text} under root, for a self-test."""
    for name, text in files.items():
        path = os.path.join(root, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)


def try_cases(check, cases):
    """Runs check(root) on planted trees. A case is (name, files, text that a complaint must contain, or None for none)."""
    failed = 0
    for name, files, expected in cases:
        with tempfile.TemporaryDirectory() as root:
            plant(root, files)
            complaints = check(root)
        if expected is None:
            good = not complaints
        else:
            good = any(expected in c for c in complaints)
        if not good:
            failed += 1
            print("self-test %r: expected %r, got %r" % (name, expected, complaints))
    print("self-test: %d cases, %d failed" % (len(cases), failed))
    return 1 if failed else 0


def report(name, complaints, summary):
    for complaint in complaints:
        print(complaint)
    print("%s: %s; %d complaints" % (name, summary, len(complaints)))
    return 1 if complaints else 0


def main(name, check, cases, summary=lambda root: "read"):
    """The usual program: --self-test, or a root folder."""
    if sys.argv[1:] == ["--self-test"]:
        return try_cases(check, cases)
    root = sys.argv[1] if len(sys.argv) > 1 else "."
    return report(name, check(root), summary(root))
