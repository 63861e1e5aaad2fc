"""The end of a session: what went right, and what to look at again."""
