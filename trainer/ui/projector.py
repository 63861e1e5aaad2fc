"""The projector's window: what the class sees, on a screen of its own where there is one."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeySequence, QScreen, QShortcut

from trainer.core.words import t
from trainer.services.classroom.views import RoomView
from trainer.ui.projection import projection
from trainer.ui.theme.dress import Dress
from trainer.ui.widgets.projected.screen import ProjectedScreen


class Projector(ProjectedScreen):
    """The window with what the class sees.

    `stepped` says that somebody at this window asks for the next step, also by a remote control for
    slides; `turned` that it was opened or closed. F fills the screen or not, Esc never does.
    """

    stepped = Signal()
    turned = Signal()

    def __init__(self, dress: Dress) -> None:
        super().__init__(dress)
        self.setWindowTitle(t("Who Says? – what the class sees"))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setMinimumSize(480, 300)
        self.resize(1280, 720)
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
