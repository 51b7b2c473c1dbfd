"""Last year's report of each organ: from the file or folder that was named for it, or among the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import click

from gxreport.cli import console
from gxreport.cli.copies import without_copies
from gxreport.cli.files import Source, load_guarded, sources, tell_lost
from gxreport.messages import _
from gxreport.model import Report
from gxreport.organnames import plain
from gxreport.reading import Reading
from gxreport.reporters import Failure
from gxreport.rules.lastyear import why_not

Key = tuple[str, int]
"""An organ, by its plain name, and a year."""


class Named(NamedTuple):
    """What `--previous` named: one file, whatever it holds, or the reports found in a folder."""

    path: str
    file: Reading | None = None
    folder: Sequence[Reading] = ()
    failures: Sequence[Failure] = ()

    @property
    def inputs(self) -> list[str]:
        """The files that no result may be written over."""
        return [self.path] if self.file else [reading.name for reading in self.folder]


class LastYear(NamedTuple):
    """Last year's report, or why there is none to compare with; no reason where none was looked for."""

    reading: Reading | None = None
    why: str = ""


def named(path: str, paths: Sequence[str], readings: Iterable[Reading], at: str = "") -> Named:
    """Read what `--previous` names. Of a folder only what the readings may be compared with is kept.

    `at` is where the path is written, if that is not the command line.
    """
    if path == "-" and "-" in paths:
        raise click.UsageError(_("标准输入只有一个：本年和去年的报告不能都是 -"))
    if path == "-" or not Path(path).is_dir():
        found = load_guarded(Source(path), None)
        if isinstance(found, Failure):
            if at:
                sentence = _("{sentence}（{at}写的去年报告）").format(sentence=found.sentence, at=at)
                found = found._replace(sentence=sentence)
            return Named(path, failures=(found,))
        if found is not None:
            tell_lost(found)
        return Named(path, found)
    wanted = due(readings)
    kept, failures = [], []
    for source in sources([path]):
        if isinstance(source, Failure):
            failures.append(source)
        elif isinstance(source, Source):
            one = load_guarded(source, None)
            if isinstance(one, Failure):
                failures.append(one)
            elif one is not None and key_of(one.report) in wanted:
                kept.append(one)
    return Named(path, None, kept, failures)


def last_years(readings: Sequence[Reading], given: Named | None) -> list[LastYear]:
    """For each reading last year's: the named one where it fits, else the one among the readings."""
    beside, below = _by_key(readings), _by_key(given.folder if given else ())
    return [_last_year(reading.report, given, below, beside) for reading in readings]


def tell(readings: Sequence[Reading], found: Sequence[LastYear], *, asked: bool) -> None:
    """Say why reports were not compared: to who asked for it, and else to who wants the details."""
    untold = [
        _("{name}: 没有同去年的报告对比：{why}").format(name=reading.name, why=last.why)
        for reading, last in zip(readings, found, strict=True)
        if last.why
    ]
    if len(untold) > 1 and asked and not console.verbose():
        console.complain(_("{count} 份报告没有同去年的报告对比（-v 看原因）").format(count=len(untold)))
    elif asked or console.verbose():
        for sentence in untold:
            console.complain(sentence)


def _last_year(
    report: Report,
    given: Named | None,
    below: dict[Key, list[Reading]],
    beside: dict[Key, list[Reading]],
) -> LastYear:
    why = ""
    if given is not None and given.file is not None:
        why = why_not(report, given.file.report, given.file.name)
        if not why:
            return LastYear(given.file)
    key = _due(report)
    for found in (below, beside):
        candidates = found.get(key, []) if key else []
        if candidates and not _all_the_same(candidates):
            candidates = without_copies(candidates)
        if candidates and _all_the_same(candidates):
            return LastYear(candidates[0])
        if candidates:
            names = _("、").join(reading.name for reading in candidates)
            return LastYear(None, _("去年的报告有几份，内容不同：{names}").format(names=names))
    if given is not None and given.file is None and not given.failures and not why:
        why = _nothing_below(report, given.path)
    return LastYear(None, why)


def _nothing_below(report: Report, folder: str) -> str:
    if _due(report) is None:
        return _("报告没有写机关或年度，不知道找哪一份")
    return _("{folder} 里没有“{organ}”{year} 年度的报告").format(
        folder=folder, organ=report.organ, year=(report.year or 0) - 1
    )


def key_of(report: Report) -> Key | None:
    """The organ and year of a report, where it says both."""
    organ = plain(report.organ)
    return (organ, report.year) if organ and report.year else None


def due(readings: Iterable[Reading]) -> set[Key]:
    """The organs and years of the reports to compare with."""
    return {key for reading in readings if (key := _due(reading.report))}


def _due(report: Report) -> Key | None:
    """The organ and year of the report to compare with."""
    key = key_of(report)
    return (key[0], key[1] - 1) if key else None


def _by_key(readings: Iterable[Reading]) -> dict[Key, list[Reading]]:
    found: dict[Key, list[Reading]] = {}
    for reading in readings:
        if key := key_of(reading.report):
            found.setdefault(key, []).append(reading)
    return found


def _all_the_same(readings: Sequence[Reading]) -> bool:
    """Whether the files say the same, as a report.yaml and the Word file made of it do."""
    first, *others = (_said(reading.report) for reading in readings)
    return all(other == first for other in others)


def _said(report: Report) -> tuple[object, ...]:
    values = tuple((address, cell.value, cell.state) for address, cell in report.cells().items())
    texts = ("".join((text or "").split()) for text in (report.overview, report.problems, report.other))
    return (values, *texts)
