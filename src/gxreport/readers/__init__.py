"""Readers: each knows one carrier. Which one reads a file is decided by its content, then its name."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath

from gxreport.keys import FIELD_NAMES
from gxreport.messages import _
from gxreport.reading import Reading, Unreadable

Reader = Callable[[str, bytes, int | None], Reading]

# The module that reads a carrier, and the endings of its files.
CARRIERS = {
    "yaml": (".yaml", ".yml"),
    "json": (".json",),
    "docx": (".docx",),
    "html": (".html", ".htm"),
    "md": (".md",),
    "xlsx": (".xlsx",),
    "wordtext": (".txt",),
    "pdf": (".pdf",),
    "office": (".doc", ".wps", ".xls", ".et"),  # those of before 2007, and of WPS
}
ENDINGS = {ending: carrier for carrier, endings in CARRIERS.items() for ending in endings}

MOST_BYTES = 32 * 1024 * 1024
"""A larger file is refused: the longest published reports are a few megabytes of pictures."""

_TEXTS = ("md", "wordtext")
_MOST_TEXT = 4 * 1024 * 1024  # two hundred reports without a picture


def read(name: str, data: bytes, edition: int | None = None) -> Reading:
    """Read one file. `edition` overrides the one that the report names or its tables show.

    Raises Unreadable with one sentence for the person who sent the file.
    """
    if not data.strip():
        raise Unreadable(_("文件是空的"))
    _measured(data, MOST_BYTES)
    carrier = carrier_of(name, data)
    _measured(data, _MOST_TEXT if carrier in _TEXTS else MOST_BYTES)
    reader: Reader = import_module(f"gxreport.readers.{carrier}").read
    return reader(name, data, edition)


def _measured(data: bytes, most: int) -> None:
    """Refuse a file that is too large to be a report."""
    if len(data) > most:
        message = _("文件太大（超过 {most} MB），不像一份年度报告")
        raise Unreadable(message.format(most=most // 1024 // 1024))


_LEADING = b"\xef\xbb\xbf \t\r\n"
_PAGES = (b"<!doctype html", b"<html")
_LOOKED_AT = 10
_SNIFFED = 4096
# Front matter that ends, or a heading of the second level.
_MARKDOWN = re.compile(rb"\A---\r?\n(?:.*\n)*?---\r?$|^## ", re.MULTILINE)
_ZIP, _OLE, _PDF, _RTF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-", b"{\\rtf"
_EXCEL = (".xlsx", ".xlsm", ".xls", ".et")
_OTHER_ZIPS = (".wps", ".et", ".ofd", ".odt", ".pptx")


def carrier_of(name: str, data: bytes) -> str:
    """The carrier of a file. Word and Excel show themselves by their bytes; text is known by name."""
    ending = PurePath(name).suffix.lower()
    if data.startswith(_ZIP) and _is_workbook(data, ending):
        return "xlsx"
    if data.startswith(_ZIP) and (b"word/" in data or ending not in _OTHER_ZIPS):
        return "docx"
    if data.startswith(_PDF):
        return "pdf"
    if data.startswith((_OLE, _RTF)):
        return "office"
    carrier = ENDINGS.get(ending)
    if data.lstrip(_LEADING)[:_SNIFFED].lower().startswith(_PAGES):
        return "html"
    if carrier in _TEXTS and (told := _text_of_another_kind(data)):
        return told
    if carrier == "docx":
        raise Unreadable(_("文件名是 .docx，内容却不是 Word 文件，可能没有下载完整"))
    if carrier == "xlsx":
        raise Unreadable(_("文件名是 .xlsx，内容却不是 Excel 文件，可能没有下载完整"))
    if carrier == "office":
        return _office_carrier(data, ending)
    if carrier is not None:
        return carrier
    if ending:
        known = " ".join(ENDINGS)
        raise Unreadable(_("还不认识 {ending} 文件；能读的有 {known}").format(ending=ending, known=known))
    return _sniff(data)


def _text_of_another_kind(data: bytes) -> str:
    """The carrier of text that shows by its lines what it is: programs for text call everything .txt.

    A report.yaml begins with keys of its own, text taken from Word has lines led by a tab, and no bars.
    """
    lines = data.lstrip(_LEADING).splitlines()
    keys = {line.partition(b":")[0].decode("utf-8", "replace") for line in lines[:_LOOKED_AT] if b":" in line}
    if len(keys & FIELD_NAMES.keys()) > 1 and not lines[0].startswith(b"---"):
        return "yaml"
    tabs = sum(line.startswith(b"\t") for line in lines)
    return "wordtext" if tabs > _LOOKED_AT and not any(line.startswith(b"|") for line in lines) else ""


def _office_carrier(data: bytes, ending: str) -> str:
    """The carrier of what is called .doc or .xls and is no such file: other programs write web pages so."""
    start = data.lstrip(_LEADING)[:_SNIFFED]
    if b"mso-application" in start:
        return "office"
    if start[:1] == b"<":
        return "html"
    if ending in _EXCEL:
        raise Unreadable(
            _("文件名是 {ending}，内容却不是 Excel 文件，可能没有下载完整").format(ending=ending)
        )
    raise Unreadable(_("文件名是 {ending}，内容却不是 Word 文件，可能没有下载完整").format(ending=ending))


def _is_workbook(data: bytes, ending: str) -> bool:
    """Whether a package is a workbook. What it has inside may be of the other kind, but comes later."""
    excel, word = data.find(b"xl/work"), data.find(b"word/")
    if excel < 0 or word < 0:
        return excel >= 0 or (word < 0 and ending in _EXCEL[:2])
    return excel < word


def _sniff(data: bytes) -> str:
    """The carrier of text without a name, as from standard input."""
    start = data.lstrip(_LEADING)
    if start[:1] in (b"{", b"["):
        return "json"
    if start[:1] == b"<":
        return "html"
    if _MARKDOWN.search(start[:_SNIFFED]):
        return "md"
    # Keys among the first lines, or the title and headings of a published report?
    lines = [line.rstrip() for line in start.splitlines()[:_LOOKED_AT] if not line.startswith(b"#")]
    slips = {f"{key}：".encode() for key in FIELD_NAMES}
    keys = any(b": " in line or line.endswith(b":") or line.startswith(tuple(slips)) for line in lines)
    return "yaml" if keys else "wordtext"
