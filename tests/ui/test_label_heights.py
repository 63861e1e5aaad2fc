"""A label is as tall as its words need, also after they, or their letters, have changed."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from trainer.ui.widgets.label import Label

WORDS = "The harbour of Velm was closed on Monday after a crane fell. "


@pytest.fixture
def label(qapp: QApplication, qtbot: QtBot) -> Label:
    label = Label(WORDS * 4)
    qtbot.addWidget(label)
    assert label.heightForWidth(240) > 0
    return label


def test_more_words_need_more_room(label: Label) -> None:
    before = label.heightForWidth(240)
    label.setText(WORDS * 8)
    assert label.heightForWidth(240) > before


def test_bigger_letters_need_more_room(label: Label) -> None:
    before = label.heightForWidth(240)
    font = label.font()
    font.setPixelSize(60)
    label.setFont(font)
    assert label.heightForWidth(240) > before


def test_a_narrower_label_is_taller(label: Label) -> None:
    assert label.heightForWidth(160) > label.heightForWidth(240)
