"""Reads examples in the order of the corpus, in bounded memory."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from ..codec import blobs, checksum
from ..errors import DamagedRecord, damaged_example
from .example import Result
from .file import StoreFile
from .filters import Filter, KeptCondition
from .names import Labels, Piece, Pieces
from .rows import SCORE_COLUMNS, ExampleRow, ExampleRows, ScoreRow, score_row
from .settings import Settings

BATCH = 256
"""Examples that are read, and whose checksums are computed, at a time."""

OnDamage = Callable[[DamagedRecord], None]


class Read(NamedTuple):
    """An example as it was read, with its pieces and the scores that were asked for."""

    row: ExampleRow
    pieces: list[Piece]
    results: list[Result]


def _raise(error: DamagedRecord) -> None:
    raise error


class ExampleReader:
    """Reads the examples of a store."""

    def __init__(self, file: StoreFile, settings: Settings) -> None:
        self.file, self.settings = file, settings
        self.labels = Labels(file, settings)
        self.pieces = Pieces(file)
        self._rows = ExampleRows(file, settings, self.labels)
        self._methods = {method.id: method for method in settings.methods}
        self._has_score_rows = any(method.id > 0 for method in settings.methods)
        self._places = {name: index for index, name in reversed(list(enumerate(settings.labels)))}

    def one(self, id: str) -> Read | None:
        """The example with an id; None where there is none.

        Raises: DamagedRecord where its record is damaged.
        """
        try:
            rows = self.file.rows(f"SELECT {self._rows.columns} FROM main.example WHERE id = ?", (id,))
        except DamagedRecord:
            raise damaged_example(id) from None
        except UnicodeEncodeError:
            return None
        if not rows:
            return None
        decoded = self._rows.decode(rows)[0]
        if isinstance(decoded, DamagedRecord) or decoded.id != id:
            raise damaged_example(id)
        return next(iter(self._complete([decoded], True, _raise)))

    def batches(
        self, chosen: Filter, *, with_scores: bool = True, on_damage: OnDamage | None = None, size: int = BATCH
    ) -> Iterator[list[Read]]:
        """The examples that pass a filter, by row of the corpus and then by id, in lists of at most `size`.

        Raises: DamagedRecord where a record is damaged, unless `on_damage` is there to take it.
        """
        on_damage = on_damage or _raise
        for rows in self.rows(chosen, on_damage=on_damage, size=size):
            batch = list(self._complete(rows, with_scores, on_damage))
            if batch:
                yield batch

    def rows(self, chosen: Filter, *, on_damage: OnDamage | None = None, size: int = BATCH) -> Iterator[list[ExampleRow]]:
        """The rows of the examples that pass a filter."""
        on_damage = on_damage or _raise
        label_id = None if chosen.label is None else self.labels.id(chosen.label)
        predicted_id = None if chosen.predicted is None else self.labels.id(chosen.predicted)
        if (chosen.label is not None and label_id is None) or (chosen.predicted is not None and predicted_id is None):
            return
        where, values = chosen.sql(label_id, predicted_id, self.labels.classes, self.settings.has_label_sets)
        conditions = self._conditions(chosen)
        for raw in self._raw(chosen, where, values, size):
            batch = []
            for decoded in self._rows.decode(raw):
                if isinstance(decoded, DamagedRecord):
                    on_damage(decoded)
                elif self._passes(decoded, chosen, conditions):
                    batch.append(decoded)
            if batch:
                yield batch

    def _raw(self, chosen: Filter, where: str, values: list[object], size: int) -> Iterator[list[tuple[object, ...]]]:
        columns = self._rows.columns
        if chosen.ids is None:
            # The index has the rows in order, so that nothing is sorted but the examples of one row.
            sql = f"SELECT {columns} FROM main.example INDEXED BY example_by_row {where} ORDER BY row, id"
            yield from self.file.batches(sql, values, size=size)
            return
        found = []
        for id in dict.fromkeys(chosen.ids):
            found += self.file.rows("SELECT row, id, key FROM main.example WHERE id = ?", (str(id),))
        found.sort()
        condition = f"{where} {'AND' if where else 'WHERE'} key = ?"
        batch: list[tuple[object, ...]] = []
        for _, _, key in found:
            batch += self.file.rows(f"SELECT {columns} FROM main.example {condition}", [*values, key])
            if len(batch) == size:
                yield batch
                batch = []
        if batch:
            yield batch

    def _conditions(self, chosen: Filter) -> list[KeptCondition]:
        conditions = [KeptCondition(column, wanted, self.settings) for column, wanted in chosen.where.items()]
        for condition in conditions:
            if condition.asks_for_numbers:
                condition.compares_texts = not self._holds_numbers(condition.place)
        return conditions

    def _holds_numbers(self, place: int) -> bool:
        from .numbers import Decimal

        for batch in self.rows(Filter(), on_damage=lambda _: None):
            for row in batch:
                value = row.kept[place]
                if value is not None and Decimal.parse(value[0]) is not None:
                    return True
        return False

    def predicted_set(self, row: ExampleRow) -> list[str] | None:
        """The predicted labels of a model that gives sets of them: the classes whose sigmoid reaches the threshold; None for others."""
        if not self.settings.has_label_sets:
            return None
        threshold = self.settings.threshold or 0.0
        chosen = []
        for name, logit in zip(self.settings.labels, row.logits.tolist()):
            sigmoid = 1 / (1 + math.exp(-logit)) if logit > -700 else 0.0
            if sigmoid >= threshold:
                chosen.append(name)
        return list(dict.fromkeys(chosen))

    def gold_set(self, row: ExampleRow) -> list[str] | None:
        """The gold labels; None where they are not known."""
        return row.labels if row.labels is not None else None if row.label is None else [row.label]

    def _passes(self, row: ExampleRow, chosen: Filter, conditions: Sequence[KeptCondition]) -> bool:
        if self.settings.has_label_sets and (chosen.label or chosen.predicted or chosen.correct or chosen.misclassified):
            gold, predicted = self.gold_set(row), self.predicted_set(row) or []
            if chosen.label is not None and chosen.label not in (gold or []):
                return False
            if chosen.predicted is not None and chosen.predicted not in predicted:
                return False
            if chosen.correct and (gold is None or set(gold) != set(predicted)):
                return False
            if chosen.misclassified and (
                gold is None or not all(name in self._places for name in gold) or set(gold) == set(predicted)
            ):
                return False
        return all(condition.holds(row.kept) for condition in conditions)

    def _complete(self, rows: Sequence[ExampleRow], with_scores: bool, on_damage: OnDamage) -> Iterator[Read]:
        stored = self.score_rows(rows) if with_scores and self._has_score_rows else [[] for _ in rows]
        for row, score_rows in zip(rows, stored):
            try:
                pieces = self.pieces.of(row.token_ids)
                if score_rows is None:
                    raise damaged_example(row.id)
                read = Read(row, pieces, self.results(row, score_rows))
            except DamagedRecord as error:
                on_damage(
                    error if error.id is not None else DamagedRecord(f"example '{row.id}' cannot be read: {error}", row.id)
                )
                continue
            yield read

    def results(self, row: ExampleRow, score_rows: Sequence[ScoreRow]) -> list[Result]:
        """The scores of a whole text, in the order of the methods and classes.

        Raises: DamagedRecord where a row belongs to no method or class, or has another number of scores.
        """
        results = []
        if self.settings.in_row is not None:
            results.append(Result(self.settings.in_row, None, row.scores))
        for stored in sorted(score_rows, key=lambda row: (row.method, row.class_id)):
            results.append(self.result(stored, row.token_count, row.id))
        return results

    def result(self, stored: ScoreRow, count: int, id: str) -> Result:
        """The scores in a row that agrees with its checksum."""
        method = self._methods.get(stored.method)
        classes = self.settings.classes
        if method is None or method.id == 0 or not 0 <= stored.class_id <= len(classes):
            raise damaged_example(id)
        try:
            scores = stored.decoded(count)
        except blobs.BadBlob:
            raise damaged_example(id) from None
        name = classes[stored.class_id - 1] if stored.class_id else None
        return Result(method, name, scores, stored.bias, stored.logit)

    def score_rows(self, rows: Sequence[ExampleRow], *, of_windows: bool = False) -> list[list[ScoreRow] | None]:
        """The rows of `score` of each example; None where one is damaged."""
        grouped: list[list[ScoreRow] | None] = []
        for row in rows:
            last = (row.key + (max(row.windows, 1) - 1 if of_windows else 0)) << 20 | 0xFFFFF
            bounds = (row.key << 20, last)
            if not 0 < row.key < 1 << 42 or last >= 1 << 63:
                grouped.append(None)
                continue
            condition = "" if of_windows else "AND window = 0"
            try:
                cells = self.file.rows(f"SELECT {SCORE_COLUMNS} FROM main.score WHERE key BETWEEN ? AND ? {condition} ORDER BY key", bounds)
            except DamagedRecord:
                grouped.append(None)
                continue
            made = [score_row(cell) for cell in cells]
            grouped.append(None if any(entry is None for entry in made) else [entry for entry in made if entry is not None])
        flat = [stored for group in grouped if group is not None for stored in group]
        sums = iter(checksum.fnv1a_many([stored.hashed() for stored in flat]))
        for place, group in enumerate(grouped):
            if group is not None and not all([stored.checksum == next(sums) for stored in group]):
                grouped[place] = None
        return grouped
