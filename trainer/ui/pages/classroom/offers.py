"""What a teacher can draw a quiz from, and how much of it there is, in words."""

from collections.abc import Sequence

from trainer.core import glossary
from trainer.core.catalogue import Entry, PackCard
from trainer.core.rubric import Skill, Verdict
from trainer.core.words import t, tn
from trainer.services.classroom.quizzes import QUIZ_SIZE, Choice

SIZES = (1, 3, 5, 8, QUIZ_SIZE, 12, 15, 20, 30)
"""How many questions can be picked at once."""


def pack_choices(cards: Sequence[PackCard], entries: Sequence[Entry]) -> tuple[PackCard, ...]:
    """The packs with questions that a quiz can ask."""
    asked = {entry.pack for entry in entries if entry.practicable}
    return tuple(card for card in cards if card.id in asked)


def skill_choices(entries: Sequence[Entry]) -> tuple[Skill, ...]:
    """The skills of the questions that a quiz can ask."""
    asked = {skill for entry in entries if entry.practicable for skill in entry.skills}
    return tuple(skill for skill in Skill if skill.value in asked)


def offer_words(candidates: Sequence[Entry], choice: Choice, size: int) -> str:
    """How many questions a choice has, and what to loosen where that is fewer than wanted."""
    number = len(candidates)
    if not number:
        return t("No question is like that. {advice}", advice=loosen_words(choice))
    there = t(
        "To choose from: {questions}, {shares}.",
        questions=questions_words(number),
        shares=shares_words(candidates),
    )
    return there if number >= size else f"{there} {loosen_words(choice)}"


def size_choices() -> tuple[tuple[int, str], ...]:
    """How many questions to pick."""
    return tuple((size, questions_words(size)) for size in SIZES)


def shares_words(entries: Sequence[Entry]) -> str:
    """How many there are of each verdict."""
    return " · ".join(
        f"{sum(entry.verdict == verdict.value for entry in entries)}"
        f" {glossary.verdict_name(verdict)}"
        for verdict in Verdict
    )


def loosen_words(choice: Choice) -> str:
    """What would give more questions."""
    what = [
        words
        for words, chosen in (
            (t("skills"), choice.skills),
            (t("levels"), choice.levels),
            (t("packs"), choice.packs),
        )
        if chosen
    ]
    if not what:
        return t("A pack that is added to the library brings more.")
    *some, last = what
    if not some:
        return t("Tick more {what}, or none of them, to have more.", what=last)
    return t(
        "Tick more {some} or {last}, or none of them, to have more.",
        some=", ".join(some),
        last=last,
    )


def questions_words(number: int) -> str:
    """So many questions."""
    return tn("One question", "{number} questions", number)
