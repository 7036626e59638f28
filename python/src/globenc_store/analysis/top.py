"""The tokens that carry a slice: `globenc-query top`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from ..errors import QuestionError
from ..reading.filters import Filter
from ..reading.words import Word
from .contrast import Comparison
from .copies import distinct_texts, groups
from .moments import NOTHING, ONE, Moments, TokenSums
from .question import USUAL_TEXTS, Answer, Entry, Question
from .scan import Scan, bag_of, is_all_punctuation, words_of
from .totals import ANY, Totals

if TYPE_CHECKING:
    from ..reading.examples import Read
    from ..base import BaseStore

class SliceTop:
    """Answers one question."""

    def __init__(self, store: BaseStore, question: Question) -> None:
        self._store, self._q = store, question
        self._signed = question.scoring.method.signed
        self._scan = Scan(store, question.scoring, words=question.words, include_special=question.include_special)
        self._totals = Totals(store, words=question.words, include_special=question.include_special)
        self._skipped: set[int] = set()
        self._keys: set[int] | None = None
        self._bags: list[list[str]] | None = None
        self._holding: dict[str, list[int]] = {}
        self._spelling: dict[str, tuple[str, str]] = {}

    # Sums

    def _ids(self, chosen: Filter) -> tuple[int, int]:
        """The labels of a filter; ANY where it names none."""
        labels = self._store.reader.labels
        ids = []
        for name in (chosen.label, chosen.predicted):
            id = ANY if name is None else labels.id(name)
            if id is None:
                raise QuestionError(f"the store has no label '{name}': it has {', '.join(labels.all().values())}")
            ids.append(id)
        return ids[0], ids[1]

    def _has_totals(self, chosen: Filter) -> bool:
        is_plain = chosen.is_of_labels_only and not self._q.fold_copies and not self._q.include_special
        return is_plain and self._totals.answer(self._q.scoring, self._ids(chosen)[1])

    def _sums(self, chosen: Filter) -> TokenSums:
        return self._kept(chosen) or self._scan.sums(chosen, skipped=self._skipped)

    def _kept(self, chosen: Filter) -> TokenSums | None:
        """The sums from kept totals; None where they do not answer."""
        return self._totals.sums(self._q.scoring, *self._ids(chosen)) if self._has_totals(chosen) else None

    def _chosen(self) -> TokenSums:
        self._ids(self._q.chosen)
        return self._kept(self._q.chosen) or self._scanned_slice()

    def _scanned_slice(self) -> TokenSums:
        """The sums of the slice by a scan, which also tells its keys and, where they will be asked for, its bags of words."""
        self._keys = set()
        is_told = self._q.distinct and not self._q.fold_copies
        self._bags = [] if is_told else None
        return self._scan.sums(
            self._q.chosen, skipped=self._skipped, keep=self._keys.add, seen=self._note if is_told else None
        )

    def _note(self, _: Read, occurrences: list[tuple[str, int]], words: list[Word]) -> None:
        if self._bags is not None:
            for name in {name for name, _ in occurrences}:
                self._holding.setdefault(name, []).append(len(self._bags))
            self._bags.append(bag_of(words))

    def _slice_keys(self) -> set[int]:
        if self._keys is None:
            self._keys = {read.row.key for read, _ in self._scan.reads(self._q.chosen)}
        return self._keys

    def _other_filter(self) -> Filter | None:
        versus = self._q.versus
        if not isinstance(versus, str):
            return versus
        if self._q.chosen.label is not None:
            return replace(self._q.chosen, label=versus)
        if self._q.chosen.predicted is not None:
            return replace(self._q.chosen, predicted=versus)
        raise QuestionError("versus takes the place of label or predicted: say which label is compared with it, or give a dict of a slice")

    def _others(self, chosen: TokenSums, other: Filter | None) -> tuple[TokenSums, int]:
        """The other side, and how many examples were left out there because they are in the slice."""
        if other is None:
            everything = self._kept(Filter())
            if everything is not None:
                return everything.without(chosen), 0
            return self._scan.sums(Filter(), skipped=self._skipped | self._slice_keys()), 0
        self._ids(other)
        mine = self._q.chosen
        are_apart = any(
            one is not None and two is not None and one != two for one, two in ((mine.label, other.label), (mine.predicted, other.predicted))
        )
        if are_apart and not self._store.settings.has_label_sets:
            return self._sums(other), 0
        keys = self._slice_keys()
        overlap = 0

        def is_apart(read: Read) -> bool:
            nonlocal overlap
            overlap += read.row.key in keys
            return read.row.key not in keys

        return self._scan.sums(other, skipped=self._skipped, test=is_apart), overlap

    # Copies

    def _fold(self, other: Filter | None) -> None:
        """Finds the examples of both sides that are near copies of one with a lower row of the corpus."""
        texts: dict[int, tuple[int, list[str]]] = {}
        sides = [Filter()] if other is None else [self._q.chosen, other]
        for side in sides:
            for read, _ in self._scan.reads(side):
                texts[read.row.key] = (read.row.row, bag_of(words_of(read)))
        ordered = sorted(texts, key=lambda key: (texts[key][0], key))
        first = groups([texts[key][1] for key in ordered])
        self._skipped = {ordered[place] for place, root in enumerate(first) if root != place}

    def _distinct(self, token: str) -> int:
        if self._bags is None:
            self._scanned_slice()
        bags = self._bags or []
        return distinct_texts([bags[place] for place in self._holding.get(token, [])])

    # The answer

    def answer(self) -> Answer:
        """The ranking.

        Raises: QuestionError where the slice is empty, there is nothing to compare with, or no token is in enough texts.
        """
        question = self._q
        names_label = question.chosen.label is not None or question.chosen.predicted is not None
        usual = "contrast" if question.versus is not None or (names_label and not self._signed) else "mean"
        by = question.by or usual
        other = self._other_filter()
        if question.fold_copies:
            self._fold(other)
        chosen = self._chosen()
        if chosen.examples <= 0:
            raise QuestionError("the slice has no examples with such scores")
        others, overlap = self._others(chosen, other)
        if others.examples <= 0 and by == "contrast":
            if question.by is not None or other is not None:
                raise QuestionError("there is nothing to compare with: all examples are in the slice; try by='mean'")
            by = "mean"
        floor = max(question.min_count if question.min_count is not None else USUAL_TEXTS, 1)
        comparison: Comparison | None = Comparison(chosen, others, floor, self._signed)
        if comparison is not None and comparison.vast is not None:
            if by == "contrast":
                raise comparison.refusal()
            comparison = None
        rows = self._rank(chosen, comparison, by, is_reversed=False)
        if self._signed and by != "count" and question.limit is not None:
            listed = {row.token for row in rows}
            lowest = self._rank(chosen, comparison, by, is_reversed=True)
            rows += [row for row in reversed(lowest) if row.token not in listed]
        if all(row.count == 0 for row in rows):
            raise QuestionError(f"no {'word' if question.words else 'token'} is in enough texts to be ranked: min_count=1 ranks all of them")
        return Answer(rows, chosen.examples, others.examples, by, overlap, len(self._skipped))

    def _is_listed(self, name: str) -> bool:
        spelling, word = name, name
        if not self._q.words:
            spelling, word = self._spellings().get(name, (name, name))
        if not self._q.punctuation and is_all_punctuation(spelling):
            return False
        return not self._q.stopwords or not {name.lower(), word.lower()} & set(self._q.stopwords)

    def _spellings(self) -> dict[str, tuple[str, str]]:
        """Of each piece, what it contributes to a word, and the word that it is by itself."""
        if not self._spelling:
            for piece in self._store.reader.pieces.known():
                self._spelling[piece.name] = (piece.spelling(False), piece.spelling(True))
        return self._spelling

    def _rank(self, chosen: TokenSums, comparison: Comparison | None, by: str, *, is_reversed: bool) -> list[Entry]:
        question = self._q
        results = comparison.results if comparison is not None else {}
        if by == "contrast":
            candidates: dict[str, Moments] = {name: chosen.moments.get(name, NOTHING) for name in results}
        else:
            usual = USUAL_TEXTS if by == "mean" else 1
            candidates = dict(chosen.in_texts(max(question.min_count if question.min_count is not None else usual, 1)))
        values: dict[str, Callable[[str, Moments], float]] = {
            "mean": lambda _, moments: moments[2] / ONE / moments[1],
            "total": lambda _, moments: moments[2] / ONE,
            "count": lambda _, moments: float(moments[1]),
            "contrast": lambda name, _: results[name].contrast,
        }
        value, sign = values[by], 1.0 if is_reversed else -1.0
        ranked = sorted(candidates.items(), key=lambda item: (sign * value(*item), -item[1][1], item[0].encode()))
        needed = USUAL_TEXTS if question.distinct and not question.fold_copies and by == "mean" and question.min_count is None else 0
        rows: list[Entry] = []
        for name, moments in ranked:
            if question.limit is not None and len(rows) >= question.limit:
                break
            if not self._is_listed(name):
                continue
            distinct = self._distinct(name) if question.distinct and not question.fold_copies else None
            if distinct is not None and distinct < needed:
                continue
            rows.append(self._entry(name, moments, comparison, distinct))
        return rows

    def _entry(self, name: str, moments: Moments, comparison: Comparison | None, distinct: int | None) -> Entry:
        total = moments[2] / ONE
        compared = comparison.results.get(name) if comparison is not None and comparison.others > 0 else None
        return Entry(
            token=name, count=moments[1], mean=total / moments[1] if moments[1] else None, total=total,
            contrast=None if compared is None else compared.contrast, texts=moments[0],
            texts_all=None if compared is None else compared.texts, q=None if compared is None else compared.q, distinct_texts=distinct,
        )  # fmt: skip

