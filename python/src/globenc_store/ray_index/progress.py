"""The progress of a run: shards, rows, tokens in a second."""

from __future__ import annotations

import sys
import time
from typing import Any


class Progress:
    """A line on standard error, or a bar of tqdm where standard error is a terminal and tqdm is installed.

    Args:
        shards: The number of shards.
        kept: Shards that were finished before.
        is_shown: Whether anything is shown.
    """

    def __init__(self, shards: int, kept: int, is_shown: bool) -> None:
        self.shards, self.done, self.is_shown = shards, kept, is_shown
        self._begin, self._last, self._counts = (
            time.monotonic(),
            0.0,
            {},
        )  # type: tuple[float, float, dict[int, tuple[int, int]]]
        self._bar: Any = None
        if is_shown and sys.stderr.isatty():
            try:
                from tqdm import tqdm
            except ImportError:
                return
            self._bar = tqdm(total=shards, initial=kept, unit=" shard", file=sys.stderr)

    def note(self, counts: dict[int, tuple[int, int]]) -> None:
        """Takes rows and tokens by shard, and shows them at most every ten seconds (a bar: each time)."""
        self._counts = counts
        now = time.monotonic()
        if self._bar is not None:
            self._bar.set_postfix_str(self._rates, refresh=True)
        elif now - self._last >= 10 and counts:
            self._last = now
            self.say(f"{self.done} of {self.shards} shards, {self._rates}")

    def finished(self) -> None:
        """Counts a shard."""
        self.done += 1
        if self._bar is not None:
            self._bar.update(1)

    def say(self, line: str) -> None:
        """Shows a sentence."""
        if not self.is_shown:
            return
        if self._bar is not None:
            self._bar.write(f"globenc_store.ray_index: {line}", file=sys.stderr)
        else:
            print(f"globenc_store.ray_index: {line}", file=sys.stderr, flush=True)

    def close(self) -> None:
        """Ends the bar."""
        if self._bar is not None:
            self._bar.close()

    @property
    def _rates(self) -> str:
        rows, tokens = (sum(each[place] for each in self._counts.values()) for place in (0, 1))
        seconds = max(1e-9, time.monotonic() - self._begin)
        return f"{rows:,} rows, {tokens / seconds:,.0f} tokens/s"
