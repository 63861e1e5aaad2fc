"""Checks that hold for every wording a learner may see: not empty, not endless, nothing hidden."""

import re
import unicodedata
from collections.abc import Sequence

from trainer.core.words import t, tn
from trainer.packs.caps import MAX_WORDING, shown
from trainer.packs.findings import Findings
from trainer.packs.lines import Where

Wording = tuple[Where, str]
"""A wording and where it stands."""

_ID = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
_LONGEST_ID = 64


def all_fine(texts: Sequence[str]) -> bool:
    """Whether wordings are sure to have no problem; a quick look that says no when in doubt."""
    together = "".join(texts)
    return (
        len(together) <= MAX_WORDING
        and together.replace("\n", "").isprintable()
        and all(texts)
        and not any(map(str.isspace, texts))
    )


def check_wordings(wordings: Sequence[Wording], findings: Findings) -> None:
    """Note each wording that is empty, too long or holds characters that do not show."""
    if all_fine([text for _, text in wordings]):
        return
    for where, text in wordings:
        name = _named(where)
        if not text or text.isspace():
            findings.error(
                where,
                t("{name} is empty.", name=name),
                t("Write something there, or leave it out."),
            )
        if len(text) > MAX_WORDING:
            message = tn(
                "{name} is {number} character long; {most} are the most.",
                "{name} is {number} characters long; {most} are the most.",
                len(text),
                name=name,
                most=MAX_WORDING,
            )
            findings.error(where, message, t("Say it shorter."))
        check_letters(where, text, findings)


def check_letters(where: Where, text: str, findings: Findings) -> None:
    """Note control characters and characters of category Cf, each kind once."""
    if text.replace("\n", "").isprintable():
        return
    for letter in sorted(set(text) - {"\n"}):
        if unicodedata.category(letter) in {"Cc", "Cf"}:
            name = unicodedata.name(letter, t("control character")).lower()
            findings.error(
                where,
                t(
                    "{name} holds the invisible character {code} ({letter}).",
                    name=_named(where),
                    code=f"U+{ord(letter):04X}",
                    letter=name,
                ),
                t("Take it out; what cannot be seen can mislead."),
            )


def check_line(where: Where, text: str, findings: Findings) -> None:
    """Note a wording that has to be one line and is more."""
    if "\n" in text:
        findings.error(
            where,
            t("{name} has to be one line.", name=_named(where)),
            t("Take the line breaks out."),
        )


def check_id(where: Where, name: str, findings: Findings) -> None:
    """Note an id that is no plain word."""
    if name and (len(name) > _LONGEST_ID or not _ID.fullmatch(name)):
        findings.error(
            where,
            t("The id `{id}` is no plain word.", id=shown(name)),
            t(
                "Use small letters a to z, digits and hyphens, like `losses-5840`; "
                "{most} characters are the most.",
                most=_LONGEST_ID,
            ),
        )


def _named(where: Where) -> str:
    keys = [key for key in where if isinstance(key, str)]
    return (
        f"`{shown('.'.join(keys[-2:]) if keys[-2:-1] in (['why_not'], ['views']) else keys[-1])}`"
    )
