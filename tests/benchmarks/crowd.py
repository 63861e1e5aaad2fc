"""Many phones in a process of their own, which does what it is told on its standard input.

Each phone has one connection for its requests and one for its stream, as a browser has. A line of
input is a JSON order, and one line of JSON answers it. Moments are those of the system's monotonic
clock in seconds, which all processes share.
"""

import asyncio
import json
import random
import sys
import time
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Line:
    """One connection to the server."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def ask(self, request: bytes) -> tuple[int, str, bytes]:
        """Send a request; status, head and body of its answer."""
        self.writer.write(request)
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        length = 0
        for one in head.split("\r\n"):
            if one.lower().startswith("content-length:"):
                length = int(one.split(":")[1])
        return int(head.split()[1]), head, await self.reader.readexactly(length)


@dataclass
class Phone:
    """One phone: its token, its connections, and when it heard of each change first."""

    host: str
    port: int
    cookie: str = ""
    line: Line | None = None
    stream: asyncio.Task[None] | None = None
    heard: dict[int, float] = field(default_factory=dict)
    opened: asyncio.Event = field(default_factory=asyncio.Event)

    def bytes_of(self, method: str, path: str, body: bytes = b"") -> bytes:
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self.host}:{self.port}"]
        if self.cookie:
            lines.append(f"Cookie: {self.cookie}")
        if body:
            lines.append(f"Content-Length: {len(body)}")
        return "\r\n".join([*lines, "", ""]).encode() + body

    async def connect(self) -> Line:
        return Line(*await asyncio.open_connection(self.host, self.port))

    async def ask(self, method: str, path: str, plain: object = None) -> tuple[int, Any]:
        """Ask over the kept connection, or a new one where that was closed meanwhile."""
        body = b"" if plain is None else json.dumps(plain).encode()
        for _ in range(2):
            if self.line is None:
                self.line = await self.connect()
            try:
                status, head, said = await self.line.ask(self.bytes_of(method, path, body))
            except (ConnectionError, asyncio.IncompleteReadError):
                self.line = None
                continue
            for one in head.split("\r\n"):
                if one.lower().startswith("set-cookie:"):
                    self.cookie = one.split(":", 1)[1].split(";")[0].strip()
            return status, json.loads(said or b"{}")
        raise ConnectionError("twice")

    async def join(self, key: str) -> None:
        status, _ = await self.ask("POST", "/door", {"key": key})
        assert status == 200, status
        status, _ = await self.ask("POST", "/join", {})
        assert status == 200, status

    async def listen(self) -> None:
        """Hear the stream until it ends, in the background."""
        self.opened.clear()
        self.stream = asyncio.create_task(self._listen())
        await self.opened.wait()

    async def _listen(self) -> None:
        while True:
            line = await self.connect()
            try:
                line.writer.write(self.bytes_of("GET", "/events"))
                while text := await line.reader.readline():
                    if text.startswith(b"data: {"):
                        now = time.monotonic()
                        change = int(text.split(b'"change":', 1)[1].split(b",", 1)[0])
                        self.heard.setdefault(change, now)
                        self.opened.set()
            except ConnectionError:
                pass
            finally:
                line.writer.close()
            if self.opened.is_set():
                return
            # The way in was too crowded: once more, as the page does it.
            await asyncio.sleep(0.2)

    def cut(self) -> None:
        """Lose every connection, as by a walk out of reach."""
        if self.line is not None:
            self.line.writer.transport.abort()
            self.line = None
        if self.stream is not None:
            self.stream.cancel()
            self.stream = None

    async def come_back(self) -> float:
        """As the page does it: ask for the state, open the stream; how long it took."""
        begun = time.monotonic()
        status, _ = await self.ask("GET", "/state")
        assert status == 200, status
        await self.listen()
        return time.monotonic() - begun

    async def vote(self, position: int, verdict: str, after: float) -> tuple[int, float]:
        """The status of one vote, and the seconds until it was acknowledged."""
        await asyncio.sleep(after)
        begun = time.monotonic()
        status, _ = await self.ask(
            "POST", "/vote", {"position": position, "round": 1, "verdict": verdict}
        )
        return status, time.monotonic() - begun


@dataclass
class Orders:
    """What all the phones together can be told to do; each by its name."""

    phones: list[Phone]

    async def join(self, key: str) -> int:
        for start in range(0, len(self.phones), 50):
            some = self.phones[start : start + 50]
            await asyncio.gather(*(one.join(key) for one in some))
        return len(self.phones)

    async def listen(self) -> int:
        await asyncio.gather(*(one.listen() for one in self.phones))
        return len(self.phones)

    async def vote(self, position: int, verdict: str, over: float) -> object:
        chance = random.Random(1)
        voted = await asyncio.gather(
            *(one.vote(position, verdict, over * chance.random()) for one in self.phones)
        )
        return {
            "refused": sum(status != 200 for status, _ in voted),
            "took": [took for _, took in voted],
        }

    async def hear(self, change: int) -> list[float]:
        """When each heard of this change; whoever does not within 20 s is left out."""
        deadline = time.monotonic() + 20
        while any(change not in one.heard for one in self.phones):
            if time.monotonic() > deadline:
                break
            await asyncio.sleep(0.005)
        return [one.heard[change] for one in self.phones if change in one.heard]

    async def cut(self) -> int:
        for one in self.phones:
            one.cut()
        return len(self.phones)

    async def back(self) -> list[float]:
        return await asyncio.gather(*(one.come_back() for one in self.phones))


async def main(host: str, port: int, count: int) -> None:
    """Be the crowd until the input ends."""
    orders = Orders([Phone(host, port) for _ in range(count)])
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        order = json.loads(line)
        said = await getattr(orders, order.pop("do"))(**order)
        sys.stdout.write(json.dumps(said) + "\n")
        sys.stdout.flush()
    await orders.cut()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
