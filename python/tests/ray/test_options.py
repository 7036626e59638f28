"""The options of the program that are passed on, the corpus, and the sizes of tasks."""

from __future__ import annotations

from pathlib import Path

import pytest
from globenc_store.programs.grammar import Option
from globenc_store.ray_index.__main__ import WRONG_USAGE, main
from globenc_store.ray_index.corpus import Corpus
from globenc_store.ray_index.failures import NodeError, RayIndexError
from globenc_store.ray_index.options import Options
from globenc_store.ray_index.running import _sizes

FLAGS = ("--no-text", "--prune", "--quiet")
VALUES = ("--methods", "--keep", "--text", "--label", "--workers", "--shard", "--limit", "--label-map")
KNOWN = {name: Option((name,), name in VALUES, "") for name in FLAGS + VALUES}


def test_taken_apart() -> None:
    taken = Options(
        ["a.jsonl", "--methods", "n-enc,w", "--keep=a", "b.jsonl", "--keep", "b,c", "--no-text", "--", "--c.jsonl"],
        KNOWN,
    )
    assert taken.corpora == ["a.jsonl", "b.jsonl", "--c.jsonl"]
    assert taken.arguments == ["--methods", "n-enc,w", "--keep", "a", "--keep", "b,c", "--no-text"]
    assert taken.selection.keep == ("a", "b", "c")
    assert taken.effective == {"--methods": "n-enc,w", "--keep": "a,b,c", "--no-text": ""}


def test_a_file_is_absolute_and_told_by_its_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "map.json"
    path.write_text('{"NEG": "negative"}')
    taken = Options(["--label-map", "map.json"], KNOWN)
    assert taken.arguments == ["--label-map", str(path)]
    effective = taken.effective
    assert list(effective) == ["--label-map"] and effective["--label-map"].startswith("SHA-256 ")
    path.rename(tmp_path / "other.json")
    assert Options([f"--label-map={tmp_path / 'other.json'}"], KNOWN).effective == effective
    path.write_text('{"NEG": "positive"}')
    assert Options(["--label-map", "map.json"], KNOWN).effective != effective
    pairs = Options(["--label-map", "NEG=negative,POS=positive"], KNOWN)
    assert pairs.effective == {"--label-map": "NEG=negative,POS=positive"}
    assert pairs.arguments == ["--label-map", "NEG=negative,POS=positive"]
    path.unlink()
    with pytest.raises(RayIndexError, match="of --label-map cannot be read"):
        taken.effective


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (["--shard", "1/2"], "--shard does not go with a cluster"),
        (["--prune"], "--prune does not go"),
        (["--colour"], "has no option --colour"),
        (["--methods"], "--methods lacks its value"),
    ],
)
def test_refused(given: list[str], sentence: str) -> None:
    with pytest.raises(RayIndexError, match=sentence):
        Options(given, KNOWN)


def test_corpus(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("{}\n")
    corpus = Corpus.of([str(tmp_path / "a.jsonl")])
    assert corpus.reader == "program"
    identity = corpus.identity()
    corpus.check(identity, "here")
    (tmp_path / "a.jsonl").write_text("[]\n")
    with pytest.raises(NodeError, match="node here has another corpus"):
        corpus.check(identity, "here")
    (tmp_path / "a.jsonl").unlink()
    with pytest.raises(NodeError, match="node here does not see the corpus"):
        corpus.check(identity, "here")
    assert Corpus.of(["s3://bucket/rows.parquet"]).reader == "ray"
    for paths, sentence in (([], "no corpus"), (["-"], "standard input"), (["a.jsonl", "s3://b/c"], "several kinds")):
        with pytest.raises(RayIndexError, match=sentence):
            Corpus.of(paths)
    with pytest.raises(RayIndexError, match="there is no corpus 'file:///none.parquet'"):
        Corpus.of(["file:///none.parquet"]).identity()


def test_sizes() -> None:
    files, remote = Corpus(("a.jsonl",), "program"), Corpus(("s3://b/c",), "ray")
    assert _sizes([32, 16], files, None, None) == (16, 3)
    assert _sizes([32, 16], files, 8, 5) == (8, 5)
    assert _sizes([32, 16], remote, None, None) == (15, 3)
    for nodes, corpus, workers, sentence in (
        ([], files, None, "no node with a processor"),
        ([4], files, 8, "no node of the Ray cluster has 8 processors"),
        ([1], remote, None, "2 processors, of which one reads the corpus"),
    ):
        with pytest.raises(RayIndexError, match=sentence):
            _sizes(nodes, corpus, workers, None)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["a.jsonl", "--model", "m"],
        ["a.jsonl", "--model", "m", "--out", "o", "--shards", "two"],
        ["a", "--model", "m", "--out", "o", "--shards", "2", "--workers", "0"],
    ],
)
def test_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == WRONG_USAGE
    printed = capsys.readouterr().err
    assert printed.startswith("globenc_store.ray_index: ") and printed.count("\n") == 1
