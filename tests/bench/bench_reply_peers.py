# SPDX-License-Identifier: MIT
"""The full check of replies beside what others do with the same texts: one program, one run, on one processor.

    python3 bench_reply_peers.py FOLDER [POLICY]      FOLDER: teddy_pairs_dev.jsonl

Compiles bench_reply.c with the library as a release is compiled. The peers do less: json.loads and JSON.parse only read the lines; the rule
list is one that hotlines use (nine patterns and the pairs of letters that reply and matter share), written with Python's re. Medians of
processor time; bytes are those of matter, title and reply.
"""
import glob
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
POLICY = os.path.join(ROOT, "examples", "policies", "reply-check.json")
ROUNDS = 5
RULES = [re.compile(rule) for rule in (
    "一定解决|保证解决|包解决|马上解决|立即解决|肯定能|绝对会|务必解决|彻底解决|一定处理",
    "(?:保证|承诺|一定能|肯定会).{0,12}?(?:解决|处理|办结|拆除|整改|恢复)",
    r"(?:承诺|保证|确保).{0,12}?(?:\d+|[一二三四五六七八九十]+)个?(?:天|工作日|周)|本周内|下周|三天内",
    "彻底杜绝|百分之百|100%|永远不会|一劳永逸",
    r"1[3-9]\d{9}|\d{17}[\dXx]|\d+号楼\d+单元\d+室|先生.{0,8}?电话",
    "不归我们管|不关我们的事|你去找|自己去问|不属于我们职责|我们没办法|管不了",
    "您好|收悉", "感谢|谢谢", "《[^》]{1,80}》")]
NODE = """
const lines = require('fs').readFileSync(process.argv[1], 'utf8').split('\\n').filter(Boolean);
const times = [];
let check = 0;
for (let round = 0; round < %d; round++) {
  const start = process.hrtime.bigint();
  for (const line of lines) check += JSON.parse(line).id.length;
  times.push(Number(process.hrtime.bigint() - start) / 1e9);
}
console.log(times.sort((a, b) => a - b)[times.length >> 1], check);
""" % ROUNDS


def compile_bench(folder):
    library = os.path.join(folder, "library.c")
    with open(library, "w", encoding="utf-8") as file:
        for layer in ("base", "rules", "casework", "oversight"):
            file.writelines('#include "%s"\n' % path for path in sorted(glob.glob(os.path.join(ROOT, "lib", layer, "*.c"))))
    program = os.path.join(folder, "bench_reply")
    subprocess.run([os.environ.get("CC", "cc"), "-std=c99", "-O3", "-DNDEBUG", "-I" + os.path.join(ROOT, "include"),
                    "-I" + os.path.join(ROOT, "lib"), "-I" + ROOT, os.path.join(ROOT, "tests", "bench", "bench_reply.c"), library, "-o", program],
                   check=True)
    return program


def lines_of(pairs, path):
    """Replies as `hotline reply` reads them, and the bytes of their texts."""
    replies = []
    with open(pairs, encoding="utf-8") as file, open(path, "w", encoding="utf-8") as out:
        for line in file:
            pair = json.loads(line)
            reply = {"id": str(pair["id"]), "title": pair["title"], "matter": pair["msg"], "reply": pair["reply"]}
            replies.append(reply)
            out.write(json.dumps(reply, ensure_ascii=False) + "\n")
    return replies, sum(len(reply[key].encode()) for reply in replies for key in ("title", "matter", "reply"))


def pinned(command):
    """On the last processor, where there is a way to say so."""
    return ["taskset", "-c", str(max(os.sched_getaffinity(0)))] + command if shutil.which("taskset") else command


def median_of(run):
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return statistics.median(times)


def pairs_of(text):
    return {text[i:i + 2] for i in range(len(text) - 1)}


def rule_list(replies):
    found = 0
    for reply in replies:
        found += sum(rule.search(reply["reply"]) is not None for rule in RULES)
        found += len(pairs_of(reply["reply"]) & pairs_of(reply["matter"])) >= 3
    return found


def main(folder, policy=POLICY):
    with tempfile.TemporaryDirectory() as made:
        path = os.path.join(made, "replies.jsonl")
        replies, size = lines_of(os.path.join(folder, "teddy_pairs_dev.jsonl"), path)
        shown = subprocess.run(pinned([compile_bench(made), policy, path]), check=True, capture_output=True, text=True).stdout
        print(shown, end="")
        with open(path, "rb") as file:
            lines = file.read().splitlines()
        peers = {"json.loads, Python " + sys.version.split()[0]: median_of(lambda: [json.loads(line) for line in lines]),
                 "rule list, Python's re": median_of(lambda: rule_list(replies))}
        if shutil.which("node"):
            out = subprocess.run(pinned(["node", "-e", NODE, path]), check=True, capture_output=True, text=True).stdout
            peers["JSON.parse, Node"] = float(out.split()[0])
        else:
            print("SKIP: there is no Node")
    ours = float(re.search(r"^line read and judged\s+([\d.]+) MB/s", shown, re.M).group(1))
    for name, seconds in peers.items():
        print("%-36s %7.1f MB/s; reading and judging here is %.2f times as fast" % (name, size / 1e6 / seconds, ours * 1e6 * seconds / size))
    return 0


if __name__ == "__main__":
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    sys.exit(main(*sys.argv[1:]))
