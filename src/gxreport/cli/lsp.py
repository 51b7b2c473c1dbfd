"""`gxreport lsp`: the language server, for editors."""

from __future__ import annotations

import os
import sys

import click
from click.core import ParameterSource

from gxreport.cli import console
from gxreport.cli.command import DONE, option, subcommand
from gxreport.messages import _, marked


@subcommand(
    "lsp",
    marked(
        "语言服务器，由编辑器启动：边写边检查 report.yaml，补全键名，说明每一格，改正写错的数。\n\n"
        "走标准输入输出。不写 --lang 就用编辑器的语言。各种编辑器怎么配置，见 docs/editors.zh-CN.md。"
    ),
    exits={**DONE, 1: marked("编辑器没有说结束就断开了")},
    examples=(("gxreport lsp", marked("写进编辑器的配置，由它启动")),),
)
@option("--stdio", is_flag=True, help=marked("走标准输入输出；不写也是这样，有的编辑器一定要写。"))
def command(stdio: bool) -> None:
    try:
        from gxreport.lsp.protocol import log_on_one_line
        from gxreport.lsp.server import Session
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol", "cattrs", "attrs"):
            raise
        raise console.Refused(_("没有装 pygls，用不了语言服务器；请运行 pip install pygls")) from None
    if sys.stdin.isatty():
        console.say(_("这个命令由编辑器启动，正在等它的消息；按 Ctrl-C 结束"))
    come, go = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # a word too many on standard output would end the conversation
    log_on_one_line()
    session = Session(settled_language=_chosen())
    session.server.run(come, go)
    sys.exit(0 if session.stopped else 1)


def _chosen() -> bool:
    """Whether the person chose a language, by `--lang` or by the variable of that purpose."""
    context: click.Context | None = click.get_current_context()
    while context is not None:
        if context.get_parameter_source("lang") is ParameterSource.COMMANDLINE:
            return True
        context = context.parent
    return bool(os.environ.get("GXREPORT_LANG"))
