# SPDX-License-Identifier: MIT
"""Tables that cannot be enumerated when read, at run time: a row that is true decides though others are unknown; a gap and an overlap are
findings when they occur; unknown rows leave the answer open only while none is true.

Every combination of three facts (no value, or one of three) is tried against every table, beside a plain reading.
"""
import itertools
import json
import os
import subprocess
import sys
import tempfile

COMMAND = os.environ.get('HOTLINE_COMMAND', 'hotline')
NAMES = ('a', 'b', 'c')
CHOICES = (None, 'p', 'q', 'r')

# rows as (fact, text) that must be equal, joined by `and`; value yes, no or undefined. else: ()
TABLES = [
    [((('a', 'p'),), 'yes'), ((('a', 'q'),), 'no')],
    [((('a', 'p'),), 'yes'), ((('a', 'q'),), 'no'), ((), 'undefined')],
    [((('a', 'p'),), 'yes'), ((('b', 'p'),), 'no')],
    [((('a', 'p'),), 'yes'), ((('b', 'p'),), 'yes'), ((), 'no')],
    [((('a', 'p'),), 'undefined'), ((('b', 'p'),), 'yes'), ((('c', 'p'),), 'no')],
    [((('a', 'p'), ('b', 'q')), 'yes'), ((('a', 'q'), ('c', 'r')), 'no'), ((('b', 'r'),), 'yes'), ((), 'no')],
    [((), 'yes')],
]


def key(tests):
    return ' and '.join('%s = "%s"' % test for test in tests) or 'else'


def policy():
    events = {'receive': {'of': 'ticket', 'opens': 'ticket', 'facts': {name: 'optional' for name in NAMES}}}
    for i, table in enumerate(TABLES):
        events['ask%d' % i] = {'of': 'ticket', 'if': {key(tests): answer for tests, answer in table}}
    return {'hotline': 1, 'id': 'tables', 'title': 't', 'source': 's', 'issued': '2021-01-01', 'effective': '2021-01-01', 'transition': 'clock',
            'calendar': 'cn', 'facts': {name: {'of': 'ticket', 'type': 'text'} for name in NAMES}, 'events': events}


def row_holds(tests, values):
    """True, False or None (unknown)."""
    answers = [None if values[fact] is None else values[fact] == text for fact, text in tests]
    return False if False in answers else None if None in answers else True


def expected(table, values):
    answers = [(row_holds(tests, values), answer) for tests, answer in table if tests]
    true = [answer for holds, answer in answers if holds]
    if len(true) > 1:
        return 'table_overlap'
    if not true:
        if any(holds is None for holds, _ in answers):
            return 'guard_unknown'
        true = [answer for tests, answer in table if not tests]
        if not true:
            return 'table_gap'
    return {'yes': None, 'no': 'guard', 'undefined': 'guard_unknown'}[true[0]]


def log(wanted):
    for t, values in enumerate(itertools.product(CHOICES, repeat=len(NAMES))):
        values = dict(zip(NAMES, values))
        line = {'ticket': 'T%d' % t, 'at': '2021-05-01T08:00:00+08:00'}
        yield dict(line, id='T%d' % t, event='receive', facts={k: v for k, v in values.items() if v is not None})
        for i, table in enumerate(TABLES):
            wanted['T%d-%d' % (t, i)] = expected(table, values)
            yield dict(line, id='T%d-%d' % (t, i), event='ask%d' % i, seq=i + 1)


def main():
    wanted, found = {}, {}
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, name) for name in ('policy.json', 'log.jsonl')]
        with open(paths[0], 'w', encoding='utf-8') as file:
            json.dump(policy(), file)
        with open(paths[1], 'w', encoding='utf-8') as file:
            file.writelines(json.dumps(line) + '\n' for line in log(wanted))
        done = subprocess.run([COMMAND, 'judge', '--rulebook', paths[0], '--json', paths[1]], stdout=subprocess.PIPE, timeout=120, check=True)
    for line in map(json.loads, done.stdout.decode('utf-8').splitlines()):
        if line['type'] == 'finding':
            found[line['event']] = line['code']
    different = [(name, found.get(name), code) for name, code in wanted.items() if found.get(name) != code]
    seen = sorted({str(code) for code in wanted.values()})
    print('%d tables read, answers seen: %s; %d differ' % (len(wanted), ', '.join(seen), len(different)))
    for name, got, code in different[:10]:
        print('%s: the library says %s, expected %s' % (name, got, code))
    return 1 if different or len(seen) != 5 or set(found) - set(wanted) else 0


if __name__ == '__main__':
    sys.exit(main())
