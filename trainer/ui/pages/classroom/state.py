"""What the page of the classroom shows."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from trainer.core import glossary
from trainer.core.classroom import RoomLine, SavedQuiz, SchoolClass
from trainer.core.dates import moment
from trainer.core.reveals import credit
from trainer.core.room import Names
from trainer.core.words import t, tn
from trainer.services.classroom.classes import NameList
from trainer.services.classroom.quizzes import (
    MOST_FOUND,
    Choice,
    LoadedQuiz,
    Worded,
)
from trainer.ui.aside import aside_words
from trainer.ui.pages.classroom.offers import loosen_words, questions_words, shares_words
from trainer.ui.plots import Grid

_TEAMS = (0, 2, 3, 4, 5, 6)
_SECONDS = (0, 20, 30, 45, 60, 90, 120, 180)
_LEFT_OUT_TOLD = 6
PAST_SHOWN = 50
"""Past quizzes in the list, the latest ones."""


class Part(Enum):
    """The parts of the page, of which one is shown."""

    PREPARE = "prepare"
    CLASSES = "classes"
    PAST = "past"


def part_names() -> tuple[tuple[Part, str], ...]:
    """The parts in their order."""
    return (
        (Part.PREPARE, t("Prepare a quiz")),
        (Part.CLASSES, t("Classes")),
        (Part.PAST, t("Past quizzes")),
    )


@dataclass(frozen=True, slots=True)
class Draft:
    """The quiz as far as it is prepared; `at` is the question that keys work on, from 0."""

    picked: tuple[Worded, ...] = ()
    at: int = 0

    @property
    def current(self) -> Worded | None:
        """The question that keys work on, None without any."""
        return self.picked[self.at] if self.picked else None

    def go_to(self, at: int) -> "Draft":
        """Have keys work on another question."""
        return replace(self, at=max(0, min(at, len(self.picked) - 1)))

    def moved(self, by: int) -> "Draft":
        """The present question so many places further on, as far as the quiz reaches."""
        to = self.at + by
        if not self.picked or not 0 <= to < len(self.picked):
            return self
        order = list(self.picked)
        order.insert(to, order.pop(self.at))
        return Draft(tuple(order), to)

    def plus(self, one: Worded) -> "Draft":
        """The quiz with one more question at its end, or that question where it is in already."""
        for at, there in enumerate(self.picked):
            if there.entry.ref == one.entry.ref:
                return self.go_to(at)
        return Draft((*self.picked, one), len(self.picked))

    def without(self) -> "Draft":
        """The quiz without the present question; keys work on the next one then."""
        left = (*self.picked[: self.at], *self.picked[self.at + 1 :])
        return Draft(left).go_to(self.at)


@dataclass(frozen=True, slots=True)
class PrepareState:
    """The part where a quiz is prepared.

    `blocked` says why no quiz can be held here, else it is empty. `says` tells of the questions
    that were picked, `whole` the present one in full, `start_says` what must be done before it can
    start.
    """

    blocked: str
    says: str
    pick_label: str
    answers_label: str
    grid: Grid
    at: int
    whole: str
    about: str
    may_start: bool
    start_says: str


def name_choices() -> tuple[tuple[Names, str], ...]:
    """Where the players' names can come from."""
    return (
        (Names.NICKNAMES, t("Made-up nicknames")),
        (Names.ROSTER, t("The list of a class")),
        (Names.FREE, t("Names they type")),
    )


def names_say(names: Names) -> str:
    """What a way of naming means for the class."""
    return {
        Names.NICKNAMES: t("Nobody’s name is kept; nothing tells who is who."),
        Names.ROSTER: t("Everybody picks their own name from the list. It is kept with answers."),
        Names.FREE: t("You see each name first and let it in. It is kept with answers."),
    }[names]


def class_choices(classes: Sequence[SchoolClass]) -> tuple[tuple[int, str], ...]:
    """No class, number 0, or one of these."""
    return (
        (0, t("No class")),
        *((one.id, t("{name} ({pupils})", name=one.name, pupils=one.pupils)) for one in classes),
    )


def team_choices() -> tuple[tuple[int, str], ...]:
    """How many teams, 0 for none."""
    return tuple(
        (teams, t("{teams} teams", teams=teams) if teams else t("No teams")) for teams in _TEAMS
    )


def timer_choices() -> tuple[tuple[int, str], ...]:
    """How many seconds a vote stays open, 0 for as long as the teacher wants."""
    return tuple(
        (seconds, t("{seconds} seconds", seconds=seconds) if seconds else t("No timer"))
        for seconds in _SECONDS
    )


def phone_choices() -> tuple[tuple[bool, str], ...]:
    """With phones or without."""
    return ((True, t("On their phones")), (False, t("Without phones")))


def prepare_state(
    draft: Draft,
    *,
    wanted: int,
    choice: Choice,
    answers: bool,
    guest: bool,
    read_only: bool,
    runs: bool,
) -> PrepareState:
    """The part where a quiz is prepared.

    `wanted` is how many questions the latest pick should have, 0 before any and once questions were
    taken out; `choice` what it was drawn from; `answers` whether the verdicts are shown, `runs`
    whether a quiz is open already.
    """
    current = draft.current
    return PrepareState(
        blocked=_blocked(guest=guest, read_only=read_only),
        says=_picked_words(draft, wanted, choice),
        pick_label=t("Pick again") if draft.picked else t("Pick questions"),
        answers_label=t("Hide the answers") if answers else t("Show the answers"),
        grid=_grid(draft, answers=answers),
        at=draft.at,
        whole=current.statement if current else "",
        about=_about(current, answers=answers) if current else "",
        may_start=bool(draft.picked) and not runs,
        start_says=t("A quiz is open already. End it first, then start this one.") if runs else "",
    )


def past_grid(lines: Sequence[RoomLine], now: dt.datetime) -> Grid:
    """Past quizzes, the latest first."""
    return Grid(
        (t("When"), t("Quiz"), t("Class"), t("Questions"), t("Players"), t("Answers")),
        tuple(
            (
                moment(line.started_at, now),
                line.title,
                line.class_name or "–",
                str(line.questions),
                str(line.players),
                str(line.answers),
            )
            for line in lines[:PAST_SHOWN]
        ),
    )


def past_words(lines: Sequence[RoomLine]) -> str:
    """How many past quizzes there are."""
    if not lines:
        return t("No quiz has been held yet. Prepare one and start it; it is listed here then.")
    if len(lines) > PAST_SHOWN:
        return t("The latest {shown} of {all} quizzes.", shown=PAST_SHOWN, all=len(lines))
    return tn("One quiz so far.", "{number} quizzes so far.", len(lines))


def _blocked(*, guest: bool, read_only: bool) -> str:
    if guest:
        return t(
            "As a guest you keep nothing, so no quiz is held here. End the guest session first."
        )
    if read_only:
        return t("This history can only be looked at, so no quiz can be held with it.")
    return ""


def _picked_words(draft: Draft, wanted: int, choice: Choice) -> str:
    number = len(draft.picked)
    if not number:
        if wanted:
            return t("No question is like that. {advice}", advice=loosen_words(choice))
        return t(
            "Nothing is picked yet. A pick balances the three verdicts, the chosen skills, packs "
            "and sides."
        )
    picked = t(
        "{questions}: {shares}.",
        questions=questions_words(number),
        shares=shares_words([one.entry for one in draft.picked]),
    )
    if number < wanted:
        return t(
            "{picked} There are no more to choose from. {advice}",
            picked=picked,
            advice=loosen_words(choice),
        )
    return picked


def _grid(draft: Draft, *, answers: bool) -> Grid:
    columns = (t("No."), t("Statement"), t("Pack"), t("Level"))
    rows = tuple(
        (str(number), one.statement, one.revision.pack_title, str(one.entry.level))
        for number, one in enumerate(draft.picked, 1)
    )
    if not answers:
        return Grid(columns, rows)
    return Grid(
        (*columns, t("Answer")),
        tuple((*row, _answer(one)) for row, one in zip(rows, draft.picked, strict=True)),
    )


def _answer(picked: Worded) -> str:
    if not picked.entry.verdict:
        return t("to argue about")
    return glossary.verdict_name(picked.entry.truth)


def _about(picked: Worded, *, answers: bool) -> str:
    facts = [credit(picked.revision), t("level {level}", level=picked.entry.level)]
    return " · ".join([*facts, _answer(picked)] if answers else facts)


def kept_choices(kept: Sequence[SavedQuiz]) -> tuple[tuple[int, str], ...]:
    """Kept quizzes with their size."""
    return tuple(
        (one.id, t("{title} ({questions})", title=one.title, questions=len(one.questions)))
        for one in kept
    )


def missing_words(quiz: LoadedQuiz) -> str:
    """What of a kept quiz is gone, "" when all of it is at hand."""
    if not quiz.missing:
        return ""
    packs = ", ".join(sorted({one.pack for one in quiz.missing}))
    return tn(
        "One question is not at hand any more; it was in this pack: {packs}.",
        "{number} questions are not at hand any more; they were in these packs: {packs}.",
        len(quiz.missing),
        packs=packs,
    )


def found_grid(found: Sequence[Worded]) -> Grid:
    """Questions that a search gave."""
    return Grid(
        (t("Statement"), t("Pack"), t("Level")),
        tuple((one.statement, one.revision.pack_title, str(one.entry.level)) for one in found),
    )


def found_words(found: Sequence[Worded], words: str) -> str:
    """How a search went."""
    if not words.strip():
        return t("Type some words of it. Packs and levels that are chosen above hold here too.")
    if not found:
        return t("No statement has these words.")
    if len(found) == MOST_FOUND:
        return t("The first {number}; more words find fewer.", number=MOST_FOUND)
    return ""


def list_words(number: int) -> str:
    """How many names are on a list."""
    return tn("One name.", "{number} names.", number) if number else t("No names yet.")


def left_out_words(found: NameList) -> str:
    """Which lines of a list were left out, the first of them."""
    told = list(found.left_out[:_LEFT_OUT_TOLD])
    more = len(found.left_out) - len(told)
    if more:
        told.append(tn("And one more line.", "And {number} more lines.", more))
    return "\n".join(told)


def erase_words(one: SchoolClass, set_aside: Sequence[Path]) -> str:
    """The question before a class goes."""
    asked = t(
        "Erase {name} with its list of names and everything its quizzes have kept, backups "
        "included? A backup that cannot be read is deleted. It cannot be brought back.",
        name=one.name,
    )
    return f"{asked} {aside_words(set_aside)}".strip()


def delete_words(one: SavedQuiz) -> str:
    """The question before a kept quiz goes."""
    return t(
        "Delete “{title}”? What was asked with it stays among the past quizzes, and backups that "
        "were made before hold its title until newer ones have taken their place.",
        title=one.title,
    )
