"""What decides where words begin and end: properties of characters and of vocabulary pieces (schema/README.md, "Totals").

Properties follow the Unicode version of Python's `unicodedata`, which may be another one than the programs'.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

CONTINUES = 1
IS_MARKED = 2
HAS_CAPITAL = 4
IS_BLANK = 8
BEGINS_WITH_PUNCTUATION = 16
ENDS_WITH_PUNCTUATION = 32
BEGINSUNSPACED = 64
ENDSUNSPACED = 128
IS_PUNCTUATION = 256
BEGINS_WITH_ACCENT = 512

_UNICODE_SPACES = frozenset("\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))))
SPACES = frozenset(" \t\n\r") | _UNICODE_SPACES
"""White space, but for the control characters that tokenizers drop."""
_WHITE = SPACES | frozenset("\x0b\x0c\x85")

# Thai and Lao; Myanmar; Khmer; Tai Le, New Tai Lue and Khmer symbols; Tai Tham; Myanmar Extended; Tai Viet; radicals; iteration marks and
# zero; kana; Bopomofo; kana extensions; half-width kana; kana supplements; then the blocks of Chinese characters.
UNSPACED = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x1950, 0x19FF), (0x1A20, 0x1AAF), (0xA9E0, 0xA9FF), (0xAA60, 0xAADF),
    (0x2E80, 0x2FDF), (0x3005, 0x3007), (0x3040, 0x30FF), (0x3100, 0x312F), (0x31A0, 0x31BF), (0x31F0, 0x31FF), (0xFF66, 0xFF9F),
    (0x1AFF0, 0x1B16F), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F),
    (0x2B920, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip


def is_punctuation(character: str) -> bool:
    """Printable ASCII but letters and digits, and Unicode's categories P."""
    number = ord(character)
    if number < 128:
        return 33 <= number <= 47 or 58 <= number <= 64 or 91 <= number <= 96 or 123 <= number <= 126
    return unicodedata.category(character)[0] == "P"


def is_unspaced(character: str) -> bool:
    """Whether a character is of a script without spaces."""
    number = ord(character)
    return number >= 0x0E00 and any(first <= number <= last for first, last in UNSPACED)


def is_capital(character: str) -> bool:
    """Whether a character is a capital letter."""
    return character.isupper()


def is_dropped(character: str) -> bool:
    """Whether tokenizers drop a character without a trace."""
    number = ord(character)
    if number in (9, 10, 13):
        return False
    if number < 128:
        return number < 32 or number == 127
    return number == 0xFFFD or unicodedata.category(character) in ("Cc", "Cf", "Co", "Mn")


@lru_cache(maxsize=65_536)
def first_traits(character: str) -> int:
    """The traits of a piece with this first character."""
    traits = BEGINS_WITH_PUNCTUATION if is_punctuation(character) else 0
    if is_unspaced(character):
        traits |= BEGINSUNSPACED
    if ord(character) >= 0x300 and unicodedata.category(character) in ("Mn", "Mc", "Me"):
        traits |= BEGINS_WITH_ACCENT
    return traits


@lru_cache(maxsize=65_536)
def last_traits(character: str) -> int:
    """The traits of a piece with this last character."""
    return (ENDS_WITH_PUNCTUATION if is_punctuation(character) else 0) | (ENDSUNSPACED if is_unspaced(character) else 0)


def is_border(one: int, following: int) -> bool:
    """Whether a word ends between pieces with these traits that nothing separates."""
    if one & ENDS_WITH_PUNCTUATION or following & BEGINS_WITH_PUNCTUATION:
        return True
    return not following & (IS_MARKED | BEGINS_WITH_ACCENT) and bool(one & ENDSUNSPACED or following & BEGINSUNSPACED)


def traits_of_piece(name: str, continues: bool, surface: str) -> int:
    """The traits of a vocabulary piece."""
    traits = CONTINUES if continues else 0
    bytes_of_name, bytes_of_surface = name.encode(), surface.encode()
    if continues and len(bytes_of_surface) < len(bytes_of_name) and bytes_of_name.endswith(bytes_of_surface):
        traits |= IS_MARKED
    if len(bytes_of_name) > 2 and name[0] + name[-1] in ("[]", "<>"):
        return traits | HAS_CAPITAL
    if all(character in _WHITE for character in surface):
        traits |= IS_BLANK
    if surface and all(map(is_punctuation, surface)):
        traits |= IS_PUNCTUATION
    if any(is_capital(character) or character == "\ufffd" for character in surface):
        traits |= HAS_CAPITAL
    if surface:
        traits |= first_traits(surface[0]) | last_traits(surface[-1])
    return traits


def _is_format(character: str) -> bool:
    return unicodedata.category(character) == "Cf"


def _is_base(character: str) -> bool:
    return unicodedata.category(character) in ("Lu", "Ll", "Lt", "Lm", "Lo", "So")


def word_name(text: str) -> str:
    """The name of a word with this spelling: in normalization form C and without format characters."""
    if text.isascii():
        return text
    if any(map(_is_format, text)):
        kept: list[str] = []
        for place, character in enumerate(text):
            if _is_format(character):
                is_joined = (
                    character in "\u200c\u200d"
                    and bool(kept)
                    and (_is_base(kept[-1]) or unicodedata.category(kept[-1]) in ("Mn", "Mc", "Me", "Sk"))
                    and place + 1 < len(text)
                    and _is_base(text[place + 1])
                )
                if not is_joined:
                    continue
            kept.append(character)
        text = "".join(kept) or text
    return unicodedata.normalize("NFC", text)


def lowercased(text: str) -> str:
    """Each character in lower case by itself: a sigma at the end of a word is like any other."""
    return text.lower() if text.isascii() else "".join([character.lower() for character in text])
