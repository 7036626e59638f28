"""A store, open for reading: its examples, tokens, words and matrices."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, TypeVar

import numpy
from numpy.typing import NDArray

from .errors import NoSuchExample, QuestionError
from .frames import rows as frames
from .frames.table import present
from .reading.example import Example, Window
from .reading.examples import ExampleReader, OnDamage
from .reading.file import StoreFile
from .reading.filters import make_filter
from .reading.kept import python_value
from .reading.matrices import Matrices, Matrix, decode_row, naming
from .reading.rows import ExampleRow
from .reading.settings import Method, Settings, read_settings
from .reading.windows import read_windows


Own = TypeVar("Own", bound="BaseStore")


class BaseStore:
    """What `Store` reads. Threads may share it: their questions take turns."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._file = StoreFile(path)
        try:
            self.settings: Settings = read_settings(self._file)
        except BaseException:
            self._file.close()
            raise
        self.reader = ExampleReader(self._file, self.settings)
        self.matrix_reader = Matrices(self._file, self.settings.methods[0])

    # Life

    @property
    def path(self) -> Path:
        """The file."""
        return self._file.path

    @property
    def version(self) -> int:
        """The version of its schema, from 1."""
        return self._file.version

    @property
    def file(self) -> StoreFile:
        """The connection, for the modules of this package."""
        return self._file

    def close(self) -> None:
        """Closes the file. A `with` statement does it, too."""
        self._file.close()

    def __enter__(self: Own) -> Own:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __len__(self) -> int:
        """Number of examples."""
        return self._file.integer("SELECT count(*) FROM main.example")

    def __repr__(self) -> str:
        return f"<Store {str(self.path)!r}, version {self.version}>"

    # Scores

    def method(self, name: str | None = None, aggregate: str | None = None) -> Method:
        """A method of the store; with None its first, and without `aggregate` the method's first.

        Raises: QuestionError where the store has none of that name; it lists those that there are.
        """
        methods = self.settings.methods
        named = [method for method in methods if method.name == (name or methods[0].name)]
        if not named:
            raise QuestionError(f"the store has no method '{name}': it has {', '.join(dict.fromkeys(each.name for each in methods))}")
        if aggregate is None:
            return named[0]
        for method in named:
            if method.aggregate == aggregate:
                return method
        raise QuestionError(f"the store has no aggregate '{aggregate}' of '{named[0].name}': it has {', '.join(str(m.aggregate) for m in named)}")

    def wanted_class(self, cls: str | None, predicted: str | None, gold: str | None) -> str | None:
        """The class that a choice of one means for an example.

        Raises: QuestionError where the model has no such class, or a text may have several gold labels.
        """
        if cls in (None, "predicted"):
            return predicted
        classes = self.settings.explained_classes
        if cls == "gold":
            if self.settings.has_label_sets:
                raise QuestionError(f"a text may have several gold labels, so none is the one: name one of {', '.join(classes)}")
            return gold
        if cls not in classes:
            raise QuestionError(f"the model has no class '{cls}': it has {', '.join(classes) or 'none'}")
        return cls

    # Examples

    def example(self, id: str) -> Example:
        """The example with an id.

        Raises: NoSuchExample where there is none; DamagedRecord where its record is damaged.
        """
        read = self.reader.one(str(id))
        if read is None:
            raise NoSuchExample(f"the store has no example '{id}'")
        return Example(self, *read)

    def windows(self, id: str) -> list[Window]:
        """The windows of a text that was cut (--stride), in order; none where it was not."""
        read = self.reader.one(str(id))
        if read is None:
            raise NoSuchExample(f"the store has no example '{id}'")
        return read_windows(self.reader, read.row)

    def predicted_set(self, row: ExampleRow) -> list[str] | None:
        """The predicted labels of a row; None where the model gives one label."""
        return self.reader.predicted_set(row)

    def kept_values(self, row: ExampleRow) -> dict[str, Any]:
        """The kept columns of a row."""
        return {name: python_value(value) for name, value in zip(self.settings.keep, row.kept)}

    def _frame(
        self, what: str, kinds: dict[str, str], batches: int | None, arrow: bool, on_damage: OnDamage | None, slice: dict[str, Any],
        **scores: str | None,
    ) -> Any:  # fmt: skip
        if batches is not None and (not hasattr(batches, "__index__") or batches < 1):
            raise QuestionError(f"batches is a number of examples from 1, not {batches!r}")
        if scores.get("method") is not None or scores.get("aggregate") is not None:
            self.method(scores.get("method"), scores.get("aggregate"))
        if scores.get("cls") is not None:
            self.wanted_class(scores["cls"], None, None)
        chosen = make_filter(slice)
        for label in (chosen.label, chosen.predicted):
            if label is not None and self.reader.labels.id(label) is None:
                raise QuestionError(f"the store has no label '{label}': it has {', '.join(self.reader.labels.all().values())}")
        parts = frames.parts(self, what, chosen, size=batches, on_damage=on_damage, **scores)
        return present(parts, kinds, batches=batches, arrow=arrow)

    def examples(self, *, batches: int | None = None, arrow: bool = False, on_damage: OnDamage | None = None, **slice: Any) -> Any:
        """A row for each example, in the order of the corpus: the columns of `globenc-query export --what examples`.

        Args:
            batches: Number of examples a table; then the result is an iterator of tables, in bounded memory.
            arrow: A pyarrow.Table in place of a pandas.DataFrame; kept columns are then texts.
            on_damage: Is called with the error for each damaged example, which is left out; without it, the first one is raised.
            slice: Which examples; see the class.
        """
        return self._frame("examples", frames.example_kinds(self.settings), batches, arrow, on_damage, slice)

    def tokens(
        self, method: str | None = None, cls: str | None = None, *, aggregate: str | None = None, batches: int | None = None,
        arrow: bool = False, on_damage: OnDamage | None = None, **slice: Any,
    ) -> Any:  # fmt: skip
        """A row for each token, special ones included, method and class: as `globenc-query export --what tokens --method all`.

        Columns: example, position (from 0), segment (1: the pair), token, word, start, end (Unicode scalars), score (float32: a share or,
        of signed methods, a part of the class' logit), label, predicted, method, aggregate, class.

        Args:
            method, aggregate: Only scores by this method; None for all of the store's.
            cls: Of signed scores, only those for this class, "predicted" or "gold".
            batches, arrow, on_damage, slice: As in `examples`.
        """
        if aggregate is not None and method is None:
            method = self.settings.methods[0].name
        return self._frame("tokens", frames.TOKEN_KINDS, batches, arrow, on_damage, slice, method=method, cls=cls, aggregate=aggregate)

    def words(
        self, method: str | None = None, cls: str | None = None, *, aggregate: str | None = None, batches: int | None = None,
        arrow: bool = False, on_damage: OnDamage | None = None, **slice: Any,
    ) -> Any:  # fmt: skip
        """A row for each word, method and class: as `globenc-query export --what words --method all`; arguments as of `tokens`.

        `word` is what the text has, `name` what rankings call it, `score` (float64) the sum of its tokens' scores.
        """
        if aggregate is not None and method is None:
            method = self.settings.methods[0].name
        return self._frame("words", frames.WORD_KINDS, batches, arrow, on_damage, slice, method=method, cls=cls, aggregate=aggregate)

    # Matrices

    def matrix(self, id: str, layer: int | None = None, method: str | None = None, *, aggregate: str | None = None, window: int | None = None) -> Matrix:
        """An attribution matrix: row i says what token i is made of, column j how much of token j there is in it; not normalised.

        Args:
            layer: None for the matrix of all layers together, else the number of an encoder layer, from 1 (--layers all).
            method, aggregate: As in `method`.
            window: Of a text in windows (--stride), the number of one, from 1.
        Returns: float32 [T, T]; float64 where the values are beyond float32.
        Raises: NoSuchExample, QuestionError (the method has no matrices, or a window must be named), DamagedRecord.
        """
        return self.matrix_reader.one(str(id), layer, self.method(method, aggregate), window)

    def matrices(self, id: str) -> dict[tuple[str, str | None, int | None, int | None], Matrix]:
        """All matrices of an example by (method, aggregate, layer, window), where None stands for all layers, and for no windows."""
        key, windows = self.matrix_reader.windows(str(id))
        first = self.settings.methods[0]
        found = {}
        for method, layer, window, row, place in self.matrix_reader.all(str(id), key, windows, self.settings.methods):
            name = naming(str(id), layer, window, None if method == first else method)
            found[(method.name, method.aggregate, layer or None, window)] = decode_row(row, place, name, str(id))
        return found

    def logits(self, id: str) -> NDArray[numpy.float32]:
        """The logits of an example. float32 [C]"""
        return self.example(id).logits
