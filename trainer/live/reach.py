"""How the server reaches the phones, as the teacher's screen tells it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reach:
    """What can be said of the network at a moment.

    `phones` are the players whose phones are connected, `checked` the phones that opened the
    self-test page, `turned_away` the connections that were refused because there were too many (on
    a network where all share one address, the teacher can say so). `here` is false while the
    address has gone from this computer, as when its Wi-Fi is lost. `slept` counts how often the
    computer slept or stood still for long. `failed` says why the server stopped by itself, "" while
    it runs.
    """

    phones: int = 0
    checked: int = 0
    turned_away: int = 0
    here: bool = True
    slept: int = 0
    failed: str = ""
