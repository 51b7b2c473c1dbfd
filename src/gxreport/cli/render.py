"""`gxreport render`: the report as a document."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import click

from gxreport.cli import console
from gxreport.cli.files import DEFAULT, Source, load, write
from gxreport.cli.main import option, subcommand
from gxreport.editions import EDITIONS
from gxreport.messages import _, marked
from gxreport.model import Report
from gxreport.reading import Reading
from gxreport.renderers.figures import computed
from gxreport.reporters import Failure

FORMATS = ("docx",)


@subcommand(
    "render",
    marked(
        "生成年度报告的文档。\n\nPATH 是一份报告（report.yaml，或能读的其他文件），- 是标准输入；"
        "不写就用当前文件夹的 report.yaml。\n\n没有填写的总计按各项之和算出。\n\n"
        "退出码：0 文档已生成；2 用法不对，或文档写不了；3 报告读不了。"
    ),
)
@click.argument("path", metavar="[PATH]", required=False)
@option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="docx",
    show_default=True,
    help=marked("文档的格式。"),
)
@option(
    "-o",
    "--output",
    metavar="FILE",
    help=marked("文档写到这个文件，- 是标准输出；不写就放在报告旁边，换一个后缀。"),
)
@option(
    "--edition",
    type=click.Choice(["auto", *map(str, EDITIONS)]),
    default="auto",
    show_default=True,
    help=marked("按哪一版格式读报告；auto 看报告的年度和表格。"),
)
@option("-q", "--quiet", is_flag=True, help=marked("不说文档在哪里。"))
@option("-v", "--verbose", is_flag=True, help=marked("列出算出的总计。"))
def command(
    path: str | None, format_: str, output: str | None, edition: str, quiet: bool, verbose: bool
) -> None:
    name = path or DEFAULT
    reading = _read(path, edition)
    target = output or _beside(name, format_)
    if target == "-" and sys.stdout.isatty():
        raise click.UsageError(_("文档不能显示在屏幕上；请用 -o 写明文件名"))
    content: bytes = import_module(f"gxreport.renderers.{format_}").render(reading.report)
    write(target, content, inputs=[name])
    if not quiet:
        _tell(reading.report, target, verbose)


def _beside(name: str, format_: str) -> str:
    """Where a document goes that was given no name: beside its report, never over another file."""
    if name == "-":
        return "-"
    target = Path(name).with_suffix(f".{format_}")
    if target.exists():
        raise click.UsageError(
            _("{target} 已经有了；要替换它就写 -o {target}，要留着它就用 -o 写另一个文件名").format(
                target=target
            )
        )
    return str(target)


def _read(path: str | None, edition: str) -> Reading:
    """The one report to render; ends the program where it cannot be read."""
    found: Reading | Failure | None
    if path is None and not Path(DEFAULT).exists():
        found = Failure(DEFAULT, _("当前文件夹里没有 report.yaml；请写明报告的文件"))
    else:
        found = load(Source(path or DEFAULT), None if edition == "auto" else int(edition))
    if isinstance(found, Failure):
        console.fail(found)
        sys.exit(3)
    assert found is not None  # a file that is named is read or fails
    for aside in found.asides:
        console.say(f"{found.name}: {aside}")
    return found


def _tell(report: Report, target: str, verbose: bool) -> None:
    """Where the document is, and what stands in it that nobody wrote."""
    if target != "-":
        console.say(_("已生成 {target}").format(target=target))
    totals = computed(report)
    if totals and verbose:
        for address, figure in totals.items():
            console.say(_("算出 {label}：{figure}").format(label=report.label(address), figure=figure))
    elif totals:
        console.say(_("{count} 个没有填写的总计已按各项之和算出（-v 列出）").format(count=len(totals)))
