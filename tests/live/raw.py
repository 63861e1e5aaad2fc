"""Bare connections, for what no browser would send."""

import asyncio
import time
from dataclasses import dataclass

from tests.live.lesson import Lesson


@dataclass
class Answer:
    """What came back over a bare connection; status 0 where it was closed without a word."""

    status: int
    head: str
    body: bytes


async def send(lesson: Lesson, request: bytes) -> Answer:
    """Send these bytes and read one answer."""
    reader, writer = await asyncio.open_connection(lesson.bound.address, lesson.bound.port)
    try:
        writer.write(request)
        await writer.drain()
        return await read(reader, bodiless=request.startswith(b"HEAD"))
    except ConnectionError:
        return Answer(0, "", b"")
    finally:
        writer.close()


async def read(reader: asyncio.StreamReader, *, bodiless: bool = False) -> Answer:
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    except asyncio.IncompleteReadError:
        return Answer(0, "", b"")
    lines = head.lower().split("\r\n")
    lengths = [line.partition(":")[2] for line in lines if line.startswith("content-length:")]
    body = await reader.readexactly(int(lengths[0])) if lengths and not bodiless else b""
    return Answer(int(head.split()[1]), head, body)


def request(
    lesson: Lesson,
    path: str = "/words",
    *,
    method: str = "GET",
    headers: tuple[str, ...] = (),
    body: bytes = b"",
    host: str | None = "",
) -> bytes:
    """The bytes of a request; `host` "" is the right one, None leaves the header out."""
    lines = [f"{method} {path} HTTP/1.1"]
    if host is not None:
        lines.append(f"Host: {host or f'{lesson.bound.address}:{lesson.bound.port}'}")
    if body:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, *headers, "", ""]).encode() + body


async def half_open(lesson: Lesson, count: int, sent: bytes = b"GET /words HT") -> list[float]:
    """Open so many connections that never finish a header; after which time each was closed."""

    async def one() -> float:
        begun = time.monotonic()
        reader, writer = await asyncio.open_connection(lesson.bound.address, lesson.bound.port)
        try:
            writer.write(sent)
            await writer.drain()
            await reader.read()
        except ConnectionError:
            pass
        finally:
            writer.close()
        return time.monotonic() - begun

    return await asyncio.gather(*(one() for _ in range(count)))
