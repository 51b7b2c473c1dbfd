from __future__ import annotations

import re
from collections.abc import Iterator

from gxreport.finding import Problem, Severity, Span
from gxreport.messages import _
from gxreport.model import Report
from gxreport.prose import has_any
from gxreport.rules import Example, rule

# What is lacking, slow or poor, in any of the words that people use for it; each of them is enough.
_PROBLEMS = (
    *("问题", "不", "未", "欠", "缺", "薄弱", "短板", "弱项", "差距", "有待", "需", "难", "困", "亟待"),
    *("偏", "单一", "滞后", "弱", "慢", "迟", "少", "低"),
)
_IMPROVEMENTS = (
    *("改进", "下一步", "下步", "今后", "将", "措施", "整改", "加强", "提升", "完善", "提高"),
    *("优化", "强化", "落实"),
    *("健全", "加大", "继续", "进一步", "规范", "确保", "努力", "对策", "打算", "计划"),
    *("解决", "改为", "增加", "改正", "纠正", "补齐", "边查边改", "立行立改"),
    *("同步", "建立", "开展", "加快", "拓宽", "丰富", "督促", "深化", "细化", "明年"),
    *("组织", "做好", "制定", "制作"),
)
# These are improvements too, but not where something is found wanting.
_MAYBE = ("推进", "对照")
# In these the words above mean nothing bad, …
_HARMLESS = (
    r"不断|不折不扣|不忘|不懈|不仅|不但|不负|未来|减少|至少|降低|不可或缺|缺一不可|困难群众|问题清单|需求"
)
_NONE = r"(?:不存在|未发现|没有|尚无|暂无|并?无)(?:明显|突出|其他|重大|任何)?的?(?:问题|不足)"
# … and in these nothing is being done: 有待进一步加强, 不够规范, 工作开展以来.
_STILL = (
    r"有待[^，。；]{0,20}|(?:仍需|还需|尚需|亟需|需要?|亟待)于?[^，。；]{0,12}|不[^，。；、]{0,6}|开展以来"
)
# What has been held against a standard and found wanting, and what goes slowly, is a problem only:
# 对照新要求，仍存在短板; 推进过程中还存在不足; 推进缓慢.
_THERE_IS = "(?:[仍还尚](?:然|旧)?(?:存在|有)|存在|有(?:一定|较大|明显|不小)?的?(?:差距|不足|短板))(?!的)"
_HELD_AGAINST = rf"对照(?=[^，,。；：\n]{{0,24}}[，,]?[^，,。；：\n]{{0,12}}{_THERE_IS})"
_GOES_SLOWLY = (
    rf"推进的?(?:过程|工作)?中(?=[，,]?[^，,。；：\n]{{0,10}}{_THERE_IS})"
    r"|推进(?=[^，。；]{0,4}(?:缓慢|较慢|偏慢|滞后|迟缓|不够|不足|不力|不快|不平衡))"
)


@rule(
    "GX210",
    Severity.WARNING,
    cite="条例第五十条（四）",
    help="写明本年度的主要问题，以及已经和将要怎么改；不论长短。",
    example=Example(
        "针对上述问题，一是对今后出台的惠企政策同步制作图解和问答；二是编印答复文书样例，"
        "答复前由法制机构逐件审核，每季度抽查一次。",
        "这两个问题企业和群众都有反映，科室之间也有差别。",
    ),
)
def problems_and_improvements(report: Report) -> Iterator[Problem]:
    """第五部分没有写问题，或没有写改进。

    第五部分要写存在的主要问题和改进情况，两样都要有，长短不限。只写“无”，或者只表决心不说问题、
    只说问题不说怎么改，等于没有写。
    """
    text = report.problems or ""
    if not text.strip():
        return  # GX201 says so
    left = re.sub(_HARMLESS, "", text)
    has_problem = has_any(re.sub(_NONE, "", left), _PROBLEMS)
    has_improvement = has_any(re.sub(_STILL, "", left), _IMPROVEMENTS)
    if not has_improvement and has_any(left, _MAYBE):
        left = re.sub(f"{_HELD_AGAINST}|{_GOES_SLOWLY}", "", left)
        has_improvement = has_any(re.sub(_STILL, "", left), _MAYBE)
    if has_problem and has_improvement:
        return
    if has_improvement:
        message = _("第五部分没有说存在什么问题")
    elif has_problem:
        message = _("第五部分没有说怎么改进")
    else:
        message = _("第五部分既没有说问题，也没有说改进")
    yield Problem((Span("problems"),), message)
