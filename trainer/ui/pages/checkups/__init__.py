"""All check-ups: the one to take, and those that were taken."""
