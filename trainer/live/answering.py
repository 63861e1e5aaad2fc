"""What every request passes through: whose it is, how long it may take, how an answer is made."""

import logging
from collections.abc import Awaitable, Callable

from aiohttp import web

from trainer.core.errors import UserError
from trainer.core.words import speaking, t
from trainer.live.connections import Connection
from trainer.live.headers import SAFE, Allowed
from trainer.live.telling import as_json
from trainer.live.wire import MalformedError

_log = logging.getLogger(__name__)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def answer(status: int, body: bytes) -> web.Response:
    """An answer that the page's script reads."""
    return web.Response(status=status, body=body, content_type="application/json", charset="utf-8")


def refusal(status: int, why: str) -> web.Response:
    """No, and why, in words that the page shows."""
    return answer(status, as_json({"why": why}))


async def add_headers(_request: web.Request, response: web.StreamResponse) -> None:
    """Put on what every answer carries."""
    response.headers.update(SAFE)


class Gate:
    """The way of every request: known host and origin, a clock, and an answer whatever happens.

    `language` tells which language the phones are spoken to in.
    """

    def __init__(self, allowed: Allowed, language: Callable[[], str]) -> None:
        self._allowed = allowed
        self._language = language

    @web.middleware
    async def __call__(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Answer one request."""
        connection = None if request.transport is None else request.transport.get_protocol()
        if not isinstance(connection, Connection):
            # Gone already.
            raise ConnectionResetError
        connection.began()
        try:
            headers = request.headers
            foreign = self._allowed.refuses(
                headers.getall("Host", []), headers.getall("Origin", [])
            )
            if foreign is not None:
                return answer(foreign.value, b"{}")
            return await handler(request)
        except UserError as fault:
            # Nothing could be saved just now; the phone keeps what it has and tries again.
            return refusal(503, str(fault))
        except (MalformedError, web.HTTPException, TimeoutError) as fault:
            return answer(_status(fault), b"{}")
        except ConnectionError:
            raise
        except Exception:  # noqa: BLE001 - our own bug is logged, and the phone told calmly
            _log.exception("a request to %s failed", request.path)
            with speaking(self._language()):
                return refusal(500, t("Something went wrong here. Try again in a moment."))
        finally:
            connection.ended()


def _status(fault: Exception) -> int:
    if isinstance(fault, web.HTTPException):
        return fault.status
    return 408 if isinstance(fault, TimeoutError) else 400
