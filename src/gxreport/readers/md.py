"""The Markdown reader: headings, paragraphs, lists and pipe tables; front matter states short fields."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from gxreport.document import Document, Grid, GridCell, Paragraph
from gxreport.prose import numbered
from gxreport.published import Beside, report_of
from gxreport.readers.encoding import published_text
from gxreport.reading import Reading
from gxreport.source import Place

_BLANKS = " \t\u3000\xa0\ufeff"
_FENCE = "---"
_HEADING = re.compile(r"(#{1,6})[ \t]+")
_STATED = re.compile(r"([^\s:#{\[\"'&*!|>-][^:]{0,40}):(?: (.*)|)$|[ \t#-].*$")
_CLOSING = re.compile(r"(?:^|[ \t]+)#+$")
_COMMENT = re.compile(r"((?<!\\)<!--|-->)")
_STRONG = re.compile(r"</?(?:strong|b)>")
_ITEM = re.compile(r"[*+-][ \t]+")
_BARS_OF_A_ROW = 4
_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")
_BAR = re.compile(r"(?<!\\)\|")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_PICTURE = re.compile(r"!\[[^\]\n]{0,200}\]\([^()\n]{0,500}\)")
_LINK = re.compile(r"(?<!\\)\[([^\[\]\n]{1,200})\]\([^()\n]{0,500}\)")
_BREAK = re.compile(r"<br\s*/?>")


def read(name: str, data: bytes, edition: int | None = None) -> Reading:
    """Read a published report from Markdown."""
    text, asides = published_text(data)
    lines = tuple(re.split(r"\r\n|\r|\n", text))
    start, fields = _front_matter(lines)
    return report_of(name, document_of(lines, start), edition, lines, asides, Beside(fields))


def _front_matter(lines: tuple[str, ...]) -> tuple[int, dict[str, str]]:
    """The line after the front matter, and what it states: one `key: value` a line."""
    end = next((at for at, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), 0)
    if lines[0].rstrip() != _FENCE or not end or not all(map(_STATED.match, filter(str.strip, lines[1:end]))):
        return 0, {}
    found = {}
    for line in lines[1:end]:
        statement = _STATED.match(line)
        if statement and statement[1]:
            found[statement[1]] = _value((statement[2] or "").strip())
    return (end + 1, found) if found else (0, {})


def _value(written: str) -> str:
    """A value of the front matter: in quotes as JSON has them, else as it is."""
    if written.startswith('"'):
        try:
            return str(json.loads(written))
        except ValueError:
            return written
    return written


def document_of(lines: tuple[str, ...], start: int = 0, *, bars_between: bool = False) -> Document:
    """The paragraphs and tables of Markdown, from the line `start` on.

    With `bars_between` a bar anywhere in a line makes it the row of a table.
    """
    blocks: list[Paragraph | Grid] = []
    rows: list[tuple[int, str]] = []
    heading = ""
    shown = [*_without_comments(lines[start:]), ""]
    for number, (line, following) in enumerate(zip(shown, [*shown[1:], ""], strict=True), start + 1):
        bare = line.strip(_BLANKS)
        if bare.startswith("|") or ("|" in bare and (rows or bars_between or _is_rule(following))):
            rows.append((number, line))
            continue
        blocks += _table(rows, heading, bars_between=bars_between)
        rows = []
        for paragraph in _paragraph(number, line, heading):
            heading = paragraph.text if paragraph.level else heading
            blocks.append(paragraph)
    return Document(tuple(blocks))


def _without_comments(lines: Sequence[str]) -> Iterator[str]:
    """The lines without what stands between `<!--` and `-->`."""
    inside = False
    for line in lines:
        shown = []
        pieces = _COMMENT.split(line)
        for at, piece in enumerate(pieces):
            if at % 2 == 0 and not inside:
                shown.append(piece)
            elif at % 2 and (piece == "-->") is inside:
                inside = not inside
            elif at % 2 and not inside:
                shown.append(piece)
        yield "".join(shown)


def _is_rule(line: str) -> bool:
    """Whether a line is the one below the heading of a table."""
    bare = line.strip(_BLANKS)
    return "|" in bare and bool(_RULE.fullmatch(bare))


def _paragraph(number: int, line: str, heading: str) -> Iterator[Paragraph]:
    """A line of text; rules and blank lines are none."""
    bare = line.strip(_BLANKS)
    if not bare or (_RULE.fullmatch(bare) and len(bare) > 2):
        return
    level = None
    before = ""
    if found := _HEADING.match(bare):
        level = len(found[1])
        bare = _CLOSING.sub("", bare[found.end() :])
    elif found := _ITEM.match(bare):
        before = "- "
        bare = bare[found.end() :]
    elif bare.startswith("> "):
        bare = bare[2:]
    text = _plain(bare)
    if _is_bold(text):
        text = text[2:-2]
    if text:
        column = len(line) - len(line.lstrip(_BLANKS)) + 1
        yield Paragraph(before + text, Place(number, column, len(bare), heading=heading), level)


def _is_bold(text: str) -> bool:
    """Whether all of a line is bold and numbered: a heading that is none to Markdown."""
    return (
        text.startswith("**") and text.endswith("**") and text.count("**") == 2 and bool(numbered(text[2:]))
    )


def _plain(text: str) -> str:
    """Text as it is shown: without pictures, targets of links, and the strokes before characters."""
    text = _STRONG.sub("**", _LINK.sub(r"\1", _PICTURE.sub("", text)))
    return _ESCAPE.sub(r"\1", text).strip(_BLANKS)


def _table(
    rows: list[tuple[int, str]], heading: str, *, bars_between: bool = False
) -> list[Paragraph | Grid]:
    """Lines that begin with a bar: a table, or text if there is only a short one."""
    if len(rows) < 2 and sum(line.count("|") for _number, line in rows) < _BARS_OF_A_ROW:
        return [
            Paragraph(_plain(line), Place(number, 1, len(line), heading=heading)) for number, line in rows
        ]
    headed = len(rows) > 1 and bool(_RULE.fullmatch(rows[1][1].strip(_BLANKS)))
    kept = [row for at, row in enumerate(rows) if not (headed and at == 1)]
    # Where bars stand between cells only, one that begins a line has an empty cell before it.
    led = not bars_between or all(line.strip(_BLANKS).startswith("|") for _number, line in kept)
    if headed and not any(cell.text for cell in _cells(kept[0][1], kept[0][0], 0, heading)):
        # Markdown wants a heading over every table: an empty one is none.
        kept, headed = kept[1:], False
    lines = [tuple(_cells(line, number, at, heading, led=led)) for at, (number, line) in enumerate(kept)]
    grid = [cells for cells in lines if cells]
    return [Grid(tuple(grid), grid[0][0].place, headed)] if grid else []


def _cells(line: str, number: int, row: int, heading: str, *, led: bool = True) -> list[GridCell]:
    """The cells between the bars of a line; if it is `led` by a bar, that one begins the first cell."""
    found = []
    column = 0
    bare_line = line.strip(_BLANKS)
    for at, text in enumerate(_BAR.split(bare_line.removeprefix("|") if led else bare_line)):
        bare = text.strip(_BLANKS)
        start = line.find(bare, column) if bare else column
        place = Place(number, start + 1, max(len(bare), 1), row=row + 1, cell=at + 1, heading=heading)
        found.append(GridCell(_plain(_BREAK.sub("\n", bare)), place, row, at))
        column = max(start + len(bare), 0)
    if found and not found[-1].text:
        found.pop()  # what follows the last bar
    return found
