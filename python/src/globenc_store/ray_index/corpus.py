"""The corpus of a run, as the driver and each node see it."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..streams import is_table
from .failures import NodeError, RayIndexError

#: Bytes at the beginning and at the end of a file that tell it from others.
PROBE = 1 << 20

_URL = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]+://")


@dataclass(frozen=True)
class Corpus:
    """The corpus, and who reads it.

    Attributes:
        paths: Paths (absolute) or URLs, in order.
        reader: "program": the program opens the files itself; "tables": Python reads Parquet or Arrow files that each
            node sees; "ray": Ray's
            readers read URLs.
    """

    paths: tuple[str, ...]
    reader: str

    @classmethod
    def of(cls, paths: Sequence[str]) -> Corpus:
        """Tells who reads the corpus.

        Raises:
            RayIndexError: There is no corpus, it is a pipe, or it needs two readers.
        """
        if not paths:
            raise RayIndexError(
                "no corpus is named: python -m globenc_store.ray_index CORPUS --model DIR --out DIR --shards N"
            )
        if "-" in paths:
            raise RayIndexError(
                "standard input (-) cannot be read by each task of a cluster: write the rows into a file that all nodes see"
            )
        readers = {"ray" if _URL.match(path) else "tables" if is_table(path) else "program" for path in paths}
        if len(readers) > 1:
            raise RayIndexError(
                "the corpus has files of several kinds (URLs, tables, texts): make them of one kind, or index each kind by itself"
            )
        reader = readers.pop()
        return cls(tuple(path if reader == "ray" else os.path.abspath(path) for path in paths), reader)

    @property
    def name(self) -> str:
        """The corpus in messages."""
        return f"corpus '{self.paths[0]}'" + (f" and {len(self.paths) - 1} more" if len(self.paths) > 1 else "")

    def identity(self) -> list[dict[str, Any]]:
        """What tells the corpus from others: of each file its name, its size in bytes, and a hash of its first and
        last MiB; of a URL its size.

        Raises:
            RayIndexError: A file is missing or cannot be read.
        """
        if self.reader == "ray":
            return [each for path in self.paths for each in _remote(path)]
        return [_probe(file) for path in self.paths for file in _files(path)]

    def check(self, expected: list[dict[str, Any]], node: str) -> None:
        """Checks that a node sees the corpus that the driver sees.

        Raises:
            NodeError: It sees none, or another one.
        """
        try:
            found = self.identity()
        except RayIndexError as error:
            raise NodeError(
                f"node {node} does not see the {self.name}: put it on storage that all nodes see under this name, or give a URL ({error})"
            ) from error
        if found != expected:
            raise NodeError(
                f"node {node} has another {self.name} than the driver: put it on storage that all nodes see under this name"
            )


def _files(path: str) -> list[Path]:
    root = Path(path)
    if not root.is_dir():
        return [root]
    return sorted(each for each in root.rglob("*") if each.is_file() and not each.name.startswith("."))


def _probe(file: Path) -> dict[str, Any]:
    try:
        size = file.stat().st_size
        with file.open("rb") as opened:
            digest = hashlib.sha256(opened.read(PROBE))
            opened.seek(max(0, size - PROBE))
            digest.update(opened.read(PROBE))
    except OSError as error:
        raise RayIndexError(f"the corpus '{file}' cannot be read: {error.strerror}") from error
    return {"name": file.name, "bytes": size, "ends": digest.hexdigest()}


def _remote(url: str) -> list[dict[str, Any]]:
    from pyarrow import fs

    try:
        system, path = fs.FileSystem.from_uri(url)
        found = system.get_file_info(path)
        infos = (
            system.get_file_info(fs.FileSelector(path, recursive=True))
            if found.type == fs.FileType.Directory
            else [found]
        )
    except (OSError, ValueError) as error:
        raise RayIndexError(f"the corpus '{url}' cannot be reached: {str(error).splitlines()[0]}") from error
    files = [each for each in infos if each.type == fs.FileType.File]
    if not files:
        raise RayIndexError(f"there is no corpus '{url}'")
    return [{"name": each.path, "bytes": each.size} for each in sorted(files, key=lambda each: each.path)]
