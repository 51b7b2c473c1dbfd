"""The JSON reader: strict JSON, then the same nodes and places as YAML."""

from __future__ import annotations

import json
import re

from gxreport.messages import _, marked
from gxreport.readers.encoding import utf8
from gxreport.readers.nodes import report_of
from gxreport.readers.yaml import compose
from gxreport.reading import Reading, Unreadable
from gxreport.source import Place

_PAIR = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")

# What Python's JSON reader says most often, and what a person should look at.
_CAUSES = (
    ("Expecting ',' delimiter", marked("两项之间缺少逗号，或括号没有配对")),
    ("Expecting ':' delimiter", marked("键后面缺少冒号")),
    ("Expecting property name", marked("键要写在双引号里；最后一项后面不能有逗号")),
    ("Illegal trailing comma", marked("最后一项后面不能有逗号")),
    ("Expecting value", marked("这里缺少一个值；文字要写在双引号里")),
    ("Extra data", marked("后面还有多余的内容，一个文件只能有一份 JSON")),
    ("Unterminated string", marked("引号没有配对")),
    ("Invalid control character", marked("引号里不能直接换行或用制表符，请写成 \\n、\\t")),
    ("Invalid \\", marked("反斜杠后面的字符不对；反斜杠本身要写两个")),
)


def read(name: str, data: bytes, edition: int | None = None) -> Reading:
    """Read a report in JSON. Raises Unreadable with the place where it is not JSON."""
    text = utf8(data)
    try:
        json.loads(text, parse_int=str, parse_float=str, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        where = Place(error.lineno, error.colno)
        known = (cause for sign, cause in _CAUSES if sign in error.msg)
        cause = next(known, marked("这里写得不对，看逗号、冒号、引号和括号"))
        raise Unreadable(_("不是正确的 JSON：{problem}").format(problem=_(cause)), where) from None
    except RecursionError:
        raise Unreadable(_("嵌套太深，不像一份年度报告")) from None
    return report_of(name, text, *compose(_PAIR.sub(_character, text)), edition)


def _refuse(constant: str) -> object:
    raise Unreadable(_("不是正确的 JSON：不能写 {constant}").format(constant=constant))


def _character(pair: re.Match[str]) -> str:
    """YAML has no surrogate pairs: a character beyond U+FFFF is one escape there."""
    high, low = int(pair[0][2:6], 16), int(pair[0][8:12], 16)
    return f"\\U{0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00):08X}"
