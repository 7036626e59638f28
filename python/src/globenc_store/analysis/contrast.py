"""The difference between a token's scores in a slice and in other texts: a permutation test over texts, as a normal score."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ..errors import QuestionError
from .moments import NOTHING, ONE, Moments, TokenSums, are_exact
from .statistics import q_values
from .tails import LN2, Hypergeometric, log_gamma, log_pearson_tail, normal_score

Finding = tuple[float, float]
"""The signed normal score, and the logarithm of the two-sided p-value."""

NONE: Finding = (0.0, 0.0)


def finding(log_tail: float, is_above: bool) -> Finding:
    """The finding of a one-sided tail; one above 0.5 counts as 0.5."""
    size = normal_score(log_tail)
    if size < 1e-9:
        return NONE
    return (size if is_above else -size, log_tail + LN2)


class Contrast:
    """Compares `chosen` texts with the remaining ones of `all`."""

    def __init__(self, chosen: int, all: int, is_signed: bool) -> None:
        self._chosen, self._all, self._signed = chosen, all, is_signed

    def compare(self, chosen: Moments, both: Moments) -> Finding:
        """The difference of a token, by its moments in the slice and over both sides."""
        k_texts, n_texts = self._chosen, self._all
        if n_texts < 3 or not 0 < k_texts < n_texts:
            return NONE
        n, k = float(n_texts), float(k_texts)
        difference = n_texts * chosen[2] - k_texts * both[2]
        spread = self._spread(both)
        if spread is None or difference == 0:
            return NONE
        variance, own_skewness = spread
        z = float(difference) / (n * k * ONE) / math.sqrt(variance * (n - k) / (n * k))
        skewness = own_skewness * (n - 2 * k) / math.sqrt(k * (n - k)) * math.sqrt(n - 1) / (n - 2)
        tail = log_pearson_tail(skewness, z, is_above=z > 0)
        return finding(max(tail, self._log_bound(chosen, both, z > 0)), z > 0)

    def _spread(self, moments: Moments) -> tuple[float, float] | None:
        """Variance and third standardised moment of the sum of a token's scores over all texts; None where the variance is 0."""
        n = float(self._all)
        texts, _, units, square_units, cube_units = moments
        total = units / ONE
        if texts <= 0 or not (self._signed or total > 0):
            return None
        squares = max(square_units / ONE, total * total / texts)
        cubes = cube_units / ONE if self._signed else max(cube_units / ONE, squares * squares / total)
        mean = total / n
        deviations = squares - total * mean
        if not deviations > texts / ONE / 2:
            return None
        variance = deviations / (n - 1)
        third = cubes / n - 3 * mean * squares / n + 2 * mean * mean * mean
        second = deviations / n
        return variance, third / (second * math.sqrt(second))

    def _log_bound(self, chosen: Moments, both: Moments, is_above: bool) -> float:
        """The logarithm of a probability that a tail does not fall below."""
        every = self._log_none(self._all - self._chosen, both[0])
        none = self._log_none(self._chosen, both[0])
        if not self._signed:
            return every if is_above else none

        def is_in_tail(total: int) -> bool:
            return total >= chosen[2] if is_above else total <= chosen[2]

        return max(
            self._log_draw(chosen[0], both[0]),
            every if is_in_tail(both[2]) else -math.inf,
            none if is_in_tail(0) else -math.inf,
        )

    def _log_draw(self, drawn: int, texts: int) -> float:
        if not 0 <= drawn <= texts or texts > self._all:
            return -math.inf
        choices = log_gamma(float(texts + 1)) - log_gamma(float(drawn + 1)) - log_gamma(float(texts - drawn + 1))
        return Hypergeometric(self._all, texts, self._chosen).log_probability(drawn) - choices

    def _log_none(self, drawn: int, texts: int) -> float:
        return Hypergeometric(self._all, min(max(texts, 0), self._all), drawn).log_probability(0)


@dataclass(frozen=True)
class Compared:
    """What a comparison says of a token: texts of both sides that hold it, contrast, q."""

    texts: int
    contrast: float
    q: float


class Comparison:
    """The tokens of a slice compared with other texts."""

    def __init__(self, chosen: TokenSums, others: TokenSums, floor: int, is_signed: bool) -> None:
        self.others = others.examples
        both = TokenSums(chosen.examples)
        both.moments = dict(chosen.moments)
        both.add_all(others)
        compared = both.in_texts(floor)
        self.vast = next((name for name, moments in compared.items() if is_signed and not are_exact(moments)), None)
        contrast = Contrast(chosen.examples, both.examples, is_signed)
        findings = [contrast.compare(chosen.moments.get(name, NOTHING), moments) for name, moments in compared.items()]
        q = q_values([log_p for _, log_p in findings])
        self.results = {
            name: Compared(moments[0], score, each)
            for (name, moments), (score, _), each in zip(compared.items(), findings, q)
        }

    def refusal(self) -> QuestionError:
        """The error where scores are too large to be compared."""
        return QuestionError(
            f"the scores of '{self.vast}' are too many, or too large, for the sums of powers from which a contrast is computed: "
            "rank by mean or total"
        )
