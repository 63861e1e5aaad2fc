"""The words on the screen in the person's language: every shown sentence passes through here.

English is written in the code; a translation is a gettext catalogue in `assets/translations`.
"""

import gettext
import struct
from itertools import takewhile
from pathlib import Path

DOMAIN = "who-says"

_catalogue: gettext.NullTranslations = gettext.NullTranslations()


def speak(folder: Path, languages: list[str]) -> None:
    """Use the first catalogue in `folder` for one of `languages`; English where there is none.

    `languages` are codes like "de" or "pt-BR", the most wanted first. What stands behind English is
    not looked at, and a catalogue that cannot be read counts as none.
    """
    codes = [language.replace("-", "_") for language in languages]
    wanted = list(takewhile(lambda code: code.partition("_")[0].lower() != "en", codes))
    try:
        use(gettext.translation(DOMAIN, folder, wanted, fallback=True))
    except (OSError, ValueError, LookupError, struct.error):
        use(gettext.NullTranslations())


def use(catalogue: gettext.NullTranslations) -> None:
    """Use this catalogue from now on."""
    global _catalogue  # noqa: PLW0603  the language is one for the whole program, like the locale
    _catalogue = catalogue


def language() -> str:
    """The code of the language in use, as its catalogue names it; "en" without a catalogue."""
    return "_".join(_catalogue.info().get("language", "").split()) or "en"


def t(text: str, **values: object) -> str:
    """`text` in the person's language, its `{names}` filled with `values`.

    `text` must be a literal, so that the words can be collected for translators.
    """
    said = _catalogue.gettext(text)
    return said.format(**values) if values else said


def tn(one: str, many: str, number: int, **values: object) -> str:
    """`one` or `many` after `number`, which fills `{number}`; see `t`."""
    return _catalogue.ngettext(one, many, number).format(number=number, **values)
