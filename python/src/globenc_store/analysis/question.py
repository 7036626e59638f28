"""What a ranking is asked, and what it answers."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from ..reading.filters import Filter
from .selection import Scoring

USUAL_TEXTS = 5
"""Least number of texts where tokens are ranked by mean or compared."""
LOOKED_AT = 20_000
"""Examples of a store up to which near copies are told without being asked for."""


@dataclass(frozen=True)
class Question:
    """What `Store.top` was asked; its arguments are explained there."""

    chosen: Filter
    scoring: Scoring
    by: str | None
    limit: int | None
    versus: Filter | str | None
    words: bool
    min_count: int | None
    include_special: bool
    punctuation: bool
    distinct: bool
    fold_copies: bool
    stopwords: Collection[str]


class Entry(NamedTuple):
    """A row of the answer."""

    token: str
    count: int  # type: ignore[assignment]
    mean: float | None
    total: float
    contrast: float | None
    texts: int
    texts_all: int | None
    q: float | None
    distinct_texts: int | None


@dataclass
class Answer:
    """The rows, and what goes with them: examples of the slice and of the other side, and the order."""

    rows: list[Entry]
    examples: int
    others: int
    by: str
    overlap: int = 0
    copies: int = 0
