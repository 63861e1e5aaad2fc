"""What the windows wear now: tokens, text size and icons, and the word when they change."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from trainer.core.rubric import Verdict
from trainer.core.settings import Look, Settings
from trainer.ui.theme import icons
from trainer.ui.theme.sheet import SANS, SERIF, style_sheet
from trainer.ui.theme.tokens import Tokens, read_tokens

_VERDICT_ICONS = {
    Verdict.VERIFIED: "check-circle-bold",
    Verdict.CLAIM: "chat-text-bold",
    Verdict.PROPAGANDA: "megaphone-bold",
}


class Dress(QObject):
    """The present look. `changed` is emitted after the application wears a new one."""

    changed = Signal()

    def __init__(self, application: QApplication, themes: Path, settings: Settings) -> None:
        super().__init__()
        self._application = application
        self._themes = themes
        self._settings = settings
        hints = application.styleHints()
        hints.colorSchemeChanged.connect(self._on_system_change)
        hints.accessibility().contrastPreferenceChanged.connect(self._on_system_change)
        self._tokens = read_tokens(themes, self._look())
        self._put_on()

    @property
    def tokens(self) -> Tokens:
        """The colours worn now."""
        return self._tokens

    @property
    def paper(self) -> Tokens:
        """The colours for what goes on paper, whatever is worn now."""
        return read_tokens(self._themes, Look.LIGHT)

    @property
    def scale(self) -> float:
        """The text size as a factor, 1.0 to 2.0."""
        return self._settings.text_size / 100

    def px(self, size: float) -> int:
        """A size of the drawings, in pixels, at the present text size."""
        return round(size * self.scale)

    def cramped(self, width: int) -> bool:
        """Whether a window `width` pixels wide has room for the words alone at this text size."""
        return width < self.px(800)

    def color(self, value: str) -> QColor:
        """A token's value as a colour."""
        return QColor(value)

    def serif(self, size: float) -> QFont:
        """The reading face at `size` drawing pixels."""
        return self._font(SERIF, size)

    def sans(self, size: float) -> QFont:
        """The interface face at `size` drawing pixels."""
        return self._font(SANS, size)

    def icon(self, name: str, color: str) -> QIcon:
        """An icon of the Phosphor set in a colour."""
        return icons.icon(name, QColor(color))

    def verdict_icon(self, verdict: Verdict) -> QIcon:
        """The shape of a verdict in its colour."""
        return self.icon(_VERDICT_ICONS[verdict], self._tokens.verdict(verdict))

    def wear(self, settings: Settings) -> None:
        """Change to these settings."""
        self._settings = settings
        self._tokens = read_tokens(self._themes, self._look())
        self._put_on()
        self.changed.emit()

    @Slot()
    def _on_system_change(self) -> None:
        if self._settings.look is Look.SYSTEM:
            self.wear(self._settings)

    def _look(self) -> Look:
        if self._settings.look is not Look.SYSTEM:
            return self._settings.look
        hints = self._application.styleHints()
        dark = hints.colorScheme() is Qt.ColorScheme.Dark
        if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
            return Look.CONTRAST_DARK if dark else Look.CONTRAST
        return Look.DARK if dark else Look.LIGHT

    def _put_on(self) -> None:
        self._application.setFont(self.sans(16))
        self._application.setPalette(_palette(self._tokens))
        # From one sheet to another Qt would dress each widget anew for each that it stands in.
        self._application.setStyleSheet("")
        self._application.setStyleSheet(style_sheet(self._tokens, self.px))

    def _font(self, family: str, size: float) -> QFont:
        font = QFont(family)
        font.setPixelSize(self.px(size))
        return font


def _palette(tokens: Tokens) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: tokens.paper,
        QPalette.ColorRole.Base: tokens.card,
        QPalette.ColorRole.AlternateBase: tokens.paper,
        QPalette.ColorRole.Button: tokens.card,
        QPalette.ColorRole.WindowText: tokens.ink,
        QPalette.ColorRole.Text: tokens.ink,
        QPalette.ColorRole.ButtonText: tokens.ink,
        QPalette.ColorRole.PlaceholderText: tokens.soft,
        QPalette.ColorRole.ToolTipBase: tokens.card,
        QPalette.ColorRole.ToolTipText: tokens.ink,
        QPalette.ColorRole.Highlight: tokens.accent,
        QPalette.ColorRole.HighlightedText: tokens.on_accent,
        QPalette.ColorRole.Link: tokens.accent,
        QPalette.ColorRole.Accent: tokens.accent,
        QPalette.ColorRole.Mid: tokens.edge,
    }
    for role, value in roles.items():
        palette.setColor(role, QColor(value))
    palette.setColor(
        QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText, QColor(tokens.soft)
    )
    return palette
