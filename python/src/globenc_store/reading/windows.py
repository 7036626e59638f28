"""The windows of long texts."""

from __future__ import annotations

import struct
from typing import Any

import numpy

from ..codec import blobs, checksum
from ..errors import DamagedRecord
from .example import Result, Window
from .examples import ExampleReader
from .rows import ExampleRow, ScoreRow

_COLUMNS = "key, example, number, first, tokens, predicted, confidence, value, scores, logits, checksum"


def read_windows(reader: ExampleReader, row: ExampleRow) -> list[Window]:
    """The windows of an example in the order of the text; empty where its text is one piece.

    Raises: DamagedRecord where a window is missing or damaged.
    """
    if row.windows <= 1:
        return []
    stored = reader.score_rows([row], of_windows=True)[0] if reader.settings.methods[-1].id > 0 else []
    if stored is None:
        raise _damage(row, 1)
    cells = reader.file.rows(f"SELECT {_COLUMNS} FROM main.text_window WHERE key >= ? ORDER BY key LIMIT ?", (row.key, row.windows))
    if len(cells) < row.windows:
        raise _damage(row, len(cells) + 1)
    return [_window(reader, row, cell, number, stored) for number, cell in enumerate(cells, start=1)]


def _window(reader: ExampleReader, row: ExampleRow, cell: tuple[Any, ...], number: int, stored: list[ScoreRow]) -> Window:
    _, _, own_number, first, tokens, predicted, confidence, value, scores, logits, sum_ = cell
    try:
        name = reader.labels.name(predicted)
        hashed = (
            struct.pack("<3q", own_number, first, tokens) + checksum.of_bytes(None if name is None else name.encode())
            + checksum.of_double(confidence) + checksum.of_double(value) + checksum.of_bytes(scores) + checksum.of_bytes(logits)
        )  # fmt: skip
        own_scores, own_logits = blobs.floats(scores), blobs.floats(logits)
    except (struct.error, TypeError, ValueError, DamagedRecord):
        raise _damage(row, number) from None
    in_row = reader.settings.in_row
    is_sound = (
        own_number == number
        and checksum.signed(checksum.fnv1a(hashed)) == sum_
        and len(own_scores) == (tokens if in_row else 0)
        and bool(numpy.isfinite(own_scores).all() and numpy.isfinite(own_logits).all())
        and first >= 1
        and first + tokens - 2 < row.token_count
    )
    if not is_sound:
        raise _damage(row, number)
    results = [] if in_row is None else [Result(in_row, None, own_scores)]
    mine = [entry for entry in stored if entry.window == number]
    for entry in sorted(mine, key=lambda entry: (entry.method, entry.class_id)):
        results.append(reader.result(entry, tokens, row.id))
    return Window(number, first, tokens, name, confidence, value, own_logits, results)


def _damage(row: ExampleRow, number: int) -> DamagedRecord:
    return DamagedRecord(
        f"window {number} of example '{row.id}' is damaged: globenc-index repair drops the example, so that the next run makes it anew", row.id
    )
