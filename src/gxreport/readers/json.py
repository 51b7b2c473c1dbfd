"""The JSON reader: strict JSON as Python reads it, then the nodes and places that YAML files have.

YAML itself would do for most JSON, but not for tabs before a colon, escapes of two surrogates, or a
line that ends between a key and its colon.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right

from yaml.error import Mark
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from gxreport.messages import _, marked
from gxreport.readers.encoding import utf8
from gxreport.readers.nodes import report_of
from gxreport.readers.passages import place
from gxreport.readers.yaml import MOST_LEVELS
from gxreport.reading import Reading, Unreadable
from gxreport.source import Place

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[][{}]|[^][{}\s:,"]+')
_LINE_END = re.compile(r"\r\n|\r|\n")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")

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
        known = (cause for sign, cause in _CAUSES if sign in error.msg)
        cause = next(known, marked("这里写得不对，看逗号、冒号、引号和括号"))
        where = Place(error.lineno, error.colno)
        raise Unreadable(_("不是正确的 JSON：{problem}").format(problem=_(cause)), where) from None
    except RecursionError:
        raise Unreadable(_("嵌套太深，不像一份年度报告")) from None
    return report_of(name, text, *nodes_of(text), edition)


def _refuse(constant: str) -> object:
    raise Unreadable(_("不是正确的 JSON：不能写 {constant}").format(constant=constant))


def nodes_of(text: str) -> tuple[Node, Node | None]:
    """The root node of a text that is JSON, and the first node on too deep a level."""
    lines = [0, *(end.end() for end in _LINE_END.finditer(text))]
    root = SequenceNode("", [], Mark("", 0, 0, 0, None, 0), None)
    open_nodes: list[Node] = [root]
    # The parts of the node that is open: of an object its keys and values in turn.
    parts: list[list[Node]] = [root.value]
    too_deep = None

    def mark(index: int) -> Mark:
        line = bisect_right(lines, index) - 1
        return Mark("", index, line, index - lines[line], None, 0)

    for token in _TOKEN.finditer(text):
        word, start, end = token[0], mark(token.start()), mark(token.end())
        if word in ("}", "]"):
            node, inside = open_nodes.pop(), parts.pop()
            node.end_mark = end
            if isinstance(node, MappingNode):
                node.value = list(zip(inside[::2], inside[1::2], strict=True))
            continue
        if word == "{":
            node = MappingNode("", [], start, end)
        elif word == "[":
            node = SequenceNode("", [], start, end)
        else:
            node = _scalar(word, start, end)
        parts[-1].append(node)
        if word in ("{", "["):
            open_nodes.append(node)
            parts.append(node.value if word == "[" else [])
            if too_deep is None and len(open_nodes) > MOST_LEVELS + 1:
                too_deep = node
    return root.value[0], too_deep


def _scalar(word: str, start: Mark, end: Mark) -> ScalarNode:
    if not word.startswith('"'):
        return ScalarNode("", word, start, end, "")
    if "\\" not in word:
        return ScalarNode("", word[1:-1], start, end, '"')
    node = ScalarNode("", json.loads(word), start, end, '"')
    if _LONE_SURROGATE.search(node.value):
        raise Unreadable(_("有不成对的代理字符（\\ud800 一类），请删去"), place(node))
    return node
