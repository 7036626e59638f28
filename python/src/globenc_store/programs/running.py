"""Starting and stopping a program, and what its end means."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from collections.abc import Sequence

from ..errors import ProgramError

#: Exit status of globenc-index where some rows could not be indexed, and all others are.
INCOMPLETE = 1


def start(
    arguments: Sequence[str], *, reads: bool = False, writes: bool | None = False, errors: bool = True
) -> subprocess.Popen[bytes]:
    """Starts a program in a process group of its own.

    A terminal or a notebook sends its interrupt to the whole group of Python; a program that also got ours would take
    the second one as the wish to end at once. In a group of its own it gets just the one that `stop` sends.

    Args:
        arguments: The path of the program and its arguments.
        reads: Whether the caller writes to its standard input, which is empty otherwise.
        writes: Whether the caller reads its standard output, which is dropped otherwise; None: it is the caller's own.
        errors: Whether the caller reads its standard error, which is the caller's own otherwise.

    Raises:
        ProgramError: It cannot be started.
    """
    try:
        return subprocess.Popen(
            list(arguments),
            stdin=subprocess.PIPE if reads else subprocess.DEVNULL,
            stdout=None if writes is None else subprocess.PIPE if writes else subprocess.DEVNULL,
            stderr=subprocess.PIPE if errors else None,
            start_new_session=True,
        )
    except OSError as error:
        raise ProgramError(f"{arguments[0]} cannot be started: {error.strerror or error}") from error


def stop(process: subprocess.Popen[bytes]) -> None:
    """Asks a program to stop, and waits until it has: it stores what is in flight first. A second interrupt meanwhile
    ends it at once.
    """
    send(process, signal.SIGINT)
    if process.stdin is not None:
        with contextlib.suppress(OSError):
            process.stdin.close()
    try:
        process.wait()
    except KeyboardInterrupt:
        send(process, signal.SIGINT)
        process.wait()
        raise


def send(process: subprocess.Popen[bytes], number: int) -> None:
    """Sends a signal to a program unless it has ended."""
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process.pid, number)


def failure(arguments: Sequence[str], status: int, messages: Sequence[str]) -> ProgramError:
    """The error for a program that failed: the last sentence that it wrote, or what its exit status means.

    Args:
        arguments: The path of the program and its arguments.
        status: Its exit status; negative for a signal, as `subprocess` has it.
        messages: The lines of its standard error.
    """
    name = os.path.basename(arguments[0])
    if status < 0:
        last = f"; its last message was: {messages[-1]}" if messages else ""
        return ProgramError(
            f"{name} was ended by {_signal(-status)}{last}; the same call again continues",
            status=status,
            messages=tuple(messages),
        )
    sentence = next((line for line in reversed(messages) if line.startswith(("Error: ", "error: ", f"{name}: "))), None)
    if sentence is None:
        sentence = next(
            (line for line in reversed(messages) if line.strip()),
            f"{name} failed with exit status {status} and said nothing",
        )
    for prefix in ("Error: ", "error: ", f"{name}: ", "error: "):
        sentence = sentence.removeprefix(prefix)
    return ProgramError(f"{name}: {sentence}", status=status, messages=tuple(messages))


def _signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
