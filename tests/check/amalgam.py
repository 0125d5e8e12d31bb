# SPDX-License-Identifier: MIT
"""lib/hotline_all.c includes every .c of the library, once, left layers first.

    amalgam.py ROOT            fails when the file is not what it should be
    amalgam.py ROOT --update   writes it
    amalgam.py --self-test
"""
import os
import sys

import house

HEAD = """/* SPDX-License-Identifier: MIT */
/*
 * The whole library as one translation unit, for a machine with nothing but a compiler: cc -c lib/hotline_all.c
 * Kept by tests/check/amalgam.py; the layers come in their order. Do not compile it beside the files that it includes.
 */
"""


def expected(root):
    names = [os.path.relpath(path, os.path.join(root, "lib")).replace(os.sep, "/")
             for _, path in house.library_sources(root, (".c",))]
    return HEAD + "".join('#include "%s"\n' % name for name in names)


def check(root):
    path = os.path.join(root, "lib", "hotline_all.c")
    actual = house.read(path) if os.path.exists(path) else ""
    wanted = expected(root)
    complaints = []
    for line in wanted.splitlines():
        if line.startswith("#include") and line not in actual.splitlines():
            complaints.append("lib/hotline_all.c: missing: " + line)
    for line in actual.splitlines():
        if line.startswith("#include") and line not in wanted.splitlines():
            complaints.append("lib/hotline_all.c: no such file: " + line)
    if actual != wanted and not complaints:
        complaints.append("lib/hotline_all.c: out of order; run tests/check/amalgam.py . --update")
    return complaints


A = {"lib/base/a.c": "", "lib/rules/b.c": ""}
CASES = [
    ("complete", dict(A, **{"lib/hotline_all.c": HEAD + '#include "base/a.c"\n#include "rules/b.c"\n'}), None),
    ("one missing", dict(A, **{"lib/hotline_all.c": HEAD + '#include "base/a.c"\n'}), "missing"),
    ("one too many", dict(A, **{"lib/hotline_all.c": HEAD + '#include "base/a.c"\n#include "rules/b.c"\n#include "base/z.c"\n'}),
     "no such file"),
    ("out of order", dict(A, **{"lib/hotline_all.c": HEAD + '#include "rules/b.c"\n#include "base/a.c"\n'}), "out of order"),
    ("no file at all", A, "missing"),
]

if __name__ == "__main__":
    if "--update" in sys.argv:
        with open(os.path.join(sys.argv[1], "lib", "hotline_all.c"), "w", encoding="utf-8") as file:
            file.write(expected(sys.argv[1]))
        sys.exit(0)
    sys.exit(house.main("amalgam", check, CASES, lambda root: "%d sources" % len(house.library_sources(root, (".c",)))))
