"""Rows of examples, tokens and words, with the columns and values of `globenc-query export`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy

from ..reading.example import Result
from ..reading.examples import OnDamage, Read
from ..reading.filters import Filter
from ..reading.rows import ExampleRow
from ..reading.settings import Settings
from ..reading.words import Word, WordBreak
from .table import DOUBLE, FLAG, INTEGER, KEPT, LIST, SINGLE, TEXT, Columns

if TYPE_CHECKING:
    from ..base import BaseStore

TOKEN_KINDS = {
    "example": TEXT, "position": INTEGER, "segment": INTEGER, "token": TEXT, "word": TEXT, "start": INTEGER, "end": INTEGER,
    "score": SINGLE, "label": TEXT, "predicted": TEXT, "method": TEXT, "aggregate": TEXT, "class": TEXT,
}  # fmt: skip
WORD_KINDS = {
    "example": TEXT, "position": INTEGER, "segment": INTEGER, "word": TEXT, "name": TEXT, "start": INTEGER, "end": INTEGER,
    "score": DOUBLE, "label": TEXT, "predicted": TEXT, "method": TEXT, "aggregate": TEXT, "class": TEXT,
}  # fmt: skip


def only_label(store: BaseStore, row: ExampleRow) -> str | None:
    """The gold label of an example that has just one."""
    labels = store.reader.gold_set(row)
    return labels[0] if labels is not None and len(labels) == 1 else None


def example_kinds(settings: Settings, taken: Iterable[str] = ()) -> dict[str, str]:
    """The columns of examples. A kept column with the name of another one, or of one in `taken`, is kept_NAME."""
    own = {
        "example": TEXT, "label": TEXT, "predicted": TEXT, ("value" if settings.problem_type == "regression" else "confidence"): DOUBLE,
        "tokens": INTEGER, "truncated": FLAG, "text": TEXT, "pair": TEXT,
    }  # fmt: skip
    sets = {"labels": LIST, "predicted_labels": LIST} if settings.has_label_sets else {}
    names = {*own, *sets, *taken}
    kept = {(f"kept_{name}" if name in names else name): KEPT for name in settings.keep}
    return {**own, **kept, **sets}


def example_columns(store: BaseStore, batch: Iterable[Read], extra: Mapping[str, str] | None = None) -> Columns:
    """The rows of some examples, and columns for what the caller has to add."""
    settings = store.settings
    columns = Columns({**example_kinds(settings, extra or ()), **(extra or {})})
    kept_places = [settings.keep.index(name) for name in dict.fromkeys(settings.keep)]
    for row, _, _ in batch:
        labels, label = store.reader.gold_set(row), only_label(store, row)
        value = row.value if settings.problem_type == "regression" else row.confidence
        own = [row.id, label, row.predicted, value, row.token_count, row.truncated, row.text if settings.texts else None, row.pair]
        sets = [labels, store.reader.predicted_set(row)] if settings.has_label_sets else []
        columns.add(*own, *[row.kept[place] for place in kept_places], *sets)
    return columns


def chosen_results(store: BaseStore, read: Read, method: str | None, aggregate: str | None, cls: str | None) -> list[Result]:
    """The scores of an example that are asked for: those by a method, or by all; of signed ones, those for a class, or for each."""
    results = read.results
    if method is not None:
        named = store.method(method, aggregate)
        results = [result for result in results if result.method == named]
    if cls is not None:
        wanted = store.wanted_class(cls, read.row.predicted, only_label(store, read.row))
        results = [result for result in results if not result.method.signed or result.cls == wanted]
    return results


def token_columns(read: Read, results: Iterable[Result], label: str | None, words: list[Word], columns: Columns) -> None:
    """Adds the rows of an example's tokens."""
    row, pieces, _ = read
    count = row.token_count
    surfaces: list[str | None] = [None] * count
    for word in words:
        surfaces[word.tokens.start : word.tokens.stop] = [word.surface] * len(word.tokens)
    starts: list[int | None] = []
    ends: list[int | None] = []
    segments = []
    for segment, _, start, end in row.places:
        segments.append(segment)
        starts.append(start if start >= 0 else None)
        ends.append(end if end >= 0 else None)
    names = [piece.name for piece in pieces]
    values = columns.values
    for result in results:
        values["example"] += [row.id] * count
        values["position"] += range(count)
        values["segment"] += segments
        values["token"] += names
        values["word"] += surfaces
        values["start"] += starts
        values["end"] += ends
        values["score"] += result.scores.tolist()
        values["label"] += [label] * count
        values["predicted"] += [row.predicted] * count
        values["method"] += [result.method.name] * count
        values["aggregate"] += [result.method.aggregate] * count
        values["class"] += [result.cls] * count


def fixed_point(scores: Any) -> Any:
    """Scores in units of 2^-32, to the nearest, ties to even. int64 [T]"""
    return numpy.rint(scores.astype(numpy.float64) * 4294967296.0).astype(numpy.int64)


def word_columns(read: Read, results: Iterable[Result], label: str | None, words: list[Word], columns: Columns) -> None:
    """Adds the rows of an example's words."""
    row = read.row
    for result in results:
        units = fixed_point(result.scores).tolist()
        for word in words:
            columns.add(
                row.id, word.tokens.start, row.places[word.tokens.start][0], word.surface, word.name, word.start, word.end,
                sum(units[word.tokens.start : word.tokens.stop]) / 4294967296.0, label, row.predicted, result.method.name, result.method.aggregate, result.cls,
            )  # fmt: skip


def parts(
    store: BaseStore, what: str, chosen: Filter, *, size: int | None = None, method: str | None = None, aggregate: str | None = None,
    cls: str | None = None, on_damage: OnDamage | None = None,
) -> Iterator[Columns]:  # fmt: skip
    """The rows of "examples", "tokens" or "words", in tables of the rows of at most `size` examples."""
    for batch in store.reader.batches(chosen, with_scores=what != "examples", on_damage=on_damage, size=size or 256):
        if what == "examples":
            yield example_columns(store, batch)
            continue
        columns = Columns(TOKEN_KINDS if what == "tokens" else WORD_KINDS)
        add = token_columns if what == "tokens" else word_columns
        for read in batch:
            label = only_label(store, read.row)
            words = WordBreak(read.pieces, read.row.places, read.row.text, read.row.pair).words()
            add(read, chosen_results(store, read, method, aggregate, cls), label, words, columns)
        yield columns
