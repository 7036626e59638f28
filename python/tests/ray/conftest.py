"""Ray on this machine, and the programs as its workers find them."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cluster_helpers import CORPUS, MODEL, digest_of


@pytest.fixture(scope="session")
def sharding(globenc_index: str, globenc_query: str) -> Iterator[None]:
    """The programs, as the package and its workers find them."""
    former = dict(os.environ)
    os.environ.update(GLOBENC_INDEX=globenc_index, GLOBENC_QUERY=globenc_query)
    yield
    os.environ.clear()
    os.environ.update(former)


@pytest.fixture(scope="session")
def ray_here(sharding: None) -> Iterator[Any]:
    """Ray on this machine, with two processors."""
    ray = pytest.importorskip("ray")
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="ERROR")
    yield ray
    ray.shutdown()


@pytest.fixture(scope="session")
def whole(
    sharding: None, globenc_index: str, globenc_query: str, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, str]:
    """A store of the sample reviews that one process made, and its digest."""
    store = tmp_path_factory.mktemp("whole") / "whole.globenc"
    subprocess.run([globenc_index, CORPUS, "--model", MODEL, "--store", store, "--quiet"], check=True)
    return store, digest_of(globenc_query, store)
