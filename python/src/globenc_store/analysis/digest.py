"""The hash of all content: `globenc-query info --digest` (schema/README.md, "The digest")."""

from __future__ import annotations

import hashlib
import struct
from typing import TYPE_CHECKING

from ..errors import QuestionError

if TYPE_CHECKING:
    from ..base import BaseStore

_NAMED_SLICE = """method.name, method.aggregate, (SELECT name FROM label WHERE id = slice.class),
  CASE WHEN slice.gold > 0 THEN (SELECT name FROM label WHERE id = slice.gold) ELSE slice.gold END,
  CASE WHEN slice.predicted > 0 THEN (SELECT name FROM label WHERE id = slice.predicted) ELSE slice.predicted END"""

_RECORDS = {
    "settings": """SELECT model_fingerprint, tokenizer_fingerprint, precision, max_length, layers, columns, labels,
  problem_type || CASE WHEN threshold <> 0.5 THEN ' ' || threshold ELSE '' END, codec, stride, texts FROM settings""",
    "method": "SELECT name, aggregate, signed, options, id = (SELECT min(id) FROM method) FROM method",
    "example": """SELECT example.row, example.id, text, pair, coalesce(gold.name, example.labels), guess.name, confidence, value, truncated, tokens,
  kept, token_ids, offsets, scores, logits, windows
  FROM example LEFT JOIN label gold ON gold.id = example.label LEFT JOIN label guess ON guess.id = example.predicted""",
    "text_window": """SELECT example.id, w.number, w.first, w.tokens, guess.name, w.confidence, w.value, w.scores, w.logits
  FROM text_window w JOIN example ON example.key = w.example LEFT JOIN label guess ON guess.id = w.predicted""",
    "score": """SELECT example.id, s.window, method.name, method.aggregate, class.name, s.bias, s.logit, s.scores
  FROM score s LEFT JOIN text_window w ON w.key = s.key >> 20 JOIN example ON example.key = coalesce(w.example, s.key >> 20)
  LEFT JOIN method ON method.id = s.method LEFT JOIN label class ON class.id = s.class""",
    "matrix": """SELECT example.id, coalesce(w.number, 1), method.name, method.aggregate, (m.key & 1023) - coalesce(method.place, 0),
  m.size, m.exponent, m.codec, m.payload
  FROM matrix m LEFT JOIN text_window w ON w.key = m.key >> 10 JOIN example ON example.key = coalesce(w.example, m.key >> 10)
  LEFT JOIN method ON (m.key & 1023) BETWEEN method.place AND method.last_place""",
    "token": "SELECT id, piece FROM token WHERE id IN (SELECT token FROM token_total)",
    "slice": f"""SELECT {_NAMED_SLICE}, examples, tokens, truncated, confidences, confidence_total
  FROM slice LEFT JOIN method ON method.id = slice.method""",
    "token_total": f"""SELECT {_NAMED_SLICE}, t.special, t.token, t.count, t.total
  FROM token_total t JOIN slice ON slice.id = t.slice LEFT JOIN method ON method.id = slice.method""",
    "word_total": f"""SELECT {_NAMED_SLICE}, t.word, t.count, t.total
  FROM word_total t JOIN slice ON slice.id = t.slice LEFT JOIN method ON method.id = slice.method""",
    "matrix_total": "SELECT codec, matrices, matrix_values, bytes FROM matrix_total",
    "evaluation": """SELECT method, aggregate, layer, class, metric, step, word, value, low, high, examples, masking, sample, seed, options
  FROM evaluation""",
}
_BATCH = 1024


def digest(store: BaseStore) -> str:
    """See `Store.digest`."""
    if store.version < 3:
        raise QuestionError(f"the digest of a store of version {store.version} is for globenc-query info --digest, which reads it as version 3")
    lanes = [0, 0, 0, 0]
    for table, sql in _RECORDS.items():
        start = _field(table.encode(), 3)
        for rows in store.file.typed_batches(sql, size=_BATCH):
            for row in rows:
                fields = [start]
                for cell in row:
                    fields.append(_cell(cell))
                hashed = hashlib.sha256(b"".join(fields)).digest()
                for lane, number in enumerate(struct.unpack("<4Q", hashed)):
                    lanes[lane] = (lanes[lane] + number) % (1 << 64)
    return "".join(f"{lane:016x}" for lane in lanes)


def _field(data: bytes, kind: int) -> bytes:
    return struct.pack("<QB", len(data), kind) + data


def _cell(cell: object) -> bytes:
    if cell is None:
        return struct.pack("<QB", 0, 0)
    if isinstance(cell, int):
        return struct.pack("<qB", cell, 1)
    if isinstance(cell, float):
        return struct.pack("<dB", cell, 2)
    if isinstance(cell, bytearray):
        return _field(bytes(cell), 3)
    return _field(cell, 4) if isinstance(cell, bytes) else b""
