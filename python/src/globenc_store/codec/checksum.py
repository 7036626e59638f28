"""The checksums of rows: 64-bit FNV-1a over fields (schema/README.md, "Blobs")."""

from __future__ import annotations

import struct
from collections.abc import Sequence

import numpy

START = 0xCBF29CE484222325
PRIME = 0x100000001B3
MASK = 0xFFFFFFFFFFFFFFFF

NO_TEXT = struct.pack("<q", -1)
"""A missing string or blob, and a missing integer."""
NO_NUMBER = struct.pack("<Q", 0x7FF8DEADBEEF0000)
"""A missing double."""
JSON_FOLLOWS = struct.pack("<q", -2)
"""Stands before a kept value that is no text."""

_INTEGER = struct.Struct("<q")
_DOUBLE = struct.Struct("<d")


def of_integer(value: int | None) -> bytes:
    """The eight bytes of an integer."""
    return NO_TEXT if value is None else _INTEGER.pack(value)


def of_double(value: float | None) -> bytes:
    """The eight bytes of a double."""
    return NO_NUMBER if value is None else _DOUBLE.pack(value)


def of_bytes(value: bytes | None) -> bytes:
    """The length and the bytes of a text or blob."""
    return NO_TEXT if value is None else _INTEGER.pack(len(value)) + value


def of_cell(value: object) -> bytes:
    """A column as what SQLite says it is: the fields of ``row_checksum``."""
    if value is None:
        return NO_TEXT
    if isinstance(value, int):
        return _INTEGER.pack(value)
    if isinstance(value, float):
        return _DOUBLE.pack(value)
    if isinstance(value, str):
        return of_bytes(value.encode("utf-8", "surrogatepass"))
    if isinstance(value, bytes):
        return of_bytes(value)
    raise TypeError(f"no column of a store holds a {type(value).__name__}")


def fnv1a(data: bytes, value: int = START) -> int:
    """The hash of bytes, unsigned."""
    for byte in data:
        value = ((value ^ byte) * PRIME) & MASK
    return value


def signed(value: int) -> int:
    """An unsigned hash as the signed integer that SQLite stores."""
    return value - (1 << 64) if value >> 63 else value


def of_row(values: Sequence[object]) -> int:
    """``row_checksum`` of columns, as SQLite stores it. Texts are str or bytes of UTF-8; blobs are bytes."""
    return signed(fnv1a(b"".join([of_cell(value) for value in values])))


def fnv1a_many(rows: Sequence[bytes]) -> list[int]:
    """The signed hashes of many rows; a byte of each row is hashed at a time, so that the time of a batch is that of numpy.

    Returns: as many integers as there are rows, in their order.
    """
    if len(rows) < 8:
        return [signed(fnv1a(row)) for row in rows]
    lengths = numpy.array([len(row) for row in rows], dtype=numpy.int64)
    order = numpy.argsort(-lengths, kind="stable")
    ordered = lengths[order]
    data = numpy.frombuffer(b"".join(rows), dtype=numpy.uint8)
    starts = (numpy.cumsum(lengths) - lengths)[order]
    values = numpy.full(len(rows), START, dtype=numpy.uint64)
    prime = numpy.uint64(PRIME)
    longest = int(ordered[0])
    # How many rows are longer than each position.
    active = numpy.searchsorted(-ordered, -numpy.arange(longest), side="left").tolist()
    position = 0
    while position < longest:
        count = active[position]
        if count < 8:
            break
        head = values[:count]
        head ^= data[starts[:count] + position]
        head *= prime
        position += 1
    result = values.tolist()
    for place in range(active[position] if position < longest else 0):
        start = int(starts[place])
        result[place] = fnv1a(data[start + position : start + int(ordered[place])].tobytes(), result[place])
    hashes = [0] * len(rows)
    for place, row in enumerate(order.tolist()):
        hashes[row] = signed(result[place])
    return hashes


MODULUS = 2_147_483_647
_WEIGHTS = [pow(48271, power, MODULUS) for power in range(1, 17)]


def of_word(word: bytes) -> int:
    """The number that stands for a word in the checksum of totals."""
    return fnv1a(of_bytes(word)) % MODULUS


def of_totals(values: Sequence[int | bytes]) -> int:
    """The checksum of a row of totals: integers, and words as bytes, in the order of the columns."""
    total = 0
    for weight, value in zip(_WEIGHTS, values):
        total += (of_word(value) if isinstance(value, bytes) else value) % MODULUS * weight
    return total % MODULUS


def of_totals_many(columns: Sequence[Sequence[int] | Sequence[bytes]]) -> list[int]:
    """The checksums of many rows of totals, given by their columns in order: integers of 64 bits, or words as bytes."""
    total = numpy.zeros(len(columns[0]) if columns else 0, dtype=numpy.int64)
    for weight, column in zip(_WEIGHTS, columns):
        if column and isinstance(column[0], bytes):
            hashes = fnv1a_many([of_bytes(word) for word in column])  # type: ignore[arg-type]
            numbers = numpy.array([hash & MASK for hash in hashes], dtype=numpy.uint64) % numpy.uint64(MODULUS)
            values = numbers.astype(numpy.int64)
        else:
            values = numpy.array(column, dtype=numpy.int64) % MODULUS
        total += values * weight % MODULUS
    result: list[int] = (total % MODULUS).tolist()
    return result
