"""Names for files that the program writes."""

import re


def file_name(name: str, day: str) -> str:
    """A name that every system takes, but for its ending; `name` is whose or what it is."""
    plain = re.sub(r"[^\w -]", "", name).strip()[:40].strip()
    return f"who-says-{plain}-{day}" if plain else f"who-says-{day}"
