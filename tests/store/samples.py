"""Questions, answers and whole histories for the tests of the store."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from trainer.core.answers import Answer
from trainer.core.clock import SteppingClock
from trainer.core.questions import ArticleKind, Key, Question, Quote
from trainer.core.revisions import Revision
from trainer.core.rubric import Asks, Confidence, Reason, Skill, Verdict
from trainer.core.sessions import Session
from trainer.store.history import History

NOON = dt.datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=dt.UTC)
SECONDS = 20.0
"""Long enough for anything that happens at all."""


def clock(moment: dt.datetime = NOON) -> SteppingClock:
    return SteppingClock(moment, dt.timedelta(seconds=1))


def revision(number: int, pack: str = "harbour", text: str = "The ferry was late.") -> Revision:
    verdict = list(Verdict)[number % 3]
    return Revision(
        pack=pack,
        pack_title=pack.title(),
        language="en",
        article="Ferries",
        outlet="The Quay",
        kind=ArticleKind.PRACTICE,
        date=dt.date(2026, 2, 3),
        genre="report",
        topic="harbours",
        excerpt="ferry",
        text=text,
        question=Question(
            id=f"q{number}",
            statement=Quote(text),
            asks=Asks.CONTENT,
            skills=(Skill.SINGLE_SOURCE,),
            level=1,
            cues=(),
            key=Key(verdict, Reason.ONE_SOURCE, "Because.", {}),
        ),
    )


def discussion(number: int) -> Revision:
    scored = revision(number)
    return replace(scored, question=replace(scored.question, key=None))


def plan(
    history: History, numbers: Sequence[int] = range(10), learner: int = 1, title: str = "Ten"
) -> Session:
    session, receipt = history.plan_session(
        learner, title, [(revision(number), True) for number in numbers], NOON
    )
    assert receipt.wait(SECONDS)
    return session


def answer(
    session: Session,
    position: int,
    chosen: Verdict = Verdict.CLAIM,
    confidence: Confidence = Confidence.SURE,
) -> Answer:
    item = session.items[position]
    shown = NOON + dt.timedelta(seconds=10 * position)
    return Answer(
        session=session.id,
        position=position,
        question=item.question,
        revision=item.revision,
        truth=item.truth,
        chosen=chosen,
        confidence=confidence,
        first_sight=item.first_sight,
        shown_at=shown,
        answered_at=shown + dt.timedelta(seconds=4),
    )


def answer_all(history: History, session: Session, count: int | None = None) -> list[Answer]:
    """Answer the first `count` questions of a session, and wait until that is saved."""
    given = [answer(session, position) for position in range(count or len(session.items))]
    for one in given:
        assert history.save_answer(one).wait(SECONDS)
    return given
