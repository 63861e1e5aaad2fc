"""Preparing a quiz for a class: what is asked, how the class takes part, and past quizzes."""
