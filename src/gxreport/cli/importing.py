"""`gxreport import`: a published report becomes a report.yaml."""

from __future__ import annotations

import sys

import click

from gxreport.cli import console
from gxreport.cli.files import Source, load, write
from gxreport.cli.main import option, subcommand
from gxreport.editions import EDITIONS
from gxreport.messages import _, marked
from gxreport.model import Noticed
from gxreport.reporters import Failure


@subcommand(
    "import",
    marked(
        "把已发布的报告读成 report.yaml。\n\nPATH 是报告文件，或 -（标准输入）。不写 -o 就输出到屏幕。\n\n"
        "读不准的地方不猜：没有归处的内容留在文件末尾的注释里，用 gxreport validate 看还缺什么。"
    ),
)
@click.argument("path", metavar="PATH")
@option("-o", "--output", metavar="FILE", default="-", help=marked("写到这个文件（会替换已有的文件）。"))
@option(
    "--edition",
    type=click.Choice(["auto", *map(str, EDITIONS)]),
    default="auto",
    show_default=True,
    help=marked("按哪一版格式读；auto 看报告的年度和表格。"),
)
@option("-q", "--quiet", is_flag=True, help=marked("只说出错的事。"))
def command(path: str, output: str, edition: str, quiet: bool) -> None:
    from gxreport.renderers.report_yaml import render

    found = load(Source(path), None if edition == "auto" else int(edition))
    if found is None or isinstance(found, Failure):
        if found:
            console.fail(found)
        sys.exit(3)
    write(output, render(found.report), inputs=[path])
    if quiet:
        return
    for aside in found.asides:
        console.say(f"{found.name}: {aside}")
    lost = sum(remark.noticed is Noticed.EXTRA_LINE for remark in found.report.remarks)
    if lost:
        console.say(_("{count} 处内容没有归处，写在文件末尾的注释里").format(count=lost))
    if output != "-":
        console.say(_("已写入 {output}；接着可运行 gxreport validate {output}").format(output=output))
