"""What the parts of a report say about its year, where they do not agree."""

from __future__ import annotations

import re

from gxreport.model import Report
from gxreport.prose import chinese_number
from gxreport.sections import NUMERALS

# The whole year in any of its forms, in a text without blanks and with plain digits.
_WHOLE = (
    r"(?:{year}年|本年度?|(?<![\d年]))0?1月0?1日(?:零时|0时|（含）|\(含\))?(?:起|开始)?[，,、]?"
    r"(?:至|到|—+|-+|–|~|～)(?:{year}年|当年|本年度?|同年)?12月31日"
    r"|{year}(?P<point>[./-])0?1(?P=point)0?1(?:起|开始)?[，,、]?(?:至|到|—+|-+|–|~|～)"
    r"(?:{year}(?P=point))?12(?P=point)31(?!\d)"
    r"|{year}年1月?(?:至|到|—+|-+|–|~|～)12月(?!\d)"
    r"|(?:统计期限|统计时限|统计时间|统计周期|统计时段|报告期)[^。；]{0,6}{year}年(?:度|全年)(?![\d年])"
)
_NAMED = r"《[^》]*》"
_ITSELF = r"(?<![比较与同于自以对]){year}\s*年(?!\s*\d|度?的?(?:结转|遗留|转入|同期|以来|相比|相较|底|末))"
_PLAIN = str.maketrans("〇零○０１２３４５６７８９－．／", "0000123456789-./")
_TITLED = r"(?<!\d)20\d\d(?!\d)|二[0〇○零OＯ][〇○零OＯ0一二三四五六七八九]{2}"


def names_whole_year(text: str, year: int) -> bool:
    """Whether a text names the whole reporting year, in figures or in Chinese numerals."""
    plain = re.sub(r"\s+", "", text.translate(_PLAIN))
    plain = re.sub(r"[一二三四五六七八九十0]+(?=[年月日])", _digits, plain)
    return re.search(_WHOLE.replace("{year}", str(year)), plain) is not None


def titled_year(title: str) -> int | None:
    """The first year in a title, in figures or in Chinese numerals."""
    found = re.search(_TITLED, "".join(title.split()).translate(_PLAIN))
    if found is None:
        return None
    return int("".join(str(NUMERALS.find(one) + 1) if one in NUMERALS else _zero(one) for one in found[0]))


def contradicting_year(report: Report) -> int | None:
    """The year that a report is of, by what else it says, where its 年度 is another.

    In report.yaml that is the year in its title. The year of a published report is that of its title,
    so it takes more: the period is the whole of another year, and the prose speaks more of that year.
    """
    return report.once(_contradicting_year)


def _contradicting_year(report: Report) -> int | None:
    if report.year is None:
        return None
    titled = titled_year(report.title) if str(report.year) not in report.title else None
    if titled is not None:
        return titled if titled != report.year else None
    if not report.headings:
        return None
    for other in (report.year - 1, report.year + 1):
        if _spoken_of(report, other) <= _spoken_of(report, report.year):
            continue
        texts = [text for _field, text in report.prose() if str(other) in text]
        if any(names_whole_year(text, other) for text in texts):
            own = any(names_whole_year(text, report.year) for _field, text in report.prose())
            return None if own else other
    return None


def _spoken_of(report: Report, year: int) -> int:
    """How often the prose speaks of a year itself: not of its days, nor beside it, as in 比2023年增加.

    What was left over from a year, and documents that are named by one, say nothing of the report's.
    """
    counted = 0
    for field, text in report.prose():
        if field != "title" and str(year) in text:
            plain = re.sub(_NAMED, "", text)
            counted += len(re.findall(_ITSELF.replace("{year}", str(year)), plain))
    return counted


def _zero(digit: str) -> str:
    return digit if digit.isdecimal() else "0"


def _digits(numerals: re.Match[str]) -> str:
    """二0二三 is 2023, 十二 is 12, 三十一 is 31."""
    if "十" in numerals[0]:
        return str(chinese_number(numerals[0]))
    return "".join(str(NUMERALS.find(numeral) + 1) for numeral in numerals[0])
