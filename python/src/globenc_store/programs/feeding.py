"""Rows on their way into a program's standard input."""

from __future__ import annotations

import contextlib
import itertools
import time
from collections.abc import Iterable, Iterator
from typing import IO, Any

from ..streams.values import line

#: The program decides how labels are read on so many rows and bytes, and waits a second for them.
ROWS_AHEAD, BYTES_AHEAD, SECONDS_AHEAD = 10_001, 16 << 20, 30.0

CHUNK = 1 << 16


def ahead(rows: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    """Rows as lines of JSON, of which those that decide how labels are read are ready when this returns.

    Otherwise it would depend on the speed of the source whether labels are taken for numbers of classes.

    Args:
        rows: The rows; a slow source is waited for up to half a minute.

    Raises:
        CorpusError: A row cannot be written as JSON.
    """
    iterator = (line(row) for row in rows)
    ready: list[bytes] = []
    size, until = 0, time.monotonic() + SECONDS_AHEAD
    for each in iterator:
        ready.append(each)
        size += len(each)
        if len(ready) >= ROWS_AHEAD or size >= BYTES_AHEAD or time.monotonic() > until:
            break
    return itertools.chain(ready, iterator)


def feed(lines: Iterable[bytes], pipe: IO[bytes]) -> None:
    """Writes lines into a program and closes its standard input; ends early where the program has had enough."""
    with contextlib.suppress(BrokenPipeError):
        chunk = bytearray()
        written = time.monotonic()
        for each in lines:
            chunk += each
            # Rows of a slow source do not wait for others.
            if len(chunk) >= CHUNK or time.monotonic() - written > 0.2:
                pipe.write(chunk)
                pipe.flush()
                chunk.clear()
                written = time.monotonic()
        pipe.write(chunk)
        pipe.flush()
    with contextlib.suppress(OSError):
        pipe.close()
