"""《中华人民共和国政府信息公开工作年度报告格式》, 国办公开办函〔2021〕30号, reports on 2021 and later.

Read it beside the published form: same order, same words, same punctuation.
"""

from __future__ import annotations

from typing import ClassVar

from gxreport import sections
from gxreport.editions.alike import Applicants, Refused, Rejected, Reviews, Unavailable
from gxreport.form import Balance, Columns, Count, Rows, Table, WanYuan, line, summed
from gxreport.layout import Shape

CITE = "国办公开办函〔2021〕30号"


class Documents(Columns):
    """信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数"""

    issued: Count = line("本年制发件数", "制发件数")
    repealed: Count = line("本年废止件数", "废止件数")
    in_force: Count = line("现行有效件数", also=("现行有效件",))


class Decisions(Columns):
    """信息内容 | 本年处理决定数量"""

    decisions: Count = line("本年处理决定数量", "处理决定数量", also=("本年处理绝对数量",))


class Fees(Columns):
    """信息内容 | 本年收费金额（单位：万元）"""

    collected: WanYuan = line("本年收费金额（单位：万元）", "收费金额", also=("本年收费金额",))


class Disclosure(Table):
    """二、主动公开政府信息情况"""

    section: ClassVar = sections.DISCLOSURE
    edition: ClassVar = 2021
    shape: ClassVar = Shape.BLOCKS
    corner: ClassVar = "信息内容"

    regulations: Documents = line("规章", under="第二十条第（一）项")
    normative_documents: Documents = line("行政规范性文件", under="第二十条第（一）项", also=("规范性文件",))
    licences: Decisions = line("行政许可", under="第二十条第（五）项")
    penalties: Decisions = line("行政处罚", under="第二十条第（六）项")
    coercive_measures: Decisions = line("行政强制", under="第二十条第（六）项")
    fees: Fees = line("行政事业性收费", under="第二十条第（八）项", also=("行政事业型收费",))


class OtherHandling(Rows):
    """（六）其他处理"""

    not_corrected: Applicants = line(
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "逾期不补正"
    )
    unpaid: Applicants = line(
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "逾期未缴费"
    )
    other: Applicants = line("3.其他", "其他")


class Results(Rows):
    """三、本年度办理结果"""

    granted: Applicants = line("（一）予以公开", "予以公开")
    partly_granted: Applicants = line(
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "部分公开", also=("（二）部分公开",)
    )
    refused: Refused = line("（三）不予公开", "不予公开")
    unavailable: Unavailable = line("（四）无法提供", "无法提供")
    rejected: Rejected = line("（五）不予处理", "不予处理")
    other: OtherHandling = line("（六）其他处理", "其他处理")
    total: Applicants = summed("（七）总计", "总计", also=("合计",))


class Requests(Table):
    """三、收到和处理政府信息公开申请情况"""

    section: ClassVar = sections.REQUESTS
    edition: ClassVar = 2021
    corner: ClassVar = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    balances: ClassVar = (Balance(("new", "carried_in"), ("results.total", "carried_out")),)

    new: Applicants = line("一、本年新收政府信息公开申请数量", "本年新收")
    carried_in: Applicants = line(
        "二、上年结转政府信息公开申请数量", "上年结转", also=("上年结转政府信息公开数量",)
    )
    results: Results = line("三、本年度办理结果", "")
    carried_out: Applicants = line("四、结转下年度继续办理", "结转下年度")


TABLES = (Disclosure, Requests, Reviews)
