# SPDX-License-Identifier: MIT
"""Runs the command that HOTLINE_COMMAND names and reads what it answers. It refuses to know what is right."""
import functools
import json
import os
import subprocess
import sys
import tempfile

COMMAND = os.environ.get("HOTLINE_COMMAND", "hotline")
SOURCE = os.environ.get("HOTLINE_SOURCE") or os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))


class Answer:
    def __init__(self, done):
        self.code, self.out, self.err = done.returncode, done.stdout, done.stderr

    def objects(self):
        return [json.loads(line) for line in self.out.decode("utf-8").splitlines()]

    def text(self):
        return self.out.decode("utf-8")

    def message(self):
        return self.err.decode("utf-8")


def run(*words, given=b"", **options):
    given = given.encode("utf-8") if isinstance(given, str) else given
    return Answer(subprocess.run([COMMAND, *[str(w) for w in words]], input=given, capture_output=True, timeout=200, **options))


def same(what, found, wanted):
    if found != wanted:
        raise AssertionError("%s: found %r, expected %r" % (what, found, wanted))


def contains(what, found, *pieces):
    for piece in pieces:
        if piece not in found:
            raise AssertionError("%s: found %r, expected it to say %r" % (what, found, piece))


def refused(what, answer, *pieces):
    """Exit 2, a message that says all the pieces on stderr, nothing on stdout."""
    same(what + ": exit status (%s)" % answer.message().strip(), answer.code, 2)
    same(what + ": standard output", answer.out, b"")
    contains(what, answer.message(), "hotline: ", *pieces)


@functools.lru_cache(None)
def has_desk():
    """Whether the command was built with SQLite and OpenSSL; without them it only says so, and so does this."""
    answer = run("desk", "--store", "sqlite::memory:", "--rulebook", os.path.join(SOURCE, "examples", "policies", "hedong-2021-5.json"))
    if answer.code != 0:
        print("SKIP hotline desk: %s" % answer.message().strip())
    return answer.code == 0


class Folder:
    """A folder of its own for the files of a test; gone afterwards."""

    def __enter__(self):
        self.held = tempfile.TemporaryDirectory()
        return self

    def __exit__(self, *_):
        self.held.cleanup()

    def path(self, name):
        return os.path.join(self.held.name, name)

    def write(self, name, content):
        """Bytes as they are, text as UTF-8, anything else as JSON."""
        if not isinstance(content, (bytes, str)):
            content = json.dumps(content, ensure_ascii=False, indent=1)
        with open(self.path(name), "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode("utf-8"))
        return self.path(name)


def lines(events):
    return "".join(json.dumps(e, ensure_ascii=False) + "\n" for e in events)


def tests_of(module):
    """Runs every function named test_* and says how many there were."""
    functions = [f for name, f in sorted(vars(module).items()) if name.startswith("test_") and callable(f)]
    for function in functions:
        try:
            function()
        except AssertionError as error:
            sys.exit("%s: %s" % (function.__name__, error))
    print("%s: %d tests" % (os.path.basename(module.__file__), len(functions)))


@functools.lru_cache(None)
def sample():
    """The sample log, made once; None, which is said loudly, without the program that makes it."""
    program = os.environ.get("HOTLINE_SAMPLE", "")
    if not os.path.exists(program):
        print("SKIP HOTLINE_SAMPLE names no program; nothing of the sample log was looked at")
        return None
    return subprocess.run([program], stdout=subprocess.PIPE, check=True, timeout=100).stdout


def shared(name):
    """A file of the material beside the project; without it the test says so loudly and is skipped."""
    folder = os.environ.get("HOTLINE_SHARED") or os.path.join(SOURCE, "..", "shared")
    path = os.path.join(folder, name)
    if not os.path.exists(path):
        print("SKIP %s is not there (set HOTLINE_SHARED); nothing was compared" % path)
        sys.exit(77)
    return path
