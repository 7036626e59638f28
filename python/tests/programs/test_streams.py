"""Corpora that Python streams into the program: Parquet, Arrow, folders of datasets, and tables in memory."""

from __future__ import annotations

import datetime
import decimal
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from globenc_store import CorpusError, streams

pyarrow = pytest.importorskip("pyarrow")
import pyarrow.parquet  # noqa: E402

ROWS: list[dict[str, Any]] = [
    {"id": f"r{n}", "text": f"text {n} é", "label": n % 2, "extra": n / 4} for n in range(2500)
]


def table(rows: list[dict[str, Any]] = ROWS) -> Any:
    return pyarrow.Table.from_pylist(rows)


def classes(names: list[str]) -> dict[str, Any]:
    return {"names": names, "_type": "ClassLabel"}


def with_features(given: Any, features: dict[str, Any]) -> Any:
    return given.replace_schema_metadata({"huggingface": json.dumps({"info": {"features": features}})})


def written(folder: Path, kind: str) -> Path:
    path = folder / f"rows.{kind}"
    if kind == "parquet":
        pyarrow.parquet.write_table(table(), path, row_group_size=700)
    else:
        options = pyarrow.ipc.IpcWriteOptions(compression="lz4")
        with (pyarrow.ipc.new_stream if kind == "arrows" else pyarrow.ipc.new_file)(
            str(path), table().schema, options=options
        ) as writer:
            writer.write_table(table(), max_chunksize=1100)
    return path


@pytest.mark.parametrize("kind", ["parquet", "feather", "arrow", "arrows"])
def test_rows_of_a_file(kind: str, tmp_path: Path) -> None:
    path = written(tmp_path, kind)
    assert streams.is_table(path)
    assert streams.columns(path) == ["id", "text", "label", "extra"]
    assert list(streams.rows(path)) == ROWS
    assert list(streams.rows(path, ["label", "id"])) == [{"id": row["id"], "label": row["label"]} for row in ROWS]
    bare = path.rename(tmp_path / "no-suffix")
    assert streams.is_table(bare) == (kind != "arrows"), "a stream of Arrow has no first bytes that tell"


def test_a_folder_is_read_in_the_order_of_names(tmp_path: Path) -> None:
    for name, part in (("b.parquet", ROWS[10:20]), ("a.parquet", ROWS[:10]), ("sub/c.parquet", ROWS[20:30])):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        pyarrow.parquet.write_table(table(part), tmp_path / name)
    (tmp_path / ".hidden.parquet").write_text("no table")
    (tmp_path / "README.md").write_text("no table")
    assert list(streams.rows(tmp_path)) == ROWS[:30]


def test_splits_are_chosen(tmp_path: Path) -> None:
    for name, part in (
        ("train-00001-of-00002", ROWS[5:10]),
        ("train-00000-of-00002", ROWS[:5]),
        ("test-00000-of-00001", ROWS[10:12]),
    ):
        pyarrow.parquet.write_table(table(part), tmp_path / f"{name}.parquet")
    assert list(streams.rows(tmp_path, split="train")) == ROWS[:10]
    with pytest.raises(CorpusError, match="splits 'test', 'train': say which one"):
        streams.columns(tmp_path)
    with pytest.raises(CorpusError, match="no split 'dev'; it has 'test', 'train'"):
        streams.columns(tmp_path, split="dev")


def test_numbers_of_classes_become_names(tmp_path: Path) -> None:
    rows = [
        {"text": "a", "label": 1, "labels": [0, 1], "old": [1]},
        {"text": "b", "label": -1, "labels": [], "old": None},
    ]
    features = {
        "text": {"dtype": "string", "_type": "Value"}, "label": classes(["no", "yes"]), "old": [classes(["x", "y"])],
        "labels": {"feature": classes(["p", "q"]), "_type": "Sequence"},
    }  # fmt: skip
    pyarrow.parquet.write_table(with_features(table(rows), features), tmp_path / "a.parquet")
    expected = [
        {"text": "a", "label": "yes", "labels": ["p", "q"], "old": ["y"]},
        {"text": "b", "label": None, "labels": [], "old": None},
    ]
    assert list(streams.rows(tmp_path / "a.parquet")) == expected


def test_folders_that_datasets_saved(tmp_path: Path) -> None:
    datasets = pytest.importorskip("datasets")
    made = datasets.Dataset.from_list(ROWS).cast_column("label", datasets.ClassLabel(names=["negative", "positive"]))
    made.save_to_disk(tmp_path / "one", num_shards=3)
    datasets.DatasetDict({"train": made.select(range(100)), "test": made.select(range(100, 110))}).save_to_disk(
        tmp_path / "two"
    )
    made.filter(lambda row: row["label"] == 1).save_to_disk(tmp_path / "filtered")
    named = [{**row, "label": ["negative", "positive"][row["label"]]} for row in ROWS]
    assert list(streams.rows(tmp_path / "one")) == named
    assert list(streams.rows(tmp_path / "two", split="test")) == named[100:110]
    assert list(streams.rows(tmp_path / "filtered")) == named[1::2]
    with pytest.raises(CorpusError, match="'train', 'test'"):
        streams.columns(tmp_path / "two")
    next((tmp_path / "one").glob("data-00001*.arrow")).unlink()
    with pytest.raises(CorpusError, match="is not whole: it lacks .*data-00001"):
        streams.columns(tmp_path / "one")
    rows, count = streams.in_memory(made, streams.Selection())
    assert list(rows) == [{name: row[name] for name in ("id", "text", "label")} for row in named]
    assert count == len(ROWS)


@pytest.mark.parametrize("kind", ["parquet", "feather", "arrows"])
def test_damaged_files_give_a_sentence(kind: str, tmp_path: Path) -> None:
    path = written(tmp_path, kind)
    whole = path.read_bytes()
    for cut in (0, 3, 20, len(whole) // 2, len(whole) - 3):
        path.write_bytes(whole[:cut])
        try:
            read = list(streams.rows(path))
        except CorpusError as error:
            assert str(path) in str(error) and "\n" not in str(error)
        else:
            # A stream that ends between two parts is whole to its reader.
            assert kind == "arrows" and read == ROWS[: len(read)]


def test_memory_does_not_grow_with_a_row_group(tmp_path: Path) -> None:
    program = """
import resource, sys
from globenc_store import streams
import pyarrow.parquet
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
next(streams.rows(sys.argv[1]))
start = peak()
print(sum(len(row["text"]) for row in streams.rows(sys.argv[2], ["text"])), peak() - start)
"""
    texts = [
        f"{number:06} " + "".join(chr(97 + (number * 7 + place * place) % 26) for place in range(900))
        for number in range(4000)
    ]
    small, large = tmp_path / "small.parquet", tmp_path / "large.parquet"
    pyarrow.parquet.write_table(pyarrow.table({"text": texts[:1000]}), small)
    # One row group of 145 MB.
    pyarrow.parquet.write_table(
        pyarrow.table({"text": texts * 40}), large, row_group_size=1 << 30, use_dictionary=False, compression="none"
    )
    done = subprocess.run([sys.executable, "-c", program, small, large], capture_output=True, text=True, check=True)
    size, grown = map(int, done.stdout.split())
    assert size == 160_000 * 907
    assert grown < 60


def test_values_that_json_has_not() -> None:
    day = datetime.datetime(2024, 5, 6, 7, 8, 9)
    row = {
        "a": day,
        "b": decimal.Decimal("1.10"),
        "c": decimal.Decimal(12),
        "d": day.date(),
        "e": None,
        "f": "\ud800",
        "g": 2**70,
    }
    assert json.loads(streams.line(row)) == {
        "a": "2024-05-06T07:08:09", "b": "1.10", "c": 12, "d": "2024-05-06", "e": None, "f": "\ud800", "g": 2**70
    }  # fmt: skip
    with pytest.raises(CorpusError, match="column 'x' holds .* bytes"):
        streams.line({"text": "a", "x": b"1"})


def test_only_needed_columns_are_taken() -> None:
    rows, count = streams.in_memory(table(), streams.Selection(keep=("extra",)))
    assert (next(rows), count) == (ROWS[0], 2500)
    selected = streams.Selection(text="extra").of(["id", "text", "label", "extra"], "x")
    assert selected == ["id", "label", "extra"]
    assert streams.Selection().of(["ID", " Text ", "Label", "other"], "x") == ["ID", " Text ", "Label"]
    with pytest.raises(
        CorpusError,
        match=r"no column 'review'; it has 'reviews', 'label': did you mean 'reviews'\? Say so with text= \(--text\)",
    ):
        streams.Selection(text="review").of(["reviews", "label"], "the corpus")
    with pytest.raises(
        CorpusError, match=r"no column 'text'; it has 'body', 'label': say which one is meant with text="
    ):
        streams.Selection().of(["body", "label"], "the corpus")


def test_frames() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(
        {"text": ["a", "b", None], "label": pandas.Categorical(["x", None, "y"]), "n": [1.5, float("nan"), 2]}
    ).set_index("n")
    rows, count = streams.in_memory(frame.rename_axis("id"), streams.Selection())
    assert list(rows) == [
        {"id": 1.5, "text": "a", "label": "x"},
        {"id": None, "text": "b", "label": None},
        {"id": 2.0, "text": None, "label": "y"},
    ]
    assert count == 3
    with pytest.raises(CorpusError, match="'text' more than once"):
        streams.in_memory(pandas.DataFrame([["a", "b"]], columns=["text", "text"]), streams.Selection())


@pytest.mark.parametrize("corpus", [5, {"text": "a"}, b"x"])
def test_what_is_no_corpus(corpus: Any) -> None:
    with pytest.raises(CorpusError, match="a corpus is a path, a DataFrame"):
        streams.in_memory(corpus, streams.Selection())


def test_rows_that_are_no_dictionaries() -> None:
    with pytest.raises(CorpusError, match="row 2 of the list is no dictionary, but str: give rows such as"):
        list(streams.in_memory([{"text": "a"}, "b"], streams.Selection())[0])
