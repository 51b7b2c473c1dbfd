"""The PDF reader: paragraphs and tables of a file that has its text as text, by where things stand."""

from __future__ import annotations

import io
import logging
import re
import warnings
import zlib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from gxreport.document import Document, Grid, GridCell, Paragraph
from gxreport.messages import _
from gxreport.prose import Numbering, numbered
from gxreport.published import Beside, report_of
from gxreport.reading import Reading, Unreadable
from gxreport.source import Place

if TYPE_CHECKING:
    from gxreport.readers.pdf.grids import Table
    from gxreport.readers.pdf.pages import Page

_START, _END = b"%PDF-", b"%%EOF"
_JUNK = 1024  # bytes that other programs too accept before the one and behind the other
_MOST_EXPANDED = 256 * 1024 * 1024
_PIECE, _MOST_PIECE = 16 * 1024, 1024 * 1024
_ZLIB = (b"\x78", b"\x68", b"\x58", b"\x48")  # how data begin that zlib has packed
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_LONGEST_HEADING = 40
_LEAST_TEXT = 20  # characters that a report surely has
_MOST_UNKNOWN = 0.3  # of the characters
_BULLET = "• "


def read(name: str, data: bytes, edition: int | None = None) -> Reading:
    """Read a published report from a PDF file."""
    pages, title = _opened(data)
    beside = Beside(titles=(title,) if title else ())
    return report_of(name, document_of(pages), edition, asides=_asides(pages), beside=beside)


def _opened(data: bytes) -> tuple[list[Page], str]:
    """The pages of a file, and what it calls itself. Raises Unreadable where it is none, or has no text."""
    if _START not in data[:_JUNK]:
        raise Unreadable(_("文件名是 .pdf，内容却不是 PDF 文件，可能没有下载完整"))
    if _END not in data.rstrip(b"\0 \t\r\n")[-_JUNK:]:
        raise Unreadable(_damaged())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the libraries, about files
        try:
            import pdfplumber
            from pdfminer.pdfdocument import PDFEncryptionError
            from pdfplumber.utils.exceptions import PdfminerException

            from gxreport.readers.pdf.pages import TooMuch, pages_of
        except ImportError:
            raise Unreadable(_("没有装 pdfplumber，读不了 PDF；请运行 pip install pdfplumber")) from None
        logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
        logging.getLogger("pdfplumber").setLevel(logging.CRITICAL)
        _examine(data)
        try:
            with pdfplumber.open(io.BytesIO(data)) as file:
                found = list(pages_of(file))
                title = str((file.metadata or {}).get("Title") or "")
        except Unreadable:
            raise
        except TooMuch:
            raise Unreadable(_("PDF 里的内容太多，不像一份年度报告")) from None
        except Exception as error:  # noqa: BLE001  # a damaged file makes its libraries stumble in any way there is
            causes = (error, *error.args) if isinstance(error, PdfminerException) else (error,)
            if any(isinstance(cause, PDFEncryptionError) for cause in causes):
                raise Unreadable(_("PDF 加了密码；请用没有密码的文件，或用 Word 版、网页版再试")) from None
            raise Unreadable(_damaged()) from None
    _with_text(found)
    return found, title


def _damaged() -> str:
    return _("不是完整的 PDF 文件，可能没有下载完或已损坏")


def _examine(data: bytes) -> None:
    """Refuse a file that would not fit into memory once it is expanded. Pictures are never expanded."""
    left = _MOST_EXPANDED
    for found in _STREAM.finditer(data):
        about = data[max(data.rfind(b"obj", 0, found.start()), found.start() - _JUNK) : found.start()]
        if b"/Image" not in about:
            left -= _expanded(data, found.end(), left)
        if left <= 0:
            raise Unreadable(_("文件解压后太大，不像一份年度报告"))


def _expanded(data: bytes, start: int, most: int) -> int:
    """How many bytes the compressed ones from `start` on are, also if they are so twice; at most `most`."""
    if data[start : start + 1] not in _ZLIB:
        return 0
    size, packed = 0, zlib.decompressobj()
    try:
        for at in range(start, len(data), _PIECE):
            rest = data[at : at + _PIECE]
            while rest and size < most and not packed.eof:
                piece = packed.decompress(rest, _MOST_PIECE)
                size += len(piece) + (_expanded(piece, 0, most) if size == 0 else 0)
                rest = packed.unconsumed_tail
            if size >= most or packed.eof:
                break
    except zlib.error:
        pass  # encrypted, or no stream at all
    return size


def _with_text(pages: Iterable[Page]) -> None:
    """Refuse pages on which there is nothing to be read."""
    text = "".join(
        line.text
        for page in pages
        for lines in (page.lines, *(table.lines for table in page.tables))
        for line in lines
    )
    if len(text) < _LEAST_TEXT:
        raise Unreadable(_("这是扫描件，没有文字层；请用 Word 版或网页版，或先做文字识别再核对一遍"))
    if text.count("\ufffd") > len(text) * _MOST_UNKNOWN:
        raise Unreadable(_("PDF 里没有说明文字是什么字（字体没有编码），读不出来；请用 Word 版或网页版"))


def _asides(pages: Iterable[Page]) -> tuple[str, ...]:
    """Which pages are pictures and were not read."""
    numbers = [str(page.number) for page in pages if page.pictured]
    message = _("第 {pages} 页是图片，没有文字，没有读入")
    return (message.format(pages=_("、").join(numbers)),) if numbers else ()


def document_of(pages: Sequence[Page]) -> Document:
    """The paragraphs and tables of pages, from top to bottom."""
    from gxreport.readers.pdf.paragraphs import paragraphs_of

    blocks: list[Paragraph | Grid] = []
    heading = ""
    tables = paragraphs = 0
    for number, found in enumerate(paragraphs_of(pages), 1):
        if isinstance(found[0], str):
            text, page = found
            paragraphs += 1
            heading = text if _is_heading(text) else heading
            place = Place(paragraph=paragraphs, heading=heading, block=number, page=page)
            blocks.append(Paragraph(_item(text), place))
        else:
            table, page = found
            tables += 1
            blocks.append(_grid(table, Place(table=tables, heading=heading, block=number, page=page)))
    return Document(tuple(blocks))


def _is_heading(text: str) -> bool:
    number = numbered(text)
    return bool(number and number.style is Numbering.CHINESE and len(text) <= _LONGEST_HEADING)


def _item(text: str) -> str:
    """A paragraph, an item of a list as our mark-up has it."""
    return f"- {text.removeprefix(_BULLET)}" if text.startswith(_BULLET) else text


def _grid(table: Table, here: Place) -> Grid:
    return Grid(
        tuple(
            tuple(
                GridCell(
                    cell.text,
                    here._replace(row=line, cell=number, page=cell.page),
                    cell.row,
                    cell.column,
                    cell.height,
                    cell.width,
                )
                for number, cell in enumerate(row, 1)
            )
            for line, row in enumerate(table.rows, 1)
        ),
        here,
    )
