"""Settings: colours, text size and underlining, at once in force."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trainer.core.changes import Topic
from trainer.core.settings import Look, UnderlineWhen
from trainer.core.words import t
from trainer.ui.desk import Desk
from trainer.ui.page import Page
from trainer.ui.pages.settings.state import Option, SettingsState, settings_state
from trainer.ui.widgets.buttons import Button
from trainer.ui.widgets.flow import FlowRow
from trainer.ui.widgets.frames import Card, ScrollColumn
from trainer.ui.widgets.label import Label


class SettingsPage(Page):
    """Every choice is a button; pressing it is enough."""

    topics = frozenset({Topic.SETTINGS})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.hub)
        self._desk = desk
        self.looks, self.sizes = FlowRow(desk.dress), FlowRow(desk.dress)
        self.underlining = FlowRow(desk.dress)
        self.folder = Label(role="soft")
        scroll = ScrollColumn(desk.dress, widest=760)
        scroll.column.addWidget(Label(t("Settings"), role="title"))
        for title, words, row in (
            (t("Colours"), "", self.looks),
            (t("Text size"), "", self.sizes),
            (
                t("Underline the words that decide"),
                t("Before the answer is shown. U does it, or does without, for one question."),
                self.underlining,
            ),
        ):
            card = Card(desk.dress, gap=12)
            card.column.addWidget(Label(title, role="heading"))
            if words:
                card.column.addWidget(Label(words, role="soft"))
            card.column.addWidget(row)
            scroll.column.addWidget(card)
        scroll.column.addWidget(self.folder)
        scroll.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)

    def refresh(self) -> None:
        """Show the settings in force."""
        self.show_state(settings_state(self._desk.preferences.settings, str(self._desk.folder)))

    def show_state(self, state: SettingsState) -> None:
        """Write the state to the widgets."""
        self._show_options(self.looks, state.looks, self._on_look)
        self._show_options(self.sizes, state.sizes, self._on_size)
        self._show_options(self.underlining, state.underlining, self._on_underlining)
        self.folder.setText(state.folder)

    def _show_options(
        self, row: FlowRow, options: tuple[Option, ...], slot: Callable[[], None]
    ) -> None:
        if len(row.buttons) != len(options):
            row.show_buttons([self._option(option, slot) for option in options])
        for button, option in zip(row.buttons, options, strict=True):
            button.setChecked(option.chosen)

    def _option(self, option: Option, slot: Callable[[], None]) -> Button:
        button = Button(option.words, role="choice")
        button.setCheckable(True)
        button.setAutoExclusive(True)
        button.setProperty("value", option.value)
        button.clicked.connect(slot)
        return button

    @Slot()
    def _on_look(self) -> None:
        settings = replace(self._desk.preferences.settings, look=Look(self._pressed()))
        self.perform(lambda: self._desk.preferences.change(settings))

    @Slot()
    def _on_size(self) -> None:
        settings = replace(self._desk.preferences.settings, text_size=int(self._pressed()))
        self.perform(lambda: self._desk.preferences.change(settings))

    @Slot()
    def _on_underlining(self) -> None:
        when = UnderlineWhen(self._pressed())
        settings = replace(self._desk.preferences.settings, underline=when)
        self.perform(lambda: self._desk.preferences.change(settings))

    def _pressed(self) -> str:
        button = self.sender()
        return str(button.property("value")) if isinstance(button, QWidget) else ""
