"""The progress of a run: what the program reports on standard error, and a bar that shows it."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable
from typing import IO, Any

#: Lines of standard error that are kept for the error message.
KEPT = 200


class Watcher(threading.Thread):
    """Reads the standard error of a program to its end, in a thread of its own, so that the program never waits for a reader.

    Lines that are JSON objects are progress; all others are messages. `--progress json` writes such objects; a program without that option writes
    messages only.

    Attributes:
        messages: The last messages, in order.
        summary: The last object of the run that reports its end; empty where there was none.
    """

    def __init__(self, stream: IO[bytes], show: Callable[[dict[str, Any]], None], say: Callable[[str], None]) -> None:
        super().__init__(daemon=True, name="globenc-progress")
        self._stream, self._show, self._say = stream, show, say
        self.messages: list[str] = []
        self.summary: dict[str, Any] = {}

    def run(self) -> None:
        """Reads until the program closes its standard error."""
        for raw in self._stream:
            line = raw.decode("utf-8", "replace").rstrip("\r\n")
            report = _object(line)
            if report is None or set(report) == {"message"}:
                self._message(line if report is None else str(report["message"]))
            else:
                self.summary = _summary(report) or self.summary
                self._show(report)
        self._stream.close()

    def _message(self, line: str) -> None:
        if line.strip():
            self.messages.append(line)
            del self.messages[:-KEPT]
            self._say(line)


def _object(line: str) -> dict[str, Any] | None:
    if not line.startswith("{"):
        return None
    try:
        found = json.loads(line)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _summary(report: dict[str, Any]) -> dict[str, Any]:
    nested = report.get("summary")
    return nested if isinstance(nested, dict) else {}


class Bar:
    """A bar of tqdm, where tqdm is installed: bytes of the corpus where its size is known, else rows.

    Args:
        is_shown: Whether anything is shown at all.
        rows: Number of rows of the corpus; None where that is not known.
    """

    def __init__(self, is_shown: bool, rows: int | None = None) -> None:
        self._rows = rows
        self._bar: Any = None
        self._is_of_bytes: bool | None = None
        self._make: Any = None
        self.is_shown = is_shown
        if is_shown:
            try:
                from tqdm.auto import tqdm
            except ImportError:
                return
            self._make = tqdm

    @property
    def has_bar(self) -> bool:
        """Whether there is a bar, since tqdm is installed and the caller wants one."""
        return self._make is not None

    def show(self, report: dict[str, Any]) -> None:
        """Shows one report of the program."""
        if self._make is None or _summary(report):
            return
        size, done = report.get("size"), report.get("bytes")
        if self._bar is None:
            self._is_of_bytes = self._rows is None and bool(size)
            total, unit = (size, "B") if self._is_of_bytes else (self._rows, " rows")
            self._bar = self._make(total=total, unit=unit, unit_scale=self._is_of_bytes, desc="indexing", leave=True, file=sys.stderr)
        value = done if self._is_of_bytes else report.get("rows")
        if isinstance(value, (int, float)):
            self._bar.update(value - self._bar.n)
        rate = report.get("tokens_per_second")
        if isinstance(rate, (int, float)):
            self._bar.set_postfix_str(f"{rate:,.0f} tokens/s", refresh=False)

    def say(self, line: str) -> None:
        """Prints a message above the bar."""
        if not self.is_shown:
            return
        if self._make is not None:
            self._make.write(line, file=sys.stderr)
        else:
            print(line, file=sys.stderr, flush=True)

    def close(self, is_complete: bool) -> None:
        """Ends the bar, full where the run came to its end."""
        if self._bar is None:
            return
        if is_complete and self._bar.total is not None:
            self._bar.update(self._bar.total - self._bar.n)
        self._bar.close()
        self._bar = None
