from __future__ import annotations

from collections.abc import Iterator, Sequence

from gxreport.finding import Problem, Severity, Span
from gxreport.messages import _
from gxreport.model import Report
from gxreport.rules import Background, Example, rule
from gxreport.rules.lastyear import last_years
from gxreport.rules.likeness import Sentence, again, sentences

_ENOUGH = 150
"""Characters. Of a report that says less, a few sentences that recur prove nothing."""
_ENOUGH_PROBLEMS = 40
_WHOLESALE = 95  # per cent
_SHOWN = 20


@rule(
    "GX604",
    Severity.WARNING,
    cite="国办公开办函〔2021〕30号，指出的问题：内容雷同",
    help="写本年的做法、成效和问题；去年的问题还没有解决的，写明本年做了什么、还差什么。",
    example=Example(
        "  本年度主要有两个问题：一是政策解读形式单一，企业反映文字多、图表少；"
        "二是少数科室对申请的答复文书说理不够。\n"
        "  针对上述问题，一是对今后出台的惠企政策同步制作图解和问答；"
        "二是编印答复文书样例，答复前由法制机构逐件审核，每季度抽查一次。\n",
        "  工作中还存在两方面不足：一是门户网站栏目偏多，同一政策在几个栏目重复发布，查找不便；"
        "二是个别科室公开不够及时，有的信息形成一个月后才上网。\n"
        "  下一步，一是归并内容相近的栏目，一项政策只在一处发布；"
        "二是建立公开事项清单，明确每类信息的公开时限和责任人，按月通报。\n",
    ),
)
def repeated_prose(report: Report, background: Background) -> Iterator[Problem]:
    """文字与去年的报告雷同。

    看本年的句子有多少在去年的报告里也有：年份和数换成别的、改一两个字，仍算同一句。小标题、法规名称、
    统计期限、收费、联系方式和“未收到”“无其他需要报告的事项”一类的话年年相同，不计。雷同的部分达到
    70%（可以在配置里改），或者存在的问题整段照抄，就提示一次。
    """
    previous = last_years(report, background)
    if previous is None:
        return
    own, before = sentences(report), sentences(previous)
    if not own:
        return
    pairs = again(own, before)
    repeated = [sentence for sentence, _like in pairs]
    share = _share(repeated, own)
    if share >= background.limits.repeated_share and _length(own) >= _ENOUGH:
        message = _("正文有 {share}% 的文字与去年的报告相同或几乎相同，共 {count} 句（年份和数不计）")
        yield _problem(message.format(share=share, count=len(pairs)), pairs)
        return
    problems = [sentence for sentence in own if sentence.field == "problems"]
    told = [pair for pair in pairs if pair[0].field == "problems" == pair[1].field]
    if _length(problems) >= _ENOUGH_PROBLEMS and _share([now for now, _then in told], problems) >= _WHOLESALE:
        yield _problem(_("“存在的主要问题及改进情况”与去年的报告相同，像是整段照抄"), told)


def _length(counted: Sequence[Sentence]) -> int:
    return sum(len(sentence.bare) for sentence in counted)


def _share(part: Sequence[Sentence], whole: Sequence[Sentence]) -> int:
    """How much one is of the other, in per cent of the characters."""
    return _length(part) * 100 // _length(whole)


def _problem(message: str, pairs: Sequence[tuple[Sentence, Sentence]]) -> Problem:
    """The longest pairs show best what is meant; the first of them is where the finding points."""
    longest = sorted(pairs, key=lambda pair: len(pair[0].bare), reverse=True)[:_SHOWN]
    shown = [pair for pair in pairs if pair in longest]
    now, before = ([_span(pair[side]) for pair in shown] for side in (0, 1))
    return Problem((now[0], *now), message, before=tuple(before))


def _span(sentence: Sentence) -> Span:
    return Span(sentence.field, sentence.start, sentence.end)
