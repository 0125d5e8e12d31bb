# SPDX-License-Identifier: MIT
"""Periods, and the measures of a policy by unit and period."""
import datetime
from fractions import Fraction

import condition
from calendar import DAY, MINUTE, date_of, day_number, day_ended_by, day_of, midnight, minute_of, write_day
from scope import Scope

WEEKDAYS = ('monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday')


def month_start(day, from_day):
    date = date_of(day)
    if date.day < from_day:
        date = (date.replace(day=1) - datetime.timedelta(days=1))
    return date.replace(day=from_day)


def add_months(date, n):
    index = date.year * 12 + date.month - 1 + n
    return datetime.date(index // 12, index % 12 + 1, date.day)


def span_days(policy, kind, day):
    """First day and the day after the last, of the period in which a day lies; None: the policy does not say."""
    periods = policy.body.get('periods', {})
    if kind == 'undefined':
        return None
    if kind == 'week':
        rule = periods.get('week')
        if not isinstance(rule, dict):
            return None
        first = day - (date_of(day).weekday() - WEEKDAYS.index(rule['from'])) % 7
        return first, first + 7
    rule = periods.get('month')
    if not isinstance(rule, dict) or not isinstance(rule.get('from_day'), int):
        return None
    first = month_start(day, rule['from_day'])
    named = named_month(rule, first)
    if kind == 'month':
        return day_number(first), day_number(add_months(first, 1))
    if named is None:
        return None
    size = {'quarter': 3, 'year': 12}[kind]
    first = add_months(first, -((named.month - 1) % size))
    return day_number(first), day_number(add_months(first, size))


def named_month(rule, first):
    """The month that a period of a month is called by."""
    if rule.get('named_by') == 'start' or rule['from_day'] == 1:
        return first.replace(day=1)
    if rule.get('named_by') == 'end':
        return add_months(first.replace(day=1), 1)
    return None


def span_of(policy, kind, moment):
    """(first moment, first moment after it) of the period in which a moment lies."""
    if kind == 'day':
        rule = policy.body.get('periods', {}).get('day')
        if not isinstance(rule, dict) or rule.get('from', 'undefined') == 'undefined':
            return None
        shift = minute_of(rule['from']) * MINUTE
        first = midnight(day_of(moment - shift)) + shift
        return first, first + DAY
    span = span_days(policy, kind, day_of(moment))
    return span and (midnight(span[0]), midnight(span[1]))


def name_of(policy, kind, first):
    if kind in ('day', 'week'):
        return write_day(first)
    date = named_month(policy.body['periods']['month'], date_of(first))
    if date is None:
        return None
    return {'month': '%04d-%02d' % (date.year, date.month), 'quarter': '%04d-Q%d' % (date.year, (date.month + 2) // 3), 'year': '%04d' % date.year}[kind]


LONGEST = ('year', 'quarter', 'month', 'week', 'day')


def counted(book, worlds, kinds):
    """Every figure: (unit, kind of period, its first day, number of the measure, name of the period, name of the measure) -> counts."""
    counts = {}
    for world in worlds:
        if world.records:
            for policy in book.policies:
                for name, measure in policy.body['measures'].items():
                    if measure != 'undefined' and (world.of == 'ticket' or measure['of'] not in ('ticket', 'assignment')):
                        count_measure(book, world, policy, name, measure, kinds, counts)
    return {k: c for k, c in counts.items() if any(c[n] for n in ('num', 'den', 'unknown', 'excepted'))}


def figures(book, worlds):
    counts = counted(book, worlds, ('month', 'week'))
    order = sorted(counts, key=lambda k: (k[0] is not None, (k[0] or '').encode(), LONGEST.index(k[1]), k[2], k[3]))
    return [line(key, counts[key]) for key in order]


def line(key, count):
    num = count['num']
    num = int(num) if num.denominator == 1 else float(num)
    return {'type': 'figure', 'unit': key[0], 'period': key[4], 'measure': key[5], 'num': num,
            'den': count['den'] if count['rate'] else None, 'unknown': count['unknown']}


def first_day(book, policy, kind, moment, day):
    """The first day of the period in which a moment lies that belongs to a day; None: the policy knows none, or is not in force when it begins."""
    if kind == 'day':
        inner = moment if moment is not None else midnight(day) + DAY - 1
        span = span_of(policy, 'day', inner)
        return day_of(span[0]) if span and book.at(span[0]) is policy else None
    span = span_days(policy, kind, day)
    return span[0] if span and book.at(midnight(span[0])) is policy else None


def count_measure(book, world, policy, name, measure, kinds, counts):
    for scope, moment, day, unit in subjects(world, policy, measure):
        for kind in kinds:
            first = first_day(book, policy, kind, moment, day)
            if first is None:
                continue
            called = name_of(policy, kind, first)
            if called is None:
                continue
            key = (unit, kind, first, list(policy.body['measures']).index(name), called, name)
            count = counts.setdefault(key, {'num': Fraction(0), 'den': 0, 'unknown': 0, 'excepted': 0, 'rate': 'per' in measure})
            add(policy, measure, scope, count)


def add(policy, measure, scope, count):
    """One subject into the count."""
    def value(text):
        return condition.evaluate(policy.condition(text), scope) if text != 'undefined' else condition.undefined('measures')
    per = value(measure['per']) if 'per' in measure else True
    excepted = value(measure['except']) if 'except' in measure else False
    if per is False:
        return
    if excepted is True:
        count['excepted'] += per is True
        return
    weight = weigh(policy, measure, scope)
    if condition.is_unknown(per) or condition.is_unknown(excepted) or condition.is_unknown(weight):
        count['unknown'] += 1
        return
    count['den'] += 1
    count['num'] += weight


def weigh(policy, measure, scope):
    rule = measure['count']
    rows = rule if isinstance(rule, dict) else {rule: '1'}
    answers = [(condition.evaluate(policy.condition(c), scope), w) for c, w in rows.items() if c != 'else']
    true = [w for a, w in answers if a is True]
    if len(true) == 1:
        return Fraction(true[0])
    if true:
        return condition.undefined('measures')
    causes = [c for a, _ in answers if condition.is_unknown(a) for c in a.causes]
    return condition.Unknown(causes) if causes else Fraction(rows.get('else', 0))


def subjects(world, policy, measure):
    """(scope, moment, day, unit) of everything that the measure counts. Of a due moment of 24:00 the day that it ends decides: the moment is None."""
    if measure['of'] in ('ticket', 'assignment'):
        for thing in world.of_kind(measure['of']):
            scope = Scope(world, thing, world.now, policy=policy)
            found = moment_day(world, policy, thing, scope, measure['at'])
            if found is not None:
                yield (scope,) + found + (thing.unit,)
        return
    for record in world.records:
        if record.event.name == measure['of']:
            thing = record.opened or record.target  # what an event opened is what it is about
            facts = len(world.records) + 1
            if world.of == 'unit':  # a unit's facts are dated: they are read as of the event
                facts = sum(r.event.at <= record.event.at for r in world.records)
            scope = Scope(world, thing, world.now, facts=facts, record=record, policy=policy)
            scope.lending = True
            yield scope, record.event.at, day_of(record.event.at), None if unitless(policy, measure) else thing.unit


def unitless(policy, measure):
    """A measure of tickets, or of their events, has one figure, and no unit's."""
    event = policy.events.get(measure['of'])
    return measure['of'] == 'ticket' or event is not None and event['of'] == 'ticket' and event.get('opens') not in ('assignment', 'round', 'part')


def moment_day(world, policy, thing, scope, text):
    """(moment, day) of first(report), say; of a due moment, which counts once it has come, with the day that it ends."""
    word, _, rest = text.partition('(')
    if word == 'due':
        found = world.instances(thing if policy.duties[rest[:-1]].of == thing.of else world.root, rest[:-1])
        if not found:
            return None
        due = world.verdict(found[-1], scope)['due']
        if due is None or due > world.now:
            return None
        return (due if day_of(due) == day_ended_by(due) else None, day_ended_by(due))
    pick = -1 if word == 'last' else 0
    if word in ('first', 'last'):
        text = rest[:-1]
    pattern = policy.pattern(text)
    those = [r for r in world.records if scope.sees(r, True) and any(scope.matches(r, name, tree) for name, tree in pattern)]
    return (those[pick].event.at, day_of(those[pick].event.at)) if those else None
