"""A lesson with the real server: the quiz with its store, and phones that speak HTTP to it."""

import asyncio
import json
import random
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

import aiohttp

from tests.services.conftest import House
from trainer.core.room import Names
from trainer.core.rubric import Verdict
from trainer.live.binding import Bound
from trainer.live.limits import Limits
from trainer.live.reach import Reach
from trainer.live.server import Server
from trainer.services.classroom.quizzes import Choice
from trainer.services.classroom.rooms import Plan
from trainer.services.classroom.running import Running

PROGRAM = Path(__file__).resolve().parents[2]
PAGE = PROGRAM / "assets" / "phone"
SECONDS = 20.0
"""Long enough for anything that happens at all."""

Result = TypeVar("Result")
Json: TypeAlias = Any
"""What came out of JSON, which a test reads by its names."""


@dataclass
class Lesson:
    """A quiz that runs, its server, and where phones find it."""

    running: Running
    server: Server
    bound: Bound
    told: list[Reach] = field(default_factory=list)

    @property
    def secret(self) -> str:
        return self.running.view().setting.secret

    @property
    def code(self) -> str:
        return self.running.view().setting.code

    @property
    def link(self) -> str:
        return self.bound.link(self.secret)

    @property
    def right(self) -> Verdict:
        item = self.running.view().room.item
        assert item is not None
        assert item.truth is not None
        return item.truth

    @property
    def wrong(self) -> Verdict:
        return next(verdict for verdict in Verdict if verdict is not self.right)


def start(
    house: House,
    *,
    questions: int = 3,
    names: Names = Names.NICKNAMES,
    limits: Limits | None = None,
    shared_address: bool = True,
) -> Lesson:
    """Open a quiz and its doors."""
    classroom = house.open().classroom
    running = classroom.open(
        Plan("Monday", classroom.quizzes.pick(Choice(), questions, random.Random(3)), names)
    )
    return open_doors(running, limits=limits, shared_address=shared_address)


def open_doors(
    running: Running,
    *,
    limits: Limits | None = None,
    shared_address: bool = True,
    ports: tuple[int, ...] = (0,),
    page: Path = PAGE,
) -> Lesson:
    """Let phones in, with limits that a test has patience for; as `Running.open_doors` does."""
    told: list[Reach] = []
    server = Server(running.phones, page, limits=limits, listener=told.append)
    bound = server.start("127.0.0.1", ports, names=("localhost",), shared_address=shared_address)
    running._server = server
    running._url = bound.url
    running._standing.when_moved(server.push)
    return Lesson(running, server, bound, told)


@contextmanager
def lesson_in(
    house: House,
    *,
    questions: int = 3,
    names: Names = Names.NICKNAMES,
    limits: Limits | None = None,
    shared_address: bool = True,
) -> Iterator[Lesson]:
    lesson = start(
        house, questions=questions, names=names, limits=limits, shared_address=shared_address
    )
    try:
        yield lesson
    finally:
        lesson.server.stop()


def play(coroutine: Coroutine[object, object, Result]) -> Result:
    """Let phones do this, with an end to all patience."""

    async def bounded() -> Result:
        async with asyncio.timeout(SECONDS):
            return await coroutine

    return asyncio.run(bounded())


async def comes_true(holds: Callable[[], object]) -> None:
    """Wait until this holds, as something on another thread will make it."""
    while not holds():  # noqa: ASYNC110  what it waits for has no event
        await asyncio.sleep(0.01)


@dataclass
class Said:
    """An answer of the server."""

    status: int
    body: Json
    headers: Json


class Handset:
    """A browser on a phone, which speaks to the server at `url`."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self.session = session
        self.url = url
        self.heard: list[bytes] = []
        """All bytes of bodies that came to it."""

    @property
    def token(self) -> str:
        """What it is known by."""
        (cookie,) = [one for one in self.session.cookie_jar if one.key == "who-says"]
        return cookie.value

    def hears(self, body: bytes) -> None:
        """Keep what came to it."""
        self.heard.append(body)

    async def get(self, path: str, **options: Json) -> Said:
        async with self.session.get(self.url + path, **options) as answer:
            return await self._said(answer)

    async def post(self, path: str, body: Json = None, **options: Json) -> Said:
        sent = options.pop("data") if "data" in options else json.dumps(body).encode()
        async with self.session.post(self.url + path, data=sent, **options) as answer:
            return await self._said(answer)

    async def _said(self, answer: aiohttp.ClientResponse) -> Said:
        body = await answer.read()
        self.hears(body)
        plain = body
        if answer.content_type == "application/json":
            plain = json.loads(body)
        return Said(answer.status, plain, answer.headers)

    async def state(self) -> Json:
        said = await self.get("/state")
        assert said.status == 200, said
        return said.body

    @asynccontextmanager
    async def stream(self) -> AsyncIterator[AsyncIterator[Json]]:
        """The states as they come; a sign of life is None."""
        timeout = aiohttp.ClientTimeout(total=None)
        async with self.session.get(self.url + "/events", timeout=timeout) as answer:
            assert answer.status == 200, answer.status
            yield self._events(answer)

    async def _events(self, answer: aiohttp.ClientResponse) -> AsyncIterator[Json]:
        async for line in answer.content:
            self.hears(line)
            if line.startswith(b"data: {"):
                yield json.loads(line[6:])
            elif line.startswith(b"event: ping"):
                yield None


class Phone(Handset):
    """One pupil's phone, as the page's script uses the server, led by a test step by step."""

    def __init__(self, session: aiohttp.ClientSession, lesson: Lesson) -> None:
        super().__init__(session, lesson.bound.url)
        self.lesson = lesson

    async def join(self, key: str = "", **wish: Json) -> Json:
        """Come in; the first state."""
        door = await self.post("/door", {"key": key or self.lesson.secret})
        assert door.status == 200, door
        joined = await self.post("/join", wish)
        assert joined.status == 200, joined
        return joined.body

    async def vote(self, verdict: Verdict, position: int | None = None, round_: int = 1) -> Said:
        if position is None:
            position = self.lesson.running.view().room.position
        return await self.post(
            "/vote", {"position": position, "round": round_, "verdict": verdict.value}
        )


@asynccontextmanager
async def phone(lesson: Lesson) -> AsyncIterator[Phone]:
    """A phone with a browser of its own."""
    jar = aiohttp.CookieJar(unsafe=True)
    connector = aiohttp.TCPConnector(limit=6)
    async with aiohttp.ClientSession(cookie_jar=jar, connector=connector) as session:
        yield Phone(session, lesson)


@asynccontextmanager
async def phones(lesson: Lesson, count: int) -> AsyncIterator[list[Phone]]:
    """So many phones."""
    made = [phone(lesson) for _ in range(count)]
    opened = [await one.__aenter__() for one in made]
    try:
        yield opened
    finally:
        for one in made:
            await one.__aexit__(None, None, None)
