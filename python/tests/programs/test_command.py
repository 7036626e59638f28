"""python -m globenc_store.index against the program itself."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

pyarrow = pytest.importorskip("pyarrow")
import pyarrow.parquet  # noqa: E402

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
MODEL = SAMPLES / "bert-tiny-sentiment"
MOVIES = [json.loads(line) for line in (SAMPLES / "movies.jsonl").read_text(encoding="utf-8").splitlines()][:120]

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(globenc_index: str, tmp_path: Path) -> Run:
    """Runs the module in a folder of its own."""

    def call(*arguments: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "globenc_store.index", *map(str, arguments)], capture_output=True, text=True, encoding="utf-8",
            env={**os.environ, "GLOBENC_INDEX": globenc_index}, cwd=tmp_path,
        )  # fmt: skip

    return call


@pytest.fixture
def parquet(tmp_path: Path) -> Path:
    path = tmp_path / "movies.parquet"
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist([{**row, "other": "x" * 50} for row in MOVIES]), path)
    return path


def test_parquet_gives_the_store_of_jsonl(run: Run, parquet: Path, tmp_path: Path, query: Callable[..., str]) -> None:
    (tmp_path / "movies.jsonl").write_text("".join(json.dumps(row) + "\n" for row in MOVIES))
    for corpus in ("movies.parquet", "movies.jsonl"):
        done = run(corpus, "--model", MODEL, "--store", f"{corpus}.globenc", "--keep", "score")
        assert done.returncode == 0, done.stderr
        assert "RuntimeWarning" not in done.stderr
        assert (
            "globenc-index: columns: text = text, label = label (2 values, classes of the model), id = id, kept: score"
            in done.stderr
        )
        assert "indexed 120 examples" in done.stderr
    assert query("info", tmp_path / "movies.parquet.globenc", "--digest") == query(
        "info", tmp_path / "movies.jsonl.globenc", "--digest"
    )
    again = run("movies.parquet", "--model", MODEL, "--store", "movies.parquet.globenc", "--keep", "score", "--json")
    assert json.loads(again.stdout)["skipped"] == 120


def test_several_files_are_one_corpus(run: Run, tmp_path: Path, query: Callable[..., str]) -> None:
    for number in range(3):
        rows = [{"text": row["text"]} for row in MOVIES[number * 10 : number * 10 + 10]]
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), tmp_path / f"{number}.parquet")
    done = run("--store=s.globenc", "0.parquet", f"--model={MODEL}", "--limit", "25", "1.parquet", "--", "2.parquet")
    assert done.returncode == 0, done.stderr
    ids = [
        line.split(",")[0] for line in query("export", tmp_path / "s.globenc", "--what", "examples").splitlines()[1:]
    ]
    assert ids == [str(number) for number in range(1, 26)]


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (
            ["movies.parquet", "--text", "review"],
            2,
            "globenc_store.index: corpus 'movies.parquet' has no column 'review'; it has 'id', 'text', ",
        ),
        (["movies.parquet", "--format", "csv"], 2, "globenc_store.index: '--format' is for CSV"),
        (
            ["movies.parquet", "--split", "train"],
            2,
            "globenc_store.index: corpus 'movies.parquet' is one file without splits",
        ),
        (["movies.parquet", "none.parquet"], 2, "globenc_store.index: there is no corpus 'none.parquet'"),
        (
            ["movies.parquet", "a.jsonl"],
            2,
            "globenc_store.index: corpus 'a.jsonl' is no Parquet or Arrow file: index it in a run of its own",
        ),
        (["a.jsonl", "--split", "train"], 2, "globenc_store.index: --split is for folders"),
        (["movies.parquet", "--metods", "x"], 64, "Error: unknown option '--metods': did you mean --methods?"),
        (["movies.parquet", "--methods", "x"], 64, "Error: "),
        (["none.jsonl"], 2, "globenc-index: "),
        (["cut.parquet"], 2, "globenc_store.index: corpus 'cut.parquet' cannot be read: "),
    ],
)
def test_failures_are_one_sentence(
    arguments: list[str], status: int, message: str, run: Run, parquet: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "a"}\n')
    (tmp_path / "cut.parquet").write_bytes(parquet.read_bytes()[:-100])
    done = run(*arguments, "--model", MODEL, "--store", "s.globenc")
    assert done.returncode == status, done.stderr
    assert done.stderr.startswith(message)
    assert "Traceback" not in done.stderr
    if status == 2:
        assert len(done.stderr.splitlines()) == 1


def test_a_file_that_breaks_off_later_loses_nothing(run: Run, tmp_path: Path, query: Callable[..., str]) -> None:
    """A damaged page behind rows that were read: they are stored, and the sentence says where."""
    rows = [{"id": str(number), "text": MOVIES[number % 120]["text"]} for number in range(30_000)]
    path = tmp_path / "damaged.parquet"
    pyarrow.parquet.write_table(
        pyarrow.Table.from_pylist(rows), path, row_group_size=5000, use_dictionary=False, compression="zstd"
    )
    place = pyarrow.parquet.ParquetFile(path).metadata.row_group(4).column(1).data_page_offset
    data = bytearray(path.read_bytes())
    data[place : place + 400] = bytes(400)
    path.write_bytes(data)
    done = run("damaged.parquet", "--model", MODEL, "--store", "s.globenc", "--quiet")
    assert done.returncode == 2
    assert "globenc_store.index: corpus 'damaged.parquet' cannot be read behind row 20,000: " in done.stderr
    query("verify", tmp_path / "s.globenc")


def test_help(run: Run) -> None:
    done = run("--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("usage: python -m globenc_store.index CORPUS...")
    assert run().returncode == 64


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_the_program_cleanly(
    number: signal.Signals, globenc_index: str, tmp_path: Path, query: Callable[..., str]
) -> None:
    rows = [{"id": str(number), "text": MOVIES[number % 120]["text"]} for number in range(60_000)]
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), tmp_path / "large.parquet")
    arguments = [
        sys.executable,
        "-m",
        "globenc_store.index",
        "large.parquet",
        "--model",
        str(MODEL),
        "--store",
        "s.globenc",
    ]
    with subprocess.Popen(
        arguments,
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "GLOBENC_INDEX": globenc_index},
        start_new_session=True,
    ) as process:
        assert process.stderr is not None
        assert process.stderr.readline().startswith("globenc-index: columns")
        time.sleep(1)
        # To the whole group, as a terminal does it: the program must get it once only.
        os.killpg(process.pid, number)
        errors = process.stderr.read()
        assert process.wait(timeout=60) == 128 + number, errors
    assert "stopping once what was read is stored" in errors
    assert "run the same command again to continue" in errors
    assert "Traceback" not in errors
    assert 0 < len(query("export", tmp_path / "s.globenc", "--what", "examples").splitlines()) - 1 < 60_000
    query("verify", tmp_path / "s.globenc")


def test_the_module_leaves_the_function_where_it_is() -> None:
    program = "import globenc_store, globenc_store.index; assert callable(globenc_store.index); globenc_store.index"
    subprocess.run([sys.executable, "-W", "error", "-c", program], check=True)
