"""Names: what is shown of them, which look the same, and those that are made up."""

import random

from hypothesis import given
from hypothesis import strategies as st

from trainer.core.names import LONGEST_NAME, folded, proper_name
from trainer.core.nicknames import nickname


def test_what_cannot_be_seen_is_taken_out_of_a_name() -> None:
    assert proper_name("Ada\u202e\u200b \n Love\u0000lace") == "Ada Lovelace"


def test_names_that_look_the_same_are_the_same() -> None:
    for other in ("ADA", "\uff41\uff44\uff41", " a\u200bda ", "Ada\u00ad"):
        assert folded(other) == folded("Ada")
    assert folded("Straße") == folded("STRASSE")
    assert folded("Ada") != folded("Eda")


@given(st.text())
def test_a_name_made_proper_stays_as_it_is_and_looks_the_same(text: str) -> None:
    name = proper_name(text)

    assert proper_name(name) == name
    assert len(name) <= LONGEST_NAME
    assert folded(folded(text)) == folded(text)


def test_made_up_names_never_look_alike() -> None:
    chance = random.Random(4)
    names: list[str] = []
    for _ in range(1500):
        names.append(nickname(names, chance))

    assert len({folded(name) for name in names}) == 1500
    assert not any(character.isdigit() for name in names for character in name)


def test_made_up_names_go_on_when_all_pairs_are_used_up() -> None:
    chance = random.Random(4)
    names: list[str] = []
    for _ in range(30):
        names.append(nickname(names, chance))
    qualities = {name.split()[0] for name in names}
    animals = {name.split()[1] for name in names}
    all_of_these = {f"{quality} {animal}" for quality in qualities for animal in animals}

    assert nickname(all_of_these, chance) not in all_of_these


def test_the_same_chance_makes_the_same_name() -> None:
    assert nickname((), random.Random(9)) == nickname((), random.Random(9))
