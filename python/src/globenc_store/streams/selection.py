"""Which columns of a corpus the program needs."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from .failures import missing_column

#: The columns that are looked for where no option names one, and whether a corpus must have them.
CUSTOMARY = {"text": True, "label": False, "id": False}


@dataclass(frozen=True)
class Selection:
    """The columns that options name.

    Attributes:
        text, text_pair, label, id: Names of columns; None where no option names one.
        keep: Further columns.
    """

    text: str | None = None
    text_pair: str | None = None
    label: str | None = None
    id: str | None = None
    keep: tuple[str, ...] = ()

    def of(self, columns: Sequence[str], corpus: str) -> list[str]:
        """The columns of a corpus that the program needs, in the corpus' order.

        A column that no option names may be spelled with other capitals or blanks, as the program takes "Text" for
        "text".

        Args:
            columns: The columns of the corpus.
            corpus: The corpus' name in messages.

        Raises:
            CorpusError: The corpus lacks the text, or a column that an option names.
        """
        wanted: set[str] = set(self.keep)
        given = {"text": self.text, "text_pair": self.text_pair, "label": self.label, "id": self.id}
        for keyword, name in given.items():
            if name is not None:
                wanted.add(name)
            elif keyword in CUSTOMARY:
                alike = [keyword] if keyword in columns else [each for each in columns if _loose(each) == keyword]
                if not alike and CUSTOMARY[keyword]:
                    raise missing_column(corpus, keyword, list(columns), keyword)
                wanted.update(alike)
        for keyword, names in {**{key: (name,) for key, name in given.items() if name}, "keep": self.keep}.items():
            for name in names:
                if name not in columns:
                    raise missing_column(corpus, name, list(columns), keyword)
        return [name for name in columns if name in wanted]


def _loose(name: str) -> str:
    return unicodedata.normalize("NFC", " ".join(name.split()).lower())
