"""Shards on Ray: the result is that of one process, and a second run keeps what is finished."""

from __future__ import annotations

import csv
import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from cluster_helpers import CORPUS, MODEL, digest_of, sample_rows, write_rows
from globenc_store.ray_index import NodeError, RayIndexError, run, shard_name

import globenc_store


def manifest(out: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((out / "manifest.json").read_text())
    return found


def test_merged_store_is_that_of_one_process(
    ray_here: Any, whole: tuple[Path, str], globenc_query: str, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    outcome = run([str(CORPUS)], model=str(MODEL), out=out, shards=2, workers=1, progress=False)
    assert (outcome.kept, outcome.failed) == (0, 0)
    assert digest_of(globenc_query, outcome.output) == whole[1]
    names = [shard_name(number, 2) for number in range(2)]
    assert {name: each["digest"] for name, each in manifest(out)["finished"].items()} == {
        name: digest_of(globenc_query, out / name) for name in names
    }

    before = {each.name: each.stat().st_mtime_ns for each in out.iterdir() if each.suffix == ".globenc"}
    assert run([str(CORPUS)], model=str(MODEL), out=out, shards=2, workers=1, progress=False).kept == 2
    assert {each.name: each.stat().st_mtime_ns for each in out.iterdir() if each.suffix == ".globenc"} == before

    with pytest.raises(RayIndexError, match="other options"):
        run([str(CORPUS)], model=str(MODEL), out=out, shards=2, options=["--no-text"], progress=False)
    other = write_rows(tmp_path / "movies.jsonl", sample_rows()[:-1])
    with pytest.raises(RayIndexError, match="another corpus"):
        run([str(other)], model=str(MODEL), out=out, shards=2, progress=False)
    assert {each.name: each.stat().st_mtime_ns for each in out.iterdir() if each.suffix == ".globenc"} == before

    # A shard that is gone is made anew, and is the same; one that was exchanged is refused.
    (out / names[0]).unlink()
    (out / "merged.globenc").unlink()
    again = run([str(CORPUS)], model=str(MODEL), out=out, shards=2, workers=1, progress=False)
    assert again.kept == 1
    assert digest_of(globenc_query, again.output) == whole[1]


def test_parquet_is_that_of_the_store(ray_here: Any, whole: tuple[Path, str], tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    out = tmp_path / "out"
    outcome = run([str(CORPUS)], model=str(MODEL), out=out, shards=2, workers=1, parquet=True, progress=False)
    assert outcome.output == str(out / "parquet")
    connection = duckdb.connect()
    scores = connection.execute(
        f"SELECT example, position, score, shard FROM '{out}/parquet/tokens/*/*.parquet' ORDER BY 1, 2"
    ).fetchall()
    with globenc_store.open(whole[0]) as store:
        tokens = store.tokens().sort_values(["example", "position"])
    assert [row[:3] for row in scores] == list(zip(tokens.example, tokens.position, tokens.score, strict=True))
    assert {row[3] for row in scores} == {0, 1}

    shutil.rmtree(out / "parquet" / "words" / "shard=1")
    shutil.rmtree(out / "parquet" / "tokens" / "shard=1")
    record = manifest(out)
    del record["finished"][shard_name(1, 2)]["parquet"]
    (out / "manifest.json").write_text(json.dumps(record))
    assert run([str(CORPUS)], model=str(MODEL), out=out, shards=2, workers=1, parquet=True, progress=False).kept == 2
    assert connection.execute(f"SELECT count(*) FROM '{out}/parquet/tokens/*/*.parquet'").fetchall() == [(len(tokens),)]


def test_rows_that_fail_are_counted(ray_here: Any, tmp_path: Path) -> None:
    corpus = write_rows(tmp_path / "rows.jsonl", sample_rows()[:40])
    with corpus.open("a") as file:
        file.write('{"id": "bad", "text": 3}\nno JSON\n')
    outcome = run([str(corpus)], model=str(MODEL), out=tmp_path / "out", shards=2, workers=1, progress=False)
    assert outcome.failed == 2
    assert any("row 41" in line for line in outcome.messages) and any("row 42" in line for line in outcome.messages)


@pytest.mark.long
@pytest.mark.parametrize("kind", ["rows.parquet", "file://rows.parquet", "file://rows.csv", "file://rows.jsonl"])
def test_readers(ray_here: Any, whole: tuple[Path, str], globenc_query: str, tmp_path: Path, kind: str) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    name = kind.removeprefix("file://")
    path, rows = tmp_path / name, sample_rows()
    if name.endswith(".parquet"):
        import pyarrow.parquet

        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), path, row_group_size=97)
    elif name.endswith(".csv"):
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    else:
        write_rows(path, rows)
    corpus = f"file://{path}" if kind.startswith("file:") else str(path)
    outcome = run([corpus], model=str(MODEL), out=tmp_path / "out", shards=2, workers=1, progress=False)
    assert digest_of(globenc_query, outcome.output) == whole[1]


def test_a_node_that_does_not_see_the_corpus(ray_here: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Each process has its own working directory: the driver sees the corpus there, the workers do not.
    write_rows(tmp_path / "only-here.jsonl", sample_rows()[:10])
    monkeypatch.chdir(tmp_path)
    with pytest.raises(
        NodeError,
        match=r"node .* does not see the corpus '/proc/self/cwd/only-here.jsonl': put it on storage that all nodes see",
    ):
        run(
            ["/proc/self/cwd/only-here.jsonl"],
            model=str(MODEL),
            out=tmp_path / "out",
            shards=2,
            workers=1,
            progress=False,
        )


def test_a_node_without_the_program(ray_here: Any, tmp_path: Path) -> None:
    # The workers' programs come from their environment, which this runtime environment changes.
    from globenc_store.ray_index import task
    from globenc_store.ray_index.corpus import Corpus

    job = task.Job(Corpus((str(CORPUS),), "program"), [], str(MODEL), str(tmp_path), 2, ())
    remote = ray_here.remote(task.check_node).options(runtime_env={"env_vars": {"GLOBENC_INDEX": os.devnull}})
    with pytest.raises(NodeError, match=r"node .* cannot run the programs: GLOBENC_INDEX names '/dev/null'"):
        ray_here.get(remote.remote(job))
