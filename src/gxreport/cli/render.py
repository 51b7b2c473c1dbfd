"""`gxreport render`: the report as a document."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import click

from gxreport.cli import console
from gxreport.cli.files import DEFAULT, load_one, write
from gxreport.cli.main import edition_option, option, subcommand
from gxreport.messages import _, marked
from gxreport.model import Report
from gxreport.quotes import figure, quoted, quotes
from gxreport.reporters import Failure
from gxreport.sums import computed

FORMATS = ("docx",)
_OTHER_ENDINGS = (".docx", ".doc", ".wps", ".pdf", ".html", ".htm", ".xlsx", ".xls", ".md")


@subcommand(
    "render",
    marked(
        "生成年度报告的文档。\n\nPATH 是一份报告（report.yaml，或能读的其他文件），- 是标准输入；"
        "不写就用当前文件夹的 report.yaml。\n\n没有填写的总计按各项之和算出。\n\n"
        "退出码：0 文档已生成；1 正文引用的格没有数；2 用法不对，或文档写不了；3 报告读不了。"
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
@edition_option
def command(path: str | None, format_: str, output: str | None, edition: int | None) -> None:
    if path is None and not Path(DEFAULT).exists():
        console.fail(Failure(DEFAULT, _("当前文件夹里没有 report.yaml；请写明报告的文件")))
        sys.exit(3)
    name = DEFAULT if path is None else path
    report = load_one(name, edition).report
    _refuse_open_quotes(report)
    target = output or _beside(name, format_)
    ending = Path(target).suffix.lower()
    if ending in _OTHER_ENDINGS and ending != f".{format_}":
        raise click.UsageError(
            _("生成的是 {format} 文件，文件名的后缀不能是 {ending}").format(format=format_, ending=ending)
        )
    if target == "-" and sys.stdout.isatty():
        raise click.UsageError(_("文档不能显示在屏幕上；请用 -o 写明文件名"))
    content: bytes = import_module(f"gxreport.renderers.{format_}").render(report)
    write(target, content, inputs=[name])
    _tell(report, target)


def _refuse_open_quotes(report: Report) -> None:
    """End the program if the prose quotes a figure that is not there: braces are no document."""
    for _field, text in report.prose():
        for quote in quotes(text):
            address = quoted(report, quote.key)
            if address is None or not figure(report, address):
                message = _("正文引用的“{key}”没有数，没有生成文档；请先运行 gxreport validate 看是哪里")
                console.complain(message.format(key=quote.key))
                sys.exit(1)


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


def _tell(report: Report, target: str) -> None:
    """Where the document is, and what stands in it that nobody wrote."""
    if target != "-":
        console.say(_("已生成 {target}").format(target=target))
    totals = computed(report)
    if totals and console.verbose():
        for address, figure in totals.items():
            console.say(_("算出 {label}：{figure}").format(label=report.label(address), figure=figure))
    elif totals:
        console.say(_("{count} 个没有填写的总计已按各项之和算出（-v 列出）").format(count=len(totals)))
