"""What a document shows, completed by what it states about itself between its lines.

Documents that gxreport made carry short fields of the report (机关类型, 发布日期 …), web pages all of it.
What is shown always wins: a statement counts only where setting it anew would show just what is there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from gxreport import form
from gxreport.cell import State
from gxreport.document import Paragraph
from gxreport.form import Table
from gxreport.keys import FIELD_NAMES
from gxreport.markup import BLANKS, blocks, unmarked
from gxreport.model import Report
from gxreport.prose import lines
from gxreport.quotes import filled
from gxreport.readers.json import read
from gxreport.reading import Reading, Unreadable
from gxreport.renderers.figures import printed as printed_figures
from gxreport.renderers.printed import PERIOD, day, period_sentence, printed
from gxreport.source import Passage, Segment
from gxreport.titles import Title

_TITLE_LINES = 3


def stated_report(fields: Mapping[str, Any]) -> Report | None:
    """The report that fields of report.yaml describe; None where they describe none."""
    known = {key: value for key, value in fields.items() if key in FIELD_NAMES}
    try:
        return read("", json.dumps(known, ensure_ascii=False).encode()).report if known else None
    except (Unreadable, UnicodeEncodeError):
        return None


def stated_title(stated: Report, paragraphs: list[Paragraph]) -> Title | None:
    """The title where it stands as the stated report prints it, in one line or several."""
    page = printed(stated)
    wanted = "".join(page.title.split())
    for count in range(1, _TITLE_LINES + 1):
        for start in range(len(paragraphs) - count + 1):
            found = tuple(paragraphs[start : start + count])
            if wanted and "".join("".join(line.text.split()) for line in found) == wanted:
                return Title(page.title, stated.organ, stated.year, found)
    return None


def restored(reading: Reading, stated: Report, title: Title | None) -> Reading:
    """A reading with what its document states, wherever that agrees with what it shows.

    `title` is the title if it stands as stated: without it the document may be of another year.
    """
    shown = reading.report
    values: dict[str, Any] = {"organ_kind": stated.organ_kind}
    if title:
        values["title"] = stated.title
    else:
        values |= {"organ": shown.organ or stated.organ, "year": shown.year or stated.year}
    values |= _period(shown, stated)
    values |= _signature(shown, stated)
    if not title:
        values.pop("published", None)
    # What was cut off at the end of a text is not part of it any more.
    texts = {name: values.pop(name, text) for name, text in _texts(shown)}
    report = form.trusted(Report, {**dict(shown), **values, **_tables(shown, stated)}, {"_made": {}})
    passages = dict(reading.passages)
    for name, text in _texts(stated):
        if text and _alike(unmarked(blocks(filled(report, text))), unmarked(blocks(texts[name] or ""))):
            texts[name] = text
            passages[name] = _shifted(text, passages[name])
    for table in report.tables:
        name = table.section.name
        own = dict(form.cells(table))
        values[name] = form.fill(type(table), own, texts.pop(f"{name}.intro"), texts.pop(f"{name}.note"))
    report = form.trusted(Report, {**dict(report), **texts, **values}, {"_made": {}})
    return reading._replace(report=report, passages=passages)


def _texts(report: Report) -> Iterator[tuple[str, str | None]]:
    """Every field of prose but title and signature, also the empty ones."""
    for name in ("preamble", "overview", "problems", "other"):
        yield name, getattr(report, name)
    for table in report.tables:
        yield f"{table.section.name}.intro", table.intro
        yield f"{table.section.name}.note", table.note


def _period(shown: Report, stated: Report) -> dict[str, Any]:
    """The stated period, if its sentence ends the preamble, which then loses it, or the prose says it."""
    if stated.period is None:
        return {}
    *before, last = shown.preamble.split("\n")
    rest = {"preamble": "\n".join(before)} if last == period_sentence(stated.period) else {}
    own = {text for _field, text in stated.prose()}
    said = any(
        PERIOD in text and (text in own or day(stated.period.last) in text) for _field, text in shown.prose()
    )
    return {"period": stated.period, **rest} if rest or said else {}


def _signature(shown: Report, stated: Report) -> dict[str, Any]:
    """The stated signature and date, if they end the last section, which then loses them."""
    page = printed(stated)
    signed = [*page.signature, *filter(None, [page.date])]
    last = (shown.other or "").split("\n")
    if last[len(last) - len(signed) :] != signed:
        return {}
    values: dict[str, Any] = {"signature": stated.signature, "published": stated.published}
    return {**values, "other": "\n".join(last[: len(last) - len(signed)])} if signed else values


def _tables(shown: Report, stated: Report) -> dict[str, Table]:
    """The tables as stated where they are printed as shown; a total may be left out if it is computed so."""
    tables = {table.section.name: _table(table, stated) for table in shown.tables}
    report = form.trusted(Report, {**dict(shown), **tables}, {"_made": {}})
    printed_as, as_shown = printed_figures(report), shown.cells()
    for name, table in tables.items():
        # A figure that was edited changes totals that were left out: those stand as they are shown.
        cells = {
            address: cell if _alike(printed_as[address], as_shown[address].raw or "") else as_shown[address]
            for address, cell in form.cells(table)
        }
        tables[name] = form.fill(type(table), cells, table.intro, table.note)
    return tables


def _table(shown: Table, stated: Report) -> Table:
    cells = dict(form.cells(shown))
    table: Table = getattr(stated, shown.section.name)
    own = dict(form.cells(table))
    # A table of nothing but missing cells is one that was not stated.
    if type(table) is type(shown) and any(cell.state is not State.MISSING for cell in own.values()):
        printed_as = stated.once(printed_figures)
        for address, cell in own.items():
            # A blank cell that is shown is there, even if nothing was ever written for it.
            shown_blank = cell.state is State.MISSING and not printed_as[address]
            if not shown_blank and _alike(printed_as[address], cells[address].raw or ""):
                cells[address] = cell
    return form.fill(type(shown), cells, shown.intro, shown.note)


def _alike(stated: str, shown: str) -> bool:
    """Whether texts are the same; a web page does not tell one blank, or blank line, from several."""
    return _bare(stated) == _bare(shown)


def _bare(text: str) -> list[list[str]]:
    return [words for line in text.split("\n") if (words := line.split())]


def _shifted(text: str, passage: Passage) -> Passage:
    """Where the lines of a stated text stand, given where the shown ones do."""
    offsets = [offset for offset, line in lines(text) if line.strip(BLANKS)]
    segments = passage.segments
    if len(offsets) != len(segments):
        return Passage((Segment(0, segments[0].place),))
    return Passage(tuple(Segment(o, s.place) for o, s in zip(offsets, segments, strict=True)))
