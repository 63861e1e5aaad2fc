"""A card that shows what a phone shows."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from trainer.core.rubric import Verdict
from trainer.core.words import t
from trainer.ui.pages.preview.state import PhoneState
from trainer.ui.theme.dress import Dress
from trainer.ui.widgets.buttons import Button
from trainer.ui.widgets.frames import Card
from trainer.ui.widgets.label import Label
from trainer.ui.widgets.reading import ReadingView

_SIZE, _LEADING = 17, 1.45


class PhoneCard(Card):
    """The fields of the phone page (`assets/phone/index.html`) in their order, plainly set.

    It is no second phone page: what each field says comes from where the real one gets it.
    `answered` carries the `Verdict` that was tapped.
    """

    answered = Signal(object)

    def __init__(self, dress: Dress) -> None:
        super().__init__(dress, pad=18, gap=8)
        self.place, self.name = Label(role="small", wraps=False), Label(role="small", wraps=False)
        head = QHBoxLayout()
        head.addWidget(self.place)
        head.addStretch(1)
        head.addWidget(self.name)
        self.column.addLayout(head)
        self.messages = (Label(role="strong"), Label(), Label(role="soft"))
        self.headline, self.technique = Label(role="bold"), Label(role="small")
        self.judged = Label()
        self.reading = ReadingView(dress)
        self.reading.set_size(_SIZE, _LEADING)
        self.reading.setAccessibleName(t("Excerpt"))
        self.credit, self.statement = Label(role="small"), Label(role="statement")
        self.asked, self.scope = Label(role="soft"), Label(role="small")
        self.lit_title, self.lit = Label(role="bold"), Label()
        self.lit_more, self.explanation = Label(role="small"), Label()
        self.why_not_asked, self.why_not = Label(role="bold"), Label()
        self.views_title, self.views = Label(role="bold"), Label()
        self.answers = {
            verdict: Button("", role="choice", key=str(number))
            for number, verdict in enumerate(Verdict, 1)
        }
        self.said = Label(role="small")
        for part in (*self.messages, self.headline, self.technique, self.judged, self.reading,
            self.credit, self.statement, self.asked, self.scope, self.lit_title, self.lit,
            self.lit_more, self.explanation, self.why_not_asked, self.why_not, self.views_title,
            self.views, *self.answers.values(), self.said,
        ):  # fmt: skip
            self.column.addWidget(part)
        for verdict, button in self.answers.items():
            button.setCheckable(True)
            button.setProperty("verdict", verdict.value)
            button.clicked.connect(self._on_answer)

    def show_state(self, state: PhoneState) -> None:
        """Write the state to the widgets."""
        for label, words in (
            (self.place, state.place),
            (self.name, state.name),
            (self.headline, state.headline),
            (self.technique, state.technique),
            (self.judged, state.judged),
            (self.credit, state.credit),
            (self.statement, state.statement_text),
            (self.asked, state.asked),
            (self.scope, state.scope),
            (self.lit_title, state.lit_title),
            (self.lit, state.lit),
            (self.lit_more, state.lit_more),
            (self.explanation, state.explanation),
            (self.why_not_asked, state.why_not_asked),
            (self.why_not, state.why_not),
            (self.views_title, state.views_title),
            (self.views, state.views),
            (self.said, state.said),
        ):
            _tell(label, words)
        for n, label in enumerate(self.messages):
            _tell(label, state.message[n] if n < len(state.message) else "")
        self.headline.set_lead(state.verdict.value if state.verdict else "")
        self.reading.setVisible(bool(state.text))
        self.reading.show_excerpt(state.text, state.statement)
        self.reading.light_up(state.marks)
        shown = {answer.verdict: answer for answer in state.answers}
        for verdict, button in self.answers.items():
            answer = shown.get(verdict)
            button.setVisible(answer is not None)
            if answer is not None:
                button.say(f"{answer.name} · {answer.own}" if answer.own else answer.name)
                button.setChecked(answer.chosen)

    @Slot()
    def _on_answer(self) -> None:
        button = self.sender()
        if isinstance(button, QWidget):
            self.answered.emit(Verdict(button.property("verdict")))


def _tell(label: Label, words: str) -> None:
    label.setText(words)
    label.setVisible(bool(words))
