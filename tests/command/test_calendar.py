# SPDX-License-Identifier: MIT
"""hotline calendar: kinds of days, counting, documents over the national calendar, and what bad ones get."""
import sys

import command
from command import Folder, contains, refused, run, same

# Shanghai, CIIE 2018: two days off, two weekend days worked for them.
CITY = {"calendar": 1, "id": "shanghai", "title": "进博会", "source": "沪府办 2018", "known": "2018-10-10",
        "days": {"2018-11-05..2018-11-06": {"class": "closure", "name": "进博会"},
                 "2018-11-03": {"class": "extra"}, "2018-11-11": {"class": "extra"}}}


def ask(*words):
    answer = run("calendar", *words, "--json")
    same("%s: exit status (%s)" % (words, answer.message()), answer.code, 0)
    return answer.objects()


def test_add_has_these_members_in_this_order():
    answer = run("calendar", "add", "2021-04-29", "4", "--json")
    same("add", answer.text(), '{"from":"2021-04-29","n":4,"result":"2021-05-08","certain":true}\n')
    same("back", run("calendar", "add", "2021-05-08", "-4", "--json").text(),
         '{"from":"2021-05-08","n":-4,"result":"2021-04-29","certain":true}\n')
    same("none", ask("add", "2021-05-01", "0")[0]["result"], "2021-05-01")
    same("beyond the notices", run("calendar", "add", "2026-12-31", "1", "--json").text(),
         '{"from":"2026-12-31","n":1,"result":"2027-01-01","certain":false}\n')


def test_add_for_people():
    same("certain", run("calendar", "add", "2021-04-29", "4").text(), "2021-05-08\n")
    contains("not certain", run("calendar", "add", "2026-12-31", "1").text(), "2027-01-01", "provisional")
    contains("zh", run("calendar", "add", "2026-12-31", "1", "--lang", "zh").text(), "暂定")


def test_count():
    same("count", run("calendar", "count", "2021-04-29", "2021-05-08", "--json").text(),
         '{"from":"2021-04-29","to":"2021-05-08","count":4,"certain":true}\n')
    same("backward", ask("count", "2021-05-08", "2021-04-29")[0]["count"], -4)
    same("the same day", ask("count", "2021-05-08", "2021-05-08")[0]["count"], 0)


def test_classify():
    found = ask("classify", "2021-05-08", "2021-05-01", "2021-05-03", "2021-05-04", "2021-05-09", "2021-05-10", "2027-02-01")
    same("members", list(found[0]), ["day", "class", "worked", "certain", "name", "notice", "source"])
    same("classes", [o["class"] for o in found], ["makeup", "festival", "lieu", "lieu", "weekend", "workday", "workday"])
    same("worked", [o["worked"] for o in found], [True, False, False, False, False, True, True])
    same("certain", [o["certain"] for o in found], [True] * 6 + [False])
    same("notice", (found[0]["name"], found[0]["notice"], found[0]["source"]), ("劳动节", "国办发明电〔2020〕27号", "cn"))
    same("an ordinary day", (found[5]["name"], found[5]["notice"], found[5]["source"]), (None, None, None))
    text = run("calendar", "classify", "2021-05-08", "--lang", "zh").text()
    contains("zh", text, "2021-05-08", "补班", "上班", "国办发明电〔2020〕27号")
    contains("en", run("calendar", "classify", "2021-05-08").text(), "makeup", "worked")


def test_known_on():
    """1 February 2020 was a worked Saturday until 26 January 2020."""
    same("before", ask("classify", "2020-02-01", "--known-on", "2020-01-25")[0]["class"], "makeup")
    same("after", ask("classify", "2020-02-01", "--known-on", "2020-01-26")[0]["worked"], False)
    same("add before", ask("add", "2020-01-31", "1", "--known-on", "2020-01-25")[0]["result"], "2020-02-01")
    same("add after", ask("add", "2020-01-31", "1", "--known-on", "2020-01-26")[0]["result"], "2020-02-03")
    same("horizon of then", ask("classify", "2021-06-01", "--known-on", "2020-06-01")[0]["certain"], False)


def test_documents():
    with Folder() as folder:
        city = folder.write("city.json", CITY)
        found = ask("classify", "2018-11-03", "2018-11-05", "--calendar", city)
        same("class", [(o["class"], o["worked"], o["source"]) for o in found],
             [("extra", True, "shanghai"), ("closure", False, "shanghai")])
        same("add", ask("add", "2018-11-02", "2", "--calendar", city)[0]["result"], "2018-11-07")
        same("add without", ask("add", "2018-11-02", "2")[0]["result"], "2018-11-06")
        same("not yet known", ask("add", "2018-11-02", "2", "--calendar", city, "--known-on", "2018-10-09")[0]["result"], "2018-11-06")
        unit = folder.write("unit.json", {"calendar": 1, "id": "unit", "days": {"2018-11-06": {"class": "extra"}}})
        same("the later one is on top", ask("add", "2018-11-02", "2", "--calendar", city, "--calendar", unit)[0]["result"], "2018-11-06")
        refused("the same twice", run("calendar", "add", "2018-11-02", "2", "--calendar", city, "--calendar", city), city, "id", "already")
        marked = folder.write("marked.json", b"\xef\xbb\xbf" + open(city, "rb").read())
        same("a byte order mark", ask("add", "2018-11-02", "2", "--calendar", marked)[0]["result"], "2018-11-07")


def test_bad_documents():
    """What is wrong, where, and what was expected; the nearest name."""
    cases = (
        ({"id": "x"}, "calendar"),
        ({"calendar": 2, "id": "x"}, "calendar 1"),
        ({"calendar": 1}, '"id"'),
        ({"calendar": 1, "id": "X"}, "id", "small letter"),
        ({"calendar": 1, "id": "cn"}, "already"),
        ({"calendar": 1, "id": "x", "dayz": {}}, '"dayz"', 'did you mean "days"?', ":4:"),
        ({"calendar": 1, "id": "x", "days": []}, "days"),
        ({"calendar": 1, "id": "x", "days": {"2021-02-30": {"class": "closure"}}}, "days", "2021-02-30", "expected a date"),
        ({"calendar": 1, "id": "x", "days": {"2021-05-05..2021-05-01": {"class": "closure"}}}, "ends before it begins"),
        ({"calendar": 1, "id": "x", "days": {"2021-05-05": {"class": "clozure"}}}, "days.2021-05-05.class", 'did you mean "closure"?'),
        ({"calendar": 1, "id": "x", "days": {"2021-05-05": {"clas": "closure"}}}, 'did you mean "class"?'),
        ({"calendar": 1, "id": "x", "days": {"2021-05-05": {}}}, "neither class nor open"),
        ({"calendar": 1, "id": "x", "days": {"2021-05-01..2021-05-03": {"class": "closure"}, "2021-05-02": {"class": "extra"}}},
         "declared twice", "2021-05-02"),
        ({"calendar": 1, "id": "x", "known": "yesterday", "days": {}}, "known", "expected a date such as", "yesterday"),
        ({"calendar": 1, "id": "x", "days": {"2021-05-05": {"open": ["09:00-12:00"]}}}, "no hours"),
        ({"calendar": 1, "id": "x", "week": ["monday", "mondy"]}, "week", 'did you mean "monday"?'),
        ({"calendar": 1, "id": "x", "week": ["monday", "monday"]}, "named twice"),
        ({"calendar": 1, "id": "x", "offset": 1440}, "-1439 to 1439", "1440"),
        ({"calendar": 1, "id": "x", "certain": "2030-01-01..2030-12-31"}, "does not touch"),
    )
    with Folder() as folder:
        for document, *pieces in cases:
            path = folder.write("bad.json", document)
            refused("%s" % document, run("calendar", "add", "2021-01-01", "1", "--json", "--calendar", path), path + ":", *pieces)
        path = folder.write("bad.json", '{"calendar": 1,\n "id": "x",\n "id": "y"}')
        refused("a key twice", run("calendar", "add", "2021-01-01", "1", "--calendar", path), path + ":3:2", "id")
        path = folder.write("bad.json", b'{"calendar": 1, "id": "\xff"}')
        refused("not UTF-8", run("calendar", "add", "2021-01-01", "1", "--calendar", path), path + ":1:", "UTF-8")


def test_bad_words():
    for word in ("2021-02-30", "2021-2-3", "20210203", "today", "", "2021-02-03T00:00:00", "0000-01-01", "10000-01-01"):
        refused("day %r" % word, run("calendar", "classify", "2021-01-01", word), "expected a date such as 2021-04-29", '"%s"' % word)
    for word in ("x", "", "1.5", "1e3", "99999999999999999999", "4 ", " 4", "\n4"):
        refused("number %r" % word, run("calendar", "add", "2021-01-01", word), "whole number", '"%s"' % word)
    refused("too far", run("calendar", "add", "2021-01-01", "9999999", "--json"), "range")
    refused("known on", run("calendar", "add", "2021-01-01", "1", "--known-on", "now"), "expected a date", '"now"')


if __name__ == "__main__":
    command.tests_of(sys.modules[__name__])
