# SPDX-License-Identifier: MIT
"""What `hotline check` says can never be, never is: small random policies, and random logs in which nobody breaks a rule.

Tickets grow event by event; an event that brings any finding is taken back. Whatever such a ticket shows must not have been called
impossible: the events in it, the states that it was in, duties owed, met and waived, and that it ended.
"""
import json
import os
import random
import subprocess
import sys
import tempfile

COMMAND = os.environ.get('HOTLINE_COMMAND', 'hotline')
SEED, POLICIES = int(os.environ.get('HOTLINE_SEED', '12345')), int(os.environ.get('HOTLINE_POLICIES', '40'))
TICKETS, STEPS = 24, 14
KINDS, ROLES = ['a', 'b', 'c'], ['centre', 'handler']


# ---- policies ----

class Maker:
    """Conditions over whatever the policy declares."""

    def __init__(self, rng):
        self.rng = rng
        self.plain = rng.random() < 0.4  # few ways through the machine, so that some end nowhere
        self.flow = ['s%d' % i for i in range(rng.randint(2, 4))]
        self.work = ['w%d' % i for i in range(rng.randint(1, 3))]
        self.events = {'receive': 'ticket', 'dispatch': 'ticket'}
        for i in range(rng.randint(3, 6)):
            self.events['e%d' % i] = rng.choice(['ticket', 'ticket', 'assignment'])
        self.owner = rng.choice(sorted(e for e in self.events if e[0] == 'e'))
        self.duties = {'d%d' % i: rng.choice(['ticket', 'assignment']) for i in range(3)}

    def event(self):
        return self.rng.choice(sorted(self.events))

    def compare(self, most):
        return '%s %d' % (self.rng.choice(['=', '!=', '<', '<=', '>', '>=']), self.rng.randint(0, most))

    def atom(self, subject, duties, inside=False):
        rng = self.rng
        atoms = [lambda: self.event(), lambda: self.event(), lambda: 'count(%s) %s' % (self.event(), self.compare(2)),
                 lambda: 'round ' + self.compare(3)]
        if subject == 'assignment' or not inside:
            atoms += [lambda: 'kind = ' + rng.choice(KINDS), lambda: 'kind in (a, b)', lambda: 'flag', lambda: 'n ' + self.compare(3),
                      lambda: 'known(n)', lambda: 'state(flow) %s %s' % (rng.choice(['=', '!=']), rng.choice(self.flow))]
        if self.events[self.owner] == 'ticket' and (subject == 'assignment' or not inside):
            atoms += [lambda: 'own ' + self.compare(3), lambda: '%s(own %s)' % (self.owner, self.compare(3))]
        if subject == 'assignment':
            atoms += [lambda: 'res = ' + rng.choice(['x', 'y']), lambda: 'state(work) = ' + rng.choice(self.work)]
        readable = [d for d in duties if self.duties[d] == subject or subject == 'assignment']
        if readable:
            atoms.append(lambda: '%s(%s)' % (rng.choice(['met', 'open', 'waived', 'late']), rng.choice(readable)))
        if subject == 'ticket' and not inside:
            atoms.append(lambda: '%s(%s)' % (rng.choice(['any', 'all']), self.condition('assignment', 1, duties, True)))
        return rng.choice(atoms)()

    def condition(self, subject, depth, duties=(), inside=False):
        rng = self.rng
        if depth == 0 or rng.random() < 0.4:
            return self.atom(subject, duties, inside)
        if rng.random() < 0.3:
            return 'not (%s)' % self.condition(subject, depth - 1, duties, inside)
        return '(%s %s %s)' % (self.condition(subject, depth - 1, duties, inside), rng.choice(['and', 'and', 'or']),
                               self.condition(subject, depth - 1, duties, inside))

    def moves(self, states):
        return {s: self.rng.choice(states) for s in self.rng.sample(states, 1 if self.plain else self.rng.randint(1, len(states)))}

    def rule(self, name):
        rng, subject = self.rng, self.events[name]
        out = {'of': subject}
        if rng.random() < 0.5:
            out['by'] = rng.sample(ROLES, 1)
        if rng.random() < 0.6 and not self.plain:
            out['if'] = self.condition(subject, 2, sorted(self.duties)) if rng.random() < 0.8 else 'by ' + rng.choice(ROLES)
        moves = {'flow': self.moves(self.flow)} if self.plain or rng.random() < 0.5 else {}
        if subject == 'assignment' and rng.random() < 0.5:
            moves['work'] = self.moves(self.work)
        if moves:
            out['moves'] = moves
        if rng.random() < 0.3:
            out['ends'] = 'ticket' if subject == 'ticket' else rng.choice(['ticket', 'assignment'])
            if out['ends'] == 'ticket' and 'flow' not in moves and rng.random() < 0.8:
                out['moves'] = dict(moves, flow=self.moves(self.flow[1:] or self.flow))
        elif subject == 'ticket' and rng.random() < 0.2:
            out['opens'] = 'round'
        out['facts'] = {'kind': 'optional', 'n': 'optional'} if subject == 'ticket' else {'res': 'optional'}
        if name == self.owner:  # the one event that carries it
            out['facts']['own'] = 'optional'
            if rng.random() < 0.5:
                out['if'] = 'own ' + self.compare(3)
        return out

    def duty(self, name, earlier):
        rng, subject = self.rng, self.duties[name]
        out = {'of': subject, 'met': self.condition(subject, 2, earlier)}
        if rng.random() < 0.8:
            out['owed'] = self.event()
        if rng.random() < 0.3:
            out['if'] = self.condition(subject, 2, earlier)
        if rng.random() < 0.4:
            out['waive'] = self.condition(subject, 2, earlier)
        if rng.random() < 0.5 and 'owed' in out:
            out['within'] = rng.choice(['3 minutes', '2 hours'])
        if rng.random() < 0.3:
            out['survives'] = rng.choice(['round', 'ticket'])
        return out

    def policy(self):
        rng = self.rng
        events = {name: self.rule(name) for name in self.events}
        events['receive'] = {'of': 'ticket', 'opens': 'ticket', 'facts': {'kind': 'optional', 'flag': 'optional', 'n': 'optional'}}
        events['dispatch'] = {'of': 'ticket', 'opens': 'assignment', 'facts': {'kind': 'optional'}}
        if rng.random() < 0.3:
            events['dispatch']['if'] = self.condition('ticket', 1)
        names = sorted(self.duties)
        return {'hotline': 1, 'id': 'p', 'title': 't', 'source': 's', 'issued': '2021-01-01', 'effective': '2021-01-01', 'transition': 'ticket',
                'calendar': 'cn', 'roles': {r: r for r in ROLES},
                'facts': {'kind': {'of': 'ticket', 'one_of': {k: k for k in KINDS}},
                          'flag': {'of': 'ticket', 'type': 'flag', **({'default': False} if rng.random() < 0.5 else {})},
                          'n': {'of': 'ticket', 'type': 'integer'}, 'res': {'of': 'assignment', 'one_of': {'x': 'x', 'y': 'y'}},
                          'own': {'of': self.events[self.owner], 'type': 'integer'}},
                'machines': {'flow': {'of': 'ticket', 'start': 's0', 'states': {s: s for s in self.flow}},
                             'work': {'of': 'assignment', 'start': 'w0', 'states': {s: s for s in self.work}}},
                'events': events, 'duties': {d: self.duty(d, names[:i]) for i, d in enumerate(names)}}


# ---- logs ----

def ask(*words, given=None):
    return subprocess.run([COMMAND, *words], input=given, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120)


def claims_of(path):
    """{(code, name)} of what is called impossible; None when the policy is refused."""
    done = ask('check', '--json', path)
    if done.returncode != 0:
        return None
    found = set()
    for line in done.stdout.decode('utf-8').split('\n'):
        o = json.loads(line) if line else {}
        if o.get('type') == 'finding' and o['code'] != 'condition_never' or o.get('path', '').endswith('.waive'):
            parts = o['path'].split('.')
            found.add((o['code'], parts[-1] if parts[0] == 'machines' else parts[1] if len(parts) > 1 else ''))
    return found


class Ticket:
    def __init__(self, number):
        self.id, self.lines, self.opened, self.visited, self.at, self.ended = 'T%d' % number, [], [], [], 0, False
        self.count = number * 1000

    def propose(self, rng, maker, policy):
        name = 'receive' if not self.lines else rng.choice(sorted(policy['events']))
        rule = policy['events'][name]
        self.count += 1
        self.at += 1
        event = {'id': 'e%06d' % self.count, 'ticket': self.id, 'event': name, 'at': '2021-03-01T%02d:%02d:00+08:00' % (9 + self.at // 60, self.at % 60),
                 'role': rng.choice(rule.get('by', ROLES)), 'facts': {}}
        values = {'kind': rng.choice(KINDS), 'flag': rng.random() < 0.5, 'n': rng.randint(0, 3), 'own': rng.randint(0, 3), 'res': rng.choice(['x', 'y'])}
        event['facts'] = {f: values[f] for f in rule['facts'] if rng.random() < 0.6}
        if rule.get('opens') in ('assignment', 'round'):
            event['unit'] = 'u%d' % self.count
        if rule['of'] == 'assignment':
            if not self.opened:
                return None
            event['assignment'] = rng.choice(self.opened[-2:])
        return event


def judge(path, tickets):
    text = ''.join(json.dumps(e) + '\n' for t in tickets for e in t.lines)
    done = ask('judge', '--rulebook', path, '--json', '-', given=text.encode('utf-8'))
    if done.returncode != 0:
        raise SystemExit('judge: %s' % done.stderr.decode('utf-8')[:2000])
    lines = {}
    for line in done.stdout.decode('utf-8').split('\n'):
        o = json.loads(line) if line else {}
        if o.get('ticket'):
            lines.setdefault(o['ticket'], []).append(o)
    return lines


def contradictions(claims, ticket, event, rule, shown):
    """What the ticket shows after a clean event that was called impossible."""
    for code in ('guard_never', 'moves_never', 'object_never'):
        if (code, event['event']) in claims:
            yield code, event['event']
    trapped = [s for s in ticket.visited if ('no_way_out', s) in claims]
    if rule.get('ends') == 'ticket' and not ticket.ended and trapped:
        yield 'no_way_out', trapped[0]
    for o in shown:
        for state in o.get('machines', {}).values():
            if ('state_unreachable', state) in claims:
                yield 'state_unreachable', state
        wrong = {'met': ('duty_never_met', 'duty_never_owed'), 'open': ('duty_never_owed', 'duty_cut_off'), 'waived': ('duty_never_owed', 'condition_never')}
        for code in wrong.get(o.get('state'), ()) if o.get('type') == 'duty' else ():
            if (code, o['duty']) in claims:
                yield code, o['duty']


def try_policy(rng, folder, tally):
    maker = Maker(rng)
    policy = maker.policy()
    path = os.path.join(folder, 'policy.json')
    with open(path, 'w', encoding='utf-8') as file:
        json.dump(policy, file)
    claims = claims_of(path)
    if claims is None:
        return 0
    for code, _ in claims:
        tally[code] = tally.get(code, 0) + 1
    tickets = [Ticket(i) for i in range(TICKETS)]
    for _ in range(STEPS):
        proposed = {}
        for t in tickets:
            event = t.propose(rng, maker, policy)
            if event is not None:
                proposed[t.id] = event
                t.lines.append(event)
        lines = judge(path, tickets)
        for t in tickets:
            event, shown = proposed.get(t.id), lines.get(t.id, [])
            if event is None:
                continue
            if any(o['type'] == 'finding' for o in shown):
                t.lines.pop()
                continue
            tally['clean events'] = tally.get('clean events', 0) + 1
            rule = policy['events'][event['event']]
            for code, name in contradictions(claims, t, event, rule, shown):
                raise SystemExit('%s is said of %s, and yet:\n%s\n%s' % (code, name, json.dumps(policy), '\n'.join(json.dumps(e) for e in t.lines)))
            if rule.get('opens') in ('assignment', 'round'):
                t.opened.append(event['id'])
            t.ended = t.ended or rule.get('ends') == 'ticket'
            if not t.ended:
                t.visited += [s for o in shown if o['type'] == 'ticket' for s in o.get('machines', {}).values()]
    return 1


def main():
    rng, tally, tried = random.Random(SEED), {}, 0
    with tempfile.TemporaryDirectory() as folder:
        while tried < POLICIES:
            tried += try_policy(rng, folder, tally)
    print('%d policies: %s' % (tried, ', '.join('%s %d' % item for item in sorted(tally.items()))))
    wanted = {'guard_never', 'moves_never', 'state_unreachable', 'no_way_out', 'duty_never_owed', 'duty_never_met', 'condition_never', 'clean events'}
    missing = sorted(wanted - set(tally))
    if missing and POLICIES >= 40:
        print('these were never said, so that nothing was tried: %s' % ', '.join(missing))
        return 1
    return 0


if __name__ == '__main__':
    sys.exit(main())
