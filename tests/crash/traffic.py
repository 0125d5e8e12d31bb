# SPDX-License-Identifier: MIT
"""Rules with terms of minutes, and what a busy day under them sends to a desk: the same of a seed, ticket after ticket without end. It refuses to know how
commands are sent and what is answered."""
import datetime
import heapq
import itertools
import json
import random

START = datetime.datetime(2021, 4, 29, 9, 0, 0)
UNITS = ("jiuqu", "xianggong", "taiping", "tangtou", "zhengwang")
APART = 60  # seconds between two tickets
AFTER = datetime.timedelta(hours=3)  # by then everything that can fall due has

POLICY = {
    "hotline": 1, "id": "minutes", "title": "分钟规则", "source": "a test", "issued": "2021-01-01", "effective": "2021-01-01",
    "transition": "ticket", "calendar": "cn", "counting": {"start": "next-day", "end": "24:00"}, "periods": {"month": {"from_day": 1}},
    "roles": {"centre": "中心", "handler": "承办", "leader": "领导"},
    "facts": {
        "kind": {"of": "ticket", "one_of": {"plain": "一般", "hard": "疑难"}, "default": "plain"},
        "matter": {"of": "ticket", "type": "text", "personal": True},
        "phone": {"of": "assignment", "type": "text", "personal": True},
        "solved": {"of": "assignment", "type": "flag"},
        "outcome": {"of": "event", "one_of": {"reached": "已接通", "missed": "未接通"}},
        "staffed": {"of": "unit", "type": "flag", "default": True}},
    "machines": {"flow": {"of": "ticket", "start": "received", "states": {"received": "已受理", "sent": "已转办", "closed": "已办结"}}},
    "events": {
        "receive": {"of": "ticket", "opens": "ticket", "by": ["centre"], "facts": {"kind": "optional", "matter": "optional"}},
        "dispatch": {"of": "ticket", "opens": "assignment", "by": ["centre"], "moves": {"flow": {"received": "sent", "sent": "sent"}}},
        "contact": {"of": "assignment", "by": ["handler"], "facts": {"outcome": "always"}},
        "report": {"of": "assignment", "by": ["handler"], "if": "contact and staffed", "facts": {"solved": "always", "phone": "always"}},
        "close": {"of": "ticket", "by": ["centre"], "ends": "ticket", "if": "all(report)", "moves": {"flow": {"sent": "closed"}}},
        "unit_facts": {"of": "unit", "by": ["centre"], "facts": {"staffed": "always"}},
        "training": {"of": "unit", "by": ["handler"]}},
    "duties": {
        "call": {"of": "assignment", "by": ["handler"], "owed": "dispatch", "met": "contact(outcome = reached)", "within": "8 minutes"},
        "report": {"of": "assignment", "by": ["handler"], "owed": "dispatch", "met": "report", "before": "close",
                   "within": {"kind = hard": "40 minutes", "kind = plain": "25 minutes"}},
        "train": {"of": "unit", "owed": "unit_facts", "met": "training", "within": "12 minutes"}},
    "measures": {"solved": {"of": "assignment", "at": "report", "count": "solved", "per": "always"}},
    "rankings": {"units": {"units": "always", "every": "month", "by": "solved", "order": "high", "ties": "all", "absent": "breaks"}},
    "proposals": {
        "remind": {"of": "assignment", "on": "due(report)", "ahead": "10 minutes", "if": "open(report)", "propose": "reminder", "to": "handler"},
        "chase": {"of": "assignment", "on": "due(report)", "if": "open(report)", "propose": "chase", "to": ["handler", "leader"]},
        "ring": {"of": "assignment", "on": "due(call)", "if": "open(call)", "propose": "call"},
        "inspect": {"of": "ticket", "on": "close", "after": "30 minutes", "propose": "inspection", "to": "leader"},
        "teach": {"of": "unit", "on": "due(train)", "if": "open(train)", "propose": "training"},
        "talk": {"of": "unit", "on": "publish(units)", "if": "rank_from_last = 1", "propose": "talk", "to": "leader"}},
}


class Command:
    """A line for a desk, and when it is sent: by then it has happened and is known."""

    def __init__(self, event, sent, how=None):
        self.id, self.ticket, self.sent = event["id"], event.get("ticket"), sent
        self.line = json.dumps({"command": event, **how} if how else event, ensure_ascii=False).encode("utf-8")


def moment(at):
    return at.strftime("%Y-%m-%dT%H:%M:%S+08:00")


class Script:
    """The commands of one ticket, in the order in which they happen."""

    def __init__(self, rng, number):
        self.rng, self.ticket, self.commands = rng, "T%05d" % number, []
        self.at = START + datetime.timedelta(seconds=APART * number)

    def wait(self, least, most):
        self.at += datetime.timedelta(seconds=self.rng.randint(60 * least, 60 * most))

    def add(self, name, role, facts=None, late=False, how=None, **more):
        event = {"id": "%s-%02d" % (self.ticket, len(self.commands)), "ticket": self.ticket, "event": name, "at": moment(self.at), "role": role, **more}
        if facts:
            event["facts"] = facts
        if late:
            event["known"] = moment(self.at + datetime.timedelta(minutes=5))
        self.commands.append(Command(event, self.at + datetime.timedelta(minutes=5 if late else 0), how))
        return event["id"]

    def handle(self, unit, given):
        """One unit's work on it: mostly in order, now and then early, late, wrong or put right."""
        rng = self.rng
        for outcome in rng.choice((["reached"], ["missed", "reached"], ["missed"], ["reached"])):
            self.wait(1, 7)
            contact = self.add("contact", "handler", {"outcome": outcome}, late=rng.random() < 0.1, assignment=given)
        if rng.random() < 0.1:
            self.add("void", "centre", {"voids": contact})
        self.wait(3, 30)
        if rng.random() < 0.2:  # the phone is missing: refused
            self.add("report", "handler", {"solved": True}, assignment=given)
            self.wait(0, 2)
        if rng.random() < 0.85:
            report = self.add("report", "handler", {"solved": rng.random() < 0.7, "phone": "0539-%07d" % rng.randrange(10 ** 7)}, assignment=given,
                              by=unit)
            if rng.random() < 0.1:
                self.wait(0, 3)
                self.add("replace", "centre", {"replaces": report, "solved": False, "phone": "0539-0000000"})

    def write(self):
        rng = self.rng
        self.add("receive", "centre", {"kind": rng.choice(("plain", "plain", "hard")), "matter": "路灯不亮，%d号楼前" % rng.randrange(100)})
        for unit in rng.sample(UNITS, rng.choice((1, 1, 2))):
            self.wait(0, 2)
            self.handle(unit, self.add("dispatch", "centre", unit=unit))
        self.wait(1, 10)
        how = {"record": True} if rng.random() < 0.2 else None
        self.add("close", "centre", how=how)
        return self.commands


def beside(rng, number):
    """What is of no ticket: a unit's facts and trainings, and now and then a ranking that is published."""
    at = START + datetime.timedelta(seconds=APART * number + 7)
    unit = rng.choice(UNITS)
    yield Command({"id": "u%05d" % number, "unit": unit, "event": "unit_facts", "at": moment(at), "role": "centre", "facts": {"staffed": rng.random() < 0.9}}, at)
    if number % 60 == 30:
        order = rng.sample(UNITS, len(UNITS))
        month = number // 60
        yield Command({"id": "p%05d" % number, "event": "publish", "at": moment(at), "facts": {
            "ranking": "units", "period": "%04d-%02d" % (2010 + month // 12, 1 + month % 12), "version": 1, "order": [order[0], order[1:3], *order[3:]]}}, at)
    if rng.random() < 0.6:
        at += datetime.timedelta(minutes=rng.randint(2, 20))
        yield Command({"id": "v%05d" % number, "unit": unit, "event": "training", "at": moment(at), "role": "handler"}, at)


def commands(seed, share, shares):
    """One share of the tickets, several in progress at any time, in the order in which they are sent; without end."""
    heap, order = [], itertools.count()
    for number in itertools.count(share, shares):
        rng = random.Random("%s %d" % (seed, number))
        coming = Script(rng, number).write() + (list(beside(rng, number)) if number % 10 == 0 else [])
        for command in coming:
            heapq.heappush(heap, (command.sent, next(order), command))
        opened = START + datetime.timedelta(seconds=APART * (number + shares))
        while heap and heap[0][0] <= opened:
            yield heapq.heappop(heap)[2]
