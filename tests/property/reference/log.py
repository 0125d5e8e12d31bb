# SPDX-License-Identifier: MIT
"""Event lines: read, reused ids and corrections settled, put in order."""
import json
import re

from calendar import read_day, read_moment

KEYS = ('id', 'ticket', 'event', 'at', 'known', 'seq', 'unit', 'role', 'by', 'assignment', 'facts')
CORRECTIONS = {'void': 'voids', 'replace': 'replaces'}


class BadLine(Exception):
    pass


class Event:
    def __init__(self, raw):
        raw = {k: v for k, v in raw.items() if v is not None}
        if any(k not in KEYS for k in raw):
            raise BadLine('unknown key')
        for name in ('id', 'event', 'at'):
            if not isinstance(raw.get(name), str) or not raw[name]:
                raise BadLine(name)
        for name in ('ticket', 'known', 'unit', 'role', 'by', 'assignment'):
            if name in raw and (not isinstance(raw[name], str) or not raw[name]):
                raise BadLine(name)
        if not isinstance(raw.get('seq', 0), int) or isinstance(raw.get('seq'), bool) or not isinstance(raw.get('facts', {}), dict):
            raise BadLine('seq or facts')
        try:
            self.at = read_moment(raw['at'])
            self.known = read_moment(raw.get('known', raw['at']))
        except ValueError as problem:
            raise BadLine(str(problem))
        self.id, self.name, self.seq = raw['id'], raw['event'], raw.get('seq', 0)
        self.ticket, self.unit, self.assignment = raw.get('ticket'), raw.get('unit'), raw.get('assignment')
        self.role, self.by, self.facts = raw.get('role'), raw.get('by'), raw.get('facts', {})
        self.facts_now = self.facts

    def content(self):
        return (self.name, self.ticket, self.at, self.known, self.seq, self.unit, self.role, self.by, self.assignment,
                json.dumps(self.facts, sort_keys=True))

    def order(self):
        return (self.at, self.seq, self.id.encode())


def no_duplicates(pairs):
    if len({k for k, _ in pairs}) != len(pairs):
        raise ValueError('duplicate key')
    return dict(pairs)


def refuse(text):
    raise ValueError(text)


def finding(code, severity, ticket=None, assignment=None, event=None, clause=None):
    return {'type': 'finding', 'code': code, 'severity': severity, 'ticket': ticket, 'assignment': assignment, 'event': event, 'clause': clause}


class Log:
    def __init__(self, data):
        self.lines = self.bad_lines = 0
        self.events = {}
        self.findings = []
        self.gone = set()
        for line in data.split(b'\n'):
            line = line[:-1] if line.endswith(b'\r') else line
            if line.strip(b' \t\r'):
                self.lines += 1
                self.add(line)

    def add(self, line):
        try:
            raw = json.loads(line.decode('utf-8'), object_pairs_hook=no_duplicates, parse_constant=refuse)
            if not isinstance(raw, dict):
                raise BadLine('no object')
            event = Event(raw)
        except (BadLine, ValueError):
            self.bad_lines += 1
            self.findings.append(finding('bad_line', 'error'))
            return
        held = self.events.get(event.id)
        if held is None:
            self.events[event.id] = event
        elif held.content() != event.content():
            self.findings.append(finding('reused_id', 'error', ticket=event.ticket, event=event.id))

    def settle(self, now):
        """Corrections applied: the events that stand, in order. Events after `now` do not exist."""
        self.now = now if now is not None else max((e.at for e in self.events.values()), default=None)
        present = {e.id: e for e in self.events.values() if e.at <= self.now} if self.events else {}
        order = sorted(present.values(), key=Event.order)
        corrections = [e for e in order if e.name in CORRECTIONS]
        gone, new = set(), {}
        self.gone = gone
        for event in reversed(corrections):
            if event.id not in gone:
                self.correct(event, new.get(event.id, event.facts), present, gone, new)
        result = [e for e in order if e.id not in gone and e.name not in CORRECTIONS]
        for event in result:
            event.facts_now = {k: v for k, v in new.get(event.id, event.facts).items() if v is not None and v != ''}
        return result

    def correct(self, event, facts, present, gone, new):
        """One correction that stands; it may only speak of corrections before it, and was settled after those that come later."""
        name = CORRECTIONS[event.name]
        target = present.get(facts[name]) if isinstance(facts.get(name), str) else None
        if target is None or (target.name in CORRECTIONS and target.order() >= event.order()):
            self.findings.append(finding('void_unknown', 'error', ticket=event.ticket, event=event.id))
        elif event.name == 'void':
            gone.add(target.id)
        elif target.id not in new:
            own = CORRECTIONS.get(target.name)
            whole = {k: v for k, v in facts.items() if k != 'replaces'}
            if own and own not in whole:
                whole[own] = target.facts.get(own)
            new[target.id] = whole


def placed(order):
    """Of a published order, each entry as a list of names in which each unit stands once, at its first place; None: no name."""
    seen, found = set(), []
    for entry in order if isinstance(order, list) else ():
        group = []
        for name in entry if isinstance(entry, list) else [entry]:
            name = name if isinstance(name, str) and name else None
            if name is None or name not in seen:
                group.append(name)
            seen.add(name)
        found.append(group)
    return found


def version_of(event):
    """None: it is none."""
    version = event.facts_now.get('version', 0)
    if isinstance(version, str):
        return int(version) if re.fullmatch('[0-9]{1,9}', version, re.A) else None
    return version if isinstance(version, int) and not isinstance(version, bool) else None


def is_period(kind, name):
    """Is it the name of such a period, by any policy?"""
    if kind in ('day', 'week'):
        try:
            read_day(name)
        except ValueError:
            return False
    shapes = {'month': '[0-9]{4}-(0[1-9]|1[0-2])', 'quarter': '[0-9]{4}-Q[1-4]', 'year': '[0-9]{4}'}
    return re.fullmatch(shapes.get(kind, '.*'), name, re.A | re.S) is not None


def published(event, book, units):
    """Findings about a `publish` event. `units`: those that some event names."""
    facts, policy, found = event.facts_now, book.at(event.at), []

    def find(code, severity='error'):
        found.append(finding(code, severity, ticket=event.ticket, event=event.id))

    def lacks(name, right):
        if name not in facts:
            find('missing_fact')
        elif not right(facts[name]):
            find('bad_value')

    lacks('ranking', lambda v: isinstance(v, str))
    rule = None
    if policy is None:
        find('no_policy', 'warning')
    elif isinstance(facts.get('ranking'), str):
        rule = policy.body.get('rankings', {}).get(facts['ranking'])
        if rule is None:
            find('unknown_ranking')
    lacks('period', lambda v: isinstance(v, str) and (rule is None or is_period(rule['every'], v)))
    if version_of(event) is None:
        find('bad_value')
    lacks('order', lambda v: isinstance(v, list))
    seen = set()
    for entry in facts['order'] if isinstance(facts.get('order'), list) else ():
        for name in entry if isinstance(entry, list) else [entry]:
            if not isinstance(name, str) or not name:
                find('bad_place', 'warning')
            elif name in seen:
                find('repeated_unit', 'warning')
            elif name not in units:
                find('unknown_unit', 'warning')
            seen.add(name if isinstance(name, str) else None)
    for name in facts:
        if name not in ('ranking', 'period', 'version', 'order'):
            find('unexpected_fact', 'warning')
    return found


if __name__ == '__main__':
    import sys
    log = Log(open(sys.argv[1], 'rb').read())
    print(log.lines, log.bad_lines, len(log.events), len(log.settle(None)))
