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
    *("推进", "健全", "加大", "继续", "进一步", "规范", "确保", "努力", "对策", "打算", "计划"),
    *("解决", "改为", "增加"),
    *("同步", "建立", "开展", "加快", "拓宽", "丰富", "督促", "深化", "细化", "明年", "对照"),
    *("组织", "做好", "制定"),
)
# In these the words above mean nothing bad, …
_HARMLESS = (
    r"不断|不折不扣|不忘|不懈|不仅|不但|不负|未来|减少|至少|降低|不可或缺|缺一不可|困难群众|问题清单|需求"
)
_NONE = r"(?:不存在|未发现|没有|尚无|暂无|并?无)(?:明显|突出|其他|重大|任何)?的?(?:问题|不足)"
# … and in these nothing is being done: 有待进一步加强, 不够规范.
_STILL = r"(?:有待|仍需|还需|尚需|亟需|需要?|亟待)于?[^，。；]{0,12}|不[^，。；、]{0,6}"


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
    if has_problem and has_improvement:
        return
    if has_improvement:
        message = _("第五部分没有说存在什么问题")
    elif has_problem:
        message = _("第五部分没有说怎么改进")
    else:
        message = _("第五部分既没有说问题，也没有说改进")
    yield Problem((Span("problems"),), message)
