"""The language that gxreport speaks: Chinese is the source, other languages are gettext catalogues."""

from __future__ import annotations

import gettext
from pathlib import Path

LANGUAGES = ("zh", "en")
LOCALE = Path(__file__).parent / "locale"

_translation: gettext.NullTranslations = gettext.NullTranslations()
_language = LANGUAGES[0]


def use(language: str) -> None:
    """Speak this language from now on: one of LANGUAGES."""
    global _language, _translation
    _language = language
    _translation = gettext.translation("gxreport", LOCALE, [language], fallback=language == "zh")


def spoken() -> str:
    """The language in use."""
    return _language


def _(message: str) -> str:
    """A message in the language in use; Chinese where a catalogue lacks it."""
    return _translation.gettext(message) if message else ""


def marked(message: str) -> str:
    """Mark a message for translation that is spoken later."""
    return message
