"""PINs of learners: how one is kept and asked for. A PIN is a curtain, not a lock."""

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from trainer.core.errors import UserError
from trainer.core.words import t, tn

SHORTEST, LONGEST = 4, 64
"""Characters of a PIN."""

FREE_TRIES = 5
"""Wrong PINs after which the next try has to wait."""

_FIRST_WAIT = 30.0
_LONGEST_WAIT = 480.0

_COST, _BLOCK, _LANES = 2**14, 8, 1
_LARGEST_COST = 2**18
_MEMORY = 512 * 1024 * 1024


def keep(pin: str) -> str:
    """The form in which a PIN is kept: scrypt with its parameters, a salt of its own, the hash.

    Source: RFC 7914. Raises a `UserError` where the PIN is too short or too long.
    """
    if not SHORTEST <= len(pin) <= LONGEST:
        raise UserError(
            t("A PIN has {shortest} to {longest} characters.", shortest=SHORTEST, longest=LONGEST),
            t("Digits or letters, as you like."),
        )
    salt = secrets.token_bytes(16)
    digest = _digest(pin, salt, _COST, _BLOCK, _LANES)
    return f"scrypt${_COST}${_BLOCK}${_LANES}${_text(salt)}${_text(digest)}"


def fits(pin: str, kept: str) -> bool:
    """Whether `pin` is the one that was kept; also where what was kept cannot be read any more.

    Nobody is shut out of their own answers by a damaged curtain.
    """
    try:
        name, cost, block, lanes, salt, digest = kept.split("$")
        if name != "scrypt" or int(cost) > _LARGEST_COST:
            return True
        found = _digest(pin, _bytes(salt), int(cost), int(block), int(lanes))
        return hmac.compare_digest(found, _bytes(digest))
    except (ValueError, binascii.Error, MemoryError):
        return True


def _digest(pin: str, salt: bytes, cost: int, block: int, lanes: int) -> bytes:
    given = pin.encode(errors="surrogatepass")
    return hashlib.scrypt(given, salt=salt, n=cost, r=block, p=lanes, maxmem=_MEMORY, dklen=32)


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


@dataclass
class _Tries:
    """Wrong PINs in a row, and when the next one may be tried (in seconds of the timer)."""

    wrong: int = 0
    free_at: float = 0.0


class Doorkeeper:
    """Counts wrong PINs for each learner; after five in a row the next ones have to wait.

    It forgets with the program: the answers lie in a file that anybody at this computer can open.
    """

    def __init__(self, timer: Callable[[], float]) -> None:
        self._timer = timer
        self._tries: dict[int, _Tries] = {}

    def ask(self, learner: int, pin: str, kept: str) -> None:
        """Let somebody pass, or raise a `UserError` that says what to do."""
        tries = self._tries.setdefault(learner, _Tries())
        wait = tries.free_at - self._timer()
        if wait > 0:
            raise _wait(wait)
        if fits(pin, kept):
            del self._tries[learner]
            return
        tries.wrong += 1
        late = tries.wrong - FREE_TRIES
        if late >= 0:
            pause = min(_FIRST_WAIT * 2**late, _LONGEST_WAIT)
            tries.free_at = self._timer() + pause
            raise _wait(pause)
        raise UserError(t("This is not the PIN."), t("Try it again."))


def _wait(seconds: float) -> UserError:
    return UserError(
        t("This is not the PIN, several times in a row."),
        tn("Try again in one second.", "Try again in {number} seconds.", max(1, round(seconds))),
    )
