"""Names that people give themselves: made fit to be shown, and told apart by what the eye sees."""

import unicodedata

LONGEST_NAME = 60
"""Characters of a name."""

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
"""Control, format (as those that turn the writing round), surrogate, private and unassigned."""


def proper_name(text: str, longest: int = LONGEST_NAME) -> str:
    """`text` as a name: one line, no characters that cannot be seen, at most `longest` long."""
    seen = "".join(
        " " if character.isspace() else character
        for character in unicodedata.normalize("NFC", text)
        if character.isspace() or unicodedata.category(character) not in _UNSEEN
    )
    return " ".join(seen.split())[:longest].strip()


def folded(name: str) -> str:
    """What two names share that look the same on a screen: NFKC and case folding.

    Source: Unicode Standard Annex 15 (normalisation forms) and chapter 3.13 (caseless matching,
    definition 146, which folds, normalises and folds again).
    """
    once = unicodedata.normalize("NFKC", proper_name(name)).casefold()
    return " ".join(unicodedata.normalize("NFKC", once).casefold().split())
