# SPDX-License-Identifier: MIT
"""A log may be large: what the command needs grows with it, but not to many times its size, and the file itself is not held."""
import os
import resource
import sys

import command
from command import Folder, run, same
from rules import POLICY

MOST = 5  # bytes of memory for a byte of log; 3 were measured

TICKET = ('{"id":"%(i)da","ticket":"T%(i)d","event":"receive","at":"2021-04-29T16:00:00+08:00","role":"centre","facts":{"kind":"plain"}}\n'
          '{"id":"%(i)db","ticket":"T%(i)d","event":"dispatch","at":"2021-04-29T16:50:00+08:00","role":"centre","unit":"jiuqu"}\n'
          '{"id":"%(i)dc","ticket":"T%(i)d","event":"report","at":"2021-05-10T09:00:00+08:00","role":"handler","assignment":"%(i)db",'
          '"facts":{"phone":"0539-1234567"}}\n')


def need(folder, policy, tickets):
    """Bytes of the log, and the most memory that any run until now has taken."""
    log = folder.write("log", "".join(TICKET % {"i": i} for i in range(tickets)))
    answer = run("judge", "--rulebook", policy, "--json", "--summary", log, env=dict(os.environ, ASAN_OPTIONS="quarantine_size_mb=1"))
    same("exit status (%s)" % answer.message(), answer.code, 0)
    same("events", answer.objects()[-1]["events"], 3 * tickets)
    return os.path.getsize(log), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024


def test_memory():
    with Folder() as folder:
        policy = folder.write("small.json", POLICY)
        small, before = need(folder, policy, 20000)
        large, after = need(folder, policy, 60000)
        grown = (after - before) / (large - small)
        print("%d MB of log: %.1f bytes of memory for each byte more" % (large >> 20, grown))
        same("not more than %d times the log" % MOST, grown <= MOST, True)


if __name__ == "__main__":
    command.tests_of(sys.modules[__name__])
