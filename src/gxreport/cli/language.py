"""Which language to speak, and click's own words in it."""

from __future__ import annotations

import gettext
import os
from collections.abc import Mapping, Sequence

from gxreport import messages

# The languages of catalogues as gettext names their folders.
_CATALOGUES = {"zh": "zh_CN", "en": "en"}


def language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """`--lang` wherever it stands, else the environment's language, else Chinese."""
    for index, argument in enumerate(arguments):
        if argument == "--":
            break
        name, equals, value = argument.partition("=")
        if name == "--lang":
            value = value if equals else "".join(arguments[index + 1 : index + 2])
            if value in messages.LANGUAGES:
                return value
    for variable in ("GXREPORT_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(variable, "")
        if value:
            return "en" if value.lower().startswith("en") else "zh"
    return "zh"


def speak(language: str) -> None:
    """Use a language for gxreport's messages and for click's."""
    messages.use(language)
    # click asks the default domain of gettext, which finds its catalogue by this variable.
    os.environ["LANGUAGE"] = _CATALOGUES[language]
    gettext.bindtextdomain("click", messages.LOCALE)
    gettext.textdomain("click")
