"""The file of a store: whether it is one, its version, and a connection that never writes."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ..errors import DamagedRecord, NewerStore, StoreError

NEWEST = 3
"""The newest schema version that this package reads."""

_APPLICATION = 0x476C6245
_TABLES = {
    1: {"settings", "run", "label", "token", "example", "matrix", "matrix_total", "slice", "token_total", "word_total"},
    2: {"text_window"},
    3: {"method", "score", "evaluation"},
}


class StoreFile:
    """A connection to a store. Threads may share it: its statements take turns. A process made by fork may not."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        self._lock = threading.RLock()
        self.version = self._inspect()
        self._connection: sqlite3.Connection | None = self._open()
        try:
            self._check()
        except BaseException:
            self.close()
            raise

    def _inspect(self) -> int:
        """The version that the file's header says, before SQLite makes files of its own beside it."""
        path = self.path
        try:
            if path.is_dir():
                raise StoreError(f"{path} is a folder, not a store")
            if path.exists() and not path.is_file():
                raise StoreError(f"{path} is a device or pipe, not a store")
            with path.open("rb") as file:
                header = file.read(100)
        except FileNotFoundError:
            raise StoreError(f"there is no store {path}") from None
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            raise StoreError(f"the store {path} cannot be read: {reason}") from error
        if not header:
            raise StoreError(f"the store {path} is an empty file")
        if len(header) < 100 or not header.startswith(b"SQLite format 3\0"):
            raise StoreError(f"{path} is not a store: it is no SQLite database")
        if int.from_bytes(header[68:72], "big") != _APPLICATION:
            raise StoreError(f"{path} is a SQLite database of another program, not a store of globenc-index")
        return self._known(int.from_bytes(header[60:64], "big"))

    def _known(self, version: int) -> int:
        if version > NEWEST:
            raise NewerStore(
                f"the store {self.path} has version {version}, newer than the {NEWEST} that this package reads: "
                "install a newer globenc-store",
                version,
            )
        if version < 1:
            raise DamagedRecord(f"the store {self.path} is damaged: it has no version; make it anew, or use a copy")
        return version

    def _size(self, suffix: str = "") -> int:
        try:
            return os.stat(f"{self.path}{suffix}").st_size
        except OSError:
            return 0

    def _connect(self, options: str) -> sqlite3.Connection:
        place = quote(os.fsencode(os.path.abspath(self.path)))
        connection = sqlite3.connect(f"file:{place}?{options}", uri=True, check_same_thread=False, isolation_level=None, timeout=5)
        connection.text_factory = bytes  # a damaged text may be no UTF-8
        try:
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA cell_size_check = ON")
            connection.execute("PRAGMA query_only = ON")
            connection.execute("PRAGMA schema_version").fetchone()
        except BaseException:
            connection.close()
            raise
        return connection

    def _open(self) -> sqlite3.Connection:
        try:
            return self._connect("mode=ro")
        except sqlite3.OperationalError as error:
            # In WAL mode SQLite needs two files beside the store. Where it cannot make them, no other process writes.
            if self._size("-wal") > 0:
                if "unable to open" not in str(error) and "readonly" not in str(error):
                    raise self.failure(error) from error
                raise StoreError(
                    f"the store {self.path} was left by an interrupted run, and its log {self.path}-wal cannot be read in a folder "
                    "without write permission: copy both files elsewhere, or run globenc-index again"
                ) from error
            if "unable to open" not in str(error):
                raise self.failure(error) from error
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise self.failure(error) from error
        try:
            return self._connect("mode=ro&immutable=1")
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise self.failure(error) from error

    def _check(self) -> None:
        self.version = self._known(self.integer("PRAGMA user_version"))
        size, pages = self.integer("PRAGMA page_size"), self.integer("PRAGMA page_count")
        if self._size("-wal") == 0 and self._size() < size * pages:
            raise StoreError(
                f"the store {self.path} is truncated: it has {self._size()} of its {size * pages} bytes; make it anew, or use a copy"
            )
        kinds = {}
        for kind, name in self.rows("SELECT type, name FROM main.sqlite_master"):
            if kind == b"trigger":
                raise StoreError(f"the store {self.path} has a trigger, which no store has: index again, or use a copy")
            kinds[name] = kind
        needed = set().union(*(names for version, names in _TABLES.items() if version <= self.version))
        for name in sorted(needed):
            if kinds.get(name.encode()) != b"table":
                raise StoreError(f"the store {self.path} is damaged: the table {name} is missing; make it anew, or use a copy")

    def close(self) -> None:
        """Closes the connection; a closed store cannot be asked."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def failure(self, error: Exception) -> StoreError:
        """What SQLite reports, as an error of this package."""
        text = " ".join((str(error) or "unknown reason").split())
        if "malformed" in text or "corrupt" in text or isinstance(error, UnicodeDecodeError):
            return DamagedRecord(f"the store {self.path} is damaged or truncated ({text}): make it anew, or use a copy")
        if "not a database" in text:
            return StoreError(f"{self.path} is not a store: it is no SQLite database")
        if "locked" in text or "busy" in text:
            return StoreError(f"the store {self.path} has been locked by another process for 5 seconds: try again when that has ended")
        if "no such column" in text or "no such table" in text:
            return DamagedRecord(f"the store {self.path} is damaged ({text}): make it anew, or use a copy")
        return StoreError(f"the store {self.path} cannot be used: {text}")

    @contextmanager
    def _asked(self) -> Iterator[sqlite3.Connection]:
        """The connection for one statement, whose failures become those of this package."""
        with self._lock:
            if self._connection is None:
                raise StoreError(f"the store {self.path} is closed: open it again")
            try:
                yield self._connection
            except sqlite3.Error as error:
                raise self.failure(error) from error
            except UnicodeDecodeError as error:  # of SQLite's own message, which quotes a damaged schema
                raise DamagedRecord(f"the store {self.path} is damaged: its schema is no text; make it anew, or use a copy") from error
            except (OverflowError, MemoryError, UnicodeEncodeError) as error:
                raise StoreError(f"the store {self.path} cannot be asked: {error}") from error

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """All rows of a statement. Texts are bytes."""
        with self._asked() as connection:
            return connection.execute(sql, values).fetchall()

    def row(self, sql: str, values: Sequence[object] = ()) -> tuple[Any, ...] | None:
        """The first row of a statement."""
        rows = self.rows(sql, values)
        return rows[0] if rows else None

    def integer(self, sql: str, values: Sequence[object] = ()) -> int:
        """The first column of the first row; 0 where there is none."""
        row = self.row(sql, values)
        return row[0] if row and isinstance(row[0], int) else 0

    def batches(self, sql: str, values: Sequence[object] = (), *, size: int) -> Iterator[list[tuple[Any, ...]]]:
        """The rows of a statement, `size` at a time, in bounded memory."""
        with self._asked() as connection:
            cursor = connection.execute(sql, values)
        while True:
            with self._asked():
                rows = cursor.fetchmany(size)
            if not rows:
                return
            yield rows

    def typed_batches(self, sql: str, *, size: int) -> Iterator[list[tuple[Any, ...]]]:
        """As `batches`, with texts as bytearrays, so that they are told from blobs."""
        with self._asked() as connection:
            connection.text_factory = bytearray
            try:
                cursor = connection.execute(sql)
                while rows := cursor.fetchmany(size):
                    yield rows
            finally:
                connection.text_factory = bytes
