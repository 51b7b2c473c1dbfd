"""The HTML reader: headings, paragraphs, lists and tables of a page, with spans resolved."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from gxreport.document import Document, Grid, GridCell, Paragraph
from gxreport.messages import _
from gxreport.published import Beside, report_of
from gxreport.readers.encoding import published_text
from gxreport.reading import NotAReport, Reading, Unreadable
from gxreport.source import Place

_BLANKS = " \t\u3000\xa0\ufeff"
_SPACE = re.compile(r"[ \t\r\n\f]+")
_DECLARED = re.compile(r"<\?xml[^>]*\?>")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
# Nothing that a person reads as part of the page.
_SILENT = (
    *("script", "style", "template", "noscript", "select", "button"),
    *("svg", "math", "iframe", "object", "audio", "video"),
)
_UNSEEN = frozenset(("head", "nav", *_SILENT))
_INLINE = frozenset(
    (
        *("a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i"),
        *("img", "ins", "kbd", "label", "mark", "nobr", "o:p", "q", "s", "samp", "small", "span", "st1"),
        *("strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
        *_SILENT,
    )
)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_DAYS = ("pubdate", "publishdate")  # the first is what governments' sites are told to write
_OURS = "data-gxreport"  # what gxreport adds to a page and what is not part of the report
_PICTURES = re.compile(r"(?<=[\"'(])data:[\w/+.-]+;base64,[A-Za-z0-9+/=\s]+")  # those inside the page itself
FINDINGS = "gxreport findings"
"""The generator of a page of findings, which shows reports and is none."""

_HEAD = 4096  # characters, in which a page of ours says what it is, however long it is
_MOST_TEXT = 6_000_000  # characters, with all mark-up
_WIDEST, _TALLEST = 63, 1000


def read(name: str, data: bytes, edition: int | None = None) -> Reading:
    """Read a published report from a web page."""
    text, asides = published_text(data)
    if f'content="{FINDINGS}"' in text[:_HEAD]:
        raise NotAReport(_("这是 gxreport 的检查结果，不是年度报告"))
    text = _PICTURES.sub("", text)
    if len(text) > _MOST_TEXT:
        raise Unreadable(
            _("网页太大（去掉图片还有 {n} 万字），不像一份年度报告").format(n=len(text) // 10_000)
        )
    page = _parsed(text)
    metas = {it.get("name", "").lower(): it.get("content", "") for it in page.iter("meta")}
    beside = Beside(_stated(page), _titles(page, metas), tuple(filter(None, map(metas.get, _DAYS))))
    return report_of(name, document_of(page), edition, (), asides, beside)


def _parsed(text: str) -> etree._Element:
    parser = etree.HTMLParser(huge_tree=True, remove_pis=True, remove_comments=True, no_network=True)
    bare = _DECLARED.sub("", text.replace("\0", ""), count=1)
    try:
        page = etree.fromstring(bare, parser)
    except (etree.LxmlError, ValueError):
        page = None
    if page is None:
        raise Unreadable(_("网页里没有内容，或已损坏"))
    return page


def _stated(page: etree._Element) -> dict[str, Any]:
    """The report as data, as gxreport leaves it in a page."""
    for script in page.iter("script"):
        if script.get("id") == "gxreport" and script.get("type") == "application/json":
            try:
                found = json.loads(script.text or "", parse_int=str, parse_float=str)
            except (ValueError, RecursionError):
                return {}
            return found if isinstance(found, dict) else {}
    return {}


def _titles(page: etree._Element, metas: Mapping[str, str]) -> tuple[str, ...]:
    """What the page is called: in its head, and for the search engine of governments' sites."""
    named = [element.text or "" for element in page.iter("title")]
    return tuple(filter(None, (metas.get("articletitle", ""), *named)))


def document_of(page: etree._Element) -> Document:
    """The paragraphs and tables of a page, from top to bottom."""
    generator = page.find(".//meta[@name='generator']")
    ours = generator is not None and generator.get("content") == "gxreport"
    return Document(tuple(_Page(marked=ours).read(page)))


class _Page:
    """One pass over a page. `words` is the paragraph that is being read, `level` and `item` what it is."""

    def __init__(self, *, marked: bool) -> None:
        # Other people's pages set whole headings in bold: only in ours it is the mark-up of the prose.
        self.bold = ("strong",) if marked else ()
        self.words: list[str] = []
        self.level: int | None = None
        self.item = False
        self.heading = ""
        self.paragraphs = self.tables = 0

    def read(self, page: etree._Element) -> Iterator[Paragraph | Grid]:
        walk = etree.iterwalk(page, events=("start", "end"))
        for event, element in walk:
            tag = element.tag
            if event == "end":
                if tag not in _INLINE:
                    yield from self.paragraph()
                    self.level = None
                    self.item = self.item and tag != "li"
                self.words.append("**" if tag in self.bold else "")
                self.words.append(element.tail or "")
                continue
            if _unseen(element):
                walk.skip_subtree()
            elif tag == "table" and not _is_layout(element):
                yield from self.paragraph()
                self.tables += 1
                place = Place(table=self.tables, heading=self.heading, block=self.paragraphs + self.tables)
                if grid := _grid(element, place):
                    yield grid
                walk.skip_subtree()
            else:
                if tag not in _INLINE:
                    yield from self.paragraph()
                    self.level = _HEADINGS.get(tag)
                    self.item = self.item or tag == "li"
                self.words.append("**" if tag in self.bold else "")
                self.words.append(element.text or "")
        yield from self.paragraph()

    def paragraph(self) -> Iterator[Paragraph]:
        """The paragraph that ends here, if it holds anything."""
        text = _SPACE.sub(" ", "".join(self.words)).strip(_BLANKS)
        self.words = []
        if not text:
            return
        self.paragraphs += 1
        self.heading = text if self.level else self.heading
        place = Place(paragraph=self.paragraphs, heading=self.heading, block=self.paragraphs + self.tables)
        yield Paragraph(f"- {text}" if self.item else text, place, self.level)
        self.item = False


def _unseen(element: etree._Element) -> bool:
    return (
        element.tag in _UNSEEN
        or element.get(_OURS) == "aside"
        or element.get("hidden") is not None
        or bool(_HIDDEN.search(element.get("style", "")))
    )


def _is_layout(table: etree._Element) -> bool:
    """Whether a table only arranges the page: it holds other tables, or has but one column."""
    if next(table.iterdescendants("table"), None) is not None:
        return True
    return all(len(row.findall("td")) + len(row.findall("th")) < 2 for row in table.iter("tr"))


def _grid(table: etree._Element, here: Place) -> Grid | None:
    rows: list[tuple[GridCell, ...]] = []
    # How many more rows the cell reaches down that begins above, by grid column.
    covered: dict[int, int] = {}
    for line, row in enumerate(table.iter("tr")):
        cells: list[GridCell] = []
        column = 0
        below: dict[int, int] = {}
        for cell in row.iterchildren("td", "th"):
            while covered.get(column):
                column += 1
            height, width = _span(cell, "rowspan", _TALLEST), _span(cell, "colspan", _WIDEST)
            place = here._replace(row=line + 1, cell=len(cells) + 1)
            cells.append(GridCell(_text(cell), place, line, column, height, width))
            below |= dict.fromkeys(range(column, column + width), height - 1)
            column += width
        covered = {at: left - 1 for at, left in covered.items() if left > 1} | {
            at: left for at, left in below.items() if left
        }
        rows.append(tuple(cells))
    first = table.find(".//tr")
    headed = first is not None and first.find("td") is None
    return Grid(tuple(rows), here, headed) if any(rows) else None


def _span(cell: etree._Element, name: str, most: int) -> int:
    value = cell.get(name, "").strip()
    return min(max(int(value), 1), most) if value.isascii() and value.isdigit() and len(value) < 9 else 1


def _text(cell: etree._Element) -> str:
    """What a person sees in a cell: a line for each of its paragraphs."""
    words = [cell.text or ""]
    walk = etree.iterwalk(cell, events=("start", "end"))
    next(walk)
    for event, element in walk:
        if element is cell:
            break
        if event == "start":
            if _unseen(element):
                walk.skip_subtree()
                continue
            words += ("" if element.tag in _INLINE else "\0", element.text or "")
        else:
            words += ("" if element.tag in _INLINE else "\0", element.tail or "")
    lines = (_SPACE.sub(" ", line).strip(_BLANKS) for line in "".join(words).split("\0"))
    return "\n".join(line for line in lines if line)
