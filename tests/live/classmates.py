"""A class with phones on a thread of its own: each does by itself what the page's script does.

It finds back after every loss, sends again what was not acknowledged, and notes down all that it
sent and heard. A test says only what its pupil presses.
"""

import asyncio
import random
import sys
import threading
import time
from collections.abc import Callable, Coroutine, Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from typing import TypeVar

import aiohttp

from tests.live.ledger import Sent
from tests.live.lesson import Handset, Json
from trainer.core.room import Phase
from trainer.core.rubric import Verdict

LOST = (aiohttp.ClientError, OSError, TimeoutError)
"""What a request comes to where nobody answers it."""

PATIENCE = 60.0
"""Seconds for anything that happens at all, on a machine that has much else to do."""

_ONE_REQUEST = aiohttp.ClientTimeout(total=8)
_LONGEST_WAIT = 4.0
_POLL = 2.0
_BEFORE_POLLING = 3
"""The page's own patience, in seconds, and after how many losses it asks evenly."""

Result = TypeVar("Result")


class Mate(Handset):
    """One pupil's phone, which stays in the quiz as long as the page would."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        url: str,
        chance: random.Random,
        saved: Callable[[], None],
    ) -> None:
        super().__init__(session, url)
        self._chance, self._saved = chance, saved
        self.moments: list[float] = []
        """When each of `heard` came, on the system's monotonic clock."""
        self.sent: list[Sent] = []
        self.told: dict[int, Verdict] = {}
        """The keys that it was told, by position."""
        self.newest: Json = None
        self.connected = False
        self.wish: tuple[int, int, Verdict] | None = None
        """A verdict that is not known to be saved."""
        self._states = 0
        """How many it has shown."""
        self._news = asyncio.Condition()
        self._sending = asyncio.Lock()
        self._staying: asyncio.Task[None] | None = None
        self._resending: asyncio.Task[None] | None = None

    @property
    def number(self) -> int:
        return int(self.newest["own"]["number"])

    @property
    def name(self) -> str:
        return str(self.newest["own"]["name"])

    @property
    def chosen(self) -> Verdict | None:
        """What it shows as its own answer to the present question."""
        chosen = self.newest["own"]["chosen"]
        return None if chosen is None else Verdict(chosen)

    @property
    def shown(self) -> Verdict:
        """The same where there must be one."""
        assert self.chosen is not None
        return self.chosen

    @property
    def at(self) -> tuple[Phase, int, int]:
        """What it shows: the phase, the position and the round."""
        board = self.newest["board"]
        return Phase(board["phase"]), board["position"], board["round"]

    @property
    def epoch(self) -> str:
        """The name of the server's run that it heard from last."""
        return str(self.newest["board"]["epoch"])

    @property
    def may_choose(self) -> bool:
        """Whether the answers on its screen can be pressed."""
        return self.at[0] is Phase.OPEN and not self.newest["board"]["paused"]

    @property
    def over(self) -> bool:
        """Whether nothing more comes: its pupil was removed, or the quiz has ended."""
        return self.at[0] is Phase.ENDED or bool(self.newest["own"]["removed"])

    def hears(self, body: bytes) -> None:
        super().hears(body)
        self.moments.append(time.monotonic())

    def heard_before(self, moment: float) -> bytes:
        """All that had come to it by then."""
        until = [body for body, at in zip(self.heard, self.moments, strict=True) if at < moment]
        return b"\n".join(until)

    async def comes_in(self, key: str, name: str = "") -> None:
        """Join by secret or code, as the pupil of this name where the class picks from a list."""
        door = await self.post("/door", {"key": key})
        assert door.status == 200, door
        listed = {listed: number for number, listed in door.body["roster"]}
        joined = await self.post("/join", {"pupil": listed[name]} if listed else {})
        assert joined.status == 200, joined
        await self._take(joined.body)
        self.stays()

    def stays(self) -> None:
        """Be on and in reach from now on."""
        self._staying = asyncio.create_task(self._stay())

    async def leaves(self) -> None:
        """Be off or out of reach, with no word."""
        for task in (self._staying, self._resending):
            if task is None:
                continue
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        self.connected = False

    async def sees(self, holds: Callable[["Mate"], object]) -> None:
        """Wait until this holds of what it shows."""
        try:
            async with asyncio.timeout(PATIENCE), self._news:
                await self._news.wait_for(lambda: self.newest is not None and holds(self))
        except TimeoutError:
            if self._staying is not None and self._staying.done():
                await self._staying
            raise AssertionError(f"it never comes; last seen: {self.newest}") from None

    async def is_at(self, phase: Phase, position: int, round_: int = 1) -> None:
        """Wait until it shows this."""
        await self.sees(lambda mate: mate.at == (phase, position, round_))

    async def chooses(self, verdict: Verdict) -> None:
        """Press an answer, and wait until it is saved or was refused."""
        _, position, round_ = self.at
        self.wish = (position, round_, verdict)
        await self._send()

    async def _stay(self) -> None:
        """Hear the stream; after every loss ask for the state and open it anew."""
        losses = 0
        while not self.over:
            with suppress(*LOST):
                await self._take(await self.state())
                async with self.stream() as states:
                    async for state in states:
                        losses, self.connected = 0, True
                        if state is not None:
                            await self._take(state)
                        if self.over:
                            break
            self.connected = False
            losses += 1
            if not self.over:
                await asyncio.sleep(self._somewhat(losses))

    def _somewhat(self, losses: int) -> float:
        """How long to wait after so many losses in a row, so that not all come at once."""
        wait = _POLL if losses >= _BEFORE_POLLING else min(_LONGEST_WAIT, 0.4 * 2**losses)
        return wait * self._chance.uniform(0.6, 1.0)

    async def _take(self, state: Json) -> None:
        """Show a state, unless a newer one of the same server is shown already."""
        board = state["board"]
        before = None if self.newest is None else self.newest["board"]
        if before and board["epoch"] == before["epoch"] and board["change"] < before["change"]:
            return
        self.newest = state
        self._states += 1
        if board["told"] is not None and board["told"]["verdict"] is not None:
            self.told[board["position"]] = Verdict(board["told"]["verdict"])
        async with self._news:
            self._news.notify_all()
        if self.wish is None or self._sending.locked():
            return
        if self.at != (Phase.OPEN, *self.wish[:2]):
            self.wish = None
        else:
            self._resending = asyncio.create_task(self._send())

    async def _send(self) -> None:
        """Send what is wished for until somebody says what became of it."""
        async with self._sending:
            losses = 0
            while self.wish is not None and self._is_asked(self.wish):
                shown = self._states
                if await self._post(*self.wish):
                    return
                losses += 1
                await asyncio.sleep(self._somewhat(losses))
                if self._states > shown and self._is_told_saved():
                    return

    def _is_told_saved(self) -> bool:
        """Whether a state says that the wish is saved, which the page then forgets."""
        if self.wish is None or self.at[1:] != self.wish[:2]:
            return False
        if self.newest["own"]["saving"] or self.chosen is not self.wish[2]:
            return False
        self.sent.append(Sent(*self.wish, True))
        self.wish = None
        return True

    def _is_asked(self, wish: tuple[int, int, Verdict]) -> bool:
        return self.at[1:] == wish[:2] and self.may_choose

    async def _post(self, position: int, round_: int, verdict: Verdict) -> bool:
        """Send it once; whether it is known what became of it."""
        wish = (position, round_, verdict)
        try:
            said = await self.post(
                "/vote", {"position": position, "round": round_, "verdict": verdict.value}
            )
        except aiohttp.ClientConnectorError:
            # Nobody is there, so nobody can have got it.
            return False
        except LOST:
            self.sent.append(Sent(*wish, None))
            return False
        assert said.status in {200, 409, 503}, said
        self.sent.append(Sent(*wish, {200: True, 409: False}.get(said.status)))
        if said.status == 200:
            self._saved()
        if said.status == 200 and self.at[1:] == (position, round_):
            self.newest["own"]["chosen"] = verdict.value
        if said.status == 409:
            if self.wish == wish and said.body["refused"] != "paused":
                self.wish = None
            await self._take(said.body["state"])
        elif said.status == 200 and self.wish == wish:
            self.wish = None
        return said.status != 503


class Mates:
    """All the phones of a class. What they do goes on beside whatever the test does meanwhile."""

    def __init__(self, seed: int) -> None:
        self.phones: list[Mate] = []
        self._chance = random.Random(seed)
        self._fidgeting: list[asyncio.Task[None]] = []
        self._restless = False
        self.acknowledged = 0
        """How many verdicts were answered with that they are saved."""
        self._alarm: tuple[int, Callable[[], None]] | None = None
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="phones")
        self._thread.start()

    def do(self, coroutine: Coroutine[object, object, Result]) -> "Future[Result]":
        """Have this done among the phones."""
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop)

    def all(
        self,
        act: Callable[[Mate], Coroutine[object, object, Result]],
        phones: Iterable[Mate] | None = None,
    ) -> "Future[list[Result]]":
        """Let all phones do this at once, or some of them."""
        chosen = list(self.phones if phones is None else phones)

        async def together() -> list[Result]:
            return await asyncio.gather(*(act(phone) for phone in chosen))

        return self.do(together())

    async def come(self, url: str, wishes: Iterable[tuple[str, str]]) -> list[Mate]:
        """Let phones come in, each with its key and name; they are of the class then."""
        came = [(await self._made(url), key, name) for key, name in wishes]
        await asyncio.gather(*(mate.comes_in(key, name) for mate, key, name in came))
        return [mate for mate, _, _ in came]

    async def _made(self, url: str) -> Mate:
        """A phone, with an address of its own where the system has many, as in a classroom."""
        at = len(self.phones)
        own = (f"127.0.{1 + at // 200}.{1 + at % 200}", 0) if sys.platform == "linux" else None
        session = aiohttp.ClientSession(
            cookie_jar=aiohttp.CookieJar(unsafe=True),
            connector=aiohttp.TCPConnector(limit=6, local_addr=own),
            timeout=_ONE_REQUEST,
        )
        mate = Mate(session, url, random.Random(self._chance.random()), self._on_saved)
        self.phones.append(mate)
        return mate

    def back(self, phone: Mate) -> None:
        """Switch a phone on again that had left."""
        self._loop.call_soon_threadsafe(phone.stays)

    def moved(self, url: str) -> None:
        """Let all phones look for the computer there from now on."""
        for phone in self.phones:
            phone.url = url

    def at_the_moment(self, acknowledged: int, act: Callable[[], None]) -> None:
        """Have this done on the phones' thread the moment that so many are acknowledged."""
        self._alarm = acknowledged, act

    def _on_saved(self) -> None:
        self.acknowledged += 1
        if self._alarm is not None and self.acknowledged >= self._alarm[0]:
            _, act = self._alarm
            self._alarm = None
            act()

    def fidget(self, least: float, most: float) -> None:
        """Let every phone change its answer all the time, after pauses of so many seconds."""
        self._restless = True

        async def begin() -> None:
            self._fidgeting = [
                asyncio.create_task(self._fidget(one, least, most)) for one in self.phones
            ]

        self.do(begin()).result(PATIENCE)

    async def _fidget(self, mate: Mate, least: float, most: float) -> None:
        while self._restless:
            await asyncio.sleep(self._chance.uniform(least, most))
            if self._restless and mate.may_choose:
                await mate.chooses(self._chance.choice(list(Verdict)))

    def rest(self) -> "Future[None]":
        """Let them stop that; done once nothing is on its way any more."""
        self._restless = False

        async def settle() -> None:
            await asyncio.gather(*self._fidgeting)

        return self.do(settle())

    def close(self) -> None:
        """Switch all phones off."""
        self._restless = False

        async def leave() -> None:
            for task in self._fidgeting:
                task.cancel()
            left = await asyncio.gather(
                *(phone.leaves() for phone in self.phones), return_exceptions=True
            )
            await asyncio.gather(*self._fidgeting, return_exceptions=True)
            for phone in self.phones:
                await phone.session.close()
            await self._loop.shutdown_asyncgens()
            # Connections are closed in the next round of the loop.
            await asyncio.sleep(0)
            for fault in left:
                if fault is not None:
                    raise fault

        try:
            self.do(leave()).result(PATIENCE)
        finally:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(PATIENCE)
            self._loop.close()


@contextmanager
def classmates(seed: int) -> Iterator[Mates]:
    """A class with phones, none of which is in a quiz yet."""
    mates = Mates(seed)
    try:
        yield mates
    finally:
        mates.close()
