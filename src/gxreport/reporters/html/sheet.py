"""The printed form of one report with marks where its findings are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from gxreport.keys import FIELDS
from gxreport.layout import Address
from gxreport.markup import Block, Mark, Paragraph, Run, Words
from gxreport.messages import _
from gxreport.model import Report
from gxreport.renderers.html.tables import Marks, WebTable, marked_table
from gxreport.renderers.printed import PrintedReport, PrintedSection, period_sentence, printed
from gxreport.renderers.stated import stated
from gxreport.renderers.titlelines import title_pieces
from gxreport.reporters.html.drawing import Drawn, Stroke, drawn, over_words
from gxreport.reporters.html.homes import FACTS, PREAMBLE, SIGNATURE, TITLE, Home

Placing = tuple[Home, Mark]
"""A mark and where it is to be drawn."""

K = TypeVar("K")


class Fact(NamedTuple):
    """What a report says of itself and the form does not print: 年度, 2023."""

    label: str
    words: Words


class SheetSection(NamedTuple):
    """A section as a PrintedSection has it, with marks."""

    name: str
    heading: Words
    title: str
    text: tuple[Drawn, ...]
    table: WebTable | None
    note: tuple[Drawn, ...]


class Sheet(NamedTuple):
    """A report as it is printed, with marks. The title is in lines, and these in pieces."""

    facts: tuple[Fact, ...]
    title: tuple[tuple[Words, ...], ...]
    preamble: tuple[Drawn, ...]
    sections: tuple[SheetSection, ...]
    signature: tuple[Words, ...]
    date: str


class Drawing(NamedTuple):
    """All that is drawn on a report: marks of findings, marks in suspected cells, ids of cells."""

    placings: Sequence[Placing]
    guesses: Mapping[Address, tuple[Mark, ...]]
    ids: Mapping[Address, str]


def sheet(report: Report, drawing: Drawing) -> Sheet:
    """The form of a report. Marks over words that are not printed stand at the heading above them."""
    page = printed(report)
    preamble, lost, of_period = _preamble(report, page, drawing.placings)
    signed = [(Run(line),) for line in page.signature]
    signature, unsigned = _over(report, SIGNATURE, report.signature, signed, drawing.placings)
    return Sheet(
        tuple(_facts(report, [placing for placing in drawing.placings if placing[1] not in of_period])),
        _title(report, page, drawing.placings, (*lost, *unsigned)),
        preamble,
        tuple(_section(report, section, drawing) for section in page.sections),
        tuple(signature),
        page.date,
    )


def _facts(report: Report, placings: Sequence[Placing]) -> Iterator[Fact]:
    """The facts that are stated, and those that a mark says something of."""
    known = stated(report)
    for field in FACTS:
        marks = tuple(mark for home, mark in placings if home.part == "fact" and home.field == field)
        value = known.get(FIELDS[field], "")
        if value or marks:
            yield Fact(FIELDS[field], _all(value or _("（没有写）"), marks))


def _title(
    report: Report, page: PrintedReport, placings: Sequence[Placing], more: tuple[Mark, ...]
) -> tuple[tuple[Words, ...], ...]:
    lines = [[(Run(piece),) for piece in title_pieces(line)] for line in page.title_lines]
    flat: list[Words] = [words for line in lines for words in line]
    made, lost = _over(report, TITLE, report.title or page.title, flat, placings)
    if lost or more:  # said of no words of it, or of words that are nowhere
        made[-1] = (*made[-1][:-1], made[-1][-1]._replace(ends=(*made[-1][-1].ends, *lost, *more)))
    left = iter(made)
    return tuple(tuple(next(left) for _piece in line) for line in lines)


def _preamble(
    report: Report, page: PrintedReport, placings: Sequence[Placing]
) -> tuple[tuple[Drawn, ...], tuple[Mark, ...], tuple[Mark, ...]]:
    """The preamble, the marks that found no words, and those on the period that its own sentence bears."""
    blocks: tuple[Block, ...] = tuple(page.preamble)
    marks = tuple(mark for home, mark in placings if home == Home("fact", "period"))
    sentence = period_sentence(report.period) if report.period else ""
    if not marks or not blocks or blocks[-1] != Paragraph((Run(sentence),)):
        return (*_text(report, PREAMBLE, blocks, placings), ())
    made, lost = _text(report, PREAMBLE, blocks[:-1], placings)
    return (*made, Paragraph(_all(sentence, marks))), lost, marks


def _section(report: Report, section: PrintedSection, drawing: Drawing) -> SheetSection:
    name, placings = section.name, drawing.placings
    above, below = (name, "") if section.table is None else (f"{name}.intro", f"{name}.note")
    text, lost = _text(report, above, section.text, placings)
    note, lost_below = _text(report, below, section.note, placings)
    heading = tuple(mark for home, mark in placings if home.part == "heading" and home.field == name)
    table = None
    if section.table is not None:
        figures = _gathered((home.address, mark) for home, mark in placings if home.part == "figure")
        labels = _gathered(
            (home.label, mark) for home, mark in placings if home.part == "label" and home.field == name
        )
        for address, marks in drawing.guesses.items():
            figures[address] = (*figures.get(address, ()), *marks)
        table = marked_table(section, Marks(figures, labels, drawing.ids))
    marks = (*heading, *lost, *lost_below)
    return SheetSection(name, _all(section.heading, marks), section.title, text, table, note)


def _text(
    report: Report, field: str, blocks: Sequence[Block], placings: Sequence[Placing]
) -> tuple[tuple[Drawn, ...], tuple[Mark, ...]]:
    """A text of the report with its marks, and the marks that found no words there."""
    text = dict(report.prose()).get(field, "") if field else ""
    strokes = _strokes(field, text.partition("\n")[0], placings)
    made, found = drawn(report, text, blocks, strokes)
    return made, tuple(stroke.mark for stroke in strokes if stroke.mark not in found)


def _over(
    report: Report, field: str, text: str, groups: Sequence[Words], placings: Sequence[Placing]
) -> tuple[list[Words], tuple[Mark, ...]]:
    strokes = _strokes(field, text, placings)
    made, found = over_words(report, text, groups, strokes) if strokes else (list(groups), frozenset())
    return made, tuple(stroke.mark for stroke in strokes if stroke.mark not in found)


def _strokes(field: str, whole: str, placings: Sequence[Placing]) -> list[Stroke]:
    """The marks over words of a field; one that means all of it is drawn over `whole`."""
    return [
        Stroke(home.start, home.end, mark) if home.end else Stroke(0, len(whole), mark)
        for home, mark in placings
        if home.part == "words" and home.field == field
    ]


def _all(text: str, marks: tuple[Mark, ...]) -> Words:
    return (Run(text, marks=marks, ends=marks),)


def _gathered(found: Iterable[tuple[K | None, Mark]]) -> dict[K, tuple[Mark, ...]]:
    made: dict[K, tuple[Mark, ...]] = {}
    for key, mark in found:
        if key is not None:
            made[key] = (*made.get(key, ()), mark)
    return made
