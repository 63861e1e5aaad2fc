"""Afterwards: how a class's quiz went, part by part, and what can be done with it."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from trainer.core.changes import Topic
from trainer.core.class_reports import ClassReport
from trainer.core.errors import UserError
from trainer.core.words import t
from trainer.ui.desk import Desk
from trainer.ui.errands import Errands
from trainer.ui.latest import Latest
from trainer.ui.page import Page
from trainer.ui.pages.class_report.outgoing import Outgoing
from trainer.ui.pages.class_report.questions import QuestionState
from trainer.ui.pages.class_report.state import (
    ClassReportState,
    Part,
    PupilState,
    class_report_state,
    erase_words,
    part_names,
)
from trainer.ui.pages.class_report.views import QuestionView, SheetView
from trainer.ui.places import Place, Where
from trainer.ui.speech import announce
from trainer.ui.widgets.buttons import Button
from trainer.ui.widgets.flow import FlowRow
from trainer.ui.widgets.frames import Card, ScrollColumn, clear
from trainer.ui.widgets.label import Label
from trainer.ui.widgets.shares import show_shares

_MOST_SHEETS = 3
"""Tables that a part has at the most."""


class ClassReportPage(Page):
    """The report on one quiz. It is read off the GUI thread; a question opens in place of it."""

    topics = frozenset({Topic.CLASSES})
    whole_window = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.hub)
        self._desk = desk
        self._part, self._line = Part.QUESTIONS, -1
        self._report: ClassReport | None = None
        self._room = self._going = 0
        self._errands = Errands(desk.hub, self)
        self._errands.failed.connect(self._on_kept)
        self._latest = Latest(self)
        self._latest.answered.connect(self._on_report)
        self._latest.failed.connect(self._on_failed)
        self._latest.slow.connect(self._on_slow)
        self._outgoing = Outgoing(desk, self)
        self._outgoing.told.connect(self._say)
        self._outgoing.failed.connect(self._on_failed)
        self.title, self.lead, self.said = (
            Label(role="title"),
            Label(role="soft"),
            Label(role="bold"),
        )
        self.back = Button(t("Back"), role="quiet", key=t("Esc"))
        self.back.clicked.connect(self._back)
        self._make_rows()
        self._make_cards()
        self._question = QuestionView(desk.dress)
        self._question.all.clicked.connect(self._back)
        self._question.before.clicked.connect(self._before)
        self._question.after.clicked.connect(self._after)
        self._question.hide()
        self._lay_out()
        for keys, slot in {
            "Esc": self._back,
            "1": self._questions,
            "2": self._skills,
            "3": self._pupils,
            "Left": self._before,
            "Right": self._after,
        }.items():
            self.on_key(keys, slot)
        desk.dress.changed.connect(self._space)
        self._space()

    def _make_rows(self) -> None:
        dress = self._desk.dress
        self.tabs: dict[Part, Button] = {}
        for number, (part, name) in enumerate(part_names(), 1):
            tab = Button(name, role="choice", key=str(number))
            tab.setCheckable(True)
            tab.setProperty("part", part.value)
            tab.clicked.connect(self._on_tab)
            self.tabs[part] = tab
        self.ask = Button(t("Erase this quiz…"))
        self.ask.clicked.connect(self._ask_to_erase)
        self.tab_row, self.file_row, self.page_row = FlowRow(dress), FlowRow(dress), FlowRow(dress)
        self.tab_row.show_buttons(list(self.tabs.values()))
        self.file_row.show_buttons([*self._outgoing.files, self.ask])
        self.page_row.show_buttons(self._outgoing.all_pages)

    def _make_cards(self) -> None:
        dress = self._desk.dress
        self._asking = Card(dress, gap=10)
        self._asked = Label()
        self._asking.column.addWidget(self._asked)
        self.keep, self.erase = Button(t("Keep it"), role="primary"), Button(t("Erase it"))
        self.keep.clicked.connect(self._keep)
        self.erase.clicked.connect(self._erase)
        answers = FlowRow(dress)
        answers.show_buttons([self.keep, self.erase])
        self._asking.column.addWidget(answers)
        self._asking.hide()
        self._pupil = Card(dress, gap=6)
        self._pupil_name, self._pupil_words = Label(role="heading"), QVBoxLayout()
        self._pupil.column.addWidget(self._pupil_name)
        self._pupil.column.addLayout(self._pupil_words)
        one_page = FlowRow(dress)
        one_page.show_buttons(self._outgoing.one_page)
        self._pupil.column.addSpacing(dress.px(6))
        self._pupil.column.addWidget(one_page)
        self._figures = Card(dress, gap=8)
        self._figures.column.addWidget(Label(t("How the class judges"), role="heading"))
        self._shares, self.about = QGridLayout(), Label(role="small")
        self._figures.column.addLayout(self._shares)
        self._figures.column.addWidget(self.about)
        self._sheets = [SheetView(dress) for _ in range(_MOST_SHEETS)]
        self.table = self._sheets[0].table
        self.table.chosen.connect(self._open)

    def _lay_out(self) -> None:
        self._scroll = ScrollColumn(self._desk.dress, widest=1240)
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        inside = self._scroll.column
        inside.addLayout(top)
        for widget in (self.lead, self.tab_row, self.said, self._asking, self._pupil):
            inside.addWidget(widget)
        inside.addWidget(self.page_row)
        inside.addWidget(self._sheets[0])
        inside.addWidget(self._figures)
        for sheet in self._sheets[1:]:
            inside.addWidget(sheet)
        inside.addWidget(self.file_row)
        inside.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)
        column.addWidget(self._question)

    def arrive(self, place: Place) -> None:
        """Open the report on the quiz whose number is `place.session`."""
        super().arrive(place)
        self._part = Part(place.part) if place.part else Part.QUESTIONS
        self._room, self._line, self._report = place.session, -1, None
        self.title.setText(t("How it went"))
        self.lead.setText("")
        self.said.hide()
        self._asking.hide()
        self._show_body(shown=False)

    def refresh(self) -> None:
        """Read the report anew."""
        if self._room:
            reports, room = self._desk.services.classroom.reports, self._room
            self._latest.ask(lambda: reports.report(room))

    def redraw(self) -> None:
        """Show what is known in the new look; read anew where something has changed."""
        super().redraw()
        self._show()

    def show_state(self, state: ClassReportState) -> None:
        """Write the state to the widgets."""
        self.title.setText(state.title)
        self.lead.setText(state.lead)
        for part, tab in self.tabs.items():
            tab.setChecked(part is state.part)
        self._show_body(shown=True)
        for view, sheet in zip(
            self._sheets,
            (*state.sheets, *[None] * (_MOST_SHEETS - len(state.sheets))),
            strict=True,
        ):
            view.show_sheet(sheet)
        self._figures.setVisible(bool(state.figures))
        if state.figures:
            show_shares(self._shares, state.figures, self._desk.dress)
            self.about.setText(state.about)
        listed = state.part is Part.PUPILS and bool(state.sheets[0].grid.rows)
        self.page_row.setVisible(listed and state.pupil is None)
        self._show_pupil(state.pupil)
        self._show_question(state.question)

    def take_focus(self) -> None:
        """Begin in the table, where there is one."""
        if self.table.isVisible():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave keys out where there is no room for them."""
        super().resizeEvent(event)
        self._space()

    def _show_body(self, *, shown: bool) -> None:
        for widget in (self.tab_row, self.file_row):
            widget.setVisible(shown)
        if not shown:
            for view in self._sheets:
                view.hide()
            self._figures.hide()
            self._pupil.hide()
            self.page_row.hide()
            self._show_question(None)

    def _show_pupil(self, pupil: PupilState | None) -> None:
        self._pupil.setVisible(pupil is not None)
        clear(self._pupil_words)
        if pupil is not None:
            self._pupil_name.setText(pupil.name)
            for words in pupil.says:
                self._pupil_words.addWidget(Label(words))
            announce(self, " ".join((pupil.name, *pupil.says)))

    def _show_question(self, question: QuestionState | None) -> None:
        opened = question is not None
        if opened and self._scroll.isVisible():
            # The table that has the keyboard goes out of sight.
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.setVisible(not opened)
        self._question.setVisible(opened)
        if question is not None and self._report is not None:
            self._question.show_question(question, self._line, len(self._report.questions))

    def _show(self) -> None:
        if self._report is None:
            return
        line = None if self._line < 0 else self._line
        opened = line is not None and self._part is Part.PUPILS
        pupil = self._report.pupils[self._line].player.number if opened else None
        self._outgoing.show(self._report, pupil)
        self.show_state(class_report_state(self._report, self._part, self._desk.clock.now(), line))

    def _turn_to(self, part: Part) -> None:
        if self._line >= 0 and self._part is Part.QUESTIONS:
            return
        self._part, self._line = part, -1
        self._show()
        self.take_focus()

    @Slot(object)
    def _on_report(self, report: ClassReport) -> None:
        if report.room != self._room:
            return
        first = self._report is None
        self._report = report
        lines = report.questions if self._part is Part.QUESTIONS else report.pupils
        self._line = min(self._line, len(lines) - 1)
        self._show()
        if first and self.isVisible():
            self.take_focus()

    @Slot(object)
    def _on_failed(self, error: UserError) -> None:
        self.said.hide()
        self.failed.emit(error)

    @Slot()
    def _on_slow(self) -> None:
        if self._report is None:
            self.lead.setText(t("Counting…"))

    @Slot(str)
    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.show()
        announce(self, words)

    @Slot(int)
    def _open(self, line: int) -> None:
        if self._part is not Part.SKILLS:
            self._line = line
            self._show()
            self._scroll.verticalScrollBar().setValue(0)

    @Slot()
    def _on_tab(self) -> None:
        tab = self.sender()
        if isinstance(tab, QWidget):
            self._turn_to(Part(tab.property("part")))

    @Slot()
    def _questions(self) -> None:
        self._turn_to(Part.QUESTIONS)

    @Slot()
    def _skills(self) -> None:
        self._turn_to(Part.SKILLS)

    @Slot()
    def _pupils(self) -> None:
        self._turn_to(Part.PUPILS)

    def _step(self, step: int) -> None:
        report, line = self._report, self._line + step
        opened = report is not None and self._part is Part.QUESTIONS and self._line >= 0
        if report is not None and opened and 0 <= line < len(report.questions):
            self._line = line
            self._show()

    @Slot()
    def _before(self) -> None:
        self._step(-1)

    @Slot()
    def _after(self) -> None:
        self._step(1)

    @Slot()
    def _back(self) -> None:
        if not self._asking.isHidden():
            self._keep()
        elif self._line >= 0:
            line, self._line = self._line, -1
            self._show()
            self.take_focus()
            self.table.setCurrentIndex(self.table.rows.index(line, 0))
        else:
            self.go.emit(Place(Where.BACK))

    @Slot()
    def _ask_to_erase(self) -> None:
        self._asked.setText(erase_words(self._desk.services.classroom.set_aside()))
        self._asking.show()
        self._scroll.verticalScrollBar().setValue(0)
        self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _keep(self) -> None:
        self._asking.hide()
        self.take_focus()

    @Slot()
    def _erase(self) -> None:
        classroom, room = self._desk.services.classroom, self._room
        # What is gone is not asked for again when the others hear of it.
        self._going, self._room, self._report = room, 0, None
        self._asking.hide()
        self._show_body(shown=False)
        self._say(t("Erasing, in the backups as well…"))
        self.take_focus()
        self._errands.run(lambda: classroom.erase(room), self._on_erased)

    @Slot()
    def _on_erased(self) -> None:
        """Lead away, unless another report was opened meanwhile."""
        self._going = 0
        if self.isVisible() and not self._room:
            self.go.emit(Place(Where.BACK))

    @Slot(object)
    def _on_kept(self, error: UserError) -> None:
        """Show again what could not be erased, and say why."""
        going, self._going = self._going, 0
        if not self._room:
            self._room = going
            self.refresh()
        self._on_failed(error)

    @Slot()
    def _space(self) -> None:
        dress = self._desk.dress
        for button in self.tabs.values():
            button.tell_key(not dress.cramped(self.width()))
        self._pupil_words.setSpacing(dress.px(4))
        self.tab_row.flow_again()
