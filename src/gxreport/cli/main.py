"""The gxreport command and what all its subcommands share."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

import click

from gxreport import __version__
from gxreport.cli import console
from gxreport.cli.language import language, speak
from gxreport.cli.why import why
from gxreport.editions import EDITIONS
from gxreport.messages import LANGUAGES, _, marked, spoken

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

F = TypeVar("F", bound=Callable[..., Any])

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

DONE: Mapping[int, str] = MappingProxyType({0: marked("做完了"), 2: marked("用法不对，或结果写不了")})
"""The exit codes of a command that reads no reports."""
READS: Mapping[int, str] = MappingProxyType({**DONE, 3: marked("有文件读不了")})
"""The exit codes of a command that reads reports and judges nothing."""


class _Spoken:
    """A help text that is translated when it is shown, as the language is known only then."""

    _help: str | None = None

    @property
    def help(self) -> str | None:
        return _(self._help) if self._help else None

    @help.setter
    def help(self, text: str | None) -> None:
        self._help = text


class Option(_Spoken, click.Option):
    """An option whose help is in the person's language."""

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """What a shell may offer for its value."""
        return _offered(self, incomplete) or super().shell_complete(ctx, incomplete)


class Argument(click.Argument):
    """An argument for which a shell offers what the command takes."""

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """What a shell may offer for its value."""
        return _offered(self, incomplete) or super().shell_complete(ctx, incomplete)


def _offered(parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from gxreport.cli.completing import offered  # only where a shell asks

    return offered(parameter.name or "", incomplete)


class Command(_Spoken, click.Command):
    """A command whose help is in the person's language, with its exit codes and examples at the end."""

    exits: Mapping[int, str] = DONE
    examples: Sequence[tuple[str, str]] = ()

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The pieces of the usage line, click's own placeholders translated."""
        return [_(piece) for piece in super().collect_usage_pieces(ctx)]

    def get_short_help_str(self, limit: int = 45) -> str:
        """The first clause of the help: a list of commands has room for no more."""
        from re import split

        return split("[。：，]|[.:,](?= |$)", (self.help or "").partition("\n")[0])[0].strip()

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Exit codes, and commands to begin with."""
        with formatter.section(_("退出码")):
            formatter.write_dl([(str(code), _(said)) for code, said in self.exits.items()])
        with formatter.section(_("例子")):
            # So narrow a column that what a command does stands below it.
            formatter.write_dl([(line, _(said)) for line, said in self.examples], col_max=2)


class Group(_Spoken, click.Group):
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
        raise click.UsageError(_no_command(args[0]), ctx)

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
            told = io.StringIO()
            error.show(told)
            console.complain_lines(_in_chinese_marks(told.getvalue()))
            code = error.exit_code
        except click.Abort:
            code = 2
        except OSError as error:
            # Results could not be written: a full disk, say. Nothing is left to be flushed at exit.
            sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
            console.complain(_("写不出结果：{why}").format(why=why(error)))
            code = 2
        sys.exit(code if isinstance(code, int) else 0)


def _no_command(word: str) -> str:
    """What to say of a first word that is no command: a file whose command was left out, or a slip."""
    from gxreport.keys import nearest

    if Path(word).exists() or Path(word).suffix:
        message = _("“{word}”前面没有写命令；要检查它，运行 gxreport validate {word}")
        return message.format(word=word)
    if meant := nearest(word, _COMMANDS):
        return _("没有命令“{word}”，是不是 {meant}").format(word=word, meant=meant)
    return _("没有命令“{word}”；运行 gxreport --help 看全部命令").format(word=word)


def _in_chinese_marks(text: str) -> str:
    """What click says, with the marks of Chinese where it is Chinese: click writes its own around words."""
    if spoken() != "zh":
        return text
    text = re.sub(r"'([^'\n]*)'", r"“\1”", text).replace("”, “", "”、“")
    text = re.sub(r"(?<=[”）\u4e00-\u9fff])\.(?=\s|$)", "。", text)
    return re.sub(r"(?<=[\u4e00-\u9fff]) (?=“)|(?<=[”。]) (?=[\u4e00-\u9fff])", "", text)


def option(*names: str, help: str, **attributes: Any) -> Callable[[F], F]:
    """An option with a translated help text."""
    return click.option(*names, cls=Option, help=help, **attributes)


def argument(name: str, **attributes: Any) -> Callable[[F], F]:
    """What stands on the command line without a dash."""
    return click.argument(name, cls=Argument, **attributes)


def common(command: F) -> F:
    """The options that every command has."""
    version = click.version_option(
        __version__,
        "--version",
        cls=Option,
        help=marked("显示版本并退出。"),
        message="gxreport %(version)s",
    )
    options = (
        version,
        option(
            "--lang",
            type=click.Choice(LANGUAGES),
            expose_value=False,
            help=marked("用中文（zh）还是英文（en）。不写则看系统语言。"),
        ),
        _flag("-v", "--verbose", marked("多说一些细节。")),
        _flag("-q", "--quiet", marked("只说有问题的事。")),
    )
    for add in options:
        command = add(command)
    return command


def _flag(short: str, long: str, help: str) -> Callable[[F], F]:
    return option(short, long, is_flag=True, expose_value=False, callback=console.remember, help=help)


def _edition(context: click.Context, parameter: click.Parameter, chosen: str) -> int | None:
    return None if chosen == "auto" else int(chosen)


edition_option = option(
    "--edition",
    type=click.Choice(["auto", *map(str, EDITIONS)]),
    default="auto",
    show_default=True,
    callback=_edition,
    help=marked("按哪一版格式读报告；auto 看报告的年度和表格。"),
)
"""Passes the edition as a year, or None for whatever the report shows."""


def subcommand(
    name: str, help: str, *, exits: Mapping[int, str] = DONE, examples: Sequence[tuple[str, str]]
) -> Callable[[Callable[..., None]], click.Command]:
    """A subcommand with the common options. `help` is its text in Chinese.

    `exits` says what each exit code means; `examples` are command lines, each with what it does.
    """

    def made(function: Callable[..., None]) -> click.Command:
        settings = {"help_option_names": ["--help", "-h"], "max_content_width": 100}
        make = click.command(
            name, cls=Command, help=help, context_settings=settings, options_metavar=marked("[选项]")
        )
        command: Command = make(common(function))
        command.exits, command.examples = exits, examples
        return command

    return made


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
