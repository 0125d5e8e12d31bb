# SPDX-License-Identifier: MIT
"""hotline import: tables of every encoding, cells as exports write them, what cannot be read, mappings that are wrong, and the sample log
as a wide table and back."""
import codecs
import csv
import io
import json
import os
import random
import re
import subprocess
import sys

import command
import wide
from command import SOURCE, Folder, contains, refused, run, same

POLICIES = [os.path.join(SOURCE, "examples", "policies", "hedong-2021-5%s.json" % end) for end in ("", "-working")]
RULEBOOK = [word for path in POLICIES for word in ("--rulebook", path)]
EXAMPLES = os.path.join(SOURCE, "examples", "hotline")
BLANKS = " \t\r\n\u3000\xa0\ufeff"
TIMES = ["yyyy-MM-dd HH:mm:ss", "yyyy/M/d H:mm", "yyyy-MM-dd", "yyyy年M月d日"]


def mapping(events, **more):
    return dict({"import": 1, "times": TIMES, "ticket": "id", "events": events}, **more)


def one(**facts):
    """An event that happens in every row, at a fixed time."""
    return {"e": {"at": {"value": "2021-05-10 08:00:00"}, "facts": facts}}


def table(*rows):
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue()


class Imported:
    """What an import answered: its events, and its report by type."""

    def __init__(self, mapped, given, *words, code=None, name="t.csv"):
        with Folder() as folder:
            self.path = folder.write(name, given)
            self.map = folder.write("map.json", mapped)
            self.answer = run("import", "--map", self.map, "--report", folder.path("report"), *words, self.path)
            self.report = []
            if os.path.exists(folder.path("report")):
                with open(folder.path("report"), encoding="utf-8") as file:
                    self.report = [json.loads(line) for line in file]
        if code is not None:
            same("exit status (%s)" % self.answer.message(), self.answer.code, code)
        self.events = self.answer.objects() if self.answer.code != 2 else None

    def facts(self):
        return [event.get("facts", {}) for event in self.events]

    def problems(self, *keys):
        lines = [line for line in self.report if line["type"] == "unreadable"]
        return [tuple(line[key] for key in keys) for line in lines] if len(keys) > 1 else [line[keys[0]] for line in lines]

    def summary(self, *keys):
        return tuple(self.report[-1][key] for key in keys)


# ---- the reader of tables, beside Python's ----

def expected(text, width):
    """Facts of the rows as Python's csv module reads them, and the codes of those that give none, up to the first that it cannot cut."""
    facts, codes, seen, rows = [], [], set(), csv.reader(io.StringIO(text, newline=""), strict=True)
    for number, row in enumerate(generous(rows, codes)):
        cells = [cell.strip(BLANKS) for cell in row]
        while len(cells) > width and not cells[-1]:
            cells.pop()
        if number == 0 or not any(cells):
            continue
        if len(cells) != width:
            codes.append("cell_count")
        elif not cells[0]:
            codes.append("no_number")
        elif cells[0] in seen:
            codes.append("duplicate")
        else:
            seen.add(cells[0])
            facts.append({"f%d" % k: cell for k, cell in enumerate(cells) if cell})
    return facts, codes


def generous(rows, codes):
    try:
        yield from rows
    except csv.Error as error:
        codes.append("open_quote" if "end of data" in str(error) else "text_after_quote")


def compare_with_python(what, text, width):
    columns = ["c%d" % k for k in range(width)]
    text = ",".join(columns) + "\n" + text
    got = Imported(mapping(one(**{"f%d" % k: c for k, c in enumerate(columns)}), ticket="c0", encoding="utf-8"), text)
    facts, codes = expected(text, width)
    same("%s: exit status for %r (%s)" % (what, text, got.answer.message()), got.answer.code, 1 if codes else 0)
    if codes and codes[-1] in ("open_quote", "text_after_quote"):  # Python stops there
        same("%s: facts of %r" % (what, text), got.facts()[:len(facts)], facts)
        same("%s: problems of %r" % (what, text), got.problems("code")[:len(codes)], codes)
    else:
        same("%s: facts of %r" % (what, text), got.facts(), facts)
        same("%s: problems of %r" % (what, text), got.problems("code"), codes)


def test_rows_and_cells_as_python_cuts_them():
    dice = random.Random(5)
    for turn in range(40):
        width = dice.randint(2, 5)
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator=dice.choice(("\n", "\r\n", "\r")), quoting=dice.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)))
        for number in range(dice.randint(1, 60)):
            writer.writerow(["n%d" % number] + ["".join(dice.choice('ab中，,"\n\r \u3000;') for _ in range(dice.randint(0, 6)))
                                               for _ in range(width - 1)])
        compare_with_python("written %d" % turn, text.getvalue(), width)


def test_any_text_as_python_cuts_it():
    dice = random.Random(6)
    for turn in range(150):
        text = "".join(dice.choice('ab中,,,""\n\n\r ') for _ in range(dice.randint(0, 60)))
        compare_with_python("any %d" % turn, text, 3)


def test_other_delimiters():
    got = Imported(mapping(one(f="b"), delimiter="\t"), "id\tb\nT1\t1,2\n", code=0)
    same("tab", got.facts(), [{"f": "1,2"}])
    got = Imported(mapping(one(f="b"), delimiter=";", header=3), "台账;\n;\nid;b\nT1;x\n", code=0)
    same("header below", got.facts(), [{"f": "x"}])


# ---- encodings ----

WORDS = "夜间施工噪音，影响休息。ABC 123 〇 镕 喆 €"


def test_one_table_in_every_encoding():
    rare = "𠮷㐂䶮"  # GB 18030 has them in four bytes, GBK not
    text = table(["id", "内容"], *[["T%d" % i, WORDS[i % 9:] + "字" * (i % 7)] for i in range(9000)])  # pieces end within characters
    long = text + table(["R", rare])
    mapped = lambda encoding: mapping(one(f="内容"), encoding=encoding)
    gbk = text.replace("€", "")
    wanted = Imported(mapped("utf-8"), gbk, code=0).answer.out
    same("gbk", Imported(mapped("gbk"), gbk.encode("gbk"), code=0).answer.out, wanted)
    same("gbk by itself", Imported(mapped("auto"), gbk.encode("gbk"), code=0).answer.out, wanted)
    wanted = Imported(mapped("utf-8"), long, code=0).answer.out
    for name, encoding, data in (("gb18030", "gb18030", long.encode("gb18030")), ("gb18030 by itself", "auto", long.encode("gb18030")),
                                 ("utf-8 by itself", "auto", long.encode("utf-8")), ("marked", "auto", long.encode("utf-8-sig")),
                                 ("marked and said", "utf-8", long.encode("utf-8-sig")), ("wide", "utf-16le", long.encode("utf-16-le")),
                                 ("wide and marked", "utf-16le", codecs.BOM_UTF16_LE + long.encode("utf-16-le")),
                                 ("wide by its mark", "auto", codecs.BOM_UTF16_LE + long.encode("utf-16-le"))):
        same(name, Imported(mapped(encoding), data, code=0).answer.out == wanted, True)
    with Folder() as folder:
        path = folder.write("map.json", mapped("auto"))
        same("a pipe", run("import", "--map", path, "-", given=long.encode("gb18030")).out == wanted, True)


def test_pieces_end_within_characters():
    """The file is read 256 KiB at a time: whatever byte of a character comes last there, the character is whole."""
    for encoding, wide_letter in (("utf-8", "𠮷"), ("utf-8", "字"), ("gb18030", "𠮷"), ("gb18030", "字"), ("gbk", "字"), ("utf-16le", "𠮷")):
        for pad in range(4):
            rows = [["id", "b"]] + [["T%d%s" % (i, "x" * pad if i == 0 else ""), wide_letter * 3000] for i in range(50)]
            data = table(*rows).encode("utf-16-le" if encoding == "utf-16le" else encoding)
            same("long enough", len(data) > 1 << 18, True)
            got = Imported(mapping(one(f="b"), encoding=encoding), data, code=0)
            same("%s, %s, %d" % (encoding, wide_letter, pad), all(facts == {"f": wide_letter * 3000} for facts in got.facts()), True)


def test_characters_in_four_bytes():
    """Those of GB 18030, as Python reads them, but for one pair that changed places in 2005; C libraries differ here, the command does not."""
    points = [p for p in [*range(0x80, 0x3500, 7), *range(0x4d00, 0x4e00), *range(0x9f80, 0xd7ff, 101), *range(0xe000, 0xfffe, 13), *range(0x10000, 0x10ffff, 4099), 0x10ffff]
              if p != 0x1e3f and len(chr(p).encode("gb18030")) == 4]
    got = Imported(mapping(one(f="b"), encoding="gb18030"), "".join(["id,b\n"] + ["%x,-%s-\n" % (p, chr(p)) for p in points]).encode("gb18030"), code=0)
    same("read", [e["facts"]["f"] for e in got.events] == ["-%s-" % chr(p) for p in points], True)
    bad = b"id,b\nT1,\x84\x31\xa4\x39\nT2,\x84\x31\xa5\x30\nT3,\xe3\x32\x9a\x36\nT4,\x81\x30\x81\nT5,x\n"
    got = Imported(mapping(one(f="b"), encoding="gb18030"), bad, code=1)
    same("none", (got.problems("row", "code"), [e["ticket"] for e in got.events]),
         ([(row, "lost_character") for row in (3, 4, 5)], ["T1", "T5"]))


def test_bytes_that_are_none():
    mapped = mapping({"e": {"at": "time", "facts": {"f": "b"}}}, encoding="gbk")
    rows = b"id,time,b,c\nT1,2021-05-10,\xd2\xff,x\nT2,2021-05-10,y,\xff\xff\nT3,2021-05-10,\xd2\xb9,x\n"
    got = Imported(dict(mapped, day_is="08:30"), rows, code=1)
    same("problems", got.problems("row", "column", "code"), [(2, "b", "lost_character")])
    contains("message", got.problems("message")[0], "gbk")
    same("others", [(e["at"], e["facts"]["f"]) for e in got.events], [("2021-05-10T08:30:00", "y"), ("2021-05-10T08:30:00", "夜")])
    cut = "id,b\nT1,夜".encode("utf-8")[:-1]
    same("cut off", Imported(mapping(one(f="b"), encoding="utf-8"), cut, code=1).problems("code"), ["lost_character"])
    same("NUL", Imported(mapping(one(f="b")), "id,b\nT1,a\0b\n", code=1).problems("code"), ["nul_character"])
    other = Imported(mapping(one(f="b"), encoding="gbk"), "id,b\nT1,x\n".encode("utf-8-sig"), code=2)
    contains("another mark", other.answer.message(), "the mark of utf-8", "says gbk")


# ---- cells ----

def test_times():
    cells = {"2021-05-10 08:05:09": "2021-05-10T08:05:09", "2021/5/1 8:05": "2021-05-01T08:05:00", "2021/05/01 08:05": "2021-05-01T08:05:00",
             "２０２１－０５－１０　０８：０５：０９": "2021-05-10T08:05:09", " 2021-05-10 24:00:00 ": "2021-05-10T24:00:00",
             "2024-02-29 00:00:00": "2024-02-29T00:00:00", "2021年5月1日": None, "2021-05-10": None, "2021-02-29 08:00:00": None,
             "2021-05-10 24:00:01": None, "2021-05-10 08:60:00": None, "2021-5-10 08:05:00": None, "2021-05-10 8:05:00": None, "21/5/1 8:05": None,
             "2021-05-10 08:05:09x": None, "2021-05-10T08:05:09": None, "44326.3": None, "2021/13/1 8:05": None, "0000/1/1 8:05": None}
    rows = [["id", "t"]] + [["T%d" % i, cell] for i, cell in enumerate(cells)]
    got = Imported(mapping({"e": {"at": "t"}}), table(*rows), code=1)
    same("read", [e["at"] for e in got.events], [v for v in cells.values() if v])
    same("not read", got.problems("value", "code"), [(c, "no_time_of_day" if c in ("2021年5月1日", "2021-05-10") else "bad_time")
                                                     for c, v in cells.items() if not v])
    got = Imported(mapping({"e": {"at": "t"}}, times=["yyyy-MM-dd HH:mm:ss.S"], zone="+08:00"),
                   table(["id", "t"], ["T1", "2021-05-10 08:05:09.0"], ["T2", "2021-05-10 08:05:09.12"], ["T3", "2021-05-10 08:05:09.123456789"]), code=0)
    same("fractions, zone", [e["at"] for e in got.events],
         ["2021-05-10T08:05:09+08:00", "2021-05-10T08:05:09.120+08:00", "2021-05-10T08:05:09.123+08:00"])
    got = Imported(mapping({"e": {"at": "t"}}, times=["yyyy-MM-dd HH:mm", "yyyy-dd-MM HH:mm"]),
                   table(["id", "t"], ["T1", "2021-05-10 08:00"], ["T2", "2021-05-13 08:00"], ["T3", "2021-05-05 08:00"]), code=1)
    same("two readings", got.problems("row", "code"), [(2, "two_readings")])
    got = Imported(mapping({"e": {"at": {"columns": ["d", "t"]}}}), table(["id", "d", "t"], ["T1", "2021-05-10", "08:05:09"], ["T2", "2021-05-10", ""],
                                                                         ["T3", "", ""]), code=1)
    same("date and time apart", ([e["at"] for e in got.events], got.problems("code")), (["2021-05-10T08:05:09"], ["half_empty"]))


def test_values():
    events = one(n={"column": "n", "type": "integer"}, d={"column": "d", "type": "date"}, c={"column": "c", "type": "code"},
                 m={"column": "m", "split": "；,", "codes": {"甲": "a", "乙": "b", "丙": None}}, k={"value": [1, True, "x"]},
                 r={"column": "r", "codes": {"满意": "yes", "1": 7}, "else": {"value": "other"}, "absent": "none"}, f={"column": "f", "codes": {"是": True, "否": False}})
    got = Imported(mapping(events, none=["NULL", "无"]), table(
        ["id", "n", "d", "c", "m", "r", "f"], ["T1", "０12", "2021-05-10", "01．02", "甲； 乙", "满意", "是"], ["T2", "-3", "2021/5/9 0:00", "x", "丙", "?", "无"],
        ["T3", "NULL", "", "无", "乙", "１", "否"], ["T4", "1.5", "2021/5/9 8:00", "", "丁", "无", "对"], ["T5", "", "5月9日", "", "", "", ""]), code=1)
    always = {"k": [1, True, "x"]}
    same("facts", got.facts(), [dict(always, n=12, d="2021-05-10", c="01.02", m=["a", "b"], r="yes", f=True), dict(always, n=-3, d="2021-05-09", c="x", r="other"),
                                dict(always, m=["b"], r=7, f=False)])
    same("problems", got.problems("row", "column", "code"), [(5, "n", "bad_integer"), (5, "d", "date_with_time"), (5, "m", "unknown_code"),
                                                             (5, "f", "unknown_code"), (6, "d", "bad_date")])
    same("codes met", [(c["value"], c["cell"], c["count"]) for c in got.report if c["type"] == "code"],
         [("m", "丙", 1), ("m", "乙", 2), ("m", "甲", 1), ("r", "1", 1), ("r", "满意", 1), ("f", "否", 1), ("f", "是", 1)])


def test_what_excel_adds():
    cells = ['="0012"', "'0012", '=""', "'", '="a""', "0012"]
    got = Imported(mapping(one(f="b"), excel=True), table(["id", "b"], *[['="T%d"' % i, c] for i, c in enumerate(cells)]), code=0)
    same("tickets", [e["ticket"] for e in got.events], ["T%d" % i for i in range(6)])
    same("cells", got.facts(), [{"f": "0012"}, {"f": "0012"}, {}, {}, {"f": 'a"'}, {"f": "0012"}])
    same("left alone", Imported(mapping(one(f="b")), table(["id", "b"], ["T1", '="0012"']), code=0).facts(), [{"f": '="0012"'}])


def test_required_and_absent():
    got = Imported(mapping(one(f={"column": "b", "required": True})), "id,b\nT1,\nT2,x\n", code=1)
    same("a code for nothing", Imported(mapping(one(f={"column": "b", "codes": {"?": None}, "required": True})), "id,b\nT1,?\n", code=1).problems("code"), ["missing"])
    same("wide letters", Imported(mapping(one(f={"column": "b", "codes": {"ab~Z": 1}})), "id,b\nT1,ａｂ～Ｚ\n", code=0).facts(), [{"f": 1}])
    same("required", (got.problems("code", "event"), got.facts()), ([("missing", "e")], [{"f": "x"}]))


# ---- rows ----

def test_rows_that_cannot_be_read_give_nothing():
    events = {"receive": {"at": "a"}, "dispatch": {"at": "b", "unit": "u"}, "report": {"at": "c", "assignment": "dispatch"}}
    text = table(["id", "a", "b", "u", "c"], ["T1", "2021-05-10 08:00:00", "x", "u1", "2021-05-11 08:00:00"],
                 ["T2", "2021-05-10 08:00:00", "2021-05-10 09:00:00", "u1", "y"], ["T3", "2021-05-10 08:00:00", "", "", "2021-05-11 08:00:00"],
                 ["T4", "2021-05-10 08:00:00", "", "u1", ""], ["", "", "", "", ""], ["T1", "2021-05-12 08:00:00", "", "", ""], ["T5", "2021-05-12 08:00:00", "", "", ""])
    problems = [(2, "b", "bad_time"), (2, None, "no_opening"), (3, "c", "bad_time"), (4, None, "no_opening"), (5, "u", "idle"), (7, "id", "duplicate")]
    got = Imported(mapping(events), text, code=1)
    same("problems", got.problems("row", "column", "code"), problems)
    same("events", [e["id"] for e in got.events], ["T5/receive"])
    same("sums", got.summary("rows", "refused", "damaged", "blank", "events", "unreadable"), (7, 5, 0, 1, 1, 6))
    same("number of the first", [m for m in got.problems("message") if "number" in m], ["row 2 has this number"])
    same("events counted", [e["count"] for e in got.report if e["type"] == "event"], [1, 0, 0])
    got = Imported(mapping(events), text, "--partial", code=1)
    same("the same problems", got.problems("row", "column", "code"), problems)
    same("events in part", [e["id"] for e in got.events],
         ["T1/receive", "T2/receive", "T2/dispatch", "T3/receive", "T4/receive", "T5/receive"])
    same("sums in part", got.summary("rows", "refused", "damaged", "blank", "events"), (7, 1, 4, 1, 6))


def test_an_assignment_has_one_opening():
    events = {"dispatch": {"at": "a"}, "redo": {"at": "b"}, "report": {"at": "c", "assignment": ["dispatch", "redo"]}}
    t = "2021-05-10 08:00:00"
    got = Imported(mapping(events), table(["id", "a", "b", "c"], ["T1", t, t, t], ["T2", t, "", t], ["T3", "", t, t]), code=1)
    same("problems", got.problems("row", "event", "code"), [(2, "report", "several_openings")])
    same("assignments", [e["assignment"] for e in got.events if e["event"] == "report"], ["T2/dispatch", "T3/redo"])


def test_many_problems_are_told_in_the_report_only():
    got = Imported(mapping({"e": {"at": "a"}}), "id,a\n" + "".join("T%d,x\n" % i for i in range(50)), code=1)
    same("report", len(got.problems("row")), 50)
    contains("standard error", got.answer.message(), "row 21,", "and 30 more", "--report")
    same("the first twenty", got.answer.message().count("no time in"), 20)


def test_a_quote_that_is_never_closed():
    got = Imported(mapping(one(f="b")), 'id,b\nT1,x\nT2,"y\nT3,z\n' + "T,w\n" * 300000, code=1)
    same("problem", got.problems("row", "line", "code"), [(3, 3, "open_quote")])
    contains("message", got.problems("message")[0], "line 3")
    same("what came before", [e["ticket"] for e in got.events], ["T1"])
    got = Imported(mapping(one(f="b")), 'id,b\nT1,%s\nT2,x\n' % ("y" * (5 << 20)), code=1)
    same("too long", (got.problems("row", "code"), [e["ticket"] for e in got.events]), ([(2, "too_long")], ["T2"]))


def test_later_rounds():
    events = {"dispatch": {"round": "first", "at": "a"}, "redo": {"round": "later", "at": "a"}, "report": {"at": "b", "assignment": ["dispatch", "redo"]}}
    when = ["2021-05-10 08:00:00", "2021-05-11 08:00:00"]
    rows = [["T1-2"] + when, ["T1"] + when, ["T1-3"] + when, ["2021-00045"] + when, ["T2-2"] + when, ["T1-1"] + when, ["T1-10"] + when, ["T1-02"] + when]
    got = Imported(mapping(events, family={"separator": "-"}), table(["id", "a", "b"], *rows), code=1)
    same("events", [(e["ticket"], e["id"]) for e in got.events if e["event"] != "report"],
         [("T1", "T1-2/redo"), ("T1", "T1/dispatch"), ("T1", "T1-3/redo"), ("2021-00045", "2021-00045/dispatch"), ("T2", "T2-2/redo"),
          ("T1-1", "T1-1/dispatch"), ("T1-10", "T1-10/dispatch"), ("T1-02", "T1-02/dispatch")])
    same("assignments", [e["assignment"] for e in got.events if e["event"] == "report"][:2], ["T1-2/redo", "T1/dispatch"])
    same("later rounds come later", got.events[0]["seq"] > got.events[3]["seq"], True)
    same("no first", got.problems("row", "code"), [(6, "no_first_round")])
    contains("its number", got.problems("message")[0], "T2")


def test_groups():
    events = {"dispatch": {"each": "u", "at": "{}_t", "unit": {"column": "{}_u", "codes": {"城管局": "cg"}, "else": "cell"},
                           "facts": {"share": {"member": True, "codes": {"主办": "lead"}, "else": {"value": "assist"}}}},
              "report": {"each": "u", "at": "{}_r", "assignment": "dispatch"}, "note": {"each": "u", "only": ["主办"], "at": "n", "assignment": "dispatch"}}
    t = "2021-05-10 08:00:00"
    columns = ["id"] + [m + c for m in ("主办", "协办1", "协办2") for c in ("_t", "_u", "_r")] + ["n"]
    got = Imported(mapping(events, groups={"u": {"members": ["主办", "协办1", "协办2"]}}), table(columns, ["T1", t, "城管局", t, "", "", "", t, "住建局", "", t]), code=0)
    same("events", [(e["id"], e.get("unit"), e.get("assignment"), e.get("facts")) for e in got.events],
         [("T1/dispatch/1", "cg", None, {"share": "lead"}), ("T1/dispatch/3", "住建局", None, {"share": "assist"}),
          ("T1/report/1", None, "T1/dispatch/1", None), ("T1/note/1", None, "T1/dispatch/1", None)])
    counted = {"e": {"each": "u", "at": "t_{}", "unit": "u_{}_name"}}
    got = Imported(mapping(counted, groups={"u": {"members": {"from": 9, "to": 10}}}), table(["id", "t_9", "u_9_name", "t_10", "u_10_name"], ["T1", t, "a", t, "b"]), code=0)
    same("counted", [(e["id"], e["unit"]) for e in got.events], [("T1/e/1", "a"), ("T1/e/2", "b")])
    split = {"e": {"each": "u", "at": "t", "unit": {"member": True}}}
    got = Imported(mapping(split, groups={"u": {"column": "us", "split": "；;、,"}}),
                   table(["id", "us", "t"], ["T1", "a、 b；c,,d；", t], ["T2", "a;b;a", t], ["T3", "", t], ["T4", ";".join("u%d" % i for i in range(100)), t]), code=1)
    same("parts", [(e["id"], e["unit"]) for e in got.events], [("T1/e/1", "a"), ("T1/e/2", "b"), ("T1/e/3", "c"), ("T1/e/4", "d")])
    same("problems", got.problems("row", "code"), [(3, "repeated_part"), (5, "too_many_parts")])


def test_conditions():
    at = {"value": "2021-05-10 08:00:00"}
    closed = {"a": {"at": at, "when": {"column": "k", "is": ["是"], "not": ["否", ""]}}, "b": {"at": at, "when": {"column": "k", "not": ["是"]}},
              "c": {"at": at, "when": [{"column": "k", "filled": True}, {"column": "k", "is": ["否", "?"]}]}, "d": {"at": at, "when": {"column": "k", "filled": False}},
              "e": {"at": "t", "when": {"column": "k", "is": ["时"]}}}
    got = Imported(mapping(closed), table(["id", "k", "t"], ["T1", "是", ""], ["T2", " 否", ""], ["T3", "", ""], ["T4", "?", ""], ["T5", "时", ""]), code=1)
    same("events", [e["id"] for e in got.events], ["T1/a", "T2/b", "T2/c", "T3/b", "T3/d"])
    same("problems", got.problems("row", "code"), [(5, "unknown_condition"), (6, "unknown_condition"), (6, "no_time")])


def test_tables_without_tickets():
    mapped = {"import": 1, "times": TIMES, "day_is": "00:00", "row": ["单位", "日期"], "events": {
        "unit_facts": {"at": "日期", "unit": "单位", "role": {"column": "谁", "codes": {"中心": "centre"}}, "seq": "序", "known": "录入", "by": "人"}}}
    got = Imported(mapped, table(["单位", "日期", "谁", "序", "录入", "人"], ["a", "2021-01-01", "中心", "7", "2021-01-02", "0012"], ["a", "2021-02-01", "", "", "", ""],
                                 ["a", "2021-01-01", "", "", "", ""]), code=1)
    same("events", got.events, [{"id": "a/2021-01-01/unit_facts", "event": "unit_facts", "at": "2021-01-01T00:00:00", "known": "2021-01-02T00:00:00", "seq": 7,
                                 "unit": "a", "role": "centre", "by": "0012"},
                                {"id": "a/2021-02-01/unit_facts", "event": "unit_facts", "at": "2021-02-01T00:00:00", "unit": "a"}])
    same("twice", got.problems("row", "code"), [(4, "duplicate")])


# ---- mappings ----

def test_wrong_mappings():
    """What is wrong, where, and the nearest name; nothing is written."""
    good = one(f="b")
    cases = (
        ('{"import": 1,}', ":1:14", "member's name"), ("[]", "expected an object"), ('{"import": 1, "import": 1}', ":1:15", "twice"), ({"events": {}}, '"import" is needed'),
        (mapping(good, **{"import": 2}), "import"), (mapping(good, encodng="gbk"), '"encodng"', 'did you mean "encoding"?'),
        (mapping(good, encoding="gb"), "encoding", 'did you mean "gbk"?'), (mapping(good, encoding="utf8"), 'did you mean "utf-8"?'),
        (mapping(good, delimiter=",,"), "delimiter"), (mapping(good, header=0), "header", "from 1 to 1000"), (mapping(good, excel=1), "excel", "true or false"),
        (mapping(good, times=["dd.MM"]), "times", "year"), (mapping(good, times=["yy-M-d"]), "times", "yyyy"), (mapping(good, times=["yyyy-MM-dd at"]), "times"),
        (mapping(good, times=["yyyy-MM-dd mm"]), "times"), (mapping(good, times=[]), "times"), (mapping(good, zone="Beijing"), "zone", "+08:00"), (mapping(good, zone="+25:00"), "zone"), (mapping(good, zone="+24:00"), "zone"),
        (mapping(good, day_is="8"), "day_is"), (mapping(good, family={"separatr": "-"}), 'did you mean "separator"?'), (mapping(good, family={"separator": "-", "most": 1}), "family.most"),
        ({k: v for k, v in mapping(good).items() if k != "ticket"}, '"ticket" or "row"'), (mapping(good, ticket=[]), "ticket", "at least one"), (mapping({}), "1 to 9999"),
        (mapping({"e": {"at": {"value": "soon"}}}), "events.e.at", "expected a time"), (mapping({"e": {"at": "b", "event": ""}}), "events.e", "not empty"),
        (mapping({"e": {"at": "b", "role": ""}}), "events.e.role", "not empty"), (mapping({"e": {"at": "b", "by": {"value": ""}}}), "events.e.by", "not empty"),
        (mapping({"e": {"at": "b", "unit": {"column": "b", "type": "integer"}}}), "events.e.unit", "only a fact"), (mapping({"e": {"at": "b", "unit": {"column": "b", "absent": ""}}}), "events.e.unit", "not empty"),
        (mapping({"e": {"at": "b", "unit": {"column": "b", "codes": {}, "else": {"value": 7}}}}), "events.e.unit", "or null"),
        (mapping({"E": {"at": "b"}}), "events", "small letter"), (mapping({"e": {}}), "events.e", '"at" is needed'), (mapping({"e": {"att": "b"}}), 'did you mean "at"?'),
        (mapping({"e": {"at": 5}}), "events.e.at"), (mapping({"e": {"at": {"column": "b", "codes": {}}}}), '"codes"'), (mapping({"e": {"at": "b", "assignment": "dispach"}, "dispatch": {"at": "b"}}),
                                                                                                                "events.e", 'did you mean "dispatch"?'),
        (mapping({"e": {"at": "b", "assignment": "f"}, "f": {"at": "b"}}), "before"), (mapping({"e": {"at": "b", "each": "g"}}), "events.e.each", '"g"'),
        (mapping({"e": {"at": "b", "round": "later"}}), "family"), (mapping({"e": {"at": "b", "when": {"column": "b"}}}), '"filled"'), (mapping({"e": {"at": "b", "when": {"is": ["x"]}}}), '"column" is needed'),
        (mapping(one(f={"column": "b", "kodes": {}})), "events.e.facts.f", 'did you mean "codes"?'), (mapping(one(f={"column": "b", "type": "int"})), "events.e.facts.f"),
        (mapping(one(f={"column": "b", "value": 1})), "one of"), (mapping(one(f={"column": "b", "else": "cell"})), '"else" needs "codes"'), (mapping(one(f={"member": True})), '"member" needs "each"'),
        (mapping(one(f={"column": "b", "codes": {"1": "x", "１": "y"}})), "twice"), (mapping(one(f={"column": "b", "codes": {"1": {}}})), "events.e.facts.f"), (mapping(one(f={"column": "b", "codes": {"1": 1.5}})), "whole number"),
        (mapping(one(f="c")), "events.e.f", 'no column "c"'), (mapping(one(f="d")), "twice"), (mapping(one(f="idd")), 'did you mean "id"?'), (mapping(good, header=9), "no header"),
        (mapping({"a": {"at": "b", "each": "g"}, "e": {"at": "b", "assignment": "a"}}, groups={"g": {"members": ["x"]}}), "same group"),
        (mapping({"a": {"at": "b", "each": "g", "only": ["y"]}}, groups={"g": {"members": ["x"]}}), "events.a.only"), (mapping(good, groups={"g": {"column": "b"}}), '"split"'),
        (mapping(good, groups={"g": {"column": "b", "split": ""}}), "map.json:", "groups.g", "at least one character"),
        (mapping(one(f={"column": "b", "split": "", "codes": {"1": "x"}})), "map.json:", "events.e.facts.f", "at least one character"),
        (mapping(good, groups={"g": {"members": []}}), "1 to 99"), (mapping(good, groups={"g": {"members": {"from": 5, "to": 4}}}), "from 5"),
    )
    with Folder() as folder:
        path = folder.write("t.csv", "id,b,d,d\nT1,x,y,z\n")
        for document, *pieces in cases:
            written = folder.write("map.json", document)
            refused("%s" % document, run("import", "--map", written, path), *pieces)
        written = folder.write("map.json", mapping(good))
        refused("no table", run("import", "--map", written, folder.path("none")), "No such file")
        refused("an empty table", run("import", "--map", written, folder.write("empty", "")), "no header")
        refused("no mapping", run("import", path), "--map")
        refused("no report", run("import", "--map", written, "--report", folder.path("none/r"), path), "No such file")


def test_broken_mappings_never_crash():
    dice = random.Random(7)
    with open(os.path.join(EXAMPLES, "platform.map.json"), "rb") as file:
        good = file.read()
    path = os.path.join(EXAMPLES, "platform.csv")
    with Folder() as folder:
        for turn in range(80):
            broken = bytearray(good)
            for _ in range(dice.randint(1, 3)):
                at = dice.randrange(len(broken))
                broken[at:at + dice.randint(0, 12)] = bytes(dice.choice(b'{}[]":,\\ a1\xff\x00en') for _ in range(dice.randint(0, 3)))
            answer = run("import", "--map", folder.write("map.json", bytes(broken)), path)
            same("turn %d: exit status (%s)" % (turn, answer.message()), answer.code in (0, 1, 2) and (answer.code != 2 or answer.out == b""), True)


def test_broken_tables_never_crash():
    """Bytes changed at random, read in any encoding: what is written is whole lines of JSON, whatever else is refused."""
    dice = random.Random(8)
    tables = {}
    for name in ("platform", "export"):
        with open(os.path.join(EXAMPLES, name + ".csv"), "rb") as file:
            tables[name] = file.read()
    with Folder() as folder:
        for turn in range(60):
            name, encoding = dice.choice(("platform", "export")), dice.choice(("utf-8", "gbk", "gb18030", "utf-16le", "auto"))
            with open(os.path.join(EXAMPLES, name + ".map.json"), encoding="utf-8") as file:
                mapped = dict(json.load(file), encoding=encoding)
            head = tables[name].index(b"\n", 200) + 1
            broken = bytearray(tables[name])
            for _ in range(dice.randint(1, 12)):
                at = dice.randrange(head, len(broken))
                broken[at:at + dice.randint(0, 3)] = bytes(dice.choice(b'\0\n\r",0\x81\xfe\xff\xef\xbb\xbf\xe3\xf0') for _ in range(dice.randint(0, 3)))
            answer = run("import", "--map", folder.write("map.json", mapped), *(["--partial"] if turn % 2 else []), folder.write("t.csv", bytes(broken)))
            same("turn %d: exit status (%s)" % (turn, answer.message()), answer.code in (0, 1, 2), True)
            same("turn %d: lines" % turn, all(line["event"] for line in answer.objects()), True)


def test_output_that_cannot_be_written():
    if not os.path.exists("/dev/full"):
        print("SKIP /dev/full is not there")
        return
    for rows in (1, 50000):
        with Folder() as folder, open("/dev/full", "wb") as full:
            given = folder.write("t.csv", "id,b\n" + "".join("T%d,x\n" % i for i in range(rows)))
            done = subprocess.run([command.COMMAND, "import", "--map", folder.write("m.json", mapping(one(f="b"))), given], stdout=full, stderr=subprocess.PIPE, timeout=60)
        same("%d rows: exit status" % rows, done.returncode, 2)
        contains("%d rows" % rows, done.stderr.decode("utf-8"), "cannot be written")


def test_the_page_tells_every_key_and_code():
    def read(*parts):
        with open(os.path.join(SOURCE, *parts), encoding="utf-8") as file:
            return file.read()
    page = read("docs", "import.md")
    sources = read("examples", "hotline", "mapping_read.c") + read("examples", "hotline", "mapping_value.c")
    keys = {key for table in re.findall(r"_keys\[\] = \{(.*?)\};", sources, re.S) for key in re.findall(r'"(\w+)"', table)}
    codes = re.findall(r'^    \{"(\w+)",', read("examples", "hotline", "report.c"), re.M)
    same("found", (len(keys) > 35, len(codes) > 20), (True, True))
    same("keys not told", sorted(key for key in keys if "`%s`" % key not in page and '"%s"' % key not in page), [])
    same("codes not told", [code for code in codes if "`%s`" % code not in page], [])
    with_test = read("tests", "command", "test_import.py")
    same("codes without a test", [code for code in codes if '"%s"' % code not in with_test], [])


def test_names_of_the_rulebook():
    good = {"receive": {"at": "t", "role": "centre", "facts": {"channel": {"column": "c", "codes": {"1": "local"}}}}}
    cases = (({"recieve": dict(good["receive"])}, "recieve", "did you mean receive?"), ({"receive": dict(good["receive"], role="center")}, "receive.role", "center", "did you mean centre?"),
             ({"receive": {"at": "t", "facts": {"chanel": "c"}}}, "chanel", "did you mean channel?"), ({"receive": {"at": "t", "facts": {"rating": {"value": "basic"}}}}, "rating", "does not carry"),
             ({"receive": {"at": "t", "facts": {"channel": {"column": "c", "codes": {"1": "local", "2": "provinse"}}}}}, '"provinse"', 'did you mean "province"?'),
             ({"receive": {"at": "t", "facts": {"channel": "c"}}}, "receive.channel", "local"), ({"unit_facts": {"at": "t", "unit": "c", "facts": {"staff": "c"}}}, "staff", "not of its type"))
    with Folder() as folder:
        path = folder.write("t.csv", "id,t,c\nT1,2021-05-10 08:00:00,1\n")
        same("good", run("import", "--map", folder.write("m.json", mapping(good)), *RULEBOOK, path).code, 0)
        for events, *pieces in cases:
            answer = run("import", "--map", folder.write("m.json", mapping(events)), *RULEBOOK, path)
            refused("%s" % events, answer, "m.json:", *pieces)
            same("told once", answer.message().count("\n"), 1)
        split = {"exempt_set": {"at": "t", "assignment": "dispatch", "facts": {"exempt": {"column": "c", "split": ";", "codes": {"1": "response"}}}}}
        both = {"dispatch": {"at": "t", "unit": "c"}, **split}
        same("only in the overlay", run("import", "--map", folder.write("m.json", mapping(both)), *RULEBOOK, path).code, 0)
        refused("not in the base", run("import", "--map", folder.write("m.json", mapping(both)), *RULEBOOK[:2], path), "exempt_set")


def test_in_chinese():
    with Folder() as folder:
        path = folder.write("t.csv", "id,b\nT1,x\n,y\n")
        answer = run("import", "--map", folder.write("m.json", mapping({"e": {"at": "b"}})), "--lang", "zh", path)
        contains("rows", answer.message(), "第2行", "不符合映射", "该行没有编号", "2行，其中2行未采用")
        for document, piece in ((mapping({"e": {"at": "c"}}), "表中没有列"), (mapping({"e": {"aat": "c"}}), "没有这个键"), (mapping({}), "应有1至9999个事件")):
            answer = run("import", "--map", folder.write("m.json", document), "--lang", "zh", path)
            contains("%s" % document, answer.message(), piece)


# ---- the whole ----

def judged(*words):
    answer = run("judge", *RULEBOOK, "--json", *words)
    same("exit status (%s)" % answer.message(), answer.code, 0)
    return answer.objects()


def test_examples_are_judged_without_findings():
    for name, tickets in (("platform", 3), ("export", 3)):
        answer = run("import", "--map", os.path.join(EXAMPLES, name + ".map.json"), *RULEBOOK, os.path.join(EXAMPLES, name + ".csv"))
        same("%s: exit status (%s)" % (name, answer.message()), answer.code, 0)
        with Folder() as folder:
            lines = judged(folder.write("log", answer.out))
        same("%s: findings" % name, [o for o in lines if o["type"] == "finding"], [])
        same("%s: sums" % name, [lines[-1][k] for k in ("events", "bad_lines", "tickets")], [answer.out.count(b"\n"), 0, tickets])
        again = run("import", "--map", os.path.join(EXAMPLES, name + ".map.json"), os.path.join(EXAMPLES, name + ".csv"))
        same("%s: the same bytes" % name, again.out, answer.out)


def duties(lines):
    keys = ("ticket", "unit", "duty", "instance", "state", "late", "owed_at", "due", "met_at")
    return sorted(json.dumps([o[k] for k in keys]) for o in lines if o["type"] == "duty")


def units_table(events, flattened):
    """Events of units as a table with a row an event, and its mapping."""
    facts = sorted({fact for e in events for fact in e.get("facts", {})})
    rows = [["编号", "事项", "单位", "时间", "角色", "人"] + facts]
    entries = {}
    for e in events:
        entry = entries.setdefault(e["event"], {"when": {"column": "事项", "is": [e["event"]]}, "at": "时间", "unit": "单位", "role": {"column": "角色"}, "by": "人",
                                                "facts": {}})
        for fact, value in e.get("facts", {}).items():
            entry["facts"][fact] = dict(flattened.fact_source(False, "x", fact, value), column=fact)
        cells = [flattened.moment(v) if isinstance(v, str) and re.match(r"\d{4}-\d\d-\d\dT", v) else flattened.cell(f, v) if v != "" else ""
                 for f, v in ((f, e.get("facts", {}).get(f, "")) for f in facts)]
        for fact, value in e.get("facts", {}).items():
            if isinstance(value, str) and re.match(r"\d{4}-\d\d-\d\dT", value):
                entry["facts"][fact] = {"column": fact, "type": "time"}
        rows.append([e["id"], e["event"], e["unit"], flattened.moment(e["at"]), e.get("role", ""), e.get("by", "")] + cells)
    mapped = {"import": 1, "encoding": "gbk", "times": ["yyyy/M/d HH:mm:ss", "yyyy年MM月dd日"], "zone": "+08:00", "row": "编号", "events": entries}
    return mapped, table(*rows)


def test_the_sample_as_a_wide_table():
    """The sample log, flattened as a platform would export it, written in GBK, imported and judged: figures and duties of the log itself."""
    log = command.sample()
    if log is None:
        return
    policies = [json.load(open(path, encoding="utf-8")) for path in POLICIES]
    flat = wide.Flattened(log.decode("utf-8", "replace"), policies)
    of_units = [e for e in flat.loose if e.get("unit") and "ticket" not in e and e["event"] != "publish"]
    rest = [e for e in flat.loose if e not in of_units]
    same("little is loose", (len(of_units) > 300, len(rest) < 20), (True, True))
    got = Imported(flat.mapping(), flat.table().encode("gbk"), code=0)
    units = Imported(*[f(x) for f, x in zip((dict, lambda t: t.encode("gbk")), units_table(of_units, flat))], *RULEBOOK, code=0)
    same("rows", (got.summary("rows"), units.summary("rows")), ((len(flat.rows),), (len(of_units),)))
    with Folder() as folder:
        back = judged(folder.write("back", got.answer.out + units.answer.out + command.lines(rest).encode("utf-8")))
        there = judged(folder.write("there", log))
    figures = [[o for o in lines if o["type"] == "figure"] for lines in (back, there)]
    same("there are figures", len(figures[1]) > 1000, True)
    same("figures", figures[0] == figures[1], True)
    same("duties", duties(back) == duties(there), True)


def test_memory():
    """A row at a time, and each row's number."""
    most = {}
    with Folder() as folder:
        path = folder.write("m.json", mapping({"e": {"at": "t", "facts": {"f": "b"}}}, encoding="utf-8"))
        for rows in (20000, 120000):
            given = folder.write("t.csv", "id,t,b\n" + "".join("2021%08d,2021-05-10 08:00:00,%s\n" % (i, "路灯不亮" * 10) for i in range(rows)))
            words = "import resource,subprocess,sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True); " \
                    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
            done = subprocess.run([sys.executable, "-c", words, command.COMMAND, "import", "--map", path, given], stdout=subprocess.PIPE, check=True, timeout=200,
                                  env=dict(os.environ, ASAN_OPTIONS="quarantine_size_mb=1"))
            most[rows] = int(done.stdout) * 1024
    grown = (most[120000] - most[20000]) / 100000
    print("%.0f bytes of memory for each row more" % grown)
    same("not more than 150 bytes a row", grown <= 150, True)


if __name__ == "__main__":
    command.tests_of(sys.modules[__name__])
