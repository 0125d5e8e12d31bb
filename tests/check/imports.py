# SPDX-License-Identifier: MIT
"""What the shared library takes from outside, and what of it lies in writable memory.

    imports.py LIBRARY.so | imports.py --self-test        (77: no nm here)

It may import memory functions and what the compiler puts in by itself: no clock, file, locale, environment, thread or float function.
Memory functions are the default allocator's, and those of <string.h> that answer from their arguments alone: memchr is one, as memcmp is.
It has no writable data of its own: nothing is global.
"""
import re
import shutil
import subprocess
import sys

ALLOWED = {"memcpy", "memmove", "memset", "memcmp", "memchr", "strlen", "realloc", "malloc", "free", "calloc"}
COMPILER = re.compile(r"^(_ITM_\w+|__cxa_finalize|__gmon_start__|__stack_chk_fail|_GLOBAL_OFFSET_TABLE_"
                      r"|__(u?div|u?mod|u?mul)[dt]i[34]|bcmp|__memcpy_chk|__memset_chk|__memmove_chk|__gcov_\w+|__llvm_profile_\w+)$")
START_UP = {"completed.0", "__dso_handle", "__TMC_END__", "_edata", "_end", "__bss_start", "_DYNAMIC", "__frame_dummy_init_array_entry",
            "__do_global_dtors_aux_fini_array_entry"}


def check(undefined, defined):
    complaints = []
    for name in undefined:
        name = name.split("@")[0]
        if name not in ALLOWED and not COMPILER.match(name):
            complaints.append("imports %s" % name)
    for kind, name in defined:
        if kind in "bBdDsSgG" and name not in START_UP and not re.match(r"completed\.\d+$|\.|_GLOBAL_OFFSET", name):
            complaints.append("writable data: %s" % name)
    return complaints


def symbols(*arguments):
    rows = subprocess.run(("nm",) + arguments, check=True, capture_output=True, text=True).stdout.splitlines()
    return [(row.split()[-2], row.split()[-1]) for row in rows if len(row.split()) > 1]


def read(library):
    """Relocated constants lie in .data.rel.ro, which nm shows as d; only what is in .data and .bss is writable."""
    sections = subprocess.run(["objdump", "-t", library], check=True, capture_output=True, text=True).stdout.splitlines()
    defined = []
    for row in sections:
        match = re.match(r"^[0-9a-f]+ .{7} (\S+)\s+[0-9a-f]+ +(?:\.\w+ )?(.*)$", row)
        if match and match.group(1) in (".data", ".bss", ".tdata", ".tbss") and match.group(2) not in (".data", ".bss"):
            defined.append(("d", match.group(2).strip()))
    return [name for _, name in symbols("-D", "--undefined-only", library)], defined


def self_test():
    cases = [
        (["memcpy@GLIBC_2.14", "memchr", "realloc", "_ITM_registerTMCloneTable"], [], False),
        (["time"], [], True), (["getenv@GLIBC_2.2.5"], [], True), (["floor"], [], True), (["qsort"], [], True), (["strtok"], [], True), (["strcoll"], [], True),
        ([], [("d", "counter")], True), ([], [("b", "completed.0")], False), ([], [("t", "hotline_x")], False),
    ]
    failed = [c for c in cases if bool(check(c[0], c[1])) != c[2]]
    print("self-test: %d cases, failed: %s" % (len(cases), failed))
    return 1 if failed else 0


if __name__ == "__main__":
    if sys.argv[1:] == ["--self-test"]:
        sys.exit(self_test())
    if not shutil.which("nm") or not shutil.which("objdump"):
        print("SKIP: no nm or objdump")
        sys.exit(77)
    found = check(*read(sys.argv[1]))
    print("\n".join(found))
    print("imports: %d complaints" % len(found))
    sys.exit(1 if found else 0)
