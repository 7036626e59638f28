"""Matrices of examples."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any

import numpy
from numpy.typing import NDArray

from ..codec import checksum
from ..codec.matrix import CODEC_NAMES, NoMatrix, decode
from ..errors import DamagedRecord, NoSuchExample, QuestionError, StoreError
from .file import StoreFile
from .settings import Method

Matrix = NDArray[numpy.floating[Any]]
_COLUMNS = "key, size, exponent, codec, checksum, payload"


def naming(id: str, layer: int, window: int | None, method: Method | None) -> str:
    """The name of a matrix in messages; `method` is named where it is not the store's first."""
    what = "the final matrix" if layer == 0 else f"the matrix of layer {layer}"
    return f"{what}{f' by {method}' if method else ''} of {f'window {window} of ' if window else ''}example '{id}'"


def decode_row(row: tuple[Any, ...], place: int, name: str, id: str) -> Matrix:
    """The raw values of a row of `matrix`: float32 [T, T]; float64 where float32 cannot hold them.

    Raises: DamagedRecord where the row disagrees with its checksum, or holds no matrix.
    """
    _, size, exponent, codec, stored, payload = row
    advice = "globenc-index repair drops the example, so that the next run makes it anew"
    try:
        hashed = struct.pack("<4q", place, size, exponent, codec) + checksum.of_bytes(payload)
    except (struct.error, TypeError):
        raise DamagedRecord(f"{name}, is damaged: its row has impossible values; {advice}", id) from None
    if checksum.signed(checksum.fnv1a(hashed)) != stored:
        raise DamagedRecord(f"{name}, is damaged: its bytes do not add up to its checksum; {advice}", id)
    if codec not in CODEC_NAMES:
        raise StoreError(f"{name}, is in the codec {codec}, which this package does not know: install a newer globenc-store")
    try:
        values = decode(payload, size, codec)
    except NoMatrix:
        raise DamagedRecord(
            f"{name}, is damaged: {len(payload)} bytes are no matrix of size {size} in the codec {CODEC_NAMES[codec]}; {advice}", id
        ) from None
    if exponent == 0:
        return values
    exact: NDArray[numpy.float64] = numpy.ldexp(values.astype(numpy.float64), exponent)
    with numpy.errstate(over="ignore", under="ignore"):
        narrow: NDArray[numpy.float32] = exact.astype(numpy.float32)
    return narrow if numpy.array_equal(narrow.astype(numpy.float64), exact) else exact


class Matrices:
    """Reads matrices."""

    def __init__(self, file: StoreFile, first: Method) -> None:
        self._file, self._first = file, first

    def windows(self, id: str) -> tuple[int, int]:
        """The key of an example, and the number of its windows, 1 where its text is one piece."""
        column = "1" if self._file.version == 1 else "windows"
        row = self._file.row(f"SELECT key, {column} FROM main.example WHERE id = ?", (id,))
        if row is None:
            raise NoSuchExample(f"the store has no example '{id}'")
        if not all(isinstance(cell, int) for cell in row):
            raise DamagedRecord(f"the record of example '{id}' is damaged", id)
        return row[0], row[1]

    def one(self, id: str, layer: int | None, method: Method, window: int | None) -> Matrix:
        """A matrix; see `Store.matrix`."""
        number = 0 if layer is None else layer
        if isinstance(number, bool) or not isinstance(number, int) or number < 0:
            raise QuestionError(f"{layer!r} is no layer: None stands for the final matrix, 1 for the first layer")
        if method.place is None or method.last_place is None:
            raise QuestionError(f"the method '{method.name}' has no matrices")
        key, windows = self.windows(id)
        if window is None and windows > 1:
            raise QuestionError(f"example '{id}' was cut into {windows} windows, each with its own matrices: say which, window=1 for the first")
        if window is not None and not 1 <= window <= max(windows, 1):
            raise NoSuchExample(f"example '{id}' has no window {window}: there {'is one' if windows == 1 else f'are {windows}'}")
        place = method.place + number
        name = naming(id, number, window, None if method == self._first else method)
        row = None
        if place <= method.last_place:
            row = self._file.row(f"SELECT {_COLUMNS} FROM main.matrix WHERE key = ?", (((key + (window or 1) - 1) << 10) + place,))
        if row is not None:
            return decode_row(row, place, name, id)
        if place == 0:
            raise DamagedRecord(f"{name}, is missing: globenc-index repair drops the example, so that the next run makes it anew", id)
        if number == 0:
            raise NoSuchExample(f"example '{id}' has no matrix by {method}")
        raise NoSuchExample(f"the store has no matrix of layer {number} by {method} of example '{id}': index with --layers all to keep every layer")

    def all(
        self, id: str, key: int, windows: int, methods: list[Method]
    ) -> Iterator[tuple[Method, int, int | None, tuple[Any, ...], int]]:
        """The rows of all matrices of an example: method, layer (0: aggregated), window (None where there is one), row, place."""
        for number in range(1, max(windows, 1) + 1):
            owner = key + number - 1
            for row in self._file.rows(
                f"SELECT {_COLUMNS} FROM main.matrix WHERE key BETWEEN ? AND ? ORDER BY key", (owner << 10, owner << 10 | 1023)
            ):
                place = row[0] & 1023
                for method in methods:
                    if method.place is not None and method.last_place is not None and method.place <= place <= method.last_place:
                        yield method, place - method.place, number if windows > 1 else None, row, place
