"""Lines of a page: characters by their places put in order, and lines joined to text again."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_BLANKS = " \t\r\n\u3000\xa0\u200b\ufeff"
_OPENING, _CLOSING = "（(《〈“‘〔[【「『{", "）)》〉”’〕]】」』}，。、；：！？,.;:!?%％…"
# A gap of so many ems is a blank: beside Chinese characters, which full lines set wider, and elsewhere.
_GAP, _NARROW_GAP = 0.8, 0.22
_FULL = 0.7  # a word that takes so much of a line and goes on in the next was broken for want of room

# Fonts that share one glyph for a character and a radical make other programs write the radical.
# The first two have another common form than the one that Unicode names.
_SUPPLEMENT = (
    "⼾户⾭青"
    "⺟母⺠民⻄西⻅见⻆角⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻩黄⻬齐⻮齿⻰龙⻱龟⻳龟"
)
_CHARACTERS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)} | {
    ord(radical): character for radical, character in zip(_SUPPLEMENT[::2], _SUPPLEMENT[1::2], strict=True)
}


class Char(NamedTuple):
    """A character and its box in points from the top left of the page."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float


class Line(NamedTuple):
    """A line of text and its box. `size` is that of most of its type, in points.

    `first` is the width of what its beginning holds together: a word, or a character with its brackets.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    first: float


def lines_of(chars: Iterable[Char]) -> list[Line]:
    """The lines that characters stand in, from top to bottom; lines of blanks are none."""
    rows: list[list[Char]] = []
    top = bottom = 0.0
    for char in sorted(chars, key=lambda char: (char.top + char.bottom, char.x0)):
        middle = (char.top + char.bottom) / 2
        if rows and top < middle < bottom:
            rows[-1].append(char)
            if not char.text.strip(_BLANKS):
                continue
            # A small mark, such as a footnote's, does not make the line that it stands on lower.
            top, bottom = min(top, char.top), max(bottom, char.bottom)
            continue
        rows.append([char])
        top, bottom = char.top, char.bottom
    return [line for row in rows if (line := _line(row))]


def _line(chars: list[Char]) -> Line | None:
    chars = sorted(chars, key=lambda char: char.x0)
    seen: list[Char] = []
    words: list[str] = []
    blank = False
    for char in chars:
        if not char.text.strip(_BLANKS):
            blank = True
            continue
        if any(_is_same(char, other) for other in seen[-3:]):
            continue
        if seen:
            gap = char.x0 - seen[-1].x1
            narrow = char.text.isascii() and seen[-1].text.isascii()
            blank = blank or gap > char.size * (_NARROW_GAP if narrow else _GAP)
        words.append(" " if blank and seen else "")
        words.append(char.text.translate(_CHARACTERS))
        seen.append(char)
        blank = False
    if not seen:
        return None
    sizes = sorted(char.size for char in seen)
    return Line(
        "".join(words),
        seen[0].x0,
        max(char.x1 for char in seen),
        min(char.top for char in seen),
        max(char.bottom for char in seen),
        sizes[len(sizes) // 2],
        _first(seen),
    )


def _is_same(char: Char, other: Char) -> bool:
    """Whether a character is another one drawn again, a little beside it, to look bold."""
    return char.text == other.text and abs(char.x0 - other.x0) < 0.3 * (other.x1 - other.x0)


def _first(chars: Sequence[Char]) -> float:
    """The width of what no line may break at the beginning of these characters."""
    end = 0
    while end + 1 < len(chars) and chars[end].text in _OPENING:
        end += 1
    while end + 1 < len(chars) and (
        (chars[end + 1].text in _CLOSING)
        or (
            is_latin(chars[end].text)
            and is_latin(chars[end + 1].text)
            and chars[end + 1].x0 - chars[end].x1 < chars[end].size * _NARROW_GAP
        )
    ):
        end += 1
    return chars[end].x1 - chars[0].x0


def is_latin(text: str) -> bool:
    """Whether a character belongs to words that are parted by blanks."""
    return text.isascii() and not text.isspace()


def joined(lines: Sequence[Line], room: float) -> str:
    """The text of lines that were broken only because `room` (points) had an end."""
    text = ""
    for at, line in enumerate(lines):
        text += (_seam(lines[at - 1], line, room) if at else "") + line.text
    return text


def _seam(above: Line, below: Line, room: float) -> str:
    """What stood where a line was broken: a blank between words of letters, else nothing."""
    before, after = above.text[-1], below.text[0]
    if not is_latin(before) or not is_latin(after) or before in "-/(" or after in _CLOSING:
        return ""
    one_word = " " not in above.text and above.text.isascii()
    return "" if one_word and above.x1 - above.x0 > room * _FULL else " "
