"""Bars for the back row: how many chose which verdict, and how the teams did."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.core.words import t
from trainer.ui.projection import Bar, TeamRow
from trainer.ui.theme.dress import Dress
from trainer.ui.theme.sheet import SANS, SANS_SEMIBOLD

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_FADED = 0.45


def _font(family: str, size: float) -> QFont:
    font = QFont(family)
    font.setPixelSize(max(1, round(size)))
    return font


def bar_words(bars: Sequence[Bar]) -> str:
    """The bars in words, one line each."""
    return "\n".join(
        " ".join(part for part in (f"{bar.name} {bar.count}", bar.before_words) if part)
        for bar in bars
    )


class VerdictBars(QWidget):
    """The three verdicts beside each other: shape, word, count and share, bar.

    A thin bar below tells the first vote where there were two. Once the key is shown, its verdict
    stands in a frame and the others are paler.
    """

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress = dress
        self.bars: tuple[Bar, ...] = ()
        self.unit = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        dress.changed.connect(self.update)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show these bars."""
        if tuple(bars) == self.bars:
            return
        self.bars = tuple(bars)
        self.setAccessibleName(self.toPlainText().replace("\n", "; "))
        self.update()

    def toPlainText(self) -> str:
        """The bars in words, one line each."""
        return bar_words(self.bars)

    def sizeHint(self) -> QSize:
        """Whatever it is given."""
        return QSize(10, 10)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Three columns."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap = 28 * self.unit
        wide = (self.width() - gap * (len(self.bars) - 1)) / max(1, len(self.bars))
        for n, bar in enumerate(self.bars):
            self._paint_bar(painter, bar, QRectF(n * (wide + gap), 0, wide, self.height()))
        painter.end()

    def _paint_bar(self, painter: QPainter, bar: Bar, place: QRectF) -> None:
        tokens = self._dress.tokens
        color = QColor(tokens.verdict(bar.verdict))
        pad = 10 * self.unit
        if bar.right:
            painter.setPen(QPen(color, max(2.0, 3 * self.unit)))
            painter.setBrush(QColor(tokens.tint(bar.verdict)))
            edge = 2 * self.unit
            painter.drawRoundedRect(
                place.adjusted(edge, edge, -edge, -edge), 10 * self.unit, 10 * self.unit
            )
        inner = place.adjusted(pad, pad, -pad, -pad)
        line = inner.height() * (0.42 if bar.before is not None else 0.56)
        self._paint_words(painter, bar, QRectF(inner.left(), inner.top(), inner.width(), line))
        thick = inner.height() * 0.22
        track = QRectF(inner.left(), inner.top() + line + 2 * self.unit, inner.width(), thick)
        faded = bar.right is False
        self._paint_share(painter, track, bar.share, color, faded=faded)
        if bar.before is not None:
            below = track.translated(0, thick + 5 * self.unit)
            size = min(inner.height() * 0.2, 17 * self.unit)
            words = _font(SANS, size)
            needed = QFontMetricsF(words).horizontalAdvance(bar.before_words) + 10 * self.unit
            thin = QRectF(
                below.left(), below.top() + size * 0.35, below.width() - needed, thick * 0.5
            )
            self._paint_share(painter, thin, bar.before, color, faded=faded)
            painter.setFont(words)
            painter.setPen(QColor(tokens.soft))
            spot = QRectF(below.left(), below.top(), below.width(), size * 1.3)
            painter.drawText(spot, int(_RIGHT), bar.before_words)

    def _word_size(self, place: QRectF) -> float:
        """The size of words and counts, the same for all; smaller rather than cut."""
        size = min(place.height() * 0.72, 26 * self.unit)
        metrics = QFontMetricsF(_font(SANS_SEMIBOLD, size))
        needed = max(
            metrics.horizontalAdvance(f"{bar.name}  {bar.count}") + size * 1.55 for bar in self.bars
        )
        return size * min(1.0, place.width() / needed)

    def _paint_words(self, painter: QPainter, bar: Bar, place: QRectF) -> None:
        tokens = self._dress.tokens
        size = self._word_size(place)
        side = size * 1.15
        spot = QRectF(place.left(), place.center().y() - side / 2, side, side)
        self._dress.verdict_icon(bar.verdict).paint(painter, spot.toRect())
        painter.setFont(_font(SANS_SEMIBOLD, size))
        painter.setPen(QColor(tokens.verdict(bar.verdict)))
        painter.drawText(place.adjusted(side + size * 0.4, 0, 0, 0), int(_LEFT), bar.name)
        painter.setPen(QColor(tokens.ink))
        painter.drawText(place, int(_RIGHT), bar.count)

    def _paint_share(
        self, painter: QPainter, track: QRectF, share: float, color: QColor, *, faded: bool
    ) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        round_ = min(track.height() / 2, 6 * self.unit)
        painter.setBrush(QColor(self._dress.tokens.track))
        painter.drawRoundedRect(track, round_, round_)
        if share <= 0:
            return
        filled = QColor(color)
        filled.setAlphaF(_FADED if faded else 1.0)
        painter.setBrush(filled)
        painter.drawRoundedRect(
            QRectF(track.left(), track.top(), max(track.width() * share, 2 * round_),
                   track.height()),
            round_, round_,
        )  # fmt: skip


class ShareLine(QWidget):
    """A quiet bar of how many have answered."""

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress = dress
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        dress.changed.connect(self.update)

    def show_share(self, share: float) -> None:
        """Show this share, 0 to 1."""
        if share != self._share:
            self._share = share
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Track and share."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        box, half = QRectF(self.rect()), self.height() / 2
        painter.setBrush(QColor(self._dress.tokens.track))
        painter.drawRoundedRect(box, half, half)
        if self._share > 0:
            painter.setBrush(QColor(self._dress.tokens.accent))
            box.setWidth(max(box.width() * self._share, 2 * half))
            painter.drawRoundedRect(box, half, half)
        painter.end()


class TeamBars(QWidget):
    """Each team's share of right answers, in the order of the teams."""

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress = dress
        self.unit = 1.0
        self.teams: tuple[TeamRow, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        dress.changed.connect(self.update)

    def show_teams(self, teams: Sequence[TeamRow]) -> None:
        """Show these teams."""
        self.teams = tuple(teams)
        self.setAccessibleName(
            t("Right answers by team: {teams}", teams=self.toPlainText().replace("\n", "; "))
            if teams
            else ""
        )
        self.update()

    def toPlainText(self) -> str:
        """The teams in words, one line each."""
        return "\n".join(f"{team.name}: {team.words}" for team in self.teams)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A line a team: name, bar, words."""
        if not self.teams:
            return
        tokens = self._dress.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = min(self.height() / len(self.teams), 70 * self.unit)
        font = _font(SANS_SEMIBOLD, min(line * 0.5, 30 * self.unit))
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        names = max(metrics.horizontalAdvance(team.name) for team in self.teams)
        words = max(metrics.horizontalAdvance(team.words) for team in self.teams)
        gap = 24 * self.unit
        for n, team in enumerate(self.teams):
            row = QRectF(0, n * line, self.width(), line)
            painter.setPen(QColor(tokens.ink))
            painter.drawText(row, int(_LEFT), team.name)
            painter.drawText(row, int(_RIGHT), team.words)
            track = QRectF(
                names + gap, row.center().y() - line * 0.16, row.width() - names - words - 2 * gap,
                line * 0.32,
            )  # fmt: skip
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.track))
            painter.drawRoundedRect(track, 5, 5)
            if team.share:
                track.setWidth(track.width() * team.share)
                painter.setBrush(QColor(tokens.accent))
                painter.drawRoundedRect(track, 5, 5)
        painter.end()
