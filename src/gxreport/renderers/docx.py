"""Word documents, on the page and in the type of GB/T 9704, or of an office's own document."""

from __future__ import annotations

import io
from functools import partial
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from gxreport.model import Report
from gxreport.renderers import USUAL, Setting, figures
from gxreport.renderers.docx_tables import GB_T_9704, table, text_table
from gxreport.renderers.printed import printed
from gxreport.renderers.stated import stated
from gxreport.renderers.templates import xml

# The parts of the package, in the order in which they are packed.
_PARTS = (
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/core.xml",
    "docProps/app.xml",
    "docProps/custom.xml",
    "word/document.xml",
    "word/_rels/document.xml.rels",
    "word/styles.xml",
    "word/numbering.xml",
    "word/settings.xml",
    "word/fontTable.xml",
    "word/footer-odd.xml",
    "word/footer-even.xml",
)
_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX = 3


def render(report: Report, setting: Setting = USUAL) -> bytes:
    """The report as a .docx file. The same report gives the same bytes.

    Raises Unrenderable if the reference cannot be used.
    """
    reference = None
    if setting.reference:
        from gxreport.renderers.docx_reference import read  # brings lxml, which nothing else here needs

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
        "tables": {
            section.title: table(section.title, section.table, cells, room)
            for section in page.sections
            if section.table
        },
    }
    parts = {name: xml("docx", name, values) for name in _PARTS}
    return _packed(reference.dress(parts) if reference else parts)


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
