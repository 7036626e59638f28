"""The words of a text (schema/README.md, "Totals")."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from ..codec.blobs import Place
from . import characters
from .characters import CONTINUES, HAS_CAPITAL, IS_BLANK, IS_MARKED, IS_PUNCTUATION, SPACES
from .names import Piece


class Word(NamedTuple):
    """A word of a text."""

    name: str
    """What rankings call it."""
    surface: str
    """What the text has; the name, where the store keeps no texts."""
    tokens: range
    """Positions of its tokens."""
    segment: int
    """0 for the text, 1 for the pair."""
    start: int | None
    """Where it begins in its text, in Unicode scalars; None without offsets."""
    end: int | None
    """Where its last token ends, without characters behind it that the tokenizer dropped."""


class WordBreak:
    """Splits an example into words."""

    def __init__(self, pieces: Sequence[Piece], places: Sequence[Place], text: str, pair: str | None) -> None:
        self._pieces, self._places = pieces, places
        self._texts = (text, pair or "")
        self._has_blanks = any([piece.traits & IS_BLANK for piece in pieces])
        self._trimmed: list[tuple[int, int] | None] = [self._trim(place) for place in places]

    def _trim(self, place: Place) -> tuple[int, int] | None:
        """A token's range without white space at its ends; None without offsets."""
        segment, _, start, end = place
        if start < 0:
            return None
        text = self._texts[segment]
        if end > len(text) or start == end:
            return start, end
        if text[start] not in SPACES and text[end - 1] not in SPACES:
            return start, end
        while start < end and text[start] in SPACES:
            start += 1
        while end > start and text[end - 1] in SPACES:
            end -= 1
        return start, end

    def ranges(self) -> list[tuple[int, int]]:
        """The positions of each word's tokens."""
        pieces, places = self._pieces, self._places
        words: list[tuple[int, int]] = []
        blank = -1
        previous = -1  # the segment of the token before, -1 behind a special one or at the start
        last_segment = -1

        def end_text(end: int) -> None:
            nonlocal blank
            if blank >= 0 and words and words[-1][1] == blank and places[blank - 1][0] == places[blank][0]:
                words[-1] = (words[-1][0], end)
            blank = -1

        for position, (segment, special, _, _) in enumerate(places):
            if special or position and last_segment != segment:
                end_text(position)
            last_segment = segment
            if special:
                previous = -1
                continue
            if words and words[-1][1] == position and previous == segment and self._joins(position):
                words[-1] = (words[-1][0], position + 1)
            elif pieces[position].traits & IS_BLANK:
                if blank < 0:
                    blank = position
            else:
                words.append((blank if blank >= 0 else position, position + 1))
                blank = -1
            previous = segment
        end_text(len(places))
        return words

    def _joins(self, position: int) -> bool:
        """Whether a token belongs to the word of the token before it, which is in the same segment."""
        one, following = self._pieces[position - 1].traits, self._pieces[position].traits
        left, right = self._trimmed[position - 1], self._trimmed[position]
        if left is None or right is None:
            return bool(following & CONTINUES) and not following & IS_BLANK and not characters.is_border(one, following)
        if right[0] < left[1]:
            return True  # several pieces of one letter
        if following & IS_BLANK:
            return False
        text = self._texts[self._places[position][0]]
        if left[1] <= 0 or right[0] >= len(text):
            return left[1] == right[0]
        for place in range(left[1], right[0]):
            if text[place] in SPACES:
                return False
        if (one | following) & IS_PUNCTUATION:
            return False
        last, first = characters.last_traits(text[left[1] - 1]), characters.first_traits(text[right[0]])
        return not characters.is_border(last, first | (following & IS_MARKED))

    def words(self) -> list[Word]:
        """The words in the order of the tokens."""
        return [self._word(first, end) for first, end in self.ranges()]

    def _word(self, first: int, end: int) -> Word:
        pieces, places = self._pieces, self._places
        visible: Sequence[int] = range(first, end)
        if self._has_blanks:
            visible = [position for position in visible if not pieces[position].traits & IS_BLANK]
        start_place = self._trimmed[visible[0]] if visible else None
        end_place = self._trimmed[visible[-1]] if visible else None
        if start_place is None or end_place is None:
            joined = "".join([pieces[position].spelling(place == 0) for place, position in enumerate(visible)])
            name = characters.word_name(joined)
            return Word(name, name, range(first, end), places[first][0], None, None)
        segment = places[visible[0]][0]
        text = self._texts[segment]
        start, stop = start_place[0], end_place[1]
        if stop < start:
            stop = start
        following = places[end][2] if end < len(places) and places[end][0] == segment else -1
        limit = len(text)
        if 0 <= following < limit:
            limit = following
        while stop < limit and (
            characters.is_dropped(text[stop]) or following >= 0 and unicodedata.category(text[stop]) == "Mc"
        ):
            stop += 1
        surface = spelled = text[start:stop]
        if not surface.islower() and any(map(str.isupper, surface)):
            if not any(pieces[position].traits & HAS_CAPITAL for position in range(first, end)):
                spelled = characters.lowercased(surface)
        last, shown = places[end - 1][3], start + len(surface)
        name = spelled if spelled.isascii() else characters.word_name(spelled)
        return Word(name, surface, range(first, end), segment, start, last if 0 <= last < shown else shown)
