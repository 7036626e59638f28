"""Payloads of matrices: one LZ4 block each, with a stream of schema/codec.md in it."""

from __future__ import annotations

import lz4.block
import numpy
from numpy.typing import NDArray

from . import native
from .decode import LARGEST_SIZE, LOSSLESS, TENTH_PERCENT, NoMatrix, decode_stream

__all__ = ["CODEC_NAMES", "NoMatrix", "decode", "unpack"]

CODEC_NAMES = {LOSSLESS: "lossless", TENTH_PERCENT: "compact"}


def unpack(payload: bytes, size: int) -> bytes:
    """The stream in a payload. Its length is not stored: no stream of a [T, T] matrix is longer than 6 T^2 + 64 bytes.

    Raises: NoMatrix where no stream of that size can be in these bytes.
    """
    # LZ4 makes at most 255 bytes of one, and each value takes a bit at least: no room is made for what cannot be there.
    if not 0 <= size <= LARGEST_SIZE or size * size > (len(payload) + 1) * 255 * 8:
        raise NoMatrix
    try:
        stream: bytes = lz4.block.decompress(payload, uncompressed_size=6 * size * size + 64)
    except (lz4.block.LZ4BlockError, ValueError, OverflowError) as error:
        raise NoMatrix from error
    return stream


def decode(payload: bytes, size: int, kind: int) -> NDArray[numpy.float32]:
    """Decodes a payload.

    Args:
        payload: `matrix.payload`.
        size: `matrix.size`, T.
        kind: `matrix.codec`.
    Returns: float32 [T, T]; the raw values are these times 2^`matrix.exponent`.
    Raises: NoMatrix where the bytes are no matrix of that size and codec.
    """
    if kind not in CODEC_NAMES:
        raise NoMatrix
    stream = unpack(payload, size)
    if native.library is not None:
        return native.decode_stream(stream, size, kind)
    return decode_stream(stream, size, kind)
