"""Features of Hugging Face's `datasets`: which columns hold numbers of classes, and what the classes are called.

`datasets` writes them into the schema of its Parquet and Arrow files, under the key "huggingface", and into
`dataset_info.json` of a folder that `save_to_disk` wrote. So the package `datasets` is not needed to read them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Features:
    """Names of classes of the columns that have numbers of classes.

    Attributes:
        names: Column -> the names of its classes, by number.
    """

    names: Mapping[str, list[str]] = field(default_factory=dict)

    def named(self, row: dict[str, Any]) -> dict[str, Any]:
        """A row with names in place of the numbers of classes, also in lists. -1, which stands for an unknown class,
        becomes None.
        """
        if not self.names:
            return row
        return {
            column: _name(value, self.names[column]) if column in self.names else value for column, value in row.items()
        }


def of_schema(metadata: Mapping[bytes, bytes] | None) -> Features:
    """The features that the metadata of an Arrow schema describes; none where it does not."""
    try:
        described = json.loads((metadata or {}).get(b"huggingface", b"{}"))
    except ValueError:
        return Features()
    info = described.get("info") if isinstance(described, dict) else None
    return of_description(info.get("features") if isinstance(info, dict) else None)


def of_description(features: Any) -> Features:
    """The features of a JSON description, as in `dataset_info.json`."""
    if not isinstance(features, dict):
        return Features()
    found = {column: _classes(feature) for column, feature in features.items()}
    return Features({column: names for column, names in found.items() if names})


def _classes(feature: Any) -> list[str]:
    # A list of classes is [feature] in old versions, and {"feature": feature, "_type": "Sequence" or "List"} in others.
    if isinstance(feature, list):
        return _classes(feature[0]) if len(feature) == 1 else []
    if not isinstance(feature, dict):
        return []
    if feature.get("_type") == "ClassLabel":
        names = feature.get("names")
        return [str(name) for name in names] if isinstance(names, list) else []
    return _classes(feature.get("feature"))


def _name(value: Any, names: list[str]) -> Any:
    if isinstance(value, (list, tuple)):
        return [_name(each, names) for each in value]
    if isinstance(value, bool) or not isinstance(value, int):
        return value
    if value < 0:
        return None
    return names[value] if value < len(names) else value
