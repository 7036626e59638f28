"""A comparison of two stores, or of two sides of one, is that of globenc-query."""

from __future__ import annotations

import json
import subprocess

import pytest

import globenc_store

COMPARED = [
    ("movies", "short", {}, []),
    ("movies", "short", {"changed": True, "k": 5}, ["--changed", "-k", "5"]),
    ("movies", "roberta", {"k": None}, ["-k", "all"]),
    ("movies", "roberta", {"k": 20, "label": "negative", "min_count": 2}, ["-k", "20", "--label", "negative", "--min-count", "2"]),
    ("roberta", "movies", {"k": None, "min_count": 1}, ["-k", "all", "--min-count", "1"]),
    ("methods", "all-classes", {"method": "decompx-linear", "k": None}, ["--method", "decompx-linear", "-k", "all"]),
    ("methods", None, {"method": ["n-enc", "decompx-linear"], "k": None}, ["--method", "n-enc", "--method", "decompx-linear", "-k", "all"]),
    (
        "methods", None, {"method": ["n-enc", "decompx-linear"], "aggregate": "maxflow", "cls": "gold", "k": 5},
        ["--method", "n-enc", "--method", "decompx-linear", "--aggregate", "maxflow", "--class", "gold", "-k", "5"],
    ),
    (
        "all-classes", None, {"method": "decompx-linear", "cls": ["positive", "negative"], "k": None},
        ["--method", "decompx-linear", "--class", "positive", "--class", "negative", "-k", "all"],
    ),
    (
        "methods", "all-classes", {"method": ["decompx-linear", "n-enc"], "cls": "predicted", "k": 5},
        ["--method", "decompx-linear", "--method", "n-enc", "--class", "predicted", "-k", "5"],
    ),
    ("sets", "sets", {"k": None}, ["-k", "all"]),
    ("sets", "movies", {"k": None}, ["-k", "all"]),
    ("no-text", "movies", {"k": None}, ["-k", "all"]),
    ("no-text", "roberta-no-text", {"k": None}, ["-k", "all"]),
    ("strange", "strange-roberta", {"k": None, "min_count": 1}, ["-k", "all", "--min-count", "1"]),
]  # fmt: skip


@pytest.mark.parametrize("name, other, arguments, options", COMPARED)
def test_compare(opened, stores, globenc_query, name, other, arguments, options):
    paths = [str(stores(name))] + ([str(stores(other))] if other else [])
    done = subprocess.run([globenc_query, "compare", *paths, *options, "--json"], capture_output=True, text=True, encoding="utf-8")
    second = opened(other) if other else None
    if done.returncode != 0:
        with pytest.raises(globenc_store.QuestionError, match="in both stores"):
            opened(name).compare(second, **arguments)
        return
    document = json.loads(done.stdout)
    comparison = opened(name).compare(second, **arguments)
    assert comparison.document == document
    assert list(comparison.least_alike["example"]) == [row["example"] for row in document["least_alike"]]
    assert len(comparison.tokens) == len(document["tokens"]) and len(comparison.changes) == len(document["changes"])
