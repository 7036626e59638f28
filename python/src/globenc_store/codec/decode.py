"""The decoder of matrices in Python and numpy: the reference, and what is used where the C decoder was not compiled.

A row's predictions are computed for all columns at once; its codes can only be read one after another.
"""

from __future__ import annotations

import numpy
from numpy.typing import NDArray

from . import tables

LOSSLESS = 0
TENTH_PERCENT = 1
LARGEST_SIZE = 8192
BAND = 2

Integers = NDArray[numpy.int64]


class NoMatrix(ValueError):
    """The bytes are no matrix of that size and codec."""


def _words(stream: NDArray[numpy.uint8], margin: int) -> list[int]:
    """The 64 bits from each byte on, the first bit lowest."""
    padded = numpy.zeros(len(stream) + margin + 8, dtype=numpy.uint8)
    padded[: len(stream)] = stream
    words: list[int] = numpy.ndarray(len(stream) + margin, dtype="<u8", buffer=padded.data, strides=(1,)).tolist()
    return words


def _bits(data: NDArray[numpy.uint8], size: int) -> NDArray[numpy.bool_]:
    """A map of one bit for each value. [size, size]"""
    return numpy.unpackbits(data, count=size * size, bitorder="little").astype(bool).reshape(size, size)


class _Model:
    """The predictor. Names are those of schema/codec.md."""

    def __init__(self, size: int, preset: int, kind: int) -> None:
        self.size = size
        self.column_rate, self.row_rate = tables.PRESETS[preset]
        lossless = kind == LOSSLESS
        self.lowest, self.highest = (0, 0x7F7F) if lossless else (-126 * tables.STEPS_PER_OCTAVE, 0)
        self.level = 256 * (0x3F00 if lossless else -173)
        self.part = (1 << 32) // size
        self.offset = [0] * (2 * BAND + 1)
        self.column: Integers = numpy.zeros(size, dtype=numpy.int64)
        self.expected: Integers = numpy.zeros(size, dtype=numpy.int64)
        self.sizes: Integers = numpy.full(size + 2, 2048, dtype=numpy.int64)  # S[-1] first
        self.diagonals: Integers = numpy.full(2 * size + 2, 2048, dtype=numpy.int64)  # D[-T - 1] first
        shares = 256 // (numpy.arange(size, dtype=numpy.int64) + 1)
        self.weight: Integers = shares
        self.later_weight: Integers = numpy.maximum(self.row_rate, shares)

    def scales(self, i: int) -> list[int]:
        """The expected sizes of row i, in half octaves. [T]"""
        size, s = self.size, self.sizes
        d = self.diagonals[size - i : 2 * size - i + 2]
        own = (s[1:-1] + d[1:-1]) >> 1
        wide = (6 * s[1:-1] + s[:-2] + s[2:] + 4 * d[1:-1] + 2 * (d[:-2] + d[2:])) >> 4
        wide[0] = own[0]
        near = slice(max(i - BAND, 0), i + BAND + 1)
        wide[near] = own[near]
        scales: list[int] = (((wide + 2).astype(numpy.float32).view(numpy.int32) >> 22) - 256).tolist()
        return scales

    def values(self, magnitude: Integers, i: int) -> Integers:
        """The values of row i from the magnitudes of its residuals; the model learns from them. [T]"""
        size = self.size
        e: Integers = (magnitude >> 1) ^ -(magnitude & 1)
        step = self.weight * e
        running = numpy.cumsum(step)
        running -= step
        running += self.expected
        running += self.level + 128
        p = numpy.clip(running >> 8, self.lowest, self.highest)
        x: Integers = numpy.clip(p + e, self.lowest, self.highest)
        # Sizes.
        d = self.diagonals[size - i : 2 * size - i + 2]
        if i > 0:
            actual = 16 * numpy.abs(x - p)
            s = self.sizes
            s[1:-1] += (actual - s[1:-1]) >> 1
            d[1:-1] += (actual - d[1:-1]) >> 1
            s[0], s[-1] = s[1], s[-2]
        if i + 1 < size:
            d[0] = d[1]
        # Levels, columns and offsets.
        deviation = 256 * x - self.expected
        mean = (int(deviation.sum()) * self.part) >> 32
        deviation -= mean
        deviation >>= 4
        if i == 0:
            self.level = mean
            self.weight = self.later_weight
            rate = 256
        else:
            change = mean - self.level
            self.level += change // 2 if change >= 0 else -(-change // 2)
            rate = max(25, 256 // i)
            for k in range(max(-BAND, -i), min(BAND, size - 1 - i) + 1):
                self.offset[k + BAND] += (int(deviation[i + k]) * rate) >> 4
            rate = max(self.column_rate, 256 // (i + 1))
        self.column += (deviation * rate) >> 4
        self.expected = self.column.copy()
        for k in range(max(-BAND, -i - 1), min(BAND, size - 2 - i) + 1):
            self.expected[i + 1 + k] += self.offset[k + BAND]
        return x


def decode_stream(data: bytes, size: int, kind: int) -> NDArray[numpy.float32]:
    """Decodes what LZ4 has unpacked.

    Args:
        data: The stream.
        size: Rows and columns, T.
        kind: 0 lossless, 1 within 0.1 %.
    Returns: float32 [T, T], without the exponent.
    Raises: NoMatrix where the bytes are no such matrix.
    """
    if not data:
        raise NoMatrix
    stream = numpy.frombuffer(data, dtype=numpy.uint8)
    flags = int(stream[0])
    preset, has_signs, has_zeros = flags & 7, flags & 0x40, flags & 0x80
    if preset >= len(tables.PRESETS) or flags & 0x38 or (kind == LOSSLESS and has_zeros):
        raise NoMatrix
    count, map_bytes = size * size, (size * size + 7) // 8
    side_bytes = 2 * count if kind == LOSSLESS else map_bytes if has_zeros else 0
    sign_bytes = map_bytes if has_signs else 0
    begin = 1 + side_bytes + sign_bytes
    if len(stream) < begin:
        raise NoMatrix
    side, signs = stream[1 : 1 + side_bytes], stream[1 + side_bytes : begin]
    x = _read_rows(stream[begin:], size, preset, kind)
    if kind == LOSSLESS:
        bits = (x << 16) + side.view("<u2").reshape(size, size) if size else x
    else:
        octaves, steps = numpy.divmod(-x, tables.STEPS_PER_OCTAVE)
        bits = numpy.minimum(tables.VALUES[steps] - (octaves << 23), (127 << 23) - 1)
    if has_signs:
        bits |= numpy.logical_xor.accumulate(_bits(signs, size), axis=0).astype(numpy.int64) << 31
    values = bits.astype(numpy.uint32).view(numpy.float32)
    if has_zeros:
        values[_bits(side, size)] = 0
    return values


def _read_rows(residuals: NDArray[numpy.uint8], size: int, preset: int, kind: int) -> Integers:
    """The integers of all values. [T, T]"""
    rows: Integers = numpy.zeros((size, size), dtype=numpy.int64)
    if size == 0:
        if len(residuals):
            raise NoMatrix
        return rows
    available = len(residuals)
    margin = 8 * size + 64
    chains = (_words(residuals, margin), _words(residuals[::-1], margin))
    positions = [0, 0]
    model = _Model(size, preset, kind)
    magnitudes = [0] * size
    for i in range(size):
        scales = model.scales(i)
        for parity, words in enumerate(chains):
            at = positions[parity]
            for j in range(parity, size, 2):
                word = words[at >> 3] >> (at & 7)
                length, base, mask, total = tables.entries(scales[j])[word & 2047]
                magnitudes[j] = base + ((word >> length) & mask)
                at += total
            positions[parity] = at
        if (positions[0] + 7) // 8 + (positions[1] + 7) // 8 > available:
            raise NoMatrix
        rows[i] = model.values(numpy.array(magnitudes, dtype=numpy.int64), i)
    if (positions[0] + 7) // 8 + (positions[1] + 7) // 8 != available:
        raise NoMatrix
    return rows
