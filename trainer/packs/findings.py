"""Where the problems of a pack are gathered while it is checked."""

from trainer.core.problems import Problem, Severity
from trainer.packs.lines import Lines, Where

MOST_PROBLEMS = 1_000
"""After so many the rest of a pack is not looked at; a hostile one could have millions."""
_MOST_SEARCHES = 200
"""How many searches for near misses a pack is worth; a hostile one could ask for millions."""


class Patience:
    """How much trouble one pack is worth: so many problems, so many costly searches."""

    def __init__(self, problems: int = MOST_PROBLEMS, searches: int = _MOST_SEARCHES) -> None:
        self._problems = problems
        self._searches = searches

    @property
    def spent(self) -> bool:
        """Whether as many problems were noted as a pack is worth."""
        return self._problems <= 0

    def allows_search(self) -> bool:
        """Whether one more search may be made; asking uses it up."""
        self._searches -= 1
        return self._searches >= 0

    def note_problem(self) -> None:
        """Count one more problem."""
        self._problems -= 1


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
        self._note(where, message, hint, Severity.ERROR)

    def warning(self, where: Where, message: str, hint: str) -> None:
        """Note what could be better."""
        self._note(where, message, hint, Severity.WARNING)

    def said(self, where: Where) -> bool:
        """Whether an error was noted at this very place, so that it need not be said again."""
        return where in self._places

    def _note(self, where: Where, message: str, hint: str, severity: Severity) -> None:
        if not self.patience.spent:
            self.patience.note_problem()
            self._found.append((where, message, hint, severity))
            self._places.add(where)

    def problems(self) -> list[Problem]:
        """What was found, in the order of the lines."""
        if not self._found:
            return []
        lines = Lines(self._text)
        return sorted(
            Problem(self.file, lines.of(where), message, hint, severity)
            for where, message, hint, severity in self._found
        )
