"""Paragraphs and tables of a PDF file: lines joined again, marks of pages left out, cut tables made whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from gxreport.prose import Numbering, numbered
from gxreport.readers.pdf.grids import Table, goes_on, same_width, together
from gxreport.readers.pdf.lines import Line, joined
from gxreport.readers.pdf.pages import Page

_STOPS = "。！？；：.!?;:"
_AT_LEFT, _INDENT = 0.75, (1.3, 2.8)  # ems from the left margin
_LOOSE = 1.6  # line distances beyond which a paragraph has ended
_OTHER_SIZE = 0.12
_MARGIN = 0.14  # of the page, where its marks stand
_MARK = re.compile(
    r"[\s—–―－\-·.~〜|｜]*(?:第?\s*\d{1,3}\s*页?|[IVXivx]{1,5})[\s,，/]*(?:(?:共|of|/)?\s*\d{1,3}\s*页?)?[\s—–―－\-·.~〜|｜]*"
    r"|Page\s*\d{1,3}(?:\s*of\s*\d{1,3})?",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")


class Text(NamedTuple):
    """A paragraph and the page on which it begins."""

    text: str
    page: int


@dataclass(frozen=True, slots=True)
class _Margins:
    """Where lines begin and end, the distance between them, and whether paragraphs begin indented."""

    left: float
    right: float
    pitch: float
    indented: bool


class _Placed(NamedTuple):
    """A line or table with its page."""

    thing: Line | Table
    page: Page


def paragraphs_of(pages: Sequence[Page]) -> Iterator[Text | tuple[Table, int]]:
    """The paragraphs and tables of a file from top to bottom, each with its page."""
    marks = _repeated(pages)
    things: list[_Placed] = []
    for page in pages:
        here: list[Line | Table] = [line for line in page.lines if not _is_mark(line, page, marks)]
        here += page.tables
        things += (_Placed(thing, page) for thing in sorted(here, key=lambda thing: thing.top))
    things = list(_boxes_as_text(things))
    margins = {width: _margins(things, width) for width in {_width(page) for page in pages}}
    open_: list[_Placed] = []
    table: tuple[Table, Page, Page] | None = None  # with the pages on which it begins and ends
    for placed in things:
        thing, page = placed
        if isinstance(thing, Table):
            yield from _text(open_, margins)
            open_ = []
            if table and table[2].number < page.number and goes_on(table[0], thing):
                table = together(table[0], thing), table[1], page
                continue
            if table:
                yield table[0], table[1].number
            table = thing, page, page
            continue
        if table:
            yield table[0], table[1].number
            table = None
        if open_ and not _goes_on(open_, placed, margins[_width(page)]):
            yield from _text(open_, margins)
            open_ = []
        open_.append(placed)
    yield from _text(open_, margins)
    if table:
        yield table[0], table[1].number


def _text(placed: list[_Placed], margins: dict[int, _Margins]) -> Iterator[Text]:
    if placed:
        own = margins[_width(placed[0].page)]
        lines = [one.thing for one in placed if isinstance(one.thing, Line)]
        yield Text(joined(lines, own.right - own.left), placed[0].page.number)


def _width(page: Page) -> int:
    return round(page.width)


# Marks of pages


def _repeated(pages: Sequence[Page]) -> frozenset[tuple[str, int]]:
    """What stands at the top or foot of most pages, but for its numbers: its words and height."""
    seen = Counter(
        key for page in pages for key in {_key(line) for line in page.lines if _in_margin(line, page)}
    )
    least = max(2, len(pages) // 2 + 1)
    return frozenset(key for key, times in seen.items() if times >= least)


def _key(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("0", line.text), round(line.top / 4)


def _in_margin(line: Line, page: Page) -> bool:
    return line.bottom < page.height * _MARGIN or line.top > page.height * (1 - _MARGIN)


def _is_mark(line: Line, page: Page, repeated: frozenset[tuple[str, int]]) -> bool:
    if not _in_margin(line, page):
        return False
    outermost = line in (page.lines[0], page.lines[-1])
    return _key(line) in repeated or (outermost and bool(_MARK.fullmatch(line.text)))


# Boxes around text


def _boxes_as_text(things: list[_Placed]) -> Iterator[_Placed]:
    """The same with boxes of one column as text, unless they are pieces of tables cut by a page end."""
    for at, placed in enumerate(things):
        table = placed.thing
        if not isinstance(table, Table) or len(table.edges) > 2:
            yield placed
            continue
        around = (things[i] for i in (at - 1, at + 1) if 0 <= i < len(things))
        if any(
            isinstance(other.thing, Table)
            and other.page.number != placed.page.number
            and same_width(other.thing, table)
            for other in around
        ):
            yield placed
        else:
            yield from (_Placed(line, placed.page) for line in table.lines)


# Where paragraphs end


def _margins(things: Sequence[_Placed], width: int) -> _Margins:
    """Where the lines of pages of one width begin and end."""
    here = [placed for placed in things if _width(placed.page) == width]
    lines = [placed.thing for placed in here if isinstance(placed.thing, Line)]
    tables = [placed.thing for placed in here if isinstance(placed.thing, Table)]
    if not lines:
        return _Margins(0, width, width, indented=False)
    sizes = Counter(round(line.size, 1) for line in lines for _character in line.text)
    em = sizes.most_common(1)[0][0]
    body = [line for line in lines if abs(line.size - em) <= em * _OTHER_SIZE]
    starts = Counter(round(line.x0 / 3) for line in body)
    left = 3.0 * min((x for x, times in starts.items() if times > 1), default=min(starts))
    if tables:
        outer = min(table.box[0] for table in tables)
        left = outer if _INDENT[0] * em <= left - outer <= _INDENT[1] * em else left
    indents = sum(_INDENT[0] * em <= line.x0 - left <= _INDENT[1] * em for line in body)
    at_left = sum(abs(line.x0 - left) <= _AT_LEFT * em for line in body)
    ends = Counter(round(line.x1 / 4) for line in body if line.x1 > left + 0.6 * (width - left))
    end, times = max(ends.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    widest = [line.x1 for line in body] + [table.box[2] for table in tables]
    right = 4.0 * end if times > 1 else max(*widest, width - left)
    gaps = Counter(
        round(two.thing.top - one.thing.top)
        for one, two in pairwise(here)
        if isinstance(one.thing, Line) and isinstance(two.thing, Line) and one.page is two.page
    )
    pitch = float(gaps.most_common(1)[0][0]) if gaps else 2 * em
    return _Margins(left, right, max(pitch, em), indented=indents > 0 and indents * 5 >= at_left)


def _goes_on(paragraph: list[_Placed], placed: _Placed, margins: _Margins) -> bool:
    """Whether a line goes on with the paragraph above it."""
    above, page = paragraph[-1]
    line = placed.thing
    assert isinstance(above, Line)
    assert isinstance(line, Line)
    em = line.size
    if abs(above.size - em) > em * _OTHER_SIZE:
        return False
    if page is placed.page and line.top - above.top > max(_LOOSE * margins.pitch, 2.6 * em):
        return False
    if _width(page) != _width(placed.page) or margins.right - above.x1 >= line.first + 0.3 * em:
        return False  # the line above has an end although there was room
    number = numbered(line.text)
    ended = above.text[-1] in _STOPS
    if line.x0 > margins.left + _AT_LEFT * em:
        started = numbered(paragraph[0].thing.text) if isinstance(paragraph[0].thing, Line) else None
        level = abs(line.x0 - above.x0) < em / 2
        return level and not ended and not number and not started
    if margins.indented:
        begins = above.x0 - margins.left
        return begins < 0 or begins < 6 * em or not ended
    if number and number.style is Numbering.CHINESE:
        return False
    return not ended and not number
