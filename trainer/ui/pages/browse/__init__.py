"""The excerpts of a pack, to be looked through."""
