"""The subject itself, with the standard library alone: verdicts, questions, sessions, measures."""
