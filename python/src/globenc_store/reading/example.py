"""An example, as users see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import numpy
from numpy.typing import NDArray

from ..errors import NoSuchExample
from .settings import Method
from .words import Word, WordBreak

if TYPE_CHECKING:
    from ..base import BaseStore
    from ..store import Store
    from .names import Piece
    from .rows import ExampleRow


class Token(NamedTuple):
    """A token. start, end: Unicode scalars of the text or pair; None for a special token, and where the store keeps no texts.

    word: what the text has for the word that the token is part of; None for a special token. segment: 0 for the text, 1 for the pair.
    special: whether the template added it, as [CLS].
    """

    piece: str
    word: str | None
    start: int | None
    end: int | None
    segment: int
    special: bool


@dataclass(frozen=True, eq=False)
class Result:
    """The scores of a text by a method and, where that has a sign, for a class.

    scores: float32 [T]; without sign, shares that add up to 1; with a sign, parts of the class' logit, which they add up to with `bias`.
    """

    method: Method
    cls: str | None
    scores: NDArray[numpy.float32]
    bias: float | None = None
    logit: float | None = None


@dataclass(frozen=True, eq=False)
class Window:
    """A window of a long text: its tokens are the first, those from `first` on, and the last of the text's; T of them.

    number: from 1. first: position in the text's tokens of its first token that is not a special one. logits: float32 [C].
    """

    number: int
    first: int
    tokens: int
    predicted: str | None
    confidence: float | None
    value: float | None
    logits: NDArray[numpy.float32]
    results: list[Result]

    @property
    def positions(self) -> list[int]:
        """The positions of its own tokens, without the special ones, among those of the text."""
        return list(range(self.first, self.first + self.tokens - 2))


class Example:
    """An example of a store; what it does not hold itself it reads from the store.

    id, row (of the corpus), text (None where the store keeps none), pair, label (the gold label; of several, None: see labels), labels (the
    gold set; None where not known), predicted, predicted_labels (a model's set; None where it gives one label), confidence (a probability),
    value (a regression model's), logits (float32 [C]), truncated, windows (1 where the text was not cut), kept (a dict of kept columns).
    """

    def __init__(self, store: BaseStore, row: ExampleRow, pieces: list[Piece], results: list[Result]) -> None:
        self._store, self._row, self._pieces, self.results = store, row, pieces, results
        self.id, self.row, self.pair = row.id, row.row, row.pair
        self.text = row.text if store.settings.texts else None
        self.predicted, self.confidence, self.value = row.predicted, row.confidence, row.value
        self.labels = row.labels if row.labels is not None else None if row.label is None else [row.label]
        self.label = self.labels[0] if self.labels is not None and len(self.labels) == 1 else None
        self.logits, self.truncated, self.windows = row.logits, row.truncated, row.windows
        self.predicted_labels = store.predicted_set(row)
        self._words: list[Word] | None = None

    def __repr__(self) -> str:
        return f"<Example {self.id!r}: {self._row.token_count} tokens, label {self.label!r}, predicted {self.predicted!r}>"

    def __len__(self) -> int:
        return self._row.token_count

    @property
    def kept(self) -> dict[str, Any]:
        """The kept columns by name: texts, numbers, True, False, lists and dicts as the corpus has them; None where missing."""
        return self._store.kept_values(self._row)

    @property
    def words(self) -> list[Word]:
        """The words, in the order of their first tokens. Special tokens are in none."""
        if self._words is None:
            self._words = WordBreak(self._pieces, self._row.places, self._row.text, self._row.pair).words()
        return self._words

    @property
    def tokens(self) -> list[Token]:
        """All tokens, special ones included. [T]"""
        surfaces: list[str | None] = [None] * len(self)
        for word in self.words:
            for position in word.tokens:
                surfaces[position] = word.surface
        return [
            Token(piece.name, surface, start if start >= 0 else None, end if end >= 0 else None, segment, special)
            for piece, surface, (segment, special, start, end) in zip(self._pieces, surfaces, self._row.places)
        ]

    @property
    def probabilities(self) -> NDArray[numpy.float64] | None:
        """The probability of each class: a softmax of the logits, or a sigmoid of each where a text has several labels. [C]

        None for a regression model, and for one without classes.
        """
        if not self._store.settings.explained_classes or not len(self.logits):
            return None
        logits = self.logits.astype(numpy.float64)
        if self._store.settings.has_label_sets:
            probabilities: NDArray[numpy.float64] = 1 / (1 + numpy.exp(-logits))
            return probabilities
        weights = numpy.exp(logits - logits.max())
        return weights / weights.sum()  # type: ignore[no-any-return]

    def result(self, method: str | None = None, cls: str | None = None, *, aggregate: str | None = None) -> Result:
        """The scores by a method, and what goes with them.

        Args:
            method: The name of a method; None for the store's first.
            cls: Of a method with a sign: a class of the model, "predicted" or "gold"; None for the predicted class or, where there are no
                scores for that, the first that has some.
            aggregate: How local matrices are put together, "rollout" or "maxflow"; None for the method's first.
        Raises: QuestionError where the store has no such method or class; NoSuchExample where this example has no such scores.
        """
        chosen = self._store.method(method, aggregate)
        found = [result for result in self.results if result.method == chosen]
        if not found:
            raise NoSuchExample(f"example '{self.id}' has no scores by {chosen}")
        if not chosen.signed or not self._store.settings.explained_classes:
            return found[0]
        wanted = self._store.wanted_class(cls, self.predicted, self.label)
        for result in found:
            if result.cls == wanted:
                return result
        if cls is None and method is None:
            return found[0]
        others = ", ".join(f"'{result.cls}'" for result in found)
        raise NoSuchExample(f"example '{self.id}' has no scores by {chosen} for the class '{wanted}': it has them for {others}")

    def scores(
        self, method: str | None = None, cls: str | None = None, *, aggregate: str | None = None
    ) -> NDArray[numpy.float32]:
        """The scores of the tokens. float32 [T]; arguments and errors as of `result`."""
        return self.result(method, cls, aggregate=aggregate).scores

    def matrix(self, layer: int | None = None, method: str | None = None, *, window: int | None = None) -> NDArray[numpy.floating[Any]]:
        """As `Store.matrix`, of this example. [T, T]"""
        return self._store.matrix(self.id, layer, method, window=window)

    @property
    def matrices(self) -> dict[tuple[str, str | None, int | None, int | None], NDArray[numpy.floating[Any]]]:
        """All matrices, by method, aggregate, layer (None: the aggregated one) and window (None where the text was not cut)."""
        return self._store.matrices(self.id)

    def show(self, method: str | None = None, cls: str | None = None) -> Any:
        """The text with its scores as colours, for a notebook."""
        from ..display.shown import show

        return show(cast("Store", self._store), self.id, method, cls)
