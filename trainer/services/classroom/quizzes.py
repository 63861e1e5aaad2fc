"""Quizzes: what there is to ask, a good pick of it, and quizzes to use again."""

import itertools
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from trainer.core.catalogue import Catalogue, Entry
from trainer.core.changes import Changes, Topic
from trainer.core.choosing import Aim, choose
from trainer.core.classroom import Choice, SavedQuiz
from trainer.core.clock import Clock
from trainer.core.errors import UserError
from trainer.core.names import proper_name
from trainer.core.questions import QuestionRef
from trainer.core.revisions import Revision
from trainer.core.spreading import spread
from trainer.core.words import t
from trainer.store.classes import Classes

__all__ = [
    "MOST_FOUND",
    "MOST_QUESTIONS",
    "QUIZ_SIZE",
    "Choice",
    "LoadedQuiz",
    "Quizzes",
    "Worded",
]

QUIZ_SIZE = 10
"""Questions that fit into a lesson of forty minutes."""

MOST_QUESTIONS = 60
MOST_FOUND = 12
"""Questions that a search gives."""

_ALL = Choice()
_NO_SIGHTS: Mapping[QuestionRef, int] = {}
_CHANGED = Changes.of(Topic.CLASSES)


@dataclass(frozen=True, slots=True)
class Worded:
    """A question with its words as they are now."""

    entry: Entry
    revision: Revision

    @property
    def statement(self) -> str:
        """The statement that is judged, in one line."""
        return " ".join(self.revision.question.statement.text.split())


@dataclass(frozen=True, slots=True)
class LoadedQuiz:
    """A saved quiz as it can be asked now; `missing` are questions whose pack is gone.

    `choice` and `size` are those of `SavedQuiz`.
    """

    title: str
    entries: tuple[Entry, ...]
    missing: tuple[QuestionRef, ...]
    choice: Choice
    size: int


class Quizzes:
    """What a teacher prepares. What it raises is a `UserError`."""

    def __init__(
        self,
        store: Classes,
        catalogue: Catalogue,
        clock: Clock,
        chance: random.Random | None = None,
    ) -> None:
        self._store = store
        self._chance = chance or random.Random()  # noqa: S311  it picks questions, no secrets
        self._catalogue = catalogue
        self._clock = clock

    def candidates(self, choice: Choice) -> tuple[Entry, ...]:
        """All questions that a choice allows, in the order of their packs. None is held back."""
        skills = {skill.value for skill in choice.skills}
        return tuple(
            entry
            for entry in self._catalogue.entries
            if not entry.reserved
            and (entry.verdict or choice.arguing)
            and (not choice.packs or entry.pack in choice.packs)
            and (not choice.levels or entry.level in choice.levels)
            and (not skills or not skills.isdisjoint(entry.skills))
        )

    def pick(
        self, choice: Choice, size: int = QUIZ_SIZE, chance: random.Random | None = None
    ) -> tuple[Entry, ...]:
        """Up to `size` scored questions of a choice, a third of each verdict as far as there are.

        Where skills are chosen, they take turns too. Packs and sides take turns, and two questions
        on one excerpt are avoided. Fewer come back when there are no more.
        """
        found = [entry for entry in self.candidates(choice) if entry.verdict]
        if choice.skills:
            return spread(found, choice.skills, size, chance or self._chance)
        levels = choice.levels or (1, 2, 3)
        return choose(
            found,
            _NO_SIGHTS,
            {card.id: card.level for card in self._catalogue.cards},
            size,
            chance or self._chance,
            aim=Aim(levels=levels),
        )

    def worded(self, entries: Iterable[Entry]) -> Iterator[Worded]:
        """These questions with their words; those that are gone by now are left out."""
        for entry in entries:
            try:
                revision = self._catalogue.revision(entry.revision)
            except KeyError:
                continue
            yield Worded(entry, revision)

    def search(self, choice: Choice, words: str) -> tuple[Worded, ...]:
        """The first few questions of a choice whose statement has all these words, or parts.

        Large or small letters are all one. It reads every statement, off the GUI thread.
        """
        wanted = words.casefold().split()
        found = (
            one
            for one in self.worded(self.candidates(choice))
            if all(word in one.statement.casefold() for word in wanted)
        )
        return tuple(itertools.islice(found, MOST_FOUND)) if wanted else ()

    def save(
        self,
        title: str,
        questions: Sequence[QuestionRef],
        choice: Choice = _ALL,
        size: int = 0,
    ) -> Changes:
        """Keep a quiz to use again, in place of one of the same title.

        `choice` and `size` are what it was drawn from and how many were wanted, 0 for nobody knows.
        """
        named = proper_name(title)
        if not named:
            raise UserError(t("A quiz that is kept needs a title."), t("Write one, then keep it."))
        if not questions:
            raise UserError(t("This quiz has no question yet."), t("Pick some first."))
        self._store.save_quiz(named, questions, self._clock.now(), choice, size)
        return _CHANGED

    def saved(self) -> tuple[SavedQuiz, ...]:
        """All quizzes that were kept, the latest first."""
        return self._store.quizzes()

    def load(self, quiz: int) -> LoadedQuiz:
        """A kept quiz with the questions that are still at hand."""
        found = next((one for one in self._store.quizzes() if one.id == quiz), None)
        if found is None:
            raise UserError(t("This quiz is not kept any more."), t("Choose another one."))
        at_hand = {entry.ref: entry for entry in self._catalogue.entries}
        return LoadedQuiz(
            found.title,
            tuple(at_hand[ref] for ref in found.questions if ref in at_hand),
            tuple(ref for ref in found.questions if ref not in at_hand),
            found.choice,
            found.size,
        )

    def delete(self, quiz: int) -> Changes:
        """Keep a quiz no longer; what was asked with it stays."""
        self._store.delete_quiz(quiz)
        return _CHANGED
