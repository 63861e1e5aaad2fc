"""Tokens, fonts and icons, and how they dress the windows."""
