"""The secret in the QR code and the code that is typed."""

import hmac
import secrets

CODE_LENGTH = 6
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Letters and digits that nobody takes for another: no I, L, O, 0, 1."""


def new_secret() -> str:
    """128 random bits, as letters that may stand in an address."""
    return secrets.token_urlsafe(16)


def new_code() -> str:
    """A code to be read from the board and typed: one of about 890 million."""
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


def same_code(typed: str, code: str) -> bool:
    """Whether somebody typed the code, however they wrote it; compared in constant time."""
    plain = "".join(letter for letter in typed.upper() if letter.isascii() and letter.isalnum())
    return bool(code) and hmac.compare_digest(plain.encode(), code.encode())
