"""The bars at the foot of the practice page: to judge with, to underline with, to go on with."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trainer.core.glossary import confidence_name, confidence_odds
from trainer.core.rubric import Confidence, Verdict
from trainer.core.sessions import Stage
from trainer.core.words import t
from trainer.ui.pages.practice.state import PracticeState
from trainer.ui.theme.dress import Dress
from trainer.ui.widgets.buttons import Button, VerdictButton
from trainer.ui.widgets.label import Label, plain_tip
from trainer.ui.widgets.notes import NoteBox

VERDICT_KEYS = {Verdict.VERIFIED: "1", Verdict.CLAIM: "2", Verdict.PROPAGANDA: "3"}
CONFIDENCE_KEYS = {Confidence.GUESS: "G", Confidence.FAIRLY_SURE: "F", Confidence.SURE: "S"}


class JudgingBar(QWidget):
    """The three verdicts, and how sure one is once a verdict is chosen."""

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._dress = dress
        self.verdicts = {
            verdict: VerdictButton(verdict, key, dress) for verdict, key in VERDICT_KEYS.items()
        }
        self.sureness = {
            sure: Button(confidence_name(sure), role="choice", key=key)
            for sure, key in CONFIDENCE_KEYS.items()
        }
        self.hint = Label(t("Judge by what this text shows."), role="soft", wraps=False)
        self.asked = Label(t("How sure?"), role="soft", wraps=False)
        self.take_back = Button(t("Take back"), role="quiet")
        self.pencil = Button(t("Underline"), role="quiet", key="U")
        self.answer = Button(t("Answer"), role="primary", key=t("Enter"))
        plain_tip(self.take_back, t("Backspace takes a slip back"))
        plain_tip(self.pencil, t("Underline the words that decide, then see the answer"))
        self._lay_out()
        self._space()
        dress.changed.connect(self._space)

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._verdict_row, self._sure_row = QHBoxLayout(), QHBoxLayout()
        for verdict in self.verdicts.values():
            self._verdict_row.addWidget(verdict, 1)
        self._sure_row.addWidget(self.hint)
        self._sure_row.addWidget(self.asked)
        for sure, button in self.sureness.items():
            button.setCheckable(True)
            button.setAutoExclusive(True)
            plain_tip(button, confidence_odds(sure))
            button.setAccessibleDescription(confidence_odds(sure))
            self._sure_row.addWidget(button)
        self._sure_row.addStretch(1)
        self._sure_row.addWidget(self.take_back)
        self._sure_row.addWidget(self.pencil)
        self._sure_row.addWidget(self.answer)
        self._column.addLayout(self._verdict_row)
        self._column.addLayout(self._sure_row)

    def show_state(self, state: PracticeState) -> None:
        """Show what is chosen so far."""
        chosen = state.stage is Stage.CHOSEN
        cramped = self._dress.cramped(self.width())
        for verdict, button in self.verdicts.items():
            button.setChecked(state.verdict is verdict)
            button.setEnabled(state.reveal is None)
        for sure, choice in self.sureness.items():
            choice.setVisible(chosen)
            choice.tell_key(not cramped)
            choice.setChecked(state.confidence is sure)
        self.hint.setVisible(not chosen and not cramped)
        self.asked.setVisible(chosen and not cramped)
        self.answer.setVisible(chosen or not cramped)
        self.take_back.setVisible(chosen and not self._tight)
        self.pencil.setVisible(chosen and state.may_underline and not cramped)
        self.answer.say(state.answer_label)
        self.answer.tell_key(not cramped)
        self.answer.setEnabled(chosen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave less room between things in a narrow window."""
        super().resizeEvent(event)
        self._space()

    @property
    def _tight(self) -> bool:
        """Whether there is no room for a button that Backspace, or another verdict, can replace."""
        return self.width() < self._dress.px(440)

    @Slot()
    def _space(self) -> None:
        px = self._dress.px
        side = px(8) if self._tight else min(px(40), 48)
        pad = px(6) if self._tight else px(12)
        self._column.setContentsMargins(side, pad, side, pad)
        self._column.setSpacing(px(10))
        self._verdict_row.setSpacing(px(4 if self._tight else 12))
        self._sure_row.setSpacing(px(8))


class UnderlineBar(QWidget):
    """What one can do while underlining: go back, do without, or give the answer."""

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._dress = dress
        self.hint = Label(
            t(
                "Click words or drag over them. By keys: arrows go from word to word, Space marks, "
                "Shift and arrows draw on."
            ),
            role="soft",
        )
        self.back = Button(t("Back"), role="quiet", key=t("Backspace"))
        self.without = Button(t("Do without"), role="quiet", key="U")
        self.answer = Button(t("Answer"), role="primary", key=t("Enter"))
        self._column = QVBoxLayout(self)
        self._row = QHBoxLayout()
        self._row.addWidget(self.back)
        self._row.addWidget(self.without)
        self._row.addStretch(1)
        self._row.addWidget(self.answer)
        self._column.addWidget(self.hint)
        self._column.addLayout(self._row)
        self._space()
        dress.changed.connect(self._space)

    def show_state(self, state: PracticeState) -> None:
        """Tell the keys where there is room."""
        self.setVisible(state.pencil is not None)
        cramped = self._dress.cramped(self.width())
        self.hint.setVisible(not cramped)
        for button in (self.back, self.without, self.answer):
            button.tell_key(not cramped)

    @Slot()
    def _space(self) -> None:
        px = self._dress.px
        side = min(px(40), 48)
        self._column.setContentsMargins(side, px(14), side, px(12))
        self._column.setSpacing(px(10))
        self._row.setSpacing(px(8))


class RevealBar(QWidget):
    """What one can do after the reveal: go on, or say that one sees it differently."""

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._dress = dress
        self.differ = Button(t("I see it differently"), key="D")
        self.next = Button(t("Next"), role="primary", key=t("Enter"))
        self.note_box = NoteBox(dress)
        self._column = QVBoxLayout(self)
        row = QHBoxLayout()
        row.addWidget(self.differ)
        row.addStretch(1)
        row.addWidget(self.next)
        self._column.addWidget(self.note_box)
        self._column.addLayout(row)
        self.note_box.hide()
        self.note_box.left.connect(self._after_note)
        self._space()
        dress.changed.connect(self._space)

    def show_state(self, state: PracticeState) -> None:
        """Name the next step."""
        self.next.say(state.next_label)
        if state.reveal is None:
            self.note_box.hide()
            self._after_note()

    def open_note(self) -> None:
        """Let a note be written, with as much room as a small window has."""
        roomy = not self._dress.cramped(self.width())
        self.differ.setVisible(roomy)
        self.next.setVisible(roomy)
        self.note_box.open()

    @Slot()
    def _after_note(self) -> None:
        self.differ.show()
        self.next.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the keys out where there is no room for them."""
        super().resizeEvent(event)
        self._space()

    @Slot()
    def _space(self) -> None:
        cramped = self._dress.cramped(self.width())
        for button in (self.differ, self.next, self.note_box.keep, self.note_box.drop):
            button.tell_key(not cramped)
        px = self._dress.px
        side = min(px(44), 48)
        self._column.setContentsMargins(side, px(14), side, px(14))
        self._column.setSpacing(px(10))
