"""globenc_store.index against the program itself: the same content by digest, and its sentences."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import globenc_store
from globenc_store.programs.finding import program
from globenc_store.programs.grammar import options

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
MODEL = SAMPLES / "bert-tiny-sentiment"
MOVIES = [json.loads(line) for line in (SAMPLES / "movies.jsonl").read_text(encoding="utf-8").splitlines()][:120]

Digest = Callable[[Path], str]


@pytest.fixture(autouse=True)
def programs(globenc_index: str, globenc_query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The package runs the programs of the tests."""
    monkeypatch.setenv("GLOBENC_INDEX", globenc_index)
    monkeypatch.setenv("GLOBENC_QUERY", globenc_query)


@pytest.fixture
def digest(query: Callable[..., str]) -> Digest:
    return lambda path: query("info", path, "--digest").strip()


@pytest.fixture(scope="module")
def reference(globenc_index: str, globenc_query: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A corpus of JSONL, and the digest of the store that the program made of it."""
    folder = tmp_path_factory.mktemp("reference")
    corpus, store = folder / "movies.jsonl", folder / "reference.globenc"
    corpus.write_text("".join(json.dumps(row) + "\n" for row in MOVIES))
    made = [
        globenc_index,
        str(corpus),
        "--model",
        str(MODEL),
        "--store",
        str(store),
        "--keep",
        "score",
        "--methods",
        "n-enc,decompx-linear",
        "--quiet",
    ]
    subprocess.run(made, check=True)
    printed = subprocess.run(
        [globenc_query, "info", store, "--digest"], check=True, capture_output=True, text=True
    ).stdout
    return corpus, printed.strip()


class Stream:
    """Something with Arrow's interface for streams, as polars and DuckDB have it."""

    def __init__(self, table: Any) -> None:
        self._table = table

    def __arrow_c_stream__(self, schema: object = None) -> object:
        return self._table.__arrow_c_stream__(schema)


def corpora(folder: Path, jsonl: Path) -> Iterator[tuple[str, Callable[[], Any]]]:
    pandas, pyarrow = pytest.importorskip("pandas"), pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    table = pyarrow.Table.from_pylist(MOVIES)
    path = folder / "movies.parquet"
    parquet.write_table(table, path, row_group_size=50)
    yield "path", lambda: str(jsonl)
    yield "paths", lambda: [jsonl]
    yield "frame", lambda: pandas.DataFrame(MOVIES)
    yield "list", lambda: MOVIES
    yield "generator", lambda: (dict(row) for row in MOVIES)
    yield "table", lambda: table
    yield "reader", lambda: table.to_reader(max_chunksize=7)
    yield "stream", lambda: Stream(table)
    yield "parquet", lambda: path


@pytest.mark.parametrize(
    "kind", ["path", "paths", "frame", "list", "generator", "table", "reader", "stream", "parquet"]
)
def test_any_corpus_gives_the_same_store(
    kind: str, tmp_path: Path, reference: tuple[Path, str], digest: Digest
) -> None:
    corpus = dict(corpora(tmp_path, reference[0]))[kind]()
    with globenc_store.index(
        corpus,
        model=MODEL,
        store=tmp_path / "s.globenc",
        keep=["score"],
        methods=["n-enc", "decompx-linear"],
        progress=False,
        prune=None,
    ) as store:
        assert len(store) == 120
        assert digest(store.path) == reference[1]


def test_datasets(tmp_path: Path, reference: tuple[Path, str], digest: Digest) -> None:
    datasets = pytest.importorskip("datasets")
    made = datasets.Dataset.from_list(MOVIES).class_encode_column("label")
    options: dict[str, Any] = {"model": MODEL, "keep": "score", "methods": "n-enc,decompx-linear", "progress": False}
    assert digest(globenc_store.index(made, store=tmp_path / "a.globenc", **options).path) == reference[1]
    datasets.DatasetDict({"train": made, "test": made.select(range(3))}).save_to_disk(tmp_path / "saved")
    assert (
        digest(globenc_store.index(tmp_path / "saved", split="train", store=tmp_path / "b.globenc", **options).path)
        == reference[1]
    )
    with pytest.raises(globenc_store.CorpusError, match="has the splits 'train', 'test': give one of them"):
        globenc_store.index(
            datasets.DatasetDict({"train": made, "test": made}), store=tmp_path / "c.globenc", **options
        )


def test_numbers_of_classes_are_read_whatever_the_speed(tmp_path: Path) -> None:
    """A pipe that is slow at first: labels 1 and 0 are classes only where a 0 was seen in time."""

    def slow() -> Iterator[dict[str, Any]]:
        for number, row in enumerate(MOVIES[:6]):
            yield {"text": row["text"], "label": 1 if number < 5 else 0}
            time.sleep(0.3 if number == 4 else 0)

    with globenc_store.index(slow(), model=MODEL, store=tmp_path / "s.globenc", progress=False) as store:
        assert list(store.examples()["label"]) == ["positive"] * 5 + ["negative"]


def test_options_and_label_maps(tmp_path: Path) -> None:
    rows = [
        {"body": row["text"], "stars": {"positive": "a, b", "negative": "c=d"}[row["label"]], "n": row["id"]}
        for row in MOVIES[:20]
    ]
    with globenc_store.index(
        rows, model=MODEL, store=tmp_path / "s.globenc", text="body", label="stars", id="n", label_map={"a, b": "positive", "c=d": "negative"},
        layers="all", max_length=24, workers=1, replace=False, limit=12, progress=False,
    ) as store:  # fmt: skip
        frame = store.examples()
        assert list(frame["label"]) == [row["label"] for row in MOVIES[:12]]
        assert list(frame["example"]) == [row["id"] for row in MOVIES[:12]]
        assert (store.settings.layers, store.settings.max_length) == ("all", 24)


@pytest.mark.parametrize(
    ("keywords", "message"),
    [
        ({"metods": "n-enc"}, "index() has no option 'metods': did you mean 'methods'?"),
        ({"maxlength": 5}, "index() has no option 'maxlength': did you mean 'max_length'?"),
        ({"zzz": 5}, "index() has no option 'zzz'; it has "),
        ({"dry_run": True}, "index() does not take 'dry_run': it returns a store"),
        ({"replace": "yes"}, "index(): 'replace' is True or False, not 'yes'"),
        ({"methods": True}, "index(): 'methods' needs a value, not True"),
        ({"text": {}}, "index(): 'text' is text, a number or a list of texts, not dict"),
        ({"keep": ["a,b"]}, "index(): a name in 'keep' has a comma"),
    ],
)
def test_wrong_options(keywords: dict[str, Any], message: str, tmp_path: Path) -> None:
    with pytest.raises(TypeError) as raised:
        globenc_store.index(MOVIES, model=MODEL, store=tmp_path / "s.globenc", **keywords)
    assert str(raised.value).startswith(message)
    assert not (tmp_path / "s.globenc").exists()


def test_every_option_of_the_program_has_a_keyword(globenc_index: str) -> None:
    known = options(globenc_index, "index")
    assert {"--methods", "--keep", "--model", "--no-text", "--stride"} <= set(known)
    assert known["--methods"].takes_value and not known["--no-text"].takes_value
    assert options(globenc_index, "no-such-command") == {}


def test_failures_are_the_programs_sentences(tmp_path: Path) -> None:
    with pytest.raises(
        globenc_store.ProgramError, match=r"^globenc-index: no model 'none': there is no directory"
    ) as raised:
        globenc_store.index(MOVIES, model="none", store=tmp_path / "s.globenc", progress=False)
    assert raised.value.status == 2
    assert "\n" not in str(raised.value)
    with pytest.raises(
        globenc_store.ProgramError, match=r"^globenc-index: --threshold is a number from 0 to 1, not 7"
    ) as raised:
        globenc_store.index(MOVIES, model=MODEL, store=tmp_path / "s.globenc", threshold=7, progress=False)
    assert raised.value.status == 64
    with pytest.raises(globenc_store.CorpusError, match="no column 'review'"):
        globenc_store.index(MOVIES, model=MODEL, store=tmp_path / "s.globenc", text="review")
    with pytest.raises(globenc_store.CorpusError, match="'format' is for CSV"):
        globenc_store.index(MOVIES, model=MODEL, store=tmp_path / "s.globenc", format="csv")
    with pytest.raises(globenc_store.ProgramError, match="there is no corpus|No such file|cannot be"):
        globenc_store.index(tmp_path / "none.jsonl", model=MODEL, store=tmp_path / "s.globenc", progress=False)


def test_bad_rows_are_warned_of(tmp_path: Path) -> None:
    rows = [*MOVIES[:5], {"id": "bad", "text": 7}, *MOVIES[5:9]]
    with pytest.warns(globenc_store.IncompleteIndex, match="row 6: .*text.*number"):
        store = globenc_store.index(rows, model=MODEL, store=tmp_path / "s.globenc", progress=False)
    assert list(store.examples()["example"]) == [row["id"] for row in MOVIES[:9]]


def test_programs_are_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "globenc-index"
    script.write_text("#!/bin/sh\necho no options\n")
    script.chmod(0o755)
    monkeypatch.delenv("GLOBENC_INDEX")
    monkeypatch.setenv("PATH", f"{tmp_path}:/nowhere")
    assert program("globenc-index") == str(script)
    with pytest.raises(globenc_store.ProgramError, match="does not say which options it has"):
        options(str(script), "index")
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(
        globenc_store.ProgramError, match=r"there is no globenc-index: .*scripts/wheel.sh --programs.*GLOBENC_INDEX"
    ):
        program("globenc-index")
    monkeypatch.setenv("GLOBENC_INDEX", str(tmp_path / "none"))
    with pytest.raises(globenc_store.ProgramError, match="GLOBENC_INDEX names '.*none', which is no program"):
        program("globenc-index")
