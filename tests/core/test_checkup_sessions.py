"""A check-up as a session: answers lead on, and nothing is told before the end."""

import datetime as dt

from trainer.core.questions import QuestionRef, Span
from trainer.core.rubric import Confidence, Verdict
from trainer.core.sessions import Item, Session, SessionKind, Stage, resumed

NOON = dt.datetime(2026, 3, 1, 12, 0, tzinfo=dt.UTC)
LATER = NOON + dt.timedelta(seconds=30)
ITEMS = tuple(
    Item(QuestionRef("p", f"q{number}"), f"{number:064x}", verdict, first_sight=True)
    for number, verdict in enumerate(Verdict)
)


def checkup() -> Session:
    return Session(7, 3, "Check-up", ITEMS, kind=SessionKind.CHECKUP, form="A").show(NOON)


def test_an_answer_leads_to_the_next_question_and_never_to_a_reveal() -> None:
    going = checkup()
    for number in range(len(ITEMS)):
        assert (going.stage, going.position) == (Stage.JUDGING, number)
        going = going.choose(Verdict.CLAIM).rate(Confidence.SURE).answer(LATER)
        assert going.stage is not Stage.REVEALED
    assert going.stage is Stage.FINISHED
    assert [answer.confidence for answer in going.answers] == [Confidence.SURE] * 3


def test_the_next_question_starts_afresh() -> None:
    after = checkup().choose(Verdict.CLAIM).rate(Confidence.SURE).answer(LATER)
    assert (after.verdict, after.confidence, after.shown_at) == (None, Confidence.FAIRLY_SURE, None)
    given = after.show(LATER).choose(Verdict.VERIFIED).answer(LATER).last_answer
    assert given is not None
    assert given.shown_at == LATER


def test_a_slip_can_be_taken_back_before_the_answer() -> None:
    assert checkup().choose(Verdict.CLAIM).take_back() == checkup()


def test_nothing_is_underlined_in_a_check_up() -> None:
    chosen = checkup().choose(Verdict.CLAIM)
    assert chosen.take_pencil() == chosen
    given = chosen.take_pencil().underline((Span(0, 3),)).answer(NOON).last_answer
    assert given is not None
    assert given.underlined == ()


def test_a_check_up_goes_on_at_its_first_question_without_an_answer() -> None:
    going = checkup().choose(Verdict.CLAIM).answer(LATER)
    again = resumed(7, 3, "Check-up", ITEMS, going.answers, kind=SessionKind.CHECKUP, form="A")
    assert again == going
