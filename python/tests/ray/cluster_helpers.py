"""What tests of runs over a cluster share."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
MODEL = SAMPLES / "bert-tiny-sentiment"
CORPUS = SAMPLES / "movies.jsonl"


def digest_of(globenc_query: str, store: str | Path) -> str:
    """The digest that globenc-query prints."""
    return subprocess.run(
        [globenc_query, "info", store, "--digest"], capture_output=True, text=True, check=True
    ).stdout.strip()


def write_rows(path: Path, rows: list[dict[str, Any]]) -> Path:
    """A corpus of JSON lines."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def sample_rows() -> list[dict[str, Any]]:
    """The sample reviews."""
    return [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
