"""Where the problems of a pack are gathered while it is checked."""

from trainer.core.problems import Problem, Severity
from trainer.packs.lines import Lines, Where

_MOST_SEARCHES = 200
"""How many searches for near misses a pack is worth; a hostile one could ask for millions."""


class Patience:
    """How many costly searches are left for one pack."""

    def __init__(self, left: int = _MOST_SEARCHES) -> None:
        self._left = left

    def allows(self) -> bool:
        """Whether one more search may be made; asking uses it up."""
        self._left -= 1
        return self._left >= 0


class Findings:
    """The problems of one file. Lines are looked up at the end, and only where there are any."""

    def __init__(self, file: str, text: str, patience: Patience) -> None:
        self.file = file
        self.patience = patience
        self._text = text
        self._found: list[tuple[Where, str, str, Severity]] = []
        self._places: set[Where] = set()

    def error(self, where: Where, message: str, hint: str) -> None:
        """Note what keeps the pack from being played."""
        self._found.append((where, message, hint, Severity.ERROR))
        self._places.add(where)

    def warning(self, where: Where, message: str, hint: str) -> None:
        """Note what could be better."""
        self._found.append((where, message, hint, Severity.WARNING))

    def said(self, where: Where) -> bool:
        """Whether an error was noted at this very place, so that it need not be said again."""
        return where in self._places

    def problems(self) -> list[Problem]:
        """What was found, in the order of the lines."""
        if not self._found:
            return []
        lines = Lines(self._text)
        return sorted(
            Problem(self.file, lines.of(where), message, hint, severity)
            for where, message, hint, severity in self._found
        )
