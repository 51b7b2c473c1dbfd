"""[validate]: what `gxreport validate` does unless its options say otherwise."""

from __future__ import annotations

from gxreport.config import Checks
from gxreport.config.file import File
from gxreport.config.keyed import A_TEXT, Key, keyed, path
from gxreport.config.levels import beginnings, level, no_such_rule
from gxreport.messages import _, marked


def checks(file: File, name: str, table: dict[str, object]) -> Checks:
    """The choices of the office. Raises BadConfig."""
    start = file.line(name)
    found = keyed(file, start, table, KEYS, _("[validate] 里没有“{key}”这一项"))
    for key in ("previous", "baseline"):
        if key in found:
            written = key if key in table else KEYS[key].chinese
            found[f"{key}_line"] = file.line(written, start=start)
    return Checks(**{key.replace("-", "_"): value for key, value in found.items()})  # type: ignore[arg-type]


def _fail_on(value: object) -> str | None:
    return "never" if value in ("never", "从不") else level(value)


_IDS = marked('“{key}”要写规则的编号或编号的开头，如 ["GX3", "GX402"]')
KEYS = {
    "select": Key("只用规则", beginnings, _IDS, no_such_rule),
    "ignore": Key("不用规则", beginnings, _IDS, no_such_rule),
    "fail-on": Key(
        "失败级别",
        _fail_on,
        marked("“{key}”要写 error、warning、note 或 never（错误、警告、提示、从不），加引号"),
    ),
    "previous": Key("去年报告", path, A_TEXT),
    "baseline": Key("基线", path, A_TEXT),
}
