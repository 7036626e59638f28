"""One run of one side: its tokens per second of wall time, and per second of processor time."""
import resource
import time
from typing import NamedTuple


class Sample(NamedTuple):
    """Rates of one run."""

    wall: float  # tokens per second
    cpu: float  # tokens per second of processor time, user's and system's, of all threads


def cpu_seconds(who=resource.RUSAGE_SELF):
    """Processor time of this process and its threads until now, or of its children that have ended (RUSAGE_CHILDREN)."""
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


def timed(run, tokens):
    """The Sample of `run`, which handles `tokens` tokens in this process."""
    wall, cpu = time.perf_counter(), cpu_seconds()
    run()
    return Sample(tokens / (time.perf_counter() - wall), tokens / (cpu_seconds() - cpu))
