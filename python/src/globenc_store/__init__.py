"""Reads stores of globenc-index directly: which tokens carried a text classifier's decisions.

>>> import globenc_store
>>> store = globenc_store.open("reviews.globenc")
>>> store.tokens(label="negative")
"""

from ._version import VERSION
from .errors import (
    DamagedRecord,
    MissingExtra,
    NewerStore,
    NoSuchExample,
    ProgramError,
    QuestionError,
    StoreError,
)
from .programs.explained import Explained
from .programs.explaining import Explainer, explain
from .programs.indexing import IncompleteIndex, index
from .reading.example import Example, Result, Token, Window
from .reading.settings import Method, Settings
from .reading.words import Word
from .store import Store
from .store import open_store as open
from .streams.failures import CorpusError

__version__ = VERSION

__all__ = [
    "CorpusError",
    "DamagedRecord",
    "Example",
    "Explained",
    "Explainer",
    "IncompleteIndex",
    "Method",
    "MissingExtra",
    "NewerStore",
    "NoSuchExample",
    "ProgramError",
    "QuestionError",
    "Result",
    "Settings",
    "Store",
    "StoreError",
    "Token",
    "Window",
    "Word",
    "explain",
    "index",
    "open",
]
