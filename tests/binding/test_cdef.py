# SPDX-License-Identifier: MIT
"""docs/abi/hotline.cdef.h is read by the parsers of plain declarations that are here: a C compiler, cffi, LuaJIT, PHP.

Usage: test_cdef.py LIBRARY. Each that is missing is named; with none at all the test is skipped (77).
"""
import os
import shutil
import subprocess
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
CDEF = os.path.abspath(os.path.join(ROOT, "docs", "abi", "hotline.cdef.h"))
DAY = 18731  # 2021-04-14

LUA = """
local ffi = require("ffi")
local file = io.open(arg[1]); ffi.cdef(file:read("*a")); file:close()
local lib = ffi.load(arg[2])
local out = ffi.new("hotline_day[1]")
assert(lib.hotline_day_parse("2021-04-14", 10, out) == ffi.C.HOTLINE_OK or lib.HOTLINE_OK == 0)
assert(out[0] == 18731 and lib.hotline_day_of(2021, 4, 14) == 18731)
"""
PHP = """<?php
$ffi = FFI::cdef(file_get_contents($argv[1]), $argv[2]);
$out = $ffi->new("hotline_day");
if ($ffi->hotline_day_parse("2021-04-14", 10, FFI::addr($out)) !== $ffi->HOTLINE_OK || $out->cdata !== 18731) { exit(1); }
"""


def run(*command, text=None):
    done = subprocess.run(command, input=text, capture_output=True, text=True)
    if done.returncode:
        raise AssertionError("%s: %s %s" % (command[0], done.stdout, done.stderr))


def by_compiler(_):
    with open(CDEF, encoding="utf-8") as file:
        text = "#include <stddef.h>\n#include <stdint.h>\n" + file.read()
    run("gcc", "-x", "c", "-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fsyntax-only", "-", text=text)


def by_cffi(library):
    import cffi
    ffi = cffi.FFI()
    with open(CDEF, encoding="utf-8") as file:
        ffi.cdef(file.read())
    lib = ffi.dlopen(library)
    out = ffi.new("hotline_day *")
    assert lib.hotline_day_parse(b"2021-04-14", 10, out) == lib.HOTLINE_OK and out[0] == DAY
    for name in dir(lib):
        getattr(lib, name)


def by_luajit(library):
    run("luajit", "-", CDEF, library, text=LUA)


def by_php(library):
    run("php", "-d", "ffi.enable=1", "--", CDEF, library, text=PHP)


def main():
    library, ran, missing = os.path.abspath(sys.argv[1]), [], []
    try:
        import cffi  # noqa: F401
        cffi_here = True
    except ImportError:
        cffi_here = False
    for name, here, try_it in (("gcc", shutil.which("gcc"), by_compiler), ("cffi", cffi_here, by_cffi),
                               ("luajit", shutil.which("luajit"), by_luajit), ("php", shutil.which("php"), by_php)):
        (ran if here else missing).append(name)
        if here:
            try_it(library)
    print("cdef: read by %s; not here: %s" % (", ".join(ran) or "none", ", ".join(missing) or "none"))
    return 0 if ran else 77


if __name__ == "__main__":
    sys.exit(main())
