# SPDX-License-Identifier: MIT
"""Names at file scope are unique over all .c files of the library, so that lib/hotline_all.c compiles; and they say whose they are.

A .c file's functions, variables, types, enumerators and macros may not be defined in another .c file, nor in a header below lib/.
A global function is hotline_x or hotline__x; a static one is not, except that several files share what a header below lib/ defines:
that one is hotline__x.

    statics.py ROOT | statics.py --self-test
"""
import os

import house
import scan


def check(root):
    complaints, owner = [], {}
    for _, path in house.library_sources(root):
        name = os.path.relpath(path, root)
        mine = {}
        for symbol, kind, line in scan.scope_names(house.read(path)):
            place = "%s:%d" % (name, line)
            if kind == "global" and not symbol.startswith("hotline_"):
                complaints.append("%s: %s leaves the file without the prefix" % (place, symbol))
            shared = name.endswith(".h") and symbol.startswith("hotline__")
            if kind == "function" and symbol.startswith("hotline_") and not shared:
                complaints.append("%s: static %s has the prefix of a symbol" % (place, symbol))
            # One name may be a tag and a typedef, or a declaration and its definition, within one file.
            mine.setdefault(symbol, place)
        for symbol, place in mine.items():
            if symbol in owner:
                complaints.append("%s: %s is also in %s" % (place, symbol, owner[symbol]))
            owner[symbol] = place
    return complaints


TWO = "static int %s(void) { return 1; }\n"
CASES = [
    ("distinct", {"lib/base/a.c": TWO % "a_f", "lib/rules/b.c": TWO % "b_f"}, None),
    ("same function", {"lib/base/a.c": TWO % "f", "lib/rules/b.c": TWO % "f"}, "also in"),
    ("declared and defined", {"lib/base/a.c": "static int f(void);\n" + TWO % "f"}, None),
    ("same table", {"lib/base/a.c": "static const int t[] = {1, 2};\n", "lib/rules/b.c": "static const char *const t[2][3] = {0};\n"},
     "also in"),
    ("same enumerator", {"lib/base/a.c": "enum { A, B = 2 };\n", "lib/rules/b.c": "typedef enum x { C, B } x;\n"}, "B is also in"),
    ("same macro", {"lib/base/a.c": "#define M 1\n", "lib/rules/b.c": "#define M(x) x\n"}, "M is also in"),
    ("macro removed again", {"lib/base/a.c": "#define M 1\n#undef M\n", "lib/rules/b.c": "#define M(x) x\n#undef M\n"}, None),
    ("same type", {"lib/base/a.c": "typedef struct { int x; } t;\n", "lib/rules/b.c": "typedef int (*t)(void);\n"}, "t is also in"),
    ("same tag", {"lib/base/a.c": "struct t { int x; };\n", "lib/rules/b.c": "struct t { int y; };\n"}, "struct t is also in"),
    ("local names are free", {"lib/base/a.c": "static int f(int x) { static int n = 1; return n + x; }\n", "lib/base/b.c":
                              "static int g(int x) { static int n = 1; return n + x; }\n"}, None),
    ("no prefix", {"lib/base/a.c": "int f(void) { return 1; }\n"}, "without the prefix"),
    ("prefix", {"lib/base/a.c": "int hotline_f(void) { return 1; }\nint hotline__g(void) { return 1; }\n"}, None),
    ("prefix of a static", {"lib/base/a.c": TWO % "hotline__f"}, "has the prefix"),
    ("static in a header", {"lib/base/a.h": TWO % "hotline__f"}, None),
    ("static in a header like a public one", {"lib/base/a.h": TWO % "hotline_f"}, "has the prefix"),
    ("in a header and a source", {"lib/base/a.h": TWO % "hotline__f", "lib/rules/b.c": "int hotline__f(void) { return 1; }\n"}, "also in"),
    ("a function that returns a pointer", {"lib/base/a.c": "static const char *f(void) { return 0; }\n",
                                           "lib/base/b.c": "static const char *f(int x) { return 0; }\n"}, "also in"),
    ("table type by struct", {"lib/base/a.c": "static const struct { int a; } rows[] = {{1}};\n",
                              "lib/base/b.c": "static const struct { int a; } rows[] = {{1}};\n"}, "rows is also in"),
]

if __name__ == "__main__":
    import sys
    sys.exit(house.main("statics", check, CASES, lambda root: "%d files" % len(house.library_sources(root))))
