"""A text that was explained without a store: what `globenc-index explain` answers, with the attributes of an
example.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy
from numpy.typing import NDArray

from ..errors import NoSuchExample, ProgramError, QuestionError
from ..reading import characters
from ..reading.example import Result, Token
from ..reading.names import Piece
from ..reading.settings import Method
from ..reading.words import Word, WordBreak

if TYPE_CHECKING:
    from ..display.shown import Shown


class Explained:
    """A text with its prediction and its scores. Attributes that an `Example` also has mean the same.

    Attributes:
        id: The id that was given; else the number of the text, from 1.
        text, pair: The texts.
        label, labels: The gold label that was given; the gold set.
        predicted, predicted_labels: The predicted label; the predicted set of a model that gives a text several
            labels, else None.
        confidence: Its probability, from 0 to 1; None without a classifier.
        value: What a regression model returns; None for others.
        logits: Class -> logit; empty without a classifier.
        truncated: Whether the text was cut to the maximum length.
        windows: Number of windows that it was cut into; 1 for most.
        tokens: All tokens, special ones included. [T]
        results: The scores by each method and class.
    """

    def __init__(self, answer: dict[str, Any]) -> None:
        """Reads an answer.

        Raises:
            ProgramError: It is none.
        """
        try:
            self._read(answer)
        except (KeyError, TypeError, ValueError, IndexError) as error:
            raise ProgramError(
                f"globenc-index explain gave an answer that this package cannot read ({error!r}): install a "
                "program and a package of one version"
            ) from error

    def _read(self, answer: dict[str, Any]) -> None:
        self.id: str = answer["example"]
        self.text: str | None = answer["text"]
        self.pair: str | None = answer["pair"]
        self.label: str | None = answer["label"]
        self.labels: list[str] | None = answer.get("labels", None if self.label is None else [self.label])
        self.predicted: str | None = answer["predicted"]
        self.predicted_labels: list[str] | None = answer.get("predicted_labels")
        self.confidence: float | None = answer["confidence"]
        self.value: float | None = answer.get("value")
        self.logits: dict[str, float] = answer["logits"] or {}
        self.truncated: bool = answer["truncated"]
        self.windows: int = answer["windows"]
        self.results = _results(answer["attributions"])
        found = sorted(answer["tokens"], key=lambda token: int(token["position"]))
        if [token["position"] for token in found] != list(range(len(self.results[0].scores))):
            raise ValueError("not all tokens are there")
        places = [(token["segment"], token["start"] is None, _or(token["start"]), _or(token["end"])) for token in found]
        texts = (self.text or "", self.pair or "")
        pieces = [
            _piece(token["token"], texts[segment][max(start, 0) : max(end, 0)])
            for token, (segment, _, start, end) in zip(found, places)
        ]
        self.words: list[Word] = WordBreak(pieces, places, texts[0], self.pair).words()
        surfaces = {position: word.surface for word in self.words for position in word.tokens}
        self.tokens = [
            Token(
                token["token"],
                surfaces.get(position),
                token["start"],
                token["end"],
                token["segment"],
                token["start"] is None,
            )
            for position, token in enumerate(found)
        ]

    def __repr__(self) -> str:
        return f"<Explained {self.id!r}: {len(self)} tokens, predicted {self.predicted!r}>"

    def __len__(self) -> int:
        return len(self.tokens)

    def __str__(self) -> str:
        return str(self.show())

    def _repr_html_(self) -> str:
        return self.show().html

    def result(self, method: str | None = None, cls: str | None = None) -> Result:
        """The scores by a method, and what goes with them.

        Args:
            method: The name of a method; None for the first.
            cls: Of a method with a sign: a class, "predicted" or "gold"; None for the predicted one.

        Raises:
            QuestionError: The method was not computed.
            NoSuchExample: The text has no scores for the class.
        """
        named = [result for result in self.results if result.method.name == (method or self.results[0].method.name)]
        if not named:
            raise QuestionError(
                f"scores by '{method}' were not computed, but those by "
                f"{', '.join(dict.fromkeys(each.method.name for each in self.results))}: "
                f"explain with methods=['{method}']"
            )
        if not named[0].method.signed or all(result.cls is None for result in named):
            return named[0]
        wanted = self.predicted if cls in (None, "predicted") else self.label if cls == "gold" else cls
        chosen = next((result for result in named if result.cls == wanted), None)
        if chosen is None:
            listed = ", ".join(f"'{result.cls}'" for result in named)
            raise NoSuchExample(
                f"the text has no scores by {named[0].method} for the class '{wanted}': it has them for {listed}"
            )
        return chosen

    def scores(self, method: str | None = None, cls: str | None = None) -> NDArray[numpy.float32]:
        """The scores of the tokens. float32 [T]; arguments and errors as of `result`."""
        return self.result(method, cls).scores

    def show(self, method: str | None = None, cls: str | None = None) -> Shown:
        """The text with its scores as colours, for a notebook, and as brackets elsewhere; arguments and errors as of
        `result`.
        """
        from ..display.shown import show_example

        methods = {str(result.method) for result in self.results}
        return show_example(self, len(methods) > 1 or self.results[0].method.signed, method, cls)


def _results(attributions: list[dict[str, Any]]) -> list[Result]:
    names = list(dict.fromkeys((each["method"], each["aggregate"]) for each in attributions))
    results = []
    for each in attributions:
        key = (each["method"], each["aggregate"])
        method = Method(names.index(key), *key, "class" in each, None, None)
        scores = numpy.array(each["scores"], numpy.float32)
        results.append(Result(method, each.get("class"), scores, each.get("bias"), each.get("logit")))
    return results


def _or(number: int | None) -> int:
    return -1 if number is None else int(number)


def _piece(name: str, stretch: str) -> Piece:
    """A piece with what decides the borders of words. A store has that from the tokenizer; here the text tells what
    the piece contributes.
    """
    continues = name.startswith("##") and name != "##"
    surface = name[2:] if continues else name.lstrip("Ġ▁")
    if not surface.isascii() and surface.casefold() != stretch.strip().casefold():
        # Byte-level vocabularies spell other letters than ASCII's by their bytes.
        surface = stretch.strip()
    return Piece(0, name, None if surface == name else surface, characters.traits_of_piece(name, continues, surface))
