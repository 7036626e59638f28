"""Compares the examples of two stores one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..frames.rows import fixed_point, only_label
from ..reading.examples import Read
from ..reading.filters import Filter
from ..reading.words import Word
from .moments import ONE
from .scan import words_of
from .selection import Scoring
from .statistics import spearman

if TYPE_CHECKING:
    from ..base import BaseStore

_Pairs = list[tuple[str, float, float]]


def _common_words(left: list[Word], right: list[Word]) -> list[tuple[str, range, range]] | None:
    """The words of one text by two tokenizers, as far apart as both divide it; None where one has words that the other lacks."""
    if any(word.start is None for word in left + right):
        if [word.name for word in left] != [word.name for word in right]:
            return None
        return [(one.name, one.tokens, two.tokens) for one, two in zip(left, right)]
    first, second = iter(left), iter(right)
    common = []
    for word in first:
        twin = next(second, None)
        if twin is None or (word.segment, word.start) != (twin.segment, twin.start):
            return None
        name, end, twin_end = word.name, word.tokens.stop, twin.tokens.stop
        place, twin_place = _stop(word), _stop(twin)
        while place != twin_place:
            following = next(first if place < twin_place else second, None)
            if following is None or following.segment != word.segment:
                return None
            if place < twin_place:
                place, name, end = _stop(following), name + following.name, following.tokens.stop
            else:
                twin_place, twin_end = _stop(following), following.tokens.stop
        common.append((name, range(word.tokens.start, end), range(twin.tokens.start, twin_end)))
    return common if next(second, None) is None else None


def _stop(word: Word) -> int:
    return (word.start or 0) + len(word.surface)


class Comparing:
    """Compares example by example, in the order of the corpus."""

    def __init__(self, first: BaseStore, second: BaseStore, scorings: tuple[Scoring, Scoring]) -> None:
        self.first, self.second, self.scorings = first, second, scorings
        self.by_words = first.settings.tokenizer_fingerprint != second.settings.tokenizer_fingerprint
        self.has_sets = first.settings.has_label_sets or second.settings.has_label_sets
        self.examples = self.matched = self.different = self.edited = self.correlated = 0
        self.total, self.lowest = 0.0, 1.0
        self.movements: dict[str, list[float]] = {}
        self.changes: dict[tuple[Any, Any], list[int]] = {}
        self.pairs: list[tuple[tuple[float, int, int, bytes], dict[str, Any], bool]] = []
        self._order = {name: place for place, name in reversed(list(enumerate(first.settings.labels)))}

    def run(self, chosen: Filter) -> None:
        """Goes through the examples of the first store."""
        for batch in self.first.reader.batches(chosen):
            for one in batch:
                place = self.scorings[0].of(one)
                if place is None:
                    continue
                self.examples += 1
                other = one if self.second is self.first else self.second.reader.one(one.row.id)
                other_place = None if other is None else self.scorings[1].of(other)
                if other is not None and other_place is not None:
                    self._add(one, other, (place, other_place))

    def _add(self, one: Read, other: Read, places: tuple[int, int]) -> None:
        self.matched += 1
        compared = self._words(one, other, places) if self.by_words else self._pieces(one, other, places)
        correlation = None
        if compared is None:
            self.different += 1
        else:
            for name, left, right in compared:
                movement = self.movements.setdefault(name, [0, 0.0, 0.0])
                movement[0] += 1
                movement[1] += left
                movement[2] += right
            correlation = spearman([each[1] for each in compared], [each[2] for each in compared])
        if correlation is not None:
            self.correlated += 1
            self.total += correlation
            self.lowest = min(self.lowest, correlation)
        is_edited = self._is_edited(one, other)
        row: dict[str, Any] = {
            "example": one.row.id, "label": only_label(self.first, one.row), "predicted_1": one.row.predicted,
            "predicted_2": other.row.predicted, "confidence_1": one.row.confidence, "confidence_2": other.row.confidence,
            "spearman": correlation, "edited": is_edited,
        }  # fmt: skip
        before, after = row["predicted_1"], row["predicted_2"]
        if self.has_sets:
            row["labels"] = self._ordered(self.first.reader.gold_set(one.row))
            before = row["predicted_labels_1"] = self._predicted(self.first, one)
            after = row["predicted_labels_2"] = self._predicted(self.second, other)
        is_changed = before != after
        self.edited += is_edited is True
        if is_changed:
            key = (tuple(before) if isinstance(before, list) else before, tuple(after) if isinstance(after, list) else after)
            counts = self.changes.setdefault(key, [0, 0])
            counts[0] += 1
            counts[1] += is_edited is True
        rank = (2.0 if correlation is None else correlation, int(correlation is None and not is_changed), one.row.row, one.row.id.encode())
        self.pairs.append((rank, row, is_changed))

    def _predicted(self, store: BaseStore, read: Read) -> list[str] | None:
        own = store.reader.predicted_set(read.row)
        if own is None and read.row.predicted is not None:
            own = [read.row.predicted]
        return self._ordered(own)

    def _ordered(self, names: list[str] | None) -> list[str] | None:
        if names is None:
            return None
        return sorted(names, key=lambda name: (self._order.get(name, 1 << 60), name.encode()))

    def _are_equal(self, one: Read, other: Read) -> bool:
        """Whether both have the same tokens."""
        return one.row.token_ids == other.row.token_ids and [place[1] for place in one.row.places] == [place[1] for place in other.row.places]

    def _pieces(self, one: Read, other: Read, places: tuple[int, int]) -> _Pairs | None:
        if not self._are_equal(one, other):
            return None
        left, right = one.results[places[0]].scores.tolist(), other.results[places[1]].scores.tolist()
        return [
            (piece.name, a, b) for piece, place, a, b in zip(one.pieces, one.row.places, left, right) if not place[1]
        ]

    def _words(self, one: Read, other: Read, places: tuple[int, int]) -> _Pairs | None:
        if (one.row.text, one.row.pair) != (other.row.text, other.row.pair):
            return None
        common = _common_words(words_of(one), words_of(other))
        if common is None:
            return None
        left = fixed_point(one.results[places[0]].scores).tolist()
        right = fixed_point(other.results[places[1]].scores).tolist()
        return [
            (name, sum(left[a.start : a.stop]) / ONE, sum(right[b.start : b.stop]) / ONE) for name, a, b in common
        ]

    def _is_edited(self, one: Read, other: Read) -> bool | None:
        a, b = self.first.settings, self.second.settings
        if a.texts and b.texts:
            return (one.row.text, one.row.pair) != (other.row.text, other.row.pair)
        if self.by_words or a.max_length != b.max_length or a.stride != b.stride:
            return None
        return None if self._are_equal(one, other) else True
