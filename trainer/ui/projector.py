"""The projector's window: what the class sees, on a screen of its own where there is one."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeySequence, QScreen, QShortcut
from PySide6.QtWidgets import QStackedLayout, QWidget

from trainer.core.words import t
from trainer.services.classroom.views import RoomView
from trainer.ui.projection import Projection, Screen, clock_words, projection
from trainer.ui.theme.dress import Dress
from trainer.ui.widgets.projected.pictures import (
    EndPicture,
    LobbyPicture,
    Picture,
    QuestionPicture,
)


class Projector(QWidget):
    """Shows one picture at a time, with nothing to press in it.

    `stepped` says that somebody at this window asks for the next step, also by a remote control for
    slides; `turned` that it was opened or closed. F fills the screen or not, Esc never does.
    """

    stepped = Signal()
    turned = Signal()

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self.setWindowTitle(t("Who Says? – what the class sees"))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setMinimumSize(480, 300)
        self.resize(1280, 720)
        self.picture: Projection | None = None
        self.lobby, self.question = LobbyPicture(dress), QuestionPicture(dress)
        self.end = EndPicture(dress)
        self._stack = QStackedLayout(self)
        for page in (self.lobby, self.question, self.end):
            self._stack.addWidget(page)
        for keys, slot in {
            "F": self.toggle_full,
            "Esc": self.leave_full,
            "Space": self.stepped,
            "PgDown": self.stepped,
            "Right": self.stepped,
        }.items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(slot)

    @property
    def shown(self) -> Picture:
        """The picture in front."""
        return {
            Screen.LOBBY: self.lobby,
            Screen.QUESTION: self.question,
            Screen.END: self.end,
        }[self.picture.screen if self.picture else Screen.LOBBY]

    def show_on(self, screen: QScreen | None) -> None:
        """Show the window: filling `screen`, or as a normal window where that is None."""
        if screen is None:
            self.showNormal()
        else:
            self.setScreen(screen)
            self.setGeometry(screen.geometry())
            self.showFullScreen()
        self.turned.emit()

    def show_view(self, view: RoomView) -> None:
        """Show a room as the class may see it."""
        self.show_projection(projection(view))

    def show_projection(self, picture: Projection) -> None:
        """Show this picture."""
        if picture == self.picture:
            return
        self.picture = picture
        self.shown.show_picture(picture)
        self._stack.setCurrentWidget(self.shown)

    def show_seconds(self, left: float | None) -> None:
        """Show what is left of the timer, where a question is shown."""
        if left is not None and self.picture is not None and self.picture.timer:
            self.question.show_timer(clock_words(left))

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that the class sees nothing any more."""
        super().hideEvent(event)
        self.turned.emit()

    @Slot()
    def toggle_full(self) -> None:
        """Fill the screen, or be a window again."""
        self.showNormal() if self.isFullScreen() else self.showFullScreen()
        self.turned.emit()

    @Slot()
    def leave_full(self) -> None:
        """Be a window again."""
        if self.isFullScreen():
            self.toggle_full()
