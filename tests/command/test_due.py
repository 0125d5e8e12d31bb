# SPDX-License-Identifier: MIT
"""hotline due: the deadline, its ledger, what the policy leaves undefined (exit 3), and facts of every type given as words."""
import json
import sys

import command
from command import Folder, contains, refused, run, same
from rules import OVERLAY, POLICY

OWED = "2021-04-29 16:50:00"


class Rules(Folder):
    """The folder holds the policy; ask() asks it."""

    def __enter__(self):
        super().__enter__()
        self.policy = self.write("small.json", POLICY)
        return self

    def ask(self, *words, owed=OWED):
        return run("due", "--rulebook", self.policy, "--owed", owed, *words)

    def due_day(self, *words, **more):
        answer = self.ask(*words, "--json", **more)
        same("%s: exit status (%s)" % (words, answer.message()), answer.code, 0)
        return answer.objects()[0]["due_day"]


def test_json():
    with Rules() as rules:
        same("due", rules.ask("--duty", "reply", "--fact", "kind=plain", "--json").text(),
             '{"duty":"reply","state":"open","owed_at":"2021-04-29T16:50:00+08:00","due":"2021-05-11T00:00:00+08:00",'
             '"due_day":"2021-05-10","certain":true,"clause":"第二条","policy":"small"}\n')
        same("not owed", rules.ask("--duty", "quick", "--json").objects()[0]["state"], "not_owed")
        same("hangs on a fact", rules.ask("--duty", "reply", "--json").objects()[0]["due"], None)
        late = rules.ask("--duty", "reply", "--fact", "kind=hard", "--json", owed="2026-12-24 10:00:00").objects()[0]
        same("beyond the notices", (late["due_day"], late["certain"]), ("2027-01-14", False))


def test_for_people():
    with Rules() as rules:
        text = rules.ask("--duty", "reply", "--fact", "kind=plain").text()
        contains("en", text, "reply: due 2021-05-11T00:00:00+08:00 (day 2021-05-10)", "small", "第二条")
        contains("zh", rules.ask("--duty", "reply", "--fact", "kind=plain", "--lang", "zh").text(), "截止", "截止日")
        contains("not owed", rules.ask("--duty", "quick").text(), "not owed")
        contains("zh undefined", rules.ask("--duty", "silent", "--lang", "zh").text(), "规则未作规定", "duties.silent.within")


def test_ledger():
    """Labour Day 2021: off from 1 to 5 May, 25 April and 8 May worked."""
    with Rules() as rules:
        found = rules.ask("--duty", "reply", "--fact", "kind=plain", "--ledger", "--json").objects()[0]["ledger"]
        same("members", list(found[0]), ["day", "class", "counted", "number", "certain", "name"])
        same("days", [o["day"][8:] for o in found], ["30", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10"])
        same("numbers", [o["number"] if o["counted"] else None for o in found], [1, None, None, None, None, None, 2, 3, 4, None, 5])
        same("classes", [o["class"] for o in found[:3]] + [found[8]["class"]], ["workday", "festival", "weekend", "makeup"])
        text = rules.ask("--duty", "reply", "--fact", "kind=plain", "--ledger").text()
        same("lines", [line.split()[0] for line in text.splitlines()[2:]], [o["day"] for o in found])
        same("without days", rules.ask("--duty", "silent", "--ledger", "--json").objects()[0]["ledger"], [])


def test_ledger_counts_what_the_policy_counts():
    """Days as they are counted from the day that the policy says, not from the day of owing; hours have no ledger."""
    cases = (("next-day", "none", "4 workdays", "2021-04-28 10:00", ["29", "30", "06", "07"]),
             ("same-day", "none", "4 workdays", "2021-04-28 10:00", ["28", "29", "30", "06"]),
             ("next-day", "17:00", "4 workdays", "2021-04-28 17:00", ["30", "06", "07", "08"]),
             ("next-workday", "none", "1 workday", "2021-05-02 10:00", ["07"]),
             ("next-day", "none", "3 days", "2021-04-30 10:00", ["01", "02", "03"]),
             ("next-day", "none", "24 hours", "2021-04-30 10:00", []),
             ("next-day", "none", "1 month", "2021-04-30 10:00", []))
    for start, cutoff, term, owed, days in cases:
        policy = json.loads(json.dumps(POLICY))
        policy["counting"] = {"start": start, "end": "24:00", "cutoff": cutoff}
        policy["duties"]["reply"]["within"] = term
        with Folder() as folder:
            answer = run("due", "--rulebook", folder.write("counting.json", policy), "--duty", "reply", "--owed", owed, "--ledger", "--json",
                         "--as-if-in-force").objects()[0]
            counted = [o["day"][8:] for o in answer["ledger"] if o["counted"]]
            same("%s %s %s" % (start, cutoff, term), counted, days)
            same("numbers", [o["number"] for o in answer["ledger"] if o["counted"]], list(range(1, len(days) + 1)))


def test_undefined_is_exit_3():
    with Rules() as rules:
        answer = rules.ask("--duty", "silent", "--json")
        same("exit status", (answer.code, answer.err), (3, b""))
        found = answer.objects()[0]
        same("answer", (found["state"], found["due"], found["due_day"], found["undefined"]), ("undefined", None, None, "duties.silent.within"))
        answer = rules.ask("--duty", "reply", "--json", owed="2020-12-31 23:59:59")
        same("before every policy", (answer.code, answer.objects()[0]["due"]), (3, None))
        contains("says so", answer.objects()[0]["undefined"], "no policy is in force")
        same("as if in force", rules.ask("--duty", "reply", "--fact", "kind=plain", "--as-if-in-force", owed="2020-12-31 23:59:59").code, 0)


def test_facts_have_the_types_of_the_policy():
    with Rules() as rules:
        same("integer", rules.due_day("--duty", "agreed", "--fact", "days=1"), "2021-04-30")
        same("flag", rules.ask("--duty", "quick", "--fact", "urgent=true", "--json").objects()[0]["due"], "2021-04-29T18:50:00+08:00")
        same("date", rules.due_day("--duty", "asked", "--fact", "asked_for=2021-05-07"), "2021-05-07")
        same("many, each as it must be", rules.due_day("--duty", "agreed", "--fact", "phone=0539", "--fact", "days=2", "--fact", "tags=water,heat",
                                                       "--fact", "urgent=false", "--fact", "area=01.02", "--fact", "kind=plain"), "2021-05-06")
        for text in ("true", "138", "[1,2", 'a "quoted" \\ line\nbreak\t', "中文", "a=b", ""):
            same("text %r" % text, rules.due_day("--duty", "agreed", "--fact", "days=1", "--fact", "phone=" + text), "2021-04-30")
        same("nothing is not known", rules.ask("--duty", "agreed", "--fact", "days=", "--json").objects()[0]["due"], None)
        same("an empty list", rules.due_day("--duty", "agreed", "--fact", "days=1", "--fact", "tags="), "2021-04-30")


def test_bad_facts():
    with Rules() as rules:
        refused("no =", rules.ask("--duty", "reply", "--fact", "kind"), "expected name=value", '"kind"')
        refused("no name", rules.ask("--duty", "reply", "--fact", "=plain"), "expected name=value")
        refused("name", rules.ask("--duty", "reply", "--fact", "kynd=plain"), '"kynd"', 'did you mean "kind"?')
        for word, *expected in (("kind=plane", "plain, hard", 'did you mean "plain"?'), ("urgent=yes", "flag"), ("days=1.5", "integer"), ("days=01", "integer"),
                                ("days=99999999999999999999", "integer"), ("asked_for=2021-02-30", "date"), ("tags=water,fire", "water, heat")):
            refused(word, rules.ask("--duty", "reply", "--fact", word), "--fact: ", '"%s"' % word.split("=")[0], "expected: ", *expected)
        refused("twice", rules.ask("--duty", "reply", "--fact", "kind=plain", "--fact", "kind=hard"), "--fact", "kind")
        refused("too much", rules.ask("--duty", "reply", "--fact", "phone=" + "x" * 70000), "too much text")
        refused("not UTF-8", rules.ask("--duty", "reply", "--fact", "phone=\udcff"), "--fact", "UTF-8")


def test_bad_words():
    with Rules() as rules:
        refused("duty", rules.ask("--duty", "repli"), "--duty: ", '"repli"', 'did you mean "reply"?')
        for owed in ("2021-04-29", "2021-04-31 10:00:00", "2021-04-29T25:00:00+08:00", "now", ""):
            refused("owed %r" % owed, rules.ask("--duty", "reply", owed=owed), "--owed: expected a time such as", '"%s"' % owed)


def test_bases_before_overlays():
    with Rules() as rules:
        overlay = rules.write("more.json", OVERLAY)
        words = ("--duty", "silent", "--owed", "2021-06-02 10:00:00", "--json")
        found = run("due", "--rulebook", rules.policy, "--rulebook", overlay, *words).objects()[0]
        same("the overlay answers", (found["due_day"], found["policy"]), ("2021-06-05", "small-more"))
        same("and does not before its day", rules.ask("--rulebook", overlay, "--duty", "silent", "--json").code, 3)
        wrong = run("due", "--rulebook", overlay, "--rulebook", rules.policy, *words)
        refused("the wrong order", wrong, overlay + ":4:13: extends", 'no document "small"', "bases before the overlays")
        refused("twice", run("due", "--rulebook", rules.policy, "--rulebook", rules.policy, *words), rules.policy, '"small"')


def test_a_calendar_of_its_own():
    """A city that closes on 30 April, opens on 3 May, and has hours."""
    city = {"calendar": 1, "id": "city", "days": {"2021-04-30": {"class": "closure"}, "2021-05-03": {"class": "extra"}},
            "hours": {"all": {"open": ["09:00-12:00", "14:00-17:00"]}}}
    policy = dict(POLICY, calendar="city", counting={"start": "next-day", "end": "close", "cutoff": "16:30"})
    policy["duties"] = dict(POLICY["duties"], quick=dict(POLICY["duties"]["quick"], within="4 workhours"))
    with Rules() as rules:
        rules.policy, calendar = rules.write("city-rules.json", policy), rules.write("city.json", city)
        refused("without it", rules.ask("--duty", "agreed", "--fact", "days=2"), rules.policy, "calendar", '"city"')

        def due(*words, owed="2021-04-29 16:30:00"):
            return rules.ask("--calendar", calendar, "--json", *words, owed=owed).objects()[0]
        same("a day off and an extra day", due("--duty", "agreed", "--fact", "days=1")["due"], "2021-05-03T17:00:00+08:00")
        same("before the cut-off", due("--duty", "agreed", "--fact", "days=1", owed="2021-05-06 16:29:59")["due"], "2021-05-07T17:00:00+08:00")
        same("at it is after it", due("--duty", "agreed", "--fact", "days=1", owed="2021-05-06 16:30:00")["due"], "2021-05-08T17:00:00+08:00")
        same("hours", due("--duty", "quick", "--fact", "urgent=true", owed="2021-04-29 11:30:00")["due"], "2021-05-03T09:30:00+08:00")


def test_bad_policies():
    with Rules() as rules:
        for change, *pieces in (({"dutys": {}}, '"dutys"', 'did you mean "duties"?'), ({"hotline": 2}, "hotline"), ({"calendar": "lunar"}, "calendar"),
                                ({"effective": "soon"}, "effective"), ({"duties": {"x": {"of": "ticket", "met": "reprt"}}}, "duties.x.met", '"report"')):
            text = json.dumps(dict(POLICY, **change), ensure_ascii=False, indent=1)
            path = rules.write("bad.json", text)
            line = 1 + text[:text.index('"%s"' % next(iter(change)))].count("\n")
            answer = run("due", "--rulebook", path, "--duty", "reply", "--owed", OWED)
            refused("%s" % change, answer, path + ":", *pieces)
            same("%s: line" % change, line <= int(answer.message().split(path)[1].split(":")[1]) <= line + 4, True)


if __name__ == "__main__":
    command.tests_of(sys.modules[__name__])
