"""The first minutes of somebody new."""

from PySide6.QtCore import Qt

from tests.ui.person import Person
from trainer.ui.places import Where


def test_one_key_leads_from_the_first_start_to_the_first_excerpt(person: Person) -> None:
    assert "Who says so" in person.sees()
    person.types(Qt.Key.Key_Return)
    assert person.is_on(Where.PRACTICE)
    assert "1 of 10" in person.sees()
