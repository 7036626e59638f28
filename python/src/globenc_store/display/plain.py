"""A text with its scores as plain text: what `globenc-query show` prints without colour, in lines that are not
broken.
"""

from __future__ import annotations

from collections.abc import Sequence

from .layout import Run
from .numbers import harmless
from .view import View

BRACKETS = ("[]", "{}", "«»", "⟦⟧", "⟪⟫")
BEHIND, BEFORE = "── not read from here on ──", "── not read up to here ──"


def plain(view: View) -> str:
    """The lines, without a line feed at the end."""
    texts = ["".join(run.text for run in runs) for runs in view.layout.segments]
    pair = next((each for each in BRACKETS if not any(mark in text for mark in each for text in texts)), BRACKETS[-1])
    leading = view.leading
    note = f" (in {pair}, because the text has [] of its own)" if pair != "[]" and leading else ""
    below = [
        f"{name}{note if place == 0 else ''}: {' · '.join(items)}"
        for place, (name, items) in enumerate(view.evidence)
        if items
    ]
    below += [] if view.sum is None else [view.sum]
    blocks = [
        view.heading,
        *("".join(_marked(run, runs, view, leading, pair) for run in runs) for runs in view.layout.segments),
    ]
    return "\n\n".join([*blocks, *(["\n".join(below)] if below else [])])


def _marked(run: Run, runs: Sequence[Run], view: View, leading: dict[int, bool], pair: str) -> str:
    text = harmless(run.text, keeps_lines=True)
    if not run.is_read:
        is_last = run is runs[-1]
        before = ("" if run is runs[0] else "\n") + BEHIND + "\n" if is_last else ""
        return before + text + ("" if is_last else f"\n{BEFORE}\n")
    if run.unit is None or run.unit not in leading:
        return text
    count = 2 if leading[run.unit] else 1
    sign = ("-" if view.scores[run.unit] < 0 else "+") if view.given.is_signed else ""
    return pair[0] * count + sign + text + pair[1] * count
