"""The overview: each measure on a card."""

from collections.abc import Callable

from PySide6.QtCore import Signal

from trainer.services.lookback import Overview
from trainer.ui.desk import Desk
from trainer.ui.pages.review.overview.state import OverviewState, overview_state
from trainer.ui.pages.review.part import ReviewPart
from trainer.ui.pages.review.state import filter_words, inquiry_of
from trainer.ui.plots import Exhibit
from trainer.ui.printing import Caption
from trainer.ui.report import made_words, title_of
from trainer.ui.widgets.buttons import Button
from trainer.ui.widgets.frames import Turning
from trainer.ui.widgets.label import Label
from trainer.ui.widgets.measures import BarsCard, MatrixCard, MeasureCard, PlotCard


class OverviewPart(ReviewPart):
    """All measures. `errors_asked` wishes for the wrong answers that were called sure.

    `save_asked` carries the `Exhibit` that somebody wants as a file. `shown` says that there are
    others now; `caption` is what goes with them on paper.
    """

    errors_asked = Signal()
    save_asked = Signal(object)
    shown = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        dress = desk.dress
        self.empty, self._any = Label(role="soft"), False
        self.caption = Caption("", "", "", "")
        self.accuracy, self.doubt = PlotCard(dress), PlotCard(dress)
        self.matrix, self.sureness = MatrixCard(dress), BarsCard(dress)
        self.apart, self.evidence = BarsCard(dress), BarsCard(dress)
        self.skills, self.techniques = BarsCard(dress), BarsCard(dress)
        self.packs, self.topics, self.sides = BarsCard(dress), BarsCard(dress), BarsCard(dress)
        self.look_at = Button("")
        self.look_at.clicked.connect(self.errors_asked)
        self.sureness.add(self.look_at)
        # In pairs: cards beside each other end at one height.
        self._pairs = [
            self._pair(left, right)
            for left, right in (
                (self.accuracy, self.doubt),
                (self.matrix, self.sureness),
                (self.apart, self.evidence),
                (self.skills, self.techniques),
                (self.topics, self.sides),
            )
        ]
        self.column.addWidget(self.empty)
        for pair in self._pairs:
            self.column.addWidget(pair)
        self.column.addWidget(self.packs)
        self.column.addStretch(1)
        for card in self.cards:
            card.save_asked.connect(self.save_asked)

    @property
    def cards(self) -> tuple[MeasureCard, ...]:
        """All cards, in their order on the page."""
        return tuple(self.findChildren(MeasureCard))

    @property
    def exhibits(self) -> tuple[Exhibit, ...]:
        """All charts as they are shown now; none where there is nothing to show."""
        return tuple(card.exhibit for card in self.cards) if self._any else ()

    def question(self) -> Callable[[], Overview]:
        """All measures of what the filters mean."""
        inquiry = inquiry_of(self.filters, self.now)
        lookback = self.desk.services.lookback
        return lambda: lookback.overview(inquiry)

    def answer(self, found: object) -> None:
        """Show the measures."""
        if isinstance(found, Overview):
            state = overview_state(found, self.filters, self.titles, self.now)
            self.caption = Caption(
                title_of(self.desk.services.learners.present.name),
                state.lead,
                filter_words(self.filters, self.titles),
                made_words(self.now),
            )
            self.show_state(state)

    def show_state(self, state: OverviewState) -> None:
        """Write the state to the widgets."""
        self.told.emit(state.lead)
        self.empty.setText(state.empty)
        self.empty.setVisible(bool(state.empty))
        for part in (*self._pairs, self.packs):
            part.setVisible(not state.empty)
        self._any = not state.empty
        if self._any:
            self._show_measures(state)
        self.shown.emit()

    def _show_measures(self, state: OverviewState) -> None:
        self.accuracy.show_plot(state.accuracy)
        self.doubt.show_plot(state.doubt)
        self.matrix.show_matrix(state.matrix)
        for card, bars in (
            (self.sureness, state.sureness),
            (self.apart, state.apart),
            (self.skills, state.skills),
            (self.techniques, state.techniques),
            (self.evidence, state.evidence),
            (self.packs, state.packs),
            (self.topics, state.topics),
            (self.sides, state.sides),
        ):
            card.show_bars(bars)
        self.look_at.say(state.look_at)
        self.look_at.setVisible(bool(state.look_at))

    def show_in_words(self, *, in_words: bool) -> None:
        """Show tables in place of the drawings, or the other way round."""
        for card in self.cards:
            card.show_in_words(in_words=in_words)
        for pair in self._pairs:
            pair.keep_apart(apart=in_words)

    def _pair(self, left: MeasureCard, right: MeasureCard) -> Turning:
        pair = Turning(self.desk.dress, turn_at=760, shares=(1, 1))
        pair.left.addWidget(left)
        pair.right.addWidget(right)
        return pair
