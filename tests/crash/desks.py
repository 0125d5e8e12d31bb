# SPDX-License-Identifier: MIT
"""Desk processes that may be killed at any moment, and clients who send again what they have no answer to. It refuses to know what answers mean, but for
whether two are the same."""
import json
import os
import queue
import random
import signal
import subprocess
import threading
import time

import traffic
from command import COMMAND


class Gone(Exception):
    """The process ended before the whole answer was there."""


class Desk:
    """One `hotline desk`. Only the thread that asks reads and writes it; anybody may kill it."""

    def __init__(self, words, **options):
        self.process = subprocess.Popen([COMMAND, "desk", *words], stdin=subprocess.PIPE, stderr=subprocess.PIPE,
                                        **{"stdout": subprocess.PIPE, "bufsize": 0, **options})
        self.bytes = self.rest = b""  # the line that was read last, and what came after it

    def send(self, line):
        try:
            self.process.stdin.write(line + b"\n")
        except OSError:
            raise Gone()

    def line(self):
        while b"\n" not in self.rest:
            got = os.read(self.process.stdout.fileno(), 1 << 16)
            if not got:
                raise Gone()
            self.rest += got
        self.bytes, self.rest = self.rest.split(b"\n", 1)
        return json.loads(self.bytes)

    def ask(self, query, heard=None):
        """All lines of a query's answer but the last; `heard` is told each as it comes."""
        self.send(json.dumps(query).encode("utf-8"))
        lines = []
        while True:
            one = self.line()
            if one.get("type") == "end":
                return lines
            if one.get("status") == "error":
                raise AssertionError("%s: %s" % (query, one))
            if "status" in one:
                return [one]
            lines.append(one)
            if heard:
                heard(one)

    def command(self, line):
        self.send(line)
        return self.line()

    def kill(self):
        os.kill(self.process.pid, signal.SIGKILL)  # until it was waited for the number is nobody else's

    def end(self):
        """Closes its input and takes what it leaves: its exit status, and its words if any."""
        try:
            self.process.stdin.close()
        except OSError:
            pass
        words = self.process.stderr.read().decode("utf-8", "replace")
        self.process.stderr.close()
        if self.process.stdout is not None:
            self.process.stdout.close()
        return self.process.wait(timeout=60), words


class Record:
    """What was answered to whom, shared by all clients."""

    def __init__(self):
        self.lock = threading.Lock()
        self.answers, self.lines, self.fresh, self.conflicts = {}, {}, set(), 0
        self.notices, self.handed = {}, 0
        self.erased = set()
        self.unheard = set()  # sent to a desk that was killed, when it was time to stop: done or not
        self.latest = traffic.START
        self.faults = []

    def fault(self, words):
        with self.lock:
            self.faults.append(words)

    def alike(self, command, answer):
        """The same answer, whoever gets it and whenever; findings may be erased with personal facts."""
        before = self.answers[command.id]
        gone = command.ticket in self.erased and (answer["findings"] is None or before["findings"] is None)
        return all(answer[key] == before[key] for key in answer if not (gone and key == "findings"))

    def note(self, command, answer):
        duplicate = answer.pop("duplicate", None)
        with self.lock:
            if not duplicate and command.id in self.fresh:
                self.faults.append("done twice: %s" % answer)
            if not duplicate:
                self.fresh.add(command.id)
            if command.id not in self.answers:
                self.answers[command.id], self.lines[command.id] = answer, command
            elif not self.alike(command, answer):
                self.faults.append("two answers: %s, %s" % (self.answers[command.id], answer))
            self.latest = max(self.latest, command.sent)

    def heard(self, line):
        """A notice that came out of a desk."""
        with self.lock:
            self.handed += 1
            body = json.dumps(line["notice"], sort_keys=True)
            if self.notices.setdefault(line["id"], body) != body:
                self.faults.append("two bodies of the notice %s" % line["id"])


class Client(threading.Thread):
    """Somebody with a desk of his own, who begins anew whenever it is gone."""

    def __init__(self, words, record, seed):
        super().__init__(daemon=True)
        self.words, self.record, self.rng = words, record, random.Random(seed)
        self.desk, self.killed, self.over, self.starts = None, 0, False, 0
        self.guard = threading.Lock()  # between a kill and what follows it

    def open(self):
        with self.guard:
            self.desk = Desk(self.words)
            self.starts += 1

    def kill(self):
        """Whether there was one to kill."""
        with self.guard:
            if self.desk is None or self.desk.process.poll() is not None:
                return False
            self.desk.kill()
            self.killed += 1
            return True

    def close(self, expected):
        with self.guard:
            desk, self.desk = self.desk, None
            code, words = desk.end()
        if code not in expected or words:
            self.record.fault("a desk ended with %d: %s" % (code, words))
            self.over = True

    def insist(self, asking):
        """Until it is answered."""
        while not self.over:
            if self.desk is None:
                self.open()
            try:
                return asking(self.desk)
            except Gone:
                self.close((-signal.SIGKILL,))
        return None

    def run(self):
        try:
            while not self.over:
                self.step()
            if self.desk is not None:
                self.close((0, -signal.SIGKILL))
        except Exception as error:  # a thread that ends without a word would pass for one that found nothing
            self.record.fault("%s: %r" % (type(self).__name__, error))

    def step(self):
        raise NotImplementedError


class Writer(Client):
    """Sends its share, sometimes what another one sends too, and after a new beginning some of what was answered before."""

    def __init__(self, words, record, seed, share, inboxes):
        super().__init__(words, record, "%s writer %d" % (seed, share))
        self.coming, self.share, self.inboxes = traffic.commands(seed, share, len(inboxes)), share, inboxes
        self.sent, self.seen_starts = [], 1

    def next(self):
        if self.rng.random() < 0.5:
            try:
                return self.inboxes[self.share].get_nowait()
            except queue.Empty:
                pass
        command = next(self.coming)
        if self.rng.random() < 0.2:
            self.inboxes[(self.share + 1) % len(self.inboxes)].put(command)
        return command

    def deliver(self, command):
        answer = self.insist(lambda desk: desk.command(command.line))
        while answer is not None and answer["status"] == "conflict":
            self.record.conflicts += 1
            answer = self.insist(lambda desk: desk.command(command.line))
        if answer is None:
            with self.record.lock:
                self.record.unheard.add(command.id)
        elif answer["status"] == "error":
            self.record.fault("an error: %s" % answer)
        else:
            self.record.note(command, answer)

    def step(self):
        if self.starts > self.seen_starts:
            self.seen_starts = self.starts
            for command in self.sent[-3:]:
                self.deliver(command)
        command = self.next()
        self.deliver(command)
        self.sent = self.sent[-20:] + [command]
        if self.rng.random() < 0.01:  # ends its desk as people do, so that the last one out clears the log away
            self.close((0, -signal.SIGKILL))


class Ticker(Client):
    """Lets time pass, takes notices, looks around, and erases what is personal of some tickets."""

    def now(self):
        return traffic.moment(self.record.latest)

    def erase(self):
        with self.record.lock:
            tickets = sorted({c.ticket for c in self.record.lines.values() if c.ticket and c.ticket.endswith("7")} - self.record.erased)
            known = [t for t in tickets if self.record.answers.get(t + "-00", {}).get("status") == "done"]
            if not known:
                return
            ticket = self.rng.choice(known)
            self.record.erased.add(ticket)  # before it is sent: once it was, nobody may wonder
        self.insist(lambda desk: desk.ask({"erase": "ticket", "ticket": ticket, "now": self.now()}))

    def step(self):
        self.insist(lambda desk: desk.ask({"query": "tick", "now": self.now(), "limit": self.rng.choice((0, 1, 5, 20))}))
        self.insist(lambda desk: desk.ask({"query": "notices", "limit": self.rng.choice((0, 1, 3))}, self.record.heard))
        if self.rng.random() < 0.05:
            self.insist(lambda desk: desk.ask({"query": "verify"}))
        if self.rng.random() < 0.1:
            self.erase()
        time.sleep(0.002)


def end_of(record):
    return traffic.moment(record.latest + traffic.AFTER)
