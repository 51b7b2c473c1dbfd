"""`gxreport validate`: check reports."""

from __future__ import annotations

import sys
from datetime import date

import click

from gxreport.catalogue import catalogue, selected
from gxreport.checking import Checked
from gxreport.cli import console
from gxreport.cli.among import among_others, given_files
from gxreport.cli.choices import chosen, ignore_option, select_option
from gxreport.cli.command import argument, config_option, edition_option, option, subcommand
from gxreport.cli.files import sources
from gxreport.cli.gathering import gathered
from gxreport.cli.guarded import check_guarded
from gxreport.cli.previous import last_years, named, tell
from gxreport.cli.progress import progress
from gxreport.cli.results import FORMATS, Also, also, hand_out, refuse_screen, refuse_unsafe, without_results
from gxreport.cli.waiving import target_of, tell_waivers, waived, waivers_of, written
from gxreport.finding import Severity
from gxreport.messages import _, marked
from gxreport.reporters import Failure, Outcome
from gxreport.rules import Background

_LEVELS = {"error": Severity.ERROR, "warning": Severity.WARNING, "note": Severity.NOTE}


@subcommand(
    "validate",
    marked(
        "检查年度报告。\n\nPATH 是文件、文件夹，或 -（标准输入）；不写就检查当前文件夹的 report.yaml。\n\n"
        "一起检查的文件里有同一机关上一年的报告，就同它对比。\n\n"
        "各项选项可以写在 gxreport.toml 里，命令行写了的以命令行为准。"
    ),
    exits={
        0: marked("没有错误，或没有 --fail-on 所定级别的问题"),
        1: marked("有这样的问题"),
        2: marked("用法不对，或结果写不了"),
        3: marked("有文件读不了（其余照常检查）"),
    },
    examples=(
        ("gxreport validate reports/", marked("检查文件夹里的全部报告")),
        ("gxreport validate 2023.docx --previous 2022.docx", marked("同去年的报告对比")),
        (
            "gxreport validate reports/ --format html -o found.html",
            marked("写成一页网页，问题画在报告上"),
        ),
        ("gxreport validate --select GX3 -o found.txt", marked("只看加总，结果写到文件")),
        ("gxreport validate --also sarif=gxreport.sarif .", marked("屏幕上照样看，同时写一份给别的程序")),
        ("gxreport validate reports/ --write-baseline", marked("现有的问题记下来，以后只看新的")),
    ),
)
@argument("paths", metavar="[PATH]...", nargs=-1)
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
    "--also",
    "others",
    metavar="FORMAT=FILE",
    multiple=True,
    callback=also,
    help=marked("同时用另一种格式写到文件，如 sarif=gxreport.sarif；可以写几次，只检查一遍。"),
)
@option(
    "--previous",
    metavar="PATH",
    help=marked("去年的报告，或放去年报告的文件夹；不写就在要检查的文件里按机关和年度找。"),
)
@option(
    "--among",
    metavar="FOLDER",
    help=marked(
        "PATH 只是这个文件夹里改动了的文件：不是年度报告的跳过，去年的报告在文件夹里找。供提交前的钩子用。"
    ),
)
@edition_option
@select_option
@ignore_option
@option(
    "--fail-on",
    type=click.Choice([*_LEVELS, "never"]),
    help=marked("有这一级或更重的问题时，退出码为 1；不写就是 error。"),
)
@option("--baseline", metavar="FILE", help=marked("基线：其中的问题算已豁免，只看新的问题。"))
@option(
    "--write-baseline",
    metavar="[FILE]",
    is_flag=False,
    flag_value="",
    help=marked(
        "把现有的问题都写成基线；不写文件名就是 gxreport-baseline.toml，在 gxreport.toml 或第一份报告旁边。"
    ),
)
@config_option
def command(
    paths: tuple[str, ...],
    format_: str,
    output: str,
    others: tuple[Also, ...],
    previous: str | None,
    among: str | None,
    edition: int | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    baseline: str | None,
    write_baseline: str | None,
    config_: str | None,
) -> None:
    refuse_unsafe(output, others)
    refuse_screen(format_, output)
    known = [rule.id for rule in catalogue()]
    choices = chosen(
        config_,
        known,
        select=select,
        ignore=ignore,
        fail_on=fail_on,
        previous=previous,
        baseline=baseline,
    )
    rules = selected(choices.select, choices.ignore)
    waivers = waivers_of(choices, known, with_baseline=write_baseline is None)
    background = Background(limits=choices.settings.limits)
    readings, read, failures, has_others, unchecked = gathered(
        sources(paths) if among is None else given_files(paths), edition
    )
    if has_others and not readings and not failures and among is None:
        failures.append(Failure(", ".join(paths), _("文件夹里没有年度报告")))
        console.fail(failures[-1])
    target = target_of(write_baseline, choices, read, known) if write_baseline is not None else ""
    given = None
    if choices.previous is not None:
        given = named(choices.previous, paths, readings, choices.previous_at)
    before = last_years(readings, given or (among_others(among, readings) if among is not None else None))
    for failure in given.failures if given else ():
        failures.append(failure)
        console.fail(failure)
    tell(readings, before, asked=given is not None)
    checked: list[Checked] = []
    for reading, last in progress(list(zip(readings, before, strict=True)), _("检查报告")):
        done = check_guarded(reading, rules, background, last.reading, choices.settings.severities)
        if isinstance(done, Failure):
            failures.append(done)
            console.fail(done)
        else:
            checked.append(done)
    today = date.today()  # noqa: DTZ011  # the day that the office has
    used = [rule.id for rule in rules]
    checked = waived(checked, [waiver for waiver in waivers if not waiver.lapsed(today)])
    tell_waivers(waivers, checked, used, today)
    inputs = [*read, *(given.inputs if given else ())]
    if target:
        checked = written(target, checked, inputs, known, today)
    outcome = Outcome(checked, failures, without_results(unchecked, output, others))
    hand_out(
        outcome,
        format_,
        output,
        others,
        [*inputs, *choices.inputs],
        worth=bool(checked and not console.quiet()) or outcome.worst() is not None,
    )
    worst = outcome.worst()
    if failures:
        sys.exit(3)
    if worst is not None and choices.fail_on != "never" and worst >= _LEVELS[choices.fail_on]:
        sys.exit(1)
