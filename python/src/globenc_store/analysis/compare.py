"""Two stores of the same texts, or two methods of one: `globenc-query compare`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..errors import QuestionError
from ..frames.table import imported
from ..reading.filters import Filter
from .answers import both
from .comparing import Comparing
from .selection import Scoring, choose

if TYPE_CHECKING:
    from ..base import BaseStore


class Comparison:
    """What two stores have in common.

    ``document`` is what the program's JSON has (without `slice`, the words for a slice); ``least_alike``, ``tokens`` and ``changes`` are its
    lists as DataFrames.
    """

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document

    def __getitem__(self, name: str) -> Any:
        return self.document[name]

    def __repr__(self) -> str:
        counts = ("examples", "in_both", "changed_predictions", "mean_spearman", "lowest_spearman")
        return "<Comparison " + ", ".join(f"{name} {self.document[name]}" for name in counts) + ">"

    def _frame(self, name: str, columns: list[str]) -> Any:
        return imported("pandas").DataFrame(self.document[name], columns=columns)

    @property
    def least_alike(self) -> Any:
        """The examples whose scores are least alike. A pandas.DataFrame."""
        names = ["example", "label", "predicted_1", "predicted_2", "confidence_1", "confidence_2", "spearman", "edited"]
        sets = ["labels", "predicted_labels_1", "predicted_labels_2"]
        rows = self.document["least_alike"]
        return self._frame("least_alike", names + (sets if rows and "labels" in rows[0] else []))

    @property
    def tokens(self) -> Any:
        """The tokens, or words, whose mean score moved most. A pandas.DataFrame."""
        return self._frame("tokens", ["token", "count", "mean_1", "mean_2", "change"])

    @property
    def changes(self) -> Any:
        """In which directions predictions changed. A pandas.DataFrame."""
        return self._frame("changes", ["predicted_1", "predicted_2", "examples", "edited"])


def _members(scoring: Scoring, number: int) -> dict[str, Any]:
    made = {f"method_{number}": scoring.method.name, f"aggregate_{number}": scoring.method.aggregate}
    if scoring.method.signed:
        made[f"class_{number}"] = scoring.name
    return made


def _sides(names: str | Sequence[str] | None, what: str, can_have: list[bool]) -> tuple[str | None, ...]:
    """The names for both sides. A single one is that of each side that can have one; where neither can, it is that of both, to be refused."""
    pair = both(names, what)
    if not isinstance(names, str) or not any(can_have):
        return pair
    return tuple(name if can else None for name, can in zip(pair, can_have))


def compare(
    first: BaseStore, second: BaseStore, chosen: Filter, *, methods: tuple[str | None, str | None], aggregate: str | Sequence[str] | None,
    cls: str | Sequence[str] | None, k: int | None, min_count: int, changed: bool,
) -> Comparison:  # fmt: skip
    """See `Store.compare`."""
    if second is first and all(one == other for one, other in (methods, both(aggregate, "aggregate"), both(cls, "cls"))):
        raise QuestionError("that is one method of one store: name another store, two methods, or two classes")
    stores = (first, second)
    named = [store.method(method) for store, method in zip(stores, methods)]
    if isinstance(cls, str) and not any(method.signed for method in named):
        raise QuestionError("neither method says for which class: a class goes with a signed method")
    matrices = [any(one.name == method.name and one.aggregate for one in store.settings.methods) for store, method in zip(stores, named)]
    explained = [method.signed and bool(store.settings.explained_classes) for store, method in zip(stores, named)]
    sides = zip(stores, methods, _sides(aggregate, "aggregate", matrices), _sides(cls, "cls", explained))
    scorings = [choose(store, chosen, *names) for store, *names in sides]
    comparing = Comparing(first, second, (scorings[0], scorings[1]))
    comparing.run(chosen)
    if comparing.matched == 0:
        raise QuestionError(f"none of the {comparing.examples} examples is in both stores with the scores: examples are matched by id")
    is_named = first.settings.has_choice_of_scores or second.settings.has_choice_of_scores
    listed = sorted((pair for pair in comparing.pairs if pair[2] or not changed), key=lambda pair: pair[0])
    tokens: list[dict[str, Any]] = []
    for name, (count, one, two) in comparing.movements.items():
        if count >= min_count:
            means = one / max(count, 1), two / max(count, 1)
            tokens.append({"token": name, "count": int(count), "mean_1": means[0], "mean_2": means[1], "change": means[1] - means[0]})
    tokens.sort(key=lambda row: (-abs(row["change"]), -row["count"], row["token"].encode()))
    directions = sorted(comparing.changes.items(), key=lambda item: (-item[1][0], _text(item[0][0]), _text(item[0][1])))
    return Comparison({
        "store_1": str(first.path), "store_2": str(second.path), "label": chosen.label, "predicted": chosen.predicted,
        **(_members(scorings[0], 1) | _members(scorings[1], 2) if is_named else {}),
        "examples": comparing.examples, "in_both": comparing.matched,
        "changed_predictions": sum(counts[0] for counts in comparing.changes.values()), "edited": comparing.edited,
        "not_comparable": comparing.different, "mean_spearman": comparing.total / comparing.correlated if comparing.correlated else None,
        "lowest_spearman": comparing.lowest if comparing.correlated else None, "unit": "word" if comparing.by_words else "piece",
        "least_alike": [row for _, row, _ in listed[:k]], "tokens": tokens[:k],
        "changes": [
            {"predicted_1": _shown(before), "predicted_2": _shown(after), "examples": counts[0], "edited": counts[1]}
            for (before, after), counts in directions
        ],
    })  # fmt: skip


def _text(labels: Any) -> str:
    if labels is None:
        return ""
    return labels if isinstance(labels, str) else "[" + ",".join(f'"{name}"' for name in labels) + "]"


def _shown(labels: Any) -> Any:
    return list(labels) if isinstance(labels, tuple) else labels
