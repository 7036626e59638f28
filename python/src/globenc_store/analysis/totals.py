"""Sums of tokens from the totals that the indexer keeps (schema/README.md, "Totals")."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..codec import checksum
from ..errors import DamagedRecord
from .moments import TokenSums
from .selection import GOLD, PREDICTED, Scoring

if TYPE_CHECKING:
    from ..base import BaseStore

ANY = -1
_MOST_CLASSES = 8
_COUNTERS = "method, class, gold, predicted, examples, tokens, truncated, confidences, confidence_total"


def _damage(what: str) -> DamagedRecord:
    return DamagedRecord(f"{what} are damaged: they do not add up to their checksum; globenc-index repair adds them up anew")


def counters(store: BaseStore, condition: str, values: tuple[object, ...] = ()) -> list[dict[str, int]]:
    """Rows of `slice`, checked.

    Raises: DamagedRecord where one disagrees with its checksum.
    """
    version = store.version
    names = _COUNTERS.split(", ")
    if version == 3:
        sql, hashed = f"id, {_COUNTERS}, checksum", _COUNTERS.split(", ")
    else:
        own = _COUNTERS.removeprefix("method, class, ")
        sql = f"id, 0 AS method, 0 AS class, {own}, {'checksum' if version == 2 else 'NULL'}"
        hashed = own.split(", ")
        if "method" in condition:
            condition = condition.replace("method = 0 AND class = 0", "1")
    found = []
    for cells in store.file.rows(f"SELECT {sql} FROM main.slice WHERE {condition}", values):
        if not all(isinstance(cell, int) for cell in cells[:-1]):
            raise _damage("the counters of a label")
        row = dict(zip(["id", *names], cells))
        counts = [row[name] for name in ("examples", "tokens", "truncated", "confidences")]
        is_sound = version == 1 or checksum.of_totals([row[name] for name in hashed]) == cells[-1]
        if not is_sound or not all(0 <= count < 1 << 48 for count in counts):
            raise _damage("the counters of a label")
        found.append(row)
    return found


class Totals:
    """Reads kept totals of a store of version 3."""

    def __init__(self, store: BaseStore, *, words: bool, include_special: bool = False) -> None:
        self._store, self._words, self._special = store, words, include_special
        self._has_sets = store.settings.has_label_sets
        self._is_for_each_class = len(store.settings.labels) <= _MOST_CLASSES

    def answer(self, scoring: Scoring, predicted: int) -> bool:
        """Whether they answer for a slice with this predicted label."""
        if self._store.version < 3 or (scoring.class_id < 0 and self._has_sets):
            return False
        if scoring.class_id in (0, PREDICTED):
            return True
        return self._is_for_each_class or scoring.class_id == predicted

    def _condition(self, scoring: Scoring, gold: int, predicted: int) -> str:
        of_class = {PREDICTED: "predicted", GOLD: "gold"}.get(scoring.class_id, str(scoring.class_id))

        def label(column: str, id: int, of_each: bool) -> str:  # noqa: A002
            return f"{column} > 0" if of_each and id == ANY else f"{column} = {int(id)}"

        return (
            f"method = {int(scoring.method.id)} AND class = {of_class} AND {label('gold', gold, scoring.class_id == GOLD)}"
            f" AND {label('predicted', predicted, scoring.class_id == PREDICTED)}"
        )

    def sums(self, scoring: Scoring, gold: int, predicted: int) -> TokenSums:
        """The sums over the examples of a slice; ANY stands for any label.

        Raises: DamagedRecord where a row disagrees with its checksum.
        """
        condition = self._condition(scoring, gold, predicted)
        sums = TokenSums(sum(row["examples"] for row in counters(self._store, condition)))
        is_kept = scoring.class_id < 0 or gold > 0 or predicted != ANY or self._has_sets
        if not is_kept:
            condition = f"method = {int(scoring.method.id)} AND class = {int(scoring.class_id)} AND gold = {ANY} AND predicted <> {ANY}"
        for (id,) in self._store.file.rows(f"SELECT id FROM main.slice WHERE {condition}"):  # noqa: A001
            self._add(id, sums)
        return sums

    def _add(self, part: int, sums: TokenSums) -> None:
        if self._words:
            for row in self._store.file.rows(
                "SELECT word, texts, count, total, squares, cubes, checksum FROM main.word_total WHERE slice = ?", (part,)
            ):
                self._add_row(part, [part, row[0], *row[1:6]], row, sums, row[0])
        for special in [1] if self._words else [0, 1]:
            if special and not self._special:
                continue
            for row in self._store.file.rows(
                "SELECT token, texts, count, total, squares, cubes, checksum FROM main.token_total WHERE slice = ? AND special = ?",
                (part, special),
            ):
                self._add_row(part, [part, special, *row[:6]], row, sums, None)

    def _add_row(self, part: int, hashed: list[Any], row: tuple[Any, ...], sums: TokenSums, word: bytes | None) -> None:
        try:
            is_sound = checksum.of_totals(hashed) == row[6] and 0 <= row[1] < 1 << 48 and 0 <= row[2] < 1 << 48
            name = self._store.reader.pieces[row[0]].name if word is None else word.decode()
        except (TypeError, ValueError, AttributeError):
            is_sound, name = False, ""
        if not is_sound:
            raise _damage("the totals of a word" if word is not None else "the totals of a token")
        sums.add(name, (row[1], row[2], row[3], row[4], row[5]))
