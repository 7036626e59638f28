// What Swift cannot call: functions of SQLite with a variable number of arguments.
#pragma once

/// Keeps no count of SQLite's memory, for which each allocation would take a lock. Works before SQLite's first use in the process, and is without
/// effect later. Returns SQLite's result code.
int sqliteCountNoMemory(void);

/// Keeps SQL from rewriting the schema or internal tables of the database behind `connection` (a sqlite3 *). Returns SQLite's result code.
int sqliteDefend(void *connection);
