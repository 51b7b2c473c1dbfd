from __future__ import annotations

from collections.abc import Iterator

from gxreport.finding import Problem, Severity
from gxreport.layout import Address
from gxreport.messages import _
from gxreport.model import Report
from gxreport.organs import kind_of, makes_regulations
from gxreport.rules import Example, rule
from gxreport.rules.grouping import named

# What the organ itself makes. 2019's other columns count what it publishes, and that may be others'.
_OWN = ("issued", "repealed", "in_force", "made")


@rule(
    "GX307",
    Severity.WARNING,
    cite="《中华人民共和国立法法》关于规章制定机关的规定",
    help="规章这一行填 0；本机关制发的文件填到规范性文件一行。",
    example=Example("规章: [0, 0, 0]", "规章: [1, 0, 1]"),
)
def regulations_of_others(report: Report) -> Iterator[Problem]:
    """不能制定规章的机关，规章填了大于 0 的数。

    规章只能由国务院部门，省、自治区、直辖市、设区的市和自治州的人民政府制定；县区政府、乡镇街道和
    地方政府的部门都不能，这一行应为 0。从名称看不出能不能的（如市政府）不提示。
    """
    row = report.layout("disclosure").row("regulations")
    cells = [address for address in row.addresses if address.column in _OWN and _above_zero(report, address)]
    if cells and makes_regulations(report) is False:
        why = kind_of(report).why
        message = _("{cells}大于 0，但本机关不能制定规章（{why}）")
        yield Problem(tuple(cells), message.format(cells=named(report, cells), why=why), expected="0")


def _above_zero(report: Report, address: Address) -> bool:
    value = report.cells()[address].value
    return value is not None and value > 0
