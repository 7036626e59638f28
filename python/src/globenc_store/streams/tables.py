"""Parquet and Arrow files, row by row in bounded memory."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from typing import Any

from ..errors import missing_extra
from .failures import CorpusError
from .features import Features, of_schema

#: Rows that are Python objects at a time.
BATCH = 1000

PARQUET = (".parquet", ".pq")
ARROW = (".arrow", ".feather", ".ipc", ".arrows")


def kind(path: str) -> str | None:
    """ "parquet" or "arrow" by the name of a file, or by its first bytes where the name tells nothing; None for other
    files.
    """
    suffix = os.path.splitext(path)[1].lower()
    if suffix in PARQUET:
        return "parquet"
    if suffix in ARROW:
        return "arrow"
    with contextlib.suppress(OSError), open(path, "rb") as file:
        beginning = file.read(6)
        if beginning.startswith(b"PAR1"):
            return "parquet"
        if beginning == b"ARROW1":
            return "arrow"
    return None


def arrow() -> Any:
    """The package pyarrow.

    Raises:
        MissingExtra: It is not installed.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise missing_extra("pyarrow") from error
    return pyarrow


class Table:
    """A Parquet or Arrow file.

    Attributes:
        columns: The names of its columns.
        features: The names of classes that the file has.
        count: Number of rows; None where the file does not say.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._arrow = arrow()
        self._kind = kind(path) or "arrow"
        with self._reading():
            schema, self.count = self._look()
        self.columns: list[str] = list(schema.names)
        self.features: Features = of_schema(schema.metadata)

    def rows(self, columns: Sequence[str] | None = None) -> Iterator[dict[str, Any]]:
        """The rows in order, each with the wanted columns (None: all), classes by name."""
        wanted = [name for name in self.columns if columns is None or name in columns]
        done = 0
        batches = self._batches(wanted)
        while True:
            with self._reading(done):
                batch = next(batches, None)
                rows = [] if batch is None else batch.to_pylist()
            if batch is None:
                return
            for row in rows:
                yield self.features.named(row)
            done += len(rows)

    @contextlib.contextmanager
    def _reading(self, row: int | None = None) -> Iterator[None]:
        try:
            yield
        except (OSError, self._arrow.ArrowException) as error:
            where = f" behind row {row:,}" if row else ""
            reason = str(error).strip().splitlines()[0].rstrip(".") if str(error).strip() else type(error).__name__
            raise CorpusError(
                f"corpus '{self.path}' cannot be read{where}: {reason}; write the file anew, or leave it out"
            ) from error

    def _look(self) -> tuple[Any, int | None]:
        if self._kind == "parquet":
            with self._arrow.parquet.ParquetFile(self.path) as file:
                return file.schema_arrow, file.metadata.num_rows
        with self._arrow.memory_map(self.path) as source:
            with self._open(source, None) as reader:
                return reader.schema, None

    def _open(self, source: Any, fields: list[int] | None) -> Any:
        """A reader of an Arrow file: of a file with a footer, or of a stream, as `save_to_disk` writes it."""
        options = self._arrow.ipc.IpcReadOptions(included_fields=fields)
        is_file = source.read(6) == b"ARROW1"
        source.seek(0)
        return (self._arrow.ipc.open_file if is_file else self._arrow.ipc.open_stream)(source, options=options)

    def _batches(self, wanted: list[str]) -> Iterator[Any]:
        if self._kind == "parquet":
            # A buffer makes a column of a large row group pass through memory piece by piece.
            with self._arrow.parquet.ParquetFile(self.path, pre_buffer=False, buffer_size=1 << 20) as file:
                yield from file.iter_batches(batch_size=BATCH, columns=wanted, use_threads=False)
            return
        fields = [index for index, name in enumerate(self.columns) if name in wanted]
        with self._arrow.memory_map(self.path) as source, self._open(source, fields) as reader:
            parts = (
                (reader.get_batch(index) for index in range(reader.num_record_batches))
                if hasattr(reader, "get_batch")
                else reader
            )
            for part in parts:
                for start in range(0, part.num_rows, BATCH):
                    yield part.slice(start, BATCH)
