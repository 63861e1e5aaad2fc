"""The list of past sessions."""
