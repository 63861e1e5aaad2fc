"""The list of past sessions; Enter opens one."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from trainer.core.history import SessionLine
from trainer.core.inquiry import Order, SessionInquiry
from trainer.core.words import t
from trainer.ui.desk import Desk
from trainer.ui.pages.review.listing import Found, ListPart
from trainer.ui.pages.review.sessions.state import kinds, orders, session_row, sessions_state
from trainer.ui.pages.review.state import session_inquiry_of
from trainer.ui.places import Place, Where
from trainer.ui.plots import Listing
from trainer.ui.widgets.pickers import Picker


class SessionsPart(ListPart[SessionLine]):
    """Past sessions."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, t("Past sessions"), t("Search in titles"), wide=2)
        self.kinds = Picker(desk.dress, t("Which sessions"))
        self.kinds.show_choices(kinds(), None)
        self.orders = Picker(desk.dress, t("Order"))
        self.orders.show_choices(orders(), Order.NEWEST)
        self.add_pickers(self.kinds, self.orders)

    @property
    def inquiry(self) -> SessionInquiry:
        """Which sessions are asked for."""
        checkups, order = self.kinds.chosen, self.orders.chosen
        return replace(
            session_inquiry_of(self.filters, self.now),
            words=self.search.text(),
            checkups=checkups if isinstance(checkups, bool) else None,
            order=order if isinstance(order, Order) else Order.NEWEST,
        )

    def first(self) -> Callable[[], Found[SessionLine]]:
        """How many sessions there are, and the first of them."""
        inquiry, lookback = self.inquiry, self.desk.services.lookback
        return lambda: Found(lookback.session_count(inquiry), lookback.sessions(inquiry))

    def more(self, lines: Sequence[SessionLine]) -> Callable[[], tuple[SessionLine, ...]]:
        """The next sessions."""
        inquiry, lookback = self.inquiry, self.desk.services.lookback
        return lambda: lookback.sessions(inquiry, len(lines))

    def state(self, found: Found[SessionLine]) -> Listing:
        """The first of them."""
        return sessions_state(found.count, found.lines, self.inquiry, self.titles, self.now)

    def row(self, line: SessionLine) -> tuple[str, ...]:
        """The words of one session."""
        return session_row(line, self.titles, self.now)

    def place(self, line: SessionLine) -> Place:
        """The session, from its first answer."""
        return Place(Where.SESSION, session=line.id)
