"""Waivers on the command line: from gxreport.toml and a baseline, and what there is to say of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

import click

from gxreport.checking import Checked
from gxreport.cli import console
from gxreport.cli.choices import Choices, seen_from_here
from gxreport.cli.configured import baseline_in
from gxreport.cli.files import brought, is_standard_input, write
from gxreport.messages import _
from gxreport.waivers import Waiver

BASELINE = "gxreport-baseline.toml"
_MOST_TOLD = 5


def waivers_of(choices: Choices, rules: Collection[str], *, with_baseline: bool) -> tuple[Waiver, ...]:
    """The waivers in force, those that have lapsed among them."""
    if choices.baseline is None or not with_baseline:
        return choices.settings.waivers
    path = choices.baseline
    if not Path(path).exists():
        message = _("没有基线 {path}；还没有写过，就运行 gxreport validate --write-baseline {path}")
        if choices.baseline_at:
            message = _("{at}写的基线 {path} 还没有；运行 gxreport validate --write-baseline 就写好")
        raise console.Refused(message.format(path=path, at=choices.baseline_at))
    return (*choices.settings.waivers, *baseline_in(path, brought(path), rules))


def waived(checked: Sequence[Checked], waivers: Sequence[Waiver]) -> list[Checked]:
    """The reports without the findings that these waivers cover."""
    if not waivers:
        return list(checked)
    from gxreport.waiving import arranged, waive  # only where there are waivers

    by_kind = arranged(waivers)
    return [waive(one, by_kind, path_from) for one in checked]


def tell_waivers(
    waivers: Iterable[Waiver], checked: Sequence[Checked], rules: Collection[str], today: date
) -> None:
    """Name the waivers that have lapsed, and those that covered nothing though they might have."""
    waivers = tuple(waivers)
    if not waivers:
        return
    from gxreport.waiving import lacking, unused  # only where there are waivers

    idle = unused(waivers, checked, rules, path_from)
    lapsed = [waiver for waiver in idle if waiver.lapsed(today)]
    _tell(
        lapsed,
        _("{name} 第 {line} 行：{rule} 的豁免从 {until} 起不再算数；改好了就删去，没改好就另写日期和理由"),
        _("还有 {count} 条过期的豁免（-v 列出）"),
        console.say,
    )
    current = [waiver for waiver in idle if not waiver.lapsed(today)]
    short = {waiver: cells for waiver in current if (cells := lacking(waiver, checked, path_from))}
    for waiver, cells in short.items():
        message = _(
            "{name} 第 {line} 行：这条豁免不够：那里的 {rule} 问题不止一处错，address 还要包括 {cells}"
        )
        name = seen_from_here(waiver.file)
        console.complain(
            message.format(name=name, line=waiver.line, rule=waiver.rule, cells=_("、").join(cells))
        )
    _tell(
        [waiver for waiver in current if waiver not in short],
        _("{name} 第 {line} 行：没有用上的豁免：报告里已经没有这样的 {rule} 问题，可以删去"),
        _("还有 {count} 条没有用上的豁免（-v 列出）"),
        console.complain,
    )


def _tell(waivers: Sequence[Waiver], each: str, more: str, tell: Callable[[str], None]) -> None:
    shown = len(waivers) if console.verbose() else _MOST_TOLD
    for waiver in waivers[:shown]:
        name = seen_from_here(waiver.file)
        tell(each.format(name=name, line=waiver.line, rule=waiver.rule, until=waiver.until))
    if len(waivers) > shown:
        tell(more.format(count=len(waivers) - shown))


def target_of(given: str, choices: Choices, names: Sequence[str], rules: Collection[str]) -> str:
    """Where the baseline goes; `given` is empty where no name was. Ends with a sentence if it cannot.

    A file is replaced only if it is a baseline, and its name was given here or in gxreport.toml.
    """
    target = given or choices.baseline or _default(choices, names)
    if Path(target).suffix != ".toml":
        message = _("--write-baseline 后面写基线的文件名，以 .toml 结尾；要检查的报告写在它前面")
        raise click.UsageError(message)
    if choices.file and Path(target).exists() and Path(target).samefile(choices.file):
        raise click.UsageError(_("{target} 是配置文件，基线要另写一个文件").format(target=target))
    if Path(target).exists():
        if not given and not choices.baseline:
            message = _("{target} 已经有了；要替换就写明 --write-baseline {target}")
            raise console.Refused(message.format(target=target))
        baseline_in(target, brought(target), rules)  # what is no baseline is not replaced
    return target


def _default(choices: Choices, names: Sequence[str]) -> str:
    """Beside gxreport.toml, else beside the first report."""
    first = next((name for name in names if not is_standard_input(name)), BASELINE)
    return seen_from_here((choices.file or Path(first)).parent / BASELINE)


def written(
    target: str, checked: Sequence[Checked], inputs: Iterable[str], rules: Collection[str], today: date
) -> list[Checked]:
    """Write a baseline of all findings, and let them stand at once."""
    from gxreport.baselines import baseline  # only where one is written

    there = Waiver("", "", file=target)
    content = baseline([(path_from(there, one), one) for one in checked], today).encode()
    write(target, content, inputs=inputs)
    count = sum(len(one.findings) for one in checked)
    message = _(
        "基线已写入 {target}（{count} 个问题）；检查时用 --baseline {target}，"
        "或写进 gxreport.toml 的 [validate]"
    )
    console.say(message.format(target=target, count=count))
    return waived(checked, baseline_in(target, content, rules))


def path_from(waiver: Waiver, checked: Checked) -> str:
    """The path of a report as seen from the folder of a waiver's file; empty for standard input."""
    name = checked.reading.name
    return "" if is_standard_input(name) else _way(str(Path(waiver.file).parent), name)


@lru_cache(4096)
def _way(folder: str, name: str) -> str:
    """A file as seen from a folder, with slashes."""
    try:
        return Path(os.path.relpath(name, folder)).as_posix()
    except ValueError:  # another drive
        return Path(name).absolute().as_posix()
