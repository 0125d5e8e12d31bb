#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The sample's bulletin, worked out again from its events alone by the plain reference: every figure of every month and week as `hotline judge`
tells it, and every ranking of May to September with its parts as `hotline rank` tells it, to the last digit.

The reference takes a minute and a half for all tickets. Without an argument it gets every fourth of them, and everything that is not of a ticket; so
does the library. With `whole` both get all.

Environment: HOTLINE_COMMAND, HOTLINE_SAMPLE, HOTLINE_SOURCE."""
import json
import os
import subprocess
import sys
from fractions import Fraction

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.path.insert(0, os.path.join(HERE, 'reference'))

import figures  # noqa: E402
import judge  # noqa: E402
import rankings  # noqa: E402
from test_rank import COMMAND, SOURCE, differences, parsed  # noqa: E402

DOCUMENTS = [os.path.join(SOURCE, 'examples', 'policies', n) for n in ('hedong-2021-5.json', 'hedong-2021-5-working.json')]
MONTHS = ('2021-05', '2021-06', '2021-07', '2021-08', '2021-09')
RANKINGS = ('towns', 'depts')


def run(command, log, *words):
    rulebooks = [w for d in DOCUMENTS for w in ('--rulebook', d)]
    return subprocess.run([COMMAND, command, '--json'] + rulebooks + list(words) + ['-'], input=log, capture_output=True, check=True, timeout=200).stdout


def fewer(log):
    """Every fourth ticket."""
    kept, numbers = [], {}
    for line in log.splitlines(True):
        try:
            ticket = json.loads(line).get('ticket')
        except ValueError:
            ticket = None
        if ticket is None or numbers.setdefault(ticket, len(numbers)) % 4 == 0:
            kept.append(line)
    return b''.join(kept)


def told(log):
    """Figures as the command has them."""
    found = {}
    for line in run('judge', log).splitlines():
        line = json.loads(line, parse_float=Fraction)
        if line['type'] == 'figure':
            found[line['unit'], line['period'], line['measure']] = (Fraction(line['num']), line['den'], line['unknown'])
    return found


def counted(book):
    book.found = list(judge.worlds(book.book, book.calendar, book.log, book.events))
    all_ = figures.counted(book.book, book.found, ('month', 'week'))
    book.kept['month'] = {k[:4]: c for k, c in all_.items()}
    return {(k[0], k[4], k[5]): (c['num'], c['den'] if c['rate'] else None, c['unknown']) for k, c in all_.items()}


def main():
    log = subprocess.run([os.environ['HOTLINE_SAMPLE']], capture_output=True, check=True).stdout
    whole = sys.argv[1:2] == ['whole']
    log = log if whole else fewer(log)
    book = rankings.Book(DOCUMENTS, log)
    theirs, ours = told(log), counted(book)
    bad = sorted(str((k, theirs.get(k), ours.get(k))) for k in set(theirs) | set(ours) if theirs.get(k) != ours.get(k))
    standings = 0
    for month in MONTHS:
        for name in RANKINGS:
            said = parsed(run('rank', log, '--period', month, '--kind', name))
            expected = book.rank(name, month)
            standings += sum(l['type'] == 'standing' for l in expected)
            bad += [differences(said, expected)] if differences(said, expected) else []
    print('\n'.join(bad[:20]))
    print('%d figures and %d standings, %d differences' % (len(ours), standings, len(bad)))
    return 1 if bad or len(ours) < (4000 if whole else 2000) or standings < 100 else 0


if __name__ == '__main__':
    sys.exit(main())
