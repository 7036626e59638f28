"""From the arguments of `Store.top` and `Store.compare` to questions, and from answers to DataFrames."""

from __future__ import annotations

import operator
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..errors import QuestionError
from ..frames.table import DOUBLE, INTEGER, SINGLE, TEXT, Columns
from ..reading.filters import Filter, make_filter
from .error_rates import error_rates
from .example_top import rank
from .question import LOOKED_AT, Question
from .scan import is_all_punctuation
from .selection import choose
from .top import SliceTop

if TYPE_CHECKING:
    from ..base import BaseStore
    from ..store import Store

_SLICE = {
    "token": TEXT, "count": INTEGER, "mean": DOUBLE, "total": DOUBLE, "contrast": DOUBLE, "texts": INTEGER, "texts_all": INTEGER, "q": DOUBLE,
    "distinct_texts": INTEGER,
}  # fmt: skip
_RATES = {
    "token": TEXT, "texts": INTEGER, "wrong": INTEGER, "error_rate": DOUBLE, "error_rate_lower": DOUBLE, "error_rate_upper": DOUBLE,
    "contrast": DOUBLE, "q": DOUBLE,
}  # fmt: skip
_EXAMPLE = {"position": INTEGER, "segment": INTEGER, "token": TEXT, "score": SINGLE, "start": INTEGER, "end": INTEGER}
_ORDERS = ("contrast", "mean", "total", "count", "error-rate")

Scores = tuple[str | None, str | None, str | None]
"""Method, aggregate and class, as the user named them."""


def _frame(rows: Sequence[Sequence[object]], columns: dict[str, str], members: dict[str, object]) -> Any:
    table = Columns(columns)
    for row in rows:
        table.add(*row)
    frame = table.as_pandas()
    frame.attrs.update(members)
    return frame


def _lower(stopwords: Collection[str]) -> frozenset[str]:
    return frozenset(word.lower() for word in stopwords)


def _is_count(value: object) -> bool:
    return hasattr(value, "__index__") and operator.index(value) >= 1


def of_example(
    store: Store, id: str, scores: Scores, limit: int | None, pieces: bool, include_special: bool, punctuation: bool,
    stopwords: Collection[str], by: str | None, slice: Mapping[str, Any],
) -> Any:  # fmt: skip
    """The ranking of an example's tokens."""
    if slice or by is not None:
        raise QuestionError("example names one example, whose tokens are ranked by their score: it does not go with by, nor with a slice")
    example = store.example(id)
    scoring = choose(store, Filter(), *scores)
    cls = None if scoring.name is None else scoring.name.strip("()") if scoring.class_id < 0 else scoring.name
    result = example.result(scoring.method.name, cls, aggregate=scoring.method.aggregate)
    left_out = _lower(stopwords)
    spellings = {piece.name: (piece.spelling(False), piece.spelling(True)) for piece in store.reader.pieces.known()}

    def is_listed(name: str, piece: str | None) -> bool:
        spelling, word = spellings.get(name, (name, name)) if piece is not None else (name, name)
        return (punctuation or not is_all_punctuation(spelling)) and not {name.lower(), word.lower()} & left_out

    rows = rank(example, result, words=not pieces, include_special=include_special, limit=limit, is_listed=is_listed)
    members: dict[str, object] = {
        "example": example.id, "label": example.label, "predicted": example.predicted, "confidence": example.confidence,
        "method": result.method.name, "aggregate": result.method.aggregate,
    }  # fmt: skip
    if result.method.signed:
        members |= {"class": result.cls, "logit": result.logit, "bias": result.bias}
    return _frame(rows, _EXAMPLE, members)


def of_slice(
    store: Store, chosen: Filter, scores: Scores, *, by: str | None, limit: int | None, versus: str | Mapping[str, Any] | None, words: bool,
    min_count: int | None, include_special: bool, punctuation: bool, distinct: bool | None, fold_copies: bool, stopwords: Collection[str],
) -> Any:  # fmt: skip
    """The ranking of a slice's tokens."""
    if by is not None and by not in _ORDERS:
        raise QuestionError(f"there is no order by '{by}': there are {', '.join(_ORDERS)}")
    if chosen == Filter() and by != "error-rate":
        raise QuestionError("say of what: top(example=ID), or a slice such as top(label=NAME), top(predicted=NAME), or both")
    if min_count is not None and not _is_count(min_count):
        raise QuestionError(f"min_count is a number from 1, not {min_count!r}")
    if limit is not None and not _is_count(limit):
        raise QuestionError(f"k is a number from 1, or None for all, not {limit!r}")
    for label in (chosen.label, chosen.predicted):
        if label is not None and store.reader.labels.id(label) is None:
            raise QuestionError(f"the store has no label '{label}': it has {', '.join(store.reader.labels.all().values())}")
    if by == "error-rate":
        if versus is not None or fold_copies or distinct or include_special or any(scores):
            raise QuestionError(
                "by='error-rate' compares with the texts without the word, and looks at no scores: it does not go with versus, fold_copies, "
                "distinct, include_special, method, aggregate or cls"
            )
        return _rates(store, chosen, limit, words, min_count, punctuation, stopwords)
    if distinct is None:
        distinct = len(store) <= LOOKED_AT
    other = make_filter(dict(versus)) if isinstance(versus, Mapping) else versus
    scoring = choose(store, chosen, *scores)
    question = Question(
        chosen, scoring, by, limit, other, words, min_count, include_special, punctuation, distinct, fold_copies, _lower(stopwords)
    )
    answer = SliceTop(store, question).answer()
    members: dict[str, object] = {
        "label": chosen.label, "predicted": chosen.predicted, "examples": answer.examples, "method": scoring.method.name,
        "aggregate": scoring.method.aggregate,
    }  # fmt: skip
    if scoring.method.signed:
        members["class"] = scoring.name
    members["by"] = answer.by
    if answer.others:
        members["versus_examples"] = answer.others
    if fold_copies:
        members["copies_left_out"] = answer.copies
    if answer.overlap:
        members["overlap"] = answer.overlap
    return _frame(answer.rows, _SLICE, members)


def _rates(
    store: BaseStore, chosen: Filter, limit: int | None, words: bool, min_count: int | None, punctuation: bool, stopwords: Collection[str]
) -> Any:
    left_out = _lower(stopwords)

    def is_listed(name: str) -> bool:
        spelling, word = name, name
        if not words:
            spelling, word = next(
                ((piece.spelling(False), piece.spelling(True)) for piece in store.reader.pieces.known() if piece.name == name), (name, name)
            )
        return (punctuation or not is_all_punctuation(spelling)) and not {name.lower(), word.lower()} & left_out

    rows, texts, wrong = error_rates(store, chosen, words=words, min_count=min_count, limit=limit, is_listed=is_listed)
    members: dict[str, object] = {
        "label": chosen.label, "predicted": chosen.predicted, "examples": texts, "wrong": wrong, "by": "error-rate",
    }  # fmt: skip
    return _frame(rows, _RATES, members)


def both(names: str | Sequence[str] | None, what: str) -> tuple[str | None, str | None]:
    """The names for the first store and for the second."""
    if names is None or isinstance(names, str):
        return names, names
    if len(names) != 2:
        raise QuestionError(f"{what} takes one name, or two in a list, not {len(names)}")
    return names[0], names[1]
