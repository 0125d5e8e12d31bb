# SPDX-License-Identifier: MIT
"""Rankings, the slow way: a log, a rulebook and a period in, the lines of `hotline rank --json` out. Every number is a Fraction until it is
written. Written after POLICY.md and include/hotline/ranking.h alone."""
import re
from fractions import Fraction

import condition
import figures
import judge
from calendar import Calendar, DAY, day_of, midnight, read_day, write_day, write_moment
from log import Log, is_period, placed, version_of
from policy import Rulebook, read_value
from scope import Scope, table

TOKEN = re.compile(r' *(?:([0-9]+(?:\.[0-9]+)?%?)|([a-z_][a-z0-9_]*)|([-+*/(),]))')
WORST = ('known', 'given', 'no_rate', 'unknown', 'undefined')  # what cannot be told for want of a rule weighs more than for want of a fact
STANDING = {'known': 'ranked', 'given': 'ranked', 'no_rate': 'unmeasured', 'unknown': 'unknown', 'undefined': 'undefined'}


def rounded(value, places):
    """Half-up, away from zero: the number that is written with so many digits after the point."""
    scaled = abs(value) * 10 ** places
    whole = scaled.numerator // scaled.denominator
    whole += (scaled - whole) * 2 >= 1
    return Fraction(-whole if value < 0 else whole, 10 ** places)


def written(value, places):
    digits = '%0*d' % (places + 1, abs(value) * 10 ** places)
    return ('-' if value < 0 else '') + digits[:len(digits) - places] + ('.' + digits[len(digits) - places:] if places else '')


class Formula:
    """Recursive descent over FORMULA. `read` gives (Fraction, state) of a measure, or of its total."""

    def __init__(self, text, read):
        self.read, self.tokens, self.state, self.at = read, [], 'known', 0
        at = 0
        text = text.rstrip()
        while at < len(text):
            found = TOKEN.match(text, at)
            self.tokens.append(found.group(1) or found.group(2) or found.group(3))
            at = found.end()
        self.tokens.append(None)

    def note(self, state):
        self.state = max(self.state, state, key=WORST.index)

    def next(self, *wanted):
        if wanted and self.tokens[self.at] not in wanted:
            return None
        self.at += 1
        return self.tokens[self.at - 1]

    def sum(self):
        value = self.product()
        while True:
            sign = self.next('+', '-')
            if sign is None:
                return value
            value = value + self.product() if sign == '+' else value - self.product()

    def product(self):
        value = self.factor()
        while True:
            sign = self.next('*', '/')
            if sign is None:
                return value
            by = self.factor()
            if sign == '*':
                value *= by
            elif by == 0:
                self.note('no_rate')
                value = Fraction(0)
            else:
                value /= by

    def factor(self):
        return -self.atom() if self.next('-') else self.atom()

    def atom(self):
        token = self.next()
        if token == '(':
            value = self.sum()
            self.next(')')
            return value
        if token[0].isdigit():
            return Fraction(token[:-1]) / 100 if token.endswith('%') else Fraction(token)
        if not self.next('('):
            return self.measure(token, False)
        if token == 'total':
            value = self.measure(self.next(), True)
            self.next(')')
            return value
        values = [self.sum()]
        while self.next(','):
            values.append(self.sum())
        self.next(')')
        return min(values) if token == 'min' else max(values)

    def measure(self, name, total):
        value, state = self.read(name, total)
        self.note(state)
        return value

    def names(self):
        return [t for t in self.tokens if t is not None and re.match('[a-z]', t) and t not in ('min', 'max', 'total')]


def rates(measure, count):
    """(Fraction, state) of a figure."""
    if count['unknown']:
        return Fraction(0), 'unknown'
    if 'per' not in measure:
        return Fraction(count['num']), 'known'
    return (Fraction(count['num'], count['den']), 'known') if count['den'] else (Fraction(0), 'no_rate')


def places_of(measure):
    if not isinstance(measure['count'], dict):
        return 0
    return max(len(w.partition('.')[2]) for w in measure['count'].values())


class Ranking:
    """One ranking of one period."""

    def __init__(self, world, policy, name, first, past):
        self.world, self.policy, self.name = world, policy, name
        self.rule = policy.body['rankings'][name]
        self.measures = policy.body['measures']
        self.first, self.past = first, past
        self.causes, self.maybe = set(), []
        self.score = policy.body['scores'].get(self.rule['by'])
        self.at = min(past - 1, world.now)

    def unitless(self, name):
        return figures.unitless(self.policy, self.measures[name])

    def count(self, unit, name):
        number = list(self.measures).index(name)
        unit = None if self.unitless(name) else unit
        found = self.world.counts(self.rule['every']).get((unit, self.rule['every'], self.first, number))
        return found or {'num': Fraction(0), 'den': 0, 'unknown': 0}

    # ---- who belongs ----

    def belongs(self, unit):
        state = self.world.unit(unit, self.at)
        value = read_value(self.rule['units'], self.policy.condition, 'rankings.%s.units' % self.name)
        return table(value, Scope(state, state.root, self.at, policy=self.policy))

    def gather(self):
        self.units = {}
        for unit in self.world.units():
            answer = self.belongs(unit)
            if answer is False:
                continue
            self.units[unit] = {'unit': unit, 'state': 'ranked', 'group': answer is True}
            if condition.is_unknown(answer):
                self.units[unit]['state'] = 'undefined' if answer.undefined() else 'unknown'
                if answer.undefined():
                    self.maybe.append({self.row(path) for kind, path in answer.causes if kind == 'undefined'} | {'rankings.%s.units' % self.name})

    def row(self, path):
        """Rows of a table stand in brackets."""
        table_path = 'rankings.%s.units' % self.name
        return '%s[%s]' % (table_path, path[len(table_path) + 1:]) if path.startswith(table_path + '.') else path

    # ---- the pool ----

    def bounds(self, unit, name):
        """Between which values the figure lies: each subject that cannot be told may count with any weight, or not at all. None: 0 of 0."""
        measure, count = self.measures[name], self.count(unit, name)
        weights = [Fraction(w) for w in measure['count'].values()] + [Fraction(0)] if isinstance(measure['count'], dict) else [0, 1]
        found = []
        for weight in (min(weights), max(weights)):
            for unknown in {0, count['unknown']}:
                num, den = count['num'] + weight * unknown, count['den'] + unknown
                found.append(num if 'per' not in measure else Fraction(num, den) if den else None)
        low = None if None in found else min(found)
        return low, max((f for f in found if f is not None), default=None)

    def choose(self):
        pool = self.rule.get('pool')
        group = [u for u in self.units.values() if u['group']]
        if pool is None:
            return
        if self.measures[pool['by']] == 'undefined':
            self.causes.add('measures.' + pool['by'])
            for unit in group:
                unit['state'] = 'undefined'
            return
        bounds = {u['unit']: self.bounds(u['unit'], pool['by']) for u in self.units.values()}
        for unit in group:
            unit['state'] = self.stand(unit, group, bounds, pool)

    def stand(self, unit, group, bounds, pool):
        """Tried in the worst and the best of all worlds that the facts allow; ties both ways, where the policy is silent."""
        found = {ties: self.tried(unit, group, bounds, pool['top'], ties) for ties in ('include', 'exclude')}
        if pool['ties'] != 'undefined':
            return found[pool['ties']]
        if len(set(found.values())) == 1 or 'unknown' in found.values():
            return 'unknown' if 'unknown' in found.values() else found['include']
        self.causes.add('rankings.%s.pool.ties' % self.name)
        return 'undefined'

    def tried(self, unit, group, bounds, top, ties):
        def above(a, b):
            return a is not None and (b is None or a > b)
        answers = set()
        for mine, theirs in ((0, 1), (1, 0)):
            own = bounds[unit['unit']][mine]
            others = [bounds[o['unit']][theirs] for o in group if o is not unit]
            others += [bounds[o['unit']][theirs] for o in self.units.values() if not o['group'] and theirs]  # at worst they belong to it
            ahead, level = sum(above(o, own) for o in others), sum(o == own for o in others)
            answers.add(ahead < top if ties == 'include' else ahead + level < top)
        return 'unknown' if len(answers) == 2 else 'ranked' if True in answers else 'outside'

    # ---- values ----

    def reader(self, unit):
        def read(name, total):
            measure = self.measures[name]
            if measure == 'undefined':
                return Fraction(0), 'undefined'
            if not total or self.unitless(name):
                return rates(measure, self.count(unit, name))
            counts = [(self.count(u, name), self.units[u]['group']) for u in self.units]
            sums = {k: sum(c[k] for c, grouped in counts if grouped) for k in ('num', 'den', 'unknown')}
            sums['unknown'] += sum(c['den'] + c['unknown'] for c, grouped in counts if not grouped)  # perhaps they belong to it
            return rates(measure, sums)
        return read

    def formula(self, text, unit=None):
        return Formula(text, self.reader(unit))

    def part(self, unit, part):
        places = part.get('places', self.score.get('places'))
        if part['is'] == 'undefined' or places is None:
            return {'value': None, 'state': 'undefined'}
        formula = self.formula(part['is'], unit)
        value, state = formula.sum(), formula.state
        if state == 'no_rate' and 'if_undefined' in part:
            value, state = Fraction(part['if_undefined']), 'given'
        return {'value': rounded(value, places) if state in ('known', 'given') else None, 'state': state, 'places': places}

    def note_causes(self):
        """Everything that the ranking reads, whoever is level with whom, and the policy leaves undefined."""
        names = []
        if self.score is None:
            names.append(self.rule['by'])
        elif self.score == 'undefined':
            self.causes.add('scores.' + self.rule['by'])
        else:
            for name, part in self.score['parts'].items():
                path = 'scores.%s' % self.rule['by']
                if part['is'] == 'undefined':
                    self.causes.add('%s.parts.%s.is' % (path, name))
                else:
                    names += self.formula(part['is']).names()
                    if 'places' not in part and 'places' not in self.score:
                        self.causes.add(path + '.places')
        self.causes |= {'measures.' + n for n in names if self.measures[n] == 'undefined'}

    def chain(self):
        return self.rule['ties'] if isinstance(self.rule['ties'], list) else []

    def value(self, unit):
        one = self.units[unit]
        one.update(value=None, shown=None, band=None, parts={}, chain=[])
        if self.score == 'undefined':
            one['state'] = 'undefined'
            return
        if self.score is None:
            self.measured(one)
        else:
            self.scored(one)
        for name in self.chain():
            value, state = self.reader(unit)(name, False)
            one['chain'].append((1, value) if state == 'known' else (0, Fraction(0)))

    def settle(self, one, state):
        if one['state'] == 'ranked':
            one['state'] = STANDING[state]

    def measured(self, one):
        measure = self.measures[self.rule['by']]
        value, state = self.reader(one['unit'])(self.rule['by'], False)
        self.settle(one, state)
        if state == 'known':
            count, places = self.count(one['unit'], self.rule['by']), places_of(measure)
            one['value'] = value
            one['shown'] = written(count['num'], places)
            if 'per' in measure:
                one['shown'] = '%s/%d' % (one['shown'], count['den'])

    def scored(self, one):
        parts = {name: self.part(one['unit'], part) for name, part in self.score['parts'].items()}
        state = max((p['state'] for p in parts.values()), key=WORST.index)
        self.settle(one, state)
        one['parts'] = {name: {'value': None if p['value'] is None else written(p['value'], p['places']), 'state': p['state'],
                               'is': self.score['parts'][name]['is'], 'clause': self.score['parts'][name].get('clause')}
                        for name, p in parts.items()}
        if state in ('known', 'given'):
            places = self.score.get('places', max(p.get('places', 0) for p in parts.values()))
            one['value'] = rounded(sum(p['value'] for p in parts.values()), places)
            one['shown'] = written(one['value'], places)
            one['band'] = self.band(one['value'])

    def band(self, value):
        best = None
        for name, band in (self.score.get('bands') or {}).items():
            start = Fraction(band['from']) if 'from' in band else None
            if start is None or start <= value:
                if best is None or best[0] is None or (start is not None and start > best[0]):
                    best = (start, name)
        return best[1] if best else None

    # ---- order ----

    def same(self, a, b, name):
        """Can both have the same figure, or both have none?"""
        if self.measures[name] == 'undefined':
            return True
        ranges, none = [], []
        for unit in (a, b):
            count = self.count(unit, name)
            low, high = self.bounds(unit, name)
            if low is None and high is not None:  # without the subjects that cannot be told there is nothing; with them, this
                weights = [Fraction(w) for w in self.measures[name]['count'].values()] if isinstance(self.measures[name]['count'], dict) else [Fraction(1)]
                low = min(weights + [Fraction(0)])
            ranges.append((low, high))
            none.append('per' in self.measures[name] and count['den'] == 0)
        if all(none):
            return True
        return all(r[1] is not None for r in ranges) and max(r[0] for r in ranges) <= min(r[1] for r in ranges)

    def untied(self):
        """A figure of `ties` is missed only by units that others, ranked but for `ties`, may equal in all that comes before it."""
        rivals = [u for u in self.units.values() if u['state'] == 'ranked']
        for unit in rivals:
            level = [u for u in rivals if u is not unit and u['value'] == unit['value']]
            for name in self.chain():
                if not level:
                    break
                if self.measures[name] == 'undefined':
                    self.causes.add('measures.' + name)
                elif self.count(unit['unit'], name)['unknown']:
                    unit['state'] = 'unknown'
                level = [u for u in level if self.same(unit['unit'], u['unit'], name)]

    def order(self):
        ranked = [u for u in self.units.values() if u['state'] == 'ranked']
        sign = 1 if self.rule.get('order', 'high') == 'low' else -1
        for unit in self.units.values():
            unit['key'] = None if unit['state'] != 'ranked' else (sign * unit['value'],) + tuple((-has, -value) for has, value in unit['chain'])
        for unit in self.units.values():
            places = {'rank': None, 'rank_from_last': None, 'level': None}
            if unit['state'] == 'ranked':
                places = {'rank': 1 + sum(u['key'] < unit['key'] for u in ranked), 'rank_from_last': 1 + sum(u['key'] > unit['key'] for u in ranked),
                          'level': sum(u['key'] == unit['key'] for u in ranked)}
            unit.update(places)
        return sorted(self.units.values(), key=lambda u: (u['rank'] is None, u['rank'] or 0, u['unit'].encode()))

    # ---- lines ----

    def figures(self, unit):
        names = set(self.chain()) | {self.rule['by'], self.rule.get('pool', {}).get('by')}
        for part in self.score['parts'].values() if isinstance(self.score, dict) else ():
            if part['is'] != 'undefined':
                names |= set(self.formula(part['is']).names())
        found = {}
        for name, measure in self.measures.items():
            if name in names and measure != 'undefined':
                count = self.count(unit, name)
                found[name] = {'num': written(Fraction(count['num']), places_of(measure)), 'den': str(count['den']) if 'per' in measure else None,
                               'unknown': str(count['unknown'])}
        return found

    def lines(self, period):
        self.gather()
        self.choose()
        self.note_causes()
        for unit in self.units:
            self.value(unit)
        self.untied()
        order = self.order()
        said = self.world.published(self.name, self.rule['every'], period)
        seats = seats_of(said)
        yield {'type': 'ranking', 'ranking': self.name, 'label': self.rule.get('label'), 'period': period, 'first': write_day(self.first),
               'last': write_day(self.last_day()), 'by': self.rule['by'], 'order': self.rule.get('order', 'high'),
               'state': 'undefined' if self.causes or self.maybe else 'ranked', 'causes': sorted(self.causes), 'maybe': self.maybe,
               'policy': self.policy.id, 'clause': self.rule.get('clause'), 'as_of': write_moment(self.world.now),
               'published': said and {'event': said.id, 'version': str(version_of(said) or 0)}}
        for unit in order:
            yield {'type': 'standing', 'ranking': self.name, 'period': period, 'unit': unit['unit'], 'state': unit['state'],
                   'rank': unit['rank'] and str(unit['rank']), 'rank_from_last': unit['rank_from_last'] and str(unit['rank_from_last']),
                   'level': unit['level'] and str(unit['level']), 'published_rank': seats.get(unit['unit']), 'value': unit['shown'],
                   'band': unit['band'], 'parts': unit['parts'], 'figures': self.figures(unit['unit'])}
        if not self.causes and not self.maybe:
            yield {'type': 'order', 'event': 'publish', 'facts': {'ranking': self.name, 'period': period, 'order': list(levels(order))}}

    def last_day(self):
        return day_of(self.past - 1)


def levels(order):
    """Names from first to last, a tie as a list."""
    ranks = sorted({u['rank'] for u in order if u['rank'] is not None})
    for rank in ranks:
        names = [u['unit'] for u in order if u['rank'] == rank]
        yield names if len(names) > 1 else names[0]


def seats_of(event):
    """Unit -> the rank that was published."""
    seats, before = {}, 0
    for names in placed(event.facts_now.get('order') if event else None):
        for name in names:
            if name is not None:
                seats[name] = str(before + 1)
        before += len(names)
    return seats


def period_days(policy, kind, name):
    """(first day, first moment, moment after it) of the period of that name; None where the policy leaves such periods undefined. ValueError: no such name."""
    periods = policy.body.get('periods', {})
    if kind == 'undefined':
        return None
    if kind in ('day', 'week'):
        day = read_day(name)
        span = figures.span_of(policy, kind, midnight(day) + (DAY - 1 if kind == 'day' else 0))
        return span and (day if kind == 'day' else figures.span_days(policy, kind, day)[0],) + tuple(span)
    shape = {'month': '([0-9]{4})-(0[1-9]|1[0-2])', 'quarter': '([0-9]{4})-Q([1-4])', 'year': '([0-9]{4})()'}[kind]
    found = re.fullmatch(shape, name, re.A)
    if not found:
        raise ValueError('no such period')
    rule = periods.get('month')
    if not isinstance(rule, dict) or not isinstance(rule.get('from_day'), int) or (rule['from_day'] > 1 and rule.get('named_by') not in ('start', 'end')):
        return None
    index = int(found.group(1)) * 12 + (int(found.group(2) or 1) - 1) * {'month': 1, 'quarter': 3, 'year': 12}[kind]
    index -= rule['from_day'] > 1 and rule['named_by'] == 'end'
    first = read_day('%04d-%02d-%02d' % (index // 12, index % 12 + 1, rule['from_day']))
    span = figures.span_days(policy, kind, first)
    return first, midnight(span[0]), midnight(span[1])


def could_begin(kind, name):
    """The days on which a period of that name could begin, whatever a policy says of such periods."""
    if kind == 'undefined':
        return [d for k in ('day', 'week', 'month', 'quarter', 'year') for d in could_begin(k, name)]
    if not is_period(kind, name):
        return []
    if kind in ('day', 'week'):
        day = read_day(name)
        return list(range(day - (6 if kind == 'week' else 0), day + 1))
    month = {'month': lambda: int(name[5:]), 'quarter': lambda: int(name[6:]) * 3 - 2, 'year': lambda: 1}[kind]()
    first = read_day('%s-%02d-01' % (name[:4], month))
    return list(range(first - 30, first + 28))


class Book:
    """A settled log under a rulebook, and what rankings ask of it."""

    def __init__(self, paths, data, as_if=False, now=None, calendar=None, as_of=None):
        self.book, self.calendar, self.log = Rulebook(paths, as_if), calendar or Calendar(), Log(data)
        if as_of is not None:
            self.log.events = {i: e for i, e in self.log.events.items() if e.known <= as_of}
            now = as_of if now is None else now
        self.events = self.log.settle(now)
        self.now = self.log.now
        self.kept, self.folded, self.found = {}, {}, None

    def counts(self, kind):
        if kind not in self.kept:
            if self.found is None:
                self.found = list(judge.worlds(self.book, self.calendar, self.log, self.events))
            self.kept[kind] = {k[:4]: c for k, c in figures.counted(self.book, self.found, (kind,)).items()}
        return self.kept[kind]

    def units(self):
        return sorted({e.unit for e in self.log.events.values() if e.unit is not None and e.at <= self.now and e.id not in self.log.gone}, key=str.encode)

    def unit(self, name, at):
        """The unit as it was at that moment."""
        if (name, at) not in self.folded:
            own = [e for e in self.events if e.unit == name and e.at <= at
                   and any(p.events[e.name]['of'] == 'unit' for p in self.book.policies if e.name in p.events)]
            self.folded[name, at] = judge.folded(judge.World(self.book, self.calendar, 'unit', name, at), own)
        return self.folded[name, at]

    def week(self, kind, name):
        """The first date of the week of which `name` is a date; other names as they are."""
        if kind != 'week':
            return name
        try:
            day = read_day(name)
        except ValueError:
            return name
        found = []
        for policy in self.book.policies:
            span = figures.span_days(policy, 'week', day)
            if span is not None and self.book.at(midnight(span[0])) is policy:
                found.append(span[0])
        return name if day in found else write_day(min(found)) if found else name

    def published(self, ranking, kind, period):
        """The event by which it was published last."""
        found = [e for e in self.events if e.name == 'publish' and e.facts_now.get('ranking') == ranking and self.week(kind, e.facts_now.get('period')) == period]
        found = [e for e in found if self.book.at(e.at) and ranking in self.book.at(e.at).body['rankings']
                 and self.book.at(e.at).body['rankings'][ranking]['every'] == kind]
        return max(found, key=lambda e: (version_of(e) or 0,) + e.order(), default=None)

    def rank(self, name, period):
        """The lines; [] where the period is undefined; None where no policy knows such a ranking with such a period. Where several policies
        have a period of that name, all are told, the earliest first; a week that begins on that date alone."""
        undefined, owned = False, []
        for policy in self.book.policies:
            rule = policy.body['rankings'].get(name)
            if rule is None:
                continue
            try:
                span = period_days(policy, rule['every'], period)
            except ValueError:
                continue
            if span is None:
                undefined = undefined or any(self.book.at(midnight(d)) is policy for d in could_begin(rule['every'], period))
            elif self.book.at(span[1]) is policy:
                called = write_day(span[0]) if rule['every'] in ('day', 'week') else period
                owned.append((called != period, span[1], len(owned), policy, span, called))
        if owned:
            owned = [o for o in sorted(owned, key=lambda o: o[:3]) if o[0] == min(o[0] for o in owned)]
            return [line for _, _, _, policy, span, called in owned for line in Ranking(self, policy, name, span[0], span[2]).lines(called)]
        return [] if undefined else None
