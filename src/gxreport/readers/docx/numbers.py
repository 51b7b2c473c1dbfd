"""The numbers that Word counts: 一、 before a heading may stand nowhere in its text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from docx.oxml.ns import qn
from lxml import etree

from gxreport.prose import in_chinese
from gxreport.readers.docx.styles import style_of

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_PLAIN = frozenset(("decimal", "decimalZero", "decimalFullWidth", "decimalHalfWidth"))
_CHINESE = frozenset(
    (
        *("chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand"),
        *("japaneseCounting", "ideographDigital"),
    )
)


class _Level(NamedTuple):
    """A level of a list: its first number, how numbers are written, and what stands around them."""

    start: int
    format: str
    text: str


class Numbers:
    """Counts along with Word, paragraph by paragraph, from the first to the last."""

    def __init__(self, word: WordDocument) -> None:
        self.abstract: dict[str, str] = {}
        self.levels: dict[str, dict[int, _Level]] = {}
        self.linked: dict[tuple[str, str], int] = {}
        self.restarts: dict[tuple[str, int], int] = {}
        self.counts: dict[str, dict[int, int]] = {}
        self.styles = {
            style.get(qn("w:styleId"), ""): style for style in word.styles.element.iter(qn("w:style"))
        }
        for part in word.part.package.iter_parts():
            if part.content_type.endswith("wordprocessingml.numbering+xml"):
                self._learn(etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False)))

    def _learn(self, numbering: etree._Element) -> None:
        for list_ in numbering.iter(qn("w:abstractNum")):
            name = list_.get(qn("w:abstractNumId"), "")
            for level in list_.iter(qn("w:lvl")):
                at = _number(level.get(qn("w:ilvl"), ""))
                words = (_value(level, tag) for tag in ("w:start", "w:numFmt", "w:lvlText"))
                start, format_, text = words
                self.levels.setdefault(name, {})[at] = _Level(_number(start), format_, text)
                if style := _value(level, "w:pStyle"):
                    self.linked[name, style] = at
        for used in numbering.iter(qn("w:num")):
            name = used.get(qn("w:numId"), "")
            self.abstract[name] = _value(used, "w:abstractNumId")
            for override in used.iter(qn("w:lvlOverride")):
                if start := _value(override, "w:startOverride"):
                    self.restarts[name, _number(override.get(qn("w:ilvl"), ""))] = _number(start)

    def before(self, paragraph: etree._Element) -> str:
        """The number before a paragraph as it is shown; empty where there is none, or another mark."""
        if not self.levels:
            return ""
        name, at = self._list_of(paragraph)
        list_ = self.abstract.get(name, "")
        level = self.levels.get(list_, {}).get(at)
        if level is None:
            return ""
        counts = self.counts.setdefault(list_, {})
        start = self.restarts.pop((name, at), None)
        if start is not None or at not in counts:
            counts[at] = level.start if start is None else start
        else:
            counts[at] += 1
        for deeper in [other for other in counts if other > at]:
            del counts[deeper]
        return re.sub(r"%([1-9])", lambda found: self._shown(list_, int(found[1]) - 1), level.text)

    def _shown(self, list_: str, at: int) -> str:
        """The number that a level has come to, as it is written."""
        level = self.levels[list_].get(at)
        if level is None:
            return ""
        count = self.counts[list_].get(at, level.start)
        if level.format in _CHINESE:
            return in_chinese(count)
        return str(count) if level.format in _PLAIN else ""

    def _list_of(self, paragraph: etree._Element) -> tuple[str, int]:
        """The list that a paragraph belongs to, of itself or by its style, and its level from 0."""
        own = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if own is not None:
            return _value(own, "w:numId"), _number(_value(own, "w:ilvl"))
        name, seen = style_of(paragraph), set[str]()
        while name in self.styles and name not in seen:
            seen.add(name)
            style = self.styles[name]
            found = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if found is not None:
                number = _value(found, "w:numId")
                linked = self.linked.get((self.abstract.get(number, ""), name), 0)
                return number, _number(_value(found, "w:ilvl")) or linked
            name = _value(style, "w:basedOn")
        return "", 0


def _value(element: etree._Element, tag: str) -> str:
    """The value of a property; empty where there is none."""
    found = element.find(qn(tag))
    return "" if found is None else found.get(qn("w:val"), "")


def _number(text: str) -> int:
    return min(int(text), 9999) if text.isascii() and text.isdigit() else 0
