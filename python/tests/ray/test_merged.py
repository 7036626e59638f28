"""A merged store that is there already, and that the manifest does not know as it is. No Ray is needed."""

from __future__ import annotations

import contextlib
import json
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest
from cluster_helpers import MODEL, digest_of, sample_rows, write_rows
from globenc_store.programs.finding import program
from globenc_store.programs.grammar import options
from globenc_store.ray_index import RayIndexError, run, shard_name
from globenc_store.ray_index.corpus import Corpus
from globenc_store.ray_index.manifest import Manifest, model_identity
from globenc_store.ray_index.options import Options
from globenc_store.ray_index.task import Job, run_shard


@pytest.fixture
def out(sharding: None, globenc_index: str, tmp_path: Path) -> Path:
    """A folder with two finished shards and their merged store, which the manifest does not know."""
    corpus = Corpus.of([str(write_rows(tmp_path / "rows.jsonl", sample_rows()[:40]))])
    folder = tmp_path / "out"
    folder.mkdir()
    effective = Options([], options(program("globenc-index"), "index")).effective
    what = {
        "corpus": corpus.identity(),
        "model": model_identity(str(MODEL)),
        "options": effective,
        "shards": 2,
    }
    manifest = Manifest(folder, what)
    job = Job(corpus, corpus.identity(), str(MODEL), str(folder), 2, ())
    for number in range(2):
        manifest.add(shard_name(number, 2), run_shard(job, number, lambda _number, _rows, _tokens: None))
    shards = [folder / shard_name(number, 2) for number in range(2)]
    subprocess.run([globenc_index, "merge", *shards, "-o", folder / "merged.globenc", "--quiet"], check=True)
    return folder


def again(out: Path) -> str:
    """The same command; all that it does without Ray."""
    return run([str(out.parent / "rows.jsonl")], model=str(MODEL), out=out, shards=2).output


def test_a_merged_store_that_the_manifest_does_not_know_is_kept(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = out / "merged.globenc"
    before = store.read_bytes()
    assert again(out) == str(store)
    sentences = capsys.readouterr().err.splitlines()
    assert len(sentences) == 1 and sentences[0].endswith("it is kept as it is")
    assert store.read_bytes() == before
    again(out)
    assert capsys.readouterr().err == "", "the manifest knows it now"


def test_a_merged_store_is_kept_with_its_evaluation(
    out: Path, globenc_index: str, globenc_query: str, capsys: pytest.CaptureFixture[str]
) -> None:
    store = out / "merged.globenc"
    again(out)
    former = digest_of(globenc_query, store)
    command = [globenc_index, "evaluate", store, "--model", MODEL, "--sample", "5", "--quiet"]
    subprocess.run(command, check=True, capture_output=True)
    evaluated = digest_of(globenc_query, store)
    assert evaluated != former
    capsys.readouterr()
    assert again(out) == str(store)
    assert capsys.readouterr().err.endswith("it is kept as it is\n")
    assert digest_of(globenc_query, store) == evaluated


@pytest.mark.parametrize("change", ["fewer", "another id", "no store"])
def test_another_store_in_its_place_is_refused(out: Path, change: str) -> None:
    store = out / "merged.globenc"
    if change == "fewer":
        shutil.copy(out / shard_name(0, 2), store)
    elif change == "another id":
        with contextlib.closing(sqlite3.connect(store)) as connection:
            connection.execute("UPDATE example SET id = 'x' WHERE key = (SELECT max(key) FROM example)")
            connection.commit()
    else:
        store.write_text("a letter")
    before, manifest = store.read_bytes(), (out / "manifest.json").read_bytes()
    with pytest.raises(RayIndexError, match="delete it, or name another with --store"):
        again(out)
    assert store.read_bytes() == before
    assert json.loads((out / "manifest.json").read_bytes()) == json.loads(manifest)
