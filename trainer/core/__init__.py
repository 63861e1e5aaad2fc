"""The subject itself: verdicts, questions, answers, sessions and measures, with the standard library alone."""
