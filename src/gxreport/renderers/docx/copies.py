"""Parts of somebody's Word file that go into a document of ours, with their pictures."""

from __future__ import annotations

from lxml import etree

from gxreport.renderers.docx.cleaning import W, clean
from gxreport.renderers.docx.package import OFFICE, Package, written

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
_LINKS = "{http://schemas.openxmlformats.org/package/2006/relationships}"


class Copies:
    """Parts that are copied into a document, with their pictures."""

    def __init__(
        self, package: Package, parts: dict[str, bytes], types: etree._Element, links: etree._Element
    ) -> None:
        """`parts` are those of our document, with what it says of their types and of links from its text."""
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
        self._parts[name] = written(root)
        self._declare(name, _TYPES[kind])
        if len(links):
            self._parts[f"{folder}/_rels/{base}.rels"] = written(links)
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
