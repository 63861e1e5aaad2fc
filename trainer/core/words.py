"""The words on the screen in the person's language: every shown sentence passes through here.

English is written in the code; a translation is a gettext catalogue in `assets/translations`.
"""

import gettext
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import takewhile
from pathlib import Path

DOMAIN = "who-says"

_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_folder: Path | None = None
_for_now: ContextVar[gettext.NullTranslations | None] = ContextVar("_for_now", default=None)


def speak(folder: Path, languages: list[str]) -> None:
    """Use the first catalogue in `folder` for one of `languages`; English where there is none.

    `languages` are codes like "de" or "pt-BR", the most wanted first. What stands behind English is
    not looked at, and a catalogue that cannot be read counts as none.
    """
    global _folder  # noqa: PLW0603  the catalogues lie in one place for the whole program
    _folder = folder
    use(_found(folder, languages))


def _found(folder: Path, languages: list[str]) -> gettext.NullTranslations:
    codes = [language.replace("-", "_") for language in languages]
    wanted = list(takewhile(lambda code: code.partition("_")[0].lower() != "en", codes))
    try:
        return gettext.translation(DOMAIN, folder, wanted, fallback=True)
    except (OSError, ValueError, LookupError, struct.error):
        return gettext.NullTranslations()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak another language inside the block, in this thread or task alone.

    It is for words that go to somebody else's screen: those on the pupils' phones are in the
    language of the pack. Where `language` has no catalogue, the person's own is spoken.
    """
    english = language.replace("-", "_").partition("_")[0].lower() == "en"
    found = gettext.NullTranslations()
    if not english and _folder is not None:
        found = _found(_folder, [language])
    there = english or isinstance(found, gettext.GNUTranslations)
    before = _for_now.set(found if there else None)
    try:
        yield
    finally:
        _for_now.reset(before)


def _spoken() -> gettext.NullTranslations:
    return _for_now.get() or _catalogue


def use(catalogue: gettext.NullTranslations) -> None:
    """Use this catalogue from now on."""
    global _catalogue  # noqa: PLW0603  the language is one for the whole program, like the locale
    _catalogue = catalogue


def language() -> str:
    """The code of the language in use, as its catalogue names it; "en" without a catalogue."""
    return "_".join(_spoken().info().get("language", "").split()) or "en"


def t(text: str, **values: object) -> str:
    """`text` in the person's language, its `{names}` filled with `values`.

    `text` must be a literal, so that the words can be collected for translators.
    """
    said = _spoken().gettext(text)
    return said.format(**values) if values else said


def tn(one: str, many: str, number: int, **values: object) -> str:
    """`one` or `many` after `number`, which fills `{number}`; see `t`."""
    return _spoken().ngettext(one, many, number).format(number=number, **values)
