# SPDX-License-Identifier: MIT
"""Real policies, broken mechanically, read by the library and by an independent strict reader: both must accept, or both refuse.

The documents and the other reader are in the shared folder (HOTLINE_SHARED), which is no part of the project. Where the two may differ
is listed below, each with its reason; any other difference fails. Every refusal of the library must name its place.
"""
import contextlib
import copy
import io
import json
import os
import random
import re
import subprocess
import sys
import tempfile

COMMAND = os.environ.get('HOTLINE_COMMAND', 'hotline')
SHARED = os.path.join(os.environ.get('HOTLINE_SHARED', '/nowhere'), 'policies')
SEED, MOST = int(os.environ.get('HOTLINE_SEED', '20210414')), int(os.environ.get('HOTLINE_MUTATIONS', '400'))

# (pattern over "path: message", or the message alone where it is about the whole document, of the library's refusal, why the library is right to refuse what the other reader accepts)
STRICTER = [
    (r'^missing key "(hotline|id|title|source|issued|effective|transition|calendar)"', 'HEAD and `calendar` are required; the other reader never looks'),
    (r'^(hotline|id|title|source|issued|effective|expires|extends|calendar|reasons)\b', 'types and dates of the head are not looked at'),
    (r'^(counting|periods|transition)\b', 'the words of counting, periods and transition are not looked at'),
    (r'^reply\b', 'the reply section is not looked at'),
    (r'\.pool\b', 'pools are not looked at'),
    (r'expected .*, not ', 'kinds of values and closed lists of words are not looked at, except `opens`'),
    (r'missing key "', 'required keys are looked at in few places'),
    (r'unknown key "', 'keys inside {if, clause}, parts, extend are not looked at everywhere'),
    (r'a (role|state|value|reason) has a label|a name is |reserved|built in|facts and events share', 'forms of names and labels are not looked at'),
    (r'exactly one of `type`', 'a fact without a type, or with two'),
    (r'the default of|no such value of', 'defaults are not looked at'),
    (r'not comparable with|only a flag stands alone|`under` takes|state\(\) takes|expected an integer of|a comparison is missing', 'conditions are typed'),
    (r'only in any\(\) or all\(\)|does not have the fact|never sees the event|cannot read|read only in its filter|a filter reads|`by` is read in'
     r'|streak, rank and rank_from_last|first\(\) is not for|any\(\) and all\(\) belong|a unit has no|not of the same subject', 'who may read what (SCOPE 3)'),
    (r'only events joined by `or`|no such event', 'owed, restart and moments are patterns, not conditions'),
    (r'a gap: |an overlap: |canonical spaces|a table needs a row', 'tables'),
    (r'may not be "undefined"', '"undefined" only where the grammar marks U'),
    (r'only an event of|names no object that it could end', 'who opens and ends what'),
    (r'empty set|named twice', 'arrays are sets'),
    (r'a day|needs counting', 'counting is required where a term in days is used'),
    (r'missing periods\.|owed by an event or every|at most one of|due when its period ends|there is no `within`|needs `asked`', 'keys that need or exclude one another'),
    (r'expected a fact of type|a fact of type time|integer fact, which this is not', 'types of facts'),
    (r'out of range|a decimal in quotes|an integer or "undefined"|expected 0 to 9 places', 'numbers'),
    (r'in a circle', 'circles'),
    (r'^scores\b', 'formulas are looked at word by word only'),
    (r'from state: to state|name of a state|old state', 'moves and states'),
    (r'in quotes', 'a value of another kind where a text belongs'),
    (r'null deletes', 'null'),
    (r'no such (role|machine|duty|ranking|measure|fact)', 'a name in a place that the other reader does not look at'),
    (r'the rulebook', 'ids of documents'),
    (r'asked_before: a term is', 'the term of `asked_before` is not looked at'),
    (r'nested too deeply', 'limits'),
]

# (pattern over the other reader's complaint, why the library is right to accept)
LOOSER = [
    (r'within: fact same$', '`same day` is a term; the other reader takes it for a number of days held by a fact'),
]


def skip(why):
    print('SKIP SKIP SKIP: %s; no policy was broken' % why)
    sys.exit(77)


# ---- the other reader ----

class Other:
    """The strict reader, loaded once without its own run over its folder."""

    def __init__(self, folder):
        with open(os.path.join(SHARED, 'check.py'), encoding='utf-8') as file:
            source = file.read()
        self.names = {'__file__': os.path.join(folder, 'check.py'), '__name__': 'check'}
        exec(compile(source, 'check.py', 'exec'), self.names)  # the folder is empty: nothing is read

    def complaint(self, folder, name):
        """None when it accepts."""
        self.names['base'] = folder
        self.names['errs'].clear()
        self.names['undef'].clear()
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                document = self.names['load'](name)
                document.pop('_raw', None)
                self.names['check'](document)
        except (Exception, SystemExit) as problem:
            return '%s: %s' % (type(problem).__name__, problem)
        return self.names['errs'][0] if self.names['errs'] else None


# ---- breaking a document ----

WORDS = ['undefined', '', 'always', 'not', 'nobody', 'ticket', 'assignment', 'unit', 'event', 'warning', 'error', 'none', 'all', 'high', 'month', 'week',
         '4 workdays', '1 workday', 'extra workdays', 'same day', '2 hours', 'cn', 'text', 'flag', 'date', '0.9', '60%', 'else', 'yes']
VALUES = [1, 0, -1, 29, 1.5, True, None, [], {}, ['x'], {'always': 'yes'}, {'else': 'undefined'}]


def places(node, path=()):
    """Every (container, key) below a node."""
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in list(items):
        yield node, key
        yield from places(value, path + (key,))


def misspell(rng, text):
    words = list(re.finditer(r'[a-z_]{2,}', text))
    if not words:
        return text + 'x'
    word = rng.choice(words)
    at = rng.randrange(word.start(), word.end())
    letter = rng.choice('abcdefghijklmnopqrstuvwxyz_')
    return text[:at] + rng.choice(['', letter, text[at] + letter]) + text[at + 1:]


def cut(rng, text):
    if not text:
        return 'x'
    at = rng.randrange(len(text))
    return text[:at] + rng.choice(['', '(', ')', ' ', ',', '=', '"', 'or ', '3']) + text[at + 1:]


def rename(node, key, new):
    items = [(new if k == key else k, v) for k, v in node.items()]
    node.clear()
    node.update(items)


def names_of(document):
    found = set()
    for node, key in places(document):
        if isinstance(key, str):
            found.update(re.findall(r'[a-z_][a-z0-9_]*', key))
    return sorted(found)


def swap_word(rng, text, names):
    words = list(re.finditer(r'[a-z_][a-z0-9_]*', text))
    if not words:
        return rng.choice(names)
    word = rng.choice(words)
    return text[:word.start()] + rng.choice(names) + text[word.end():]


def break_text(rng, document, node, key):
    text = node[key]
    kind = rng.randrange(4)
    if kind == 0:
        node[key] = misspell(rng, text)
    elif kind == 1:
        node[key] = cut(rng, text)
    elif kind == 2:
        node[key] = swap_word(rng, text, names_of(document))
    else:
        node[key] = rng.choice(WORDS)


def break_key(rng, document, node, key):
    kind = rng.randrange(3)
    new = misspell(rng, key) if kind == 0 else cut(rng, key) if kind == 1 else swap_word(rng, key, names_of(document))
    if new not in node:
        rename(node, key, new)


def mutate(rng, document):
    """One or two changes; what was done is seen in the text that is left."""
    document = copy.deepcopy(document)
    for _ in range(rng.choice([1, 1, 1, 2])):
        node, key = rng.choice(list(places(document)))
        kind = rng.randrange(6)
        if kind == 0:
            del node[key]
        elif kind == 1 and isinstance(node, dict):
            break_key(rng, document, node, key)
        elif kind == 2:
            node[key] = copy.deepcopy(rng.choice(VALUES))
        elif kind == 3:
            other, other_key = rng.choice(list(places(document)))
            node[key] = copy.deepcopy(other[other_key])
        elif isinstance(node[key], str):
            break_text(rng, document, node, key)
        elif isinstance(node, list):
            node.append(node[key])
        else:
            node[key] = rng.choice(WORDS)
    return document


# ---- comparing ----

def refusal(files):
    """The library's refusal as (has a place, "path: message"), or None."""
    done = subprocess.run([COMMAND, 'check'] + files, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)
    if done.returncode == 0:
        return None
    first = done.stderr.decode('utf-8').split('\n')[0]
    told = re.match(r'hotline: \S+\.json(:\d+)?(:\d+)?: (.*)$', first)
    if done.returncode != 2 or done.stdout or not told:
        raise SystemExit('exit status %d, %r, %r' % (done.returncode, done.stdout[:200], done.stderr[:2000]))
    return told[1] is not None or re.match(r'[a-z_]+[.:[]', told[3]) is not None, told[3]


def reason(table, words):
    return next((why for pattern, why in table if re.search(pattern, words)), None)


class Tally:
    def __init__(self):
        self.tried = self.refused = self.accepted = 0
        self.why, self.failures = {}, []

    def note(self, side, why):
        self.why[side, why] = self.why.get((side, why), 0) + 1

    def compare(self, ours, theirs):
        self.tried += 1
        if ours is not None and not ours[0]:
            self.failures.append('names no place: %s' % ours[1])
        if (ours is None) == (theirs is None):
            self.refused += ours is not None
            self.accepted += ours is None
            return
        words = theirs if ours is None else ours[1]
        why = reason(LOOSER if ours is None else STRICTER, words)
        self.note('looser' if ours is None else 'stricter', why)
        if why is None:
            self.failures.append('library: %s | other reader: %s' % (ours, theirs))


def load_all():
    documents = {}
    for name in sorted(os.listdir(SHARED)):
        if name.endswith('.json'):
            with open(os.path.join(SHARED, name), encoding='utf-8') as file:
                documents[name[:-5]] = json.load(file)
    return documents


def bases(documents, document):
    base = document.get('extends')
    return [] if not isinstance(base, str) or base not in documents else bases(documents, documents[base]) + [base]


def write(folder, name, document):
    path = os.path.join(folder, name + '.json')
    with open(path, 'w', encoding='utf-8') as file:
        json.dump(document, file, ensure_ascii=False, indent=1)
    return path


def run(documents, other, folder, tally):
    rng = random.Random(SEED)
    paths = {name: write(folder, name, document) for name, document in documents.items()}
    for name, document in documents.items():
        files = [paths[b] for b in bases(documents, document)] + [paths[name]]
        tally.compare(refusal(files), other.complaint(folder, name))
        if tally.accepted != tally.tried:
            raise SystemExit('the whole document is not accepted by both: %s' % name)
    names = sorted(documents)
    while tally.tried < MOST:
        name = names[tally.tried % len(names)]
        broken = mutate(rng, documents[name])
        path = write(folder, 'broken', broken)
        files = [paths[b] for b in bases(documents, documents[name])] + [path]
        tally.compare(refusal(files), other.complaint(folder, 'broken'))


def main():
    if not os.path.isfile(os.path.join(SHARED, 'check.py')):
        skip('%s is not there (set HOTLINE_SHARED)' % SHARED)
    tally = Tally()
    with tempfile.TemporaryDirectory() as empty, tempfile.TemporaryDirectory() as folder:
        run(load_all(), Other(empty), folder, tally)
    print('%d documents: both refuse %d, both accept %d' % (tally.tried, tally.refused, tally.accepted))
    for (side, why), count in sorted(tally.why.items(), key=lambda item: -item[1]):
        print('%5d the library is %s: %s' % (count, side, why))
    for failure in tally.failures[:40]:
        print('DIFFERENT', failure)
    return 1 if tally.failures else 0


if __name__ == '__main__':
    sys.exit(main())
