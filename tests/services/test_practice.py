"""Practising on a real history and a real library: nothing is lost, nothing waits, nothing lies."""

import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from tests.packs.samples import big_pack, write_sample
from tests.services.conftest import House, judge, play
from tests.store.samples import SECONDS
from trainer.core.changes import Changes, Topic
from trainer.core.errors import UserError
from trainer.core.rubric import Confidence, Verdict
from trainer.core.sessions import Stage
from trainer.core.settings import Settings
from trainer.packs.writing import write_pack
from trainer.services.opening import Opened
from trainer.services.practice import Practice, Selection
from trainer.services.preferences import Preferences
from trainer.store import statements
from trainer.store.connection import Executor


def stage(practice: Practice) -> Stage:
    assert practice.session is not None
    return practice.session.stage


def test_before_a_start_there_is_nothing_to_move(opened: Opened) -> None:
    practice = opened.practice
    assert practice.session is None
    assert practice.revision is None
    assert practice.notes == practice.statements == ()
    assert practice.tally.total == 0
    for changes in (
        practice.choose(Verdict.CLAIM),
        practice.rate(Confidence.SURE),
        practice.take_back(),
        practice.answer(),
        practice.go_on(),
        practice.note("words"),
    ):
        assert changes == Changes()


def test_a_session_has_ten_fresh_questions_with_their_thirds(opened: Opened) -> None:
    changes = opened.practice.start(Selection(title="Ten"))
    session = opened.practice.session
    assert session is not None
    assert (len(session.items), session.title, session.stage) == (10, "Ten", Stage.JUDGING)
    assert all(item.first_sight for item in session.items)
    assert len({item.question for item in session.items}) == 10
    assert sorted(Counter(item.truth for item in session.items).values()) == [3, 3, 4]
    assert Topic.SESSION in changes
    assert Topic.ANSWERS in changes


def test_the_question_on_the_screen_is_the_planned_one_with_all_its_words(opened: Opened) -> None:
    practice = opened.practice
    practice.start(Selection())
    assert practice.session is not None
    for item in practice.session.items:
        shown = practice.revision
        assert shown is not None
        assert (shown.hash, shown.ref) == (item.revision, item.question)
        judge(practice, 1)
        practice.go_on()
    assert practice.revision is None


def test_an_answer_is_saved_and_told(opened: Opened) -> None:
    practice = opened.practice
    practice.start(Selection())
    assert practice.choose(Verdict.VERIFIED) == Changes.of(Topic.SESSION)
    assert practice.rate(Confidence.SURE) == Changes.of(Topic.SESSION)
    assert practice.answer() == Changes.of(Topic.SESSION, Topic.ANSWERS)
    assert stage(practice) is Stage.REVEALED
    assert opened.all_saved(SECONDS)
    assert practice.saved
    assert practice.session is not None
    (past,) = opened.review.session(practice.session.id).answers
    assert past.answer == practice.session.last_answer
    assert (past.answer.chosen, past.answer.confidence) == (Verdict.VERIFIED, Confidence.SURE)
    assert past.revision == practice.revision


def test_a_key_that_comes_twice_or_too_early_does_nothing(opened: Opened) -> None:
    practice = opened.practice
    practice.start(Selection())
    assert not practice.answer()
    assert not practice.go_on()
    assert not practice.note("too early")
    practice.choose(Verdict.CLAIM)
    practice.answer()
    assert not practice.answer()
    assert not practice.choose(Verdict.VERIFIED)
    assert opened.all_saved(SECONDS)
    assert practice.session is not None
    assert len(opened.review.session(practice.session.id).answers) == 1


def test_a_slip_is_taken_back_and_leaves_nothing_in_the_history(opened: Opened) -> None:
    practice = opened.practice
    practice.start(Selection())
    practice.choose(Verdict.PROPAGANDA)
    assert practice.take_back() == Changes.of(Topic.SESSION)
    practice.choose(Verdict.VERIFIED)
    practice.answer()
    assert opened.all_saved(SECONDS)
    assert practice.session is not None
    (past,) = opened.review.session(practice.session.id).answers
    assert past.answer.chosen is Verdict.VERIFIED


def test_the_running_tally_and_statements_follow_the_answers(opened: Opened) -> None:
    practice = opened.practice
    practice.start(Selection())
    judge(practice, 4)
    session = practice.session
    assert session is not None
    assert practice.tally.total == 4
    assert practice.tally.right.part == session.right
    assert len(practice.statements) == 4
    shown = practice.revision
    assert shown is not None
    assert practice.statements[-1] == shown.question.statement.text


def test_no_verb_waits_for_a_foreign_lock_and_all_is_there_after_it(
    house: House, opened: Opened
) -> None:
    practice = opened.practice
    with house.locked():
        # Each call comes back while the other program still holds the history.
        practice.start(Selection())
        judge(practice, 2)
        assert practice.note("said while it was locked") != Changes()
        session = practice.session
        assert session is not None
        assert session.stage is Stage.REVEALED
        assert not practice.saved
    assert opened.all_saved(SECONDS)
    assert practice.saved
    past = opened.review.session(session.id)
    assert [one.answer for one in past.answers] == list(session.answers)
    assert past.answers[1].notes == ("said while it was locked",)


def test_going_on_waits_for_nobody_but_says_that_answers_are_still_being_saved(
    house: House, opened: Opened
) -> None:
    practice = opened.practice
    number = play(opened, 2)
    practice.go_on_with(number)
    with house.locked():
        judge(practice, 1)
        practice.leave()
        with pytest.raises(UserError, match="still being saved"):
            practice.go_on_with(number)
        assert practice.session is None
    assert opened.all_saved(SECONDS)
    practice.go_on_with(number)
    session = practice.session
    assert session is not None
    assert session.position == 3


def test_what_waits_to_be_saved_counts_as_seen_all_the_same(house: House, opened: Opened) -> None:
    practice = opened.practice
    with house.locked():
        practice.start(Selection())
        judge(practice, 10)
        first = practice.session
        practice.start(Selection(size=40))
        second = practice.session
    assert first is not None
    assert second is not None
    met = {item.question for item in first.items}
    assert {item.question for item in second.items if not item.first_sight} == met


def test_an_answer_that_is_refused_puts_the_session_back(house: House, opened: Opened) -> None:
    practice = opened.practice
    practice.start(Selection())
    assert practice.session is not None
    practice.choose(Verdict.CLAIM)
    practice.rate(Confidence.SURE)
    other = house.open()
    other.practice.go_on_with(practice.session.id)
    judge(other.practice, 1, Verdict.VERIFIED)
    assert other.all_saved(SECONDS)
    before = practice.session
    with pytest.raises(UserError, match="could not be saved"):
        practice.answer()
    assert practice.session == before
    assert stage(practice) is Stage.CHOSEN
    assert practice.tally.total == 0
    (past,) = opened.review.session(before.id).answers
    assert past.answer.chosen is Verdict.VERIFIED


def test_a_note_is_kept_with_its_answer_and_an_empty_one_is_not(opened: Opened) -> None:
    practice = opened.practice
    practice.start(Selection())
    judge(practice, 1)
    assert not practice.note("  \n ")
    assert practice.note("  The mayor gains by it. ") == Changes.of(Topic.SESSION, Topic.ANSWERS)
    practice.note("And so does the council.")
    written = ("The mayor gains by it.", "And so does the council.")
    assert practice.notes == written
    practice.go_on()
    assert not practice.notes
    judge(practice, 1)
    assert opened.all_saved(SECONDS)
    assert practice.session is not None
    past = opened.review.session(practice.session.id)
    assert [one.notes for one in past.answers] == [written, ()]


def test_a_new_session_begins_without_notes(opened: Opened) -> None:
    practice = opened.practice
    for _ in range(2):
        practice.start(Selection())
        judge(practice, 1)
        assert not practice.notes
        practice.note("The mayor gains by it.")


def test_the_time_of_each_question_counts_from_when_it_came_on_the_screen(opened: Opened) -> None:
    practice = opened.practice
    practice.start(Selection())
    judge(practice, 3)
    assert practice.session is not None
    first, second, third = practice.session.answers
    assert first.shown_at < first.answered_at < second.shown_at < second.answered_at
    assert second.answered_at < third.shown_at < third.answered_at


def test_one_leaves_and_goes_on_at_the_same_question_after_a_new_start(house: House) -> None:
    opened = house.open()
    practice = opened.practice
    practice.start(Selection(title="Ten"))
    judge(practice, 3)
    practice.go_on()
    practice.choose(Verdict.PROPAGANDA)
    session, revision = practice.session, practice.revision
    assert session is not None
    assert practice.leave() == Changes.of(Topic.SESSION, Topic.ANSWERS)
    assert practice.session is None
    house.close()

    opened = house.open()
    unfinished = opened.review.standing().unfinished
    assert unfinished is not None
    assert (unfinished.id, unfinished.answered, unfinished.planned) == (session.id, 3, 10)
    assert opened.practice.go_on_with(unfinished.id) == Changes.of(Topic.SESSION)
    again = opened.practice.session
    assert again is not None
    assert (again.answers, again.items, again.title) == (session.answers, session.items, "Ten")
    assert (again.position, again.stage, again.verdict) == (3, Stage.JUDGING, None)
    assert again.shown_at is not None
    assert opened.practice.revision == revision
    assert len(opened.practice.statements) == 3
    judge(opened.practice, 7)
    opened.practice.go_on()
    assert stage(opened.practice) is Stage.FINISHED
    assert opened.all_saved(SECONDS)
    assert opened.review.standing().unfinished is None


def test_a_session_goes_on_although_its_pack_is_gone(house: House) -> None:
    number = play(house.open(), 4)
    house.close()
    shutil.rmtree(house.shipped)
    opened = house.open()
    assert list(opened.library.entries) == []
    opened.practice.go_on_with(number)
    assert opened.practice.revision is not None
    judge(opened.practice, 6)
    assert opened.all_saved(SECONDS)
    assert len(opened.review.session(number).answers) == 10


def test_going_on_with_a_session_that_is_not_there_says_so(opened: Opened) -> None:
    with pytest.raises(UserError, match="not in the history"):
        opened.practice.go_on_with(999)
    assert opened.practice.session is None


def test_a_finished_session_opens_at_its_end(opened: Opened) -> None:
    number = play(opened)
    opened.practice.go_on_with(number)
    assert stage(opened.practice) is Stage.FINISHED
    assert opened.practice.revision is None
    assert opened.practice.tally.total == 10


def test_without_any_question_there_is_no_session_and_a_next_step(house: House) -> None:
    shutil.rmtree(house.shipped)
    opened = house.open()
    with pytest.raises(UserError, match="no question") as told:
        opened.practice.start(Selection())
    assert told.value.hint
    assert opened.practice.session is None
    assert opened.review.session_count() == 0


def test_a_pack_that_vanished_with_its_cache_is_the_worlds_fault(
    house: House, opened: Opened
) -> None:
    shutil.rmtree(house.shipped)
    shutil.rmtree(house.paths.cache)
    with pytest.raises(UserError, match="changed or removed") as told:
        opened.practice.start(Selection())
    assert told.value.hint
    assert opened.practice.session is None


def test_a_session_is_drawn_from_the_chosen_packs_alone(house: House) -> None:
    write_sample(house.shipped / "harbour")
    opened = house.open()
    opened.practice.start(Selection(packs=("harbour",)))
    session = opened.practice.session
    assert session is not None
    # Its fourth question is for discussion.
    assert {item.question.pack for item in session.items} == {"harbour"}
    assert len(session.items) == 3
    with pytest.raises(UserError, match="no question"):
        opened.practice.start(Selection(packs=("nowhere",)))
    assert opened.practice.session == session


def test_the_easy_pack_is_asked_first(house: House) -> None:
    write_pack(replace(big_pack(40, seed=2, articles=4), level=3), house.shipped / "hard")
    opened = house.open()
    opened.practice.start(Selection())
    assert opened.practice.session is not None
    assert {item.question.pack for item in opened.practice.session.items} == {"big-1"}


def test_questions_met_before_come_back_last_and_marked_as_repeats(opened: Opened) -> None:
    met = set()
    for _ in range(2):
        number = play(opened)
        met |= {past.answer.question for past in opened.review.session(number).answers}
    assert len(met) == 20
    opened.practice.start(Selection(size=40))
    session = opened.practice.session
    assert session is not None
    assert len(session.items) == 40
    for item in session.items:
        assert item.first_sight is (item.question not in met)


def test_a_repeat_trains_but_is_not_counted_as_a_first_sight(opened: Opened) -> None:
    for size in (40, 5):
        opened.practice.start(Selection(size=size))
        judge(opened.practice, size)
    assert opened.all_saved(SECONDS)
    assert opened.review.standing().tally.total == 40
    assert opened.review.standing().sessions == 2


def test_each_learner_has_a_history_of_their_own(house: House) -> None:
    first = house.open()
    mine = play(first)

    def join(executor: Executor) -> None:
        statements.add_learner(executor, "Bo", house.clock.now())

    assert first._history._save(join).wait(SECONDS)
    house.close()
    Preferences(house.paths.settings).change(Settings(learner=2))

    second = house.open()
    assert second.review.standing().learner.name == "Bo"
    assert second.review.session_count() == 0
    assert second.review.sights() == {}
    second.practice.start(Selection(size=40))
    assert second.practice.session is not None
    assert all(item.first_sight for item in second.practice.session.items)
    judge(second.practice, 5)
    assert second.all_saved(SECONDS)
    standing = second.review.standing()
    assert (standing.tally.total, standing.sessions) == (5, 1)
    assert [line.id for line in second.review.sessions()] != [mine]
    house.close()

    Preferences(house.paths.settings).change(Settings(learner=1))
    again = house.open()
    assert [line.id for line in again.review.sessions()] == [mine]
    assert again.review.standing().unfinished is None


def test_a_learner_who_is_not_there_is_the_first_one(house: House) -> None:
    Preferences(house.paths.settings).change(Settings(learner=77))
    opened = house.open()
    assert opened.review.standing().learner.id == 1
    play(opened)
    assert opened.review.session_count() == 1


LOOK = """
import os, sys
from pathlib import Path
from trainer.core.clock import SystemClock
from trainer.core.errors import UserError
from trainer.core.paths import DataPaths
from trainer.services.opening import Opening
from trainer.services.practice import Selection
from trainer.services.preferences import Preferences
from trainer.packs.reading import read_pack
import trainer.packs.archive
folder = Path(sys.argv[1])
read_pack(folder / "shipped" / "big")  # Python's own files may be out of reach later
if os.getuid() == 0:
    os.setuid(65534)
paths = DataPaths(folder / "data")
opened = Opening(paths, folder / "shipped", SystemClock(), Preferences(paths.settings)).open()
practice, review = opened.practice, opened.review
standing = review.standing()
print(opened.read_only, standing.tally.total, standing.unfinished.answered)
for verb in (lambda: practice.start(Selection()), lambda: practice.go_on_with(1)):
    try:
        verb()
    except UserError as error:
        print(error)
print(practice.session, len(review.session(1).answers), opened.close())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="modes of folders are a Unix thing")
def test_where_nothing_can_be_written_one_may_look_and_not_practise(house: House) -> None:
    play(house.open(), 4)
    house.close()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        shutil.copytree(house.paths.root, folder / "data")
        shutil.copytree(house.shipped, folder / "shipped")
        for path in folder.rglob("*"):
            path.chmod(0o555 if path.is_dir() else 0o444)
        done = subprocess.run(
            [sys.executable, "-c", LOOK, name],
            cwd=Path(__file__).parents[2],
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=60,
        )
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o755)
    assert done.returncode == 0, done.stderr
    looked, start, go_on, end = done.stdout.splitlines()
    assert looked == "True 4 4"
    assert start == go_on
    assert "can only be looked at" in start
    assert end == "None 4 None"
