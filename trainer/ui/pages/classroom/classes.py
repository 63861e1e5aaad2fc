"""The part of the classroom where classes and their lists of names are kept."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QVBoxLayout, QWidget

from trainer.core.classroom import SchoolClass
from trainer.core.names import LONGEST_NAME, proper_name
from trainer.core.words import t
from trainer.services.classroom.classes import NameList, read_file, read_names
from trainer.ui.desk import Desk
from trainer.ui.errands import Errands
from trainer.ui.latest import Latest
from trainer.ui.pages.classroom.asking import Asking
from trainer.ui.pages.classroom.fields import button, card, flow, text_field
from trainer.ui.pages.classroom.state import (
    class_choices,
    erase_words,
    left_out_words,
    list_words,
)
from trainer.ui.speech import announce
from trainer.ui.widgets.label import Label
from trainer.ui.widgets.pickers import Picker


class ClassesPart(QWidget):
    """Adds a class, and below changes the one that is chosen. `failed` carries a `UserError`."""

    failed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._classes = desk, desk.services.classroom.classes
        self._all: tuple[SchoolClass, ...] = ()
        self._shown, self._wanted = 0, ""
        self._errands = Errands(desk.hub, self)
        self._errands.failed.connect(self.failed)
        self._errands.failed.connect(self._settle)
        self._errands.done.connect(self._settle)
        self._reading = Latest(self)
        self._reading.answered.connect(self._on_read)
        self._reading.failed.connect(self.failed)
        dress = desk.dress
        self.new_name = text_field(t("Name of the new class"), LONGEST_NAME, dress)
        self.new_name.returnPressed.connect(self._add)
        self.add = button(t("Add a class"), self._add)
        self.choice = Picker(dress, t("Class"))
        self.choice.picked.connect(self._on_chosen)
        self.name = text_field(t("Name of the class"), LONGEST_NAME, dress)
        self.name.returnPressed.connect(self._rename)
        self.rename = button(t("Rename"), self._rename)
        self.names = QPlainTextEdit()
        self.names.setAccessibleName(t("Names, one a line"))
        self.names.setTabChangesFocus(True)
        self.names.textChanged.connect(self._count)
        self.counted, self.left_out = Label(role="bold"), Label(role="soft")
        self.keep = button(t("Keep this list"), self._keep, role="primary")
        self.read = button(t("Read a file…"), self._ask_for_file)
        self.erase = button(t("Erase this class…"), self._ask_to_erase, role="quiet")
        self.asking = Asking(dress)
        self.asking.said.connect(self._erase)
        self.asking.left.connect(self._back)
        self._lay_out()

    def _lay_out(self) -> None:
        dress = self._desk.dress
        self._one = card(
            dress,
            t("A class and its list"),
            flow(dress, self.choice),
            flow(dress, self.name, self.rename),
            Label(
                t(
                    "Paste the names here, one a line, or read them from a text or CSV file. "
                    "They stay on this computer."
                ),
                role="soft",
            ),
            self.names,
            self.counted,
            self.left_out,
            flow(dress, self.keep, self.read, self.erase),
            self.asking,
        )
        self._new = card(dress, t("A new class"), flow(dress, self.new_name, self.add))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._new)
        self._column.addWidget(self._one)

    def refresh(self) -> None:
        """Show which classes there are."""
        dress = self._desk.dress
        self._column.setSpacing(dress.px(14))
        self.names.setMinimumHeight(min(dress.px(200), 280))
        self._all = self._classes.all()
        wanted = next((one.id for one in self._all if one.name == self._wanted), self._shown)
        self._wanted = ""
        self.choice.show_choices(class_choices(self._all)[1:], wanted)
        self._one.setVisible(bool(self._all))
        self.erase.setEnabled(self._desk.services.classroom.running is None)
        if self._chosen is None:
            self._shown = 0
        elif self._chosen.id != self._shown:
            self._show_class(self._chosen)

    def take_focus(self) -> None:
        """Begin with the list, or with a new class where there is none."""
        (self.names if self._all else self.new_name).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _chosen(self) -> SchoolClass | None:
        return next((one for one in self._all if one.id == self.choice.chosen), None)

    def _show_class(self, one: SchoolClass) -> None:
        self._shown = one.id
        self.name.setText(one.name)
        self._write(tuple(pupil.name for pupil in self._classes.pupils(one.id)))

    def _write(self, names: tuple[str, ...]) -> None:
        self.names.setPlainText("\n".join(names))

    def _say(self, found: NameList) -> None:
        self.counted.setText(list_words(len(found.names)))
        words = left_out_words(found)
        self.left_out.setText(words)
        self.left_out.setVisible(bool(words))

    @Slot()
    def _count(self) -> None:
        self._say(read_names(self.names.toPlainText()))

    @Slot()
    def _on_chosen(self) -> None:
        self.asking.hide()
        if self._chosen is not None:
            self._show_class(self._chosen)

    @Slot()
    def _add(self) -> None:
        name = self.new_name.text()
        self._wanted = proper_name(name)
        self._begin()
        self._errands.run(lambda: self._classes.add(name), self._on_added)

    @Slot()
    def _on_added(self) -> None:
        self.new_name.clear()
        self.names.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _rename(self) -> None:
        chosen, name = self._chosen, self.name.text()
        if chosen is not None:
            self._begin()
            self._errands.run(lambda: self._classes.rename(chosen.id, name))

    @Slot()
    def _keep(self) -> None:
        chosen = self._chosen
        if chosen is None:
            return
        names = read_names(self.names.toPlainText()).names
        self._begin()
        self._errands.run(lambda: self._classes.set_pupils(chosen.id, names), self._on_kept)

    @Slot()
    def _on_kept(self) -> None:
        if self._chosen is not None:
            words = t("The list of {name} is kept.", name=self._chosen.name)
            self._show_class(self._chosen)
            self.counted.setText(f"{self.counted.text()} {words}")
            announce(self, words)

    @Slot()
    def _ask_for_file(self) -> None:
        dialog = QFileDialog(self, t("Read names from a file"))
        dialog.setNameFilters([t("Lists (*.csv *.txt)"), t("All files (*)")])
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._read)
        dialog.open()

    @Slot(str)
    def _read(self, place: str) -> None:
        self._reading.ask(lambda: read_file(Path(place)))

    @Slot(object)
    def _on_read(self, found: NameList) -> None:
        self._write(found.names)
        self._say(found)

    @Slot()
    def _ask_to_erase(self) -> None:
        if self._chosen is not None:
            set_aside = self._desk.services.classroom.set_aside()
            self.asking.ask(erase_words(self._chosen, set_aside), t("Erase it"))

    @Slot()
    def _erase(self) -> None:
        chosen = self._chosen
        if chosen is not None:
            self._begin()
            self.counted.setText(t("Erasing, in the backups as well…"))
            self._errands.run(lambda: self._classes.erase(chosen.id))

    @Slot()
    def _back(self) -> None:
        self.erase.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin(self) -> None:
        """Let nobody ask for anything else until it is done."""
        for one in (self.add, self.rename, self.keep, self.erase):
            one.setEnabled(False)

    @Slot()
    def _settle(self) -> None:
        for one in (self.add, self.rename, self.keep):
            one.setEnabled(True)
        self.erase.setEnabled(self._desk.services.classroom.running is None)
