"""What lets somebody in and what they are known by afterwards: keys and tokens by their form."""

import hashlib
import re
import secrets

_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")
_LONGEST_CODE = 12


def new_token() -> str:
    """128 random bits for one player's phone, as 22 characters that a cookie may hold."""
    return secrets.token_urlsafe(16)


def is_token(text: str) -> bool:
    """Whether this has the form of a token."""
    return _TOKEN.fullmatch(text) is not None


def hashed(token: str) -> str:
    """What the quiz knows a player by: SHA-256, as 64 hexadecimal digits."""
    return hashlib.sha256(token.encode()).hexdigest()


def may_be_code(key: str) -> bool:
    """Whether a key could be the typed code, which is short enough to be guessed.

    A code may be typed with anything between its letters, so that only these are counted: else a
    code that was padded to the length of a secret would be looked at as often as somebody likes.
    """
    return sum(letter.isalnum() for letter in key) <= _LONGEST_CODE
