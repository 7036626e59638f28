"""Rankings, digit by digit those of globenc-query."""

from __future__ import annotations

import contextlib
import json
import math
import shutil
import sqlite3
import subprocess

import numpy
import pytest

import globenc_store

from places import FIXTURES, SAMPLES

SLICES = [
    ("movies", {"label": "negative"}, ["--label", "negative"]),
    ("movies", {"label": "negative", "by": "mean"}, ["--label", "negative", "--by", "mean"]),
    ("movies", {"label": "positive", "predicted": "negative"}, ["--label", "positive", "--predicted", "negative"]),
    ("movies", {"predicted": "positive", "by": "total", "k": None}, ["--predicted", "positive", "--by", "total", "-k", "all"]),
    ("movies", {"label": "positive", "by": "count", "punctuation": True}, ["--label", "positive", "--by", "count", "--punctuation"]),
    ("movies", {"label": "positive", "k": None}, ["--label", "positive", "-k", "all"]),
    ("movies", {"label": "negative", "pieces": True, "k": None}, ["--label", "negative", "--pieces", "-k", "all"]),
    ("movies", {"label": "negative", "pieces": True, "punctuation": False, "stopwords": ["The", "and"]}, ["--label", "negative", "--pieces", "--no-punctuation", "--stopwords", "STOP"]),
    ("movies", {"label": "negative", "include_special": True, "by": "mean"}, ["--label", "negative", "--include-special", "--by", "mean"]),
    ("movies", {"label": "negative", "predicted": "positive", "versus": "positive"}, ["--label", "negative", "--predicted", "positive", "--versus", "positive"]),
    ("movies", {"misclassified": True, "by": "contrast", "versus": {"correct": True, "max_confidence": 0.9}}, ["--misclassified", "--by", "contrast", "--versus", "--correct --max-confidence 0.9"]),
    ("movies", {"misclassified": True, "versus": {"label": "negative"}}, ["--misclassified", "--versus", "--label negative"]),
    ("movies", {"misclassified": True, "min_confidence": 0.99, "min_count": 3}, ["--misclassified", "--min-confidence", "0.99", "--min-count", "3"]),
    ("movies", {"correct": True, "length": (20, 30), "by": "contrast"}, ["--correct", "--length", "20..30", "--by", "contrast"]),
    ("movies", {"label": "negative", "fold_copies": True}, ["--label", "negative", "--fold-copies"]),
    ("movies", {"where": {"score": "<-1"}, "by": "contrast"}, ["--where", "score<-1", "--by", "contrast"]),
    ("movies", {"by": "error-rate", "k": None}, ["--by", "error-rate", "-k", "all"]),
    ("movies", {"by": "error-rate", "label": "negative", "pieces": True}, ["--by", "error-rate", "--label", "negative", "--pieces"]),
    ("movies", {"by": "error-rate", "length": (5, 30), "min_count": 2}, ["--by", "error-rate", "--length", "5..30", "--min-count", "2"]),
    ("methods", {"label": "positive"}, ["--label", "positive"]),
    ("methods", {"label": "positive", "method": "decompx-linear", "k": 4}, ["--label", "positive", "--method", "decompx-linear", "-k", "4"]),
    ("methods", {"label": "positive", "method": "decompx-linear", "by": "contrast", "k": None}, ["--label", "positive", "--method", "decompx-linear", "--by", "contrast", "-k", "all"]),
    ("methods", {"label": "positive", "method": "decompx-linear", "cls": "predicted", "k": 4}, ["--label", "positive", "--method", "decompx-linear", "--class", "predicted", "-k", "4"]),
    ("methods", {"predicted": "negative", "method": "alti", "aggregate": "maxflow", "by": "mean"}, ["--predicted", "negative", "--method", "alti", "--aggregate", "maxflow", "--by", "mean"]),
    ("all-classes", {"label": "positive", "method": "decompx-linear", "cls": "negative"}, ["--label", "positive", "--method", "decompx-linear", "--class", "negative"]),
    ("all-classes", {"label": "positive", "method": "decompx-linear", "cls": "gold", "by": "contrast"}, ["--label", "positive", "--method", "decompx-linear", "--class", "gold", "--by", "contrast"]),
    ("all-classes", {"correct": True, "method": "decompx-linear", "pieces": True}, ["--correct", "--method", "decompx-linear", "--pieces"]),
    ("signed", {"label": "negative"}, ["--label", "negative"]),
    ("signed", {"label": "negative", "by": "contrast", "min_count": 2}, ["--label", "negative", "--by", "contrast", "--min-count", "2"]),
    ("signed", {"by": "error-rate"}, ["--by", "error-rate"]),
    ("roberta", {"label": "negative"}, ["--label", "negative"]),
    ("roberta", {"label": "negative", "pieces": True}, ["--label", "negative", "--pieces"]),
    ("roberta", {"label": "positive", "method": "decompx-linear", "k": None}, ["--label", "positive", "--method", "decompx-linear", "-k", "all"]),
    ("windows", {"label": "positive", "min_count": 2}, ["--label", "positive", "--min-count", "2"]),
    ("no-text", {"label": "positive"}, ["--label", "positive"]),
    ("roberta-no-text", {"label": "positive", "min_count": 2}, ["--label", "positive", "--min-count", "2"]),
    ("pairs", {"label": "positive"}, ["--label", "positive"]),
    ("sets", {"label": "positive", "min_count": 2}, ["--label", "positive", "--min-count", "2"]),
    ("sets", {"predicted": "positive", "by": "mean", "min_count": 1, "k": None}, ["--predicted", "positive", "--by", "mean", "--min-count", "1", "-k", "all"]),
    ("sets", {"misclassified": True, "min_count": 1}, ["--misclassified", "--min-count", "1"]),
    ("sets", {"label": "positive", "method": "decompx-linear", "min_count": 1}, ["--label", "positive", "--method", "decompx-linear", "--min-count", "1"]),
    ("sets", {"label": "odd", "method": "decompx-linear", "min_count": 1}, ["--label", "odd", "--method", "decompx-linear", "--min-count", "1"]),
    ("sets", {"by": "error-rate", "min_count": 1}, ["--by", "error-rate", "--min-count", "1"]),
    ("kept", {"where": {"v": [1, "x"]}, "by": "count", "min_count": 1}, ["--where", "v=1|x", "--by", "count", "--min-count", "1"]),
]  # fmt: skip

ABOUT = ["label", "predicted", "examples", "method", "aggregate", "class", "by", "versus_examples", "copies_left_out", "wrong"]


def assert_answer(frame, document):
    """Each cell and each of the numbers beside them are equal, to the last bit."""
    for name in ABOUT:
        assert frame.attrs.get(name) == document.get(name), name
    rows = document["tokens"]
    assert list(frame["token"]) == [row["token"] for row in rows]
    for name in frame.columns:
        for ours, row in zip(frame[name], rows):
            theirs = row[name]
            if theirs is None:
                assert ours is None or ours is numpy.nan or str(ours) in ("<NA>", "nan"), name
            elif isinstance(theirs, float):
                assert float(ours) == theirs, (name, row)
            else:
                assert ours == theirs, (name, row)


@pytest.mark.parametrize("name, arguments, options", SLICES, ids=lambda value: value if isinstance(value, str) else None)
def test_slices(opened, stores, query, tmp_path, name, arguments, options):
    stop = tmp_path / "stop.txt"
    stop.write_text("The\nand\n")
    options = [str(stop) if option == "STOP" else option for option in options]
    document = json.loads(query("top", stores(name), *options, "--json"))
    assert_answer(opened(name).top(**arguments), document)


EXAMPLES = [
    ("movies", "movies-6381", {}, []),
    ("movies", "movies-6381", {"pieces": False, "k": None, "punctuation": False}, ["--words", "-k", "all", "--no-punctuation"]),
    ("movies", "movies-6381", {"include_special": True, "pieces": False}, ["--include-special", "--words"]),
    ("methods", "movies-28", {"method": "decompx-linear", "k": 5}, ["--method", "decompx-linear", "-k", "5"]),
    ("all-classes", "movies-28", {"method": "decompx-linear", "cls": "negative", "pieces": False}, ["--method", "decompx-linear", "--class", "negative", "--words"]),
    ("signed", "movies-28", {"k": None}, ["-k", "all"]),
    ("roberta", "movies-28", {"k": None, "include_special": True}, ["-k", "all", "--include-special"]),
]  # fmt: skip


@pytest.mark.parametrize("name, id, arguments, options", EXAMPLES)
def test_examples(opened, stores, query, name, id, arguments, options):
    document = json.loads(query("top", stores(name), "--example", id, *options, "--json"))
    frame = opened(name).top(id, **arguments)
    for member in ("example", "label", "predicted", "confidence", "method", "aggregate", "class", "logit", "bias"):
        assert frame.attrs.get(member) == document.get(member), member
    assert len(frame) == len(document["tokens"])
    for row, expected in zip(frame.to_dict("records"), document["tokens"]):
        for column, theirs in expected.items():
            if theirs is None:
                assert row[column] is None or str(row[column]) == "<NA>"
            else:
                assert row[column] == (numpy.float32(theirs) if column == "score" else theirs), (column, expected)


@pytest.mark.parametrize("version", [1, 2, 3])
@pytest.mark.parametrize(
    "arguments, options",
    [
        ({"label": "negative", "min_count": 1}, ["--label", "negative", "--min-count", "1"]),
        ({"label": "positive", "pieces": True, "by": "mean", "min_count": 1}, ["--label", "positive", "--pieces", "--by", "mean", "--min-count", "1"]),
        ({"by": "error-rate", "min_count": 1}, ["--by", "error-rate", "--min-count", "1"]),
    ],
)  # fmt: skip
def test_old_versions(query, version, arguments, options):
    path = FIXTURES / f"v{version}" / "store.globenc"
    document = json.loads(query("top", path, *options, "--json"))
    with globenc_store.open(path) as store:
        assert_answer(store.top(**arguments), document)


@pytest.mark.parametrize("name", ["movies", "methods", "signed", "windows", "no-text", "sets", "kept", "lossless", "roberta", "strange"])
def test_info(opened, stores, query, name):
    document = json.loads(query("info", stores(name), "--json"))
    assert opened(name).info == document


@pytest.mark.parametrize("version", [1, 2, 3])
def test_info_of_old_versions(query, version):
    path = FIXTURES / f"v{version}" / "store.globenc"
    with globenc_store.open(path) as store:
        assert store.info == json.loads(query("info", path, "--json"))


def test_info_of_a_shard(query, globenc_index, tmp_path):
    command = [globenc_index, "index", SAMPLES / "movies.jsonl", "--model", SAMPLES / "bert-tiny-sentiment", "--limit", "30", "--quiet"]
    path = tmp_path / "shard.globenc"
    subprocess.run([*command, "--shard", "1/3", "--store", path], check=True)
    with globenc_store.open(path) as store:
        info = store.info
        assert (info["shard"], info["shards"], info["shard_finished"]) == (1, 3, True)
        assert info == json.loads(query("info", path, "--json"))
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE shard SET number = 2")
        connection.commit()
    with globenc_store.open(path) as store, pytest.raises(globenc_store.DamagedRecord, match="record of the shard"):
        store.info


def test_evaluation(stores, query, globenc_index, tmp_path):
    path = tmp_path / "evaluated.globenc"
    shutil.copy(stores("methods"), path)
    for command in (["evaluate", path, "--sample", "20"], ["ablate", path, "--word", "not", "--word", "good"]):
        done = subprocess.run(
            [globenc_index, *map(str, command), "--model", str(SAMPLES / "bert-tiny-sentiment"), "--quiet"], capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
    rows = json.loads(query("evaluation", path, "--json"))
    with globenc_store.open(path) as store:
        frame = store.evaluation()
        assert len(frame) == len(rows) > 20
        for ours, theirs in zip(frame.to_dict("records"), rows):
            for name, value in theirs.items():
                if value is None:
                    assert ours[name] is None or str(ours[name]) in ("<NA>", "nan"), name
                else:
                    assert ours[name] == (str(value) if name == "seed" else value), name
        assert [row["word"] for row in rows if row["q"] is not None] == ["not", "good"]
        assert len(store.evaluation(metric="aopc")) == sum(row["metric"] == "aopc" for row in rows)
        assert store.info == json.loads(query("info", path, "--json"))


def test_refused(opened):
    store = opened("methods")
    refused = [
        ({}, "say of what"), ({"label": "neutral"}, "no label 'neutral'"), ({"label": "positive", "by": "rank"}, "no order"),
        ({"label": "positive", "method": "lime"}, "no method 'lime'"), ({"label": "positive", "cls": "positive"}, "a class goes with a signed"),
        ({"label": "positive", "method": "decompx-linear", "cls": "x"}, "no class 'x'"), ({"label": "positive", "k": 0}, "number from 1"),
        ({"label": "positive", "min_count": 1000}, "min_count=1"), ({"correct": True, "misclassified": True}, "not both"),
        ({"where": {"nothing": 1}}, "keeps no column"), ({"positive": True}, "no choice of examples by 'positive'"),
        ({"correct": False}, "misclassified=True"), ({"misclassified": False}, "correct=True"), ({"truncated": False}, "length="),
        ({"label": "positive", "versus": {"correct": False}}, "misclassified=True"), ({"correct": "no"}, "correct is True"),
        ({"label": 1}, "label is the name"), ({"min_confidence": "0.5"}, "min_confidence is a number"), ({"length": 5}, "length takes"),
        ({"length": ("a", "b")}, "length takes"), ({"where": "score"}, "where is a dict"), ({"label": "positive", "k": "5"}, "k is a number from 1"), ({"label": "positive", "min_count": 1.5}, "min_count is a number"), ({"ids": 3}, "ids is a list"),
        ({"by": "error-rate", "versus": "positive"}, "does not go with"), ({"example": "movies-28", "label": "positive"}, "does not go with"),
    ]  # fmt: skip
    for arguments, message in refused:
        with pytest.raises(globenc_store.QuestionError, match=message):
            store.top(**arguments)
    for name in ("correct", "misclassified", "truncated"):
        for method in (store.examples, store.tokens, store.words):
            with pytest.raises(globenc_store.QuestionError, match=f"{name}=False chooses nothing"):
                method(**{name: False})
        assert len(store.examples(**{name: None})) == len(store)
    assert issubclass(globenc_store.QuestionError, ValueError)


def test_log_gamma_is_the_c_library_s():
    from globenc_store.analysis import tails

    for value in (0.5, 1.5, 3.7, 17.3, 1234.5):
        assert math.isclose(tails.log_gamma(value), math.lgamma(value), rel_tol=1e-14, abs_tol=1e-15)
