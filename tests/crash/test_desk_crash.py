# SPDX-License-Identifier: MIT
"""A desk on SQLite that is killed and killed again: nothing that was answered is lost, nothing is done twice, no notice is left out.

    test_desk_crash.py [KILLS [SEED]]      default: 20 kills, a seed of the moment, which is printed
"""
import fcntl
import os
import queue
import random
import resource
import signal
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "command"))
import aftermath  # noqa: E402
import traffic  # noqa: E402
from command import Folder, run, same  # noqa: E402
from desks import Desk, Gone, Record, Ticker, Writer  # noqa: E402

WRITERS = 3
PATIENCE = 30  # seconds without a single answer


class Case(Folder):
    """A folder with the rules and a store."""

    def __enter__(self):
        super().__enter__()
        self.store = self.path("desk.db")
        self.words = ["--store", "sqlite:" + self.store, "--rulebook", self.write("minutes.json", traffic.POLICY), "--now", "events"]
        return self

    def count(self, table):
        db = aftermath.database(self.store)
        found = db.execute("SELECT count(*) FROM " + table).fetchone()[0]
        db.close()
        return found


def reach(what, ready, seconds=PATIENCE):
    end = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > end:
            raise AssertionError("waited in vain: " + what)
        time.sleep(0.0005)


# ---- at random moments ----


def kill_some(rng, clients):
    """One of them, or all at once: how many were alive."""
    victims = rng.sample(clients, len(clients)) if rng.random() < 0.3 else [rng.choice(clients)]
    return sum([client.kill() for client in victims])


def rage(rng, record, clients, kills):
    """Each kill some answers and some part of a millisecond after the one before; none of them is waited for."""
    done = everywhere = 0
    while done < kills and not record.faults:
        target = len(record.fresh) + rng.choice((0, 1, 5, 20, 80))
        reach("answers", lambda: len(record.fresh) >= target or record.faults)
        time.sleep(rng.choice((0, 0.001, 0.004, 0.012)) * rng.random())
        killed = kill_some(rng, clients)
        done += killed > 0
        everywhere += killed > 1
    return done, everywhere


def random_kills(kills, seed):
    rng = random.Random("kills %s" % seed)
    with Case() as case:
        record, inboxes = Record(), [queue.Queue() for _ in range(WRITERS)]
        clients = [Writer(case.words, record, seed, share, inboxes) for share in range(WRITERS)] + [Ticker(case.words, record, "%s ticker" % seed)]
        for client in clients:
            client.start()
        done, everywhere = rage(rng, record, clients, kills)
        for client in clients:
            client.over = True
        for client in clients:
            client.join(PATIENCE)
            same("a client that hangs", client.is_alive(), False)
        print("%d kills, %d of them of all at once; %s" % (done, everywhere, aftermath.check(case, case.store, case.words, record)))


# ---- at chosen moments ----


def first_commands(count):
    stream = traffic.commands("chosen", 0, 1)
    return [next(stream) for _ in range(count)]


def answer_all(case, commands, record):
    desk = Desk(case.words)
    for command in commands:
        record.note(command, desk.command(command.line))
    same("the end", desk.end(), (0, ""))


def stuffed_pipe():
    """Both ends of a pipe into which nothing more goes, and how much is in it."""
    reading, writing = os.pipe()
    size = fcntl.fcntl(writing, getattr(fcntl, "F_SETPIPE_SZ", 1031), 4096)
    return reading, writing, os.write(writing, b"\n" * size)


def drained(reading, writing, stuffing):
    os.close(writing)
    found = b""
    while True:
        got = os.read(reading, 1 << 16)
        if not got:
            break
        found += got
    os.close(reading)
    same("what went before it", found[:stuffing], b"\n" * stuffing)
    return found[stuffing:]


def kill_before_answer(case, command):
    """The desk cannot get rid of its answer: as soon as the store has it, it is killed."""
    reading, writing, stuffing = stuffed_pipe()
    desk = Desk(case.words, stdout=writing)
    before = case.count("answer")
    desk.send(command.line)
    reach("the answer in the store", lambda: case.count("answer") > before)
    desk.kill()
    same("the end", desk.end(), (-signal.SIGKILL, ""))
    same("what was answered", drained(reading, writing, stuffing), b"")


def between_append_and_answer():
    with Case() as case:
        record, commands = Record(), first_commands(40)
        answer_all(case, commands[:30], record)
        for command in commands[30:]:
            kill_before_answer(case, command)
            desk = Desk(case.words)
            answer = desk.command(command.line)
            same("kept", answer["duplicate"], True)
            record.note(command, answer)
            same("the end", desk.end(), (0, ""))
        print("10 kills between append and answer; " + aftermath.check(case, case.store, case.words, record))


def before_append():
    """Somebody else writes all the time: the desk waits for its turn, and is killed."""
    with Case() as case:
        record, commands = Record(), first_commands(40)
        answer_all(case, commands[:35], record)
        for command in commands[35:]:
            desk = Desk(case.words)
            desk.ask({"query": "subjects", "limit": 1})
            db = aftermath.database(case.store)
            db.execute("BEGIN IMMEDIATE")
            desk.send(command.line)
            time.sleep(0.02)
            desk.kill()
            same("the end", desk.end(), (-signal.SIGKILL, ""))
            db.execute("ROLLBACK")
            db.close()
            desk = Desk(case.words)
            answer = desk.command(command.line)
            same("not kept", answer["duplicate"], False)
            record.note(command, answer)
            same("the end", desk.end(), (0, ""))
        print("5 kills before append; " + aftermath.check(case, case.store, case.words, record))


def notice_out_and_not_noted():
    """A notice has left, and the desk is killed before it can note so: it comes again, the same."""
    with Case() as case:
        record = Record()
        answer_all(case, first_commands(60), record)
        desk = Desk(case.words)
        desk.ask({"query": "tick", "now": aftermath.end_of(record)})
        for _ in range(5):
            db = aftermath.database(case.store)
            db.execute("BEGIN IMMEDIATE")
            desk.send(b'{"query":"notices"}')
            first = desk.line()
            record.heard(first)
            desk.kill()
            same("the end", desk.end(), (-signal.SIGKILL, ""))
            db.execute("ROLLBACK")
            db.close()
            desk = Desk(case.words)
            same("the same again", desk.ask({"query": "notices", "limit": 1}, record.heard), [first])
        same("the end", desk.end(), (0, ""))
        print("5 kills between a notice and its note; " + aftermath.check(case, case.store, case.words, record))


# ---- no room ----


def unusable(answer):
    return answer["status"] == "error" and answer["findings"][0]["code"] == "callback"


def meet_the_end(desk, case, record, commands):
    """Sends until there is no room: those not sent. What could not be kept is not there, not even half of it."""
    while commands:
        events = case.count("entry")
        answer = desk.command(commands[0].line)
        if unusable(answer):
            same("events of a command that failed", case.count("entry"), events)
            aftermath.check_file(case.store)
            return commands
        record.note(commands.pop(0), answer)
    raise AssertionError("there was room for everything")


def go_on(desk, record, commands):
    for command in commands:
        record.note(command, desk.command(command.line))


def no_room(what, case, desk, take, give):
    """take() takes the room away and give() gives it back; the same process goes on, and so does another one."""
    record, commands = Record(), first_commands(400)
    go_on(desk, record, commands[:20])
    commands = commands[20:]
    for _ in range(3):
        take()
        commands = meet_the_end(desk, case, record, commands)
        same("asked without room", [line["type"] for line in desk.ask({"query": "subjects", "limit": 2})], ["subject", "subject", "more"])
        same("still no room", unusable(desk.command(commands[0].line)), True)
        give()
        go_on(desk, record, commands[:5])
        commands = commands[5:]
    take()
    commands = meet_the_end(desk, case, record, commands)
    desk.kill()
    give()
    same("the end", desk.end(), (-signal.SIGKILL, ""))
    answer_all(case, commands[:5], record)
    print("%s 4 times; %s" % (what, aftermath.check(case, case.store, case.words, record)))


def size_limit():
    """Files may not grow: a write fails half-way, with another error than that of a full disk."""
    with Case() as case:
        desk = Desk(case.words, preexec_fn=lambda: signal.signal(signal.SIGXFSZ, signal.SIG_IGN), restore_signals=False)
        pid, unlimited = desk.process.pid, (resource.RLIM_INFINITY, resource.RLIM_INFINITY)

        def take():
            size = max(os.path.getsize(case.store + end) for end in ("", "-wal") if os.path.exists(case.store + end))
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (size + 9000, resource.RLIM_INFINITY))

        no_room("files could not grow", case, desk, take, lambda: resource.prlimit(pid, resource.RLIMIT_FSIZE, unlimited))


def mounted(folder):
    return hasattr(os, "geteuid") and os.geteuid() == 0 and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", folder], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


def full_disk():
    with Case() as case:
        folder = case.path("small")
        os.mkdir(folder)
        if not mounted(folder):
            print("SKIP no small disk can be mounted here: only a limit on the size of files was tried")
            return
        try:
            case.store = os.path.join(folder, "desk.db")
            case.words[1] = "sqlite:" + case.store
            ballast = os.path.join(folder, "ballast")

            def take():
                with open(ballast, "wb", buffering=0) as file:
                    left = os.statvfs(folder)
                    file.write(b"x" * max(0, left.f_bavail * left.f_bsize - 3 * 4096))

            no_room("the disk was full", case, Desk(case.words), take, lambda: os.remove(ballast))
        finally:
            subprocess.run(["umount", folder], check=True)


def main(kills, seed):
    print("test_desk_crash.py %d %s" % (kills, seed), flush=True)
    with Folder() as folder:
        answer = run("desk", "--store", "sqlite:" + folder.path("any.db"), "--rulebook", folder.write("minutes.json", traffic.POLICY))
        if "built without" in answer.message():
            print("SKIP hotline was built without SQLite and OpenSSL: nothing was killed")
            sys.exit(77)
        same("rules (%s)" % answer.message(), answer.code, 0)
    random_kills(kills, seed)
    between_append_and_answer()
    before_append()
    notice_out_and_not_noted()
    size_limit()
    full_disk()


if __name__ == "__main__":
    try:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 20, sys.argv[2] if len(sys.argv) > 2 else str(random.SystemRandom().randrange(10 ** 9)))
    except AssertionError as error:
        sys.exit("test_desk_crash: %s" % error)
    except Gone:
        sys.exit("test_desk_crash: a desk ended that nobody killed")
