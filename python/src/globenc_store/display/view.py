"""What is shown of a text: the words with their scores, and the lines above and below it, whatever the form."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from ..reading import characters
from .layout import Layout
from .numbers import harmless, logit_sum, percent, rounded, signed

LISTED = 5


class Labelled(Protocol):
    """What the heading of an example needs."""

    @property
    def id(self) -> str: ...
    @property
    def labels(self) -> list[str] | None: ...
    @property
    def predicted(self) -> str | None: ...
    @property
    def predicted_labels(self) -> list[str] | None: ...
    @property
    def confidence(self) -> float | None: ...
    @property
    def value(self) -> float | None: ...
    @property
    def windows(self) -> int: ...
    @property
    def truncated(self) -> bool: ...


@dataclass(frozen=True)
class Scores:
    """The scores of a text by one method.

    Attributes:
        values: One for each token: shares that add up to 1 or, with a sign, logits. [T]
        method: What the method is called: "n-enc, rollout".
        is_signed: Whether scores speak for or against a class.
        is_named: Whether the heading names the method, since there are others.
        cls: The class that signed scores explain; None for the value of a regression model.
        bias, logit: What the scores add up to the logit with; None where not known.
    """

    values: list[float]
    method: str
    is_signed: bool = False
    is_named: bool = True
    cls: str | None = None
    bias: float | None = None
    logit: float | None = None


@dataclass(frozen=True)
class View:
    """A text with its scores, ready to be written.

    Attributes:
        heading: The id, the labels, the prediction, the method.
        layout: The words.
        scores: The score of each unit of the layout.
        maximum: The largest size of a score of a unit that is no special token.
    """

    id: str
    heading: str
    layout: Layout
    given: Scores
    scores: list[float] = field(init=False)
    maximum: float = field(init=False)

    def __post_init__(self) -> None:
        scores = [unit.sum(self.given.values) for unit in self.layout.units]
        object.__setattr__(self, "scores", scores)
        sizes = [abs(score) for unit, score in zip(self.layout.units, scores) if not unit.special]
        object.__setattr__(self, "maximum", max(sizes, default=0.0))

    @property
    def title_of_class(self) -> str:
        """ " negative", to follow "for" and "against"; empty for a model without classes."""
        return f" {harmless(self.given.cls)}" if self.given.cls is not None else ""

    def score_text(self, unit: int) -> str:
        """The score of a unit with its unit of measurement: "11.0 %" or "+3.09"."""
        return signed(self.scores[unit]) if self.given.is_signed else percent(self.scores[unit])

    @property
    def evidence(self) -> list[tuple[str, list[str]]]:
        """The lines below the text: what they begin with, and the words that they list."""
        ranked = sorted(
            (index for index, unit in enumerate(self.layout.units) if not unit.special),
            key=lambda index: (-abs(self.scores[index]), index),
        )

        def items(sign: int) -> list[str]:
            chosen = [index for index in ranked if self.scores[index] * sign > 0][:LISTED]
            return [f"{harmless(self.layout.units[index].name)} {self.score_text(index)}" for index in chosen]

        if not self.given.is_signed:
            return [("strongest", items(1))]
        return [(f"for{self.title_of_class}", items(1)), (f"against{self.title_of_class}", items(-1))]

    @property
    def sum(self) -> str | None:
        """The terms of the logit; None without a sign, and where they are not known."""
        if not self.given.is_signed or self.given.bias is None or self.given.logit is None:
            return None
        logit, tokens, bias = logit_sum(sum(self.given.values), self.given.bias, self.given.logit)
        return f"logit {signed(logit)}: tokens {signed(tokens)}, bias {signed(bias)}"

    @property
    def leading(self) -> dict[int, bool]:
        """The five strongest of the units whose size is above that of a token if all were alike, punctuation aside,
        and whether each is strong: at least two thirds of the strongest."""
        count = max(len(self.given.values), 1)
        uniform = (sum(map(abs, self.given.values)) if self.given.is_signed else 1) / count
        sizes = [abs(score) for score in self.scores]
        chosen = [
            index
            for index, unit in enumerate(self.layout.units)
            if not unit.special
            and sizes[index] > uniform * (1 + 1e-6)
            and not _is_punctuation(unit.name)
            and unit.name.strip()
        ]
        best = sorted(chosen, key=lambda index: (-sizes[index], index))[:LISTED]
        return {index: sizes[index] >= 2 / 3 * sizes[best[0]] for index in best}


def heading(example: Labelled, tokens: int, scores: Scores) -> str:
    """The line above an example."""
    parts = [f"example {harmless(example.id)}"]
    if example.labels is not None:
        parts.append(f"gold {_list(example.labels)}")
    sure = "" if example.confidence is None else percent(example.confidence)
    if example.predicted_labels is not None:
        highest = "" if example.predicted is None else f" (highest: {harmless(example.predicted)} {sure})"
        parts.append(f"predicted {_list(example.predicted_labels)}{highest}")
    elif example.predicted is not None:
        parts.append(f"predicted {harmless(example.predicted)}" + (f" ({sure})" if sure else ""))
    if example.value is not None:
        parts.append(f"value {rounded(example.value)}")
    if example.windows > 1:
        parts.append(f"joined from {example.windows} windows")
    if example.truncated:
        parts.append(f"truncated to {tokens:,} token{'' if tokens == 1 else 's'}")
    if scores.is_named:
        cls = f" for {harmless(scores.cls)}" if scores.is_signed and scores.cls is not None else ""
        logit = f" (logit {signed(scores.logit)})" if scores.is_signed and scores.logit is not None else ""
        parts.append(scores.method + cls + logit)
    return " · ".join(parts)


def _list(labels: list[str]) -> str:
    return ", ".join(map(harmless, labels)) if labels else "none"


def _is_punctuation(text: str) -> bool:
    marks = [characters.is_punctuation(character) for character in text]
    return any(marks) and all(is_mark or characters.is_dropped(character) for is_mark, character in zip(marks, text))
