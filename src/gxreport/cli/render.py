"""`gxreport render`: reports as documents."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from gxreport.cli import console
from gxreport.cli.command import argument, config_option, edition_option, option, subcommand
from gxreport.cli.files import DEFAULT, load_one, write
from gxreport.cli.rendering import Rendering, several, tell_zeros
from gxreport.cli.setting import setting_of, told
from gxreport.cli.targets import beside, checked, inside, is_folder, made, refuse_existing
from gxreport.cli.updating import updated
from gxreport.messages import _, marked
from gxreport.model import Report
from gxreport.reporters import Failure
from gxreport.sums import computed

FORMATS = ("docx", "html", "pdf", "xlsx", "md", "json")


@subcommand(
    "render",
    marked(
        "生成年度报告的文档。\n\nPATH 是一份或几份报告（report.yaml，或能读的其他文件）、放报告的文件夹，"
        "- 是标准输入；不写就用当前文件夹的 report.yaml。文件夹里只取 .yaml 和 .yml 的报告。\n\n"
        "没有填写的总计按各项之和算出。"
    ),
    exits={
        0: marked("文档已生成"),
        1: marked("正文引用的格没有数，或 --update 更新了文档"),
        2: marked("用法不对，或文档写不了"),
        3: marked("有报告读不了"),
    },
    examples=(
        ("gxreport render", marked("照 report.yaml 生成 report.docx")),
        ("gxreport render report.yaml -o report.pdf", marked("生成 PDF")),
        ("gxreport render reports/ --format html -o pages/", marked("一个文件夹的报告都生成网页")),
        ("gxreport render --update reports/", marked("Word 文件同报告不一致的，重新生成")),
    ),
)
@argument("paths", metavar="[PATH]...", nargs=-1)
@option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    help=marked("文档的格式；不写就看 -o 的后缀，再不然是 docx。"),
)
@option(
    "-o",
    "--output",
    metavar="FILE",
    help=marked("文档写到这个文件或文件夹，- 是标准输出；不写就放在报告旁边，换一个后缀。"),
)
@option("--fill-zero", is_flag=True, help=marked("没有填写的格印成 0；不写就照原样空着。"))
@option(
    "--previous",
    metavar="FILE",
    help=marked("上年的报告，网页的图里并列两年；几份一起时自动按机关和年度找。"),
)
@option("--template", metavar="FILE", help=marked("用自己的模板（docx、html、md 是 Jinja，pdf 是 typst）。"))
@option("--reference", metavar="FILE", help=marked("Word 的样式和页面照这个 .docx。"))
@config_option
@option("--force", is_flag=True, help=marked("替换已有的同名文件。"))
@option(
    "--update",
    is_flag=True,
    help=marked(
        "只写没有的和同报告不一致的文档，写了就以退出码 1 结束；不是年度报告的文件跳过。供提交前的钩子用。"
    ),
)
@edition_option
def command(
    paths: tuple[str, ...],
    format_: str | None,
    output: str | None,
    fill_zero: bool,
    previous: str | None,
    template: str | None,
    reference: str | None,
    config_: str | None,
    force: bool,
    update: bool,
    edition: int | None,
) -> None:
    if update and (output is not None or force):
        raise click.UsageError(_("--update 自己决定写哪些文件，不能同 -o、--force 一起用"))
    wanted = format_ or _by_ending(output)
    setting = setting_of(wanted, previous, template, reference, config_)
    rendering = Rendering(wanted, setting, fill_zero, edition)
    rendering.prepare()
    if update:
        sys.exit(updated(paths, rendering))
    many = len(paths) > 1 or any(path != "-" and Path(path).is_dir() for path in paths if path)
    if many:
        sys.exit(several(paths, output, rendering, force=force))
    if not paths and not Path(DEFAULT).exists():
        console.fail(Failure(DEFAULT, _("当前文件夹里没有 report.yaml；请写明报告的文件")))
        sys.exit(3)
    _one(paths[0] if paths else DEFAULT, output, rendering, force=force)


def _by_ending(output: str | None) -> str:
    """The format that the ending of the output asks for."""
    ending = Path(output or "").suffix.lower().removeprefix(".")
    return {"htm": "html"}.get(ending, ending if ending in FORMATS else "docx")


def _one(name: str, output: str | None, rendering: Rendering, *, force: bool) -> None:
    named = output is not None and not is_folder(output)
    if name == "-" and output is not None and not named:
        raise click.UsageError(_("标准输入没有文件名；请用 -o 写明文档的文件名"))
    if named:
        output = checked(str(output), rendering.format)
    report = load_one(name, rendering.edition).report
    if output is None:
        target = beside(name, rendering.format)
    else:
        target = output if named else inside(output, name, "", rendering.format)
    if not named and not force:
        refuse_existing(target)
    if target == "-" and sys.stdout.isatty() and rendering.format not in ("md", "json"):
        raise click.UsageError(_("文档不能显示在屏幕上；请用 -o 写明文件名"))
    previous = rendering.setting.previous
    if previous and (sentence := told(previous, report)):
        console.complain(sentence)
    content = rendering.document(report, previous)
    if content is None:
        sys.exit(1)
    if not named and target != "-":
        made(Path(target).parent)
    write(target, content, inputs=[name])
    _tell(report, target, rendering)


def _tell(report: Report, target: str, rendering: Rendering) -> None:
    """Where the document is, and what stands in it that nobody wrote."""
    if target != "-":
        console.say(_("已生成 {target}").format(target=target))
    if rendering.fill_zero:
        tell_zeros(report)
    totals = computed(report)
    if totals and console.verbose():
        for address, figure in totals.items():
            console.say(_("算出 {label}：{figure}").format(label=report.label(address), figure=figure))
    elif totals:
        console.say(_("{count} 个没有填写的总计已按各项之和算出（-v 列出）").format(count=len(totals)))
