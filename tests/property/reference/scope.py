# SPDX-License-Identifier: MIT
"""What a condition can see: facts, events, duties and states of a ticket, an assignment or a unit, as of a number of events."""
import condition
from calendar import midnight, read_day, read_moment


class Record:
    """One event as it was folded: on which object it stands, what it opened, which of its facts were taken."""

    def __init__(self, event, target, alone, facts):
        self.event, self.target, self.alone, self.facts = event, target, alone, facts
        self.opened = None
        self.owner = {}


class Thing:
    """A ticket, an assignment or a unit."""

    def __init__(self, of, name, unit=None, round_=1):
        self.of, self.name, self.unit, self.round = of, name, unit, round_
        self.machines = {}
        self.live = True
        self.unruled = False  # ended before any policy
        self.instances = []


def typed(declared, value):
    """The value as conditions compare it. Raises ValueError when it is not of the declared type."""
    if 'one_of' in declared:
        good = isinstance(value, str) and value in declared['one_of']
    elif 'many_of' in declared:
        good = isinstance(value, list) and all(isinstance(v, str) and v in declared['many_of'] for v in value)
        if good:
            return frozenset(value)
    else:
        kind = declared['type']
        if kind == 'date':
            return read_day(value)
        if kind == 'time':
            return read_moment(value)
        good = {'flag': isinstance(value, bool), 'integer': isinstance(value, int) and not isinstance(value, bool),
                'text': isinstance(value, str), 'code': isinstance(value, str)}[kind]
    if not good:
        raise ValueError('not of its type')
    return value


class Scope:
    """`events` and `facts`: how many records count. `since`: in `met`, the first record that counts, with the end of a period."""

    def __init__(self, world, thing, at, events=None, facts=None, record=None, policy=None):
        self.world, self.thing, self.at, self.record = world, thing, at, record
        self.policy = policy or world.policy
        self.events = len(world.records) if events is None else events
        self.facts = len(world.records) if facts is None else facts
        self.since, self.span, self.linking = 0, None, False
        self.lending = False  # the event's own facts are read first, whatever `facts` says
        self.elsewhere = False  # in any() or all(), at another assignment than the event's: its facts are not lent there

    def but(self, **changed):
        other = Scope(self.world, self.thing, self.at, self.events, self.facts, self.record, self.policy)
        other.since, other.span, other.linking, other.elsewhere = self.since, self.span, self.linking, self.elsewhere
        other.lending = self.lending
        for name, value in changed.items():
            setattr(other, name, value)
        return other

    def of_unit(self, name):
        """What a ticket sees of the unit of an assignment: the value in the latest event that has one of its type."""
        declared, found = self.policy.facts[name], []
        for event in self.world.beside.get(self.thing.unit, ()):
            if event.at <= self.at and event.facts_now.get(name) not in (None, ''):
                try:
                    found = [typed(declared, event.facts_now[name])]
                except ValueError:
                    pass
        return found

    def values(self, name):
        owner = self.thing
        if self.policy.facts[name]['of'] == 'unit' and self.world.of != 'unit':
            return self.of_unit(name)
        if self.policy.facts[name]['of'] == 'ticket':
            owner = self.world.root
        return [r.facts[name] for r in self.world.records[:self.facts] if name in r.facts and r.owner.get(name) is owner]

    def read(self, name, pick):
        declared = self.policy.facts[name]
        if declared['of'] == 'event':
            values = [self.record.facts[name]] if self.record is not None and name in self.record.facts else []
        else:
            values = self.values(name)
            lent = not (self.elsewhere and declared['of'] == 'assignment')
            if lent and self.record is not None and name in self.record.facts and (self.facts > self.events or self.record.alone or self.lending):
                values = values + [self.record.facts[name]]
        if values:
            return values[pick]
        if 'default' in declared:
            return typed(declared, declared['default'])
        return condition.missing(name)

    def fact(self, name):
        return self.read(name, -1)

    def first(self, name):
        return self.read(name, 0)

    def sees(self, record, linking):
        if self.thing.of != 'assignment':
            return True
        if linking and record.opened is not None:
            return record.opened is self.thing
        if record.target is self.thing:
            return True
        return record.target is self.world.root and not record.alone

    def matches(self, record, name, tree):
        """Whether one event is of that name and its filter is true: a filter that cannot be told does not match."""
        if record.event.name != name:
            return False
        return tree is None or condition.evaluate(tree, Filter(self, record)) is True

    def those(self, name, tree, linking):
        """For each event of that name that can be seen: whether it matches."""
        found = []
        for i, record in enumerate(self.world.records[:self.events]):
            if i < self.since or not self.sees(record, linking) or record.event.name != name:
                continue
            if self.span is not None and not self.span[0] <= record.event.at < self.span[1]:
                continue
            found.append(self.matches(record, name, tree))
        return found

    def happened(self, name, tree):
        return any(self.those(name, tree, self.linking))

    def count(self, name, tree):
        return sum(self.those(name, tree, False))

    def round(self):
        return self.thing.round

    def time(self):
        return self.at

    def by(self, role):
        return self.record is not None and self.record.event.role == role

    def duty(self, word, name):
        duty = self.policy.duties.get(name)
        if duty is None:
            return condition.undefined('duties.' + name)
        thing = self.world.root if duty.of == 'ticket' else self.thing
        return self.world.duty_answer(word, duty, thing, self)

    def state(self, machine):
        thing = self.world.root if self.policy.machines[machine]['of'] == 'ticket' else self.thing
        return thing.machines.get(machine)

    def assignments(self):
        """Those of the current round."""
        return [self.but(thing=a, elsewhere=a is not self.thing) for a in self.world.assignments if a.round == self.world.root.round]


class Filter:
    """A filter sees one event's facts and who acted."""

    def __init__(self, scope, record):
        self.scope, self.record = scope, record

    def fact(self, name):
        if name in self.record.facts:
            return self.record.facts[name]
        declared = self.scope.policy.facts[name]
        return typed(declared, declared['default']) if 'default' in declared else condition.missing(name)

    first = fact

    def by(self, role):
        return self.record.event.role == role

    def time(self):
        return self.record.event.at


def table(value, scope, report=None):
    """A value that may be a table or undefined: what holds here; or Unknown. Conditions as rows' values are evaluated."""
    if value[0] == 'undefined':
        return condition.undefined(value[1])
    if value[0] == 'one':
        return condition.evaluate(value[1], scope) if isinstance(value[1], tuple) else value[1]
    answers = [(condition.evaluate(key, scope), row) for key, row in value[1]]
    true = [row for answer, row in answers if answer is True]
    if len(true) == 1:
        return table(true[0], scope, report)
    if len(true) > 1:
        if report:
            report('table_overlap', value[3])
        return condition.undefined(value[3])
    causes = [c for answer, _ in answers if condition.is_unknown(answer) for c in answer.causes]
    if causes:
        return condition.Unknown(causes)
    if value[2] is not None:
        return table(value[2], scope, report)
    if report:
        report('table_gap', value[3])
    return condition.undefined(value[3])


def chosen(value, scope):
    """The condition that decides a value that may be a table; None: none does."""
    if value[0] == 'one':
        return value[1]
    if value[0] == 'undefined':
        return None
    answers = [(condition.evaluate(key, scope), row) for key, row in value[1]]
    true = [row for answer, row in answers if answer is True]
    if len(true) == 1:
        return chosen(true[0], scope)
    if true or value[2] is None or any(condition.is_unknown(answer) for answer, _ in answers):
        return None
    return chosen(value[2], scope)


def moments_of(declared, value):
    """Moments at which a comparison of `time` with this value may change."""
    if declared.get('type') == 'time':
        return [value, value + 1]
    if declared.get('type') == 'date':
        return [midnight(value), midnight(value) + 1, midnight(value + 1), midnight(value + 1) + 1]
    return []
