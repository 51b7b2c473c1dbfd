"""What is taken out of a part of somebody's Word file before it goes into another document."""

from __future__ import annotations

import re
from collections.abc import Collection

from lxml import etree

from gxreport.renderers.docx.package import OFFICE

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""The namespace of WordprocessingML as lxml writes it before names."""

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_VML = "{urn:schemas-microsoft-com:vml}"
_VML_OFFICE = "{urn:schemas-microsoft-com:office:office}"

# Of tracked changes the last state stays. Comments, notes, objects, bound data and fonts do not come along.
_GONE = frozenset(
    f"{W}{name}"
    for line in (
        "del moveFrom rPrChange pPrChange sectPrChange tblPrChange tblPrExChange trPrChange tcPrChange",
        "tblGridChange numberingChange cellIns cellDel cellMerge moveFromRangeStart moveFromRangeEnd",
        "moveToRangeStart moveToRangeEnd customXmlInsRangeStart customXmlInsRangeEnd",
        "customXmlDelRangeStart customXmlDelRangeEnd customXmlMoveFromRangeStart",
        "customXmlMoveFromRangeEnd customXmlMoveToRangeStart customXmlMoveToRangeEnd",
        "commentRangeStart commentRangeEnd commentReference annotationRef footnoteReference",
        "endnoteReference permStart permEnd proofErr altChunk subDoc object control dataBinding",
        "placeholder customXmlPr smartTagPr embedRegular embedBold embedItalic embedBoldItalic",
    )
    for name in line.split()
) | {
    f"{_VML_OFFICE}OLEObject",
    f"{_DRAWING}hlinkClick",
    f"{_DRAWING}hlinkHover",
    f"{_DRAWING}hlinkMouseOver",
    "{http://schemas.microsoft.com/office/word/2012/wordml}dataBinding",
}
_OPENED = frozenset(f"{W}{name}" for name in ("ins", "moveTo", "hyperlink", "customXml", "smartTag"))
_PICTURES = frozenset(
    (
        f"{W}drawing",
        f"{W}pict",
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent",
    )
)
_LINKS = ("href", "src", *(f"{_VML_OFFICE}{name}" for name in ("href", "althref", "relid")))
# Fields that Word works out of the document itself. Others may fetch something, or run something.
_FIELDS = frozenset(
    word
    for line in (
        "PAGE NUMPAGES SECTION SECTIONPAGES STYLEREF DATE TIME CREATEDATE SAVEDATE TITLE AUTHOR",
        "SEQ SYMBOL QUOTE EQ ADVANCE =",
    )
    for word in line.split()
)
_WORD = re.compile(r"\s*(=|[A-Za-z]+)")


def clean(root: etree._Element, kept: Collection[str] = ()) -> None:
    """Take out of a part all but what is seen in it, and all that leads out of it.

    `kept` are the ids of the relationships that the part still has: those to its pictures.
    """
    for properties in [mark.getparent() for mark in root.iter(f"{W}del")]:
        if properties is not None and properties.tag == f"{W}trPr":
            _remove(properties.getparent())
    _plain_fields(root)
    for element in list(root.iter()):
        if element.tag in _GONE:
            _remove(element)
        elif element.tag in _OPENED:
            _open(element)
    for element in list(root.iter()):
        for name in [str(name) for name in element.attrib]:
            if name in _LINKS and element.tag.startswith((_VML, _VML_OFFICE)):
                del element.attrib[name]
            elif name.startswith(f"{{{OFFICE}}}") and element.get(name) not in kept:
                _unlink(element, name)


def _unlink(element: etree._Element, name: str) -> None:
    """Take away what shows something that did not come along: the picture, else the reference alone."""
    if etree.QName(element).localname == "svgBlip":
        _remove(element.getparent())
        return
    del element.attrib[name]
    for above in element.iterancestors():
        if above.tag in _PICTURES:
            _remove(above)
            return


def _plain_fields(root: etree._Element) -> None:
    """Fields that are not known to be harmless become the words that they last showed."""
    for field in list(root.iter(f"{W}fldSimple")):
        if not _harmless(field.get(f"{W}instr", "")):
            _open(field)
    open_: list[list[etree._Element]] = []  # the marks and instructions of each field that is not closed
    for element in list(root.iter(f"{W}fldChar", f"{W}instrText")):
        if element.tag == f"{W}instrText":
            if open_:
                open_[-1].append(element)
            continue
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            open_.append([element])
        elif open_:
            open_[-1].append(element)
            if kind == "end":
                marks = open_.pop()
                code = "".join(mark.text or "" for mark in marks if mark.tag == f"{W}instrText")
                if not _harmless(code):
                    for mark in marks:
                        _remove(mark)
    for marks in open_:
        for mark in marks:
            _remove(mark)


def _harmless(instruction: str) -> bool:
    found = _WORD.match(instruction)
    return found is not None and found[1].upper() in _FIELDS


def _remove(element: etree._Element | None) -> None:
    parent = None if element is None else element.getparent()
    if element is not None and parent is not None:
        parent.remove(element)


def _open(element: etree._Element) -> None:
    """Put what an element holds in its place; its properties are no content."""
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    parent[at : at + 1] = [child for child in element if not child.tag.endswith(("Pr", "}fldData"))]
