"""Decimal numbers of any length, compared exactly: two ids of 18 digits may differ in the last one, which a double cannot hold."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from functools import total_ordering

_SYNTAX = re.compile(r"(-?)(0|[1-9][0-9]*|)(?:\.([0-9]*))?(?:[eE]([+-]?)([0-9]{1,9}))?", re.ASCII)


@total_ordering
class Decimal:
    """A number in JSON's syntax, or one with a point without a digit before or behind it."""

    def __init__(self, is_negative: bool, digits: str, exponent: int) -> None:
        """The value is 0.DIGITS * 10^exponent; digits have no zeros at either end."""
        self._negative, self._digits, self._exponent = is_negative and bool(digits), digits, exponent

    @staticmethod
    def parse(text: str) -> Decimal | None:
        """The number that a text is; None where it is none."""
        match = _SYNTAX.fullmatch(text)
        if match is None:
            return None
        sign, whole, fraction, below, power = match.groups()
        if not whole and not fraction:
            return None
        digits = whole + (fraction or "")
        stripped = digits.lstrip("0")
        exponent = len(whole) - (len(digits) - len(stripped)) + (int(power) * (-1 if below == "-" else 1) if power else 0)
        kept = stripped.rstrip("0")
        return Decimal(bool(sign), kept, exponent if kept else 0)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Decimal):
            return NotImplemented
        return (self._negative, self._digits, self._exponent) == (other._negative, other._digits, other._exponent)

    def __hash__(self) -> int:
        return hash((self._negative, self._digits, self._exponent))

    def __lt__(self, other: Decimal) -> bool:
        if self._negative != other._negative:
            return self._negative
        return other._is_smaller(self) if self._negative else self._is_smaller(other)

    def _is_smaller(self, other: Decimal) -> bool:
        """Whether this magnitude is the smaller one."""
        if not self._digits or not other._digits:
            return not self._digits and bool(other._digits)
        return (self._exponent, self._digits) < (other._exponent, other._digits)


def spelled(value: object) -> str:
    """A value as a kept column has it: texts as they are, others as JSON writes them; None is the empty text."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, Fraction):
        value = float(value)
    item = getattr(value, "item", None)  # a number of numpy
    return json.dumps(item() if callable(item) else value, ensure_ascii=False)
