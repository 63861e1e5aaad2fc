"""The decision path, the cues and the keys, to look up at any time."""
