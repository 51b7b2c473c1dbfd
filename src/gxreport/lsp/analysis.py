"""What a report says and what is wrong in it, as `gxreport validate` would tell if it were saved now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from gxreport.catalogue import selected
from gxreport.checking import Checked, check
from gxreport.cli.previous import last_years
from gxreport.cli.waiving import path_from
from gxreport.lsp.recognised import carried, recognised
from gxreport.lsp.surroundings import Settled, Surroundings
from gxreport.lsp.texts import split
from gxreport.messages import _
from gxreport.readers import read
from gxreport.reading import NotAReport, Reading, Unreadable
from gxreport.rules import Background
from gxreport.waiving import arranged, waive

MOST_CHARACTERS = 200_000
"""A longer document is not read while somebody types in it."""


class Document(NamedTuple):
    """A document in an editor. `path` is empty for one that was not saved yet, which `language` describes."""

    path: str
    language: str
    text: str


class Analysis(NamedTuple):
    """A document that is a report: either checked, or a `failure` says why it cannot be read.

    `wrong` is a sentence on a gxreport.toml that cannot be used.
    """

    document: Document
    lines: Sequence[str]
    checked: Checked | None = None
    failure: Unreadable | None = None
    wrong: str = ""


def analysed(document: Document, around: Surroundings, *, hurried: bool = False) -> Analysis | None:
    """What there is to say of a document; None if it is no report.

    `hurried` leaves out reports beside it that have not been read yet.
    """
    text = document.text
    name = carried(document.path, document.language)
    if not name or not recognised(document.path, text):
        return None
    if len(text) > MOST_CHARACTERS:
        too_long = _("文件太长（超过 {most} 万字符），编辑时不检查；请存盘后运行 gxreport validate")
        return Analysis(document, (), failure=Unreadable(too_long.format(most=MOST_CHARACTERS // 10_000)))
    lines = split(text)
    try:
        reading = read(document.path or name, text.encode("utf-8", "replace"))
    except NotAReport:
        return None
    except Unreadable as error:
        return Analysis(document, lines, failure=error)
    settled = around.settled(Path(document.path).parent) if document.path else Settled()
    return Analysis(
        document, lines, _checked(reading, document, around, settled, hurried=hurried), None, settled.wrong
    )


def _checked(
    reading: Reading, document: Document, around: Surroundings, settled: Settled, *, hurried: bool
) -> Checked:
    settings = settled.config
    rules = selected(settings.checks.select, settings.checks.ignore)
    beside = around.neighbours(Path(document.path), known=hurried) if document.path else []
    last = last_years([reading, *beside], around.named(settled.previous))[0]
    background = Background(limits=settings.limits)
    checked = check(reading, rules, background, last.reading, settings.severities)
    today = date.today()  # noqa: DTZ011  # the day that the office has
    waivers = [waiver for waiver in settled.waivers if not waiver.lapsed(today)]
    return waive(checked, arranged(waivers), path_from) if waivers else checked
