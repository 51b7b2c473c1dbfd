"""The gxreport command: its subcommands, its language, and what it says where something goes wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from gxreport.cli import console
from gxreport.cli.command import Spoken, common
from gxreport.cli.language import language, speak
from gxreport.cli.misused import no_command, told
from gxreport.cli.why import why
from gxreport.messages import _, marked

# A subcommand's module is imported when it is called.
_COMMANDS = {
    "validate": "validate",
    "preview": "preview",
    "render": "render",
    "import": "importing",
    "init": "init",
    "diff": "diff",
    "schema": "schema",
    "lsp": "lsp",
    "rules": "rules",
    "explain": "explain",
    "completion": "completion",
}


class Group(Spoken, click.Group):
    """The gxreport command: finds subcommands, and the language before anything is said."""

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The pieces of the usage line, click's own placeholders translated."""
        return [_(piece) for piece in super().collect_usage_pieces(ctx)]

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The subcommands in the order in which people need them."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """A subcommand, imported now."""
        if name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"gxreport.cli.{_COMMANDS[name]}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The subcommand that the first word names; where there is none, what the person may have meant."""
        if self.get_command(ctx, args[0]) or args[0].startswith("-"):
            return super().resolve_command(ctx, args)
        raise click.UsageError(no_command(args[0], _COMMANDS), ctx)

    def _main_shell_completion(self, *given: Any, **more: Any) -> None:
        """Let a shell that asks be answered by the scripts of `gxreport completion`."""
        if any(name.startswith("_GXREPORT") for name in os.environ):
            from gxreport.cli import completing

            completing.register()
        super()._main_shell_completion(*given, **more)

    def main(self, args: Sequence[str] | None = None, *more: Any, **extra: Any) -> Any:
        """Choose the language, then run. An output that cannot show Chinese is spoken to in English."""
        words = list(sys.argv[1:] if args is None else args)
        chosen = language(words or os.environ.get("COMP_WORDS", "").split(), os.environ)
        shows_chinese = console.prepare()
        if not shows_chinese and not any(word.partition("=")[0] == "--lang" for word in words):
            chosen = "en"
        speak(chosen)
        if not shows_chinese:
            hint = _("这里（{encoding}）显示不了中文，只能写成 \\uXXXX；请设置 PYTHONIOENCODING=utf-8")
            console.complain(hint.format(encoding=console.encoding()))
        try:
            code = super().main(words, *more, **{**extra, "standalone_mode": False})
        except click.ClickException as error:
            console.complain_lines(told(error))
            code = error.exit_code
        except click.Abort:
            code = 2
        except OSError as error:
            # Results could not be written: a full disk, say. Nothing is left to be flushed at exit.
            sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
            console.complain(_("写不出结果：{why}").format(why=why(error)))
            code = 2
        sys.exit(code if isinstance(code, int) else 0)


@click.group(
    cls=Group,
    options_metavar=marked("[选项]"),
    subcommand_metavar=marked("命令 [参数]..."),
    help=marked("检查和生成政府信息公开工作年度报告。\n\n先试：gxreport validate report.yaml"),
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
)
@common
def cli() -> None:
    pass


def main() -> None:
    """Run gxreport. Nothing but a sentence ever reaches the person, whatever happens."""
    try:
        cli()
    except Exception as error:  # the last resort: a mistake of ours, not of the person's
        if os.environ.get("GXREPORT_DEBUG"):
            raise
        console.complain(console.our_mistake(error))
        sys.exit(3)
