# SPDX-License-Identifier: MIT
"""Random small policies that use every key of the grammar which a judge reads."""
import random

ROLES = {'centre': '', 'handler': '', 'head': ''}
FACTS = {
    'tk': {'of': 'ticket', 'one_of': {'a': '', 'b': '', 'c': ''}}, 'tf': {'of': 'ticket', 'type': 'flag'},
    'tn': {'of': 'ticket', 'type': 'integer'}, 'tt': {'of': 'ticket', 'type': 'time'}, 'td': {'of': 'ticket', 'type': 'date'},
    'tc': {'of': 'ticket', 'type': 'code'}, 'tm': {'of': 'ticket', 'many_of': {'x': '', 'y': ''}},
    'ak': {'of': 'assignment', 'one_of': {'p': '', 'q': ''}}, 'af': {'of': 'assignment', 'type': 'flag'},
    'an': {'of': 'assignment', 'type': 'integer'}, 'at_': {'of': 'assignment', 'type': 'time'}, 'ad': {'of': 'assignment', 'type': 'date'},
    'ax': {'of': 'assignment', 'type': 'text'}, 'am': {'of': 'assignment', 'many_of': {'x': '', 'y': ''}},
    'ek': {'of': 'event', 'one_of': {'g': '', 'h': ''}}, 'en': {'of': 'event', 'type': 'integer'}, 'ed': {'of': 'event', 'type': 'date'},
    'uk': {'of': 'unit', 'one_of': {'k': '', 'l': ''}}, 'un': {'of': 'unit', 'type': 'integer'}, 'uf': {'of': 'unit', 'type': 'flag'}}
DEFAULTS = {'tk': 'a', 'tf': False, 'tn': 2, 'tm': [], 'ak': 'q', 'af': True, 'an': 1, 'am': ['x'], 'ek': 'g', 'uk': 'l', 'uf': False}
EVENTS = {
    'start': {'of': 'ticket', 'opens': 'ticket'}, 'assign': {'of': 'ticket', 'opens': 'assignment'},
    'again': {'of': 'ticket', 'opens': 'round'}, 'split': {'of': 'assignment', 'opens': 'part'},
    'note': {'of': 'ticket'}, 'mark': {'of': 'ticket'}, 'act': {'of': 'assignment'}, 'work': {'of': 'assignment'},
    'done': {'of': 'assignment'}, 'ask': {'of': 'assignment'}, 'grant': {'of': 'assignment'}, 'give': {'of': 'assignment'},
    'back': {'of': 'assignment', 'ends': 'assignment'}, 'finish': {'of': 'ticket', 'ends': 'ticket'},
    'udo': {'of': 'unit'}, 'utell': {'of': 'unit'}}
REACH = {'ticket': ('ticket',), 'assignment': ('ticket', 'assignment'), 'unit': ('unit',)}
UNITS = ('minutes', 'hours', 'days', 'workdays', 'workdays', 'workhours', 'months')


class Writer:
    """Writes one policy. A condition speaks only of what its place may see, and of duties written before."""

    def __init__(self, r):
        self.r = r
        self.duties = {}
        self.timeless = False
        self.machines = {'mt': {'of': 'ticket', 'start': 's0', 'states': {'s0': '', 's1': '', 's2': ''}},
                         'ma': {'of': 'assignment', 'start': 's0', 'states': {'s0': '', 's1': '', 's2': ''}}}
        self.facts = {n: dict(d) for n, d in FACTS.items()}
        for name, value in DEFAULTS.items():
            if r.random() < 0.3:
                self.facts[name]['default'] = value
        self.events = {n: dict(d) for n, d in EVENTS.items()}
        for name in self.events:
            self.carry(name)
        for name in ('grant', 'give'):
            self.events[name]['facts'].setdefault('en', 'optional')

    # ---- conditions ----

    def value(self, name):
        declared = self.facts[name]
        return self.r.choice(sorted(declared.get('one_of') or declared.get('many_of')))

    def compare(self, name):
        r, declared = self.r, self.facts[name]
        if 'one_of' in declared:
            if r.random() < 0.3:
                values = sorted(declared['one_of'])
                return '%s in (%s)' % (name, ', '.join(values[:2]))
            return '%s %s %s' % (name, r.choice(('=', '!=')), self.value(name))
        if 'many_of' in declared:
            return '%s has %s' % (name, self.value(name))
        kind = declared['type']
        if kind == 'flag':
            return name
        if kind == 'integer':
            return '%s %s %d' % (name, r.choice(('=', '!=', '<', '<=', '>', '>=')), r.choice((0, 1, 2, 3, 5)))
        if kind == 'time' and self.timeless:  # met, waive and pause are not looked at when time alone passes
            return 'known(%s)' % name
        if kind == 'time':
            return 'time %s %s' % (r.choice(('<', '<=', '>', '>=')), name)
        if kind == 'code':
            return 'tc under "%s"' % r.choice(('01', '01.02', '0'))
        return 'known(%s)' % name

    def seen_facts(self, of):
        return [n for n, d in self.facts.items() if d['of'] in REACH[of]]

    def seen_events(self, of):
        return [n for n, d in self.events.items() if d['of'] in (('unit',) if of == 'unit' else ('ticket', 'assignment'))]

    def event(self, of, names=None):
        name = self.r.choice(names or self.seen_events(of))
        carried = [f for f in self.events[name].get('facts', {}) if self.facts[f].get('type') not in ('time', 'date', 'text')]
        roll = self.r.random()
        if roll < 0.2 and carried:
            return '%s(%s)' % (name, self.compare(self.r.choice(sorted(carried))))
        return '%s(by %s)' % (name, self.r.choice(sorted(ROLES))) if roll < 0.25 else name

    def duty(self, of):
        names = [n for n, d in self.duties.items() if d['of'] in REACH[of] and (d['of'] == of or of == 'assignment') and d.get('every') != 'undefined']
        return self.r.choice(names) if names else None

    def atom(self, of):
        r = self.r
        roll = r.random()
        duty = self.duty(of)
        if roll < 0.35:
            return self.event(of)
        if roll < 0.65:
            return self.compare(r.choice(self.seen_facts(of)))
        if roll < 0.72:
            return 'count(%s) %s %d' % (self.event(of), r.choice(('=', '>=', '<', '>', '!=')), r.randint(0, 3))
        if roll < 0.76:
            return 'known(%s)' % r.choice(self.seen_facts(of))
        if roll < 0.80:
            name = r.choice([f for f in self.seen_facts(of) if 'one_of' in self.facts[f]])
            return 'first(%s) = %s' % (name, self.value(name))
        if roll < 0.90 and duty:
            return '%s(%s)' % (r.choice(('met', 'late', 'open', 'waived')), duty)
        if roll < 0.94 and of != 'unit':
            machine = 'mt' if of == 'ticket' or r.random() < 0.3 else 'ma'
            return 'state(%s) %s s%d' % (machine, r.choice(('=', '!=')), r.randint(0, 2))
        if roll < 0.96 and of != 'unit':
            return 'round %s %d' % (r.choice(('=', '>=')), r.randint(1, 2))
        if roll < 0.99 and of == 'ticket':
            return '%s(%s)' % (r.choice(('any', 'all')), self.condition('assignment', 1))
        return r.choice(('always', 'never'))

    def condition(self, of, depth=2):
        r = self.r
        roll = r.random()
        if depth == 0 or roll < 0.55:
            return self.atom(of)
        if roll < 0.68:
            return 'not ' + self.atom(of)
        sign = r.choice((' and ', ' or '))
        parts = [self.condition(of, depth - 1) for _ in range(r.choice((2, 2, 3)))]
        return sign.join('(%s)' % p if ' and ' in p or ' or ' in p else p for p in parts)

    def ruled(self, of, write, undefined=0.05):
        """A value that may be a table or undefined."""
        r = self.r
        roll = r.random()
        if roll < undefined:
            return 'undefined'
        if roll < 0.75:
            return write()
        names = [f for f in self.seen_facts(of) if 'one_of' in self.facts[f]]
        name = r.choice(names)
        values = sorted(self.facts[name]['one_of'])
        if r.random() < 0.3:
            one, two = self.atom(of), self.atom(of)
            table = {one: write(), two: write()}
        else:
            table = {'%s = %s' % (name, v): ('undefined' if r.random() < 0.08 else write()) for v in values}
        if r.random() < 0.4:
            table.popitem()
            table['else'] = write()
        return table

    def rule(self, of):
        return self.ruled(of, lambda: self.condition(of))

    def looked_at(self, of, write=None):
        self.timeless = True
        rule = self.ruled(of, write or (lambda: self.condition(of)), 0.03)
        self.timeless = False
        return rule

    def term(self, of):
        r = self.r
        roll = r.random()
        if roll < 0.06:
            return 'same day'
        unit = r.choice(UNITS)
        if roll < 0.16:
            return '%s %s' % (r.choice([f for f in self.seen_facts(of) if self.facts[f].get('type') == 'integer']), unit)
        return '%d %s' % (r.choice((0, 1, 1, 2, 3, 5, 10, 30) if unit != 'months' else (0, 1, 2)), unit)

    # ---- items ----

    def carry(self, name):
        r, event = self.r, self.events[name]
        reach = {'ticket': ['ticket', 'event'], 'assignment': ['ticket', 'assignment', 'event'], 'unit': ['unit', 'event']}[event['of']]
        if event.get('opens') in ('assignment', 'round'):
            reach.append('assignment')
        names = [n for n, d in self.facts.items() if d['of'] in reach]
        event['facts'] = {n: r.choice(('always', 'optional', 'optional', None)) for n in r.sample(sorted(names), r.randint(1, min(6, len(names))))}

    def give_all(self):
        """Every fact must be carried by some event."""
        where = {'ticket': 'note', 'assignment': 'act', 'event': 'work', 'unit': 'utell'}
        for name, declared in self.facts.items():
            if not any(name in e['facts'] for e in self.events.values()):
                self.events[where[declared['of']]]['facts'][name] = 'optional'

    def finish_event(self, name):
        r, event = self.r, self.events[name]
        for fact, rule in event['facts'].items():
            if rule is None:
                rule = self.condition(event['of'])
                event['facts'][fact] = {'if': rule, 'clause': 'f'} if r.random() < 0.3 else rule
        if r.random() < 0.6:
            event['by'] = r.sample(sorted(ROLES), r.randint(1, 2))
        if r.random() < 0.2:
            event['if'] = self.rule(event['of'])
        if r.random() < 0.3:
            event['severity'] = r.choice(('error', 'warning'))
        if r.random() < 0.5:
            event['clause'] = 'c' + name
        if r.random() < 0.4 and event['of'] != 'unit' :
            machine = 'mt' if event['of'] == 'ticket' else r.choice(('ma', 'ma', 'mt'))
            event['moves'] = {machine: {'s%d' % a: 's%d' % r.randint(0, 2) for a in r.sample(range(3), r.randint(1, 3))}}

    def write_duty(self, name):
        r = self.r
        of = r.choice(('assignment', 'assignment', 'assignment', 'ticket', 'ticket', 'unit'))
        duty = {'of': of}
        roll = r.random()
        if roll < (0.8 if of != 'unit' else 0.4):
            duty['owed'] = ' or '.join(self.event(of, self.owing(of)) for _ in range(r.choice((1, 1, 2))))
        elif roll < 0.9:
            duty['every'] = r.choice(('week', 'month', 'month', 'quarter', 'day' if of == 'unit' else 'month'))
        duty['met'] = self.looked_at(of, None if r.random() < 0.4 else lambda: self.event(of))
        self.optional(duty, of)
        if 'owed' in duty:
            self.timed(duty, of)
        self.duties[name] = duty

    def owing(self, of):
        usual = {'assignment': ('assign', 'again', 'act', 'work', 'note') + ('split',), 'ticket': ('start', 'note', 'act', 'assign', 'mark'),
                 'unit': ('udo', 'utell')}
        return usual[of]

    def optional(self, duty, of):
        r = self.r
        if r.random() < 0.3:
            duty['if'] = self.rule(of)
        if r.random() < 0.25:
            duty['waive'] = self.looked_at(of)
        if r.random() < 0.3:
            duty['before'] = 'undefined' if r.random() < 0.1 else r.choice([e for e in self.seen_events(of) if e not in ('start',)])
        if r.random() < 0.5:
            duty['severity'] = r.choice(('error', 'warning', 'info'))
        if r.random() < 0.5:
            duty['clause'] = 'd%d' % len(self.duties)

    def timed(self, duty, of):
        r = self.r
        if r.random() < 0.75:
            duty['within'] = self.ruled(of, lambda: self.term(of))
        elif r.random() < 0.6:
            duty['due'] = r.choice([f for f in self.seen_facts(of) if self.facts[f].get('type') in ('date', 'time')] or ['ed'])
        if 'within' in duty and r.random() < 0.12 and of != 'unit':
            duty['from'] = r.choice([f for f in self.seen_facts(of) if self.facts[f].get('type') == 'time'])
        if r.random() < 0.2:
            duty['pause'] = self.looked_at(of)
        if r.random() < 0.2:
            duty['restart'] = self.event(of)
        if r.random() < 0.2 and of == 'assignment':
            duty['survives'] = r.choice(('round', 'ticket'))
        if r.random() < 0.3:
            duty['expiry'] = r.choice(('late', 'shut', 'shut', 'undefined'))
        if r.random() < 0.2:
            duty['counting'] = self.counting(1)
        if r.random() < 0.35 and ('within' in duty or r.random() < 0.5) and of != 'unit':
            duty['extend'] = {e: self.grant(of) for e in r.sample(('grant', 'give'), r.randint(1, 2))}

    def grant(self, of):
        r = self.r
        grant = {'add': self.ruled(of, lambda: r.choice((self.term(of), 'en days')))}
        for key, values in (('most', (1, 3, 'undefined')), ('times', (1, 2, 'undefined')), ('pending', ('runs', 'pauses', 'provisional', 'undefined'))):
            if r.random() < 0.4:
                grant[key] = r.choice(values)
        if r.random() < 0.5:
            grant['asked'] = 'ask'
            if r.random() < 0.6:
                grant['asked_before'] = r.choice(('due', '1 day', '2 workdays', '3 hours', 'undefined'))
        if r.random() < 0.3:
            grant['clause'] = 'g'
        return grant

    def counting(self, few=0):
        r = self.r
        counting = {'start': r.choice(('next-day', 'same-day', 'next-workday')), 'end': r.choice(('24:00', 'close', 'same-time'))}
        if r.random() < 0.4:
            counting['cutoff'] = r.choice(('17:30', '09:00', 'none'))
        if r.random() < 0.4:
            counting['roll'] = r.choice(('none', 'next-workday'))
        for key in counting:
            if r.random() < 0.04:
                counting[key] = 'undefined'
        return {k: v for k, v in counting.items() if not few or r.random() < 0.5}

    def measure(self):
        r = self.r
        of = r.choice(('ticket', 'assignment', 'assignment', 'note') + ('act', 'done', 'assign', 'again', 'split'))
        scope = of if of in REACH else self.events[of]['of']
        measure = {'of': of}
        if of in REACH:
            own = [n for n, d in self.duties.items() if d['of'] == of and 'owed' in d]
            forms = [self.event(of), 'first(%s)' % self.event(of), 'last(%s)' % self.event(of)] + ['due(%s)' % n for n in own[:1]] + ['%s or %s' % (self.event(of), self.event(of))]
            measure['at'] = r.choice(forms)
        if r.random() < 0.3:
            measure['count'] = {self.atom(scope): r.choice(('1', '0.5', '0.25', '-1', '2')) for _ in range(2)}
        else:
            measure['count'] = self.condition(scope)
        if r.random() < 0.6:
            measure['per'] = self.condition(scope)
        if r.random() < 0.3:
            measure['except'] = self.condition(scope)
        return measure

    def proposal(self):
        r = self.r
        of = r.choice(('ticket', 'assignment', 'assignment', 'unit'))
        proposal = {'of': of, 'propose': 'look'}
        own = [n for n, d in self.duties.items() if d['of'] == of]
        forms = [self.event(of), 'first(%s)' % self.event(of), 'last(%s)' % self.event(of), 'end(%s)' % r.choice(('day', 'week', 'month')), 'undefined']
        proposal['on'] = r.choice(forms + ['due(%s)' % n for n in own[:2]] * 2)
        if r.random() < 0.6:
            proposal[r.choice(('after', 'ahead', 'after'))] = self.ruled(of, lambda: self.term(of))
        if r.random() < 0.7:
            proposal['if'] = self.ruled(of, lambda: self.condition(of))
        return proposal

    def proposals(self):
        """Of dice of their own, so that the rest of a seed's policy is what it was before there were any."""
        kept, self.r = self.r, random.Random(repr(sorted(self.duties.items())))
        proposals = {'p%d' % n: self.proposal() for n in range(self.r.randint(0, 4))}
        self.r = kept
        return proposals

    def periods(self):
        r = self.r
        day = r.choice((1, 1, 19, 28))
        periods = {'day': {'from': r.choice(('00:00', '12:00'))}, 'week': {'from': r.choice(('monday', 'friday', 'sunday'))},
                   'month': {'from_day': day, 'named_by': r.choice(('start', 'end'))}}
        return {k: 'undefined' if r.random() < 0.05 else v for k, v in periods.items()}

    def whole(self):
        r = self.r
        self.give_all()
        for n in range(r.randint(1, 5)):
            self.write_duty('d%d' % n)
        for name in self.events:
            self.finish_event(name)
        return {'calendar': 'cn', 'counting': 'undefined' if r.random() < 0.03 else self.counting(), 'periods': self.periods(), 'roles': ROLES,
                'facts': self.facts, 'events': self.events, 'machines': self.machines, 'duties': self.duties,
                'measures': {'m%d' % n: self.measure() for n in range(r.randint(0, 3))}, 'proposals': self.proposals()}


def head(name, effective, **more):
    return dict({'hotline': 1, 'id': name, 'title': name, 'source': 'random', 'issued': effective, 'effective': effective}, **more)


def calendar(r):
    """A calendar document: hours by season or all year, days closed, days worked, days with hours of their own."""
    usual = [['08:30-12:00', '14:00-17:30'], ['09:00-17:00'], ['08:00-12:00', '13:00-17:00', '19:00-24:00'], ['00:00-24:00']]
    hours = {'all': {'open': r.choice(usual)}}
    if r.random() < 0.5:
        hours = {'summer': {'from': '03-01', 'until': '09-30', 'open': r.choice(usual)}, 'winter': {'from': '10-01', 'until': r.choice(('02-29', '01-31')),
                                                                                                    'open': r.choice(usual)}}
    days = {'2020-%02d-%02d' % (r.randint(1, 3), r.randint(1, 29)): r.choice(({'class': 'closure'}, {'class': 'extra'}, {'open': ['10:00-11:00']}, {'open': []}))
            for _ in range(r.randint(0, 6))}
    return {'calendar': 1, 'id': 'town', 'hours': hours, 'days': days}


def overlay(r, writer):
    """A merge patch that changes, deletes and adds items of the body that a writer wrote."""
    patch = {'duties': {}, 'measures': {}}
    for name, duty in writer.duties.items():
        roll = r.random()
        if roll < 0.4:
            key = r.choice([k for k in ('within', 'met', 'if', 'waive', 'pause', 'severity', 'clause') if isinstance(duty.get(k), str)] or ['clause'])
            write = {'within': lambda: writer.term(duty['of']), 'severity': lambda: 'info', 'clause': lambda: 'o'}.get(key, lambda: writer.condition(duty['of'], 1))
            patch['duties'][name] = {key: None if r.random() < 0.2 and key in duty and key != 'met' else write()}
    if r.random() < 0.3:
        patch['measures']['m9'] = writer.measure()
    if r.random() < 0.3:
        patch['events'] = {'note': {'by': ['head'], 'clause': None} if 'clause' in writer.events['note'] else {'by': ['head']}}
    return patch


def transition(r, machines=True):
    word = lambda: r.choice(('ticket', 'clock', 'clock', 'switch', 'switch', 'later', 'earlier', 'undefined'))
    if r.random() < 0.5:
        return word()
    told = {'in': word()}
    if r.random() < 0.4:
        told['out'] = word()
    if machines and r.random() < 0.5:
        told['states'] = {'mt': {'s0': 's1', 's1': r.choice(('s0', 's2'))}}
    return told


def successor(r, writer, body, calendars):
    """A document that comes into force while tickets are open: an overlay, or rules of its own over the same facts, events and machines."""
    told = {'transition': transition(r)}
    if r.random() < 0.5:
        return dict(head('second', '2020-02-1%d' % r.randint(0, 9), extends='first', **told), **overlay(r, writer))
    other = Writer(r)
    other.facts, other.events = writer.facts, writer.events
    for n in range(r.randint(1, 4)):
        other.write_duty('d%d' % n)
    rest = {'duties': other.duties, 'measures': {'m%d' % n: other.measure() for n in range(r.randint(0, 2))}, 'counting': other.counting(), 'periods': body['periods'],
            'proposals': other.proposals()}
    return dict(head('second', '2020-02-1%d' % r.randint(0, 9), **told), **dict(body, **rest))


def third(r, writer, documents):
    """Another change while tickets are open, perhaps for a while only."""
    bases = ['first'] + (['second'] if 'extends' in documents[1] else [])
    document = dict(head('third', '2020-02-2%d' % r.randint(0, 9), extends=r.choice(bases), transition=transition(r)), **overlay(r, writer))
    if r.random() < 0.4:
        document['expires'] = '2020-03-%02d' % r.randint(1, 28)
    return document


def make(r):
    """Documents in order: one policy, one with an overlay of the same day, or one and its successors; and calendar documents."""
    writer = Writer(r)
    body = writer.whole()
    calendars = [calendar(r)] if r.random() < 0.4 else []
    if calendars:
        body['calendar'] = calendars[0]['id']
    documents = [dict(head('first', '2019-01-01', transition='clock'), **body)]
    if r.random() < 0.25:
        documents.append(dict(head('second', '2019-01-01', transition='clock', extends='first'), **overlay(r, writer)))
    elif r.random() < 0.4:
        documents[0]['transition'] = transition(r, False)
        for name, duty in writer.duties.items():
            if r.random() < 0.15:
                duty['transition'] = transition(r, False)
        if r.random() < 0.3:
            documents[0]['expires'] = '2020-02-%02d' % r.randint(1, 28)
        if r.random() < 0.9:
            documents.append(successor(r, writer, body, calendars))
            if r.random() < 0.3:
                documents[1]['expires'] = '2020-03-%02d' % r.randint(1, 28)
            if r.random() < 0.4:
                documents.append(third(r, writer, documents))
    return documents, calendars


# ---- scores and rankings ----

class Ranker:
    """Writes measures, scores and rankings over a policy body that a Writer wrote."""

    def __init__(self, r, body, kinds, prefix):
        self.r, self.body, self.kinds, self.prefix = r, body, kinds, prefix
        self.writer = Writer(r)
        self.writer.facts, self.writer.events = body['facts'], body['events']
        self.writer.duties = {n: d for n, d in body['duties'].items() if isinstance(d, dict) and 'of' in d and 'met' in d}

    def measures(self):
        """Some that are as random as those of a Writer, and some that come to something."""
        r = self.r
        plain = [{'of': 'assign', 'count': 'always'}, {'of': 'assign', 'count': 'known(tk) and tk = a', 'per': 'known(tk)'},
                 {'of': 'assignment', 'at': 'first(act)', 'count': 'count(act) >= 2', 'per': 'always'},
                 {'of': 'act', 'count': 'always'}, {'of': 'udo', 'count': 'always'}, {'of': 'utell', 'count': 'un > 2', 'per': 'always'},
                 {'of': 'assignment', 'at': 'assign or again', 'count': 'act or work', 'per': 'always'},
                 {'of': 'assignment', 'at': 'assign', 'count': {'count(act) = 1': '0.5', 'count(act) > 1': r.choice(('1', '0.9', '0.333333333'))}, 'per': 'always'},
                 {'of': 'act', 'count': {'count(act) = 1': '-1', 'else': '0.25'}}, {'of': 'assignment', 'at': 'assign', 'count': 'act', 'per': 'work'}]
        chosen = r.sample(plain, r.randint(2, 5)) + [self.writer.measure() for _ in range(r.choice((0, 0, 1, 2)))]
        made = {'%s%d' % (self.prefix, n): m for n, m in enumerate(chosen)}
        if r.random() < 0.06:
            made[r.choice(sorted(made))] = 'undefined'
        return made

    def number(self):
        return self.r.choice(('0', '1', '2', '3', '10', '40', '0.5', '33.333', '0.125', '60%', '12.5%', '100', '1000000000', '0.000000001'))

    def formula(self, depth=3):
        r = self.r
        roll = r.random()
        if depth == 0 or roll < 0.25:
            name = r.choice(self.names)
            return r.choice((name, name, name, 'total(%s)' % name, self.number()))
        if roll < 0.7:
            return '%s %s %s' % (self.formula(depth - 1), r.choice('+-**/'), self.formula(depth - 1))
        if roll < 0.8:
            return '(%s)' % self.formula(depth - 1)
        if roll < 0.9:
            return '%s(%s)' % (r.choice(('min', 'max')), ', '.join(self.formula(depth - 1) for _ in range(r.randint(1, 3))))
        return '-' + self.formula(0) if r.random() < 0.5 else '%s * %s' % (self.number(), self.formula(0))

    def usual(self):
        return self.r.choice(('%s * %s', '%s * %s', '%s - max(0, 2 - %s)', '%s * %s / (1 + total(%s))')).replace('%s', '{}').format(
            self.number(), self.r.choice(self.names), self.r.choice(self.names))

    def score(self):
        r = self.r
        if r.random() < 0.03:
            return 'undefined'
        parts = {}
        for n in range(r.choice((1, 1, 2, 3, 5))):
            part = {'is': 'undefined' if r.random() < 0.02 else self.usual() if r.random() < 0.6 else self.formula()}
            if r.random() < 0.4:
                part['places'] = r.choice((0, 1, 2, 3, 9))
            if r.random() < 0.5:
                part['if_undefined'] = r.choice(('0', '60', '-2.5', '0.005', '99.995'))
            if r.random() < 0.3:
                part['clause'] = 'p%d' % n
            parts['q%d' % n] = part
        score = {'parts': parts}
        if r.random() < 0.9:
            score['places'] = r.choice((0, 1, 2, 2, 4, 9))
        if r.random() < 0.5 and self.prefix == 'r':
            starts = r.sample(('-10', '0', '0.5', '1', '2.5', '10', '60', '89.995', '90', '1000000'), r.randint(0, 4))
            bands = [{'from': s} for s in starts] + [{}]
            r.shuffle(bands)
            score['bands'] = {'b%d' % n: b for n, b in enumerate(bands)}
        return score

    def ranking(self):
        r = self.r
        rule = {'every': r.choice(self.kinds), 'by': r.choice(('s0', 's0', 's1', r.choice(self.names))),
                'ties': r.choice(('all', 'none', 'undefined', r.sample(self.names, r.randint(1, len(self.names))))), 'absent': r.choice(('breaks', 'holds', 'undefined')),
                'units': 'always' if r.random() < 0.4 else r.choice((lambda: 'not (%s)' % self.writer.atom('unit'), lambda: self.writer.rule('unit')))()}
        if r.random() < 0.5:
            rule['order'] = r.choice(('low', 'high'))
        if r.random() < 0.45:
            rule['pool'] = {'by': r.choice(self.names), 'top': r.choice((1, 2, 2, 3, 3, 4, 9)), 'ties': r.choice(('include', 'exclude', 'include', 'exclude', 'undefined'))}
        for key, value in (('label', 'Ranking'), ('clause', 'r')):
            if r.random() < 0.3:
                rule[key] = value
        return rule

    def sections(self):
        measures = self.measures()
        self.names = sorted(measures)
        return {'measures': dict(self.body.get('measures', {}), **measures), 'scores': {'s0': self.score(), 's1': self.score()},
                'rankings': {'k%d' % n: self.ranking() for n in range(self.r.randint(1, 3))}}


def make_ranked(r, kinds):
    """As make(), with measures, scores and rankings in the first document, and perhaps other ones in its successor."""
    documents, calendars = make(r)
    for n, document in enumerate(documents):
        if 'extends' not in document:
            document.update(Ranker(r, document, kinds, 'r').sections())
        elif r.random() < 0.4:
            own = Ranker(r, documents[0], kinds, 'xyz'[n]).sections()
            own['measures'] = {name: m for name, m in own['measures'].items() if name[0] == 'xyz'[n]}
            document.update(own)
    return documents, calendars
