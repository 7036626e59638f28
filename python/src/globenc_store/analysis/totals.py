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

        def label(column: str, id: int, of_each: bool) -> str:
            return f"{column} > 0" if of_each and id == ANY else f"{column} = {int(id)}"

        return (
            f"method = {int(scoring.method.id)} AND class = {of_class} AND {label('gold', gold, scoring.class_id == GOLD)}"
            f" AND {label('predicted', predicted, scoring.class_id == PREDICTED)}"
        )

    def sums(self, scoring: Scoring, gold: int, predicted: int) -> TokenSums | None:
        """The sums over the examples of a slice; ANY stands for any label.

        None where the rows contradict one another: one was lost with its key, which no checksum can tell.
        Raises: DamagedRecord where a row disagrees with its checksum.
        """
        condition = self._condition(scoring, gold, predicted)
        parts = counters(self._store, condition)
        sums = TokenSums(sum(row["examples"] for row in parts))
        if not (scoring.class_id < 0 or gold > 0 or predicted != ANY or self._has_sets):
            parts = counters(
                self._store, f"method = {int(scoring.method.id)} AND class = {int(scoring.class_id)} AND gold = {ANY} AND predicted <> {ANY}"
            )
            if sum(row["examples"] for row in parts) != sums.examples:
                return None
        for part in parts:
            if not self._add(part, sums):
                return None
        return sums

    def _add(self, part: dict[str, int], sums: TokenSums) -> bool:
        """Adds the rows of a part; whether none is missing: its tokens are counted, and words have the scores of their tokens.

        (Scores of texts of white space alone are in no word; then False is wrong, and costs a scan.)
        """
        pieces = [self._rows("token_total", part["id"], special) for special in (0, 1)]
        if sum(row[2] for rows in pieces for row in rows) != part["tokens"]:
            return False
        listed = pieces[0]
        if self._words:
            listed = self._rows("word_total", part["id"], None)
            if sum(row[3] for row in listed) != sum(row[3] for row in pieces[0]):
                return False
        for rows in [listed, pieces[1]] if self._special else [listed]:
            for name, texts, count, total, squares, cubes in rows:
                sums.add(name, (texts, count, total, squares, cubes))
        return True

    def _rows(self, table: str, part: int, special: int | None) -> list[tuple[str, int, int, int, int, int]]:
        """Names and moments of the rows of a part."""
        key = "word" if special is None else "token"
        condition, values = ("slice = ?", (part,)) if special is None else ("slice = ? AND special = ?", (part, special))
        rows = self._store.file.rows(f"SELECT {key}, texts, count, total, squares, cubes, checksum FROM main.{table} WHERE {condition}", values)
        of_key = bytes if special is None else int
        if not all(isinstance(row[0], of_key) and all(isinstance(cell, int) for cell in row[1:]) for row in rows):
            raise _damage(f"the totals of a {key}")
        columns = list(zip(*rows)) if rows else [()] * 7
        known = [[part] * len(rows)] + ([] if special is None else [[special] * len(rows)])
        sums = checksum.of_totals_many([*known, *columns[:6]])
        if any(row[6] != sum_ or not 0 <= row[1] < 1 << 48 or not 0 <= row[2] < 1 << 48 for row, sum_ in zip(rows, sums)):
            raise _damage(f"the totals of a {key}")
        if special is not None:
            return [(self._store.reader.pieces[row[0]].name, *row[1:6]) for row in rows]
        try:
            return [(row[0].decode(), *row[1:6]) for row in rows]
        except UnicodeDecodeError:
            raise _damage("the totals of a word") from None
