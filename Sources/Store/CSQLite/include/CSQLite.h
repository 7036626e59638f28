// Functions of SQLite with a variable number of arguments, which Swift cannot call.
#pragma once

/// Turns off SQLite's memory statistics, for which each allocation would take a lock. It has an effect only before SQLite's first use in
/// the process. Returns SQLite's result code.
int sqliteCountNoMemory(void);

/// Keeps SQL from rewriting the schema or internal tables of the database behind `connection` (a sqlite3 *). Returns SQLite's result code.
int sqliteDefend(void *connection);
