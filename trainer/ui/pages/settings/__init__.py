"""Colours and text size."""
