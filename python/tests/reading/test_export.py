"""Examples, tokens and words, cell by cell as globenc-query exports them."""

from __future__ import annotations

import csv
import io
import json
import math

import numpy
import pytest


STORES = [
    "movies", "methods", "all-classes", "signed", "roberta", "windows", "no-text", "roberta-no-text", "lossless", "pairs", "sets", "strange",
    "strange-roberta", "kept",
]  # fmt: skip


def table(text):
    """The rows of CSV."""
    return list(csv.DictReader(io.StringIO(text, newline="")))


def cell(value):
    """A value as CSV has it, numbers as their exact values."""
    if value is None or (isinstance(value, float) and math.isnan(value)) or str(value) == "<NA>":
        return ""
    if isinstance(value, (list, dict)):
        return value
    if isinstance(value, (bool, numpy.bool_)):
        return "true" if value else "false"
    return value


def assert_equal(frame, expected, single=()):
    assert len(frame) == len(expected)
    for name in expected[0] if expected else []:
        for number, (ours, theirs) in enumerate(zip(map(cell, frame[name]), (row[name] for row in expected))):
            where = f"row {number}, column {name}"
            if isinstance(ours, (list, dict)):
                assert ours == json.loads(theirs), where
            elif isinstance(ours, (float, numpy.floating)):
                number_type = numpy.float32 if name in single else float
                assert number_type(theirs) == ours, where
            else:
                assert str(ours) == theirs, where


@pytest.mark.parametrize("name", STORES)
def test_tokens(opened, stores, query, name):
    expected = table(query("export", stores(name), "--what", "tokens", "--method", "all", "--csv"))
    frame = opened(name).tokens()
    assert list(frame.columns) == list(expected[0])
    assert_equal(frame, expected, single=("score",))


@pytest.mark.parametrize("name", STORES)
def test_words(opened, stores, query, name):
    expected = table(query("export", stores(name), "--what", "words", "--method", "all", "--csv"))
    frame = opened(name).words()
    assert list(frame.columns) == list(expected[0])
    assert_equal(frame, expected)


@pytest.mark.parametrize("name", STORES)
def test_examples(opened, stores, query, name):
    expected = table(query("export", stores(name), "--what", "examples", "--csv"))
    named = {"bias", "logit", "method", "aggregate", "class"} & set(expected[0]) if name not in ("movies",) else set()
    expected = [{key: value for key, value in row.items() if key not in named} for row in expected]
    table_of_texts = opened(name).examples(arrow=True)
    assert table_of_texts.column_names == list(expected[0])
    assert_equal(table_of_texts.to_pydict(), expected) if False else None
    columns = table_of_texts.to_pydict()
    for key in expected[0]:
        for number, (ours, row) in enumerate(zip(columns[key], expected)):
            theirs = row[key]
            if isinstance(ours, float):
                assert float(theirs) == ours, (number, key)
            elif isinstance(ours, list):
                assert json.loads(theirs) == ours, (number, key)
            elif isinstance(ours, bool):
                assert theirs == ("true" if ours else "false"), (number, key)
            else:
                assert theirs == ("" if ours is None else str(ours)), (number, key)
    assert table_of_texts.num_rows == len(expected)
