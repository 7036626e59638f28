"""The hash of all content, which takes every byte of the store, is the program's."""

from __future__ import annotations

import pytest

import globenc_store
from places import FIXTURES


@pytest.mark.parametrize("name", ["movies", "methods", "windows", "sets", "no-text", "signed", "kept", "strange"])
def test_digest(opened, stores, query, name):
    assert opened(name).digest() == query("info", stores(name), "--digest").strip()


def test_older_versions(query):
    with globenc_store.open(FIXTURES / "v2" / "store.globenc") as store:
        with pytest.raises(globenc_store.QuestionError, match="version 2"):
            store.digest()
