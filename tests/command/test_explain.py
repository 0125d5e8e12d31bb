# SPDX-License-Identifier: MIT
"""hotline explain, and what was known at a moment (--as-of). That explanations agree with verdicts is tested in tests/property/test_explain.py,
what they say in tests/unit/casework/test_explanation.c; the page docs/command.md has whole examples."""
import json
import sys

import command
from command import Folder, contains, refused, run, same

POLICY = {"hotline": 1, "id": "p", "title": "t", "source": "s", "issued": "2019-01-01", "effective": "2019-01-01",
          "transition": "ticket", "calendar": "cn", "counting": {"start": "next-day", "end": "24:00"},
          "periods": {"month": {"from_day": 1}}, "roles": {"centre": "c"},
          "facts": {"note": {"of": "ticket", "type": "text", "personal": True}, "size": {"of": "ticket", "type": "integer"}},
          "events": {"receive": {"of": "ticket", "opens": "ticket", "facts": {"note": "optional"}},
                     "measure": {"of": "ticket", "facts": {"size": "always"}}, "report": {"of": "ticket"}, "visit": {"of": "unit"}},
          "machines": {},
          "duties": {"reply": {"of": "ticket", "owed": "receive", "met": "report", "within": "30 workdays", "clause": "3"},
                     "big": {"of": "ticket", "owed": "receive", "met": "report", "if": "size > 3"},
                     "call": {"of": "unit", "every": "month", "met": "visit"}}}
EVENTS = [{"id": "e1", "event": "receive", "ticket": "T1", "at": "2019-03-20T09:00:00+08:00", "facts": {"note": 'say "hello" \\ there'}},
          {"id": "e2", "event": "measure", "ticket": "T1", "at": "2019-03-21T09:00:00+08:00", "known": "2019-04-02T09:00:00+08:00",
           "facts": {"size": 5}},
          {"id": "v1", "event": "visit", "unit": "u", "at": "2019-03-22T09:00:00+08:00"}]


class Case:
    def __enter__(self):
        self.folder = Folder()
        held = self.folder.__enter__()
        self.policy = held.write("p.json", POLICY)
        self.log = held.write("log.jsonl", "".join(json.dumps(e) + "\n" for e in EVENTS))
        return self

    def __exit__(self, *problem):
        self.folder.__exit__(*problem)

    def run(self, form, *words):
        return run(form, "--rulebook", self.policy, self.log, *words)


def test_one_sentence_for_each_duty():
    with Case() as case:
        answer = case.run("explain", "--ticket", "T1", "--now", "2019-04-10T00:00:00+08:00")
        same("exit", (answer.code, answer.err), (0, b""))
        same("text", answer.text(), "reply is owed and not yet met; it is due by 2019-05-05 24:00 (3)\n"
                                    "big is owed and not yet met; it has no due moment\n")
        contains("zh", case.run("explain", "--ticket", "T1", "--lang", "zh").text(), "reply尚未履行，应于2019-05-05 24:00前完成（3）")


def test_of_a_unit():
    with Case() as case:
        contains("unit", case.run("explain", "--unit", "u").text(), "call was met in time, at 2019-03-22 09:00; it was due by 2019-03-31 24:00")


def test_as_data():
    with Case() as case:
        lines = case.run("explain", "--ticket", "T1", "--json").objects()
        same("verdicts", [line["duty"] for line in lines if line["type"] == "verdict"], ["reply", "big"])
        same("every line has words", [line for line in lines if not line["text"]], [])
        same("types", sorted({line["type"] for line in lines}), ["change", "day", "read", "rule", "step", "verdict"])


def test_the_whole_story():
    with Case() as case:
        text = case.run("explain", "--ticket", "T1", "--duty", "reply").text()
        contains("story", text, " what happened\n", " day by day\n", " what was read\n", " what would change it\n",
                 "As the calendar was known when it became owed, it was due by 2019-05-03 24:00")
        contains("zh", case.run("explain", "--ticket", "T1", "--duty", "reply", "--lang", "zh").text(), " 经过\n", " 逐日计算\n", " 如何改变结论\n")


def test_as_of_a_moment():
    """On 21 March nobody knew that the days off of May would be moved, nor how big it is."""
    with Case() as case:
        early = case.run("explain", "--ticket", "T1", "--as-of", "2019-03-21T12:00:00+08:00").text()
        same("early", early, "reply is owed and not yet met; it is due by 2019-05-03 24:00 (3)\n"
                             "It cannot be told whether big is owed: that hangs on size\n")
        later = [o for o in case.run("judge", "--json", "--as-of", "2019-04-03T00:00:00+08:00").objects() if o.get("duty") == "reply"]
        same("later", [o["due_day"] for o in later], ["2019-05-05"])
        refused("no time", case.run("judge", "--as-of", "soon"), "--as-of", '"soon"')


def test_what_cannot_be_explained():
    with Case() as case:
        refused("neither", case.run("explain"), "--ticket ID|--unit ID")
        refused("both", case.run("explain", "--ticket", "T1", "--unit", "u"), "--ticket ID|--unit ID")
        refused("no ticket", case.run("explain", "--ticket", "T9"), "T9", "nothing of that name")
        refused("no unit", case.run("explain", "--unit", "w"), "w")
        refused("no duty", case.run("explain", "--ticket", "T1", "--duty", "replay"), '"replay"', "did you mean reply?")
        refused("no log", run("explain", "--rulebook", case.policy, "--ticket", "T1", "/nothing/there"), "/nothing/there")


if __name__ == "__main__":
    command.tests_of(sys.modules[__name__])
