"""A Word file that somebody brings: its parts, opened without trusting it."""

from __future__ import annotations

import io
import posixpath
import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from lxml import etree

from gxreport.messages import _
from gxreport.renderers import Unrenderable, UserFile

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
"""The namespace of relationships inside parts, and the beginning of their types."""

BROKEN = (AttributeError, KeyError, ValueError, struct.error, zlib.error, etree.LxmlError)
"""What parts that are damaged raise where they are read."""

_STRICT = "http://purl.oclc.org/ooxml/"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_MOST_EXPANDED, _MOST_XML, _MOST_ENTRIES = 64 * 1024 * 1024, 24 * 1024 * 1024, 4000
_ENCRYPTED_ENTRY = 1
_MAIN = frozenset(
    f"application/vnd.{kind}.main+xml"
    for kind in (
        "openxmlformats-officedocument.wordprocessingml.document",
        "openxmlformats-officedocument.wordprocessingml.template",
        "ms-word.document.macroEnabled",
        "ms-word.template.macroEnabledTemplate",
    )
)


class Relationship(NamedTuple):
    """What a part says of another: `target` is a part, or "" if it lies outside of the file."""

    id: str
    type: str
    target: str


class Package:
    """The parts of a Word file by name, without a slash in front. `main` is the document itself."""

    def __init__(self, file: UserFile) -> None:
        """Raises Unrenderable if this is no Word file that can be used."""
        try:
            self._parts = _unpacked(file)
            self._types = parsed(self._parts["[Content_Types].xml"])
            self.main = next(one.target for one in self._main(file))
            if self.content_type(self.main) not in _MAIN:
                raise _no_word_file(file)
            self.relationships(self.main)
        except Unrenderable:
            raise
        # All that zipfile raises for an archive that is cut off, packed in other ways or locked.
        except (*BROKEN, BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, StopIteration):
            raise damaged(file) from None

    def _main(self, file: UserFile) -> Iterator[Relationship]:
        for one in self.relationships(""):
            if one.type.startswith(_STRICT) and one.type.endswith("/officeDocument"):
                message = _("参考文档 {name} 存成了“严格的 Open XML”；请在 Word 里另存为普通的 .docx")
                raise Unrenderable(message.format(name=file.name))
            if one.type == f"{OFFICE}/officeDocument" and one.target:
                yield one

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def content(self, name: str) -> bytes:
        """The bytes of a part."""
        return self._parts[name]

    def xml(self, name: str) -> etree._Element:
        """A part that is XML, parsed anew at each call."""
        return parsed(self._parts[name])

    def content_type(self, name: str) -> str:
        """What a part is, as the file says."""
        by_ending = ""
        for entry in self._types:
            if entry.get("PartName", "").lstrip("/").lower() == name.lower():
                return entry.get("ContentType", "")
            if entry.get("Extension", "\0").lower() == posixpath.splitext(name)[1].lstrip(".").lower():
                by_ending = entry.get("ContentType", "")
        return by_ending

    def relationships(self, name: str) -> list[Relationship]:
        """What a part, or the whole file (""), refers to; parts that are not there are left out."""
        folder, base = posixpath.split(name)
        listed = posixpath.join(folder, "_rels", f"{base}.rels")
        if listed not in self._parts:
            return []
        found = []
        for one in self.xml(listed):
            target = one.get("Target", "")
            inside = one.get("TargetMode") != "External"
            path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/") if inside else ""
            if not inside or path in self._parts:
                found.append(Relationship(one.get("Id", ""), one.get("Type", ""), path))
        return found

    def part(self, kind: str) -> str:
        """The name of the part that the document has of this kind, or ""."""
        return next(
            (one.target for one in self.relationships(self.main) if one.type == f"{OFFICE}/{kind}"), ""
        )


def parsed(content: bytes) -> etree._Element:
    """XML without entities, comments and processing instructions.

    Raises ValueError where it has a DTD or is longer than that of any document.
    """
    if len(content) > _MOST_XML:
        raise ValueError
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(content, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError
    return root


def written(root: etree._Element) -> bytes:
    """A part as it is packed."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def damaged(file: UserFile) -> Unrenderable:
    """What to say of a file in which something is missing or wrong."""
    message = _("参考文档 {name} 不完整，可能没有下载完或已损坏；请在 Word 里打开后另存为 .docx")
    return Unrenderable(message.format(name=file.name))


def _no_word_file(file: UserFile) -> Unrenderable:
    return Unrenderable(_("参考文档 {name} 不是 Word 文件；请给一份 .docx").format(name=file.name))


def _unpacked(file: UserFile) -> dict[str, bytes]:
    if file.content.startswith(_OLE):
        message = _("参考文档 {name} 是旧的 .doc 或 .wps 文件；请在 Word 里另存为 .docx")
        if _LOCKED in file.content:
            message = _("参考文档 {name} 加了密码；请在 Word 里去掉密码后再用")
        raise Unrenderable(message.format(name=file.name))
    if not file.content.startswith(b"PK"):
        raise _no_word_file(file)
    with ZipFile(io.BytesIO(file.content)) as archive:
        entries = archive.infolist()
        if "[Content_Types].xml" not in archive.namelist():
            raise _no_word_file(file)
        if len(entries) > _MOST_ENTRIES or sum(entry.file_size for entry in entries) > _MOST_EXPANDED:
            message = _("参考文档 {name} 展开后过大，不像一份公文；请换一份只有样式和页面的 .docx")
            raise Unrenderable(message.format(name=file.name))
        return {entry.filename.lstrip("/"): _expanded(archive, entry.filename) for entry in entries}


def _expanded(archive: ZipFile, name: str) -> bytes:
    """An entry, no longer than it says that it is; what it says may be a lie."""
    entry = archive.getinfo(name)
    if entry.flag_bits & _ENCRYPTED_ENTRY or entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise BadZipFile
    with archive.open(entry) as opened:
        return opened.read(entry.file_size + 1)
