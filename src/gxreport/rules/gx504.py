from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from gxreport.finding import Problem, Severity, Span
from gxreport.masking import masked
from gxreport.messages import _, marked
from gxreport.model import Report
from gxreport.prose import has_any, places, sentence
from gxreport.rules import Example, rule

_PLAIN = str.maketrans("０１２３４５６７８９", "0123456789")
# Not a part of a longer number, a date, an amount or a code: 410103-13812345678, 13812345678.5.
_LONG_NUMBER = r"(?<![\dA-Za-z.\-—_/#〔第])(?:\d{11,19}|\d{17}[Xx])(?![\dA-Za-z.\-_/号%])"
_COUNTED = frozenset("元件条个次人户份字平万亿吨度立")
_CODES = ("编号", "编码", "代码", "单号", "流水", "批号", "条码", "文号", "索引", "案号", "证号", "标识码")
_SAID_TO_BE_ONE = r"身份证(?:件)?(?:号码?)?[ \u3000]*[（(：:为是]?[ \u3000]*\Z"
_IDENTITY_LENGTHS = (15, 18)
_CARDS = ("卡", "账户", "账号", "帐号", "帐户", "银行", "开户")
_PUBLIC_MONEY = ("财政", "非税", "缴费", "缴款", "收款", "国库", "对公", "专户")
_MAIL = (
    r"[A-Za-z0-9_.+-]+@(?:vip\.)?(?:qq|163|126|139|189|sina|sohu|gmail|hotmail|outlook|foxmail|yeah|aliyun|wo)"
    r"\.(?:com|cn|net)"
)
# How an office says where it can be reached; of a person nobody says so, but to persons one does.
_CONTACTS = ("电话", "热线", "邮箱", "信箱", "邮件", "mail", "MAIL", "传真", "邮编", "联系", "值班")
_OFFERED = (
    *("可以", "可通过", "可拨打", "可向", "拨打", "欢迎", "如有", "咨询", "公布", "开通", "设立"),
    *("受理", "本机关", "本单位"),
)
_PERSONS = (
    *("申请人", "当事人", "投诉人", "举报人", "来信人", "原告", "市民", "群众", "村民", "居民"),
    *("本人", "个人"),
)
_SUBJECTS = (("申请人", "当事人", "投诉人", "举报人", "来信人"), ("原告",))
# Surnames that seldom begin another word: 申请人高度评价, 申请人应当.
_SURNAMES = (
    "王李张刘陈杨赵吴徐孙胡朱郭梁宋郑谢韩唐冯董萧曹袁邓傅沈彭吕苏卢蒋蔡贾丁魏薛阎潘杜钟汪姜范姚谭廖邹"
    "熊郝孔崔邱秦侯邵孟钱黎"
)
_NAME = (
    r"[\u4e00-\u9fff]{2,3}?(?=[，。；、（(）)\s]|等人|等\d|申请公开|向|诉|不服|提出|提交|要求公开|身份证|\Z)"
)
_BEFORE_A_NAME = frozenset("为是:： \u3000")
_NO_NAMES = (
    *("某", "先生", "女士", "陈述", "范围", "范本", "范例", "杜绝", "陈情", "谢绝", "张贴", "唐突"),
    *("郑重", "苏醒", "丁类", "宋体"),
)


class _Found(NamedTuple):
    start: int
    end: int
    message: str
    severity: Severity


@rule(
    "GX504",
    Severity.ERROR,
    cite="条例第十五条",
    help="公布前删去，或改成不能认出本人的写法。",
    example=Example("其中采纳3条，均已答复", "其中采纳3条，均已答复（联系人身份证号11010519491231002X）"),
    private=True,
)
def personal_data(report: Report) -> Iterator[Problem]:
    """写进了个人信息。

    身份证号码（按校验位认）是错误，文中写明是身份证号、校验位却不对的是警告；手机号码、银行卡号（按
    校验位认）是警告；个人邮箱、申请人的姓名是提示。本单位公布的联系电话、邮箱、地址、邮编不在此列。
    """
    for field, text in report.prose():
        for one in sorted((*_numbers(text), *_mail(text), *_names(text))):
            shown = masked(text[one.start : one.end])
            yield Problem(
                (Span(field, one.start, one.end),),
                _(one.message).format(shown=shown),
                severity=one.severity,
            )


def _numbers(text: str) -> Iterator[_Found]:
    for found in re.finditer(_LONG_NUMBER, text) if re.search(r"[0-9０-９]\d{10}", text) else ():
        number, (start, end) = found[0].translate(_PLAIN), found.span()
        around = text[slice(*sentence(text, start, end))]
        if is_identity_number(number):
            if "信用代码" not in around:
                yield _Found(start, end, marked("“{shown}”是身份证号码"), Severity.ERROR)
        elif len(number) in _IDENTITY_LENGTHS and re.search(_SAID_TO_BE_ONE, text[:start][-12:]):
            # Mistyped, or an old one: the text itself says what it is.
            yield _Found(start, end, marked("“{shown}”前面写明是身份证号码"), Severity.WARNING)
        elif text[end : end + 1] in _COUNTED or has_any(around.replace("身份证号", ""), _CODES):
            continue
        elif re.fullmatch(r"1[3-9]\d{9}", number):
            if not _of_the_office(around):
                yield _Found(start, end, marked("“{shown}”像是手机号码"), Severity.WARNING)
        elif re.fullmatch(r"(?:62\d{14,17}|[45]\d{15})", number) and passes_luhn(number):
            of_the_office = not has_any(around, _CARDS) or has_any(around, _PUBLIC_MONEY)
            if not of_the_office:
                yield _Found(start, end, marked("“{shown}”像是银行卡号"), Severity.WARNING)


def _mail(text: str) -> Iterator[_Found]:
    for found in re.finditer(_MAIL, text) if "@" in text else ():
        if not _of_the_office(text[slice(*sentence(text, *found.span()))]):
            yield _Found(*found.span(), marked("“{shown}”像是个人邮箱"), Severity.NOTE)


def _names(text: str) -> Iterator[_Found]:
    for subjects in _SUBJECTS:
        for at in places(text, subjects):
            while text[at : at + 1] in _BEFORE_A_NAME:
                at += 1
            found = re.compile(_NAME).match(text, at) if text[at : at + 1] in _SURNAMES else None
            if found and not has_any(found[0], _NO_NAMES):
                yield _Found(*found.span(), marked("“{shown}”像是申请人的姓名"), Severity.NOTE)


def _of_the_office(around: str) -> bool:
    """Whether a sentence says how an office can be reached."""
    if not has_any(around, _CONTACTS):
        return False
    return not has_any(around, _PERSONS) or has_any(around, _OFFERED)


def is_identity_number(number: str) -> bool:
    """Whether a number is that of an identity card: a day of birth in it, and the right check digit."""
    if not re.fullmatch(r"[1-8]\d{16}[\dXx]", number):
        return False
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    # GB 11643—1999: weights are the powers of two, the check digit makes the whole 1 modulo 11.
    weighted = sum(int(digit) * 2 ** (17 - at) for at, digit in enumerate(number[:17]))
    return 1900 <= born.year <= 2100 and "10X98765432"[weighted % 11] == number[17].upper()


def passes_luhn(number: str) -> bool:
    """Whether the last digit of a number checks the others as bank cards have it."""
    doubled = (int(digit) * 2 for digit in number[-2::-2])
    return (sum(map(int, number[-1::-2])) + sum(digit // 10 + digit % 10 for digit in doubled)) % 10 == 0
