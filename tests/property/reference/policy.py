# SPDX-License-Identifier: MIT
"""Policy documents: merged with their bases, their conditions, terms and tables read, and which is in force when."""
import json
import re

import condition
from calendar import midnight, read_day

HEAD = ('hotline', 'id', 'title', 'source', 'issued', 'effective', 'expires', 'extends', 'transition', 'reasons')
SECTIONS = ('roles', 'facts', 'events', 'machines', 'duties', 'measures', 'scores', 'rankings', 'proposals')


def merge(target, patch):
    """RFC 7396."""
    if not isinstance(patch, dict):
        return patch
    result = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        else:
            result[name] = merge(result.get(name), value)
    return result


def read_value(text, read, path):
    """A value that may be "undefined" or a table: ('undefined', path) | ('one', value) | ('table', rows, else)."""
    if text == 'undefined':
        return ('undefined', path)
    if isinstance(text, dict):
        body = read.__self__.body
        rows = [(condition.parse(k, body), read_value(v, read, path + '.' + k)) for k, v in text.items() if k != 'else']
        return ('table', rows, read_value(text['else'], read, path + '.else') if 'else' in text else None, path)
    return ('one', read(text))


class Term:
    def __init__(self, text):
        if text == 'same day':
            self.n, self.fact, self.unit = 1, None, 'same day'
            return
        amount, unit = re.fullmatch(r'([0-9]+|[a-z_][a-z0-9_]*) ((?:minute|hour|workhour|day|workday|month))s?', text).groups()
        self.n, self.fact = (int(amount), None) if amount.isdigit() else (None, amount)
        self.unit = unit


class Duty:
    def __init__(self, policy, name, raw):
        path = 'duties.' + name
        self.name, self.raw, self.of = name, raw, raw['of']
        self.clause = raw.get('clause')
        self.severity = raw.get('severity', 'error')
        self.owed = policy.pattern(raw['owed']) if 'owed' in raw else None
        self.every = raw.get('every')
        self.when = read_value(raw.get('if', 'always'), policy.condition, path + '.if')
        self.met = read_value(raw['met'], policy.condition, path + '.met')
        self.waive = read_value(raw['waive'], policy.condition, path + '.waive') if 'waive' in raw else None
        self.pause = read_value(raw['pause'], policy.condition, path + '.pause') if 'pause' in raw else None
        self.within = read_value(raw['within'], policy.term, path + '.within') if 'within' in raw else None
        self.due, self.start = raw.get('due'), raw.get('from')
        self.before = raw.get('before')
        self.restart = policy.pattern(raw['restart']) if 'restart' in raw else None
        self.survives = raw.get('survives')
        self.expiry = raw.get('expiry', 'late')
        self.extend = {}
        for event, grant in raw.get('extend', {}).items():
            self.extend[event] = dict(grant, add=read_value(grant['add'], policy.term, path + '.extend.' + event + '.add'))
        base, own = policy.body.get('counting', {}), raw.get('counting', {})
        if own == 'undefined' or (base == 'undefined' and not own):
            self.counting = 'undefined'
        elif base == 'undefined':
            self.counting = dict({k: 'undefined' for k in ('start', 'end', 'cutoff', 'roll')}, **own)
        else:
            self.counting = dict(base, **own)
        self.transition = raw.get('transition')
        self.refers = set()
        for value in (self.when, self.met, self.waive, self.pause, self.within, *(grant['add'] for grant in self.extend.values())):
            for tree in trees(value):
                self.refers |= {n for kind, n in condition.atoms(tree) if kind == 'duty'}
        self.met_events = set()
        for tree in trees(self.met):
            self.met_events |= {n for kind, n in condition.atoms(tree) if kind != 'duty'}

    def mode(self, side):
        return side_of(self.transition, side)


def trees(value):
    """Every condition inside a value."""
    if value is None or value[0] == 'undefined':
        return
    if value[0] == 'one':
        if isinstance(value[1], tuple):
            yield value[1]
        return
    for key, row in value[1]:
        yield key
        yield from trees(row)
    if value[2] is not None:
        yield from trees(value[2])


def side_of(told, side):
    """What a transition says of one side, in or out; None: nothing."""
    if isinstance(told, dict):
        return told.get(side)
    return told if side == 'in' else None


class Policy:
    def __init__(self, head, body):
        self.head, self.id, self.body = head, head['id'], body
        self.parsed = {}
        for section in SECTIONS:
            body.setdefault(section, {})
        self.facts, self.events, self.machines = body['facts'], body['events'], body['machines']
        self.events.setdefault('merge', {'of': 'ticket', 'ends': 'ticket'})
        self.effective = read_day(head['effective'])
        self.expires = read_day(head['expires']) if 'expires' in head else None
        self.transition = head['transition']
        self.guard = {}
        self.required = {}
        for name, event in self.events.items():
            path = 'events.' + name
            self.guard[name] = read_value(event.get('if', 'always'), self.condition, path + '.if')
            self.required[name] = {}
            for fact, rule in event.get('facts', {}).items():
                clause = rule.get('clause', event.get('clause')) if isinstance(rule, dict) else event.get('clause')
                rule = rule['if'] if isinstance(rule, dict) else rule
                if rule != 'optional':
                    self.required[name][fact] = (read_value(rule, self.condition, path + '.facts.' + fact), clause)
        self.duties = {name: Duty(self, name, raw) for name, raw in body['duties'].items() if raw != 'undefined'}
        self.order = self.settle_order()

    def condition(self, text):
        if text not in self.parsed:
            self.parsed[text] = condition.parse(text, self.body)
        return self.parsed[text]

    def term(self, text):
        return Term(text)

    def pattern(self, text):
        tree = self.condition(text)
        return [(t[1], t[2]) for t in (tree[1] if tree[0] == 'or' else [tree])]

    def settle_order(self):
        """Duties such that each comes after those that its conditions speak of."""
        order = []

        def place(name):
            if name not in order:
                for other in sorted(self.duties[name].refers):
                    if other in self.duties:
                        place(other)
                order.append(name)
        for name in self.duties:
            place(name)
        return [self.duties[n] for n in order]

    def mode(self, side):
        """How to treat tickets: side 'in' or 'out'; None: not said."""
        return side_of(self.transition, side)

    def renamed(self, machine, state):
        states = self.transition.get('states', {}) if isinstance(self.transition, dict) else {}
        return states.get(machine, {}).get(state, state)


class Rulebook:
    def __init__(self, paths, as_if_in_force=False):
        self.policies = []
        bodies = {}
        for path in paths:
            with open(path, encoding='utf-8') as file:
                raw = json.load(file)
            head = {k: v for k, v in raw.items() if k in HEAD}
            own = {k: v for k, v in raw.items() if k not in HEAD}
            body = merge(bodies[raw['extends']], own) if 'extends' in raw else own
            bodies[raw['id']] = json.loads(json.dumps(body))
            self.policies.append(Policy(head, body))
        self.always = self.latest(self.policies) if as_if_in_force else None

    def latest(self, candidates):
        """The latest effective; of equal dates the extending document, which comes after its base."""
        best = None
        for policy in candidates:
            if best is None or policy.effective >= best.effective:
                best = policy
        return best

    def at(self, moment):
        if self.always:
            return self.always
        return self.latest(p for p in self.policies if midnight(p.effective) <= moment
                           and (p.expires is None or moment < midnight(p.expires)))

    def boundaries(self):
        """Moments at which the policy in force may change."""
        if self.always:
            return []
        days = {p.effective for p in self.policies} | {p.expires for p in self.policies if p.expires is not None}
        return sorted(midnight(d) for d in days)


if __name__ == '__main__':
    import sys
    book = Rulebook(sys.argv[1:])
    for policy in book.policies:
        print(policy.id, len(policy.events), 'events;', ' '.join(d.name for d in policy.order))
