"""The tokens that carried one example: `globenc-query top --example`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import numpy

if TYPE_CHECKING:
    from ..reading.example import Example, Result


class Ranked(NamedTuple):
    """A row of the answer."""

    position: int
    segment: int
    token: str
    score: float
    start: int | None
    end: int | None


def rank(
    example: Example, result: Result, *, words: bool, include_special: bool, limit: int | None, is_listed: Callable[[str, str | None], bool]
) -> list[Ranked]:
    """The tokens, or the words as the text has them, the highest score first, ties in the order of the text.

    Of signed scores a limit keeps the largest of either sign.
    """
    tokens, scores = example.tokens, result.scores
    rows: list[Ranked] = []

    def piece(position: int) -> Ranked:
        token = tokens[position]
        return Ranked(position, token.segment, token.piece, float(scores[position]), token.start, token.end)

    for word in example.words if words else []:
        if not is_listed(word.surface, None):
            continue
        total = numpy.float32(0)
        for position in word.tokens:
            total = numpy.float32(total + scores[position])
        end = None if word.start is None else word.start + len(word.surface)
        rows.append(Ranked(word.tokens.start, tokens[word.tokens.start].segment, word.surface, float(total), word.start, end))
    for position, token in enumerate(tokens):
        if token.special if words else True:
            if is_listed(token.piece, token.piece):
                rows.append(piece(position))
    rows = [row for row in rows if include_special or not tokens[row.position].special]
    rows.sort(key=lambda row: (-row.score, row.position))
    if limit is None:
        return rows
    if not result.method.signed:
        return rows[:limit]
    largest = {row.position for row in sorted(rows, key=lambda row: (-abs(row.score), row.position))[:limit]}
    return [row for row in rows if row.position in largest]
