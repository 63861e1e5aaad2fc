"""Who Says? — a desktop trainer for reading news with care."""

__version__ = "0.1.0"
