"""A quiz on paper: its sheets to print, and the grid in which they are entered."""
