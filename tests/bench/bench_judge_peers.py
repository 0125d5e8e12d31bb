# SPDX-License-Identifier: MIT
"""Reading and judging a log beside named peers that only parse the same lines: json.loads (Python), JSON.parse (Node).

    python3 bench_judge_peers.py path/to/bench_judge LOG POLICY...

The peers do less: they check no event, fold nothing, judge nothing. Best of several rounds each, in one run.
"""
import json
import re
import shutil
import subprocess
import sys
import time

ROUNDS = 5
NODE = """
const lines = require('fs').readFileSync(process.argv[1], 'utf8').split('\\n').filter(Boolean);
let best = Infinity, check = 0;
for (let round = 0; round < %d; round++) {
  const start = process.hrtime.bigint();
  for (const line of lines) check += JSON.parse(line).id.length;
  best = Math.min(best, Number(process.hrtime.bigint() - start));
}
console.log(best / lines.length, check);
""" % ROUNDS


def python_reads(path):
    with open(path, "rb") as file:
        lines = file.read().splitlines()
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for line in lines:
            json.loads(line)
        times.append(time.perf_counter() - start)
    return min(times) * 1e9 / len(lines)


def main(program, log, *policies):
    shown = subprocess.run([program, log, *policies], check=True, capture_output=True, text=True).stdout
    print(shown, end="")
    ours = {name: float(ns) for name, ns in re.findall(r"^(\w+)\s+([\d.]+) ns an event", shown, re.M)}
    peers = {"json.loads, Python " + sys.version.split()[0]: python_reads(log)}
    if shutil.which("node"):
        out = subprocess.run(["node", "-e", NODE, log], check=True, capture_output=True, text=True).stdout
        version = subprocess.run(["node", "--version"], check=True, capture_output=True, text=True).stdout.strip()
        peers["JSON.parse, Node " + version] = float(out.split()[0])
    else:
        print("SKIP: there is no Node")
    for name, ns in peers.items():
        print("%s: %.0f ns a line to parse; reading here takes %.2f of that, reading and judging %.2f"
              % (name, ns, ours["read"] / ns, ours["all"] / ns))
    return 0


sys.exit(main(*sys.argv[1:]))
