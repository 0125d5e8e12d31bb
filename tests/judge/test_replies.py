# SPDX-License-Identifier: MIT
"""How well replies are judged, on 1,990 real ones: whether each belongs to its matter, which say nothing, which are called off the point.

These are the replies from which the library's tables were counted, so the figures are a floor under what was reached and no proof of what it
does elsewhere; docs/reply.md has those that were cross-validated. tests/data/reply_acknowledged.csv corrects the list of replies that only
acknowledge: it was read reply by reply.
"""
import collections
import csv
import gzip
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "command"))
from command import SOURCE, run, same, shared, tests_of  # noqa: E402

POLICY = os.path.join(SOURCE, "examples", "policies", "reply-check.json")
LABELS = os.path.join(SOURCE, "tests", "data", "reply_acknowledged.csv")
ELSEWHERE = ("refer", "ask", "already", "seen", "competence")  # notes of replies that refer elsewhere or ask back


def judged(lines):
    answer = run("reply", "--policy", POLICY, "--as-if-in-force", "--json", "-", given="".join(lines))
    same(answer.message(), answer.code, 0)
    return answer.objects()


def labels():
    """{id: (says nothing, refers elsewhere)} of the replies that were read."""
    with open(LABELS, encoding="utf-8", newline="") as file:
        return {row["id"]: (row["label"] == "1", any(word in row["note"] for word in ELSEWHERE)) for row in csv.DictReader(file)}


def area(true, false):
    """The probability that a true pair scores above a false one; a tie counts one half."""
    both = sorted([(v, 1) for v in true] + [(v, 0) for v in false])
    ranks, i = 0.0, 0
    while i < len(both):
        j = i
        while j < len(both) and both[j][0] == both[i][0]:
            j += 1
        ranks += (i + 1 + j) / 2 * sum(t for _, t in both[i:j])
        i = j
    return (ranks - len(true) * (len(true) + 1) / 2) / (len(true) * len(false))


def at_least(what, value, bound):
    print("%s: %.4f" % (what, value))
    same("%s: %.4f is at least %.4f" % (what, value, bound), value >= bound, True)


def test_relevance():
    with gzip.open(shared("data/replies/trials_dev.jsonl.gz"), "rt", encoding="utf-8") as file:
        answers = judged(list(file))
    score, off = collections.defaultdict(list), collections.Counter()
    empty = {number for number, (nothing, _) in labels().items() if nothing}
    for answer in answers:
        kind, matter, reply = answer["id"].split(":")
        score[kind].append(answer["signals"]["relevance"])
        if reply not in empty:
            off[kind, "all"] += 1
            off[kind] += any(finding["code"] == "reply_off_topic" for finding in answer["findings"])
    bounds = {"random": 0.985, "same-area+nearest-time": 0.968, "nearest-length": 0.985, "most-similar-message": 0.88}
    same("kinds", sorted(score), sorted([*bounds, "true"]))
    for kind, bound in bounds.items():
        at_least("area under the curve, " + kind, area(score["true"], score[kind]), bound)
    at_least("real substantive replies that are not called off the point", 1 - off["true"] / off["true", "all"], 0.95)
    at_least("random replies that are", off["random"] / off["random", "all"], 0.9)


def test_replies_that_say_nothing():
    with open(shared("data/replies/teddy_pairs_dev.jsonl"), encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    given = [json.dumps({"id": str(row["id"]), "title": row["title"], "matter": row["msg"], "reply": row["reply"]}, ensure_ascii=False) + "\n"
             for row in rows]
    found = {answer["id"]: {finding["code"] for finding in answer["findings"]} for answer in judged(given)}
    known = labels()
    for what, codes, truth in (
            ("acknowledged or passed on only", {"reply_acknowledged"}, lambda n: known.get(n, (False, False)) == (True, False)),
            ("nothing of substance", {"reply_acknowledged", "reply_refers", "reply_empty", "reply_brief", "reply_echo"}, lambda n: known.get(n, (False, False))[0])):
        hit = sum(bool(codes & c) and truth(n) for n, c in found.items())
        at_least(what + ": precision", hit / sum(bool(codes & c) for c in found.values()), 0.96)
        at_least(what + ": recall", hit / sum(truth(n) for n in found), 0.95)


if __name__ == "__main__":
    tests_of(sys.modules[__name__])
