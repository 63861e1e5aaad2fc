"""Nonsense for the server, thousands of times, while a class goes on with its quiz."""

import asyncio
import json
import random
from collections import Counter
from dataclasses import dataclass

from tests.live.lesson import Lesson, Phone, phones
from tests.live.raw import request, send
from trainer.core.rubric import Verdict

PATHS = ["/", "/j/x", "/state", "/events", "/vote", "/join", "/door", "/words", "/check", "/%00"]
ATOMS: list[object] = [
    None,
    True,
    0,
    -1,
    10**400,
    1e308,
    0.5,
    "",
    "claim",
    "\ud800",
    "\0",
    "\u202e" * 9,
    "x" * 1_900,
    [],
    {},
    [[[[]]]],
    {"key": {"key": 1}},
]
NAMES = ["key", "name", "pupil", "position", "round", "verdict", "__proto__", "role", ""]


@dataclass(frozen=True)
class Outcome:
    """What came of it: how often each status, and what the class met meanwhile."""

    statuses: Counter[int]
    votes: int
    refused_votes: int


def nonsense(chance: random.Random, token: str) -> tuple[str, str, tuple[str, ...], bytes]:
    """A method, a path, headers and a body that no page of ours would send like this."""
    if chance.random() < 0.2:
        body = chance.randbytes(chance.randrange(1, 300))
    elif chance.random() < 0.1:
        body = b"[" * chance.randrange(1, 2_000)
    else:
        fields = {name: chance.choice(ATOMS) for name in chance.sample(NAMES, 3)}
        body = json.dumps(fields).encode()
        if chance.random() < 0.2:
            cut = chance.randrange(len(body))
            body = body[:cut] + chance.randbytes(2) + body[cut + 1 :]
    headers = [
        chance.choice(["X: y", "Content-Type: text/xml", "Content-Encoding: gzip", "Range: x"])
    ]
    if chance.random() < 0.5:
        headers.append(f"Cookie: who-says={token}")
    elif chance.random() < 0.3:
        headers.append(f"Cookie: who-says={chance.randbytes(9).hex()}; =;;\x7f")
    method = chance.choice(["POST", "POST", "POST", "GET", "PUT", "HEAD", "BREW"])
    return method, chance.choice(PATHS), tuple(headers), body


async def fuzz(lesson: Lesson, requests: int, pupils: int, at_once: int = 20) -> Outcome:
    """Send so many requests of nonsense while these pupils vote without a pause."""
    statuses: Counter[int] = Counter()
    votes, refused = 0, 0
    over = asyncio.Event()
    chance = random.Random(5)

    async def attack(token: str, share: int) -> None:
        for _ in range(share):
            method, path, headers, body = nonsense(chance, token)
            if path == "/events" and method == "GET":
                path = "/state"
            sent = request(lesson, path, method=method, headers=headers, body=body)
            statuses[(await send(lesson, sent)).status] += 1

    async def go_on(pupil: Phone, number: int) -> None:
        nonlocal votes, refused
        while not over.is_set():
            said = await pupil.vote(list(Verdict)[(number + votes) % 3])
            votes += said.status == 200
            refused += said.status != 200
            await asyncio.sleep(0.05)

    async with phones(lesson, pupils) as made:
        for pupil in made:
            await pupil.join()
        lesson.running.step()
        voting = [asyncio.create_task(go_on(pupil, n)) for n, pupil in enumerate(made)]
        await asyncio.gather(*(attack(made[0].token, requests // at_once) for _ in range(at_once)))
        over.set()
        await asyncio.gather(*voting)
    return Outcome(statuses, votes, refused)
