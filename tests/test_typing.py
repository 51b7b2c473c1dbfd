"""What the type checker promises to somebody who writes a rule."""

import subprocess
import sys

import pytest

RULE = """\
from gxreport.model import Report
from gxreport.editions import e2021

def rule(report: Report) -> None:
    print(report.requests.results.refused.secret.natural.value)
    {line}
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("print(report.requests.results.other.unpaid.total)", False),
        ("if isinstance(report.requests, e2021.Requests): report.requests.results.other.unpaid.total", True),
        ("print(report.requests.results.refused.sekret)", False),
        ("print(report.disclosure.purchases)", False),
    ],
)
def test_rule_that_forgets_an_edition_does_not_type_check(tmp_path, line, right):
    """In the edition of 2019 其他处理 is one row, without 逾期未缴费; in that of 2021 nothing is bought."""
    file = tmp_path / "rule.py"
    file.write_text(RULE.format(line=line), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--no-incremental", str(file)],
        capture_output=True,
        text=True,
    )
    assert (done.returncode == 0) is right, done.stdout
