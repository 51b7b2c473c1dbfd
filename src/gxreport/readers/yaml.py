"""The YAML reader: YAML 1.2 core, with line and column for every key and cell.

`compose` on libyaml gives nodes with their places; resolving nothing leaves every scalar as it was
written, so that `017` is not octal and `no` is a word.
"""

from __future__ import annotations

import re

from yaml import MarkedYAMLError
from yaml._yaml import CParser
from yaml.nodes import MappingNode, Node, ScalarNode
from yaml.reader import ReaderError

from gxreport.messages import _, marked
from gxreport.readers.encoding import utf8
from gxreport.readers.nodes import report_of
from gxreport.readers.passages import place
from gxreport.reading import Reading, Unreadable
from gxreport.source import Place

MOST_LEVELS = 32
"""A report needs five levels of keys; more than this is a finding."""
_NO_FURTHER = 500


class _TooDeep(Exception):
    pass


class _Composer(CParser):
    """libyaml's composer with a resolver that resolves nothing and counts levels."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.levels = 0
        self.too_deep: Node | None = None

    # No tag, whatever the parser asks: what a scalar means is for the reader of the form to say. It
    # asks for every node, and a built-in answers four times as fast as a method.
    resolve = staticmethod("".format)

    def descend_resolver(self, node: Node | None, index: object) -> None:
        """Called by the parser for each node below another."""
        self.levels += 1
        if self.levels > MOST_LEVELS:
            self.too_deep = self.too_deep or node
            if self.levels > _NO_FURTHER:
                raise _TooDeep

    def ascend_resolver(self) -> None:
        """Called by the parser when it leaves a node."""
        self.levels -= 1


def compose(text: str) -> tuple[Node, Node | None]:
    """The root node of a YAML text, and the first one on too deep a level.

    Raises Unreadable with the place where the text is not YAML.
    """
    stand_ins = _stand_ins(text)
    composer = _Composer(text.translate(stand_ins) if stand_ins else text)
    try:
        root = composer.get_single_node()
    except _TooDeep:
        where = place(composer.too_deep) if composer.too_deep else None
        raise Unreadable(
            _("括号或缩进一层套一层，超过 {most} 层，不像一份年度报告").format(most=_NO_FURTHER), where
        ) from None
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = Place(mark.line + 1, mark.column + 1) if mark else None
        slip = _colon_slip(text, mark.line) if mark else None
        if slip:
            raise slip from None
        sign = text[mark.index : mark.index + 1] if mark else ""
        raise Unreadable(_explained(str(error.problem or error.context), sign), where) from None
    except ReaderError as error:
        # libyaml counts bytes here, so the character is looked for.
        position = max(text.find(chr(error.character)), 0) if isinstance(error.character, int) else 0
        raise Unreadable(_control_character(error.character), _at(text, position)) from None
    except UnicodeEncodeError as error:
        raise Unreadable(_control_character(ord(text[error.start])), _at(text, error.start)) from None
    finally:
        composer.dispose()
    if root is None:
        raise Unreadable(_("文件里只有注释或空白"))
    if stand_ins:
        _put_back(root, {stand_in: character for character, stand_in in stand_ins.items()})
    return root, composer.too_deep


def _stand_ins(text: str) -> dict[int, int]:
    """Characters of private use that stand in for those that end a line to libyaml, but not in YAML 1.2."""
    strange = [ord(character) for character in "\x85\u2028\u2029" if character in text]
    unused = (code for code in range(0xE000, 0xF8FF) if chr(code) not in text)
    return dict(zip(strange, unused, strict=False)) if strange else {}


def _put_back(root: Node, characters: dict[int, int]) -> None:
    """Put the characters back for which others stood in."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, ScalarNode):
            node.value = node.value.translate(characters)
        elif isinstance(node, MappingNode):
            waiting += (part for pair in node.value for part in pair)
        else:
            waiting += node.value


def read(name: str, data: bytes, edition: int | None = None) -> Reading:
    """Read a report.yaml."""
    text = utf8(data)
    return report_of(name, text, *compose(text), edition)


_COLON = r"\s*[^\s:：#\"'\[{]+(：|:(?=[^\s:/]))"

# What libyaml says most often, and what a person should look at.
_CAUSES = (
    ("but found another document", marked("一个文件里有两份 YAML 文档（“---”），请分成两个文件")),
    ("found character that cannot start any token", marked("这里不能用制表符（Tab）缩进，请改成空格")),
    ("found undefined alias", marked("“*”开头的值是 YAML 别名，这里没有定义它；文字请加引号")),
    (
        "mapping values are not allowed",
        marked("这一行多了一个冒号，或者上一行没有写完；文字里有“: ”时请加引号"),
    ),
    ("could not find expected ':'", marked("这一行的键后面缺少冒号和空格“: ”")),
    ("did not find expected key", marked("缩进与上一行对不齐，或上面的括号、引号没有配对")),
    ("did not find expected ',' or ']'", marked("方括号里的数没有用逗号隔开，或缺少“]”")),
    ("did not find expected ',' or '}'", marked("花括号里的项没有用逗号隔开，或缺少“}”")),
    ("found unexpected end of stream", marked("引号没有配对，一直到文件末尾")),
)


def _explained(problem: str, sign: str) -> str:
    if sign in ("@", "%", "`", "|", ">", "!", "&", "*") and "cannot start" in problem:
        return _("以 {sign} 开头的文字要加引号").format(sign=sign)
    known = (cause for sign, cause in _CAUSES if sign in problem)
    cause = next(known, marked("这一行或上一行没有写完整，看冒号、引号、括号和缩进"))
    return _("不是正确的 YAML：{problem}").format(problem=_(cause))


def _colon_slip(text: str, line: int) -> Unreadable | None:
    """The usual reason why a line or the one above is no YAML: 年度：2023, or 年度:2023."""
    lines = text.split("\n")
    for number in (line, line - 1):
        found = re.match(_COLON, lines[number]) if 0 <= number < len(lines) else None
        if found:
            full_width = found[1] == "："
            meant = _("冒号要用半角“: ”，后面空一格") if full_width else _("冒号后面要空一格")
            return Unreadable(meant, Place(number + 1, found.start(1) + 1))
    return None


def _control_character(code: int) -> str:
    return _("这一行有看不见的字符（U+{code:04X}），请删掉重打").format(code=code)


def _at(text: str, position: int) -> Place:
    return Place(text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position))
