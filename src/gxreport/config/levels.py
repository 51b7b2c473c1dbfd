"""Rules and levels in gxreport.toml: which rules exist, what a level is called, and [severity]."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from gxreport.config.file import File
from gxreport.finding import Severity
from gxreport.messages import _

LEVELS = {"error": Severity.ERROR, "warning": Severity.WARNING, "note": Severity.NOTE}
_CHINESE = {"错误": "error", "警告": "warning", "提示": "note"}


def level(value: object) -> str | None:
    """The English name of a level, from either name of it."""
    name = _CHINESE.get(value, value) if isinstance(value, str) else None
    return name if name in LEVELS else None


def beginnings(value: object) -> tuple[str, ...] | None:
    """Rule ids or their beginnings: a list of them, or one."""
    words = value if isinstance(value, list) else [value]
    found = tuple(word.strip().upper() if isinstance(word, str) else "" for word in words)
    return found if found and all(found) else None


def no_such_rule(file: File, ids: object) -> str:
    """The sentence on ids that are the beginning of no rule's; empty if all are."""
    if file.rules is None or not isinstance(ids, tuple):
        return ""
    strange = [id for id in ids if not any(rule.startswith(id) for rule in file.rules)]
    message = _("没有规则 {ids}；运行 gxreport rules 看全部规则")
    return message.format(ids=", ".join(strange)) if strange else ""


def severities(file: File, name: str, table: dict[str, object]) -> Mapping[str, Severity]:
    """The level of each rule or family that is named. Raises BadConfig."""
    found: dict[str, Severity] = {}
    for key, value in table.items():
        line = file.line(name, key)
        id = key.strip().upper()
        if sentence := no_such_rule(file, (id or '""',)):
            raise file.bad(line, sentence)
        chosen = level(value)
        if chosen is None:
            message = _("“{key}”要写 error、warning 或 note（错误、警告、提示），加引号")
            raise file.bad(line, message.format(key=key))
        if id in found:
            raise file.bad(line, _("“{key}”写了两次").format(key=key))
        found[id] = LEVELS[chosen]
    return MappingProxyType(found)
