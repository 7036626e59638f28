"""Whatever happens to a file, answers are right or the errors are ours."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import struct

import pytest

import globenc_store
from places import FIXTURES

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
