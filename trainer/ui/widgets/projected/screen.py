"""What the class sees, in a window of its own or inside a page."""

from PySide6.QtWidgets import QStackedLayout, QWidget

from trainer.ui.projection import Projection, Screen, clock_words
from trainer.ui.theme.dress import Dress
from trainer.ui.widgets.projected.pictures import (
    EndPicture,
    LobbyPicture,
    Picture,
    QuestionPicture,
)


class ProjectedScreen(QWidget):
    """Shows one picture at a time, with nothing to press in it."""

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self.picture: Projection | None = None
        self.lobby, self.question = LobbyPicture(dress), QuestionPicture(dress)
        self.end = EndPicture(dress)
        self._stack = QStackedLayout(self)
        for page in (self.lobby, self.question, self.end):
            self._stack.addWidget(page)

    @property
    def shown(self) -> Picture:
        """The picture in front."""
        return {
            Screen.LOBBY: self.lobby,
            Screen.QUESTION: self.question,
            Screen.END: self.end,
        }[self.picture.screen if self.picture else Screen.LOBBY]

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
