"""The server's parts by themselves: reading with distrust, cutting texts, gathering, streaming."""

import asyncio
import json
from concurrent.futures import Future

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.live.lesson import play
from trainer.core.questions import Span
from trainer.core.rubric import Verdict
from trainer.live.gather import Gatherer
from trainer.live.guesses import Guesses
from trainer.live.host import LitWord
from trainer.live.limits import Limits
from trainer.live.streams import PING, Stream
from trainer.live.telling import as_json, pieces
from trainer.live.tokens import hashed, is_token, may_be_code, new_token
from trainer.live.wire import MalformedError, read_joining, read_knock, read_voting

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inside: st.lists(inside) | st.dictionaries(st.text(), inside),
    max_leaves=8,
)
FIELDS = st.dictionaries(
    st.sampled_from(["key", "name", "pupil", "position", "round", "verdict", "x"]), JSON
)


@given(st.binary() | FIELDS.map(lambda fields: json.dumps(fields).encode()) | JSON.map(as_json))
def test_any_bytes_are_read_or_refused_and_nothing_else(body: bytes) -> None:
    for read in (read_knock, read_joining, read_voting):
        try:
            found = read(body)
        except MalformedError:
            continue
        assert "\0" not in str(found)
        str(found).encode()


@given(st.integers(0, 999), st.sampled_from([1, 2]), st.sampled_from(list(Verdict)))
def test_a_vote_as_the_page_sends_it_is_read(position: int, round_: int, verdict: Verdict) -> None:
    sent = {"position": position, "round": round_, "verdict": verdict.value}
    read = read_voting(json.dumps(sent).encode())
    assert (read.position, read.round, read.verdict) == (position, round_, verdict)


SPANS = st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda p: Span(p[0], p[0] + p[1]))


@given(
    st.text(min_size=1, max_size=40),
    st.none() | SPANS,
    st.lists(SPANS, max_size=4),
)
def test_a_text_in_pieces_is_the_text_and_every_character_keeps_its_marks(
    text: str, statement: Span | None, spans: list[Span]
) -> None:
    def inside(span: Span) -> Span:
        return Span(min(span.start, len(text) - 1), min(max(span.end, 1), len(text)))

    statement = statement and inside(statement)
    lit = [LitWord(inside(span), Verdict.CLAIM, "solid", "source", "") for span in spans]
    cut = pieces(text, statement, lit)

    assert "".join(words for words, _, _ in cut) == text
    at = 0
    for words, marked, numbers in cut:
        assert words
        for place in range(at, at + len(words)):
            assert marked == (statement is not None and statement.start <= place < statement.end)
            assert numbers == [
                number
                for number, word in enumerate(lit)
                if word.span.start <= place < word.span.end
            ]
        at += len(words)


def test_what_phones_are_told_fits_on_one_line_of_a_stream() -> None:
    said = as_json(["a\nb\r\n", "\ud800", "😀  "])
    assert b"\n" not in said
    assert b"\r" not in said
    assert json.loads(said)[0] == "a\nb\r\n"


def test_tokens_have_128_bits_and_are_known_by_their_hash() -> None:
    made = {new_token() for _ in range(1_000)}
    assert len(made) == 1_000
    assert all(is_token(token) and not may_be_code(token) for token in made)
    assert len(hashed("A" * 22)) == 64


@pytest.mark.parametrize("key", ["ABC234", "abc 234", "ABC234" + "-" * 16, "", "é" * 12])
def test_whatever_could_be_a_code_is_counted_as_a_guess(key: str) -> None:
    assert may_be_code(key)


def test_a_stream_keeps_the_newest_state_alone_and_ends_after_it() -> None:
    async def go() -> None:
        stream = Stream(1)
        for state in (b"1", b"2", b"3"):
            stream.put(state)
        assert await stream.next(1) == b"data: 3\n\n"
        assert await stream.next(0.01) == PING
        stream.put(b"4")
        stream.end()
        assert await stream.next(1) == b"data: 4\n\n"
        assert await stream.next(1) is None

    play(go())


def test_what_one_phone_leaves_behind_is_no_trouble_for_the_others_of_its_batch() -> None:
    future: Future[tuple[int, ...]] = Future()

    async def go() -> None:
        gatherer = Gatherer[int, int](lambda _: future, 0.01)
        gone, stays = (asyncio.create_task(gatherer.put(number)) for number in (1, 2))
        await asyncio.sleep(0.05)
        gone.cancel()
        await asyncio.to_thread(future.set_result, (10, 20))
        assert await stays == 20
        assert gone.cancelled()

    play(go())


@pytest.mark.parametrize("late", [True, False])
def test_a_batch_that_fails_fails_for_each_in_it_and_the_next_is_another(late: bool) -> None:  # noqa: FBT001  it is a yes or no
    calls: list[list[int]] = []

    def hand_on(batch: object) -> Future[tuple[int, ...]]:
        calls.append(list(batch))  # type: ignore[call-overload]  # it is a sequence
        future: Future[tuple[int, ...]] = Future()
        if len(calls) == 1:
            if not late:
                raise OSError("full")
            future.set_exception(OSError("full"))
        else:
            future.set_result(tuple(calls[-1]))
        return future

    async def go() -> None:
        gatherer = Gatherer[int, int](hand_on, 0.005)
        failed = await asyncio.gather(*map(gatherer.put, (1, 2)), return_exceptions=True)
        assert [type(one) for one in failed] == [OSError, OSError]
        assert await gatherer.put(3) == 3
        assert calls == [[1, 2], [3]]

    play(go())


def test_who_leaves_the_queue_of_codes_gives_up_the_place() -> None:
    async def go() -> None:
        guesses = Guesses(Limits(turn=0.05, wrong_codes=1, waiting=50))
        guesses.wrong("a", 0.0)
        left = [asyncio.create_task(guesses.turn("a", 1.0)) for _ in range(50)]
        await asyncio.sleep(0.01)
        assert not await guesses.turn("a", 1.0)
        for one in left:
            one.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        async with asyncio.timeout(1):
            assert await guesses.turn("a", 1.0)

    play(go())


def test_addresses_that_guess_are_forgotten_in_time_and_only_then() -> None:
    async def go() -> None:
        guesses = Guesses(Limits(wrong_codes=1, turn=30.0))
        guesses.wrong("thief", 100.0)
        for number in range(3_000):
            guesses.wrong(f"old {number}", 1.0 if number % 2 else 100.0)
        assert len(guesses._clients) < 2_001 + 1_000
        waiting = asyncio.create_task(guesses.turn("thief", 101.0))
        await asyncio.sleep(0.01)
        assert not waiting.done()
        waiting.cancel()
        assert await guesses.turn("thief", 161.0)

    play(go())
