# SPDX-License-Identifier: MIT
"""Conditions: text to a tree, and a tree to yes, no or unknown with its causes."""
import re

TOKEN = re.compile(r'\s*(?:(-?[0-9]+)|([a-z_][a-z0-9_]*)|(!=|<=|>=|[=<>(),])|"([^"]*)")')
CONSTANT = {'always': True, 'yes': True, 'never': False, 'no': False}
ORDER = {'=': lambda a, b: a == b, '!=': lambda a, b: a != b, '<': lambda a, b: a < b, '<=': lambda a, b: a <= b,
         '>': lambda a, b: a > b, '>=': lambda a, b: a >= b}
BUILT_IN = ('void', 'replace', 'merge', 'publish')


class Unknown:
    """Neither yes nor no: a set of ('missing', fact) and ('undefined', path)."""

    def __init__(self, causes):
        self.causes = frozenset(causes)

    def undefined(self):
        return any(kind == 'undefined' for kind, _ in self.causes)

    def __bool__(self):
        raise TypeError('unknown is no truth value')


def missing(name):
    return Unknown([('missing', name)])


def undefined(path):
    return Unknown([('undefined', path)])


def is_unknown(value):
    return isinstance(value, Unknown)


def both(values):
    """Three-valued and. Every operand is looked at, so that all causes are named."""
    values = list(values)
    if any(v is False for v in values):
        return False
    causes = [c for v in values if is_unknown(v) for c in v.causes]
    return Unknown(causes) if causes else True


def either(values):
    values = list(values)
    if any(v is True for v in values):
        return True
    causes = [c for v in values if is_unknown(v) for c in v.causes]
    return Unknown(causes) if causes else False


def negate(value):
    return value if is_unknown(value) else not value


class Parser:
    """Recursive descent over the grammar of POLICY.md; `body` is the merged policy."""

    def __init__(self, text, body):
        self.body = body
        self.tokens = []
        at = 0
        text = text.rstrip()
        while at < len(text):
            found = TOKEN.match(text, at)
            if not found:
                raise ValueError('condition: %r' % text)
            number, word, sign, quoted = found.groups()
            self.tokens.append(('number', int(number)) if number else ('word', word) if word else ('sign', sign) if sign else ('text', quoted))
            at = found.end()
        self.at = 0

    def peek(self, n=0):
        return self.tokens[self.at + n] if self.at + n < len(self.tokens) else (None, None)

    def take(self, wanted=None):
        token = self.peek()
        if token[0] is None or (wanted is not None and token[1] != wanted):
            raise ValueError('expected %s, found %s' % (wanted, token[1]))
        self.at += 1
        return token[1]

    def whole(self):
        tree = self.disjunction()
        if self.peek()[0] is not None:
            raise ValueError('trailing %s' % self.peek()[1])
        return tree

    def disjunction(self):
        parts = [self.conjunction()]
        while self.peek() == ('word', 'or'):
            self.take()
            parts.append(self.conjunction())
        return parts[0] if len(parts) == 1 else ('or', parts)

    def conjunction(self):
        parts = [self.negation()]
        while self.peek() == ('word', 'and'):
            self.take()
            parts.append(self.negation())
        return parts[0] if len(parts) == 1 else ('and', parts)

    def negation(self):
        if self.peek() == ('word', 'not'):
            self.take()
            return ('not', self.negation())
        if self.peek() == ('sign', '('):
            self.take()
            tree = self.disjunction()
            self.take(')')
            return tree
        return self.atom()

    def operand(self, fact):
        """What a fact is compared with: a value of its set, a number, a text, or another fact."""
        kind, value = self.peek()
        self.take()
        if kind == 'word':
            declared = self.body['facts'].get(fact, {}) if fact else {}
            if 'one_of' in declared or 'many_of' in declared:
                return ('value', value)
            return ('fact', value)
        return ('value', value)

    def compare(self, left, fact):
        sign = self.peek()[1]
        if sign in ORDER:
            self.take()
            return ('compare', left, sign, self.operand(fact))
        if sign == 'in':
            self.take()
            self.take('(')
            values = [self.operand(fact)]
            while self.peek()[1] == ',':
                self.take()
                values.append(self.operand(fact))
            self.take(')')
            return ('or', [('compare', left, '=', v) for v in values]) if len(values) > 1 else ('compare', left, '=', values[0])
        if sign in ('has', 'under'):
            self.take()
            return (sign, left, self.operand(fact))
        return ('flag', left)

    def event(self, name):
        filter_tree = None
        if self.peek() == ('sign', '('):
            self.take()
            filter_tree = self.disjunction()
            self.take(')')
        return (name, filter_tree)

    def atom(self):
        word = self.take()
        if word in CONSTANT:
            return ('constant', CONSTANT[word])
        if word == 'undefined':
            return ('undefined', 'condition')
        if word == 'by':
            return ('by', self.take())
        if word in ('round', 'time'):
            return self.compare((word,), None)
        if word in ('any', 'all'):
            self.take('(')
            tree = self.disjunction()
            self.take(')')
            return (word, tree)
        if word == 'known':
            self.take('(')
            name = self.take()
            self.take(')')
            return ('known', name)
        if word == 'first':
            self.take('(')
            name = self.take()
            self.take(')')
            return self.compare(('first', name), name)
        if word == 'count':
            self.take('(')
            event = self.event(self.take())
            self.take(')')
            return self.compare(('count',) + event, None)
        if word in ('met', 'late', 'open', 'waived') and self.peek() == ('sign', '('):
            self.take('(')
            name = self.take()
            self.take(')')
            return ('duty', word, name)
        if word == 'state':
            self.take('(')
            name = self.take()
            self.take(')')
            sign = self.take()
            if sign == 'in':
                self.take('(')
                states = [self.take()]
                while self.peek()[1] == ',':
                    self.take()
                    states.append(self.take())
                self.take(')')
                return ('or', [('state', name, '=', s) for s in states])
            return ('state', name, sign, self.take())
        if word in self.body['events'] or word in BUILT_IN:
            return ('event',) + self.event(word)
        if word in self.body['facts']:
            return self.compare(('fact', word), word)
        raise ValueError('unknown name %s' % word)


def parse(text, body):
    return Parser(text, body).whole()


def operand_value(scope, node):
    kind = node[0]
    if kind == 'value':
        return node[1]
    if kind == 'fact':
        return scope.fact(node[1])
    if kind == 'first':
        return scope.first(node[1])
    if kind == 'count':
        return scope.count(node[1], node[2])
    if kind == 'round':
        return scope.round()
    return scope.time()


def compare(a, sign, b):
    causes = [c for v in (a, b) if is_unknown(v) for c in v.causes]
    if causes:
        return Unknown(causes)
    return ORDER[sign](a, b)


def under(value, prefix):
    return value == prefix or value.startswith(prefix + '.') or ('.' not in prefix and '.' not in value and value.startswith(prefix))


def evaluate(tree, scope):
    kind = tree[0]
    if kind == 'and':
        return both(evaluate(t, scope) for t in tree[1])
    if kind == 'or':
        return either(evaluate(t, scope) for t in tree[1])
    if kind == 'not':
        return negate(evaluate(tree[1], scope))
    if kind == 'constant':
        return tree[1]
    if kind == 'undefined':
        return undefined(tree[1])
    if kind == 'compare':
        return compare(operand_value(scope, tree[1]), tree[2], operand_value(scope, tree[3]))
    if kind in ('has', 'under'):
        a, b = operand_value(scope, tree[1]), operand_value(scope, tree[2])
        if is_unknown(a) or is_unknown(b):
            return Unknown([c for v in (a, b) if is_unknown(v) for c in v.causes])
        return b in a if kind == 'has' else under(a, b)
    if kind == 'flag':
        return operand_value(scope, tree[1])
    if kind == 'known':
        return not is_unknown(scope.fact(tree[1]))
    if kind == 'by':
        return scope.by(tree[1])
    if kind == 'event':
        return scope.happened(tree[1], tree[2])
    if kind == 'duty':
        return scope.duty(tree[1], tree[2])
    if kind == 'state':
        return compare(scope.state(tree[1]), tree[2], tree[3])
    if kind == 'any':
        return either(evaluate(tree[1], s) for s in scope.assignments())
    if kind == 'all':
        return both(evaluate(tree[1], s) for s in scope.assignments())
    raise ValueError(kind)


def atoms(tree):
    """All event names and duty references of a condition."""
    kind = tree[0]
    if kind in ('and', 'or'):
        for t in tree[1]:
            yield from atoms(t)
    elif kind in ('not', 'any', 'all'):
        yield from atoms(tree[1])
    elif kind == 'event':
        yield ('event', tree[1])
    elif kind == 'duty':
        yield ('duty', tree[2])
    elif kind == 'compare' and tree[1][0] == 'count':
        yield ('count', tree[1][1])


def patterns(value):
    """Every event, with its filter, that a value (see policy.read_value) or a tree speaks of."""
    if not isinstance(value, tuple):
        return
    if value[0] == 'event' and len(value) == 3:
        yield value
    if value[0] == 'compare' and value[1][0] == 'count':
        yield value[1]
    for part in value:
        for inner in part if isinstance(part, list) else [part]:
            if isinstance(inner, tuple) and value[0] not in ('event', 'count'):
                yield from patterns(inner)


if __name__ == '__main__':
    import sys
    body = {'facts': {'a': {'one_of': {'x': '', 'y': ''}}, 'n': {'type': 'integer'}}, 'events': {'e': {}}}
    for line in sys.argv[1:]:
        print(parse(line, body))
