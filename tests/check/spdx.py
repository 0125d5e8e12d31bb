# SPDX-License-Identifier: MIT
"""Each file names its licence in its first two lines, each library .c opens with one paragraph, and file names do not repeat in lib/.

    spdx.py ROOT | spdx.py --self-test
"""
import os
import re
import sys

import house

ENDINGS = (".c", ".h", ".py", ".sh", ".cmake", ".in", ".map", "CMakeLists.txt", ".clang-format", ".gitignore", "Doxyfile", ".css",
           ".awk")
PROGRAMS = ("run", "long")
VAGUE = re.compile(r"(^|_)(util|utils|common|misc|helper|helpers|stuff)(_|\.)")
OPENING = re.compile(r"\A/\* SPDX-License-Identifier: MIT \*/\n/\*\n \* \S.*?\*/\n", re.S)


def check(root):
    complaints, seen = [], {}
    for path in house.walk(root, ENDINGS + PROGRAMS):
        name = os.path.relpath(path, root)
        if os.path.basename(path) in PROGRAMS and not os.access(path, os.X_OK):
            complaints.append("%s: not executable" % name)
        text = house.read(path)
        if "SPDX-License-Identifier: MIT" not in "".join(text.splitlines(True)[:2]):
            complaints.append("%s: no SPDX line" % name)
        if VAGUE.search(os.path.basename(path)):
            complaints.append("%s: a name that says nothing" % name)
        if name.startswith("lib" + os.sep) and name.endswith(".c") and name.count(os.sep) > 1:
            if not OPENING.match(text):
                complaints.append("%s: no opening paragraph" % name)
            if os.path.basename(path) in seen:
                complaints.append("%s: the name is also in %s" % (name, seen[os.path.basename(path)]))
            seen[os.path.basename(path)] = name
    return complaints


GOOD = "/* SPDX-License-Identifier: MIT */\n/*\n * Adds. It refuses to know why.\n */\nint x;\n"
CASES = [
    ("good", {"lib/base/a.c": GOOD}, None),
    ("no line", {"lib/base/a.h": "int x;\n"}, "no SPDX"),
    ("script without", {"tests/a.py": "x = 1\n"}, "no SPDX"),
    ("script with", {"tests/a.py": "#!/usr/bin/env python3\n# SPDX-License-Identifier: MIT\n"}, None),
    ("no paragraph", {"lib/base/a.c": "/* SPDX-License-Identifier: MIT */\nint x;\n"}, "no opening"),
    ("vague", {"lib/base/json_util.c": GOOD}, "says nothing"),
    ("same name", {"lib/base/a.c": GOOD, "lib/rules/a.c": GOOD}, "also in"),
    ("bytes of a fuzzer, whatever their name", {"tests/fuzz/corpus/a/overlong.c": "x"}, None),
    ("a name that only ends like a program's", {"tests/data/overlong": "x"}, None),
    ("not executable", {"tests/run": "# SPDX-License-Identifier: MIT\n"}, "not executable"),
]

if __name__ == "__main__":
    sys.exit(house.main("spdx", check, CASES, lambda root: "%d files" % len(list(house.walk(root, ENDINGS + PROGRAMS)))))
