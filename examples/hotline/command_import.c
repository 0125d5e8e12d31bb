/* SPDX-License-Identifier: MIT */
/*
 * hotline import: a table with a row a ticket in, event lines out, by a mapping document. What cannot be read is told, and nothing is
 * guessed. It refuses to judge: that is `hotline judge`, which takes what this writes.
 */
#include <string.h>

#include "commands.h"
#include "importing.h"
#include "output.h"
#include "rehearsal.h"

static int import_rows(const arguments *a, mapping *m, report *r) {
    static importing i;
    table t;
    int failed = table_open(a->operands.words[0], m->encoding, m->delimiter, &t);
    i.mapping = m;
    i.report = r;
    i.table = &t;
    i.partial = a->partial;
    failed = failed ? failed : importing_open(&i);
    failed = failed ? failed : importing_rows(&i);
    if (failed == EXIT_DONE || failed == EXIT_FINDINGS) {
        report_sums(r, m, i.names, i.width, i.uses);
    }
    importing_close(&i);
    table_close(&t);
    return failed;
}

static int import_table(const arguments *a, mapping *m) {
    report r;
    int closed;
    int failed = report_open(a->report, a->operands.words[0], &r);
    failed = failed ? failed : import_rows(a, m, &r);
    closed = report_close(&r);
    return closed ? closed : failed;
}

static int import_run(const arguments *a) {
    mapping m;
    int failed;
    if (a->operands.count != 1) {
        return input_expect("import --map MAP [--rulebook FILE]... TABLE|-");
    }
    if (a->map == NULL) {
        return input_expect(output_say("--map MAP: a mapping document", "--map 文件：映射文件"));
    }
    failed = mapping_read(a->map, &m);
    failed = failed || a->rulebooks.count == 0 ? failed : rehearsal_run(a, &m);
    failed = failed ? failed : import_table(a, &m);
    mapping_free(&m);
    return failed;
}

int command_import(int argc, char **argv) {
    arguments a;
    int failed = arguments_read(argc, argv, 2, TAKES_RULEBOOK | TAKES_CALENDAR | TAKES_MAP, &a);
    failed = failed ? failed : import_run(&a);
    arguments_free(&a);
    return failed;
}
