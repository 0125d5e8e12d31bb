# SPDX-License-Identifier: MIT
"""hotline bulletin: its figures are those of judge, its places those of rank, its rates exact; nothing personal in any form; pages well formed."""
import copy
import csv
import fractions
import functools
import io
import os
import re
import sys
import xml.etree.ElementTree as ET

import command
from command import SOURCE, Folder, contains, lines, refused, run, same
from rules import EVENTS, POLICY

FORMATS = ["text", "json", "csv", "html"]
HEDONG = [os.path.join(SOURCE, "examples", "policies", name) for name in ("hedong-2021-5.json", "hedong-2021-5-working.json")]
WORKING = ["--rulebook", HEDONG[0], "--rulebook", HEDONG[1]]
STRANGE = "<b>&\"'=x"


def rich():
    """The small policy, with units that are ranked, personal facts, weights, a measure of tickets, and one that is undefined."""
    policy = copy.deepcopy(POLICY)
    policy["periods"]["week"] = {"from": "monday"}
    policy["facts"].update({
        "level": {"of": "unit", "one_of": {"town": "镇", "office": "部门"}},
        "matter": {"of": "ticket", "type": "text", "personal": True},
        "leader": {"of": "unit", "type": "text", "personal": True},
        "words": {"of": "assignment", "type": "text", "personal": True}})
    policy["events"]["receive"]["facts"]["matter"] = "optional"
    policy["events"]["report"]["facts"].update({"words": "optional", "phone": "optional"})
    policy["events"]["unit_facts"] = {"of": "unit", "facts": {"level": "optional", "leader": "optional"}}
    policy["measures"].update({
        "told": {"of": "assignment", "at": "report", "label": "带电话率", "count": "known(phone)", "per": "always", "clause": "甲,\"乙\""},
        "score": {"of": "assignment", "at": "report", "count": {"known(phone)": "1", "else": "0.5"}, "per": "always"},
        "tickets": {"of": "ticket", "at": "receive", "count": "always"},
        "asks": {"of": "assignment", "at": "report", "count": "days > 1", "per": "always"},
        "open_rate": "undefined"})
    policy["rankings"] = {"by_rate": {"units": "level = town", "every": "month", "by": "told", "ties": "all", "absent": "breaks"}}
    policy["proposals"] = {"remind": {"of": "assignment", "on": "due(reply)", "if": "open(reply)", "propose": "remind", "to": "handler",
                                      "clause": "第四条"}}
    return policy


def ticket(number, unit, day, phone=True, words="", **more):
    base = "2021-%s" % day
    events = [
        dict(EVENTS[0], id="r%s" % number, ticket="T%s" % number, at=base + " 08:00:00", facts=dict({"kind": "plain"}, **more)),
        dict(EVENTS[1], id="d%s" % number, ticket="T%s" % number, at=base + " 09:00:00", unit=unit)]
    facts = {"words": words} if words else {}
    facts.update({"phone": "0539"} if phone else {})
    return events + [dict(EVENTS[2], id="p%s" % number, ticket="T%s" % number, at=base + " 15:00:00", assignment="d%s" % number, facts=facts)]


def town(unit):
    return {"id": "u" + unit, "event": "unit_facts", "at": "2021-03-01 08:00:00", "unit": unit, "facts": {"level": "town"}}


def district():
    """Two months of three towns: the first worsens clearly, the second has one ticket, the third none in May."""
    log = [town("alpha"), town("beta"), town("gamma")]
    for i in range(40):
        log += ticket("a%d" % i, "alpha", "04-%02d" % (6 + i % 20), i > 1)
        log += ticket("b%d" % i, "alpha", "05-%02d" % (6 + i % 20), i % 2 == 0)
    return log + ticket("c", "beta", "05-10", days=3) + ticket("d", "gamma", "04-10")


class Rules(Folder):
    def __enter__(self):
        super().__enter__()
        self.policy = self.write("rich.json", rich())
        return self

    def run(self, log, *words, form="json", period=("--month", "2021-05")):
        return run("bulletin", "--rulebook", self.policy, *period, "--format", form, *words, "-", given=lines(log))

    def told(self, log, *words, **options):
        answer = self.run(log, *words, **options)
        same("exit status (%s)" % answer.message(), answer.code, 0)
        return answer.objects()


def of(objects, type_, **wanted):
    return [o for o in objects if o["type"] == type_ and all(o[k] == v for k, v in wanted.items())]


def figure(objects, measure, unit=None):
    found = of(objects, "figure", measure=measure, unit=unit)
    same("one figure %s %s" % (measure, unit), len([f for f in found if f["scope"] != "no_unit"]), 1)
    return found[0]


@functools.lru_cache(None)
def sample():
    """The sample log in a file; None without the program that makes it."""
    if command.sample() is None:
        return None
    folder = Folder().__enter__()
    path = folder.write("sample.jsonl", command.sample())
    sample.folder = folder
    return path


@functools.lru_cache(None)
def sampled(*words):
    answer = run("bulletin", *WORKING, *words, sample())
    same("exit status (%s)" % answer.message(), answer.code, 0)
    return answer


@functools.lru_cache(None)
def sampled_lines(*words):
    return sampled(*words, "--format", "json").objects()


@functools.lru_cache(None)
def judged_sample(*words):
    return run("judge", *WORKING, "--json", *words, sample()).objects()


# ---- beside the other forms of the command ----

def test_figures_are_those_of_judge():
    if sample() is None:
        return
    judged = of(judged_sample(), "figure")
    for period, words in (("2021-06", ("--month", "2021-06")), ("2021-07-12", ("--week", "2021-07-15"))):
        told = sampled_lines(*words)
        kinds = {"2021-06": 7}.get(period, 10)
        wanted = {(f["unit"], f["measure"]): f for f in judged if f["period"] == period and len(f["period"]) == kinds}
        sums = {}
        same("some", len(wanted) > 100, True)
        for f in of(told, "figure"):
            if f["scope"] != "district":
                found = wanted.pop((f["unit"], f["measure"]), {"num": 0, "den": 0 if f["den"] is not None else None, "unknown": 0})
                same("%s" % f, (f["num"], f["den"], f["unknown"]), (found["num"], found["den"], found["unknown"]))
                total = sums.setdefault(f["measure"], [0, 0, 0])
                for i, key in enumerate(("num", "den", "unknown")):
                    total[i] += fractions.Fraction(str(f[key] or 0))
        same("all told", wanted, {})
        for f in of(told, "figure", scope="district"):
            same("district %s" % f["measure"], [fractions.Fraction(str(f[k] or 0)) for k in ("num", "den", "unknown")], sums[f["measure"]])


def test_places_are_those_of_rank():
    if sample() is None:
        return
    for month in ("2021-05", "2021-08"):
        told = sampled_lines("--month", month)
        ranked = run("rank", *WORKING, "--period", month, "--json", sample()).objects()
        keys = ("ranking", "unit", "state", "rank", "rank_from_last", "level", "published_rank", "value", "band")
        same(month, [tuple(o[k] for k in keys) for o in of(told, "standing")], [tuple(o[k] for k in keys) for o in of(ranked, "standing")])
        parts = [{n: (p["value"], p["state"]) for n, p in o["parts"].items()} for o in of(told, "standing")]
        same(month + " parts", parts, [{n: (p["value"], p["state"]) for n, p in o["parts"].items()} for o in of(ranked, "standing")])
    before = {(o["ranking"], o["unit"]): o["rank"] for o in of(sampled_lines("--month", "2021-07"), "standing")}
    for o in of(told, "standing"):
        same("before", o["rank_before"], before.get((o["ranking"], o["unit"])))


def test_proposals_and_debts_are_those_of_judge():
    if sample() is None:
        return
    told = sampled_lines("--month", "2021-06")
    judged = [o for o in of(judged_sample(), "proposal", state="fired") if o["at"].startswith("2021-06")]
    same("proposals", sorted(o["id"] for o in of(told, "proposal")), sorted(o["id"] for o in judged))
    then = of(judged_sample("--now", "2021-06-30T23:59:59.999+08:00"), "duty", state="open")
    counted = {}
    for d in then:
        if d["duty"] != "return":  # a right: nobody owes it
            count = counted.setdefault((d["unit"], d["duty"]), [0, 0])
            count[0] += 1
            count[1] += d["late"] is True
    found = {(o["unit"], o["duty"]): [o["open"], o["late"]] for o in of(told, "debt") if o["scope"] != "district"}
    same("debts", found, counted)


def test_figures_in_conditions_are_those_known_then():
    """A report that comes after the month's end changes the month's figure, and not what was proposed at its end; a correction does."""
    policy = rich()
    policy["measures"]["phoned"] = {"of": "assignment", "at": "dispatch", "count": "known(phone)", "per": "report"}
    policy["proposals"] = {"weak": {"of": "unit", "on": "end(month)", "if": "phoned < 60%", "propose": "talk"},
                           "ranked_weak": {"of": "unit", "on": "publish(by_rate)", "if": "phoned < 60%", "propose": "talk"}}
    log = [town("alpha")] + ticket("a", "alpha", "05-10", False) + ticket("b", "alpha", "05-11") + ticket("c", "alpha", "05-12")
    late = [dict(e, at="2021-06-10 09:00:00") if e["event"] == "report" and e["ticket"] != "Ta" else e for e in log]
    end = [dict(EVENTS[1], id="z", ticket="Ta", at="2021-06-15 09:00:00", unit="beta")]
    void = [{"id": "v", "event": "void", "ticket": "Ta", "at": "2021-06-12 09:00:00", "facts": {"voids": "pa"}}]
    for name, events, fired in (("in time", log, []), ("late", late, ["2021-05"]), ("corrected", late + void, [])):
        with Rules() as r:
            r.policy = r.write("rich.json", policy)
            events = lines(events + end)
            judged = run("judge", "--rulebook", r.policy, "--json", "-", given=events).objects()
            same(name + ": judge", [o["occurrence"] for o in of(judged, "proposal", state="fired")], fired)
            same(name + ": the figure", [f["num"] for f in of(judged, "figure", unit="alpha", period="2021-05", measure="phoned")], [2])
            told = run("bulletin", "--rulebook", r.policy, "--month", "2021-06", "--format", "json", "-", given=events).objects()
            same(name + ": bulletin", [o["occurrence"] for o in of(told, "proposal")], fired)
            ranked = run("rank", "--rulebook", r.policy, "--period", "2021-05", "--json", "-", given=events).objects()
            same(name + ": publishing it now", of(ranked, "effect"), [])


def test_tickets_behind_a_figure():
    if sample() is None:
        return
    told = sampled_lines("--month", "2021-06")
    judged = judged_sample()
    wanted = {o["ticket"] for o in of(judged, "duty", unit="baishi", duty="report", instance=1) if (o["due_day"] or "").startswith("2021-06")}
    found = figure(told, "once_done", "baishi")
    same("ids", set(found["ids"]) <= wanted and found["tickets"] == len(found["ids"]), True)
    same("as many", found["tickets"] >= found["den"] + found["excepted"] - 1, True)
    for f in of(told, "figure"):
        same("at most fifty of %s" % f["measure"], len(f["ids"]), min(50, f["tickets"]))
        same("each once", len(set(f["ids"])), len(f["ids"]))


# ---- exactly ----

def rounded(value, places=1, how="half"):
    scaled = abs(value) * 10 ** places
    whole = scaled.numerator // scaled.denominator
    rest = scaled - whole
    whole += 1 if (how == "half" and rest >= fractions.Fraction(1, 2)) or (how == "up" and rest > 0) else 0
    return float(("-" if value < 0 else "") + "%d.%d" % divmod(whole, 10 ** places)) if whole else 0.0


def check_exact(f):
    num, den, unknown = fractions.Fraction(str(f["num"])), f["den"], f["unknown"]
    if den and not unknown:
        same("rate %s" % f, f["rate"], rounded(100 * num / den))
    else:
        same("no rate %s" % f, f["rate"], None)
    if den is not None and unknown:
        same("bounds", (f["low"], f["high"]), (rounded(100 * num / (den + unknown), how="down"), rounded(100 * (num + unknown) / (den + unknown), how="up")))
    else:
        same("no bounds", (f["low"], f["high"]), (None, None))
    before = f["before"]
    if f["change"] == "known" and den is not None:
        same("points %s" % f, f["points"], rounded(100 * (num / den - fractions.Fraction(str(before["num"])) / before["den"])))
    elif f["change"] == "known":
        same("difference", fractions.Fraction(str(f["difference"])), num - fractions.Fraction(str(before["num"])))
    else:
        same("no change", (f["points"], f["difference"]), (None, None))


def test_rates_and_changes_are_exact():
    if sample() is not None:
        for month in ("2021-06", "2021-07", "2021-08", "2021-09"):
            for f in of(sampled_lines("--month", month), "figure"):
                check_exact(f)
    with Rules() as rules:
        for f in of(rules.told(district()), "figure"):
            if f["num"] is not None:
                check_exact(f)


def test_a_change_needs_both_rates():
    with Rules() as rules:
        told = rules.told(district())
        same("alpha", (figure(told, "told", "alpha")["rate"], figure(told, "told", "alpha")["points"]), (50.0, -45.0))
        same("beta: nothing before", (figure(told, "told", "beta")["change"], figure(told, "told", "beta")["points"]), ("no_rate_before", None))
        same("gamma: nothing now", (figure(told, "told", "gamma")["change"], figure(told, "told", "gamma")["rate"]), ("no_rate", None))
        same("a count from nothing", figure(told, "tickets")["difference"], 41 - 41)
        same("unknown", (figure(told, "asks", "alpha")["change"], figure(told, "asks", "alpha")["low"]), ("unknown", 0.0))
        same("undefined", (figure(told, "open_rate")["num"], figure(told, "open_rate")["change"]), (None, "no_rate"))
        january = rules.told(district(), period=("--month", "2021-01"))
        same("no policy before", figure(january, "told")["change"], "no_rate")
        for form in FORMATS:
            same("never from nothing to all in %s" % form, "+100" in rules.run(district(), form=form).text(), False)


def test_what_changed():
    with Rules() as rules:
        told = rules.told(district())
        changed = of(told, "change", kind="rate")
        same("rates beyond chance", [(c["unit"], c["measure"], c["points"]) for c in changed][:2], [(None, "told", -43.9), ("alpha", "told", -45.0)][::-1])
        same("last", [(c["unit"], c["ranking"]) for c in of(told, "change", kind="last")], [("alpha", "by_rate")])
        alpha = of(told, "standing", unit="alpha")[0]
        same("place", (alpha["rank"], alpha["rank_before"], alpha["value"]), (2, 2, "20/40"))
        same("cannot be told apart", (alpha["best"], alpha["worst"]), (1, 2))
        same("apart", [(o["unit"], o["state"], o["rank"]) for o in of(told, "standing") if o["rank"] is None], [("gamma", "unmeasured", None)])
        contains("in words", rules.run(district(), "--lang", "zh", form="text").text(), "末位为alpha", "带电话率", "-45.0")


def test_rules_that_changed_are_not_compared():
    later = dict(rich(), id="later", effective="2021-05-01")
    later["measures"] = dict(later["measures"], told={"of": "assignment", "at": "report", "count": "known(words)", "per": "always"})
    with Rules() as rules:
        path = rules.write("later.json", later)
        told = rules.told(district(), "--rulebook", path)
        same("other words", (figure(told, "told", "alpha")["change"], figure(told, "told", "alpha")["before"]), ("other_rule", None))
        same("same words", figure(told, "tickets")["change"], "known")
        same("head", (of(told, "bulletin")[0]["policy"], of(told, "bulletin")[0]["before_policy"]), ("later", "small"))
        same("no rank before", of(told, "standing", unit="alpha")[0]["rank_before"], None)
        contains("warned", rules.run(district(), "--rulebook", path, form="text").text(), "ruled by small")


def test_how_long_it_took():
    if sample() is None:
        return
    for o in of(sampled_lines("--month", "2021-06"), "distribution"):
        same("%s" % o["duty"], sum(b["finished"] for b in o["bins"]), o["finished"])
        same("%s" % o["duty"], sum(b["censored"] for b in o["bins"]), o["censored"])
        quantiles = [o[k] for k in ("quarter", "median", "three_quarters", "nine_tenths") if o[k] is not None]
        same("they rise", quantiles, sorted(quantiles))
        same("no right", o["duty"] != "return", True)


# ---- privacy ----

SECRETS = ["龙绍祺", "13900008888", "翠湖里九号楼", "专员丙丁"]


def test_nothing_personal_in_any_form():
    log = district() + ticket("s", "beta", "05-12", words="请找%s，电话%s" % tuple(SECRETS[:2]), matter="家住%s" % SECRETS[2])
    log[-1]["by"] = SECRETS[3]
    log.append({"id": "lead", "event": "unit_facts", "at": "2021-05-02 08:00:00", "unit": "beta", "by": SECRETS[3], "facts": {"leader": SECRETS[0]}})
    with Rules() as rules:
        for form in FORMATS:
            for language in ("zh", "en"):
                text = rules.run(log, "--lang", language, form=form).text()
                same("something", "beta" in text, True)
                for secret in SECRETS:
                    same("%s in %s" % (secret, form), secret in text, False)
        same("ids in html", "Ts" in rules.run(log, form="html").text(), True)
        same("no ids in text", "Ts" in rules.run(log, form="text").text(), False)
    if sample() is not None:
        for form in ("text", "html", "csv"):
            same("no names of the sample", re.search("handler_name|centre-0|1[3-9][0-9]{9}", sampled("--month", "2021-06", "--format", form).text()), None)


# ---- little, nothing, and much ----

def test_every_form_of_little():
    logs = {"empty": [], "one ticket": EVENTS, "one unit": [town("alpha")], "only opened": EVENTS[:1]}
    with Rules() as rules:
        for name, log in logs.items():
            for form in FORMATS:
                for period in (("--month", "2021-05"), ("--month", "2025-01"), ("--week", "2021-05-12")):
                    answer = rules.run(log, form=form, period=period)
                    same("%s, %s, %s (%s)" % (name, form, period, answer.message()), answer.code, 0)
                    same("something", len(answer.out) > 40, True)
                    if form == "html":
                        check_page(answer.text())
        same("no ranking", of(rules.told([]), "standing"), [])


def test_a_period_that_is_not_over():
    with Rules() as rules:
        same("over", of(rules.told(district() + ticket("z", "beta", "06-10")), "bulletin")[0]["unfinished"], False)
        same("now", of(rules.told(district(), "--now", "2021-05-20 00:00:00"), "bulletin")[0]["unfinished"], True)
        contains("told", rules.run(district(), "--now", "2021-05-20 00:00:00", form="text").text(), "not over")


def test_lines_that_cannot_be_read_are_told():
    with Rules() as rules:
        answer = run("bulletin", "--rulebook", rules.policy, "--month", "2021-05", "--format", "json", "-", given=lines(district()) + "{broken\n")
        same("count", of(answer.objects(), "bulletin")[0]["bad_lines"], 1)
        contains("stderr", answer.message(), "1 lines cannot be read")


# ---- forms ----

def check_page(text):
    same("begins", text.startswith("<!DOCTYPE html>"), True)
    root = ET.fromstring(text.split("\n", 1)[1])
    for element in root.iter():
        same("no script, nothing from elsewhere: %s" % element.tag, element.tag in ("script", "iframe", "img", "object", "embed", "form"), False)
        for name, value in element.attrib.items():
            same("no %s=%s" % (name, value), name.startswith("on") or "//" in value, False)
        if element.tag == "details":
            children = list(element)
            same("a summary", children[0].tag, "summary")
            same("content", len(children) > 1 and "".join("".join(c.itertext()) for c in children[1:]).strip() != "", True)
            same("a figure", "".join(children[0].itertext()).strip() != "", True)
        if element.tag == "th":
            same("scope", element.get("scope") in ("col", "row"), True)
        if element.tag in ("rect", "circle", "path", "svg"):
            for value in element.attrib.values():
                same("whole coordinates %s" % value, re.search("[0-9]\\.[0-9]|nan|inf", value), None)
    same("nothing from the network", re.search("url\\((?!#)|@import|https?:", text), None)
    return root


def test_pages_are_well_formed_and_escaped():
    log = district() + [town(STRANGE)] + ticket("&<i>", STRANGE, "05-11")
    with Rules() as rules:
        for language in ("zh", "en"):
            text = rules.run(log, "--lang", language, form="html").text()
            root = check_page(text)
            same("as a text", STRANGE in "".join(root.itertext()), True)
            same("no element b of it", "<b>&\"" in text or "<i>" in text, False)
        contains("Chinese by itself", rules.run(log, form="html").text(), '<html lang="zh-CN">', "2021年5月", "带电话率")
    if sample() is not None:
        check_page(sampled("--month", "2021-08", "--format", "html").text())
        check_page(sampled("--week", "2021-07-15", "--format", "html").text())


def test_the_table():
    log = district() + [town(STRANGE), town("=1+1")] + ticket("q", "=1+1", "05-11")
    with Rules() as rules:
        answer = rules.run(log, form="csv")
        same("mark", answer.out[:3], b"\xef\xbb\xbf")
        same("line ends", answer.out.count(b"\n"), answer.out.count(b"\r\n"))
        rows = list(csv.DictReader(io.StringIO(answer.out[3:].decode("utf-8"), newline="")))
        told = rules.told(log)
        same("a row for each", len(rows), len(of(told, "figure")))
        for row, f in zip(rows, of(told, "figure")):
            same("measure", row["measure"], f["measure"])
            same("rate", row["rate"], "" if f["rate"] is None else "%.1f" % f["rate"])
            same("num", row["num"], "" if f["num"] is None else "%g" % f["num"])
        same("clause", {r["clause"] for r in rows if r["measure"] == "told"}, {'甲,"乙"'})
        same("no formula", {r["unit"] for r in rows} >= {"'=1+1", STRANGE}, True)
        same("titles in Chinese", "比率%" in rules.run(log, "--lang", "zh", form="csv").text(), True)


def test_text_and_page_agree_with_the_lines():
    if sample() is None:
        return
    told = sampled_lines("--month", "2021-08")
    text = sampled("--month", "2021-08", "--format", "text").text()
    page = "".join(ET.fromstring(sampled("--month", "2021-08", "--format", "html").text().split("\n", 1)[1]).itertext())
    for f in of(told, "figure"):
        if f["rate"] is not None:
            shown = "%g/%d %.1f%%" % (f["num"], f["den"], f["rate"])
            same("%s in the text" % shown, re.search("(?<![0-9.])" + re.escape(shown), text) is not None, True)
            same("%s in the page" % shown, "%.1f%%%g/%d" % (f["rate"], f["num"], f["den"]) in page, True)
    for s in of(told, "standing", state="ranked"):
        same("a place in the page", "%.2f" % s["value"] in page, True)


def test_arguments():
    with Rules() as rules:
        refused("no period", run("bulletin", "--rulebook", rules.policy, "-"), "expected bulletin")
        refused("two periods", rules.run([], "--week", "2021-05-03"), "expected bulletin")
        refused("no such month", rules.run([], period=("--month", "2021-13")), "2021-13", "expected a month such as")
        refused("no such day", rules.run([], period=("--week", "2021-W18")), "expected a date such as")
        refused("no such form", rules.run([], form="htm"), "unknown format", "did you mean html?")
        refused("not of another form", run("judge", "--month", "2021-05", "-"), "does not take --month")
        for period in (("--month", "2020-12"), ("--month", "1999-01")):
            answer = rules.run([], period=period)
            same("no policy then (%s)" % answer.message(), (answer.code, answer.out), (3, b""))
            contains("why", answer.message(), "no policy is in force")
    answer = run("bulletin", "--rulebook", HEDONG[0], "--month", "2021-05", "-")
    same("periods that the notice leaves open", (answer.code, answer.out), (3, b""))


if __name__ == "__main__":
    command.tests_of(sys.modules["__main__"])
