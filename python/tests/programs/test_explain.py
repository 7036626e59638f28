"""globenc_store.explain and Explainer, against what the program prints and against stores of the same texts."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy
import pytest

import globenc_store
from globenc_store.programs.explaining import REFUSED
from globenc_store.programs.grammar import options

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
MODEL = SAMPLES / "bert-tiny-sentiment"
MOVIES = [json.loads(line) for line in (SAMPLES / "movies.jsonl").read_text(encoding="utf-8").splitlines()][:40]
BOTH = ["n-enc", "decompx-linear"]


@pytest.fixture(autouse=True)
def program(globenc_index: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The package runs the program of the tests."""
    monkeypatch.setenv("GLOBENC_INDEX", globenc_index)
    return globenc_index


def printed(program: str, *arguments: object) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    done = subprocess.run(
        [program, "explain", *map(str, arguments)], capture_output=True, text=True, env=environment, check=True
    )
    return done.stdout


@pytest.mark.parametrize("model", ["bert-tiny-sentiment", "roberta-tiny-sentiment"])
def test_texts_are_shown_as_the_program_shows_them(model: str, program: str) -> None:
    texts = [
        MOVIES[0]["text"],
        "Café cafe\u0301 CAFÉ 我爱电影，这部电影很好! don't—stop",
        "naïve  tab\there \U0001f600!!",
    ]
    with globenc_store.Explainer(SAMPLES / model, methods=BOTH) as explainer:
        for text in texts:
            explained = explainer(text)
            for method in BOTH:
                assert f"{explained.show(method)}\n" == printed(
                    program, "--model", SAMPLES / model, "--methods", ",".join(BOTH), "--method", method, text
                )


def test_scores_are_those_of_a_store(
    stores: Callable[[str], Path], opened: Callable[[str], globenc_store.Store]
) -> None:
    store = opened("all-classes")
    texts = [row["text"] for row in MOVIES]
    with globenc_store.Explainer(MODEL, methods=BOTH, classes="all") as explainer:
        answers = explainer(texts, label=[row["label"] for row in MOVIES], id=[row["id"] for row in MOVIES])
    assert [answer.id for answer in answers] == [row["id"] for row in MOVIES]
    for answer in answers:
        example = store.example(answer.id)
        assert (answer.text, answer.label, answer.predicted, answer.confidence) == (
            example.text,
            example.label,
            example.predicted,
            example.confidence,
        )
        assert (answer.tokens, [word.surface for word in answer.words]) == (
            example.tokens,
            [word.surface for word in example.words],
        )
        numpy.testing.assert_array_equal(answer.scores(), example.scores())
        for cls in ("negative", "positive", "gold", "predicted", None):
            mine, theirs = answer.result("decompx-linear", cls), example.result("decompx-linear", cls)
            assert (mine.cls, mine.bias, mine.logit) == (theirs.cls, theirs.bias, theirs.logit)
            numpy.testing.assert_array_equal(mine.scores, theirs.scores)
        assert str(answer.show("decompx-linear")) == str(store.show(answer.id, "decompx-linear"))
        assert answer._repr_html_() == store.show(answer.id).html


def test_one_text_and_pairs() -> None:
    explained = globenc_store.explain("Not a bad film at all.", model=MODEL, label="positive")
    assert isinstance(explained, globenc_store.Explained)
    assert (explained.id, explained.label, explained.predicted, explained.windows, explained.truncated) == (
        "1",
        "positive",
        "negative",
        1,
        False,
    )
    assert explained.scores().sum() == pytest.approx(1, abs=1e-6)
    assert set(explained.logits) == {"negative", "positive"}
    single, pair = globenc_store.explain(["a", "a"], pair=[None, "b"], model=MODEL)
    assert (single.pair, pair.pair) == (None, "b")
    assert [token.segment for token in pair.tokens if not token.special] == [0, 1]
    assert globenc_store.explain([], model=MODEL) == []


def test_many_texts_go_through_in_order() -> None:
    """Far more than pipes hold, both ways."""
    texts = [f"{number} {MOVIES[number % 40]['text']}" for number in range(1500)]
    answers = globenc_store.explain(texts, model=MODEL)
    assert [answer.text for answer in answers] == texts


def test_an_explainer_keeps_its_process() -> None:
    explainer = globenc_store.Explainer(MODEL)
    with explainer:
        first = explainer("a good film").confidence
        process = explainer._process
        assert explainer("a good film").confidence == first
        assert explainer._process is process and process is not None
        # A program that was ended is started anew, after the call that noticed it.
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        with pytest.raises(globenc_store.ProgramError, match="was ended by SIGKILL"):
            explainer("a good film")
        assert explainer("a good film").confidence == first
        last = explainer._process
        assert last is not None
    assert last.returncode == 0


@pytest.mark.parametrize(
    ("keywords", "error", "message"),
    [
        ({"methods": "none"}, globenc_store.ProgramError, "none"),
        ({"metods": "n-enc"}, TypeError, "Explainer() has no option 'metods': did you mean 'methods'?"),
        ({"method": "n-enc"}, TypeError, "Explainer() does not take 'method': name methods with methods=[...]"),
        ({"model": "none"}, globenc_store.ProgramError, "globenc-index: no model 'none'"),
        ({"stride": 4, "pair": "b"}, ValueError, "stride cuts single texts"),
    ],
)
def test_what_is_wrong_is_said(keywords: dict[str, Any], error: type[Exception], message: str) -> None:
    with pytest.raises(error) as raised:
        globenc_store.explain("a good film", **{"model": MODEL, **keywords})
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)


def test_only_options_that_are_taken_are_named(globenc_index: str) -> None:
    with pytest.raises(TypeError) as raised:
        globenc_store.explain("a good film", model=MODEL, foo=1)
    names = str(raised.value).partition("; it has ")[2].split(", ")
    known = {name[2:].replace("-", "_") for name in options(globenc_index, "explain") if name.startswith("--")}
    assert set(names) == known - set(REFUSED) - {"help", "version"}
    assert "methods" in names and not {"", "k", "model", "no_words", "words"} & set(names)


def test_wrong_questions() -> None:
    with globenc_store.Explainer(MODEL) as explainer:
        with pytest.raises(globenc_store.ProgramError, match="globenc-index: text 2 cannot be explained: .*NUL"):
            explainer(["a", "b\x00c"])
        explained = explainer("a")
        with pytest.raises(
            globenc_store.QuestionError,
            match=r"scores by 'alti' were not computed, but those by n-enc: explain with methods=\['alti'\]",
        ):
            explained.scores("alti")
        with pytest.raises(ValueError, match="there are 2 texts and 1 of 'label'"):
            explainer(["a", "b"], label=["positive"])


def test_an_answer_that_is_none() -> None:
    with pytest.raises(globenc_store.ProgramError, match="install a program and a package of one version"):
        globenc_store.Explained({"example": "1"})
