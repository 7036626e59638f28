"""Builds the C decoder where there is a compiler; without it the package decodes in Python. All else is in pyproject.toml."""

import os
from pathlib import Path

from setuptools import Extension, setup

CODEC = Path(__file__).parent / ".." / "Sources" / "Store" / "CCodec"


def extensions() -> list:
    """The decoder; nothing outside a checkout of the project, or with GLOBENC_STORE_PURE set."""
    if os.environ.get("GLOBENC_STORE_PURE") or not (CODEC / "decode.c").exists():
        return []
    codec = os.path.relpath(CODEC)
    return [
        Extension(
            "globenc_store.codec._native",
            sources=["src/native/native.c"],
            include_dirs=["src/native", codec, os.path.join(codec, "include")],
            depends=["src/native/lz4.h", os.path.join(codec, "decode.c"), os.path.join(codec, "tables.c"), os.path.join(codec, "model.h")],
            extra_compile_args=["-O3", "-std=gnu11", "-fvisibility=hidden", "-Wno-unknown-pragmas", "-pthread"],
            # It calls nothing of Python's, so that one wheel is for all versions.
            py_limited_api=True,
            optional=True,
        )
    ]


setup(ext_modules=extensions(), options={"bdist_wheel": {"py_limited_api": "cp310"}})
