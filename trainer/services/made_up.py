"""A made-up history: somebody who gets better in a few months, for pictures and measurements."""

import datetime as dt
import random
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from trainer.core.answers import Answer
from trainer.core.clock import SystemClock
from trainer.core.paths import DataPaths
from trainer.core.questions import QuoteError, Span
from trainer.core.revisions import Revision
from trainer.core.rubric import Confidence, Verdict
from trainer.core.sessions import Session
from trainer.services.library import Library
from trainer.services.skills import advance
from trainer.store.history import History, open_history

_EACH = 10
_PATIENCE = 20.0
_UNDERLINED = 0.5
_NOTED = 0.03


class MadeUp(NamedTuple):
    """How much was practised: so many sessions of ten, `apart` from each other since `begin`."""

    sessions: int
    begin: dt.datetime
    apart: dt.timedelta


def make_up(paths: DataPaths, shipped: Path, plan: MadeUp) -> None:
    """Write a history of that kind into an empty data folder, on the texts of the shipped packs.

    Each text comes up many times under other names, so that all are met for the first time.
    """
    library = Library(shipped, paths.packs, paths.cache)
    library.load()
    texts = [library.revision(one.revision) for one in library.entries if one.practicable]
    history = open_history(paths, SystemClock())
    try:
        _Somebody(history, texts, plan).practise()
    finally:
        history.close()


class _Somebody:
    """One learner over the months."""

    def __init__(self, history: History, texts: list[Revision], plan: MadeUp) -> None:
        self._history, self._texts, self._plan = history, texts, plan
        self._learner = history.first_learner().id
        self._chance = random.Random(11)  # noqa: S311  the same history each time

    def practise(self) -> None:
        """All sessions."""
        for number in range(self._plan.sessions):
            begin = self._plan.begin + number * self._plan.apart
            chosen = [self._renamed(text, number) for text in self._drawn()]
            session, _ = self._history.plan_session(
                self._learner, "Ten questions", [(text, True) for text in chosen], begin
            )
            for position, text in enumerate(chosen):
                self._answer(session, position, text, number / self._plan.sessions)

    def _drawn(self) -> list[Revision]:
        return self._chance.sample(self._texts, min(_EACH, len(self._texts)))

    def _renamed(self, text: Revision, number: int) -> Revision:
        return replace(text, question=replace(text.question, id=f"{text.question.id}-{number}"))

    def _answer(self, session: Session, position: int, text: Revision, practised: float) -> None:
        item, chance = session.items[position], self._chance
        begin = self._plan.begin + (session.id - 1) * self._plan.apart
        shown = begin + position * dt.timedelta(seconds=50)
        right = chance.random() < 0.5 + 0.35 * practised
        chosen = item.truth if right else chance.choice([v for v in Verdict if v is not item.truth])
        sure = chance.random() + (0.25 if right else 0)
        answer = Answer(
            session=session.id,
            position=position,
            question=item.question,
            revision=item.revision,
            truth=item.truth,
            chosen=chosen,
            confidence=_confidence(sure),
            first_sight=True,
            shown_at=shown,
            answered_at=shown + dt.timedelta(seconds=40),
            underlined=_underlined(text) if chance.random() < _UNDERLINED else (),
        )
        self._history.save_answer(answer, advance).wait(_PATIENCE)
        if not right and chance.random() < _NOTED * 2:
            words = f"The words “{text.question.cues[0].quote.text}” decide this for me."
            self._history.save_note(session.id, position, words, answer.answered_at)


def _confidence(sure: float) -> Confidence:
    if sure > 0.8:  # noqa: PLR2004  made up
        return Confidence.SURE
    return Confidence.FAIRLY_SURE if sure > 0.3 else Confidence.GUESS  # noqa: PLR2004  made up


def _underlined(text: Revision) -> tuple[Span, ...]:
    try:
        return (text.question.cues[0].quote.find(text.text),)
    except QuoteError:
        return ()
