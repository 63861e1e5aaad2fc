"""A session in every order of moves: what is allowed counts, what is not changes nothing."""

import datetime as dt

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from trainer.core.answers import Answer
from trainer.core.questions import QuestionRef, Span
from trainer.core.rubric import Confidence, Verdict
from trainer.core.sessions import Item, Session, Stage, resumed

NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


def item(number: int, truth: Verdict = Verdict.CLAIM, *, first_sight: bool = True) -> Item:
    return Item(QuestionRef("harbour", f"q{number}"), f"{number:064x}", truth, first_sight)


def session(size: int = 2) -> Session:
    return Session(7, 3, "Ten", tuple(item(number) for number in range(size)))


class AnyOrder(RuleBasedStateMachine):
    """Every move at every moment, beside a plain account of what should come of it."""

    def __init__(self) -> None:
        super().__init__()
        self.session = session()
        self.stage = Stage.JUDGING
        self.verdict: Verdict | None = None
        self.confidence = Confidence.FAIRLY_SURE
        self.given: list[Answer] = []
        self.shown: dt.datetime | None = None
        self.underlined: tuple[Span, ...] = ()
        self.now = NOON

    @initialize(
        truths=st.lists(st.sampled_from(Verdict), min_size=1, max_size=4), odd=st.booleans()
    )
    def plan(self, truths: list[Verdict], odd: bool) -> None:  # noqa: FBT001  drawn by hypothesis
        items = tuple(
            item(number, truth, first_sight=bool(number % 2) is odd)
            for number, truth in enumerate(truths)
        )
        self.session = Session(7, 3, "Ten", items)

    def moved(self, after: Session, *, allowed: bool) -> None:
        if not allowed:
            assert after is self.session
        self.session = after
        self.now += dt.timedelta(seconds=1)

    @rule()
    def show(self) -> None:
        allowed = self.stage is Stage.JUDGING and self.shown is None
        self.shown = self.now if allowed else self.shown
        self.moved(self.session.show(self.now), allowed=allowed)

    @rule(verdict=st.sampled_from(Verdict))
    def choose(self, verdict: Verdict) -> None:
        allowed = self.stage in (Stage.JUDGING, Stage.CHOSEN)
        if allowed:
            self.stage, self.verdict = Stage.CHOSEN, verdict
        self.moved(self.session.choose(verdict), allowed=allowed)

    @rule(confidence=st.sampled_from(Confidence))
    def rate(self, confidence: Confidence) -> None:
        allowed = self.stage is Stage.CHOSEN
        self.confidence = confidence if allowed else self.confidence
        self.moved(self.session.rate(confidence), allowed=allowed)

    @rule()
    def take_back(self) -> None:
        allowed = self.stage in (Stage.CHOSEN, Stage.UNDERLINING)
        if self.stage is Stage.CHOSEN:
            self.forget_choice()
            self.stage = Stage.JUDGING
        elif self.stage is Stage.UNDERLINING:
            self.stage = Stage.CHOSEN
        self.moved(self.session.take_back(), allowed=allowed)

    @rule()
    def take_pencil(self) -> None:
        allowed = self.stage is Stage.CHOSEN
        self.stage = Stage.UNDERLINING if allowed else self.stage
        self.moved(self.session.take_pencil(), allowed=allowed)

    @rule(spans=st.lists(st.builds(Span, st.integers(0, 9), st.integers(10, 19)), max_size=2))
    def underline(self, spans: list[Span]) -> None:
        allowed = self.stage is Stage.UNDERLINING
        self.underlined = tuple(spans) if allowed else self.underlined
        self.moved(self.session.underline(tuple(spans)), allowed=allowed)

    @rule()
    def drop_pencil(self) -> None:
        allowed = self.stage is Stage.UNDERLINING
        if allowed:
            self.stage, self.underlined = Stage.CHOSEN, ()
        self.moved(self.session.drop_pencil(), allowed=allowed)

    @rule()
    def answer(self) -> None:
        allowed = self.stage in (Stage.CHOSEN, Stage.UNDERLINING)
        if allowed:
            assert self.verdict is not None
            at = len(self.given)
            planned = self.session.items[at]
            self.given.append(
                Answer(
                    session=7,
                    position=at,
                    question=planned.question,
                    revision=planned.revision,
                    truth=planned.truth,
                    chosen=self.verdict,
                    confidence=self.confidence,
                    first_sight=planned.first_sight,
                    shown_at=self.shown or self.now,
                    answered_at=self.now,
                    underlined=self.underlined,
                )
            )
            self.stage = Stage.REVEALED
        self.moved(self.session.answer(self.now), allowed=allowed)

    @rule()
    def go_on(self) -> None:
        allowed = self.stage is Stage.REVEALED
        if allowed:
            self.forget_choice()
            self.shown = None
            done = len(self.given) == len(self.session.items)
            self.stage = Stage.FINISHED if done else Stage.JUDGING
        self.moved(self.session.go_on(), allowed=allowed)

    def forget_choice(self) -> None:
        self.verdict, self.confidence, self.underlined = None, Confidence.FAIRLY_SURE, ()

    @invariant()
    def stands_where_it_should(self) -> None:
        assert self.session.stage is self.stage
        assert self.session.confidence is self.confidence
        if self.stage in (Stage.JUDGING, Stage.CHOSEN, Stage.UNDERLINING):
            assert self.session.verdict is self.verdict
            assert self.session.underlined == self.underlined
            assert self.session.shown_at == self.shown

    @invariant()
    def answers_stay_as_they_were_given(self) -> None:
        assert list(self.session.answers) == self.given
        assert self.session.last_answer == (self.given[-1] if self.given else None)
        assert self.session.right == sum(one.truth is one.chosen for one in self.given)

    @invariant()
    def the_present_question_is_the_next_or_the_one_revealed(self) -> None:
        at = len(self.given) - (self.stage is Stage.REVEALED)
        assert self.session.position == at
        present = None if self.stage is Stage.FINISHED else self.session.items[at]
        assert self.session.item == present

    @invariant()
    def a_break_changes_nothing_but_a_choice_not_yet_given(self) -> None:
        chosen = self.stage in (Stage.CHOSEN, Stage.UNDERLINING)
        fresh = self.session.drop_pencil().take_back() if chosen else self.session.go_on()
        again = resumed(7, 3, "Ten", self.session.items, self.session.answers)
        # When it comes on the screen again, its time begins anew.
        assert again.show(self.now) == fresh.show(self.now) or fresh.shown_at is not None
        assert (again.stage, again.position, again.item) == (
            fresh.stage,
            fresh.position,
            fresh.item,
        )


TestAnyOrder = AnyOrder.TestCase


def test_the_time_of_a_question_counts_from_its_first_showing() -> None:
    later = NOON + dt.timedelta(seconds=9)
    shown = session().show(NOON).choose(Verdict.CLAIM).take_back().show(later)
    given = shown.choose(Verdict.VERIFIED).answer(later).last_answer
    assert given is not None
    assert (given.shown_at, given.answered_at) == (NOON, later)


def test_going_back_from_underlining_keeps_the_verdict_and_the_words() -> None:
    words = (Span(3, 9),)
    back = session().choose(Verdict.CLAIM).take_pencil().underline(words).take_back()
    assert (back.stage, back.verdict, back.underlined) == (Stage.CHOSEN, Verdict.CLAIM, words)


def test_dropping_the_pencil_answers_with_nothing_underlined() -> None:
    dropped = session().choose(Verdict.CLAIM).take_pencil().underline((Span(3, 9),)).drop_pencil()
    given = dropped.answer(NOON).last_answer
    assert given is not None
    assert given.underlined == ()


def test_another_verdict_keeps_how_sure_one_is() -> None:
    sure = session().choose(Verdict.CLAIM).rate(Confidence.SURE).choose(Verdict.VERIFIED)
    assert (sure.verdict, sure.confidence) == (Verdict.VERIFIED, Confidence.SURE)


def test_a_slip_taken_back_leaves_no_trace() -> None:
    before = session().show(NOON)
    assert before.choose(Verdict.CLAIM).rate(Confidence.SURE).take_back() == before


def test_nobody_is_sure_of_the_next_question_before_seeing_it() -> None:
    revealed = session().choose(Verdict.CLAIM).rate(Confidence.SURE).answer(NOON)
    assert revealed.go_on().confidence is Confidence.FAIRLY_SURE


@pytest.mark.parametrize("answered", [0, 1, 2])
def test_a_session_goes_on_at_its_first_question_without_an_answer(answered: int) -> None:
    going = session()
    for _ in range(answered):
        going = going.choose(Verdict.CLAIM).answer(NOON).go_on()
    again = resumed(going.id, going.learner, going.title, going.items, going.answers)
    assert again == going
    assert (again.stage is Stage.FINISHED) is (answered == 2)
