#include "CSQLite.h"

#include <sqlite3.h>

int sqliteCountNoMemory(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

int sqliteDefend(void *connection) { return sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0); }
