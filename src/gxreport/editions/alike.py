"""What both editions print alike: the kinds of applicant, the refusals, the table of disputes.

国办公开办函〔2021〕30号 left these lines of 国办公开办函〔2019〕60号 as they were.
"""

from __future__ import annotations

from typing import ClassVar

from gxreport import sections
from gxreport.form import Columns, Count, Rows, Table, line, summed
from gxreport.layout import Shape

_LEGAL_PERSONS = "法人或其他组织"


class Applicants(Columns):
    """申请人情况"""

    heading: ClassVar = ("申请人情况",)

    natural: Count = line("自然人")
    business: Count = line("商业企业", under=_LEGAL_PERSONS)
    research: Count = line("科研机构", under=_LEGAL_PERSONS)
    welfare: Count = line("社会公益组织", under=_LEGAL_PERSONS)
    legal_services: Count = line("法律服务机构", under=_LEGAL_PERSONS)
    other: Count = line("其他", under=_LEGAL_PERSONS)
    total: Count = summed("总计", also=("合计",))


class Refused(Rows):
    """（三）不予公开"""

    secret: Applicants = line("1.属于国家秘密", "国家秘密")
    forbidden: Applicants = line("2.其他法律行政法规禁止公开", "其他法律行政法规禁止公开")
    security: Applicants = line("3.危及“三安全一稳定”", "危及三安全一稳定")
    third_party: Applicants = line("4.保护第三方合法权益", "保护第三方合法权益")
    internal: Applicants = line("5.属于三类内部事务信息", "三类内部事务信息")
    deliberative: Applicants = line("6.属于四类过程性信息", "四类过程性信息")
    enforcement_files: Applicants = line("7.属于行政执法案卷", "行政执法案卷")
    inquiry: Applicants = line("8.属于行政查询事项", "行政查询事项")


class Unavailable(Rows):
    """（四）无法提供"""

    not_held: Applicants = line("1.本机关不掌握相关政府信息", "本机关不掌握")
    to_be_made: Applicants = line("2.没有现成信息需要另行制作", "需要另行制作")
    unclear: Applicants = line("3.补正后申请内容仍不明确", "补正后仍不明确")


class Rejected(Rows):
    """（五）不予处理"""

    petition: Applicants = line("1.信访举报投诉类申请", "信访举报投诉")
    repeated: Applicants = line("2.重复申请", "重复申请")
    publications: Applicants = line("3.要求提供公开出版物", "公开出版物")
    excessive: Applicants = line("4.无正当理由大量反复申请", "无正当理由大量反复申请")
    confirmation: Applicants = line("5.要求行政机关确认或重新出具已获取信息", "确认或重新出具")


class Outcomes(Columns):
    """行政复议或者行政诉讼的结果"""

    upheld: Count = line("结果维持", also=("维持",))
    corrected: Count = line("结果纠正", also=("纠正",))
    other: Count = line("其他结果")
    pending: Count = line("尚未审结", also=("未审结",))
    total: Count = summed("总计", also=("合计",))


class Reviews(Table):
    """四、政府信息公开行政复议、行政诉讼情况"""

    section: ClassVar = sections.REVIEWS
    shape: ClassVar = Shape.ACROSS

    reconsideration: Outcomes = line("行政复议")
    direct: Outcomes = line("未经复议直接起诉", under="行政诉讼")
    after_reconsideration: Outcomes = line("复议后起诉", under="行政诉讼")
