"""`gxreport preview`: a report beside its findings, drawn anew when it is saved."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from gxreport.cli import console
from gxreport.cli.choices import ignore_option, select_option
from gxreport.cli.command import READS, argument, config_option, edition_option, option, subcommand
from gxreport.cli.files import DEFAULT
from gxreport.cli.wanted import Wanted
from gxreport.messages import _, marked
from gxreport.reporters import Failure

_HIGHEST = 65535


def _port(context: click.Context, parameter: click.Parameter, number: int) -> int:
    if not 0 <= number <= _HIGHEST:
        raise click.BadParameter(_("端口是 0 到 {highest} 的整数").format(highest=_HIGHEST))
    return number


@subcommand(
    "preview",
    marked(
        "在浏览器里看报告和查出的问题，保存文件后自动更新。\n\n"
        "PATH 是一份报告，能读的文件都可以；不写就用当前文件夹的 report.yaml。\n\n"
        "网页只有本机能打开。按 Ctrl-C 结束。"
    ),
    exits=READS,
    examples=(
        ("gxreport preview", marked("看当前文件夹的 report.yaml")),
        ("gxreport preview 2023.docx --previous 2022.docx", marked("看一份 Word 文件，同去年的对比")),
    ),
)
@argument("path", metavar="[PATH]", required=False)
@option(
    "--port",
    type=int,
    default=0,
    metavar="N",
    callback=_port,
    help=marked("网页的端口；不写就用一个空闲的。"),
)
@option("--no-browser", is_flag=True, help=marked("只显示网址，不打开浏览器。"))
@option("--previous", metavar="PATH", help=marked("去年的报告，或放去年报告的文件夹。"))
@edition_option
@select_option
@ignore_option
@config_option
def command(
    path: str | None,
    port: int,
    no_browser: bool,
    previous: str | None,
    edition: int | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    config_: str | None,
) -> None:
    if path == "-" or (path and Path(path).is_dir()):
        raise click.UsageError(_("预览一次看一份报告，请写一个文件名"))
    if not Path(path or DEFAULT).exists():
        sentence = _("没有这个文件或文件夹") if path else _("当前文件夹里没有 report.yaml；请写明报告的文件")
        console.fail(Failure(path or DEFAULT, sentence))
        sys.exit(3)
    wanted = Wanted(path or DEFAULT, config_, previous, edition, select, ignore)
    from gxreport.cli.running import run  # what makes and serves pages is not loaded for a help text

    run(wanted, port, open_browser=not no_browser)
