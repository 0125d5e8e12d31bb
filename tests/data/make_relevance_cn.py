# SPDX-License-Identifier: MIT
"""Makes lib/casework/relevance_cn.c: how telling each common pair of Han letters is, and how the signs of relevance are weighed.

From letters and their replies (teddy_pairs_dev.jsonl) come counts only: in how many messages, in how many replies and in how many of
both of one letter a pair stands. From true and mismatched letters and replies (trials_dev.jsonl.gz) come eleven weights, by logistic
regression. This is also the reference of lib/casework/relevance.c: --relevance prints what that must give, to the last digit.

    make_relevance_cn.py FOLDER | clang-format --assume-filename=lib/casework/x.c > lib/casework/relevance_cn.c
    make_relevance_cn.py FOLDER --relevance < trials.jsonl        ID RELEVANCE, one line each
    make_relevance_cn.py FOLDER --measure [FOLDS]                 area under the curve, tables and weights from letters outside the pair's
"""
import gzip
import json
import math
import os
import random
import re
import sys

PAIRS, SLOTS = 6000, 8192
TYPICAL = 270          # different pairs of a usual reply
KEPT = 60              # letters' worth of trust in the mean of equally rare pairs
SHARE, RAREST, LOG = 1024, 8, 256
HAN, DIGIT, LATIN, BLANK, MARK = range(5)
KINDS = ["random", "same-area+nearest-time", "nearest-length", "most-similar-message"]


# ---- letters, as lib/base/letter.c folds them ----

def read_traditional():
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "lib", "base", "letter_cn.c")
    with open(path, encoding="utf-8") as f:
        found = re.findall(r"\{0x([0-9A-F]{4}), 0x([0-9A-F]{4})\}", f.read())
    return {int(a, 16): int(b, 16) for a, b in found}


TRADITIONAL = read_traditional()


def fold(code):
    if 0xFF01 <= code <= 0xFF5E:
        code -= 0xFEE0
    if 65 <= code <= 90:
        code += 32
    if code in (0x25CB, 0x25EF):
        code = 0x3007
    return TRADITIONAL.get(code, code)


def kind_of(code):
    if 0x4E00 <= code <= 0x9FFF or 0x3400 <= code <= 0x4DBF or 0xF900 <= code <= 0xFAFF or code > 0xFFFF or code in (0x3005, 0x3007):
        return HAN
    if 48 <= code <= 57:
        return DIGIT
    if 97 <= code <= 122 or (0xC0 <= code <= 0x24F and code not in (0xD7, 0xF7)):
        return LATIN
    if code in (0x3000, 0xA0, 0xAD, 0x202F, 0x205F, 0xFEFF, 127) or (code <= 32 and code not in (10, 13)):
        return BLANK
    blank = 0x2000 <= code <= 0x200F or 0x202A <= code <= 0x202E or 0x2060 <= code <= 0x2064 or 0xFE00 <= code <= 0xFE0F
    return BLANK if blank else MARK


def mix(key):
    key = key * 0x9E3779B1 & 0xFFFFFFFF
    key ^= key >> 15
    key = key * 0x85EBCA6B & 0xFFFFFFFF
    return key ^ key >> 13


class Text:
    """Pairs in order of first sight, tokens, place codes, years: what lib/casework/relevance.c reads."""

    def __init__(self, source):
        letters = [fold(ord(c)) for c in source]
        kinds = [kind_of(c) for c in letters]
        self.pairs, self.tokens, self.codes, self.years, self.dated = {}, {}, set(), 0, 0
        before, i = None, 0
        while i < len(letters):
            if kinds[i] == HAN:
                if before is not None:
                    self.pairs[before << 16 | letters[i]] = True
                before = letters[i]
            elif kinds[i] in (DIGIT, LATIN):
                end = i
                while end < len(letters) and kinds[end] in (DIGIT, LATIN):
                    end += 1
                self.run(letters[i:end], kinds[i:end], letters[end] if end < len(letters) else 0)
                before, i = None, end - 1
            elif kinds[i] != BLANK:
                before = None
            i += 1

    def run(self, letters, kinds, after):
        number = int("".join(map(chr, letters))) if set(kinds) == {DIGIT} else 0
        if len(letters) <= 3 and 97 <= letters[0] <= 122 and after in PLACES:
            self.codes.add(("".join(map(chr, letters)), after))
        if len(letters) == 4 and 2000 <= number < 2030:
            self.years = max(self.years, number)
            if chr(after) in "年.-/":
                self.dated = max(self.dated, number)
        elif len(letters) >= 3:
            key = 0
            for letter in letters:
                key = mix(key ^ letter)
            self.tokens[key % 0x30000000 + 1] = True


PLACES = {ord(c) for c in "市县区"}


# ---- whole numbers ----

LOGS = [int(LOG * math.log2(1 + i / 64) + 0.5) for i in range(65)]


def log2(x):
    top = x.bit_length() - 1
    part = (x << (31 - top) & 0x7FFFFFFF) >> 15
    low = LOGS[part >> 10]
    return top * LOG + low + ((LOGS[(part >> 10) + 1] - low) * (part & 1023) >> 10)


def chances():
    """By surprise in sixteenths of a bit: bits found, bits to be expected, their variance."""
    found, expected, variance = [], [], []
    for d in range(256):
        p = 1 - math.exp(-2.0 ** (-d / 16))
        bits = -math.log2(p)
        found.append(int(bits * 256 + 0.5))
        expected.append(int(p * bits * 4096 + 0.5))
        variance.append(int(p * (1 - p) * bits * bits * 4096 + 0.5))
    return found, expected, variance


FOUND, EXPECTED, VARIANCE = chances()


# ---- the table of pairs ----

class Letter:
    def __init__(self, row):
        self.title, self.message, self.reply = Text(row["title"]), Text(row["msg"]), Text(row["reply"])
        self.asked = set(self.title.pairs) | set(self.message.pairs)


def tell(pairs_both, pairs_asked, pairs_answered, total, letters, repeat):
    """log2 of how much likelier a reply has the pair when its letter has it, and of how rare it is; the geometric mean."""
    chance = pairs_asked * pairs_answered / letters
    repeat = min(0.9, max(0.002, (pairs_both - chance + KEPT * repeat) / (pairs_asked + KEPT)))
    rate = total / (2 * letters)
    return math.sqrt(math.log2(repeat / rate + 1 - repeat) * -math.log2(rate))


def weigh(letters, count=PAIRS):
    """{pair: weight in sixteenths of a bit}, and the weight of all others."""
    asked, answered, both = {}, {}, {}
    for one in letters:
        for counted, pairs in ((asked, one.asked), (answered, one.reply.pairs), (both, one.asked & set(one.reply.pairs))):
            for pair in pairs:
                counted[pair] = counted.get(pair, 0) + 1
    total = {p: asked.get(p, 0) + answered.get(p, 0) for p in set(asked) | set(answered)}
    top = sorted(total, key=lambda p: (-total[p], p))[:count]
    n = len(letters)
    group = lambda t: min(40, int(math.log2(2 * n / t) * 3))
    sums = {}
    for p in top:
        g = sums.setdefault(group(total[p]), [0, 0])
        g[0] += both.get(p, 0) - asked.get(p, 0) * answered.get(p, 0) / n
        g[1] += asked.get(p, 0)
    repeat = {g: min(0.9, max(0.005, a / max(b, 1))) for g, (a, b) in sums.items()}
    telling = lambda p: tell(both.get(p, 0), asked.get(p, 0), answered.get(p, 0), total[p], n, repeat[group(total[p])])
    weights = {p: int(telling(p) * 16 + 0.5) for p in top}
    least = max(2, total[top[-1]])
    others = int(tell(0, 0, 0, least, n, repeat[group(least)]) * 16 + 0.5)
    return Table({p: w for p, w in weights.items() if w != others}, others)


class Table:
    """Open addressing over SLOTS; a slot holds the high half of the mixed pair, so that a stranger may be taken for a pair, seldom."""

    def __init__(self, weights, others):
        self.others = others
        self.checks, self.weights = [0] * SLOTS, [0] * SLOTS
        self.memory = {}
        for pair in sorted(weights):
            at = self.place(pair)
            if self.weights[at] == 0:
                self.checks[at], self.weights[at] = mix(pair) >> 16, max(1, min(255, weights[pair]))

    def place(self, pair):
        mixed = mix(pair)
        at = mixed % SLOTS
        while self.weights[at] != 0 and self.checks[at] != mixed >> 16:
            at = (at + 1) % SLOTS
        return at

    def weight(self, pair):
        if pair not in self.memory:
            self.memory[pair] = self.weights[self.place(pair)] or self.others
        return self.memory[pair]


# ---- the signs ----

def compare_places(asked, answered):
    shared = bool(asked & answered)
    kinds = {k for _, k in asked} & {k for _, k in answered}
    heads = {c[0] for c, _ in asked}, {c[0] for c, _ in answered}
    return shared, bool(kinds) and not shared, all(heads) and not heads[0] & heads[1]


class Sums:
    def __init__(self):
        self.square = self.square_found = self.bits = self.expected = self.variance = 0
        self.rarest = []


def add_pairs(table, sums, pairs, reply, shift, seen):
    for pair in pairs:
        if pair in seen:
            continue
        seen.add(pair)
        weight = table.weight(pair)
        surprise = min(255, max(0, weight - shift))
        sums.expected += EXPECTED[surprise]
        sums.variance += VARIANCE[surprise]
        sums.square += weight * weight
        if pair in reply.pairs:
            sums.bits += FOUND[surprise]
            sums.square_found += weight * weight
            sums.rarest.append(weight)


def signs(table, title, message, reply):
    """The eleven signs, in the order of relevance_sign (relevance_impl.h), or None: nothing to compare."""
    if not (reply.pairs or reply.tokens) or not (title.pairs or message.pairs or title.tokens or message.tokens):
        return None
    shift = (log2(max(16, len(reply.pairs)) + 1) >> 4) - (log2(TYPICAL) >> 4)
    sums, seen = Sums(), set()
    add_pairs(table, sums, title.pairs, reply, shift, seen)
    square, square_found = sums.square, sums.square_found
    add_pairs(table, sums, message.pairs, reply, shift, seen)
    if square == 0:
        square, square_found = sums.square, sums.square_found
    above = sums.bits * 16 - sums.expected                          # in 1/4096 bit
    spread = math.isqrt((sums.variance + 4 * 4096) * 4096)          # in 1/4096 bit
    chance = log2(LOG + min(0x7FFFFFFF, abs(above) * LOG // spread)) - log2(LOG)
    shared, other, far = compare_places(title.codes | message.codes, reply.codes)
    length = log2(len(reply.pairs) + 1)
    year = max(title.years, message.years)
    tokens = len((set(title.tokens) | set(message.tokens)) & set(reply.tokens))
    return [-chance if above < 0 else chance, math.isqrt(square_found * SHARE * SHARE // (square + 1)),
            sum(sorted(sums.rarest)[-RAREST:]), length, min(length, 1800), min(length, 1200), int(far), int(other), int(shared),
            int(0 < reply.dated < year), min(tokens, 3)]


# ---- weights ----

def solve(a, b):
    n = len(b)
    for i in range(n):
        for j in range(i + 1, n):
            f = a[j][i] / a[i][i]
            for k in range(i, n):
                a[j][k] -= f * a[i][k]
            b[j] -= f * b[i]
    for i in reversed(range(n)):
        b[i] = (b[i] - sum(a[i][k] * b[k] for k in range(i + 1, n))) / a[i][i]
    return b


def fit(rows, scale=(200, 300, 300, 300, 200, 50, 0.4, 0.4, 0.5, 0.2, 0.2)):
    """Logistic regression by Newton's method over rows of (signs, is true); true and false weigh the same.

    Weights in 1/65536, the constant last.
    """
    rows = [([v / s for v, s in zip(x, scale)] + [1.0], y) for x, y in rows]
    trues = sum(y for _, y in rows)
    share = {1: len(rows) / trues / 2, 0: len(rows) / (len(rows) - trues) / 2}
    n = len(rows[0][0])
    beta = [0.0] * n
    for _ in range(15):
        slope = [-0.001 * len(rows) * b for b in beta[:-1]] + [0.0]
        bend = [[0.001 * len(rows) * (i == j and i < n - 1) for j in range(n)] for i in range(n)]
        for x, y in rows:
            p = 1 / (1 + math.exp(-max(-30, min(30, sum(map(lambda a, b: a * b, x, beta))))))
            w = share[y] * p * (1 - p)
            for i in range(n):
                slope[i] += share[y] * (y - p) * x[i]
                wx = w * x[i]
                row = bend[i]
                for j in range(i, n):
                    row[j] += wx * x[j]
        for i in range(n):
            for j in range(i):
                bend[i][j] = bend[j][i]
        beta = [b + d for b, d in zip(beta, solve(bend, slope))]
    return [int(math.floor(b / s * 65536 + 0.5)) for b, s in zip(beta, scale + (1.0,))]


STEPS = 160            # of the curve from 0 to 10
CURVE = [int(5000 * 16 / (1 + math.exp(-i / 16)) * 2 + 0.5) for i in range(STEPS + 1)]  # in 1/160000


def relevance(weights, values):
    if values is None:
        return 0
    odds = weights[-1] + sum(w * v for w, v in zip(weights, values))
    size = min(abs(odds), STEPS * 4096 - 1)
    low = CURVE[size >> 12]
    part = low + ((CURVE[(size >> 12) + 1] - low) * (size & 4095) >> 12)
    part = part if odds >= 0 else 160000 - part
    return max(1, min(10000, part >> 4))


# ---- reading and printing ----

def read_letters(folder):
    with open(os.path.join(folder, "teddy_pairs_dev.jsonl"), encoding="utf-8") as f:
        return {row["id"]: Letter(row) for row in map(json.loads, f)}


def read_trials(folder):
    with gzip.open(os.path.join(folder, "trials_dev.jsonl.gz"), "rt", encoding="utf-8") as f:
        for line in f:
            kind, asked, answered = json.loads(line)["id"].split(":")
            yield kind, int(asked), int(answered)


def near_copies(folder):
    """{letter: a letter that it must not be parted from}: copies in other words, by their replies and their messages."""
    with open(os.path.join(folder, "near_copy_replies.csv"), encoding="utf-8") as f:
        rows = [line.strip().split(",") for line in f]
    return {int(b): int(a) for a, b, _, messages in rows[1:] if messages == "1"}


def train(letters, trials, count=PAIRS):
    table = weigh(list(letters.values()), count)
    rows = []
    for kind, asked, answered in trials:
        one = letters[asked]
        values = signs(table, one.title, one.message, letters[answered].reply)
        if values is not None:
            rows.append((values, int(kind == "true")))
    return table, fit(rows)


def rows_of(numbers, form, width):
    for i in range(0, len(numbers), width):
        yield "    " + ", ".join(form % n for n in numbers[i:i + width]) + ","


def array(comment, declaration, numbers, form="%d", width=20):
    print("\n/* %s */\nconst %s = {" % (comment, declaration))
    print("\n".join(rows_of(numbers, form, width)))
    print("};")


def main(folder):
    letters = read_letters(folder)
    table, weights = train(letters, read_trials(folder))
    print("/* SPDX-License-Identifier: MIT */")
    print("/*")
    print(" * How telling common pairs of Han letters are, and how the signs of relevance are weighed. Generated by")
    print(" * tests/data/make_relevance_cn.py from counts over %d letters and their official replies (Hunan, 2011 to 2020)." % len(letters))
    print(" * Do not edit. It refuses to know any text.")
    print(" */")
    print('#include "relevance_impl.h"')
    print("\nconst uint8_t hotline__relevance_others = %d;" % table.others)
    array("The high half of the mixed pair.", "uint16_t hotline__relevance_checks[RELEVANCE_SLOTS]", table.checks, "0x%04X", 18)
    array("Its weight, in sixteenths of a bit; 0: the slot is empty.", "uint8_t hotline__relevance_weights[RELEVANCE_SLOTS]", table.weights)
    array("By surprise, in sixteenths of a bit: the bits that a pair found is worth, in 1/256.",
          "uint16_t hotline__relevance_found[RELEVANCE_SURPRISES]", FOUND)
    array("The bits to be expected of a pair, found or not, in 1/4096.",
          "uint16_t hotline__relevance_expected[RELEVANCE_SURPRISES]", EXPECTED)
    array("Their variance, in 1/4096.", "uint16_t hotline__relevance_variance[RELEVANCE_SURPRISES]", VARIANCE)
    array("256 log2(1 + i / 64).", "uint16_t hotline__relevance_logs[RELEVANCE_LOGS]", LOGS)
    array("Logistic curve from 0 to 10 by sixteenths, in 1/160000.", "uint32_t hotline__relevance_curve[RELEVANCE_STEPS + 1]", CURVE)
    array("By relevance_sign, in 1/65536 of log odds.", "int32_t hotline__relevance_sign_weights[RELEVANCE_SIGNS]", weights[:-1])
    print("\nconst int32_t hotline__relevance_constant = %d;" % weights[-1])


def print_relevance(folder):
    table, weights = train(read_letters(folder), read_trials(folder))
    for line in sys.stdin:
        row = json.loads(line)
        values = signs(table, Text(row["title"] or ""), Text(row["matter"]), Text(row["reply"]))
        print(row["id"], relevance(weights, values), *(values or []))


def area(trues, falses):
    both = sorted([(v, 1) for v in trues] + [(v, 0) for v in falses])
    total, i = 0.0, 0
    while i < len(both):
        j = i
        while j < len(both) and both[j][0] == both[i][0]:
            j += 1
        total += (i + 1 + j) / 2 * sum(t for _, t in both[i:j])
        i = j
    return (total - len(trues) * (len(trues) + 1) / 2) / len(trues) / len(falses)


def measure(folder, folds):
    letters = read_letters(folder)
    trials = list(read_trials(folder))
    ids = sorted(letters)
    random.Random(1).shuffle(ids)
    fold_of = {one: i % folds for i, one in enumerate(ids)}
    for later, first in sorted(near_copies(folder).items(), key=lambda row: row[1]):
        if later in fold_of and first in fold_of:
            fold_of[later] = fold_of[first]
    scores = {}
    for pair in ((a, b) for a in range(folds) for b in range(a, folds)):
        inside = [t for t in trials if {fold_of[t[1]], fold_of[t[2]]} == set(pair)]
        outside = [t for t in trials if fold_of[t[1]] not in pair and fold_of[t[2]] not in pair]
        table, weights = train({i: one for i, one in letters.items() if fold_of[i] not in pair}, outside)
        for kind, asked, answered in inside:
            values = signs(table, letters[asked].title, letters[asked].message, letters[answered].reply)
            scores.setdefault(kind, []).append(relevance(weights, values))
    for kind in KINDS:
        print("%s: %.4f" % (kind, area(scores["true"], scores[kind])))


if __name__ == "__main__":
    if sys.argv[2:3] == ["--measure"]:
        measure(sys.argv[1], int((sys.argv[3:] or ["5"])[0]))
    elif sys.argv[2:3] == ["--relevance"]:
        print_relevance(sys.argv[1])
    else:
        main(sys.argv[1])
