"""`gxreport import`: a published report becomes a report.yaml."""

from __future__ import annotations

import click

from gxreport.cli import console
from gxreport.cli.command import READS, argument, edition_option, option, subcommand
from gxreport.cli.files import load_one, write
from gxreport.cli.schemas import schema_beside, schema_option
from gxreport.messages import _, marked
from gxreport.model import LEFT_OVER


@subcommand(
    "import",
    marked(
        "把已发布的报告读成 report.yaml。\n\nPATH 是报告文件，或 -（标准输入）。不写 -o 就输出到屏幕。\n\n"
        "读不准的地方不猜：没有归处的内容留在文件末尾的注释里，用 gxreport validate 看还缺什么。"
    ),
    exits=READS,
    examples=(
        ("gxreport import 2023.docx -o report.yaml", marked("把 Word 文件读成 report.yaml")),
        ("gxreport import 2023.html --provenance where.json", marked("输出到屏幕，另记每个数的出处")),
    ),
)
@argument("path", metavar="PATH")
@option("-o", "--output", metavar="FILE", default="-", help=marked("写到这个文件（会替换已有的文件）。"))
@option(
    "--provenance",
    metavar="FILE",
    help=marked("把每个数、每段文字在原件里的位置写到这个文件（JSON）。"),
)
@schema_option
@edition_option
def command(path: str, output: str, provenance: str | None, schema: bool, edition: int | None) -> None:
    from gxreport.renderers.report_yaml import render
    from gxreport.schema.modeline import modeline

    if schema and output == "-":
        raise click.UsageError(_("--schema 只用于写到文件的 report.yaml"))
    reading = load_one(path, edition)
    report = reading.report
    content = render(report)
    if schema:
        first = modeline(schema_beside(output, report.edition, force=True))
        content = f"{first}\n".encode() + content
    write(output, content, inputs=[path])
    if provenance:
        from gxreport.renderers.provenance import render as where

        write(provenance, where(reading), inputs=[path, output])
    lost = sum(remark.noticed in LEFT_OVER for remark in report.remarks)
    if lost:
        console.say(_("{count} 处内容没有归处，写在文件末尾的注释里").format(count=lost))
    if output != "-":
        console.say(_("已写入 {output}；接着可运行 gxreport validate {output}").format(output=output))
