"""The start page: one thing to do first, what is unfinished, a small honest figure."""
