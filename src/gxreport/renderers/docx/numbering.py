"""Our list numbering and the numbering of somebody's Word file made into one."""

from __future__ import annotations

from lxml import etree

from gxreport.renderers.docx.cleaning import W


def merge(ours: etree._Element, theirs: etree._Element, styles: etree._Element, item: str) -> None:
    """Add our list to their numbering for the style of the id `item`, if that is one of ours ("": it is not).

    `styles` are all there are.
    Levels let go of styles whose numbers were switched off. Bullets that are pictures become characters.
    """
    for picture in list(theirs.iter(f"{W}numPicBullet", f"{W}lvlPicBulletId")):
        _remove(picture)
    numbered = {
        _value(style, "styleId") for style in styles.iter(f"{W}style") if _number(style) not in ("", "0")
    }
    for link in list(theirs.iter(f"{W}pStyle")):
        if _value(link, "val") not in numbered:
            _remove(link)
    if not item:
        return
    style = next(one for one in styles.iter(f"{W}style") if _value(one, "styleId") == item)
    kind = 1 + max((int(_value(one, "abstractNumId")) for one in theirs.iter(f"{W}abstractNum")), default=-1)
    number = 1 + max((int(_value(one, "numId")) for one in theirs.iter(f"{W}num")), default=0)
    abstract = next(ours.iter(f"{W}abstractNum"))
    abstract.set(f"{W}abstractNumId", str(kind))
    for link in abstract.iter(f"{W}pStyle"):
        link.set(f"{W}val", item)
    theirs.insert(len(theirs.findall(f"{W}abstractNum")), abstract)
    own = etree.Element(f"{W}num", {f"{W}numId": str(number)})
    own.append(etree.Element(f"{W}abstractNumId", {f"{W}val": str(kind)}))
    theirs.insert(len(theirs.findall(f"{W}abstractNum")) + len(theirs.findall(f"{W}num")), own)
    for element in style.iter(f"{W}numId"):
        element.set(f"{W}val", str(number))


def _number(style: etree._Element) -> str:
    found = style.find(f"{W}pPr/{W}numPr/{W}numId")
    return "" if found is None else _value(found, "val")


def _value(element: etree._Element, name: str) -> str:
    return element.get(f"{W}{name}") or ""


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
