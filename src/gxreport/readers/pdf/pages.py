"""Pages of a PDF file: what stands outside of tables line by line, and the tables, from top to bottom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

from pdfminer.pdfinterp import PDFPageInterpreter
from pdfplumber.page import Page as PlumberPage
from pdfplumber.page import PDFPageAggregatorWithMarkedContent
from pdfplumber.pdf import PDF

from gxreport.messages import _
from gxreport.readers.pdf.grids import Ruled, Table
from gxreport.readers.pdf.lines import Char, Line, lines_of
from gxreport.reading import Unreadable

MOST_PAGES = 200
_MOST_CONTENT = 8 * 1024 * 1024  # bytes that draw pages, those of repeated figures each time
_MOST_CHARS = 400_000
_MOST_CELLS = 20_000
_MOST_RULES = 4000  # on a page: more of them are a drawing
_THIN = 3.0  # points up to which a filled box is a line
_SMALLEST = 30.0  # points that a page has at least
_PICTURE = 0.4  # of the page

# pdfplumber has no types for what it finds.
_Thing = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its size in points, its lines outside of tables, its tables; whether it is but a picture."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    tables: tuple[Table, ...]
    pictured: bool


class _Limited(PDFPageAggregatorWithMarkedContent):
    """Takes down what a page draws. `content` and `chars` count over all pages, `paths` on one."""

    content = 0
    chars = 0
    paths = 0

    def render_char(self, *args: Any, **kwargs: Any) -> float:  # as pdfminer's own, whose arguments vary
        self.chars += 1
        self.limit()
        return super().render_char(*args, **kwargs)

    def paint_path(self, *args: Any, **kwargs: Any) -> None:
        self.paths += 1
        if self.paths <= _MOST_RULES + 1:  # what a drawing has more than that is of no use
            super().paint_path(*args, **kwargs)

    def limit(self) -> None:
        """Refuse a file that draws more than a report does."""
        if self.content > _MOST_CONTENT or self.chars > _MOST_CHARS:
            raise TooMuch


class TooMuch(Exception):
    """A file that draws more than a report does."""


class _Interpreter(PDFPageInterpreter):
    """Draws pages, and figures inside them, as long as it is not too much."""

    def render_contents(self, resources: Any, streams: Sequence[Any], ctm: Any = (1, 0, 0, 1, 0, 0)) -> None:
        device = cast(_Limited, self.device)
        device.content += 1024 + sum(len(stream.get_data()) for stream in streams if stream is not None)
        device.limit()
        super().render_contents(resources, streams, ctm)


def pages_of(file: PDF) -> Iterator[Page]:
    """The pages of a file, one after the other. Raises Unreadable for too many, TooMuch for too much."""
    found = file.pages
    if len(found) > MOST_PAGES:
        message = _("PDF 有 {count} 页，超过 {most} 页，不像一份年度报告")
        raise Unreadable(message.format(count=len(found), most=MOST_PAGES))
    device = _Limited(file.rsrcmgr, pageno=1, laparams=None)
    interpreter = _Interpreter(file.rsrcmgr, device)
    cells = 0
    for number, page in enumerate(found, 1):
        if page.width < _SMALLEST or page.height < _SMALLEST:
            continue
        device.pageno = number
        device.paths = 0
        interpreter.process_page(page.page_obj)
        # pdfplumber would draw the page itself, without a limit, if it were not drawn already.
        page._layout = device.get_result()
        made = _page(page, number)
        page.close()
        cells += sum(len(row) for table in made.tables for row in table.rows)
        if cells > _MOST_CELLS:
            raise TooMuch
        yield made


def _page(page: PlumberPage, number: int) -> Page:
    chars = [
        Char(
            _character(char["text"]),
            float(char["x0"]),
            float(char["x1"]),
            float(char["top"]),
            float(char["bottom"]),
            float(char["size"]),
        )
        for char in page.chars
        if char["upright"] and char["text"] and _is_on(char, page)
    ]
    ruled = _ruled(page)
    rest = [char for char in chars if not any(table.takes(char) for table in ruled)]
    tables = tuple(sorted((table.table(number) for table in ruled), key=lambda table: table.top))
    pictures = sum(_area(image) for image in page.images) > _PICTURE * page.width * page.height
    return Page(
        number,
        float(page.width),
        float(page.height),
        tuple(lines_of(rest)),
        tables,
        pictures and len(chars) < 20,
    )


def _character(text: str) -> str:
    """What a character says; `(cid:7)` stands where the file does not tell."""
    return "\ufffd" if text.startswith("(cid:") else text


def _is_on(thing: _Thing, page: PlumberPage) -> bool:
    left, top, right, bottom = page.bbox
    return bool(
        left <= thing["x1"] and thing["x0"] <= right and top <= thing["bottom"] and thing["top"] <= bottom
    )


def _area(thing: _Thing) -> float:
    return abs(float(thing["width"]) * float(thing["height"]))


def _ruled(page: PlumberPage) -> list[Ruled]:
    """The tables of a page, the smallest first: a character belongs to the innermost."""
    if sum(map(len, (page.lines, page.rects, page.curves))) > _MOST_RULES:
        return []
    drawn = page.filter(_is_rule)
    if len(drawn.edges) < 4:
        return []
    rules = [*_outer(drawn.edges)]
    found = drawn.find_tables({"explicit_vertical_lines": rules} if rules else {})
    tables = [
        Ruled((float(a), float(b), float(c), float(d)) for a, b, c, d in table.cells) for table in found
    ]
    several = [table for table in tables if len(table.boxes) > 1 or not _frames(table, tables)]
    return sorted(several, key=lambda table: (table.box[2] - table.box[0]) * (table.box[3] - table.box[1]))


def _frames(table: Ruled, tables: list[Ruled]) -> bool:
    """Whether a box has another table inside it."""
    left, top, right, bottom = table.box
    return any(
        other is not table
        and left <= other.box[0]
        and top <= other.box[1]
        and right >= other.box[2]
        and bottom >= other.box[3]
        for other in tables
    )


def _is_rule(thing: _Thing) -> bool:
    """Whether something drawn can be the line of a table: a line, a thin box, or one with an outline."""
    if thing["object_type"] == "line":
        return True
    if thing["object_type"] != "rect":
        return False
    return bool(thing["stroke"]) or min(float(thing["width"]), float(thing["height"])) <= _THIN


def _outer(edges: list[_Thing]) -> Iterator[_Thing]:
    """Lines at the sides of tables that are left open there: where several rules begin or end together."""
    level = [edge for edge in edges if edge["orientation"] == "h"]
    upright = [edge for edge in edges if edge["orientation"] == "v"]
    if len(level) < 3 or not upright:
        return
    for side in ("x0", "x1"):
        end = (min if side == "x0" else max)(float(edge[side]) for edge in level)
        here = [edge for edge in level if abs(float(edge[side]) - end) < _THIN]
        if len(here) >= 3 and all(abs(float(edge["x0"]) - end) > _THIN for edge in upright):
            top, bottom = min(float(e["top"]) for e in here), max(float(e["top"]) for e in here)
            inner = [e for e in upright if float(e["bottom"]) >= top and float(e["top"]) <= bottom]
            if inner:
                yield {**inner[0], "x0": end, "x1": end, "top": top, "bottom": bottom, "height": bottom - top}
