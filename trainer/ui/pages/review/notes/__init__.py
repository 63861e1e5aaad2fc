"""Notes on answers, for whoever wrote the questions."""
