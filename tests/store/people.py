"""Learners with a past, for the tests of export, import and erasing."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from tests.store.samples import NOON, SECONDS, answer, revision
from trainer.core.questions import Span
from trainer.core.rubric import Confidence, Verdict
from trainer.core.sessions import SessionKind
from trainer.store.history import History

DAY = dt.timedelta(days=1)


def practise(  # noqa: PLR0917  a session has that many sides
    history: History,
    learner: int,
    numbers: Sequence[int],
    begin: dt.datetime = NOON,
    chosen: Sequence[Verdict] = (Verdict.CLAIM,),
    answered: int | None = None,
    note: str = "",
    pack: str = "harbour",
    kind: SessionKind = SessionKind.PRACTICE,
) -> int:
    """A session of these questions from `begin` on, saved with a note on its first answer."""
    seen = history.sights(learner)
    planned = [
        (revision(number, pack), revision(number, pack).ref not in seen) for number in numbers
    ]
    session, receipt = history.plan_session(learner, "Ten", planned, begin, kind=kind)
    assert receipt.wait(SECONDS)
    count = len(numbers) if answered is None else answered
    for position in range(count):
        given = answer(
            session, position, chosen[position % len(chosen)], list(Confidence)[position % 3]
        )
        moment = begin + dt.timedelta(seconds=10 * position)
        given = replace(
            given,
            shown_at=moment,
            answered_at=moment + dt.timedelta(seconds=4, microseconds=7),
            underlined=(Span(0, 3),) if position % 2 else (),
        )
        assert history.save_answer(given).wait(SECONDS)
    if note and count:
        assert history.save_note(session.id, 0, note, begin + dt.timedelta(seconds=6)).wait(SECONDS)
    return session.id
