"""Wishes of many phones, handed to the quiz together: a class answers in one commit or a few."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import partial
from typing import Generic, TypeVar

Wished = TypeVar("Wished")
Outcome = TypeVar("Outcome")


class Gatherer(Generic[Wished, Outcome]):
    """Hands on what comes within a few milliseconds as one, in the order of coming.

    It lives on the server's thread; the future that it is given may resolve on any.
    """

    def __init__(
        self, hand_on: Callable[[Sequence[Wished]], Future[tuple[Outcome, ...]]], seconds: float
    ) -> None:
        self._hand_on = hand_on
        self._seconds = seconds
        self._loop = asyncio.get_running_loop()
        self._gathered: list[tuple[Wished, asyncio.Future[Outcome]]] = []

    async def put(self, wished: Wished) -> Outcome:
        """What became of it; raises what the future carries. Leaving does not take it back."""
        answer: asyncio.Future[Outcome] = self._loop.create_future()
        self._gathered.append((wished, answer))
        if len(self._gathered) == 1:
            self._loop.call_later(self._seconds, self._flush)
        return await answer

    def _flush(self) -> None:
        batch, self._gathered = self._gathered, []
        answers = [answer for _, answer in batch]
        try:
            future = self._hand_on([wished for wished, _ in batch])
        except Exception as fault:  # noqa: BLE001 - whatever it is, each of the phones waits for it
            _fail(answers, fault)
            return
        future.add_done_callback(partial(self._from_elsewhere, answers))

    def _from_elsewhere(
        self, answers: list[asyncio.Future[Outcome]], done: Future[tuple[Outcome, ...]]
    ) -> None:
        try:
            self._loop.call_soon_threadsafe(_settle, answers, done)
        except RuntimeError:
            # The server has stopped, and nobody waits any more.
            return


def _settle(answers: list[asyncio.Future[Outcome]], done: Future[tuple[Outcome, ...]]) -> None:
    if done.cancelled():
        _fail(answers, asyncio.CancelledError())
        return
    fault = done.exception()
    if fault is not None:
        _fail(answers, fault)
        return
    for answer, outcome in zip(answers, done.result(), strict=True):
        if not answer.done():
            answer.set_result(outcome)


def _fail(answers: list[asyncio.Future[Outcome]], fault: BaseException) -> None:
    for answer in answers:
        if not answer.done():
            answer.set_exception(fault)
