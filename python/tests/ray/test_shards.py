"""The shard of a row is the program's."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from cluster_helpers import MODEL, write_rows
from globenc_store.ray_index import shard_name, shard_of

import globenc_store


def test_documented_values() -> None:
    # printf %s ID | sha256sum: the first 16 hexadecimal digits, modulo 6.
    assert shard_of("", 6) == 0xE3B0C44298FC1C14 % 6
    assert shard_of("abc", 6) == 0xBA7816BF8F01CFEA % 6
    assert shard_of("abc", 1) == 0
    assert shard_name(3, 6) == "shard-0003-of-0006.globenc"


@pytest.mark.parametrize("has_ids", [True, False])
def test_program_agrees(sharding: None, globenc_index: str, tmp_path: Path, has_ids: bool) -> None:
    ids = [f"review {number}" for number in range(20)] + ["é", "e\u0301", "😀", "007", "7", " 7", "a\tb"]
    rows = [{"text": f"text {place}", **({"id": id_} if has_ids else {})} for place, id_ in enumerate(ids)]
    corpus = write_rows(tmp_path / "rows.jsonl", rows)
    expected = ids if has_ids else [str(number) for number in range(1, len(ids) + 1)]
    found: list[str] = []
    for number in range(3):
        store = tmp_path / shard_name(number, 3)
        command = [globenc_index, corpus, "--model", MODEL, "--store", store, "--shard", f"{number}/3", "--quiet"]
        subprocess.run(command, check=True)
        with globenc_store.open(store) as opened:
            here = list(opened.examples().example)
        assert {shard_of(each, 3) for each in here} <= {number}
        found += here
    assert sorted(found) == sorted(expected)
