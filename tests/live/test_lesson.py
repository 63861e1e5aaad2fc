"""A class plays a quiz with phones: what they are told, what is saved, and what is refused."""

import asyncio
import gettext
import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.core.test_words import GERMAN, compiled, shelve
from tests.live.lesson import (
    Json,
    Lesson,
    Phone,
    comes_true,
    lesson_in,
    open_doors,
    phone,
    phones,
    play,
)
from tests.services.conftest import House
from trainer.core.room import Names, Phase
from trainer.core.rubric import Verdict
from trainer.core.words import speak, use
from trainer.live.limits import Limits
from trainer.services.classroom.quizzes import Choice
from trainer.services.classroom.rooms import Plan

THIRTY = 30


def chosen(lesson: Lesson) -> dict[int, Verdict]:
    return dict(lesson.running.view().room.votes)


async def until(stream: AsyncIterator[Json], phase: Phase) -> Json:
    async for state in stream:
        if state and state["board"]["phase"] == phase.value:
            return state
    raise AssertionError("the stream ended")


def test_thirty_phones_come_in_answer_and_see_the_reveal(house: House) -> None:
    with lesson_in(house) as lesson:

        async def one(pupil: Phone, number: int) -> Json:
            state = await pupil.join(lesson.code if number % 2 else lesson.secret)
            assert state["board"]["phase"] == "lobby"
            async with pupil.stream() as stream:
                entered.release()
                asked = await until(stream, Phase.OPEN)
                assert asked["board"]["asked"]["text"]
                assert (await pupil.vote(list(Verdict)[number % 3])).status == 200
                voted.release()
                told = await until(stream, Phase.REVEAL)
                return told["own"]

        async def lead() -> None:
            for _ in range(THIRTY):
                await entered.acquire()
            lesson.running.step()
            for _ in range(THIRTY):
                await voted.acquire()
            assert lesson.running.view().distribution == (10, 10, 10)
            for _ in range(3):
                lesson.running.step()

        async def everybody() -> list[Json]:
            async with phones(lesson, THIRTY) as pupils:
                leading = asyncio.create_task(lead())
                owns = await asyncio.gather(*map(one, pupils, range(THIRTY)))
                await leading
                return owns

        entered, voted = asyncio.Semaphore(0), asyncio.Semaphore(0)
        owns = play(everybody())

    right = [own for own in owns if own["said"].startswith("Right.")]
    wrong = [own for own in owns if own["why_not"]]
    assert (len(right), len(wrong)) == (10, 20)
    assert len({own["name"] for own in owns}) == THIRTY


def test_an_answer_can_be_changed_until_it_is_closed_and_the_late_hear_why(house: House) -> None:
    with lesson_in(house) as lesson:

        async def go() -> None:
            async with phone(lesson) as pupil:
                await pupil.join()
                early = await pupil.vote(Verdict.CLAIM)
                assert (early.status, early.body["refused"]) == (409, "not-open")
                lesson.running.step()
                assert (await pupil.vote(Verdict.CLAIM)).body == {"saved": "claim"}
                assert (await pupil.vote(Verdict.VERIFIED)).body == {"saved": "verified"}
                assert (await pupil.vote(Verdict.VERIFIED)).body == {"saved": "verified"}
                lesson.running.close_vote()
                late = await pupil.vote(Verdict.PROPAGANDA)
                assert late.status == 409
                assert "too late" in late.body["why"]
                assert late.body["state"]["board"]["phase"] == "closed"
                assert late.body["state"]["own"]["chosen"] == "verified"
                lesson.running.skip()
                other = await pupil.vote(Verdict.CLAIM, position=0)
                assert other.body["refused"] == "other-question"

        play(go())


def test_a_paused_quiz_takes_no_answer_and_says_so(house: House) -> None:
    with lesson_in(house) as lesson:

        async def go() -> None:
            async with phone(lesson) as pupil:
                await pupil.join()
                lesson.running.step()
                lesson.running.pause()
                refused = await pupil.vote(Verdict.CLAIM)
                assert (refused.status, refused.body["refused"]) == (409, "paused")
                assert refused.body["state"]["board"]["paused"]
                lesson.running.resume()
                assert (await pupil.vote(Verdict.CLAIM)).status == 200

        play(go())


def test_the_second_vote_stands_beside_the_first(house: House) -> None:
    with lesson_in(house) as lesson:

        async def go() -> None:
            async with phone(lesson) as pupil:
                await pupil.join()
                lesson.running.step()
                await pupil.vote(Verdict.CLAIM)
                lesson.running.step()
                lesson.running.step()
                lesson.running.vote_again()
                state = await pupil.state()
                assert (state["board"]["round"], state["own"]["chosen"]) == (2, None)
                assert state["own"]["before"] == "claim"
                assert (await pupil.vote(Verdict.CLAIM, round_=1)).status == 409
                assert (await pupil.vote(Verdict.VERIFIED, round_=2)).status == 200

        play(go())


def test_the_words_light_up_one_after_the_other_and_only_ones_own_mistake_is_explained(
    house: House,
) -> None:
    with lesson_in(house) as lesson:

        async def go() -> None:
            async with phones(lesson, 2) as (right, wrong):
                await right.join()
                await wrong.join()
                lesson.running.step()
                await right.vote(lesson.right)
                await wrong.vote(lesson.wrong)
                for _ in range(3):
                    lesson.running.step()
                dark = await wrong.state()
                assert dark["board"]["told"]["lit"] == []
                lesson.running.step()
                lit = await wrong.state()
                (word,) = lit["board"]["told"]["lit"]
                shown = [text for text, _, numbers in lit["board"]["asked"]["text"] if numbers]
                assert "".join(shown) == word["words"]
                key = lesson.running.revisions[0].question.key
                assert key is not None
                assert lit["own"]["why_not"] == key.why_not[lesson.wrong]
                state = await right.state()
                assert state["own"]["why_not"] == ""
                for sentence in key.why_not.values():
                    assert sentence not in str(state)

        play(go())


def test_whoever_comes_late_or_comes_back_is_where_the_class_is(house: House) -> None:
    with lesson_in(house) as lesson:

        async def go() -> None:
            async with phones(lesson, 2) as (early, late):
                first = await early.join()
                lesson.running.step()
                assert (await late.join())["board"]["phase"] == "open"
                await early.vote(Verdict.CLAIM)
                # A reload of the page: the phone has nothing but its cookie.
                again = await early.state()
                assert again["own"]["number"] == first["own"]["number"]
                assert again["own"]["chosen"] == "claim"
                async with early.stream() as stream:
                    assert await anext(stream) == again

        play(go())


def test_joining_twice_by_a_lost_answer_makes_no_second_player(house: House) -> None:
    with lesson_in(house) as lesson:

        async def go() -> None:
            async with phone(lesson) as pupil:
                await pupil.post("/door", {"key": lesson.code})
                joins = [await pupil.post("/join", {}) for _ in range(3)]
                assert {said.body["own"]["number"] for said in joins} == {1}
                door = await pupil.post("/door", {"key": lesson.code})
                assert door.body["joined"]

        play(go())
        assert len(lesson.running.view().room.players) == 1


def test_who_is_removed_hears_it_and_sees_no_more(house: House) -> None:
    with lesson_in(house) as lesson:

        async def go() -> None:
            async with phone(lesson) as pupil:
                await pupil.join()
                lesson.running.step()
                async with pupil.stream() as stream:
                    await anext(stream)
                    lesson.running.remove(1)
                    states = [state async for state in stream]
                assert states[-1]["own"]["removed"]
                assert states[-1]["board"]["asked"] is None
                refused = await pupil.vote(Verdict.CLAIM)
                assert (refused.status, refused.body["refused"]) == (409, "removed")

        play(go())


def test_a_typed_name_waits_for_the_teacher_and_bad_ones_are_refused(house: House) -> None:
    with lesson_in(house, names=Names.FREE) as lesson:

        async def go() -> None:
            async with phones(lesson, 2) as (ada, other):
                waiting = await ada.join(name="  Ada ")
                assert (waiting["own"]["name"], waiting["own"]["admitted"]) == ("Ada", False)
                lesson.running.step()
                assert (await ada.state())["board"]["asked"] is None
                assert (await ada.vote(Verdict.CLAIM)).body["refused"] == "waiting"
                lesson.running.admit(1)
                assert (await ada.state())["board"]["asked"]
                await other.post("/door", {"key": lesson.secret})
                for bad in ("\uff21\uff24\uff21", "\u200b", "x" * 900, ""):
                    said = await other.post("/join", {"name": bad})
                    assert said.status == 409
                    assert said.body["refused"] in ("name-taken", "name-bad")
                    assert said.body["why"]

        play(go())


def test_the_names_of_the_class_are_shown_at_the_door_and_nowhere_else(house: House) -> None:
    classroom = house.open().classroom
    classroom.classes.add("7b")
    (school_class,) = classroom.classes.all()
    classroom.classes.set_pupils(school_class.id, ["Ada Lovelace", "Blaise Pascal"])
    entries = classroom.quizzes.pick(Choice(), 2, random.Random(1))
    running = classroom.open(Plan("Monday", entries, Names.ROSTER, school_class.id))
    lesson = open_doors(running)

    async def go() -> None:
        async with phone(lesson) as pupil:
            assert (await pupil.post("/door", {"key": "WRONGG"})).body.keys() == {"why"}
            door = await pupil.post("/door", {"key": lesson.code})
            (ada, name), _ = door.body["roster"]
            assert name == "Ada Lovelace"
            pupil.heard.clear()
            joined = await pupil.post("/join", {"pupil": ada})
            assert joined.body["own"]["name"] == "Ada Lovelace"
            lesson.running.step()
            await pupil.state()
            assert not any(b"Pascal" in heard for heard in pupil.heard)

    try:
        play(go())
    finally:
        lesson.server.stop()


def test_the_end_tells_each_phone_its_own_score(house: House) -> None:
    with lesson_in(house, questions=2) as lesson:

        async def go() -> None:
            async with phone(lesson) as pupil:
                await pupil.join()
                for _ in range(2):
                    lesson.running.step()
                    await pupil.vote(lesson.right)
                    lesson.running.close_vote()
                    lesson.running.step()
                    assert (await pupil.state())["own"]["score"] == ""
                    lesson.running.go_on()
                lesson.running.end()
                own = (await pupil.state())["own"]
                assert own["score"].startswith("You judged ")

        play(go())


def test_phones_hear_the_language_of_the_pack_where_there_is_a_catalogue(
    house: House, tmp_path: Path
) -> None:
    german = GERMAN | {"": GERMAN[""] + "Language: de\n", "connected": "verbunden"}
    shelve(tmp_path / "words", "de", compiled(german))
    try:
        speak(tmp_path / "words", ["de"])
        with lesson_in(house) as lesson:

            async def go() -> None:
                async with phone(lesson) as pupil:
                    english = (await pupil.get("/words")).body
                    assert (english["language"], english["words"]["connected"]) == (
                        "en",
                        "connected",
                    )
                    asked = (await pupil.get("/words?language=de-AT")).body
                    assert (asked["language"], asked["words"]["connected"]) == ("de", "verbunden")
                    assert (await pupil.join())["board"]["words"] == "en"

            play(go())
    finally:
        use(gettext.NullTranslations())


def test_a_disk_that_is_held_up_is_told_and_the_answer_taken_once_it_is_free(
    house: House,
) -> None:
    with lesson_in(house, limits=Limits(save=0.3)) as lesson:

        async def go() -> None:
            async with phone(lesson) as pupil:
                await pupil.join()
                lesson.running.step()
                assert (await pupil.vote(Verdict.CLAIM)).status == 200
                with house.locked():
                    said = await pupil.vote(Verdict.VERIFIED)
                assert (said.status, bool(said.body["why"])) == (503, True)
                while (await pupil.vote(Verdict.VERIFIED)).status != 200:
                    pass

        play(go())
        assert chosen(lesson) == {1: Verdict.VERIFIED}


def test_state_and_stream_tell_an_answer_only_once_it_is_on_the_disk(house: House) -> None:
    with lesson_in(house) as lesson:

        async def go() -> None:
            async with phone(lesson) as pupil:
                await pupil.join()
                lesson.running.step()
                await pupil.vote(Verdict.CLAIM)
                with house.locked():
                    voting = asyncio.create_task(pupil.vote(Verdict.VERIFIED))
                    await comes_true(lambda: chosen(lesson) == {1: Verdict.VERIFIED})
                    assert told(await pupil.state()) == ("claim", True)
                    async with pupil.stream() as stream:
                        assert told(await anext(stream)) == ("claim", True)
                        lesson.running.close_vote()
                        assert told(await until(stream, Phase.CLOSED)) == ("claim", True)
                    late = await pupil.vote(Verdict.PROPAGANDA)
                    assert told(late.body["state"]) == ("claim", True)
                assert (await voting).body == {"saved": "verified"}
                assert told(await pupil.state()) == ("verified", False)

        play(go())


def told(state: Json) -> tuple[str | None, bool]:
    return state["own"]["chosen"], state["own"]["saving"]


@pytest.mark.parametrize("verdict", list(Verdict))
def test_what_is_acknowledged_is_on_the_disk(house: House, verdict: Verdict) -> None:
    with lesson_in(house) as lesson:

        async def go() -> None:
            async with phone(lesson) as pupil:
                await pupil.join()
                lesson.running.step()
                assert (await pupil.vote(verdict)).status == 200

        play(go())
        kept = house.left_open[0].classroom.kept(lesson.running.id)
    assert [vote.chosen for vote in kept.votes] == [verdict]
