# SPDX-License-Identifier: MIT
"""Seven measures by unit, week and month of a table in memory: the library beside a plain C loop, NumPy, SQLite, DuckDB and Polars.

    bench_columns_peers.py BENCH_COLUMNS FOLDER [PROGRAM...]

FOLDER holds the columns that bench_columns.c describes. What is not installed is left out and named. Each PROGRAM is run with FOLDER as
its argument, and what it prints is shown: another loop to compare with. Every peer must find the same check value. Run it on one core
(taskset -c 1), and on a quiet machine: the times are those of the processor, but neighbours share its caches.
"""
import os
import subprocess
import sys
import time

MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
BASE, AS_OF, WEIGHTS = 1704038400, 1735660800, (1, 3, 5, 7, 11, 13, 17)
SQL = """select unit, {period} as p, count(*), sum(ontime), sum(flags >> 1 & 1), sum(flags & 1), sum(flags >> 3 & 1), sum(flags >> 2 & 1),
 sum(over) from (select *, case when reply > 0 and reply <= deadline then 1 else 0 end as ontime,
 case when (reply = 0 or reply > deadline) and deadline < 1735660800 then 1 else 0 end as over from t) group by 1, 2"""


def columns(numpy, folder):
    def read(name, kind):
        return numpy.fromfile(os.path.join(folder, name), kind)
    return (read("f_unit.u2", "<u2"), read("f_recv.u4", "<u4"), read("f_reply.u4", "<u4"), read("f_deadline.u4", "<u4"),
            read("f_flags.u1", "u1"))


def check_rows(rows):
    return sum((unit + 1) * (period + 1) * sum(w * int(c) for w, c in zip(WEIGHTS, counts)) for unit, period, *counts in rows)


def month_table(numpy):
    return numpy.repeat(numpy.arange(12), MONTHS)


def by_numpy(numpy, table):
    unit, recv, reply, deadline, flags = table
    months = month_table(numpy)

    def run():
        day = (recv - BASE) // 86400
        ontime = (reply > 0) & (reply <= deadline)
        measures = (None, ontime, flags >> 1 & 1, flags & 1, flags >> 3 & 1, flags >> 2 & 1, ~ontime & (deadline < AS_OF))
        check = 0
        for period, count in ((day // 7, 53), (months[day], 12)):
            key = unit.astype(numpy.int64) * count + period
            for weight, measure in zip(WEIGHTS, measures):
                sums = numpy.bincount(key, measure, 301 * count).astype(numpy.int64).reshape(301, count)
                check += weight * int((sums * numpy.arange(1, 302)[:, None] * numpy.arange(1, count + 1)[None, :]).sum())
        return check
    return run


def by_sqlite(numpy, table):
    import sqlite3
    base = sqlite3.connect(":memory:")
    base.execute("create table t (unit int, day int, month int, reply int, deadline int, flags int)")
    day = (table[1] - BASE) // 86400
    rows = zip(*(c.tolist() for c in (table[0], day, month_table(numpy)[day], table[2], table[3], table[4])))
    base.executemany("insert into t values (?,?,?,?,?,?)", rows)
    return lambda: check_rows(base.execute(SQL.format(period="day / 7")).fetchall() + base.execute(SQL.format(period="month")).fetchall())


def by_duckdb(numpy, table):
    import duckdb
    base = duckdb.connect()
    base.execute("set threads to 1")
    day = ((table[1] - BASE) // 86400).astype("int32")
    frame = {"unit": table[0].astype("int32"), "day": day, "month": month_table(numpy)[day].astype("int32"),
             "reply": table[2].astype("int64"), "deadline": table[3].astype("int64"), "flags": table[4].astype("int32")}
    base.execute("create table t as select * from frame")
    return lambda: check_rows(base.execute(SQL.format(period="day // 7")).fetchall() + base.execute(SQL.format(period="month")).fetchall())


def by_polars(numpy, table):
    import polars
    day = ((table[1] - BASE) // 86400).astype("int32")
    frame = polars.DataFrame({"unit": table[0].astype("int32"), "week": day // 7, "month": month_table(numpy)[day].astype("int32"),
                              "reply": table[2], "deadline": table[3], "flags": table[4]})
    ontime = (polars.col("reply") > 0) & (polars.col("reply") <= polars.col("deadline"))
    parts = [polars.len(), ontime.sum().alias("a")] + \
            [((polars.col("flags") // 2 ** bit) % 2).cast(polars.Int64).sum().alias("b%d" % bit) for bit in (1, 0, 3, 2)] + \
            [(~ontime & (polars.col("deadline") < AS_OF)).sum().alias("o")]

    def run():
        return sum(check_rows(frame.group_by(["unit", period]).agg(parts).rows()) for period in ("week", "month"))
    return run


def measure(run, repetitions):
    times, check = [], 0
    for _ in range(repetitions):
        begin = time.process_time()
        check = run()
        times.append(time.process_time() - begin)
    return sorted(times)[len(times) // 2] * 1e3, check


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    bench, folder, programs = sys.argv[1], sys.argv[2], sys.argv[3:]
    sys.stdout.flush()
    done = subprocess.run([bench, folder], check=True, capture_output=True, text=True)
    print(done.stdout, end="")
    own = [line.split() for line in done.stdout.split("\n") if line.startswith("hotline_columns_count")][0]
    own_ms, wanted, wrong = float(own[1]), int(own[-1]), 0
    for program in programs:
        print(subprocess.run([program, folder], check=True, capture_output=True, text=True).stdout, end="")
    try:
        import numpy
    except ImportError:
        print("absent: NumPy, and what is measured through it")
        return 0
    table = columns(numpy, folder)
    for name, make, repetitions in (("NumPy", by_numpy, 3), ("DuckDB, one thread", by_duckdb, 5), ("Polars", by_polars, 3),
                                    ("SQLite, in memory", by_sqlite, 1)):
        try:
            run = make(numpy, table)
        except ImportError as absent:
            print("absent: %s (%s)" % (name, absent))
            continue
        ms, check = measure(run, repetitions)
        wrong += check != wanted
        print("%-28s %9.3f ms %38.1f x the library   check %d%s" % (name, ms, ms / own_ms, check, "" if check == wanted else ", WRONG"))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
