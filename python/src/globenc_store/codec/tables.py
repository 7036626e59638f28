"""Tables of the matrix codec (schema/codec.md, "Code lengths" and "Numbers"); a test compares them with that page and with tables.c."""

from __future__ import annotations

import numpy
from numpy.typing import NDArray

STEPS_PER_OCTAVE = 347
LONGEST_CODE = 11

# A hexadecimal digit for each of the 41 symbols; a line for each of the 10 shapes.
CODE_LENGTHS = (
    "15466666666666666666666667788888888889999",
    "15466666666666666666666556889bbbbbbbbbbbb",
    "163666666666666666666666688aabbbbbbbbbbbb",
    "153776666666666666666666688aabbbbbbbbbbbb",
    "14466666666666666666666666889bbbbbbbbbbbb",
    "355545455555555555555555556889abbbbbbbbbb",
    "154545666756666687676677687aabbbbbbbbbbbb",
    "333445445555556766777787568aabbbbbbbbbbbb",
    "2333444556666777888999aa78abbbbbbbbbbbbbb",
    "33344444455556667777888867abbbbbbbbbbbbbb",
)

SYMBOL_BASE = tuple(range(24)) + (24, 32, 48) + tuple(1 << power for power in range(6, 20))
SYMBOL_EXTRA = (0,) * 24 + (3, 4, 4) + tuple(range(6, 20))

# (column, row), in 256ths
PRESETS = ((115, 250), (0, 0), (90, 100), (0, 230))


def symbol_of_code(shape: int) -> list[int]:
    """The symbol with which 11 bits, the first one lowest, begin. [2048]"""
    symbols = [0] * (1 << LONGEST_CODE)
    code = 0  # canonical: by length, then by symbol; the first bit highest
    for length in range(1, LONGEST_CODE + 1):
        for symbol, digit in enumerate(CODE_LENGTHS[shape]):
            if int(digit, 16) != length:
                continue
            reverse = int(format(code, f"0{LONGEST_CODE}b")[:length][::-1], 2)
            for bits in range(reverse, 1 << LONGEST_CODE, 1 << length):
                symbols[bits] = symbol
            code += 1 << (LONGEST_CODE - length)
    return symbols


Entry = tuple[int, int, int, int]
"""Bits of the code, first magnitude, mask of the bits behind the code, and number of all bits."""

_entries: dict[int, list[Entry]] = {}


def entries(scale: int) -> list[Entry]:
    """The entry for the next 11 bits, where the expected size is `scale` half octaves. [2048]"""
    known = _entries.get(scale)
    if known is not None:
        return known
    shape, low = (scale, 0) if scale < 8 else (8 + scale % 2, (scale - 8) >> 1)
    lengths = [int(digit, 16) for digit in CODE_LENGTHS[shape]]
    of_symbol: list[Entry] = []
    for length, base, extra in zip(lengths, SYMBOL_BASE, SYMBOL_EXTRA):
        bits = extra + low
        of_symbol.append((length, base << low, (1 << bits) - 1, length + bits))
    made = [of_symbol[symbol] for symbol in symbol_of_code(shape)]
    _entries[scale] = made
    return made


def _make_values() -> NDArray[numpy.int64]:
    # Powers of 2^(1/694) with 63 fractional bits, by integers, so that they are the same on every machine.
    root, power = 0x8020BE7C2E790347, 1 << 63
    bits = [127 << 23] + [0] * (STEPS_PER_OCTAVE - 1)
    for half in range(2 * STEPS_PER_OCTAVE):
        if half % 2 == 0 and half > 0:
            mantissa = (power + (1 << 39)) >> 40
            bits[STEPS_PER_OCTAVE - half // 2] = (126 << 23) + (mantissa - (1 << 23))
        power = (power * root) >> 63
    return numpy.array(bits, dtype=numpy.int64)


VALUES = _make_values()
"""The bits of the float 2^(-m / 347), for 0 <= m < 347. [347]"""
