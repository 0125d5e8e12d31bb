# SPDX-License-Identifier: MIT
"""What the shared library exports and how its records lie in memory may only grow.

    golden.py LIBRARY.so             fails when a symbol or a member is gone, has changed, or is new and not yet written down
    golden.py LIBRARY.so --update    writes the new lines down; refuses when a line is gone or has changed
    golden.py LIBRARY.so --reset     writes everything anew: only together with a new ABI number
    golden.py --self-test
                                     (77: the compiler can make none of the models)

symbols.txt holds one exported symbol a line. layouts.txt holds `model record size` and `model record.member offset size`, in the order
of the members; a size may grow, nothing else may change. The models are lp64, and i386 where the compiler can make it. The numbers are
read from assembly, so that nothing is run and no second C library is needed.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

import declarations

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
MODELS = (("lp64", "-m64"), ("i386", "-m32"))


def exported(library):
    rows = subprocess.run(["nm", "-D", "--defined-only", library], check=True, capture_output=True, text=True).stdout.splitlines()
    return sorted(row.split()[-1].split("@")[0] for row in rows if row.split()[-2] != "A")


def declared(headers):
    return sorted(i["name"] for h in headers for i in h.items if i["kind"] == "function")


def records(headers):
    return [(i["name"], [m["name"] for m in i["members"]]) for h in headers for i in h.items if i["kind"] == "record"]


def layout(headers, model, flag):
    """Lines of one model, or None when the compiler cannot make it."""
    names, expressions = [], []
    for record, members in records(headers):
        names.append((model, record))
        expressions.append("sizeof(%s)" % record)
        for member in members:
            names.append((model, "%s.%s" % (record, member)))
            expressions += ["__builtin_offsetof(%s, %s)" % (record, member), "sizeof(((%s *)0)->%s)" % (record, member)]
    source = "#include <stdint.h>\n#include <stddef.h>\n" + "".join('#include "hotline/%s"\n' % h.file for h in headers)
    source += "const unsigned int golden_numbers[] = {%s, 4294967295u};\n" % ", ".join("(unsigned int)" + e for e in expressions)
    numbers = assembled(source, flag)
    if numbers is None or len(numbers) < len(expressions):
        return None
    lines = []
    for model_name, name in names:
        count = 2 if "." in name else 1
        lines.append(" ".join([model_name, name] + [str(numbers.pop(0)) for _ in range(count)]))
    return lines


def assembled(source, flag):
    compiler = shutil.which("gcc") or shutil.which("clang") or shutil.which("cc")
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "golden.c")
        with open(path, "w", encoding="utf-8") as file:
            file.write(source)
        done = subprocess.run([compiler, flag, "-ffreestanding", "-fno-zero-initialized-in-bss", "-std=c99", "-O0", "-S",
                               "-I" + os.path.join(ROOT, "include"), path, "-o", path + ".s"], capture_output=True, text=True)
        if done.returncode != 0:
            print("SKIP: layouts with %s: %s" % (flag, done.stderr.strip().split("\n")[0]))
            return None
        with open(path + ".s", encoding="utf-8") as file:
            return numbers_of(file.read())


def numbers_of(assembly):
    body = assembly.split("golden_numbers:", 1)[1]
    result = []
    for match in re.finditer(r"^\s*\.(long|4byte|zero|word|size|globl)\s+(\S+)", body, re.M):
        kind, value = match.groups()
        if kind in ("size", "globl"):
            break
        result += [0] * (int(value) // 4) if kind == "zero" else [int(value)]
    return result


def compare_symbols(old, new):
    """(complaints that nothing mends, lines that are new)."""
    return ["symbols.txt: %s is gone" % s for s in old if s not in new], [s for s in new if s not in old]


def compare_layouts(old, new):
    """old may lack models; new may lack a model that this compiler cannot make."""
    complaints, fresh = [], []
    made = {line.split()[0] for line in new}
    now = {tuple(line.split()[:2]): line for line in new}
    before = {tuple(line.split()[:2]): line for line in old}
    for key, line in before.items():
        if key[0] not in made:
            continue
        if key not in now:
            complaints.append("layouts.txt: gone: %s" % line)
        elif "." in key[1] and now[key] != line:
            complaints.append("layouts.txt: was %s, is %s" % (line, now[key]))
        elif int(now[key].split()[-1]) < int(line.split()[-1]):
            complaints.append("layouts.txt: has shrunk: %s" % line)
    complaints += inserted(before, now)
    fresh = [line for key, line in now.items() if before.get(key) != line]
    return complaints, fresh


def inserted(before, now):
    """A new member may only follow all the old ones of its record."""
    complaints = []
    for key, line in now.items():
        if key in before or "." not in key[1]:
            continue
        record = key[1].split(".")[0]
        later = [k for k in before if k[0] == key[0] and k[1].startswith(record + ".")]
        if later and max(int(before[k].split()[2]) for k in later) >= int(line.split()[2]):
            complaints.append("layouts.txt: not at the end: %s" % line)
    return complaints


def read(name):
    path = os.path.join(HERE, name)
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as file:
        return file.read().splitlines()


def write(name, lines):
    with open(os.path.join(HERE, name), "w", encoding="utf-8") as file:
        file.write("".join(line + "\n" for line in lines))


def merged(old, new):
    """New lines in their places; models that were not made now stay as they are."""
    made = {line.split()[0] for line in new}
    return [line for line in old if line.split()[0] not in made and made] + new


def main():
    if sys.argv[1:] == ["--self-test"]:
        return self_test()
    headers = declarations.read_headers(os.path.join(ROOT, "include", "hotline"))
    symbols = exported(sys.argv[1])
    layouts = [line for model, flag in MODELS for line in layout(headers, model, flag) or []]
    if "--reset" in sys.argv:
        write("symbols.txt", symbols)
        write("layouts.txt", merged(read("layouts.txt"), layouts))
        return 0
    complaints, fresh_symbols = compare_symbols(read("symbols.txt"), symbols)
    more, fresh_layouts = compare_layouts(read("layouts.txt"), layouts)
    complaints += more
    complaints += ["%s is exported but not declared in a public header" % s for s in symbols if s not in declared(headers)]
    complaints += ["%s is declared but not exported" % s for s in declared(headers) if s not in symbols]
    complaints += ["%s is exported without the prefix" % s for s in symbols if not re.match(r"hotline_[a-z]", s)]
    if "--update" in sys.argv and not complaints:
        write("symbols.txt", symbols)
        write("layouts.txt", merged(read("layouts.txt"), layouts))
        fresh_symbols, fresh_layouts = [], []
    complaints += ["new, not written down (--update): %s" % line for line in fresh_symbols + fresh_layouts]
    if complaints:
        print("\n".join(complaints))
    print("golden: %d symbols, %d lines of layouts; %d complaints" % (len(symbols), len(layouts), len(complaints)))
    return 1 if complaints else 0 if layouts else 77


def self_test():
    old = ["lp64 r 16", "lp64 r.a 0 4", "lp64 r.b 8 8"]
    cases = [
        ("same", compare_layouts(old, old), 0, 0),
        ("grown", compare_layouts(old, ["lp64 r 24", "lp64 r.a 0 4", "lp64 r.b 8 8", "lp64 r.c 16 8"]), 0, 2),
        ("member gone", compare_layouts(old, old[:2]), 1, 0),
        ("member moved", compare_layouts(old, ["lp64 r 16", "lp64 r.a 4 4", "lp64 r.b 8 8"]), 1, 1),
        ("shrunk", compare_layouts(old, ["lp64 r 8"] + old[1:]), 1, 1),
        ("inserted", compare_layouts(old, old + ["lp64 r.c 4 4"]), 1, 1),
        ("new record", compare_layouts(old, old + ["lp64 s 4", "lp64 s.a 0 4"]), 0, 2),
        ("a model not made", compare_layouts(old + ["i386 r 12"], old), 0, 0),
        ("symbol gone", compare_symbols(["f", "g"], ["f"]), 1, 0),
        ("symbol new", compare_symbols(["f"], ["f", "g"]), 0, 1),
    ]
    bad = [name for name, (complaints, fresh), c, f in cases if (len(complaints), len(fresh)) != (c, f)]
    if numbers_of("golden_numbers:\n\t.long\t16\n\t.zero\t4\n\t.long\t8\n\t.size golden_numbers, 1\n\t.long\t9\n") != [16, 0, 8]:
        bad.append("assembly")
    print("self-test: %d cases, failed: %s" % (len(cases) + 1, bad))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
