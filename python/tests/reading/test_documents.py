"""The reader says what the documents and the programs' sources say."""

from __future__ import annotations

import re

import numpy

from places import ROOT
from globenc_store import _version
from globenc_store.codec import tables
from globenc_store.reading import characters, file

CODEC = ROOT / "Sources" / "Store" / "CCodec"


def numbers(text, name):
    """The numbers of an array in C."""
    body = re.search(rf"{name}\[\w+\] = \{{(.*?)\}};", text, re.DOTALL).group(1)
    return tuple(int(number) for number in re.findall(r"\d+", body))


def test_code_lengths():
    page = (ROOT / "schema" / "codec.md").read_text(encoding="utf-8")
    documented = re.search(r"```text lengths\n(.*?)```", page, re.DOTALL).group(1).split()
    source = (CODEC / "tables.c").read_text(encoding="utf-8")
    compiled = re.findall(r'"([0-9a-f]{41})"', source)
    assert tuple(documented) == tuple(compiled) == tables.CODE_LENGTHS
    assert numbers(source, "symbolBase") == tables.SYMBOL_BASE
    assert numbers(source, "symbolExtra") == tables.SYMBOL_EXTRA
    model = (CODEC / "model.h").read_text(encoding="utf-8")
    presets = re.search(r"presets\[\] = \{(.*)\};", model).group(1)
    assert tuple((int(a), int(b)) for a, b in re.findall(r"\{(\d+), (\d+)\}", presets)) == tables.PRESETS


def test_codes_are_complete():
    for shape, lengths in enumerate(tables.CODE_LENGTHS):
        assert sum(2.0 ** -int(digit, 16) for digit in lengths) == 1
        symbols = tables.symbol_of_code(shape)
        for symbol, digit in enumerate(lengths):
            assert symbols.count(symbol) == 1 << (tables.LONGEST_CODE - int(digit, 16))


def test_steps_are_powers_of_two():
    """The decoded values are 2^(-m / 347), rounded to floats: computed here from doubles."""
    exact = numpy.exp2(-numpy.arange(347) / 347.0).astype(numpy.float32)
    assert (tables.VALUES.astype(numpy.uint32).view(numpy.float32) == exact).all()


def test_scripts_without_spaces():
    page = (ROOT / "schema" / "README.md").read_text(encoding="utf-8")
    line = re.search(r"\*Scripts without spaces\* are the blocks (.*?)\.\n", page, re.DOTALL).group(1)
    blocks = tuple((int(a, 16), int(b, 16)) for a, b in re.findall(r"([0-9A-F]{4,5})–([0-9A-F]{4,5})", line))
    assert blocks == characters.UNSPACED
    for name in ("UnspacedScripts", "ChineseBlocks"):
        source = (ROOT / "Sources" / "Support" / "Text" / f"{name}.swift").read_text(encoding="utf-8")
        for first, last in re.findall(r"0x([0-9A-F]+)\.\.\.0x([0-9A-F]+)", source):
            assert (int(first, 16), int(last, 16)) in blocks


def test_versions():
    source = (ROOT / "Sources" / "Store" / "Records" / "ToolVersion.swift").read_text(encoding="utf-8")
    assert f'"{_version.VERSION}"' in source
    assert not (ROOT / "schema" / f"v{file.NEWEST + 1}.sql").exists()
    assert (ROOT / "schema" / f"v{file.NEWEST}.sql").exists()
