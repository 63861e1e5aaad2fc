"""A data folder with a quiz in it, as the tests of the services have it."""

from tests.services.conftest import house

__all__ = ["house"]
