"""Which language to speak, and click's own words in it."""

from __future__ import annotations

import gettext
import os
from collections.abc import Mapping, Sequence

from gxreport import messages

# The languages of catalogues as gettext names their folders.
_CATALOGUES = {"zh": "zh_CN", "en": "en"}

# The order in which POSIX asks them. LANGUAGE is not among them: it is how click is told.
_VARIABLES = ("GXREPORT_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
_NO_LANGUAGE = ("", "c", "posix")


def language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """`--lang` wherever it stands, else the environment's language, else Chinese."""
    return _asked(arguments) or _spoken_here(environment) or "zh"


def _asked(arguments: Sequence[str]) -> str:
    """The last language that the arguments ask for; empty for none. click refuses unknown ones later."""
    asked = ""
    for argument, following in zip(arguments, (*arguments[1:], ""), strict=False):
        if argument == "--":
            break
        name, equals, value = argument.partition("=")
        word = value if equals else following
        if name == "--lang" and word in messages.LANGUAGES:
            asked = word
    return asked


def _spoken_here(environment: Mapping[str, str]) -> str:
    """The language of the environment; English for readers of any other. Empty if it names none."""
    for variable in _VARIABLES:
        name = environment.get(variable, "").partition(".")[0].partition("@")[0].lower()
        if name not in _NO_LANGUAGE:
            return "zh" if name.startswith("zh") else "en"
    return ""


def speak(language: str) -> None:
    """Use a language for gxreport's messages and for click's."""
    messages.use(language)
    # click asks the default domain of gettext, which finds its catalogue by this variable.
    os.environ["LANGUAGE"] = _CATALOGUES[language]
    gettext.bindtextdomain("click", messages.LOCALE)
    gettext.textdomain("click")
