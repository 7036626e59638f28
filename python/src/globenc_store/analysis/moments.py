"""Sums over texts, in integers that do not depend on their order (schema/README.md, "Totals")."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

ONE = 4294967296.0
_LARGEST = 512.0

Moments = tuple[int, int, int, int, int]
"""Texts that hold a token, its occurrences, and the sums of x, x^2 and x^3 in units of 2^-32, x being the sum of its scores in a text."""

NOTHING: Moments = (0, 0, 0, 0, 0)


def of_text(count: int, total: int) -> Moments:
    """The moments of one text, in which a token occurs `count` times with scores of `total` units."""
    x = min(max(total / ONE, -_LARGEST), _LARGEST)
    return 1, count, total, round(x * x * ONE), round(x * x * x * ONE)


def are_exact(moments: Moments) -> bool:
    """Whether no x was too large for the sums of its powers."""
    return 0 <= moments[3] < int(_LARGEST * _LARGEST * ONE)


class TokenSums:
    """The moments of tokens over some examples, by their names."""

    def __init__(self, examples: int = 0) -> None:
        self.examples = examples
        self.moments: dict[str, Moments] = {}

    def add(self, name: str, moments: Moments) -> None:
        """Adds moments of a token."""
        a = self.moments.get(name)
        if a is None:
            self.moments[name] = moments
        else:
            self.moments[name] = (a[0] + moments[0], a[1] + moments[1], a[2] + moments[2], a[3] + moments[3], a[4] + moments[4])

    def add_text(self, occurrences: Iterable[tuple[str, int]]) -> None:
        """Adds a text with these tokens and their scores in units of 2^-32, and counts it among the examples."""
        self.examples += 1
        sums: dict[str, tuple[int, int]] = {}
        for name, score in occurrences:
            count, total = sums.get(name, (0, 0))
            sums[name] = (count + 1, total + score)
        for name, (count, total) in sums.items():
            self.add(name, of_text(count, total))

    def add_all(self, other: TokenSums) -> None:
        """Adds the sums of other texts."""
        self.examples += other.examples
        for name, moments in other.moments.items():
            self.add(name, moments)

    def without(self, part: TokenSums) -> TokenSums:
        """The sums without those of some of the examples."""
        rest = TokenSums(self.examples - part.examples)
        rest.moments = dict(self.moments)
        for name, moments in part.moments.items():
            a = rest.moments.get(name, NOTHING)
            rest.moments[name] = (a[0] - moments[0], a[1] - moments[1], a[2] - moments[2], a[3] - moments[3], a[4] - moments[4])
        return rest

    def in_texts(self, floor: int) -> Mapping[str, Moments]:
        """The tokens that occur, and are in at least so many texts."""
        return {name: moments for name, moments in self.moments.items() if moments[1] > 0 and moments[0] >= floor}
