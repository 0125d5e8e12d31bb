# SPDX-License-Identifier: MIT
"""Distributions and intervals against plain references in Python: fractions, and decimals of fifty digits. Usage: test_distribution.py LIBRARY

The references are written from the definitions on docs/figures.md alone: lists of durations, sorted; the product-limit estimate as a product
of fractions; Wilson's limits and Newcombe's comparison in decimals. Every number must agree to the last digit.
"""
import ctypes
import decimal
import math
import os
import random
import sys
from fractions import Fraction

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "examples", "python"))
import hotline  # noqa: E402

SEED, DISTRIBUTIONS, RATES, PAIRS, LISTS = 20210514, 1500, 6000, 4000, 150
ONE = 10 ** 9
QUANTILES = {900: "1.644853627", 950: "1.959963985", 990: "2.575829304"}
# Of the normal distribution, to more digits than are used (Wichura's AS 241 in higher precision).
EXACT = {900: "1.6448536269514722", 950: "1.9599639845400545", 990: "2.5758293035489004"}


def same(what, found, wanted):
    if found != wanted:
        raise AssertionError("%s: %r, expected %r" % (what, found, wanted))


def array(kind, values):
    return (kind * max(1, len(values)))(*values)


# ---- distributions ----

def curve(durations):
    """(minutes, finished, censored, at risk, share that lasts longer) of each different duration: the definition, in fractions."""
    share, rows = Fraction(1), []
    for t in sorted({m for m, _ in durations}):
        risk = sum(1 for m, _ in durations if m >= t)
        finished = sum(1 for m, c in durations if m == t and not c)
        share *= 1 - Fraction(finished, risk)
        rows.append((t, finished, sum(1 for m, c in durations if m == t and c), risk, share))
    return rows


def quantile(durations, wanted):
    finished = sorted(m for m, c in durations if not c)
    return next((m for i, m in enumerate(finished, 1) if Fraction(i, len(finished)) >= wanted), None)


def survival_quantile(rows, wanted):
    return next((row[0] for row in rows if row[1] and 1 - row[4] >= wanted), None)


def ask(lib, function, *arguments):
    out = ctypes.c_int64(-7)
    status = lib.raw(function)(*arguments, ctypes.addressof(out))
    same("nothing written", status == lib.OK or out.value == -7, True)
    return out.value if status == lib.OK else {lib.UNDEFINED: None}.get(status, status)


def durations_of(rng):
    spread = rng.choice([3, 10, 60, 1000, 10 ** 6, 2 ** 62])
    often = rng.choice([0, 0.05, 0.3, 0.9, 1])
    count = rng.choice([0, 1, 2, 3, 5, 8, 20, 60])
    return [(rng.randrange(spread), int(rng.random() < often)) for _ in range(count)]


def fill(lib, distribution, durations):
    minutes = array(ctypes.c_int64, [m for m, _ in durations])
    lib.distribution_add_many(distribution, minutes, array(ctypes.c_uint8, [c for _, c in durations]), len(durations))


def saved(lib, distribution):
    size = ctypes.c_size_t()
    save = lib.raw("hotline_distribution_save")
    same("asking for the size", save(distribution.pointer(), None, 0, ctypes.addressof(size)), lib.ERROR_BUFFER)
    room = ctypes.create_string_buffer(size.value)
    same("save", save(distribution.pointer(), ctypes.addressof(room), size.value, ctypes.addressof(size)), lib.OK)
    return room.raw


def check_rows(lib, distribution, durations, rows):
    same("rows", lib.distribution_count(distribution), len(rows))
    same("finished", lib.distribution_finished(distribution), sum(1 for _, c in durations if not c))
    same("censored", lib.distribution_censored(distribution), sum(c for _, c in durations))
    for i, row in enumerate(rows):
        r = lib.distribution_at(distribution, i)
        same("row %d" % i, (r.minutes, r.finished, r.censored, r.at_risk, r.survival), row[:4] + (math.floor(row[4] * ONE),))


def check_quantiles(lib, rng, distribution, durations, rows):
    d = distribution.pointer()
    shares = [(0, 1), (1, 2), (9, 10), (1, 1)] + [(n, rng.randint(n, 2 ** 40)) for n in (1, rng.randint(0, 99))]
    shares += [(1 - s[4]).as_integer_ratio() for s in rows[:6] if s[4].denominator < 2 ** 63]  # exactly on a step
    for num, den in shares:
        wanted = Fraction(num, den)
        same("quantile %s" % wanted, ask(lib, "hotline_distribution_quantile", d, num, den), quantile(durations, wanted))
        found = ask(lib, "hotline_distribution_survival_quantile", d, num, den)
        same("survival quantile %s" % wanted, found, survival_quantile(rows, wanted))


def check_bins(lib, rng, distribution, durations):
    edges = sorted({rng.randint(-5, max([m for m, _ in durations] + [10]) + 5) for _ in range(rng.randrange(6))})
    found = [array(ctypes.c_int64, [-1] * (len(edges) + 1)) for _ in range(2)]
    lib.distribution_bins(distribution, array(ctypes.c_int64, edges), len(edges), *found)
    for censored in (0, 1):
        wanted = [0] * (len(edges) + 1)
        for m, c in durations:
            wanted[sum(1 for e in edges if e <= m)] += c == censored
        same("bins", list(found[censored]), wanted)


def check_parts(lib, rng, context, durations, whole):
    """Split anyhow, shuffled, merged in any order: the same bytes. Taken away again: the rest, and at last nothing."""
    parts, total = [[], [], []], lib.distribution_new(context)
    for duration in rng.sample(durations, len(durations)):
        rng.choice(parts).append(duration)
    made = []
    for part in parts:
        made.append(lib.distribution_new(context))
        fill(lib, made[-1], part)
    for distribution in rng.sample(made, 3):
        lib.distribution_merge(total, distribution)
    same("merged", saved(lib, total), whole)
    bytes_ = ctypes.create_string_buffer(whole, len(whole))
    loaded = lib.distribution_load(context, bytes_, len(whole))
    same("saved again", saved(lib, loaded), whole)
    lib.distribution_subtract(loaded, made[0])
    for m, c in rng.sample(parts[1], len(parts[1])):
        lib.distribution_remove(loaded, m, c)
    same("taken away", saved(lib, loaded), saved(lib, made[2]))
    lib.distribution_subtract(loaded, made[2])
    same("empty", saved(lib, loaded), saved(lib, lib.distribution_new(context)))


def check_distributions(lib, context):
    rng = random.Random(SEED)
    for _ in range(DISTRIBUTIONS):
        durations = durations_of(rng)
        distribution = lib.distribution_new(context)
        fill(lib, distribution, durations)
        rows = curve(durations)
        check_rows(lib, distribution, durations, rows)
        check_quantiles(lib, rng, distribution, durations, rows)
        check_bins(lib, rng, distribution, durations)
        check_parts(lib, rng, context, durations, saved(lib, distribution))


def check_long_curve(lib, context):
    """Hundreds of groups, whose product is some thousand digits long; asked exactly on a step, and by a hair beside it."""
    rng = random.Random(SEED)
    durations = [(rng.randrange(400), int(rng.random() < 0.4)) for _ in range(2000)]
    distribution = lib.distribution_new(context)
    fill(lib, distribution, durations)
    rows = curve(durations)
    check_rows(lib, distribution, durations, rows)
    for row in rows[::20]:
        for beside in (-1, 0, 1):
            den = 2 ** 62
            num = math.floor((1 - row[4]) * den) + beside
            if 0 <= num <= den:
                found = ask(lib, "hotline_distribution_survival_quantile", distribution.pointer(), num, den)
                same("beside a step", found, survival_quantile(rows, Fraction(num, den)))


# ---- intervals ----

def wilson(num, den, z):
    """The limits as the page has them, in decimals."""
    p, n = decimal.Decimal(num) / den, decimal.Decimal(den)
    mid, half = p + z * z / (2 * n), z * (p * (1 - p) / n + z * z / (4 * n * n)).sqrt()
    return (mid - half) / (1 + z * z / n), (mid + half) / (1 + z * z / n)


def to_grid(limit, rounding):
    """In 1/10^9, outward; what the last digits of the decimals leave open is nearest."""
    near = (limit * ONE).to_integral_value(decimal.ROUND_HALF_EVEN)
    return int(near) if abs(limit * ONE - near) < decimal.Decimal(10) ** -25 else int((limit * ONE).to_integral_value(rounding))


def limits(num, den, unknown, confidence):
    z = decimal.Decimal(QUANTILES[confidence])
    low = to_grid(wilson(num, den + unknown, z)[0], decimal.ROUND_FLOOR)
    return low, to_grid(wilson(num + unknown, den + unknown, z)[1], decimal.ROUND_CEILING)


def counts(rng):
    den = rng.choice([1, 2, 3, 5, 10, 30, 100, 1000, 10 ** 6, 10 ** 9, 10 ** 12])
    den = rng.choice([den, rng.randint(1, den)])
    num = rng.choice([0, den, 1, den - 1, rng.randint(0, den), rng.randint(0, den)])
    return num, den, rng.choice([0, 0, 0, 1, rng.randint(0, den)])


def found_limits(lib, num, den, unknown, confidence):
    low, high = ctypes.c_int64(), ctypes.c_int64()
    status = lib.raw("hotline_interval_wilson")(num, den, unknown, confidence, ctypes.addressof(low), ctypes.addressof(high))
    same("status", status, lib.OK)
    return low.value, high.value


def check_wilson(lib):
    rng = random.Random(SEED)
    most = 2 ** 63 - 1
    edges = [(0, most, 0), (most, most, 0), (most // 2, most, 0), (1, most, 0), (0, 1, most - 1), (5, 5, most - 5), (0, 0, most)]
    for num, den, unknown in edges + [counts(rng) for _ in range(RATES)]:
        for confidence in QUANTILES:
            what = "wilson of %d/%d ?%d at %d" % (num, den, unknown, confidence)
            found = found_limits(lib, num, den, unknown, confidence)
            same(what, found, limits(num, den, unknown, confidence))
            z = decimal.Decimal(EXACT[confidence])
            low, high = wilson(num, den + unknown, z)[0], wilson(num + unknown, den + unknown, z)[1]
            hair = decimal.Decimal(10) ** -25
            same(what + " lies outside", found[0] <= low * ONE + hair and high * ONE <= found[1] + hair, True)


def above(a, b, confidence):
    """Newcombe's comparison on numbers of nine places, each rounded against the answer."""
    low, high = limits(*a, confidence)[0], limits(*b, confidence)[1]
    p, q = Fraction(a[0], a[1] + a[2]) * ONE, Fraction(b[0] + b[2], b[1] + b[2]) * ONE
    difference = math.floor(p) - math.ceil(q)
    return difference > 0 and difference ** 2 > (math.ceil(p) - low) ** 2 + (high - math.floor(q)) ** 2


def exactly_above(a, b, confidence):
    """The same without any rounding but that of fifty digits."""
    z = decimal.Decimal(QUANTILES[confidence])
    low, high = wilson(a[0], a[1] + a[2], z)[0], wilson(b[0] + b[2], b[1] + b[2], z)[1]
    p, q = decimal.Decimal(a[0]) / (a[1] + a[2]), decimal.Decimal(b[0] + b[2]) / (b[1] + b[2])
    return p > q and (p - q) ** 2 > (p - low) ** 2 + (high - q) ** 2


def apart(lib, a, b, confidence):
    out = ctypes.c_int32(9)
    same("status", lib.raw("hotline_interval_apart")(*a, *b, confidence, ctypes.addressof(out)), lib.OK)
    return out.value


def check_apart(lib):
    rng = random.Random(SEED)
    seen = {-1: 0, 0: 0, 1: 0}
    stricter = 0
    for _ in range(PAIRS):
        a, b, confidence = counts(rng), counts(rng), rng.choice(list(QUANTILES))
        wanted = above(a, b, confidence) - above(b, a, confidence)
        what = "%r and %r at %d" % (a, b, confidence)
        same(what, apart(lib, a, b, confidence), wanted)
        same(what + ", changed about", apart(lib, b, a, confidence), -wanted)
        exact = exactly_above(a, b, confidence) - exactly_above(b, a, confidence)
        same(what + ": never apart where the exact comparison is not", wanted in (0, exact), True)
        stricter += wanted != exact
        seen[wanted] += 1
    same("every answer was seen often", min(seen.values()) > 300, True)
    same("rounding is no matter", stricter <= PAIRS // 1000, True)


def check_places(lib, context):
    rng = random.Random(SEED)
    for _ in range(LISTS):
        n = rng.randrange(30)
        rates = [rng.choice([(0, 0, 0), counts(rng), (rng.randint(0, 40), 40, 0)]) for _ in range(n)]
        confidence, low_first = rng.choice(list(QUANTILES)), rng.randrange(2)
        columns = [array(ctypes.c_int64, column) for column in (zip(*rates) if rates else ((), (), ()))]
        first, last = array(ctypes.c_int64, [-1] * n), array(ctypes.c_int64, [-1] * n)
        lib.interval_places(context, *columns, n, confidence, low_first, first, last)
        ranked = [r for r in rates if r[1] + r[2]]
        for i, rate in enumerate(rates):
            if not rate[1] + rate[2]:
                same("no rate, no place", (first[i], last[i]), (0, 0))
                continue
            better = sum(above(rate, r, confidence) if low_first else above(r, rate, confidence) for r in ranked)
            worse = sum(above(r, rate, confidence) if low_first else above(rate, r, confidence) for r in ranked)
            same("places", (first[i], last[i]), (1 + better, len(ranked) - worse))


def main():
    decimal.getcontext().prec = 50
    lib = hotline.load(sys.argv[1])
    with lib.context_new(None) as context:
        check_distributions(lib, context)
        check_long_curve(lib, context)
        check_wilson(lib)
        check_apart(lib)
        check_places(lib, context)
    print("distribution: %d distributions, %d rates, %d pairs, %d lists agree" % (DISTRIBUTIONS, 3 * RATES, PAIRS, LISTS))


if __name__ == "__main__":
    main()
