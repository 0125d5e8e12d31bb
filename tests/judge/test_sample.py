# SPDX-License-Identifier: MIT
"""The sample log of examples/sample: the same bytes everywhere, every path of the notice in it, and its verdict under examples/policies
as it was when it was last read through.

Where a number below changes, find out which rule moved before writing the new one down.
"""
import collections
import datetime
import hashlib
import json
import os
import random
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "command"))
from command import SOURCE, Folder, run, same, sample, shared, tests_of  # noqa: E402

POLICIES = os.path.join(SOURCE, "examples", "policies")
DOCUMENTS = ("hedong-2021-5.json", "hedong-2021-5-working.json")
SHA256 = "60c2132b9baf62ac09990addb4602adc6f71c987f61c04071578a68c9b95f820"
BUILT_IN = {"void", "replace", "merge", "publish"}

# A log under these rules cannot give them.
NOT_IN_THE_SAMPLE = {
    "transition_undefined": "the working document says what becomes of tickets in progress",
    "table_gap": "every table of the two documents has a row for the rest",
    "table_overlap": "the rows of each table exclude each other",
    "bad_place": "the centre publishes names alone",
    "extension_late": "the notice knows no extension",
    "extension_unasked": "the notice knows no extension",
    "extension_times": "the notice knows no extension",
    "extension_most": "the notice knows no extension",
    "extension_amount": "the notice knows no extension",
    "too_many_periods": "five months have few periods",
    "repeated_unit": "no unit stands twice in what the centre publishes",
    "unknown_ranking": "the centre publishes the rankings of the notice alone",
    "unknown_unit": "every unit that is ranked has events",
}
REPLY = "reply_"  # these come when an event is decided, and from hotline reply

# duty: how many instances are in each state, and how many of all are late
DUTIES = {
    "ab_cover": {"met": 24, "open": 1},
    "ab_differ": {"not_owed": 25},
    "accountable": {"cancelled": 291, "met": 3535, "open": 68},
    "answered": {"cancelled": 2, "met": 3611, "open": 110},
    "ask_opinion": {"cancelled": 3229, "open": 169, "waived": 163},
    "callback": {"cancelled": 38, "late": 287, "met": 3372, "open": 50},
    "deputy_study": {"late": 96, "not_owed": 5, "open": 120},
    "explain_first": {"cancelled": 6, "met": 230, "not_owed": 3324, "open": 1},
    "first_contact": {"cancelled": 181, "late": 529, "met": 3397, "open": 30, "waived": 171},
    "four_levels": {"met": 21, "not_owed": 1, "open": 3},
    "hotspots": {"late": 1, "met": 4, "not_owed": 120, "open": 1},
    "improvement_measure": {"late": 2, "met": 4, "open": 1},
    "invite": {"cancelled": 5, "met": 83, "not_owed": 3690, "open": 1},
    "issue_recount": {"late": 1, "met": 3, "open": 1},
    "knowledge_divisions": {"late": 3, "met": 6, "open": 1},
    "knowledge_enforcement": {"late": 5, "met": 9, "open": 1},
    "knowledge_functions": {"late": 2, "met": 6},
    "knowledge_livelihood": {"late": 3, "met": 5, "open": 1},
    "knowledge_permits": {"late": 2, "met": 4, "open": 1},
    "knowledge_regulations": {"met": 5},
    "knowledge_services": {"late": 3, "met": 7, "open": 1},
    "leader_action": {"cancelled": 89, "late": 37, "met": 134, "not_owed": 286, "open": 12},
    "leader_study": {"late": 21, "met": 100, "open": 25},
    "mediation": {"cancelled": 19, "met": 68, "not_owed": 3690, "open": 2},
    "meeting": {"cancelled": 72, "met": 821, "not_owed": 2771, "open": 27, "possible": 2, "waived": 86},
    "office_staff": {"met": 5, "not_owed": 18, "open": 2},
    "promise": {"late": 44, "met": 146, "not_owed": 3221, "open": 91, "possible": 2},
    "promise_follow_up": {"late": 90, "met": 146, "not_owed": 3221, "open": 91, "possible": 2},
    "redo": {"cancelled": 47, "late": 101, "met": 541, "open": 11},
    "redo_report": {"late": 114, "met": 477, "open": 35},
    "replier": {"not_owed": 3466},
    "report": {"cancelled": 185, "late": 359, "met": 2983, "open": 99},
    "return": {"cancelled": 18, "met": 232, "open": 41, "shut": 2976},
    "review": {"cancelled": 16, "met": 3508, "open": 2},
    "second_contact": {"cancelled": 195, "met": 3189, "open": 14, "waived": 163},
    "selfcheck": {"late": 7, "met": 38, "open": 12},
    "settled": {"cancelled": 2, "met": 3414, "open": 305},
    "sign_off": {"cancelled": 16, "met": 3505, "open": 5},
    "team_staff": {"met": 15, "not_owed": 8, "open": 2},
    "tell_result": {"cancelled": 3229, "open": 169, "waived": 163},
    "training": {"met": 21, "not_owed": 1, "open": 3},
    "volume_staff": {"met": 23, "open": 2},
    "weekly_bulletin": {"late": 3, "met": 20, "not_owed": 552, "open": 3},
}

# Duties of which the sample's units and tickets show nothing, or only one side: tests/cases/u-*.case.json show them.
ELSEWHERE = {"ab_differ", "advance_notice", "ask_opinion", "deputy_coordinate", "deputy_study", "knowledge", "knowledge_functions",
             "knowledge_regulations", "replier", "tell_result"}
EVENTS_ELSEWHERE = {"conduct_found", "deputy_coordinate", "deputy_study", "disruption", "leader_ask", "leader_consider",
                    "leader_coordinate", "link_same", "major_matter"}

# proposal: how many fired; the three months of baishi and ziran at the bottom, and May's last ones, were written into the sample
PROPOSALS = {"circular": 2, "contact_exhausted": 88, "executive_meeting": 2, "expose": 51, "fill_post": 3, "interview_deputy": 8,
             "interview_principal": 2, "remind_report": 800, "remind_study": 27, "special_project": 13, "supervise": 512,
             "written_review": 8}

FINDINGS = {
    "ambiguous_assignment": 2,
    "bad_line": 2,
    "bad_value": 2,
    "before_ticket": 2,
    "before_unknown": 2,
    "before_unmet": 413,
    "guard": 27,
    "guard_unknown": 2,
    "missing_fact": 282,
    "no_policy": 4,
    "no_row": 4,
    "no_ticket": 2,
    "no_unit": 2,
    "reopened": 2,
    "required_unknown": 6,
    "reused_id": 2,
    "role": 2,
    "shut": 55,
    "unexpected_fact": 2,
    "unknown_assignment": 2,
    "unknown_event": 2,
    "unknown_fact": 2,
    "unknown_ticket": 2,
    "void_unknown": 2,
}

STATES = {
    "centre accepted": 2,
    "centre answered": 50,
    "centre called_back": 113,
    "centre closed": 3413,
    "centre dispatched": 137,
    "centre registered": 7,
    "handling assigned": 150,
    "handling handled": 104,
    "handling reported": 3458,
    "handling returned": 183,
}

# What the district came to in each month: numerator in tenths (a basic satisfaction is 0.9), denominator
MONTHS = {
    "2021-05": {"came_twice": (660, 612), "common_issues": (280, 612), "once_done": (3670, 493), "promise_revisions": (40, None),
                "promised": (320, 550), "received": (6120, None), "response": (4660, 467), "satisfaction": (3805, 462),
                },
    "2021-06": {"came_twice": (600, 585), "common_issues": (230, 585), "once_done": (4510, 576), "promise_revisions": (80, None),
                "promised": (450, 668), "received": (5850, None), "response": (5960, 597), "satisfaction": (4874, 592),
                },
    "2021-07": {"came_twice": (690, 599), "common_issues": (320, 599), "once_done": (4940, 611), "promise_revisions": (70, None),
                "promised": (430, 710), "received": (5990, None), "response": (6560, 660), "satisfaction": (5340, 654),
                },
    "2021-08": {"came_twice": (810, 685), "common_issues": (180, 685), "once_done": (5110, 652), "promise_revisions": (200, None),
                "promised": (630, 760), "received": (6850, None), "response": (6920, 695), "satisfaction": (5315, 688),
                },
    "2021-09": {"came_twice": (550, 603), "common_issues": (270, 603), "once_done": (4740, 601), "promise_revisions": (210, None),
                "promised": (540, 770), "received": (6030, None), "response": (7090, 714), "satisfaction": (5581, 704),
                },
}


LOG = sample() or sys.exit("without the sample log there is nothing to test")


def rulebook(folder, names=DOCUMENTS):
    return [word for name in names for word in ("--rulebook", os.path.join(folder, name))]


def judge(log, folder=POLICIES, names=DOCUMENTS):
    answer = run("judge", "--json", *rulebook(folder, names), "-", given=log)
    same("exit status (%s)" % answer.message()[-300:], answer.code, 0)
    return answer.objects()


VERDICT = judge(LOG)


def events():
    for line in LOG.decode("utf-8").splitlines():
        try:
            yield json.loads(line)
        except ValueError:
            pass  # the lines that are broken on purpose


def of_type(name):
    return (o for o in VERDICT if o["type"] == name)


def test_bytes():
    same("sha256", hashlib.sha256(LOG).hexdigest(), SHA256)


def test_every_event_of_the_policy_occurs():
    declared = set(BUILT_IN)
    for name in DOCUMENTS:
        with open(os.path.join(POLICIES, name), encoding="utf-8") as file:
            declared |= set(json.load(file)["events"])
    same("declared, not in the sample", declared - {e["event"] for e in events()}, EVENTS_ELSEWHERE)


def test_size_and_place():
    same("units", len({e["unit"] for e in events() if "unit" in e}), 25)
    days = sorted(e["at"][:10] for e in events())
    same("last day", days[-1], "2021-09-30")
    before = [day for day in days if day < "2021-05-01"]
    same("only the ticket older than the notice lies before May", set(before), {"2021-04-12"})
    counts = collections.Counter(o["unit"] for o in of_type("assignment"))
    same("no unit but the centre is idle, none has it all", (len(counts), max(counts.values()) < 500), (24, True))


def test_every_finding_code_occurs_or_cannot():
    with open(os.path.join(SOURCE, "lib", "casework", "finding.c"), encoding="utf-8") as file:
        known = set(re.findall(r'^ *\{"([a-z_]+)", *"', file.read(), re.M))
    same("the catalogue was read", {"guard", "bad_line"} <= known and len(known) >= 30, True)
    found = {o["code"] for o in of_type("finding")}
    known = {code for code in known if not code.startswith(REPLY)}
    same("neither found nor explained", known - found - set(NOT_IN_THE_SAMPLE), set())
    same("explained, yet found", found & set(NOT_IN_THE_SAMPLE), set())
    same("explained, yet no code", set(NOT_IN_THE_SAMPLE) - known, set())


def duty_counts():
    counts = collections.defaultdict(collections.Counter)
    for o in of_type("duty"):
        counts[o["duty"]][o["state"]] += 1
        counts[o["duty"]]["late"] += o["late"] is True
    return {name: {state: n for state, n in sorted(c.items()) if n} for name, c in counts.items()}


def test_every_duty_is_met_and_is_not():
    for name, counts in duty_counts().items():
        if name in ELSEWHERE:
            continue
        same(name + " is met somewhere", counts.get("met", 0) > 0, True)
        same(name + " is not met somewhere", sum(counts.get(state, 0) for state in ("open", "cancelled", "late")) > 0, True)
    with open(os.path.join(POLICIES, DOCUMENTS[0]), encoding="utf-8") as file:
        same("duties of the policy", set(duty_counts()) | ELSEWHERE, set(json.load(file)["duties"]))


def test_duties_golden():
    found = duty_counts()
    for name in sorted(set(found) | set(DUTIES)):
        same(name, found.get(name), DUTIES.get(name))


def test_proposals_golden():
    fired = [o for o in of_type("proposal")]
    same("all told", {o["state"] for o in fired}, {"fired"})
    same("proposals", dict(collections.Counter(o["proposal"] for o in fired)), PROPOSALS)
    same("ids", len({o["id"] for o in fired}), len(fired))
    with open(os.path.join(POLICIES, DOCUMENTS[0]), encoding="utf-8") as file:
        personal = {name for name, fact in json.load(file)["facts"].items() if fact.get("personal")}
    same("personal facts", [o["id"] for o in fired if personal & set(o["facts"])], [])


def test_findings_golden():
    same("findings", dict(collections.Counter(o["code"] for o in of_type("finding"))), FINDINGS)


def test_states_golden():
    found = collections.Counter("%s %s" % pair for kind in ("ticket", "assignment") for o in of_type(kind) for pair in o["machines"].items())
    same("states", dict(found), STATES)


def months():
    found = {}
    for o in of_type("figure"):
        if len(o["period"]) == 7 and o["unit"]:
            num, den = found.setdefault(o["period"], {}).get(o["measure"], (0, None))
            found[o["period"]][o["measure"]] = (num + round(o["num"] * 10), None if o["den"] is None else (den or 0) + o["den"])
    return {period: dict(sorted(found[period].items())) for period in sorted(found)}


def test_months_golden():
    same("months, numerators in tenths", months(), MONTHS)


def test_summary():
    summary = VERDICT[-1]
    same("lines", (summary["type"], summary["lines"]), ("summary", LOG.count(b"\n")))
    same("counted from the file", (summary["bad_lines"], summary["tickets"], summary["assignments"]),
         (LOG.count(b"\n") - sum(1 for _ in events()), len({e["ticket"] for e in events() if "ticket" in e}), sum(1 for _ in of_type("assignment"))))


OFF = {"2021-%s" % day for day in (
    "05-01 05-02 05-03 05-04 05-05 06-12 06-13 06-14 09-19 09-20 09-21 10-01 10-02 10-03 10-04 10-05 10-06 10-07").split()}
WORKED = {"2021-05-08", "2021-09-18", "2021-09-26", "2021-10-09"}


def workdays_after(day, n):
    day = datetime.date.fromisoformat(day)
    while n:
        day += datetime.timedelta(days=1)
        n -= str(day) in WORKED or (day.weekday() < 5 and str(day) not in OFF)
    return str(day)


def test_reports_counted_again():
    """Which reports are late, and how many matters each unit received each month: added up here, without the library."""
    given, ended, late, received = {}, {}, set(), collections.Counter()
    voided = {e["facts"]["voids"] for e in events() if e["event"] == "void"}
    log = sorted((e for e in events() if e["id"] not in voided and e["at"] >= "2021-04-14"), key=lambda e: (e["at"], e["id"]))
    for event in {e["id"]: e for e in reversed(log)}.values():  # an id counts once
        if event["event"] == "dispatch":
            given[event["id"]] = event
    for event in log:
        closed = [a for a, e in given.items() if e["ticket"] == event.get("ticket")] if event["event"] in ("redo", "close", "merge") else []
        named = [event["assignment"]] if event["event"] in ("report", "return_approved") else []
        for assignment in closed + named:
            if assignment in given and event["at"] >= given[assignment]["at"]:
                ended.setdefault(assignment, event["at"])
    end = max(e["at"] for e in log)
    for assignment, event in given.items():
        if ended.get(assignment, end)[:10] > workdays_after(event["at"][:10], 4):
            late.add(assignment)
        received[event["unit"], event["at"][:7]] += 1
    for assignment in {e["assignment"] for e in log if e["event"] == "return_approved"}:
        received[given[assignment]["unit"], given[assignment]["at"][:7]] -= 1
    same("late", sorted(late ^ {o["assignment"] for o in of_type("duty") if o["duty"] == "report" and o["late"]}), [])
    figures = {(o["unit"], o["period"]): o["num"] for o in of_type("figure") if o["measure"] == "received" and len(o["period"]) == 7}
    same("received", {k: n for k, n in received.items() if n}, {k: n for k, n in figures.items() if n})


def test_order_does_not_matter():
    """Of an id that was used twice the first line is kept, so the second use stays last; all else may come in any order."""
    second_use = [line for line in LOG.splitlines(True) if line.startswith(b'{"id":"e000001","ticket"')]
    lines = [line for line in LOG.splitlines(True) if line not in second_use]
    random.Random(5).shuffle(lines)
    shuffled = judge(b"".join(lines + second_use))

    def told(objects):  # the number of a broken line is all that may differ
        return collections.Counter(json.dumps(o, sort_keys=True) for o in objects if o.get("code") != "bad_line")
    same("second uses", len(second_use), 2)
    same("only in one of both", list(((told(shuffled) - told(VERDICT)) + (told(VERDICT) - told(shuffled))).elements())[:3], [])


def test_shared_documents_judge_older_logs_alike():
    """Events and facts that the project's own documents add are left out; the rest of the verdict must be that of the shared ones.

    But for this: the shared ones ask why a caller is dissatisfied also where nobody was reached, and so cannot tell; they take all classes of
    knowledge together, and give the principal no term to act. Proposals are compared above.
    """
    folder = os.path.dirname(shared(os.path.join("policies", DOCUMENTS[0])))
    rules = [json.load(open(os.path.join(place, DOCUMENTS[0]), encoding="utf-8")) for place in (folder, POLICIES)]
    added = {part: set(rules[1][part]) - set(rules[0][part]) for part in ("events", "facts", "duties")}
    added["measures"] = {"promise_revisions", "common_issues", "promised", "came_twice", "process_satisfaction"}
    log = []
    for event in events():
        if event["event"] not in added["events"]:
            event["facts"] = {k: v for k, v in event.get("facts", {}).items() if k not in added["facts"]}
            log.append(json.dumps(event, ensure_ascii=False))
    log = "\n".join(log)
    for names in (DOCUMENTS[:1], DOCUMENTS):
        told = []
        for place in (folder, POLICIES):
            objects = judge(log, place, names)
            told.append(collections.Counter(
                json.dumps({k: v for k, v in o.items() if k != "clause"}, sort_keys=True) for o in objects
                if o.get("duty") not in added["duties"] and o.get("code") != "required_unknown" and o["type"] not in ("summary", "proposal")
                and o.get("duty") not in ("knowledge", "leader_action") and o.get("measure") not in added["measures"]))
        same("only in one of both, under %s" % names[-1], list(((told[0] - told[1]) + (told[1] - told[0])).elements())[:3], [])


def test_bulletin_for_people():
    with Folder() as folder:
        path = folder.write("sample.jsonl", LOG)
        for language, words in (("en", ("bulletin of the month  2021-05-01 to 2021-05-31", "bulletin of the week", "all units")),
                                ("zh", ("月通报  2021-05-01 至 2021-05-31", "周通报", "合计", "一次办结率"))):
            answer = run("judge", "--lang", language, *rulebook(POLICIES), path)
            same("exit status", answer.code, 0)
            for word in words:
                same("%s: %s" % (language, word), word in answer.text(), True)
            rows = [row for row in answer.text().split(words[0])[1].split("\n\n")[0].splitlines()[1:] if row]
            same("a title, 24 units, a sum", len(rows), 26)
            same("columns end alike", len({columns(row) for row in rows}), 1)


def columns(text):
    return sum(2 if ord(c) > 0x2e7f else 1 for c in text)


if __name__ == "__main__":
    tests_of(sys.modules[__name__])
