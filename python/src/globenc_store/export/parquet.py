"""A store as Parquet: a folder of files for each table, written in bounded memory."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import DamagedRecord, QuestionError, StoreError, missing_extra
from ..frames.rows import TOKEN_KINDS, WORD_KINDS, example_columns, example_kinds, only_label, token_columns, word_columns
from ..frames.table import BINARY, DOUBLE, FLAG, INTEGER, SINGLES, TEXT, Columns
from ..reading.examples import OnDamage, Read
from ..reading.filters import Filter
from ..reading.matrices import decode_row, naming
from ..reading.words import WordBreak

if TYPE_CHECKING:
    from ..base import BaseStore

TABLES = ("examples", "results", "tokens", "words", "matrices")
_PARTITION = re.compile(r"[A-Za-z0-9_.-]+=[A-Za-z0-9_.%-]+(/[A-Za-z0-9_.-]+=[A-Za-z0-9_.%-]+)*")
_FLUSH = 32 << 20  # bytes of matrices in memory

_EXTRA = {"row": INTEGER, "windows": INTEGER, "logits": SINGLES}
_RESULTS = {
    "example": TEXT, "method": TEXT, "aggregate": TEXT, "class": TEXT, "bias": DOUBLE, "logit": DOUBLE, "label": TEXT, "predicted": TEXT,
}  # fmt: skip
_MATRICES = {
    "example": TEXT, "window": INTEGER, "method": TEXT, "aggregate": TEXT, "layer": INTEGER, "size": INTEGER, "dtype": TEXT, "values": BINARY,
}  # fmt: skip


class _File:
    """A Parquet file that has its name only once it is complete."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "part-0.parquet"
        self._draft = folder / ".part-0.parquet.draft"
        self._writer: Any = None

    def write(self, columns: Columns) -> None:
        """Appends rows."""
        table = columns.as_arrow()
        if self._writer is None:
            try:
                import pyarrow.parquet as parquet
            except ImportError:
                raise missing_extra("pyarrow") from None
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._writer = parquet.ParquetWriter(self._draft, table.schema, compression="zstd")
        if table.num_rows:
            self._writer.write_table(table)

    def finish(self) -> None:
        """Names the file, and removes what an earlier export left beside it."""
        self._writer.close()
        os.replace(self._draft, self.path)
        for other in self.path.parent.iterdir():
            if other != self.path and other.is_file() and other.name.lstrip(".").startswith("part-"):
                other.unlink()

    def abandon(self) -> None:
        """Removes an incomplete file."""
        if self._writer is not None:
            self._writer.close()
            self._draft.unlink(missing_ok=True)


def write_parquet(
    store: BaseStore, folder: str | os.PathLike[str], *, partition: str | None, tables: Sequence[str], chosen: Filter, on_damage: OnDamage | None
) -> dict[str, Path]:
    """See `Store.to_parquet`."""
    for name in tables:
        if name not in TABLES:
            raise QuestionError(f"there is no table '{name}': there are {', '.join(TABLES)}")
    if partition is not None and not _PARTITION.fullmatch(partition):
        raise QuestionError(f"'{partition}' is no partition: write name=value, as in shard=3")
    root = Path(folder)
    files = {name: _File(root / name / partition if partition else root / name) for name in tables}
    try:
        for name, columns in _parts(store, tables, chosen, on_damage):
            files[name].write(columns)
        for file in files.values():
            file.finish()
    except OSError as error:
        raise StoreError(f"the Parquet files in {root} cannot be written: {error.strerror or error}") from error
    finally:
        for file in files.values():
            if not file.path.exists() or file._draft.exists():
                file.abandon()
    return {name: file.path for name, file in files.items()}


def _kinds(store: BaseStore) -> dict[str, dict[str, str]]:
    return {
        "examples": {**example_kinds(store.settings, _EXTRA), **_EXTRA},
        "results": _RESULTS,
        "tokens": {**TOKEN_KINDS, "special": FLAG},
        "words": WORD_KINDS,
        "matrices": _MATRICES,
    }


def _parts(store: BaseStore, tables: Sequence[str], chosen: Filter, on_damage: OnDamage | None) -> Iterator[tuple[str, Columns]]:
    """Rows of each table; each table has at least one part, so that it has columns even without rows."""
    kinds = _kinds(store)
    for name in tables:
        yield name, Columns(kinds[name])
    needs_scores = any(name in tables for name in ("results", "tokens", "words"))
    for batch in store.reader.batches(chosen, with_scores=needs_scores, on_damage=on_damage):
        if "examples" in tables:
            examples = example_columns(store, batch, _EXTRA)
            for read in batch:
                for name, value in (("row", read.row.row), ("windows", read.row.windows), ("logits", read.row.logits.tolist())):
                    examples.values[name].append(value)
            yield "examples", examples
        made = {name: Columns(kinds[name]) for name in ("results", "tokens", "words")}
        for read in batch:
            _add(store, read, tables, made)
        for name, columns in made.items():
            if name in tables:
                yield name, columns
        if "matrices" in tables:
            yield from (("matrices", columns) for columns in _matrices(store, batch, on_damage))


def _add(store: BaseStore, read: Read, tables: Sequence[str], made: dict[str, Columns]) -> None:
    label = only_label(store, read.row)
    row = read.row
    for result in read.results:
        made["results"].add(
            row.id, result.method.name, result.method.aggregate, result.cls, result.bias, result.logit, label, row.predicted
        )
    if "tokens" not in tables and "words" not in tables:
        return
    words = WordBreak(read.pieces, row.places, row.text, row.pair).words()
    if "tokens" in tables:
        token_columns(read, read.results, label, words, made["tokens"])
        made["tokens"].values["special"] += [place[1] for place in row.places] * len(read.results)
    if "words" in tables:
        word_columns(read, read.results, label, words, made["words"])


def _matrices(store: BaseStore, batch: Iterable[Read], on_damage: OnDamage | None) -> Iterator[Columns]:
    columns, size = Columns(_MATRICES), 0
    first = store.settings.methods[0]
    for read in batch:
        row = read.row
        try:
            decoded = [
                (method, layer, window, decode_row(stored, place, naming(row.id, layer, window, None if method == first else method), row.id))
                for method, layer, window, stored, place in store.matrix_reader.all(row.id, row.key, row.windows, store.settings.methods)
            ]
        except DamagedRecord as error:
            if on_damage is None:
                raise
            on_damage(error)
            continue
        for method, layer, window, values in decoded:
            kind = values.dtype.newbyteorder("<")
            data = values.astype(kind).tobytes()
            columns.add(row.id, window, method.name, method.aggregate, layer, len(values), values.dtype.name, data)
            size += len(data)
        if size > _FLUSH:
            yield columns
            columns, size = Columns(_MATRICES), 0
    yield columns
