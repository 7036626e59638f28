"""Runs a program that ends with its parent: `python tied.py PARENT PROGRAM ARGUMENT...`, where PARENT is the parent's
process id.

A worker that is killed cannot stop its program, which would go on and hold the store that the next worker is to
continue. This file is run as it is,
without the package: the kernel is asked to kill this process when its parent dies (Linux), and the program takes its
place.

With `--feed` before PARENT, this process stays between the parent and the program and passes its standard input on.
The parent ends it with the line
`END`; where it ends without that line, the parent is dead, and the program is killed before it takes the end of the
pipe for the end of the corpus.
"""

import ctypes
import os
import signal
import subprocess
import sys

END = b"\x00end\n"

PR_SET_PDEATHSIG = 1


def die_with(parent: int, number: int = signal.SIGKILL) -> None:
    """Has the kernel send this process a signal when its parent ends; ends it now where it has ended already."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, number)
    if os.getppid() != parent:
        os._exit(1)


def feed(command: list[str]) -> int:
    """Passes standard input on to a program; returns its exit status, negative for a signal."""
    program = subprocess.Popen([sys.executable, __file__, str(os.getpid()), *command], stdin=subprocess.PIPE)
    assert program.stdin is not None

    def kill(_number: int, _frame: object) -> None:
        program.kill()
        os._exit(1)

    # The signal of the kernel when the parent dies, where this process waits for the program to read.
    signal.signal(signal.SIGTERM, kill)
    last = b""
    while chunk := os.read(0, 1 << 16):
        chunk = last + chunk
        # What may be the end is held back until more comes.
        cut = max(0, len(chunk) - len(END))
        last = chunk[cut:]
        try:
            program.stdin.write(chunk[:cut])
            program.stdin.flush()
        except BrokenPipeError:
            return program.wait()
    if last != END:
        program.kill()
        return program.wait()
    try:
        program.stdin.close()
    except BrokenPipeError:
        pass
    return program.wait()


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if arguments[0] == "--feed":
        die_with(int(arguments[1]), signal.SIGTERM)
        status = feed(arguments[2:])
        if status < 0:
            # A parent learns of the signal as it would of a program without this process between.
            if -status != signal.SIGKILL:
                signal.signal(-status, signal.SIG_DFL)
            os.kill(os.getpid(), -status)
        sys.exit(status)
    die_with(int(arguments[0]))
    os.execv(arguments[1], arguments[1:])
