"""Looking back: measures, sessions, single answers and notes, under one set of filters."""

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trainer.core.changes import Topic
from trainer.core.inquiry import Subjects
from trainer.core.words import t
from trainer.ui.desk import Desk
from trainer.ui.filenames import file_name
from trainer.ui.latest import Latest
from trainer.ui.page import Page
from trainer.ui.pages.review.answers.state import Preset
from trainer.ui.pages.review.answers.view import AnswersPart
from trainer.ui.pages.review.notes.view import NotesPart
from trainer.ui.pages.review.overview.view import OverviewPart
from trainer.ui.pages.review.papers import Papers
from trainer.ui.pages.review.part import ReviewPart
from trainer.ui.pages.review.sessions.view import SessionsPart
from trainer.ui.pages.review.state import (
    Filters,
    Part,
    Range,
    pack_names,
    part_names,
    range_names,
    sight_names,
)
from trainer.ui.places import Place, Where
from trainer.ui.plots import Exhibit
from trainer.ui.speech import announce
from trainer.ui.widgets.buttons import Button
from trainer.ui.widgets.flow import FlowRow
from trainer.ui.widgets.frames import ScrollColumn
from trainer.ui.widgets.label import Label
from trainer.ui.widgets.pickers import DayField, Picker


class ReviewPage(Page):
    """The review. Its parts are shown one at a time and keep what was set in them."""

    topics = frozenset({Topic.ANSWERS, Topic.LEARNERS, Topic.LIBRARY})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.hub)
        self._desk = desk
        self._part = Part.OVERVIEW
        self.lead = Label(role="soft")
        self._make_filters()
        self._make_parts()
        self._subjects = Latest(self)
        self._subjects.answered.connect(self._on_subjects)
        self._subjects.failed.connect(self.failed)
        self._papers = Papers(desk.dress, self)
        self._papers.told.connect(self._say)
        self._papers.failed.connect(self.failed)
        self._lay_out()
        self.on_key("T", self._press_in_words)
        self.on_key("P", self._press_print)
        self.on_key("Ctrl+P", self._press_print)
        desk.dress.changed.connect(self._fit)

    def _make_filters(self) -> None:
        dress = self._desk.dress
        self.packs, self.ranges = Picker(dress, t("Packs")), Picker(dress, t("Days"))
        self.sights = Picker(dress, t("How they were met"))
        today = self._desk.clock.now().astimezone().date()
        self.first = DayField(dress, t("First day"), today.replace(day=1))
        self.last = DayField(dress, t("Last day"), today)
        self._filters = Filters()
        self.packs.show_choices(pack_names((), {}), "")
        self.ranges.show_choices(range_names(), Range.ALL)
        self.sights.show_choices(sight_names(), self._filters.sights)
        self.packs.picked.connect(self._on_filtered)
        self.ranges.picked.connect(self._on_filtered)
        self.sights.picked.connect(self._on_filtered)
        self.first.picked.connect(self._on_filtered)
        self.last.picked.connect(self._on_filtered)

    def _make_parts(self) -> None:
        self.overview, self.answers = OverviewPart(self._desk), AnswersPart(self._desk)
        self.overview.errors_asked.connect(self._show_errors)
        self.overview.save_asked.connect(self._save)
        self.overview.shown.connect(self._on_shown)
        self.parts: dict[Part, ReviewPart] = {
            Part.OVERVIEW: self.overview,
            Part.SESSIONS: SessionsPart(self._desk),
            Part.ANSWERS: self.answers,
            Part.NOTES: NotesPart(self._desk),
        }
        # Not a stack: that is as tall as its tallest page, and the overview is very tall.
        self.body = QWidget()
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        for part in self.parts.values():
            part.go.connect(self.go)
            part.failed.connect(self.failed)
            part.told.connect(self.lead.setText)
            part.counting.connect(self._on_counting)
            part.hide()
            column.addWidget(part)

    def _lay_out(self) -> None:
        dress = self._desk.dress
        self.tabs: dict[Part, Button] = {}
        for part, name in part_names():
            tab = Button(name, role="choice")
            tab.setCheckable(True)
            tab.setProperty("part", part.value)
            tab.clicked.connect(self._on_tab)
            self.tabs[part] = tab
        self.in_words = Button(t("As tables"), role="choice", key=t("T"))
        self.in_words.setCheckable(True)
        self.in_words.toggled.connect(self._on_in_words)
        self.print = Button(t("Print…"), role="choice", key=t("P"))
        self.print.clicked.connect(self._print)
        self.said = Label(role="bold")
        self.tab_row, self.filter_row = FlowRow(dress), FlowRow(dress)
        self.checkups = Button(t("Check-ups"), role="choice")
        self.checkups.clicked.connect(self._check_ups)
        self.tab_row.show_fields([*self.tabs.values(), self.checkups, self.in_words, self.print])
        self.filter_row.show_fields([self.packs, self.ranges, self.first, self.last, self.sights])
        self.sheet = ScrollColumn(dress, widest=1160)
        self.sheet.column.addWidget(Label(t("Review"), role="title"))
        self.sheet.column.addWidget(self.lead)
        self.sheet.column.addWidget(self.tab_row)
        self.sheet.column.addWidget(self.filter_row)
        self.sheet.column.addWidget(self.said)
        self.sheet.column.addWidget(self.body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.sheet)

    def arrive(self, place: Place) -> None:
        """Be led to the part that `place` names."""
        super().arrive(place)
        if place.part:
            self._part = Part(place.part)

    def refresh(self) -> None:
        """Ask for what is shown now."""
        self._subjects.ask(self._desk.services.lookback.subjects)
        self._show_part()

    def take_focus(self) -> None:
        """Begin in the part that is shown."""
        super().take_focus()
        self.parts[self._part].take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let a list have the height there is."""
        super().resizeEvent(event)
        self._fit()

    def _show_part(self) -> None:
        """Show what was chosen, and ask anew."""
        focused, shown = self.focusWidget(), self.parts[self._part]
        if focused and self.body.isAncestorOf(focused) and not shown.isAncestorOf(focused):
            # Left to itself, Qt would pass the focus on to the sidebar.
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        for part, tab in self.tabs.items():
            tab.setChecked(part is self._part)
            self.parts[part].setVisible(part is self._part)
        self.in_words.setVisible(self._part is Part.OVERVIEW)
        self.print.setVisible(self._part is Part.OVERVIEW)
        self.said.hide()
        between = self._filters.range is Range.BETWEEN
        self.first.setVisible(between)
        self.last.setVisible(between)
        self.sights.setVisible(self._part in (Part.OVERVIEW, Part.ANSWERS))
        self.ranges.setVisible(self._part is not Part.NOTES)
        self.tab_row.flow_again()
        self.filter_row.flow_again()
        self.parts[self._part].ask(self._filters)
        self._fit()

    @Slot()
    def _check_ups(self) -> None:
        self.go.emit(Place(Where.CHECKUPS))

    @Slot()
    def _fit(self) -> None:
        """Give a list the height that is left below the filters."""
        shown = self.body.mapTo(self.sheet, QPoint()).y()
        used = shown + self.sheet.verticalScrollBar().value() + self._desk.dress.px(28)
        self.parts[self._part].fit(self.sheet.height() - used)

    @Slot()
    def _on_tab(self) -> None:
        tab = self.sender()
        if isinstance(tab, QWidget):
            self._part = Part(tab.property("part"))
            self._show_part()

    @Slot()
    def _on_filtered(self) -> None:
        pack, chosen, sights = self.packs.chosen, self.ranges.chosen, self.sights.chosen
        filters = Filters(
            pack=str(pack),
            range=chosen if isinstance(chosen, Range) else Range.ALL,
            sights=str(sights),
            first=self.first.day,
            last=self.last.day,
        )
        if filters != self._filters:
            self._filters = filters
            self._show_part()

    @Slot(object)
    def _on_subjects(self, subjects: Subjects) -> None:
        titles = {card.id: card.title for card in self._desk.services.library.cards}
        self.packs.show_choices(pack_names(subjects.packs, titles), self._filters.pack)
        self.filter_row.flow_again()
        self.answers.offer(subjects)

    @Slot()
    def _show_errors(self) -> None:
        """Show the wrong answers that were called sure."""
        self.answers.show_preset(Preset.SURE_AND_WRONG)
        self._part = Part.ANSWERS
        self._show_part()
        self.take_focus()

    @Slot()
    def _press_in_words(self) -> None:
        if self._part is Part.OVERVIEW:
            self.in_words.click()

    @Slot()
    def _press_print(self) -> None:
        if self._part is Part.OVERVIEW:
            self.print.click()

    @Slot()
    def _on_shown(self) -> None:
        self.print.setEnabled(bool(self.overview.exhibits))

    @Slot()
    def _print(self) -> None:
        name = self._desk.services.learners.present.name
        self._papers.print(self.overview.exhibits, self.overview.caption, self._file_name(name))

    @Slot(object)
    def _save(self, exhibit: Exhibit) -> None:
        self._papers.save(exhibit, self.overview.caption, self._file_name(exhibit.chart.title))

    def _file_name(self, name: str) -> str:
        return file_name(name, f"{self.overview.now.astimezone():%Y-%m-%d}")

    @Slot(str)
    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.show()
        announce(self, words)

    @Slot()
    def _on_counting(self) -> None:
        self.lead.setText(t("Counting…"))

    @Slot(bool)
    def _on_in_words(self, in_words: bool) -> None:  # noqa: FBT001  Qt's signature
        self.overview.show_in_words(in_words=in_words)
