"""The manifest of an output folder, and the lock on it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from globenc_store.ray_index.failures import RayIndexError
from globenc_store.ray_index.manifest import Manifest, locked, model_identity

RUN: dict[str, Any] = {
    "corpus": [{"name": "a.jsonl", "bytes": 10, "ends": "0" * 64}],
    "model": {"config.json": "1"},
    "options": {"--methods": "n-enc"},
    "shards": 2,
}


def shard(folder: Path, name: str) -> dict[str, Any]:
    (folder / name).write_bytes(b"store")
    found = (folder / name).stat()
    return {
        "digest": "d",
        "bytes": found.st_size,
        "modified": found.st_mtime_ns,
        "failed": 0,
        "messages": [],
        "node": "n",
    }


def test_continues(tmp_path: Path) -> None:
    Manifest(tmp_path, RUN).add("a", shard(tmp_path, "a"))
    again = Manifest(tmp_path, RUN)
    assert again.recorded("a") is not None
    assert again.recorded("b") is None
    os.utime(tmp_path / "a", (1, 1))
    assert again.recorded("a") is None, "the file has changed since"
    (tmp_path / "a").unlink()
    assert again.recorded("a") is None


def test_merged_store_is_known_where_the_folder_moves(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    (one / "merged.globenc").write_bytes(b"merged")
    Manifest(one, RUN).add_merged(str(one / "merged.globenc"), ["d", "e"])
    one.rename(other)
    again = Manifest(other, RUN)
    assert again.merged(str(other / "merged.globenc"), ["d", "e"])
    assert not again.merged(str(other / "merged.globenc"), ["d", "f"])


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"corpus": [{"name": "a.jsonl", "bytes": 11, "ends": "0" * 64}]}, r"another corpus \(bytes: 10, now 11\)"),
        ({"corpus": []}, r"another corpus \(1 files, now 0\)"),
        ({"model": {"config.json": "2"}}, r"another model \(config.json: 1, now 2\)"),
        ({"options": {}}, r"other options \(--methods: n-enc, now none\)"),
        ({"shards": 3}, r"another number of shards \(2, now 3\)"),
    ],
)
def test_other_runs_are_refused(tmp_path: Path, change: dict[str, Any], sentence: str) -> None:
    Manifest(tmp_path, RUN).add("a", shard(tmp_path, "a"))
    before = (tmp_path / "manifest.json").read_bytes()
    with pytest.raises(RayIndexError, match=sentence):
        Manifest(tmp_path, {**RUN, **change})
    assert (tmp_path / "manifest.json").read_bytes() == before, "nothing is lost"
    assert (tmp_path / "a").exists()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"format": "globenc shards", "version": 1}',
        '{"format": "x", "version": 9, "run": {}, "finished": {}, "outputs": {}}',
    ],
)
def test_unreadable(tmp_path: Path, content: str) -> None:
    (tmp_path / "manifest.json").write_text(content)
    with pytest.raises(RayIndexError, match="name another folder with --out"):
        Manifest(tmp_path, RUN)
    assert (tmp_path / "manifest.json").read_text() == content


def test_one_run_at_a_time(tmp_path: Path) -> None:
    code = "import sys, pathlib; from globenc_store.ray_index.manifest import locked\nwith locked(pathlib.Path(sys.argv[1])): print('have'); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", code, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None and other.stdin is not None
        assert other.stdout.readline() == "have\n"
        with pytest.raises(RayIndexError, match="another run writes"), locked(tmp_path):
            pass
        other.stdin.close()
    with locked(tmp_path):
        pass


def test_model_identity(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    (tmp_path / "README.md").write_text("x")
    former = model_identity(str(tmp_path))
    assert list(former) == ["config.json"]
    (tmp_path / "config.json").write_text("{ }")
    assert model_identity(str(tmp_path)) != former
    assert model_identity("org/model") == {"name": "org/model"}
