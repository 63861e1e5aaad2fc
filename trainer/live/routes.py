"""What the server answers: the page, the door, the state, the stream and the votes."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from typing import TypeVar

from aiohttp import web

from trainer.core.errors import UserError
from trainer.core.room import Refusal
from trainer.core.words import language, speaking, t
from trainer.live import tokens, wire
from trainer.live.answering import Handler, answer, refusal
from trainer.live.gather import Gatherer
from trainer.live.guesses import Guesses
from trainer.live.host import Ballot, Host, Wish
from trainer.live.limits import Limits
from trainer.live.page import PageFile
from trainer.live.phone_words import door_words, phone_words
from trainer.live.streams import Streams
from trainer.live.telling import Teller, as_json, door_as_plain

Outcome = TypeVar("Outcome")

COOKIE = "who-says"
_COOKIE_SECONDS = 12 * 60 * 60
_LET_IN = 5_000
"""Tokens that are remembered between door and room; more than a school has phones."""
_LONGEST_LANGUAGE = 20


class Routes:
    """The endpoints over one quiz. It lives on the server's thread.

    `checked` is told when a phone opened the self-test page. No endpoint moves the quiz: the
    teacher's side is not on the network.
    """

    def __init__(
        self,
        host: Host,
        page: Mapping[str, PageFile],
        teller: Teller,
        streams: Streams,
        *,
        limits: Limits,
        checked: Callable[[], None],
    ) -> None:
        self._host = host
        self._page = page
        self._teller = teller
        self._streams = streams
        self._limits = limits
        self._checked = checked
        self._guesses = Guesses(limits)
        self._let_in: OrderedDict[str, None] = OrderedDict()
        self._joins: Gatherer[Wish, int | Refusal] = Gatherer(host.join, limits.gather)
        self._votes: Gatherer[Ballot, Refusal | None] = Gatherer(host.vote, limits.gather)

    def add_to(self, application: web.Application) -> None:
        """Answer all of this in `application`."""
        for address in self._page:
            self._get(application, address, self.page)
        self._get(application, "/j/{secret}", self.page)
        self._get(application, "/check", self.page)
        self._get(application, "/favicon.ico", self.no_icon)
        self._get(application, "/words", self.words)
        self._get(application, "/state", self.state)
        self._get(application, "/events", self.events)
        application.router.add_post("/check", self.check)
        application.router.add_post("/door", self.door)
        application.router.add_post("/join", self.join)
        application.router.add_post("/vote", self.vote)

    def _get(self, application: web.Application, address: str, handler: Handler) -> None:
        application.router.add_get(address, handler, allow_head=False)

    async def page(self, request: web.Request) -> web.Response:
        """A file of the page; the page itself finds out from its address what to do."""
        file = self._page.get(request.path, self._page["/"])
        return web.Response(body=file.body, content_type=file.kind, charset="utf-8")

    async def no_icon(self, _request: web.Request) -> web.Response:
        """Browsers ask for one unasked."""
        return web.Response(status=204)

    async def words(self, request: web.Request) -> web.Response:
        """What the page says, in a language that is asked for, or in that of the quiz."""
        wanted = request.query.get("language", "") or self._host.door().language
        with speaking(wanted[:_LONGEST_LANGUAGE]):
            said = {"language": language(), "words": phone_words()}
        return answer(200, as_json(said))

    async def check(self, _request: web.Request) -> web.Response:
        """A phone shows that it reaches this computer."""
        self._checked()
        return answer(200, b"{}")

    async def door(self, request: web.Request) -> web.Response:
        """Let somebody in who has the secret or the code, or whom the teacher lets choose again."""
        knock = wire.read_knock(await self._body(request))
        token, player = self._token(request), self._player(request)
        own = None if player is None else self._host.own(player)
        freed = own is not None and own.freed
        refused = None if freed else await self._unlock(knock.key, token, request)
        if refused is not None:
            return refused
        door = door_as_plain(self._host.door(), joined=own is not None and not freed)
        return _with_token(answer(200, as_json(door)), token)

    async def join(self, request: web.Request) -> web.Response:
        """Make somebody a player. The same token again is the same player, unless it was freed."""
        joining = wire.read_joining(await self._body(request))
        token = self._token(request)
        known = tokens.hashed(token)
        if known not in self._let_in and self._host.known(known) is None:
            refused = await self._unlock(joining.key, token, request)
            if refused is not None:
                return refused
        wish = Wish(known, joining.name, joining.pupil, sure=joining.sure)
        outcome = await self._saved(self._joins.put(wish))
        if isinstance(outcome, Refusal):
            return _with_token(answer(409, self._teller.refused(outcome)), token)
        return _with_token(answer(200, self._state_of(outcome)), token)

    async def state(self, request: web.Request) -> web.Response:
        """Everything that a phone needs after any gap."""
        player = self._player(request)
        if player is None:
            return self._stranger()
        self._streams.polled(player, asyncio.get_running_loop().time())
        return answer(200, self._state_of(player))

    async def vote(self, request: web.Request) -> web.Response:
        """Take a verdict; answered once it is on the disk."""
        voting = wire.read_voting(await self._body(request))
        player = self._player(request)
        if player is None:
            return self._stranger()
        ballot = Ballot(player, voting.position, voting.round, voting.verdict)
        refused = await self._saved(self._votes.put(ballot))
        if refused is not None:
            return answer(409, self._teller.refused(refused, player))
        if len(self._streams.of(player)) > 1:
            # The same player has the page open twice.
            state = self._state_of(player)
            for stream in self._streams.of(player):
                stream.put(state)
        return answer(200, as_json({"saved": voting.verdict.value}))

    async def events(self, request: web.Request) -> web.StreamResponse:
        """The stream of states, the present one first."""
        player = self._player(request)
        if player is None:
            return self._stranger()
        response = web.StreamResponse(headers={"X-Accel-Buffering": "no"})
        response.content_type = "text/event-stream"
        response.charset = "utf-8"
        stream = self._streams.open(player)
        try:
            stream.put(self._state_of(player))
            await response.prepare(request)
            while (event := await stream.next(self._limits.ping)) is not None:
                async with asyncio.timeout(self._limits.write):
                    await response.write(event)
        except TimeoutError:
            # It reads nothing any more: what was written to it need not be waited for.
            if request.transport is not None:
                request.transport.abort()
        finally:
            self._streams.close(stream)
        return response

    async def _unlock(self, key: str, token: str, request: web.Request) -> web.Response | None:
        """None where the key is right, which the token is then known for; else the refusal."""
        loop = asyncio.get_running_loop()
        address = request.remote or ""
        guessable = tokens.may_be_code(key)
        in_turn = not guessable or await self._guesses.turn(address, loop.time())
        with speaking(self._host.door().language):
            wrong, wait = door_words()
        if not in_turn:
            waiting = refusal(429, wait)
            waiting.headers["Retry-After"] = "5"
            return waiting
        if not self._host.opens(key):
            if guessable:
                self._guesses.wrong(address, loop.time())
            return refusal(403, wrong)
        self._let_in[tokens.hashed(token)] = None
        if len(self._let_in) > _LET_IN:
            self._let_in.popitem(last=False)
        return None

    async def _saved(self, saving: Awaitable[Outcome]) -> Outcome:
        """What came of it; `UserError` where the disk takes too long to wait for it."""
        try:
            async with asyncio.timeout(self._limits.save):
                return await saving
        except TimeoutError:
            with speaking(self._host.door().language):
                raise UserError(
                    t("Saving takes long just now. Your answer is kept here and sent again.")
                ) from None

    async def _body(self, request: web.Request) -> bytes:
        async with asyncio.timeout(self._limits.body):
            return await request.read()

    def _token(self, request: web.Request) -> str:
        """The token that the phone brought, or a new one for it."""
        brought = request.cookies.get(COOKIE, "")
        return brought if tokens.is_token(brought) else tokens.new_token()

    def _player(self, request: web.Request) -> int | None:
        brought = request.cookies.get(COOKIE, "")
        return self._host.known(tokens.hashed(brought)) if tokens.is_token(brought) else None

    def _state_of(self, player: int) -> bytes:
        return self._teller.state(player, self._teller.common()) or b"{}"

    def _stranger(self) -> web.Response:
        return answer(401, self._teller.refused(Refusal.STRANGER))


def _with_token(response: web.Response, token: str) -> web.Response:
    response.set_cookie(
        COOKIE, token, max_age=_COOKIE_SECONDS, path="/", httponly=True, samesite="Strict"
    )
    return response
