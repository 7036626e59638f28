"""The progress of a run: what the program reports on standard error, and a bar that shows it."""

from __future__ import annotations

import json
import sys
import threading
import warnings
from collections.abc import Callable
from typing import IO, Any

#: Lines of standard error that are kept for the error message.
KEPT = 200


class Watcher(threading.Thread):
    """Reads the standard error of a program to its end, in a thread of its own, so that the program never waits for a
    reader.

    With `--progress json`, a program writes an object a line, whose "event" is "progress", "summary" or "message"
    (docs/explain.md). All other lines are messages.

    Attributes:
        messages: The last messages, in order.
        summary: The object of the run's end; empty where there was none.
    """

    def __init__(
        self, program: str, stream: IO[bytes], show: Callable[[dict[str, Any]], None], say: Callable[[str], None]
    ) -> None:
        super().__init__(daemon=True, name="globenc-progress")
        self._program, self._stream, self._show, self._say = program, stream, show, say
        self.messages: list[str] = []
        self.summary: dict[str, Any] = {}

    def run(self) -> None:
        """Reads until the program closes its standard error."""
        with self._stream:
            for raw in self._stream:
                line = raw.decode("utf-8", "replace").rstrip("\r\n")
                event = _event(line)
                kind = event.get("event")
                if kind == "progress":
                    self._show(event)
                elif kind == "summary":
                    self.summary = event
                else:
                    self._message(f"{self._program}: {event['message']}" if kind == "message" else line)

    def _message(self, line: str) -> None:
        if line.strip():
            self.messages.append(line)
            del self.messages[:-KEPT]
            self._say(line)


def _event(line: str) -> dict[str, Any]:
    if not line.startswith("{"):
        return {}
    try:
        found = json.loads(line)
    except ValueError:
        return {}
    is_known = isinstance(found, dict) and (
        found.get("event") in ("progress", "summary") or isinstance(found.get("message"), str)
    )
    return found if is_known else {}


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
                with warnings.catch_warnings():
                    # A notebook without widgets gets a bar of text, and needs no warning of that.
                    warnings.simplefilter("ignore")
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
        if self._make is None:
            return
        size, done = report.get("size"), report.get("bytes")
        if self._bar is None:
            # Rows that are streamed have no size, but may have a number.
            self._is_of_bytes = self._rows is None and bool(size)
            total, unit = (size, "B") if self._is_of_bytes else (self._rows, " rows")
            self._bar = self._make(
                total=total, unit=unit, unit_scale=self._is_of_bytes, desc="indexing", leave=True, file=sys.stderr
            )
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

    def close(self, summary: dict[str, Any] | None = None) -> None:
        """Ends the bar: full, with the numbers of the program's summary, where the run came to its end."""
        if self._make is not None and summary:
            # A short run ends before it reports anything else.
            rows = sum(summary.get(name, 0) for name in ("examples", "skipped", "failed"))
            self.show({"rows": rows, "tokens_per_second": summary.get("tokens_per_second")})
            if self._bar is not None and self._bar.total is not None:
                self._bar.update(self._bar.total - self._bar.n)
        if self._bar is not None:
            self._bar.close()
            self._bar = None
