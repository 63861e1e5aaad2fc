"""Nothing of a key reaches a phone before the reveal, and nothing of others ever."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator

import pytest

from tests.live.lesson import PROGRAM, Json, Lesson, Phone, open_doors, phones, play
from tests.services.conftest import House
from trainer.core.paths import DataPaths
from trainer.core.questions import Question
from trainer.core.revisions import Revision
from trainer.core.room import Phase
from trainer.core.rubric import Verdict
from trainer.services.classroom.quizzes import MOST_QUESTIONS, Choice
from trainer.services.classroom.rooms import Plan
from trainer.services.opening import Opened

SHIPPED = PROGRAM / "questions"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    house = House(DataPaths(tmp_path_factory.mktemp("data")), SHIPPED)
    yield house.open()
    house.close()


def secrets_of(question: Question) -> list[str]:
    """The sentences that only the reveal tells."""
    told = [cue.note for cue in question.cues]
    told += list(question.views.values())
    if question.key is not None:
        told += [question.key.explanation, *question.key.why_not.values()]
    return [sentence for sentence in told if sentence]


def names_in(plain: object) -> Iterator[str]:
    """Every name and every text of what was heard, whatever it is nested in."""
    if isinstance(plain, dict):
        for name, value in plain.items():
            yield str(name)
            yield from names_in(value)
    elif isinstance(plain, list):
        for value in plain:
            yield from names_in(value)
    elif isinstance(plain, str):
        yield plain


def test_over_all_packs_no_byte_of_a_key_is_sent_before_its_reveal(opened: Opened) -> None:
    classroom = opened.classroom
    entries = classroom.quizzes.candidates(Choice(arguing=True))
    assert len(entries) > 100
    for start in range(0, len(entries), MOST_QUESTIONS):
        running = classroom.open(Plan("All", entries[start : start + MOST_QUESTIONS]))
        lesson = open_doors(running)
        try:
            play(whole_quiz(lesson))
        finally:
            classroom.put_away()


async def whole_quiz(lesson: Lesson) -> None:
    """Two phones play all of it; what they hear is looked through before each reveal."""
    async with phones(lesson, 2) as (one, two):
        for pupil in (one, two):
            await pupil.join()
        async with one.stream() as states:
            await anext(states)
            for number, revision in enumerate(lesson.running.revisions):
                one.heard.clear()
                two.heard.clear()
                if number == 0:
                    lesson.running.step()
                else:
                    lesson.running.go_on()
                await asyncio.gather(vote(one, Verdict.CLAIM), vote(two, Verdict.PROPAGANDA))
                lesson.running.step()
                await two.state()
                lesson.running.step()
                await two.state()
                await heard_of(states, Phase.DISTRIBUTION)
                nothing_of_the_key_in(one.heard + two.heard, revision)
                lesson.running.step()
                lesson.running.light_all()
                await two.state()
                everything_of_the_key_in(two.heard[-1], revision)
                await heard_of(states, Phase.REVEAL, lit=lesson.running.view().room.lit)


async def heard_of(states: AsyncIterator[Json], phase: Phase, lit: int = 0) -> None:
    """Read the stream up to here, so that what is heard later came later."""
    async for state in states:
        board = state["board"]
        told = board["told"] or {"lit": []}
        if board["phase"] == phase.value and len(told["lit"]) == lit:
            return


async def vote(pupil: Phone, verdict: Verdict) -> None:
    assert (await pupil.vote(verdict)).status == 200


def nothing_of_the_key_in(heard: list[bytes], revision: Revision) -> None:
    text = b"\n".join(heard).decode()
    shown = json.dumps(revision.text, ensure_ascii=False)
    for secret in secrets_of(revision.question):
        written = json.dumps(secret, ensure_ascii=False)[1:-1]
        # A note may quote the excerpt to the letter, which is shown.
        assert written not in text or written in shown, secret
    for line in heard:
        for part in line.removeprefix(b"data: ").splitlines():
            if not part.startswith(b"{"):
                continue
            plain = json.loads(part)
            board = plain.get("board")
            if board is None:
                continue
            assert board["told"] is None
            assert all(lit == [] for _, _, lit in (board["asked"] or {"text": []})["text"])
            assert plain["own"]["why_not"] == plain["own"]["said"] == ""


def everything_of_the_key_in(heard: bytes, revision: Revision) -> None:
    """The same search finds them after the reveal: else it would have found nothing anyway."""
    board = json.loads(heard)["board"]
    said = set(names_in(board))
    question = revision.question
    assert {cue.note for cue in question.cues} <= said
    if question.key is None:
        assert set(question.views.values()) <= said
    else:
        assert question.key.explanation in said


def test_no_phone_hears_of_another(opened: Opened) -> None:
    classroom = opened.classroom
    running = classroom.open(Plan("Two", classroom.quizzes.candidates(Choice())[:2]))
    lesson = open_doors(running)

    async def go() -> None:
        async with phones(lesson, 2) as (one, two):
            mine = await one.join()
            other = (await two.join())["own"]["name"]
            lesson.running.step()
            await two.vote(Verdict.PROPAGANDA)
            async with one.stream() as states:
                for _ in range(4):
                    await anext(states)
                    lesson.running.step()
            lesson.running.end()
            await one.state()
            heard = b"".join(one.heard).decode()
            assert mine["own"]["name"] in heard
            assert other not in heard
            assert {"distribution", "votes", "players"}.isdisjoint(
                name for line in one.heard[-1:] for name in names_in(json.loads(line))
            )

    try:
        play(go())
    finally:
        classroom.put_away()
