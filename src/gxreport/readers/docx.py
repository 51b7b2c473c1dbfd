"""The Word reader: paragraphs and tables of a .docx, with spans resolved."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

import docx
from docx.oxml.ns import qn
from lxml import etree

from gxreport.document import Document, Grid, GridCell, Paragraph
from gxreport.messages import _
from gxreport.published import report_of
from gxreport.reading import Reading, Unreadable
from gxreport.source import Place

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_MOST_EXPANDED = 256 * 1024 * 1024
_LEVELS = tuple("012345678")
_BLANKS = " \t\u3000\xa0"
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
_CONTAINERS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml")))


def read(name: str, data: bytes, edition: int | None = None) -> Reading:
    """Read a published report from a Word file."""
    return report_of(name, document_of(_opened(data)), edition)


def _opened(data: bytes) -> WordDocument:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(part.file_size for part in package.infolist()) > _MOST_EXPANDED:
                raise Unreadable(_("文件展开后过大，不像一份年度报告"))
            if (
                "word/document.xml" not in package.namelist()
                and "[Content_Types].xml" not in package.namelist()
            ):
                raise Unreadable(_("这是压缩包，不是 Word 文件；请先解压"))
        word = docx.Document(io.BytesIO(data))
        if word.element.body is None:
            raise Unreadable(_("Word 文件里没有正文"))
        _heading_levels(word)
        return word
    except Unreadable:
        raise
    except Exception:  # noqa: BLE001  # a damaged package makes its libraries stumble in any way there is
        raise Unreadable(_("不是完整的 Word 文件，可能没有下载完、加了密码或已损坏")) from None


def document_of(word: WordDocument) -> Document:
    """The paragraphs and tables of a Word document, from top to bottom."""
    levels = _heading_levels(word)
    blocks: list[Paragraph | Grid] = []
    heading = ""
    tables = paragraphs = 0
    for number, element in enumerate(_blocks(word.element.body), 1):
        if element.tag == qn("w:tbl"):
            tables += 1
            blocks.append(_grid(element, Place(table=tables, heading=heading, block=number)))
            continue
        paragraphs += 1
        level = _own_level(element) or levels.get(_style(element))
        for text in _text(element).split("\n"):
            if bare := text.strip(_BLANKS):
                heading = bare if level else heading
                blocks.append(
                    Paragraph(bare, Place(paragraph=paragraphs, heading=heading, block=number), level)
                )
    return Document(tuple(blocks))


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables, also those inside content controls."""
    for element in parent:
        if element.tag in (qn("w:p"), qn("w:tbl")):
            yield element
        elif element.tag in _CONTAINERS:
            yield from _blocks(element)


def _text(element: etree._Element) -> str:
    """What a reader sees of a paragraph: line breaks as new lines."""
    words = []
    for part in element:
        if part.tag == qn("w:t"):
            words.append(part.text or "")
        elif part.tag == qn("w:tab"):
            words.append("\t")
        elif part.tag in (qn("w:br"), qn("w:cr")):
            words.append("\n")
        elif part.tag == qn("w:noBreakHyphen"):
            words.append("-")
        elif part.tag in _SEEN_INSIDE and part.find(f"{qn('w:rPr')}/{qn('w:vanish')}") is None:
            words.append(_text(part))
    return "".join(words)


def _style(paragraph: etree._Element) -> str:
    found = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if found is None else found.get(qn("w:val"), "")


def _own_level(paragraph: etree._Element) -> int | None:
    """The outline level that a paragraph has of itself."""
    outline = paragraph.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    value = "" if outline is None else outline.get(qn("w:val"), "")
    return int(value) + 1 if value in _LEVELS else None


def _heading_levels(word: WordDocument) -> dict[str, int]:
    """The outline level, from 1, of the styles that have one, also from the style they are based on."""
    own: dict[str, int] = {}
    based: dict[str, str] = {}
    for style in word.styles.element.iter(qn("w:style")):
        name = style.get(qn("w:styleId"), "")
        level = _own_level(style)
        base = style.find(qn("w:basedOn"))
        if level:
            own[name] = level
        elif base is not None:
            based[name] = base.get(qn("w:val"), "")
    levels = dict(own)
    for name in based:
        above, seen = name, {name}
        while above in based and based[above] not in seen:
            above = based[above]
            seen.add(above)
        if above in own:
            levels[name] = own[above]
    return levels


def _grid(table: etree._Element, here: Place) -> Grid:
    rows: list[list[GridCell]] = []
    # The cell that is being continued downwards, by the grid column in which it begins.
    above: dict[int, tuple[int, int]] = {}
    present = (row for row in _inside(table, qn("w:tr")) if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is None)
    for line, row in enumerate(present):
        cells: list[GridCell] = []
        column = _number(row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"), 0)
        for cell in _inside(row, qn("w:tc")):
            properties = cell.find(qn("w:tcPr"))
            width, merge = 1, None
            if properties is not None:
                width = _number(properties.find(qn("w:gridSpan")), 1)
                merge = properties.find(qn("w:vMerge"))
            if merge is not None and merge.get(qn("w:val"), "continue") != "restart" and column in above:
                start, index = above[column]
                first = rows[start][index]
                rows[start][index] = GridCell(
                    first.text, first.place, first.row, first.column, line - start + 1, first.width
                )
            else:
                place = here._replace(row=line + 1, cell=len(cells) + 1)
                cells.append(GridCell(_cell_text(cell), place, line, column, 1, width))
                above[column] = line, len(cells) - 1
            column += width
        rows.append(cells)
    return Grid(tuple(map(tuple, rows)), here)


def _inside(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, also those inside content controls."""
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag in _CONTAINERS:
            yield from _inside(element, tag)


def _cell_text(cell: etree._Element) -> str:
    """The text of a cell, with that of tables inside it."""
    words = []
    for block in _blocks(cell):
        if block.tag == qn("w:p"):
            words.append(_text(block))
        else:
            rows = _inside(block, qn("w:tr"))
            words += (_cell_text(inner) for row in rows for inner in _inside(row, qn("w:tc")))
    return "\n".join(words)


def _number(element: etree._Element | None, default: int) -> int:
    """The value of a property that counts; Word's own limit is 63 columns."""
    value = "" if element is None else element.get(qn("w:val"), "")
    return min(int(value), 63) if value.isascii() and value.isdigit() else default
