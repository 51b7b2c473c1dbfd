"""What to say of wrong usage."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from pathlib import Path

import click

from gxreport.messages import _, spoken


def no_command(word: str, commands: Iterable[str]) -> str:
    """What to say of a first word that is no command: a file whose command was left out, or a slip."""
    from gxreport.keys import nearest

    if Path(word).exists() or Path(word).suffix:
        message = _("“{word}”前面没有写命令；要检查它，运行 gxreport validate {word}")
        return message.format(word=word)
    if meant := nearest(word, commands):
        return _("没有命令“{word}”，是不是 {meant}").format(word=word, meant=meant)
    return _("没有命令“{word}”；运行 gxreport --help 看全部命令").format(word=word)


def no_rule(ids: Iterable[str]) -> str:
    """What to say of ids and beginnings of ids that no rule has: mostly GX was left out."""
    from gxreport.catalogue import unknown

    strange = list(ids)
    completed = [f"GX{id}" for id in strange]
    if not all(id.strip() for id in strange) or unknown(completed):
        return _("没有规则 {ids}；运行 gxreport rules 看全部规则").format(ids=", ".join(strange))
    return _("没有规则 {ids}，是不是 {meant}").format(ids=", ".join(strange), meant=", ".join(completed))


# Other errors are told in sentences of our own: a shell command in one must stay as it is typed.
_WORDED_BY_CLICK = (click.BadParameter, click.NoSuchOption, click.BadOptionUsage, click.BadArgumentUsage)


def told(error: click.ClickException) -> str:
    """The lines to show of an error, what click says in them with the marks of the language."""
    shown = io.StringIO()
    error.show(shown)
    text = shown.getvalue()
    if spoken() != "zh":
        return text
    if isinstance(error, _WORDED_BY_CLICK):
        return _in_chinese_marks(text)
    before, sentence, after = text.rpartition(error.format_message())
    return _in_chinese_marks(before) + sentence + after


def _in_chinese_marks(text: str) -> str:
    """The text with the marks of Chinese: click writes its own around words."""
    text = re.sub(r"'([^'\n]*)'", r"“\1”", text).replace("”, “", "”、“")
    text = re.sub(r"(?<=[”）\u4e00-\u9fff])\.(?=\s|$)", "。", text)
    return re.sub(r"(?<=[\u4e00-\u9fff]) (?=“)|(?<=[”。]) (?=[\u4e00-\u9fff])", "", text)
