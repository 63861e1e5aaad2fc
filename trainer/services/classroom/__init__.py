"""The verbs of the classroom: prepare a quiz, run it, keep classes, look back on it."""
