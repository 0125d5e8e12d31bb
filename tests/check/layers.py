# SPDX-License-Identifier: MIT
"""Who may know whom.

A folder of lib/ includes only folders to its left (base, rules, casework, oversight, desk). There is no cycle: not between headers,
and not between .c files, where one file points to another if it uses a symbol that the other defines (read from the static library).
The C headers that lib/ may include are few.

    layers.py ROOT [LIBRARY.a] | layers.py --self-test
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

import house
import scan

STANDARD = {"stddef.h", "stdint.h", "string.h", "limits.h"}
ALLOCATING = {"lib/base/context.c": {"stdlib.h"}}
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.M)


def includes(root, path):
    """(quote, target): a target in quotes is a path below root."""
    for quote, target in INCLUDE.findall(scan.without_comments(house.read(path))):
        if quote == '"':
            whole = os.path.normpath(os.path.join(os.path.dirname(path), target))
            target = os.path.relpath(whole, root).replace(os.sep, "/")
        yield quote, target


def layer_of(name):
    parts = name.split("/")
    return house.LAYERS.index(parts[1]) if parts[0] == "lib" and len(parts) > 2 and parts[1] in house.LAYERS else None


def check_includes(root):
    complaints, graph = [], {}
    paths = [path for _, path in house.library_sources(root)]
    if os.path.isdir(os.path.join(root, "include", "hotline")):
        paths += house.public_headers(root)
    for path in paths:
        name = os.path.relpath(path, root).replace(os.sep, "/")
        graph[name] = []
        for quote, target in includes(root, path):
            if quote == "<":
                if target not in STANDARD and target not in ALLOCATING.get(name, ()):
                    complaints.append("%s: includes <%s>" % (name, target))
                continue
            graph[name].append(target)
            complaints += check_include(root, name, target)
    complaints += ["headers in a cycle: " + " -> ".join(c) for c in cycles(graph)]
    return complaints


def check_include(root, name, target):
    if not os.path.exists(os.path.join(root, target)):
        return ["%s: includes %s, which is not there" % (name, target)]
    if target.endswith(".c"):
        return ["%s: includes %s, a source" % (name, target)]
    mine, other = layer_of(name), layer_of(target)
    if mine is None and other is not None:
        return ["%s: a public header includes %s" % (name, target)]
    if other is None and not target.startswith("include/hotline/"):
        return ["%s: includes %s, which is outside" % (name, target)]
    if mine is not None and other is not None and other > mine:
        return ["%s: includes %s, to its right" % (name, target)]
    return []


def cycles(graph):
    """The strongly connected parts of more than one node (Tarjan, without recursion), each sorted."""
    index, low, on, stack, found, counter = {}, {}, set(), [], [], [0]

    def enter(node):
        index[node] = low[node] = counter[0]
        counter[0] += 1
        stack.append(node)
        on.add(node)

    for start in sorted(graph):
        if start in index:
            continue
        enter(start)
        work = [(start, iter(sorted(set(graph.get(start, ())))))]
        while work:
            node, rest = work[-1]
            target = next(rest, None)
            if target is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    part = []
                    while True:
                        member = stack.pop()
                        on.discard(member)
                        part.append(member)
                        if member == node:
                            break
                    if len(part) > 1:
                        found.append(sorted(part))
            elif target not in index:
                enter(target)
                work.append((target, iter(sorted(set(graph.get(target, ()))))))
            elif target in on:
                low[node] = min(low[node], index[target])
    return found


def symbol_graph(listing):
    """From `nm -A` of a static library: {object: {objects whose symbols it uses}}, and the names behind each edge."""
    defined, used = {}, {}
    for row in listing.splitlines():
        match = re.match(r"^(?:.*:)?([^:]+?)\.o(?:bj)?:\s*(?:[0-9a-f]+)?\s*([A-Za-z])\s+(\S+)$", row)
        if not match:
            continue
        name, kind, symbol = match.groups()
        name = name.split("/")[-1]
        if kind == "U":
            used.setdefault(name, set()).add(symbol)
        elif kind.isupper() or kind in "w":
            defined[symbol] = name
    graph, why = {}, {}
    for name, symbols in used.items():
        for symbol in symbols:
            if symbol in defined and defined[symbol] != name:
                graph.setdefault(name, set()).add(defined[symbol])
                why.setdefault((name, defined[symbol]), []).append(symbol)
    for name in set(defined.values()) | set(used):
        graph.setdefault(name, set())
    return graph, why


def check_symbols(root, listing):
    graph, why = symbol_graph(listing)
    layer = {os.path.basename(path): house.LAYERS.index(folder) for folder, path in house.library_sources(root, (".c",))}
    complaints = []
    for name in sorted(graph):
        for target in sorted(graph[name]):
            if layer.get(target, 0) > layer.get(name, 0):
                complaints.append("%s uses %s of %s, to its right" % (name, ", ".join(sorted(why[name, target])), target))
    for part in cycles(graph):
        edges = ["    %s -> %s (%s)" % (a, b, ", ".join(sorted(why[a, b]))) for a in part for b in part if (a, b) in why]
        complaints.append("sources in a cycle: %s\n%s" % (", ".join(part), "\n".join(edges)))
    return complaints, graph


def symbol_cases():
    """Planted listings, then planted sources through a real compiler where there is one."""
    one_way = "l.a:a.c.o:0000 T f\nl.a:b.c.o:                 U f\nl.a:b.c.o:0000 T g\n"
    cycle = one_way + "l.a:a.c.o:                 U g\n"
    three = one_way + "l.a:c.c.o: U g\nl.a:c.c.o:0 T h\nl.a:a.c.o: U h\n"
    files = {"lib/base/a.c": "", "lib/rules/b.c": "", "lib/rules/c.c": ""}
    bad = 0
    with tempfile.TemporaryDirectory() as root:
        house.plant(root, files)
        for name, listing, expected in (("one way", one_way, None), ("cycle", cycle, "cycle"), ("cycle of three", three, "a.c, b.c, c.c"),
                                        ("to the right", cycle, "to its right")):
            complaints = check_symbols(root, listing)[0]
            good = not complaints if expected is None else any(expected in c for c in complaints)
            bad += not good
            if not good:
                print("self-test %r: %r" % (name, complaints))
    return bad + compiled_case()


def compiled_case():
    compiler = shutil.which("cc") or shutil.which("gcc")
    if not compiler or not shutil.which("nm"):
        print("SKIP: no compiler for the planted cycle")
        return 0
    with tempfile.TemporaryDirectory() as root:
        house.plant(root, {"lib/base/a.c": "int g(int); int f(int x) { return g(x); }\n",
                           "lib/base/b.c": "int f(int); int g(int x) { return x ? f(x - 1) : 0; }\n"})
        for name in ("a", "b"):
            subprocess.run([compiler, "-O0", "-c", "lib/base/%s.c" % name, "-o", "%s.c.o" % name], cwd=root, check=True)
        subprocess.run(["ar", "rcs", "l.a", "a.c.o", "b.c.o"], cwd=root, check=True)
        complaints = check_symbols(root, listing_of(os.path.join(root, "l.a")))[0]
        good = any("cycle" in c for c in complaints)
        if not good:
            print("self-test compiled cycle: %r" % complaints)
        return 0 if good else 1


def listing_of(library):
    return subprocess.run(["nm", "-A", library], check=True, capture_output=True, text=True).stdout


CASES = [
    ("left", {"lib/base/a.h": "", "lib/rules/b.c": '#include "../base/a.h"\n#include <stdint.h>\n'}, None),
    ("right", {"lib/rules/a.h": "", "lib/base/b.c": '#include "../rules/a.h"\n'}, "to its right"),
    ("commented out", {"lib/rules/a.h": "", "lib/base/b.c": '/*\n#include "../rules/a.h"\n*/\n'}, None),
    ("cycle of headers", {"lib/base/a.h": '#include "b.h"\n', "lib/base/b.h": '#include "a.h"\n'}, "in a cycle"),
    ("standard input and output", {"lib/base/a.c": "#include <stdio.h>\n"}, "<stdio.h>"),
    ("allocation elsewhere", {"lib/base/a.c": "#include <stdlib.h>\n"}, "<stdlib.h>"),
    ("allocation", {"lib/base/context.c": "#include <stdlib.h>\n"}, None),
    ("a source", {"lib/base/a.c": '#include "b.c"\n', "lib/base/b.c": ""}, "a source"),
    ("not there", {"lib/base/a.c": '#include "z.h"\n'}, "not there"),
    ("public knows private", {"include/hotline/a.h": '#include "../../lib/base/b.h"\n', "lib/base/b.h": ""}, "public header includes"),
    ("outside", {"lib/base/a.c": '#include "../../tests/b.h"\n', "tests/b.h": ""}, "outside"),
]


def main():
    if sys.argv[1:] == ["--self-test"]:
        status = house.try_cases(check_includes, CASES)
        return 1 if symbol_cases() or status else 0
    root = sys.argv[1]
    complaints = check_includes(root)
    edges = ""
    if len(sys.argv) > 2:
        more, graph = check_symbols(root, listing_of(sys.argv[2]))
        complaints += more
        edges = ", %d uses between sources" % sum(len(v) for v in graph.values())
    return house.report("layers", complaints, "%d files%s" % (len(house.library_sources(root)), edges))


if __name__ == "__main__":
    sys.exit(main())
