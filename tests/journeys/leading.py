"""A teacher who leads a quiz in the program by keys, with the class's phones in front of her."""

import time

from tests.journeys.in_class import way_in
from tests.journeys.program import Program
from tests.live.classmates import PATIENCE, Mate, Mates


class Leader:
    """Somebody at the program, which may be killed and started again under her hands."""

    def __init__(self, program: Program, mates: Mates) -> None:
        self.program, self.mates = program, mates

    def begins(self, phones: int, *size: str) -> None:
        """Pick questions, start, and let phones in; `size` are keys that choose how many."""
        program = self.program
        program.sees("Nothing to fill in")
        program.tab_to("Today")
        program.types("Down", "Down", "Space")
        program.tab_to("Number of questions")
        program.types(*size)
        program.press("Pick questions")
        program.sees(" questions: ")
        program.press("Start")
        url, code = way_in(program.sees(" · code "))
        self.mates.do(self.mates.come(url, [(code, "")] * phones)).result(PATIENCE)
        program.sees(f"{phones} in the room")

    def goes_on(self) -> list[float]:
        """Press the button that is offered after a cut, and wait until every phone is back.

        After how many seconds each was.
        """
        before = {phone.epoch for phone in self.mates.phones}
        self.program.sees("A quiz was cut off")
        self.program.tab_to("Go on with the quiz")
        pressed = time.monotonic()
        self.program.types("Return")
        url, _ = way_in(self.program.sees(" · code "))
        # Where another program has taken the port meanwhile, the room has another.
        self.mates.moved(url)

        async def back(phone: Mate) -> float:
            await phone.sees(lambda seen: seen.connected and seen.epoch not in before)
            return time.monotonic() - pressed

        return self.mates.all(back).result(PATIENCE)
