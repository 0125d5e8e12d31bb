#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""`hotline judge --json` against the plain reference in reference/judge.py: random logs over real and random policies, line by line.

Environment: HOTLINE_COMMAND, HOTLINE_SOURCE. HOTLINE_ROUNDS, or an argument, is the number of rounds; a
second argument is the first seed. `--log FILE DOCUMENT...` compares on one log instead. A failing case is made small before it is printed. Messages
are not compared, nor the order of findings."""
import collections
import glob
import json
import os
import random
import subprocess
import sys
import tempfile
import traceback

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), 'reference'))

import judge  # noqa: E402
from calendar import read_moment  # noqa: E402
import logs  # noqa: E402
import policies  # noqa: E402
import policy  # noqa: E402
from calendar import read_moment  # noqa: E402

COMMAND = os.environ.get('HOTLINE_COMMAND', 'hotline')
SOURCE = os.environ.get('HOTLINE_SOURCE', os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..'))
HEDONG = ('hedong-2021-5.json', 'hedong-2021-5-working.json')


class Refused(Exception):
    """The command cannot use a policy."""


def run(paths, log, flags=(), calendars=()):
    arguments = [COMMAND, 'judge', '--json'] + [a for p in paths for a in ('--rulebook', p)] + [a for p in calendars for a in ('--calendar', p)] + list(flags) + ['-']
    done = subprocess.run(arguments, input=log, capture_output=True, timeout=600)
    if done.returncode == 2:
        raise Refused(done.stderr.decode())
    if done.returncode != 0:
        raise RuntimeError('exit %d: %s' % (done.returncode, done.stderr.decode()))
    return done.stdout


def spelled(line):
    """A line such that equal lines have equal texts."""
    line = {k: v for k, v in line.items() if k != 'message'}
    if line['type'] == 'figure':
        line['num'] = float(line['num'])
    for name, value in line.get('facts', {}).items():
        if isinstance(value, list):
            line['facts'][name] = sorted(value)
    return json.dumps(line, ensure_ascii=False, sort_keys=True)


def differences(paths, log, flags=(), calendars=()):
    """[(text, who has it and how often)]: empty when both agree."""
    said = run(paths, log, flags, calendars).splitlines()  # first: a policy that it refuses is none for the reference either
    ours = judge.judge(paths, log, '--as-if-in-force' in flags, calendar=worked(calendars))
    # What is proposed is the oversight's: the reference knows of no proposals. The order and --now checks below do compare them.
    theirs = collections.Counter(spelled(l) for l in map(json.loads, said) if l['type'] != 'proposal')
    theirs.subtract(spelled(l) for l in ours)
    return sorted((text, n) for text, n in theirs.items() if n)


def worked(calendars):
    for path in calendars:
        with open(path, encoding='utf-8') as file:
            return judge.Calendar(json.load(file))
    return judge.Calendar()


class Case:
    """Documents with a log. Documents are paths, or dictionaries that are written to `folder`."""

    def __init__(self, folder, documents, events, flags=(), calendars=()):
        self.folder, self.documents, self.events, self.flags, self.calendars = folder, documents, events, flags, calendars

    def paths(self):
        return self.written('policy', self.documents)

    def run(self, log, flags=()):
        return run(self.paths(), log, tuple(self.flags) + tuple(flags), self.written('calendar', self.calendars))

    def written(self, kind, documents):
        found = []
        for n, document in enumerate(documents):
            path = document
            if isinstance(document, dict):
                path = os.path.join(self.folder, '%s%d.json' % (kind, n))
                with open(path, 'w', encoding='utf-8') as file:
                    json.dump(document, file, ensure_ascii=False, indent=1)
            found.append(path)
        return found

    def trouble(self):
        """What is wrong, as text; None: nothing."""
        try:
            found = differences(self.paths(), logs.lines(self.events), self.flags, self.written('calendar', self.calendars))
        except Refused:
            return None
        except Exception:  # the reference, or the command, broke down: that is a failure too
            return traceback.format_exc()
        return '\n'.join('%s %s' % ('library  ' if n > 0 else 'reference', text) for text, n in found) or None

    def shrink(self):
        """Drops events, their facts, and items of the policy, as long as something stays wrong."""
        again = True
        while again:
            again = self.drop_from(self.events)
            for event in self.events:
                again |= self.drop_keys(event, [k for k in event if k not in ('id', 'event', 'at', 'facts', 'assignment', 'line')])
                again |= self.drop_keys(event.get('facts', {}), list(event.get('facts', {})))
            for document in self.documents:
                if isinstance(document, dict):
                    again |= self.drop_items(document)

    def drop_from(self, events):
        dropped = False
        size = max(1, len(events) // 2)
        while size:
            at = 0
            while at < len(events):
                kept = events[at:at + size]
                del events[at:at + size]
                if self.trouble():
                    dropped = True
                else:
                    events[at:at] = kept
                    at += size
            size //= 2
        return dropped

    def drop_keys(self, holder, names):
        dropped = False
        for name in names:
            kept = holder.pop(name)
            if self.trouble():
                dropped = True
            else:
                holder[name] = kept
        return dropped

    def drop_items(self, document):
        dropped = False
        for section in ('measures', 'duties', 'events', 'machines'):
            items = document.get(section, {})
            dropped |= self.drop_keys(items, list(items))
            for item in items.values():
                if isinstance(item, dict):
                    dropped |= self.drop_keys(item, [k for k in item if k not in ('of', 'states', 'start', 'owed', 'met')])
        return dropped

    def show(self):
        for document in self.documents:
            if not isinstance(document, dict):
                print('policy', document)
                continue
            print('policy', {k: document.get(k) for k in ('id', 'effective', 'transition', 'counting', 'periods')})
            for section in ('facts', 'machines', 'events', 'duties', 'measures'):
                for name, item in document.get(section, {}).items():
                    print('  %s.%s %s' % (section, name, json.dumps(item, ensure_ascii=False)))
        print('flags', *self.flags)
        sys.stdout.write(logs.lines(self.events).decode())
        print(self.trouble())


def hedong(r, folder):
    own = os.path.join(SOURCE, 'examples', 'policies')
    paths = [os.path.join(own, name) for name in HEDONG][:r.choice((1, 2, 2, 2))]
    return real(r, folder, paths, r.choice(('2021-04-20', '2021-04-20', '2021-09-10')))


def published(r, folder):
    """The rules of a case in tests/policies, with a log of our own that begins where its moments lie."""
    own = os.path.join(SOURCE, 'tests', 'policies')
    with open(r.choice(sorted(glob.glob(os.path.join(own, '*.case.json')))), encoding='utf-8') as file:
        case = json.load(file)
    return real(r, folder, [os.path.join(own, name) for name in case['rulebook']], r.choice(case['when'])['now'][:10])


def real(r, folder, paths, start):
    body = policy.Rulebook(paths).policies[-1].body
    flags = r.choice(((), ('--as-if-in-force',)))
    return Case(folder, paths, logs.make(r, body, start + 'T00:00:00+08:00'), flags)


def made(r, folder):
    documents, calendars = policies.make(r)
    body = documents[0] if len(documents) == 1 else policy.merge(documents[0], {k: v for k, v in documents[1].items() if k not in policy.HEAD})
    return Case(folder, documents, logs.make(r, body, '2020-01-10T00:00:00+08:00', 2, 16), r.choice(((), (), ('--as-if-in-force',))), calendars)


def calm(output):
    """The lines, findings in order of their text: of bad lines and reused ids only the order of arrival is known."""
    lines = output.splitlines()
    findings = iter(sorted(l for l in lines if l.startswith(b'{"type":"finding"')))
    return [next(findings) if l.startswith(b'{"type":"finding"') else l for l in lines]


def check_order(case, r):
    """Shuffled or doubled, a log is the same log; judged at a moment, it is the log cut there."""
    events = list(case.events)
    plain = calm(case.run(logs.lines(events)))
    r.shuffle(events)
    assert calm(case.run(logs.lines(events))) == plain, 'the order of lines matters'
    twice = calm(case.run(logs.lines(events + events)))
    assert twice[:-1] == plain[:-1], 'a log twice over is another log'
    last = [dict(json.loads(out[-1]), lines=0) for out in (plain, twice)]
    assert last[0] == last[1], 'a log twice over has other counts'
    if events:
        check_now(case, r.choice(events)['at'])


def check_now(case, now):
    moment = read_moment(now)
    cut = [e for e in case.events if read_moment(e['at']) <= moment]
    there = calm(case.run(logs.lines(case.events), ('--now', now)))
    here = calm(case.run(logs.lines(cut), ('--now', now)))
    only = [l.decode() for l in there[:-1] if l not in here] + [l.decode() for l in here[:-1] if l not in there]
    assert there[:-1] == here[:-1], 'what comes after --now %s matters:\n%s' % (now, '\n'.join(only[:6]))


def distinct(events):
    """Ids that say one thing each: of two contents the one that comes first is taken, so their order matters."""
    return len({e.get('id') for e in events}) == len(events) and not any('line' in e for e in events)


def one_log(path, documents):
    with open(path, 'rb') as file:
        found = differences(documents, file.read())
    for text, n in found[:20]:
        print('library  ' if n > 0 else 'reference', text)
    print('%s: %d differences' % (path, len(found)))
    return 1 if found else 0


def main():
    if sys.argv[1:2] == ['--log']:
        return one_log(sys.argv[2], sys.argv[3:])
    rounds = int(sys.argv[1] if len(sys.argv) > 1 else os.environ.get('HOTLINE_ROUNDS', '550'))
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    counts = collections.Counter()
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(first, first + rounds):
            r = random.Random(seed)
            case = (made, hedong, made, published)[seed % 4](r, folder)
            if not usable(case):
                counts['refused policies'] += 1
                continue
            counts['cases'] += 1
            counts['events'] += len(case.events)
            try:
                if seed % 5 == 0 and distinct(case.events):
                    check_order(case, r)
                    counts['orders'] += 1
            except AssertionError as problem:
                return failed(seed, case, str(problem))
            if case.trouble():
                case.shrink()
                return failed(seed, case, 'library and reference differ')
    print(', '.join('%d %s' % (n, what) for what, n in sorted(counts.items())))
    if counts['refused policies'] * 4 > rounds or counts['cases'] < rounds // 2:
        print('too few policies can be used: the generator has gone stale')
        return 1
    return 0


def usable(case):
    try:
        case.run(b'')
    except Refused:
        return False
    return True


def failed(seed, case, why):
    print('seed %d: %s' % (seed, why))
    case.show()
    return 1


if __name__ == '__main__':
    sys.exit(main())
