"""Tails of distributions, as the programs compute them: the same operations in the same order, so that no digit differs."""

from __future__ import annotations

import ctypes
import ctypes.util
import math
from collections.abc import Callable

LN2 = 0.693147180559945309417232121458176568
_ROOT_HALF = math.sqrt(0.5)


def _libm_lgamma() -> Callable[[float], float]:
    """The C library's lgamma. Python's own differs from it in the last digits."""
    try:
        function = ctypes.CDLL(ctypes.util.find_library("m") or "libm.so.6").lgamma
    except (OSError, AttributeError):
        return math.lgamma
    function.argtypes, function.restype = [ctypes.c_double], ctypes.c_double
    return function


log_gamma = _libm_lgamma()


def _log(value: float) -> float:
    return math.log(value) if value > 0 else -math.inf if value == 0 else math.nan


def _log1p(value: float) -> float:
    return math.log1p(value) if value > -1 else -math.inf if value == -1 else math.nan


def stirling_remainder(a: float) -> float:
    """log Γ(a + 1) - (a + 1/2) log a + a - log(2π) / 2, for a above 0."""
    if a < 16:
        return log_gamma(a + 1) - (a + 0.5) * math.log(a) + a - 0.5 * math.log(2 * math.pi)
    square = 1 / (a * a)
    return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - square / 1188) * square) * square) * square) / a


def excess(u: float) -> float:
    """u - log(1 + u), for u above -1, without cancellation near 0."""
    if not -0.4 < u < 0.5:
        return u - _log1p(u)
    r = u / (2 + u)
    square = r * r
    power, total = square, square / 3
    for index in range(2, 24):
        power *= square
        term = power / (2 * index + 1)
        total += term
        if term < total * 1e-17:
            break
    return r * (u - 2 * total)


def scaled_complement(y: float) -> float:
    """exp(y^2) erfc(y), for y of at least 0."""
    if not y > 25:
        return math.exp(y * y) * math.erfc(y)
    square = y * y
    series = 1 - (1 - (3 - (15 - 105 / (2 * square)) / (2 * square)) / (2 * square)) / (2 * square)
    return series / (y * math.sqrt(math.pi))


def log_normal_tail(z: float) -> float:
    """log P(Z > z) of the standard normal distribution."""
    y = z * _ROOT_HALF
    return math.log(0.5 * scaled_complement(y)) - y * y if y > 0 else _log1p(-0.5 * math.erfc(-y))


def normal_score(log_tail: float) -> float:
    """z such that log P(Z > z) = log_tail, at least 0."""
    if not log_tail < -LN2:
        return 0.0
    if not math.isfinite(log_tail):
        return math.inf
    t = math.sqrt(-2 * log_tail)
    z = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
    for _ in range(8):
        hazard = math.sqrt(2 / math.pi) / scaled_complement(z * _ROOT_HALF)
        step = (log_normal_tail(z) - log_tail) / hazard
        z = max(z + step, 0.0)
        if abs(step) <= 1e-15 * z:
            break
    return z


_TEMME = (
    (-0.3333333333333333, 0.08333333333333333, -0.014814814814814815, 0.0011574074074074073, 0.0003527336860670194,
     -0.0001787551440329218, 3.919263178522438e-05, -2.185448510679992e-06, -1.85406221071516e-06, 8.296711340953087e-07,
     -1.7665952736826078e-07, 6.707853543401498e-09),
    (-0.001851851851851852, -0.003472222222222222, 0.0026455026455026454, -0.0009902263374485596, 0.00020576131687242798,
     -4.018775720164609e-07, -1.8098550334489977e-05, 7.64916091608111e-06, -1.6120900894563446e-06, 4.647127802807434e-09,
     1.378633446915721e-07, -5.752545603517705e-08),
    (0.004133597883597883, -0.0026813271604938273, 0.0007716049382716049, 2.0093878600823047e-06, -0.0001073665322636516,
     5.2923448829120125e-05, -1.2760635188618728e-05, 3.423578734096138e-08, 1.3721957309062934e-06, -6.298992138380055e-07,
     1.4280614206064242e-07, -2.0477098421990866e-10),
    (0.0006494341563786008, 0.00022947209362139917, -0.0004691894943952557, 0.00026772063206283885, -7.561801671883977e-05,
     -2.396505113867297e-07, 1.1082654115347302e-05, -5.6749528269915965e-06, 1.4230900732435883e-06, -2.7861080291528143e-11,
     -1.6958404091930278e-07, 8.099464905388083e-08),
    (-0.0008618882909167117, 0.0007840392217200666, -0.0002990724803031902, -1.4638452578843418e-06, 6.641498215465122e-05,
     -3.968365047179435e-05, 1.1375726970678419e-05, 2.507497226237533e-10, -1.6954149536558305e-06, 8.907507532205309e-07,
     -2.292934834000805e-07, 2.956794137544049e-11),
)  # fmt: skip


def _away(value: float) -> float:
    return 1e-300 if abs(value) < 1e-300 else value


class IncompleteGamma:
    """The tails of the gamma distribution with shape a, at x = a (1 + u)."""

    def __init__(self, shape: float, deviation: float) -> None:
        self._shape, self._deviation = shape, deviation
        self._argument = shape * (1 + deviation)
        self._is_near_mean = shape >= 32 and -0.4 < deviation < 0.5
        self._is_below = self._argument < shape + 1

    def log_upper(self) -> float:
        """log Q(a, x)"""
        if not self._deviation > -1:
            return 0.0
        if self._is_near_mean:
            return self._log_temme(True)
        return _log1p(-math.exp(self._log_series())) if self._is_below else self._log_fraction()

    def log_lower(self) -> float:
        """log P(a, x)"""
        if not self._deviation > -1:
            return -math.inf
        if self._is_near_mean:
            return self._log_temme(False)
        return self._log_series() if self._is_below else _log1p(-math.exp(self._log_fraction()))

    def _log_factor(self) -> float:
        a = self._shape
        if not a >= 10:
            return a * math.log(self._argument) - self._argument - log_gamma(a)
        return 0.5 * math.log(a / (2 * math.pi)) - a * excess(self._deviation) - stirling_remainder(a)

    def _log_series(self) -> float:
        term = total = 1 / self._shape
        a = self._shape
        while term > total * 1e-17:
            a += 1
            term *= self._argument / a
            total += term
        return self._log_factor() + math.log(total)

    def _log_fraction(self) -> float:
        b = self._argument + 1 - self._shape
        c, d = 1e300, 1 / b
        value = d
        for index in range(1, 10_000):
            numerator = index * (self._shape - index)
            b += 2
            d = 1 / _away(numerator * d + b)
            c = _away(b + numerator / c)
            value *= d * c
            if abs(d * c - 1) < 1e-15:
                break
        return self._log_factor() + math.log(value)

    def _log_temme(self, is_upper: bool) -> float:
        side = 1.0 if is_upper else -1.0
        sign = -1.0 if self._deviation < 0 else 1.0
        over = excess(self._deviation)
        eta = sign * math.sqrt(2 * over)
        square = self._shape * over
        y = side * sign * math.sqrt(square)
        total = 0.0
        for row in reversed(_TEMME):
            inner = 0.0
            for coefficient in reversed(row):
                inner = inner * eta + coefficient
            total = total / self._shape + inner
        rest = side * total / math.sqrt(2 * math.pi * self._shape)
        if y > 0:
            return _log(0.5 * scaled_complement(y) + rest) - square
        return _log1p(-0.5 * math.erfc(-y) + rest * math.exp(-square))


def log_pearson_tail(skewness: float, z: float, *, is_above: bool) -> float:
    """The logarithm of a tail of Pearson's type III distribution: P(Z > z), or P(Z < z)."""
    if not is_above:
        skewness, z = -skewness, -z
    product = skewness * skewness
    shape = 4 / product if product > 0 else math.inf if product == 0 else math.nan
    if not math.isfinite(shape):
        return log_normal_tail(z)
    deviation = z / math.sqrt(shape)
    if skewness > 0:
        return IncompleteGamma(shape, deviation).log_upper()
    return IncompleteGamma(shape, -deviation).log_lower()


class Hypergeometric:
    """The number of `marked` things among `drawn` things, drawn at random from `all` without replacement."""

    def __init__(self, all: int, marked: int, drawn: int) -> None:
        self._all, self._marked, self._drawn = all, marked, drawn
        self.lowest, self.highest = max(0, drawn - (all - marked)), min(marked, drawn)

    def log_probability(self, count: int) -> float:
        """log P(X = count)"""
        if not self.lowest <= count <= self.highest:
            return -math.inf
        if not 0 < self._drawn < self._all:
            return 0.0
        share = self._drawn / self._all
        return (
            _log_binomial(count, self._marked, share) + _log_binomial(self._drawn - count, self._all - self._marked, share)
            - _log_binomial(self._drawn, self._all, share)
        )  # fmt: skip

    def log_middle_tail(self, count: int, *, is_above: bool) -> float:
        """log of P(X > count) + P(X = count) / 2, or of the same with P(X < count)."""
        end = self.highest if is_above else self.lowest
        term, total, x, step = 1.0, 0.5, count, -1 if end < count else 1
        while x != end:
            low = x if step > 0 else x - 1
            ratio = float(self._marked - low) * float(self._drawn - low) / (
                float(low + 1) * float(self._all - self._marked - self._drawn + low + 1)
            )
            term *= ratio if step > 0 else 1 / ratio
            total += term
            x += step
            if term < total * 1e-17 and (ratio < 1 if step > 0 else ratio > 1):
                break
        return min(self.log_probability(count) + math.log(total), 0.0)


def _log_binomial(count: int, trials: int, share: float) -> float:
    x, n = float(count), float(trials)
    if count == 0:
        return n * _log1p(-share)
    if count == trials:
        return n * _log(share)
    return (
        stirling_remainder(n) - stirling_remainder(x) - stirling_remainder(n - x) - _deviance(x, n * share)
        - _deviance(n - x, n * (1 - share)) + 0.5 * math.log(n / (2 * math.pi * x * (n - x)))
    )  # fmt: skip


def _deviance(x: float, mean: float) -> float:
    return x * excess((mean - x) / x)
