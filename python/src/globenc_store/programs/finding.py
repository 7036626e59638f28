"""Where the two programs are."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from ..errors import ProgramError

VARIABLES = {"globenc-index": "GLOBENC_INDEX", "globenc-query": "GLOBENC_QUERY"}


def program(name: str) -> str:
    """The path of a program.

    A program inside the package (`globenc_store/bin`, where the wheel was built with the programs) comes first, then
    the one that an environment variable names (GLOBENC_INDEX, GLOBENC_QUERY), then the first on the PATH.

    Args:
        name: "globenc-index" or "globenc-query".

    Returns:
        The path of an executable file.

    Raises:
        ProgramError: There is none; the sentence says how to get it.
    """
    inside = Path(__file__).resolve().parent.parent / "bin" / name
    if _is_executable(inside):
        return str(inside)
    variable = VARIABLES[name]
    named = os.environ.get(variable)
    if named:
        if not _is_executable(Path(named)):
            raise ProgramError(f"{variable} names '{named}', which is no program that can be run: let it name {name}")
        return named
    found = shutil.which(name)
    if found is None:
        raise ProgramError(
            f"there is no {name}: neither in this package, nor in {variable}, nor on the PATH; install a wheel "
            "with the programs "
            f"(scripts/wheel.sh --programs) or build them (scripts/install.sh PREFIX), or let {variable} name the "
            "program"
        )
    return found


def _is_executable(path: Path) -> bool:
    return path.is_file() and os.access(path, os.X_OK)
