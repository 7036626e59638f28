"""A text divided into its words and what stands between them, as `globenc-query show` divides it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..reading import characters
from ..reading.example import Token
from ..reading.words import Word


@dataclass
class Unit:
    """A part that is marked as a whole: a word, white space that is none, or a special token.

    Attributes:
        name: The word as the text has it, or the piece.
        first, end: The positions of its tokens, from `first` to before `end`.
        segment: 0 for the text, 1 for the pair.
        place: Where it stands, start and end in Unicode scalars; None for a special token, and where it has no
            character of its own.
        special: Whether the template added it.
    """

    name: str
    first: int
    end: int
    segment: int
    place: tuple[int, int] | None
    special: bool = False

    def sum(self, scores: Sequence[float]) -> float:
        """The sum of its tokens' scores."""
        return sum(scores[self.first : self.end])


@dataclass(frozen=True)
class Run:
    """A part of a text: of a unit (its index), or between units (None); `is_read` tells whether the model read it."""

    text: str
    unit: int | None
    is_read: bool = True


@dataclass(frozen=True)
class Layout:
    """A text, and the pair where there is one, as runs; and the units of both in the order of their tokens."""

    units: list[Unit]
    segments: list[list[Run]]


def layout(texts: Sequence[str | None], tokens: Sequence[Token], words: Sequence[Word], truncated: bool) -> Layout:
    """Divides texts into words.

    Args:
        texts: The text, and the pair where there is one; None where the store keeps no texts: then words stand with
            blanks between them.
        tokens: All tokens. [T]
        words: The words, in the order of their tokens.
        truncated: Whether the texts were cut to the maximum length.
    """
    known = [text for text in texts if text is not None]
    places = [None if word.start is None else (word.start, word.start + len(word.surface)) for word in words]
    if not known:
        known, places = _joined(tokens, words)
    units: list[Unit] = []
    for first, end, name, place in _groups(tokens, words, places):
        token = tokens[first]
        segment = token.segment
        if place is None or segment >= len(known):
            units.append(Unit(name, first, end, segment, None, token.special))
            continue
        text = known[segment]
        previous = next((unit for unit in reversed(units) if unit.segment == segment and unit.place is not None), None)
        place = (min(place[0], len(text)), min(place[1], len(text)))
        if previous is not None and previous.place is not None and place[0] < previous.place[1]:
            # Tokens that share a character are one unit.
            union = (previous.place[0], max(previous.place[1], place[1]))
            at = units.index(previous)
            units[at:] = [Unit(text[slice(*union)], previous.first, end, segment, union)]
        elif place[0] < place[1]:
            units.append(Unit(name, first, end, segment, place))
        else:
            units.append(Unit(name, first, end, segment, None))
    read = [_read(text, segment, tokens, truncated) for segment, text in enumerate(known)]
    return Layout(units, [_runs(text, segment, units, read[segment]) for segment, text in enumerate(known)])


def _groups(
    tokens: Sequence[Token], words: Sequence[Word], places: Sequence[tuple[int, int] | None]
) -> list[tuple[int, int, str, tuple[int, int] | None]]:
    """The groups of tokens that become units: the words, and every other token by itself."""
    groups = [(word.tokens.start, word.tokens.stop, word.surface, place) for word, place in zip(words, places)]
    inside = {position for word in words for position in word.tokens}
    for position, token in enumerate(tokens):
        if position not in inside:
            place = None if token.start is None or token.end is None else (token.start, token.end)
            groups.append((position, position + 1, token.piece if token.special else _blank(token.piece), place))
    return sorted(groups, key=lambda group: group[0])


def _blank(piece: str) -> str:
    """The name of a piece of white space that is in no word, as the programs write it."""
    rest = piece[1:] if piece[:1] in ("Ġ", "▁") else piece
    return "▁" + rest.replace("Ġ", "␣").replace("▁", "␣").replace(" ", "␣")


def _joined(tokens: Sequence[Token], words: Sequence[Word]) -> tuple[list[str], list[tuple[int, int] | None]]:
    """Texts made of words with blanks between them, and where the words stand in these."""
    texts = [""] * (1 + max((token.segment for token in tokens), default=0))
    places: list[tuple[int, int] | None] = []
    for word in words:
        segment = word.segment
        texts[segment] += " " if texts[segment] else ""
        places.append((len(texts[segment]), len(texts[segment]) + len(word.surface)))
        texts[segment] += word.surface
    return texts, places


def _read(text: str, segment: int, tokens: Sequence[Token], truncated: bool) -> tuple[int, int]:
    """The part of a text that the model read; ends that hold nothing to be read count as read, too."""
    if not truncated:
        return 0, len(text)
    own = [
        (token.start, token.end)
        for token in tokens
        if token.segment == segment and token.start is not None and token.end is not None
    ]
    start = min(min((place[0] for place in own), default=0), len(text))
    end = min(max(max((place[1] for place in own), default=0), start), len(text))
    first = 0 if all(map(_is_unseen, text[:start])) else start
    if all(map(_is_unseen, text[end:])):
        return first, len(text)
    while end > start and end < len(text) and characters.is_dropped(text[end]):
        end += 1
    return first, end


def _is_unseen(character: str) -> bool:
    return character.isspace() or characters.is_dropped(character)


def _runs(text: str, segment: int, units: Sequence[Unit], read: tuple[int, int]) -> list[Run]:
    runs: list[Run] = []

    def between(start: int, end: int) -> None:
        for low, high, is_read in ((0, read[0], False), (*read, True), (read[1], len(text), False)):
            low, high = max(low, start), min(high, end)
            if low < high:
                runs.append(Run(text[low:high], None, is_read))

    done = 0
    for index, unit in enumerate(units):
        if unit.segment != segment or unit.place is None:
            continue
        between(done, unit.place[0])
        runs.append(Run(text[slice(*unit.place)], index))
        done = unit.place[1]
    between(done, len(text))
    return runs
