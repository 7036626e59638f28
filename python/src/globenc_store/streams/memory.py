"""Corpora in memory: DataFrames, Arrow tables, data sets of `datasets`, and rows as dictionaries."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sized
from typing import Any

from . import tables
from .failures import CorpusError
from .features import Features, of_schema
from .selection import Selection
from .values import is_missing


def in_memory(corpus: Any, selection: Selection) -> tuple[Iterator[dict[str, Any]], int | None]:
    """The rows of a corpus in memory, with the columns that are needed, and their number; None where it is not known.

    Args:
        corpus: A pandas DataFrame, an Arrow table or reader, anything else with `__arrow_c_stream__` (polars, DuckDB),
            a `datasets.Dataset`, or an iterable of dictionaries.
        selection: The columns that options name.

    Raises:
        CorpusError: It is none of these, or lacks a column.
    """
    name = f"the {type(corpus).__name__}"
    package = type(corpus).__module__.partition(".")[0]
    if package == "pandas":
        return _frame(corpus, selection, name), len(corpus)
    if package == "datasets":
        return _dataset(corpus, selection, name)
    if package == "pyarrow" or hasattr(corpus, "__arrow_c_stream__"):
        return _arrow(corpus, selection, name), getattr(corpus, "num_rows", None)
    if isinstance(corpus, (str, bytes, Mapping)) or not isinstance(corpus, Iterable):
        raise CorpusError(
            "a corpus is a path, a DataFrame, an Arrow table or an iterable of dictionaries, not "
            f"{type(corpus).__name__}"
        )
    return _rows(corpus, selection, name), len(corpus) if isinstance(corpus, Sized) else None


def _frame(frame: Any, selection: Selection, name: str) -> Iterator[dict[str, Any]]:
    if not hasattr(frame, "columns"):
        raise CorpusError(f"{name} has no columns: give a DataFrame")
    index = getattr(frame.index, "name", None)
    if index is not None and index not in frame.columns:
        frame = frame.reset_index()
    wanted = selection.of([column for column in frame.columns if isinstance(column, str)], name)
    if len(set(frame.columns)) != len(frame.columns):
        double = [column for column in wanted if list(frame.columns).count(column) > 1]
        if double:
            raise CorpusError(f"{name} has the column '{double[0]}' more than once: rename all but one of them")

    def rows() -> Iterator[dict[str, Any]]:
        for start in range(0, len(frame), tables.BATCH):
            part = frame.iloc[start : start + tables.BATCH]
            columns = [[None if is_missing(value) else value for value in part[column].tolist()] for column in wanted]
            for values in zip(*columns):
                yield dict(zip(wanted, values))

    return rows()


def _arrow(corpus: Any, selection: Selection, name: str) -> Iterator[dict[str, Any]]:
    arrow = tables.arrow()
    if isinstance(corpus, arrow.RecordBatch):
        corpus = arrow.Table.from_batches([corpus])
    reader = (
        arrow.RecordBatchReader.from_stream(corpus)
        if not isinstance(corpus, arrow.Table)
        else corpus.to_reader(max_chunksize=tables.BATCH)
    )
    wanted = selection.of(reader.schema.names, name)
    features = of_schema(reader.schema.metadata)

    def rows() -> Iterator[dict[str, Any]]:
        for batch in reader:
            part = batch.select(wanted)
            for start in range(0, part.num_rows, tables.BATCH):
                for row in part.slice(start, tables.BATCH).to_pylist():
                    yield features.named(row)

    return rows()


def _dataset(corpus: Any, selection: Selection, name: str) -> tuple[Iterator[dict[str, Any]], int | None]:
    if isinstance(corpus, Mapping):
        listed = ", ".join(f"'{split}'" for split in corpus)
        raise CorpusError(
            f"{name} has the splits {listed}: give one of them, such as corpus[{next(iter(corpus), 'train')!r}]"
        )
    described = getattr(corpus, "features", None) or {}
    classes = {column: _class_names(feature) for column, feature in described.items()}
    features = Features({column: names for column, names in classes.items() if names})
    if hasattr(corpus, "select_columns") and described:
        corpus = corpus.select_columns(selection.of(list(described), name))
    if hasattr(corpus, "with_format"):
        corpus = corpus.with_format(None)
    rows = (features.named(dict(row)) for row in corpus)
    return rows, len(corpus) if hasattr(corpus, "__len__") else None


def _class_names(feature: Any) -> list[str]:
    if type(feature).__name__ == "ClassLabel":
        return list(feature.names)
    inner = feature[0] if isinstance(feature, list) and feature else getattr(feature, "feature", None)
    return _class_names(inner) if inner is not None else []


def _rows(corpus: Iterable[Any], selection: Selection, name: str) -> Iterator[dict[str, Any]]:
    iterator = iter(corpus)
    first = list(itertools.islice(iterator, 1000))
    names = list(dict.fromkeys(key for row in first if isinstance(row, Mapping) for key in row))
    wanted = selection.of(names, name) if first else []

    def rows() -> Iterator[dict[str, Any]]:
        for number, row in enumerate(itertools.chain(first, iterator), 1):
            if not isinstance(row, Mapping):
                raise CorpusError(
                    f"row {number:,} of {name} is no dictionary, but {type(row).__name__}: give rows such as "
                    f"{{'text': ...}}"
                )
            yield {column: None if is_missing(row[column]) else row[column] for column in wanted if column in row}

    return rows()
