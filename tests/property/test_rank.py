#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""`hotline rank --json` against the plain reference in reference/rankings.py: random scores, pools, ties and bands over random logs, to the
last digit.

Environment: HOTLINE_COMMAND, HOTLINE_SOURCE. HOTLINE_ROUNDS, or an argument, is the number of rounds; a second argument is the first seed.
`--log FILE PERIOD DOCUMENT...` compares on one log instead. Beside the reference: whatever the order of lines, the bytes are the same; what
became known later changes nothing that was asked as of a moment before; the order of units is total."""
import collections
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import traceback

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), 'reference'))

import logs  # noqa: E402
import policies  # noqa: E402
import rankings  # noqa: E402
from calendar import Calendar, read_moment, write_moment, DAY, HOUR  # noqa: E402

COMMAND = os.environ.get('HOTLINE_COMMAND', 'hotline')
SOURCE = os.environ.get('HOTLINE_SOURCE', os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..'))
KINDS = ('month', 'month', 'week', 'week', 'quarter', 'year', 'day')
NAMES = {'month': ('2020-01', '2020-02', '2020-02', '2020-03'), 'week': ('2020-01-15', '2020-02-03', '2020-02-12', '2020-03-02'),
         'quarter': ('2020-Q1',), 'year': ('2020',), 'day': ('2020-01-20', '2020-02-10', '2020-02-20')}
FINGERPRINTS = ('policy_fingerprint', 'calendar_fingerprint')
UNITS = ('u1', 'u2', 'u3', 'u4', 'u5', 'u6')


class Refused(Exception):
    """The command cannot use a policy."""


class Case:
    """Documents with a log, written to a folder."""

    def __init__(self, folder, documents, events, flags=(), calendars=()):
        self.events, self.flags, self.documents = events, list(flags), documents
        self.paths = [self.write(folder, 'policy%d.json' % n, d) for n, d in enumerate(documents)]
        self.calendars = [self.write(folder, 'calendar%d.json' % n, d) for n, d in enumerate(calendars)]
        self.calendar = Calendar(calendars[0]) if calendars else Calendar()

    @staticmethod
    def write(folder, name, document):
        path = os.path.join(folder, name)
        with open(path, 'w', encoding='utf-8') as file:
            json.dump(document, file, ensure_ascii=False, indent=1)
        return path

    def run(self, period, name=None, events=None, more=()):
        """What the command prints, and its exit status."""
        words = [COMMAND, 'rank', '--json', '--period', period] + [w for p in self.paths for w in ('--rulebook', p)]
        words += [w for p in self.calendars for w in ('--calendar', p)] + self.flags + list(more) + (['--kind', name] if name else [])
        done = subprocess.run(words + ['-'], input=logs.lines(self.events if events is None else events), capture_output=True, timeout=600)
        if done.returncode not in (0, 2, 3):
            raise RuntimeError('exit %d: %s' % (done.returncode, done.stderr.decode()))
        if done.returncode == 2:
            raise Refused(done.stderr.decode())
        return done.stdout, done.returncode

    def reference(self, **more):
        return rankings.Book(self.paths, logs.lines(self.events), '--as-if-in-force' in self.flags, calendar=self.calendar, **more)

    def names(self):
        """(ranking, kind of its periods) of all documents."""
        return sorted({(n, rule['every']) for d in self.documents for n, rule in d.get('rankings', {}).items() if rule})


def parsed(output):
    """Lines with every number as it is written. What a publication would change in what is proposed (effect) the reference does not know."""
    found = [json.loads(line, parse_float=str, parse_int=str) for line in output.decode().splitlines() if not line.startswith('{"type":"effect"')]
    for line in found:
        for name in FINGERPRINTS:
            line.pop(name, None)
    return found


def differences(said, expected):
    """What differs, as text. Of a unit that cannot be told for want of rules, any of its causes will do."""
    for head, ours in zip([l for l in said if l['type'] == 'ranking'], [l for l in expected if l['type'] == 'ranking']):
        causes, maybe, sure = set(head['causes']), ours.pop('maybe'), set(ours['causes'])
        others = len(causes - sure)  # one for a unit at most: which of its causes, or of those behind them, is not said
        if sure <= causes and len(causes) == len(head['causes']) and others <= len(maybe) and (others or sure or not maybe):
            ours['causes'] = head['causes']
    theirs, ours = ([json.dumps(l, ensure_ascii=False, sort_keys=True) for l in lines] for lines in (said, expected))
    return '\n'.join(['library   ' + l for l in theirs if l not in ours] + ['reference ' + l for l in ours if l not in theirs]
                     + (['another order of lines'] if theirs != ours and sorted(theirs) == sorted(ours) else []))


def compare(answer, book, name, period):
    """What is wrong with one ranking of one period, as text; empty: nothing. The answer is that of Case.run(), or how it was refused."""
    if isinstance(answer, Refused):
        return '' if book.rank(name, period) is None else 'refused: %s' % answer
    said, code = answer
    try:
        expected = book.rank(name, period)
        if expected is None:
            return 'the reference knows no such period'
        undefined = not expected or expected[0]['state'] == 'undefined'
        found = differences(parsed(said), expected)
    except Exception:  # the reference broke down: that is a failure too
        return traceback.format_exc()
    return found or ('' if (code == 3) == undefined else 'exit status %d' % code)


# ---- what holds whatever the reference says ----

def check_order(case, r, name, period, plain):
    """Shuffled, a log is the same log, byte for byte."""
    events = list(case.events)
    r.shuffle(events)
    assert case.run(period, name, events) == plain, 'the order of lines matters'


def check_as_of(case, r, name, period):
    """What is recorded later never changes what was known before."""
    at = read_moment(r.choice(case.events)['at']) + HOUR
    when = ('--as-of', write_moment(at), '--now', write_moment(at))
    before = case.run(period, name, None, when)
    late = []
    for n, event in enumerate(r.sample(case.events, min(len(case.events), 4))):
        moment = min(at, read_moment(event['at']) + DAY)
        late.append(dict(event, id='late%d' % n, at=write_moment(moment), known=write_moment(at + 1 + n)))
        late.append({'id': 'undo%d' % n, 'event': 'void', 'at': write_moment(moment), 'known': write_moment(at + 1 + n), 'facts': {'voids': event['id']}})
    assert case.run(period, name, case.events + late, when) == before, 'what was recorded after %s changes the ranking as of it' % when[1]


def check_total(lines):
    """Ranks from both ends agree; who is level is level with all of the same rank; nobody without a rank has a place."""
    ranked = [l for l in lines if l['type'] == 'standing' and l['rank'] is not None]
    level = collections.Counter(int(l['rank']) for l in ranked)
    for line in ranked:
        rank, last, share = int(line['rank']), int(line['rank_from_last']), int(line['level'])
        assert share == level[rank] and rank + last + share - 1 == len(ranked) + 1, line
        assert rank == 1 + sum(n for other, n in level.items() if other < rank), line
    assert [int(l['rank']) for l in ranked] == sorted(int(l['rank']) for l in ranked)
    for line in lines:
        assert line['type'] != 'standing' or (line['state'] == 'ranked') == (line['rank'] is not None), line
    order = [l['facts']['order'] for l in lines if l['type'] == 'order']
    for groups in order:
        flat = [u for g in groups for u in (g if isinstance(g, list) else [g])]
        assert sorted(flat) == sorted(l['unit'] for l in ranked), 'the order to be published has other units'


# ---- cases ----

def made(r, folder):
    documents, calendars = policies.make_ranked(r, KINDS)
    body = documents[0]
    maker = logs.Maker(r, body, '2020-01-10T00:00:00+08:00', UNITS[:r.choice((3, 4, 6))])
    for n in range(r.randint(1, 8)):
        maker.ticket('T%d' % (n + 1), 14)
    for unit in maker.units:
        maker.unit(unit, 5)
    maker.disturb()
    publish(r, maker, documents)
    return Case(folder, documents, maker.events, r.choice(((), (), ('--as-if-in-force',))), calendars)


def publish(r, maker, documents):
    """Rankings that were published, in some versions, some of them nonsense."""
    names = sorted({(n, rule['every']) for d in documents for n, rule in d.get('rankings', {}).items() if rule})
    for n in range(r.choice((0, 0, 1, 2, 4)) if names else 0):
        name, kind = r.choice(names)
        units = r.sample(UNITS, r.randint(0, len(UNITS)))
        order = units if r.random() < 0.4 else [units[:2]] + units[2:] if len(units) > 2 else [units]
        facts = {'ranking': name, 'period': r.choice(NAMES[kind]), 'version': r.choice((1, 2, '1', 'x', None, 3)), 'order': r.choice((order, order, order, 'none', None))}
        if kind == 'week':
            facts['period'] = r.choice(('2020-02-03', '2020-02-10', '2020-02-07', '2020-02-09'))
        maker.events.append({'id': 'pub%d' % n, 'event': 'publish', 'at': write_moment(read_moment('2020-03-01 09:00') + r.randint(0, 9) * DAY),
                             'facts': {k: v for k, v in facts.items() if v is not None}})


def distinct(events):
    return len({e.get('id') for e in events}) == len(events) and not any('line' in e for e in events)


def one_log(path, period, documents):
    bad = 0
    with open(path, 'rb') as file:
        data = file.read()
    book = rankings.Book(documents, data)
    for name in sorted({n for p in book.book.policies for n in p.body['rankings']}):
        done = subprocess.run([COMMAND, 'rank', '--json', '--period', period, '--kind', name] + [w for d in documents for w in ('--rulebook', d)] + [path],
                              capture_output=True)
        found = differences(parsed(done.stdout), book.rank(name, period) or [])
        print(name, period, found or 'agree')
        bad += bool(found)
    return 1 if bad else 0


def fails(seed, case, name, period, why):
    print('seed %d, ranking %s, period %s: %s' % (seed, name, period, why))
    for document in case.documents:
        print('policy', json.dumps({k: document.get(k) for k in ('id', 'effective', 'expires', 'extends', 'transition', 'periods', 'measures', 'scores', 'rankings')}, indent=1))
    print('flags', case.flags)
    sys.stdout.write(logs.lines(case.events).decode())
    print('seed %d, ranking %s, period %s: %s' % (seed, name, period, why))
    return 1


def tallied(counts, lines):
    for line in lines:
        if line['type'] == 'standing':
            counts[line['state']] += 1
            counts['ties'] += line['level'] not in (None, '1')
            counts['bands'] += line['band'] is not None
            counts['given'] += any(p['state'] == 'given' for p in line['parts'].values())
            counts['published'] += line['published_rank'] is not None


def main():
    if sys.argv[1:2] == ['--log']:
        return one_log(sys.argv[2], sys.argv[3], sys.argv[4:])
    rounds = int(sys.argv[1] if len(sys.argv) > 1 else os.environ.get('HOTLINE_ROUNDS', '400'))
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    counts = collections.Counter()
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(first, first + rounds):
            r = random.Random('rank %d' % seed)
            case = made(r, folder)
            book = None
            for name, kind in case.names():
                period = r.choice(NAMES[kind])
                lines = []
                try:
                    answer = case.run(period, name)
                    lines = parsed(answer[0])
                except Refused as refusal:
                    if re.search(r'\.json:', str(refusal)):
                        counts['refused policies'] += 1
                        break
                    answer = refusal
                try:
                    book = book or case.reference()
                    why = compare(answer, book, name, period)
                    tallied(counts, lines)
                    check_total(lines)
                    if seed % 5 == 0 and not isinstance(answer, Refused) and distinct(case.events):
                        check_order(case, r, name, period, answer)
                        check_as_of(case, r, name, period)
                        counts['orders'] += 1
                except AssertionError as problem:
                    why = 'does not hold: %s' % problem
                counts['rankings'] += 1
                if why:
                    return fails(seed, case, name, period, why)
    print(', '.join('%d %s' % (n, what) for what, n in sorted(counts.items())))
    wanted = ('ranked', 'unmeasured', 'unknown', 'outside', 'undefined', 'ties', 'bands', 'given', 'published', 'orders')
    if counts['refused policies'] * 3 > rounds or any(counts[w] * 20 < rounds for w in wanted):
        print('too few of some kind: the generator has gone stale')
        return 1
    return 0


if __name__ == '__main__':
    sys.exit(main())
