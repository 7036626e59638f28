"""A text with its scores as HTML for a notebook."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from .colors import tint
from .layout import Run
from .numbers import harmless, percent, signed
from .plain import BEFORE, BEHIND
from .view import View

_FAINT = "opacity:.75;font-size:.85em"
_STEPS = 12


def page(view: View) -> str:
    """The HTML. Styles stand with their elements, so that it looks alike in every notebook; colours are laid over the
    page's own.
    """
    segments = "".join(
        f'<div dir="auto" style="white-space:pre-wrap;overflow-wrap:anywhere;line-height:1.8;margin:.4em 0">'
        f"{''.join(_run(run, runs, view) for run in runs)}</div>"
        for runs in view.layout.segments
    )
    lines = [
        f"{escape(name)}: {' · '.join(_isolated(item) for item in items)}" for name, items in view.evidence if items
    ]
    lines += [] if view.sum is None else [escape(view.sum)]
    below = "".join(f"<div>{line}</div>" for line in lines)
    return (
        '<div class="globenc-text" style="max-width:60em;margin:.5em 0"><div '
        f'style="{_FAINT}">{escape(view.heading)}</div>{segments}'
        f'<div style="{_FAINT}">{below}</div>{_legend(view)}</div>'
    )


def _isolated(text: str) -> str:
    return f"<bdi>{escape(text)}</bdi>"


def _run(run: Run, runs: Sequence[Run], view: View) -> str:
    text = escape(harmless(run.text, keeps_lines=True))
    if not run.is_read:
        is_last = run is runs[-1]
        note = f'<span style="font-size:.85em">{BEHIND if is_last else BEFORE}</span>'
        return (
            f'<span style="opacity:.6">{note}\n{text}</span>'
            if is_last
            else f'<span style="opacity:.6">{text}\n{note}\n</span>'
        )
    if run.unit is None:
        return text
    score = view.scores[run.unit]
    share = score / view.maximum if view.maximum > 0 else 0.0
    title = f"{harmless(view.layout.units[run.unit].name)}: {view.score_text(run.unit)}"
    if view.given.is_signed:
        title += f" for{view.title_of_class or ' the value'}"
    # In print without colours, the line tells which words speak against the class.
    line = ";text-decoration:underline dotted" if view.given.is_signed and share < -0.1 else ""
    return (
        f'<span title="{escape(title)}" style="background-color:{tint(share)};border-radius:.2em{line}">{text}</span>'
    )


def _legend(view: View) -> str:
    if view.maximum <= 0:
        return ""
    steps = [step / _STEPS for step in range(_STEPS + 1)]
    if view.given.is_signed:
        steps = [-step for step in reversed(steps[1:])] + steps
    colors = "".join(
        f'<span style="display:inline-block;width:.7em;height:.8em;background-color:{tint(step)}"></span>'
        for step in steps
    )
    name = view.title_of_class or " the value"
    ends = (
        (f"{signed(-view.maximum)} against{name} (dotted)", f"{signed(view.maximum)} for{name}, in logits")
        if view.given.is_signed
        else ("0 %", f"{percent(view.maximum)} of what the classifier reads")
    )
    strip = f'<span style="white-space:nowrap">{colors}</span>'
    return f'<div style="margin-top:.3em;font-size:.85em">{escape(ends[0])} {strip} {escape(ends[1])}</div>'
