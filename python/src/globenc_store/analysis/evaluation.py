"""What evaluations of methods found: `globenc-query evaluation`."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

from ..codec import checksum
from ..errors import DamagedRecord
from .statistics import q_values

if TYPE_CHECKING:
    from ..base import BaseStore

_COLUMNS = (
    "id, method, aggregate, layer, class, metric, step, word, value, low, high, examples, masking, sample, seed, options, made_at"
)
KINDS = {
    "method": "text", "aggregate": "text", "metric": "text", "value": "double", "low": "double", "high": "double", "examples": "integer",
    "by": "text", "sample": "integer", "seed": "text", "layer": "integer", "class": "text", "step": "double", "word": "text", "options": "list", "q": "double",
}  # fmt: skip


def results(store: BaseStore) -> list[dict[str, Any]]:
    """The results in the order of writing, as the JSON of the program has them; what an unfinished evaluation has done so far is none.

    Raises: DamagedRecord where a row disagrees with its checksum.
    """
    if store.version < 3:
        return []
    found = []
    for row in store.file.rows(f"SELECT {_COLUMNS}, checksum FROM main.evaluation ORDER BY id"):
        damage = DamagedRecord(f"evaluation {row[0]} is damaged: globenc-index repair drops it, so that the next evaluation makes it anew")
        if checksum.of_row(row[:-1]) != row[-1]:
            raise damage
        try:
            cells = {name: cell.decode() if isinstance(cell, bytes) else cell for name, cell in zip(_COLUMNS.split(", "), row)}
            options = None if cells["options"] is None else json.loads(cells["options"])
        except ValueError:
            raise damage from None
        if cells["metric"] == "unfinished":
            continue
        low, high, seed = cells["low"], cells["high"], cells["seed"]
        has_interval = low is not None and high is not None and low <= high
        found.append({
            "method": cells["method"], "aggregate": cells["aggregate"], "metric": cells["metric"], "value": cells["value"],
            "low": low if has_interval else None, "high": high if has_interval else None, "examples": cells["examples"],
            "by": cells["masking"], "sample": cells["sample"], "seed": None if seed is None else seed % (1 << 64), "layer": cells["layer"],
            "class": cells["class"], "step": cells["step"], "word": cells["word"], "options": options, "q": None,
        })  # fmt: skip
    # The first p-value of each word counts, as in the program.
    tested: dict[str, dict[str, Any]] = {}
    for result in found:
        if result["metric"] == "logit_change_p" and result["word"] is not None and result["value"] is not None:
            tested.setdefault(result["word"], result)
    p = [result["value"] for result in tested.values()]
    for result, q in zip(tested.values(), q_values([math.log(value) if value > 0 else -math.inf for value in p])):
        result["q"] = q
    return found
