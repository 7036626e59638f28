"""How a run of globenc_store.index shows its progress, and how it ends before its time."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import globenc_store
from globenc_store.programs.progress import Bar, Watcher
from globenc_store.programs.running import failure

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
MODEL = SAMPLES / "bert-tiny-sentiment"
MOVIES = [json.loads(line) for line in (SAMPLES / "movies.jsonl").read_text(encoding="utf-8").splitlines()][:120]


@pytest.fixture(autouse=True)
def programs(globenc_index: str, globenc_query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The package runs the programs of the tests."""
    monkeypatch.setenv("GLOBENC_INDEX", globenc_index)
    monkeypatch.setenv("GLOBENC_QUERY", globenc_query)


def test_what_an_end_means() -> None:
    killed = failure(["/x/globenc-index"], -9, ["globenc-index: a note"])
    assert (
        str(killed)
        == "globenc-index was ended by SIGKILL; its last message was: globenc-index: a note; the same call again continues"
    )
    assert killed.status == -9
    assert (
        str(failure(["/x/globenc-index"], 3, []))
        == "globenc-index: globenc-index failed with exit status 3 and said nothing"
    )


def test_an_error_of_the_corpus_stops_the_program(tmp_path: Path) -> None:
    def broken() -> Iterator[dict[str, Any]]:
        yield from MOVIES * 100
        time.sleep(3)
        raise ZeroDivisionError("the source broke")

    # Repeated ids are refused one by one, so each row has an id of its own.
    rows = ({**row, "id": str(number)} for number, row in enumerate(broken()))
    with pytest.raises(ZeroDivisionError, match="the source broke"):
        globenc_store.index(rows, model=MODEL, store=tmp_path / "s.globenc", progress=False)
    with globenc_store.open(tmp_path / "s.globenc") as store:
        assert 0 < len(store) < 12_000


INTERRUPTED = """
import itertools, json, sys, time
import globenc_store
rows = [json.loads(line) for line in open(sys.argv[1])]
def endless():
    for number in itertools.count():
        yield {**rows[number % len(rows)], "id": str(number)}
        if number > 11_000:
            time.sleep(0.002)
        if number == 11_200:
            print("ready", flush=True)
corpus = endless() if sys.argv[3] == "stream" else sys.argv[3]
try:
    globenc_store.index(corpus, model=sys.argv[2], store=sys.argv[4], progress=False)
except KeyboardInterrupt:
    with globenc_store.open(sys.argv[4]) as store:
        print("interrupted", len(store))
"""


def test_an_interrupt_stores_what_was_read(tmp_path: Path, query: Callable[..., str]) -> None:
    store = tmp_path / "s.globenc"
    arguments = [
        sys.executable,
        "-c",
        textwrap.dedent(INTERRUPTED),
        str(SAMPLES / "movies.jsonl"),
        str(MODEL),
        "stream",
        str(store),
    ]
    # As a terminal does it, the interrupt goes to the whole group.
    with subprocess.Popen(
        arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n", process.communicate()
        time.sleep(3)
        os.killpg(process.pid, signal.SIGINT)
        try:
            printed, errors = process.communicate(timeout=120)
        finally:
            process.kill()
    assert printed.startswith("interrupted "), errors
    assert int(printed.split()[1]) > 0
    query("verify", store)


def test_progress_is_read_from_standard_error() -> None:
    events = [
        "globenc-index: columns: text = text",
        '{"event":"message","message":"a note"}',
        '{"event":"progress","rows":10,"bytes":100,"size":1000,"tokens":50,"tokens_per_second":5.5}',
        "{not JSON",
        '{"event":"progress","rows":20,"bytes":500,"size":1000,"tokens":90,"tokens_per_second":9}',
        '{"event":"summary","examples":30,"skipped":5,"failed":1,"tokens":200,"seconds":2,"tokens_per_second":100}',
    ]
    shown: list[dict[str, Any]] = []
    said: list[str] = []
    watcher = Watcher("globenc-index", io.BytesIO("\n".join(events).encode()), shown.append, said.append)
    watcher.run()
    assert [event["rows"] for event in shown] == [10, 20]
    assert watcher.summary["examples"] == 30
    assert said == watcher.messages == ["globenc-index: columns: text = text", "globenc-index: a note", "{not JSON"]


@pytest.mark.parametrize(("rows", "total", "unit"), [(None, "1.00k/1.00k", "B"), (36, "36/36", "rows")])
def test_the_bar_ends_full(rows: int | None, total: str, unit: str, capfd: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("tqdm")
    bar = Bar(True, rows)
    bar.show({"rows": 10, "bytes": 100, "size": 1000, "tokens_per_second": 5.5})
    bar.say("globenc-index: a note")
    bar.close({"examples": 30, "skipped": 5, "failed": 1, "tokens_per_second": 100})
    printed = capfd.readouterr().err
    assert "globenc-index: a note\n" in printed
    last = printed.rstrip().split("\r")[-1]
    assert "100%" in last and total in last and unit in last and "100 tokens/s" in last


def test_a_run_shows_its_progress(tmp_path: Path, globenc_index: str, capfd: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("tqdm")
    globenc_store.index(MOVIES, model=MODEL, store=tmp_path / "s.globenc").close()
    printed = capfd.readouterr().err
    assert "120/120" in printed and "tokens/s" in printed
    assert "globenc-index: columns: text = text, label = label (2 values, classes of the model), id = id" in printed
    assert '{"' not in printed
