"""The page of one learner's data: exported, brought in, erased after a question."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtWidgets import QCheckBox, QFileDialog, QVBoxLayout, QWidget

from trainer.core.changes import Topic
from trainer.core.errors import UserError
from trainer.core.records import Added, Watch
from trainer.core.words import t
from trainer.services.exporting import Arrived, Form, SetAside
from trainer.services.reporting import Report
from trainer.ui.desk import Desk
from trainer.ui.filenames import file_name
from trainer.ui.page import Page
from trainer.ui.pages.data.state import DataState, Step, Target, Wish, data_state
from trainer.ui.places import Place
from trainer.ui.report import write_report
from trainer.ui.tasks import LongTask
from trainer.ui.widgets.buttons import Button
from trainer.ui.widgets.flow import FlowRow
from trainer.ui.widgets.frames import Card, ScrollColumn, at_left
from trainer.ui.widgets.label import Label
from trainer.ui.widgets.progress import ProgressLine

_ENDINGS = {
    Form.XLSX: "xlsx",
    Form.CSV: "csv",
    Form.JSON: "json",
}


class DataPage(Page):
    """Three cards, and above them what is being done and what came of it."""

    topics = frozenset({Topic.LEARNERS, Topic.ANSWERS})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.hub)
        self._desk = desk
        self._step, self._wish, self._said = Step.RESTING, Wish.EXPORT, ""
        self._arrived: Arrived | None = None
        self._task: LongTask | None = None
        self._dialog: QFileDialog | None = None
        self._form = Form.JSON
        self._place_of_report = Path()
        self.title, self.lead = Label(role="title"), Label(role="soft")
        self.said, self.working = Label(role="bold"), Label(role="bold")
        self.progress = ProgressLine(desk.dress)
        self.cancel = Button(t("Cancel"))
        self.forms = {
            Form.XLSX: self._form_button(Form.XLSX, t("Excel workbook")),
            Form.CSV: self._form_button(Form.CSV, t("CSV table")),
            Form.JSON: self._form_button(Form.JSON, t("JSON file")),
        }
        self.report = Button(t("Report as PDF"))
        self.report.clicked.connect(self._ask_where_report)
        self.choose = Button(t("Choose a file…"))
        self.choose.clicked.connect(self._ask_for_file)
        self.arrived, self.targets = Label(), FlowRow(desk.dress)
        self.ask = Button(t("Erase…"))
        self.ask.clicked.connect(self._ask_to_erase)
        self.question, self.files = Label(), Label()
        self.with_files = QCheckBox(t("Delete these files too"))
        self.with_files.setAccessibleName(self.with_files.text())
        self.erase, self.keep = Button(""), Button(t("Keep everything"), role="primary")
        self.erase.clicked.connect(self._erase)
        self.keep.clicked.connect(self._rest)
        self._on_page()

    def _form_button(self, form: Form, words: str) -> Button:
        button = Button(words)
        button.setProperty("form", form.value)
        button.clicked.connect(self._ask_where)
        return button

    def _on_page(self) -> None:
        dress = self._desk.dress
        scroll = ScrollColumn(dress, widest=760)
        for part in (self.title, self.lead):
            scroll.column.addWidget(part)
        self._work_card = Card(dress, gap=10)
        self._cancelling = at_left(self.cancel)
        work: tuple[QWidget, ...] = (self.said, self.working, self.progress, self._cancelling)
        for piece in work:
            self._work_card.column.addWidget(piece)
        self._export_card = self._card(
            t("Export"),
            t(
                "Tables show every answer with its question. The JSON file holds everything and "
                "can be brought in on another computer, where all scores come out the same."
            ),
            self._flow(*self.forms.values(), self.report),
        )
        self._import_card = self._card(
            t("Import"),
            t("Bring in a JSON file that was exported here or elsewhere. Nothing is doubled."),
            at_left(self.choose),
        )
        self._arrived_card = self._card(t("Import"), "", self.arrived, self.targets)
        self._erase_card = self._card(
            t("Erase"),
            t("Let everything go that is kept about you, backups included."),
            at_left(self.ask),
        )
        self._choosing = at_left(self.with_files)
        self._question_card = self._card(
            t("Erase everything?"),
            "",
            self.question,
            self.files,
            self._choosing,
            self._flow(self.keep, self.erase),
        )
        for card in (
            self._work_card,
            self._arrived_card,
            self._export_card,
            self._import_card,
            self._erase_card,
            self._question_card,
        ):
            scroll.column.addWidget(card)
        scroll.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)

    def _card(self, title: str, words: str, *parts: QWidget) -> Card:
        card = Card(self._desk.dress, gap=10)
        card.column.addWidget(Label(title, role="heading"))
        if words:
            card.column.addWidget(Label(words, role="soft"))
        for part in parts:
            card.column.addWidget(part)
        return card

    def _flow(self, *buttons: Button) -> FlowRow:
        flow = FlowRow(self._desk.dress)
        flow.show_buttons(buttons)
        return flow

    def arrive(self, place: Place) -> None:
        """Begin afresh, unless something is being done."""
        super().arrive(place)
        if self._step is not Step.WORKING:
            self._step, self._said, self._arrived = Step.RESTING, "", None

    def refresh(self) -> None:
        """Show whose data these are and where one stands."""
        learners = self._desk.services.learners
        self.show_state(
            data_state(
                self._step,
                learners.present,
                self._desk.services.review.session_count(),
                self._said,
                self._wish,
                self._arrived,
                self._desk.services.data.set_aside() if self._step is Step.ERASING else (),
                guest=self._desk.services.guest,
            )
        )

    def show_state(self, state: DataState) -> None:
        """Write the state to the widgets."""
        for label, words in (
            (self.title, state.title),
            (self.lead, state.lead),
            (self.said, state.said),
            (self.working, state.working),
            (self.arrived, state.arrived),
            (self.question, state.erase_question),
            (self.files, state.erase_files),
        ):
            label.setText(words)
            label.setVisible(bool(words))
        self._work_card.setVisible(bool(state.working or state.said))
        self.progress.setVisible(bool(state.working))
        self._cancelling.setVisible(bool(state.working) and self._wish is Wish.EXPORT)
        self._export_card.setVisible(state.may_export)
        self._import_card.setVisible(state.may_import)
        self._erase_card.setVisible(state.may_erase)
        self._arrived_card.setVisible(bool(state.arrived))
        if state.targets:
            self._show_targets(state.targets)
        self._question_card.setVisible(bool(state.erase_question))
        self._choosing.setVisible(bool(state.erase_files))
        self.erase.say(state.erase_words)

    def _show_targets(self, targets: tuple[Target, ...]) -> None:
        buttons = []
        for target in targets:
            button = Button(target.words)
            button.setProperty("learner", target.learner)
            button.clicked.connect(self._bring_in)
            buttons.append(button)
        never_mind = Button(t("Not now"), role="quiet")
        never_mind.clicked.connect(self._rest)
        self.targets.show_buttons([*buttons, never_mind])

    @Slot()
    def _rest(self) -> None:
        self._go_to(Step.RESTING, "")

    def _go_to(self, step: Step, said: str) -> None:
        self._step, self._said = step, said
        self.perform_refresh()

    def perform_refresh(self) -> None:
        """Show the page anew, or say calmly why that cannot be."""
        try:
            self.refresh()
        except UserError as error:
            self.failed.emit(error)

    @Slot()
    def _ask_where(self) -> None:
        button = self.sender()
        if isinstance(button, QWidget):
            self._form = Form(button.property("form"))
            self._ask_for_place(_ENDINGS[self._form], self._export)

    @Slot()
    def _ask_where_report(self) -> None:
        self._ask_for_place("pdf", self._make_report)

    def _ask_for_place(self, ending: str, chosen: Callable[[str], None]) -> None:
        day = f"{self._desk.clock.now().astimezone():%Y-%m-%d}"
        dialog = QFileDialog(self, t("Where to write it"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ending)
        dialog.setNameFilters([f"*.{ending}"])
        name = file_name(self._desk.services.learners.present.name, day)
        dialog.selectFile(f"{name}.{ending}")
        self._open_dialog(dialog, chosen)

    @Slot()
    def _ask_for_file(self) -> None:
        dialog = QFileDialog(self, t("Bring in a file"))
        dialog.setNameFilters([t("Exported data (*.json)")])
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._open_dialog(dialog, self._read)

    def _open_dialog(self, dialog: QFileDialog, chosen: Callable[[str], None]) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(chosen)
        self._dialog = dialog
        dialog.open()

    @Slot(str)
    def _export(self, place: str) -> None:
        form = self._form

        def work(watch: Watch) -> Path:
            self._desk.services.data.export(form, Path(place), watch)
            return Path(place)

        self._begin(Wish.EXPORT, work, self._on_written)

    @Slot(str)
    def _make_report(self, place: str) -> None:
        self._place_of_report = Path(place)
        self._begin(Wish.REPORT, lambda _: self._desk.services.data.report(), self._on_report)

    @Slot(object)
    def _on_report(self, report: Report) -> None:
        try:
            write_report(report, self._place_of_report, self._desk.dress.paper)
        except UserError as error:
            self._on_failed(error)
            return
        self._on_written(self._place_of_report)

    @Slot(object)
    def _on_written(self, place: Path) -> None:
        self._go_to(Step.RESTING, t("Written to {place}", place=str(place)))

    @Slot(str)
    def _read(self, place: str) -> None:
        self._begin(Wish.READ, lambda _: self._desk.services.data.read(Path(place)), self._on_read)

    @Slot(object)
    def _on_read(self, arrived: Arrived) -> None:
        self._arrived = arrived
        self._go_to(Step.ARRIVED, "")

    @Slot()
    def _bring_in(self) -> None:
        button, arrived = self.sender(), self._arrived
        if not isinstance(button, QWidget) or arrived is None:
            return
        learner = button.property("learner")
        record = arrived.record
        self._begin(
            Wish.BRING_IN,
            lambda _: self._desk.services.data.bring_in(record, learner),
            self._on_brought_in,
        )

    @Slot(object)
    def _on_brought_in(self, added: Added) -> None:
        self._step, self._arrived = Step.RESTING, None
        self._said = t(
            "{answers} new answers and {notes} new notes came in; what was here already was left "
            "as it is.",
            answers=added.answers,
            notes=added.notes,
        )
        self.perform(lambda: self._desk.services.data.brought_in(added))
        self.perform_refresh()

    @Slot()
    def _ask_to_erase(self) -> None:
        self.with_files.setChecked(True)
        self._go_to(Step.ERASING, "")
        self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _erase(self) -> None:
        learner = self._desk.services.learners.number()
        files = SetAside.DELETED if self._erases_files() else SetAside.KEPT
        self._desk.services.practice.put_away()
        # Nothing may be begun for somebody who is being erased.
        self.window().setEnabled(False)
        self._begin(
            Wish.ERASE, lambda _: self._desk.services.data.erase(learner, files), self._on_erased
        )

    def _erases_files(self) -> bool:
        return not self._choosing.isHidden() and self.with_files.isChecked()

    @Slot(object)
    def _on_erased(self, _: object) -> None:
        self.window().setEnabled(True)
        self._step, self._said = Step.RESTING, ""
        self.perform(self._desk.services.data.erased)

    def _begin(
        self, wish: Wish, work: Callable[[Watch], object], done: Callable[..., None]
    ) -> None:
        self._wish = wish
        # It may outlive this page, which goes when somebody else takes over.
        self._task = LongTask(work, QCoreApplication.instance())
        self.destroyed.connect(self._task.cancel)
        self._task.done.connect(done)
        self._task.failed.connect(self._on_failed)
        self._task.cancelled.connect(self._on_cancelled)
        self._task.progressed.connect(self._on_progress)
        self.cancel.clicked.connect(self._task.cancel)
        self.progress.show_progress(0, "")
        self._go_to(Step.WORKING, "")
        self._task.start()

    @Slot(object)
    def _on_failed(self, error: UserError) -> None:
        self.window().setEnabled(True)
        self._go_to(Step.RESTING, "")
        if self._wish is Wish.ERASE:
            self.perform(self._desk.services.data.erased)
        self.failed.emit(error)

    @Slot()
    def _on_cancelled(self) -> None:
        self._go_to(Step.RESTING, t("Cancelled; nothing was written."))

    @Slot(int, int)
    def _on_progress(self, done: int, whole: int) -> None:
        share = done / whole if whole else 0.0
        self.progress.show_progress(share, t("{share} % done", share=round(100 * share)))
