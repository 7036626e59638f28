"""The SQL of docs/scale.md, run over the dataset of a store, answers as globenc-query does."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import globenc_store

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "scale.md"


def queries(folder: Path) -> list[str]:
    return [
        each.replace("OUT/parquet", str(folder))
        for each in re.findall(r"```sql\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    ]


@pytest.fixture(scope="module")
def dataset(stores: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dataset") / "parquet"
    with globenc_store.open(stores("movies")) as store:
        ids = list(store.examples().example)
        # Two partitions, as two shards have them.
        for number, part in enumerate((ids[::2], ids[1::2])):
            store.to_parquet(folder, partition=f"shard={number}", ids=part)
    return folder


@pytest.mark.parametrize("label", ["negative", "positive"])
def test_top(query: Callable[..., str], stores: Callable[[str], Path], dataset: Path, label: str) -> None:
    duckdb = pytest.importorskip("duckdb")
    sql = queries(dataset)[0]
    assert "label = 'negative'" in sql
    found = duckdb.connect().execute(sql.replace("label = 'negative'", f"label = '{label}'")).fetchall()
    rows = list(
        csv.DictReader(
            io.StringIO(query("top", stores("movies"), "--label", label, "--by", "mean", "-k", "all", "--csv"))
        )
    )
    # Where a word's texts have near copies, `top` asks for more texts than the query does.
    assert all(row["texts"] == row["distinct_texts"] for row in rows)
    expected = [
        (row["token"], int(row["count"]), float(row["mean"]), float(row["total"]), int(row["texts"])) for row in rows
    ]
    assert len(expected) > 100
    assert found == expected


def test_leaning(query: Callable[..., str], stores: Callable[[str], Path], dataset: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    found = duckdb.connect().execute(queries(dataset)[1]).fetchall()
    listed = query(
        "examples",
        stores("movies"),
        "--word",
        "not",
        "--label",
        "negative",
        "--predicted",
        "positive",
        "--csv",
        "-k",
        "all",
    )
    assert sorted(row[0] for row in found) == sorted(row["example"] for row in csv.DictReader(io.StringIO(listed)))
