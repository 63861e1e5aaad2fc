"""When underlining is asked for is chosen in the settings, and is so at once."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.ui.person import Person
from trainer.core.sessions import Stage


@pytest.mark.parametrize(
    ("choice", "stage"), [("Always", Stage.UNDERLINING), ("Never", Stage.REVEALED)]
)
def test_the_choice_holds_for_the_next_question_and_the_next_start(
    open_window: Callable[..., Person], tmp_path: Path, choice: str, stage: Stage
) -> None:
    person = open_window(tmp_path / "kept")
    person.presses("Settings")
    person.presses(choice)
    person.presses("Today")
    person.starts_ten()
    person.types(Qt.Key.Key_1, Qt.Key.Key_Return)
    assert person.is_at(stage)
    person.window.close()

    again = open_window(tmp_path / "kept")
    again.presses("Settings")
    assert again.button(choice).isChecked()
