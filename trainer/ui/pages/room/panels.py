"""The strip that asks the teacher something: whether she means it, a name, how many hands."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from trainer.core.glossary import verdict_name
from trainer.core.room import Hands
from trainer.core.rubric import Verdict
from trainer.core.words import t
from trainer.ui.attendance import PersonRow
from trainer.ui.theme.dress import Dress
from trainer.ui.widgets.buttons import Button
from trainer.ui.widgets.flow import FlowRow
from trainer.ui.widgets.label import Label

_MOST_HANDS = 999


class Field(QLineEdit):
    """A field of a given width, in drawing pixels."""

    def __init__(self, dress: Dress, name: str, width: float) -> None:
        super().__init__()
        self._dress, self._width = dress, width
        self.setAccessibleName(name)

    def sizeHint(self) -> QSize:
        """As wide as it was told."""
        return QSize(self._dress.px(self._width), super().sizeHint().height())


class Asked(Enum):
    """What a strip asks about."""

    END = "end"
    SKIP = "skip"
    REMOVE = "remove"
    FREE = "free"
    SEAT = "seat"
    RENAME = "rename"
    HANDS = "hands"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered: about whom, and the name or the hands where these were asked for."""

    asked: Asked
    player: int = 0
    name: str = ""
    hands: Hands = (0, 0, 0)


class Panel(QFrame):
    """One strip with fields and two buttons. Enter answers, Esc leaves things as they are.

    `asked` says that it was opened, `left` that it was closed; `answered` carries an `Answer`.
    """

    asked = Signal()
    answered = Signal(object)
    left = Signal()

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress = dress
        self._asked, self._player = Asked.END, 0
        self.setProperty("role", "banner")
        self.question = Label(role="strong")
        self.trouble = Label()
        self.name = Field(dress, t("Name"), 320)
        self.hands = {verdict: self._field(verdict) for verdict in Verdict}
        self._hand_labels = [Label(verdict_name(v), role=v.value, wraps=False) for v in Verdict]
        self.yes = Button("", role="primary", key=t("Enter"))
        self.no = Button(t("Cancel"), key=t("Esc"))
        self.yes.clicked.connect(self.answer)
        self.no.clicked.connect(self.leave)
        self.row = FlowRow(dress)
        fields: list[QWidget] = [self.name]
        for label, field in zip(self._hand_labels, self.hands.values(), strict=True):
            fields += [label, field]
        self.row.show_fields([*fields, self.yes, self.no])
        column = self._column = QVBoxLayout(self)
        column.addWidget(self.question)
        column.addWidget(self.trouble)
        column.addWidget(self.row)
        self._space()
        dress.changed.connect(self._space)
        self.hide()

    def _field(self, verdict: Verdict) -> Field:
        name = t("Hands for {verdict}", verdict=verdict_name(verdict))
        field = Field(self._dress, name, 72)
        field.setValidator(QIntValidator(0, _MOST_HANDS, field))
        return field

    def ask_end(self) -> None:
        """Ask whether the quiz should end."""
        question = t("End the quiz? It cannot be gone on with after that.")
        self._ask(Asked.END, question, t("End it"))

    def ask_skip(self) -> None:
        """Ask whether the present question should be left out."""
        question = t("Skip this question? What was answered to it will not count.")
        self._ask(Asked.SKIP, question, t("Skip it"))

    def ask_remove(self, who: PersonRow) -> None:
        """Ask whether somebody should be put out for good."""
        question = t(
            "Remove {name}? They stay out, and what they answered will not count.", name=who.name
        )
        self._ask(Asked.REMOVE, question, t("Remove"), who.number)

    def ask_free(self, who: PersonRow) -> None:
        """Ask whether somebody's phone should be let choose its name again."""
        question = t(
            "Let {name} choose a name again? What they answered so far will not count.",
            name=who.name,
        )
        self._ask(Asked.FREE, question, t("Let them choose"), who.number)

    def ask_name(self, who: PersonRow) -> None:
        """Ask for another name for somebody, beginning with the present one."""
        self._open(
            Asked.RENAME, t("Another name for {name}", name=who.name), t("Rename"), who.number
        )
        self._show_name(who.name)

    def ask_seat(self) -> None:
        """Ask for the name of somebody who comes to the hot seat."""
        question = t("Who comes to the hot seat? Empty for a made-up name.")
        self._open(Asked.SEAT, question, t("Add"))
        self._show_name("")

    def ask_hands(self, hands: Hands) -> None:
        """Ask how many hands are up for each verdict, beginning with these."""
        self._open(Asked.HANDS, t("How many hands are up?"), t("Note the hands"))
        for field, count in zip(self.hands.values(), hands, strict=True):
            field.setText(str(count) if any(hands) else "")
        self._show_fields(*self._hand_labels, *self.hands.values())
        first = self.hands[Verdict.VERIFIED]
        first.selectAll()
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, trouble: str) -> None:
        """Say why the answer cannot be taken; what was typed stays."""
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))

    @Slot()
    def answer(self) -> None:
        """Take the answer, or go to the next empty field first."""
        if self._asked is Asked.HANDS:
            for field in self.hands.values():
                if not field.text():
                    if field.hasFocus():
                        field.setText("0")
                        continue
                    field.setFocus(Qt.FocusReason.TabFocusReason)
                    return
        counts = [int(field.text() or 0) for field in self.hands.values()]
        hands = (counts[0], counts[1], counts[2])
        self.answered.emit(Answer(self._asked, self._player, self.name.text(), hands))

    @Slot()
    def leave(self) -> None:
        """Close the strip; nothing is answered."""
        self.hide()
        self.left.emit()

    def _ask(self, asked: Asked, question: str, yes: str, player: int = 0) -> None:
        self._open(asked, question, yes, player)
        self._show_fields()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_name(self, name: str) -> None:
        self.name.setText(name)
        self._show_fields(self.name)
        self.name.selectAll()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, asked: Asked, question: str, yes: str, player: int = 0) -> None:
        self._asked, self._player = asked, player
        self.question.setText(question)
        self.say("")
        self.yes.say(yes)
        self.show()
        self.asked.emit()

    def _show_fields(self, *fields: QWidget) -> None:
        every: Sequence[QWidget] = (self.name, *self._hand_labels, *self.hands.values())
        for field in every:
            field.setVisible(field in fields)
        self.row.flow_again()

    @Slot()
    def _space(self) -> None:
        px = self._dress.px
        pad = min(px(16), 22)
        self._column.setContentsMargins(pad, px(10), pad, px(10))
        for label in self._hand_labels:
            label.setContentsMargins(px(6), px(8), 0, px(8))
