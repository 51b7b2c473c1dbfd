"""The reports that `gxreport validate` was given, read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gxreport.cli import console
from gxreport.cli.copies import made_of_another
from gxreport.cli.files import PassedOver, Source, load_guarded
from gxreport.cli.progress import progress
from gxreport.messages import _
from gxreport.reading import Reading
from gxreport.reporters import Failure, Unchecked


class Gathered(NamedTuple):
    """The reports to check, all `paths` that were read as they were named, what could not be read.

    `has_others` says that there was something in a folder that is no report. A document in a folder that
    shows what the report.yaml beside it says was read and is not checked.
    """

    readings: list[Reading]
    paths: list[str]
    failures: list[Failure]
    has_others: bool
    unchecked: list[Unchecked]
    """The files of folders that were passed over, by name."""


def gathered(sources: Iterable[Source | PassedOver | Failure], edition: int | None) -> Gathered:
    """Read the files, and say of each that cannot be read why; on a terminal, how far the work is."""
    read: list[tuple[Source, Reading]] = []
    failures: list[Failure] = []
    others: list[str] = []
    passed_over: list[str] = []
    for source in progress(list(sources), _("读入报告")):
        if isinstance(source, PassedOver):
            passed_over.append(source.name)
            continue
        if isinstance(source, Failure):
            failures.append(source)
            console.fail(source)
            continue
        found = load_guarded(source, edition)
        if found is None:
            others.append(source.name)
        elif isinstance(found, Failure):
            failures.append(found)
            console.fail(found)
        else:
            read.append((source, found))
            for aside in found.asides:
                console.say(f"{found.name}: {aside}")
    _tell(others, _("跳过不是年度报告的文件：{names}"), _("跳过 {count} 个不是年度报告的文件（-v 列出）"))
    _tell(passed_over, _("还读不了的文件：{names}"), _("{count} 个文件是还读不了的类型，没有检查（-v 列出）"))
    copies = {reading.name for reading in made_of_another([reading for _source, reading in read])}
    copies -= {source.name for source, _reading in read if source.named}
    _tell(
        sorted(copies),
        _("照旁边的 YAML 文件生成、没有另外检查的文件：{names}"),
        _("{count} 个文件是照旁边的 YAML 文件生成的，没有另外检查（-v 列出）"),
    )
    unchecked = [Unchecked(name, _("不是年度报告")) for name in others]
    unchecked += [Unchecked(name, _("这种类型的文件还读不了")) for name in passed_over]
    unchecked += [Unchecked(name, _("照旁边的 YAML 文件生成")) for name in copies]
    return Gathered(
        [reading for _source, reading in read if reading.name not in copies],
        [source.name for source, _reading in read],
        failures,
        bool(others),
        sorted(unchecked),
    )


def _tell(names: Sequence[str], list_: str, count: str) -> None:
    """Name the files that were not checked, or say how many they are."""
    if names and console.verbose():
        console.say(list_.format(names=_("、").join(names)))
    elif names:
        console.say(count.format(count=len(names)))
