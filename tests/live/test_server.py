"""The server starts where it is told, reaches every phone at once, and leaves nothing behind."""

import asyncio
import errno
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.live.lesson import PAGE, Lesson, comes_true, lesson_in, open_doors, phone, phones, play
from tests.live.raw import request, send
from tests.services.conftest import House
from trainer.core.errors import UserError
from trainer.core.room import Phase
from trainer.core.rubric import Verdict
from trainer.live import binding, serving
from trainer.live.binding import PORTS, Bound, allow_files, is_here, listen
from trainer.live.limits import Limits
from trainer.live.server import Server

if sys.platform != "win32":
    import resource

ELSEWHERE = "192.0.2.77"
"""An address that is set aside for examples, so that no computer has it."""


@contextmanager
def taken(*ports: int) -> Iterator[None]:
    """Let another program have these ports."""
    held = []
    try:
        for port in ports:
            other = socket.socket()
            other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            other.bind(("127.0.0.1", port))
            other.listen()
            held.append(other)
        yield
    finally:
        for other in held:
            other.close()


def free_ports(count: int) -> tuple[int, ...]:
    opened = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = tuple(one.getsockname()[1] for one in opened)
    for one in opened:
        one.close()
    return ports


def descriptors() -> int:
    return len(list(Path("/dev/fd").iterdir()))


def test_the_ports_are_the_ten_that_the_advice_speaks_of() -> None:
    assert tuple(range(8765, 8775)) == PORTS


def test_the_next_free_port_is_taken() -> None:
    first, second = free_ports(2)
    with taken(first):
        bound, listening = listen("127.0.0.1", (first, second))
        listening.close()

    assert bound == Bound("127.0.0.1", second, f"http://127.0.0.1:{second}")
    assert bound.link("SECRET") == f"http://127.0.0.1:{second}/j/SECRET"


def test_where_every_port_is_taken_it_is_said_what_to_do() -> None:
    ports = free_ports(2)
    with taken(*ports), pytest.raises(UserError) as told:
        listen("127.0.0.1", ports)

    assert "other programs use all of its ports" in told.value.message
    assert told.value.hint.startswith("Close other programs")
    assert str(ports[0]) in told.value.details


def test_a_network_that_is_gone_is_told_apart() -> None:
    with pytest.raises(UserError) as told:
        listen(ELSEWHERE)

    assert ELSEWHERE in told.value.message
    assert "choose another network" in told.value.hint
    assert not is_here(ELSEWHERE)
    assert is_here("127.0.0.1")


def test_any_other_trouble_with_the_network_is_told_with_its_details(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> socket.socket:
        raise OSError(errno.ENETDOWN, "Network is down")

    monkeypatch.setattr(binding, "_listening", refuse)
    with pytest.raises(UserError) as told:
        listen("127.0.0.1")

    assert "Network is down" in told.value.details


EVERYWHERE = "0.0.0.0"  # noqa: S104  it is refused


@pytest.mark.parametrize("address", [EVERYWHERE, "::", "localhost", "", "1.2.3"])
def test_it_never_listens_on_all_networks_nor_on_a_name(address: str) -> None:
    with pytest.raises(ValueError):
        listen(address)


def test_an_address_of_the_new_kind_is_put_in_brackets() -> None:
    try:
        bound, listening = listen("::1", (0,))
    except UserError:
        pytest.skip("this computer has no IPv6")
    listening.close()
    assert bound.url == f"http://[::1]:{bound.port}"


def test_a_room_that_is_opened_again_gets_its_port_back_at_once(house: House) -> None:
    with lesson_in(house) as lesson:

        async def go() -> None:
            async with phone(lesson) as pupil:
                await pupil.join()
                async with pupil.stream() as states:
                    await anext(states)
                    # Our side closes first, so that the connection lingers on it.
                    lesson.server.stop()

        play(go())
        again = open_doors(lesson.running, ports=(lesson.bound.port,))
        again.server.stop()
        assert again.bound == lesson.bound


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit")
def test_more_open_files_are_asked_for_where_there_are_few() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (256, hard))
        allow_files(1_500)
        assert resource.getrlimit(resource.RLIMIT_NOFILE) == (min(1_500, hard), hard)
        allow_files(300)
        assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] == min(1_500, hard)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_a_push_reaches_every_phone_and_the_common_part_is_written_once(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    with lesson_in(house) as lesson:

        async def go() -> None:
            async with phones(lesson, 20) as pupils:
                for pupil in pupils:
                    await pupil.join()
                streams = [pupil.stream() for pupil in pupils]
                states = [await stream.__aenter__() for stream in streams]
                for one in states:
                    await anext(one)
                boards.clear()
                lesson.running.step()
                for one in states:
                    assert (await anext(one))["board"]["phase"] == "open"
                assert len(boards) == 1
                for stream in streams:
                    await stream.__aexit__(None, None, None)

        boards: list[object] = []
        host = lesson.running.phones
        ask = host.board

        def counted() -> object:
            boards.append(None)
            return ask()

        monkeypatch.setattr(host, "board", counted)
        play(go())


def push_often(lesson: Lesson) -> None:
    for _ in range(200):
        lesson.server.push()


def test_pushes_from_many_threads_end_with_the_newest_state(house: House) -> None:
    with lesson_in(house) as lesson:

        async def go() -> None:
            async with phone(lesson) as pupil:
                await pupil.join()
                async with pupil.stream() as states:
                    await anext(states)
                    threads = [
                        threading.Thread(target=push_often, args=(lesson,)) for _ in range(4)
                    ]
                    for thread in threads:
                        thread.start()
                    lesson.running.step()
                    for thread in threads:
                        await asyncio.to_thread(thread.join)
                    lesson.running.close_vote()
                    async for state in states:
                        if state["board"]["phase"] == Phase.CLOSED.value:
                            break

        play(go())


def test_a_phone_that_reads_nothing_holds_nobody_up_and_catches_up_later(
    house: House,
) -> None:
    with lesson_in(house) as lesson:

        async def go() -> None:
            async with phone(lesson) as slow, phone(lesson) as quick:
                await slow.join()
                await quick.join()
                reader, writer = await sleeping_stream(lesson, slow.token)
                async with quick.stream() as states:
                    await anext(states)
                    lesson.running.step()
                    for _ in range(800):
                        lesson.server.push()
                        await asyncio.sleep(0.0005)
                    lesson.running.close_vote()
                    async for state in states:
                        if state["board"]["phase"] == "closed":
                            break
                # Whatever stuck on the way, it catches up with the newest and nothing between.
                heard = b""
                while b'"closed"' not in heard:
                    heard = heard[-100:] + await reader.read(65_536)
                assert (await quick.vote(Verdict.CLAIM)).status == 409
                writer.close()

        play(go())


async def sleeping_stream(
    lesson: Lesson, token: str
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A stream that nobody reads, with as little room on the way as the system allows."""
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2_048)
    line.connect((lesson.bound.address, lesson.bound.port))
    reader, writer = await asyncio.open_connection(sock=line, limit=1)
    cookie = (f"Cookie: who-says={token}",)
    writer.write(request(lesson, "/events", headers=cookie))
    await writer.drain()
    return reader, writer


def test_a_stream_that_nobody_reads_is_given_up_in_the_end(house: House) -> None:
    with lesson_in(house, limits=Limits(write=0.3)) as lesson:

        async def go() -> None:
            async with phone(lesson) as pupil:
                await pupil.join()
                lesson.running.step()
                _, writer = await sleeping_stream(lesson, pupil.token)
                await comes_true(lambda: lesson.running.view().here)
                while lesson.running.view().here:
                    lesson.server.push()
                    await asyncio.sleep(0.001)
                writer.close()

        play(go())


def test_the_oldest_stream_of_a_player_makes_room(house: House) -> None:
    with lesson_in(house) as lesson:

        async def go() -> None:
            async with phone(lesson) as pupil:
                await pupil.join()
                async with pupil.stream() as first:
                    await anext(first)
                    async with pupil.stream() as second, pupil.stream() as third:
                        await anext(second)
                        await anext(third)
                        assert [state async for state in first] == []
                        lesson.running.step()
                        assert (await anext(second))["board"]["phase"] == "open"
                        assert (await anext(third))["board"]["phase"] == "open"
                        # What one page chooses, the other one of the same player shows.
                        await pupil.vote(Verdict.CLAIM)
                        assert (await anext(second))["own"]["chosen"] == "claim"
                        assert lesson.running.view().here == {1}
                await comes_true(lambda: not lesson.running.view().here)

        play(go())


def test_who_is_connected_is_told_also_of_phones_that_have_no_stream(house: House) -> None:
    with lesson_in(house, limits=Limits(polled=0.3, watch=0.05)) as lesson:

        async def go() -> None:
            async with phones(lesson, 2) as (streaming, polling):
                await streaming.join()
                await polling.join()
                async with streaming.stream() as states:
                    await anext(states)
                    await polling.state()
                    assert lesson.running.view().here == {1, 2}
                    await comes_true(lambda: lesson.running.view().here == {1})
                await comes_true(lambda: not lesson.running.view().here)
                await comes_true(lambda: not lesson.told[-1].phones)
            assert max(reach.phones for reach in lesson.told) == 2

        play(go())


def test_the_self_test_page_tells_the_teacher_that_a_phone_got_through(house: House) -> None:
    with lesson_in(house) as lesson:

        async def go() -> None:
            async with phone(lesson) as pupil:
                assert (await pupil.get("/check")).status == 200
                assert (await pupil.post("/check", {})).status == 200
                await comes_true(lambda: lesson.told and lesson.told[-1].checked == 1)

        play(go())


def test_an_address_that_goes_and_comes_back_is_noticed(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    with lesson_in(house, limits=Limits(watch=0.02)) as lesson:

        async def told(here: bool) -> None:  # noqa: FBT001  it is a yes or no
            await comes_true(lambda: lesson.told and lesson.told[-1].here is here)

        monkeypatch.setattr(serving, "is_here", lambda _: False)
        play(told(here=False))
        monkeypatch.setattr(serving, "is_here", lambda _: True)
        play(told(here=True))


def test_a_computer_that_slept_tells_so_and_calls_its_phones(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    with lesson_in(house, limits=Limits(watch=0.02)) as lesson:

        async def go() -> None:
            async with phone(lesson) as pupil:
                await pupil.join()
                async with pupil.stream() as states:
                    first = await anext(states)
                    late = SimpleNamespace(time=lambda: time.time() + 60)
                    monkeypatch.setattr(serving, "time", late)
                    assert await anext(states) == first
                await comes_true(lambda: lesson.told and lesson.told[-1].slept == 1)

        play(go())


def test_twenty_rounds_leave_no_thread_and_no_descriptor(house: House) -> None:
    with lesson_in(house) as lesson:
        lesson.server.stop()
    threads = set(threading.enumerate())
    before = descriptors()

    async def go(lesson: Lesson) -> None:
        async with phones(lesson, 3) as pupils:
            for pupil in pupils:
                await pupil.join()
            async with pupils[0].stream() as states:
                await anext(states)
                begun = time.monotonic()
                lesson.server.stop()
                assert time.monotonic() - begun < 5
                assert [state async for state in states if state] == []

    for _ in range(20):
        play(go(open_doors(lesson.running)))

    assert set(threading.enumerate()) == threads
    assert descriptors() == before


def test_stopping_at_once_or_twice_is_fine_and_nothing_is_heard_afterwards(house: House) -> None:
    with lesson_in(house) as lesson:
        lesson.server.stop()
        again = open_doors(lesson.running)
        again.server.stop()
        again.server.stop()
        again.server.push()
        again.server.drop(1)
        with pytest.raises(OSError, match="Connect"):
            play(send(again, request(again)))


def test_a_server_starts_once(house: House) -> None:
    with lesson_in(house) as lesson, pytest.raises(RuntimeError):
        lesson.server.start("127.0.0.1", (0,))


def test_a_page_that_is_missing_is_noticed_before_anything_is_opened(house: House) -> None:
    with lesson_in(house) as lesson:
        server = Server(lesson.running.phones, PAGE / "nowhere")
        before = descriptors()
        with pytest.raises(FileNotFoundError):
            server.start("127.0.0.1", (0,))
        assert descriptors() == before


def test_a_server_that_fails_says_so_and_a_fault_in_one_answer_harms_no_other(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with lesson_in(house) as lesson:
        host = lesson.running.phones
        with monkeypatch.context() as broken:
            broken.setattr(host, "opens", lambda _: 1 / 0)
            said = play(
                send(lesson, request(lesson, "/door", method="POST", body=b'{"key":"ABC"}'))
            )
            assert said.status == 500
            assert b"ZeroDivisionError" not in said.body
            assert "ZeroDivisionError" in caplog.text
        assert play(send(lesson, request(lesson))).status == 200
        lesson.server.stop()

        monkeypatch.setattr(serving.Serving, "run", lambda *_: 1 / 0)
        failed = open_doors(lesson.running)
        play(comes_true(lambda: failed.told))
        failed.server.stop()
        assert "ZeroDivisionError" in failed.told[-1].failed


def test_votes_that_come_together_are_saved_together(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    batches: list[int] = []
    with lesson_in(house) as lesson:
        host = lesson.running.phones
        vote = host.vote

        def noted(ballots: list[object]) -> object:
            batches.append(len(ballots))
            return vote(ballots)  # type: ignore[arg-type]  # they are ballots

        async def go() -> None:
            async with phones(lesson, 20) as pupils:
                for pupil in pupils:
                    await pupil.join()
                lesson.running.step()
                said = await asyncio.gather(*(pupil.vote(Verdict.CLAIM) for pupil in pupils))
                assert {one.status for one in said} == {200}

        lesson.server.stop()
        monkeypatch.setattr(host, "vote", noted)
        again = open_doors(lesson.running, limits=Limits(gather=0.2))
        lesson.bound, lesson.server = again.bound, again.server
        play(go())
    assert sum(batches) == 20
    assert len(batches) <= 3
