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
_PROPERTIES = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_STRONG, _ITEM = "strong", "公文列表"  # names of styles: bold words and items of a list in our mark-up
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
_HIDDEN = f"{qn('w:rPr')}/{qn('w:vanish')}"
_CHARACTER_STYLE = f"{qn('w:rPr')}/{qn('w:rStyle')}"
_CONTAINERS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml")))


def read(name: str, data: bytes, edition: int | None = None) -> Reading:
    """Read a published report from a Word file."""
    word = _opened(data)
    return report_of(name, document_of(word), edition, fields=_stated(word), titles=_titles(word))


def _titles(word: WordDocument) -> tuple[str, ...]:
    """The title in the properties of the document. They may be damaged without harm to the text."""
    try:
        title = word.core_properties.title
    except Exception:  # noqa: BLE001  # as for a damaged package
        return ()
    return (title,) if title else ()


def _stated(word: WordDocument) -> dict[str, str]:
    """The document's own properties by name."""
    found: dict[str, str] = {}
    for part in word.part.package.iter_parts():
        if part.content_type == _PROPERTIES:
            properties = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
            found |= {it.get("name", ""): "".join(map(str, it.itertext())).strip() for it in properties}
    return found


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
        _stated(word)
        return word
    except Unreadable:
        raise
    except Exception:  # noqa: BLE001  # a damaged package makes its libraries stumble in any way there is
        raise Unreadable(_("不是完整的 Word 文件，可能没有下载完、加了密码或已损坏")) from None


def document_of(word: WordDocument) -> Document:
    """The paragraphs and tables of a Word document, from top to bottom."""
    levels = _heading_levels(word)
    names = _style_names(word)
    strong = frozenset(style for style, name in names.items() if name == _STRONG)
    blocks: list[Paragraph | Grid] = []
    heading = ""
    tables = paragraphs = 0
    for number, element in enumerate(_blocks(word.element.body), 1):
        if element.tag == qn("w:tbl"):
            tables += 1
            blocks.append(_grid(element, Place(table=tables, heading=heading, block=number), strong))
            continue
        paragraphs += 1
        level = _own_level(element) or levels.get(_style(element))
        item = names.get(_style(element)) == _ITEM
        for text in _text(element, strong).split("\n"):
            if bare := text.strip(_BLANKS):
                bare = f"- {bare}" if item else bare
                heading = bare if level else heading
                blocks.append(
                    Paragraph(bare, Place(paragraph=paragraphs, heading=heading, block=number), level)
                )
    return Document(tuple(blocks))


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables, also those inside content controls."""
    for element in parent:
        if element.tag == qn("w:tbl") and _is_layout(element):
            for row in _inside(element, qn("w:tr")):
                for cell in _inside(row, qn("w:tc")):
                    yield from _blocks(cell)
        elif element.tag in (qn("w:p"), qn("w:tbl")):
            yield element
        elif element.tag in _CONTAINERS:
            yield from _blocks(element)


def _is_layout(table: etree._Element) -> bool:
    """Whether a table only arranges the page: it holds other tables, and has but one column."""
    if next(table.iterdescendants(qn("w:tbl")), None) is None:
        return False
    return all(len(list(_inside(row, qn("w:tc")))) == 1 for row in _inside(table, qn("w:tr")))


def _text(element: etree._Element, strong: frozenset[str] = frozenset()) -> str:
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
        if part.tag == qn("w:t"):
            yield style, part.text or ""
        elif part.tag == qn("w:tab"):
            yield style, "\t"
        elif part.tag in (qn("w:br"), qn("w:cr")):
            yield style, "\n"
        elif part.tag == qn("w:noBreakHyphen"):
            yield style, "-"
        elif part.tag in _SEEN_INSIDE and part.find(_HIDDEN) is None:
            own = part.find(_CHARACTER_STYLE)
            yield from _pieces(part, style if own is None else own.get(qn("w:val"), ""))


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


def _style_names(word: WordDocument) -> dict[str, str]:
    """The names of styles by their id."""
    found = {}
    for style in word.styles.element.iter(qn("w:style")):
        name = style.find(qn("w:name"))
        if name is not None:
            found[style.get(qn("w:styleId"), "")] = name.get(qn("w:val"), "").lower()
    return found


def _grid(table: etree._Element, here: Place, strong: frozenset[str]) -> Grid:
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
                cells.append(GridCell(_cell_text(cell, strong), place, line, column, 1, width))
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


def _cell_text(cell: etree._Element, strong: frozenset[str]) -> str:
    """The text of a cell, with that of tables inside it."""
    words = []
    for block in _blocks(cell):
        if block.tag == qn("w:p"):
            words.append(_text(block, strong))
        else:
            rows = _inside(block, qn("w:tr"))
            words += (_cell_text(inner, strong) for row in rows for inner in _inside(row, qn("w:tc")))
    return "\n".join(words)


def _number(element: etree._Element | None, default: int) -> int:
    """The value of a property that counts; Word's own limit is 63 columns."""
    value = "" if element is None else element.get(qn("w:val"), "")
    return min(int(value), 63) if value.isascii() and value.isdigit() else default
