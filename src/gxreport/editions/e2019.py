"""《政府信息公开工作年度报告格式（试行）》, 国办公开办函〔2019〕60号, reports on 2019 (encouraged) and 2020.

Read it beside the published form: same order, same words, same punctuation.
"""

from __future__ import annotations

from typing import ClassVar

from gxreport import sections
from gxreport.editions.alike import Applicants, Refused, Rejected, Reviews, Unavailable
from gxreport.form import Amount, Balance, Change, Columns, Count, Rows, Table, line, summed
from gxreport.layout import Shape

CITE = "国办公开办函〔2019〕60号"


class Documents(Columns):
    """信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量"""

    made: Count = line("本年新制作数量", "新制作数量")
    published: Count = line("本年新公开数量", "新公开数量")
    public_total: Count = line("对外公开总数量")


class Matters(Columns):
    """信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量"""

    last_year: Count = line("上一年项目数量")
    change: Change = line("本年增/减", "本年增减", also=("本年增/",))
    decisions: Count = line("处理决定数量")


class FeeItems(Columns):
    """信息内容 | 上一年项目数量 | 本年增/减，都是收费项目的个数"""

    last_year: Count = line("上一年项目数量")
    change: Change = line("本年增/减", "本年增减", also=("本年增/",))


class Purchases(Columns):
    """信息内容 | 采购项目数量 | 采购总金额，格式没有印金额的单位"""

    projects: Count = line("采购项目数量")
    amount: Amount = line("采购总金额")


class Disclosure(Table):
    """二、主动公开政府信息情况"""

    section: ClassVar = sections.DISCLOSURE
    edition: ClassVar = 2019
    shape: ClassVar = Shape.BLOCKS
    corner: ClassVar = "信息内容"

    regulations: Documents = line("规章", under="第二十条第（一）项")
    normative_documents: Documents = line("规范性文件", under="第二十条第（一）项", also=("行政规范性文件",))
    licences: Matters = line("行政许可", under="第二十条第（五）项")
    other_services: Matters = line("其他对外管理服务事项", under="第二十条第（五）项")
    penalties: Matters = line("行政处罚", under="第二十条第（六）项")
    coercive_measures: Matters = line("行政强制", under="第二十条第（六）项")
    fees: FeeItems = line("行政事业性收费", under="第二十条第（八）项", also=("行政事业型收费",))
    purchases: Purchases = line("政府集中采购", under="第二十条第（九）项")


class Results(Rows):
    """三、本年度办理结果"""

    granted: Applicants = line("（一）予以公开", "予以公开")
    partly_granted: Applicants = line(
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "部分公开", also=("（二）部分公开",)
    )
    refused: Refused = line("（三）不予公开", "不予公开")
    unavailable: Unavailable = line("（四）无法提供", "无法提供")
    rejected: Rejected = line("（五）不予处理", "不予处理")
    other: Applicants = line("（六）其他处理", "其他处理")
    total: Applicants = summed("（七）总计", "总计", also=("合计",))


class Requests(Table):
    """三、收到和处理政府信息公开申请情况"""

    section: ClassVar = sections.REQUESTS
    edition: ClassVar = 2019
    corner: ClassVar = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    balances: ClassVar = (Balance(("new", "carried_in"), ("results.total", "carried_out")),)

    new: Applicants = line("一、本年新收政府信息公开申请数量", "本年新收")
    carried_in: Applicants = line(
        "二、上年结转政府信息公开申请数量", "上年结转", also=("上年结转政府信息公开数量",)
    )
    results: Results = line("三、本年度办理结果", "")
    carried_out: Applicants = line("四、结转下年度继续办理", "结转下年度")


TABLES = (Disclosure, Requests, Reviews)
