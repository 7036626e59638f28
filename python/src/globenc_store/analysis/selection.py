"""Which scores a question is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import QuestionError
from ..reading.examples import Read
from ..reading.filters import Filter
from ..reading.settings import Method

if TYPE_CHECKING:
    from ..base import BaseStore

PREDICTED = -1
"""In place of a class: each example's predicted one."""
GOLD = -2
"""In place of a class: the one that is each example's gold label."""


@dataclass(frozen=True)
class Scoring:
    """Scores by a method and, where that has a sign, for a class: its id, PREDICTED or GOLD; 0 where there is none."""

    method: Method
    class_id: int
    name: str | None
    """How listings call the class: its name, "(predicted)" or "(gold)"; None where there is none."""

    def of(self, read: Read) -> int | None:
        """The place of these scores among an example's results; None where it has none."""
        wanted = self.wanted(read)
        for place, result in enumerate(read.results):
            if result.method == self.method and (self.class_id == 0 or (wanted is not None and result.cls == wanted)):
                return place
        return None

    def wanted(self, read: Read) -> str | None:
        """The class of an example."""
        if self.class_id == PREDICTED:
            return read.row.predicted
        return read.row.label if self.class_id == GOLD else self.name


def choose(store: BaseStore, chosen: Filter, method: str | None, aggregate: str | None, cls: str | None) -> Scoring:
    """The scores that a question names; without a class, those for the class that the slice names, else for each example's predicted one.

    Raises: QuestionError where the store has no such method or class.
    """
    settings = store.settings
    named = store.method(method, aggregate)
    classes = settings.explained_classes
    if not named.signed:
        if cls is not None:
            signed = ", ".join(dict.fromkeys(each.name for each in settings.methods if each.signed))
            other = f"a class goes with a signed method, {signed}" if signed else "a class goes with a signed method, and the store has none"
            raise QuestionError(f"the method '{named.name}' says how much, not for which class: {other}")
        return Scoring(named, 0, None)
    if not classes:
        if cls is not None:
            raise QuestionError(f"the model has no classes, so none is called '{cls}'")
        return Scoring(named, 0, None)
    if cls is None:
        label = chosen.label if chosen.label is not None else chosen.predicted
        cls = label if label in classes else "predicted"
    elif cls not in ("predicted", "gold"):
        store.wanted_class(cls, None, None)
    if cls == "predicted":
        return Scoring(named, PREDICTED, "(predicted)")
    if cls == "gold":
        store.wanted_class(cls, None, None)
        return Scoring(named, GOLD, "(gold)")
    return Scoring(named, classes.index(cls) + 1, cls)
