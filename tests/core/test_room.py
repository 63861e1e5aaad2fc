"""A classroom quiz in every order of moves: what is allowed counts, what is not changes nothing."""

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from trainer.core.questions import QuestionRef
from trainer.core.room import Phase, Player, Refusal, Room, RoomItem, Round, Way
from trainer.core.rubric import Verdict

NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)


def room(size: int = 2, *, seconds: int = 0, teams: int = 0) -> Room:
    items = tuple(
        RoomItem(QuestionRef("harbour", f"q{number}"), f"{number:064x}", Verdict.CLAIM, cues=2)
        for number in range(size)
    )
    return Room(1, items, seconds=seconds, teams=teams)


def came(outcome: Room | Refusal) -> Room:
    assert isinstance(outcome, Room)
    return outcome


def with_players(start: Room, *numbers: int, way: Way = Way.PHONE) -> Room:
    for number in numbers:
        start = came(start.join(Player(number, f"Player {number}", way)))
    return start


def test_the_next_step_leads_through_the_whole_lesson() -> None:
    present = room()
    seen = []
    while present.phase is not Phase.ENDED:
        present = present.step(NOON)
        seen.append((present.phase, present.position, present.lit))

    one = [
        (Phase.OPEN, 0),
        (Phase.CLOSED, 0),
        (Phase.DISTRIBUTION, 0),
        (Phase.REVEAL, 0),
        (Phase.REVEAL, 1),
        (Phase.REVEAL, 2),
    ]
    both = [(phase, position, lit) for position in (0, 1) for phase, lit in one]
    assert seen == [*both, (Phase.ENDED, 1, 2)]
    assert present.step(NOON) is present


def test_a_vote_may_be_changed_until_it_is_closed() -> None:
    present = with_players(room(), 1).start(NOON)
    present = came(present.vote(1, Verdict.VERIFIED, 0, Round.FIRST))
    present = came(present.vote(1, Verdict.CLAIM, 0, Round.FIRST))
    assert present.distribution() == (0, 1, 0)

    closed = present.close()
    assert closed.vote(1, Verdict.PROPAGANDA, 0, Round.FIRST) is Refusal.NOT_OPEN
    assert closed.distribution() == (0, 1, 0)


def test_the_same_vote_again_changes_nothing() -> None:
    present = with_players(room(), 1).start(NOON)
    present = came(present.vote(1, Verdict.VERIFIED, 0, Round.FIRST))

    assert present.vote(1, Verdict.VERIFIED, 0, Round.FIRST) is present


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        (lambda start: start.pause(NOON), Refusal.PAUSED),
        (lambda start: start.remove(1), Refusal.REMOVED),
        (lambda start: start.end(), Refusal.ENDED),
        (lambda start: start.skip(NOON), Refusal.OTHER_QUESTION),
        (lambda start: start.close().show_distribution().vote_again(NOON), Refusal.OTHER_QUESTION),
    ],
)
def test_a_vote_that_is_refused_is_told_why(
    change: Callable[[Room], Room], refusal: Refusal
) -> None:
    present = change(with_players(room(), 1).start(NOON))

    assert present.vote(1, Verdict.VERIFIED, 0, Round.FIRST) is refusal


def test_strangers_and_names_that_wait_do_not_vote() -> None:
    present = came(room().join(Player(1, "Ada", Way.PHONE, admitted=False))).start(NOON)

    assert present.vote(2, Verdict.VERIFIED, 0, Round.FIRST) is Refusal.STRANGER
    assert present.vote(1, Verdict.VERIFIED, 0, Round.FIRST) is Refusal.WAITING
    came(present.admit(1).vote(1, Verdict.VERIFIED, 0, Round.FIRST))


def test_a_second_vote_stands_beside_the_first() -> None:
    present = with_players(room(), 1, 2).start(NOON)
    present = came(present.vote(1, Verdict.VERIFIED, 0, Round.FIRST))
    present = came(present.vote(2, Verdict.CLAIM, 0, Round.FIRST))
    present = present.close().show_distribution().vote_again(NOON)
    present = came(present.vote(1, Verdict.CLAIM, 0, Round.SECOND))

    assert present.distribution(Round.FIRST) == (1, 1, 0)
    assert present.distribution() == (0, 1, 0)
    assert not present.close().show_distribution().may_vote_again


def test_a_second_vote_after_the_reveal_is_not_revealed_again() -> None:
    present = with_players(room(), 1).start(NOON)
    present = present.close().show_distribution().reveal().vote_again(NOON)
    shown = present.step(NOON).step(NOON)
    assert (shown.phase, shown.revealed) == (Phase.DISTRIBUTION, True)

    after = shown.step(NOON)
    assert (after.phase, after.position, after.revealed) == (Phase.OPEN, 1, False)


def test_removed_players_and_their_votes_do_not_count() -> None:
    present = with_players(room(), 1, 2).start(NOON)
    present = came(present.vote(1, Verdict.PROPAGANDA, 0, Round.FIRST)).remove(1)

    assert present.distribution() == (0, 0, 0)
    assert [player.number for player in present.missing] == [2]


def test_raised_hands_are_counted_beside_the_votes() -> None:
    present = with_players(room(), 1).start(NOON)
    present = came(present.vote(1, Verdict.CLAIM, 0, Round.FIRST)).count_hands((3, 4, 5))
    assert present.distribution() == (3, 5, 5)
    assert present.count_hands((0, -1, 0)) is present
    assert present.skip(NOON).distribution() == (0, 0, 0)
    assert present.close().show_distribution().count_hands((9, 9, 9)).distribution() == (3, 5, 5)


def test_paper_is_not_waited_for() -> None:
    present = with_players(room(), 1, way=Way.PAPER).start(NOON)

    assert present.missing == ()


def test_a_timer_closes_the_vote_and_stands_still_in_a_pause() -> None:
    present = room(seconds=30).start(NOON)
    assert present.close_in_time(NOON + 29 * SECOND) is present
    assert present.close_in_time(NOON + 30 * SECOND).phase is Phase.CLOSED

    paused = present.pause(NOON + 10 * SECOND)
    assert paused.close_in_time(NOON + 99 * SECOND) is paused
    resumed = paused.resume(NOON + 100 * SECOND)
    assert resumed.closes_at == NOON + 120 * SECOND


def test_more_time_can_be_given_while_open_paused_or_without_a_timer() -> None:
    with_timer = room(seconds=30).start(NOON).extend(15, NOON)
    assert with_timer.closes_at == NOON + 45 * SECOND
    paused = with_timer.pause(NOON).extend(5, NOON).resume(NOON)
    assert paused.closes_at == NOON + 50 * SECOND
    assert room().start(NOON).extend(20, NOON).closes_at == NOON + 20 * SECOND


def test_newcomers_go_to_the_smallest_team() -> None:
    present = room(teams=2)
    for number in range(1, 6):
        team = present.smallest_team()
        present = came(present.join(Player(number, f"P{number}", Way.PHONE, team=team)))
    assert [player.team for player in present.players.values()] == [1, 2, 1, 2, 1]

    assert present.remove(1).remove(3).smallest_team() == 1
    assert room().smallest_team() == 0


def test_a_skipped_question_is_left_out_and_the_lesson_goes_on() -> None:
    present = room().start(NOON).skip(NOON)
    assert (present.phase, present.position, present.skipped) == (Phase.OPEN, 1, frozenset({0}))

    after = present.skip(NOON)
    assert (after.phase, after.skipped) == (Phase.ENDED, frozenset({0, 1}))


def test_nobody_joins_after_the_end_or_under_a_number_in_use() -> None:
    assert room().end().join(Player(1, "Ada", Way.PHONE)) is Refusal.ENDED
    with pytest.raises(ValueError, match="already"):
        with_players(room(), 1).join(Player(1, "Eda", Way.PHONE))


class AnyOrder(RuleBasedStateMachine):
    """Joins, votes, drops and the teacher's keys in any order, beside a plain account."""

    def __init__(self) -> None:
        super().__init__()
        self.room = room(3, seconds=0)
        self.now = NOON
        self.book: dict[tuple[int, Round], dict[int, Verdict]] = {}
        self.out: set[int] = set()

    @property
    def page(self) -> dict[int, Verdict]:
        return self.book.setdefault((self.room.position, self.room.round), {})

    @rule(way=st.sampled_from(Way))
    def join(self, way: Way) -> None:
        number = len(self.room.players) + 1
        outcome = self.room.join(Player(number, f"P{number}", way))
        if self.room.phase is Phase.ENDED:
            assert outcome is Refusal.ENDED
        else:
            self.room = came(outcome)

    @precondition(lambda self: self.room.players)
    @rule(
        number=st.integers(1, 6),
        verdict=st.sampled_from(Verdict),
        position=st.integers(0, 2),
        round_=st.sampled_from(Round),
    )
    def vote(self, number: int, verdict: Verdict, position: int, round_: Round) -> None:
        outcome = self.room.vote(number, verdict, position, round_)
        meant = (position, round_) == (self.room.position, self.room.round)
        open_now = self.room.phase is Phase.OPEN and not self.room.paused
        known = number in self.room.players and number not in self.out
        if known and meant and open_now:
            self.room = came(outcome)
            self.page[number] = verdict
        else:
            assert isinstance(outcome, Refusal)

    @rule(number=st.integers(1, 6))
    def remove(self, number: int) -> None:
        self.room = self.room.remove(number)
        if number in self.room.players:
            self.out.add(number)

    @rule(move=st.sampled_from(["step", "go_on", "skip", "vote_again", "pause", "resume"]))
    def press(self, move: str) -> None:
        self.now += SECOND
        self.room = getattr(self.room, move)(self.now)

    @rule(move=st.sampled_from(["close", "show_distribution", "reveal", "light_up", "light_all"]))
    def press_without_a_time(self, move: str) -> None:
        self.room = getattr(self.room, move)()

    @precondition(lambda self: self.room.position == 2)
    @rule()
    def end(self) -> None:
        self.room = self.room.end()

    @invariant()
    def every_vote_taken_is_counted_and_no_other(self) -> None:
        counted = [verdict for number, verdict in self.page.items() if number not in self.out]
        assert self.room.distribution() == tuple(counted.count(verdict) for verdict in Verdict)

    @invariant()
    def the_key_shows_in_a_reveal_alone_or_after_one(self) -> None:
        if self.room.phase is Phase.REVEAL:
            assert self.room.revealed
        assert 0 <= self.room.lit <= 2
        if self.room.lit:
            assert self.room.revealed

    @invariant()
    def only_an_open_vote_is_paused(self) -> None:
        assert not self.room.paused or self.room.phase is Phase.OPEN

    @invariant()
    def who_is_missing_may_answer_and_has_not(self) -> None:
        for player in self.room.missing:
            assert player.number not in self.page
            assert player.number not in self.out


TestAnyOrder = AnyOrder.TestCase
