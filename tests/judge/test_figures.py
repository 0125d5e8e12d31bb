# SPDX-License-Identifier: MIT
"""Where plain code goes wrong with figures: twenty-five mistakes that were seen in real code and real bulletins. Each test holds the mistake in a
few lines, shows that what comes of it is wrong, and that the library's answer to the same events is right. Where the mistake is the host's or
the display's, the test shows what the library gives them to keep them from it."""
import collections
import copy
import ctypes
import json
import os
import random
import sys
from fractions import Fraction

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "command"))
from command import Folder, lines, run, same, tests_of  # noqa: E402

BASE = {
    "hotline": 1, "id": "town", "title": "Figures", "source": "tests/judge", "issued": "2021-01-01", "effective": "2021-01-01", "transition": "switch",
    "calendar": "cn", "counting": {"start": "next-day", "end": "24:00"}, "periods": {"month": {"from_day": 1}},
    "facts": {
        "rating": {"of": "assignment", "one_of": {"satisfied": "满意", "basic": "基本满意", "dissatisfied": "不满意"}},
        "outcome": {"of": "event", "one_of": {"reached": "有效", "missed": "无效"}},
        "lead": {"of": "assignment", "type": "flag", "default": True},
        "exempt": {"of": "assignment", "default": [], "many_of": {"on_time": "按时办结率", "satisfaction": "满意率"}},
        "days": {"of": "event", "type": "integer"}},
    "events": {
        "receive": {"of": "ticket", "opens": "ticket"}, "dispatch": {"of": "ticket", "opens": "assignment", "facts": {"lead": "optional"}},
        "redo": {"of": "ticket", "opens": "round"}, "report": {"of": "assignment"}, "back": {"of": "assignment", "ends": "assignment"},
        "ask": {"of": "assignment"}, "grant": {"of": "assignment", "facts": {"days": "always"}}, "exempt_set": {"of": "assignment", "facts": {"exempt": "always"}},
        "callback": {"of": "assignment", "facts": {"outcome": "always", "rating": "optional"}}},
    "duties": {"handle": {"of": "assignment", "owed": "dispatch or redo", "met": "report", "within": "5 workdays", "extend": {"grant": {"add": "days workdays", "asked": "ask"}}}},
    "measures": {}, "scores": {}, "rankings": {}}

SATISFIED = {"of": "assignment", "at": "callback", "count": "rating = satisfied", "per": "callback(outcome = reached)"}
DONE = {"of": "assignment", "at": "dispatch or redo", "count": "report", "per": "always"}
VOLUME = {"of": "assignment", "at": "dispatch or redo", "count": "always"}


def policy(measures, score=None, **more):
    """With one ranking, r, by the score s of these parts, or by the first measure."""
    document = copy.deepcopy(BASE)
    document["measures"] = measures
    if score is not None:
        document["scores"] = {"s": {"places": 2, "parts": {n: {"is": p} if isinstance(p, str) else p for n, p in score.items()}}}
    document["rankings"] = {"r": dict({"units": "always", "every": "month", "by": "s" if score is not None else next(iter(measures)), "ties": "all", "absent": "breaks"},
                                      **more.pop("ranking", {}))}
    document.update(more)
    return document


class Log:
    def __init__(self):
        self.events, self.number = [], 0

    def add(self, event, at, ticket=None, **more):
        self.number += 1
        facts = more.pop("facts", None)
        line = dict({"id": "e%d" % self.number, "event": event, "at": at, "ticket": ticket}, **more)
        if facts:
            line["facts"] = facts
        self.events.append({k: v for k, v in line.items() if v is not None})
        return line["id"]

    def case(self, unit, at="2021-04-12 09:00", report=None, rating=None, outcome="reached", callback="2021-04-20 10:00", **dispatched):
        """A ticket of a unit; the id of its dispatch."""
        ticket = "T%d" % self.number
        self.add("receive", at, ticket)
        here = self.add("dispatch", at, ticket, unit=unit, facts=dispatched)
        if report:
            self.add("report", report, ticket, assignment=here)
        if rating or outcome != "reached":
            self.add("callback", callback, ticket, assignment=here, facts={k: v for k, v in (("outcome", outcome), ("rating", rating)) if v})
        return ticket, here


def answer(command, documents, log, words):
    documents = documents if isinstance(documents, list) else [documents]
    with Folder() as folder:
        paths = [w for n, d in enumerate(documents) for w in ("--rulebook", folder.write("p%d.json" % n, d))]
        done = run(command, "--json", *paths, *words, "-", given=log if isinstance(log, bytes) else lines(log.events if isinstance(log, Log) else log))
        same("exit status (%s)" % done.message(), done.code in (0, 3), True)
        return done.out


def rank(documents, log, period="2021-04", now="2021-06-01 09:00", name="r"):
    """{unit: its standing}, and the order that would be published; values in digits, as they are written."""
    out = answer("rank", documents, log, ["--period", period, "--now", now, "--kind", name])
    found = [json.loads(line, parse_float=str) for line in out.decode("utf-8").splitlines()]
    order = [l["facts"]["order"] for l in found if l["type"] == "order"]
    return {l["unit"]: l for l in found if l["type"] == "standing"}, order[0] if order else None


def part(standing, name):
    value = standing["parts"][name]["value"]
    return None if value is None else str(value)


def figures(documents, log, now="2021-06-01 09:00"):
    found = [json.loads(l) for l in answer("judge", documents, log, ["--now", now]).decode("utf-8").splitlines()]
    return {(l["unit"], l["period"], l["measure"]): (l["num"], l["den"], l["unknown"]) for l in found if l["type"] == "figure"}


def differ(what, naive, right):
    if naive == right:
        raise AssertionError("%s: the mistake %r would not be seen" % (what, naive))


def ratings(log, unit, **counts):
    for rating, n in counts.items():
        for _ in range(n):
            log.case(unit, rating=rating)


def test_n01_zero_denominators():
    log = Log()
    ratings(log, "a", satisfied=1, dissatisfied=1)
    log.case("b")
    naive = {u: num / den if den else 0.0 for u, (num, den) in {"a": (1, 2), "b": (0, 0)}.items()}
    differ("who is the last", min(naive, key=naive.get), None)  # b, of whom nobody was asked
    units, order = rank(policy({"m": SATISFIED}, {"m": "100 * m"}), log)
    same("ranked", order, ["a"])
    same("b", (units["b"]["state"], units["b"]["rank"], units["b"]["value"], part(units["b"], "m")), ("unmeasured", None, None, None))
    units, order = rank(policy({"m": SATISFIED}, {"m": {"is": "100 * m", "if_undefined": "60"}}), log)
    same("what the policy gives, said to be given", (order, units["b"]["parts"]["m"]["state"], units["b"]["value"]), (["b", "a"], "given", "60.00"))


def test_n02_averages_of_percentages():
    log = Log()
    ratings(log, "feed1", satisfied=1)
    ratings(log, "feed2", satisfied=50, dissatisfied=50)
    naive = (1 / 1 + 50 / 100) / 2 * 100
    units, _ = rank(policy({"m": SATISFIED}, {"all": "100 * total(m)"}), log)
    same("51 of 101", part(units["feed1"], "all"), "50.50")
    differ("the average", naive, 50.50)


def test_n03_rates_as_floats():
    log = Log()
    shares = {"a": (9, 10), "b": (19, 21), "c": (21, 23)}
    for unit, (good, all_) in shares.items():
        ratings(log, unit, satisfied=good, dissatisfied=all_ - good)
    percent = {u: 100.0 * n / d for u, (n, d) in shares.items()}

    def naive(x, y):  # (int)(a - b)
        return int(percent[x] - percent[y])
    same("level, level, and not level: no order", (naive("a", "b"), naive("b", "c"), naive("a", "c") != 0), (0, 0, True))
    same("in order", rank(policy({"m": SATISFIED}), log)[1], ["c", "b", "a"])


def test_n03_rounded_before_they_are_compared():
    log = Log()
    ratings(log, "a", satisfied=667, dissatisfied=333)
    ratings(log, "b", satisfied=2, dissatisfied=1)
    same("level when rounded first", round(100 * 667 / 1000, 1), round(100 * 2 / 3, 1))
    units, order = rank(policy({"m": SATISFIED}), log)
    same("667/1000 is more than 2/3", (order, units["a"]["value"]), (["a", "b"], "667/1000"))


def test_n04_truncation_and_32_bits():
    log = Log()
    ratings(log, "a", satisfied=2, dissatisfied=1)
    naive = 2 * 10000 // 3 / 10000
    units, _ = rank(policy({"m": SATISFIED}, {"rate": {"is": "m", "places": 4}, "half": "17.665", "minus": "0 - 17.665", "wide": "214749 * 10000"}), log)
    same("2 of 3", part(units["a"], "rate"), "0.6667")
    differ("cut off", naive, 0.6667)
    same("half-up, away from zero", (part(units["a"], "half"), part(units["a"], "minus")), ("17.67", "-17.67"))
    differ("a float's half", round(17.665, 2), 17.67)
    same("10000 times a count", part(units["a"], "wide"), "2147490000.00")
    differ("in 32 bits", ctypes.c_int32(214749 * 10000).value, 2147490000)


WEIGHED = {"of": "assignment", "at": "callback", "count": {"rating = satisfied": "1", "rating = basic": "0.9"}, "per": "callback(outcome = reached)"}


def test_n05_weights_above_and_not_below():
    log = Log()
    ratings(log, "a", satisfied=2, basic=2, dissatisfied=1)
    naive = (2 + 0.9 * 2) / (2 + 0.9 * 2 + 1)  # the weight in both
    same("3.8 of 5", figures(policy({"m": WEIGHED}), log)["a", "2021-04", "m"], (3.8, 5, 0))
    units, _ = rank(policy({"m": WEIGHED}, {"m": "100 * m"}), log)
    same("exactly", part(units["a"], "m"), "76.00")
    differ("weighted below", round(100 * naive, 2), 76.00)


def test_n06_unrated_and_unreached():
    log = Log()
    ratings(log, "a", satisfied=1, dissatisfied=1)
    log.case("a", outcome="missed")
    log.case("b", rating="satisfied")
    ticket, here = log.case("b")
    log.add("callback", "2021-04-20 10:00", ticket, assignment=here, facts={"outcome": "reached"})
    differ("unreached as satisfied", 2 / 3, 1 / 2)
    found = figures(policy({"m": SATISFIED}), log)
    same("unreached: in neither", found["a", "2021-04", "m"], (1, 2, 0))
    same("reached, and no word: told apart", found["b", "2021-04", "m"], (1, 1, 1))
    units, order = rank(policy({"m": SATISFIED}), log)
    same("between 1/2 and 2/2: no rank", (order, units["b"]["state"]), (["a"], "unknown"))


def test_n07_the_wrong_field_on_the_screen():
    """The display's. Every value comes with the id, the formula and the figures that it was made of; no order of parts matters."""
    log = Log()
    ratings(log, "a", satisfied=1, basic=1)
    measures = {"strict": SATISFIED, "wide": WEIGHED}
    one, _ = rank(policy(measures, {"strict": "100 * strict", "wide": "100 * wide"}), log)
    other, _ = rank(policy(measures, {"wide": "100 * wide", "strict": "100 * strict"}), log)
    naive = [[p["value"] for p in found["a"]["parts"].values()] for found in (one, other)]
    differ("by position", naive[0], naive[1])
    same("by name", one["a"]["parts"], other["a"]["parts"])
    same("with its formula and its figures", (one["a"]["parts"]["wide"]["is"], one["a"]["figures"]["wide"]), ("100 * wide", {"num": "1.9", "den": 2, "unknown": 0}))


def test_n08_a_variable_assigned_twice():
    def naive(satisfied, replied, n):
        n1, n2 = 100 * satisfied / n, 0
        n1 = 100 * replied / n
        return n1, n2
    differ("satisfaction", naive(1, 2, 2), (50.0, 100.0))
    log = Log()
    ratings(log, "a", satisfied=1, dissatisfied=1)
    units, _ = rank(policy({"satisfaction": SATISFIED, "replied": VOLUME}, {"n1": "100 * satisfaction", "n2": "100 * replied / 2"}), log)
    same("named terms", (part(units["a"], "n1"), part(units["a"], "n2")), ("50.00", "100.00"))
    with Folder() as folder:
        wrong = run("check", folder.write("p.json", policy({"satisfaction": SATISFIED}, {"n1": "100 * satisfacton"})))
    same("a term that is none is refused", (wrong.code, 'did you mean "satisfaction"?' in wrong.message(), "scores.s.parts.n1.is" in wrong.message()), (2, True, True))


def test_n09_hard_coded():
    """The host's. What the policy does not define has no value, and says which item is missing."""
    log = Log()
    log.case("a")
    naive = {"AnShiBanJie_ratio": "100%"}
    units, order = rank(policy({"on_time": "undefined"}, {"on_time": "100 * on_time"}), log)
    same("no value, no rank, nothing to publish", (units["a"]["state"], part(units["a"], "on_time"), order), ("undefined", None, None))
    differ("never computed", naive["AnShiBanJie_ratio"], part(units["a"], "on_time"))


def test_n10_two_clocks():
    log = Log()
    log.case("a", at="2021-03-30 09:00", report="2021-04-02 09:00")
    log.case("a", at="2021-04-12 09:00", report="2021-04-13 09:00")
    log.case("a", at="2021-04-28 09:00", report="2021-05-06 09:00")
    log.case("a", at="2021-03-31 09:00", report="2021-04-06 09:00")
    begun = sum(e["event"] == "dispatch" and e["at"].startswith("2021-04") for e in log.events)
    finished = sum(e["event"] == "report" and e["at"].startswith("2021-04") for e in log.events)
    same("150 % were finished", 100 * finished / begun, 150.0)
    found = figures(policy({"by_begin": DONE, "by_end": {"of": "assignment", "at": "report", "count": "not late(handle)", "per": "always"}}), log)
    same("one clock each", (found["a", "2021-04", "by_begin"], found["a", "2021-04", "by_end"]), ((2, 2, 0), (3, 3, 0)))


def test_n11_both_ends():
    moments = ["2021-04-01 00:00", "2021-04-30 23:59:59.500", "2021-05-01 00:00", "2021-05-31 23:59:59"]
    log = Log()
    for at in moments:
        log.case("a", at=at)
    closed = {m: sum(f <= at <= t for at in moments) for m, f, t in (("2021-04", "2021-04-01 00:00", "2021-05-01 00:00"), ("2021-05", "2021-05-01 00:00", "2021-06-01 00:00"))}
    seconds = {m: sum(f <= at <= t for at in moments) for m, f, t in (("2021-04", "2021-04-01 00:00", "2021-04-30 23:59:59"), ("2021-05", "2021-05-01 00:00", "2021-05-31 23:59:59"))}
    opened = sum("2021-04-01 00:00" < at < "2021-04-30 23:59:59.999" for at in moments)
    found = figures(policy({"n": VOLUME}), log)
    right = {m: found["a", m, "n"][0] for m in ("2021-04", "2021-05")}
    same("half-open", right, {"2021-04": 2, "2021-05": 2})
    for what, naive in (("closed", closed), ("to the last second", seconds), ("open", {"2021-04": opened})):
        differ(what, naive.get("2021-04"), 2)


def test_n12_exclusion_by_deletion():
    log = Log()
    ratings(log, "a", dissatisfied=1, satisfied=1)
    ticket, here = log.case("a", rating="dissatisfied", report="2021-04-13 09:00")
    log.add("exempt_set", "2021-04-25 09:00", ticket, assignment=here, facts={"exempt": ["satisfaction"]})
    rules = policy({"satisfaction": dict(SATISFIED, **{"except": "exempt has satisfaction"}), "done": DONE})
    deleted = [e for e in log.events if e.get("ticket") != ticket]
    differ("deleted everywhere", figures(rules, deleted)["a", "2021-04", "done"], (1, 3, 0))
    found = figures(rules, log)
    same("left out of one measure", (found["a", "2021-04", "satisfaction"], found["a", "2021-04", "done"]), ((1, 2, 0), (1, 3, 0)))
    log.add("exempt_set", "2021-04-26 09:00", ticket, assignment=here, facts={"exempt": []})
    same("and revocably", figures(rules, log)["a", "2021-04", "satisfaction"], (1, 3, 0))


def test_n13_a_redo_with_a_number_of_its_own():
    log = Log()
    ticket, _ = log.case("a", report="2021-04-13 09:00")
    log.case("a", report="2021-04-13 09:00")
    again = log.add("redo", "2021-04-14 09:00", ticket, unit="a")
    log.add("report", "2021-04-15 09:00", ticket, assignment=again)
    naive = len({(e["ticket"], e["id"]) for e in log.events if e["event"] in ("dispatch", "redo")})  # T-1 and T-1-2 are two
    found = figures(policy({"tickets": {"of": "ticket", "at": "receive", "count": "always"}, "once": {"of": "ticket", "at": "receive", "count": "round = 1", "per": "always"}}), log)
    same("two tickets, one of them at once", (found[None, "2021-04", "tickets"][0], found[None, "2021-04", "once"]), (2, (1, 2, 0)))
    differ("three numbers", naive, 2)


def test_n14_several_units():
    log = Log()
    ticket, _ = log.case("a")
    log.add("dispatch", "2021-04-12 10:00", ticket, unit="b", facts={"lead": False})
    naive = sum(1 for e in log.events if e["event"] == "dispatch")
    rules = policy({"each": VOLUME, "lead_only": dict(VOLUME, count="lead"), "shared": dict(VOLUME, count={"lead": "0.7", "not lead": "0.3"})},
                   {"all": "total(shared)"})
    found = figures(rules, log)
    same("who leads", (found["a", "2021-04", "lead_only"][0], found["b", "2021-04", "lead_only"][0]), (1, 0))
    same("shares", (found["a", "2021-04", "shared"][0], found["b", "2021-04", "shared"][0]), (0.7, 0.3))
    same("they add up to one ticket", part(rank(rules, log)[0]["a"], "all"), "1.00")
    differ("one each", naive, 1)


def test_n15_ping_pong():
    log = Log()
    ticket, first = log.case("a")
    log.add("back", "2021-04-13 09:00", ticket, assignment=first)
    second = log.add("dispatch", "2021-04-30 10:00", ticket, unit="b")
    naive = [e["unit"] for e in log.events if e["event"] == "dispatch"][-1]  # who holds it now
    rules = policy({"returned": dict(DONE, count="back"), "held": dict(VOLUME, count="not back"), "on_time": {"of": "assignment", "at": "due(handle)", "count": "not late(handle)", "per": "not back"}})
    found = figures(rules, log, "2021-05-05 09:00")
    same("each its own", (found["a", "2021-04", "returned"], found["b", "2021-04", "returned"], found["a", "2021-04", "held"][0], found["b", "2021-04", "held"][0]),
         ((1, 1, 0), (0, 1, 0), 0, 1))
    same("b has its own time: not due before 05-12", [k for k in found if k[2] == "on_time"], [])
    same("by the ticket's age b is late", (naive, "2021-05-05" > "2021-04-19"), ("b", True))
    log.add("report", "2021-05-06 09:00", ticket, assignment=second)
    same("on time", figures(rules, log, "2021-05-20 09:00")["b", "2021-05", "on_time"], (1, 1, 0))


def test_n16_extensions():
    log = Log()
    ticket, here = log.case("a", report="2021-04-21 09:00")  # due on 04-19
    log.add("ask", "2021-04-15 09:00", ticket, assignment=here)
    log.add("grant", "2021-04-16 09:00", ticket, assignment=here, facts={"days": 3})
    late, there = log.case("a", report="2021-04-21 09:00")
    log.add("ask", "2021-04-15 09:00", late, assignment=there)  # asked, and never granted
    naive_first = [e["at"] <= "2021-04-20" for e in log.events if e["event"] == "report"]
    naive_asked = [True, True]
    rules = policy({"on_time": {"of": "assignment", "at": "dispatch", "count": "met(handle) and not late(handle)", "per": "always"}, "extended": dict(DONE, count="grant")})
    found = figures(rules, log)
    same("by the due moment that holds, and how many were extended", (found["a", "2021-04", "on_time"], found["a", "2021-04", "extended"]), ((1, 2, 0), (1, 2, 0)))
    differ("by the first due moment", sum(naive_first), 1)
    differ("whoever asked", sum(naive_asked), 1)


def test_n17_ties_by_accident():
    log = Log()
    for unit in ("c", "a", "b"):
        ratings(log, unit, satisfied=1, dissatisfied=1)
    ratings(log, "d", satisfied=1)
    rates = {"c": 0.5, "a": 0.5, "b": 0.5, "d": 1.0}
    naive = {sorted(order, key=rates.get)[0] for order in (list("cabd"), list("abcd"))}
    same("the one punished hangs on the order of rows", len(naive), 2)
    outs = set()
    for seed in range(3):
        events = list(log.events)
        random.Random(seed).shuffle(events)
        units, order = rank(policy({"m": SATISFIED}), events)
        outs.add(json.dumps(order))
        same("level", [units[u]["rank_from_last"] for u in "abc"], [1, 1, 1])
    same("published as a tie", outs, {json.dumps(["d", ["a", "b", "c"]])})


def test_n18_the_first_so_many():
    log = Log()
    for unit, n in (("a", 3), ("b", 2), ("c", 2), ("d", 1)):
        for _ in range(n):
            log.case(unit)
    naive = sorted({"a": 3, "c": 2, "b": 2, "d": 1}.items(), key=lambda i: -i[1])[:2]
    chosen = {}
    for ties in ("include", "exclude"):
        units, _ = rank(policy({"n": VOLUME}, ranking={"pool": {"by": "n", "top": 2, "ties": ties}}), log)
        chosen[ties] = [u for u in "abcd" if units[u]["state"] == "ranked"]
    same("as the policy says", chosen, {"include": ["a", "b", "c"], "exclude": ["a"]})
    differ("one of the two that are level", [u for u, _ in naive], chosen["include"])
    few, _ = rank(policy({"n": VOLUME}, ranking={"pool": {"by": "n", "top": 15, "ties": "exclude"}}), log)
    same("fewer than that many: all", [few[u]["state"] for u in "abcd"], ["ranked"] * 4)


def test_n19_streaks_over_what_is_recomputed():
    log = Log()
    late = []
    for month in ("04", "05"):
        for unit in ("s", "t"):
            ticket, here = log.case(unit, at="2021-%s-12 09:00" % month)
            if unit == "s":
                log.add("report", "2021-%s-13 09:00" % month, ticket, assignment=here)
            else:
                late.append((ticket, here, "2021-%s-13 09:00" % month))
        log.add("publish", "2021-%02d-03 09:00" % (int(month) + 1), facts={"ranking": "r", "period": "2021-%s" % month, "version": 1, "order": ["s", "t"]})
    rules = policy({"done": DONE}, proposals={"talk": {"of": "unit", "on": "publish(r)", "if": "streak = 2", "propose": "interview"}})
    for ticket, here, at in late:
        log.add("report", at, ticket, assignment=here, known="2021-06-10T09:00:00+08:00")
    recomputed = [rank(rules, log, "2021-%s" % m, "2021-06-20 09:00")[0]["t"]["rank_from_last"] for m in ("04", "05")]
    naive = len([r for r in recomputed if r == 1 and rank(rules, log, "2021-04", "2021-06-20 09:00")[1] == ["s", "t"]])
    fired = [l for l in map(json.loads, answer("judge", rules, log, ["--now", "2021-06-20 09:00"]).splitlines()) if l["type"] == "proposal"]
    same("over what was published", [(l["unit"], l["occurrence"], l["state"]) for l in fired], [("t", "r 2021-05", "fired")])
    differ("recomputed, there is no streak", naive, 2)
    now = rank(rules, log, "2021-04", "2021-06-20 09:00")[0]["t"]
    same("both are told", (now["rank"], now["level"], now["published_rank"]), (1, 2, 2))


def test_n20_a_formula_that_changed():
    log = Log()
    for month in ("04", "05"):
        log.case("a", at="2021-%s-12 09:00" % month)
        log.case("a", at="2021-%s-12 09:00" % month, report="2021-%s-13 09:00" % month)
    old = policy({"m": DONE}, {"m": "100 * m"})
    new = {"hotline": 1, "id": "new", "extends": "town", "title": "t", "source": "s", "issued": "2021-04-20", "effective": "2021-05-01", "transition": "switch",
           "scores": {"s": {"parts": {"m": {"is": "100 - 50 * m"}}}}}
    before = rank(old, log)[0]["a"]["value"]
    naive = "%.2f" % (100 - 50 * Fraction(1, 2))  # the code is changed, and April with it
    same("April keeps its formula", (before, rank([old, new], log)[0]["a"]["value"], rank([old, new], log, "2021-05")[0]["a"]["value"]), ("50.00", "50.00", "75.00"))
    differ("history rewritten", naive, before)


def test_n21_scores_that_hang_on_others():
    log = Log()
    log.case("a")
    log.case("b")
    rules = policy({"n": VOLUME}, {"share": "5 * n / total(n)"})
    cached = rank(rules, log)[0]["a"]["value"]
    log.case("b")
    fresh = rank(rules, log)[0]["a"]["value"]
    same("another unit's ticket", (cached, fresh), ("2.50", "1.67"))
    differ("what was cached for a", cached, fresh)


def test_n22_growth_from_nothing():
    log = Log()
    log.case("a", lead=True)
    log.case("b", lead=True)
    log.case("b", lead=False)
    naive = {u: "+100.0%" if base == 0 else "%+.1f%%" % (100 * (now - base) / base) for u, (now, base) in {"a": (1, 0), "b": (1, 1)}.items()}
    rules = policy({"now": dict(VOLUME, count="lead"), "base": dict(VOLUME, count="not lead")}, {"growth": "100 * (now - base) / base"})
    units, _ = rank(rules, log)
    same("none", (units["a"]["parts"]["growth"]["state"], part(units["a"], "growth"), part(units["b"], "growth")), ("no_rate", None, "0.00"))
    differ("invented", naive["a"], part(units["a"], "growth"))


def test_n23_bands_with_gaps():
    log = Log()
    ratings(log, "a", satisfied=179, dissatisfied=21)

    def naive(score):
        return "excellent" if 90 <= score <= 100 else "good" if 80 <= score <= 89 else "fair" if 60 <= score <= 79 else "poor" if score <= 59 else None
    same("89.5 is nothing", naive(89.5), None)
    rules = policy({"m": SATISFIED}, {"m": "100 * m"})
    rules["scores"]["s"]["bands"] = {"excellent": {"from": "90"}, "good": {"from": "80"}, "fair": {"from": "60"}, "poor": {}}
    units, _ = rank(rules, log)
    same("one band follows the other", (units["a"]["value"], units["a"]["band"]), ("89.50", "good"))
    del rules["scores"]["s"]["bands"]["poor"]
    with Folder() as folder:
        gap = run("check", folder.write("p.json", rules))
    same("a gap is refused", (gap.code, "belong to none" in gap.message()), (2, True))


def test_n24_a_percentage_of_something_else():
    log = Log()
    ratings(log, "a", satisfied=3, basic=1)
    log.case("a")
    naive = "%.2f" % (100 * 3 / 4)  # "of the total", in a table whose total is 5
    units, _ = rank(policy({"of_rated": dict(SATISFIED, per="known(rating)"), "of_all": {"of": "assignment", "at": "dispatch", "count": "known(rating) and rating = satisfied", "per": "always"}},
                           {"of_rated": "100 * of_rated", "of_all": "100 * of_all"}), log)
    same("each names its denominator", (part(units["a"], "of_rated"), part(units["a"], "of_all")), ("75.00", "60.00"))
    same("and shows it", [units["a"]["figures"][n]["den"] for n in ("of_rated", "of_all")], [4, 5])
    differ("one total for two", naive, part(units["a"], "of_all"))


def test_n25_one_of_two():
    log = Log()
    ratings(log, "small", satisfied=1, dissatisfied=1)
    ratings(log, "large", satisfied=60, dissatisfied=40)
    ratings(log, "middle", satisfied=7, dissatisfied=3)
    naive = min({"small": 0.5, "large": 0.6, "middle": 0.7}.items(), key=lambda i: i[1])[0]
    measures = {"m": SATISFIED, "asked": {"of": "assignment", "at": "callback", "count": "callback(outcome = reached)"}}
    units, order = rank(policy(measures, {"m": "100 * m"}, ranking={"pool": {"by": "asked", "top": 2, "ties": "include"}}), log)
    same("only those of whom enough were asked", (order, units["small"]["state"], units["small"]["value"]), (["middle", "large"], "outside", "50.00"))
    floored, _ = rank(policy(measures, {"m": "max(12.5, 25 - 100 * max(0, 95% - m))"}), log)
    same("or a floor", (part(floored["small"], "m"), part(floored["large"], "m")), ("12.50", "12.50"))
    differ("the last", naive, order[-1])


# ---- figures that were published ----

# city: (a, b, c) cases of three classes; each bulletin gives them their meaning
CITIES = collections.OrderedDict((
    ("lianyungang", (24165, 25783 - 24165, 29186 - 25783)),  # June 2019: closed in time, closed late, due and open
    ("lianyungang_2020", (41489, 41729, 0)), ("tangshan", (124599, 195532 - 124599, 284406 - 195532)), ("daying_week", (172 + 80 + 50, 0, 506 - 302)),
    ("daying_2017", (1924, 0, 2495 - 1924)), ("week_28", (37527, 33657, 0)), ("huaibei_1", (1715, 0, 2274 - 1715)), ("huaibei_2", (221, 0, 242 - 221)),
    ("wenzhou", (21158, 0, 123717 - 21158)), ("ningguo", (597, 0, 4))))
BULLETIN = {
    "hotline": 1, "id": "bulletin", "title": "Bulletins", "source": "tests/judge", "issued": "2021-01-01", "effective": "2021-01-01", "transition": "switch", "calendar": "cn",
    "periods": {"month": {"from_day": 1}}, "facts": {"class": {"of": "event", "one_of": {"a": "", "b": "", "c": ""}}}, "events": {"case": {"of": "unit", "facts": {"class": "always"}}},
    "measures": {"n": {"of": "case", "count": "always"}, "a": {"of": "case", "count": "class = a", "per": "always"}, "ab": {"of": "case", "count": "class != c", "per": "always"},
                 "a_of_ab": {"of": "case", "count": "class = a", "per": "class != c"}},
    "scores": {"s": {"places": 2, "parts": {"n": {"is": "n"}, "a": {"is": "100 * a"}, "ab": {"is": "100 * ab"}, "a_of_ab": {"is": "100 * a_of_ab"}, "a1": {"is": "100 * a", "places": 1},
                                            "a0": {"is": "100 * a", "places": 0}, "day": {"is": "n / 7", "places": 0}}}},
    "rankings": {"r": {"units": "always", "every": "month", "by": "s", "ties": "all", "absent": "breaks"}}}
PUBLISHED = (  # city, part, as it was published
    ("lianyungang", "ab", "88.34"), ("lianyungang", "a", "82.80"), ("lianyungang_2020", "n", "83218.00"), ("daying_week", "a", "59.68"), ("daying_2017", "a0", "77"),
    ("week_28", "a1", "52.7"), ("week_28", "day", "10169"), ("week_28", "n", "71184.00"), ("huaibei_1", "a", "75.42"), ("huaibei_2", "a", "91.32"), ("wenzhou", "a1", "17.1"))


def published_log():
    """One line a case."""
    found = []
    for city, counts in CITIES.items():
        for name, n in zip("abc", counts):
            found += ['{"id":"%s-%s-%d","event":"case","at":"2021-04-12 09:00","unit":"%s","facts":{"class":"%s"}}\n' % (city, name, i, city, name) for i in range(n)]
    return "".join(found).encode("ascii")


def test_published_figures():
    units, _ = rank(BULLETIN, published_log())
    for city, name, wanted in PUBLISHED:
        same("%s %s" % (city, name), part(units[city], name), wanted)
    lianyungang = units["lianyungang"]
    same("of what was finished, what is never closed is not missed", part(lianyungang, "a_of_ab"), "93.72")
    same("Tangshan publishes 63.72 % of 284406", part(units["tangshan"], "n"), "284406.00")
    same("... which is of the 195532 in the classes that it lists", (part(units["tangshan"], "a_of_ab"), part(units["tangshan"], "a")), ("63.72", "43.81"))
    same("Ningguo publishes 99 %", (part(units["ningguo"], "a"), part(units["ningguo"], "a0")), ("99.33", "99"))
    same("10000 times Tangshan's count in 32 bits", ctypes.c_int32(284406 * 10000).value < 0, True)


def test_published_sums():
    """What the bulletins add up themselves."""
    same("Lianyungang, September 2020", (78589 + 4629, 41489 + 41729), (83218, 83218))
    same("Lianyungang, June 2019, is published as 63458, and is not", 55978 + 5844, 61822)
    same("Daying, week 2016-03-04", (495 + 11, 460 + 38 + 3 + 4 + 1), (506, 506))
    same("Daying, March 2017", (2388 + 107, 2424 + 71), (2495, 2495))
    same("week 28", 37527 + 33657, 71184)
    same("shares of week 28, each rounded, are a hundredth short", sum(map(Fraction, ("47.09", "30.30", "14.75", "5.31", "0.32", "2.22"))), Fraction("99.99"))


if __name__ == "__main__":
    tests_of(sys.modules[__name__])
