"""A corpus of tables: files and folders, read one after another."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import Any

from . import folders, tables
from .failures import CorpusError
from .features import Features


def is_table(path: str | os.PathLike[str]) -> bool:
    """Whether a path is a Parquet or Arrow file, a folder of such files, or a folder that `datasets` saved.

    Other formats (JSONL, CSV, ...) are read by the program itself.
    """
    path = os.fspath(path)
    if path == "-":
        return False
    return folders.has_tables(path) if os.path.isdir(path) else tables.kind(path) is not None


class TableCorpus:
    """Tables whose rows are numbered on, as if they were one.

    Attributes:
        name: The corpus' name in messages.
        columns: The names of all columns, in the order in which they occur.
        count: Number of rows; None where a file does not say.
    """

    def __init__(self, paths: Sequence[str | os.PathLike[str]], split: str | None = None) -> None:
        """Opens the files and reads what columns they have.

        Args:
            paths: Files and folders.
            split: The split of a folder that has several.

        Raises:
            CorpusError: A path is no table, cannot be read, or has other splits.
            MissingExtra: pyarrow is not installed.
        """
        given = [os.fspath(path) for path in paths]
        self.name = f"corpus '{given[0]}'" + (f" and {len(given) - 1} more" if len(given) > 1 else "")
        parts: list[folders.Part] = []
        for path in given:
            if os.path.isdir(path):
                parts += folders.parts(path, split)
            elif not os.path.exists(path):
                raise CorpusError(f"there is no corpus '{path}'")
            elif split is not None:
                raise CorpusError(f"corpus '{path}' is one file without splits: leave out the split '{split}'")
            else:
                parts.append(folders.Part(path, Features()))
        if not parts:
            raise CorpusError(f"{self.name} has no Parquet or Arrow file")
        self._parts = parts
        opened = [tables.Table(part.path) for part in parts]
        self.columns: list[str] = list(dict.fromkeys(name for table in opened for name in table.columns))
        counts = [table.count for table in opened]
        self.count: int | None = None if None in counts else sum(count for count in counts if count is not None)

    def rows(self, columns: Sequence[str] | None = None) -> Iterator[dict[str, Any]]:
        """The rows in order, each a dictionary of the wanted columns (None: all), with names in place of numbers of
        classes.

        Memory does not grow with the corpus: 1,000 rows are Python objects at a time.

        Raises:
            CorpusError: A file cannot be read any further.
        """
        for part in self._parts:
            for row in tables.Table(part.path).rows(columns):
                yield part.features.named(row)


def rows(
    path: str | os.PathLike[str], columns: Sequence[str] | None = None, split: str | None = None
) -> Iterator[dict[str, Any]]:
    """The rows of a Parquet or Arrow file, or of a folder of them, in order and in bounded memory.

    Args:
        path: The file or folder.
        columns: The wanted columns; None for all. A column that a file lacks is missing in its rows.
        split: The split of a folder that has several.

    Raises:
        CorpusError: It cannot be read.
        MissingExtra: pyarrow is not installed.
    """
    return TableCorpus([path], split).rows(columns)


def columns(path: str | os.PathLike[str], split: str | None = None) -> list[str]:
    """The names of the columns of a Parquet or Arrow file, or of a folder of them.

    Raises:
        CorpusError: It cannot be read.
        MissingExtra: pyarrow is not installed.
    """
    return TableCorpus([path], split).columns
