"""Folders of tables: those that `datasets` saves, and folders of Parquet or Arrow files, as on Hugging Face's hub."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from typing import Any

from . import tables
from .failures import CorpusError
from .features import Features, of_description

#: train-00000-of-00002.parquet, as files on the hub are called.
SPLIT = re.compile(r"(?P<split>[A-Za-z0-9_.]+)-\d{5}-of-\d{5}(-[0-9a-f]+)?\.[a-z]+")


@dataclass(frozen=True)
class Part:
    """A file of a folder.

    Attributes:
        path: The file.
        features: Names of classes that the folder has for it; empty where only the file may have some.
    """

    path: str
    features: Features


def is_dataset(folder: str) -> bool:
    """Whether `datasets` saved this folder."""
    return any(os.path.isfile(os.path.join(folder, name)) for name in ("state.json", "dataset_dict.json"))


def has_tables(folder: str) -> bool:
    """Whether a folder is one of `datasets`, or has Parquet or Arrow files."""
    return is_dataset(folder) or bool(_files(folder))


def parts(folder: str, split: str | None) -> list[Part]:
    """The files of a folder, in order.

    Args:
        folder: The folder.
        split: The wanted split; None where there is only one.

    Raises:
        CorpusError: There are several splits and none is named, or none of that name; or the folder is not whole.
    """
    if os.path.isfile(os.path.join(folder, "dataset_dict.json")):
        names = _json(folder, "dataset_dict.json").get("splits")
        splits = [name for name in names if isinstance(name, str)] if isinstance(names, list) else []
        return _saved(os.path.join(folder, _chosen(folder, splits, split)))
    if os.path.isfile(os.path.join(folder, "state.json")):
        if split is not None:
            raise CorpusError(f"corpus '{folder}' is one data set without splits: leave out the split '{split}'")
        return _saved(folder)
    files = _files(folder)
    matches = {path: SPLIT.fullmatch(os.path.basename(path)) for path in files}
    if all(matches.values()):
        of = {path: match["split"] for path, match in matches.items() if match}
        chosen = _chosen(folder, list(dict.fromkeys(of.values())), split)
        return [Part(path, Features()) for path in files if of[path] == chosen]
    if split is not None:
        raise CorpusError(
            f"the files of corpus '{folder}' are not called by splits (train-00000-of-00001.parquet): leave out "
            f"the split '{split}'"
        )
    return [Part(path, Features()) for path in files]


def _chosen(folder: str, splits: list[str], wanted: str | None) -> str:
    listed = ", ".join(f"'{name}'" for name in splits)
    if wanted is None:
        if len(splits) == 1:
            return splits[0]
        raise CorpusError(
            f"corpus '{folder}' has the splits {listed}: say which one is meant with split (--split NAME)"
        )
    if wanted not in splits:
        raise CorpusError(f"corpus '{folder}' has no split '{wanted}'; it has {listed}")
    return wanted


def _saved(folder: str) -> list[Part]:
    state = _json(folder, "state.json")
    if state.get("_indices_files") or state.get("_indices_data_files"):
        raise CorpusError(
            f"corpus '{folder}' is a selection of another data set's rows: save it once more with a newer version "
            "of datasets"
        )
    files = state.get("_data_files")
    names = [file.get("filename") for file in files if isinstance(file, dict)] if isinstance(files, list) else []
    features = of_description(_json(folder, "dataset_info.json").get("features"))
    found = [Part(os.path.join(folder, name), features) for name in names if isinstance(name, str)]
    absent = next((part.path for part in found if not os.path.isfile(part.path)), None)
    if absent is not None or not found:
        raise CorpusError(
            f"corpus '{folder}' is not whole: it lacks {absent or 'its data files'}; copy the whole folder once more"
        )
    return found


def _json(folder: str, name: str) -> dict[str, Any]:
    try:
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            found = json.load(file)
    except (OSError, ValueError) as error:
        raise CorpusError(
            f"corpus '{folder}' is not whole: its {name} cannot be read ({error}); copy the whole folder once more"
        ) from error
    return found if isinstance(found, dict) else {}


def _files(folder: str) -> list[str]:
    """The tables of a folder and its subfolders, in the order of their names; hidden ones are left out."""
    found: list[str] = []
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith((".", "_"))]
        found += [
            os.path.join(root, name)
            for name in names
            if not name.startswith((".", "_")) and name.lower().endswith(tables.PARQUET + tables.ARROW)
        ]
    return sorted(found)
