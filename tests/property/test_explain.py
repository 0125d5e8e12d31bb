#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What `hotline explain` says agrees with what `hotline judge` said, on random logs over random and real policies.

Every duty line of a ticket or a unit has its explanation, with the same verdict. What was read leads to that verdict: of a met duty the rule
`met` holds, of a released one `waive`, of one that is not owed `if` does not, of an open one neither `met` nor `waive` does: although the facts may
have changed since, for an explanation goes back to the moment at which the duty was judged for good. The step `due` is the due moment.

Environment as for test_judge.py, whose cases these are. HOTLINE_ROUNDS, or an argument, is the number of rounds; a second one the first seed.
"""
import json
import os
import random
import subprocess
import sys
import tempfile

from test_judge import COMMAND, Refused, logs, made, hedong, usable

IDENTITY = ('duty', 'assignment', 'unit', 'instance', 'state', 'late')


def explain(case, log, option, name):
    words = [COMMAND, 'explain', '--json', option, name] + [a for p in case.paths() for a in ('--rulebook', p)]
    words += [a for p in case.written('calendar', case.calendars) for a in ('--calendar', p)] + list(case.flags) + ['-']
    done = subprocess.run(words, input=log, capture_output=True, timeout=120)
    if done.returncode != 0:
        raise AssertionError('explain %s %s: %s' % (option, name, done.stderr.decode()))
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def stories(lines):
    found = []
    for line in lines:
        if line['type'] == 'verdict':
            found.append((line, []))
        else:
            found[-1][1].append(line)
    return found


def verdict(story, rule):
    """The verdict of a rule as it was read: its last line that is no row, or False where it has none."""
    found = [line for line in story if line['type'] == 'rule' and line['rule'] == rule and line.get('row') is None]
    return found[-1]['verdict'] if found else None


def begins_ended(duty, story, events):
    """Met or released from the start of its assignment, before the opening event's own effects: there is nothing to go back to."""
    opened = [e.get('at') for e in events if duty['assignment'] is not None and e.get('id') == duty['assignment']]
    return any(line['at'] in opened for line in story if line['type'] == 'step' and line['step'] in ('met', 'waived'))


def check_story(duty, head, story, events):
    problems = [k for k in IDENTITY if head[k] != duty[k]]
    state = duty['state']
    expected = {'not_owed': ('if', False), 'met': ('met', True), 'waived': ('waive', True)}.get(state)
    if expected and not begins_ended(duty, story, events) and verdict(story, expected[0]) is not expected[1]:
        problems.append('%s, but the rule %s reads %r' % (state, expected[0], verdict(story, expected[0])))
    if state in ('open', 'cancelled') and True in (verdict(story, 'met'), verdict(story, 'waive')):
        problems.append('%s, but met or waive holds' % state)
    due = [line['at'] for line in story if line['type'] == 'step' and line['step'] == 'due']
    if state not in ('not_owed',) and duty['owed_at'] and due != ([duty['due']] if duty['due'] else []):
        problems.append('due %r, judged %r' % (due, duty['due']))
    days = [line for line in story if line['type'] == 'day' and 'day' in line]
    if days and days[-1]['day'] != duty['due_day'] and len(days) < 400:
        problems.append('the days end on %s, due on %s' % (days[-1]['day'], duty['due_day']))
    return problems


def check(case):
    log = logs.lines(case.events)
    judged = [json.loads(line) for line in case.run(log).decode().splitlines()]
    owners = {}
    for line in judged:
        if line['type'] == 'duty':
            key = ('--ticket', line['ticket']) if line['ticket'] is not None else ('--unit', line['unit'])
            owners.setdefault(key, []).append(line)
    checked = 0
    for (option, name), duties in owners.items():
        if name.startswith('-') or not name:
            continue
        told = stories(explain(case, log, option, name))
        if len(told) != len(duties):
            return checked, '%s: %d duties, %d explained' % (name, len(duties), len(told))
        for duty, (head, story) in zip(duties, told):
            problems = check_story(duty, head, story, case.events)
            if problems:
                return checked, '%s: %s' % (json.dumps(duty, ensure_ascii=False), '; '.join(problems))
            checked += 1
    return checked, None


def trouble(case):
    try:
        return check(case)[1]
    except Refused:
        return None


def main():
    rounds = int(sys.argv[1] if len(sys.argv) > 1 else os.environ.get('HOTLINE_ROUNDS', '120'))
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    checked = 0
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(first, first + rounds):
            r = random.Random(seed)
            case = (made, hedong)[seed % 2](r, folder)
            if not usable(case):
                continue
            try:
                n, problem = check(case)
            except Refused:
                continue
            checked += n
            if problem:
                print('seed %d: %s' % (seed, problem))
                case.trouble = lambda: trouble(case)
                case.shrink()
                case.show()
                return 1
    print('%d explanations agree' % checked)
    return 0 if checked > 10 * rounds else 1


if __name__ == '__main__':
    sys.exit(main())
