"""A choice of examples."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy

from ..errors import QuestionError
from .numbers import Decimal, spelled

if TYPE_CHECKING:
    from .kept import Kept
    from .settings import Settings

_COMPARISONS = ("!=", "<=", ">=", "=", "<", ">")


@dataclass(frozen=True)
class Filter:
    """Conditions on examples; all must hold.

    label, predicted: names of labels; of a model that gives sets of labels, the set holds the label. correct, misclassified: the relation
    of prediction and gold label, where that is a class of the model. ids: only these; unknown ids are ignored. where: values of kept columns,
    ``{"source": "amazon"}``, ``{"source": ["amazon", "tweets"]}`` or ``{"score": "<0.5"}``, as `--where` compares them. min_confidence,
    max_confidence; length: least and most tokens, special ones included; truncated: only examples that were cut off.
    """

    label: str | None = None
    predicted: str | None = None
    correct: bool = False
    misclassified: bool = False
    ids: Sequence[str] | None = None
    where: Mapping[str, Any] = field(default_factory=dict)
    min_confidence: float | None = None
    max_confidence: float | None = None
    length: tuple[int, int] | None = None
    truncated: bool = False

    def __post_init__(self) -> None:
        if self.correct and self.misclassified:
            raise QuestionError("an example is correct or misclassified, not both: choose one")
        if self.length is not None and len(self.length) != 2:
            raise QuestionError("length takes the least and the largest number of tokens")
        if isinstance(self.ids, str):
            raise QuestionError("ids takes a list of ids, not one text")

    @property
    def is_of_labels_only(self) -> bool:
        """Whether kept totals can answer."""
        return not (
            self.correct or self.misclassified or self.truncated or self.where or self.ids is not None
            or self.min_confidence is not None or self.max_confidence is not None or self.length is not None
        )  # fmt: skip

    def sql(self, label: int | None, predicted: int | None, classes: int, has_sets: bool) -> tuple[str, list[object]]:
        """The WHERE clause over `example`, for what SQLite can decide, and its values."""
        terms: list[str] = []
        values: list[object] = []
        if not has_sets:
            for column, id in (("label", label), ("predicted", predicted)):
                if id is not None:
                    terms.append(f"{column} = ?")
                    values.append(id)
            if self.correct:
                terms.append("label = predicted")
            if self.misclassified:
                terms.append(f"label <> predicted AND label BETWEEN 1 AND {classes}")
        if self.min_confidence is not None:
            terms.append("confidence >= ?")
            values.append(float(self.min_confidence))
        if self.max_confidence is not None:
            terms.append("confidence <= ?")
            values.append(float(self.max_confidence))
        if self.truncated:
            terms.append("truncated")
        if self.length is not None:
            terms.append("tokens BETWEEN ? AND ?")
            values += [int(self.length[0]), int(self.length[1])]
        return ("WHERE " + " AND ".join(terms) if terms else ""), values


def make_filter(slice: dict[str, Any]) -> Filter:
    """The filter of some keyword arguments."""
    known = set(Filter.__dataclass_fields__)
    for name in slice:
        if name not in known:
            raise QuestionError(f"there is no choice of examples by '{name}': there are {', '.join(sorted(known))}")
    given = {name: value for name, value in slice.items() if value is not None}
    _check(given)
    return Filter(**given)


_INSTEAD_OF_FALSE = {
    "correct": "for wrong predictions write misclassified=True",
    "misclassified": "for right predictions write correct=True",
    "truncated": "for texts of some length write length=(least, most)",
}


def _check(slice: dict[str, Any]) -> None:
    """Refuses values that a choice cannot have.

    Raises: QuestionError
    """
    for name, instead in _INSTEAD_OF_FALSE.items():
        if name in slice and not isinstance(slice[name], (bool, numpy.bool_)):
            raise QuestionError(f"{name} is True where it is given, not {slice[name]!r}")
        if name in slice and not slice[name]:
            raise QuestionError(f"{name}=False chooses nothing: leave it out, or {instead}")
    for name in ("label", "predicted"):
        if name in slice and not isinstance(slice[name], str):
            raise QuestionError(f"{name} is the name of a label, a text, not {slice[name]!r}")
    for name in ("min_confidence", "max_confidence"):
        if name in slice and (isinstance(slice[name], (bool, str)) or not hasattr(slice[name], "__float__")):
            raise QuestionError(f"{name} is a number from 0 to 1, not {slice[name]!r}")
    if "where" in slice and not isinstance(slice["where"], Mapping):
        raise QuestionError(f"where is a dict of kept columns, such as {{'source': 'amazon'}}, not {slice['where']!r}")
    if "ids" in slice and not isinstance(slice["ids"], Iterable):
        raise QuestionError(f"ids is a list of ids, not {slice['ids']!r}")
    if "length" in slice and not (
        isinstance(slice["length"], (tuple, list)) and all(hasattr(each, "__index__") for each in slice["length"])
    ):
        raise QuestionError(f"length takes the least and the largest number of tokens, such as (20, 30), not {slice['length']!r}")


class KeptCondition:
    """A condition on a kept column: numbers are compared as numbers, other values by their bytes, as `--where` does."""

    def __init__(self, column: str, wanted: object, settings: Settings) -> None:
        if column not in settings.keep:
            listed = ", ".join(settings.keep) or "none"
            raise QuestionError(f"the store keeps no column '{column}': it keeps {listed}")
        self.place = settings.keep.index(column)
        self.comparison = "="
        self.column = column
        if isinstance(wanted, str):
            for sign in _COMPARISONS:
                if wanted.startswith(sign):
                    self.comparison, wanted = sign, wanted[len(sign) :]
                    break
        several = list(wanted) if isinstance(wanted, Iterable) and not isinstance(wanted, str) else [wanted]
        self.wanted = [(text, Decimal.parse(text)) for text in map(spelled, several)]
        if self.is_of_order and len(self.wanted) != 1:
            raise QuestionError(f"{self.comparison} compares with one value, not with {len(self.wanted)}")
        self.compares_texts = False
        """Whether the column holds no number at all, so that texts are compared with a wanted number by their bytes."""

    @property
    def is_of_order(self) -> bool:
        """Whether the comparison is one of <, <=, > and >=."""
        return self.comparison not in ("=", "!=")

    @property
    def asks_for_numbers(self) -> bool:
        """Whether it matters if the column holds numbers."""
        return self.is_of_order and self.wanted[0][1] is not None

    def holds(self, kept: Sequence[Kept | None]) -> bool:
        """Whether an example with these kept values meets the condition."""
        value = kept[self.place]
        text = "" if value is None else value[0]
        if self.comparison == "=":
            return self._is_wanted(text)
        if self.comparison == "!=":
            return not self._is_wanted(text)
        return bool(text) and self._is_in_order(text)

    def _is_wanted(self, text: str) -> bool:
        if any(wanted == text for wanted, _ in self.wanted):
            return True
        number = Decimal.parse(text)
        return number is not None and any(number == wanted for _, wanted in self.wanted)

    def _is_in_order(self, text: str) -> bool:
        wanted, number = self.wanted[0]
        if number is not None:
            value = Decimal.parse(text)
            if value is not None:
                return self._compare(value, number)
            return self.compares_texts and self._compare(text.encode(), wanted.encode())
        return self._compare(text.encode(), wanted.encode())

    def _compare(self, left: Any, right: Any) -> bool:
        if self.comparison == "<":
            return bool(left < right)
        if self.comparison == "<=":
            return not right < left
        if self.comparison == ">":
            return bool(right < left)
        return not left < right
