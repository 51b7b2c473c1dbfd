"""`gxreport init`: a report to fill in, as report.yaml or as a workbook."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

import click

from gxreport.cli import asking, console
from gxreport.cli.command import READS, option, subcommand
from gxreport.cli.files import load_one, write
from gxreport.cli.schemas import schema_beside, schema_option
from gxreport.cli.targets import checked, is_folder, made_for, refuse_existing
from gxreport.editions import EDITIONS, edition_for
from gxreport.fresh import Start, begun
from gxreport.messages import _, marked
from gxreport.model import OrganKind, Report
from gxreport.organnames import compatible
from gxreport.organs import kind_by_name

FORMATS = ("yaml", "xlsx")

T = TypeVar("T")


def _by(understood: Callable[[str], T]) -> Callable[[click.Context, click.Parameter, str | None], T | None]:
    """An option that is understood as an answer is."""
    return lambda _context, _parameter, given: None if given is None else understood(given)


@subcommand(
    "init",
    marked(
        "生成一份待填的报告：每一格都在，注释说明每一行在法规上指什么。\n\n"
        "在终端里会问机关、机关类型和年度，直接回车就用括号里的；在脚本里用选项写明，不会停下来问。\n\n"
        "格子是空白的，不预先填 0：没有填的格，gxreport validate 会指出来。\n\n"
        "--previous 给出去年的报告（任何一种能读的文件）：机关和机关类型照它写，"
        "上年结转照它的结转下年度填好；report.yaml 里还有去年的数和存在的问题，写在注释里，供对照。"
    ),
    exits=READS,
    examples=(
        ("gxreport init", marked("一问一答，写成 report.yaml")),
        ("gxreport init --previous 2022.docx -o report.yaml", marked("接着去年的报告写")),
        ("gxreport init --format xlsx -o report.xlsx", marked("在 Excel 工作簿里填")),
    ),
)
@option(
    "-o",
    "--output",
    metavar="FILE",
    help=marked("写到这个文件或文件夹，- 是标准输出；不写就是 report.yaml（工作簿是 report.xlsx）。"),
)
@option("--organ", callback=_by(asking.organ), metavar="NAME", help=marked("机关的全称。"))
@option(
    "--kind",
    callback=_by(asking.kind),
    metavar="KIND",
    help=marked("机关类型：政府、部门、乡镇街道或其他；不写就看机关的名称。"),
)
@option(
    "--year",
    callback=_by(asking.year),
    metavar="YEAR",
    help=marked("报告的年度；不写就是去年，有 --previous 就是它的下一年。"),
)
@option(
    "--edition",
    type=click.Choice([str(edition) for edition in EDITIONS]),
    help=marked("哪一版格式；不写就看年度。"),
)
@option("--previous", metavar="PATH", help=marked("去年的报告。"))
@option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    help=marked("report.yaml 还是 Excel 工作簿；不写就看 -o 的后缀，再不然是 yaml。"),
)
@schema_option
@option("--force", is_flag=True, help=marked("替换已有的同名文件。"))
def command(
    output: str | None,
    organ: str | None,
    kind: OrganKind | None,
    year: int | None,
    edition: str | None,
    previous: str | None,
    format_: str | None,
    schema: bool,
    force: bool,
) -> None:
    wanted = format_ or ("xlsx" if Path(output or "").suffix.lower() == ".xlsx" else "yaml")
    target = _target(output, wanted)
    if schema and (wanted != "yaml" or target == "-"):
        raise click.UsageError(_("--schema 只用于写到文件的 report.yaml"))
    if target == "-" and wanted != "yaml" and console.coloured():
        raise click.UsageError(_("工作簿不能显示在屏幕上；请用 -o 写明文件名"))
    if not force:
        refuse_existing(target)
    last = load_one(previous, None).report if previous else None
    start = _start(organ, kind, year, edition, last)
    if last is not None and previous is not None:
        _compare(start, last, previous)
    inputs = [previous] if previous else []
    if target != "-":
        made_for(target)
    beside = schema_beside(target, start.edition, force=force) if schema else ""
    write(target, _content(wanted, start, last, beside), inputs=inputs)
    if target != "-":
        console.say(_("已写入 {output}；填好后运行 gxreport validate {output}").format(output=target))


def _target(output: str | None, format_: str) -> str:
    if output is None:
        return f"report.{format_}"
    return str(Path(output) / f"report.{format_}") if is_folder(output) else checked(output, format_)


def _start(
    organ: str | None, kind: OrganKind | None, year: int | None, edition: str | None, last: Report | None
) -> Start:
    """Whose report it is: from options, from last year's report, from the person; at last from the clock."""
    asked = asking.on_terminal()
    if organ is None:
        known = last.organ if last else ""
        if not known and not asked:
            raise click.UsageError(_("请用 --organ 写明机关的全称"))
        organ = asking.ask(_("机关的全称"), known, asking.organ) if asked else known
    if kind is None:
        likely = (last.organ_kind if last else None) or kind_by_name(organ)
        question = _("机关类型（{kinds}）").format(kinds=asking.kinds())
        usual = (likely or OrganKind.DEPARTMENT).value
        kind = asking.ask(question, usual, asking.kind) if asked else likely
    if year is None:
        due = last.year + 1 if last and last.year else date.today().year - 1  # noqa: DTZ011
        year = asking.ask(_("报告的年度"), str(due), asking.year) if asked else asking.year(str(due))
    return Start(organ, kind, year, int(edition) if edition else edition_for(year) or EDITIONS[-1])


def _compare(start: Start, last: Report, name: str) -> None:
    """Last year's report must be last year's; an organ may have been renamed."""
    if last.year is not None and last.year != start.year - 1:
        message = _("{name} 是 {year} 年度的报告，要的是 {due} 年度的")
        raise click.UsageError(message.format(name=name, year=last.year, due=start.year - 1))
    if not compatible(start.organ, last.organ):
        message = _("{name} 是“{organ}”的报告，不是“{own}”的")
        console.complain(message.format(name=name, organ=last.organ, own=start.organ))


def _content(format_: str, start: Start, last: Report | None, schema: str) -> bytes:
    if format_ == "yaml":
        from gxreport.fresh.written import written

        return written(begun(start, last), last, schema)
    from gxreport.renderers.xlsx import render

    return render(begun(start, last, quoting=False))
