"""The classroom: preparing a quiz and starting it, classes, and past quizzes."""
