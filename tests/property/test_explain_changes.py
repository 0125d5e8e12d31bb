#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What `hotline explain` says would change a verdict does change it, once it is so.

Of each `change` the log or the policy is changed as told, and judged again: an event at the moment of judging brings facts under which just the
told tests come out as told and the other tests of the rule as before, as far as can be; or the policy gets the told term.
The term that is told has as many days as are counted.

Environment: HOTLINE_COMMAND. HOTLINE_ROUNDS, or an argument, is the number of rounds; a second argument the first seed.
"""
import itertools
import json
import os
import random
import subprocess
import sys
import tempfile

COMMAND = os.environ.get('HOTLINE_COMMAND', 'hotline')
NOW = '2021-05-20T12:00:00+08:00'
FLAGS = ('a', 'b', 'c')
VALUES = {'a': (False, True), 'b': (False, True), 'c': (False, True), 'k': ('x', 'y', 'z'), 'n': (0, 1, 2, 3, 4, 5)}
TESTS = FLAGS + ('k = x', 'k = y', 'k in (x, z)', 'n >= 3', 'n < 2')
HOLDS = {'a': lambda v: v['a'], 'b': lambda v: v['b'], 'c': lambda v: v['c'], 'k = x': lambda v: v['k'] == 'x', 'k = y': lambda v: v['k'] == 'y',
         'k in (x, z)': lambda v: v['k'] in 'xz', 'n >= 3': lambda v: v['n'] >= 3, 'n < 2': lambda v: v['n'] < 2}
UNITS = ('minutes', 'hours', 'workhours', 'days', 'workdays', 'months')


def condition(r, depth=2):
    if depth == 0 or r.random() < 0.25:
        return ('not ' if r.random() < 0.3 else '') + r.choice(TESTS)
    parts = [condition(r, depth - 1) for _ in range(r.choice((1, 2, 2, 3)))]
    word = r.choice((' and ', ' or '))
    return ('not ' if r.random() < 0.15 else '') + '(' + word.join(parts) + ')'


def duty(r, owed):
    made = {'of': 'ticket', 'met': r.choice(('done', condition(r))), 'severity': 'warning'}
    if r.random() < 0.7:
        made['if'] = condition(r)
    if r.random() < 0.5:
        made['waive'] = condition(r)
    if owed:
        made['owed'] = 'start'
        made['within'] = '%d %s' % (r.choice((1, 2, 5, 9, 20)), r.choice(UNITS))
        if r.random() < 0.15:
            made['expiry'] = 'shut'
    return made


def policy(r, number=0):
    every = dict.fromkeys(VALUES, 'optional')
    return {'hotline': 1, 'id': 'p%d' % number, 'title': 't', 'source': 's', 'issued': '2021-01-01', 'effective': '2021-01-01', 'transition': 'ticket',
            'calendar': 'cn', 'counting': {'start': 'next-day', 'end': '24:00'}, 'roles': {}, 'machines': {},
            'facts': dict({f: {'of': 'ticket', 'type': 'flag'} for f in FLAGS}, n={'of': 'ticket', 'type': 'integer'},
                          k={'of': 'ticket', 'one_of': {'x': '', 'y': '', 'z': ''}}),
            'events': {'start': {'of': 'ticket', 'opens': 'ticket', 'facts': every}, 'set': {'of': 'ticket', 'facts': every}, 'done': {'of': 'ticket'}},
            'duties': {'d%d' % i: duty(r, i % 2) for i in range(6)}}


def changed(r, first):
    """A later policy with other terms, that takes the tickets over."""
    later = json.loads(json.dumps(first))
    later.update(id='p1', effective='2021-05-10', transition=r.choice(('later', 'earlier', 'switch', 'clock', 'ticket')))
    for made in later['duties'].values():
        if 'within' in made:
            made['within'] = '%d %s' % (r.choice((1, 2, 5, 9, 20)), r.choice(UNITS))
    return later


def log(r):
    days = sorted(r.sample(range(1, 20), 4))
    events = []
    for number, day in enumerate(days):
        facts = {f: r.choice(v) for f, v in VALUES.items() if r.random() < 0.4}
        kind = 'start' if number == 0 else r.choice(('set', 'set', 'done'))
        events.append({'id': 'e%d' % number, 'event': kind, 'ticket': 'T', 'at': '2021-05-%02dT10:00:00+08:00' % day, 'facts': {} if kind == 'done' else facts})
    return events


class Bench:
    def __init__(self, folder):
        self.folder = folder

    def run(self, form, documents, events, *words):
        arguments = [COMMAND, form, '--json', '--now', NOW]
        for number, document in enumerate(documents):
            path = os.path.join(self.folder, 'p%d.json' % number)
            with open(path, 'w', encoding='utf-8') as file:
                json.dump(document, file)
            arguments += ['--rulebook', path]
        text = '\n'.join(json.dumps(e) for e in events)
        done = subprocess.run(arguments + list(words) + ['-'], input=text.encode(), capture_output=True, timeout=60)
        assert done.returncode == 0, done.stderr.decode()
        return [json.loads(line) for line in done.stdout.splitlines()]

    def verdict(self, documents, events, name):
        return [line for line in self.run('judge', documents, events) if line['type'] == 'duty' and line['duty'] == name][0]


def held(events):
    facts = {}
    for event in events:
        facts.update(event['facts'])
    return facts


def facts_for(now, told, kept):
    """Facts under which every test comes out as told; those first that leave most other tests of the rule as they are."""
    free = [f for f in VALUES if any(f in test.split() for test in told)]
    found = []
    for values in itertools.product(*(VALUES[f] for f in free)):
        facts = dict(zip(free, values))
        if all(HOLDS[test](facts) == to for test, to in told.items()):
            moved = sum(HOLDS[test](facts) != was for test, was in kept.items() if set(test.split()) & set(free) and was is not None)
            found.append((moved, {f: v for f, v in facts.items() if now.get(f) != v}))
    return [facts for _, facts in sorted(found, key=lambda pair: pair[0])]


def as_told(change, read, events):
    """The logs in which the tests come out as told."""
    told = {test['test']: test['to'] for test in change['tests']}
    assert len(told) == len(change['tests']), 'the same test twice'
    was = {line['test']: line['verdict'] for line in read}
    assert set(told) <= set(was), 'a test that was not read'
    assert all(was[test] != to for test, to in told.items()), 'a test that comes out so already'
    done = told.pop('done', None)
    found = facts_for(held(events), told, {test: v for test, v in was.items() if test not in told and test != 'done'})
    assert found, 'it cannot be so'
    return [events + [{'id': 'z', 'event': 'done' if done else 'set', 'ticket': 'T', 'at': NOW, 'facts': {} if done else facts}] for facts in found]


def rule_of(change, story):
    """The rule whose tests the change speaks of."""
    state = {'met': 'met', 'waived': 'waive'}.get(change['to'], 'if')
    names = [state] if state != 'met' else ['if', 'met']
    head = story[0]
    if head['state'] in ('not_owed', 'possible'):
        names = ['if']
    for name in names:
        read = [line for line in story if line['type'] == 'read' and line['rule'] == name]
        if {test['test'] for test in change['tests']} <= {line['test'] for line in read}:
            return read
    raise AssertionError('no rule has these tests')


def stands(head, made):
    """Can a fact that comes now still change it? What is over was judged with what was known then."""
    return head['state'] in ('open', 'possible', 'not_owed') or 'owed' not in made


def check_tests(bench, documents, events, story, change):
    head, made = story[0], documents[-1]['duties'][story[0]['duty']]
    read = rule_of(change, story)
    if not stands(head, made) or head['ended']:
        return 0
    others = {line['test'] for line in story if line['type'] == 'read' and line['rule'] != read[0]['rule']}
    states = set()
    for log in as_told(change, read, events)[:12]:
        moved = set(log[-1]['facts']) | ({'done'} if log[-1]['event'] == 'done' else set())
        if any(set(test.split()) & moved for test in others):
            return 0  # facts are shared: that other rules come out otherwise too is no contradiction
        states.add(bench.verdict(documents, log, head['duty'])['state'])
        if change['to'] in states:
            return 1
    raise AssertionError('it is %s' % ', '.join(sorted(states)))


def check_term(bench, documents, events, story, change):
    head = story[0]
    number = [n for n, document in enumerate(documents) if document['id'] == head['policy']][0]
    for less, late in ((0, change['to'] == 'late'), (1, True)) if change['to'] == 'in_time' else ((1, True), (0, False)):
        other = json.loads(json.dumps(documents))
        within = other[number]['duties'][head['duty']]
        within['within'] = '%d %s' % (change['term'] - less, within['within'].split()[1])
        if change['term'] - less < 0:
            continue
        got = bench.verdict(other, events, head['duty'])
        assert got['late'] is late, 'under %s late is %s' % (within['within'], got['late'])
    return 1


def check_days(story):
    """As many days are counted as the term that is told has: also where two rules give a due moment and one of them decides."""
    terms = [line['text'].split() for line in story if line.get('step') == 'term']
    days = [line['number'] for line in story if line['type'] == 'day' and line.get('counted')]
    if terms and days and (terms[0][-1] in ('day', 'days')):
        assert days[-1] == int(terms[0][3]), 'a term of %s, and %d days are counted' % (terms[0][3], days[-1])


def check(bench, documents, events):
    checked = 0
    stories = []
    for line in bench.run('explain', documents, events, '--ticket', 'T'):
        if line['type'] == 'verdict':
            stories.append([])
        stories[-1].append(line)
    judged = {line['duty']: line for line in bench.run('judge', documents, events) if line['type'] == 'duty'}
    for story in stories:
        head = story[0]
        head['ended'] = judged[head['duty']]['met_at'] is not None or head['state'] in ('waived', 'cancelled', 'shut') and 'owed' in documents[-1]['duties'][head['duty']]
        head['ended'] = head['ended'] or over(documents, head, story)
        try:
            check_days(story)
        except AssertionError as problem:
            return checked, '%s: %s' % (head['text'], problem)
        for change in [line for line in story if line['type'] == 'change']:
            try:
                if 'tests' in change:
                    checked += check_tests(bench, documents, events, story, change)
                elif 'term' in change:
                    checked += check_term(bench, documents, events, story, change)
            except AssertionError as problem:
                return checked, '%s: %s: %s' % (head['text'], json.dumps(change), problem)
    return checked, None


def over(documents, head, story):
    """Not owed when it was met, released or lapsed: what comes now does not change that. Its rules read so."""
    made = documents[-1]['duties'][head['duty']]
    if 'owed' not in made:
        return False
    if head['state'] not in ('not_owed', 'possible'):
        return False
    return any(line['type'] == 'rule' and line['rule'] in ('met', 'waive') and line['verdict'] for line in story) or made.get('expiry') == 'shut'


def main():
    rounds = int(sys.argv[1] if len(sys.argv) > 1 else os.environ.get('HOTLINE_ROUNDS', '120'))
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    checked = 0
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(folder)
        for seed in range(first, first + rounds):
            r = random.Random(seed)
            documents = [policy(r)]
            if r.random() < 0.3:
                documents.append(changed(r, documents[0]))
            events = log(r)
            n, problem = check(bench, documents, events)
            checked += n
            if problem:
                print('seed %d: %s' % (seed, problem))
                for document in documents:
                    print(document['id'], document['transition'], json.dumps(document['duties'], indent=1))
                print('\n'.join(json.dumps(e) for e in events))
                return 1
    print('%d changes are as told' % checked)
    return 0 if checked > 3 * rounds else 1


if __name__ == '__main__':
    sys.exit(main())
