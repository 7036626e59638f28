"""Rows of `example` and `score`, checked against their checksums."""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy
from numpy.typing import NDArray

from ..codec import blobs, checksum
from ..errors import DamagedRecord, damaged_example
from . import kept
from .file import StoreFile
from .names import Labels
from .settings import Settings

_OWN = "key, row, id, text, pair, label, predicted, confidence, value, truncated, tokens, kept, token_ids, offsets, scores, logits, run, checksum"
EXAMPLE_COLUMNS = {1: f"{_OWN}, NULL, 1, NULL", 2: f"{_OWN}, content, windows, NULL", 3: f"{_OWN}, content, windows, labels"}
"""The columns of `example` by the version of the store."""
SCORE_COLUMNS = "key, window, method, class, bias, logit, checksum, scores"

_LENGTH = struct.Struct("<q")


class ExampleRow(NamedTuple):
    """A sound row of `example`, decoded as far as its own columns go."""

    key: int
    row: int
    id: str
    text: str
    pair: str | None
    label_id: int | None
    label: str | None
    predicted_id: int | None
    predicted: str | None
    confidence: float | None
    value: float | None
    truncated: bool
    token_count: int
    kept: list[kept.Kept | None]
    token_ids: list[int]
    places: list[blobs.Place]
    scores: NDArray[numpy.float32]
    logits: NDArray[numpy.float32]
    windows: int
    labels: list[str] | None
    """The gold set where the row has one; else None."""


class ScoreRow(NamedTuple):
    """A row of `score`, whose blob is not decoded yet."""

    key: int
    window: int
    method: int
    class_id: int
    bias: float | None
    logit: float | None
    checksum: int
    blob: bytes

    def hashed(self) -> bytes:
        """What the checksum is of."""
        return (
            _LENGTH.pack(self.window) + _LENGTH.pack(self.method) + _LENGTH.pack(self.class_id)
            + checksum.of_double(self.bias) + checksum.of_double(self.logit) + checksum.of_bytes(self.blob)
        )  # fmt: skip

    def decoded(self, count: int) -> NDArray[numpy.float32]:
        """The scores. float32 [T]"""
        return blobs.score_row(self.blob, count)


def score_row(cells: Sequence[Any]) -> ScoreRow | None:
    """A row of `score`; None where a cell has an impossible type."""
    row = ScoreRow(*cells)
    is_possible = (
        all(isinstance(cell, int) for cell in (row.key, row.window, row.method, row.class_id, row.checksum))
        and all(cell is None or isinstance(cell, float) for cell in (row.bias, row.logit))
        and isinstance(row.blob, bytes)
    )
    return row if is_possible else None


class ExampleRows:
    """Decodes rows of `example`, many at a time, because checksums of many rows take little more time than that of one."""

    def __init__(self, file: StoreFile, settings: Settings, labels: Labels) -> None:
        self._settings, self._labels = settings, labels
        self.columns = EXAMPLE_COLUMNS[file.version]
        self._has_row_scores = settings.in_row is not None

    def decode(self, rows: Sequence[tuple[Any, ...]]) -> list[ExampleRow | DamagedRecord]:
        """The rows, or for a damaged one the error that names it."""
        prepared: list[tuple[bytes, dict[str, Any]] | None] = [self._prepare(row) for row in rows]
        sums = iter(checksum.fnv1a_many([entry[0] for entry in prepared if entry is not None]))
        decoded: list[ExampleRow | DamagedRecord] = []
        for row, entry in zip(rows, prepared):
            made = None
            if entry is not None and next(sums) == row[17]:
                made = self._make(row, entry[1])
            decoded.append(made if made is not None else damaged_example(_id_of(row)))
        return decoded

    def _prepare(self, row: tuple[Any, ...]) -> tuple[bytes, dict[str, Any]] | None:
        """What the checksum is of, and what was decoded for that; None where the row cannot be sound."""
        (_, number, id, text, pair, label, predicted, confidence, value, truncated, tokens, kept_text, token_ids, offsets, scores, logits,
         run, _, content, windows, labels) = row  # fmt: skip
        try:
            label_name, predicted_name = self._labels.name(label), self._labels.name(predicted)
            values = kept.unpack(None if kept_text is None else kept_text.decode(), self._settings.keep)
            if values is None:
                return None
            parts = [
                _LENGTH.pack(number), checksum.of_bytes(id), checksum.of_bytes(text), checksum.of_bytes(pair), _text(label_name),
                _text(predicted_name), checksum.of_double(confidence), checksum.of_double(value), _LENGTH.pack(truncated),
                _LENGTH.pack(tokens), _LENGTH.pack(len(values)),
            ]  # fmt: skip
            for entry in values:
                if entry is not None and entry[1]:
                    parts.append(checksum.JSON_FOLLOWS)
                parts.append(_text(None if entry is None else entry[0]))
            for blob in (token_ids, offsets, scores, logits):
                parts += [_LENGTH.pack(len(blob)), blob]
            if content is not None:
                parts += [_LENGTH.pack(content), _LENGTH.pack(windows)]
            if labels is not None:
                parts.append(checksum.of_bytes(labels))
            if content is not None:
                parts.append(_LENGTH.pack(run))
            hashed = b"".join(parts)
        except (TypeError, ValueError, AttributeError, struct.error, DamagedRecord):
            return None
        return hashed, {"label": label_name, "predicted": predicted_name, "kept": values}

    def _make(self, row: tuple[Any, ...], known: dict[str, Any]) -> ExampleRow | None:
        count = row[10]
        try:
            labels = None if row[20] is None else json.loads(row[20])
            if labels is not None and not (isinstance(labels, list) and all(isinstance(name, str) for name in labels)):
                return None
            made = ExampleRow(
                key=row[0], row=row[1], id=row[2].decode(), text=row[3].decode(), pair=None if row[4] is None else row[4].decode(),
                label_id=row[5], label=known["label"], predicted_id=row[6], predicted=known["predicted"], confidence=row[7], value=row[8],
                truncated=bool(row[9]), token_count=count, kept=known["kept"], token_ids=blobs.token_ids(row[12], count),
                places=blobs.places(row[13], count), scores=blobs.floats(row[14]), logits=blobs.floats(row[15]), windows=row[19],
                labels=labels,
            )  # fmt: skip
        except (ValueError, TypeError, AttributeError, RecursionError):
            return None
        return made if len(made.scores) == (count if self._has_row_scores else 0) else None


def _text(text: str | None) -> bytes:
    return checksum.NO_TEXT if text is None else checksum.of_bytes(text.encode("utf-8", "surrogatepass"))


def _id_of(row: tuple[Any, ...]) -> str:
    return row[2].decode("utf-8", "replace") if isinstance(row[2], bytes) else f"number {row[0]}"
