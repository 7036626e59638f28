"""Matrices, value by value as globenc-query has them."""

from __future__ import annotations

import io
import subprocess
import zipfile

import numpy
import pytest

import globenc_store
from globenc_store.codec import decode, matrix as codec, native


def arrays(globenc_query, path, *options):
    """The arrays of an npz export by their names, without the ending."""
    done = subprocess.run([globenc_query, "export", str(path), "--what", "matrices", *options], capture_output=True)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(io.BytesIO(done.stdout)) as archive:
        return {name[:-4]: numpy.lib.format.read_array(io.BytesIO(archive.read(name))) for name in archive.namelist()}


@pytest.fixture(params=["native", "python"])
def decoder(request, monkeypatch):
    if request.param == "python":
        monkeypatch.setattr(native, "library", None)
    elif native.library is None:
        pytest.skip("the C decoder was not compiled")
    return request.param


@pytest.mark.parametrize("name", ["movies", "roberta", "lossless", "pairs", "strange"])
def test_final_matrices(opened, stores, globenc_query, decoder, name):
    from urllib.parse import unquote

    store = opened(name)
    expected = arrays(globenc_query, stores(name))
    assert len(expected) == len(store)
    for encoded, values in list(expected.items())[:60]:
        ours = store.matrix(unquote(encoded))
        assert ours.dtype == numpy.float32
        numpy.testing.assert_array_equal(ours.astype(numpy.float64), values)


@pytest.mark.parametrize("name", ["methods", "lossless"])
def test_layers_and_methods(opened, stores, query, globenc_query, decoder, name):
    store = opened(name)
    for id in list(store.examples(ids=["movies-28", "movies-1", "movies-66"]).example):
        found = store.matrices(id)
        assert len(found) > 1
        for (method, aggregate, layer, window), ours in found.items():
            assert window is None
            done = subprocess.run(
                [globenc_query, "matrix", str(stores(name)), id, "--method", method, "--aggregate", aggregate, "--format", "npy"]
                + ([] if layer is None else ["--layer", str(layer)]),
                capture_output=True,
            )  # fmt: skip
            assert done.returncode == 0, done.stderr
            theirs = numpy.lib.format.read_array(io.BytesIO(done.stdout))
            numpy.testing.assert_array_equal(ours.astype(numpy.float64), theirs)
            numpy.testing.assert_array_equal(store.matrix(id, layer, method, aggregate=aggregate), ours)


def test_windows(opened, stores, globenc_query, decoder):
    store = opened("windows")
    expected = arrays(globenc_query, stores("windows"))
    several = 0
    for id in store.examples().example:
        windows = store.windows(id)
        if not windows:
            numpy.testing.assert_array_equal(store.matrix(id).astype(float), expected[id])
            continue
        several += 1
        for window in windows:
            ours = store.matrix(id, window=window.number)
            assert ours.shape == (window.tokens, window.tokens)
            numpy.testing.assert_array_equal(ours.astype(float), expected[f"{id}@{window.number}"])
            # Without a sign, the first row of the aggregated matrix over its sum is the scores.
            shares = ours[0].astype(float) / ours[0].astype(float).sum()
            numpy.testing.assert_allclose(window.results[0].scores, shares, rtol=0.003)
        with pytest.raises(globenc_store.QuestionError, match="windows"):
            store.matrix(id)
        with pytest.raises(globenc_store.NoSuchExample, match="no window"):
            store.matrix(id, window=len(windows) + 1)
    assert several > 10


def test_scores_are_the_first_row(opened):
    """Independent of the CLI: the scores in the row of an example are row 0 of the unquantised matrix over its sum."""
    store = opened("movies")
    for id in list(store.examples().example)[:100]:
        example = store.example(id)
        row = example.matrix()[0].astype(float)
        numpy.testing.assert_allclose(example.scores(), row / row.sum(), rtol=0.0025)


def test_decoders_agree_on_noise():
    """The two decoders, one in C and one in Python, refuse or accept the same streams, with the same values."""
    if native.library is None:
        pytest.skip("the C decoder was not compiled")
    generator = numpy.random.default_rng(1)
    agreed = 0
    for _ in range(400):
        size = int(generator.integers(0, 12))
        length = int(generator.integers(0, 80))
        data = bytes(generator.integers(0, 256, length, dtype=numpy.uint8))
        data = bytes([data[0] & 0xC3]) + data[1:] if data else data
        for kind in (0, 1):
            results = []
            for decoder in (decode.decode_stream, native.decode_stream):
                try:
                    results.append(decoder(data, size, kind))
                except decode.NoMatrix:
                    results.append(None)
            assert (results[0] is None) == (results[1] is None), (size, kind, data)
            if results[0] is not None:
                agreed += 1
                numpy.testing.assert_array_equal(results[0].view(numpy.uint32), results[1].view(numpy.uint32))
    assert agreed > 0


def test_impossible_sizes():
    for size in (-1, 8193, 4000):
        with pytest.raises(codec.NoMatrix):
            codec.decode(b"abc", size, 1)
    with pytest.raises(codec.NoMatrix):
        codec.decode(b"\x10\x00", 1, 7)
