# SPDX-License-Identifier: MIT
"""Days, hours and terms, the slow way: every count walks day by day. Moments are milliseconds since 1970-01-01T00:00Z, at +08:00."""
import datetime
import os
import re

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
ZONE = 8 * HOUR
EPOCH = datetime.date(1970, 1, 1).toordinal()


class Undefined(Exception):
    """A term needs something that the policy leaves open."""


def day_of(moment):
    return (moment + ZONE) // DAY


def day_ended_by(moment):
    """The day that a due moment belongs to: 24:00 belongs to the day that it ends."""
    return (moment - 1 + ZONE) // DAY


def midnight(day):
    return day * DAY - ZONE


def date_of(day):
    return datetime.date.fromordinal(day + EPOCH)


def day_number(date):
    return date.toordinal() - EPOCH


def write_day(day):
    return date_of(day).isoformat()


def write_moment(moment):
    day = day_of(moment)
    rest = moment - midnight(day)
    text = '%sT%02d:%02d:%02d' % (write_day(day), rest // HOUR, rest // MINUTE % 60, rest // 1000 % 60)
    return text + ('.%03d' % (rest % 1000) if rest % 1000 else '') + '+08:00'


def read_day(text):
    if not isinstance(text, str) or not re.fullmatch(r'[0-9]{4}-[0-9]{2}-[0-9]{2}', text, re.A):
        raise ValueError('not a date')
    return day_number(datetime.date(int(text[:4]), int(text[5:7]), int(text[8:])))


MOMENT = re.compile(r'([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]+))?)?(Z|[+-][0-9]{2}:[0-9]{2})?', re.A)


def read_moment(text):
    found = MOMENT.fullmatch(text) if isinstance(text, str) else None
    if not found:
        raise ValueError('not a moment')
    day, hour, minute, second, fraction, offset = found.groups()
    hour, minute, second = int(hour), int(minute), int(second or 0)
    part = int(((fraction or '') + '000')[:3])
    if minute > 59 or second > 59 or hour > 24 or (hour == 24 and (minute or second or part)):
        raise ValueError('no such time')
    shift = ZONE
    if offset == 'Z':
        shift = 0
    elif offset:
        if int(offset[1:3]) > 23 or int(offset[4:]) > 59:
            raise ValueError('no such offset')
        shift = (int(offset[1:3]) * HOUR + int(offset[4:]) * MINUTE) * (-1 if offset[0] == '-' else 1)
    return read_day(day) * DAY + hour * HOUR + minute * MINUTE + second * 1000 + part - shift


def read_spans(texts):
    return [tuple(int(t[:2]) * 60 + int(t[3:]) for t in text.split('-')) for text in texts]


class Calendar:
    """The national calendar, and at most one document on it: working hours of worked days, by season, and days of its own."""

    def __init__(self, document=None):
        document = document or {}
        self.rows = [(row.get('from', '01-01'), row.get('until', '12-31'), read_spans(row['open'])) for row in document.get('hours', {}).values()]
        self.own = {}
        self.turned = {}
        self.hours = bool(self.rows)
        with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'days_off.txt'), encoding='utf-8') as facts:
            for line in facts:
                if not line.startswith('#'):
                    date, kind = line.split()
                    self.turned[read_day(date)] = kind == 'on'
        for date, rule in document.get('days', {}).items():
            if 'class' in rule:
                self.turned[read_day(date)] = rule['class'] == 'extra'
            if 'open' in rule:
                self.own[read_day(date)] = read_spans(rule['open'])
                self.hours = True

    def worked(self, day):
        return self.turned.get(day, date_of(day).weekday() < 5)

    def open_spans(self, day):
        """Working hours of a day as moments."""
        if not self.hours:
            raise Undefined('hours')
        return [(midnight(day) + a * MINUTE, midnight(day) + b * MINUTE) for a, b in self.own.get(day, self.usual(day))]

    def usual(self, day):
        """The hours of a day that has none of its own."""
        date = write_day(day)[5:]
        for first, last, spans in self.rows if self.worked(day) else ():
            if (first <= date <= last) if first <= last else (date >= first or date <= last):
                return spans
        return []

    def close(self, day):
        """Closing; a day without hours closes at 24:00."""
        spans = self.open_spans(day) if self.hours else []
        return spans[-1][1] if spans else midnight(day + 1)


def stands(pauses, moment):
    return any(a <= moment and (b is None or moment < b) for a, b in pauses)


def run(spans, pauses, start, amount):
    """The moment at which `amount` of time has run within the spans (a function of the day) and outside the pauses."""
    at = start
    day = day_of(start)
    left = amount
    while True:
        for a, b in spans(day):
            a = max(a, at)
            while a < b:
                pause = [p for p in pauses if p[0] <= a and a < p[1]]
                if pause:
                    a = pause[0][1]
                    continue
                stop = min([b] + [p[0] for p in pauses if p[0] > a])
                if left <= stop - a:
                    return a + left
                left -= stop - a
                a = stop
        day += 1


def corresponding(day, months):
    date = date_of(day)
    index = date.year * 12 + date.month - 1 + months
    year, month = index // 12, index % 12 + 1
    for d in range(date.day, 0, -1):
        try:
            return day_number(datetime.date(year, month, d))
        except ValueError:
            pass


def key(counting, name, default):
    value = counting if counting == 'undefined' else counting.get(name, default)
    if value == 'undefined' or value is None:
        raise Undefined('counting.' + name)
    return value


def minute_of(text):
    return int(text[:2]) * 60 + int(text[3:])


def day_end(calendar, counting, day, like, of=None):
    """(moment, day) at which a day is due; for same-time at the time of day of `like`, a moment of the day `of`."""
    end = key(counting, 'end', None)
    if end == '24:00':
        return midnight(day + 1), day
    if end == 'close':
        return calendar.close(day), day
    return midnight(day) + (like - midnight(day_of(like) if of is None else of)), day


def rolled(calendar, counting, day, pauses):
    """A last day that is not worked moves on to one that is, and at whose end the clock runs."""
    counted = day
    if key(counting, 'roll', 'none') == 'next-workday':
        while not calendar.worked(day) or (day != counted and stands(pauses, midnight(day + 1))):
            day += 1
    return day


def received_day(calendar, counting, start):
    """The day on which a moment counts as received. `next-workday`: on a rest day nothing is received."""
    day = day_of(start)
    cutoff = key(counting, 'cutoff', 'none')
    if cutoff != 'none' and start - midnight(day) >= minute_of(cutoff) * MINUTE:
        day += 1
    if key(counting, 'start', None) == 'next-workday':
        while not calendar.worked(day):
            day += 1
    return day


def counted_from(calendar, counting, start):
    """The day before day one: counting begins with the day after it."""
    day = received_day(calendar, counting, start)
    return day - 1 if key(counting, 'start', None) == 'same-day' else day


def walk(calendar, pauses, day, n, only_worked):
    while n > 0:
        day += 1
        if (calendar.worked(day) or not only_worked) and not stands(pauses, midnight(day + 1)):
            n -= 1
    return day


def walk_months(calendar, pauses, day, n):
    last = corresponding(day, n)
    lost = sum(1 for d in range(day + 1, last + 1) if stands(pauses, midnight(d + 1)))
    return walk(calendar, pauses, last, lost, False)


def clock_runs(calendar, unit):
    if unit == 'workhour' and not calendar.hours:
        raise Undefined('hours')


def term_due(calendar, counting, n, unit, start, pauses):
    """(moment, day) at which a term from `start` ends. Pauses are closed spans."""
    pauses = [(a, b) for a, b in pauses if b > start]
    if unit in ('minute', 'hour', 'workhour'):
        spans = calendar.open_spans if unit == 'workhour' else lambda day: [(midnight(day), midnight(day + 1))]
        clock_runs(calendar, unit)
        at = run(spans, pauses, start, n * (MINUTE if unit == 'minute' else HOUR)) if n else start
        return at, day_ended_by(at)
    if unit == 'same day':
        day = walk(calendar, pauses, received_day(calendar, counting, start) - 1, 1, False)
    elif n == 0:
        day = received_day(calendar, counting, start)
    elif unit == 'month':
        day = walk_months(calendar, pauses, counted_from(calendar, counting, start), n)
    else:
        day = walk(calendar, pauses, counted_from(calendar, counting, start), n, unit == 'workday')
    if unit != 'workday' or n == 0:  # a workday that was counted is worked
        day = rolled(calendar, counting, day, pauses)
    return day_end(calendar, counting, day, start)


def term_extend(calendar, counting, n, unit, due, pauses):
    """Moves a due moment on. Days are added to the due day, which never counts again."""
    at, day = due
    if unit in ('minute', 'hour', 'workhour'):
        spans = calendar.open_spans if unit == 'workhour' else lambda day: [(midnight(day), midnight(day + 1))]
        clock_runs(calendar, unit)
        at = run(spans, pauses, at, n * (MINUTE if unit == 'minute' else HOUR)) if n else at
        return at, day_ended_by(at)
    if unit == 'same day':
        return due
    last = walk_months(calendar, pauses, day, n) if unit == 'month' else walk(calendar, pauses, day, n, unit == 'workday')
    if unit != 'workday':
        last = rolled(calendar, counting, last, pauses)
    moved = day_end(calendar, counting, last, at, day)
    return moved if n else due


def term_ahead(calendar, counting, n, unit, due):
    """The last moment that lies a term ahead of a due moment: in days at the same time of day, from closing at closing."""
    at, day = due
    if unit in ('minute', 'hour'):
        return at - n * (MINUTE if unit == 'minute' else HOUR)
    if unit == 'workhour':
        left = n * HOUR
        while left:
            for a, b in reversed(calendar.open_spans(day)):
                b = min(b, at)
                if a < b:
                    if left <= b - a:
                        return b - left
                    left -= b - a
            day -= 1
        return at
    clock = at - midnight(day)
    closing = counting != 'undefined' and counting.get('end') == 'close' and at == calendar.close(day)
    if unit == 'month':
        day = corresponding(day, -n)
    else:
        while unit != 'same day' and n > 0:
            day -= 1
            if unit == 'day' or calendar.worked(day):
                n -= 1
    return calendar.close(day) if closing else midnight(day) + clock


if __name__ == '__main__':
    import sys
    c = Calendar()
    for start, n in [(a.split(',')[0], int(a.split(',')[1])) for a in sys.argv[1:]]:
        print(start, n, write_day(walk(c, [], read_day(start), n, True)))
