"""The Word reader: paragraphs and tables of a .docx, with spans resolved."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from docx.opc.part import PartFactory
from docx.package import Package
from docx.parts.document import DocumentPart
from lxml import etree

from gxreport.document import Document, Grid, Paragraph
from gxreport.messages import _
from gxreport.published import Beside, report_of
from gxreport.readers.docx.blocks import BLANKS, TABLE, grid_of, text_of, with_text_boxes
from gxreport.readers.docx.numbers import Numbers
from gxreport.readers.docx.styles import heading_levels, own_level, style_names, style_of
from gxreport.reading import Reading, Unreadable
from gxreport.source import Place

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_MOST_EXPANDED = 256 * 1024 * 1024  # with pictures
_MOST_TEXT = 8 * 1024 * 1024  # of a part that is parsed: real ones are a fifth of it
_PROPERTIES = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
# Documents with macros and templates are documents as well; macros are not looked at, and never run.
_KINDS = ("document.macroEnabled", "template.macroEnabledTemplate")
PartFactory.part_type_for.update(
    {f"application/vnd.ms-word.{kind}.main+xml": DocumentPart for kind in _KINDS}
)
_STRONG, _ITEM = "strong", "公文列表"  # names of styles: bold words and items of a list in our mark-up


def read(name: str, data: bytes, edition: int | None = None) -> Reading:
    """Read a published report from a Word file."""
    word = _opened(data)
    beside = Beside(_stated(word), _titles(word))
    return report_of(name, document_of(word), edition, beside=beside)


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
            parts = package.infolist()
            texts = (part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
            if sum(part.file_size for part in parts) > _MOST_EXPANDED or max(texts, default=0) > _MOST_TEXT:
                raise Unreadable(_("文件解压后太大，不像一份年度报告"))
            if (
                "word/document.xml" not in package.namelist()
                and "[Content_Types].xml" not in package.namelist()
            ):
                raise Unreadable(_("这是压缩包，不是 Word 文件；请先解压"))
        word: WordDocument = Package.open(io.BytesIO(data)).main_document_part.document
        if word.element.body is None:
            raise Unreadable(_("Word 文件里没有正文"))
        heading_levels(word)
        Numbers(word)
        _stated(word)
        return word
    except Unreadable:
        raise
    except etree.XMLSyntaxError as error:
        if "depth" in str(error):
            raise Unreadable(_("表格一层套一层，套得太深，读不了")) from None
        raise Unreadable(_damaged()) from None
    except Exception:  # noqa: BLE001  # a damaged package makes its libraries stumble in any way there is
        raise Unreadable(_damaged()) from None


def _damaged() -> str:
    return _("不是完整的 Word 文件，可能没有下载完、加了密码或已损坏")


def document_of(word: WordDocument) -> Document:
    """The paragraphs and tables of a Word document, from top to bottom."""
    levels = heading_levels(word)
    names = style_names(word)
    strong = frozenset(style for style, name in names.items() if name == _STRONG)
    numbers = Numbers(word)
    found: list[Paragraph | Grid] = []
    heading = ""
    tables = paragraphs = 0
    for number, element in enumerate(with_text_boxes(word.element.body), 1):
        if element.tag == TABLE:
            tables += 1
            found.append(grid_of(element, Place(table=tables, heading=heading, block=number), strong))
            continue
        paragraphs += 1
        level = own_level(element) or levels.get(style_of(element))
        item = names.get(style_of(element)) == _ITEM
        counted = "- " if item else numbers.before(element)
        for line in text_of(element, strong).split("\n"):
            if bare := line.strip(BLANKS):
                bare, counted = counted + bare, "- " if item else ""
                heading = bare if level else heading
                place = Place(paragraph=paragraphs, heading=heading, block=number)
                found.append(Paragraph(bare, place, level))
    return Document(tuple(found))
