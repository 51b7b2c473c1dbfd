"""The pages on the rules say what `gxreport explain` says."""

import runpy
from pathlib import Path

import pytest

from gxreport import messages
from gxreport.catalogue import catalogue
from gxreport.explaining import FAMILIES

TOOL = runpy.run_path(str(Path(__file__).parent.parent / "tools" / "rule_docs.py"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_page_on_the_rules_is_as_the_rules_are(language):
    assert TOOL["FILES"][language].read_text(encoding="utf-8") == TOOL["page"](language), "run make rule-docs"
    messages.use("zh")


def test_every_family_has_a_name():
    assert {rule.id[:3] for rule in catalogue()} <= set(FAMILIES)
