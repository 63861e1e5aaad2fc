"""The reveal: the excerpt with its words lit beside the verdict, the path and the reasons."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from trainer.core.questions import Span
from trainer.core.reveals import Reveal, Shown
from trainer.core.words import t
from trainer.ui.theme.dress import Dress
from trainer.ui.widgets.explanation import ExplanationView
from trainer.ui.widgets.frames import Card, Rule
from trainer.ui.widgets.label import Label
from trainer.ui.widgets.legend import Legend
from trainer.ui.widgets.path import PathList
from trainer.ui.widgets.pencilled import OwnWordsLine, PencilView
from trainer.ui.widgets.reading import BLEED, MEASURE

_PANEL = 430
_NARROW_PANEL = 320
_GUTTER = 52
_SIDE = 44


class VerdictHead(QWidget):
    """The verdict with its shape, and whether it was found."""

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress = dress
        self._icon = Label(wraps=False)
        self._name = Label(role="lead")
        self._said = Label(role="soft")
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self._name)
        column.addWidget(self._said)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(dress.px(14))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(column, 1)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_verdict(self, reveal: Reveal) -> None:
        """Show the verdict and what was said."""
        side = self._dress.px(32)
        self._icon.setPixmap(self._dress.verdict_icon(reveal.verdict).pixmap(side, side))
        self._name.setText(reveal.headline)
        self._name.set_lead(reveal.verdict.value)
        self._said.setText(reveal.said)
        self.setAccessibleName(f"{reveal.headline}. {reveal.said}")


class QuestionSheet(QScrollArea):
    """One question on the page: the excerpt and what is judged, then the reveal around it.

    While it is judged the excerpt stands alone in the middle. At the reveal the same lines, wrapped
    alike, light up and the reasons come beside them, or below where the window is narrow.
    """

    note_asked = Signal()

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress = dress
        self._revealed = False
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._build_excerpt()
        self._build_panel()
        self._assemble()
        dress.changed.connect(self._arrange)

    def _build_excerpt(self) -> None:
        dress = self._dress
        self.credit = Label(role="small")
        self.reading = PencilView(dress)
        self.reading.setAccessibleName(t("Excerpt"))
        self.rule = Rule()
        self.asked = Label(role="strong")
        self.statement = Label(role="statement")
        self.scope = Label(role="scope")
        self.legend = Legend(dress)
        for label in (self.credit, self.asked, self.statement, self.scope):
            label.setIndent(BLEED)
        self._excerpt = QWidget()
        self._excerpt_column = QVBoxLayout(self._excerpt)
        self._excerpt_column.setContentsMargins(0, 0, 0, 0)
        for widget in (
            self.credit,
            self.reading,
            self.rule,
            self.asked,
            self.statement,
            self.scope,
        ):
            self._excerpt_column.addWidget(widget)
        self.own_words = OwnWordsLine(dress)
        self._excerpt_column.addWidget(self.legend)
        self._excerpt_column.addWidget(self.own_words)
        self._excerpt_column.addStretch(1)
        self.legend.pointed.connect(self.point_at)
        self.reading.cue_pressed.connect(self._focus_cue)

    def _build_panel(self) -> None:
        dress = self._dress
        self.head = VerdictHead(dress)
        self.explanation = ExplanationView(dress)
        self.explanation.setAccessibleName(t("Explanation"))
        self.explanation.cue_pressed.connect(self.point_at)
        self._why_card, self._path_card = Card(dress, pad=20), Card(dress, pad=20, gap=10)
        self._not_card, self._technique_card = (
            Card(dress, pad=20, gap=2),
            Card(dress, pad=20, gap=2),
        )
        self.aside = Label()
        self._why_card.column.addWidget(self.aside)
        self._why_card.column.addWidget(self.explanation)
        self._path_card.column.addWidget(Label(t("How it was decided"), role="soft"))
        self.path = PathList(dress)
        self._path_card.column.addWidget(self.path)
        self.why_not_asked, self.why_not = Label(role="bold"), Label()
        self._not_card.column.addWidget(self.why_not_asked)
        self._not_card.column.addWidget(self.why_not)
        self.technique, self.technique_meaning = Label(role="bold"), Label()
        self._technique_card.column.addWidget(self.technique)
        self._technique_card.column.addWidget(self.technique_meaning)
        self.notes_card = Card(dress, pad=20, gap=4)
        self.notes_card.column.addWidget(Label(t("You see it differently"), role="soft"))
        self.notes = Label()
        self.notes_card.column.addWidget(self.notes)
        self._panel = QWidget()
        self._panel_column = QVBoxLayout(self._panel)
        self._panel_column.setContentsMargins(0, 0, 0, 0)
        self._panel_column.addWidget(self.head)
        for card in (
            self._why_card,
            self._not_card,
            self._technique_card,
            self._path_card,
            self.notes_card,
        ):
            self._panel_column.addWidget(card)
        self._panel_column.addStretch(1)

    def _assemble(self) -> None:
        ground = self._ground = QWidget()
        ground.setProperty("role", "page")
        outer = QVBoxLayout(ground)
        outer.setContentsMargins(0, 0, 0, 0)
        self._head_place = QVBoxLayout()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._box.addStretch(1)
        self._box.addWidget(self._excerpt)
        self._box.addWidget(self._panel)
        self._box.addStretch(1)
        outer.addLayout(self._head_place)
        outer.addLayout(self._box, 1)
        self._outer = outer
        self.setWidget(ground)

    def show_question(
        self,
        shown: Shown,
        reveal: Reveal | None,
        notes: tuple[str, ...] = (),
        pencil: tuple[Span, ...] | None = None,
    ) -> None:
        """Show this question, with its reveal when there is one.

        `pencil` lets words be underlined before that, with these spans underlined so far.
        """
        fresh = self.reading.toPlainText() != shown.text or (self._revealed and reveal is None)
        self._revealed = reveal is not None
        self.credit.setText(shown.credit)
        self.reading.show_excerpt(shown.text, shown.statement)
        if pencil is None:
            self.reading.show_own(reveal.own if reveal else ())
        else:
            self.reading.take_pencil(pencil)
        self.asked.setText(shown.asked)
        self.statement.setText(shown.statement_text)
        self.scope.setText(shown.scope)
        self.statement.setVisible(bool(shown.statement_text))
        self.scope.setVisible(reveal is None or bool(shown.statement_text))
        self.asked.setVisible(reveal is None)
        self._panel.setVisible(reveal is not None)
        self.legend.setVisible(reveal is not None)
        self.own_words.show_words(reveal.own_said if reveal else "")
        if reveal is not None:
            self._show_reveal(reveal, notes)
        self._arrange()
        if fresh:
            self.verticalScrollBar().setValue(0)

    def _show_reveal(self, reveal: Reveal, notes: tuple[str, ...]) -> None:
        self.reading.light_up(reveal.marks)
        self.legend.show_cues(reveal.legend)
        self.head.show_verdict(reveal)
        self.aside.setText(reveal.aside)
        self.aside.setVisible(bool(reveal.aside))
        self.explanation.explain(reveal.explanation, reveal.links)
        self.path.show_path(reveal.path, reveal.verdict)
        self._not_card.setVisible(bool(reveal.why_not))
        self.why_not_asked.setText(reveal.why_not_asked)
        self.why_not_asked.set_role(reveal.why_not_verdict.value)
        self.why_not.setText(reveal.why_not)
        self._technique_card.setVisible(bool(reveal.technique))
        self.technique.setText(reveal.technique)
        self.technique.set_role("propaganda")
        self.technique_meaning.setText(reveal.technique_meaning)
        self.notes_card.setVisible(bool(notes))
        self.notes.setText("\n".join(notes))

    @Slot(int)
    def point_at(self, number: int) -> None:
        """Make a lit cue stand out and bring it into view; 0 for none."""
        self.reading.point_at(number)
        place = self.reading.place_of(number)
        if place is not None:
            point = self.reading.mapTo(self._ground, QPoint(int(place.x()), int(place.y())))
            self.ensureVisible(point.x(), point.y(), 0, self._dress.px(90))

    def step_cue(self, step: int) -> None:
        """Move the focus to the next (1) or the one before (-1) of the lit cues."""
        buttons = self.legend.buttons
        if not buttons or not self._revealed:
            return
        now = next((n for n, button in enumerate(buttons) if button.hasFocus()), None)
        first = 0 if step > 0 else len(buttons) - 1
        button = buttons[first if now is None else (now + step) % len(buttons)]
        button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot(int)
    def _focus_cue(self, number: int) -> None:
        for button in self.legend.buttons:
            if button.cue.number == number:
                button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.point_at(number)

    def minimumSizeHint(self) -> QSize:
        """Small: what does not fit is scrolled to."""
        return QSize(self._dress.px(240), self._dress.px(40))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the new room."""
        super().resizeEvent(event)
        self._arrange()

    @Slot()
    def _arrange(self) -> None:
        px, room = self._dress.px, self.viewport().width()
        side = min(px(_SIDE), room // 24)
        inner = room - 2 * side
        wide = inner >= px(604 + 36 + _NARROW_PANEL) - 36
        inner -= 2 * BLEED
        gutter = px(_GUTTER) if inner >= px(MEASURE + _GUTTER + _PANEL) else 36
        panel = min(px(_PANEL), inner - gutter - px(MEASURE))
        panel = max(panel, px(_NARROW_PANEL))
        measure = min(px(MEASURE), inner - gutter - panel) if wide else min(px(MEASURE), inner)
        self._excerpt.setFixedWidth(measure + 2 * BLEED)
        beside = wide and self._revealed
        self._panel.setFixedWidth(panel if wide else measure + 2 * BLEED)
        self._box.setDirection(
            QBoxLayout.Direction.LeftToRight
            if beside or not self._revealed
            else QBoxLayout.Direction.TopToBottom
        )
        self._box.setSpacing(gutter if beside else px(20))
        if not beside:
            # A column reckons its height from all the width it is given, so it gets no more.
            side = max(side, (room - measure - 2 * BLEED) // 2)
        self._outer.setContentsMargins(side, px(24), side, px(24))
        self._excerpt_column.setSpacing(px(10))
        self._panel_column.setSpacing(px(14))
        self._place_head(beside=beside)

    def _place_head(self, *, beside: bool) -> None:
        if beside or not self._revealed:
            if self._panel_column.indexOf(self.head) != 0:
                self._panel_column.insertWidget(0, self.head)
        elif self._head_place.indexOf(self.head) < 0:
            self._head_place.addWidget(self.head)
        self.head.setVisible(self._revealed)
