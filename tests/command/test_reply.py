# SPDX-License-Identifier: MIT
"""hotline reply: the examples of docs/reply.md have the findings that the page says, lines that cannot be read are told in their place, an
index learns, and the exit status is what docs/command.md says."""
import json
import os
import re
import sys

from command import SOURCE, Folder, contains, refused, run, same, tests_of

POLICY = os.path.join(SOURCE, "examples", "policies", "reply-check.json")
COPIES = os.path.join(SOURCE, "examples", "policies", "reply-copies.json")
HEDONG = [os.path.join(SOURCE, "examples", "policies", "hedong-2021-5%s.json" % end) for end in ("", "-working")]
GOOD = {"id": "a", "title": "东门小区路灯不亮", "matter": "东门小区三号楼前的路灯坏了半个月，晚上出行不便。",
        "reply": "您好！经核实，东门小区三号楼前路灯系线路老化，5月8日已更换灯头2盏，恢复照明。",
        "fields": {"handler_name": "王建国", "handler_phone": "0539-8123456", "result": "resolved"}, "at": "2021-05-10 09:00:00"}


def judge(lines, *words, policy=POLICY):
    given = "\n".join(line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines)
    return run("reply", "--policy", policy, *words, "-", given=given)


def codes(answer):
    return [finding["code"] for finding in answer["findings"]]


def page():
    with open(os.path.join(SOURCE, "docs", "reply.md"), encoding="utf-8") as file:
        return file.read()


def test_the_examples_of_the_page():
    lines = re.findall(r'^    (\{"id":"(?:bad|good) .*\})$', page(), re.M)
    same("there are examples", len(lines) > 35, True)
    answers = judge(lines, "--json").objects()
    shown = set()
    for line, answer in zip(lines, answers):
        kind, code = answer["id"].split()
        same(line, (code in codes(answer)), kind == "bad")
        shown.add((kind, code))
    told = set(re.findall(r"\breply_[a-z_]+\b", " ".join(re.findall(r"^### .*$", page(), re.M))))
    unseen = {"reply_phrase", "reply_phrase_missing", "reply_phone_given", "reply_no_phone", "reply_copied", "reply_unsigned", "reply_empty",
              "reply_missing", "reply_date_given"}  # reply-check.json does not ask for these, or every example would have them
    same("every code of the page has a bad example", {code for kind, code in shown if kind == "bad"} | unseen >= told, True)


def test_the_page_tells_every_signal_and_member():
    answer = judge([GOOD], "--json").objects()[0]
    for name in list(answer["signals"]) + [key for key in answer if key not in ("id", "policy")]:
        same("docs/reply.md tells " + name, "`%s`" % name in page(), True)


def test_a_good_reply():
    answer = judge([GOOD], "--json", "--strict")
    same("exit", answer.code, 0)
    found = answer.objects()[0]
    same("verdict", [found["verdict"], found["findings"], found["id"], found["masked"]], ["send", [], "a", None])
    same("policy", found["policy"], "reply-check")


def test_spans():
    found = judge([dict(GOOD, reply=GOOD["reply"] + "张师傅１３８００１３８０００。")], "--json").objects()[0]
    same("codes", codes(found), ["reply_personal"])
    finding = found["findings"][0]
    reply = GOOD["reply"] + "张师傅１３８００１３８０００。"
    begin, end = finding["letters"]
    same("letters", reply[begin:end], "１３８００１３８０００")
    begin, end = finding["bytes"]
    same("bytes", reply.encode("utf-8")[begin:end].decode("utf-8"), "１３８００１３８０００")
    same("masked", found["masked"], GOOD["reply"] + "张师傅１３８****８０００。")
    same("verdict", found["verdict"], "refuse")


def test_lines_that_cannot_be_read():
    answer = judge([GOOD, '{"reply":"x","mater":"y"}', "", "{", dict(GOOD, id="b")], "--json")
    found = answer.objects()
    same("lines", [line["id"] for line in found], ["a", None, None, "b"])
    same("places", [line["error"]["line"] for line in found[1:3]], [2, 4])
    contains("message", found[1]["error"]["message"], 'did you mean "matter"?')
    same("exit", answer.code, 0)
    same("strict", judge([GOOD, "{"], "--strict").code, 1)
    contains("text", judge(["{"]).text(), "line 1, column 2: ")


def test_exit():
    bad = dict(GOOD, fields={"handler_name": "工作人员", "handler_phone": "12345"})
    same("refused", [judge([bad]).code, judge([bad], "--strict").code], [0, 1])
    warned = dict(GOOD, reply="您好，来信收悉，已转交有关部门处理。")
    same("warned", [judge([warned], "--json").objects()[0]["verdict"], judge([warned], "--strict").code], ["fix", 0])
    refused("no policy", run("reply", "-", given="{}"), "--policy FILE")
    refused("two inputs", run("reply", "--policy", POLICY, "a", "b"), "INPUT")
    refused("learn without index", run("reply", "--policy", POLICY, "--learn", "-", given=""), "--index FILE")
    refused("no such index", run("reply", "--policy", POLICY, "--index", "/nowhere/index", "-", given=""), "No such file")
    rule = os.path.join(SOURCE, "examples", "guide", "rule.json")
    answer = run("reply", "--policy", rule, "-", given='{"reply":"x"}')
    same("asks nothing", answer.code, 3)
    contains("asks nothing", answer.text(), "line 1", "asks nothing of replies")
    old = dict(GOOD, id="old", at="2020-05-13 09:00:00")
    answer = judge([old, GOOD], "--json")
    same("before the policy", [answer.code, [line["id"] for line in answer.objects()]], [3, ["old", "a"]])
    contains("before the policy", answer.objects()[0]["error"]["message"], "no policy is in force")


def test_index():
    def judge(lines, *words):
        given = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
        return run("reply", "--policy", POLICY, "--policy", COPIES, *words, "-", given=given)

    same("no index", judge([GOOD], "--json").objects()[0]["undefined"], ["reply.checks.copied.index"])
    with Folder() as folder:
        index = folder.path("index")
        first = judge([GOOD], "--index", index, "--learn", "--json").objects()[0]
        same("first", first["signals"]["copied"], 0)
        again = judge([dict(GOOD, id="b")], "--index", index, "--json").objects()[0]
        same("copied", [again["signals"]["copied"], codes(again)], [10000, ["reply_copied"]])
        contains("names the other", again["findings"][0]["message"], "that to a ")
        same("itself", judge([GOOD], "--index", index, "--json").objects()[0]["signals"]["copied"], 0)
        both = judge([dict(GOOD, id="c"), dict(GOOD, id="d")], "--index", index, "--learn", "--json").objects()
        same("learned in the same run", [line["signals"]["copied"] for line in both], [10000, 10000])
        bad = dict(GOOD, id="r", reply="请拨13800138000，退回的不记。", matter="x")
        judge([bad], "--index", index, "--learn")
        same("refused replies are not learned", judge([dict(bad, id="s")], "--index", index, "--json").objects()[0]["signals"]["copied"], 0)
        changed = judge([dict(GOOD, reply="别的答复，与前一件完全不同。")], "--index", index, "--learn")
        contains("reused", changed.message(), "line 1 was not added")
        with open(index, "rb") as file:
            saved = file.read()
        folder.write("broken", saved[:-1].decode("latin-1"))
        refused("broken index", run("reply", "--policy", POLICY, "--index", folder.path("broken"), "-", given=""), "broken")


def test_base_and_overlay():
    line = {"id": "T1", "matter": "路灯坏了", "reply": "高度重视，高度重视，高度重视。灯已修。", "fields": {"handler_name": "王建国", "handler_phone": "0539-8123456"},
            "at": "2021-06-10 09:00:00"}
    base = judge([line], "--json", policy=HEDONG[0]).objects()[0]
    same("undefined", base["undefined"][:4], ["reply.checks.%s" % path for path in ("off_topic.least", "boilerplate.most", "vague.most",
                                                                                   "generic.least")])
    both = run("reply", "--policy", HEDONG[0], "--policy", HEDONG[1], "--json", "-", given=json.dumps(line)).objects()[0]
    same("decided", [both["undefined"], codes(both).count("reply_phrase"), both["policy"]], [[], 3, "hedong-2021-5-working"])


def test_chinese():
    text = judge([dict(GOOD, fields={"handler_name": "张主任", "handler_phone": "0539-8123456"})], "--lang", "zh").text()
    contains("text", text, "a  退回", "答复人不是具体人员的姓名：只有称谓或职务", "填写具体办理人员的姓名")
    same("no English", re.findall(r"[A-Za-z]{3,}", re.sub(r"\(reply_\w+\)|reply\.\S+|未规定.*", "", text)), [])


if __name__ == "__main__":
    tests_of(sys.modules[__name__])
