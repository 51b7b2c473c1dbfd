"""What to say of wrong usage."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

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


def in_chinese_marks(text: str) -> str:
    """What click says, with the marks of Chinese where it is Chinese: click writes its own around words."""
    if spoken() != "zh":
        return text
    text = re.sub(r"'([^'\n]*)'", r"“\1”", text).replace("”, “", "”、“")
    text = re.sub(r"(?<=[”）\u4e00-\u9fff])\.(?=\s|$)", "。", text)
    return re.sub(r"(?<=[\u4e00-\u9fff]) (?=“)|(?<=[”。]) (?=[\u4e00-\u9fff])", "", text)
