"""Sums of tokens by going through the examples."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from typing import TYPE_CHECKING

from ..frames.rows import fixed_point
from ..reading import characters
from ..reading.examples import Read
from ..reading.filters import Filter
from ..reading.words import Word, WordBreak
from .moments import TokenSums
from .selection import Scoring

if TYPE_CHECKING:
    from ..base import BaseStore


def is_all_punctuation(text: str) -> bool:
    """Whether a text has punctuation, and besides it only characters that tokenizers drop."""
    marks = [characters.is_punctuation(character) for character in text]
    return any(marks) and all(mark or characters.is_dropped(character) for mark, character in zip(marks, text))


def words_of(read: Read) -> list[Word]:
    """The words of an example."""
    return WordBreak(read.pieces, read.row.places, read.row.text, read.row.pair).words()


def bag_of(words: list[Word]) -> list[str]:
    """The words by which near copies are told: all but punctuation, unless there is nothing else."""
    plain = [word.name for word in words if not is_all_punctuation(word.name)]
    return plain or [word.name for word in words]


class Scan:
    """Goes through the examples of a slice that have some scores."""

    def __init__(self, store: BaseStore, scoring: Scoring | None, *, words: bool, include_special: bool = False) -> None:
        """Without `scoring`, scores do not matter: they count as 0."""
        self._store, self._scoring, self._words, self._special = store, scoring, words, include_special

    def reads(self, chosen: Filter) -> Iterator[tuple[Read, list[int]]]:
        """The examples and their scores in units of 2^-32."""
        for batch in self._store.reader.batches(chosen, with_scores=self._scoring is not None):
            for read in batch:
                if self._scoring is None:
                    yield read, [0] * read.row.token_count
                    continue
                place = self._scoring.of(read)
                if place is not None:
                    yield read, fixed_point(read.results[place].scores).tolist()

    def occurrences(self, read: Read, units: list[int], words: list[Word] | None) -> list[tuple[str, int]]:
        """The tokens of a text with their scores."""
        found: list[tuple[str, int]] = []
        for piece, (_, special, _, _), score in zip(read.pieces, read.row.places, units):
            if self._special if special else not self._words:
                found.append((piece.name, score))
        if words is not None:
            found += [(word.name, sum(units[word.tokens.start : word.tokens.stop])) for word in words]
        return found

    def sums(
        self, chosen: Filter, *, skipped: Container[int] = (), keep: Callable[[int], None] | None = None,
        seen: Callable[[Read, list[tuple[str, int]], list[Word]], None] | None = None, test: Callable[[Read], bool] | None = None,
    ) -> TokenSums:  # fmt: skip
        """The sums over the examples of a filter.

        Args:
            skipped: Keys of examples that are left out.
            keep: Is called with the key of each example.
            seen: Is called with each example, its tokens and its words.
            test: Whether an example takes part.
        """
        sums = TokenSums()
        for read, units in self.reads(chosen):
            if read.row.key in skipped or (test is not None and not test(read)):
                continue
            words = words_of(read) if self._words or seen is not None else None
            occurrences = self.occurrences(read, units, words if self._words else None)
            sums.add_text(occurrences)
            if keep is not None:
                keep(read.row.key)
            if seen is not None:
                seen(read, occurrences, words or [])
        return sums
