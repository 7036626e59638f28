"""What a store holds: `globenc-query info --json`."""

from __future__ import annotations

import json
import math
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from ..codec import checksum
from ..codec.matrix import CODEC_NAMES
from ..errors import DamagedRecord
from ..reading.filters import Filter
from ..reading.settings import Method
from .evaluation import results
from .moments import ONE
from .statistics import wilson
from .totals import ANY, counters

if TYPE_CHECKING:
    from ..base import BaseStore

_RUN = (
    "tool_version, backend, instruction_set, corpus, workers, started_at, finished_at, interrupted, examples, skipped, failed, truncated, "
    "tokens, audit"
)

_SHARD = "number, shards, corpus, bytes, beginning, row_limit, row_count, content"


def _name(store: BaseStore, id: int) -> str | None:
    return None if id == 0 else store.reader.labels.name(id)


def _time(seconds: float | None) -> str | None:
    if seconds is None:
        return None
    return datetime.fromtimestamp(math.floor(seconds), timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def labels(store: BaseStore) -> list[dict[str, Any]]:
    """The combinations of gold and predicted label, by the bytes of the names, missing ones last."""
    found = []
    for row in counters(store, "method = 0 AND class = 0 AND gold >= 0 AND predicted >= 0"):
        confidences = row["confidences"]
        found.append({
            "label": _name(store, row["gold"]), "predicted": _name(store, row["predicted"]), "examples": row["examples"],
            "mean_confidence": row["confidence_total"] / ONE / confidences if confidences else None,
        })  # fmt: skip

    def key(row: dict[str, Any]) -> tuple[tuple[bool, bytes], ...]:
        return tuple((row[name] is None, (row[name] or "").encode()) for name in ("label", "predicted"))

    return sorted(found, key=key)


def _accuracy(store: BaseStore, pairs: list[dict[str, Any]]) -> float | None:
    if store.settings.has_label_sets:
        return None
    classes = {*store.settings.labels, *(row["predicted"] for row in pairs if row["predicted"] is not None)}
    judged = [row for row in pairs if row["label"] in classes and row["predicted"] is not None]
    total = sum(row["examples"] for row in judged)
    right = sum(row["examples"] for row in judged if row["label"] == row["predicted"])
    return right / total if total else None


def runs_of(store: BaseStore) -> list[dict[str, Any]]:
    """The runs of the indexer that wrote the store, oldest first."""
    runs = []
    for row in store.file.rows(f"SELECT {_RUN} FROM main.run ORDER BY id"):
        try:
            run: dict[str, Any] = {name: cell.decode() if isinstance(cell, bytes) else cell for name, cell in zip(_RUN.split(", "), row)}
            run["started_at"], run["finished_at"] = _time(run["started_at"]), _time(run["finished_at"])
            run["interrupted"] = bool(run["interrupted"])
            run["audit"] = _audit(run["audit"])
        except (ValueError, TypeError, KeyError, OverflowError, OSError, AttributeError):
            raise DamagedRecord(f"a record of a run in the store {store.path} is damaged: globenc-query verify says more") from None
        runs.append(run)
    return runs


def _shard(store: BaseStore) -> dict[str, Any]:
    """Which shard of a corpus the store has, of how many, and whether it has all of its rows; nothing of other stores."""
    if not store.file.integer("SELECT count(*) FROM main.sqlite_master WHERE type = 'table' AND name = 'shard'"):
        return {}
    row = store.file.row(f"SELECT {_SHARD}, checksum FROM main.shard")
    if row is None or checksum.of_row(row[:-1]) != row[-1]:
        raise DamagedRecord(f"the record of the shard in the store {store.path} is damaged: globenc-query verify says more")
    return {"shard": row[0], "shards": row[1], "shard_finished": row[7] is not None}


def _audit(text: str | None) -> dict[str, Any] | None:
    if text is None:
        return None
    audit = json.loads(text)
    made = {
        "examples": audit["examples"], "label_agreement": audit.get("labelAgreement"), "mean_spearman": audit["meanSpearman"],
        "lowest_spearman": audit["lowestSpearman"], "largest_confidence_difference": audit.get("largestConfidenceDifference"),
    }  # fmt: skip
    if audit.get("methods") is not None:
        made["methods"] = [
            {
                "method": each["method"]["name"], "aggregate": each["method"].get("aggregate"), "mean_spearman": each["meanSpearman"],
                "lowest_spearman": each["lowestSpearman"],
            }
            for each in audit["methods"]
        ]  # fmt: skip
    return made


def scored(store: BaseStore, method: Method) -> tuple[int, list[str]]:
    """How many examples have scores by a method, as kept counts tell, and the classes for which some have."""
    rows = counters(store, "method = ?" if store.version == 3 else "1", (method.id,) if store.version == 3 else ())
    of_any = [row for row in rows if row["gold"] == ANY and row["predicted"] == ANY]
    largest = max(
        max((row["examples"] for row in of_any), default=0),
        sum(row["examples"] for row in rows if row["class"] > 0 and row["gold"] == ANY and row["predicted"] == row["class"]),
        sum(row["examples"] for row in rows if row["class"] > 0 and row["gold"] == row["class"] and row["predicted"] == ANY),
    )
    classes = store.settings.explained_classes
    ids = sorted(row["class"] for row in of_any if row["examples"] > 0)
    every = _all(store).get("examples", 0)
    return min(largest, every), [classes[id - 1] for id in ids if 0 < id <= len(classes)]


def _all(store: BaseStore) -> dict[str, int]:
    rows = counters(store, f"method = 0 AND class = 0 AND gold = {ANY} AND predicted = {ANY}")
    return rows[0] if rows else {}


def _label_sets(store: BaseStore) -> dict[str, Any]:
    """How gold and predicted sets agree, in one scan."""
    classes = store.settings.classes
    gold_counts: dict[str, int] = {}
    predicted_counts: dict[str, int] = {}
    known = empty = unknown = judged = foreign = exact = 0
    for batch in store.reader.rows(Filter()):
        for row in batch:
            predicted = set(store.reader.predicted_set(row) or [])
            for name in predicted:
                predicted_counts[name] = predicted_counts.get(name, 0) + 1
            gold = store.reader.gold_set(row)
            if gold is None:
                unknown += 1
                continue
            known += 1
            empty += not gold
            for name in set(gold):
                gold_counts[name] = gold_counts.get(name, 0) + 1
            if all(name in classes for name in gold):
                judged += 1
                exact += set(gold) == predicted
            else:
                foreign += 1
    interval = wilson(exact, judged) if judged else None
    others = sorted((name for name in gold_counts if name not in classes), key=str.encode)
    return {
        "known": known, "empty": empty, "unknown": unknown, "judged": judged, "gold_outside_classes": foreign,
        "exact_match": exact / judged if judged else None,
        "exact_match_interval": None if interval is None else list(interval),
        "labels": [{"label": name, "gold": gold_counts.get(name, 0), "predicted": predicted_counts.get(name, 0)} for name in classes + others],
    }  # fmt: skip


def info(store: BaseStore) -> dict[str, Any]:
    """See `Store.info`."""
    settings, first = store.settings, store.settings.methods[0]
    counts, pairs, runs = _all(store), labels(store), runs_of(store)
    matrices = store.file.rows("SELECT codec, matrix_values, bytes FROM main.matrix_total ORDER BY codec")
    values, size = sum(row[1] for row in matrices), sum(row[2] for row in matrices)
    names = sorted({f"{run['backend']} ({run['instruction_set']})" for run in runs}, key=str.encode)
    columns = settings.columns
    made: dict[str, Any] = {
        "model": settings.model, "model_fingerprint": settings.model_fingerprint, "tokenizer_fingerprint": settings.tokenizer_fingerprint,
        "method": first.name, "aggregate": first.aggregate, "precision": settings.precision, "backend": ", ".join(names) or None,
        "max_length": settings.max_length, "stride": settings.stride, "texts": settings.texts, "layers": settings.layers,
        "problem_type": settings.problem_type, "examples": counts.get("examples", 0), "tokens": counts.get("tokens", 0),
        "truncated": counts.get("truncated", 0), "accuracy": _accuracy(store, pairs), "matrix_values": values, "matrix_bytes": size,
        "bits_per_value": size * 8 / values if values else None,
        "codec": ",".join(CODEC_NAMES.get(row[0], f"codec {row[0]}") for row in matrices),
        "max_relative_error": 0.001 if any(row[0] == 1 for row in matrices) else 0.0, "file_bytes": store.path.stat().st_size,
        "schema_version": store.version, "label_rule": (settings.label_rule or {}).get("kind"), "model_labels": settings.labels,
        "columns": {
            "text": columns["text"], "text_pair": columns.get("textPair"), "label": columns["label"], "id": columns["id"],
            "keep": settings.keep,
        },
        "labels": pairs, "runs": runs, **_shard(store),
    }  # fmt: skip
    if settings.has_label_sets:
        made["label_sets"] = _label_sets(store)
    if settings.has_choice_of_scores:
        made["methods"] = [
            {
                "method": method.name, "aggregate": method.aggregate, "signed": method.signed, "examples": examples, "classes": classes,
                "imported": method.imported, "options": method.options,
            }
            for method in settings.methods
            for examples, classes in [scored(store, method)]
        ]  # fmt: skip
    made["evaluations"] = len(results(store))
    return made
