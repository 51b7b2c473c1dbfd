"""What schemas say to people about fields, rows and figures, in the language in use."""

from __future__ import annotations

from typing import Any, TypeAlias

from gxreport.editions.meanings import meaning
from gxreport.layout import Address, Kind
from gxreport.messages import _, marked

Schema: TypeAlias = dict[str, Any]

_HELD = {
    Kind.COUNT: marked("件数，非负整数"),
    Kind.CHANGE: marked("增减数，可带正负号"),
    Kind.AMOUNT: marked("金额"),
    Kind.WAN_YUAN: marked("金额，万元"),
}
_ABOUT = {
    "organ": marked("报告的行政机关"),
    "organ_kind": marked("机关的类型，决定适用哪些条款"),
    "year": marked("报告的年度"),
    "edition": marked("格式的版本；不写就看年度"),
    "period": marked("统计期限：首日/末日，如 2023-01-01/2023-12-31"),
    "published": marked("发布日期"),
    "title": marked("标题；不写就由机关和年度合成"),
    "preamble": marked("前言：第一部分之前的文字"),
    "signature": marked("落款：文末的机关名称和日期"),
    "intro": marked("表格前面的说明"),
    "note": marked("表格后面的注"),
}


def held(kind: Kind) -> str:
    """What a cell of a kind holds."""
    return _(_HELD[kind])


def about(name: str) -> str | Address:
    """What to say of a field: its words, or the address whose meaning says it."""
    return _(_ABOUT[name]) if name in _ABOUT else Address(name)


def told(subject: str | Address) -> Schema:
    """A description: these words, or what a line of the form means and its article; nothing if unknown."""
    if isinstance(subject, str):
        return {"description": subject}
    words = explained(subject)
    return {"description": words} if words else {}


def explained(address: Address) -> str:
    """What a section, row or column means, with the article behind it; empty if nothing is written down."""
    found = meaning(address)
    if found is None:
        return ""
    if not found.law:
        return _(found.text)
    return _("{text}（{law}）").format(text=_(found.text), law=_(found.law))
