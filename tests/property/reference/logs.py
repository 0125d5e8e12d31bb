# SPDX-License-Identifier: MIT
"""Random logs for a policy: plausible courses of tickets, with everything in them that goes wrong in life."""
import json

from calendar import DAY, HOUR, MINUTE, read_moment, write_day, write_moment

STEPS = (0, 0, 1000, MINUTE, 10 * MINUTE, HOUR, 3 * HOUR, 9 * HOUR, DAY, DAY, 2 * DAY, 4 * DAY, 9 * DAY, 20 * DAY)


def fact_value(r, declared, at):
    if 'one_of' in declared:
        return r.choice(sorted(declared['one_of']))
    if 'many_of' in declared:
        names = sorted(declared['many_of'])
        return r.sample(names, r.randint(0, len(names)))
    kind = declared['type']
    if kind == 'flag':
        return r.random() < 0.5
    if kind == 'integer':
        return r.choice((0, 1, 2, 3, 5, 8))
    if kind == 'date':
        return write_day((at + r.randint(-3, 12) * DAY) // DAY)
    if kind == 'time':
        return write_moment(at + r.choice((-DAY, -HOUR, 0, HOUR, DAY, 5 * DAY)))
    return r.choice(('01', '01.02', '01.02.03', '0102', '02')) if kind == 'code' else r.choice(('a', 'b'))


def wrong_value(r):
    return r.choice((None, 7, 'nonsense', True, [], ['x'], {}, '2021-02-30'))


BAD_LINES = (
    'no json', '{', '[]', 'null', '7', '""', '{}', '{"id":"b1"}', '{"id":"b1","event":"note"}', '{"id":"b1","event":"note","at":"2020-02-30"}',
    '{"id":"b1","event":"note","at":"2020-02-03 25:00"}', '{"id":"b1","id":"b2","event":"note","at":"2020-02-03 10:00"}',
    '{"id":"b1","event":"note","at":"2020-02-03 10:00","evnt":"x"}', '{"id":"","event":"note","at":"2020-02-03 10:00"}',
    '{"id":7,"event":"note","at":"2020-02-03 10:00"}', '{"id":"b1","event":"note","at":"2020-02-03 10:00","seq":1.5}',
    '{"id":"b1","event":"note","at":"2020-02-03 10:00","facts":[]}', '{"id":"b1","event":"note","at":"2020-02-03 10:00","ticket":7}',
    '{"id":"b1","event":"note","at":"2020-02-03 10:00","facts":{"tk":"a","tk":"b"}}', '{"id":"b1","event":"note","at":"2020-02-03 10:00"} x',
    '{"id":"b1","event":"note","at":"2020-02-03 10:00","unit":""}', '{"id":"b1","event":"note","at":"2020-02-03 10:00","facts":{"tn":01}}',
    '{"id":"b1","event":"note","at":"2020-02-03T10:00:00+24:00"}', '{"id":"b1","event":"note","at":"2020-02-03 10:00","by":["x"]}',
    "{'id':'b1','event':'note','at':'2020-02-03 10:00'}", '{"id":"b1","event":"note","at":"2020-02-03 10:00","facts":{"tn":NaN}}',
    '{"id":"b1","event":"note","at":null}', '{"id":"b1","event":"note","at":"2020-02-03 10:00","known":"soon"}', ' ', '\t', '\r')


class Maker:
    def __init__(self, r, body, start, units=('u1', 'u2', 'u3')):
        self.r, self.body, self.units = r, body, units
        self.start = read_moment(start)
        self.events = []
        self.number = 0

    def facts(self, name, at):
        r, facts = self.r, {}
        for fact, rule in self.body['events'][name].get('facts', {}).items():
            if r.random() < (0.95 if rule == 'always' else 0.6):
                facts[fact] = fact_value(r, self.body['facts'][fact], at)
                if r.random() < 0.02:
                    facts[fact] = wrong_value(r)
        if r.random() < 0.02:
            facts[r.choice(sorted(self.body['facts']) + ['no_such_fact'])] = r.choice((1, 'a', True))
        return facts

    def event(self, name, at, **more):
        self.number += 1
        r, declared = self.r, self.body['events'].get(name, {})
        event = {'id': 'e%d' % self.number, 'event': name, 'at': write_moment(at)}
        event.update((k, v) for k, v in more.items() if v is not None)
        roles = declared.get('by') or sorted(self.body.get('roles', {}))
        if roles and r.random() < 0.96:
            event['role'] = r.choice(roles if r.random() < 0.97 else sorted(self.body['roles']))
        facts = self.facts(name, at) if declared else {}
        if facts or r.random() < 0.5:
            event['facts'] = facts
        if r.random() < 0.1:
            event['seq'] = r.randint(-1, 2)
        if r.random() < 0.05:
            event['known'] = write_moment(at + HOUR)
        self.events.append(event)
        return event

    def ticket(self, name, length):
        r = self.r
        kinds = {of: [e for e, d in self.body['events'].items() if d['of'] == of] for of in ('ticket', 'assignment')}
        openers = [e for e, d in self.body['events'].items() if d.get('opens') in ('assignment', 'round')]
        first = [e for e, d in self.body['events'].items() if d.get('opens') == 'ticket']
        at = self.start + r.randint(0, 60) * DAY + r.randint(0, 24 * 60) * MINUTE
        opened = []
        if first and r.random() < 0.95:
            self.event(r.choice(first), at, ticket=name)
        for _ in range(r.randint(0, length)):
            at += r.choice(STEPS)
            if openers and (not opened or r.random() < 0.12):
                opened.append(self.open(r.choice(openers), at, name))
            elif opened and kinds['assignment'] and r.random() < 0.75:
                self.assignment_event(r.choice(kinds['assignment']), at, name, opened)
            else:
                usual = [k for k in kinds['ticket'] if not self.body['events'][k].get('ends')] if r.random() < 0.8 else kinds['ticket']
                kind = r.choice(usual or kinds['ticket'])
                if self.body['events'][kind].get('opens') in ('assignment', 'round'):
                    opened.append(self.open(kind, at, name))
                elif kind not in first or r.random() < 0.1:
                    self.event(kind, at, ticket=name)

    def open(self, kind, at, name):
        return self.event(kind, at, ticket=name, unit=self.r.choice(self.units) if self.r.random() < 0.97 else None)

    def assignment_event(self, kind, at, name, opened):
        r = self.r
        target = r.choice(opened[-2:] if r.random() < 0.9 else opened)
        named = target['id'] if r.random() < 0.8 else None
        unit = r.choice((target.get('unit'), None)) if named else target.get('unit')
        if r.random() < 0.02:
            named = r.choice(('nobody', 'e1', None))
        if self.body['events'][kind].get('opens') == 'part':
            unit = r.choice(self.units)
            named = target['id']
        event = self.event(kind, at, ticket=name, assignment=named, unit=unit)
        if self.body['events'][kind].get('opens') == 'part':
            opened.append(event)

    def unit(self, name, length):
        kinds = [e for e, d in self.body['events'].items() if d['of'] == 'unit']
        at = self.start + self.r.randint(0, 20) * DAY
        for _ in range(self.r.randint(0, length) if kinds else 0):
            at += self.r.choice(STEPS)
            self.event(self.r.choice(kinds), at, unit=name)

    def built_in(self):
        """A ticket that goes on in another one, and a ranking that was published."""
        r, events = self.r, self.events
        at = read_moment(r.choice(events)['at'])
        self.number += 1
        if r.random() < 0.5:
            event = {'id': 'e%d' % self.number, 'event': 'merge', 'at': write_moment(at), 'ticket': r.choice(('T1', 'T2')), 'facts': {'into': 'T2'}}
        else:
            event = {'id': 'e%d' % self.number, 'event': 'publish', 'at': write_moment(at),
                     'facts': self.publication()}
        events.append(event)

    def publication(self):
        """As it should be, or nonsense."""
        r, names = self.r, sorted(self.body.get('rankings') or {}) + ['r', 'r', 7]
        places = ['u1', 'u2', 'u3', 'nobody', '', 3, None, ['u1', 'u2'], ['u3', 'u3', ['u4']], []]
        facts = {'ranking': r.choice(names), 'period': r.choice(('2020-01', '2020-01', '2020-13', '2020-02-03', '2020-Q1', '2020', 1)),
                 'version': r.choice((1, '1', 'x', True, None, '1234567890')),
                 'order': r.choice((['u1', ['u2', 'u3']], r.sample(places, r.randint(0, 6)) + r.sample(places, 2), 'u1', None, {'u1': 1}))}
        if r.random() < 0.1:
            facts['verison'] = 2
        return {k: v for k, v in facts.items() if r.random() < 0.95}

    def spoil(self):
        """Lines that cannot be read, and ids that are used again."""
        r, events = self.r, self.events
        if r.random() < 0.5 and events:
            again = json.loads(json.dumps(r.choice(events)))
            again[r.choice(('event', 'seq', 'unit', 'known', 'facts'))] = r.choice(('2020-02-02 10:00', 'note', 7, 'u1', {'tk': 'a'}, None))
            again['at'] = r.choice((again['at'], r.choice(events)['at']))
            events.insert(r.randint(0, len(events)), again)
        for _ in range(r.randint(0, 3)):
            events.insert(r.randint(0, len(events)), {'line': r.choice(BAD_LINES)})

    def disturb(self):
        """What goes wrong with a log as a whole."""
        r, events = self.r, self.events
        for _ in range(r.choice((0, 0, 0, 1, 1, 3))):
            if events:
                self.correct(r.choice(events))
        if events and r.random() < 0.15:
            self.built_in()
        if events and r.random() < 0.1:
            r.choice(events)['event'] = 'no_such_event'
        if events and r.random() < 0.1:
            victim = r.choice(events)
            victim.pop(r.choice(('ticket', 'unit', 'role')), None)
        if r.random() < 0.2 and events:
            self.spoil()

    def correct(self, target):
        r = self.r
        at = read_moment(target['at']) + r.choice((-HOUR, 0, HOUR, DAY))
        self.number += 1
        event = {'id': 'e%d' % self.number, 'event': 'void', 'at': write_moment(at), 'facts': {'voids': target['id']}}
        if r.random() < 0.5 and target['event'] in self.body['events']:
            event = dict(event, event='replace', facts=dict(self.facts(target['event'], at), replaces=target['id']))
        if 'ticket' in target and r.random() < 0.9:
            event['ticket'] = target['ticket']
        if r.random() < 0.05:
            event['facts'][{'void': 'voids', 'replace': 'replaces'}[event['event']]] = 'nobody'
        self.events.append(event)


def make(r, body, start, tickets=3, length=14):
    """Events as dictionaries, in the order in which they were made."""
    maker = Maker(r, body, start)
    for n in range(r.randint(1, tickets)):
        maker.ticket('T%d' % (n + 1), length)
    for unit in maker.units:
        maker.unit(unit, length // 2)
    maker.disturb()
    return maker.events


def lines(events):
    return ''.join((e['line'] if 'line' in e else json.dumps(e, ensure_ascii=False)) + '\n' for e in events).encode()
