"""Numbers and texts as the programs print them."""

from __future__ import annotations

import math

# Control characters, separators of lines and paragraphs, and the marks of text in two directions.
_COMMANDS = ((0x7F, 0x9F), (0x61C, 0x61C), (0x200E, 0x200F), (0x2028, 0x202E), (0x2066, 0x2069))


def percent(share: float) -> str:
    """ "43.2 %": to the nearest tenth, halves away from 0; only 0 is "0 %" and only 1 is "100 %"."""
    if not math.isfinite(share) or abs(share) >= 1e12:
        return f"{share} %"
    # A millionth of a hundredth is added, so that 0.1235, which is no binary fraction, has 1,235 hundredths.
    hundredths = math.floor(abs(share) * 10_000 + 1e-6)
    if 0 < abs(share) < 1:
        hundredths = min(max(hundredths, 1), 9999)
    tenths = (hundredths + 5) // 10
    if tenths == 0 and share != 0:
        return "< 0.1 %" if share > 0 else "> -0.1 %"
    if tenths == 1000 and abs(share) < 1:
        return "99.9 %" if share > 0 else "-99.9 %"
    return f"{'-' if share < 0 else ''}{tenths // 10}.{tenths % 10} %"


def signed(score: float) -> str:
    """A number of logits with its sign, such as "+1.20"."""
    return f"{score:+.2f}"


def logit_sum(tokens: float, bias: float, logit: float) -> tuple[float, float, float]:
    """The logit, the tokens' sum and the bias, so that they add up as they are shown: three rounded numbers, and
    scores of 16 bits, may miss the logit by 0.03 at most, which the bias takes up."""
    token_hundredths, bias_hundredths, logit_hundredths = (
        int(f"{number:.2f}".replace(".", "")) for number in (tokens, bias, logit)
    )
    rest = logit_hundredths - token_hundredths
    shown = rest if abs(rest - bias_hundredths) <= 3 else bias_hundredths
    return logit_hundredths / 100, token_hundredths / 100, shown / 100


def rounded(value: float) -> str:
    """A value of a regression model."""
    is_small = value != 0 and abs(value) < 0.00095
    return f"{value:.1e}" if is_small or abs(value) >= 1e9 else f"{value:.4f}"


def harmless(text: str, keeps_lines: bool = False) -> str:
    """A text with a visible character in place of each control character and of each mark that turns the direction of
    a line.
    """
    result: list[str] = []
    for place, character in enumerate(text):
        is_line_end = character == "\r" and text[place + 1 : place + 2] == "\n"
        if not _is_command(character) or (keeps_lines and character in "\n\t"):
            result.append(character)
        elif not (keeps_lines and is_line_end):
            result.append(_picture(character))
    return "".join(result)


def _is_command(character: str) -> bool:
    number = ord(character)
    return number < 0x20 or any(first <= number <= last for first, last in _COMMANDS)


def _picture(character: str) -> str:
    number = ord(character)
    if number < 0x20:
        return chr(0x2400 + number)
    return "\u2421" if number == 0x7F else f"<U+{number:04X}>"
