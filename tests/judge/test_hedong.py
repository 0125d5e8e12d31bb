# SPDX-License-Identifier: MIT
"""The notice 临东政办发〔2021〕5号 worked out by hand: short stories, and what the rules of examples/policies must say of each.

Dates were counted on a paper calendar of 2021: 25 April (Sunday), 8 May (Saturday), 18 and 26 September and 9 October were worked;
3-5 April, 1-5 May, 12-14 June, 19-21 September and 1-7 October were off. Days begin to count on the day after, and end at 24:00.
"""
import datetime
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "command"))
from command import SOURCE, Folder, lines, run, same, tests_of  # noqa: E402

POLICIES = os.path.join(SOURCE, "examples", "policies")
BASE = os.path.join(POLICIES, "hedong-2021-5.json")
WORKING = os.path.join(POLICIES, "hedong-2021-5-working.json")
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = ["2021-05-%d" % day for day in range(10, 15)]
REPLY = {"reply_text": "已更换路灯六盏", "handler_name": "林春晓", "handler_phone": "0542-8001137"}
REACHED, SATISFIED = {"outcome": "reached"}, {"outcome": "reached", "rating": "satisfied"}
DISSATISFIED = {"outcome": "reached", "rating": "dissatisfied", "dissatisfied_why": "未解决"}
ROLES = {"review": "section_head", "sign": "deputy_leader", "leader_action": "principal", "leader_study": "principal",
         "hand_over": "section_head"}
TICKET_EVENTS = ("receive", "accept", "register", "dispatch", "redo", "close", "answer", "supervise_phone", "supervise_written",
                 "supervise_on_site", "expose", "special_project", "transfer_discipline", "leader_action", "repeat_signal")
HANDLERS = ("contact", "meet", "on_site", "invite", "explain", "mediate", "handled", "draft", "report", "return", "promise_revised",
            "follow_up", "fulfil", "noncompliant_apply", "sub_dispatch")


def moment(text):
    """"2021-05-10 10:00" in Beijing's zone."""
    return text.replace(" ", "T") + ":00+08:00"


class Story:
    """One ticket told event by event. The assignment is the latest one opened, unless named."""

    def __init__(self, channel="local", **facts):
        self.events, self.assignment = [], None
        self.channel, self.facts = channel, facts

    def say(self, when, event, facts=None, **more):
        line = {"id": "e%02d" % (len(self.events) + 1), "ticket": "T1", "event": event, "at": moment(when)}
        line["role"] = ROLES.get(event, "handler" if event in HANDLERS else "centre")
        if event in ("dispatch", "redo"):
            line["unit"] = "jiuqu"
            self.assignment = line["id"]
        elif event not in TICKET_EVENTS:
            line["assignment"] = self.assignment
        line.update({"facts": facts} if facts else {}, **more)
        self.events.append(line)
        return self

    def open(self, when, unit="jiuqu"):
        self.say(when, "receive", {"channel": self.channel, **self.facts})
        return self.say(when, "accept").say(when, "register").say(when, "dispatch", unit=unit)

    def handle(self, day, result="resolved", **facts):
        """Both contacts and the handling between, in the morning."""
        self.say(day + " 08:30", "contact", REACHED).say(day + " 09:00", "handled", {"result": result, **facts})
        return self.say(day + " 09:30", "contact", {**REACHED, "opinion": "同意"})

    def reply(self, day, **facts):
        """Draft, review, signature, report, in the afternoon."""
        self.say(day + " 14:00", "draft", {**REPLY, **facts}).say(day + " 14:10", "review").say(day + " 14:20", "sign")
        return self.say(day + " 14:30", "report", {"investigation": "属实"})


class Verdict:
    def __init__(self, objects):
        self.objects = objects

    def duty(self, name, assignment=None, instance=1):
        """(state, late) of an instance; the first assignment that has one, unless named."""
        return self.line(name, assignment, instance, "state", "late")

    def due(self, name, assignment=None):
        return self.line(name, assignment, 1, "due")[0]

    def line(self, name, assignment, instance, *keys):
        for o in self.objects:
            if o["type"] == "duty" and o["duty"] == name and o["instance"] == instance and assignment in (None, o["assignment"]):
                return tuple(o[key] for key in keys)
        return None

    def findings(self):
        return [(o["code"], o["event"], o["clause"]) for o in self.objects if o["type"] == "finding"]

    def figure(self, measure, period):
        return [(o["num"], o["den"], o["unknown"]) for o in self.objects
                if o["type"] == "figure" and o["measure"] == measure and o["period"] == period]


def judge(story, now=None, documents=(BASE, WORKING), words=()):
    events = story.events if isinstance(story, Story) else story
    words = [*words, *(["--now", moment(now)] if now else [])]
    for document in documents:
        words += ["--rulebook", document]
    answer = run("judge", "--json", *words, "-", given=lines(events))
    same("exit status (%s)" % answer.message(), answer.code, 0)
    return Verdict(answer.objects())


# ---- working days: the table of dispatch dates -------------------------------------------------------------------------------------

#        dispatched    1 day, 4 days from the next day; 4 days from the next working day's; 4 days, the day itself being the first
TABLE = [("2021-04-14", "2021-04-15", "2021-04-20", "2021-04-20", "2021-04-19"),
         ("2021-04-24", "2021-04-25", "2021-04-28", "2021-04-29", "2021-04-28"),
         ("2021-04-29", "2021-04-30", "2021-05-08", "2021-05-08", "2021-05-07"),
         ("2021-04-30", "2021-05-06", "2021-05-10", "2021-05-10", "2021-05-08"),
         ("2021-05-02", "2021-05-06", "2021-05-10", "2021-05-11", "2021-05-10"),
         ("2021-09-18", "2021-09-22", "2021-09-26", "2021-09-26", "2021-09-24"),
         ("2021-09-29", "2021-09-30", "2021-10-11", "2021-10-11", "2021-10-09"),
         ("2021-12-30", "2021-12-31", "2022-01-06", "2022-01-06", "2022-01-05"),
         ("2021-02-10", "2021-02-18", "2021-02-22", "2021-02-22", "2021-02-20")]


def due_days(day, documents):
    """(day by which to return, day by which to report), each ending at 24:00."""
    verdict = judge(Story().open(day + " 10:00"), "2022-03-01 00:00", documents, ["--as-if-in-force"])
    found = []
    for name in ("return", "report"):
        due, due_day = verdict.line(name, None, 1, "due", "due_day")
        after = datetime.date.fromisoformat(due_day) + datetime.timedelta(days=1)
        same("%s from %s ends with its day" % (name, day), due, "%sT00:00:00+08:00" % after)
        found.append(due_day)
    return tuple(found)


def test_working_days_of_the_table():
    for dispatched, returned, reported, _, _ in TABLE:
        same(dispatched, due_days(dispatched, (BASE, WORKING)), (returned, reported))


def test_working_days_counted_otherwise():
    with Folder() as folder:
        for column, start in ((3, "next-workday"), (4, "same-day")):
            overlay = folder.write("otherwise.json", {
                "hotline": 1, "id": "otherwise", "extends": "hedong-2021-5-working", "title": "otherwise", "source": "a test",
                "issued": "2021-04-14", "effective": "2021-04-14", "transition": "clock", "reasons": {"counting": "tried"},
                "counting": {"start": start}})
            for row in TABLE:
                same("%s %s" % (row[0], start), due_days(row[0], (BASE, WORKING, overlay))[1], row[column])


def test_report_at_the_last_moment_and_after():
    for at, late in (("2021-05-15 00:00", False), ("2021-05-15 00:01", True)):  # four working days from Monday end with Friday
        story = Story().open(MONDAY + " 10:00").handle(TUESDAY).say(FRIDAY + " 10:00", "draft", REPLY)
        story.say(FRIDAY + " 10:10", "review").say(FRIDAY + " 10:20", "sign").say(at, "report", {"investigation": "属实"})
        verdict = judge(story)
        same("report at " + at, verdict.duty("report"), ("met", late))
        same("findings", verdict.findings(), [])
    same("not yet", judge(Story().open(MONDAY + " 10:00"), "2021-05-15 00:00").duty("report"), ("open", False))
    same("past due", judge(Story().open(MONDAY + " 10:00"), "2021-05-15 00:01").duty("report"), ("open", True))


# ---- two effective contacts --------------------------------------------------------------------------------------------------------


def test_first_contact():
    for at, late in ((TUESDAY + " 10:00", False), (TUESDAY + " 10:01", True)):  # 24 hours
        story = Story().open(MONDAY + " 10:00").say(MONDAY + " 11:00", "contact", {"outcome": "no_answer"}).say(at, "contact", REACHED)
        same("reached at " + at, judge(story).duty("first_contact"), ("met", late))
    tried = Story().open(MONDAY + " 10:00").say(MONDAY + " 11:00", "contact", {"outcome": "no_answer"})
    same("tried only", judge(tried).duty("first_contact"), ("open", False))
    same("waived", judge(tried.say(MONDAY + " 12:00", "contact_waived")).duty("first_contact"), ("waived", False))
    same("nobody to call", judge(Story(anonymous=True).open(MONDAY + " 10:00")).duty("first_contact"), ("waived", False))


def test_handled_before_the_first_contact():
    story = Story().open(MONDAY + " 10:00").say(MONDAY + " 11:00", "handled", {"result": "resolved"})
    same("findings", judge(story).findings(), [("before_unmet", "e05", "二（一）")])


def test_two_contacts_before_the_handling_are_one():
    story = Story().open(MONDAY + " 10:00").say(MONDAY + " 11:00", "contact", REACHED).say(MONDAY + " 12:00", "contact", REACHED)
    story.say(TUESDAY + " 09:00", "handled", {"result": "resolved"}).reply(TUESDAY)
    verdict = judge(story)
    same("second contact", verdict.duty("second_contact"), ("open", False))
    same("findings", verdict.findings(), [("before_unmet", "e11", "二（一）")])


# ---- three meetings ----------------------------------------------------------------------------------------------------------------


def test_meeting_by_channel():
    for channel, state in (("local", "not_owed"), ("province", "open"), ("instant", "open")):
        verdict = judge(Story(channel).open(MONDAY + " 10:00").handle(TUESDAY).reply(TUESDAY))
        same(channel, verdict.duty("meeting")[0], state)
        same(channel, verdict.findings(), [] if state == "not_owed" else [("before_unmet", "e11", "二（一）")])


def test_meeting_is_both_a_meeting_and_work_on_the_spot():
    met = Story("province").open(MONDAY + " 10:00").say(MONDAY + " 15:00", "meet")
    same("a meeting only", judge(met).duty("meeting"), ("open", False))
    same("both", judge(met.say(MONDAY + " 16:00", "on_site")).duty("meeting"), ("met", False))
    waived = Story("instant").open(MONDAY + " 10:00").say(MONDAY + " 15:00", "meeting_waived")
    same("waived", judge(waived.handle(TUESDAY).reply(TUESDAY)).findings(), [])


def redone(times):
    """Reported and called back on days from Monday 10 May, each time done again the next working day."""
    days = ["2021-05-%02d" % day for day in (10, 12, 14, 18)]
    story = Story().open(days[0] + " 08:00").handle(days[0]).reply(days[0])
    for day in days[1:times + 1]:
        story.say(day + " 08:00", "callback", DISSATISFIED).say(day + " 08:10", "redo").handle(day)
    return story


def test_meeting_from_the_second_redo_on():
    same("once", judge(redone(1)).duty("meeting", "e13"), ("not_owed", False))
    twice = redone(2)
    same("twice", judge(twice).duty("meeting", twice.assignment), ("open", False))


# ---- handing back ------------------------------------------------------------------------------------------------------------------


def returned(at, answer=None):
    story = Story().open(MONDAY + " 10:00").say(at, "return", {"reason": "不属于本单位职责"})
    return story.say(at[:-5] + "23:00", answer) if answer else story


def test_return_in_time_and_too_late():
    verdict = judge(returned("2021-05-12 00:00"))  # one working day ends with Tuesday
    same("at the last moment", (verdict.duty("return"), verdict.findings()), (("met", False), []))
    verdict = judge(returned("2021-05-12 00:01"))
    same("too late", (verdict.duty("return"), verdict.findings()), (("shut", False), [("shut", "e05", "二（一）")]))
    same("unused", judge(Story().open(MONDAY + " 10:00"), "2021-06-01 00:00").duty("return"), ("shut", False))
    same("no reason", judge(Story().open(MONDAY + " 10:00").say(MONDAY + " 11:00", "return")).findings()[0][0], "missing_fact")


def test_return_approved_ends_and_the_next_unit_has_its_own_four_days():
    story = returned(TUESDAY + " 09:00", "return_approved").say(WEDNESDAY + " 09:00", "dispatch", unit="quxi")
    verdict = judge(story)
    same("the first unit's report", verdict.duty("report", "e04"), ("cancelled", False))
    same("the next one's", verdict.line("report", "e07", 1, "due_day", "unit"), ("2021-05-18", "quxi"))
    same("findings", verdict.findings(), [])


def test_return_refused_leaves_the_clock():
    verdict = judge(returned(TUESDAY + " 09:00", "return_refused"), "2021-05-15 00:01")
    same("report", (verdict.duty("report"), verdict.due("report")), (("open", True), "2021-05-15T00:00:00+08:00"))
    same("answered unasked", judge(Story().open(MONDAY + " 10:00").say(MONDAY + " 11:00", "return_approved")).findings(),
         [("guard", "e05", "二（一）")])


# ---- promises ----------------------------------------------------------------------------------------------------------------------


def promised(explained=True, **facts):
    story = Story().open(MONDAY + " 08:00").handle(MONDAY, "promised", unresolvable="objective")
    if explained:
        story.say(MONDAY + " 10:00", "explain")
    return story.reply(MONDAY, process="已进场施工", **{"promised_for": "2021-06-15", **facts})


def test_promise_kept_and_broken():
    for at, late in (("2021-06-16 00:00", False), ("2021-06-16 00:01", True)):
        verdict = judge(promised().say(at, "fulfil"))
        same("fulfilled at " + at, (verdict.duty("promise"), verdict.findings()), (("met", late), []))
    same("the report is met by the promise", judge(promised()).duty("report"), ("met", False))
    same("forgotten", judge(promised(), "2021-06-17 00:00").duty("promise"), ("open", True))
    same("no promise", judge(Story().open(MONDAY + " 08:00").handle(MONDAY).reply(MONDAY)).duty("promise"), ("not_owed", False))


def test_promise_revised_in_time_or_too_late():
    new = {"promised_for": "2021-06-30", "reason": "雨季停工"}
    verdict = judge(promised().say("2021-06-15 09:00", "promise_revised", new), "2021-06-30 00:00")
    same("moved", (verdict.duty("promise"), verdict.due("promise")), (("open", False), "2021-07-01T00:00:00+08:00"))
    same("counted", verdict.figure("promise_revisions", "2021-06"), [(1, None, 0)])
    verdict = judge(promised().say("2021-06-17 09:00", "promise_revised", new).say("2021-06-29 09:00", "fulfil"))
    same("late once is late", verdict.duty("promise"), ("met", True))
    story = promised().say("2021-06-15 09:00", "promise_revised", {"promised_for": "2021-06-30"})
    same("without a reason", judge(story).findings(), [("missing_fact", "e13", "二（一）")])


def test_promise_outlives_the_ticket():
    story = promised().say(TUESDAY + " 09:00", "callback", SATISFIED).say(TUESDAY + " 10:00", "close")
    same("closed", judge(story, "2021-06-17 00:00").duty("promise"), ("open", True))
    same("kept after all", judge(story.say("2021-06-10 09:00", "fulfil", {"evidence": "照片"})).duty("promise"), ("met", False))


def test_promise_followed_up_each_ten_working_days():
    # from Monday 10 May: 24 May; looked at on 21 May, then by 4 June
    same("once", judge(promised().say("2021-05-21 09:00", "follow_up"), "2021-06-05 00:00").duty("promise_follow_up"), ("open", False))
    same("then not", judge(promised().say("2021-05-21 09:00", "follow_up"), "2021-06-05 00:01").duty("promise_follow_up"), ("open", True))
    same("never", judge(promised(), "2021-05-25 00:01").duty("promise_follow_up"), ("open", True))
    same("not needed", judge(promised().say("2021-05-20 09:00", "fulfil")).duty("promise_follow_up"), ("met", False))


def test_promise_needs_an_explanation_a_course_and_a_date():
    same("unexplained", judge(promised(explained=False)).findings(), [("before_unmet", "e11", "二（一）")])
    story = Story().open(MONDAY + " 08:00").handle(MONDAY, "promised").say(MONDAY + " 10:00", "explain").reply(MONDAY)
    same("bare", judge(story).findings(), [("missing_fact", "e06", "二（一）"), ("missing_fact", "e09", "二（一）"), ("missing_fact", "e09", "二（一）")])


# ---- the reply and who signs it ----------------------------------------------------------------------------------------------------


def drafted():
    return Story().open(MONDAY + " 08:00").handle(MONDAY).say(MONDAY + " 10:00", "draft", REPLY)


def test_sign_off_in_order():
    story = drafted().say(MONDAY + " 10:10", "sign").say(MONDAY + " 10:20", "review").say(MONDAY + " 10:30", "report", {"investigation": "属实"})
    same("signed before reviewed", judge(story).findings(), [("before_unmet", "e09", "二（二）")])
    story = drafted().say(MONDAY + " 10:10", "review").say(MONDAY + " 10:30", "report", {"investigation": "属实"})
    same("not signed", judge(story).findings(), [("before_unmet", "e10", "二（二）")])
    story = drafted().say(MONDAY + " 10:10", "review").say(MONDAY + " 10:20", "sign", role="section_head")
    same("signed by whom", judge(story).findings(), [("role", "e10", "二（二）")])
    story = drafted().say(MONDAY + " 10:10", "review").say(MONDAY + " 10:20", "sign", role="principal")
    same("the principal may", (judge(story).findings(), judge(story).duty("sign_off")), ([], ("met", False)))


def test_sign_off_undone_by_an_edit():
    story = drafted().say(MONDAY + " 10:10", "review").say(MONDAY + " 10:20", "sign").say(MONDAY + " 10:30", "draft", REPLY)
    verdict = judge(story)
    same("begins anew", (verdict.duty("sign_off", instance=2), verdict.duty("review", instance=2)), (("open", False), ("open", False)))
    same("reported all the same", judge(story.say(MONDAY + " 11:00", "report", {"investigation": "属实"})).findings(),
         [("before_unmet", "e12", "二（二）")])


def test_what_a_reply_must_say():
    story = Story().open(MONDAY + " 08:00").handle(MONDAY, "cannot").say(MONDAY + " 10:00", "draft", {"reply_text": "无法办理"})
    same("nothing", judge(story).findings(), [("missing_fact", "e08", "二（二）")] * 3)  # grounds, name, telephone
    for grounds in ({"policy_basis": "某办法第七条"}, {"reason": "权属诉讼未结"}):
        story = Story().open(MONDAY + " 08:00").handle(MONDAY, "cannot").say(MONDAY + " 10:00", "draft", {**REPLY, **grounds})
        same("grounds", judge(story).findings(), [])
    story = drafted().say(MONDAY + " 10:10", "review").say(MONDAY + " 10:20", "sign").say(MONDAY + " 10:30", "report")
    same("no investigation", judge(story).findings(), [("missing_fact", "e11", "二（一）")])
    same("no draft", judge(Story().open(MONDAY + " 08:00").handle(MONDAY).say(MONDAY + " 10:00", "report", {"investigation": "属实"})).findings(),
         [("guard", "e08", "二（一）")])


def test_one_accountable_person():
    story = Story().open(MONDAY + " 08:00")
    same("nobody yet", judge(story).duty("accountable"), ("open", False))
    story.say(MONDAY + " 09:00", "hand_over", {"responsible": "林春晓"}).say(TUESDAY + " 09:00", "hand_over", {"responsible": "段文澜"})
    verdict = judge(story)
    same("named", verdict.duty("accountable"), ("met", False))
    same("the latest", [o["facts"]["responsible"] for o in verdict.objects if o["type"] == "assignment"], ["段文澜"])


# ---- calling back, doing again -----------------------------------------------------------------------------------------------------


def test_redo_opens_a_round_with_four_days():
    verdict = judge(redone(1))
    same("the centre's duty", verdict.duty("redo"), ("met", False))
    same("the new report", verdict.line("redo_report", "e13", 1, "state", "due_day"), ("open", "2021-05-18"))  # from Wednesday 12 May
    same("rounds", [o["round"] for o in verdict.objects if o["type"] == "assignment"], [1, 2])
    same("findings", verdict.findings(), [])


def test_redo_only_after_dissatisfaction():
    story = Story().open(MONDAY + " 08:00").handle(MONDAY).reply(MONDAY).say(TUESDAY + " 09:00", "callback", SATISFIED)
    same("satisfied", judge(story.say(TUESDAY + " 10:00", "redo")).findings(), [("guard", "e13", "二（二）")])
    story = Story().open(MONDAY + " 08:00").handle(MONDAY).reply(MONDAY)
    story.say(TUESDAY + " 09:00", "callback", {"outcome": "reached", "rating": "dissatisfied"})
    same("why", judge(story).findings(), [("missing_fact", "e12", "二（二）")])
    same("by the end of the next working day", judge(story, "2021-05-13 00:01").duty("redo"), ("open", True))


def test_callback_before_closing_on_the_next_working_day():
    story = Story().open(FRIDAY + " 08:00").handle(FRIDAY).reply(FRIDAY)
    same("Monday", judge(story).due("callback"), "2021-05-18T00:00:00+08:00")
    same("closed without", judge(story.say(FRIDAY + " 16:00", "close")).findings(), [("before_unmet", "e12", "二（二）")])


def test_supervision():
    for event in ("supervise_phone", "supervise_written", "supervise_on_site"):
        same(event, judge(Story().open(MONDAY + " 08:00").say(MONDAY + " 09:00", event)).findings(), [("guard", "e05", "三（三）")])
        same(event, judge(redone(1).say("2021-05-12 15:00", event)).findings(), [])
    story = Story().open(MONDAY + " 08:00").say(TUESDAY + " 09:00", "special_project")
    same("not exposed", judge(story).findings(), [("guard", "e05", "三（三）")])
    story = Story().open(MONDAY + " 08:00").say(MONDAY + " 09:00", "expose").say(TUESDAY + " 09:00", "special_project")
    same("exposed", judge(story).findings(), [])
    story = Story().open(MONDAY + " 08:00").say(MONDAY + " 09:00", "transfer_discipline", {"conduct": "shirking"})
    same("discipline needs no step before it", judge(story).findings(), [])


def test_leader_acts_on_what_comes_back():
    same("done again once", judge(redone(1)).duty("leader_action"), ("not_owed", False))
    same("twice", judge(redone(2)).duty("leader_action"), ("open", False))
    repeated = {"repeat_kind": "repeated", "repeat_scope": "area", "repeat_count": 3, "repeat_days": 90}
    for change, state in (({}, "open"), ({"repeat_count": 2}, "not_owed"), ({"repeat_days": 91}, "not_owed")):
        story = Story().open(MONDAY + " 08:00").say(MONDAY + " 09:00", "repeat_signal", {**repeated, **change})
        same(str(change), judge(story).duty("leader_action"), (state, False))
    emerging = Story().open(MONDAY + " 08:00").say(MONDAY + " 09:00", "repeat_signal", {"repeat_kind": "emerging", "repeat_scope": "industry"})
    same("emerging", (judge(emerging).duty("leader_action"), judge(emerging).findings()), (("open", False), []))
    same("acted", judge(emerging.say(TUESDAY + " 09:00", "leader_action")).duty("leader_action"), ("met", False))


# ---- claims that the law does not give ---------------------------------------------------------------------------------------------


def claimed(*steps):
    story = Story().open(MONDAY + " 08:00").handle(MONDAY, "explained", claim="unlawful")
    for minute, step in enumerate(steps):
        story.say(MONDAY + " 10:%02d" % minute, step)
    return story.reply(MONDAY).say(TUESDAY + " 09:00", "callback", DISSATISFIED).say(TUESDAY + " 10:00", "noncompliant_apply")


def test_noncompliant_claim():
    story = claimed("invite", "explain", "mediate")
    verdict = judge(story)
    same("all three", (verdict.duty("invite"), verdict.duty("mediation"), verdict.findings()), (("met", False), ("met", False), []))
    same("still to redo", verdict.duty("redo"), ("open", False))
    same("approved", judge(story.say(TUESDAY + " 11:00", "noncompliant_approve")).duty("redo"), ("met", False))
    same("rejected", judge(claimed("invite", "explain", "mediate").say(TUESDAY + " 11:00", "noncompliant_reject")).duty("redo"), ("open", False))


def test_noncompliant_claim_without_its_steps():
    same("not mediated", sorted(judge(claimed("invite", "explain")).findings()),
         [("before_unmet", "e15", "二（二）"), ("guard", "e15", "二（二）")])
    same("not explained", judge(claimed("invite", "mediate")).findings(),
         [("before_unmet", "e13", "二（二）"), ("guard", "e15", "二（二）")])
    lawful = Story().open(MONDAY + " 08:00").handle(MONDAY).reply(MONDAY).say(TUESDAY + " 09:00", "callback", DISSATISFIED)
    same("lawful", judge(lawful.say(TUESDAY + " 10:00", "noncompliant_apply")).findings(), [("guard", "e13", "二（二）")])


# ---- figures -----------------------------------------------------------------------------------------------------------------------


def test_figures_of_a_month():
    events = []
    for number, callback in enumerate((SATISFIED, {"outcome": "reached", "rating": "basic"}, DISSATISFIED, {"outcome": "no_answer", "rating": "basic"})):
        story = Story().open(MONDAY + " 08:00").handle(MONDAY).reply(MONDAY).say(TUESDAY + " 09:00", "callback", callback)
        for event in story.events:
            event.update({key: "%d-%s" % (number, event[key]) for key in ("id", "ticket", "assignment") if key in event})
        events += story.events
    verdict = judge(events, "2021-06-01 00:00")
    same("received", verdict.figure("received", "2021-05"), [(4, None, 0)])
    same("once done", verdict.figure("once_done", "2021-05"), [(4, 4, 0)])
    same("response", verdict.figure("response", "2021-05"), [(3, 3, 0)])
    same("satisfaction, a basic one being 0.9", verdict.figure("satisfaction", "2021-05"), [(1.9, 3, 0)])


# ---- units -------------------------------------------------------------------------------------------------------------------------


def unit(*steps):
    return [{"id": "u%d" % i, "unit": "jiuqu", "event": event, "at": moment(at), "role": ROLES.get(event, role), "facts": facts}
            for i, (at, event, role, facts) in enumerate(steps)]


def staffed(kind, staff, **more):
    return unit(("2021-05-03 09:00", "unit_facts", "centre", {"kind": kind, "staff": staff, **more}))


def test_staff():
    for kind, duty, low, high in (("town", "office_staff", 4, 6), ("street", "office_staff", 4, 6), ("dept", "team_staff", 2, 3)):
        found = [judge(staffed(kind, n)).duty(duty)[0] for n in (low - 1, low, high, high + 1)]
        same(kind, found, ["open", "met", "met", "open"])
    same("a zone is not ranged by the notice", judge(staffed("zone", 4), documents=[BASE]).duty("office_staff")[0], "undefined")
    same("but by the working document", judge(staffed("zone", 4)).duty("office_staff")[0], "met")
    volume = [judge(staffed("dept", 2, monthly_tickets=n)).duty("volume_staff")[0] for n in (29, 79, 80)]
    same("by volume", volume, ["met", "met", "open"])
    same("by volume, in the notice", judge(staffed("dept", 2, monthly_tickets=9), documents=[BASE]).duty("volume_staff")[0], "undefined")
    ab = [judge(staffed("dept", 2, a_present=a, b_present=b)).duty("ab_cover")[0] for a, b in ((True, False), (False, True), (False, False))]
    same("A or B", ab, ["met", "met", "open"])
    same("four levels", [judge(staffed("dept", 2, levels_named=n)).duty("four_levels")[0] for n in (3, 4)], ["open", "met"])


def test_leader_studies_each_month():
    verdict = judge(staffed("dept", 2) + [dict(unit(("2021-06-10 09:00", "leader_study", "principal", {}))[0], id="u9")], "2021-07-01 00:01")
    found = [(o["state"], o["late"], o["due_day"]) for o in verdict.objects if o["type"] == "duty" and o["duty"] == "leader_study"]
    same("May, June, July", found, [("open", True, "2021-05-31"), ("met", False, "2021-06-30"), ("open", False, "2021-07-31")])


def test_notices_go_out_before():
    for at, found in (("2021-05-20 08:59", []), ("2021-05-20 09:00", [("guard", "u0", "二（三）")])):
        facts = {"notice_class": "water", "effect_from": moment("2021-05-20 09:00")}
        same("published at " + at, judge(unit((at, "advance_notice", "handler", facts))).findings(), found)


def test_common_issues():
    steps = [("2021-05-10 09:00", "common_issue", "centre", {"issue": "01.01", "issue_count": 9}),
             ("2021-05-20 09:00", "improve", "handler", {"issue": "01.01", "improvement": "每日两清"}),
             ("2021-06-20 09:00", "recount", "centre", {"issue": "01.01", "issue_count": 2})]
    same("a measure within ten working days", judge(unit(*steps[:1])).due("improvement_measure"), "2021-05-25T00:00:00+08:00")
    same("recounted within a month", judge(unit(*steps[:2])).due("issue_recount"), "2021-06-21T00:00:00+08:00")
    verdict = judge(unit(*steps))
    same("all done", (verdict.duty("improvement_measure"), verdict.duty("issue_recount"), verdict.findings()), (("met", False), ("met", False), []))


COUNTED = {"hotline": 1, "id": "counted", "extends": "hedong-2021-5", "title": "counted", "source": "a test", "issued": "2021-04-14",
           "effective": "2021-04-14", "transition": "clock", "reasons": {"counting": "tried"}, "counting": {"start": "next-day", "end": "24:00"}}

# ---- the notice alone --------------------------------------------------------------------------------------------------------------


def test_what_the_notice_leaves_open():
    story = Story().open(MONDAY + " 08:00").say(MONDAY + " 09:00", "contact", REACHED)
    verdict = judge(story, "2021-06-01 00:00", [BASE])
    same("at once has no number", verdict.line("first_contact", None, 1, "state", "due", "late"), ("met", None, None))
    same("four days are not counted", verdict.line("report", None, 1, "state", "due", "late"), ("open", None, None))
    story = Story().open(MONDAY + " 08:00").handle(MONDAY).reply(MONDAY).say(TUESDAY + " 09:00", "callback", DISSATISFIED)
    same("how often is repeated", judge(story, documents=[BASE]).duty("leader_action")[0], "undefined")
    same("no formula, no figure", [o for o in judge(story, documents=[BASE]).objects if o["type"] == "figure"], [])


def test_whether_a_late_return_counts_is_left_open():
    with Folder() as folder:
        documents = [BASE, folder.write("counted.json", COUNTED)]
        story = Story().open(MONDAY + " 08:00")
        same("while there is time", judge(story, "2021-05-12 00:00", documents).duty("return"), ("open", False))
        same("afterwards", judge(story, "2021-05-12 00:01", documents).duty("return"), ("undefined", None))


def test_check_finds_nothing_to_mend():
    answer = run("check", "--json", BASE, WORKING)
    same("exit status", answer.code, 0)
    base, working = [o for o in answer.objects() if o["type"] == "policy"]
    same("the working document leaves nothing open", working["undefined"], 0)
    found = [o for o in answer.objects() if o["type"] == "finding"]
    same("hints alone", {o["severity"] for o in found}, {"info"})
    same("the notice's streaks cannot be enumerated", {o["path"] for o in found if o["code"] == "table_unchecked"},
         {"proposals.executive_meeting.if", "proposals.circular.if"})
    same("what may be noted and is read by people alone", {o["path"] for o in found if o["code"] != "table_unchecked"},
         {"facts.category", "facts.repeat_basis", "facts.topic", "facts.trainees"})
    same("--strict", run("check", "--strict", BASE, WORKING).code, 0)



if __name__ == "__main__":
    tests_of(sys.modules[__name__])
