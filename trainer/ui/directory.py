"""Which page is at which place. Each is read in when first needed: no start waits for all."""

from importlib import import_module
from typing import TYPE_CHECKING

from trainer.ui.places import Where

if TYPE_CHECKING:
    from trainer.ui.desk import Desk
    from trainer.ui.page import Page


def page_at(where: Where, desk: "Desk") -> "Page":
    """A new page for this place: the class and the package are named after it."""
    name = where.value
    module = import_module(f"trainer.ui.pages.{name.replace('-', '_')}.page")
    page: Page = getattr(module, f"{name.title().replace('-', '')}Page")(desk)
    return page
