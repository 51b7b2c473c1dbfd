r"""The mark-up of prose: paragraphs, numbered headings, **bold** words, lists, simple tables.

    （一）主动公开。全年公开**35条**。       a heading that runs on into text
    - 政策文件                              an item of a list
    | 类别 | 件数 |                         a table: two or more such lines
    | --- | --- |                           the line above this one is its heading
    | 解读 | 3 |

Whatever is not written exactly so is text and stands as it is written. `\\|` is a bar inside a cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar, NamedTuple, TypeAlias

from gxreport.prose import Numbering, lines, numbered

BLANKS = " \t\r\u3000\xa0"
"""What a line may begin and end with and still be the same line."""

_BOLD = "**"
_ITEM = "- "
_HEADING = 30  # longer than this, a sentence after a number is text
_SENTENCE = re.compile(r"[^。！？：:]*[。！？：:]")
_GOES_ON = ("，", "；", "、", ",", ";")
_LEVELS = {Numbering.CHINESE_BRACKETS: 2, Numbering.ARABIC: 3, Numbering.ARABIC_BRACKETS: 4}
_RULE = re.compile(r":?-{3,}:?")
_BAR = re.compile(r"(?<!\\)\|")


class Mark(NamedTuple):
    """A mark that a page of findings draws: what it points to, how it looks, and the words of its label."""

    id: str
    kind: str
    label: str
    said: str


class Run(NamedTuple):
    """Words in one type, with the marks over them and those that end with them; a document has none."""

    text: str
    bold: bool = False
    marks: tuple[Mark, ...] = ()
    ends: tuple[Mark, ...] = ()


Words: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: the heading that it is or begins with, of `level` 2–4, and the words after it."""

    kind: ClassVar[str] = "paragraph"

    words: Words
    heading: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Items:
    """A list: the words of each of its items."""

    kind: ClassVar[str] = "items"

    items: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table inside prose: rows of equal length; the first one is a heading if `headed`."""

    kind: ClassVar[str] = "table"

    rows: tuple[tuple[Words, ...], ...]
    headed: bool


Block: TypeAlias = Paragraph | Items | TextTable


def blocks(text: str) -> Iterator[Block]:
    """What a text consists of, from top to bottom. Blank lines only part what they stand between."""
    for kind, group in groupby(lines(text), key=lambda line: _kind(line[1])):
        written = [line.strip(BLANKS) for _offset, line in group]
        if kind == "table" and len(written) > 1:
            yield _table(written)
        elif kind == "item":
            yield Items(tuple(words(line[len(_ITEM) :].strip(BLANKS)) for line in written))
        elif kind:
            for line in written:
                yield _paragraph(line)


def _kind(line: str) -> str:
    bare = line.strip(BLANKS)
    if not bare:
        return ""
    if bare.startswith(_ITEM):
        return "item"
    closed = bare.endswith("|") and not bare.endswith("\\|")
    return "table" if len(bare) > 1 and bare.startswith("|") and closed else "text"


def _paragraph(line: str) -> Paragraph:
    """A line as a heading, as a heading and the words that run on after it, or as text."""
    found = words(line)
    text = plain(found)
    number = numbered(text)
    if number is None or number.style not in _LEVELS:
        return Paragraph(found)
    sentence = _SENTENCE.match(text)
    heading = sentence[0] if sentence else text
    too_long = len(heading) > _HEADING or (heading == text and text.endswith(_GOES_ON))
    if too_long or _BOLD in heading:
        return Paragraph(found)
    return Paragraph(_after(found, len(heading)), heading, _LEVELS[number.style])


def _after(found: Words, start: int) -> Words:
    """The words from the character `start` on, without blanks before them."""
    rest: list[Run] = []
    for run in found:
        text = run.text[start:]
        start = max(0, start - len(run.text))
        if not rest:
            text = text.lstrip(BLANKS)
        if text:
            rest.append(Run(text, run.bold))
    return tuple(rest)


def _table(written: list[str]) -> TextTable:
    rows = [[cell.strip(BLANKS).replace("\\|", "|") for cell in _BAR.split(line)[1:-1]] for line in written]
    headed = len(rows) > 1 and all(_RULE.fullmatch(cell) for cell in rows[1])
    if headed:
        del rows[1]
    columns = max(map(len, rows))
    return TextTable(
        tuple(tuple(words(cell) for cell in row) + ((),) * (columns - len(row)) for row in rows), headed
    )


def words(line: str) -> Words:
    """A line with its bold words. Stars that do not stand in pairs around words are stars."""
    pieces = line.split(_BOLD)
    runs: list[Run] = []
    text = [pieces[0]]
    at = 1
    while at < len(pieces):
        piece = pieces[at]
        if at + 1 < len(pieces) and piece and piece == piece.strip():
            runs += (Run("".join(text)), Run(piece, bold=True))
            text = [pieces[at + 1]]
            at += 2
        else:
            text += (_BOLD, piece)
            at += 1
    runs.append(Run("".join(text)))
    return tuple(run for run in runs if run.text)


def plain(found: Words) -> str:
    """Words without their type."""
    return "".join(run.text for run in found)


def written(found: Iterable[Block]) -> str:
    """The text from which `blocks` makes these blocks: one line a paragraph, item or row."""
    return "\n".join(_lines(found, marked))


def unmarked(found: Iterable[Block]) -> str:
    """The same without the stars around bold words."""
    return "\n".join(_lines(found, plain))


def _lines(found: Iterable[Block], marked: Callable[[Words], str]) -> Iterator[str]:
    """The lines of blocks; a blank one parts two that would be one list or table."""
    above = ""
    for block in found:
        for number, line in enumerate(_written(block, marked)):
            if number == 0 and _kind(line) in ("item", "table") and _kind(line) == above:
                yield ""
            yield line
            above = _kind(line)


def _written(block: Block, marked: Callable[[Words], str]) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield block.heading + marked(block.words)
    elif isinstance(block, Items):
        for item in block.items:
            yield f"{_ITEM}{marked(item)}"
    else:
        rows = [row_of(marked(cell) for cell in row) for row in block.rows]
        if block.headed:
            rows.insert(1, rule_of(len(block.rows[0])))
        yield from rows


def marked(found: Words) -> str:
    """Words in one line, with stars around bold ones."""
    return "".join(f"{_BOLD}{run.text}{_BOLD}" if run.bold else run.text for run in found)


def row_of(cells: Iterable[str]) -> str:
    """A row of a table in prose."""
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def rule_of(columns: int) -> str:
    """The line below the heading of a table in prose."""
    return row_of(["---"] * columns)
