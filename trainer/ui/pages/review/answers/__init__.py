"""Single answers out of all sessions, each to be opened as it was seen."""
