"""Writes the manual page from the help of the commands: man/gxreport.1, and man/gxreport.zh_CN.1."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from gettext import gettext
from pathlib import Path

import click

from gxreport import __version__, messages
from gxreport.cli import cli
from gxreport.cli.command import Command
from gxreport.cli.language import speak
from gxreport.messages import _

MAN = Path(__file__).parent.parent / "man"
FILES = {"en": MAN / "gxreport.1", "zh": MAN / "gxreport.zh_CN.1"}
# What a manual page has and no help has: the program never says it, so it is in no catalogue.
WORDS = {
    "name": ("NAME", "名称"),
    "synopsis": ("SYNOPSIS", "概要"),
    "description": ("DESCRIPTION", "说明"),
    "environment": ("ENVIRONMENT", "环境变量"),
    "files": ("FILES", "文件"),
    "options": ("Options", "选项"),
    "codes": ("Exit codes", "退出码"),
    "examples": ("Examples", "例子"),
    "manual": ("gxreport manual", "gxreport 手册"),
    "what": (
        "check and set annual reports on open government information",
        "检查和生成政府信息公开工作年度报告",
    ),
}
_BREAK = "\0"
_ESCAPES = {
    _BREAK: r"\:",
    "\\": r"\e",
    "-": r"\-",
    '"': r"\(dq",
    "~": r"\(ti",
    "^": r"\(ha",
    "`": r"\(ga",
    "'": r"\(aq",
}
ENVIRONMENT = (
    (
        "GXREPORT_LANG, LC_ALL, LC_MESSAGES, LANG",
        "The language: Chinese where the first that is set begins with zh or none is set, else English.",
        "语言：依次看，第一个设置了的以 zh 开头就用中文，否则用英文；都没有设置就用中文。",
    ),
    (
        "GXREPORT_OFFICE",
        "The program of LibreOffice, where it is not found, for .doc, .wps, .xls and .et.",
        "LibreOffice 的程序，自动找不到时写明；读 .doc、.wps、.xls、.et 要用。",
    ),
    ("NO_COLOR", "Where it is set, nothing is coloured.", "设置了就不用颜色。"),
)
SETTINGS = (
    (
        "gxreport.toml",
        "Settings and waivers, in this folder or the nearest one above it; --config names another.",
        "设置和豁免，在当前文件夹或往上最近的一个；--config 另外指定。",
    ),
)


def page(language: str) -> str:
    """The whole page in one language."""
    speak(language)
    at = list(FILES).index(language)
    said = {name: texts[at] for name, texts in WORDS.items()}
    context = click.Context(cli, info_name="gxreport")
    commands = [cli.get_command(context, name) for name in cli.list_commands(context)]
    lines = [
        f'.TH GXREPORT 1 "" "gxreport {__version__}" "{_roff(said["manual"])}"',
        ".nh",
        ".ad l",
        *_section(said["name"], [_roff(f"gxreport - {said['what']}")]),
        *_section(said["synopsis"], _synopsis(command for command in commands if command)),
        *_section(said["description"], _paragraphs(cli.help or "")),
    ]
    for command in commands:
        assert isinstance(command, Command)
        lines += _section(f"gxreport {command.name}", _command(command, said))
    lines += _section(said["environment"], _terms((name, texts[at]) for name, *texts in ENVIRONMENT))
    lines += _section(said["files"], _terms((name, texts[at]) for name, *texts in SETTINGS))
    messages.use("zh")
    return "\n".join(lines) + "\n"


def _synopsis(commands: Iterable[click.Command]) -> Iterator[str]:
    for at, command in enumerate(commands):
        if at:
            yield ".br"
        yield f".B gxreport {command.name}"
        yield _roff(" ".join(command.collect_usage_pieces(_context(command))))


def _command(command: Command, said: dict[str, str]) -> Iterator[str]:
    context = _context(command)
    yield from _paragraphs(command.help or "")
    shown = [p for p in command.get_params(context) if isinstance(p, click.Option)]
    options = [_option(option, context) for option in shown]
    yield from _titled(said["options"], _terms(record for record in options if record))
    codes = ((str(code), _(text)) for code, text in command.exits.items())
    yield from _titled(said["codes"], _terms(codes))
    yield from _titled(said["examples"], _terms((line, _(text)) for line, text in command.examples))


def _option(option: click.Option, context: click.Context) -> tuple[str, str] | None:
    record = option.get_help_record(context)
    if record and "--help" in option.opts:
        # click keeps the words of the language in which it first showed them.
        return record[0], gettext("Show this message and exit.")
    return record


def _context(command: click.Command) -> click.Context:
    return click.Context(command, info_name=command.name, **command.context_settings)


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    yield f'.SH "{_roff(title)}"'
    yield from lines


def _titled(title: str, lines: Iterable[str]) -> Iterator[str]:
    yield f'.SS "{_roff(title)}"'
    yield from lines


def _paragraphs(help: str) -> Iterator[str]:
    for at, paragraph in enumerate(re.split(r"\n\s*\n", help)):
        if at:
            yield ".PP"
        yield _roff(" ".join(paragraph.split()))


def _terms(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    for term, text in pairs:
        yield ".TP"
        yield rf"\fB{_roff(term)}\fR"
        yield _roff(text)


def _roff(text: str) -> str:
    """A line of text that roff shows as it is."""
    escaped = "".join(_ESCAPES.get(character, character) for character in _breakable(text))
    return rf"\&{escaped}" if escaped.startswith(".") else escaped


def _breakable(text: str) -> str:
    """The text with a sign wherever a Chinese line may end: roff breaks lines at blanks only."""
    return re.sub(r"(?<=[\u3001-\uffef])(?<![（“〔《])(?=[\u4e00-\u9fff（“〔《a-zA-Z0-9-])", _BREAK, text)


if __name__ == "__main__":
    MAN.mkdir(exist_ok=True)
    for language, file in FILES.items():
        file.write_text(page(language), encoding="utf-8")
