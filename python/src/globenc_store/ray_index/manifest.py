"""What a run has finished: `manifest.json` in the output folder."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .failures import RayIndexError

FORMAT, VERSION = "globenc shards", 1

#: What a run is of, in the order in which differences are named.
_KEYS = {
    "corpus": "another corpus",
    "model": "another model",
    "options": "other options",
    "shards": "another number of shards",
}


class Manifest:
    """The manifest of an output folder.

    The file is replaced as a whole, so that a run that dies leaves the last one.

    Attributes:
        run: What the run is of: "corpus", "model", "options", "shards".
        finished: Name of a shard's store -> "digest", "bytes", "modified" (nanoseconds), "failed", "messages", "node";
            and "parquet", the digest of
            the store that the dataset has.
        outputs: Path of a merged store -> "shards" (their digests), "bytes", "modified".
    """

    def __init__(self, folder: Path, run: dict[str, Any]) -> None:
        """Reads the manifest of a folder, or begins a new one.

        Raises:
            RayIndexError: The folder has the shards of another run, or the manifest cannot be read.
        """
        self.path = folder / "manifest.json"
        self.run = run
        self.finished: dict[str, dict[str, Any]] = {}
        self.outputs: dict[str, dict[str, Any]] = {}
        if self.path.exists():
            self._continue()
        self.write()

    def _continue(self) -> None:
        try:
            old = json.loads(self.path.read_text(encoding="utf-8"))
            known = old["format"] == FORMAT and old["version"] == VERSION
            former, self.finished, self.outputs = old["run"], dict(old["finished"]), dict(old["outputs"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise RayIndexError(
                f"'{self.path}' is no manifest that can be read: name another folder with --out, or delete it"
            ) from error
        if not known:
            raise RayIndexError(
                f"'{self.path}' was written by another version of this package: name another folder with --out"
            )
        for key, word in _KEYS.items():
            if former.get(key) != self.run[key]:
                raise RayIndexError(
                    f"the folder '{self.path.parent}' has shards made with {word} ({_difference(former.get(key), self.run[key])}): "
                    "name another folder with --out, or repeat the former command"
                )

    def write(self) -> None:
        """Writes the file."""
        content = {
            "format": FORMAT,
            "version": VERSION,
            "run": self.run,
            "finished": self.finished,
            "outputs": self.outputs,
        }
        text = json.dumps(content, indent=1, sort_keys=True)
        beside = self.path.with_suffix(".json.part")
        try:
            with beside.open("w", encoding="utf-8") as file:
                file.write(text + "\n")
                file.flush()
                os.fsync(file.fileno())
            beside.replace(self.path)
        except OSError as error:
            raise RayIndexError(
                f"'{self.path}' cannot be written: {error.strerror}; the shards that are finished stay"
            ) from error

    def add(self, name: str, record: dict[str, Any]) -> None:
        """Records a finished shard, or what else is known of it."""
        self.finished[name] = {**self.finished.get(name, {}), **record}
        self.write()

    def recorded(self, name: str) -> dict[str, Any] | None:
        """The record of a finished shard whose file is as it was left; None where the shard is not finished or its
        file has changed since."""
        record = self.finished.get(name)
        return (
            record
            if record is not None and _stamp(self.path.parent / name) == (record["bytes"], record["modified"])
            else None
        )

    def merged(self, output: str, digests: list[str]) -> bool:
        """Whether a store is the one that was merged from shards with these digests."""
        record = self.outputs.get(self._name(output))
        return (
            record is not None
            and record["shards"] == digests
            and _stamp(Path(output)) == (record["bytes"], record["modified"])
        )

    def _name(self, output: str) -> str:
        """The path of a store, below the folder where it is there, so that the folder may be moved."""
        path = Path(output)
        return str(path.relative_to(self.path.parent)) if path.is_relative_to(self.path.parent) else output

    def add_merged(self, output: str, digests: list[str]) -> None:
        """Records a merged store."""
        size, modified = _stamp(Path(output)) or (0, 0)
        self.outputs[self._name(output)] = {"shards": digests, "bytes": size, "modified": modified}
        self.write()


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def _difference(former: Any, now: Any) -> str:
    if isinstance(former, dict) and isinstance(now, dict):
        for key in sorted({*former, *now}):
            if former.get(key) != now.get(key):
                return f"{key}: {_short(former.get(key))}, now {_short(now.get(key))}"
    if isinstance(former, list) and isinstance(now, list):
        for one, other in zip(former, now):
            if one != other:
                return _difference(one, other)
        return f"{len(former)} files, now {len(now)}"
    return f"{_short(former)}, now {_short(now)}"


def _short(value: Any) -> str:
    text = "none" if value is None else str(value)
    return text if len(text) <= 60 else text[:57] + "..."


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Holds an output folder for one run.

    Raises:
        RayIndexError: Another run has it, or it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / ".lock").open("a")
    except OSError as error:
        raise RayIndexError(f"the output folder '{folder}' cannot be made or written: {error.strerror}") from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise RayIndexError(
                f"another run writes into the folder '{folder}': wait for its end, or name another with --out"
            ) from error
        yield


def model_identity(model: str) -> dict[str, Any]:
    """What tells a model from others: of a directory, the size and SHA-256 of each of its files; of a hub name, the
    name.

    Raises:
        RayIndexError: A file cannot be read.
    """
    root = Path(model)
    if not root.is_dir():
        return {"name": model}
    digests: dict[str, Any] = {}
    for file in sorted(each for each in root.iterdir() if each.is_file() and each.suffix in _MODEL_FILES):
        hashed = hashlib.sha256()
        try:
            with file.open("rb") as opened:
                while chunk := opened.read(1 << 20):
                    hashed.update(chunk)
        except OSError as error:
            raise RayIndexError(f"the model '{file}' cannot be read: {error.strerror}") from error
        digests[file.name] = hashed.hexdigest()
    return digests


_MODEL_FILES = (".json", ".safetensors", ".bin", ".txt", ".model")
