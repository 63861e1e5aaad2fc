"""A history that cannot be opened, and the ways on."""
