"""Settings for all tests."""

import os

from hypothesis import settings

# A busy machine is no defect. In CI the same examples are tried every time, so that red means a change;
# at home new ones are tried with every run.
settings.register_profile("gxreport", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("gxreport")
