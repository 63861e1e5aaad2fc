"""What a check of a pack finds: where, what, and what to do."""

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """Whether a problem keeps a pack from being played."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a pack.

    `file` is relative to the pack, `line` counts from 1 and is 0 where no line can be named.
    """

    file: str
    line: int
    message: str
    hint: str
    severity: Severity = Severity.ERROR

    def __lt__(self, other: "Problem") -> bool:
        return (self.file, self.line, self.message) < (other.file, other.line, other.message)
