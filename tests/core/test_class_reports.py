"""What a class's quiz amounts to, against hand-worked rooms, and what it never depends on."""

import dataclasses
import datetime as dt
import random
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.samples import NOON, discussion, revision
from trainer.core.class_reports import (
    ClassReport,
    PupilReport,
    QuestionReport,
    Shift,
    changed_since,
    class_report,
)
from trainer.core.class_words import (
    advice_said,
    doubt_said,
    name_kind,
    names_said,
    score_said,
    second_vote_said,
)
from trainer.core.classroom import KeptRoom, Setting, Vote
from trainer.core.items import Finding
from trainer.core.measures import Share, Tally
from trainer.core.revisions import Revision
from trainer.core.room import Hands, Names, Phase, Player, Room, RoomItem, Round, Way
from trainer.core.rubric import Skill, Verdict

VERIFIED, CLAIM, PROPAGANDA = Verdict
SIGNS = {"v": VERIFIED, "c": CLAIM, "p": PROPAGANDA}
FIRST, SECOND = Round.FIRST, Round.SECOND


def skilled(number: int, *skills: Skill) -> Revision:
    """Question `number`, whose truth is verified, claim, propaganda in turn, with these skills."""
    plain = revision(number)
    return dataclasses.replace(plain, question=dataclasses.replace(plain.question, skills=skills))


def room_of(
    *rows: str,
    again: Mapping[int, str] | None = None,
    hands: Mapping[tuple[int, Round], Hands] | None = None,
    skipped: frozenset[int] = frozenset(),
    removed: frozenset[int] = frozenset(),
    waiting: frozenset[int] = frozenset(),
    revisions: tuple[Revision, ...] = (),
    teams: int = 0,
    names: Names = Names.NICKNAMES,
) -> KeptRoom:
    """A room in which each row is a player and each sign what they said: v, c, p, or nothing."""
    questions = revisions or tuple(revision(number) for number in range(len(rows[0])))
    players = {
        number: Player(
            number,
            f"Player {number}",
            Way.PHONE,
            team=(number - 1) % teams + 1 if teams else 0,
            admitted=number not in waiting,
            removed=number in removed,
        )
        for number in range(1, len(rows) + 1)
    }
    items = tuple(
        RoomItem(one.ref, one.hash, None if one.question.key is None else one.question.key.verdict)
        for one in questions
    )
    votes = [
        Vote(player, position, round_, SIGNS[sign])
        for round_, given_ in ((FIRST, dict(enumerate(rows, 1))), (SECOND, again or {}))
        for player, row in given_.items()
        for position, sign in enumerate(row)
        if sign in SIGNS
    ]
    return KeptRoom(
        Setting("Monday", names),
        Room(7, items, Phase.ENDED, players=players, skipped=skipped, teams=teams),
        questions,
        tuple(votes),
        NOON,
        NOON + dt.timedelta(minutes=40),
        hands or {},
    )


def question(kept: KeptRoom, position: int = 0) -> QuestionReport:
    return next(q for q in class_report(kept).questions if q.position == position)


def pupil(kept: KeptRoom, number: int = 1) -> PupilReport:
    found = class_report(kept).pupil(number)
    assert found is not None
    return found


def test_a_question_counts_who_said_what() -> None:
    found = question(room_of("v", "v", "c", "p", " "))
    assert found.first == (2, 1, 1)
    assert found.right == Share(2, 4)
    assert found.choosers == {VERIFIED: (1, 2), CLAIM: (3,), PROPAGANDA: (4,)}
    assert found.second is None
    assert found.shift is None


def test_the_wrong_verdict_that_draws_most_is_named() -> None:
    assert question(room_of("c", "c", "p", "v")).draws == (CLAIM, 2)
    assert question(room_of("v", "v")).draws is None
    # A draw goes to the first in the order of the verdicts, always the same one.
    assert question(room_of("c", "p")).draws == (CLAIM, 1)


def test_unanswered_is_never_wrong() -> None:
    report = class_report(room_of("v  ", "   "))
    assert report.tally.right == Share(1, 1)
    assert [one.tally.total for one in report.pupils] == [1, 0]
    assert [one.right for one in report.questions] == [Share(1, 1), Share(0, 0), Share(0, 0)]
    assert pupil(room_of("v  ")).answers.keys() == {0}


def test_who_was_put_out_or_never_let_in_does_not_count() -> None:
    report = class_report(
        room_of("v", "c", "p", removed=frozenset({2}), waiting=frozenset({3}), again={2: "v"})
    )
    assert report.questions[0].first == (1, 0, 0)
    assert report.questions[0].second is None
    assert [one.player.number for one in report.pupils] == [1]


def test_a_question_that_was_skipped_counts_nowhere() -> None:
    kept = room_of("vc", "vp", hands={(1, FIRST): (3, 3, 3)}, skipped=frozenset({1}))
    report = class_report(kept)
    assert [one.position for one in report.questions] == [0]
    assert (report.skipped, report.answers, report.hands) == (1, 2, 0)
    assert report.tally.total == 2
    assert all(one.tally.total == 1 for one in report.pupils)
    assert all(set(one.answers) == {0} for one in report.pupils)


def test_raised_hands_count_in_shares_and_have_no_persons() -> None:
    kept = room_of("v", "c", hands={(0, FIRST): (4, 0, 2), (0, SECOND): (6, 0, 0)})
    found, report = question(kept), class_report(kept)
    assert found.first == (5, 1, 2)
    assert found.right == Share(5, 8)
    assert found.second == (6, 0, 0)
    assert found.second_right == Share(6, 6)
    assert found.persons == 2
    assert found.shift == Shift(0, 0, 0, 0)
    assert (report.answers, report.hands, report.tally.total) == (8, 6, 8)
    assert dict(report.skills) == {Skill.SINGLE_SOURCE: Share(5, 8)}
    assert sum(one.tally.total for one in report.pupils) == 2


def test_a_question_to_argue_about_has_a_distribution_and_nothing_else() -> None:
    kept = room_of("vv", "vc", again={1: " c", 2: " c"}, revisions=(revision(0), discussion(1)))
    found, report = question(kept, 1), class_report(kept)
    assert found.first == (1, 1, 0)
    assert found.second == (0, 2, 0)
    assert (found.right, found.second_right, found.item, found.draws) == (None, None, None, None)
    assert found.finding is Finding.TOO_FEW
    assert found.shift == Shift(stayed=1, to_right=0, to_wrong=0, elsewhere=1)
    assert report.answers == 4
    assert report.tally.total == 2
    assert all(one.tally.total == 1 for one in report.pupils)
    assert set(report.pupils[0].answers) == {0, 1}


def test_who_changed_between_the_votes_is_counted_by_where_they_went() -> None:
    # The truth is verified: stayed right, stayed wrong, to right, to wrong, from wrong to wrong;
    # the sixth voted at first alone, the seventh only afterwards.
    kept = room_of("v", "c", "c", "v", "c", "v", " ", again=dict(enumerate("vcvcp v", 1)))
    found = question(kept)
    assert found.shift == Shift(stayed=2, to_right=1, to_wrong=1, elsewhere=1)
    assert found.shift.both == 5
    assert found.second == (3, 2, 1)
    assert pupil(kept, 7).answers[0].first is None
    assert pupil(kept, 7).tally.total == 0


def test_below_thirty_answers_nothing_is_said_of_the_key() -> None:
    able = [f"{'c' if right else 'v'}{'c' if right else 'v'}" for right in [True, False] * 15]
    reversed_key = (revision(0), revision(1))
    assert question(room_of(*able, revisions=reversed_key)).finding is Finding.CHECK_KEY
    assert question(room_of(*able[:29], revisions=reversed_key)).finding is Finding.TOO_FEW


def test_hands_do_not_make_up_the_thirty() -> None:
    able = ["vc", "cv"] * 10
    kept = room_of(*able, hands={(0, FIRST): (10, 10, 10)})
    assert question(kept).right == Share(20, 50)
    assert question(kept).persons == 20
    assert question(kept).finding is Finding.TOO_FEW


def test_a_question_that_is_asked_twice_is_told_apart_by_its_place() -> None:
    kept = room_of("vc", "vv", revisions=(revision(0), revision(0)))
    assert [one.right for one in class_report(kept).questions] == [Share(2, 2), Share(1, 2)]
    items = [one.item for one in class_report(kept).questions]
    assert [one.right for one in items if one] == [Share(2, 2), Share(1, 2)]


def test_teams_have_their_own_players_and_no_others() -> None:
    report = class_report(room_of("v", "c", "v", "v", teams=2))
    assert [(team.players, team.tally.right) for team in report.teams] == [
        (2, Share(2, 2)),
        (2, Share(1, 2)),
    ]
    assert class_report(room_of("v")).teams == ()


def test_a_pupil_is_told_the_weakest_skills_and_what_went_well() -> None:
    revisions = (
        skilled(0, Skill.OWN_OBSERVATION),
        skilled(1, Skill.INTERESTED_PARTY),
        skilled(4, Skill.INTERESTED_PARTY),
        skilled(2, Skill.ATTACK, Skill.WORDING),
    )
    found = pupil(room_of("vvcc", revisions=revisions))
    assert found.look_again == (
        (Skill.ATTACK, Share(0, 1)),
        (Skill.WORDING, Share(0, 1)),
        (Skill.INTERESTED_PARTY, Share(1, 2)),
    )
    assert found.sits_well == (Skill.OWN_OBSERVATION,)
    look, well = advice_said(found)
    assert look.startswith("Look again at: Attack on reputation (0 of 1)")
    assert well == "Went well: The reporter’s own eyes."


def test_doubt_and_trust_of_a_pupil_are_counts_while_they_are_few() -> None:
    few = pupil(room_of("ccv"))
    assert doubt_said(few) == (
        "Called something else though it was verified: 1 of 1. "
        "Called verified though it was not: 1 of 2."
    )
    many = pupil(room_of("c" * 36, revisions=tuple(revision(0) for _ in range(36))))
    assert "36 of 36, 90 to 100\u00a0%" in doubt_said(many)
    assert score_said(few) == "3 statements judged, 1 of them as the text supports it."
    assert advice_said(pupil(room_of("   "))) == ()
    assert doubt_said(pupil(room_of("   "))) == ""


def test_it_is_said_whose_names_these_are() -> None:
    assert "made up" in names_said(class_report(room_of("v")))
    assert "typed" in names_said(class_report(room_of("v", names=Names.FREE)))
    sheet = Player(1, "Ada", Way.PAPER)
    assert name_kind(Names.NICKNAMES, sheet) == "Written by the teacher"
    listed = dataclasses.replace(sheet, pupil=3)
    assert name_kind(Names.NICKNAMES, listed) == "Class list"


def test_a_change_between_quizzes_is_one_only_beyond_chance() -> None:
    def judged(right: int, wrong: int) -> Tally:
        return Tally.counted(
            pair
            for verdict in Verdict
            for pair in (
                (verdict, verdict, right),
                (verdict, CLAIM if verdict is VERIFIED else VERIFIED, wrong),
            )
        )

    small = changed_since(judged(5, 5), judged(6, 4))
    large = changed_since(judged(40, 60), judged(70, 30))
    assert small is not None
    assert large is not None
    assert not small.balanced_accuracy.beyond_chance
    assert large.balanced_accuracy.beyond_chance
    assert large.false_doubt.difference == pytest.approx(-0.3)
    assert changed_since(Tally(), judged(5, 5)) is None
    assert changed_since(judged(5, 5), Tally()) is None


ROWS = st.integers(1, 4).flatmap(
    lambda wide: st.lists(
        st.text(alphabet="vcp ", min_size=wide, max_size=wide), min_size=1, max_size=8
    )
)


@given(rows=ROWS, chance=st.randoms(use_true_random=False))
def test_whoever_joined_first_all_figures_are_the_same(
    rows: list[str], chance: random.Random
) -> None:
    def figures(report: ClassReport) -> object:
        return report.tally, report.skills, [(q.first, q.right) for q in report.questions]

    mixed = list(rows)
    chance.shuffle(mixed)
    assert figures(class_report(room_of(*rows))) == figures(class_report(room_of(*mixed)))


@given(rows=ROWS)
def test_pupils_and_questions_add_up_to_the_class(rows: list[str]) -> None:
    report = class_report(room_of(*rows))
    said = sum(sign in SIGNS for row in rows for sign in row)
    assert report.answers == report.tally.total == said
    assert sum((one.tally for one in report.pupils), Tally()) == report.tally
    assert sum(len(one.answers) for one in report.pupils) == said
    for found in report.questions:
        assert [len(found.choosers[verdict]) for verdict in Verdict] == list(found.first)


def test_second_votes_stand_against_the_first_in_a_sentence() -> None:
    # The first question is verified, the second a claim, the third propaganda.
    kept = room_of("ccc", "vvv", "ppp", again={1: "vc", 2: "vp", 3: "v"})
    assert second_vote_said(class_report(kept)) == (
        "5 votes were given twice, before and after talking: 2 of them went from wrong to right "
        "and 0 from right to wrong."
    )
    assert second_vote_said(class_report(room_of("ccc"))) == ""
    late = room_of(" ", again={1: "v"})
    assert second_vote_said(class_report(late)).endswith("nobody in particular voted both times.")
    argued = room_of("c", again={1: "v"}, revisions=(discussion(0),))
    assert second_vote_said(class_report(argued)) == "", "nobody went right or wrong there"
