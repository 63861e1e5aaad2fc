"""Files and core questions, both ways, and what a check of a pack finds."""
