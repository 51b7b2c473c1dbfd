"""[limits]: what no law settles for the whole country."""

from __future__ import annotations

import re
from datetime import date, datetime

from gxreport.config.file import File
from gxreport.config.keyed import Key, count, keyed
from gxreport.limits import Day, Limits
from gxreport.messages import _, marked


def limits(file: File, name: str, table: dict[str, object]) -> Limits:
    """The limits that the office set, and the usual ones for the rest. Raises BadConfig."""
    found = keyed(file, file.line(name), table, KEYS, _("没有“{key}”这一限度"))
    return Limits(**found)  # type: ignore[arg-type]


def _share(value: object) -> int | None:
    """Per cent."""
    found = count(value)
    return found if found is not None and found <= 100 else None


def _day(value: object) -> Day | None:
    """01-20 is a day of every year, 2024-01-20 of one; TOML knows the latter without quotes."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return Day(value.month, value.day, value.year)
    found = (
        re.fullmatch(r"(?:([0-9]{4})-)?([0-9]{1,2})-([0-9]{1,2})", value) if isinstance(value, str) else None
    )
    if found is None:
        return None
    year, month, day = (int(number) if number else None for number in found.groups())
    try:
        date(year or 2023, month or 0, day or 0)  # of every year: 29 February is not
    except ValueError:
        return None
    return Day(month or 0, day or 0, year)


# To add a limit: a line here, and a field of the same name in Limits.
_A_COUNT = marked("“{key}”要写一个大于 0 的整数，不加引号")
KEYS = {
    "deadline": Key("公布期限", _day, marked('“{key}”要写月和日，如 "01-20"，或者年月日，如 "2024-01-20"')),
    "overview": Key("总体情况字数", count, _A_COUNT),
    "repeated_share": Key("雷同比例", _share, marked("“{key}”要写 1 到 100 的整数（百分数），不加引号")),
    "implausible_factor": Key("异常倍数", count, _A_COUNT),
}
