"""All measures of a past, beside what the sessions themselves tell."""

import datetime as dt
from pathlib import Path

from tests.services.conftest import House, judge, play
from tests.store.samples import NOON, SECONDS
from trainer.core.inquiry import ALL_SIGHTS, Inquiry, SessionInquiry, Sight
from trainer.core.measures import Share, Tally
from trainer.core.paths import DataPaths
from trainer.core.rubric import Confidence, Verdict
from trainer.services.made_up import MadeUp, make_up
from trainer.services.opening import Opened
from trainer.services.practice import Selection

SHIPPED = Path(__file__).resolve().parents[2] / "questions"
DAY = dt.timedelta(days=1)


def test_a_newcomer_has_an_overview_of_nothing(opened: Opened) -> None:
    found = opened.lookback.overview(Inquiry())
    assert (found.tally, found.sessions, found.days) == (Tally(), 0, ())
    assert (found.skills, found.techniques, found.packs, found.evidence) == ((), (), (), None)
    assert found.trend.missing == 80


def test_the_overview_adds_up_what_the_sessions_tell(opened: Opened) -> None:
    numbers = [play(opened, verdict=Verdict.VERIFIED), play(opened, 4, Verdict.PROPAGANDA)]
    past = [one for number in numbers for one in opened.review.session(number).answers]
    found = opened.lookback.overview(Inquiry())
    assert found.tally == Tally.of((one.answer.truth, one.answer.chosen) for one in past)
    assert found.tally == opened.review.standing().tally
    assert found.sessions == 2
    assert sum(tally.total for _, tally in found.packs) == len(past)
    skills = {skill for one in past for skill in one.revision.question.skills}
    assert {line.skill for line in found.skills} == skills
    for line in found.skills:
        mine = [one.answer for one in past if line.skill in one.revision.question.skills]
        assert line.right == Share(sum(one.right for one in mine), len(mine))
        assert line.due is not None


def test_only_wrong_answers_that_were_called_sure_wait_to_be_looked_at(opened: Opened) -> None:
    practice = opened.practice
    practice.start(Selection(title="Ten"))
    missed = 0
    for number in range(10):
        if number:
            practice.go_on()
        practice.choose(Verdict.CLAIM)
        practice.rate(list(Confidence)[number % 3])
        practice.answer()
        assert practice.session is not None
        given = practice.session.last_answer
        assert given is not None
        missed += given.confidence is Confidence.SURE and not given.right
    assert opened.all_saved(SECONDS)
    found = opened.lookback.overview(Inquiry())
    assert found.missed_while_sure == missed
    right = sum(share.part for _, share in found.calibration.levels)
    assert right == found.tally.right.part


def test_a_repeat_is_counted_apart(opened: Opened) -> None:
    for _ in range(5):
        play(opened)
    first = opened.lookback.overview(Inquiry()).tally.total
    again = opened.lookback.overview(Inquiry(frozenset({Sight.REPEAT}))).tally.total
    assert (first, again) == (40, 10)
    assert opened.lookback.answer_count(Inquiry(ALL_SIGHTS)) == 50
    assert opened.lookback.session_count(SessionInquiry()) == 5


def test_a_note_names_the_pack_and_the_question(opened: Opened) -> None:
    practice = opened.practice
    practice.start(Selection(title="Ten"))
    judge(practice, 1)
    assert practice.session is not None
    asked = practice.session.answers[0].question
    practice.note("I see it differently")
    assert opened.all_saved(SECONDS)
    (note,) = opened.lookback.notes()
    assert (note.pack, note.question, note.text) == (*asked, "I see it differently")


def test_a_made_up_history_is_the_same_each_time(house: House, tmp_path: Path) -> None:
    found = []
    for name in ("one", "other"):
        made = House(DataPaths(tmp_path / name), SHIPPED)
        make_up(made.paths, SHIPPED, MadeUp(9, NOON - 9 * DAY, DAY))
        found.append(made.open().lookback.overview(Inquiry()))
        made.close()
    assert found[0] == found[1]
    assert found[0].tally.total == 90
    assert len(found[0].trend.periods) == 4
    assert found[0].evidence is not None
    assert 0 < found[0].evidence.score <= 1
