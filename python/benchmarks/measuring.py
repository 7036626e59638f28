"""Runs of programs, their costs, and tables of these."""

from __future__ import annotations

import contextlib
import json
import platform
import resource
import sqlite3
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Run:
    """A run of a program: seconds by the clock and of processors, the largest memory in bytes, and what it printed."""

    clock: float
    processor: float
    memory: int
    output: str


def run(*command: str) -> Run:
    """Runs a program.

    Raises:
        RuntimeError: It failed.
    """
    begin = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    output, errors = process.communicate()
    clock = time.monotonic() - begin
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - run.before  # type: ignore[attr-defined]
    run.before += processor  # type: ignore[attr-defined]
    if process.returncode not in (0, 1):
        raise RuntimeError(errors.strip().splitlines()[-1] if errors.strip() else f"exit status {process.returncode}")
    return Run(clock, processor, after.ru_maxrss << 10, output)


run.before = 0.0  # type: ignore[attr-defined]


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Prints a table."""
    print("| " + " | ".join(head) + " |\n| " + " | ".join("---" for _ in head) + " |")
    for row in rows:
        print("| " + " | ".join(str(each) for each in row) + " |")
    print(flush=True)


def pages_by_table(store: Path) -> dict[str, int]:
    """The bytes of a store's pages by table and index."""
    with contextlib.closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as connection:
        return dict(connection.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name"))


def repeated(corpus: Path, rows: int, folder: Path) -> Path:
    """A corpus several times over, with other ids, until it has about so many rows."""
    path = folder / "repeated.jsonl"
    lines = corpus.read_text(encoding="utf-8").splitlines()
    with path.open("w", encoding="utf-8") as file:
        for time_ in range(max(1, rows // len(lines))):
            for line in lines:
                row = json.loads(line)
                row["id"] = f"{row['id']}-{time_}"
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path


def label_query() -> str:
    """The first SQL of docs/scale.md."""
    text = (Path(__file__).resolve().parents[2] / "docs" / "scale.md").read_text(encoding="utf-8")
    return text.split("```sql\n", 1)[1].split("```", 1)[0]


def timed(call: Callable[[], object]) -> float:
    """Seconds by the clock."""
    begin = time.monotonic()
    call()
    return time.monotonic() - begin


def processor() -> str:
    """The name of the processor."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next(
        (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.processor()
    )
