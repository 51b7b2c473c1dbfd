"""What the subcommands are made of: their help, the options that they share, what a shell may offer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

import click

from gxreport import __version__
from gxreport.cli import console
from gxreport.editions import EDITIONS
from gxreport.messages import LANGUAGES, _, marked

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

F = TypeVar("F", bound=Callable[..., Any])

DONE: Mapping[int, str] = MappingProxyType({0: marked("做完了"), 2: marked("用法不对，或结果写不了")})
"""The exit codes of a command that reads no reports."""
READS: Mapping[int, str] = MappingProxyType({**DONE, 3: marked("有文件读不了")})
"""The exit codes of a command that reads reports and judges nothing."""


class Spoken:
    """A help text that is translated when it is shown, as the language is known only then."""

    _help: str | None = None

    @property
    def help(self) -> str | None:
        """The text in the language in use."""
        return _(self._help) if self._help else None

    @help.setter
    def help(self, text: str | None) -> None:
        self._help = text


class Option(Spoken, click.Option):
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


class Command(Spoken, click.Command):
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


config_option = option(
    "--config", "config_", metavar="FILE", help=marked("配置文件；不写就从当前文件夹往上找 gxreport.toml。")
)


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
