"""What the lines of the form mean in law: one sentence for a row, a column or a section, and its article.

The form does not print this, so it stands beside the editions and not in them. It is keyed by address
(a column's without a row): most lines mean the same in both editions. Read only where it is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from gxreport.layout import Address
from gxreport.messages import marked


class Meaning(NamedTuple):
    """What is counted or told there, in Chinese, and the article behind it; empty where none is known."""

    text: str
    law: str = ""


_TO_FILL_IN: Mapping[str, Meaning] = {
    "overview": Meaning(
        marked("一年工作的概况；2021 年度起分主动公开、依申请公开、政府信息管理、平台建设、监督保障五个方面"),
        marked("国办公开办函〔2021〕30号"),
    ),
    "disclosure": Meaning(marked("应当主动公开的几类事项"), marked("条例第二十条")),
    "requests": Meaning(
        marked("每一列都要：本年新收＋上年结转＝总计＋结转下年度"), marked("条例第五十条第（二）项")
    ),
    "reviews": Meaning(marked("因政府信息公开引起的行政复议和行政诉讼"), marked("条例第五十条第（三）项")),
    "problems": Meaning(marked("存在的主要问题，和怎样改进"), marked("条例第五十条第（四）项")),
    "other": Meaning(marked("其他要报告的事项；收取信息处理费的情况写在这里"), marked("条例第五十条")),
}

_DISCLOSURE: Mapping[str, Meaning] = {
    "regulations": Meaning(
        marked("只有国务院部门和省、设区的市、自治州的政府能制定规章，其他机关填 0"),
        marked("条例第二十条第（一）项"),
    ),
    "normative_documents": Meaning(marked("规章以外的规范性文件"), marked("条例第二十条第（一）项")),
    "licences": Meaning(marked("依法作出的行政许可"), marked("条例第二十条第（五）项")),
    "other_services": Meaning(marked("行政许可以外的对外管理服务"), marked("条例第二十条第（五）项")),
    "penalties": Meaning(marked("依法作出的行政处罚"), marked("条例第二十条第（六）项")),
    "coercive_measures": Meaning(marked("依法采取的行政强制"), marked("条例第二十条第（六）项")),
    "fees": Meaning(
        marked("政府信息公开的信息处理费也是行政事业性收费"),
        marked("条例第二十条第（八）项，国办函〔2020〕109号"),
    ),
    "purchases": Meaning(marked("本年的政府集中采购"), marked("条例第二十条第（九）项")),
}
_DISCLOSURE_COLUMNS: Mapping[str, Meaning] = {
    "issued": Meaning(marked("本年制发的件数")),
    "repealed": Meaning(marked("本年废止的件数")),
    "in_force": Meaning(marked("到12月31日仍然有效的件数，往年制发的也在内")),
    "decisions": Meaning(marked("本年作出的决定的件数，公开与否都计")),
    "collected": Meaning(marked("本年收到的钱，单位万元，可带小数")),
    "made": Meaning(marked("本年新制作的件数")),
    "published": Meaning(marked("本年新公开的件数，往年制作的也在内")),
    "public_total": Meaning(marked("到12月31日对外公开的总件数")),
    "last_year": Meaning(marked("上一年的项目个数")),
    "change": Meaning(marked("同上一年相比增加或减少的项目个数，减少的写负数")),
    "projects": Meaning(marked("采购项目的个数")),
    "amount": Meaning(marked("采购的总金额；格式没有印单位，应与去年一致")),
}

_REQUESTS: Mapping[str, Meaning] = {
    "new": Meaning(marked("1月1日至12月31日收到的申请")),
    "carried_in": Meaning(marked("去年没有办结、转到今年的申请，与去年报告的结转下年度相同")),
    "results.granted": Meaning(marked("申请的信息全部公开")),
    "results.partly_granted": Meaning(
        marked("区分处理、公开了一部分的，只计在这一行，不再计入不予公开各行"), marked("条例第三十七条")
    ),
    "results.refused": Meaning(marked("依法不公开的，按理由计入下面各行")),
    "results.refused.secret": Meaning(marked("依法定为国家秘密的"), marked("条例第十四条")),
    "results.refused.forbidden": Meaning(marked("法律、行政法规禁止公开的"), marked("条例第十四条")),
    "results.refused.security": Meaning(
        marked("公开后可能危及国家安全、公共安全、经济安全、社会稳定的"), marked("条例第十四条")
    ),
    "results.refused.third_party": Meaning(
        marked("公开会损害第三方合法权益的"), marked("条例第十五条、第三十二条")
    ),
    "results.refused.internal": Meaning(
        marked("人事管理、后勤管理、内部工作流程"), marked("条例第十六条第一款")
    ),
    "results.refused.deliberative": Meaning(
        marked("讨论记录、过程稿、磋商信函、请示报告"), marked("条例第十六条第二款")
    ),
    "results.refused.enforcement_files": Meaning(
        marked("行政执法案卷里的信息"), marked("条例第十六条第二款")
    ),
    "results.refused.inquiry": Meaning(
        marked("登记资料等另有查询规定，告知按那些规定查询的"), marked("条例第三十六条第（七）项")
    ),
    "results.unavailable": Meaning(marked("没有可以提供的信息，按原因计入下面各行")),
    "results.unavailable.not_held": Meaning(
        marked("检索后没有，或者不由本机关负责公开的"), marked("条例第三十六条第（四）（五）项")
    ),
    "results.unavailable.to_be_made": Meaning(
        marked("没有现成的，要另行加工、分析才有的"), marked("条例第三十八条")
    ),
    "results.unavailable.unclear": Meaning(
        marked("申请人补正以后，要什么仍不明确的"), marked("条例第三十条")
    ),
    "results.rejected": Meaning(marked("不作为政府信息公开申请办理的，按理由计入下面各行")),
    "results.rejected.petition": Meaning(
        marked("以申请的形式信访、投诉、举报，告知走相应渠道的"), marked("条例第三十九条")
    ),
    "results.rejected.repeated": Meaning(
        marked("已经答复过，同一申请人又申请同样内容的"), marked("条例第三十六条第（六）项")
    ),
    "results.rejected.publications": Meaning(
        marked("要求提供公报、报刊、书籍等公开出版物的"), marked("条例第三十九条")
    ),
    "results.rejected.excessive": Meaning(
        marked("数量、频次明显超过合理范围，又没有正当理由的"), marked("条例第三十五条")
    ),
    "results.rejected.confirmation": Meaning(marked("要求确认或重新出具已经取得的信息")),
    "results.other": Meaning(marked("不属于以上各类的处理")),
    "results.other.not_corrected": Meaning(
        marked("没有正当理由、逾期不补正，视为放弃申请的"), marked("条例第三十条")
    ),
    "results.other.unpaid": Meaning(
        marked("没有按时缴纳信息处理费，视为放弃申请的"), marked("国办函〔2020〕109号")
    ),
    "results.other.other": Meaning(marked("前两种以外的其他处理")),
    "results.total": Meaning(marked("本年办结的申请，等于以上各行之和")),
    "carried_out": Meaning(marked("到12月31日没有办结、转到明年的申请")),
}
_REQUESTS_COLUMNS: Mapping[str, Meaning] = {
    "natural": Meaning(marked("以个人名义提出的申请")),
    "total": Meaning(marked("前面六类申请人之和")),
}

_REVIEWS: Mapping[str, Meaning] = {
    "reconsideration": Meaning(marked("因政府信息公开被申请行政复议的案件")),
    "direct": Meaning(marked("没有经过复议、直接起诉的案件")),
    "after_reconsideration": Meaning(marked("经过复议再起诉的案件")),
}
_REVIEWS_COLUMNS: Mapping[str, Meaning] = {
    "upheld": Meaning(marked("维持了本机关的处理")),
    "corrected": Meaning(marked("纠正了本机关的处理")),
    "other": Meaning(marked("维持和纠正以外的结果")),
    "pending": Meaning(marked("到12月31日没有结果的案件")),
    "total": Meaning(marked("前面四种情形之和")),
}

_MEANINGS: Mapping[Address, Meaning] = {
    **{Address(name): meaning for name, meaning in _TO_FILL_IN.items()},
    **{Address("disclosure", row): meaning for row, meaning in _DISCLOSURE.items()},
    **{Address("disclosure", "", column): meaning for column, meaning in _DISCLOSURE_COLUMNS.items()},
    **{Address("requests", row): meaning for row, meaning in _REQUESTS.items()},
    **{Address("requests", "", column): meaning for column, meaning in _REQUESTS_COLUMNS.items()},
    **{Address("reviews", row): meaning for row, meaning in _REVIEWS.items()},
    **{Address("reviews", "", column): meaning for column, meaning in _REVIEWS_COLUMNS.items()},
}


def meaning(address: Address) -> Meaning | None:
    """What a section, a row or a group of rows means; with no row but a column, what that column means."""
    return _MEANINGS.get(address)


def addresses() -> tuple[Address, ...]:
    """Everything that has a meaning written down."""
    return tuple(_MEANINGS)
