"""The lines of a title: no word torn, none much longer than the others, none of a single character."""

from __future__ import annotations

import re
from collections.abc import Iterator

FULL = 40
"""A line of 二号: twenty Chinese characters, of which Latin letters and digits take half."""
NARROW = 26
"""A line on the screen of a telephone."""

# After the name of a place or of a kind of organ a title may be broken; 城市管理 and 市场 are no places.
_ENDS = re.compile(
    r"自治[区州县旗]|(?<!城)市(?![市场政民委直属])|(?<![社园地景])区(?![域民政委管])|[省县旗盟](?![域政民委直])"
    r"|州(?![市区县])|街道(?!办)|(?<=园)区(?!管)|人民政府|委员会|管理局|办公室|办事处"
    r"|(?<![人])局|厅|[省市县区]委(?!员)|关于|（|）|、"
)
_ANDS = re.compile(r"[和与及暨](?=\D{2})")
_INSIDE = re.compile(r"[!-~]")
_NOT_FIRST = "，。、；：？！）》”’』」】"
_NOT_LAST = "（《“‘『「【"


def title_lines(title: str, organ: str) -> Iterator[str]:
    """A title that is wider than a line is broken after the organ, and each part again if it must be."""
    rest = title.removeprefix(organ)
    if organ and rest and rest != title and _width(title) > FULL:
        yield from _balanced(organ)
        yield from _balanced(rest.lstrip())
    else:
        yield from _balanced(title)


def title_pieces(line: str) -> Iterator[str]:
    """A line of a title in the pieces between which a narrow screen may break it."""
    return _balanced(line, NARROW)


def _balanced(text: str, full: int = FULL) -> Iterator[str]:
    """The text in as few lines as hold it, broken where the sense allows if that can be."""
    while _width(text) > full:
        lines = -(-_width(text) // full)
        at = _break(text[: full + 1], _width(text), lines, full)
        if not at:
            break
        yield text[:at].rstrip()
        text = text[at:].lstrip()
    yield text


def _break(start: str, width: int, lines: int, full: int) -> int:
    """Where the first line ends of a text that begins so and is so wide, in so many lines; 0 for nowhere."""
    ands = [match.start() for match in _ANDS.finditer(start, 2)]
    for places in (_after_names(start), ands, range(2, len(start) - 1)):
        fitting = [
            at
            for at in places
            if _may_break(start, at)
            and _width(start[:at]) <= full
            and width - _width(start[:at]) <= full * (lines - 1)
        ]
        if fitting:
            return min(fitting, key=lambda at: abs(_width(start[:at]) - width // lines))
    return 0


def _after_names(text: str) -> list[int]:
    """Where a name in the text ends, with two characters at least on either side."""
    found = [match.start() if match[0] == "（" else match.end() for match in _ENDS.finditer(text)]
    return [at for at in found if 2 <= at <= len(text) - 2]


def _may_break(text: str, at: int) -> bool:
    torn = _INSIDE.match(text[at - 1]) and _INSIDE.match(text[at])
    return not torn and text[at] not in _NOT_FIRST and text[at - 1] not in _NOT_LAST


def _width(text: str) -> int:
    return sum(1 if character.isascii() else 2 for character in text)
