# SPDX-License-Identifier: MIT
"""Instances of duties: when they begin, how they end, until when they run. Everything is worked out anew at every question."""
import condition
from calendar import DAY, Undefined, midnight, term_ahead, term_due, term_extend
from scope import Scope, table

FAR = 4000 * DAY


class Instance:
    """Owed once. `since`: the first record that may meet it. `verdict`: what it ended with; None while it is pending."""

    def __init__(self, duty, thing, number, owed_at, since, record, policy):
        self.duty, self.thing, self.number, self.policy = duty, thing, number, policy
        self.owed_at, self.start, self.since, self.record = owed_at, owed_at, since, record
        self.span = None
        self.was_late = False
        self.grants = []
        self.pauses = []
        self.rivals = []
        self.verdict = None
        self.told = set()
        self.lost = False  # crossed a change of policy of which it cannot be told what it means

    def pending(self):
        return self.verdict is None


def scope_of(world, instance, at, events=None, facts=None):
    """An instance is judged by its own policy, which under `clock` is not the one that judges all else."""
    return Scope(world, instance.thing, at, events, facts, None, instance.policy)


def met_scope(scope, instance):
    return scope.but(since=instance.since, span=instance.span, linking=True)


def start_of(instance, scope):
    if instance.duty.start is None:
        return instance.start
    return scope.but(record=instance.record).fact(instance.duty.start)


def spans_of(instance, at):
    """Pauses as spans; one that still runs reaches far into the future, with the moment at which it began."""
    closed = [(a, b) for a, b in instance.pauses if b is not None and b > a]
    running = [a for a, b in instance.pauses if b is None]
    return closed + [(running[0], running[0] + FAR)] if running else closed, running[0] if running else None


def amount(term, scope):
    if term.fact is None:
        return term.n
    return scope.fact(term.fact)


def counted(world, instance, term, n, scope, spans):
    """(moment, day) of a term with its extensions."""
    start = start_of(instance, scope)
    if condition.is_unknown(start):
        return start
    if start is None:
        return condition.undefined('duties.%s.within' % instance.duty.name)
    calendar, counting = world.calendar, instance.duty.counting
    due = term_due(calendar, counting, n, term.unit, start, spans)
    return extended(calendar, instance, due, spans)


def extended(calendar, instance, due, spans):
    for _, extra, unit in instance.grants:
        if condition.is_unknown(extra):
            return extra
        due = term_extend(calendar, instance.duty.counting, extra, unit, due, spans)
    return due


def fixed_due(world, instance, scope, spans):
    name = instance.duty.due
    value = scope.but(record=instance.record).fact(name)
    if condition.is_unknown(value):
        return value
    due = (midnight(value + 1), value) if scope.policy.facts[name]['type'] == 'date' else (value, day_ended(value))
    return extended(world.calendar, instance, due, spans)


def day_ended(moment):
    from calendar import day_ended_by
    return day_ended_by(moment)


def due_of(world, instance, scope, report=None):
    """The due moment; after a change of rules with `later` or `earlier`, of both."""
    due = own_due(world, instance, scope, report)
    for pick, duty, policy in instance.rivals:
        held, instance.duty = instance.duty, duty
        other = own_due(world, instance, scope.but(policy=policy))
        instance.duty = held
        if isinstance(due, tuple) and isinstance(other, tuple):
            due = pick(due, other)
        elif isinstance(due, tuple):
            due = other
    return due


def own_due(world, instance, scope, report=None):
    """None: no term. Unknown: cannot be told. 'stands': the clock stands. Else (moment, day)."""
    duty = instance.duty
    if duty.within is None and duty.due is None:
        return period_due(instance)
    spans, running = spans_of(instance, scope.at)
    try:
        if duty.due is not None:
            due = fixed_due(world, instance, scope, spans)
        else:
            term = table(duty.within, scope, report)
            if condition.is_unknown(term):
                return term
            n = amount(term, scope)
            if condition.is_unknown(n):
                return n
            due = counted(world, instance, term, n, scope, spans)
    except Undefined as problem:
        return condition.undefined(str(problem))
    if condition.is_unknown(due):
        return due
    if running is not None and due[0] >= running:
        return 'stands'
    return due


def period_due(instance):
    if instance.span is None:
        return None
    return instance.span[1], day_ended(instance.span[1])


def late_of(instance, due, at):
    """True, False or None."""
    if instance.was_late:
        return True
    if due is None or due == 'stands':
        return False
    if condition.is_unknown(due):
        return None
    return at > due[0]


def standing(duty):
    return duty.owed is None and duty.every is None


def state_of(instance, scope, ended, due, report=None):
    """The state's name. `ended`: None, met, waived, cancelled or shut."""
    duty = instance.duty
    if standing(duty) and table(duty.met, met_scope(scope, instance), report) is not True and duty.waive is not None:
        table(duty.waive, scope, report)  # faults of its tables are told whether it is owed or not
    owed = table(duty.when, scope, report)
    if owed is False:
        return 'not_owed'
    if condition.is_unknown(owed):
        return 'undefined' if owed.undefined() else 'possible'
    if ended == 'met' and duty.expiry == 'shut' and isinstance(due, tuple) and scope.at > due[0] and not scope.world.hanging(instance, scope):
        return 'shut'  # a right used too late
    if ended and not (ended in ('met', 'waived') and unclear_end(duty, due, scope.at)):
        return ended
    met = table(duty.met, met_scope(scope, instance), report)
    waive = table(duty.waive, scope, report) if duty.waive is not None and met is not True else False
    if standing(duty) and met is True:
        return 'met'
    if standing(duty) and waive is True:
        return 'waived'
    for value in (met, waive):
        if condition.is_unknown(value) and value.undefined():
            return 'undefined'
    if duty.expiry == 'shut' and isinstance(due, tuple) and scope.at > due[0] and not scope.world.hanging(instance, scope):
        return 'shut'
    return 'undefined' if unclear_end(duty, due, scope.at) else 'open'


def unclear_end(duty, due, at):
    """The due moment may have passed, and the policy does not say what that does to the duty."""
    return duty.expiry == 'undefined' and isinstance(due, tuple) and at > due[0]


def judge(world, instance, scope, ended=None, met_at=None, report=None):
    """The instance as it stands for a scope: what a duty line says."""
    due = due_of(world, instance, scope, report)
    state = state_of(instance, scope, ended, due, report)
    late = late_of(instance, due, scope.at)
    if state == 'not_owed':
        due, late = None, False
    if state == 'shut' or (instance.duty.expiry == 'shut'):
        late = False if late is not None else None
    if state == 'undefined' or (late and (state == 'possible' or world.hanging(instance, scope))):
        late = None
    told = isinstance(due, tuple) and not spans_of(instance, scope.at)[1]
    verdict = {'state': state, 'late': late, 'due': due[0] if told else None, 'due_day': due[1] if told else None,
               'met_at': met_at if state == 'met' else None}
    if state == 'undefined':
        verdict['why'] = condition.undefined('duties.' + instance.duty.name)
    elif condition.is_unknown(due):
        verdict['why'] = due
    if standing(instance.duty) and state in ('possible', 'undefined'):
        if table(instance.duty.met, met_scope(scope, instance)) is True:
            verdict['how'] = 'met'
        elif instance.duty.waive is not None and table(instance.duty.waive, scope) is True:
            verdict['how'] = 'waived'
    return verdict


def ending(world, instance, scope, report=None):
    """How a pending instance ends at this moment, or None."""
    duty = instance.duty
    if standing(duty):
        return None
    met = table(duty.met, met_scope(scope, instance), report)
    if met is True:
        return 'met'
    waive = table(duty.waive, scope, report) if duty.waive is not None else False
    if waive is True:
        return 'waived'
    if any(condition.is_unknown(v) and v.undefined() for v in (met, waive)):
        return None
    if duty.expiry == 'shut':
        due = due_of(world, instance, scope)
        if isinstance(due, tuple) and scope.at > due[0] and not world.hanging(instance, scope) and table(duty.when, scope) is True:
            return 'shut'
    return None


def settle(world, instance, scope):
    """Ends the instance if it ends now."""
    how = ending(world, instance, scope, world.reporter(instance, True))
    if how is None:
        return False
    if instance.pauses and instance.pauses[-1][1] is None:
        instance.pauses[-1] = (instance.pauses[-1][0], scope.at)
    if how == 'shut':
        scope = scope.but(at=due_of(world, instance, scope)[0] + 1)
    instance.verdict = judge(world, instance, scope, how, scope.at, world.reporter(instance))
    instance.verdict['how'] = how
    return True


def answer(word, instance, verdict):
    """met(), late(), open() and waived() of the latest instance: True, False or Unknown."""
    name, state, late = instance.duty.name, verdict['state'], verdict['late']
    if word == 'late':
        unknown = condition.undefined if state == 'undefined' else condition.missing
        return verdict.get('why', unknown('duties.' + name)) if late is None else late
    if state == 'undefined' and verdict.get('how', word) != word:
        return False
    if state == 'undefined':
        return condition.undefined('duties.' + name)
    if state == 'possible':
        return condition.missing('duties.' + name) if verdict.get('how', 'open') == word else False
    return state == word


def granted(world, instance, scope, record, grant, find):
    """An event that extends: notes the extension, or says why it has no effect."""
    duty = instance.duty
    due = due_of(world, instance, scope) if table(duty.when, scope) is not False else None
    asked = [r for r in world.records[instance.since:] if r.event.name == grant.get('asked') and scope.sees(r, False)]
    if 'asked' in grant and not asked:
        find('extension_unasked', grant)
        return
    if 'asked' in grant and not in_time(world, instance, grant, asked, due):
        find('extension_unasked', grant)
        return
    hangs = grant.get('pending') in ('provisional', 'undefined') and waiting(world, instance, scope, record.event.name, grant, due)
    if isinstance(due, tuple) and scope.at > due[0] and not hangs:
        find('extension_late', grant)
        return
    times = grant.get('times')
    if isinstance(times, int) and sum(1 for name, _, _ in instance.grants if name == record.event.name) >= times:
        find('extension_times', grant)
        return
    silent = hangs and grant['pending'] == 'undefined' and isinstance(due, tuple) and scope.at > due[0]  # too late, or not
    term = table(grant['add'], scope)
    n = term if condition.is_unknown(term) else amount(term, scope.but(record=record))
    if condition.is_unknown(n):
        instance.grants.append((record.event.name, n, None))
        return
    most = grant.get('most')
    if most == 'undefined' or (times == 'undefined' and any(name == record.event.name for name, _, _ in instance.grants)):
        instance.grants.append((record.event.name, condition.undefined('duties.%s.extend' % duty.name), None))
        return
    if isinstance(most, int) and n > most:
        find('extension_most', grant)
        n = most
    if silent:
        n = condition.undefined('duties.%s.extend' % duty.name)
    instance.grants.append((record.event.name, n, None if silent else term.unit))


def waiting(world, instance, scope, event, grant, due):
    """Asked for in time, and neither granted nor ended since, by whichever of the events that it was put to."""
    answer = False
    answering = {event} | {e for e, g in instance.duty.extend.items() if g.get('asked') == grant.get('asked')}
    for record in world.records[instance.since:scope.events]:
        if scope.sees(record, False) and record.event.name == grant.get('asked'):
            answer = answer or not isinstance(due, tuple) or record.event.at <= due[0]
        if scope.sees(record, False) and record.event.name in answering and record is not world.records[-1]:
            answer = False
    return answer


def in_time(world, instance, grant, asked, due):
    limit = grant.get('asked_before', 'undefined')
    if limit == 'undefined' or not isinstance(due, tuple):
        return True
    last = due[0]
    if limit != 'due':
        from policy import Term
        term = Term(limit)
        last = term_ahead(world.calendar, instance.duty.counting, term.n, term.unit, due)
    return any(r.event.at <= last for r in asked)
