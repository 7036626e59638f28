"""What all examples of a store have in common."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from ..codec import checksum
from ..errors import DamagedRecord
from .file import StoreFile

MULTI_LABEL = "multi_label_classification"
REGRESSION = "regression"
_PROBLEMS = {"single_label_classification", MULTI_LABEL, REGRESSION, "none"}


@dataclass(frozen=True)
class Method:
    """A method of attribution.

    ``id`` is its number in the tables, 0 where its scores are in the rows of the examples. ``signed``: scores are for and against a class,
    in logits; else shares of a text that add up to 1. ``place``, ``last_place``: the numbers of its matrices; None where it has none.
    """

    id: int
    name: str
    aggregate: str | None
    signed: bool
    place: int | None
    last_place: int | None
    options: dict[str, Any] | None = None

    @property
    def imported(self) -> bool:
        """Whether another program made the scores."""
        return bool(self.options and self.options.get("imported") is True)

    def __str__(self) -> str:
        return f"{self.name}, {self.aggregate}" if self.aggregate else self.name


@dataclass(frozen=True)
class Settings:
    """The settings of a store; schema/README.md says what each means."""

    model: str
    model_fingerprint: str
    tokenizer_fingerprint: str
    precision: str
    max_length: int
    layers: str
    columns: dict[str, Any]
    labels: list[str]
    problem_type: str
    codec: str
    stride: int | None
    texts: bool
    label_rule: dict[str, Any] | None
    threshold: float | None
    methods: list[Method] = field(default_factory=list)

    @property
    def keep(self) -> list[str]:
        """The names of the kept columns."""
        return list(self.columns.get("keep", []))

    @property
    def classes(self) -> list[str]:
        """The names of the model's classes in order, each once."""
        return list(dict.fromkeys(self.labels))

    @property
    def explained_classes(self) -> list[str]:
        """The classes that signed scores can be for; a regression model's one value has no name."""
        return [] if self.problem_type == REGRESSION else self.classes

    @property
    def has_label_sets(self) -> bool:
        """Whether the model gives each text as many labels as apply."""
        return self.problem_type == MULTI_LABEL

    @property
    def has_choice_of_scores(self) -> bool:
        """Whether there are more scores than those of one method without sign."""
        return len(self.methods) > 1 or self.methods[0].signed

    @property
    def in_row(self) -> Method | None:
        """The method whose scores are in the rows of the examples."""
        return next((method for method in self.methods if method.id == 0), None)


_V3 = (
    "model, model_fingerprint, tokenizer_fingerprint, precision, max_length, layers, columns, labels, problem_type, codec, stride, texts, "
    "salt, label_rule, threshold"
)
_V2 = (
    "model, model_fingerprint, tokenizer_fingerprint, method, aggregate, precision, max_length, layers, columns, labels, problem_type, codec, "
    "stride, texts, salt"
)
_V1 = "model, model_fingerprint, tokenizer_fingerprint, method, aggregate, precision, max_length, layers, columns, labels, problem_type"
_METHOD = "id, name, aggregate, signed, place, last_place, options"


def read_settings(file: StoreFile) -> Settings:
    """Reads the settings and the methods, and checks them.

    Raises: DamagedRecord where they disagree with their checksums: nothing of a store can be trusted without them.
    """
    damage = DamagedRecord(
        f"the store {file.path} is damaged: its settings do not agree with their checksum, and nothing else has them; make it anew, or use a copy"
    )
    columns = {1: _V1, 2: _V2, 3: _V3}[file.version]
    row = file.row(f"SELECT {columns}{', checksum' if file.version > 1 else ''} FROM main.settings")
    if row is None:
        raise DamagedRecord(f"the store {file.path} is damaged: it has no settings; make it anew, or use a copy")
    names = columns.split(", ")
    if file.version > 1 and checksum.of_row(row[:-1]) != row[-1]:
        raise damage
    try:
        cells: dict[str, Any] = {
            name: value.decode("utf-8") if isinstance(value, bytes) else value for name, value in zip(names, row)
        }
        rule = cells.get("label_rule")
        settings = Settings(
            model=cells["model"], model_fingerprint=cells["model_fingerprint"],
            tokenizer_fingerprint=cells["tokenizer_fingerprint"], precision=cells["precision"], max_length=cells["max_length"],
            layers=cells["layers"], columns=json.loads(cells["columns"]), labels=json.loads(cells["labels"]),
            problem_type=cells["problem_type"], codec=cells.get("codec", "compact"), stride=cells.get("stride"),
            texts=bool(cells.get("texts", 1)), label_rule=None if rule is None else json.loads(rule),
            threshold=_threshold(cells), methods=_methods(file, cells),
        )  # fmt: skip
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise damage from error
    is_sound = (
        settings.problem_type in _PROBLEMS
        and isinstance(settings.columns, dict)
        and isinstance(settings.labels, list)
        and all(isinstance(name, str) for name in [*settings.labels, settings.model, settings.layers])
        and isinstance(settings.columns.get("keep", []), list)
        and all(isinstance(name, str) for name in settings.columns.get("keep", []))
    )
    if not is_sound:
        raise damage
    return settings


def _threshold(cells: dict[str, Any]) -> float | None:
    if cells["problem_type"] != MULTI_LABEL:
        return None
    value = cells.get("threshold")
    return 0.5 if value is None else float(value)


def _methods(file: StoreFile, cells: dict[str, Any]) -> list[Method]:
    if file.version < 3:
        return [Method(0, cells["method"], cells["aggregate"], False, 0, 511)]
    damage = DamagedRecord(
        f"the store {file.path} is damaged: its methods of attribution are not as they were written, and nothing else has them; make it anew, "
        "or use a copy"
    )
    methods = []
    for row in file.rows(f"SELECT {_METHOD}, checksum FROM main.method ORDER BY id LIMIT 1024"):
        if checksum.of_row(row[:-1]) != row[-1]:
            raise damage
        id, name, aggregate, signed, place, last_place, options = row[:-1]
        methods.append(
            Method(
                id, name.decode(), None if aggregate is None else aggregate.decode(), bool(signed), place, last_place,
                None if options is None else json.loads(options),
            )
        )  # fmt: skip
    if not methods:
        raise damage
    return methods
