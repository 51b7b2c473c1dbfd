"""`gxreport schema`: the JSON Schema of report.yaml, for editors."""

from __future__ import annotations

import click

from gxreport.cli import console
from gxreport.cli.command import option, subcommand
from gxreport.cli.files import write
from gxreport.cli.schemas import schema_file
from gxreport.cli.targets import refuse_report
from gxreport.editions import EDITIONS
from gxreport.messages import _, marked


@subcommand(
    "schema",
    marked(
        "输出 report.yaml 的 JSON Schema，供编辑器补全键名、显示说明、标出写错的地方。\n\n"
        "编辑器（如装了 YAML 插件的 VS Code）看 report.yaml 第一行的 "
        "“# yaml-language-server: $schema=文件名”；init 和 import 的 --schema 会写好这一行。"
    ),
    examples=(("gxreport schema -o report.schema.json", marked("写到文件，再在编辑器里选用")),),
)
@option(
    "--edition",
    type=click.Choice([str(edition) for edition in EDITIONS]),
    default=str(EDITIONS[-1]),
    show_default=True,
    help=marked("哪一版格式：2019 用于 2019、2020 年度，2021 用于以后的年度。"),
)
@option("-o", "--output", metavar="FILE", default="-", help=marked("写到这个文件（会替换已有的文件）。"))
def command(edition: str, output: str) -> None:
    refuse_report(output)
    write(output, schema_file(int(edition)))
    if output != "-":
        console.say(_("已写入 {output}").format(output=output))
