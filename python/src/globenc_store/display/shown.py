"""An example with its scores, as a notebook and as a terminal show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .layout import layout
from .page import page
from .plain import plain
from .view import Scores, View, heading

if TYPE_CHECKING:
    from ..programs.explained import Explained
    from ..reading.example import Example
    from ..store import Store


class Shown:
    """A text with its scores: coloured HTML in a notebook, and elsewhere what `globenc-query show` prints without
    colour.
    """

    def __init__(self, view: View) -> None:
        self._view = view

    def _repr_html_(self) -> str:
        return page(self._view)

    @property
    def html(self) -> str:
        """The HTML, for a page of one's own. Texts are escaped."""
        return page(self._view)

    def __str__(self) -> str:
        return plain(self._view)

    __repr__ = __str__


def show(store: Store, id: str, method: str | None = None, cls: str | None = None) -> Shown:  # noqa: A002
    """An example of a store, to be shown.

    Args:
        store: The store.
        id: The example's id.
        method: A method of the store; None for its first.
        cls: Of a method with a sign: a class, "predicted" or "gold"; None for the predicted one.

    Raises:
        NoSuchExample: There is no such example, or it has no such scores.
        QuestionError: There is no such method or class.
    """
    return show_example(store.example(id), store.settings.has_choice_of_scores, method, cls)


def show_example(
    example: Example | Explained, is_named: bool, method: str | None = None, cls: str | None = None
) -> Shown:
    """An example, to be shown; `is_named` tells whether the heading names the method."""
    result = example.result(method, cls)
    tokens = example.tokens
    scores = Scores(
        [float(score) for score in result.scores],
        str(result.method),
        result.method.signed,
        is_named,
        result.cls,
        result.bias,
        result.logit,
    )
    texts: list[str | None] = [example.text] + ([] if example.pair is None else [example.pair])
    parts = layout(texts, tokens, example.words, example.truncated)
    return Shown(View(example.id, heading(example, len(tokens), scores), parts, scores))
