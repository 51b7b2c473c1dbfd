"""What a document shows, completed by what it states about itself between its lines.

Documents that gxreport made carry short fields of the report (机关类型, 发布日期 …), web pages all of it.
What is shown always wins: a statement counts only where setting it anew would show just what is there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

from gxreport import form
from gxreport.cell import State
from gxreport.document import Paragraph
from gxreport.form import Table
from gxreport.keys import FIELDS
from gxreport.markup import BLANKS, blocks, unmarked
from gxreport.model import Report
from gxreport.periods import speaks_of_period
from gxreport.prose import lines
from gxreport.quotes import filled
from gxreport.readers.json import read
from gxreport.reading import Reading, Unreadable
from gxreport.renderers.figures import printed as printed_figures
from gxreport.renderers.printed import day, period_sentence, printed
from gxreport.source import Passage, Segment
from gxreport.titles import Title


def stated_report(fields: Mapping[str, Any]) -> Report | None:
    """The report that fields of report.yaml describe; None where they describe none.

    Other programs too write “年度” or `year` into a file: only who also states the edition means ours.
    """
    known = {key: value for key, value in fields.items() if key in FIELDS.values()}
    if FIELDS["edition"] not in known:
        return None
    try:
        return read("", json.dumps(known, ensure_ascii=False).encode()).report
    except (Unreadable, UnicodeEncodeError, RecursionError):
        return None


def stated_title(stated: Report, paragraphs: list[Paragraph]) -> Title | None:
    """The title where it stands as the stated report prints it, in one line or several."""
    title = printed(stated).title
    wanted = "".join(title.split())
    bare = ["".join(paragraph.text.split()) for paragraph in paragraphs]
    for start in range(len(paragraphs)):
        text = ""
        for end in range(start, len(paragraphs)):
            text += bare[end]
            if not wanted.startswith(text):
                break
            if text == wanted:
                return Title(title, stated.organ, stated.year, tuple(paragraphs[start : end + 1]))
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
    report = shown.with_parts(**{**values, **_tables(shown, stated)})
    passages = dict(reading.passages)
    if report.period and len(texts["preamble"] or "") < len(shown.preamble):  # the sentence that states it
        at = passages["preamble"].place(shown.preamble.rfind("\n") + 1, len(shown.preamble))
        passages["period"] = Passage((Segment(0, at),))
    for name, text in _texts(stated):
        if text and texts[name]:
            texts[name], passages[name] = _text(report, text, texts[name] or "", passages[name])
    for table in report.tables:
        name = table.section.name
        own = dict(form.cells(table))
        values[name] = form.fill(type(table), own, texts.pop(f"{name}.intro"), texts.pop(f"{name}.note"))
    return reading._replace(report=report.with_parts(**texts, **values), passages=passages)


def _text(report: Report, stated: str, shown: str, places: Passage) -> tuple[str, Passage]:
    """A shown text with the lines as stated that are printed as shown, and where its lines stand."""
    source = [line for _offset, line in lines(stated) if line.strip(BLANKS)]
    printed_as = _bare(unmarked(blocks(filled(report, stated))))
    there = [line for line in shown.split("\n") if line.strip(BLANKS)]
    as_shown = _bare(unmarked(blocks(shown)))
    if printed_as == as_shown:
        return stated, _shifted(stated, places)
    if len(printed_as) != len(source) or len(as_shown) != len(there):
        return shown, places
    pairs = SequenceMatcher(None, printed_as, as_shown, autojunk=False).get_matching_blocks()
    for ours, theirs, size in pairs:
        there[theirs : theirs + size] = source[ours : ours + size]
    made = "\n".join(there)
    return made, _shifted(made, places)


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
        speaks_of_period(text, stated.period.first.year) and (text in own or day(stated.period.last) in text)
        for _field, text in shown.prose()
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
    report = shown.with_parts(**tables)
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


def _bare(text: str) -> list[tuple[str, ...]]:
    return [words for line in text.split("\n") if (words := tuple(line.split()))]


def _shifted(text: str, passage: Passage) -> Passage:
    """Where the lines of a stated text stand, given where the shown ones do."""
    offsets = [offset for offset, line in lines(text) if line.strip(BLANKS)]
    segments = passage.segments
    if len(offsets) != len(segments):
        return Passage((Segment(0, segments[0].place),))
    return Passage(tuple(Segment(o, s.place) for o, s in zip(offsets, segments, strict=True)))
