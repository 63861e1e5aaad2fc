"""What the start page pays for knowing whether a check-up is due, among ten thousand questions."""

from itertools import cycle

from pytest_benchmark.fixture import BenchmarkFixture

from trainer.core.catalogue import Entry
from trainer.core.checkups import missing, next_form
from trainer.core.rubric import Skill, Verdict

QUESTIONS, HELD_BACK = 10_000, 240


def library() -> list[Entry]:
    kinds = zip(cycle(Verdict), cycle(Skill), cycle((1, 2, 3, 2)), strict=False)
    return [
        Entry(
            pack="big",
            question=f"q{number}",
            excerpt=f"e{number}",
            revision=f"{number:064x}",
            verdict=verdict.value,
            skills=(skill.value,),
            level=level,
            side="",
            topic="",
            reserved="checkup" if number < HELD_BACK else "",
        )
        for number, (verdict, skill, level) in zip(range(QUESTIONS), kinds, strict=False)
    ]


def test_composing_the_next_check_up(benchmark: BenchmarkFixture) -> None:
    entries = library()
    met = {entry.ref for entry in entries[:12]}
    assert missing(entries) == 0
    form = benchmark(lambda: next_form(entries, (), met))
    assert form is not None
