"""The world's faults, told apart from our own bugs, which are every other exception."""


class UserError(Exception):
    """A fault of the world, shown calmly to the person with a next step.

    `message` says what happened, `hint` what to do now, `details` what a helper would ask for.
    """

    def __init__(self, message: str, hint: str = "", details: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.details = details

    def __str__(self) -> str:
        return " ".join(part for part in (self.message, self.hint) if part)
