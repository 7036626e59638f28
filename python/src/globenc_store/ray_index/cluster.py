"""Ray: connecting, scheduling tasks, and what their failures mean."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ..errors import StoreError, missing_extra
from . import task
from .failures import LostProgram, NodeError, RayIndexError
from .task import Job


class Cluster:
    """A Ray cluster, or Ray on this machine."""

    def __init__(self, address: str | None) -> None:
        """Connects; where no address is given and RAY_ADDRESS is not set, Ray is started here, and ends with this
        process.

        Raises:
            MissingExtra: Ray is not installed.
            RayIndexError: There is no cluster at that address.
        """
        # Nothing of a run is reported to anyone.
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
        try:
            import ray
        except ImportError as error:
            raise missing_extra("ray[data]") from error
        self.ray: Any = ray
        self._is_ours = not ray.is_initialized()
        if self._is_ours:
            try:
                settings: dict[str, Any] = (
                    {"address": address} if address or os.environ.get("RAY_ADDRESS") else {"include_dashboard": False}
                )
                ray.init(log_to_driver=False, logging_level=logging.ERROR, **settings)
            # Ray raises bare exceptions where its processes do not start in time.
            except Exception as error:
                where = f"at {address}" if address else "on this machine"
                advice = (
                    "start one with ray start --head, or leave out --address"
                    if address
                    else "try again when the machine is less busy"
                )
                raise RayIndexError(f"there is no Ray cluster {where}: {_first(error)} {advice}") from error

    def processors(self) -> list[int]:
        """The processors of each node that is alive."""
        return [
            int(each["Resources"]["CPU"])
            for each in self.ray.nodes()
            if each["Alive"] and each["Resources"].get("CPU", 0) >= 1
        ]

    def close(self) -> None:
        """Disconnects, and ends a Ray that was started here."""
        if self._is_ours:
            self.ray.shutdown()

    def board(self) -> Any:
        """An actor that holds the progress of all tasks."""
        return self.ray.remote(num_cpus=0)(Board).remote()

    def run(
        self,
        calls: Iterable[tuple[Any, Callable[..., Any], tuple[Any, ...]]],
        *,
        processors: float,
        retries: int,
        window: int,
        wait: Callable[[], None],
    ) -> Iterator[tuple[Any, Any]]:
        """Runs functions as tasks.

        A task whose worker or program is lost is run again, on any node. Where a task fails, the others go on, unless
        their node lacks something.

        Args:
            calls: Key, function and arguments of each task.
            processors: Processors of a task.
            retries: How often a task is run again.
            window: Most tasks at a time.
            wait: Is called each second.

        Yields:
            The key of a task and its result, or the StoreError that it failed with, as they end.

        Raises:
            NodeError: A node lacks something that it needs.
        """
        ray = self.ray
        waiting = iter(calls)
        running: dict[Any, Any] = {}
        more = True
        try:
            while True:
                while more and len(running) < window:
                    call = next(waiting, None)
                    more = call is not None
                    if call is not None:
                        key, function, arguments = call
                        remote = ray.remote(function).options(
                            num_cpus=processors,
                            max_retries=retries,
                            retry_exceptions=[LostProgram],
                            scheduling_strategy="SPREAD",
                        )
                        running[remote.remote(*arguments)] = key
                if not running:
                    return
                done, _ = ray.wait(list(running), num_returns=1, timeout=1)
                wait()
                for reference in done:
                    key = running.pop(reference)
                    yield key, self._result(reference)
        finally:
            for reference in running:
                ray.cancel(reference, force=True)

    def _result(self, reference: Any) -> Any:
        exceptions = self.ray.exceptions
        try:
            return self.ray.get(reference)
        except NodeError as error:
            raise NodeError(_sentence(error)) from error
        except StoreError as error:
            return RayIndexError(_sentence(error))
        except LostProgram as error:
            return RayIndexError(f"{_sentence(error)} (as often as --retries allows)")
        except exceptions.RuntimeEnvSetupError as error:
            raise NodeError(f"a node cannot set up what the tasks need: {_first(error)}") from error
        except exceptions.RayTaskError as error:
            if "No module named 'globenc_store'" in str(error):
                raise NodeError(
                    "a node lacks this package: install its wheel, or the folder python/, on each node, in the version of the driver"
                ) from error
            return RayIndexError(f"a task failed: {str(error).strip().splitlines()[-1]}")
        except exceptions.RayError as error:
            return RayIndexError(f"a worker was lost more often than --retries allows: {_first(error)}")


class Board:
    """The progress of the shards that are being worked on; an actor."""

    def __init__(self) -> None:
        self._shards: dict[int, tuple[int, int]] = {}

    def put(self, number: int, rows: int, tokens: int) -> None:
        """Notes how far a shard is."""
        self._shards[number] = (rows, tokens)

    def all(self) -> dict[int, tuple[int, int]]:
        """The number of rows and tokens of each shard so far."""
        return self._shards


def index_shard(job: Job, number: int, board: Any) -> dict[str, Any]:
    """The task of a shard; it tells the board of its progress at most once a second."""
    last = 0.0

    def report(_number: int, rows: int, tokens: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= 1:
            last = now
            board.put.remote(number, rows, tokens)

    return task.run_shard(job, number, report)


def _sentence(error: BaseException) -> str:
    cause = getattr(error, "cause", None)
    return str(cause if cause is not None else error).strip().splitlines()[-1]


def _first(error: BaseException) -> str:
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
