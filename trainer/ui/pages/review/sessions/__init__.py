"""Past sessions, to be searched, sorted and opened."""
