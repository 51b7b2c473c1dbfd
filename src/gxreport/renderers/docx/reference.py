"""The type and the page of an office's own Word file, for a report: its words stay behind.

From the file come styles, theme, numbering, what settings say of the page, and the page of its last
section with headers, footers and their pictures. A style of ours is taken from the file if that has
one of the same name, and added if not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from decimal import Decimal

from lxml import etree

from gxreport.messages import _
from gxreport.renderers import Unrenderable, UserFile
from gxreport.renderers.docx.cleaning import W, clean
from gxreport.renderers.docx.numbering import merge as merge_numbering
from gxreport.renderers.docx.package import BROKEN, OFFICE, Package, damaged, parsed
from gxreport.renderers.docx.styles import merge as merge_styles
from gxreport.renderers.docx.tables import GB_T_9704, Page

_WORDS = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = {
    "header": f"{_WORDS}.header+xml",
    "footer": f"{_WORDS}.footer+xml",
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
}
_PICTURES = {
    "image/png": "png",
    "image/jpeg": "jpeg",
    "image/jpg": "jpeg",
    "image/gif": "gif",
    "image/bmp": "bmp",
    "image/tiff": "tiff",
    "image/x-emf": "emf",
    "image/x-wmf": "wmf",
}
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
_MEASURE = re.compile(r"(-?\d+(?:\.\d+)?)(mm|cm|in|pt|pc|pi|)", re.ASCII)
_TWIPS = {
    "": Decimal(1),
    "mm": Decimal(1440) / Decimal("25.4"),
    "cm": Decimal(1440) / Decimal("2.54"),
    "in": Decimal(1440),
    "pt": Decimal(20),
    "pc": Decimal(240),
    "pi": Decimal(240),
}
_LEAST = 5100  # 90 mm
_FOOTERS = ("word/footer-odd.xml", "word/footer-even.xml")
_EMPTY = f'<w:numbering xmlns:w="{W[1:-1]}"/>'
_LINKS = "{http://schemas.openxmlformats.org/package/2006/relationships}"


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
            self.page = _room(self._section, self._settings)
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
        any of them there are none.
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
        if sections and _on(sections[-1], "titlePg"):
            used.add("first")
        if _on(self._settings, "evenAndOddHeaders"):
            used.add("even")
        found = {edge: part for edge, part in found.items() if edge[1] in used}
        return found if any(_shows(self._package.xml(part)) for part in found.values()) else {}

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
            dressed[name] = _written(footer)
        copies = _Copies(self._package, dressed, types, links)
        if theme := self._package.part("theme"):
            copies.part(theme, "theme", "word/theme/theme1.xml")
        self._dress_page(document, copies)
        dressed["word/settings.xml"] = _written(self._page_settings())
        dressed["word/document.xml"] = _written(document)
        dressed["word/_rels/document.xml.rels"] = _written(links)
        dressed["[Content_Types].xml"] = _written(types)
        return dressed

    def _dress_type(self, parts: Mapping[str, bytes], dressed: dict[str, bytes]) -> dict[str, str]:
        """Styles, numbering and fonts made one; how the ids of our styles are called there."""
        if self._fonts is not None:
            fonts = deepcopy(self._fonts)
            known = {font.get(f"{W}name") for font in fonts}
            ours = parsed(parts["word/fontTable.xml"])
            fonts.extend(font for font in list(ours) if font.get(f"{W}name") not in known)
            dressed["word/fontTable.xml"] = _written(fonts)
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
        dressed["word/styles.xml"] = _written(styles)
        dressed["word/numbering.xml"] = _written(numbering)
        return ids

    def _dress_page(self, document: etree._Element, copies: _Copies) -> None:
        """Put the page of the file in the place of ours."""
        own = document.find(f"{W}body/{W}sectPr")
        assert own is not None
        edges = [one for one in own if one.tag.endswith("Reference")]
        page = own if self._section is None else self._section
        kept = {etree.QName(one).localname: _bare(one) for one in page}
        if self._edges:
            for name in _FOOTERS:
                copies.forget(name)
            edges = []
            for (kind, when), source in self._edges.items():
                link = copies.part(source, kind, f"word/{kind}-{when}.xml")
                attributes = {f"{W}type": when, f"{{{OFFICE}}}id": link}
                edges.append(etree.Element(f"{W}{kind}Reference", attributes))
        own[:] = [*edges, *(kept[name] for name in _SECTION if name in kept)]

    def _page_settings(self) -> etree._Element:
        """What their settings say of the page; with page numbers of ours, these stand outside."""
        theirs = etree.Element(f"{W}settings") if self._settings is None else self._settings
        found = {etree.QName(one).localname: deepcopy(one) for one in theirs if one.tag.startswith(W)}
        if not self._edges:
            found["evenAndOddHeaders"] = etree.Element(f"{W}evenAndOddHeaders")
        settings = etree.Element(f"{W}settings", nsmap={"w": W[1:-1]})
        settings.extend(found[name] for name in _SETTINGS if name in found)
        return settings


def read(file: UserFile) -> Reference:
    """The file as a reference; raises Unrenderable if it cannot be one."""
    return Reference(file)


class _Copies:
    """Parts that are copied into a document, with their pictures."""

    def __init__(
        self, package: Package, parts: dict[str, bytes], types: etree._Element, links: etree._Element
    ) -> None:
        self._package, self._parts, self._types, self._links = package, parts, types, links
        self._pictures: dict[str, str] = {}

    def part(self, source: str, kind: str, name: str) -> str:
        """Copy a part of the document with the pictures in it; the id of the relationship to it."""
        root = self._package.xml(source)
        pictures = {
            one.id: one.target
            for one in self._package.relationships(source)
            if one.type == f"{OFFICE}/image" and self._package.content_type(one.target) in _PICTURES
        }
        clean(root, pictures)
        if kind != "theme" and root.find(f"{W}p") is None:
            root.append(etree.Element(f"{W}p"))
        shown = {
            str(value)
            for one in root.iter()
            for at, value in one.items()
            if str(at).startswith(f"{{{OFFICE}}}")
        }
        links = etree.fromstring(f'<Relationships xmlns="{_LINKS[1:-1]}"/>')
        for id_ in sorted(shown & set(pictures)):
            _link(links, id_, "image", f"/{self._picture(pictures[id_])}")
        folder, _slash, base = name.rpartition("/")
        self._parts[name] = _written(root)
        self._declare(name, _TYPES[kind])
        if len(links):
            self._parts[f"{folder}/_rels/{base}.rels"] = _written(links)
        taken = {one.get("Id") for one in self._links}
        id_ = next(free for count in range(1, len(taken) + 2) if (free := f"rId{count}") not in taken)
        _link(self._links, id_, kind, f"/{name}")
        return id_

    def forget(self, name: str) -> None:
        """Take a part of ours out of the document."""
        del self._parts[name]
        for one in list(self._types):
            if one.get("PartName") == f"/{name}":
                self._types.remove(one)
        for one in list(self._links):
            if one.get("Target") == name.removeprefix("word/"):
                self._links.remove(one)

    def _picture(self, source: str) -> str:
        if source not in self._pictures:
            type_ = self._package.content_type(source)
            name = f"word/media/image{len(self._pictures) + 1}.{_PICTURES[type_]}"
            self._parts[name] = self._package.content(source)
            self._declare(name, type_)
            self._pictures[source] = name
        return self._pictures[source]

    def _declare(self, name: str, type_: str) -> None:
        etree.SubElement(
            self._types,
            "{http://schemas.openxmlformats.org/package/2006/content-types}Override",
            {"PartName": f"/{name}", "ContentType": type_},
        )


def _link(links: etree._Element, id_: str, kind: str, target: str) -> None:
    attributes = {"Id": id_, "Type": f"{OFFICE}/{kind}", "Target": target}
    etree.SubElement(links, f"{_LINKS}Relationship", attributes)


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


def _on(parent: etree._Element | None, name: str) -> bool:
    found = None if parent is None else parent.find(f"{W}{name}")
    return found is not None and found.get(f"{W}val", "1") not in ("0", "false", "off")


def _shows(root: etree._Element) -> bool:
    """Whether anything is to be seen of a header or footer."""
    seen = root.iter(f"{W}drawing", f"{W}pict", f"{W}instrText", f"{W}fldSimple")
    return any(True for _one in seen) or any((one.text or "").strip() for one in root.iter(f"{W}t"))


def _room(section: etree._Element | None, settings: etree._Element | None) -> Page:
    """The width and height that a section has for text."""
    if section is None:
        return GB_T_9704
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    across = abs(_twips(margins, "left")) + abs(_twips(margins, "right"))
    along = abs(_twips(margins, "top")) + abs(_twips(margins, "bottom"))
    gutter = _twips(margins, "gutter")
    if _on(settings, "gutterAtTop"):
        along += gutter
    else:
        across += gutter
    return Page(_column(section, _twips(size, "w") - across), _twips(size, "h") - along)


def _column(section: etree._Element, room: int) -> int:
    """The width of the narrowest column of text."""
    columns = section.find(f"{W}cols")
    if columns is None:
        return room
    if widths := [_twips(one, "w") for one in columns.findall(f"{W}col")]:
        return min(widths)
    count = int(columns.get(f"{W}num", "1"))
    return (room - (count - 1) * _twips(columns, "space", "720")) // max(count, 1)


def _twips(element: etree._Element | None, name: str, usual: str = "0") -> int:
    """A measure in twentieths of a point; raises ValueError if it is none."""
    found = _MEASURE.fullmatch("" if element is None else element.get(f"{W}{name}", usual))
    if found is None:
        raise ValueError(name)
    return int(Decimal(found[1]) * _TWIPS[found[2]])


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
