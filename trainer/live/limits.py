"""How much the server takes from one phone and from all, in numbers that a test can shorten."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The server's limits. Durations are seconds, sizes bytes."""

    connections: int = 1_000
    """Open at once, in all."""
    connections_of_one: int = 64
    """Open at once from one address, unless a whole school shares it."""
    header: float = 10.0
    """Until a request's header has come in whole."""
    body: float = 10.0
    """Until a request's body has come in whole."""
    body_size: int = 2_048
    idle: float = 60.0
    """A connection may wait so long for its next request."""
    ping: float = 10.0
    """Between two signs of life on a stream; a phone gives up after two and a half of them."""
    write: float = 20.0
    """A phone may take so long to read what a stream wrote."""
    streams_of_one: int = 2
    """Of one player: the newest are kept, since phones kill them without a word."""
    gather: float = 0.005
    """Answers that come within this time are saved together."""
    save: float = 6.0
    """A phone is told after this time that the disk is slow, and tries again."""
    wrong_codes: int = 10
    """Wrong codes of one address within `wrong_for`; with more, codes take turns."""
    wrong_for: float = 60.0
    turn: float = 0.05
    """From one code to the next once they take turns: at twenty a second, a lesson of guessing
    tries one code in fifteen thousand."""
    waiting: int = 300
    """Codes that may wait for their turn, which is fifteen seconds of patience."""
    watch: float = 2.0
    """Between two looks at whether the address is still there and the computer awake."""
    polled: float = 7.0
    """A phone without a stream counts as here so long after it asked for the state."""
    stop: float = 0.3
    """Requests may take so long to finish when the server stops."""
    open_files: int = 4_096
    """File descriptors that the process asks for, as far as the system lets it."""
