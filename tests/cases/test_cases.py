# SPDX-License-Identifier: MIT
"""Cases worked out by hand: a rulebook, a log, and what must hold when. `tests/policies` holds published rules, each with its case;
`tests/cases` the hard ones. docs/cases.md lists both.

A case is a JSON object in NAME.case.json:

    about      what it shows, and after which rule
    rulebook   policy documents, relative to the case, bases before overlays
    calendars  calendar overlays, likewise (optional)
    options    more words for `hotline judge` (optional)
    log        events, or the name of a file of event lines
    when       what holds at one moment after the other: {now, as_of, why, lines, absent, findings, rank}

A line of `lines` names one judged line by its identity (type, ticket, assignment, unit, duty, instance, code, event, period, measure,
proposal, occurrence) as far as it gives it, and says what else that line holds; objects are compared by the members given. Exactly one judged line must have the
identity. `absent` lines have no judged line that fits them whole. `findings`, where given, are all findings of severity error or
warning, as "code ticket event" or "code unit event". `rank` names periods: {period: [lines]}, in which each line names one line of `hotline rank` for
that period in the same way, and a line of type "order" is the ranking as it would be published. Whatever order the events arrive in, the judged log is the same, byte for byte.
"""
import glob
import json
import os
import random
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
FOLDERS = (os.path.join(os.path.dirname(HERE), "policies"), HERE)
COMMAND = os.environ.get("HOTLINE_COMMAND", "hotline")
IDENTITY = ("type", "ticket", "assignment", "unit", "duty", "instance", "code", "event", "period", "measure", "proposal", "occurrence",
            "ranking")
KEYS = {"about", "rulebook", "calendars", "options", "log", "when"}
MOMENT_KEYS = {"now", "as_of", "why", "lines", "absent", "findings", "rank"}


def fits(claim, found):
    if isinstance(claim, dict):
        return isinstance(found, dict) and all(k in found and fits(v, found[k]) for k, v in claim.items())
    return claim == found


def hotline(case, folder, lines, words, statuses=(0,)):
    """What the command prints for the case's log."""
    words = [COMMAND] + words + case.get("options", [])
    for option, names in (("--rulebook", case["rulebook"]), ("--calendar", case.get("calendars", []))):
        for name in names:
            words += [option, os.path.join(folder, name)]
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".jsonl") as log:
        log.write("".join(line + "\n" for line in lines))
        log.flush()
        done = subprocess.run(words + [log.name], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120)
    if done.returncode not in statuses:
        raise AssertionError("%s: exit %d: %s" % (" ".join(words[:2]), done.returncode, done.stderr.decode("utf-8")))
    return done.stdout


def moment_words(moment):
    return ["--json", "--now", moment["now"]] + (["--as-of", moment["as_of"]] if "as_of" in moment else [])


def judge(case, folder, lines, moment):
    return hotline(case, folder, lines, ["judge"] + moment_words(moment))


def rank(case, folder, lines, moment, period):
    return hotline(case, folder, lines, ["rank", "--period", period] + moment_words(moment), (0, 3))


def check_line(claim, judged):
    identity = {k: claim[k] for k in IDENTITY if k in claim}
    if claim.get("type") == "order":
        identity["facts"] = {"ranking": claim["facts"]["ranking"]}
    same = [line for line in judged if fits(identity, line)]
    if len(same) != 1:
        raise AssertionError("%d lines are %s" % (len(same), json.dumps(identity, ensure_ascii=False)))
    wrong = {k: same[0].get(k, "(none)") for k, v in claim.items() if not fits(v, same[0].get(k, "(none)"))}
    if wrong:
        raise AssertionError("%s: expected %s, found %s" % (json.dumps(identity, ensure_ascii=False),
                                                            json.dumps({k: claim[k] for k in wrong}, ensure_ascii=False),
                                                            json.dumps(wrong, ensure_ascii=False)))


def finding_name(line):
    return " ".join(str(line.get(k)) for k in ("code", "ticket" if line.get("ticket") is not None else "unit", "event"))


def check_moment(moment, judged):
    unknown = set(moment) - MOMENT_KEYS
    if unknown:
        raise AssertionError("unknown keys %s" % sorted(unknown))
    for claim in moment.get("lines", []):
        check_line(claim, judged)
    for claim in moment.get("absent", []):
        if any(fits(claim, line) for line in judged):
            raise AssertionError("should not be there: %s" % json.dumps(claim, ensure_ascii=False))
    if "findings" in moment:
        found = sorted(finding_name(line) for line in judged if line["type"] == "finding" and line["severity"] != "info")
        if found != sorted(moment["findings"]):
            raise AssertionError("findings: expected %s, found %s" % (sorted(moment["findings"]), found))


def check_ranks(case, folder, lines, moment):
    for period, claims in moment.get("rank", {}).items():
        out = rank(case, folder, lines, moment, period)
        ranked = [json.loads(line) for line in out.decode("utf-8").splitlines()]
        for claim in claims:
            check_line(claim, ranked)
        if any(rank(case, folder, order, moment, period) != out for order in orders(lines)):
            raise AssertionError("the order of arrival matters to rankings")


def orders(lines):
    yield lines[::-1]
    shuffled = list(lines)
    random.Random(len(lines)).shuffle(shuffled)
    yield shuffled


def run_case(path):
    """The complaints about one case."""
    folder = os.path.dirname(path)
    with open(path, encoding="utf-8") as file:
        case = json.load(file)
    if set(case) - KEYS:
        return ["unknown keys %s" % sorted(set(case) - KEYS)]
    log = case["log"]
    if isinstance(log, str):
        with open(os.path.join(folder, log), encoding="utf-8") as file:
            lines = file.read().splitlines()
    else:
        lines = [json.dumps(event, ensure_ascii=False) for event in log]
    complaints = [] if case["when"] else ["nothing is claimed"]
    for moment in case["when"]:
        try:
            out = judge(case, folder, lines, moment)
            check_moment(moment, [json.loads(line) for line in out.decode("utf-8").splitlines()])
            if any(judge(case, folder, order, moment) != out for order in orders(lines)):
                raise AssertionError("the order of arrival matters")
            check_ranks(case, folder, lines, moment)
        except AssertionError as problem:
            complaints.append("at %s: %s" % (moment["now"], problem))
    return complaints


def main():
    """All cases; those whose path has one of the words; or, where a word is a file, that file."""
    wanted = sys.argv[1:]
    given = [os.path.abspath(w) for w in wanted if os.path.isfile(w)]
    paths = given or [p for folder in FOLDERS for p in sorted(glob.glob(os.path.join(folder, "*.case.json")))]
    paths = [p for p in paths if not wanted or any(w in p for w in wanted)]
    bad = 0
    for path in paths:
        for complaint in run_case(path):
            print("%s: %s" % (os.path.relpath(path, os.path.dirname(HERE)), complaint))
            bad += 1
    if not paths:
        print("no case matches %s; a word is part of a case's path, or a file" % " ".join(wanted))
    print("%d cases, %d complaints" % (len(paths), bad))
    return 1 if bad or not paths else 0


if __name__ == "__main__":
    sys.exit(main())
