/* SPDX-License-Identifier: MIT */
/*
 * A hotline_store in one file of SQLite (libsqlite3 3.24 or newer). Any number of processes on one machine may use the same file at once; not
 * over a network's file system, whose locks SQLite cannot trust. One store is for one desk: open another for the next desk.
 */
#ifndef HOTLINE_EXAMPLE_STORE_SQLITE_H
#define HOTLINE_EXAMPLE_STORE_SQLITE_H

#include "hotline.h"

/*
 * Opens the file, or makes it. `file` is a path, or a URI of SQLite with parameters:
 *
 *     file:/var/lib/hotline/desk.db?synchronous=normal&busy=20000
 *
 *     synchronous   full (the default): what was answered is on the disk, also when the power fails. normal: as fast as the disk takes it, and a
 *                   power failure may take the last answers with it, though never half of one; a crash of the process takes nothing.
 *     busy          milliseconds to wait for another writer before an operation fails, 10000 by default
 *
 * `out` is a record prepared by hotline_store_init(). 0: opened. Otherwise `message` says what is wrong and where, in SQLite's English.
 */
int32_t store_sqlite_open(const char *file, hotline_store *out, char *message, size_t size);

/* What SQLite says of a failure that hotline_desk_callback_result() gave; NULL when it is none of this store's. */
const char *store_sqlite_message(int32_t result);

#endif
