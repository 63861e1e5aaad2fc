"""Judging statements and seeing why."""
