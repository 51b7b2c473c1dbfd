"""The type and the page of an office's own Word file, for a report: its words stay behind.

From the file come styles, theme, numbering, what settings say of the page, and the page of its last
section with headers, footers and their pictures. A style of ours is taken from the file if that has
one of the same name, and added if not.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy

from lxml import etree

from gxreport.messages import _
from gxreport.renderers import Unrenderable, UserFile
from gxreport.renderers.docx.cleaning import W, clean
from gxreport.renderers.docx.copies import Copies
from gxreport.renderers.docx.numbering import merge as merge_numbering
from gxreport.renderers.docx.package import BROKEN, OFFICE, Package, damaged, parsed, written
from gxreport.renderers.docx.pages import is_on, room
from gxreport.renderers.docx.styles import merge as merge_styles

# What comes along of a section, of settings, in the order of the schema.
_SECTION = (
    "pgSz",
    "pgMar",
    "pgBorders",
    "lnNumType",
    "pgNumType",
    "cols",
    "titlePg",
    "textDirection",
    "bidi",
    "rtlGutter",
    "docGrid",
)
_SETTINGS = (
    "zoom",
    "mirrorMargins",
    "alignBordersAndEdges",
    "bordersDoNotSurroundHeader",
    "bordersDoNotSurroundFooter",
    "gutterAtTop",
    "defaultTabStop",
    "autoHyphenation",
    "evenAndOddHeaders",
    "drawingGridHorizontalSpacing",
    "drawingGridVerticalSpacing",
    "displayHorizontalDrawingGridEvery",
    "displayVerticalDrawingGridEvery",
    "characterSpacingControl",
    "noLineBreaksAfter",
    "noLineBreaksBefore",
    "compat",
    "themeFontLang",
    "clrSchemeMapping",
    "decimalSymbol",
    "listSeparator",
)
_LEAST = 5100  # 90 mm
_FOOTERS = ("word/footer-odd.xml", "word/footer-even.xml")
_EMPTY = f'<w:numbering xmlns:w="{W[1:-1]}"/>'


class Reference:
    """What comes from the file. `page` is the room that its last section has for text."""

    def __init__(self, file: UserFile) -> None:
        """Raises Unrenderable if the file cannot be used."""
        self._file = file
        self._package = Package(file)
        try:
            self._styles, self._settings, self._numbering, self._fonts = map(
                self._own, ("styles", "settings", "numbering", "fontTable")
            )
            sections = [
                one
                for one in self._package.xml(self._package.main).iter(f"{W}sectPr")
                if next(one.iterancestors(f"{W}sectPrChange"), None) is None
            ]
            self._section = sections[-1] if sections and _is_whole(sections[-1]) else None
            self._edges = self._shown(sections)
            self.page = room(self._section, self._settings)
        except BROKEN:
            raise damaged(file) from None
        if self.page.width < _LEAST or self.page.height < _LEAST:
            message = _(
                "参考文档 {name} 的版心宽 {width} 毫米、高 {height} 毫米，放不下表格；至少各要 90 毫米"
            )
            width, height = (twips * 254 // 14400 for twips in self.page)
            raise Unrenderable(message.format(name=file.name, width=width, height=height))

    def _own(self, kind: str) -> etree._Element | None:
        """A part of the file without what has no business in ours."""
        name = self._package.part(kind)
        if not name:
            return None
        root = self._package.xml(name)
        clean(root)
        return root

    def _shown(self, sections: list[etree._Element]) -> dict[tuple[str, str], str]:
        """The headers and footers of the last section: kind and pages, and their part.

        A section that does not say which has those of the section before it. Where nothing stands in
        any header there are none, and the same with footers.
        """
        found: dict[tuple[str, str], str] = {}
        targets = {one.id: one for one in self._package.relationships(self._package.main)}
        for section in sections:
            for kind in ("header", "footer"):
                for one in section.findall(f"{W}{kind}Reference"):
                    target = targets.get(one.get(f"{{{OFFICE}}}id", ""))
                    if target and target.target and target.type == f"{OFFICE}/{kind}":
                        found[kind, one.get(f"{W}type", "default")] = target.target
        used = {"default"}
        if sections and is_on(sections[-1], "titlePg"):
            used.add("first")
        if is_on(self._settings, "evenAndOddHeaders"):
            used.add("even")
        found = {edge: part for edge, part in found.items() if edge[1] in used}
        seen = {kind for (kind, _when), part in found.items() if _shows(self._package.xml(part))}
        return {edge: part for edge, part in found.items() if edge[0] in seen}

    def _with_ours(self) -> dict[tuple[str, str], str]:
        """Their headers beside our page numbers: these tell odd pages from even ones, so headers must too."""
        found = dict(self._edges)
        if ("header", "default") in found and not is_on(self._settings, "evenAndOddHeaders"):
            found["header", "even"] = found["header", "default"]
        return found

    @property
    def _numbered(self) -> bool:
        """Whether the page numbers are ours."""
        return not any(kind == "footer" for kind, _when in self._edges)

    def dress(self, parts: Mapping[str, bytes]) -> dict[str, bytes]:
        """The parts of a document of ours, in the type and on the page of the file.

        Raises Unrenderable if something in the file turns out to be damaged.
        """
        try:
            return self._dressed(parts)
        except BROKEN:
            raise damaged(self._file) from None

    def _dressed(self, parts: Mapping[str, bytes]) -> dict[str, bytes]:
        dressed = dict(parts)
        types, links = parsed(parts["[Content_Types].xml"]), parsed(parts["word/_rels/document.xml.rels"])
        document = parsed(parts["word/document.xml"])
        ids = self._dress_type(parts, dressed)
        _rename(document, ids)
        for name in _FOOTERS:
            footer = parsed(parts[name])
            _rename(footer, ids)
            dressed[name] = written(footer)
        copies = Copies(self._package, dressed, types, links)
        if theme := self._package.part("theme"):
            copies.part(theme, "theme", "word/theme/theme1.xml")
        self._dress_page(document, copies)
        dressed["word/settings.xml"] = written(self._page_settings())
        dressed["word/document.xml"] = written(document)
        dressed["word/_rels/document.xml.rels"] = written(links)
        dressed["[Content_Types].xml"] = written(types)
        return dressed

    def _dress_type(self, parts: Mapping[str, bytes], dressed: dict[str, bytes]) -> dict[str, str]:
        """Styles, numbering and fonts made one; how the ids of our styles are called there."""
        if self._fonts is not None:
            fonts = deepcopy(self._fonts)
            known = {font.get(f"{W}name") for font in fonts}
            ours = parsed(parts["word/fontTable.xml"])
            fonts.extend(font for font in list(ours) if font.get(f"{W}name") not in known)
            dressed["word/fontTable.xml"] = written(fonts)
        if self._styles is None:
            return {}
        styles = deepcopy(self._styles)
        theirs = {style.get(f"{W}styleId") for style in styles.iter(f"{W}style")}
        ids = merge_styles(parsed(parts["word/styles.xml"]), styles)
        numbering = etree.fromstring(_EMPTY) if self._numbering is None else deepcopy(self._numbering)
        item = ids["ReportItem"]
        merge_numbering(
            parsed(parts["word/numbering.xml"]), numbering, styles, "" if item in theirs else item
        )
        dressed["word/styles.xml"] = written(styles)
        dressed["word/numbering.xml"] = written(numbering)
        return ids

    def _dress_page(self, document: etree._Element, copies: Copies) -> None:
        """Put the page of the file in the place of ours."""
        own = document.find(f"{W}body/{W}sectPr")
        assert own is not None
        edges = [one for one in own if one.tag.endswith("Reference")]
        page = own if self._section is None else self._section
        kept = {etree.QName(one).localname: _bare(one) for one in page}
        if not self._numbered:
            for name in _FOOTERS:
                copies.forget(name)
            edges = []
        elif is_on(page, "titlePg"):
            first = deepcopy(edges[0])
            first.set(f"{W}type", "first")
            edges.append(first)
        for (kind, when), source in (self._with_ours() if self._numbered else self._edges).items():
            link = copies.part(source, kind, f"word/{kind}-{when}.xml")
            attributes = {f"{W}type": when, f"{{{OFFICE}}}id": link}
            edges.append(etree.Element(f"{W}{kind}Reference", attributes))
        own[:] = [*edges, *(kept[name] for name in _SECTION if name in kept)]

    def _page_settings(self) -> etree._Element:
        """What their settings say of the page; with page numbers of ours, these stand outside."""
        theirs = etree.Element(f"{W}settings") if self._settings is None else self._settings
        found = {etree.QName(one).localname: deepcopy(one) for one in theirs if one.tag.startswith(W)}
        if self._numbered:
            found["evenAndOddHeaders"] = etree.Element(f"{W}evenAndOddHeaders")
        settings = etree.Element(f"{W}settings", nsmap={"w": W[1:-1]})
        settings.extend(found[name] for name in _SETTINGS if name in found)
        return settings


def read(file: UserFile) -> Reference:
    """The file as a reference; raises Unrenderable if it cannot be one."""
    return Reference(file)


def _rename(root: etree._Element, ids: Mapping[str, str]) -> None:
    """Call styles by the ids that they have now."""
    for element in root.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle"):
        own = element.get(f"{W}val", "")
        element.set(f"{W}val", ids.get(own, own))


def _bare(element: etree._Element) -> etree._Element:
    """A copy with the attributes of WordprocessingML alone; pages of a report are counted from its first."""
    copy = deepcopy(element)
    for one in copy.iter():
        for name in [str(name) for name in one.attrib]:
            if not name.startswith(W) or (
                one.tag == f"{W}pgNumType" and name in (f"{W}start", f"{W}chapStyle", f"{W}chapSep")
            ):
                del one.attrib[name]
    return copy


def _is_whole(section: etree._Element) -> bool:
    return section.find(f"{W}pgSz") is not None and section.find(f"{W}pgMar") is not None


def _shows(root: etree._Element) -> bool:
    """Whether anything is to be seen of a header or footer."""
    seen = root.iter(f"{W}drawing", f"{W}pict", f"{W}instrText", f"{W}fldSimple")
    return any(True for _one in seen) or any((one.text or "").strip() for one in root.iter(f"{W}t"))
