"""The page from which a teacher leads the quiz that runs."""
