"""The blobs of an example: vocabulary ids, segments and offsets, floats, signed scores (schema/README.md, "Blobs"; codec.md)."""

from __future__ import annotations

import numpy
from numpy.typing import NDArray

Place = tuple[int, bool, int, int]
"""Segment, whether the template added the token, start and end in Unicode scalars; -1 and -1 where offsets are not known."""


class BadBlob(ValueError):
    """The bytes are not what the row says they are."""


def varints(data: bytes) -> list[int]:
    """LEB128 numbers of at most 64 bits."""
    if not data or max(data) < 128:
        return list(data)
    numbers: list[int] = []
    number = shift = 0
    for byte in data:
        if byte < 128:
            number |= byte << shift
            if number >> 64:
                raise BadBlob
            numbers.append(number)
            number = shift = 0
        else:
            number |= (byte & 127) << shift
            shift += 7
            if shift > 63:
                raise BadBlob
    if shift:
        raise BadBlob
    return numbers


def token_ids(data: bytes, count: int) -> list[int]:
    """The vocabulary ids of `count` tokens. [T]"""
    ids = varints(data)
    if len(ids) != count or (ids and max(ids) >= 1 << 31):
        raise BadBlob
    return ids


def places(data: bytes, count: int) -> list[Place]:
    """Where `count` tokens are. [T]"""
    ends = [0, 0]
    made: list[Place] = []
    numbers = iter(varints(data))
    for head in numbers:
        segment = (head >> 1) & 1
        if head & 1:
            zigzag = head >> 2
            start = ends[segment] + ((zigzag >> 1) ^ -(zigzag & 1))
            length = next(numbers, -1)
            if not 0 <= length < 1 << 40 or not 0 <= start < 1 << 40:
                raise BadBlob
            ends[segment] = start + length
            made.append((segment, False, start, start + length))
        elif head < 8:
            made.append((segment, head < 4, -1, -1))
        else:
            raise BadBlob
    if len(made) != count:
        raise BadBlob
    return made


def floats(data: bytes) -> NDArray[numpy.float32]:
    """Floats of 4 bytes, little-endian. A copy, which may be written to."""
    if len(data) % 4:
        raise BadBlob
    return numpy.frombuffer(data, dtype="<f4").astype(numpy.float32)


def score_row(data: bytes, count: int) -> NDArray[numpy.float32]:
    """The scores in a row of the table `score`, in either form. float32 [T]"""
    form = data[0] if data else -1
    if form == 0 and len(data) == 1 + 4 * count:
        exact = floats(data[1:])
        if not numpy.isfinite(exact).all():
            raise BadBlob
        return exact
    if form == 1 and len(data) == 5 + 2 * count:
        largest = float(numpy.frombuffer(data, dtype="<f4", count=1, offset=1)[0])
        steps = numpy.frombuffer(data, dtype="<i2", offset=5).astype(numpy.int64)
        furthest = int(numpy.abs(steps).max()) if count else 0
        is_positive = data[4] < 128
        if not numpy.isfinite(largest) or not is_positive or furthest != (32767 if largest > 0 else 0):
            raise BadBlob
        return (steps * largest / 32767.0).astype(numpy.float32)
    raise BadBlob
