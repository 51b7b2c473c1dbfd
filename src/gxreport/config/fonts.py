"""[fonts]: the families in which a document is set, by type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from gxreport.config import FONT_TYPES
from gxreport.config.file import File, unknown
from gxreport.messages import _


def fonts(file: File, name: str, table: dict[str, object]) -> Mapping[str, tuple[str, ...]]:
    """The families of each type, in the order of preference. Raises BadConfig."""
    known = {**FONT_TYPES, **{name: name for name in FONT_TYPES.values()}}
    found: dict[str, tuple[str, ...]] = {}
    for key, value in table.items():
        line = file.line(name, key)
        if key not in known:
            raise file.bad(line, unknown(_("没有“{key}”这种字体"), key, known))
        families = tuple(_families(value))
        if not families:
            message = _("“{key}”要写一个字体的名字，或方括号里的几个，名字都加引号")
            raise file.bad(line, message.format(key=key))
        if known[key] in found:
            raise file.twice(line, key)
        found[known[key]] = families
    return MappingProxyType(found)


def _families(value: object) -> Iterator[str]:
    """The names of a font or of several; nothing at all if one of them is no name."""
    names = [name.strip() if isinstance(name, str) else "" for name in _listed(value)]
    if all(names):
        yield from names


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]
