"""Parquet of a store, read back by pyarrow and DuckDB."""

from __future__ import annotations

import numpy
import pytest

import globenc_store

parquet = pytest.importorskip("pyarrow.parquet")


@pytest.mark.parametrize("name", ["methods", "windows", "sets", "no-text", "kept"])
def test_tables(opened, tmp_path, name):
    store = opened(name)
    paths = store.to_parquet(tmp_path)
    assert {path.relative_to(tmp_path).as_posix() for path in paths.values()} == {
        f"{table}/part-0.parquet" for table in ("examples", "results", "tokens", "words", "matrices")
    }
    assert parquet.read_table(paths["words"]).equals(store.words(arrow=True))
    tokens = parquet.read_table(paths["tokens"])
    assert tokens.drop(["special"]).equals(store.tokens(arrow=True))
    examples = parquet.read_table(paths["examples"])
    assert examples.drop(["row", "windows", "logits"]).equals(store.examples(arrow=True))
    results = parquet.read_table(paths["results"]).to_pylist()
    first = store.example(results[0]["example"])
    assert [row["class"] for row in results if row["example"] == first.id] == [result.cls for result in first.results]
    matrices = parquet.read_table(paths["matrices"]).to_pylist()
    for row in matrices[:: max(len(matrices) // 40, 1)]:
        values = numpy.frombuffer(row["values"], dtype=row["dtype"]).reshape(row["size"], row["size"])
        expected = store.matrix(row["example"], row["layer"] or None, row["method"], aggregate=row["aggregate"], window=row["window"])
        numpy.testing.assert_array_equal(values, expected)
    assert len(matrices) == store.file.integer("SELECT count(*) FROM matrix")


def test_partitions_replace_what_was_there(opened, tmp_path):
    store = opened("movies")
    folder = tmp_path / "tokens" / "shard=3"
    folder.mkdir(parents=True)
    (folder / "part-7.parquet").write_bytes(b"left by a killed call")
    (folder / ".part-0.parquet.draft").write_bytes(b"left by a killed call")
    store.to_parquet(tmp_path, partition="shard=3", tables=["tokens", "examples"], label="negative")
    assert [path.name for path in folder.iterdir()] == ["part-0.parquet"]
    assert not (tmp_path / "words").exists()
    assert parquet.read_table(tmp_path / "examples").column("shard").to_pylist() == [3] * 301
    for bad in ("shard", "../x=1", "a=b/../c", "a=b/"):
        with pytest.raises(globenc_store.QuestionError, match="no partition"):
            store.to_parquet(tmp_path, partition=bad)
    with pytest.raises(globenc_store.QuestionError, match="no table"):
        store.to_parquet(tmp_path, tables=["matrix"])


def test_duckdb(opened, tmp_path):
    duckdb = pytest.importorskip("duckdb")
    store = opened("movies")
    store.to_parquet(tmp_path, tables=["words"])
    query = f"SELECT count(*), sum(score) FROM '{tmp_path}/words/*.parquet' WHERE name = 'never' AND label = 'negative'"
    count, total = duckdb.connect().execute(query).fetchall()[0]
    answer = store.top(label="negative", by="mean", k=None).set_index("token").loc["never"]
    assert (count, total) == (answer["count"], answer["total"])
