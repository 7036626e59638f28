"""The C decoder of the programs (Sources/Store/CCodec), where the package was built with a compiler at hand; else `library` is None."""

from __future__ import annotations

import ctypes
import importlib.machinery
import os
from pathlib import Path

import numpy
from numpy.typing import NDArray

from .decode import NoMatrix


def _load() -> ctypes.CDLL | None:
    if os.environ.get("GLOBENC_STORE_PURE"):
        return None
    for suffix in importlib.machinery.EXTENSION_SUFFIXES:
        path = Path(__file__).with_name("_native" + suffix)
        if path.exists():
            try:
                library = ctypes.CDLL(str(path))
                library.globenc_decode_stream.restype = ctypes.c_int
            except (OSError, AttributeError):
                continue
            return library
    return None


library = _load()
"""The shared library; None where there is none, or where the environment variable GLOBENC_STORE_PURE is set."""


def decode_stream(data: bytes, size: int, kind: int) -> NDArray[numpy.float32]:
    """As `decode.decode_stream`, by the C decoder."""
    if library is None:
        raise RuntimeError("the C decoder was not compiled")
    values = numpy.empty((size, size), dtype=numpy.float32)
    status = library.globenc_decode_stream(
        ctypes.c_int(kind),
        ctypes.c_char_p(data),
        ctypes.c_size_t(len(data)),
        ctypes.c_int32(size),
        values.ctypes.data_as(ctypes.POINTER(ctypes.c_float)),
    )
    if status == 1:
        raise MemoryError(f"there is no memory to decode a matrix of size {size}")
    if status != 0:
        raise NoMatrix
    return values
