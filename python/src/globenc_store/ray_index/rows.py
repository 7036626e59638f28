"""Rows of corpora that the program does not open itself, for its standard input.

Each task streams all rows, and the program takes those of its shard: so the rows keep their numbers, and the hash of
the corpus, by which `merge`
tells shards of one corpus, is the same in each shard.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from ..programs.feeding import ahead
from ..streams import Selection, TableCorpus
from ..streams.failures import CorpusError
from .corpus import Corpus

BATCH = 4096

#: Ends of names that Ray reads, by the reader.
_LINES = (".jsonl", ".ndjson")
_FIELDS = (".csv", ".tsv")


def lines(corpus: Corpus, selection: Selection, limit: int | None = None) -> Iterator[bytes]:
    """The rows as lines of JSON, in order, in memory that does not grow with the corpus.

    Args:
        corpus: A corpus of tables or URLs.
        selection: The columns that the options name; others are not read, where the format allows that.
        limit: The number of rows to read; None for all.

    Raises:
        CorpusError: The corpus cannot be read, or lacks a column.
    """
    if corpus.reader == "tables":
        tables = TableCorpus(corpus.paths)
        return ahead(itertools.islice(tables.rows(selection.of(tables.columns, corpus.name)), limit))
    kinds = {_kind(path) for path in corpus.paths}
    if len(kinds) > 1:
        raise CorpusError(f"the {corpus.name} has files of several formats: make them of one format")
    kind = kinds.pop()
    if kind == "lines":
        return itertools.islice(_text_lines(corpus), limit)
    return ahead(itertools.islice(_rows(corpus, selection, kind), limit))


def _kind(url: str) -> str:
    name = url.split("?")[0].lower().rstrip("/")
    return "lines" if name.endswith(_LINES) else "fields" if name.endswith(_FIELDS) else "parquet"


def _context() -> None:
    from ray.data import DataContext

    context = DataContext.get_current()
    # Rows keep their order, so that a row without an id has the same number in each task.
    context.execution_options.preserve_order = True
    context.enable_progress_bars = False
    context.print_on_execution_start = False


def _text_lines(corpus: Corpus) -> Iterator[bytes]:
    import ray.data

    _context()
    data = ray.data.read_text(list(corpus.paths), drop_empty_lines=True)
    for batch in _batches(data):
        for line in batch.column("text").to_pylist():
            yield line.encode("utf-8") + b"\n"


def _rows(corpus: Corpus, selection: Selection, kind: str) -> Iterator[dict[str, Any]]:
    import ray.data

    _context()
    paths = list(corpus.paths)
    if kind == "parquet":
        from pyarrow import dataset

        columns = selection.of(dataset.dataset(paths[0], format="parquet").schema.names, corpus.name)
        data = ray.data.read_parquet(paths, columns=columns)
    else:
        import pyarrow
        from pyarrow import csv

        # All fields are texts, as the program reads them: a guess would make 7 of the id 007.
        dialect = (
            csv.ParseOptions(delimiter="\t", quote_char=False)
            if paths[0].lower().endswith(".tsv")
            else csv.ParseOptions()
        )
        names = _header(paths[0], dialect)
        columns = selection.of(names, corpus.name)
        data = ray.data.read_csv(
            paths,
            parse_options=dialect,
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(names, pyarrow.string()), strings_can_be_null=False, include_columns=columns
            ),
        )
    for batch in _batches(data):
        yield from batch.select(columns).to_pylist()


def _batches(data: Any) -> Iterator[Any]:
    """The rows as tables of pyarrow."""
    return iter(data.iter_batches(batch_size=BATCH, batch_format="pyarrow"))


def _header(url: str, dialect: Any) -> list[str]:
    from pyarrow import csv, fs

    system, path = fs.FileSystem.from_uri(url)
    stream: Any = system.open_input_stream(path)
    with stream, csv.open_csv(stream, parse_options=dialect) as reader:
        return list(reader.schema.names)
