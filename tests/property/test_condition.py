# SPDX-License-Identifier: MIT
"""Random conditions over random tickets, answered by the library and by reference/condition.py: the same yes, no or unknown.

Each condition is the guard of a probe event of its own, so that one run of `hotline judge` answers them all: no finding is yes, `guard` no,
`guard_unknown` unknown. What a probe sees (facts, events, states, a duty) is told here once more, plainly.
"""
import json
import os
import random
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), 'reference'))
import condition  # noqa: E402

COMMAND = os.environ.get('HOTLINE_COMMAND', 'hotline')
SEED, POLICIES, TICKETS, CONDITIONS = int(os.environ.get('HOTLINE_SEED', '12345')), 12, 12, 40

FACTS = {
    'urgent': {'of': 'ticket', 'type': 'flag', 'default': False},
    'vip': {'of': 'ticket', 'type': 'flag'},
    'kind': {'of': 'ticket', 'one_of': {'help': '', 'report': '', 'other': ''}},
    'code': {'of': 'ticket', 'type': 'code'},
    'n': {'of': 'ticket', 'type': 'integer'},
    'note': {'of': 'ticket', 'type': 'text'},
    'tags': {'of': 'ticket', 'many_of': {'x': '', 'y': '', 'z': ''}, 'default': []},
    'ready': {'of': 'assignment', 'type': 'flag'},
    'result': {'of': 'assignment', 'one_of': {'good': '', 'bad': ''}},
    'amount': {'of': 'assignment', 'type': 'integer', 'default': 2},
    'marks': {'of': 'assignment', 'many_of': {'x': '', 'y': ''}},
    'promised': {'of': 'assignment', 'type': 'date'},
    'visit': {'of': 'assignment', 'type': 'time'},
    'outcome': {'of': 'event', 'one_of': {'reached': '', 'missed': ''}},
    'extra': {'of': 'event', 'type': 'integer', 'default': 1},
}
OF_TICKET = ['urgent', 'vip', 'kind', 'code', 'n', 'note', 'tags']
OF_ASSIGNMENT = ['ready', 'result', 'amount', 'marks', 'promised', 'visit']
OF_EVENT = ['outcome', 'extra']
CARRIED = {'receive': OF_TICKET, 'change': OF_TICKET, 'work': OF_ASSIGNMENT + OF_EVENT, 'call': OF_EVENT, 'dispatch': [], 'redo': [], 'done': [],
           'settle': []}
ROLES = ['centre', 'handler']


def optional(names):
    return {name: 'optional' for name in names}


def policy(conditions):
    """conditions: {'ticket': [...], 'assignment': [...]}"""
    events = {
        'receive': {'of': 'ticket', 'opens': 'ticket', 'facts': optional(OF_TICKET)},
        'change': {'of': 'ticket', 'facts': optional(OF_TICKET)},
        'dispatch': {'of': 'ticket', 'opens': 'assignment', 'moves': {'flow': {'received': 'sent', 'sent': 'sent'}}},
        'redo': {'of': 'ticket', 'opens': 'round', 'moves': {'flow': {'received': 'sent', 'sent': 'sent'}}},
        'work': {'of': 'assignment', 'facts': optional(OF_ASSIGNMENT + OF_EVENT)},
        'call': {'of': 'assignment', 'facts': optional(OF_EVENT)},
        'done': {'of': 'assignment', 'moves': {'job': {'todo': 'finished', 'finished': 'finished'}}},
        'settle': {'of': 'ticket'},
    }
    for i, text in enumerate(conditions['ticket']):
        events['ask_t%d' % i] = {'of': 'ticket', 'severity': 'warning', 'facts': optional(OF_EVENT), 'if': text}
    for i, text in enumerate(conditions['assignment']):
        events['ask_a%d' % i] = {'of': 'assignment', 'severity': 'warning', 'facts': optional(OF_EVENT + ['ready']), 'if': text}
    return {
        'hotline': 1, 'id': 'probe', 'title': 'p', 'source': 's', 'issued': '2021-01-01', 'effective': '2021-01-01', 'transition': 'clock',
        'calendar': 'cn', 'roles': {role: '' for role in ROLES}, 'facts': FACTS, 'events': events,
        'machines': {'flow': {'of': 'ticket', 'start': 'received', 'states': {'received': '', 'sent': ''}},
                     'job': {'of': 'assignment', 'start': 'todo', 'states': {'todo': '', 'finished': ''}}},
        'duties': {'reply': {'of': 'assignment', 'owed': 'dispatch', 'met': 'done', 'within': '2 hours'},
                   'case': {'of': 'ticket', 'owed': 'receive', 'met': 'settle', 'waive': 'urgent', 'within': '3 hours'}},
    }


# ---- conditions ----

def quoted(rng, name):
    texts = {'code': ['01', '01.02', '01.020', '1', '0', '010'], 'note': ['', 'a', '\u533a'], 'promised': ['2021-05-01', '2021-05-02'],
             'visit': ['2021-05-01T10:00', '2021-05-01T12:30', '2021-05-03T09:00']}
    return '"%s"' % rng.choice(texts[name])


def compared(rng, name, left, readable):
    declared = FACTS[name]
    if 'one_of' in declared:
        values = list(declared['one_of'])
        if rng.random() < 0.4:
            return '%s in (%s)' % (left, ', '.join(rng.sample(values, rng.randint(1, len(values)))))
        return '%s %s %s' % (left, rng.choice(['=', '!=']), rng.choice(values))
    if 'many_of' in declared:
        return '%s has %s' % (left, rng.choice(list(declared['many_of'])))
    kind = declared['type']
    if kind == 'flag':
        return left
    if kind == 'integer':
        other = rng.choice([str(rng.randint(-1, 4))] * 3 + [f for f in readable if FACTS[f].get('type') == 'integer'])
        return '%s %s %s' % (left, rng.choice(list(condition.ORDER)), other)
    if kind == 'code' and rng.random() < 0.6:
        return '%s under %s' % (left, quoted(rng, name))
    if kind in ('code', 'text'):
        return '%s %s %s' % (left, rng.choice(['=', '!=']), quoted(rng, name))
    return '%s %s %s' % (left, rng.choice(list(condition.ORDER)), quoted(rng, name))


def event_atom(rng, events):
    name = rng.choice(events)
    carried = CARRIED[name]
    text = name
    if rng.random() < 0.6:
        text += '(%s)' % tree(rng, 1, lambda: filter_atom(rng, carried))
    if rng.random() < 0.4:
        return 'count(%s) %s %d' % (text, rng.choice(list(condition.ORDER)), rng.randint(0, 3))
    return text


def filter_atom(rng, carried):
    if not carried or rng.random() < 0.25:
        return 'by %s' % rng.choice(ROLES)
    name = rng.choice(carried)
    return 'known(%s)' % name if rng.random() < 0.15 else compared(rng, name, name, carried)


def atom(rng, place, inside):
    """place: whose rule; inside: in any() or all(), where the event's own facts and role are not read."""
    kind = rng.random()
    own = OF_TICKET + (OF_ASSIGNMENT if place == 'assignment' or inside else [])
    readable = own + ([] if inside else OF_EVENT + (['ready'] if place == 'assignment' else []))
    if kind < 0.45:
        name = rng.choice(readable)
        if rng.random() < 0.12:
            return 'known(%s)' % name
        if rng.random() < 0.25 and name not in OF_EVENT:
            return compared(rng, name, 'first(%s)' % name, own)
        return compared(rng, name, name, readable)
    if kind < 0.65:
        return event_atom(rng, list(CARRIED))
    if kind < 0.75:
        duties = ['case'] + (['reply'] if place == 'assignment' or inside else [])
        return '%s(%s)' % (rng.choice(['met', 'late', 'open', 'waived']), rng.choice(duties))
    if kind < 0.80:
        return 'state(flow) %s %s' % (rng.choice(['=', '!=']), rng.choice(['received', 'sent']))
    if kind < 0.85 and (place == 'assignment' or inside):
        return 'state(job) %s %s' % (rng.choice(['=', '!=']), rng.choice(['todo', 'finished']))
    if kind < 0.88:
        return 'round %s %d' % (rng.choice(list(condition.ORDER)), rng.randint(0, 3))
    if kind < 0.92:
        right = rng.choice(['"2021-05-01T12:00"', '"2021-05-01T15:30"'] + (['promised', 'visit'] if place == 'assignment' or inside else []))
        return 'time %s %s' % (rng.choice(list(condition.ORDER)), right)
    if kind < 0.94:
        return rng.choice(['always', 'never', 'yes', 'no'])
    if inside:
        return rng.choice(OF_ASSIGNMENT[:1])
    if kind < 0.96:
        return 'by %s' % rng.choice(ROLES)
    return '%s(%s)' % (rng.choice(['any', 'all']), tree(rng, 1, lambda: atom(rng, place, True)))


def tree(rng, depth, leaf):
    """Few brackets, so that precedence decides."""
    parts = [leaf() if depth == 0 or rng.random() < 0.5 else '(%s)' % tree(rng, depth - 1, leaf) for _ in range(rng.choice([1, 1, 2, 2, 3, 4]))]
    text = ''
    for i, part in enumerate(parts):
        text += (rng.choice([' and ', ' or ']) if i else '') + rng.choice(['', '', 'not ']) + part
    return text


# ---- tickets ----

def value(rng, name):
    declared = FACTS[name]
    if 'one_of' in declared:
        return rng.choice(list(declared['one_of']))
    if 'many_of' in declared:
        values = list(declared['many_of'])
        return rng.sample(values, rng.randint(0, len(values)))
    kind = declared['type']
    return {'flag': lambda: rng.random() < 0.5, 'integer': lambda: rng.randint(-1, 4)}.get(kind, lambda: quoted(rng, name)[1:-1])()


def facts(rng, names, chance):
    return {name: value(rng, name) for name in names if rng.random() < chance}


class Ticket:
    """Makes the events of a ticket and keeps what they lead to."""

    def __init__(self, rng, name):
        self.rng, self.name, self.minute, self.seq = rng, name, 9 * 60, 0
        self.lines, self.events = [], []
        self.round, self.assignments, self.live = 1, [], []
        self.add('receive', facts(rng, OF_TICKET, 0.4))
        for _ in range(rng.randint(0, 10)):
            self.step()

    def add(self, event, carried, assignment=None):
        self.seq += 1
        line = {'id': '%s-%d' % (self.name, self.seq), 'ticket': self.name, 'event': event, 'seq': self.seq,
                'at': '2021-05-01T%02d:%02d:00+08:00' % divmod(self.minute, 60), 'role': self.rng.choice(ROLES), 'unit': 'u', 'facts': carried}
        if assignment:
            line['assignment'] = assignment['id']
        self.lines.append(line)
        carried = {name: given for name, given in carried.items() if given != ''}  # docs/events.md: an empty text is no value
        happened = {'event': event, 'facts': carried, 'role': line['role'], 'assignment': assignment, 'minute': self.minute, 'id': line['id']}
        self.events.append(happened)
        if event in ('dispatch', 'redo'):
            self.open(happened)
        return happened

    def open(self, happened):
        if happened['event'] == 'redo':
            self.round += 1
            for old in self.live:
                old['ended'] = happened['minute']
            self.live = []
        new = {'id': happened['id'], 'round': self.round, 'by': happened['event'], 'from': happened['minute'], 'ended': None}
        self.assignments.append(new)
        self.live.append(new)

    def step(self):
        rng = self.rng
        self.minute += rng.choice([1, 20, 60, 100])
        event = rng.choice(['change', 'dispatch', 'dispatch', 'redo', 'settle', 'work', 'work', 'call', 'done'])
        if event in ('work', 'call', 'done'):
            if self.live:
                self.add(event, facts(rng, CARRIED[event], 0.35), rng.choice(self.live))
        else:
            self.add(event, facts(rng, CARRIED[event], 0.3))

    def probe(self, event, carried, assignment=None):
        """The scope in which the library must answer: everything before the event, its own facts applied."""
        before = list(self.events)
        return Scope(self, before, self.add(event, carried, assignment), assignment)


class When(str):
    """A date beside a time is compared by the date."""

    def key(self, other):
        n = min(len(self), len(other))
        return self[:n], other[:n]

    def __eq__(self, other):
        a, b = self.key(other)
        return str(a) == str(b)

    def __ne__(self, other):
        return not self == other

    def __lt__(self, other):
        a, b = self.key(other)
        return str(a) < str(b)

    def __le__(self, other):
        return self < other or self == other

    def __gt__(self, other):
        return not self <= other

    def __ge__(self, other):
        return not self < other

    __hash__ = str.__hash__


class Scope:
    """What a condition may ask, for reference/condition.py. assignment None: the ticket."""

    def __init__(self, ticket, events, probe, assignment):
        self.ticket, self.events, self.probe, self.assignment = ticket, events, probe, assignment

    def values(self, name):
        """All values of a fact that this object sees, earliest first. The probe's own facts are applied last."""
        of = FACTS[name]['of']
        seen = [] if of == 'event' else [e['facts'][name] for e in self.events
                                         if name in e['facts'] and (of == 'ticket' or e['assignment'] is self.assignment)]
        applies = self.probe is not None and name in self.probe['facts'] and (of in ('ticket', 'event') or self.probe['assignment'] is self.assignment)
        return seen + ([self.probe['facts'][name]] if applies else [])

    def pick(self, name, index):
        values = self.values(name)
        if not values and 'default' not in FACTS[name]:
            return condition.missing(name)
        found = values[index] if values else FACTS[name]['default']
        return When(found) if FACTS[name].get('type') in ('date', 'time') else found

    def fact(self, name):
        return self.pick(name, -1)

    def first(self, name):
        return self.pick(name, 0)

    def sees(self, event):
        if self.assignment is None or event['assignment'] is None:
            return True
        return event['assignment'] is self.assignment

    def matching(self, name, filter_tree):
        return [e for e in self.events if e['event'] == name and self.sees(e)
                and (filter_tree is None or condition.evaluate(filter_tree, EventScope(e)) is True)]

    def happened(self, name, filter_tree):
        return bool(self.matching(name, filter_tree))

    def count(self, name, filter_tree):
        return len(self.matching(name, filter_tree))

    def by(self, role):
        return self.probe['role'] == role

    def round(self):
        return self.assignment['round'] if self.assignment else self.ticket.round

    def time(self):
        return When('2021-05-01T%02d:%02d' % divmod(self.ticket.minute, 60))

    def state(self, machine):
        if machine == 'flow':
            return 'sent' if any(e['event'] in ('dispatch', 'redo') for e in self.events) else 'received'
        return 'finished' if any(e['event'] == 'done' and e['assignment'] is self.assignment for e in self.events) else 'todo'

    def assignments(self):
        # the event's own facts are applied to its own assignment also there
        return [Scope(self.ticket, self.events, self.probe, a) for a in self.ticket.assignments if a['round'] == self.ticket.round]

    def duty(self, word, name):
        met, late, is_open, waived = self.reply() if name == 'reply' else self.case()
        return {'met': met, 'late': late, 'open': is_open, 'waived': waived}[word]

    def reply(self):
        a, now = self.assignment, self.ticket.minute
        if a['by'] != 'dispatch':
            return False, False, False, False
        met = next((e['minute'] for e in self.events if e['event'] == 'done' and e['assignment'] is a), None)
        end = met if met is not None else a['ended'] if a['ended'] is not None else now
        return met is not None, end > a['from'] + 120, met is None and a['ended'] is None, False

    def case(self):
        start, urgent = self.events[0]['minute'], FACTS['urgent']['default']
        for e in self.events:
            urgent = e['facts'].get('urgent', urgent)
            if e['event'] == 'settle':
                return True, e['minute'] > start + 180, False, False
            if urgent:
                return False, e['minute'] > start + 180, False, True
        return False, self.ticket.minute > start + 180, True, False


class EventScope:
    """A filter: the event's own facts and role."""

    def __init__(self, event):
        self.event = event

    def fact(self, name):
        if name not in self.event['facts'] and 'default' not in FACTS[name]:
            return condition.missing(name)
        found = self.event['facts'].get(name, FACTS[name].get('default'))
        return When(found) if FACTS[name].get('type') in ('date', 'time') else found

    def by(self, role):
        return self.event['role'] == role


# ---- comparing ----

def judge(folder, document, lines):
    paths = [os.path.join(folder, 'policy.json'), os.path.join(folder, 'log.jsonl')]
    with open(paths[0], 'w', encoding='utf-8') as file:
        json.dump(document, file, ensure_ascii=False, indent=1)
    with open(paths[1], 'w', encoding='utf-8') as file:
        file.writelines(json.dumps(line, ensure_ascii=False) + '\n' for line in lines)
    done = subprocess.run([COMMAND, 'judge', '--rulebook', paths[0], '--json', paths[1]], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120)
    if done.returncode != 0:
        raise SystemExit('exit status %d: %s' % (done.returncode, done.stderr.decode('utf-8')))
    return [json.loads(line) for line in done.stdout.decode('utf-8').splitlines()]


def expected(document, text, scope):
    answer = condition.evaluate(condition.parse(text, document), scope)
    return 'unknown' if condition.is_unknown(answer) else 'yes' if answer else 'no'


def ask(rng, ticket, document, conditions, wanted):
    ticket.minute += rng.choice([1, 30, 90])
    for place in ('ticket', 'assignment'):
        for i, text in enumerate(conditions[place]):
            carried = facts(rng, OF_EVENT + (['ready'] if place == 'assignment' else []), 0.3)
            if place == 'assignment' and not ticket.live:
                continue
            scope = ticket.probe('ask_%s%d' % (place[0], i), carried, rng.choice(ticket.live) if place == 'assignment' else None)
            wanted[ticket.events[-1]['id']] = (expected(document, text, scope), text)


def run(rng, folder, counts):
    conditions = {place: [tree(rng, 2, lambda: atom(rng, place, False)) for _ in range(CONDITIONS)] for place in ('ticket', 'assignment')}
    document = policy(conditions)
    tickets, wanted = [Ticket(rng, 'T%d' % i) for i in range(TICKETS)], {}
    for ticket in tickets:
        ask(rng, ticket, document, conditions, wanted)
    found = {}
    for line in judge(folder, document, [line for ticket in tickets for line in ticket.lines]):
        if line['type'] == 'finding' and line['code'] in ('guard', 'guard_unknown'):
            found[line['event']] = 'no' if line['code'] == 'guard' else 'unknown'
        elif line['type'] == 'finding':
            raise SystemExit('a finding that nobody expects: %s' % line)
    failures = 0
    for name, (answer, text) in wanted.items():
        counts[answer] = counts.get(answer, 0) + 1
        if found.get(name, 'yes') != answer:
            failures += 1
            if failures <= 5:
                print('%s: the library says %s, expected %s: %s' % (name, found.get(name, 'yes'), answer, text))
                print('   ', [(e['event'], e['facts'], e['role'], e['minute']) for t in tickets if name.startswith(t.name + '-') for e in t.events
                              if not e['event'].startswith('ask') or e['id'] == name])
    return failures


def main():
    rng, counts, failures = random.Random(SEED), {}, 0
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(POLICIES):
            failures += run(rng, folder, counts)
    print('%d answers: %s' % (sum(counts.values()), ', '.join('%s %d' % item for item in sorted(counts.items()))))
    if min(counts.get(answer, 0) for answer in ('yes', 'no', 'unknown')) < 500:
        print('an answer is too rare to prove anything')
        return 1
    print('%d differ' % failures)
    return 1 if failures else 0


if __name__ == '__main__':
    sys.exit(main())
