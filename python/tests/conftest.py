"""Stores that the indexer has just written, and the answers of globenc-query about them.

The programs are those that GLOBENC_INDEX and GLOBENC_QUERY name, or those on the path; without them, tests that need them are skipped.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from places import SAMPLES

import globenc_store


# A shell that starts the tests in the background has them ignore interrupts, and so would the programs that tests interrupt.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if os.environ.get("GLOBENC_LONG") != "1":
        for item in items:
            if "long" in item.keywords:
                item.add_marker(pytest.mark.skip(reason="takes half a minute or more: set GLOBENC_LONG=1"))


def program(name: str) -> str:
    """The path of a program; skips the test where there is none."""
    variable = name.upper().replace("-", "_")
    found = os.environ.get(variable) or shutil.which(name)
    if not found or not os.access(found, os.X_OK):
        pytest.skip(f"{name} is not on the path, and {variable} names no program")
    return found


@pytest.fixture(scope="session")
def globenc_index() -> str:
    return program("globenc-index")


@pytest.fixture(scope="session")
def globenc_query() -> str:
    return program("globenc-query")


@pytest.fixture(scope="session")
def query(globenc_query: str) -> Callable[..., str]:
    """What globenc-query prints."""

    def run(*arguments: object) -> str:
        done = subprocess.run([globenc_query, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8")
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


def _multi_label(folder: Path) -> Path:
    """The sample model, told to give each text as many labels as apply."""
    model = folder / "multi-label-model"
    shutil.copytree(SAMPLES / "bert-tiny-sentiment", model)
    config = json.loads((model / "config.json").read_text())
    config["problem_type"] = "multi_label_classification"
    (model / "config.json").write_text(json.dumps(config))
    return model


def _corpus(folder: Path, name: str, rows: list[dict[str, object]]) -> Path:
    path = folder / f"{name}.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def movies(count: int = 600) -> list[dict[str, object]]:
    """The first sample reviews."""
    lines = (SAMPLES / "movies.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines[:count]]


STRANGE = [
    "Caf\u00e9 cafe\u0301 CAFE\u0301 co\u00adoperate \u0928\u0939\u0940\u0902 \u0928\u0939\u0940",
    "\u6211\u7231\u7535\u5f71\uff0c\u8fd9\u90e8\u7535\u5f71\u5f88\u597d! \u0e01\u0e32\u0e23 \u3053\u308c\u306f \ud55c\uad6d\uc5b4",
    "emoji \U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f600!! zero\u200bwidth \u2260 \u201cquoted\u201d don't\u2014stop",
    "tab\tnew\nline\u00a0nbsp \u2028 sep   spaces  ", "\u039f\u0394\u039f\u03a3 \u0130stanbul STRASSE stra\u00dfe \u01c4", "a", "", "   ",
    "x" * 300 + " not", "\x00nul \x07bell null NA", "=1+1 -2 @x \"quoted, comma\"",
]  # fmt: skip


@pytest.fixture(scope="session")
def stores(globenc_index: str, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Makes a store by its name, once a session."""
    folder = tmp_path_factory.mktemp("stores")
    bert, roberta = SAMPLES / "bert-tiny-sentiment", SAMPLES / "roberta-tiny-sentiment"
    corpus = SAMPLES / "movies.jsonl"
    made: dict[str, Path] = {}

    def mixed() -> Path:
        names = ["positive", "negative"]
        rows = [
            {"id": f"m{number}", "text": row["text"], "labels": [[], names[:1], names, names[1:], ["odd", "positive"]][number % 5]}
            for number, row in enumerate(movies(60))
        ]
        return _corpus(folder, "sets", [*rows, {"id": "unknown", "text": "no labels"}])

    def strange() -> Path:
        rows = [{"id": f"s {number}/\u00e9", "text": text, "label": "positive", "n": number} for number, text in enumerate(STRANGE)]
        return _corpus(folder, "strange", rows)

    def kept() -> Path:
        values = [1, 1.50, "1.5", "x", None, True, [1, "a"], {"k": "\u00e9"}, "", 10**20, -3, "007"]
        rows = [
            {"id": f"k{number}", "text": f"a good film number {number}", "label": "positive", "text_pair": "b", "v": values[number % 12], "label2": "q"}
            for number in range(48)
        ]
        return _corpus(folder, "kept", rows)

    def pairs() -> Path:
        rows = movies(80)
        return _corpus(folder, "pairs", [{"id": a["id"], "text": a["text"], "other": b["text"], "label": a["label"]} for a, b in zip(rows, rows[1:])])

    def long_texts() -> Path:
        rows = movies(60)
        return _corpus(
            folder, "long",
            [{"id": f"l{n}", "text": " ".join(str(r["text"]) for r in rows[n : n + 1 + n % 4]), "label": rows[n]["label"]} for n in range(40)],
        )  # fmt: skip

    def recipe(name: str) -> tuple[Path, Path, list[str]]:
        both = ["--methods", "n-enc,decompx-linear,alti"]
        recipes: dict[str, Callable[[], tuple[Path, Path, list[str]]]] = {
            "movies": lambda: (corpus, bert, ["--keep", "score"]),
            "short": lambda: (corpus, bert, ["--max-length", "24"]),
            "methods": lambda: (_corpus(folder, "200", movies(200)), bert, [*both, "--layers", "all", "--aggregate", "rollout,maxflow"]),
            "all-classes": lambda: (_corpus(folder, "100", movies(100)), bert, ["--methods", "n-enc,decompx-linear", "--classes", "all"]),
            "signed": lambda: (_corpus(folder, "150", movies(150)), bert, ["--methods", "decompx-linear,gradient-input"]),
            "roberta": lambda: (corpus, roberta, ["--methods", "n-enc,decompx-linear"]),
            "windows": lambda: (long_texts(), bert, ["--max-length", "32", "--stride", "8", "--methods", "n-enc,decompx-linear"]),
            "no-text": lambda: (_corpus(folder, "120", movies(120)), bert, ["--no-text", "--methods", "n-enc,decompx-linear"]),
            "roberta-no-text": lambda: (_corpus(folder, "90", movies(90)), roberta, ["--no-text"]),
            "lossless": lambda: (_corpus(folder, "50", movies(50)), bert, ["--codec", "lossless", "--layers", "all", "--methods", "n-enc,decompx-linear"]),
            "pairs": lambda: (pairs(), bert, ["--text-pair", "other"]),
            "sets": lambda: (mixed(), _multi_label(folder), ["--label", "labels", "--methods", "n-enc,decompx-linear", "--classes", "all"]),
            "strange": lambda: (strange(), bert, ["--keep", "n"]),
            "strange-roberta": lambda: (strange(), roberta, ["--keep", "n"]),
            "kept": lambda: (kept(), bert, ["--keep", "v,label2,text_pair"]),
        }  # fmt: skip
        return recipes[name]()

    def make(name: str) -> Path:
        if name not in made:
            source, model, options = recipe(name)
            path = folder / f"{name}.globenc"
            done = subprocess.run(
                [globenc_index, str(source), "--model", str(model), "--store", str(path), "--quiet", *options],
                capture_output=True, text=True, encoding="utf-8",
            )  # fmt: skip
            assert done.returncode in (0, 1), done.stderr
            assert path.exists(), done.stderr
            made[name] = path
        return made[name]

    return make


@pytest.fixture
def opened(stores: Callable[[str], Path]) -> Iterator[Callable[[str], globenc_store.Store]]:
    """Opens stores by name, and closes them."""
    open_now: list[globenc_store.Store] = []

    def open_store(name: str) -> globenc_store.Store:
        open_now.append(globenc_store.open(stores(name)))
        return open_now[-1]

    yield open_store
    for store in open_now:
        store.close()
