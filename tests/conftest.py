"""Settings for all tests."""

import os

import pytest
from hypothesis import settings

from gxreport import messages

# A busy machine is no defect. In CI the same examples are tried every time, so that red means a change;
# at home new ones are tried with every run.
settings.register_profile("gxreport", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("gxreport")


@pytest.fixture(autouse=True)
def chinese_again():
    """The language is a global of the process: leave it as other tests expect it."""
    yield
    messages.use("zh")
