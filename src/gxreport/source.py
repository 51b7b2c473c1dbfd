"""Where something stands in a file, in the words in which a person would look for it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple


class Place(NamedTuple):
    """A place in a carrier.

    Text carriers fill `line` and `column` (1-based, in characters) and `length` (characters to
    underline). Word, HTML and Excel fill `table`, `row` and `cell` (1-based, in the order of the
    file) or `paragraph`, and `block`, which counts both. `heading` is the nearest heading above, as
    it was written. In a workbook `sheet` is the name of the sheet, `row` and `cell` are Excel's own.
    PDF fills `page` as well, 1-based.
    """

    line: int | None = None
    column: int | None = None
    length: int = 1
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    paragraph: int | None = None
    heading: str = ""
    block: int = 0
    sheet: str = ""
    page: int | None = None

    @property
    def reference(self) -> str:
        """The row or cell of a sheet as Excel calls it: J8, or 8 for a row."""
        letters, rest = "", self.cell or 0
        while rest:
            rest, letter = divmod(rest - 1, 26)
            letters = chr(ord("A") + letter) + letters
        return f"{letters}{self.row or ''}"

    def known(self) -> dict[str, int | str]:
        """What is known of the place, by name, as the published schemas have it."""
        fields = {
            "line": self.line,
            "column": self.column,
            "length": self.length if self.line else None,
            "sheet": self.sheet,
            "page": self.page,
            "table": self.table,
            "row": self.row,
            "cell": self.cell,
            "paragraph": self.paragraph,
            "heading": self.heading,
        }
        return {name: value for name, value in fields.items() if value}

    @property
    def order(self) -> tuple[int, int, int, int, int]:
        """A key that sorts places of one file from top to bottom."""
        return (
            self.line or 0,
            self.column or 0,
            self.block,
            self.row or 0,
            self.cell or self.paragraph or 0,
        )


class Segment(NamedTuple):
    """A stretch of prose that stands in one place of the file, beginning at `offset` of the prose."""

    offset: int
    place: Place


class Passage(NamedTuple):
    """The places of one piece of prose: its segments by rising offset, at least one."""

    segments: tuple[Segment, ...]

    def place(self, start: int, end: int) -> Place:
        """The place of the characters from `start` up to `end` of the prose; of all, if `end` is 0."""
        index = bisect_right(self.segments, start, key=lambda segment: segment.offset) - 1
        segment = self.segments[max(index, 0)]
        place = segment.place
        if place.column is None or end == 0:
            return place
        return place._replace(
            column=place.column + max(start - segment.offset, 0), length=max(end - start, 1)
        )


def passage_of(lines: Iterable[tuple[str, Place]]) -> Passage:
    """The places of lines that make one piece of prose, joined by line ends."""
    segments = []
    offset = 0
    for text, place in lines:
        segments.append(Segment(offset, place))
        offset += len(text) + 1
    return Passage(tuple(segments) or (Segment(0, Place()),))
