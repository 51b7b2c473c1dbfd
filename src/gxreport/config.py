"""gxreport.toml: what an office settles once for all its reports.

    [fonts]
    fangsong = ["FZFangSong-Z02", "Noto Serif CJK SC"]
    "小标宋" = "FZXiaoBiaoSong-B05S"

    [limits]
    deadline = "01-20"
    overview = 1000

TOML wants keys that are not ASCII in quotes, so every key has an English name as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from gxreport.limits import Day, Limits
from gxreport.messages import _, marked

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

_AT = r"at line (\d+)"
_UNQUOTED = r"\s*\[{0,2}[^\[\]#'\"=\s]*[^\x00-\x7f]"


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
        field, made = _TABLES[key]
        if field in settings:
            raise _twice(file, file.line(key), key)
        settings[field] = made(file, key, value)
    return Config(**settings)  # type: ignore[arg-type]


def _parsed(file: _File) -> dict[str, object]:
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


def _twice(file: _File, line: int, key: str) -> BadConfig:
    return file.bad(line, _("“{key}”写了两次，中文名和英文名只写一个").format(key=key))


def _fonts(file: _File, name: str, table: dict[str, object]) -> Mapping[str, tuple[str, ...]]:
    known = {**FONT_TYPES, **{name: name for name in FONT_TYPES.values()}}
    found: dict[str, tuple[str, ...]] = {}
    for key, value in table.items():
        line = file.line(name, key)
        if key not in known:
            raise file.bad(line, _unknown(_("没有“{key}”这种字体"), key, known))
        families = tuple(_families(value))
        if not families:
            message = _("“{key}”要写一个字体的名字，或方括号里的几个，名字都加引号")
            raise file.bad(line, message.format(key=key))
        if known[key] in found:
            raise _twice(file, line, key)
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
    from difflib import get_close_matches  # only where something is wrong

    meant = get_close_matches(key, list(known), 1, 0.5)
    advice = (
        _("，是不是 {meant}").format(meant=meant[0])
        if meant
        else _("，可以写的有 {known}").format(known="、".join(known))
    )
    return sentence.format(key=key) + advice


class _Limit(NamedTuple):
    """A limit in gxreport.toml: its Chinese name, what reads it (None if it cannot), what it must be."""

    chinese: str
    read: Callable[[object], object]
    right: str


def _limits(file: _File, name: str, table: dict[str, object]) -> Limits:
    known = {**{key: key for key in _LIMITS}, **{limit.chinese: key for key, limit in _LIMITS.items()}}
    found: dict[str, object] = {}
    for key, value in table.items():
        line = file.line(name, key)
        if key not in known:
            raise file.bad(line, _unknown(_("没有“{key}”这一限度"), key, known))
        field = known[key]
        if field in found:
            raise _twice(file, line, key)
        found[field] = _LIMITS[field].read(value)
        if found[field] is None:
            raise file.bad(line, _(_LIMITS[field].right).format(key=key))
    return Limits(**found)  # type: ignore[arg-type]


def _count(value: object) -> int | None:
    """A whole number above zero; true is none."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None


def _share(value: object) -> int | None:
    """Per cent."""
    count = _count(value)
    return count if count is not None and count <= 100 else None


def _day(value: object) -> Day | None:
    """01-20 is a day of every year, 2024-01-20 of one; TOML knows the latter without quotes."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return Day(value.month, value.day, value.year)
    found = (
        re.fullmatch(r"(?:([0-9]{4})-)?([0-9]{1,2})-([0-9]{1,2})", value) if isinstance(value, str) else None
    )
    if found is None:
        return None
    year, month, day = (int(number) if number else None for number in found.groups())
    try:
        date(year or 2023, month or 0, day or 0)  # of every year: 29 February is not
    except ValueError:
        return None
    return Day(month or 0, day or 0, year)


# To add a limit: a line here, and a field of the same name in Limits.
_A_COUNT = marked("“{key}”要写一个大于 0 的整数，不加引号")
_LIMITS = {
    "deadline": _Limit(
        "公布期限", _day, marked('“{key}”要写月和日，如 "01-20"，或者年月日，如 "2024-01-20"')
    ),
    "overview": _Limit("总体情况字数", _count, _A_COUNT),
    "repeated_share": _Limit("雷同比例", _share, marked("“{key}”要写 1 到 100 的整数（百分数），不加引号")),
    "implausible_factor": _Limit("异常倍数", _count, _A_COUNT),
}

# To add a table: its names, its field in Config and its reader here.
_TABLES: dict[str, tuple[str, Callable[[_File, str, dict[str, object]], object]]] = {
    "fonts": ("fonts", _fonts),
    "limits": ("limits", _limits),
    "限度": ("limits", _limits),
}
