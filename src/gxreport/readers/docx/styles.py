"""Styles of a Word file: which are headings, and what they are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.oxml.ns import qn
from lxml import etree

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_VALUE = qn("w:val")
_STYLE, _OUTLINE = (f"{qn('w:pPr')}/{qn(name)}" for name in ("w:pStyle", "w:outlineLvl"))
_LEVELS = tuple("012345678")


def style_of(paragraph: etree._Element) -> str:
    """The id of a paragraph's style; empty where it has none."""
    found = paragraph.find(_STYLE)
    return "" if found is None else found.get(_VALUE, "")


def own_level(paragraph: etree._Element) -> int | None:
    """The outline level that a paragraph has of itself."""
    outline = paragraph.find(_OUTLINE)
    value = "" if outline is None else outline.get(_VALUE, "")
    return int(value) + 1 if value in _LEVELS else None


def heading_levels(word: WordDocument) -> dict[str, int]:
    """The outline level, from 1, of the styles that have one, also from the style they are based on."""
    own: dict[str, int] = {}
    based: dict[str, str] = {}
    for style in word.styles.element.iter(qn("w:style")):
        name = style.get(qn("w:styleId"), "")
        level = own_level(style)
        base = style.find(qn("w:basedOn"))
        if level:
            own[name] = level
        elif base is not None:
            based[name] = base.get(_VALUE, "")
    levels = dict(own)
    for name in based:
        above, seen = name, {name}
        while above in based and based[above] not in seen:
            above = based[above]
            seen.add(above)
        if above in own:
            levels[name] = own[above]
    return levels


def style_names(word: WordDocument) -> dict[str, str]:
    """The names of styles by their id."""
    found = {}
    for style in word.styles.element.iter(qn("w:style")):
        name = style.find(qn("w:name"))
        if name is not None:
            found[style.get(qn("w:styleId"), "")] = name.get(_VALUE, "").lower()
    return found
