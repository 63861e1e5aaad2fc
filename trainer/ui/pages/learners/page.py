"""The page of learners: let another practise, add one, change one's own name and PIN."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from trainer.core.changes import Topic
from trainer.core.names import LONGEST_NAME
from trainer.core.words import t
from trainer.services.pins import LONGEST
from trainer.ui.desk import Desk
from trainer.ui.page import Page
from trainer.ui.pages.learners.state import LearnersState, PersonRow, learners_state
from trainer.ui.places import Place, Where
from trainer.ui.theme.dress import Dress
from trainer.ui.widgets.buttons import Button
from trainer.ui.widgets.flow import FlowRow
from trainer.ui.widgets.frames import Card, ScrollColumn, at_left, clear
from trainer.ui.widgets.label import Label

_FIELD = 220
"""The width of a field to type in, in drawing pixels."""

_WIDEST_FIELD = 300
"""And in pixels on the screen, so that it fits a small window with large text."""


class LearnersPage(Page):
    """A card for each learner, and below what the present one may change."""

    topics = frozenset({Topic.LEARNERS, Topic.ANSWERS})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.hub)
        self._desk = desk
        self._asked = 0
        self.pin: QLineEdit | None = None
        self.lead = Label(role="soft")
        self._rows = QVBoxLayout()
        self.new_name = _field(t("Name of the new learner"), LONGEST_NAME)
        self.name = _field(t("Your name"), LONGEST_NAME)
        self.new_pin = _field(t("A new PIN"), LONGEST, hidden=True)
        self.add, self.rename = Button(t("Add")), Button(t("Keep this name"))
        self.set_pin, self.remove_pin = Button(""), Button(t("Remove the PIN"), role="quiet")
        self.guest, self.data = Button(""), Button(t("Open your data…"))
        self.guest_words = Label(role="soft")
        self._cards()
        self.new_name.returnPressed.connect(self._add)
        self.add.clicked.connect(self._add)
        self.name.returnPressed.connect(self._rename)
        self.rename.clicked.connect(self._rename)
        self.new_pin.returnPressed.connect(self._set_pin)
        self.set_pin.clicked.connect(self._set_pin)
        self.remove_pin.clicked.connect(self._remove_pin)
        self.guest.clicked.connect(self._guest)
        self.data.clicked.connect(self._data)

    def _cards(self) -> None:
        dress = self._desk.dress
        scroll = ScrollColumn(dress, widest=760)
        scroll.column.addWidget(Label(t("Learners"), role="title"))
        scroll.column.addWidget(self.lead)
        scroll.column.addLayout(self._rows)
        self._rows.setSpacing(dress.px(12))
        self._add_card = self._card(t("Somebody new"), _line(self.new_name, self.add, dress))
        curtain = t(
            "A PIN is a curtain, not a lock: it keeps others from practising in your place by "
            "mistake. Whoever can open the files of this computer can still read your answers, "
            "and a PIN that is forgotten cannot be shown again."
        )
        self._no_pin = at_left(self.remove_pin)
        self._own_card = self._card(
            t("About you"),
            _line(self.name, self.rename, dress),
            Label(curtain, role="soft"),
            _line(self.new_pin, self.set_pin, dress),
            self._no_pin,
        )
        self._data_card = self._card(
            t("Your data"),
            Label(t("Take all of it with you, bring it in, or let it go."), role="soft"),
            at_left(self.data),
        )
        self._guest_card = self._card(t("As a guest"), self.guest_words, at_left(self.guest))
        for card in (self._own_card, self._add_card, self._data_card, self._guest_card):
            scroll.column.addWidget(card)
        scroll.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)

    def _card(self, title: str, *parts: QWidget) -> Card:
        card = Card(self._desk.dress, gap=10)
        card.column.addWidget(Label(title, role="heading"))
        for part in parts:
            card.column.addWidget(part)
        return card

    def arrive(self, place: Place) -> None:
        """Ask for the PIN of the learner that the place names."""
        super().arrive(place)
        self._asked = place.learner

    def take_focus(self) -> None:
        """Begin in the field for the PIN, where one is asked for."""
        if self.pin is not None:
            self.pin.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().take_focus()

    def refresh(self) -> None:
        """Ask who practises here."""
        learners = self._desk.services.learners
        self.show_state(
            learners_state(
                learners.people(),
                learners.number(),
                self._asked,
                behind_curtain=learners.behind_curtain,
                guest=self._desk.services.guest,
            )
        )

    def show_state(self, state: LearnersState) -> None:
        """Write the state to the widgets."""
        self.lead.setText(state.lead)
        self.pin = None
        clear(self._rows)
        for row in state.rows:
            self._rows.addWidget(self._person(row))
        self._add_card.setVisible(state.may_add)
        self._own_card.setVisible(state.may_change)
        self._data_card.setVisible(state.may_change)
        if not self.name.hasFocus():
            self.name.setText(state.name)
        self.set_pin.say(state.set_pin)
        self._no_pin.setVisible(state.may_remove_pin)
        self.guest_words.setText(state.guest)
        self.guest.say(state.guest_action)

    def _person(self, row: PersonRow) -> Card:
        card = Card(self._desk.dress, gap=6)
        top, words = QHBoxLayout(), QVBoxLayout()
        words.addWidget(Label(row.name, role="heading"))
        words.addWidget(Label(row.facts, role="soft"))
        top.addLayout(words, 1)
        card.column.addLayout(top)
        if not row.action:
            return card
        action = Button(row.action, role="primary" if row.asks_pin else "plain")
        action.setAccessibleName(t("{action}: {name}", action=row.action, name=row.name))
        action.setProperty("learner", row.id)
        action.clicked.connect(self._on_person)
        if row.asks_pin:
            self.pin = _field(t("PIN of {name}", name=row.name), LONGEST, hidden=True)
            self.pin.setProperty("learner", row.id)
            self.pin.returnPressed.connect(self._on_person)
            card.column.addWidget(_line(self.pin, action, self._desk.dress))
        else:
            action.setProperty("locked", "has_pin" if row.locked else "")
            top.addWidget(action)
        return card

    @Slot()
    def _on_person(self) -> None:
        sender = self.sender()
        if not isinstance(sender, QWidget):
            return
        learner = int(sender.property("learner"))
        if sender.property("locked"):
            self._asked = learner
            self.refresh()
            self.take_focus()
            return
        pin = self.pin.text() if self.pin is not None and learner == self._asked else ""
        if not self.perform(lambda: self._desk.services.learners.switch(learner, pin)) and self.pin:
            self.pin.selectAll()

    @Slot()
    def _add(self) -> None:
        self.perform(lambda: self._desk.services.learners.add(self.new_name.text()))

    @Slot()
    def _rename(self) -> None:
        self.perform(lambda: self._desk.services.learners.rename(self.name.text()))

    @Slot()
    def _set_pin(self) -> None:
        if self.perform(lambda: self._desk.services.learners.set_pin(self.new_pin.text())):
            self.new_pin.clear()

    @Slot()
    def _remove_pin(self) -> None:
        self.perform(self._desk.services.learners.remove_pin)

    @Slot()
    def _guest(self) -> None:
        self.go.emit(Place(Where.HOME if self._desk.services.guest else Where.GUEST))

    @Slot()
    def _data(self) -> None:
        self.go.emit(Place(Where.DATA))


def _field(words: str, longest: int, *, hidden: bool = False) -> QLineEdit:
    field = QLineEdit()
    field.setPlaceholderText(words)
    field.setAccessibleName(words)
    field.setMaxLength(longest)
    if hidden:
        field.setEchoMode(QLineEdit.EchoMode.Password)
    return field


def _line(field: QLineEdit, button: Button, dress: Dress) -> FlowRow:
    line = FlowRow(dress)
    field.setMinimumWidth(min(dress.px(_FIELD), _WIDEST_FIELD))
    line.show_fields([field, button])
    return line
