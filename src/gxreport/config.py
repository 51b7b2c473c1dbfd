"""gxreport.toml: what an office settles once for all its reports.

    [fonts]
    fangsong = ["FZFangSong-Z02", "Noto Serif CJK SC"]
    "小标宋" = "FZXiaoBiaoSong-B05S"

TOML wants keys that are not ASCII in quotes, so every key has an English name as well.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from gxreport.limits import Limits
from gxreport.messages import _

NAME = "gxreport.toml"

FONT_TYPES = {
    "fangsong": "仿宋",
    "kaiti": "楷体",
    "heiti": "黑体",
    "songti": "宋体",
    "title": "小标宋",
    "latin": "西文",
}
"""The types in which a document is set, by their key in English."""

_AT = re.compile(r"at line (\d+)")
_UNQUOTED = re.compile(r"\s*\[{0,2}[^\[\]#'\"=\s]*[^\x00-\x7f]")


class BadConfig(Exception):
    """A gxreport.toml that cannot be used. Its text is one sentence with the name and the line."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Config(NamedTuple):
    """What is settled: `fonts` are families in the order of preference, by the Chinese name of a type."""

    fonts: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    limits: Limits = Limits()


class _File(NamedTuple):
    """The file that is being read, for messages."""

    name: str
    text: str

    def bad(self, line: int, sentence: str) -> BadConfig:
        where = _("{name} 第 {line} 行：").format(name=self.name, line=line)
        return BadConfig(where + sentence)

    def line(self, *keys: str) -> int:
        """The line in which the last of these keys stands, each looked for below the one before it."""
        lines = self.text.split("\n")
        at = 0
        for key in keys:
            written = re.compile(rf"""(?:^|[\[.{{,\s])["']?{re.escape(key)}["']?\s*[=.\]]""")
            at = next((number for number in range(at, len(lines)) if written.search(lines[number])), at)
        return at + 1


def find(start: Path) -> Path | None:
    """The gxreport.toml in this folder or the nearest one above it."""
    folder = start.absolute()
    return next((path for above in (folder, *folder.parents) if (path := above / NAME).is_file()), None)


def read(name: str, data: bytes) -> Config:
    """The settings in a gxreport.toml; `name` is for messages. Raises BadConfig."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        at = _File(name, "")
        raise at.bad(data.count(b"\n", 0, error.start) + 1, _("不是 UTF-8 文字，请另存为 UTF-8")) from None
    file = _File(name, text)
    settings: dict[str, object] = {}
    for key, value in _parsed(file).items():
        if key not in _TABLES:
            raise file.bad(file.line(key), _unknown(_("没有“{key}”这样的设置"), key, _TABLES))
        if not isinstance(value, dict):
            raise file.bad(file.line(key), _("“{key}”是一组设置，要写成 [{key}]").format(key=key))
        settings[key] = _TABLES[key](file, value)
    return Config(**settings)  # type: ignore[arg-type]


def _parsed(file: _File) -> dict[str, object]:
    try:
        return tomllib.loads(file.text)
    except (ValueError, RecursionError) as error:
        found = _AT.search(str(error))
        # Else it is the end of the text that came too early.
        line = int(found[1]) if found else len(file.text.rstrip("\n").split("\n"))
        if _UNQUOTED.match(file.text.split("\n")[line - 1]):
            why = _('中文的键要加引号，如 "仿宋" = "FangSong"')
        else:
            why = _("不合 TOML 的写法；值若是文字要加引号，括号和引号要成对")
        raise file.bad(line, why) from None


def _fonts(file: _File, table: dict[str, object]) -> Mapping[str, tuple[str, ...]]:
    known = {**FONT_TYPES, **{name: name for name in FONT_TYPES.values()}}
    found: dict[str, tuple[str, ...]] = {}
    for key, value in table.items():
        line = file.line("fonts", key)
        if key not in known:
            raise file.bad(line, _unknown(_("没有“{key}”这种字体"), key, known))
        families = tuple(_families(value))
        if not families:
            message = _("“{key}”要写一个字体的名字，或方括号里的几个，名字都加引号")
            raise file.bad(line, message.format(key=key))
        if known[key] in found:
            raise file.bad(line, _("“{key}”写了两次，中文名和英文名只写一个").format(key=key))
        found[known[key]] = families
    return MappingProxyType(found)


def _families(value: object) -> Iterator[str]:
    """The names of a font or of several; nothing at all if one of them is no name."""
    names = [name.strip() if isinstance(name, str) else "" for name in _listed(value)]
    if all(names):
        yield from names


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _unknown(sentence: str, key: str, known: Mapping[str, object]) -> str:
    meant = get_close_matches(key, list(known), 1, 0.5)
    advice = (
        _("，是不是 {meant}").format(meant=meant[0])
        if meant
        else _("，可以写的有 {known}").format(known="、".join(known))
    )
    return sentence.format(key=key) + advice


# To add a table: its reader here, and a field of the same name in Config.
_TABLES: dict[str, Callable[[_File, dict[str, object]], object]] = {"fonts": _fonts}
