"""The colours of scores.

Orange and blue are those of the programs' reports, which no common colour blindness confuses. They are laid over the
page with an opacity that grows with the score, up to one at which the page's own text stays legible on light and on
dark pages (a contrast of 4.5 at least).
"""

from __future__ import annotations

#: For the class, or of scores without sign; against the class.
FOR, AGAINST = (0xDD, 0x63, 0x00), (0x2F, 0x78, 0xC4)

OPACITY = 0.55


def tint(share: float) -> str:
    """The background of a word by CSS.

    Args:
        share: Its score over the largest of the text, from -1 (against) to 1 (for).
    """
    red, green, blue = AGAINST if share < 0 else FOR
    return f"rgba({red},{green},{blue},{OPACITY * min(abs(share), 1):.3f})"
