"""`gxreport completion`: the script that makes a shell complete commands."""

from __future__ import annotations

import click

from gxreport.cli import console
from gxreport.cli.command import argument, subcommand
from gxreport.cli.main import cli
from gxreport.messages import marked

SHELLS = ("bash", "zsh", "fish")


@subcommand(
    "completion",
    marked(
        "输出命令行补全的脚本：按 Tab 补全命令、选项、规则的编号和能读的文件。\n\n"
        "SHELL 是 bash（4.4 以后）、zsh 或 fish。按例子写到文件，重新打开终端就行。"
    ),
    examples=(
        (
            "gxreport completion bash > ~/.local/share/bash-completion/completions/gxreport",
            marked("bash，装了 bash-completion 时"),
        ),
        ("gxreport completion bash >> ~/.bashrc", marked("bash，没有装时")),
        ('gxreport completion zsh > "${fpath[1]}/_gxreport"', "zsh"),
        ("gxreport completion fish > ~/.config/fish/completions/gxreport.fish", "fish"),
    ),
)
@argument("shell", metavar="SHELL", type=click.Choice(SHELLS))
def command(shell: str) -> None:
    from gxreport.cli.completing import SHELLS as KINDS
    from gxreport.cli.completing import VARIABLE

    console.hand_over(KINDS[shell](cli, {}, "gxreport", VARIABLE).source())
