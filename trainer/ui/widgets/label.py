"""Text on the screen that is never taken for markup, whoever wrote it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class Label(QLabel):
    """A plain-text label that wraps. `role` names its look in the style sheet."""

    def __init__(
        self,
        text: str = "",
        *,
        role: str = "body",
        wraps: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        self.setProperty("role", role)
        if wraps:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.setText(text)

    def minimumSizeHint(self) -> QSize:
        """One short line: the height for the real width comes from the wrapping."""
        if self.wordWrap():
            return QSize(self.fontMetrics().averageCharWidth() * 6, self.fontMetrics().height())
        return super().minimumSizeHint()

    def set_role(self, role: str) -> None:
        """Change the look."""
        if self.property("role") != role:
            self.setProperty("role", role)
            self._polish_again()

    def set_lead(self, lead: str) -> None:
        """Give the text a verdict's colour, "" for none."""
        if self.property("lead") != lead:
            self.setProperty("lead", lead)
            self._polish_again()

    def _polish_again(self) -> None:
        self.style().unpolish(self)
        self.style().polish(self)


def plain_tip(widget: QWidget, text: str) -> None:
    """Give `widget` a tooltip that shows `text` to the letter: Qt guesses markup in tooltips."""
    widget.setToolTip(as_tip(text))


def as_tip(text: str) -> str:
    """`text` as a tooltip's markup, every special character escaped."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<qt>{escaped}</qt>" if text else ""
