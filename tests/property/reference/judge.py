# SPDX-License-Identifier: MIT
"""The judge, the slow way: a log and a rulebook in, the lines of `hotline judge --json` out (messages left out)."""
import condition
import duty as duties
import figures
from calendar import Calendar, write_day, write_moment
from log import Log, finding, published
from policy import Rulebook
from scope import Record, Scope, Thing, chosen, moments_of, table, typed


NOTHING = {'state': 'undefined', 'late': None, 'due': None, 'due_day': None, 'met_at': None}


class World:
    """One ticket, or one unit, while its events are folded."""

    def __init__(self, book, calendar, of, name, now):
        self.book, self.calendar, self.of, self.now = book, calendar, of, now
        self.root = Thing(of, name, name if of == 'unit' else None)
        self.policy = None
        self.origin = None
        self.records, self.assignments, self.findings = [], [], []
        self.opened = False
        self.unclear = False
        self.born = None  # the policy under which the ticket began
        self.shape = None  # before any policy: by whose declarations events are kept
        self.current = None
        self.perishing = []
        self.clock = None
        self.beside = {}  # a ticket's: events of units, by unit

    # ---- what conditions ask ----

    def things(self):
        return [self.root] + self.assignments

    def of_kind(self, kind):
        return [t for t in self.things() if t.of == kind]

    def pending(self):
        return [i for t in self.things() for i in t.instances if i.pending()]

    def instances(self, thing, name):
        return [i for i in thing.instances if i.duty.name == name]

    def verdict(self, instance, scope):
        return instance.verdict or duties.judge(self, instance, scope)

    def duty_answer(self, word, duty, thing, scope):
        found = self.instances(thing, duty.name)
        if not found:
            if duties.standing(duty) and thing.of == duty.of:
                inner = Scope(self, thing, scope.at, scope.events, min(scope.facts, scope.events), policy=scope.policy)
                return duties.answer(word, self.standing(duty, thing), self.judged_standing(duty, thing, inner))
            return False
        inner = duties.scope_of(self, found[-1], scope.at, scope.events, min(scope.facts, scope.events))
        return duties.answer(word, found[-1], self.verdict(found[-1], inner))

    def standing(self, duty, thing):
        return duties.Instance(duty, thing, 1, None, 0, None, self.policy)

    def judged_standing(self, duty, thing, scope):
        return duties.judge(self, self.standing(duty, thing), scope)

    def hanging(self, instance, scope):
        """Whether a request for more time is not answered yet, and the policy does not let the clock run meanwhile."""
        due = duties.due_of(self, instance, scope)
        return any(g.get('pending') in ('provisional', 'undefined') and 'asked' in g and waiting(self, instance, scope, e, g, due)
                   for e, g in instance.duty.extend.items())

    # ---- findings ----

    def find(self, code, severity, record=None, assignment=None, clause=None, event=None):
        event = record.event if record else event
        self.findings.append(finding(code, severity, self.root.name if self.of == 'ticket' else None, assignment, event.id if event else None, clause))

    def reporter(self, instance, showing=False):
        """Tells faults of a duty's tables, each once: at the event at which they show, or at the one that owed the duty."""
        def report(code, path):
            if path not in instance.told:
                instance.told.add(path)
                record = self.current if showing else instance.record
                self.find(code, 'error', record, instance.thing.name if instance.thing.of == 'assignment' else None, instance.duty.clause)
        return report

    # ---- time passing between events ----

    def candidates(self):
        """Moments at which something may change without an event."""
        found = set(self.book.boundaries())
        if self.policy is None:
            return found
        for instance in self.pending():
            due = duties.due_of(self, instance, duties.scope_of(self, instance, self.clock))
            if isinstance(due, tuple):
                found |= {due[0], due[0] + 1}
        for record in self.records:
            for name, value in record.facts.items():
                if name in self.policy.facts:
                    found |= set(moments_of(self.policy.facts[name], value))
        for duty in self.policy.order:
            if duty.every not in (None, 'undefined'):
                first, past = period_of(self.policy, duty.every, self.clock) or (None, None)
                if past is not None:
                    found.add(past)
        return found

    def advance(self, until):
        """Lets the time pass up to a moment and through it; events of that moment come after."""
        while self.clock is not None:
            later = [m for m in self.candidates() if self.clock < m <= until]
            if not later:
                break
            self.clock, self.current = min(later), None
            if self.clock in self.book.boundaries():
                self.cross(self.clock)
            if self.policy is not None:
                self.pass_time()
        self.clock = until

    def pass_time(self):
        """What time alone brings: periods begin, rights lapse. Anything else is looked at when an event happens."""
        for instance in self.pending():
            duty = self.policy.duties.get(instance.duty.name)
            if instance.span and instance.span[1] <= self.clock and (duty is None or duty.every is None or duty.of != instance.duty.of):
                self.close_period(instance)  # the rules of now do not have it any more
        for duty in self.all_duties():
            for thing in self.of_kind(duty.of):
                if duty in self.policy.order and self.begin_period(duty, thing):
                    self.settle_duty(duty, thing)
                for instance in self.instances(thing, duty.name):
                    scope = duties.scope_of(self, instance, self.clock)
                    if instance.pending() and duties.ending(self, instance, scope) == 'shut':
                        duties.settle(self, instance, scope)

    def all_duties(self):
        """Those of the policy in force, and those of earlier ones of which instances are about."""
        earlier = [i.duty for i in self.pending() if (i.duty.name, i.duty.of) not in {(d.name, d.of) for d in self.policy.order}]
        return self.policy.order + list({(d.name, d.of): d for d in earlier}.values())

    def settle_duty(self, duty, thing):
        for instance in self.instances(thing, duty.name):
            if instance.pending():
                scope = duties.scope_of(self, instance, self.clock)
                duties.settle(self, instance, scope) or instance in self.perishing or self.note_pause(instance, scope)

    def note_pause(self, instance, scope):
        stands = paused(self, instance, scope)
        running = bool(instance.pauses) and instance.pauses[-1][1] is None
        if stands and not running:
            instance.pauses.append((self.clock, None))
        if not stands and running:
            instance.pauses[-1] = (instance.pauses[-1][0], self.clock)

    def begin_period(self, duty, thing):
        if duty.every is None:
            return
        span = period_of(self.policy, duty.every, self.clock)
        mine = self.instances(thing, duty.name)
        if any(i.pending() and i.span is None for i in mine):
            return  # owed under earlier rules
        if span is None and not mine and thing.live:
            thing.instances.append(duties.Instance(duty, thing, 1, None, 0, None, self.policy))
            thing.instances[-1].verdict = dict(NOTHING)
        if mine and mine[-1].span and mine[-1].span[1] > self.clock:
            return  # a period that has begun ends by itself, also where the rules now count by others
        if span is None or not thing.live or (mine and (mine[-1].span == span or mine[-1].lost)):
            return
        for instance in mine:
            if instance.pending():
                self.close_period(instance)
        fresh = duties.Instance(duty, thing, len(mine) + 1, span[0], 0, None, self.policy)
        fresh.span = span
        fresh.since = next((n for n, r in enumerate(self.records) if r.opened is thing), 0)
        thing.instances.append(fresh)
        if self.unclear:
            fresh.verdict, fresh.lost = dict(NOTHING), True
        return True

    def close_period(self, instance):
        scope = duties.scope_of(self, instance, instance.span[1])
        instance.verdict = duties.judge(self, instance, scope, report=self.reporter(instance))
        if instance.verdict['late'] is False and instance.verdict['state'] != 'not_owed':
            instance.verdict['late'] = True if instance.verdict['state'] == 'open' else None

    # ---- events ----

    def fold(self, event):
        if self.clock is None:
            self.clock, self.policy = event.at, self.book.at(event.at)
        if self.policy is not None:
            self.machines(self.root)
        self.advance(event.at)
        if self.policy is None:
            return self.keep(event)
        self.pass_time()
        declared = self.policy.events.get(event.name)
        if declared is None:
            return self.find('unknown_event', 'error', event=event)
        if self.of == 'ticket':
            if (declared.get('opens') == 'ticket' and not self.opened) or (self.opener is None and not self.records):
                self.born = self.policy
            self.note_opening(event, declared)
        record = self.current = self.place(event, declared)
        self.judge_event(record, declared)
        self.look_before(record, declared)
        self.apply(record, declared)
        self.settle_event(record, declared)

    def keep(self, event):
        """An event from before any policy: it happened, so facts, states and assignments are kept as the first policy to come declares them."""
        self.find('no_policy', 'warning', event=event)
        self.shape = self.shape or next((self.book.at(b) for b in self.book.boundaries() if b > event.at), None)
        declared = self.shape.events.get(event.name) if self.shape else None
        if declared is None:
            return
        found, self.policy = len(self.findings), self.shape
        self.machines(self.root)
        if self.of == 'ticket':
            self.note_opening(event, declared)
        record = self.current = self.place(event, declared)
        self.look_before(record, declared)
        self.apply(record, declared)
        if self.of == 'ticket' and self.shape.mode('in') in ('switch', 'later', 'earlier'):
            self.settle_event(record, declared)  # clocks keep their start
        else:
            for thing, _ in self.leavers:
                thing.live, thing.unruled = False, True
            self.perishing = []
        del self.findings[found:]
        self.policy = None

    # ---- when the rules change ----

    def begun(self):
        return self.opened or self.opener is None or self.of == 'unit'

    def enter(self, new):
        """The first policy finds what began without any."""
        mode = 'switch' if not self.begun() else 'clock' if self.of == 'unit' else new.mode('in')
        if self.records and mode == 'ticket':
            return
        self.policy = new
        self.machines(self.root)
        if self.records and mode == 'undefined':
            self.lose_track(new)

    def cross(self, moment):
        """Another policy may come into force at this moment."""
        new = self.book.at(moment)
        if self.policy is None:
            return new and self.enter(new)
        if new is self.policy or (new is None and self.book.at(moment - 1) is not self.policy):
            return  # what lapses is another policy than the one with which this stayed
        mode = self.policy.mode('out') or (new.mode('in') if new else None)
        if self.policy.mode('out') == 'ticket' and self.born is not self.policy:
            mode = 'clock'  # it began under other rules
        if not self.begun():
            mode = 'switch'
        elif self.of == 'unit':
            mode = 'clock'  # a transition speaks of tickets
        if mode == 'ticket':  # but a duty may have a word of its own
            for instance in self.pending() if new else ():
                if instance.span is None:
                    self.cross_one(instance, new, mode)
            return
        if mode in (None, 'undefined') or (new is None and mode != 'clock'):
            self.unclear or self.lose_track(new)
        elif new is not None:
            self.follow(new, mode)

    def lose_track(self, new):
        """The rules do not say by which of them the ticket goes on."""
        self.unclear = True
        if self.root.live or self.pending():
            self.find('transition_undefined', 'warning')
        for instance in self.pending():
            if instance.span is None:
                self.cross_one(instance, new, 'undefined')

    def follow(self, new, mode):
        self.policy = new
        for thing in self.things():
            for machine, state in thing.machines.items():
                thing.machines[machine] = new.renamed(machine, state)
            self.machines(thing)
        for instance in self.pending():
            if instance.span is None:  # a period that has begun ends under the rules under which it began
                self.cross_one(instance, new, mode)

    def cross_one(self, instance, new, mode):
        """An instance follows its own duty's word, if it has one."""
        duty = new.duties.get(instance.duty.name) if new else None
        if duty and (duty.of != instance.duty.of or not duty.owed):
            duty = None  # another one of the same name
        how = instance.duty.mode('out') or (duty.mode('in') if duty else None) or mode
        if how in ('clock', 'ticket'):
            return
        if how == 'undefined':
            instance.verdict, instance.lost = dict(NOTHING), True
        elif duty is None:
            verdict = duties.judge(self, instance, duties.scope_of(self, instance, self.clock), report=self.reporter(instance))
            instance.verdict = dict(verdict, state='cancelled' if verdict['state'] == 'open' else verdict['state'], how='cancelled')
        else:
            instance.rivals = [] if how == 'switch' else [(max if how == 'later' else min, instance.duty, instance.policy)]
            instance.duty, instance.policy = duty, new
            self.cross_clock(instance)

    def cross_clock(self, instance):
        """What the new rules do not know stops no clock; a pause of theirs is looked at when something happens."""
        scope = duties.scope_of(self, instance, self.clock)
        running = bool(instance.pauses) and instance.pauses[-1][1] is None
        held = holding(self, instance, scope)
        if held and not running:
            instance.pauses.append((self.clock, None))
        if running and not held and instance.duty.pause is None:
            instance.pauses[-1] = (instance.pauses[-1][0], self.clock)

    def machines(self, thing):
        for name, machine in self.policy.machines.items():
            if machine['of'] == thing.of:
                thing.machines.setdefault(name, machine['start'])

    def note_opening(self, event, declared):
        if declared.get('opens') == 'ticket':
            if self.opened:
                self.find('reopened', 'warning', event=event)
            self.opened = True
        elif self.opener is None:
            self.find('unknown_ticket', 'error', event=event)
        elif event.order() < self.opener.order():
            self.find('before_ticket', 'warning', event=event)

    def place(self, event, declared):
        """The record of an event: on the ticket, on an assignment, or, when none can be told, on the ticket alone."""
        target, alone = self.root, False
        if declared['of'] == 'assignment':
            target = self.resolve(event)
            alone, target = target is None, target or self.root
        record = Record(event, target, alone, {})
        record.assignment = target.name if target.of == 'assignment' else None
        if declared.get('opens') in ('assignment', 'part', 'round') and not alone:
            record.opened = Thing('assignment', event.id, event.unit)
            if event.unit is None and declared['of'] == 'ticket':
                self.find('no_unit', 'error', record)
        self.take_facts(record, declared)
        self.records.append(record)
        return record

    def resolve(self, event):
        if event.assignment is not None:
            found = [a for a in self.assignments if a.name == event.assignment]
            if not found:
                self.find('unknown_assignment', 'error', event=event)
            return found[0] if found else None
        if event.unit is None:
            self.find('no_unit', 'error', event=event)
            return None
        found = [a for a in self.assignments if a.unit == event.unit and a.live]
        if len(found) != 1:
            self.find('ambiguous_assignment' if found else 'unknown_assignment', 'error', event=event)
            return None
        return found[0]

    def take_facts(self, record, declared):
        if record.event.name == 'merge':
            into = record.event.facts_now.get('into')
            if not isinstance(into, str) or into in ('', self.root.name):
                self.find('missing_fact', 'error', record, record.assignment)
            return
        for name, value in record.event.facts_now.items():
            if name not in declared.get('facts', {}):
                known = name in self.policy.facts
                self.find('unexpected_fact' if known else 'unknown_fact', 'warning', record, record.assignment)
                continue
            try:
                record.facts[name] = typed(self.policy.facts[name], value)
            except ValueError:
                self.find('bad_value', 'error', record, record.assignment)
                continue
            record.owner[name] = self.owner(record, self.policy.facts[name]['of'])

    def owner(self, record, of):
        if of == 'assignment':
            return record.opened or (record.target if record.target.of == 'assignment' else None)
        return self.root if of == self.root.of else None

    # ---- what the rules have against an event ----

    def judge_event(self, record, declared):
        before = len(self.records) - 1
        scope = Scope(self, record.target, record.event.at, before, before + 1, record)
        severity = declared.get('severity', 'error')
        clause = declared.get('clause')
        if 'by' in declared and record.event.role not in declared['by']:
            self.find('role', severity, record, record.assignment, clause)
        self.check_required(record, scope, severity)
        found = len(self.findings)
        answer = table(self.policy.guard[record.event.name], scope, self.event_reporter(record, clause))
        if answer is not True and len(self.findings) == found:
            self.find('guard' if answer is False else 'guard_unknown', severity if answer is False else 'warning', record, record.assignment, clause)
        self.check_before(record, before)
        self.check_shut(record, before)

    def event_reporter(self, record, clause):
        return lambda code, path: self.find(code, 'error', record, record.assignment, clause)

    def check_required(self, record, scope, severity):
        for name, (rule, clause) in self.policy.required[record.event.name].items():
            if name in record.facts:
                continue
            answer = table(rule, scope, self.event_reporter(record, clause))
            if answer is not False:
                self.find('missing_fact' if answer is True else 'required_unknown', severity if answer is True else 'warning', record, record.assignment, clause)

    def check_before(self, record, before):
        for duty in self.policy.order:
            if duty.before != record.event.name:
                continue
            for thing in self.concerned(record, duty):
                answer = self.blocks(duty, thing, record.event.at, before)
                if answer is not False:
                    code = 'before_unmet' if answer is True else 'before_unknown'
                    self.find(code, duty.severity if answer is True else 'warning', record, thing.name if thing.of == 'assignment' else None, duty.clause)

    def blocks(self, duty, thing, at, before):
        those = self.instances(thing, duty.name)[-1:]
        if duties.standing(duty):
            those = [self.standing(duty, thing)]
        return condition.either(duties.answer('open', i, self.verdict(i, duties.scope_of(self, i, at, before, before))) for i in those)

    def concerned(self, record, duty):
        """Whose instances stand before an event: its object's; for a ticket's event also those of every live assignment."""
        if duty.of != 'assignment':
            return [self.root] if duty.of == self.root.of else []
        if record.target.of == 'assignment':
            return [record.target]
        return [a for a in self.assignments if a.live]

    def check_shut(self, record, before):
        for duty in self.policy.order:
            if duty.expiry != 'shut' or record.event.name not in duty.met_events:
                continue
            for thing in self.concerned(record, duty):
                scope = Scope(self, thing, record.event.at)
                if not scope.sees(record, True) or not self.instances(thing, duty.name):
                    continue
                latest = self.instances(thing, duty.name)[-1]
                if not uses(latest, scope.but(events=before, facts=before), record):
                    continue
                if latest.pending() and duties.ending(self, latest, scope.but(events=before, facts=before)) == 'shut':
                    duties.settle(self, latest, scope.but(events=before, facts=before))
                if latest.verdict and latest.verdict['state'] == 'shut':
                    self.find('shut', 'error', record, thing.name if thing.of == 'assignment' else record.assignment, duty.clause)

    # ---- what an event does ----

    def apply(self, record, declared):
        self.open(record, declared)
        for machine, rows in declared.get('moves', {}).items():
            thing = self.mover(record, self.policy.machines[machine]['of'])
            if thing is None:
                continue
            state = thing.machines[machine]
            if state in rows:
                thing.machines[machine] = rows[state]
            else:
                self.find('no_row', declared.get('severity', 'error'), record, record.assignment, declared.get('clause'))

    def mover(self, record, of):
        if of == 'assignment':
            return record.target if record.target.of == 'assignment' else record.opened
        return self.root

    def open(self, record, declared):
        opens = declared.get('opens')
        if record.opened is None:
            return
        if opens == 'round':
            self.root.round += 1
        record.opened.round = record.target.round if opens == 'part' and record.target.of == 'assignment' else self.root.round
        record.opened.parent = record.target if opens == 'part' else None
        self.assignments.append(record.opened)
        self.machines(record.opened)

    def look_before(self, record, declared):
        """How things stand before the event moves anything: for what it ends, and for what it restarts."""
        n = len(self.records) - 1
        self.leavers = self.leaving(record, declared)
        self.perishing = ended = [i for t, why in self.leavers for i in t.instances if not survives(i, why)]
        self.previous = {i: duties.judge(self, i, duties.scope_of(self, i, record.event.at, n, n), report=self.reporter(i) if i in ended else None)
                         for i in self.pending() if i in ended or i.duty.restart}

    def settle_event(self, record, declared):
        for duty in self.all_duties():
            for thing in self.of_kind(duty.of):
                self.answer_duty(duty, thing, record)
        for thing, why in self.leavers:
            self.leave(thing, why)
        self.perishing = []

    def answer_duty(self, duty, thing, record):
        scope = Scope(self, thing, self.clock)
        sees = scope.sees(record, True)
        pending = [i for i in self.instances(thing, duty.name) if i.pending()]
        for instance in pending:
            if sees and record.event.name in instance.duty.extend:
                self.extend(instance.duty, thing, instance, record)
            if sees and instance.duty.restart and self.fits(instance.duty.restart, scope.but(policy=instance.policy), record):
                self.restart(instance, record)
        if duty in self.policy.order:
            self.begin_period(duty, thing)
        self.settle_duty(duty, thing)
        if duty in self.policy.order and self.begin_period(duty, thing):  # what was owed under earlier rules has just ended
            self.settle_duty(duty, thing)
        if duty in self.policy.order and sees and thing.live and duty.owed and self.fits(duty.owed, scope, record) and not any(i.pending() for i in pending) \
                and not any(i.lost for i in self.instances(thing, duty.name)):
            number = len(self.instances(thing, duty.name)) + 1
            thing.instances.append(duties.Instance(duty, thing, number, record.event.at, len(self.records), record, self.policy))
            if self.unclear:
                thing.instances[-1].verdict, thing.instances[-1].lost = dict(NOTHING), True
            self.settle_duty(duty, thing)

    def fits(self, pattern, scope, record):
        return any(scope.matches(record, name, tree) for name, tree in pattern)

    def restart(self, instance, record):
        n = len(self.records) - 1
        instance.was_late = instance.was_late or self.previous[instance]['late'] is True
        instance.start, instance.since, instance.record = record.event.at, n, record
        instance.grants = []

    def extend(self, duty, thing, instance, record):
        def find(code, grant):
            self.find(code, 'warning', record, thing.name if thing.of == 'assignment' else None, grant.get('clause', duty.clause))
        duties.granted(self, instance, duties.scope_of(self, instance, self.clock), record, duty.extend[record.event.name], find)

    def leaving(self, record, declared):
        """Whom the event ends, and why."""
        if declared.get('ends') == 'ticket':
            return [(a, 'ticket') for a in self.assignments] + [(self.root, 'ticket')]
        if declared.get('opens') == 'round':
            return [(a, 'round') for a in self.assignments if a is not record.opened and a.live]
        if declared.get('ends') == 'assignment' and record.target.of == 'assignment' and record.target.live:
            return [(record.target, 'assignment')]
        return []

    def leave(self, thing, why):
        thing.live = False
        for instance in thing.instances:
            if instance.lost and not survives(instance, why):
                instance.verdict['how'] = 'cancelled'
            if not instance.pending() or survives(instance, why):
                continue
            verdict = self.previous.get(instance) or duties.judge(self, instance, duties.scope_of(self, instance, self.clock))
            if verdict['state'] == 'open':
                verdict = dict(verdict, state='cancelled')
            instance.verdict = dict(verdict, how='cancelled')

    # ---- the end ----

    def finish(self):
        if self.clock is not None:
            self.advance(self.now)
        if self.policy is None:
            for thing in self.things():
                thing.instances = []
            return
        self.pass_time()
        for duty in self.policy.order:
            for thing in self.of_kind(duty.of):
                if duties.standing(duty) and not thing.unruled and not self.instances(thing, duty.name):
                    thing.instances.append(self.standing(duty, thing))
                    thing.instances[-1].verdict = dict(NOTHING) if self.unclear else None

    def shown(self, thing):
        facts = {}
        policy = self.policy or self.shape
        for name, declared in policy.facts.items() if policy else ():
            if declared['of'] == thing.of:
                scope = Scope(self, thing, self.now, policy=policy)
                values = [scope.fact(name)] if self.policy else scope.values(name)[-1:]  # without a policy there are no defaults
                if values and not condition.is_unknown(values[0]):
                    facts[name] = value_out(declared, values[0])
        return facts

    def duty_lines(self):
        for thing in self.things():
            for instance in thing.instances:
                scope = duties.scope_of(self, instance, self.now)
                verdict = instance.verdict or duties.judge(self, instance, scope, report=self.reporter(instance))
                yield duty_line(self, thing, instance, verdict)

    def lines(self):
        if self.of == 'ticket':
            yield {'type': 'ticket', 'ticket': self.root.name, 'machines': self.root.machines, 'facts': self.shown(self.root)}
            for a in self.assignments:
                yield {'type': 'assignment', 'ticket': self.root.name, 'assignment': a.name, 'unit': a.unit, 'round': a.round,
                       'machines': a.machines, 'facts': self.shown(a)}
        yield from list(self.duty_lines())
        yield from self.findings


def survives(instance, why):
    """Whether an instance goes on when its assignment, or its ticket, ends."""
    return instance.duty.survives == 'ticket' and why in ('round', 'ticket') or instance.duty.survives == 'round' and why == 'round'


def uses(instance, scope, record):
    """Whether an event is one by which the duty is met: of a table, by the row that holds."""
    tree = chosen(instance.duty.met, duties.met_scope(scope, instance))
    return any(kind in ('event', 'count') and scope.matches(record, name, filter_) for kind, name, filter_ in condition.patterns(tree))


def paused(world, instance, scope):
    duty = instance.duty
    if duty.pause is not None and table(duty.pause, scope, world.reporter(instance, True)) is True:
        return True
    return holding(world, instance, scope)


def holding(world, instance, scope):
    for event, grant in instance.duty.extend.items():
        if grant.get('pending') == 'pauses' and waiting(world, instance, scope, event, grant, duties.due_of(world, instance, scope)):
            return True
    return False


def waiting(world, instance, scope, event, grant, due=None):
    """Asked for in time, and not granted yet, by whichever of the events that it was put to."""
    answer = False
    answering = {event} | {e for e, g in instance.duty.extend.items() if g.get('asked') == grant.get('asked')}
    for record in world.records[instance.since:scope.events]:
        if scope.sees(record, False) and record.event.name == grant.get('asked'):
            answer = answer or not isinstance(due, tuple) or record.event.at <= due[0]
        if scope.sees(record, False) and record.event.name in answering:
            answer = False
    return answer


def period_of(policy, kind, moment):
    return figures.span_of(policy, kind, moment)


def value_out(declared, value):
    if 'many_of' in declared:
        return sorted(value)
    kind = declared.get('type')
    return write_day(value) if kind == 'date' else write_moment(value) if kind == 'time' else value


def moment_out(moment):
    return None if moment is None else write_moment(moment)


def duty_line(world, thing, instance, verdict):
    return {'type': 'duty', 'ticket': world.root.name if world.of == 'ticket' else None,
            'assignment': thing.name if thing.of == 'assignment' else None, 'unit': thing.unit, 'duty': instance.duty.name,
            'instance': instance.number, 'state': verdict['state'], 'late': verdict['late'], 'owed_at': moment_out(instance.owed_at),
            'due': moment_out(verdict['due']), 'due_day': None if verdict['due_day'] is None else write_day(verdict['due_day']),
            'met_at': moment_out(verdict['met_at']), 'clause': instance.duty.clause, 'policy': instance.policy.id}


def worlds(book, calendar, log, events):
    """One world for each ticket named, and for each unit with events of its own."""
    tickets, units = {}, {}
    for event in log.events.values():
        if event.at <= log.now and event.ticket is not None and event.id not in log.gone:
            tickets.setdefault(event.ticket, [])
    for event in events:
        of = {p.events[event.name]['of'] for p in book.policies if event.name in p.events}
        if not of:
            if event.name not in condition.BUILT_IN:
                log.findings.append(finding('unknown_event', 'error', event.ticket, None, event.id))
        elif 'unit' in of:
            if event.unit is None:
                log.findings.append(finding('no_unit', 'error', None, None, event.id))
            else:
                units.setdefault(event.unit, []).append(event)
        elif event.ticket is None:
            log.findings.append(finding('no_ticket', 'error', None, None, event.id))
        else:
            tickets[event.ticket].append(event)
    for of, group in (('ticket', tickets), ('unit', units)):
        for name in sorted(group, key=str.encode):
            world = World(book, calendar, of, name, log.now)
            world.beside = units
            yield folded(world, group[name])


def folded(world, events):
    openers = [e for e in events if any(p.events.get(e.name, {}).get('opens') == 'ticket' for p in world.book.policies)]
    world.opener = openers[0] if openers else None
    for event in events:
        world.fold(event)
    world.finish()
    return world


def judge(paths, data, as_if=False, now=None, calendar=None):
    """All lines, as dictionaries, in order."""
    book, calendar = Rulebook(paths, as_if), calendar or Calendar()
    log = Log(data)
    events = log.settle(now)
    lines = []
    found = []
    for world in worlds(book, calendar, log, events):
        found.append(world)
        lines.extend(world.lines())
    named = {e.unit for e in log.events.values() if e.at <= log.now and e.id not in log.gone} if log.events else set()
    lines.extend(log.findings)
    for event in events:
        lines.extend(published(event, book, named) if event.name == 'publish' else ())
    lines.extend(figures.figures(book, found))
    counts = {s: sum(1 for l in lines if l['type'] == 'finding' and l['severity'] == s) for s in ('error', 'warning', 'info')}
    lines.append({'type': 'summary', 'lines': log.lines, 'bad_lines': log.bad_lines, 'events': len(log.events),
                  'tickets': sum(1 for w in found if w.of == 'ticket'),
                  'assignments': sum(len(w.assignments) for w in found), 'findings': counts})
    return lines


if __name__ == '__main__':
    import json
    import sys
    for line in judge(sys.argv[1:-1], open(sys.argv[-1], 'rb').read()):
        print(json.dumps(line, ensure_ascii=False))
