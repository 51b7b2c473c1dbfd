"""`gxreport validate`: check reports."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from gxreport.catalogue import selected, unknown
from gxreport.checking import Checked, check
from gxreport.cli import console
from gxreport.cli.files import load, sources, write
from gxreport.cli.main import option, subcommand
from gxreport.editions import EDITIONS
from gxreport.finding import Severity
from gxreport.messages import _, marked
from gxreport.reporters import Failure, Outcome

FORMATS = ("text", "json")
_LEVELS = {"error": Severity.ERROR, "warning": Severity.WARNING, "note": Severity.NOTE}


def ids(context: click.Context, parameter: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    """Rule ids or beginnings of ids, separated by commas, in one or several options."""
    found = tuple(word.strip().upper() for text in given for word in text.split(",") if word.strip())
    if strange := unknown(found):
        raise click.BadParameter(
            _("没有规则 {ids}；运行 gxreport rules 看全部规则").format(ids=", ".join(strange))
        )
    return found


@subcommand(
    "validate",
    marked(
        "检查年度报告。\n\nPATH 是文件、文件夹，或 -（标准输入）；不写就检查当前文件夹的 report.yaml。\n\n"
        "退出码：0 没有达到 --fail-on 的问题；1 有；2 用法不对；3 有文件读不了（其余照常检查）。"
    ),
)
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help=marked("输出格式。"),
)
@option("-o", "--output", metavar="FILE", default="-", help=marked("结果写到文件，不写到屏幕。"))
@option(
    "--edition",
    type=click.Choice(["auto", *map(str, EDITIONS)]),
    default="auto",
    show_default=True,
    help=marked("按哪一版格式检查；auto 看报告的年度和表格。"),
)
@option("--select", metavar="IDS", multiple=True, callback=ids, help=marked("只用这些规则，如 GX3,GX102。"))
@option("--ignore", metavar="IDS", multiple=True, callback=ids, help=marked("不用这些规则。"))
@option(
    "--fail-on",
    type=click.Choice([*_LEVELS, "never"]),
    default="error",
    show_default=True,
    help=marked("有这一级或更重的问题时，退出码为 1。"),
)
@option("-q", "--quiet", is_flag=True, help=marked("没有问题就不出声。"))
@option("-v", "--verbose", is_flag=True, help=marked("列出跳过的文件和读入的经过。"))
def command(
    paths: tuple[str, ...],
    format_: str,
    output: str,
    edition: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str,
    quiet: bool,
    verbose: bool,
) -> None:
    rules = selected(select, ignore)
    checked: list[Checked] = []
    failures: list[Failure] = []
    skipped: list[str] = []
    for source in sources(paths):
        found = (
            source
            if isinstance(source, Failure)
            else load(source, None if edition == "auto" else int(edition))
        )
        if found is None:
            skipped.append(source.name)
        elif isinstance(found, Failure):
            failures.append(found)
            console.fail(found)
        else:
            checked.append(check(found, rules))
            for aside in found.asides:
                console.say(f"{found.name}: {aside}")
    if skipped and verbose:
        console.say(_("跳过不是年度报告的文件：{names}").format(names=_("、").join(skipped)))
    elif skipped and not quiet:
        console.say(_("跳过 {count} 个不是年度报告的文件（-v 列出）").format(count=len(skipped)))
    if skipped and not checked and not failures:
        failures.append(Failure(", ".join(paths), _("文件夹里没有年度报告")))
        console.fail(failures[-1])
    outcome = Outcome(checked, failures)
    worth_saying = (checked and not quiet) or outcome.worst() is not None
    if worth_saying or format_ != "text":
        _print(outcome, format_, output, paths)
    worst = outcome.worst()
    if failures:
        sys.exit(3)
    if worst is not None and fail_on != "never" and worst >= _LEVELS[fail_on]:
        sys.exit(1)


def _print(outcome: Outcome, format_: str, output: str, inputs: tuple[str, ...]) -> None:
    reporter = import_module(f"gxreport.reporters.{format_}")
    if output != "-":
        text: str = reporter.report(outcome)
        write(output, text.encode(), inputs=inputs)
    elif format_ == "text" and console.coloured():
        console.show(reporter.report(outcome, console.paint))
    else:
        console.show(reporter.report(outcome))
