"""`gxreport diff`: what changed between two reports."""

from __future__ import annotations

from importlib import import_module

import click

from gxreport.cli import console
from gxreport.cli.command import READS, argument, edition_option, option, subcommand
from gxreport.cli.files import load_one, write
from gxreport.cli.targets import refuse_report
from gxreport.messages import _, marked

FORMATS = ("text", "md", "json")


@subcommand(
    "diff",
    marked(
        "比较两份报告：哪些格的数变了，哪些合计因此对不上或对上了，哪些句子增加、删去或改写了。\n\n"
        "OLD 和 NEW 是任何一种能读的文件，其中一个可以是 -（标准输入）。两份报告可以是同一年的两稿，"
        "也可以是两年的；格式的版本不同时，只比两版都有的行，其余的列出来。"
    ),
    exits={**READS, 0: marked("比较完了（不论是否相同）")},
    examples=(
        ("gxreport diff draft.docx report.yaml", marked("两稿之间改了什么")),
        (
            "gxreport diff 2022.yaml 2023.yaml --format md -o changes.md",
            marked("同去年比，写成 Markdown"),
        ),
    ),
)
@argument("old", metavar="OLD")
@argument("new", metavar="NEW")
@option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help=marked("输出格式；md 是 Markdown 的表格，可以贴到合并请求里。"),
)
@option("-o", "--output", metavar="FILE", default="-", help=marked("结果写到文件，不写到屏幕。"))
@edition_option
def command(old: str, new: str, format_: str, output: str, edition: int | None) -> None:
    from gxreport.diff import difference

    if old == new == "-":
        raise click.UsageError(_("标准输入只有一个：两份报告不能都是 -"))
    refuse_report(output)
    before, after = load_one(old, edition), load_one(new, edition)
    found = difference(before.report, after.report)
    reporter = import_module(f"gxreport.reporters.changes.{format_}")
    if output != "-":
        text: str = reporter.report(found, before, after)
        write(output, text.encode("utf-8", "backslashreplace"), inputs=[old, new])
    elif format_ == "text" and console.coloured():
        console.show(reporter.report(found, before, after, console.paint))
    else:
        console.show(reporter.report(found, before, after))
