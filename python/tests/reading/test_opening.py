"""Files that are no stores, or that cannot be read as they are: each a typed exception with one sentence."""

from __future__ import annotations

import shutil
import sqlite3
import threading

import pytest

import globenc_store
from places import FIXTURES

V3 = FIXTURES / "v3" / "store.globenc"


def test_no_store(tmp_path):
    cases = {
        "absent": None, "empty": b"", "text": b"hello\n" * 50, "short": b"SQLite format 3\0",
    }  # fmt: skip
    for name, data in cases.items():
        path = tmp_path / name
        if data is not None:
            path.write_bytes(data)
        with pytest.raises(globenc_store.StoreError):
            globenc_store.open(path)
    for path in (tmp_path, "/dev/null", "\0", tmp_path / "text" / "x"):
        with pytest.raises(globenc_store.StoreError):
            globenc_store.open(path)
    other = tmp_path / "other.db"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE t (x)")
    connection.commit()
    connection.close()
    with pytest.raises(globenc_store.StoreError, match="another program"):
        globenc_store.open(other)
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith("other")) == ["other.db"]


def test_newer_version(tmp_path):
    path = tmp_path / "new.globenc"
    shutil.copy(V3, path)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 9")
    connection.close()
    with pytest.raises(globenc_store.NewerStore, match="version 9, newer than the 3") as caught:
        globenc_store.open(path)
    assert caught.value.version == 9


def test_truncated(tmp_path):
    path = tmp_path / "cut.globenc"
    data = V3.read_bytes()
    for length in (50, 100, 4096, 8192, len(data) // 2, len(data) - 1):
        path.write_bytes(data[:length])
        with pytest.raises(globenc_store.StoreError):
            globenc_store.open(path)
    path.write_bytes(data[:-8192])
    with pytest.raises(globenc_store.StoreError, match="truncated"):
        globenc_store.open(path)


def test_strange_tables(tmp_path):
    path = tmp_path / "strange.globenc"
    for sql, message in [("CREATE TRIGGER t AFTER INSERT ON run BEGIN SELECT 1; END", "trigger"), ("DROP TABLE matrix", "table matrix is missing")]:
        shutil.copy(V3, path)
        connection = sqlite3.connect(path)
        connection.execute(sql)
        connection.commit()
        connection.close()
        with pytest.raises(globenc_store.StoreError, match=message):
            globenc_store.open(path)


def test_read_only_folder_and_log(tmp_path):
    """A store in WAL mode is read with its log; without one, in a folder that cannot be written to, too."""
    folder = tmp_path / "folder"
    folder.mkdir()
    path = folder / "store.globenc"
    shutil.copy(V3, path)
    writer = sqlite3.connect(path)
    writer.execute("PRAGMA journal_mode = WAL")
    writer.execute("UPDATE run SET corpus = corpus")
    writer.commit()
    with globenc_store.open(path) as store:
        assert len(store) == 12
    writer.close()
    assert not (folder / "store.globenc-wal").exists()
    folder.chmod(0o555)
    path.chmod(0o444)
    try:
        with globenc_store.open(path) as store:
            assert len(store.examples()) == 12
    finally:
        folder.chmod(0o755)


def test_closed_and_unknown(tmp_path):
    store = globenc_store.open(V3)
    with pytest.raises(globenc_store.NoSuchExample, match="no example 'x'") as caught:
        store.example("x")
    assert isinstance(caught.value, KeyError)
    for bad in ("\ud800", ""):
        with pytest.raises(globenc_store.StoreError):
            store.example(bad)
    with pytest.raises(globenc_store.NoSuchExample):
        store.matrix("x")
    id = store.examples().example[0]
    for layer in (-1, 1.5, "2", True):
        with pytest.raises(globenc_store.QuestionError):
            store.matrix(id, layer)
    with pytest.raises(globenc_store.NoSuchExample, match="layer 400"):
        store.matrix(id, 400)
    with pytest.raises(globenc_store.NoSuchExample, match="layer 9999"):
        store.matrix(id, 9999)
    store.close()
    store.close()
    with pytest.raises(globenc_store.StoreError, match="closed"):
        store.example(id)


def test_threads(opened):
    store = opened("movies")
    expected = store.tokens(arrow=True)
    found, errors = [], []

    def read():
        try:
            found.append(store.tokens(arrow=True))
        except Exception as error:  # noqa: BLE001
            errors.append(error)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors and all(table.equals(expected) for table in found)


def test_batches_are_bounded(opened):
    store = opened("movies")
    parts = list(store.tokens(batches=50, arrow=True))
    assert len(parts) == 12
    import pyarrow

    assert pyarrow.concat_tables(parts).equals(store.tokens(arrow=True))
    assert [len(part) for part in store.examples(batches=250)] == [250, 250, 100]
    with pytest.raises(globenc_store.QuestionError):
        store.examples(batches=0)
