"""`python -m globenc_store.index`: globenc-index for corpora that it does not read itself.

Parquet, Arrow and folders of `datasets` are streamed into the program as JSONL; all else is passed to the program as
it is. The function `globenc_store.index` is in `globenc_store.programs.indexing`; importing this module leaves it
where it is.
"""

from __future__ import annotations

import sys
import types
from typing import Any

if __name__ == "__main__":
    from globenc_store.programs.command import main

    sys.exit(main(sys.argv[1:]))


class _Callable(types.ModuleType):
    """This module, which takes the function's place as `globenc_store.index` where someone imports it."""

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        from .programs.indexing import index

        return index(*arguments, **keywords)


sys.modules[__name__].__class__ = _Callable
