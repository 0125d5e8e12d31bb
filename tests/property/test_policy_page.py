# SPDX-License-Identifier: MIT
"""docs/policy.md is true: its documents are accepted, and each of its errors is what the command prints. tests/schema/test_keys.py holds it
against the keys of the grammar."""
import json
import os
import re
import subprocess
import sys
import tempfile

COMMAND = os.environ.get('HOTLINE_COMMAND', 'hotline')
SOURCE = os.environ.get('HOTLINE_SOURCE') or os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')



def merge(target, patch):
    if not isinstance(patch, dict):
        return patch
    result = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        else:
            result[name] = merge(result.get(name), value)
    return result


def documents(page):
    """Indented blocks that begin with a brace."""
    for block in re.findall(r'(?:^    .*\n)+', page, re.M):
        if block.startswith('    {'):
            yield json.loads(block)


def check(folder, written):
    paths = []
    for document in written:
        paths.append(os.path.join(folder, document['id'] + '.json'))
        with open(paths[-1], 'w', encoding='utf-8') as file:
            json.dump(document, file, ensure_ascii=False, indent=1)
    done = subprocess.run([COMMAND, 'check'] + paths, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)
    return done.returncode, re.sub(r'^hotline: \S+?\.json:\d+:\d+: ', '', done.stderr.decode('utf-8').strip())


def main():
    with open(os.path.join(SOURCE, 'docs', 'policy.md'), encoding='utf-8') as file:
        page = file.read()
    small = list(documents(page))
    rows = re.findall(r'^\| `(\{.*\})` \| `(.*)` \|$', page, re.M)
    failures = []
    with tempfile.TemporaryDirectory() as folder:
        code, message = check(folder, small)
        if code != 0:
            failures.append('the documents of the page: %s' % message)
        for patch, told in rows:
            code, message = check(folder, [merge(small[0], json.loads(patch))])
            if code != 2 or message != told.replace('``', '`'):
                failures.append('%s\n  is told as   %s\n  but prints   %s' % (patch, told, message))
    print('%d documents, %d errors' % (len(small), len(rows)))
    print('\n'.join(failures))
    return 1 if failures or len(small) < 2 or len(rows) < 20 else 0


if __name__ == '__main__':
    sys.exit(main())
