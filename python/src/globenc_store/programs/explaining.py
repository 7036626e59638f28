"""`globenc_store.explain` and `Explainer`: texts explained without a store, by `globenc-index explain --jsonl`."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import tempfile
import threading
from collections.abc import Mapping, Sequence
from typing import Any, overload

from ..errors import ProgramError
from ..streams.values import line
from .explained import Explained
from .finding import program
from .grammar import command_line, options
from .progress import Watcher
from .running import failure, start, stop

REFUSED = {
    "model": "it is an argument of its own",
    "k": "answers have all tokens",
    "json": "answers are objects of Python",
    "jsonl": "answers are objects of Python",
    "quiet": "nothing is printed",
    "plain": "use .show() of the answer",
    "color": "use .show() of the answer",
    "background": "use .show() of the answer",
    "words": "use .show() of the answer",
    "no_words": "use .show() of the answer",
    "method": "name methods with methods=[...], and one of them in .show() or .scores() of the answer",
    "class": "name a class in .show() or .scores() of the answer",
    "pair": "give pairs with the texts",
    "gold": "give labels with the texts",
    "text": "rows have their columns",
    "text_pair": "rows have their columns",
    "label": "give labels with the texts",
    "id": "rows have their columns",
}


class Explainer:
    """A model, loaded once, that explains text after text: a `globenc-index explain --jsonl` in a process of its own.

    >>> with globenc_store.Explainer(model="my-bert", methods=["n-enc", "decompx-linear"]) as explainer:
    ...     explainer("not a bad film").show("decompx-linear")

    The process starts with the first text and ends with the `with` block, `close()`, or Python. Threads may share an
    explainer: their calls take turns.
    """

    def __init__(self, model: str | os.PathLike[str], **keywords: Any) -> None:
        """Finds the program; the model is not loaded yet.

        Args:
            model: A model directory, or the name of a model in the local Hugging Face cache.
            **keywords: The options of `globenc-index explain`, with `_` for `-`: `methods=[...]`, `precision="bf16"`,
                `max_length=128`, `stride=64`, `classes="all"`, `threshold=0.5`. `label_map` may be a dictionary: label
                -> class.

        Raises:
            TypeError: There is no such option; the message names similar ones.
            ProgramError: There is no program, or one without this command.
        """
        path = program("globenc-index")
        known = options(path, "explain")
        if not known:
            raise ProgramError(
                f"'{path}' has no command 'explain', since it is older than this package: install a newer one"
            )
        self._files = contextlib.ExitStack()
        if isinstance(keywords.get("label_map"), Mapping):
            keywords["label_map"] = map_file(keywords["label_map"], self._files)
        given = command_line("Explainer", known, keywords, REFUSED)
        # Windows are for single texts.
        pairs = [] if keywords.get("stride") is not None else ["--text-pair", "pair"]
        self._takes_pairs = bool(pairs)
        self._arguments = [path, "explain", "--model", os.fspath(model), "--jsonl", "--quiet", *pairs, *given, "-"]
        self._process: subprocess.Popen[bytes] | None = None
        self._watcher: Watcher | None = None
        self._lock = threading.Lock()

    @overload
    def __call__(
        self, text: str, *, pair: str | None = None, label: Any = None, id: str | None = None
    ) -> Explained: ...  # noqa: A002

    @overload
    def __call__(
        self,
        text: list[str] | tuple[str, ...],
        *,
        pair: Sequence[str | None] | None = None,
        label: Sequence[Any] | None = None,
        id: Sequence[str] | None = None,  # noqa: A002
    ) -> list[Explained]: ...

    def __call__(self, text: Any, *, pair: Any = None, label: Any = None, id: Any = None) -> Any:  # noqa: A002
        """Explains a text, or a list of texts in their order.

        Args:
            text: The text or texts.
            pair: The second text of each pair; None where there is none. One for each text, as all arguments that
                follow.
            label: The gold label: a name or number of a class, or a list where a text has several.
            id: What the answer is called.

        Raises:
            ProgramError: The program failed, or a text cannot be explained; the message is its sentence.
        """
        is_one = isinstance(text, str)
        texts: list[str] = [text] if is_one else list(text)
        rows: list[dict[str, Any]] = [{"id": str(number), "text": each} for number, each in enumerate(texts, 1)]
        for name, values in (("pair", pair), ("label", label), ("id", id)):
            if values is None:
                continue
            listed = [values] if is_one else list(values)
            if len(listed) != len(rows):
                raise ValueError(
                    f"there are {len(rows)} texts and {len(listed)} of '{name}': one is needed for each text"
                )
            for row, value in zip(rows, listed):
                if value is not None:
                    row[name] = value
        if not self._takes_pairs and any("pair" in row for row in rows):
            raise ValueError("stride cuts single texts into windows: leave it out, or the pairs")
        answers = self._ask(rows) if rows else []
        for number, answer in enumerate(answers, 1):
            if "error" in answer:
                raise ProgramError(
                    f"globenc-index: {'the text' if is_one else f'text {number}'} cannot be explained: "
                    f"{answer['error']}",
                    status=1,
                )
        explained = [Explained(answer) for answer in answers]
        return explained[0] if is_one else explained

    def _ask(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        lines = [line(row) for row in rows]
        with self._lock:
            process = self._running()
            assert process.stdin is not None and process.stdout is not None
            # The program waits for a reader of its answers before it reads on, so rows are written while answers are
            # read.
            writer = threading.Thread(target=_write, args=(process, lines), daemon=True, name="globenc-rows")
            writer.start()
            try:
                answers = []
                for _ in lines:
                    answer = process.stdout.readline()
                    if not answer:
                        raise self._failed()
                    answers.append(json.loads(answer))
            except BaseException:
                # Answers that nobody reads would be taken for those of later texts.
                self._end()
                raise
            writer.join()
        return answers

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = start(self._arguments, reads=True, writes=True)
            assert self._process.stderr is not None
            self._watcher = Watcher("globenc-index", self._process.stderr, lambda _: None, lambda _: None)
            self._watcher.start()
        return self._process

    def _failed(self) -> ProgramError:
        assert self._process is not None and self._watcher is not None
        status = self._process.wait()
        self._watcher.join()
        return failure(self._arguments, status, self._watcher.messages)

    def _end(self) -> None:
        process, watcher, self._process = self._process, self._watcher, None
        if process is None:
            return
        stop(process)
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        if watcher is not None:
            watcher.join()

    def close(self) -> None:
        """Ends the process. A later call starts another one."""
        with self._lock:
            process = self._process
            if process is not None and process.stdin is not None:
                # The end of its input ends the program; it needs no signal.
                with contextlib.suppress(OSError):
                    process.stdin.close()
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(timeout=10)
            self._end()

    def __enter__(self) -> Explainer:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
        self._files.close()


def _write(process: subprocess.Popen[bytes], lines: list[bytes]) -> None:
    assert process.stdin is not None
    # A program that ended says why itself.
    with contextlib.suppress(OSError, ValueError):
        for each in lines:
            process.stdin.write(each)
        process.stdin.flush()


def map_file(pairs: Mapping[Any, Any], stack: contextlib.ExitStack) -> str:
    """A file of a label map, which `stack` removes: on a command line, commas and = in labels would separate."""
    file = stack.enter_context(tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8"))
    json.dump({str(label): str(name) for label, name in pairs.items()}, file)
    file.flush()
    return file.name


def explain(text: Any, *, model: str | os.PathLike[str], pair: Any = None, label: Any = None, **keywords: Any) -> Any:
    """Explains a text, or a list of texts, without a store.

    >>> globenc_store.explain("not a bad film", model="my-bert", methods=["decompx-linear"])

    Args:
        text, pair, label: As in a call of an `Explainer`.
        model, **keywords: As of an `Explainer`, which is better for text after text: this loads the model anew each
            time.

    Returns:
        An `Explained`, or a list of them; a notebook shows it in colours.

    Raises:
        TypeError, ProgramError: As of an `Explainer`.
    """
    with Explainer(model, **keywords) as explainer:
        return explainer(text, pair=pair, label=label)
