"""The server's rules: whom it answers, with what, how much it takes, and what it never says."""

import asyncio
import json
from collections.abc import Iterator

import pytest

from tests.live.lesson import Lesson, lesson_in, phone, phones, play
from tests.live.raw import half_open, request, send
from tests.packs.samples import big_pack
from tests.services.conftest import House
from trainer.core.paths import DataPaths
from trainer.core.rubric import Verdict
from trainer.live.headers import SAFE
from trainer.live.limits import Limits
from trainer.packs.writing import write_pack


@pytest.fixture(scope="module")
def lesson(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lesson]:
    """One open question for all tests that leave it as it is."""
    folder = tmp_path_factory.mktemp("lesson")
    house = House(DataPaths(folder / "data"), folder / "shipped")
    write_pack(big_pack(40, articles=4), house.shipped / "big")
    with lesson_in(house) as made:
        made.running.step()
        yield made
    house.close()


HOSTS = [
    # Host, Origin, the status that is right
    ("127.0.0.1:{port}", None, 200),
    ("localhost:{port}", None, 200),
    ("LOCALHOST:{port}", "http://localhost:{port}", 200),
    ("127.0.0.1:{port}", "http://127.0.0.1:{port}", 200),
    (None, None, 400),
    ("evil.example:{port}", None, 421),
    ("127.0.0.1", None, 421),
    ("127.0.0.1:1", None, 421),
    ("127.0.0.1:{port}.evil.example", None, 421),
    ("127.0.0.1:{port}", "http://evil.example", 403),
    ("127.0.0.1:{port}", "null", 403),
    ("127.0.0.1:{port}", "https://127.0.0.1:{port}", 403),
]


@pytest.mark.parametrize(("host", "origin", "status"), HOSTS)
def test_only_the_exact_host_and_origin_are_answered(
    lesson: Lesson, host: str | None, origin: str | None, status: int
) -> None:
    port = lesson.bound.port
    headers = () if origin is None else (f"Origin: {origin.format(port=port)}",)
    named = None if host is None else host.format(port=port)
    got = play(send(lesson, request(lesson, headers=headers, host=named)))
    assert got.status == status
    posted = play(
        send(
            lesson,
            request(lesson, "/check", method="POST", body=b"{}", headers=headers, host=named),
        )
    )
    assert posted.status == status


def test_two_hosts_in_one_request_are_refused(lesson: Lesson) -> None:
    got = play(send(lesson, request(lesson, headers=("Host: evil.example",))))
    assert got.status in (400, 421)


PATHS = ["/", "/j/x", "/phone.css", "/phone.js", "/words", "/state", "/events", "/nowhere", "/door"]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_keeps_browsers_on_a_short_leash(lesson: Lesson, path: str) -> None:
    head = play(send(lesson, request(lesson, path))).head

    lines = dict(line.split(": ", 1) for line in head.split("\r\n")[1:] if line)
    assert {name: lines[name] for name in SAFE} == SAFE
    policy = lines["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


def test_the_token_is_for_this_server_alone_and_out_of_the_scripts_reach(house: House) -> None:
    with lesson_in(house) as lesson:

        async def go() -> None:
            async with phone(lesson) as pupil:
                door = await pupil.post("/door", {"key": lesson.code})
                (cookie,) = door.headers.getall("Set-Cookie")
                assert "HttpOnly" in cookie
                assert "SameSite=Strict" in cookie
                assert "Domain" not in cookie
                token = cookie.split("=", 1)[1].split(";")[0]
                assert len(token) == 22
                await pupil.post("/join", {})
                assert token not in str(lesson.running._reception._tokens)
                assert len(lesson.running._reception._tokens) == 1

        play(go())


DEEP = b'{"key":' + b"[" * 1_000 + b"]" * 1_000 + b"}"
BAD_BODIES = {
    "nothing": b"",
    "no JSON": b"key=ABC",
    "half": b'{"key": "AB',
    "a list": b"[1,2]",
    "a text": b'"ABC"',
    "null": b"null",
    "no fields": b"{}",
    "no text": b'{"key": 5}',
    "true": b'{"key": true}',
    "deep": DEEP,
    "a field too many": b'{"key": "ABC", "role": "teacher"}',
    "nan": b'{"key": NaN}',
    "half a character": b'{"key": "\\ud800"}',
    "nul": b'{"key": "AB\\u0000C"}',
    "too long": json.dumps({"key": "A" * 500}).encode(),
    "no UTF-8": b'{"key": "\xff\xfe"}',
    "UTF-16": '{"key": "A"}'.encode("utf-16-be"),
}
BAD_VOTES = {
    "no verdict": {"position": 0, "round": 1},
    "no position": {"round": 1, "verdict": "claim"},
    "another verdict": {"position": 0, "round": 1, "verdict": "true"},
    "a list as verdict": {"position": 0, "round": 1, "verdict": ["claim"]},
    "round 3": {"position": 0, "round": 3, "verdict": "claim"},
    "true as round": {"position": 0, "round": True, "verdict": "claim"},
    "half a position": {"position": 0.5, "round": 1, "verdict": "claim"},
    "position as text": {"position": "0", "round": 1, "verdict": "claim"},
    "below": {"position": -1, "round": 1, "verdict": "claim"},
    "huge": {"position": 10**300, "round": 1, "verdict": "claim"},
    "somebody else": {"position": 0, "round": 1, "verdict": "claim", "player": 2},
}


@pytest.mark.parametrize("path", ["/door", "/vote", "/join"])
@pytest.mark.parametrize("body", BAD_BODIES.values(), ids=BAD_BODIES)
def test_what_no_page_sends_is_answered_400(lesson: Lesson, path: str, body: bytes) -> None:
    if path == "/join" and body == b"{}":
        pytest.skip("a made-up name is wished for with nothing")

    async def go() -> None:
        async with phone(lesson) as pupil:
            await pupil.join()
            said = await pupil.post(path, data=body)
            assert said.status == 400, said

    play(go())


@pytest.mark.parametrize(
    "wish", [{"sure": 1}, {"sure": "yes"}, {"sure": None}, {"pupil": True}, {"pupil": "1"}]
)
def test_a_wish_of_another_form_is_answered_400(lesson: Lesson, wish: object) -> None:

    async def go() -> None:
        async with phone(lesson) as pupil:
            await pupil.post("/door", {"key": lesson.secret})
            assert (await pupil.post("/join", wish)).status == 400

    play(go())


@pytest.mark.parametrize("vote", BAD_VOTES.values(), ids=BAD_VOTES)
def test_a_vote_of_another_form_is_answered_400_and_changes_nothing(
    lesson: Lesson, vote: object
) -> None:

    async def go() -> None:
        async with phone(lesson) as pupil:
            await pupil.join()
            assert (await pupil.post("/vote", vote)).status == 400

    play(go())
    assert not lesson.running.view().room.votes


def test_a_body_of_more_than_two_kilobytes_is_refused(lesson: Lesson) -> None:

    async def go() -> list[int]:
        async with phone(lesson) as pupil:
            return [
                (await pupil.post("/door", data=b'{"key": "A"' + b" " * spaces + b"}")).status
                for spaces in (2_000, 2_100, 200_000)
            ]

    assert play(go()) == [403, 413, 413]


def test_a_body_that_does_not_come_is_given_up(house: House) -> None:
    with lesson_in(house, limits=Limits(body=0.2)) as lesson:
        unfinished = request(lesson, "/door", method="POST", headers=("Content-Length: 20",))
        assert play(send(lesson, unfinished)).status == 408


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/state"),
        ("GET", "/vote"),
        ("HEAD", "/events"),
        ("DELETE", "/join"),
        ("PUT", "/vote"),
        ("OPTIONS", "/vote"),
        ("TRACE", "/"),
    ],
)
def test_there_is_no_other_way_to_ask(lesson: Lesson, method: str, path: str) -> None:
    assert play(send(lesson, request(lesson, path, method=method))).status in (400, 405)


@pytest.mark.parametrize(
    "path",
    ["/step", "/admin", "/api/room", "/j/", "/state?role=admin", "/../phone.js", "//phone.js"],
)
def test_the_teachers_side_is_not_on_the_network(lesson: Lesson, path: str) -> None:
    before = lesson.running.view().room
    for method in ("GET", "POST"):
        got = play(send(lesson, request(lesson, path, method=method)))
        assert got.status in (401, 404, 405)
    assert lesson.running.view().room == before


@pytest.mark.parametrize(
    "cookie",
    ["", "who-says=", "who-says=short", "who-says=" + "A" * 22, "who-says=a;b\x01c", "=;=;"],
)
def test_strangers_see_nothing(lesson: Lesson, cookie: str) -> None:
    headers = (f"Cookie: {cookie}",)
    for path in ("/state", "/events"):
        got = play(send(lesson, request(lesson, path, headers=headers)))
        assert got.status in (400, 401)
        assert b"board" not in got.body
    body = b'{"position":0,"round":1,"verdict":"claim"}'
    vote = request(lesson, "/vote", method="POST", headers=headers, body=body)
    assert play(send(lesson, vote)).status in (400, 401)
    bare = request(lesson, "/join", method="POST", headers=headers, body=b"{}")
    assert play(send(lesson, bare)).status in (400, 403)


def test_half_open_connections_are_closed_in_time(house: House) -> None:
    with lesson_in(house, limits=Limits(header=0.4)) as lesson:

        async def go() -> None:
            nothing, half, more = await asyncio.gather(
                half_open(lesson, 60, b""),
                half_open(lesson, 60),
                half_open(lesson, 60, b"GET / HTTP/1.1\r\nHost: x\r\nX: "),
            )
            assert max(nothing + half + more) < 5
            assert min(nothing + half + more) > 0.2
            async with phone(lesson) as pupil:
                await pupil.join()

        play(go())


def test_a_second_request_that_stays_half_is_closed_too_and_a_stream_is_not(house: House) -> None:
    with lesson_in(house, limits=Limits(header=0.3, ping=0.1)) as lesson:

        async def second() -> None:
            reader, writer = await asyncio.open_connection("127.0.0.1", lesson.bound.port)
            writer.write(request(lesson))
            await reader.readuntil(b"}}")
            writer.write(b"GET /words HTTP")
            assert await reader.read() == b""
            writer.close()

        async def stream() -> None:
            async with phone(lesson) as pupil:
                await pupil.join()
                async with pupil.stream() as states:
                    heard = [await anext(states) for _ in range(10)]
            assert heard[1:] == [None] * 9

        play(second())
        play(stream())


def test_one_address_may_have_its_share_of_connections_unless_a_school_has_only_one(
    house: House,
) -> None:
    limits = Limits(connections_of_one=5, connections=12, header=3.0)

    async def open_ones(lesson: Lesson) -> int:
        made = [await asyncio.open_connection("127.0.0.1", lesson.bound.port) for _ in range(20)]
        await asyncio.sleep(0.3)
        left = sum(not reader.at_eof() and reader.exception() is None for reader, _ in made)
        for _, writer in made:
            writer.close()
        return left

    with lesson_in(house, limits=limits, shared_address=False) as lesson:
        assert play(open_ones(lesson)) == 5
        assert lesson.told[-1].turned_away == 15
        lesson.server.stop()
        house.left_open[0].classroom.put_away()
    with lesson_in(house, limits=limits, shared_address=True) as lesson:
        assert play(open_ones(lesson)) == 12


def test_connections_that_are_closed_make_room_for_others(house: House) -> None:
    with lesson_in(house, limits=Limits(connections_of_one=5), shared_address=False) as lesson:
        for _ in range(30):
            assert play(send(lesson, request(lesson))).status == 200


def test_the_code_forgives_case_and_spaces_and_nothing_else(lesson: Lesson) -> None:
    code = lesson.code
    other = ("B" if code[0] == "A" else "A") + code[1:]

    async def go() -> list[int]:
        async with phone(lesson) as pupil:
            return [
                (await pupil.post("/door", {"key": key})).status
                for key in (
                    code,
                    code.lower(),
                    f" {code[:3]} {code[3:]} ",
                    f"{code[:3]}-{code[3:]}",
                    lesson.secret,
                    other,
                    code[:5],
                    f"{code}A",
                    lesson.secret[:-1],
                    lesson.secret.swapcase(),
                    "",
                )
            ]

    assert play(go()) == [200] * 5 + [403] * 6


def padded(code: str) -> str:
    """A code in the clothes of a secret: 22 characters."""
    return code + "-" * (22 - len(code))


@pytest.mark.parametrize("dressed", [str, padded])
def test_many_wrong_codes_take_turns_and_the_right_one_still_passes(
    house: House, dressed: type[str]
) -> None:
    limits = Limits(turn=0.04)

    async def guess(lesson: Lesson, stop: asyncio.Event, counts: list[int]) -> None:
        async with phone(lesson) as thief:
            while not stop.is_set():
                said = await thief.post("/door", {"key": dressed("WRONGG")})
                counts.append(said.status)

    async def go(lesson: Lesson) -> tuple[int, float]:
        stop, counts = asyncio.Event(), list[int]()
        thieves = [asyncio.create_task(guess(lesson, stop, counts)) for _ in range(8)]
        await asyncio.sleep(0.3)
        loop = asyncio.get_running_loop()
        begun = loop.time()
        counts.clear()
        async with phones(lesson, 20) as pupils:
            await asyncio.gather(*(pupil.join(lesson.code) for pupil in pupils[:10]))
            await asyncio.gather(*(pupil.join() for pupil in pupils[10:]))
        took = loop.time() - begun
        stop.set()
        await asyncio.gather(*thieves)
        return len(counts), took

    with lesson_in(house, limits=limits) as lesson:
        guesses, took = play(go(lesson))
        assert len(lesson.running.view().room.players) == 20
        # Ten joins had their turns too.
        assert guesses <= took / limits.turn + 9


def test_a_full_queue_of_codes_is_told_to_wait_and_the_secret_passes_it_by(house: House) -> None:
    with lesson_in(house, limits=Limits(turn=0.2, waiting=3, wrong_codes=1)) as lesson:

        async def go() -> None:
            async with phone(lesson) as pupil:
                await pupil.post("/door", {"key": "WRONGG"})
                said = await asyncio.gather(
                    *(pupil.post("/door", {"key": "WRONGG"}) for _ in range(6))
                )
                assert sorted(one.status for one in said) == [403] * 3 + [429] * 3
                refused = next(one for one in said if one.status == 429)
                assert refused.headers["Retry-After"]
                assert refused.body["why"]
                joined = await pupil.join()
                assert joined["own"]["number"] == 1

        play(go())


def test_after_a_while_without_wrong_codes_nobody_waits(house: House) -> None:
    with lesson_in(house, limits=Limits(turn=5.0, wrong_codes=2, wrong_for=0.3)) as lesson:

        async def go() -> None:
            async with phone(lesson) as pupil:
                for _ in range(2):
                    await pupil.post("/door", {"key": "WRONGG"})
                await asyncio.sleep(0.35)
                async with asyncio.timeout(3):
                    assert (await pupil.post("/door", {"key": lesson.code})).status == 200

        play(go())


def test_one_phone_cannot_speak_for_another(house: House) -> None:
    with lesson_in(house) as lesson:

        async def go() -> None:
            async with phones(lesson, 2) as (one, two):
                await one.join()
                await two.join()
                lesson.running.step()
                await one.vote(Verdict.CLAIM)
                assert (await two.state())["own"]["chosen"] is None
                assert lesson.running.view().room.votes == {1: Verdict.CLAIM}

        play(go())


def test_nonsense_instead_of_http_is_answered_400_and_leaves_no_trace_in_the_log(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    with lesson_in(house) as lesson:
        for sent in (
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
            b"GET / HTTP/9.9\r\n\r\n",
            b"GET\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost\r\n\r\n",
            b"GET / HTTP/1.1\r\nA: " + b"x" * 20_000 + b"\r\n\r\n",
            b"POST /vote HTTP/1.1\r\nContent-Length: -5\r\n\r\n",
            b"POST /vote HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        ):
            assert play(send(lesson, sent)).status in (0, 400, 421)
    assert not caplog.records


def test_the_limits_are_those_that_were_promised() -> None:
    promised = Limits(
        connections=1_000,
        connections_of_one=64,
        header=10.0,
        body_size=2_048,
        ping=10.0,
        gather=0.005,
        wrong_codes=10,
        wrong_for=60.0,
    )
    assert promised == Limits()
