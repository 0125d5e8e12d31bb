# SPDX-License-Identifier: MIT
"""Phrases found in replies, beside Hyperscan, Aho-Corasick and memmem: one program, one run, on one processor.

    python3 bench_matcher_peers.py FOLDER [PHRASES]      FOLDER: teddy_pairs_dev.jsonl, boilerplate_*_mined_dev.csv

Compiles bench_matcher.c with Hyperscan (Debian: libhyperscan-dev) and the sources that it needs. Every way must find the same matches,
by number and place; the program fails when one does not. The medians are of processor time.
"""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SOURCES = sorted(glob.glob(os.path.join(ROOT, "lib", "base", "*.c"))) + [os.path.join(ROOT, "lib", "casework", "passage.c")]
TABLES = ("boilerplate_clauses_mined_dev.csv", "boilerplate_6grams_mined_dev.csv")


def compile_bench(folder):
    """As a release is compiled: the library's sources as one file."""
    library = os.path.join(folder, "library.c")
    with open(library, "w", encoding="utf-8") as file:
        file.writelines('#include "%s"\n' % path for path in SOURCES)
    program = os.path.join(folder, "bench_matcher")
    command = [os.environ.get("CC", "cc"), "-std=c99", "-O3", "-DNDEBUG", os.path.join(ROOT, "tests", "bench", "bench_matcher.c"), library,
               "-o", program]
    if subprocess.run(command + ["-DHOTLINE_BENCH_HYPERSCAN", "-lhs"], stderr=subprocess.DEVNULL).returncode != 0:
        print("SKIP: there is no Hyperscan (Debian: libhyperscan-dev)")
        subprocess.run(command, check=True)
    return program


def pinned(command):
    """On the last processor, where there is a way to say so."""
    return ["taskset", "-c", str(max(os.sched_getaffinity(0)))] + command if shutil.which("taskset") else command


def main(data, phrases="500"):
    with tempfile.TemporaryDirectory() as folder:
        command = [compile_bench(folder), os.path.join(data, "teddy_pairs_dev.jsonl"), phrases] + [os.path.join(data, t) for t in TABLES]
        run = subprocess.run(pinned(command), capture_output=True, text=True)
    print(run.stdout, end="")
    speed = dict(re.findall(r"^(\S.*?)\s{2,}([\d.]+) MB/s", run.stdout, re.M))
    for peer in speed:
        if run.returncode == 0 and peer.startswith(("Hyperscan", "Aho", "memmem")):
            print("against %s: %.2f times as fast over letters that are ready, %.2f with the reading of the text"
                  % (peer, float(speed["matcher, letters ready"]) / float(speed[peer]),
                     float(speed["matcher, text read and folded"]) / float(speed[peer])))
    print(run.stderr, end="", file=sys.stderr)
    return run.returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
