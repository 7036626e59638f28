"""Words with which the model is wrong: `globenc-query top --by error-rate`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ..errors import DamagedRecord, QuestionError
from ..reading.filters import Filter
from .contrast import NONE, Finding, finding
from .moments import NOTHING, TokenSums
from .scan import Scan
from .selection import PREDICTED, Scoring
from .statistics import q_values, wilson
from .tails import Hypergeometric
from .totals import ANY, Totals, counters

if TYPE_CHECKING:
    from ..base import BaseStore
    from ..reading.examples import Read


class Rate(NamedTuple):
    """A row of the answer."""

    token: str
    texts: int
    wrong: int
    error_rate: float
    error_rate_lower: float
    error_rate_upper: float
    contrast: float
    q: float


def _compare(texts: int, wrong: int, held: int, found: int) -> Finding:
    """Fisher's exact test, mid-p."""
    if not 0 < held < texts or not 0 < wrong < texts:
        return NONE
    distribution = Hypergeometric(texts, wrong, held)
    if not distribution.lowest <= found <= distribution.highest:
        return NONE
    is_above = float(found) * float(texts) > float(wrong) * float(held)
    return finding(distribution.log_middle_tail(found, is_above=is_above), is_above)


def _kept(store: BaseStore, chosen: Filter, words: bool) -> tuple[TokenSums, TokenSums] | None:
    """The sums over judged and over wrong texts from kept totals; None where they do not answer."""
    first = store.settings.methods[0]
    is_of_class = first.signed and bool(store.settings.explained_classes)
    scoring = Scoring(first, PREDICTED if is_of_class else 0, None)
    totals = Totals(store, words=words)
    if not chosen.is_of_labels_only or store.settings.has_label_sets or not totals.answer(scoring, ANY):
        return None
    labels, classes = store.reader.labels, store.reader.labels.classes
    gold = None if chosen.label is None else labels.id(chosen.label)
    predicted = None if chosen.predicted is None else labels.id(chosen.predicted)
    every, wrong = TokenSums(), TokenSums()
    for row in counters(store, f"method = 0 AND class = 0 AND gold BETWEEN 1 AND {classes} AND predicted BETWEEN 1 AND {classes}"):
        if gold not in (None, row["gold"]) or predicted not in (None, row["predicted"]):
            continue
        sums = totals.sums(scoring, row["gold"], row["predicted"])
        if sums is None or sums.examples != row["examples"]:
            return None
        every.add_all(sums)
        if row["gold"] != row["predicted"]:
            wrong.add_all(sums)
    return every, wrong


def _scanned(store: BaseStore, chosen: Filter, words: bool) -> tuple[TokenSums, TokenSums]:
    scan = Scan(store, None, words=words)
    if store.settings.has_label_sets:
        every = scan.sums(replace(chosen, correct=True))
        wrong = scan.sums(replace(chosen, misclassified=True))
        every.add_all(wrong)
        return every, wrong
    classes = store.reader.labels.classes

    def is_judged(read: Read) -> bool:
        return all(id is not None and 1 <= id <= classes for id in (read.row.label_id, read.row.predicted_id))

    def is_wrong(read: Read) -> bool:
        return is_judged(read) and read.row.label_id != read.row.predicted_id

    return scan.sums(chosen, test=is_judged), scan.sums(chosen, test=is_wrong)


def error_rates(
    store: BaseStore, chosen: Filter, *, words: bool, min_count: int | None, limit: int | None, is_listed: Callable[[str], bool]
) -> tuple[list[Rate], int, int]:
    """The rows, the number of judged texts, and how many of these are wrong.

    Raises: QuestionError where no text can be judged.
    """
    if chosen.correct or chosen.misclassified:
        raise QuestionError("by='error-rate' looks at right and wrong predictions: it does not go with correct or misclassified")
    every, wrong = _kept(store, chosen, words) or _scanned(store, chosen, words)
    if every.examples <= 0:
        raise QuestionError("no example of the slice has a prediction and a gold label that is a class of the model")
    tokens = every.in_texts(max(5 if min_count is None else min_count, 1))
    findings = {}
    for name, moments in tokens.items():
        findings[name] = _compare(every.examples, wrong.examples, moments[0], wrong.moments.get(name, NOTHING)[0])
    q = dict(zip(findings, q_values([log_p for _, log_p in findings.values()])))
    ranked = sorted(tokens, key=lambda name: (-findings[name][0], -tokens[name][0], name.encode()))
    rows: list[Rate] = []
    for name in ranked:
        if limit is not None and len(rows) >= limit:
            break
        if not is_listed(name):
            continue
        texts, errors = tokens[name][0], wrong.moments.get(name, NOTHING)[0]
        if not 0 <= errors <= texts:
            raise DamagedRecord(f"the totals of '{name}' are damaged: more texts are wrong than there are; globenc-index repair adds them up anew")
        lower, upper = wilson(errors, texts)
        rows.append(Rate(name, texts, errors, errors / texts, lower, upper, findings[name][0], q[name]))
    return rows, every.examples, wrong.examples
