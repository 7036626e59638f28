"""Whatever happens to a file, answers are right or the errors are ours."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import struct
import threading

import numpy
import pytest

import globenc_store
from places import FIXTURES, SAMPLES

V3 = FIXTURES / "v3" / "store.globenc"


def everything(path):
    """All that a store answers, in a form that can be compared; what cannot be read is None."""
    answers = {}
    with globenc_store.open(path) as store:
        questions = {
            "info": lambda: {key: value for key, value in store.info.items() if key != "runs"},
            "examples": lambda: store.examples(arrow=True),
            "tokens": lambda: store.tokens(arrow=True),
            "words": lambda: store.words(arrow=True),
            "top": lambda: store.top(label="negative", min_count=1).to_dict(),
            "pieces": lambda: store.top(label="positive", pieces=True, min_count=1).to_dict(),
            "rates": lambda: store.top(by="error-rate", min_count=1).to_dict(),
            "wrong": lambda: store.top(misclassified=True, min_count=1).to_dict(),
            "evaluation": lambda: store.evaluation().to_dict(),
        }
        for name, question in questions.items():
            try:
                answers[name] = question()
            except globenc_store.StoreError as error:
                assert str(error) and "\n" not in str(error)
                answers[name] = None
        try:
            ids = list(store.examples(on_damage=lambda error: None).example)
        except globenc_store.StoreError:
            ids = []
        for id in ids:
            for question in (lambda: store.example(id).tokens, lambda: store.example(id).text, lambda: store.windows(id)):
                try:
                    question()
                except globenc_store.StoreError:
                    pass
            try:
                answers["matrices", id] = {key: value.tobytes() for key, value in store.matrices(id).items()}
            except globenc_store.StoreError:
                answers["matrices", id] = None
    return answers


def assert_right(found, expected):
    """Each answer is the undamaged store's, or none."""
    for name, answer in found.items():
        if answer is None:
            continue
        right = expected[name]
        if isinstance(name, tuple):
            # A row of the table may have been lost with its key; those that are there are right.
            assert all(right.get(key) == value for key, value in answer.items()), name
        elif hasattr(answer, "equals"):
            assert answer.equals(right), name
        else:
            assert repr(answer) == repr(right), name


def flips(path, tmp_path, count, seed):
    """Flips single bits of a copy, one at a time."""
    expected = everything(path)
    data = path.read_bytes()
    generator = random.Random(seed)
    damaged = tmp_path / "flipped.globenc"
    refused = 0
    for _ in range(count):
        place, bit = generator.randrange(len(data)), generator.randrange(8)
        flipped = bytearray(data)
        flipped[place] ^= 1 << bit
        damaged.write_bytes(flipped)
        try:
            found = everything(damaged)
        except globenc_store.StoreError as error:
            assert str(error) and "\n" not in str(error)
            refused += 1
            continue
        try:
            assert_right(found, expected)
        except AssertionError as error:
            raise AssertionError(f"bit {bit} of byte {place}: {error}") from None
        refused += any(answer is None for answer in found.values())
    assert refused > 0


@pytest.mark.parametrize("version", [1, 2, 3])
def test_flipped_bits_of_old_stores(tmp_path, version):
    flips(FIXTURES / f"v{version}" / "store.globenc", tmp_path, 300 if os.environ.get("GLOBENC_LONG") == "1" else 60, version)


@pytest.mark.long
@pytest.mark.parametrize("name", ["lossless", "windows", "sets", "signed"])
def test_flipped_bits(stores, tmp_path, name):
    flips(stores(name), tmp_path, 300, 7)


def test_flipped_payloads(tmp_path):
    """Flips in records alone, each of which a checksum has to find."""
    path = tmp_path / "store.globenc"
    generator = random.Random(3)
    with globenc_store.open(V3) as store:
        ids = list(store.examples().example)
    for column, table, ask in [
        ("payload", "matrix", lambda store, id: store.matrix(id)),
        ("size", "matrix", lambda store, id: store.matrix(id)),
        ("exponent", "matrix", lambda store, id: store.matrix(id)),
        ("scores", "example", lambda store, id: store.example(id)),
        ("offsets", "example", lambda store, id: store.example(id)),
        ("text", "example", lambda store, id: store.example(id)),
        ("confidence", "example", lambda store, id: store.example(id)),
        ("logits", "example", lambda store, id: store.example(id)),
        ("label", "example", lambda store, id: store.example(id)),
    ]:
        shutil.copy(V3, path)
        connection = sqlite3.connect(path)
        key, value = connection.execute(f"SELECT key, {column} FROM {table} ORDER BY key LIMIT 1").fetchone()
        if isinstance(value, bytes):
            changed = bytearray(value)
            changed[generator.randrange(len(changed))] ^= 1 << generator.randrange(8)
            value = bytes(changed)
        elif isinstance(value, str):
            value = value + "."
        elif isinstance(value, float):
            value = struct.unpack("<d", struct.pack("<Q", struct.unpack("<Q", struct.pack("<d", value))[0] ^ 1))[0]
        else:
            value = value + 1 if column != "label" else 3 - value
        with connection:
            connection.execute(f"UPDATE {table} SET {column} = ? WHERE key = ?", (value, key))
        owner = key >> 10 if table == "matrix" else key
        (id,) = connection.execute("SELECT id FROM example WHERE key = ?", (owner,)).fetchone()
        connection.close()
        with globenc_store.open(path) as store:
            with pytest.raises(globenc_store.DamagedRecord, match=id) as caught:
                ask(store, id)
            assert caught.value.id == id
            assert "globenc-index repair" in str(caught.value)
            if table == "example":
                with pytest.raises(globenc_store.DamagedRecord):
                    store.tokens()
                left_out = []
                frame = store.tokens(on_damage=left_out.append)
                assert [error.id for error in left_out] == [id] and set(frame.example) == set(ids) - {id}


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
