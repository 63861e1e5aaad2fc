"""The history in SQLite: the only place with SQL."""
