# SPDX-License-Identifier: MIT
"""hotline check and hotline states: what a policy leaves undefined, errors with their place, and the machines drawn."""
import json
import sys

import command
from command import Folder, contains, refused, run, same
from rules import OVERLAY, POLICY


def test_undefined_items():
    with Folder() as folder:
        policy = folder.write("small.json", POLICY)
        answer = run("check", policy, "--json")
        same("exit status", (answer.code, answer.err), (0, b""))
        objects = answer.objects()
        same("head", objects[0], {"type": "policy", "policy": "small", "title": "小规则", "extends": None, "effective": "2021-01-01",
                                  "undefined": 2, "findings": len(objects) - 3})
        same("undefined", sorted(o["path"] for o in objects if o["type"] == "undefined"), ["duties.silent.within", "periods.week"])
        contains("text", run("check", policy).text(), "small  2021-01-01  小规则", "  undefined  duties.silent.within\n")
        contains("zh", run("check", policy, "--lang", "zh").text(), "  未规定     duties.silent.within\n")


def test_findings():
    """A table with a gap over declared values is found when it is read."""
    duties = dict(POLICY["duties"], reply=dict(POLICY["duties"]["reply"], within={"kind = plain": "5 workdays"}))
    with Folder() as folder:
        answer = run("check", folder.write("gap.json", dict(POLICY, duties=duties)), "--json")
        found = answer.message() + answer.text()
        contains("gap", found, "duties.reply.within", "hard")


def test_an_overlay_fills_what_its_base_leaves_open():
    with Folder() as folder:
        policy, overlay = folder.write("small.json", POLICY), folder.write("more.json", OVERLAY)
        objects = run("check", policy, overlay, "--json").objects()
        same("documents", [(o["policy"], o["extends"]) for o in objects if o["type"] == "policy"], [("small", None), ("small-more", "small")])
        same("left open", [o["path"] for o in objects if o["type"] == "undefined" and o["policy"] == "small-more"], ["periods.week"])
        refused("the wrong order", run("check", overlay, policy, "--json"), overlay + ":4:13: extends", '"small"', "bases before the overlays")
        reasonless = dict(OVERLAY, reasons={})
        refused("a change without a reason", run("check", policy, folder.write("bare.json", reasonless)), "bare.json:", "duties.silent.within")


def stuck():
    """A state out of which nothing ends a ticket, and a duty that can never be met."""
    events = dict(POLICY["events"], close={"of": "ticket", "ends": "ticket", "moves": {"centre": {"dispatched": "closed"}}},
                  lose={"of": "ticket", "by": ["centre"], "moves": {"centre": {"dispatched": "lost"}}})
    centre = dict(POLICY["machines"]["centre"], states={"received": "来电", "dispatched": "转办", "closed": "办结", "lost": "遗失"})
    duties = dict(POLICY["duties"], agreed=dict(POLICY["duties"]["agreed"], met="count(report) < 0"))
    return dict(POLICY, events=events, machines=dict(POLICY["machines"], centre=centre), duties=duties)


def test_what_cannot_be_meant():
    with Folder() as folder:
        policy = folder.write("stuck.json", json.dumps(stuck(), ensure_ascii=False, indent=1))
        lines = open(policy, encoding="utf-8").read().split("\n")
        found = {o["code"]: o for o in run("check", policy, "--json").objects() if o["type"] == "finding"}
        same("warnings", sorted(code for code, o in found.items() if o["severity"] == "warning"), ["duty_never_met", "no_way_out"])
        same("the path", (found["no_way_out"]["path"], found["duty_never_met"]["path"]), ("machines.centre.states.lost", "duties.agreed.met"))
        contains("the example", found["no_way_out"]["message"], "received > dispatched > lost")
        for o in found.values():
            name = o["path"].split(".")[-1]
            contains("the place of " + o["code"], lines[o["line"] - 1][o["column"] - 1:], '"%s"' % name)
        text = run("check", policy).text()
        place = "%(line)d:%(column)d: " % found["no_way_out"]
        contains("text", text, "  warning    " + place + "machines.centre.states.lost: a ticket in the state lost can never end", "(no_way_out)")
        contains("zh", run("check", policy, "--lang", "zh").text(), "  警告       " + place, "处于状态lost的工单永远不能终结：received > dispatched > lost")


def test_strict():
    with Folder() as folder:
        good, bad = folder.write("small.json", POLICY), folder.write("stuck.json", stuck())
        same("hints alone", run("check", good, "--strict").code, 0)
        same("warnings, told only", run("check", bad).code, 0)
        for words in (["--strict"], ["--strict", "--json"]):
            answer = run("check", bad, *words)
            same("warnings", (answer.code, answer.err), (1, b""))
            same("all is told", answer.out, run("check", bad, *words[1:]).out)
        refused("a document that cannot be read", run("check", bad, folder.write("bad.json", "{}"), "--strict"), "bad.json")


def test_an_error_has_its_place():
    """Every error is one line on stderr: file, line, column, path, what was expected."""
    cases = (
        ('"met": "report", "clause"', '"met": "reprot", "clause"', "duties.reply.met", '"report"'),
        ('"5 workdays"', '"5 wurkdays"', "duties.reply.within", "workdays"), ('"5 workdays"', '5', "duties.reply.within"),
        ('"kind = plain"', '"kind = plane"', "duties.reply.within", '"plain"'), ('"kind = plain"', '"kind == plain"', "duties.reply.within"),
        ('"kind = plain"', '"kind = plain and"', "duties.reply.within"), ('"owed": "dispatch", "met"', '"owd": "dispatch", "met"', '"owd"', 'did you mean "owed"?'),
        ('"of": "unit", "every"', '"of": "unity", "every"', "duties.study.of", '"unit"'), ('"every": "month"', '"every": "mnth"', "duties.study.every"),
        ('"assigned": "reported"', '"assigned": "reportd"', "events.report.moves.handling.assigned", '"reported"'),
        ('"start": "received"', '"start": "recieved"', "machines.centre.start", '"received"'),
        ('"by": ["handler"], "facts"', '"by": ["handlers"], "facts"', "events.report.by", '"handler"'),
        ('"type": "flag", "default": false', '"type": "flag", "default": "no"', "facts.urgent.default"),
        ('"effective": "2021-01-01"', '"effective": "2021-13-01"', "effective", "date"), ('"hotline": 1', '"hotline": 1, "hotline": 1', "hotline"),
        ('"hotline": 1', '"hotline": 1.0', "hotline"), ('"id": "small"', '"id": null', "id"), ('"id": "small", ', '', '"id"'),
        ('"phone": "always"', '"fone": "always"', "events.report.facts", '"phone"'))
    text = json.dumps(POLICY, ensure_ascii=False)
    with Folder() as folder:
        for old, new, *pieces in cases:
            same("planted once: %s" % old, text.count(old), 1)
            path = folder.write("bad.json", text.replace(old, new))
            answer = run("check", path, "--json")
            refused("%s -> %s" % (old, new), answer, path + ":1:", *pieces)
            same("one line", answer.message().count("\n"), 1)
            column = int(answer.message().split(":")[answer.message().split(":").index("1") + 1])
            same("%s -> %s: column %d" % (old, new, column), abs(column - 1 - text.index(old)) <= len(old) + 40 or new == "", True)


def test_bytes_that_are_no_policy():
    text = json.dumps(POLICY, ensure_ascii=False).encode("utf-8")
    cases = ((b"", "ends too early"), (b"\xff" + text, "expected a value"), (text[:-1], "ends too early"), (text + b"x", "nothing after"), (b"[]", "object"),
             (text.replace(b"\xe5", b"\xc0", 1), "UTF-8"), (b"[" * 2000, "deep"), (b" " * (17 << 20), "larger"))
    with Folder() as folder:
        for content, piece in cases:
            refused("%r..." % content[:20], run("check", folder.write("bad.json", content)), "bad.json", piece)


def test_the_first_document_that_fails_ends_it():
    with Folder() as folder:
        good, bad = folder.write("good.json", POLICY), folder.write("bad.json", "{}")
        refused("good, bad", run("check", good, bad), bad)
        refused("bad, good", run("check", bad, good), bad)


def test_states():
    with Folder() as folder:
        policy = folder.write("small.json", POLICY)
        text = run("states", policy, "--lang", "zh").text()
        contains("list", text, "small centre", "* received", "来电", "small handling", "* assigned", "reported", "已上报")
        dot = run("states", policy, "--dot").text()
        same("two graphs", dot.count("digraph"), 2)
        contains("dot", dot, '"received" -> "dispatched"', '"assigned" -> "reported"')
        mermaid = run("states", policy, "--mermaid").text()
        same("two diagrams", mermaid.count("stateDiagram"), 2)
        contains("mermaid", mermaid, "received --> dispatched", "[*] --> assigned")
        refused("both", run("states", policy, "--dot", "--mermaid"), "--dot or --mermaid")


if __name__ == "__main__":
    command.tests_of(sys.modules[__name__])
