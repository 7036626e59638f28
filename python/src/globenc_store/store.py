"""A store, open for reading, and the questions that one may ask it."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from .analysis import answers
from .analysis.compare import Comparison, compare
from .analysis.digest import digest
from .analysis.evaluation import KINDS, results
from .analysis.info import info
from .base import BaseStore
from .export.parquet import TABLES, write_parquet
from .frames.table import Columns
from .reading.examples import OnDamage
from .reading.filters import make_filter


def open_store(path: str | os.PathLike[str]) -> Store:
    """Opens a store for reading; it is never written to.

    Args:
        path: The file that globenc-index wrote, of any version from 1 to 3.
    Raises: StoreError where it is no store or cannot be read; NewerStore where it has a newer version than this package knows.
    """
    return Store(path)


class Store(BaseStore):
    """A store of attributions, open for reading. Use `globenc_store.open`.

    Threads may share it: their questions take turns. Methods that list examples take a slice as keyword arguments: ``label``,
    ``predicted`` (names), ``correct=True``, ``misclassified=True``, ``ids`` (a list), ``where`` (kept columns: ``{"source": "amazon"}``,
    ``{"score": "<0.5"}``), ``min_confidence``, ``max_confidence``, ``length=(least, most)`` tokens, ``truncated=True``; all must hold.
    """

    @property
    def info(self) -> dict[str, Any]:
        """What the store holds: settings, counts, labels, runs, methods, as `globenc-query info --json`."""
        return info(self)

    def digest(self) -> str:
        """The hash of all content, 64 hexadecimal digits, as `globenc-query info --digest`. Reads the whole file; of version 3 only."""
        return digest(self)

    def top(
        self, example: str | None = None, *, by: str | None = None, k: int | None = 10, versus: str | Mapping[str, Any] | None = None,
        method: str | None = None, aggregate: str | None = None, cls: str | None = None, pieces: bool | None = None, min_count: int | None = None,
        include_special: bool = False, punctuation: bool | None = None, distinct: bool | None = None, fold_copies: bool = False,
        stopwords: Collection[str] = (), **slice: Any,
    ) -> Any:  # fmt: skip
        """The tokens that carry a slice, or with `example` (an id) that example: the numbers of `globenc-query top`.

        Args:
            by: "contrast" (the default where a label is named), "mean" (else), "total", "count" or "error-rate".
            k: Number of rows; None for all. Signed scores are ranked at both ends, k of each.
            versus: The other side of the comparison: a label in place of `label` (or of `predicted`), or a dict of a slice; None for all others.
            method, aggregate, cls: Which scores; without a class, those for the class that the slice names, else for each predicted one.
            pieces: Pieces of the vocabulary in place of words (the default for an example).
            min_count: Least number of texts with a token (5 by contrast and mean, else 1).
            punctuation: Lists punctuation, too (the default for pieces, and for an example).
            distinct: Counts near copies once in `distinct_texts`; None: in stores of at most 20,000 examples, as the program does.
            fold_copies: Lets only the first of several near copies take part.
            stopwords: Tokens that are not listed, in lower case.
            slice: Which examples; see the class.
        Returns: a pandas.DataFrame: token, count, mean, total, contrast, texts, texts_all, q, distinct_texts; by "error-rate" token, texts,
            wrong, error_rate, error_rate_lower, error_rate_upper, contrast, q; of an example position, segment, token, score, start, end.
            Its `attrs` have what belongs to all rows: examples, versus_examples, by, method, ...
        Raises: QuestionError where nothing is chosen, the slice is empty, or no token is in enough texts.
        """
        scores = (method, aggregate, cls)
        if example is not None:
            return answers.of_example(self, example, scores, k, pieces is not False, include_special, punctuation is not False, stopwords, by, slice)
        return answers.of_slice(
            self, make_filter(slice), scores, by=by, limit=k, versus=versus, words=not pieces, min_count=min_count,
            include_special=include_special, punctuation=bool(pieces) if punctuation is None else punctuation, distinct=distinct,
            fold_copies=fold_copies, stopwords=stopwords,
        )  # fmt: skip

    def evaluation(self, method: str | None = None, metric: str | None = None) -> Any:
        """What evaluations of methods and words taken out of their texts found: the rows of `globenc-query evaluation`. A pandas.DataFrame.

        Columns: method, aggregate, metric, value, low, high (95 % interval), examples, by ("mask" or "delete"), sample, seed (a text: numbers
        up to 2^64 - 1), layer, class, step (share of masked tokens), word, options (a dict), q (of the metric logit_change_p: its
        q-value among all words that were taken out). Empty where there was none.
        """
        columns = Columns(KINDS)
        for row in results(self):
            if method in (None, row["method"]) and metric in (None, row["metric"]):
                columns.add(*({**row, "seed": None if row["seed"] is None else str(row["seed"])}.values()))
        return columns.as_pandas()

    def compare(
        self, other: BaseStore | None = None, *, method: str | Sequence[str] | None = None, aggregate: str | Sequence[str] | None = None,
        cls: str | Sequence[str] | None = None, k: int | None = 10, min_count: int = 5, changed: bool = False, **slice: Any,
    ) -> Comparison:  # fmt: skip
        """Compares two stores of the same texts, or without `other` two methods or classes of this one: the content of `globenc-query compare --json`.

        Args:
            method, aggregate, cls: Which scores, as in `top`; two in a list for the first store and for the second. One aggregate, or one class, is
                that of each side whose method has aggregates, or classes.
            k: Number of examples and of tokens that are listed; None for all.
            min_count: Least number of occurrences of a listed token.
            changed: Lists only examples whose prediction changed.
            slice: Which examples of this store; see the class.
        """
        return compare(
            self, self if other is None else other, make_filter(slice), methods=answers.both(method, "method"),
            aggregate=aggregate, cls=cls, k=k, min_count=min_count, changed=changed,
        )  # fmt: skip

    # Other forms

    def to_parquet(
        self, folder: str | os.PathLike[str], *, partition: str | None = None, tables: Sequence[str] = TABLES,
        on_damage: OnDamage | None = None, **slice: Any,
    ) -> dict[str, Path]:  # fmt: skip
        """Writes FOLDER/TABLE/part-0.parquet for each table, in bounded memory; with partition="shard=3", FOLDER/TABLE/shard=3/part-0.parquet.

        Tables: examples (as `examples`, with row, windows and logits), results (one row an example, method and class: bias and logit),
        tokens (as `tokens`, with special), words (as `words`), and matrices (layer 0 is the one of all layers; values are size * size
        little-endian numbers of `dtype`, row by row). A file has its name once it is complete, in place of what an earlier call left.

        Returns: the path of each table's file.
        """
        return write_parquet(self, folder, partition=partition, tables=tables, chosen=make_filter(slice), on_damage=on_damage)

    def show(self, id: str, method: str | None = None, cls: str | None = None) -> Any:
        """The text with its scores as colours: an object with `_repr_html_`, for a notebook; its `str` is what the program's `show` prints."""
        from .display.shown import show

        return show(self, id, method, cls)

    def heat_map(self, id: str, method: str | None = None, *, row: int = 0, joined: bool = True, axes: Any = None) -> Any:
        """A matplotlib figure: a row of the matrix of each layer, that of the first token ([CLS]) unless another is named."""
        from .display.heat import heat_map

        return heat_map(self, id, method, row=row, joined=joined, axes=axes)
