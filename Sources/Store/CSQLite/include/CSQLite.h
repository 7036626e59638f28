// What Swift cannot call: functions of SQLite with a variable number of arguments.
#pragma once

/// Keeps SQL from rewriting the schema or internal tables of the database behind `connection` (a sqlite3 *). Returns SQLite's result code.
int sqliteDefend(void *connection);
