"""The door: says which Python is needed, or hands over to the set-up.

It must stay readable for Python 3.6, or an old Python would answer with a syntax error.
"""

import sys

WANTED = (3, 11)


def main() -> int:
    """Start the program; its exit code is the result."""
    found = sys.version_info[:3]
    if found < WANTED:
        sys.stderr.write(
            f"Who Says? needs Python {WANTED[0]}.{WANTED[1]} or newer, and this is Python "
            f"{found[0]}.{found[1]}.{found[2]}. "
            "Install a newer one and start it by its name, for example: python3.12 main.py\n"
        )
        return 1
    from trainer.bootstrap import start  # noqa: PLC0415 - an old Python could not read it

    return start(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
