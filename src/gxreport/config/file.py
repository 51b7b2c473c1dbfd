"""A gxreport.toml while it is read: its lines, for messages, and what is wrong in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

from gxreport.config import BadConfig
from gxreport.messages import _

_AT = r"at line (\d+)"
_UNQUOTED = r"\s*\[{0,2}[^\[\]#'\"=\s]*[^\x00-\x7f]"


class File(NamedTuple):
    """The file that is being read; `rules` are the ids that exist, None if it does not matter."""

    name: str
    text: str
    rules: Collection[str] | None = None

    def bad(self, line: int, sentence: str) -> BadConfig:
        """What to raise about a line."""
        where = _("{name} 第 {line} 行：").format(name=self.name, line=line)
        return BadConfig(where + sentence)

    def twice(self, line: int, key: str) -> BadConfig:
        """What to raise about a key that stands there in both languages."""
        return self.bad(line, _("“{key}”写了两次，中文名和英文名只写一个").format(key=key))

    def line(self, *keys: str, start: int = 1) -> int:
        """The line in which the last of these keys stands, each looked for below the one before it."""
        lines = self.text.split("\n")
        at = start - 1
        for key in keys:
            written = re.compile(rf"""(?:^|[\[.{{,\s])["']?{re.escape(key)}["']?\s*[=.\]]""")
            at = next((number for number in range(at, len(lines)) if written.search(lines[number])), at)
        return at + 1

    def blocks(self, key: str, count: int) -> list[int]:
        """The lines in which the blocks [[key]] begin; where they are written otherwise, that of the key."""
        header = re.compile(rf"""\s*\[\[\s*["']?{re.escape(key)}["']?\s*\]\]""")
        found = [at + 1 for at, line in enumerate(self.text.split("\n")) if header.match(line)]
        return found if len(found) == count else [self.line(key)] * count


def opened(name: str, data: bytes, rules: Collection[str] | None) -> File:
    """The file as text. Raises BadConfig if it is none."""
    try:
        return File(name, data.decode("utf-8-sig"), rules)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise File(name, "").bad(line, _("不是 UTF-8 文字，请另存为 UTF-8")) from None


def parsed(file: File) -> dict[str, object]:
    """What TOML makes of the file. Raises BadConfig."""
    import tomllib  # only where there is a file to read

    try:
        return tomllib.loads(file.text)
    except (ValueError, RecursionError) as error:
        found = re.search(_AT, str(error))
        # Else it is the end of the text that came too early.
        line = int(found[1]) if found else len(file.text.rstrip("\n").split("\n"))
        if re.match(_UNQUOTED, file.text.split("\n")[line - 1]):
            why = _('中文的键要加引号，如 "仿宋" = "FangSong"')
        else:
            why = _("不合 TOML 的写法；值若是文字要加引号，括号和引号要成对")
        raise file.bad(line, why) from None


def unknown(sentence: str, key: str, known: Iterable[str]) -> str:
    """The sentence on a key that does not exist, with the one that was probably meant, or all."""
    from difflib import get_close_matches  # only where something is wrong

    known = list(known)
    meant = get_close_matches(key, known, 1, 0.5)
    advice = (
        _("，是不是 {meant}").format(meant=meant[0])
        if meant
        else _("，可以写的有 {known}").format(known="、".join(known))
    )
    return sentence.format(key=key) + advice
