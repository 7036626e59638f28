"""The options of a command, as the program itself describes them, and the command line that keyword arguments stand
for.
"""

from __future__ import annotations

import difflib
import functools
import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..errors import ProgramError


@dataclass(frozen=True)
class Option:
    """An option of a command.

    Attributes:
        names: All its spellings, dashes included; the first long one is the name.
        takes_value: Whether a value follows; otherwise it is a flag.
        abstract: What it does, in a sentence; empty where the program does not say.
    """

    names: tuple[str, ...]
    takes_value: bool
    abstract: str

    @property
    def name(self) -> str:
        """The first long spelling, such as "--max-length"."""
        return next((name for name in self.names if name.startswith("--")), self.names[0])


def options(path: str, command: str) -> dict[str, Option]:
    """The options of a command by their spellings.

    Args:
        path: The program.
        command: The name of the subcommand; where the program has none of that name, the result is empty.

    Raises:
        ProgramError: The program does not describe itself.
    """
    status = os.stat(path)
    described = _description(path, status.st_mtime_ns, status.st_size)
    found = next((each for each in described.get("subcommands", []) if each.get("commandName") == command), None)
    result: dict[str, Option] = {}
    for argument in (found or {}).get("arguments", []):
        if argument.get("kind") == "positional":
            continue
        names = tuple(("--" if each["kind"] == "long" else "-") + each["name"] for each in argument.get("names", []))
        option = Option(names, argument.get("kind") == "option", argument.get("abstract") or "")
        result.update(dict.fromkeys(names, option))
    return result


@functools.lru_cache(maxsize=8)
def _description(path: str, _changed: int, _size: int) -> dict[str, Any]:
    try:
        done = subprocess.run([path, "--experimental-dump-help"], capture_output=True, check=False, timeout=60)
        described = json.loads(done.stdout)["command"]
    except (OSError, ValueError, KeyError, subprocess.TimeoutExpired) as error:
        raise ProgramError(f"'{path}' does not say which options it has: is it a program of globenc?") from error
    if not isinstance(described, dict):
        raise ProgramError(f"'{path}' does not say which options it has: is it a program of globenc?")
    return described


def command_line(
    function: str, known: Mapping[str, Option], keywords: Mapping[str, Any], refused: Mapping[str, str]
) -> list[str]:
    """The arguments that keyword arguments stand for: `max_length=64` is `--max-length 64`, `replace=True` is
    `--replace`, and of a list the values with commas between them.

    Args:
        function: The name of the Python function, for messages.
        known: The options of the command by their spellings.
        keywords: The keyword arguments; one that is None or False is left out.
        refused: Keyword -> why the function does not take it, as the end of a sentence.

    Raises:
        TypeError: There is no such option, or the value does not fit it.
    """
    arguments: list[str] = []
    for keyword, value in keywords.items():
        if keyword in refused:
            raise TypeError(f"{function}() does not take '{keyword}': {refused[keyword]}")
        name = "--" + keyword.replace("_", "-")
        option = known.get(name)
        if option is None:
            raise TypeError(_unknown(function, keyword, known, refused))
        if value is None or value is False:
            continue
        if not option.takes_value:
            if value is not True:
                raise TypeError(f"{function}(): '{keyword}' is True or False, not {value!r}")
            arguments.append(name)
            continue
        if value is True:
            raise TypeError(f"{function}(): '{keyword}' needs a value, not True")
        # In one argument, so that a value may begin with a dash.
        arguments.append(f"{name}={_text(function, keyword, value)}")
    return arguments


def _text(function: str, keyword: str, value: Any) -> str:
    if isinstance(value, (str, os.PathLike)):
        return os.fspath(value)
    if isinstance(value, Sequence) and all(isinstance(each, str) for each in value):
        if any("," in each for each in value):
            raise TypeError(
                f"{function}(): a name in '{keyword}' has a comma, which separates names for the program: rename it"
            )
        return ",".join(value)
    if isinstance(value, (int, float)) or hasattr(value, "__index__") or hasattr(value, "__float__"):
        return str(value)
    raise TypeError(f"{function}(): '{keyword}' is text, a number or a list of texts, not {type(value).__name__}")


def _unknown(function: str, keyword: str, known: Mapping[str, Option], refused: Mapping[str, str]) -> str:
    long = {option.name for option in known.values() if option.name.startswith("--")}
    names = sorted({name[2:].replace("-", "_") for name in long} - set(refused) - {"help", "version"})
    near = difflib.get_close_matches(keyword.lower(), names, n=3, cutoff=0.6)
    if near:
        return f"{function}() has no option '{keyword}': did you mean {' or '.join(repr(name) for name in near)}?"
    return f"{function}() has no option '{keyword}'; it has {', '.join(names)}"
