# SPDX-License-Identifier: MIT
"""Tables and mappings, broken byte by byte: `hotline import` ends by itself within ten seconds with status 0, 1 or 2, says why where it is not
0, and where it is 0 writes lines that `hotline judge` reads, every one.

Environment: HOTLINE_COMMAND, HOTLINE_SOURCE. HOTLINE_MUTATIONS is the number of mutants of each kind, HOTLINE_SEED the seed. A mutant that
fails is told with what it was made of, and kept in the folder HOTLINE_KEEP where there is one.
"""
import collections
import copy
import json
import os
import random
import subprocess
import sys
import tempfile

COMMAND = os.environ.get('HOTLINE_COMMAND', 'hotline')
SOURCE = os.environ.get('HOTLINE_SOURCE', os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..'))
SEED, MOST = int(os.environ.get('HOTLINE_SEED', '20210510')), int(os.environ.get('HOTLINE_MUTATIONS', '300'))
KEEP = os.environ.get('HOTLINE_KEEP')
EXAMPLES = os.path.join(SOURCE, 'examples', 'hotline')
RULEBOOK = [w for end in ('', '-working') for w in ('--rulebook', os.path.join(SOURCE, 'examples', 'policies', 'hedong-2021-5%s.json' % end))]
SECONDS = 10


def load(name):
    with open(os.path.join(EXAMPLES, name), 'rb') as file:
        return file.read()


# ---- breaking bytes: of a table, and of a mapping as text ----

def place(r, data):
    return r.randrange(len(data) + 1)


def some_bytes(r, data):
    at = place(r, data)
    return data[:at] + bytes(r.randrange(256) for _ in range(r.randint(1, 8))) + data[at + r.choice((0, 0, 1, 4)):]


def cut_character(r, data):
    """One byte of a character of two or more goes; those of GBK and of UTF-8 alike begin above 0x7f."""
    wide = [at for at, byte in enumerate(data) if byte > 0x7f]
    at = r.choice(wide) if wide else place(r, data)
    return data[:at] + data[at + 1:]


def quote(r, data):
    for _ in range(r.choice((1, 1, 2, 5))):
        at = place(r, data)
        data = data[:at] + b'"' + data[at + r.choice((0, 0, 1)):]
    return data


def nul(r, data):
    at = place(r, data)
    return data[:at] + b'\0' * r.choice((1, 1, 2, 1000)) + data[at + r.choice((0, 1)):]


def long_cell(r, data):
    """Just below, at and above what a row may have, besides the merely long."""
    at = place(r, data)
    piece = r.choice((b'x', b'"', b'""', '长'.encode('gbk'), '长'.encode('utf-8'), b' ', b'7', b'\\', b'['))
    return data[:at] + piece * (r.choice((300, 5000, 70000, 4 << 20, (4 << 20) - len(data), 5 << 20)) // len(piece)) + data[at:]


def line_ends(r, data):
    """Each line its own end."""
    return b''.join(line + r.choice((b'\n', b'\r\n', b'\r', b'\n\r', b'\r\r\n', b'')) for line in data.replace(b'\r\n', b'\n').split(b'\n'))


def cut_off(r, data):
    return data[:place(r, data)]


def twice(r, data):
    a, b = sorted((place(r, data), place(r, data)))
    return data[:b] + data[a:b] + data[b:]


def swap_lines(r, data):
    lines = data.split(b'\n')
    a, b = r.randrange(len(lines)), r.randrange(len(lines))
    lines[a], lines[b] = lines[b], lines[a]
    return b'\n'.join(lines)


def encode_anew(r, data):
    """As if it had been converted once too often, or with the wrong table."""
    if r.random() < 0.3:
        return r.choice((b'\xef\xbb\xbf', b'\xff\xfe', b'\xfe\xff')) + data
    return data.decode(r.choice(('gbk', 'gb18030', 'utf-8', 'latin-1')), 'replace').encode(r.choice(('gb18030', 'utf-8', 'utf-16le', 'utf-16')), 'replace')


def columns(r, data):
    """A column goes, or one comes, in the header, in one row or in all."""
    lines = data.split(b'\n')
    which = r.choice((range(len(lines)), [0], [r.randrange(len(lines))]))
    at, gone = r.randrange(12), r.random() < 0.7
    for n in which:
        cells = lines[n].split(b',')
        if at < len(cells):
            cells[at:at + 1] = [] if gone else [cells[at], b'more']
        lines[n] = b','.join(cells)
    return b'\n'.join(lines)


BYTES = (some_bytes, some_bytes, cut_character, cut_character, quote, nul, long_cell, line_ends, cut_off, twice, swap_lines, encode_anew)
TABLE = BYTES + (columns, columns, line_ends)


# ---- breaking a mapping as a document ----

VALUES = [0, -1, 99, 999999999999999999, True, False, None, [], {}, '', ' ', 'undefined', '{}', '{}{}', 'x' * 70, 'x' * 5000, '路', '\t', '"', '\u0001', '\ufffd', '00:00', '24:00', '+14:00',
          '-23:59', 'yyyy-MM-dd', 'yyyyMMdd', 'yyyy年M月d日 H:mm', 'yyyy-MM-dd HH:mm:ss.S', 'gb18030', 'utf-16le', 'auto', ['x'], [''], ['NULL', '1'], {'value': 'x'}, {'value': 7}, {'value': None},
          {'value': '2021-05-10 08:00:00'}, {'value': ['a', 1, None]}, {'member': True}, {'columns': ['order_no', 'content'], 'join': '\n'}, {'column': 'content', 'type': 'integer'},
          {'column': 'content', 'type': 'date'}, {'column': 'create_time', 'type': 'time'}, {'column': 'content', 'split': '，'}, {'column': 'source_code', 'codes': {'1': 1, '2': None}, 'else': 'cell'},
          {'column': 'order_no', 'absent': '', 'type': 'code'}, {'members': {'from': 0, 'to': 98}}, {'column': 'content', 'split': '，。'}, {'column': 'remark', 'filled': False},
          {'column': 'source_code', 'is': ['1'], 'not': ['2', '3']}]


def places(node):
    """Every (container, key) below a node."""
    for key, value in list(node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()):
        yield node, key
        yield from places(value)


def break_document(r, document):
    document = copy.deepcopy(document)
    for _ in range(r.choice((1, 1, 1, 2, 3))):
        node, key = r.choice(list(places(document)))
        kind = r.randrange(5)
        if kind == 0:
            del node[key]
        elif kind == 1 and isinstance(node, dict):
            other = r.choice(('event', 'when', 'seq', 'known', 'absent', 'required', 'type', 'split', 'each', 'only', 'round', 'assignment', 'row', 'day_is', 'zone', 'none', 'x', 'X', '路', ''))
            node[other] = node.pop(key)
        elif kind == 2:
            other, other_key = r.choice(list(places(document)))
            node[key] = copy.deepcopy(other[other_key])
        else:
            node[key] = copy.deepcopy(r.choice(VALUES))
        if not document:
            break
    return json.dumps(document, ensure_ascii=False, indent=1).encode('utf-8')


def break_value(r, document):
    """One value of one event becomes another that may well be right."""
    document = copy.deepcopy(document)
    event = r.choice(list(document['events'].values()))
    key = r.choice(('at', 'known', 'by', 'role', 'unit', 'event', 'seq', 'facts'))
    column = r.choice(('order_no', 'content', 'create_time', 'source_code', '来电时间', '诉求内容', '来源'))
    value = r.choice((column, '', 'x', {'value': r.choice(('', 'x', '2021-05-10 08:00:00', 7, -1, None, True, ['a', 1]))}, {'column': column, 'type': r.choice(('text', 'code', 'integer', 'date', 'time'))},
                      {'column': column, 'codes': {'1': r.choice(('', 'a', 1, None, True))}, 'else': r.choice(('cell', {'value': ''}, {'value': 5}, {'value': None}))},
                      {'column': column, 'absent': r.choice(('', 'a', 0, None))}, {'columns': [column, column], 'join': r.choice(('', '\n', '"'))}))
    if key == 'facts':
        event.setdefault('facts', {})['matter'] = value
    else:
        event[key] = value
    return json.dumps(document, ensure_ascii=False).encode('utf-8')


# ---- trying ----

def ran(words, given=None):
    """None where it had to be ended."""
    try:
        return subprocess.run([COMMAND] + words, input=given, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return None


def wrong(folder, more):
    """(What is wrong, or empty; the exit status)."""
    done = ran(['import', '--map', os.path.join(folder, 'map.json')] + more + [os.path.join(folder, 'table.csv')])
    if done is None:
        return 'not done in %d s' % SECONDS, None
    if done.returncode not in (0, 1, 2):
        return 'exit status %d: %s' % (done.returncode, done.stderr[-2000:].decode('utf-8', 'replace')), None
    if done.returncode != 0:
        return '' if done.stderr.strip() else 'exit status %d, and no word about it' % done.returncode, done.returncode
    judged = ran(['judge', '--json'] + RULEBOOK + ['-'], done.stdout)
    if judged is None or judged.returncode != 0:
        return 'judge: %s' % (judged and (judged.returncode, judged.stderr[-2000:])), 0
    summary = [json.loads(line) for line in judged.stdout.splitlines() if b'"type":"summary"' in line][-1]
    if summary['bad_lines'] or summary['lines'] != done.stdout.count(b'\n'):
        bad = [line for line in judged.stdout.splitlines() if b'bad_line' in line]
        return 'judge reads %d of %d lines badly: %s' % (summary['bad_lines'], summary['lines'], bad[:2]), 0
    return '', 0


def write(folder, name, data):
    with open(os.path.join(folder, name), 'wb') as file:
        file.write(data)


def keep(folder, number):
    for name in ('map.json', 'table.csv') if KEEP else ():
        with open(os.path.join(folder, name), 'rb') as file:
            write(KEEP, '%d.%s' % (number, name), file.read())


def mutant(r, kind, table, mapping):
    """(table, mapping, what was done)."""
    if kind == 'table':
        ways = [r.choice(TABLE) for _ in range(r.choice((1, 1, 2, 3)))]
        for way in ways:
            table = way(r, table)
        return table, mapping, [way.__name__ for way in ways]
    if kind == 'bytes':
        way = r.choice(BYTES)
        return table, way(r, mapping), [way.__name__]
    return table, (break_document if kind == 'document' else break_value)(r, json.loads(mapping)), [kind]


def main():
    r = random.Random(SEED)
    bases = [(name, load(name + '.csv'), load(name + '.map.json')) for name in ('platform', 'export')]
    counts, failures = collections.Counter(), 0
    with tempfile.TemporaryDirectory() as folder:
        for number in range(2 * MOST):
            kind = 'table' if number % 2 == 0 else r.choice(('bytes', 'document', 'value', 'value'))
            name, table, mapping = r.choice(bases)
            table, mapping, ways = mutant(r, kind, table, mapping)
            more = r.choice(([], [], ['--partial'], RULEBOOK))
            write(folder, 'table.csv', table)
            write(folder, 'map.json', mapping)
            why, code = wrong(folder, more)
            counts[kind, code] += 1
            if why:
                failures += 1
                keep(folder, number)
                print('mutant %d of %s (%s %s, %s): %s' % (number, name, kind, ', '.join(ways), ' '.join(more[:1]), why))
    print(', '.join('%s %s: %d' % (kind, code, n) for (kind, code), n in sorted(counts.items(), key=str)))
    if MOST >= 300 and min(counts['table', 0], counts['table', 1], counts['table', 2], counts['document', 2], counts['bytes', 2], counts['value', 0], counts['value', 2]) < 10:
        print('too few of some kind: the mutants are too broken, or not enough')
        return 1
    return 1 if failures else 0


if __name__ == '__main__':
    sys.exit(main())
