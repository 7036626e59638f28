"""Names of labels and vocabulary pieces by their ids, each checked when it is first read."""

from __future__ import annotations

from dataclasses import dataclass

from ..codec import checksum
from ..errors import DamagedRecord
from . import characters
from .file import StoreFile
from .settings import Settings


@dataclass(frozen=True)
class Piece:
    """A vocabulary piece: its name, what it contributes to a word (None where that is the name), and its traits for words."""

    id: int
    name: str
    surface: str | None
    traits: int

    def spelling(self, is_first: bool) -> str:
        """What it contributes to a word, as the first piece or a further one."""
        if is_first and self.traits & characters.IS_MARKED or self.surface is None:
            return self.name
        return self.surface


class Labels:
    """Names of labels. Those of the model's classes come from the settings."""

    def __init__(self, file: StoreFile, settings: Settings) -> None:
        self._file = file
        self._names: dict[int, str] = dict(enumerate(settings.classes, start=1))
        self.classes = len(self._names)

    def name(self, id: int | None) -> str | None:
        """The name of a label; None for None.

        Raises: DamagedRecord where there is no such label, or its name disagrees with its checksum.
        """
        if id is None:
            return None
        known = self._names.get(id)
        if known is not None:
            return known
        name = self._read(id)
        self._names[id] = name
        return name

    def _read(self, id: int) -> str:
        sums = ", checksum" if self._file.version > 1 else ""
        row = self._file.row(f"SELECT id, name{sums} FROM main.label WHERE id = ?", (id,)) if isinstance(id, int) else None
        if row is None or not isinstance(row[1], bytes):
            raise _damage(f"label {id} has no name")
        if sums and checksum.of_row(row[:2]) != row[2]:
            raise _damage(f"the name of label {id} does not agree with its checksum")
        return _text(row[1], f"label {id}")

    def id(self, name: str) -> int | None:
        """The id of the label with this name; None where there is none."""
        for id, known in self._names.items():
            if known == name:
                return id
        row = self._file.row("SELECT id FROM main.label WHERE name = ?", (name,))
        if row is None:
            return None
        if self.name(row[0]) != name:
            raise _damage("the index of labels does not lead to the label")
        found: int = row[0]
        return found

    def all(self) -> dict[int, str]:
        """All labels by id; a damaged one is left out."""
        for (id,) in self._file.rows("SELECT id FROM main.label ORDER BY id"):
            try:
                self.name(id)
            except DamagedRecord:
                continue
        return dict(self._names)


class Pieces:
    """The vocabulary pieces that occur."""

    def __init__(self, file: StoreFile) -> None:
        self._file = file
        self._pieces: dict[int, Piece] = {}
        version = file.version
        columns = {1: "id, piece", 2: "id, piece, checksum", 3: "id, piece, continues, surface, checksum"}[version]
        self._sql = f"SELECT {columns} FROM main.token WHERE id = ?"

    def __getitem__(self, id: int) -> Piece:
        """The piece with a vocabulary id.

        Raises: DamagedRecord where there is none, or it disagrees with its checksum.
        """
        known = self._pieces.get(id)
        if known is None:
            known = self._pieces[id] = self._read(id)
        return known

    def of(self, ids: list[int]) -> list[Piece]:
        """The pieces of a text's tokens. Errors as of `[]`."""
        try:
            return [self._pieces[id] for id in ids]
        except KeyError:
            return [self[id] for id in ids]

    def known(self) -> list[Piece]:
        """The pieces that have been read so far."""
        return list(self._pieces.values())

    def _read(self, id: int) -> Piece:
        row = self._file.row(self._sql, (id,))
        if row is None or not isinstance(row[1], bytes):
            raise _damage(f"token {id} has no name")
        if self._file.version > 1 and checksum.of_row(row[:-1]) != row[-1]:
            raise _damage(f"the name of token {id} does not agree with its checksum")
        name = _text(row[1], f"token {id}")
        if self._file.version == 3:
            continues = bool(row[2])
            surface = None if row[3] is None else _text(row[3], f"token {id}")
        else:
            continues = name.startswith("##") and name != "##"
            surface = name[2:] if continues else None
        return Piece(id, name, surface, characters.traits_of_piece(name, continues, name if surface is None else surface))


def _text(data: object, what: str) -> str:
    if not isinstance(data, bytes):
        raise _damage(f"the name of {what} is no text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise _damage(f"the name of {what} is no text") from None


def _damage(what: str) -> DamagedRecord:
    return DamagedRecord(f"{what}: the store is damaged; globenc-index repair drops the examples concerned, so that the next run makes them anew")
