# SPDX-License-Identifier: MIT
"""The machines of the Hedong documents, walked through the library: what hotline_ticket_options() allows is done, with the facts it asks for.

Every state of every machine is reached, every row of every event's moves is taken, and every ticket can end, wherever its walk has led: from
each state that was reached there is a way, by allowed events alone, to a ticket that was ended. An event that the options allow and that is
logged makes no error finding. Usage: test_walk.py LIBRARY
"""
import json
import os
import random
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
sys.path.insert(0, os.path.join(ROOT, "examples", "python"))
import hotline  # noqa: E402

DOCUMENTS = ("hedong-2021-5.json", "hedong-2021-5-working.json")
WALKS, STEPS, MINUTES = 30, 60, 97
END_TRIES, UNITS_MOST = 400, 3
AVOIDED = {"return", "redo", "sub_dispatch"}  # who wants to end does not begin again
# Rows that are there for logs, and that no allowed event takes.
ONLY_LOGGED = {("close", "centre", "accepted", "closed")}  # an accepted matter owes an answer before it is closed, and that moves it on
VALUES = {"flag": [True, False], "integer": [1, 3], "date": ["2021-05-20"], "time": ["2021-05-20T10:00:00+08:00"],
          "text": ["张三"], "code": ["01.02"]}


class Rules:
    def __init__(self):
        self.texts, self.facts, self.events, self.machines = [], {}, {}, {}
        for name in DOCUMENTS:
            with open(os.path.join(ROOT, "examples", "policies", name), encoding="utf-8") as file:
                self.texts.append(file.read())
            document = json.loads(self.texts[-1])
            for section in ("facts", "events", "machines"):
                for key, value in document.get(section, {}).items():
                    getattr(self, section).setdefault(key, {}).update(value)
        self.rows = {(e, m, a, b) for e, rule in self.events.items() for m, moves in rule.get("moves", {}).items()
                     for a, b in moves.items()} - ONLY_LOGGED

    def value(self, rng, fact):
        rule = self.facts[fact]
        for form in ("one_of", "many_of"):
            if form in rule:
                chosen = rng.choice(sorted(rule[form]))
                return [chosen] if form == "many_of" else chosen
        return rng.choice(VALUES[rule["type"]])

    def ends_ticket(self, event):
        return self.events[event].get("ends") == "ticket"


class Walk:
    def __init__(self, lib, rulebook, rules, seed):
        self.lib, self.rules, self.rng = lib, rules, random.Random(seed)
        self.log = lib.log_new(rulebook)
        self.ticket = lib.ticket_new(self.log)
        self.at = lib.instant_parse("2021-04-20T09:00:00+08:00", 0)
        self.count, self.ended, self.path, self.done = 0, False, [], {}
        self.add("receive", None, [n for n, need in rules.events["receive"].get("facts", {}).items() if need == "always"])

    def close(self):
        self.ticket.close()
        self.log.close()

    def add(self, event, assignment, needs):
        self.count += 1
        self.at += MINUTES * 60000
        line = {"id": "e%03d" % self.count, "event": event, "ticket": "T1", "at": self.lib.instant_write(self.at, 480),
                "facts": {name: self.rules.value(self.rng, name) for name in needs}}
        if assignment is not None:
            line["assignment"] = assignment
        if self.rules.events[event].get("by"):
            line["role"] = self.rng.choice(self.rules.events[event]["by"])
        if self.rules.events[event].get("opens") in ("assignment", "part", "round"):
            line["unit"] = self.rng.choice(("jiuqu", "water"))
        self.path.append(json.dumps(line, ensure_ascii=False))
        self.lib.log_add(self.log, self.path[-1])
        self.lib.log_settle(self.log, self.at)
        self.lib.ticket_fold(self.ticket, "T1")
        self.ended = self.ended or self.rules.ends_ticket(event)
        return line["id"]

    def lines(self):
        return [json.loads(line) for line in self.lib.ticket_lines(self.ticket, self.lib.LANGUAGE_EN).splitlines()]

    def options(self, units_most):
        """What is allowed, less another unit when there are enough and something else can be done."""
        told = self.lib.ticket_options(self.ticket, self.at + MINUTES * 60000, self.lib.LANGUAGE_EN).splitlines()
        opens = {o: self.rules.events[o].get("opens") for o in self.rules.events}
        full = self.lib.ticket_assignment_count(self.ticket) >= units_most
        allowed = [o for o in map(json.loads, told) if o["answer"] == "allowed" and opens[o["event"]] != "ticket"]
        return [o for o in allowed if not (full and opens[o["event"]])] or allowed

    def rarest(self, options):
        """The options that were taken least: who does everything once gets through every guard."""
        least = min(self.done.get((o["event"], o["assignment"]), 0) for o in options)
        return [o for o in options if self.done.get((o["event"], o["assignment"]), 0) == least]

    def states(self):
        """{(assignment or None, machine): state}"""
        found = {}
        for line in self.lines():
            if line["type"] in ("ticket", "assignment"):
                for machine, state in line["machines"].items():
                    found[line.get("assignment"), machine] = state
        return found

    def would_take(self, option, states):
        now = {machine: state for (owner, machine), state in states.items() if owner in (None, option["assignment"])}
        return {row for row in self.rules.rows if row[0] == option["event"] and now.get(row[1]) == row[2]}

    def step(self, option):
        """Does what the option allows; the rows that it took."""
        before = self.states()
        key = (option["event"], option["assignment"])
        self.done[key] = self.done.get(key, 0) + 1
        needs = option["needs"] + [n for n in option["may_need"] if self.rng.random() < 0.8]
        added = self.add(option["event"], option["assignment"], needs)
        errors = [f for f in self.lines() if f["type"] == "finding" and f["severity"] == "error" and f["event"] == added]
        errors = [f for f in errors if f["code"] not in ("missing_fact", "required_unknown")]  # a fact that the options could not tell yet
        if " by " in " %s" % self.rules.events[option["event"]].get("if", ""):
            errors = [f for f in errors if f["code"] != "guard"]  # options speak of whoever acts; this guard asks who
        if errors:
            raise AssertionError("%s was allowed, and is an error: %s\n%s" % (option["event"], errors, "\n".join(self.path)))
        after = self.states()
        return {(option["event"], machine, state, after[owner, machine]) for (owner, machine), state in before.items()
                if owner in (None, option["assignment"]) and (option["event"], machine, state, after.get((owner, machine))) in self.rules.rows}


def walk(lib, rulebook, rules, seed, taken, reached):
    """A walk that prefers rows not taken yet; then it has to end."""
    w = Walk(lib, rulebook, rules, seed)
    try:
        for n in range(STEPS + END_TRIES):
            states = w.states()
            reached.update((machine, state) for (_, machine), state in states.items())
            if w.ended:
                return
            options = w.options(UNITS_MOST if n < STEPS else 10 * UNITS_MOST)
            fresh = [o for o in options if w.would_take(o, states) - taken]
            if n >= STEPS:
                options = [o for o in options if o["event"] not in AVOIDED or w.would_take(o, states) - taken] or options
                closed = [o for o in options if not rules.events[o["event"]].get("opens")]
                options = closed if closed and w.rng.random() < 0.95 else options
                moving = [o for o in options if rules.events[o["event"]].get("moves")]
                options = [o for o in options if rules.ends_ticket(o["event"])] or \
                    w.rarest(moving if moving and w.rng.random() < 0.5 else options)
            else:
                options = [o for o in options if not rules.ends_ticket(o["event"]) or w.rng.random() < 0.02] or options
                options = w.rarest(options) if w.rng.random() < 0.5 else options
            if not options:
                raise AssertionError("nothing is allowed any more, and the ticket has not ended:\n" + "\n".join(w.path))
            taken.update(w.step(w.rng.choice(fresh if fresh and w.rng.random() < 0.8 else options)))
        raise AssertionError("the ticket does not end:\n" + "\n".join(w.path))
    finally:
        w.close()


def both_report(lib, rulebook, rules, seed, taken):
    """Two units have the matter, and one reports after the other: chance alone takes too long to get there."""
    w = Walk(lib, rulebook, rules, seed)
    try:
        for event in ("accept", "register", "dispatch", "dispatch"):
            taken.update(w.step([o for o in w.options(UNITS_MOST) if o["event"] == event][0]))
        for n in range(END_TRIES):
            options = [o for o in w.options(0) if o["event"] == "report"]
            if not options:
                options = [o for o in w.options(0) if o["assignment"] and o["event"] not in AVOIDED | {"callback", "return_approved"}]
                options = w.rarest(options)
            taken.update(w.step(w.rng.choice(options)))
            if sum(e == "report" and n > 0 for (e, _), n in w.done.items()) == 2:
                return
        raise AssertionError("two units cannot both report:\n" + "\n".join(w.path))
    finally:
        w.close()


def main():
    rules, taken, reached = Rules(), set(), set()
    lib = hotline.load(sys.argv[1])
    with lib.context_new(None) as context, lib.rulebook_new(context, None) as rulebook:
        for text in rules.texts:
            lib.rulebook_add(rulebook, text)
        for seed in range(WALKS):
            walk(lib, rulebook, rules, seed, taken, reached)
        both_report(lib, rulebook, rules, WALKS, taken)
    states = {(m, s) for m, rule in rules.machines.items() for s in rule["states"]}
    print("%d of %d states reached, %d of %d rows taken, %d walks ended" % (len(states & reached), len(states), len(taken), len(rules.rows),
                                                                            WALKS))
    for what, missing in (("state never reached", states - reached), ("row never taken", rules.rows - taken)):
        for item in sorted(missing):
            print("%s: %s" % (what, " ".join(item)))
    return 1 if states - reached or rules.rows - taken else 0


if __name__ == "__main__":
    sys.exit(main())
