"""Word documents, on the page and in the type of GB/T 9704, or of an office's own document."""

from __future__ import annotations

import io
from functools import partial
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from gxreport.messages import _
from gxreport.model import Report
from gxreport.renderers import USUAL, Setting, Unrenderable, UserFile, figures
from gxreport.renderers.docx.tables import GB_T_9704, table, text_table
from gxreport.renderers.printed import printed
from gxreport.renderers.stated import stated
from gxreport.renderers.templates import users, xml
from gxreport.renderers.textwidths import NOTES

_BODY = "word/document.xml"
# The parts of the package, in the order in which they are packed.
_PARTS = (
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/core.xml",
    "docProps/app.xml",
    "docProps/custom.xml",
    _BODY,
    "word/_rels/document.xml.rels",
    "word/styles.xml",
    "word/numbering.xml",
    "word/settings.xml",
    "word/fontTable.xml",
    "word/footer-odd.xml",
    "word/footer-even.xml",
)
_DOCUMENT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}document"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX = 3


def render(report: Report, setting: Setting = USUAL) -> bytes:
    """The report as a .docx file. The same report gives the same bytes.

    Raises Unrenderable if the reference or the template cannot be used.
    """
    reference = None
    if setting.reference:
        from gxreport.renderers.docx.reference import read  # brings lxml, which nothing else here needs

        reference = read(setting.reference)
    room = reference.page if reference else GB_T_9704
    page = printed(report)
    cells = figures.printed(report)
    values = {
        "organ": report.organ,
        "published": report.published,
        "stated": stated(report),
        "page": page,
        "text_table": partial(text_table, page=room),
        "note_table": partial(text_table, page=room, types=NOTES),
        "tables": {
            section.title: table(section.title, section.table, cells, room)
            for section in page.sections
            if section.table
        },
    }
    parts = {name: xml("docx", name, values) for name in _PARTS}
    if setting.template:
        parts[_BODY] = _well_formed(setting.template, users("docx", setting.template, values))
    return _packed(reference.dress(parts) if reference else parts)


def _well_formed(template: UserFile, text: str) -> bytes:
    """What a user's template makes, written anew from its elements. Raises Unrenderable if it is no text."""
    from lxml import etree

    from gxreport.renderers.docx.package import parsed, written

    try:
        root = parsed(text.strip().encode())
    except etree.XMLSyntaxError as error:
        message = _("模板 {name} 写出的不是正确的 XML，在结果的第 {line} 行：{reason}")
        raise Unrenderable(message.format(name=template.name, line=error.lineno, reason=error.msg)) from None
    except ValueError:
        message = _("模板 {name} 写出的 XML 带有 <!DOCTYPE>，或者长得不像一份公文；请把 <!DOCTYPE> 去掉")
        raise Unrenderable(message.format(name=template.name)) from None
    if root.tag != _DOCUMENT:
        message = _("模板 {name} 写出的不是 Word 的正文；最外层应是 w:document")
        raise Unrenderable(message.format(name=template.name))
    return written(root)


def _packed(parts: dict[str, bytes]) -> bytes:
    """The parts as a zip archive that does not know when or where it was made."""
    file = io.BytesIO()
    with ZipFile(file, "w") as archive:
        for name, content in parts.items():
            entry = ZipInfo(name, _EPOCH)
            entry.create_system = _UNIX
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, content)
    return file.getvalue()
