# SPDX-License-Identifier: MIT
"""The words of the command line: help, unknown and missing options, output that cannot be written."""
import os
import re
import subprocess
import sys

import command
from command import Folder, contains, refused, run, same

FORMS = ("calendar", "due", "judge", "check", "states", "import")
POLICY = {"hotline": 1, "id": "p", "title": "t", "source": "s", "issued": "2021-01-01", "effective": "2021-01-01",
          "transition": "ticket", "calendar": "cn", "counting": "undefined", "periods": {}, "roles": {"centre": "c"}, "facts": {},
          "events": {"receive": {"of": "ticket", "opens": "ticket", "by": ["centre"]}}, "machines": {}, "duties": {}}


def test_help_is_an_answer():
    for words in (["-h"], ["--help"], ["help"], *[[form, option] for form in FORMS for option in ("-h", "--help")],
                  ["judge", "--rulebook", "nothing-of-that-name", "-h"]):
        answer = run(*words)
        same("%s: exit status" % words, (answer.code, answer.err), (0, b""))
        contains("%s" % words, answer.text(), *["hotline " + form for form in FORMS], "--rulebook", "Exit: 0")


def test_no_words_at_all():
    answer = run()
    same("exit status", (answer.code, answer.out), (2, b""))
    contains("usage", answer.message(), *FORMS)


def test_version():
    answer = run("--version")
    same("exit status", answer.code, 0)
    contains("version", answer.text(), "hotline ", ".")


def test_unknown_form():
    refused("near", run("judg"), '"judg"', "did you mean judge?")
    refused("far", run("qqqqqqqq"), '"qqqqqqqq"', "--help")
    refused("of calendar", run("calendar", "cuont", "2021-01-01", "2021-01-02"), '"cuont"', "did you mean count?")
    refused("an option first", run("--json"), "--json")


def test_unknown_option():
    for form, word, near in (("judge", "--rulebok", "--rulebook"), ("due", "--dutty", "--duty"), ("calendar", "--known", "--known-on"),
                             ("check", "--jason", "--json"), ("states", "--dott", "--dot"), ("judge", "--stric", "--strict")):
        refused(word, run(form, word, "x"), '"%s"' % word, "did you mean %s?" % near)
    refused("a letter", run("judge", "-x"), '"-x"')


def test_option_of_another_form():
    refused("--duty", run("judge", "--duty", "x", "log"), "does not take", "--duty")
    refused("--strict", run("calendar", "classify", "2021-01-01", "--strict"), "does not take", "--strict")
    refused("--known-on", run("judge", "--known-on", "2021-01-01"), "does not take", "--known-on")


def test_values():
    refused("missing", run("judge", "--rulebook"), "a value is missing after --rulebook")
    refused("for a flag", run("judge", "--json=yes", "log"), "no value is taken by --json")
    refused("twice", run("judge", "--now", "2021-01-01 00:00:00", "--now", "2021-01-01 00:00:00"), "given twice: --now")
    refused("language", run("calendar", "classify", "2021-01-01", "--lang", "fr"), "zh or en", "fr")


def chinese(what, answer, *pieces):
    """Refused, and told without an English word beside names, options and what was given."""
    refused(what, answer, *pieces)
    left = re.sub(r'"[^"]*"|`[^`]*`|--?[a-z-]+|[\w/.:]+: |\b(hotline|judge|states|zh|en|FILE)\b', "", answer.message(), flags=re.ASCII)
    same(what + ": English words in %r" % answer.message(), re.findall(r"[A-Za-z]{3,}", left), [])


def test_errors_in_chinese():
    """--lang zh holds for every error, wherever it stands."""
    zh = ("--lang", "zh")
    chinese("form", run("judg", *zh), "没有这个命令形式", "是否为judge")
    chinese("option", run("judge", "--rulebok", "x", *zh), "没有这个选项", "是否为--rulebook")
    chinese("other form", run("judge", "--duty", "x", "log", *zh), "不接受选项 --duty")
    chinese("no value", run("--lang=zh", "judge"), "没有这个命令形式")
    chinese("twice", run("judge", "--now", "a", "--now", "b", *zh), "重复给出")
    chinese("date", run("calendar", "classify", "2021-13-01", *zh), "应为日期")
    chinese("number", run("calendar", "add", "2021-01-01", "x", *zh), "应为整数个工作日")
    chinese("file", run("check", "nothing_there.json", *zh), "没有这个文件")
    chinese("no documents", run("states", *zh), "应为")
    with Folder() as folder:
        policy = folder.write("p.json", POLICY)
        chinese("json", run("check", folder.write("a.json", '{"hotline":1,}'), *zh), "此处应为双引号括起的成员名")
        chinese("key", run("check", folder.write("b.json", dict(POLICY, dutys={})), *zh), "没有这个键", "是否为\"duties\"")
        chinese("kind", run("check", folder.write("c.json", dict(POLICY, duties=3)), *zh), "应为对象，而不是整数")
        chinese("calendar", run("calendar", "count", "2021-01-01", "2021-01-02", "--calendar", folder.write("d.json", '{"calendar":2}'), *zh),
                "第1版")
        log = folder.write("log", '{"id":1}\n')
        answer = run("judge", "--rulebook", policy, log, "--lang", "zh")
        contains("a bad line", answer.text(), "无法读取", "应为文本")
        contains("in English", run("judge", "--rulebook", policy, log).text(), "cannot be read", "expected text")
        contains("a bad line, stopped", run("judge", "--rulebook", policy, "--strict", log, "--lang", "zh").message(), "应为文本")


def test_missing_words():
    refused("judge", run("judge"), "expected judge (--rulebook FILE)... LOG")
    refused("judge without rulebook", run("judge", "log"), "--rulebook FILE")
    refused("due", run("due", "--duty", "x"), "expected due (--rulebook FILE)...")
    refused("check", run("check"), "expected check FILE...")
    refused("states", run("states"), "expected states FILE...")
    refused("calendar", run("calendar"), "expected calendar classify")
    refused("classify", run("calendar", "classify"), "expected calendar classify")
    refused("add", run("calendar", "add", "2021-01-01"), "add START N")
    refused("count", run("calendar", "count", "2021-01-01", "2021-01-02", "2021-01-03"), "count A B")


def test_equals_and_space_and_end_of_options():
    with Folder() as folder:
        policy, log = folder.write("p.json", POLICY), folder.write("--odd", "")
        words = ("judge", "--json", "--lang=zh", "--rulebook=" + policy)
        same("=", run(*words, "-").code, 0)
        same("--", run(*words, "--", os.path.basename(log), cwd=os.path.dirname(log)).code, 0)
        refused("without --", run(*words, os.path.basename(log), cwd=os.path.dirname(log)), '"--odd"')


def test_files_that_cannot_be_read():
    with Folder() as folder:
        policy = folder.write("p.json", POLICY)
        for what, path, why in (("none", folder.path("none"), "No such file"), ("a folder", folder.path("."), "Is a directory")):
            for words in (("check",), ("states",), ("judge", "--rulebook", policy, "--calendar"), ("judge", "--rulebook", policy),
                          ("judge", "-", "--rulebook")):
                refused("%s %s" % (what, words), run(*words, path, *(["-"] if words[-1] == "--calendar" else [])), path, why)
        empty = folder.write("empty", b"")
        refused("an empty policy", run("check", empty), empty, ":1:1", "ends too early")
        refused("an empty calendar", run("calendar", "classify", "2021-01-01", "--calendar", empty), empty, "ends too early")


def test_output_that_cannot_be_written():
    if not os.path.exists("/dev/full"):
        print("SKIP /dev/full is not there")
        return
    with open("/dev/full", "wb") as full:
        done = subprocess.run([command.COMMAND, "calendar", "add", "2021-04-29", "4"], stdout=full, stderr=subprocess.PIPE, timeout=60)
    same("exit status", done.returncode, 2)
    contains("message", done.stderr.decode("utf-8"), "cannot be written")


def test_reader_that_goes_away():
    """As with every program on a pipe: ended by SIGPIPE, or, where that is ignored, exit 2 with a message. Never 0, never a crash."""
    days = ["2021-01-%02d" % (1 + i % 28) for i in range(20000)]
    shell = '"$@" | head -c 10 > /dev/null; exit "${PIPESTATUS[0]}"'
    done = subprocess.run(["bash", "-c", shell, "-", command.COMMAND, "calendar", "classify", *days], capture_output=True, timeout=60)
    same("exit status in %d" % done.returncode, done.returncode in (2, 141), True)


if __name__ == "__main__":
    command.tests_of(sys.modules[__name__])
