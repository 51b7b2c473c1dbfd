from __future__ import annotations

import re
from collections.abc import Iterator

from gxreport.finding import Problem, Severity, Span
from gxreport.messages import _, marked
from gxreport.model import Report
from gxreport.prose import has_any, places
from gxreport.rules import Example, rule

# A gap that somebody meant to fill in, a classifier, and the end of the clause. One blank is enough after
# words that a number follows; elsewhere it may be a word torn apart, 文 件.
_GAP = r"(?:[_＿]{1,20}|[ \u3000\xa0\t]{2,20}|[（(][ \u3000\xa0\t]{1,10}[)）])"
_BEFORE = r"申请|信息|收到|受理|办结|答复|公开|结转|制发|废止|复议|诉讼|文件|解读|文章|维持|纠正"
_CLASSIFIER = "[件条篇份宗]"
_END = r"(?=[，。；、,;）)\n]|\Z)"
_MISSING = rf"(?P<gap>{_GAP})[ \u3000]*(?P<unit>{_CLASSIFIER}|[个次起封项部]){_END}"
_NARROW = rf"(?:{_BEFORE})(?P<gap>[ \u3000\xa0])(?P<unit>{_CLASSIFIER}){_END}"
_JOINED = rf"(?:公开|发布|收到|受理|采用)(?:各类|政府|政务)?信息(?P<gap>)(?P<unit>条){_END}"
# Without a gap, 公开条 ends a word that does not exist, unless a line ends there: 信息公开条⏎例. 受理件 and
# 办结件 do exist, unless 共 goes before.
_DONE = ("公开", "发布", "转发", "收到", "接到", "受理", "办结", "答复")
_BARE = (
    rf"(?:(?:公开|发布)(?=条)|全年(?:主动)?(?:公开|发布|收到)|(?:共|累计)(?:主动)?(?:{'|'.join(_DONE)}))"
    r"(?P<gap>)(?P<unit>[件条篇])(?=[，。；,;])"
)
_BARE_SIGNS = tuple(tuple(done + unit for done in _DONE) for unit in "件条篇")
_STOPS = "，。；,;"
_NUMERALS = frozenset("零一二两三四五六七八九十百千万亿几余多干")  # 收到来信三  件, 若干  条
# To look for these first is quicker than any pattern.
_GAPS = ("_", "＿", "  ", "\u3000", "\xa0", "（ ", "( ", "\t")
_NARROW_SIGNS = (" ", "\u3000", "\xa0")
_PATTERNS = (
    (_GAPS, _MISSING),
    (_NARROW_SIGNS, _NARROW),
    (("信息条",), _JOINED),
)


@rule(
    "GX410",
    Severity.WARNING,
    cite="",
    help=marked("补上件数；没有的写 0 或“无”。"),
    example=Example("财政资金分配信息86条", "财政资金分配信息____条"),
)
def missing_number(report: Report) -> Iterator[Problem]:
    """量词前面漏了数。

    “公开信息  条”“受理申请__件”是模板里留给人填的空没有填；“共公开条”连空也没有留。
    只在量词后面就是标点时提示。
    """
    for field, text in report.prose():
        told: set[int] = set()
        patterns = [pattern for signs, pattern in _PATTERNS if has_any(text, signs)]
        for pattern in (*patterns, _BARE) if _is_bare(text) else patterns:
            for found in re.finditer(pattern, text):
                at, before = found.start("unit"), text[: found.start("gap")][-1:]
                if at in told or before in _NUMERALS or not "\u4e00" <= before <= "\u9fff":
                    continue
                told.add(at)
                said = text[max(text.rfind("\n", 0, at) + 1, at - 8) : at + 1].strip()
                message = _("“{said}”里的“{unit}”前面没有数").format(said=said, unit=found["unit"])
                yield Problem((Span(field, found.start("gap"), at + 1),), message)


def _is_bare(text: str) -> bool:
    """Whether 公开条 or the like ends a clause somewhere; 公开条例 stands in every report."""
    return any(text[end : end + 1] in _STOPS for signs in _BARE_SIGNS for end in places(text, signs))
