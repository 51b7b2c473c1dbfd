"""Markdown: for comparing reports line by line, and for merge requests."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from gxreport.markup import Block, Items, Paragraph, Words
from gxreport.model import Report
from gxreport.renderers import USUAL, Setting
from gxreport.renderers.printed import PrintedSection, printed
from gxreport.renderers.report_yaml import scalar
from gxreport.renderers.stated import stated
from gxreport.renderers.templates import filled, users

# What Markdown, HTML inside it, or GitLab's and GitHub's formulas would take for their own.
_SPECIAL = re.compile(r"[\\`*_\[\]<>|~$&]")
_AT_START = tuple("#+=-")
_ORDINAL = re.compile(r"(\d{1,9})([.)])")


def render(report: Report, setting: Setting = USUAL) -> bytes:
    """The report as Markdown in UTF-8; short fields that the page does not show stand in its front matter."""
    values = {
        "report": report,
        "page": printed(report),
        "stated": stated(report),
        "prose": _prose,
        "grid": _grid,
    }
    filters = {"literal": literal, "heading": heading, "tidy": _tidy, "scalar": scalar}
    if setting.template:
        return users("md", setting.template, values, filters).encode()
    return filled("md", "report.md", values, filters).encode()


def _tidy(text: str) -> str:
    """Paragraphs with one blank line between them."""
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"


def literal(text: str) -> str:
    """A line of text that Markdown shows just as it is."""
    return _guarded(_inside(text.replace("\n", " ")))


def heading(text: str) -> str:
    """The words of a heading: Markdown would drop number signs at its end."""
    return re.sub(r"#(?=#*$)", r"\#", literal(text))


def _words(words: Words) -> str:
    """Words with their bold ones in stars, or in a tag where CommonMark would take stars for stars."""
    written = []
    for at, run in enumerate(words):
        before = words[at - 1].text[-1:] if at else ""
        after = words[at + 1].text[:1] if at + 1 < len(words) else ""
        neighbours = {other.bold for other in words[max(at - 1, 0) : at]}
        text = _inside(run.text)
        if run.bold and True not in neighbours and _stars_hold(before, run.text, after):
            written.append(f"**{text}**")
        else:
            written.append(f"<strong>{text}</strong>" if run.bold else text)
    return "".join(written)


def _stars_hold(before: str, text: str, after: str) -> bool:
    """Whether stars around a text open and close: beside a stop they need a blank or a stop without."""
    return (not _is_stop(text[0]) or _is_apart(before)) and (not _is_stop(text[-1]) or _is_apart(after))


def _is_stop(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _is_apart(character: str) -> bool:
    return not character or character.isspace() or _is_stop(character)


def _inside(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text.replace("\r", " "))


def _prose(blocks: Sequence[Block]) -> str:
    """Blocks with blank lines between them."""
    return "\n\n".join(_block(block) for block in blocks)


def _block(block: Block) -> str:
    if isinstance(block, Paragraph):
        if block.heading and not block.words:
            return f"{'#' * (block.level + 1)} {heading(block.heading)}"
        return _guarded(_inside(block.heading) + _words(block.words))
    if isinstance(block, Items):
        return "\n".join(f"- {_guarded(_words(item))}" for item in block.items)
    rows = [[_words(cell) for cell in row] for row in block.rows]
    return _table(rows if block.headed else [[""] * len(rows[0]), *rows])


def _guarded(line: str) -> str:
    """A line whose first characters make no list, heading or rule of it."""
    if found := _ORDINAL.match(line):
        return rf"{found[1]}\{found[2]}{line[found.end() :]}"
    return f"\\{line}" if line.startswith(_AT_START) else line


def _grid(section: PrintedSection) -> str:
    """A table of the form as it is printed; a merged cell is followed by empty ones."""
    columns = max(cell.at.column + cell.at.width for cell in section.rows[0])
    rows = [[""] * columns for _row in section.rows]
    for row in section.rows:
        for cell in row:
            rows[cell.at.row][cell.at.column] = "<br>".join(_inside(line) for line in cell.text.split("\n"))
    return _table(rows)


def _table(rows: list[list[str]]) -> str:
    first, *others = rows
    return "\n".join(f"| {' | '.join(row)} |" for row in (first, ["---"] * len(first), *others))
