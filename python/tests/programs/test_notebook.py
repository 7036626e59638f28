"""The notebook of the examples, run from top to bottom."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")
pytest.importorskip("ipykernel")
pytest.importorskip("matplotlib")

NOTEBOOK = Path(__file__).resolve().parents[2] / "examples" / "what_bert_attends_to.ipynb"


def outputs(notebook: Any, place: int) -> str:
    """The texts and HTML of a cell's outputs."""
    parts = []
    for output in notebook.cells[place].get("outputs", []):
        data = output.get("data", {})
        parts.append("".join(data.get("text/html", data.get("text/plain", output.get("text", "")))))
    return "\n".join(parts)


@pytest.fixture(scope="module")
def run(globenc_index: str, globenc_query: str) -> Any:
    """The notebook after a run; a cell that fails fails the test."""
    patch = pytest.MonkeyPatch()
    patch.setenv("GLOBENC_INDEX", globenc_index)
    patch.setenv("GLOBENC_QUERY", globenc_query)
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell["outputs"], cell["execution_count"] = [], None
    try:
        nbclient.NotebookClient(
            notebook, timeout=600, kernel_name="python3", resources={"metadata": {"path": str(NOTEBOOK.parent)}}
        ).execute()
    finally:
        patch.undo()
    return notebook


def test_the_notebook_runs_and_is_committed_with_its_outputs(run: Any) -> None:
    committed = nbformat.read(NOTEBOOK, as_version=4)
    assert [cell.source for cell in committed.cells] == [cell.source for cell in run.cells]
    images = 0
    for place, cell in enumerate(run.cells):
        if cell.cell_type != "code" or ".index(" in cell.source or "aopc" in cell.source:
            # How long a run took differs; intervals and means of the evaluation may differ in the last digits between
            # processors.
            continue
        kinds = [sorted(output.get("data", {output.output_type: ""})) for output in cell.outputs]
        assert kinds == [
            sorted(output.get("data", {output.output_type: ""})) for output in committed.cells[place].outputs
        ], cell.source
        images += sum("image/png" in each for each in kinds)
        if '<div class="globenc-text"' in outputs(run, place):
            assert outputs(run, place) == outputs(committed, place)
    assert images == 2


def test_the_notebook_names_no_machine() -> None:
    text = NOTEBOOK.read_text(encoding="utf-8")
    paths = re.findall(r"""[\s"'(=]/[a-z]+/[^\s"')]*""", text)
    assert paths == []
    for part in ("Traceback", "Warning"):
        assert part not in text, part
