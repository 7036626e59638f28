"""Texts with their scores, against globenc-query show; their HTML; the heat map, against matrices and scores."""

from __future__ import annotations

import html.parser
import json
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy
import pytest

import globenc_store
from globenc_store.display.colors import AGAINST, FOR, tint
from globenc_store.display.heat import heat_map, heat_rows
from globenc_store.display.numbers import percent
from globenc_store.display.shown import show

EXAMPLE = "movies-28"
SAMPLES = Path(__file__).resolve().parents[3] / "samples"
Open = Callable[[str], globenc_store.Store]
METHODS: dict[str, list[str | None]] = {
    "movies": [None], "methods": [None, "decompx-linear", "alti"], "signed": [None, "gradient-input"], "roberta": [None, "decompx-linear"],
    "windows": [None, "decompx-linear"], "no-text": [None, "decompx-linear"], "roberta-no-text": [None], "pairs": [None], "short": [None],
    "sets": [None, "decompx-linear"], "strange": [None], "strange-roberta": [None], "kept": [None],
}  # fmt: skip


@pytest.fixture(autouse=True)
def unbroken_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program breaks lines where COLUMNS is set, and the library readline sets it behind Python's back."""
    monkeypatch.delenv("COLUMNS", raising=False)
    os.unsetenv("COLUMNS")


@pytest.mark.parametrize(
    ("name", "method"), [(name, method) for name, methods in METHODS.items() for method in methods]
)
def test_plain_text_is_what_the_program_prints(
    name: str, method: str | None, stores: Callable[[str], Path], opened: Open, query: Callable[..., str]
) -> None:
    store = opened(name)
    ids = list(store.examples()["example"])[:100]
    printed = query("show", stores(name), *([] if method is None else ["--method", method]), "--", *ids)
    shown = "\n\n".join(str(show(store, id, method)) for id in ids) + "\n"
    if name == "roberta-no-text":
        # Without texts, the program shows pieces of white space by themselves, and the package the words only.
        shown, printed = (re.sub(" +", " ", text) for text in (shown, printed))
    assert shown == printed


def test_a_class_is_what_the_program_prints(
    stores: Callable[[str], Path], opened: Open, query: Callable[..., str]
) -> None:
    store = opened("all-classes")
    for cls in ("negative", "positive", "gold", "predicted"):
        for id in list(store.examples()["example"])[:20]:
            printed = query("show", stores("all-classes"), id, "--method", "decompx-linear", "--class", cls)
            assert str(show(store, id, "decompx-linear", cls)) + "\n" == printed


class Page(html.parser.HTMLParser):
    """The words of a page with their titles and styles, its tags, and its whole text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words: list[tuple[str, str, str]] = []
        self.tags: set[str] = set()
        self.text = ""
        self._open: list[tuple[str, dict[str, str | None], str]] = []
        self.feed(text)
        self.close()
        assert not self._open, "a tag is not closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._open.append((tag, dict(attrs), ""))

    def handle_endtag(self, tag: str) -> None:
        name, attributes, text = self._open.pop()
        assert name == tag
        if attributes.get("title"):
            self.words.append((text, attributes["title"] or "", attributes["style"] or ""))

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._open:
            tag, attributes, text = self._open[-1]
            self._open[-1] = (tag, attributes, text + data)


def test_page_has_the_words_and_scores_of_the_program(
    stores: Callable[[str], Path], opened: Open, query: Callable[..., str]
) -> None:
    store = opened("methods")
    example = store.example(EXAMPLE)
    page = Page(show(store, example.id).html)
    listed = query(
        "top", stores("methods"), "--example", example.id, "--words", "--punctuation", "--csv", "-k", "all"
    ).splitlines()[1:]
    scores = {int(row.split(",")[0]): float(row.rsplit(",", 3)[1]) for row in listed}
    expected = [(word.surface, f"{word.surface}: {percent(scores[word.tokens.start])}") for word in example.words]
    assert [(text, title) for text, title, _ in page.words] == expected
    assert example.text is not None and example.text in page.text


def test_signs_have_two_colours(opened: Open) -> None:
    page = Page(show(opened("methods"), EXAMPLE, "decompx-linear").html)
    for text, title, style in page.words:
        score = float(re.search(r": ([+-]\d+\.\d\d) for (?:negative|positive)$", title)[1])  # type: ignore[index]
        red = AGAINST[0] if score < 0 else FOR[0]
        if abs(score) >= 0.01:
            assert f"rgba({red}," in style, (text, title)
    assert {title[title.index(":") + 2] for _, title, _ in page.words} == {"+", "-"}


def test_texts_are_escaped(globenc_index: str, tmp_path: Path) -> None:
    hostile = "<script>alert(\"1\")</script> & <b onclick='x'>not bad</b> \u202eback\u202c \x1b[31m"
    corpus = tmp_path / "hostile.jsonl"
    corpus.write_text(json.dumps({"id": "<i>\"'&", "text": hostile, "label": "positive"}) + "\n")
    path = tmp_path / "hostile.globenc"
    subprocess.run(
        [globenc_index, corpus, "--model", SAMPLES / "bert-tiny-sentiment", "--store", path, "--quiet"], check=True
    )
    with globenc_store.open(path) as store:
        shown = show(store, "<i>\"'&")
        page = Page(shown._repr_html_())
    assert page.tags == {"div", "span", "bdi"}
    assert "<script" not in shown.html and "onclick=" not in re.sub(r">[^<]*<", "><", shown.html)
    assert "\u202e" not in shown.html and "\x1b" not in shown.html
    assert '<script>alert("1")</script>' in page.text


def luminance(color: tuple[float, float, float]) -> float:
    """The relative luminance of WCAG 2.2."""
    linear = [part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in color]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    ("ground", "ink"),
    [
        ((255, 255, 255), (0, 0, 0)),
        ((255, 255, 255), (51, 51, 51)),
        ((17, 17, 17), (255, 255, 255)),
        ((30, 30, 30), (204, 204, 204)),
    ],
)
def test_words_are_legible_on_light_and_dark_pages(ground: tuple[int, int, int], ink: tuple[int, int, int]) -> None:
    lightness = []
    for step in range(-20, 21):
        red, green, blue, opacity = (float(part) for part in re.findall(r"[\d.]+", tint(step / 20)))
        mixed = tuple(part * opacity + under * (1 - opacity) for part, under in zip((red, green, blue), ground))
        light, dark = sorted((luminance(mixed), luminance(ink)), reverse=True)  # type: ignore[arg-type]
        assert (light + 0.05) / (dark + 0.05) >= 4.5
        lightness.append(luminance(mixed))  # type: ignore[arg-type]
    # The stronger, the farther from the page, so that prints in grey show the order, too.
    for side in (lightness[20:], lightness[20::-1]):
        assert side == sorted(side, reverse=ground[0] > 128)


def test_heat_map_ends_in_the_scores(opened: Open) -> None:
    store = opened("lossless")
    for id in list(store.examples()["example"])[:10]:
        example = store.example(id)
        rows = heat_rows(store, id)
        assert rows.shape == (3, len(example))
        numpy.testing.assert_allclose(rows.sum(axis=1), 1, atol=1e-12)
        numpy.testing.assert_allclose(rows[-1], example.scores(), rtol=2e-5, atol=1e-7)


def test_single_layers_are_what_the_program_shows(
    stores: Callable[[str], Path], opened: Open, query: Callable[..., str]
) -> None:
    store = opened("lossless")
    rows = heat_rows(store, "movies-1", joined=False)
    example = store.example("movies-1")
    for layer in (1, 2, 3):
        printed = query("show", stores("lossless"), "movies-1", "--layer", layer)
        special = rows[layer - 1][[token.special for token in example.tokens]].sum()
        assert f"special tokens {percent(float(special))}" in printed


def test_heat_map_is_a_figure(opened: Open) -> None:
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    store = opened("lossless")
    figure = heat_map(store, "movies-1")
    axes = figure.axes[0]
    assert [label.get_text() for label in axes.get_xticklabels()] == [
        token.piece for token in store.example("movies-1").tokens
    ]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["1", "2", "3"]
    numpy.testing.assert_allclose(axes.images[0].get_array(), 100 * heat_rows(store, "movies-1"))
    matplotlib.pyplot.close(figure)


def test_heat_map_says_what_it_needs(opened: Open) -> None:
    with pytest.raises(globenc_store.QuestionError, match="--layers all"):
        heat_rows(opened("movies"), "movies-1")
    with pytest.raises(globenc_store.QuestionError, match="decompx-linear"):
        heat_rows(opened("lossless"), "movies-1", "decompx-linear")
    with pytest.raises(globenc_store.NoSuchExample, match="no example 'none'"):
        heat_rows(opened("lossless"), "none")
