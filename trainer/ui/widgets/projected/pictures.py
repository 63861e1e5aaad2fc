"""The projector's three pictures: the lobby, a question, the end. Each fits its window whole."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from trainer.core.words import t
from trainer.ui.projection import Projection
from trainer.ui.theme.dress import Dress
from trainer.ui.widgets.projected.bars import ShareLine, TeamBars, VerdictBars
from trainer.ui.widgets.projected.code import CodeView
from trainer.ui.widgets.projected.fitted import FittedText, NamesText, Run
from trainer.ui.widgets.reading import ReadingView

_WIDE, _HIGH = 1280, 720
"""The window for which sizes are given."""

_LARGEST, _SMALLEST = 38, 12
"""The excerpt in pixels at that size."""

_SMALL = 24
"""Where the excerpt would be smaller, it takes some of the foot's room."""

_TWO_LINES = 26
"""Pixels that two lines of the smallest letters need."""

_FOOT, _FOOT_OF_LONG = 0.615, 0.675
"""Where the foot begins, as a share of the height."""

_KEPT = 16
"""For how many pictures the size is kept in mind."""

_LEADING = 1.42
_CROWD = 60
"""Names from which on the code makes room for them."""

_RIGHT = Qt.AlignmentFlag.AlignRight


class Picture(QWidget):
    """One picture, laid out by shares of the window rather than by what its pieces ask for."""

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress = dress
        self._picture: Projection | None = None
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        dress.changed.connect(self._arrange)

    @property
    def unit(self) -> float:
        """The scale of what is drawn, 1 in a window of 1280 by 720."""
        return min(self.width() / _WIDE, self.height() / _HIGH)

    def show_picture(self, picture: Projection) -> None:
        """Show this."""
        self._picture = picture
        self._write(picture)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit into the new window."""
        super().resizeEvent(event)
        self._arrange()

    def _write(self, picture: Projection) -> None:
        raise NotImplementedError

    def _arrange(self) -> None:
        raise NotImplementedError

    def _put(self, widget: QWidget, left: float, top: float, width: float, height: float) -> None:
        """Put a piece at these pixels, with the picture's scale."""
        if isinstance(widget, FittedText):
            widget.set_unit(self.unit)
        elif isinstance(widget, VerdictBars | TeamBars):
            widget.unit = self.unit
        place = QRect(round(left), round(top), round(width), round(height))
        if widget.geometry() != place:
            widget.setGeometry(place)


class LobbyPicture(Picture):
    """How to come in, and who is."""

    def __init__(self, dress: Dress) -> None:
        super().__init__(dress)
        self.code = CodeView(dress)
        self.title = FittedText(dress, most=34)
        self.hint = FittedText(dress, most=24)
        self.address = FittedText(dress, most=64)
        self.typed = FittedText(dress, most=110)
        self.people = FittedText(dress, most=30)
        self.names = NamesText(dress, most=28, least=10)
        for piece in (
            self.code, self.title, self.hint, self.address, self.typed, self.people, self.names
        ):  # fmt: skip
            piece.setParent(self)

    def _write(self, picture: Projection) -> None:
        self.code.show_code(picture.link)
        self.title.say(Run(picture.title, strong=True, serif=True))
        self.hint.say(Run(picture.hint, "soft"))
        self.address.say(Run(picture.address, strong=True))
        self.typed.say(Run(picture.code, "accent", strong=True))
        self.people.say(Run(picture.people, strong=True))
        self.names.show_names(picture.names)

    def _arrange(self) -> None:
        wide, high, unit = self.width(), self.height(), self.unit
        side, top = 0.05 * wide, 0.06 * high
        crowd = self._picture is not None and len(self._picture.names) > _CROWD
        share = 0.44 if crowd else 0.56
        code = min(share * high, 0.4 * wide) if self.code.content else 0.0
        gap = 44 * unit if code else 0.0
        left = side + code + gap
        room = wide - side - left
        self.code.setVisible(bool(code))
        self._put(self.code, side, top, code, code)
        upper = code or 0.3 * high
        self._put(self.title, left, top, room, 0.16 * upper)
        self._put(self.hint, left, top + 0.17 * upper, room, 0.19 * upper)
        self._put(self.address, left, top + 0.40 * upper, room, 0.2 * upper)
        self._put(self.typed, left, top + 0.62 * upper, room, 0.37 * upper)
        below = top + upper + 0.04 * high if code else top + 0.42 * upper
        self._put(self.people, side, below, wide - 2 * side, 0.06 * high)
        names = below + 0.07 * high
        self._put(self.names, side, names, wide - 2 * side, high - names - 0.03 * high)


class QuestionPicture(Picture):
    """The excerpt, which never moves while a question lasts, and below it how it stands."""

    def __init__(self, dress: Dress) -> None:
        super().__init__(dress)
        self.place, self.way_in = (
            FittedText(dress, most=22),
            FittedText(dress, most=22, align=_RIGHT),
        )
        self.reading = ReadingView(dress)
        self.reading.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.reading.setAccessibleName(t("Excerpt"))
        self.statement = FittedText(dress, most=34)
        self.asked = FittedText(dress, most=28)
        self.answered = FittedText(dress, most=34, at_foot=True)
        self.timer = FittedText(dress, most=64, align=_RIGHT, at_foot=True)
        self.line = ShareLine(dress)
        self.bars = VerdictBars(dress)
        self.told, self.cues = FittedText(dress, most=25), FittedText(dress, most=22)
        self.views = [FittedText(dress, most=22) for _ in range(3)]
        self._sizes: dict[tuple[object, ...], int] = {}
        for piece in (
            self.place, self.way_in, self.reading, self.statement, self.asked, self.answered,
            self.timer, self.line, self.bars, self.told, self.cues, *self.views,
        ):  # fmt: skip
            piece.setParent(self)

    def _write(self, picture: Projection) -> None:
        seen = picture.shown
        if seen is None:
            return
        self.place.say(Run(picture.place, "soft"))
        self.way_in.say(Run(picture.way_in, "soft"))
        self.reading.show_excerpt(seen.text, seen.statement)
        self.reading.light_up(picture.marks)
        self.statement.say(Run(seen.statement_text, serif=True))
        judged = not picture.bars
        self.asked.say(
            Run(seen.asked, strong=True), Run("\n" + seen.scope, "soft", serif=True, italic=True)
        )
        self.asked.setVisible(judged)
        self.answered.say(Run(picture.paused or picture.answered, strong=bool(picture.paused)))
        self.timer.say(Run(picture.timer, strong=True))
        self.timer.setVisible(bool(picture.timer))
        self.line.setVisible(judged and picture.answered_share is not None)
        self.line.show_share(picture.answered_share or 0.0)
        self.bars.setVisible(bool(picture.bars))
        self.bars.show_bars(picture.bars)
        self._write_told(picture)

    def show_timer(self, words: str) -> None:
        """Show what is left of the timer."""
        self.timer.say(Run(words, strong=True))

    def _write_told(self, picture: Projection) -> None:
        self.told.setVisible(bool(picture.told))
        # Where sides are argued, they take the room; then the latest word alone is told.
        self.cues.setVisible(bool(picture.cues) and not picture.views)
        self.answered.setVisible(not picture.told)
        colour = picture.verdict.value if picture.verdict else "ink"
        head = [Run(picture.told, colour, strong=True)]
        if picture.technique:
            head.append(Run(f"  {picture.technique}", colour))
        if picture.explanation:
            head.append(Run("\n" + picture.explanation))
        if picture.views and picture.cues:
            cue = picture.cues[-1]
            head.append(Run(f"   {cue.number} {cue.kind}: ", cue.verdict.value, strong=True))
            head.append(Run(cue.note))
        self.told.say(*head)
        runs: list[Run] = []
        for cue in picture.cues:
            start = "\n" if runs else ""
            runs.append(Run(f"{start}{cue.number} {cue.kind}: ", cue.verdict.value, strong=True))
            runs.append(Run(cue.note))
        self.cues.say(*runs)
        for n, text in enumerate(self.views):
            text.setVisible(n < len(picture.views))
            if n < len(picture.views):
                view = picture.views[n]
                text.say(Run(view.title, view.verdict.value, strong=True), Run("\n" + view.words))
        if picture.bars and not picture.told and picture.before_said:
            self.answered.say(picture.answered, Run(f"\n{picture.before_said}", "soft"))

    def _arrange(self) -> None:
        seen = self._picture.shown if self._picture else None
        if self._picture is None or seen is None:
            return
        picture, wide, high = self._picture, self.width(), self.height()
        side = 0.05 * wide
        room = wide - 2 * side
        # In a very small picture letters cannot shrink any more, and take a second line.
        head = max(0.062 * high, min(_TWO_LINES, 0.08 * high))
        way_in = 0.34 * room if picture.way_in else 0.0
        self._put(self.place, side, 0.025 * high, 0.97 * room - way_in, head)
        self._put(self.way_in, wide - side - way_in, 0.025 * high, way_in, head)
        top = 0.105 * high
        told_apart = bool(seen.statement_text)
        self.statement.setVisible(told_apart)
        below = 0.12 * high if told_apart else 0.015 * high
        for share in (_FOOT, _FOOT_OF_LONG):
            foot = share * high
            place = (round(side), round(top), round(room), round(foot - below - top))
            self._fit_reading(*place)
            if self.reading.document().defaultFont().pixelSize() >= _SMALL * self.unit:
                break
        if told_apart:
            self._put(self.statement, side, foot - 0.11 * high, room, 0.1 * high)
        else:
            foot = min(foot, top + self.reading.height() + 0.03 * high)
        self._arrange_foot(picture, side, foot, room, 0.965 * high)

    def _arrange_foot(
        self, picture: Projection, side: float, foot: float, room: float, end: float
    ) -> None:
        high, gap = self.height(), 0.02 * self.height()
        if not picture.bars:
            self._put(self.asked, side, foot, room, 0.16 * high)
            line = end - 0.016 * high
            timer = 0.16 * room if picture.timer else 0.0
            above = 0.1 * high
            self._put(self.answered, side, line - above - gap / 2, room - timer, above)
            self._put(self.timer, side + room - timer, line - above - gap / 2, timer, above)
            self._put(self.line, side, line, room, 0.012 * high)
            return
        told = bool(picture.told)
        tall = 0.115 * high if told else 0.17 * high
        if picture.before_said:
            tall += 0.02 * high
        self._put(self.bars, side, foot, room, tall)
        below = foot + tall + gap
        rest = end - below
        self._put(self.answered, side, below, room, rest)
        if picture.views:
            head = 0.05 * high
            self._put(self.told, side, below, room, head)
            columns = len(picture.views)
            wide = (room - 2 * gap * (columns - 1)) / columns
            for n, text in enumerate(self.views[:columns]):
                self._put(text, side + n * (wide + 2 * gap), below + head, wide, rest - head)
            return
        cues = _share_of_cues(self.told, self.cues) * room if picture.cues else 0.0
        left = room - cues - (2 * gap if cues else 0)
        self._put(self.told, side, below, left, rest)
        self._put(self.cues, side + room - cues, below, cues, rest)

    def _fit_reading(self, left: int, top: int, width: int, height: int) -> None:
        """Set the excerpt as large as it can be; the same for every phase of a question."""
        self.reading.setFixedWidth(width)
        # While it is hidden, it does not wrap by itself.
        self.reading.document().setTextWidth(width)
        wanted = (self._picture and self._picture.shown, width, height, self._dress.scale)
        if wanted not in self._sizes:
            if len(self._sizes) == _KEPT:
                self._sizes.clear()
            low = max(8, round(_SMALLEST * self.unit))
            high = max(low, round(_LARGEST * self.unit))
            while low < high:
                middle = (low + high + 1) // 2
                if self._reading_height(middle) <= height:
                    low = middle
                else:
                    high = middle - 1
            self._sizes[wanted] = low
        self._reading_height(self._sizes[wanted])
        self.reading.move(left - 4, top)

    def _reading_height(self, pixels: int) -> float:
        self.reading.set_size(pixels / self._dress.scale, _LEADING)
        return float(self.reading.document().size().height())


def _share_of_cues(told: FittedText, cues: FittedText) -> float:
    """How much of the width the deciding words get beside the explanation, by their lengths."""
    beside, words = len(told.toPlainText()), len(cues.toPlainText())
    return min(0.55, max(0.28, words / max(1, words + beside)))


class EndPicture(Picture):
    """Thanks, and how the teams did where there are any."""

    def __init__(self, dress: Dress) -> None:
        super().__init__(dress)
        centre = Qt.AlignmentFlag.AlignHCenter
        self.title = FittedText(dress, most=84, align=centre)
        self.hint = FittedText(dress, most=34, align=centre)
        self.teams = TeamBars(dress)
        for piece in (self.title, self.hint, self.teams):
            piece.setParent(self)

    def _write(self, picture: Projection) -> None:
        self.title.say(Run(picture.title, strong=True, serif=True))
        self.hint.say(Run(picture.hint, "soft"))
        self.teams.show_teams(picture.teams)
        self.teams.setVisible(bool(picture.teams))

    def _arrange(self) -> None:
        wide, high = self.width(), self.height()
        side = 0.1 * wide
        top = 0.1 * high if self.teams.teams else 0.32 * high
        self._put(self.title, side, top, wide - 2 * side, 0.18 * high)
        self._put(self.hint, side, top + 0.19 * high, wide - 2 * side, 0.08 * high)
        self._put(self.teams, side, 0.42 * high, wide - 2 * side, 0.5 * high)
