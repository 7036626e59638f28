"""False discovery, intervals and rank correlation, with the operations of the programs in their order."""

from __future__ import annotations

import math
from collections.abc import Sequence

_QUANTILE = 1.959963984540054


def q_values(log_p: Sequence[float]) -> list[float]:
    """The q-values (Benjamini and Hochberg) of tests by the logarithms of their p-values, in the same order."""
    ranked = sorted(range(len(log_p)), key=log_p.__getitem__)
    q = [1.0] * len(log_p)
    least = 0.0
    for rank in range(len(ranked) - 1, -1, -1):
        test = ranked[rank]
        least = min(least, log_p[test] + math.log(len(log_p) / (rank + 1)))
        q[test] = math.exp(least)
    return q


def wilson(count: int, trials: int) -> tuple[float, float]:
    """The 95 % interval of a share of trials, of which there are some (Wilson 1927)."""
    n, z = float(trials), _QUANTILE
    p = count / trials
    center = p + z * z / (2 * n)
    margin = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    return (0.0 if p == 0 else (center - margin) / scale, 1.0 if p == 1 else (center + margin) / scale)


def _ranks(values: Sequence[float]) -> list[float]:
    order = sorted(range(len(values)), key=values.__getitem__)
    ranks = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start + 1
        while end < len(order) and values[order[end]] == values[order[start]]:
            end += 1
        for place in order[start:end]:
            ranks[place] = (start + 1 + end) / 2
        start = end
    return ranks


def spearman(left: Sequence[float], right: Sequence[float]) -> float | None:
    """Spearman's rank correlation, ties at their mean rank; None for fewer than two values, or where all of a side are equal."""
    mean = (len(left) + 1) / 2
    x = [rank - mean for rank in _ranks(left)]
    y = [rank - mean for rank in _ranks(right)]
    first = second = product = 0.0
    for value in x:
        first += value * value
    for value in y:
        second += value * value
    variances = first * second
    if not variances > 0:
        return None
    for one, other in zip(x, y):
        product += one * other
    return max(-1.0, min(1.0, product / math.sqrt(variances)))
