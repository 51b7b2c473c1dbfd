"""The words of which sentences about applications, disputes and documents are made, and their kinds.

A figure is read only where every word around it stands here: what is not here may change the meaning.
Labels of rows and columns come from the form itself; here stand the other words that people use.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import ClassVar, NamedTuple

from gxreport.claims import quantities as q
from gxreport.layout import TableLayout


class Kind:
    """What a word does in a sentence."""

    # No Enum: its members are found four times slower, and kinds are asked for all the time.
    __slots__ = ("word",)

    def __init__(self, word: str) -> None:
        self.word = word

    def __repr__(self) -> str:
        return f"Kind.{self.word}"

    NUMBER: ClassVar[Kind]
    STOP: ClassVar[Kind]  # 。 and the end of a line
    BREAK: ClassVar[Kind]  # ， ； ：
    PAUSE: ClassVar[Kind]  # 、
    JOIN: ClassVar[Kind]  # 和 及
    OPEN: ClassVar[Kind]
    CLOSE: ClassVar[Kind]
    ABOUT: ClassVar[Kind]  # what a sentence is about: applications, reviews, documents
    MATTER: ClassVar[Kind]  # 政府信息公开, which says that a dispute is about it
    RECEIVE: ClassVar[Kind]
    SETTLE: ClassVar[Kind]
    CARRY: ClassVar[Kind]
    ROW: ClassVar[Kind]  # an outcome
    APPLICANT: ClassVar[Kind]
    RESULT: ClassVar[Kind]
    HAPPENED: ClassVar[Kind]  # to documents: issued, repealed, in force
    NONE: ClassVar[Kind]
    ALL: ClassVar[Kind]
    EACH: ClassVar[Kind]
    WHICH: ClassVar[Kind]  # 其中
    OTHERWISE: ClassVar[Kind]  # 其余
    SHARE: ClassVar[Kind]  # 占
    WHOLE: ClassVar[Kind]  # 总数, after 占
    CHANGE: ClassVar[Kind]  # 增加, 同比
    SELF: ClassVar[Kind]
    ALIEN: ClassVar[Kind]  # another organ, or all of them
    THIS_YEAR: ClassVar[Kind]
    LAST_YEAR: ClassVar[Kind]
    NEXT_YEAR: ClassVar[Kind]
    YEAR: ClassVar[Kind]
    PERIOD: ClassVar[Kind]  # 上半年, 历年
    PASSIVE: ClassVar[Kind]  # 被申请, 被提起: the organ is the one complained of
    VAGUE: ClassVar[Kind]  # 各类, 公众: of any kind, where the noun does not say of which
    ASIDE: ClassVar[Kind]  # understood, and no figure of the form: 网络, 延期
    OTHER: ClassVar[Kind]  # 其他, which means what its list is about
    ITEM: ClassVar[Kind]  # 一是
    TANGENT: ClassVar[Kind]  # 按渠道分: what follows divides by something that the form does not have
    EXCEPT: ClassVar[Kind]  # 除: what follows is taken off
    PLAN: ClassVar[Kind]  # no fact: "here" in its own clause, "on" from there, else in its whole sentence
    FILLER: ClassVar[Kind]
    UNKNOWN: ClassVar[Kind]


KINDS = tuple(Kind(word) for word in Kind.__annotations__)
for _kind in KINDS:
    setattr(Kind, _kind.word, _kind)


class Word(NamedTuple):
    """A word of the vocabulary: its kind, and what it names."""

    kind: Kind
    name: str = ""


_WORDS: tuple[tuple[Kind, str, str], ...] = (
    (
        Kind.ABOUT,
        "requests",
        """
        政府信息公开申请 信息公开申请 政府信息公开申请表 信息公开申请表 依申请公开申请 依申请公开申请表
        政府信息申请 依申请公开政府信息申请 依申请公开件 依申请公开事项 依申请公开案件 依申请公开办件
        依申请公开事宜 申请公开事项 申请公开件 申请公开政府信息 申请公开信息 公开政府信息申请
        公开政府信息的申请 公开信息申请 要求公开政府信息的申请 要求公开信息的申请 公开申请
        政府信息公开申请件 政府信息公开申请事项 获取政府信息的申请 获取政府信息申请 政府信息公开的申请
        信息公开的申请 申请公开政府信息的申请 政府信息依申请公开申请 依申请政府信息公开
        依申请政府信息公开申请 依申请信息公开 依申请信息公开申请 信息公开申请件 依申请公开的申请
        政府信息公开申请书 申请信息公开 申请政府信息公开 政府信息公开依申请 依申请办件 信息公开申请书
        关于政府信息公开的申请 公民信息公开申请
        """,
    ),
    (
        Kind.ABOUT,
        "attribute",
        """
        依申请公开 依申请公开信息 依申请公开政府信息 依申请公开的政府信息 依申请 政府信息依申请公开
        依申请公开政府信息工作
        """,
    ),
    (
        Kind.ABOUT,
        "maybe",
        """
        申请 申请件 申请事项 申请表 申请书 申请主体 申请人类别 申请人类型 申请主体类别 申请人情况
        申请人结构 办件 办理事项 依申请件 依申请事项
        """,
    ),
    (
        Kind.ABOUT,
        q.REVIEW,
        """
        行政复议申请 行政复议案件 行政复议案 行政复议 复议案件 复议申请 复议案 复议 行政复议件
        """,
    ),
    (
        Kind.ABOUT,
        q.LITIGATION,
        """
        行政诉讼案件 行政诉讼案 行政诉讼 行政应诉案件 行政应诉 应诉案件 诉讼案件 诉讼 行政诉讼件
        """,
    ),
    (
        Kind.ABOUT,
        q.DIRECT,
        """
        未经复议直接起诉 直接起诉 未经行政复议直接起诉 未经复议直接提起诉讼 未经复议直接提起行政诉讼
        未经复议起诉 直接提起行政诉讼 直接提起诉讼 未经复议直接起诉案件
        """,
    ),
    (
        Kind.ABOUT,
        q.AFTER_REVIEW,
        """
        复议后起诉 复议后提起诉讼 复议后提起行政诉讼 经复议后起诉 行政复议后起诉 经复议后提起行政诉讼
        复议后诉讼 经行政复议后起诉 复议后起诉案件 复议后再起诉
        """,
    ),
    (Kind.ABOUT, q.LITIGATION, "被起诉 被诉至法院 被诉至人民法院"),
    (Kind.ABOUT, q.DISPUTES, "复议诉讼 复议诉讼案件 行政复议诉讼 行政复议诉讼案件"),
    (Kind.ABOUT, q.RULES, "规章 政府规章 部门规章 地方政府规章"),
    (Kind.ABOUT, q.DOCUMENTS, "行政规范性文件 规范性文件 到期行政规范性文件 到期规范性文件"),
    (
        Kind.MATTER,
        "",
        """
        政府信息公开工作 政府信息公开 信息公开工作 信息公开 公开工作 公开政府信息 公开信息
        政府信息公开答复 信息公开答复 依申请公开答复 依申请公开工作 政府信息公开类 信息公开类 依申请公开类
        政府信息公开申请答复 政府信息公开事项 政务公开工作 政务公开 政府信息公开行为
        """,
    ),
    (
        Kind.RECEIVE,
        "",
        """
        收到 接到 受理 接收 收办 新收到 新受理 新增受理 新增 接收到 收取 接件 登记 收悉 收到并受理 受理量
        收件 新接收 受理数 登记受理 登记在册 接收受理 收 申请量 申请数 申请数量 申请总量
        """,
    ),
    (
        Kind.RECEIVE,
        "due",
        """
        需办理 须办理 应办 应办理 需答复 须答复 应答复 实际应办理 需办 须办 应办结 需处理 应处理 实际需办理
        """,
    ),
    (Kind.RECEIVE, "new", "新收 本年新收 新收数 新收量"),
    (
        Kind.SETTLE,
        "",
        """
        答复 回复 完成答复 答复到位 办理答复 作出答复 答复完毕 答复完成 答复数 答复量 办复 答复书 告知书
        答复文书
        政府信息公开申请答复书 政府信息公开申请答复文书 政府信息公开答复书 政府信息公开答复文书
        """,
    ),
    (Kind.SETTLE, "closed", "办结 答复办结 办理完毕 办毕 处理完毕 办结数 办结量 办结答复"),
    (Kind.SETTLE, "soft", "办理 处理 收到并办理 受理并办理"),
    (
        Kind.SETTLE,
        "and",
        """
        收到并办结 受理并办结 收到并答复 受理并答复 受理答复 受理、答复 收到并按期答复 受理并按期答复
        """,
    ),
    (
        Kind.CARRY,
        "",
        """
        结转 转入 结转至 结转到 结转入 结转自 转至 转到 转 顺延至 顺延到 顺延 转接 遗留 跨入 延至 延续至
        延续到 转结 未办结
        """,
    ),
    (
        Kind.CARRY,
        q.CARRIED_OUT,
        """
        跨年度办理 跨年办理 跨年度答复 未到答复期限 未到期 尚在办理期限内 办理期限内 仍在办理期限内
        未到办理期限 正在办理 尚在办理 仍在办理 正在办理中 尚在办理中
        """,
    ),
    (
        Kind.HAPPENED,
        q.ISSUED,
        """
        制发 新制发 制定 新制定 制定出台 制定印发 印发 出台 制定并印发 制定并发布 制定发布 新出台 制定制发
        颁布 新制作 制作
        """,
    ),
    (
        Kind.HAPPENED,
        q.REPEALED,
        """
        废止 宣布废止 废止（失效） 废止(失效) 废止和失效 废止失效 废止和宣布失效 废止或失效 废止或宣布失效
        废止、失效
        """,
    ),
    (Kind.HAPPENED, q.IN_FORCE, "现行有效 继续有效 现行 有效 仍然有效 现行有效目录"),
    (
        Kind.NONE,
        "",
        """
        未收到 未收到和处理 未收到及处理 没有收到 没有收到和处理 未接到 没有接到 未受理 没有受理 未新收 无
        没有 未发生 没有发生 未出现 没有出现
        未产生 没有产生 未有 尚未收到 尚无 暂无 未曾收到 未曾发生 不存在 未因 未被 未因此 未引发 没有引发
        未涉及 未接收到 未接收 未新收到 没有因 没有被 未曾 零 未引起 从未收到 未办理 均无 没有新收
        没有新收到 未发现 无人 无一 没有因此
        """,
    ),
    (
        Kind.NONE,
        q.ISSUED,
        """
        未制发 未制定 未出台 未印发 没有制发 没有制定 没有出台 无新制发 未新制发 无制发 未新制定
        """,
    ),
    (Kind.NONE, q.REPEALED, "未废止 没有废止 无废止"),
    (Kind.ALL, "", "均 全部 皆 都 均已 均已全部 已全部 均为 均获 均予 均予以 全部予以"),
    (Kind.ITEM, "", "一是 二是 三是 四是 五是 六是 七是 八是 九是"),
    (
        Kind.TANGENT,
        "",
        """
        按渠道分 按内容分 按途径分 按类别分 按领域分 按方式分 按申请方式分 按申请渠道分 从内容看 从渠道看
        从申请内容看 从申请渠道看 从申请方式看 内容涉及 主要涉及 申请内容 申请内容主要涉及 申请事项主要
        从申请途径看 从形式看
        """,
    ),
    (Kind.EACH, "", "分别 分别为 分别是"),
    (Kind.WHICH, "", "其中"),
    (Kind.OTHERWISE, "", "其余 剩余 余下"),
    (Kind.SHARE, "", "占 占比 占比为 占比达 所占比例 所占比例为 比例 比例为 占到"),
    (
        Kind.WHOLE,
        "",
        """
        总数 总量 申请总数 申请总量 总数的 全部申请 申请总件数 总件数 比重 总申请量 总申请数 总申请
        """,
    ),
    (
        Kind.WHOLE,
        q.SETTLED,
        """
        办结总数 办结件 办结总量 答复总数 答复总量 全部办结件 办理总数 办理总量 全部办结申请
        """,
    ),
    (Kind.WHOLE, q.RECEIVED, "收到总数 受理总数 新收总数 收件总数 受理总量 收到申请总数 新收申请总数"),
    (
        Kind.CHANGE,
        "",
        """
        增长 增加 减少 下降 上升 提高 降低 同比 环比 较上年 比上年 较去年 比去年 与上年相比 与去年相比
        相比 较上年度 比上年度 较上一年 比上一年 较往年 比往年 降幅 增幅 较 比 持平 增 减 多于 少于
        上年同期 去年同期 回落 翻
        """,
    ),
    (
        Kind.CHANGE,
        "to",
        """增至 增加至 增加到 减至 减少至 减少到 升至 降至 降为 减为 降到 下降至 下降到 升为 增为 升到
    上升至 上升到 增长至 增长到 增加为 减少为 回落至 回落到""",
    ),
    (Kind.EXCEPT, "", "除 除了 剔除 扣除"),
    (
        Kind.SELF,
        "",
        """
        我局 本局 我委 本委 我办 本办 我厅 本厅 我镇 本镇 我乡 本乡 我街道 本街道 本机关 我机关 我单位
        本单位 我部门 本部门 我处 本处 我中心 本中心 我院 本院 全局 我府 我站 我所 我队 本站 本所 我局自身
        我行 本行政机关 我分局 本分局 我管委会 本管委会
        """,
    ),
    (
        Kind.ALIEN,
        "all",
        """
        各级 各部门 各单位 各行政机关 各级行政机关 各级各部门 各级各单位 各级政府 各乡镇各部门
        各级政府及部门
        """,
    ),
    (
        Kind.ALIEN,
        "office",
        """
        市政府 区政府 县政府 省政府 镇政府 市局 区局 县局 省局 上级 其他部门 兄弟 下级 法院 人民法院 国家 联合
        协助 指导 市政府及其部门 区政府及其部门 县政府及其部门 市政府及各部门 区政府及各部门 县政府及各部门
        省政府及其部门 市本级 区本级 县本级 本级 市政府本级 区政府本级 县政府本级
        """,
    ),
    (
        Kind.ALIEN,
        "",
        """
        我市 我区 我县 我省 我州 我旗 本市 本区 本县 本省 全市 全区 全县 全省 全州 全国 全镇 全乡 全街道 全街
        全旗 全系统 各镇 各县 各区 各乡镇 各镇街 各街道 各乡 各市 辖区 所属 下属 直属 县直部门 市直部门
        区直部门 各地 系统 市直 区直 县直 街道 乡镇 镇街 复议机构 作为复议机关 作为行政复议机关
        """,
    ),
    (
        Kind.THIS_YEAR,
        "",
        """
        全年 本年 本年度 今年 年度内 年内 当年 今年以来 本报告年度 报告年度 一年来 全年度 报告期内
        本报告期 当年度 过去一年 本年末 本年底 今年底
        """,
    ),
    (Kind.LAST_YEAR, "", "上年 上年度 去年 上一年 上一年度 去年度"),
    (Kind.NEXT_YEAR, "", "下年 下年度 下一年 下一年度 次年 次年度 明年 明年度 来年 下年继续"),
    (
        Kind.PERIOD,
        "",
        """
        上半年 下半年 年均 月均 日均 人均 平均
        历年 历年来 往年 近年 近年来 近三年 累计 以来 截至目前 一季度 二季度 三季度 四季度
        季度 每年 五年来 三年来 十四五 四年来 两年来 前年 同期 期间 以前年度 逐年 模拟 抽查
        """,
    ),
    (
        Kind.PASSIVE,
        "",
        """
        被申请 被提起 被提出 提起 提请 引发 引起 发生 产生 导致 涉及 针对 不服 因 被诉 被 因此 由此 对 与
        根据 依据 依照 认定
        """,
    ),
    (Kind.VAGUE, "", "各类 各种 类 行政机关 公众 社会公众 群众 村民 居民 有关 相关 各项"),
    (
        Kind.ASIDE,
        "",
        """
        网络 网上 信函 邮寄 当面 现场 电子邮件 邮件 传真 窗口 在线 互联网 平台 延期 延期答复 撤回 主动撤回
        补正 征求第三方意见 第三方意见 不含 审结 驳回 终止 撤诉 一审 二审 胜诉 败诉 律师 重复 信息不存在
        不存在政府信息 无一件 超期 逾期 不再处理 待办 待办理 结案 邮政 挂号信 快递 面交
        """,
    ),
    (Kind.OTHER, "", "其他 其它 其他情形"),
    (
        Kind.PLAN,
        "on",
        """
        计划 拟于 拟在 力争 下一步 争取 目标 将于 将在 明年拟 如果
        """,
    ),
    (Kind.PLAN, "here", "确保 应当 可以 不得"),
    (Kind.PLAN, "", "无关"),
    (
        Kind.FILLER,
        "",
        """
        共 共计 总计 一共 总共 合计 共有 累积 总量 总数 数量 件数 数 量 的 了 到 为 是 有 计 达 含 包含
        包括 包括： 即 已 已经 按期 按时 依法 依规 依法依规 及时 妥善 按规定 按要求 认真 在法定期限内
        法定期限内 在规定期限内 在法定时限内 法定时限内 在规定时限内 规定时限内 规定期限内 在期限内 期限内
        严格 严格按照 严格依照 如期 逐件 逐一 法定程序 规定程序 规定时间 法定时间 法定时限 规定时限
        法定期限 规定期限 规定时间内 在规定时间内 法定时间内 在法定时间内 法定答复期限内 在法定答复期限内
        法定办理期限内 在法定办理期限内 时限要求 时限 于当月 完成
        在 内 方面 情况 情形 事项 问题 案件 案 信息 政府信息 相关政府信息 相关信息 提出 提交 申请人
        公民、法人和其他组织 公民、法人或其他组织 公民、法人或者其他组织 公民、法人及其他组织
        自然人、法人和其他组织 自然人、法人或其他组织 自然人、法人或者其他组织 公民法人和其他组织 书面
        任何单位和个人 任何单位或个人 任何单位或者个人 任何单位、个人 任何组织和个人 任何组织或个人
        任何单位、组织和个人 任何单位、组织或个人 任何公民、法人和其他组织 任何公民、法人或其他组织
        任何公民、法人或者其他组织 任何自然人、法人或其他组织 任何自然人、法人或者其他组织
        任何形式 任何 如下 另 另有 还有 尚有 仍有 同时 其 此外 新 年末 年底 年终 截至年底 截至年末 截止年底
        目前 截至 截止 主要 主要是 主要为 等 等情形 等原因 由 向 予 以 于 中 按照规定 自 至 止 起 后 上述
        以上 该 所有 全部为 并 且 也 又 则 结果 办理结果 答复结果 处理结果 结果为 办理情况 从 看 来看 上看
        类别 类型 性质 分 按 区分 属于 系 属 来自 获 获得 得到 告知 决定 作出 作 出 继续 继续办理 继续答复
        继续处理 下年度办理 不再 不再办理 按规定期限 情况为 统计 归类 主体 申请类别 答复类型 办理类型 上
        时 形式 方式 途径 渠道 一年 年度 度 余 剩余的 加上 再 每件 尚 办理期限 答复期限 仍 尚在 请求
        通过各种途径 通过各种渠道 通过各类渠道 通过各类途径 通过多种渠道 通过多种途径 名义 构成 组成
        当前 出具 既 亦 就 来说 而言 答复内容
        向复议机关 向上级机关 向上一级机关 向法院 向人民法院
        要求公开 总 涉 进行 而 列入 新的 总体情况 基本情况 工作 过程中 过程 之 现 年 我 本
        依申请办理结果 件 宗 一年内
        """,
    ),
)

# Other words for the rows and columns of the form, by their names in it.
_ROWS: Mapping[str, str] = {
    "results.granted": """
        予以公开 公开 同意公开 全部公开 准予公开 完全公开 予以全部公开 全部予以公开 主动告知 予以提供
    """,
    "results.partly_granted": "部分公开 区分处理 部分予以公开 予以部分公开 部分同意公开",
    q.REFUSED: "不予公开 决定不予公开 不同意公开 不公开",
    "results.refused.secret": "国家秘密 属于国家秘密 涉及国家秘密",
    "results.refused.forbidden": """
        其他法律行政法规禁止公开 其他法律、行政法规禁止公开 法律行政法规禁止公开 法律、行政法规禁止公开
        其他法律法规禁止公开 法律法规禁止公开
    """,
    "results.refused.security": """
        危及“三安全一稳定” “三安全一稳定” 三安全一稳定 危及三安全一稳定
        危及国家安全、公共安全、经济安全、社会稳定 危及国家安全、公共安全、经济安全和社会稳定
    """,
    "results.refused.third_party": """
        保护第三方合法权益 第三方合法权益 涉及第三方合法权益 损害第三方合法权益 会损害第三方合法权益
    """,
    "results.refused.internal": "三类内部事务信息 内部事务信息 属于三类内部事务信息 “三类内部事务信息”",
    "results.refused.deliberative": "四类过程性信息 过程性信息 属于四类过程性信息 “四类过程性信息”",
    "results.refused.enforcement_files": """
        行政执法案卷 行政执法案卷信息 执法案卷 属于行政执法案卷 涉及行政执法案卷
    """,
    "results.refused.inquiry": "行政查询事项 属于行政查询事项",
    q.UNABLE: "无法提供 不能提供 未能提供",
    "results.unavailable.not_held": """
        本机关不掌握相关政府信息 本机关不掌握相关信息 本机关不掌握 不掌握相关政府信息 不掌握相关信息
        本机关不掌握的 本单位不掌握相关政府信息 我局不掌握相关政府信息 不掌握
    """,
    "results.unavailable.to_be_made": """
        没有现成信息需要另行制作 没有现成信息、需要另行制作 没有现成信息，需要另行制作 需要另行制作
        需另行制作 没有现成信息 需要本机关另行制作 需要本机关另行制作、没有现成信息 无现成信息需要另行制作
    """,
    "results.unavailable.unclear": """
        补正后申请内容仍不明确 补正后仍不明确 补正后不明确 经补正内容仍不明确 补正后内容仍不明确
        经补正申请内容仍不明确 经补正仍不明确 补正后申请内容不明确
    """,
    q.REJECTED: "不予处理 决定不予处理",
    "results.rejected.petition": """
        信访举报投诉类申请 信访举报投诉类 信访举报投诉 信访、举报、投诉类申请 信访、投诉、举报类申请
        信访、举报、投诉 信访、投诉、举报 信访投诉举报类申请 信访举报投诉申请
    """,
    "results.rejected.repeated": "重复申请 属于重复申请",
    "results.rejected.publications": "要求提供公开出版物 公开出版物 提供公开出版物",
    "results.rejected.excessive": "无正当理由大量反复申请 大量反复申请",
    "results.rejected.confirmation": """
        要求行政机关确认或重新出具已获取信息 要求行政机关确认或者重新出具已获取信息
        要求确认或重新出具已获取信息 确认或重新出具已获取信息 确认或重新出具 重新出具已获取信息
        要求重新出具已获取信息 要求确认已获取信息
    """,
    q.OTHERS: "其他处理 作其他处理 其它处理",
    "results.other.not_corrected": """
        逾期不补正 无正当理由逾期不补正 申请人无正当理由逾期不补正 申请人逾期不补正 逾期未补正
        申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 无正当理由逾期未补正
    """,
    "results.other.unpaid": """
        逾期未缴费 申请人逾期未缴费 逾期未按收费通知要求缴纳费用 申请人逾期未按收费通知要求缴纳费用
        逾期未缴纳费用 申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请
    """,
}
_APPLICANTS: Mapping[str, str] = {
    q.NATURAL: "自然人 公民 个人 公民个人 自然人申请 公民申请 个人申请",
    q.ORGANISATIONS: """
        法人或其他组织 法人和其他组织 法人及其他组织 法人或者其他组织 法人、其他组织 法人 法人其他组织
        法人或其他组织申请 法人申请
    """,
    "business": "商业企业 企业 商业企业申请 企业申请",
    "research": "科研机构",
    "welfare": "社会公益组织 公益组织",
    "legal_services": "法律服务机构 律师事务所等法律服务机构",
    "other": "其他组织",
}
_RESULTS: Mapping[str, str] = {
    q.UPHELD: """
        结果维持 维持 予以维持 获维持 被维持 维持原行政行为 维持原具体行政行为 维持原答复 判决维持
        获得维持 复议维持 结果为维持
    """,
    q.CORRECTED: "结果纠正 纠正 被纠正 予以纠正 撤销 被撤销 复议机关纠正 行政复议机关纠正",
    q.OTHER: "其他结果 其它结果",
    q.PENDING: """
        尚未审结 未审结 正在审理 审理中 正在审理中 尚在审理 尚在审理中 待审结 在审 尚未结案 尚在审理之中
    """,
}
_MARKS = {
    Kind.STOP: "。！？!?\n",
    Kind.BREAK: "，,；;：:→",
    Kind.PAUSE: "、",
    Kind.OPEN: "（([【",
    Kind.CLOSE: "）)]】",
}
_JOINS = "和 及 与 以及 或 或者 跟 及其"
_QUIET = "“”\"'‘’*—－-"  # read over


class Vocabulary(NamedTuple):
    """All words, and by two characters how long the words are that begin so, the longest first.

    A word of one character is one of these whatever follows it; `starts` are the first characters of words.
    """

    starts: frozenset[str]
    lengths: Mapping[str, tuple[int, ...]]
    words: Mapping[str, Word]


@lru_cache
def vocabulary(layout: TableLayout) -> Vocabulary:
    """The words of this module, and those of the form whose layout of the applications is given."""
    found: dict[str, Word] = {}
    for kind, name, words in _WORDS:
        found.update(dict.fromkeys(words.split(), Word(kind, name)))
    for kind, groups in (
        (Kind.ROW, _ROWS),
        (Kind.APPLICANT, _APPLICANTS),
        (Kind.RESULT, _RESULTS),
    ):
        for name, words in groups.items():
            found.update(dict.fromkeys(words.split(), Word(kind, name)))
    found.update(_of_the_form(layout))
    found.update(dict.fromkeys(_JOINS.split(), Word(Kind.JOIN)))
    found.update(dict.fromkeys(_QUIET, Word(Kind.FILLER)))
    for kind, marks in _MARKS.items():
        found.update(dict.fromkeys(marks, Word(kind)))
    lengths: dict[str, set[int]] = {}
    for word in found:
        lengths.setdefault(word[:2], set()).add(len(word))
    for start, some in lengths.items():
        if start[0] in found:
            some.add(1)
    longest_first = {start: tuple(sorted(some, reverse=True)) for start, some in lengths.items()}
    return Vocabulary(frozenset(start[0] for start in longest_first), longest_first, found)


def _of_the_form(layout: TableLayout) -> Iterator[tuple[str, Word]]:
    """The keys of the results' rows and of the kinds of applicant, where one word is enough."""
    for row in layout.rows:
        in_group = row.name.startswith("results.") and len(row.names) > 2
        if in_group and row.keys[-1] != "其他":
            yield row.keys[-1], Word(Kind.ROW, row.name)
    for column in layout.rows[0].columns:
        if not column.summed and column.key != "其他":
            yield column.key, Word(Kind.APPLICANT, column.name)
