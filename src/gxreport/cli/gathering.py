"""The reports that `gxreport validate` was given, read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gxreport.cli import console
from gxreport.cli.files import PassedOver, Source, load_guarded
from gxreport.cli.progress import progress
from gxreport.messages import _
from gxreport.reading import Reading
from gxreport.reporters import Failure, Unchecked


class Gathered(NamedTuple):
    """What was read, what could not be, and whether there was anything in a folder that is no report."""

    readings: list[Reading]
    paths: list[str]
    """The files of the readings as they were named: a reading's name may be another, for standard input."""
    failures: list[Failure]
    has_others: bool
    unchecked: list[Unchecked]
    """The files of folders that were passed over, by name."""


def gathered(sources: Iterable[Source | PassedOver | Failure], edition: int | None) -> Gathered:
    """Read the files, and say of each that cannot be read why; on a terminal, how far the work is."""
    readings: list[Reading] = []
    paths: list[str] = []
    failures: list[Failure] = []
    others: list[str] = []
    passed_over: list[str] = []
    for source in progress(list(sources), _("读入报告")):
        if isinstance(source, PassedOver):
            passed_over.append(source.name)
            continue
        found = source if isinstance(source, Failure) else load_guarded(source, edition)
        if found is None:
            others.append(source.name)
        elif isinstance(found, Failure):
            failures.append(found)
            console.fail(found)
        else:
            paths.append(source.name)
            readings.append(found)
            for aside in found.asides:
                console.say(f"{found.name}: {aside}")
    _tell(others, _("跳过不是年度报告的文件：{names}"), _("跳过 {count} 个不是年度报告的文件（-v 列出）"))
    _tell(passed_over, _("还读不了的文件：{names}"), _("{count} 个文件是还读不了的类型，没有检查（-v 列出）"))
    unchecked = [Unchecked(name, _("不是年度报告")) for name in others]
    unchecked += [Unchecked(name, _("这种类型的文件还读不了")) for name in passed_over]
    return Gathered(readings, paths, failures, bool(others), sorted(unchecked))


def _tell(names: Sequence[str], list_: str, count: str) -> None:
    """Name the files that were not checked, or say how many they are."""
    if names and console.verbose():
        console.say(list_.format(names=_("、").join(names)))
    elif names:
        console.say(count.format(count=len(names)))
