"""Paragraphs and tables of a Word file, as a reader sees them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from docx.oxml.ns import nsmap, qn
from lxml import etree

from gxreport.document import Grid, GridCell
from gxreport.source import Place

BLANKS = " \t\u3000\xa0"
TABLE = qn("w:tbl")
_ROW = qn("w:tr")
_CELL = qn("w:tc")
_PARAGRAPH = qn("w:p")
_VALUE = qn("w:val")
_TEXT = qn("w:t")
_TAB = qn("w:tab")
_HYPHEN = qn("w:noBreakHyphen")
_MERGE = qn("w:vMerge")
_SPAN = qn("w:gridSpan")
_CELL_PROPERTIES = qn("w:tcPr")
_BREAKS = (qn("w:br"), qn("w:cr"))
_DELETED, _BEFORE = (f"{qn('w:trPr')}/{qn(name)}" for name in ("w:del", "w:gridBefore"))
_BOX = qn("w:txbxContent")
# A shape stands twice in a file: for Word, and for programs that know older shapes only.
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Parts of a paragraph that are seen by a reader; what was deleted and field codes are not among them.
_SEEN_INSIDE = frozenset(
    map(
        qn,
        (
            "w:r",
            "w:hyperlink",
            "w:ins",
            "w:smartTag",
            "w:moveTo",
            "w:customXml",
            "w:sdt",
            "w:sdtContent",
            "w:fldSimple",
        ),
    )
)
_HIDDEN = f"{qn('w:rPr')}/{qn('w:vanish')}"
_CHARACTER_STYLE = f"{qn('w:rPr')}/{qn('w:rStyle')}"
_SIGNS = {_HYPHEN: "-", _PARAGRAPH: "\n", **dict.fromkeys(_BREAKS, "\n")}
_SHOWN = (_TEXT, _TAB, *_SIGNS)
_RUN = qn("w:r")
# Whether a table has words only in its cells' own paragraphs, none of them hidden, set apart or taken out.
_IS_PLAIN = etree.XPath(
    "not(.//w:vanish or .//w:rStyle or .//w:tbl or .//w:trPr/w:del"
    " or .//w:t[not(parent::w:r[parent::w:p[parent::w:tc]])])",
    namespaces={"w": nsmap["w"]},
)
_CONTAINERS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml")))


def blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables, also in content controls."""
    for element in parent:
        if element.tag == TABLE and _is_layout(element):
            for row in _inside(element, _ROW):
                for cell in _inside(row, _CELL):
                    yield from blocks(cell)
        elif element.tag == TABLE or element.tag == _PARAGRAPH:
            yield element
        elif element.tag in _CONTAINERS:
            yield from blocks(element)


def with_text_boxes(parent: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables, and before each paragraph what its text boxes hold: titles stand in some."""
    for element in blocks(parent):
        for box in element.iterdescendants(_BOX) if element.tag != TABLE else ():
            if next(box.iterancestors(_FALLBACK, _BOX), None) is None:
                yield from blocks(box)
        yield element


def _is_layout(table: etree._Element) -> bool:
    """Whether a table only arranges the page: it holds other tables, and has but one column."""
    if next(table.iterdescendants(TABLE), None) is None:
        return False
    return all(len(list(_inside(row, _CELL))) == 1 for row in _inside(table, _ROW))


def text_of(element: etree._Element, strong: frozenset[str] = frozenset()) -> str:
    """What a reader sees of a paragraph: line breaks as new lines, stars around words in a `strong` style."""
    return "".join(
        f"**{text}**" if bold and text.strip() == text != "" else text
        for bold, text in _runs(element, strong)
    )


def _runs(element: etree._Element, strong: frozenset[str]) -> list[tuple[bool, str]]:
    """The words of a paragraph: neighbours in one type together, and whether it is a `strong` one."""
    joined: list[tuple[bool, str]] = []
    for style, text in _pieces(element):
        bold = style in strong
        if joined and joined[-1][0] is bold:
            joined[-1] = bold, joined[-1][1] + text
        else:
            joined.append((bold, text))
    return joined


def _pieces(element: etree._Element, style: str = "") -> Iterator[tuple[str, str]]:
    """The words that a reader sees, each with its character style."""
    for part in element:
        if part.tag == _TEXT:
            yield style, part.text or ""
        elif part.tag == _TAB:
            yield style, "\t"
        elif part.tag in _BREAKS:
            yield style, "\n"
        elif part.tag == _HYPHEN:
            yield style, "-"
        elif part.tag in _SEEN_INSIDE and part.find(_HIDDEN) is None:
            own = part.find(_CHARACTER_STYLE)
            yield from _pieces(part, style if own is None else own.get(_VALUE, ""))


def grid_of(table: etree._Element, here: Place, strong: frozenset[str]) -> Grid:
    """A table with its spans resolved; `here` is its place."""
    text = _plain_text if _IS_PLAIN(table) else partial(_cell_text, strong=strong)
    rows: list[list[GridCell]] = []
    # The cell that is being continued downwards, by the grid column in which it begins.
    above: dict[int, tuple[int, int]] = {}
    present = (row for row in _inside(table, _ROW) if row.find(_DELETED) is None)
    for line, row in enumerate(present):
        cells: list[GridCell] = []
        column = _number(row.find(_BEFORE), 0)
        for cell in _inside(row, _CELL):
            properties = cell.find(_CELL_PROPERTIES)
            width, merge = 1, None
            if properties is not None:
                width = _number(properties.find(_SPAN), 1)
                merge = properties.find(_MERGE)
            if merge is not None and merge.get(_VALUE, "continue") != "restart" and column in above:
                start, index = above[column]
                first = rows[start][index]
                rows[start][index] = GridCell(
                    first.text, first.place, first.row, first.column, line - start + 1, first.width
                )
            else:
                place = Place(
                    table=here.table,
                    row=line + 1,
                    cell=len(cells) + 1,
                    heading=here.heading,
                    block=here.block,
                )
                cells.append(GridCell(text(cell), place, line, column, 1, width))
                above[column] = line, len(cells) - 1
            column += width
        rows.append(cells)
    headed = table.find(f"{qn('w:tr')}/{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    return Grid(tuple(map(tuple, rows)), here, headed)


def _inside(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, also those inside content controls."""
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag in _CONTAINERS:
            yield from _inside(element, tag)


def _plain_text(cell: etree._Element) -> str:
    """The text of a cell in a plain table: one walk over its words, the work of most of the reading."""
    words: list[str] = []
    for part in cell.iter(*_SHOWN):
        tag = part.tag
        if tag == _TEXT:
            words.append(part.text or "")
        elif tag == _TAB:
            parent = part.getparent()  # a run, or the place where tabs stop
            words.append("\t" if parent is not None and parent.tag == _RUN else "")
        else:
            words.append(_SIGNS[tag])
    return "".join(words)[1:]


def _cell_text(cell: etree._Element, strong: frozenset[str]) -> str:
    """The text of a cell, with that of tables inside it."""
    words = []
    for block in blocks(cell):
        if block.tag == _PARAGRAPH:
            words.append(text_of(block, strong))
        else:
            rows = _inside(block, _ROW)
            words += (_cell_text(inner, strong) for row in rows for inner in _inside(row, _CELL))
    return "\n".join(words)


def _number(element: etree._Element | None, default: int) -> int:
    """The value of a property that counts; Word's own limit is 63 columns."""
    value = "" if element is None else element.get(_VALUE, "")
    return min(int(value), 63) if value.isascii() and value.isdigit() else default
