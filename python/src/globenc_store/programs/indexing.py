"""`globenc_store.index`: runs globenc-index over a corpus, and opens the store that it wrote."""

from __future__ import annotations

import contextlib
import itertools
import os
import warnings
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ..streams import Selection, TableCorpus, in_memory, is_table
from ..streams.failures import CorpusError
from .explaining import map_file
from .feeding import ahead, feed
from .finding import program
from .grammar import command_line, options
from .progress import Bar, Watcher
from .running import INCOMPLETE, failure, start, stop

if TYPE_CHECKING:
    from ..store import Store

REFUSED = {
    "model": "it is an argument of its own",
    "store": "it is an argument of its own",
    "quiet": "progress=False shows nothing",
    "json": "the store that it returns has the numbers",
    "dry_run": "it returns a store; run globenc-index CORPUS --model DIR --dry-run for an estimate",
    "version": "run globenc-index --version",
    "help": "run globenc-index index --help",
}
OF_OTHER_FORMATS = ("format", "delimiter", "quotes")


class IncompleteIndex(UserWarning):
    """Some rows of the corpus could not be indexed; all others are in the store."""


def index(
    corpus: Any,
    *,
    model: str | os.PathLike[str],
    store: str | os.PathLike[str],
    progress: bool = True,
    split: str | None = None,
    **keywords: Any,
) -> Store:
    """Runs a model over a corpus with globenc-index and opens the store.

    Running it again with the same arguments continues where the last run ended: rows that are in the store are skipped.

    Args:
        corpus: A path, or a list of paths, of JSONL, CSV, Parquet, Arrow or a folder of `datasets`; or a pandas
            DataFrame, an Arrow table, a `datasets.Dataset`, or an iterable of dictionaries. Where no column is the id,
            rows are numbered from 1.
        model: A model directory, or the name of a model in the local Hugging Face cache.
        store: The file of the store, which is created where there is none.
        progress: Whether to show the program's messages and, with tqdm, a bar.
        split: Of a folder with several splits: which one.
        **keywords: The options of `globenc-index index`, with `_` for `-`: `text="review"`, `methods=["n-enc",
            "decompx-linear"]`, `layers="all"`, `max_length=128`, `replace=True`. `label_map` may be a dictionary:
            label -> class.

    Returns:
        The store, open. An interrupt (Ctrl-C, or "interrupt the kernel") stops the run once what was read is stored,
        and is raised then.

    Raises:
        TypeError: There is no such option; the message names similar ones.
        CorpusError: The corpus cannot be read, or has no such column.
        ProgramError: The program is missing or failed; the message is its sentence.

    Warns:
        IncompleteIndex: Some rows could not be indexed; the message has the program's sentences about them.
    """
    from .. import open as open_store

    path = program("globenc-index")
    known = options(path, "index")
    with contextlib.ExitStack() as stack:
        if isinstance(keywords.get("label_map"), Mapping):
            keywords["label_map"] = map_file(keywords["label_map"], stack)
        given = [
            "--model",
            os.fspath(model),
            "--store",
            os.fspath(store),
            *command_line("index", known, keywords, REFUSED),
        ]
        paths = _paths(corpus)
        if paths is not None and not any(is_table(each) for each in paths):
            if split is not None:
                raise CorpusError(f"the corpus '{paths[0]}' is no folder with splits: leave out the split '{split}'")
            names, rows, count = paths, None, None
        else:
            refuse_formats([key for key in OF_OTHER_FORMATS if keywords.get(key) is not None])
            names = ["-"]
            rows, count = _rows(corpus, paths, selection(keywords), split)
            rows = _limited(rows, keywords.get("limit"))
        lines = None if rows is None else ahead(rows)
        bar = Bar(progress, count)
        reports = ["--progress", "json"] if bar.has_bar and "--progress" in known else []
        if not reports and (bar.has_bar or not progress):
            given.append("--quiet")
        # Names of files may begin with a dash.
        arguments = [path, "index", *given, *reports, *([] if rows is not None else ["--"]), *names]
        _run(arguments, lines, bar)
    return open_store(store)


def _run(arguments: list[str], lines: Iterator[bytes] | None, bar: Bar) -> None:
    process = start(arguments, reads=lines is not None)
    assert process.stderr is not None
    watcher = Watcher(os.path.basename(arguments[0]), process.stderr, bar.show, bar.say)
    watcher.start()
    try:
        if lines is not None and process.stdin is not None:
            feed(lines, process.stdin)
        status = process.wait()
    except BaseException:
        stop(process)
        watcher.join()
        bar.close()
        raise
    watcher.join()
    bar.close(watcher.summary if status in (0, INCOMPLETE) else None)
    if status == INCOMPLETE:
        warnings.warn(_incomplete(watcher.messages), IncompleteIndex, stacklevel=3)
    elif status != 0:
        raise failure(arguments, status, watcher.messages)


def _incomplete(messages: list[str]) -> str:
    rows = [line for line in messages if ": row " in line or "failed for the same reason" in line]
    return "some rows could not be indexed, all others are: " + (
        "; ".join(rows[:5]) if rows else (messages or ["no reason is known"])[-1]
    )


def _paths(corpus: Any) -> list[str] | None:
    """The paths that a corpus is given by; None for a corpus in memory."""
    if isinstance(corpus, (str, os.PathLike)):
        return [os.fspath(corpus)]
    if isinstance(corpus, (list, tuple)) and corpus and all(isinstance(each, (str, os.PathLike)) for each in corpus):
        return [os.fspath(each) for each in corpus]
    return None


def _rows(
    corpus: Any, paths: list[str] | None, wanted: Selection, split: str | None
) -> tuple[Iterable[dict[str, Any]], int | None]:
    if paths is None:
        if split is not None:
            raise CorpusError(
                f"the {type(corpus).__name__} has no splits to choose from: leave out the split '{split}'"
            )
        return in_memory(corpus, wanted)
    tables = table_corpus(paths, split)
    return tables.rows(wanted.of(tables.columns, tables.name)), tables.count


def table_corpus(paths: list[str], split: str | None) -> TableCorpus:
    """The tables of paths.

    Raises:
        CorpusError: Some of the paths are no tables, or cannot be read.
    """
    other = next((path for path in paths if not is_table(path)), None)
    if other is not None and os.path.exists(other):
        raise CorpusError(
            f"corpus '{other}' is no Parquet or Arrow file: index it in a run of its own, into the same store"
        )
    return TableCorpus(paths, split)


def selection(keywords: Mapping[str, Any]) -> Selection:
    """The columns that options name."""
    keep = keywords.get("keep") or ()
    names = keep.split(",") if isinstance(keep, str) else list(keep)
    given = {key: keywords.get(key) for key in ("text", "text_pair", "label", "id")}
    return Selection(**given, keep=tuple(names))


def refuse_formats(names: list[str]) -> None:
    """Refuses options that say how other corpora are written.

    Raises:
        CorpusError: There are some.
    """
    if names:
        raise CorpusError(
            f"'{names[0]}' is for CSV and other corpora that the program reads itself: this one tells its format, "
            "so leave it out"
        )


def _limited(rows: Iterable[dict[str, Any]], limit: Any) -> Iterable[dict[str, Any]]:
    if not isinstance(limit, int) or limit < 0:
        return rows
    return itertools.islice(rows, limit)
