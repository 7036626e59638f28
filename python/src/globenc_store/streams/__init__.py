"""Corpora that the program does not read itself: Parquet, Arrow, folders of `datasets`, and tables in memory, as rows
of JSON.
"""

from __future__ import annotations

from .corpus import TableCorpus, columns, is_table, rows
from .failures import CorpusError
from .memory import in_memory
from .selection import Selection
from .values import line

__all__ = ["CorpusError", "Selection", "TableCorpus", "columns", "in_memory", "is_table", "line", "rows"]
