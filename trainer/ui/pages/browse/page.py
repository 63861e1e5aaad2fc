"""The excerpts of one pack with their statements; keys are shown for those judged before."""

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trainer.core.catalogue import Entry
from trainer.core.changes import Topic
from trainer.core.words import t
from trainer.ui.desk import Desk
from trainer.ui.page import Page
from trainer.ui.pages.browse.state import BrowseState, StatementChip, browse_state, excerpts_of
from trainer.ui.places import Place, Where
from trainer.ui.widgets.buttons import Button
from trainer.ui.widgets.flow import FlowRow
from trainer.ui.widgets.label import Label
from trainer.ui.widgets.reveal import QuestionSheet


class BrowsePage(Page):
    """Goes through a pack excerpt by excerpt, and through the statements of each."""

    topics = frozenset({Topic.LIBRARY, Topic.ANSWERS, Topic.LEARNERS})
    whole_window = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.hub)
        self._desk = desk
        self._pack = self._excerpt = self._question = ""
        self._excerpts: tuple[tuple[Entry, ...], ...] = ()
        self._chips: tuple[StatementChip, ...] = ()
        self.title, self.progress = Label(role="heading"), Label(role="small")
        self.back = Button(t("Library"), role="quiet", key=t("Esc"))
        self.chips, self.note = FlowRow(desk.dress), Label(role="soft")
        self.sheet = QuestionSheet(desk.dress)
        self.before = Button(t("Before"), key="←")
        self.before.setAccessibleName(t("Excerpt before"))
        self.statement = Button(t("Next"), role="primary", key=t("Enter"))
        self.statement.setAccessibleName(t("Next statement"))
        self.after = Button(t("Next excerpt"), key="→")
        self._lay_out()
        self.back.clicked.connect(self._back)
        self.before.clicked.connect(self._before)
        self.statement.clicked.connect(self._next_statement)
        self.after.clicked.connect(self._after)
        for keys, slot in {
            "Esc": self._back,
            "Left": self._before,
            "Right": self._after,
            "Return": self._next_statement,
            "Enter": self._next_statement,
        }.items():
            self.on_key(keys, slot, repeats=True)
        self._space()
        desk.dress.changed.connect(self._space)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.progress)
        self._top = QHBoxLayout()
        self._top.addLayout(words, 1)
        self._top.addWidget(self.back)
        self._notes = QVBoxLayout()
        self._notes.addWidget(self.note)
        bar = QWidget()
        bar.setProperty("role", "bar")
        self._foot = QHBoxLayout(bar)
        self._foot.addWidget(self.before)
        self._foot.addStretch(1)
        self._foot.addWidget(self.statement)
        self._foot.addWidget(self.after)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._top)
        column.addWidget(self.chips)
        column.addLayout(self._notes)
        column.addWidget(self.sheet, 1)
        column.addWidget(bar)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave a low window to the excerpt, and the keys out of a narrow one."""
        super().resizeEvent(event)
        self._space()

    def arrive(self, place: Place) -> None:
        """Begin with the first excerpt of the pack."""
        super().arrive(place)
        self._pack, self._excerpt, self._question = place.pack, "", ""

    def refresh(self) -> None:
        """Show the present statement, wherever it stands in the pack by now."""
        library = self._desk.services.library
        self._excerpts = excerpts_of(self._pack, library.entries)
        at = self._at()
        revisions = library.questions(self._excerpts[at]) if self._excerpts else ()
        if not revisions:
            self._show_nothing()
            return
        names = [one.question.id for one in revisions]
        index = names.index(self._question) if self._question in names else 0
        self._excerpt, self._question = revisions[0].excerpt, names[index]
        self.show_state(
            browse_state(
                revisions,
                self._desk.services.review.sights().keys(),
                index=index,
                excerpt=at,
                excerpts=len(self._excerpts),
            )
        )

    def show_state(self, state: BrowseState) -> None:
        """Write the state to the widgets."""
        self.title.setText(state.title)
        self.progress.setText(state.progress)
        self._show_chips(state)
        self.note.setText(state.note)
        self.note.setVisible(bool(state.note))
        self.sheet.show()
        self.sheet.show_question(state.shown, state.reveal)
        self.before.setEnabled(not state.first)
        self.after.setEnabled(not state.last)
        self.statement.setEnabled(not state.last or state.index < len(state.chips) - 1)

    def _show_nothing(self) -> None:
        self.progress.setText("")
        self.chips.hide()
        self.sheet.hide()
        self.note.setText(t("There is nothing to look at here any more. The pack has changed."))
        self.note.show()
        for button in (self.before, self.statement, self.after):
            button.setEnabled(False)

    def _show_chips(self, state: BrowseState) -> None:
        if state.chips != self._chips:
            self._chips = state.chips
            buttons = []
            for number, chip in enumerate(state.chips):
                button = Button(chip.label, role="choice")
                button.setAccessibleName(chip.spoken)
                button.setCheckable(True)
                button.setProperty("number", number)
                button.clicked.connect(self._on_chip)
                buttons.append(button)
            self.chips.show_buttons(buttons)
        side = self._desk.dress.px(14)
        tokens = self._desk.dress.tokens
        for number, (chip, shown) in enumerate(zip(state.chips, self.chips.buttons, strict=True)):
            shown.setChecked(number == state.index)
            ink = tokens.paper if shown.isChecked() else tokens.ink
            shown.setIconSize(QSize(side, side))
            shown.setIcon(self._desk.dress.icon("check", ink) if chip.judged else QIcon())
        self.chips.setVisible(len(state.chips) > 1)

    def _at(self) -> int:
        """Which excerpt is shown, from 0; the first where that is gone."""
        names = [group[0].excerpt for group in self._excerpts]
        return names.index(self._excerpt) if self._excerpt in names else 0

    def _turn_to(self, excerpt: int, question: int = 0) -> None:
        if 0 <= excerpt < len(self._excerpts):
            entry = self._excerpts[excerpt][question]
            self._excerpt, self._question = entry.excerpt, entry.question
            self.refresh()

    @Slot()
    def _on_chip(self) -> None:
        button = self.sender()
        if isinstance(button, QWidget):
            self._turn_to(self._at(), int(button.property("number")))

    @Slot()
    def _before(self) -> None:
        self._turn_to(self._at() - 1)

    @Slot()
    def _after(self) -> None:
        self._turn_to(self._at() + 1)

    @Slot()
    def _next_statement(self) -> None:
        if not self._excerpts:
            return
        names = [entry.question for entry in self._excerpts[self._at()]]
        following = names.index(self._question) + 1 if self._question in names else 0
        if following < len(names):
            self._turn_to(self._at(), following)
        else:
            self._after()

    @Slot()
    def _back(self) -> None:
        self.go.emit(Place(Where.LIBRARY))

    @Slot()
    def _space(self) -> None:
        px = self._desk.dress.px
        side = min(px(44), 48)
        low = self.height() < px(300)
        pad = px(4) if low else px(14)
        self.progress.setVisible(not low)
        self._top.setContentsMargins(side, pad, side - px(8), px(4))
        self.chips.setContentsMargins(side, px(6), side, 0)
        self._notes.setContentsMargins(side, px(6), side, 0)
        self._foot.setContentsMargins(side, pad, side, pad)
        for button in (self.before, self.statement, self.after):
            button.tell_key(not self._desk.dress.cramped(self.width()))
