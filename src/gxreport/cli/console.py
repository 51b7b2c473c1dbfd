"""Standard output and standard error, whatever they can show."""

from __future__ import annotations

import io
import os
import sys

import click

from gxreport.messages import _
from gxreport.reporters import Failure
from gxreport.reporters.places import where
from gxreport.textwidth import shown


class Refused(click.ClickException):
    """What was asked for cannot be done, though it was asked for rightly: one sentence, exit code 2."""

    exit_code = 2


def prepare() -> bool:
    """Let no character stop the output. False if standard output cannot show Chinese at all."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        "错误".encode(encoding())
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def encoding() -> str:
    """The encoding of standard output."""
    return getattr(sys.stdout, "encoding", None) or "utf-8"


def coloured() -> bool:
    """Whether to colour what goes to standard output."""
    return "NO_COLOR" not in os.environ and sys.stdout.isatty()


def show(text: str = "") -> None:
    """A result, on standard output, in the encoding that it has: click would write UTF-8 to any."""
    print(text.removesuffix("\n"), flush=True)  # noqa: T201


def for_programs(text: str) -> bytes:
    """A result as programs read it: UTF-8, with what it cannot write spelt out."""
    return text.encode("utf-8", "backslashreplace")


def hand_over(text: str) -> None:
    """A result for programs, on standard output, whatever the encoding that a console there would have."""
    sys.stdout.flush()
    sys.stdout.buffer.write(for_programs(text))
    sys.stdout.buffer.flush()


def paint(text: str, colour: str) -> str:
    """The text in a colour, or bold."""
    return click.style(text, bold=True) if colour == "bold" else click.style(text, fg=colour, bold=True)


def remember(context: click.Context, parameter: click.Parameter, chosen: bool) -> None:
    """Keep `--quiet` and `--verbose` for this run of the program."""
    context.meta[f"gxreport.{parameter.name}"] = chosen or context.meta.get(
        f"gxreport.{parameter.name}", False
    )


def quiet() -> bool:
    """Whether the person wants to hear of problems only."""
    return bool(click.get_current_context().meta.get("gxreport.quiet"))


def verbose() -> bool:
    """Whether the person wants to hear the details."""
    return bool(click.get_current_context().meta.get("gxreport.verbose"))


def say(sentence: str) -> None:
    """A sentence for the person, on standard error, unless they want it quiet."""
    if not quiet():
        complain(sentence)


def complain(sentence: str) -> None:
    """A sentence that the person must see, on standard error."""
    print(shown(sentence), file=sys.stderr, flush=True)  # noqa: T201


def our_mistake(error: Exception) -> str:
    """What to say when the program itself is wrong."""
    message = _("程序出错（{error}）。这是 gxreport 的毛病，请连同文件报告给我们。")
    return message.format(error=f"{type(error).__name__}: {error}")


def complain_lines(text: str) -> None:
    """Several lines that the person must see, on standard error."""
    for line in text.rstrip().splitlines():
        complain(line)


def fail(failure: Failure) -> None:
    """One sentence about a file that could not be read."""
    complain(
        _("{where}: 读不了：{sentence}").format(
            where=where(failure.name, failure.place), sentence=failure.sentence
        )
    )
